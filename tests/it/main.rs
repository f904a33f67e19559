//! Peil as a whole, from outside: a real server, one binary, a module a capability.

mod desk;
mod fixtures;
mod golden;
mod held;
mod journal_contract;
mod latency;
mod live;
mod model;
mod process;
mod safety;
mod serving;
mod phone;
mod support;
mod tidy;
mod trace;
