//! The bad days: power that goes, disks that fill up or fail, clocks that jump, frames that no browser sends.
//!
//! Every test takes a real server and plants one fault. In a run of all tests a fault is planted a few times; the
//! scripts in `tests/faults/` plant it as often as asked, and print what came of it.

mod clock;
mod disk;
mod full_disk;
mod fuzz;
mod io_errors;
mod malformed;
mod power_cut;
mod rooms;
