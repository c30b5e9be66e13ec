//! Made-up services, each odd in one way.

mod made;
mod merging;
mod missing;
mod recursion;
mod services;
mod sharing;
mod stable;
