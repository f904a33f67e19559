//! The reference journal, in memory, for tests.
