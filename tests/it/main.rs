//! Integration tests, one binary: modules by capability.

mod fixtures;
mod journal_contract;
mod live;
mod support;
