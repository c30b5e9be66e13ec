//! Two specs → what changed.
