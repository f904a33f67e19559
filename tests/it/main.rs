//! Peil as a whole, from outside: a real server, one binary, a module a capability.

mod bots;
mod crash;
mod crowd;
mod desk;
mod events;
mod faults;
mod files;
mod fixtures;
mod golden;
mod halted;
mod halted_pages;
mod held;
mod journal_contract;
mod latency;
mod live;
mod model;
mod operator;
mod phone;
mod process;
mod safety;
mod serving;
mod slow;
mod stalled;
mod support;
mod tidy;
mod trace;
