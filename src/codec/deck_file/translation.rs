//! A translation beside its original.
