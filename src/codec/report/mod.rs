//! The report of a session.

#[cfg(test)]
pub mod specimen;
