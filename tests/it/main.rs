//! Tests over a real server: one binary, a module a capability.

mod live;
mod support;
