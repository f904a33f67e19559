//! Peil as a whole, from outside: a module a capability.

mod tidy;
