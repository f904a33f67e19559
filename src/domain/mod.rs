//! What a session means: decks, answers, facts, tallies, charts, results.
//!
//! Pure: std, and a library that counts letters. No clock, no randomness, no serde, no async; whoever needs the time is handed it.

pub mod answer;
pub mod chart;
pub mod decimal;
pub mod deck;
pub mod fact;
pub mod ids;
pub mod kinds;
pub mod limits;
pub mod privacy;
pub mod published;
pub mod results;
pub mod segments;
pub mod session;
pub mod sign;
pub mod tally;
pub mod together;
