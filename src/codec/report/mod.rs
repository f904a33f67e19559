//! The report of a session: on paper as a tagged PDF, and as one page for the web that needs nothing beside itself. Both
//! say the same, piece by piece, as [`content`] has it.
//!
//! Counts nothing and opens no file: whoever asks hands over the findings and gets bytes.

mod content;
mod page;
mod paper;
#[cfg(test)]
pub mod specimen;

use crate::codec::findings::Findings;
use crate::domain::ids::{Moment, RoomCode};
use crate::domain::privacy::Privacy;

pub use paper::Unprintable;

/// What a report is of.
#[derive(Clone, Copy)]
pub struct About<'a> {
    pub findings: &'a Findings,
    pub code: RoomCode,
    pub started_at: Moment,
    /// `None` while the session runs.
    pub ended_at: Option<Moment>,
    pub privacy: Privacy,
    /// SHA-256 of `results.json`, from which every figure comes.
    pub digest: &'a str,
}

/// As PDF/UA-1.
pub fn pdf(about: &About<'_>) -> Result<Vec<u8>, Unprintable> {
    paper::print(about)
}

/// As one HTML file.
pub fn html(about: &About<'_>) -> String {
    page::write(about)
}

#[cfg(test)]
mod tests;
