//! Two questions together: as a step on the screen, at the desk, and sessions beside each other.

mod desk;
mod step;
