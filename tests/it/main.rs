//! Peil as a whole, from outside: a real server, one binary, a module a capability.

mod fixtures;
mod journal_contract;
mod live;
mod support;
mod tidy;
