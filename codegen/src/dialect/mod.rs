//! Document → Facts.
