//! Integration tests, one binary: modules by capability.

mod fixtures;

mod journal_contract;
