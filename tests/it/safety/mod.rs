//! Who is let in and who is not, and that nothing secret comes out, a threat a file.
//!
//! Every refusal is tested beside what is let through, so that a door that refuses everything is noticed.

mod browser;
mod headers;
mod links;
mod origins;
mod protocol;
mod rooms;
mod secrets;

pub use browser::desk_cookie;
