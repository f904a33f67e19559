//! Peil as a whole, from outside: a real server, one binary, a module a capability.

mod desk;
mod fixtures;
mod golden;
mod journal_contract;
mod live;
mod model;
mod phone;
mod support;
mod tidy;
