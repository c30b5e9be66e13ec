//! Made-up services, each odd in one way.

mod made;
mod merging;
mod recursion;
mod sharing;
mod stable;
