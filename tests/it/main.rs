//! Peil as a whole, from outside: a real server, one binary, a module a capability.

mod bots;
mod crash;
mod desk;
mod faults;
mod fixtures;
mod golden;
mod halted;
mod held;
mod journal_contract;
mod latency;
mod live;
mod model;
mod phone;
mod process;
mod safety;
mod serving;
mod stalled;
mod support;
mod tidy;
mod trace;
