//! Translation: bytes ↔ domain, with crates that do no IO. No network, no disk, no clock.

pub mod alike;
pub mod answer;
pub mod dates;
pub mod deck_file;
pub mod export;
pub mod findings;
pub mod picture;
pub mod private;
pub mod qr;
pub mod record;
pub mod report;
pub mod shuffled;
pub mod statistics;
pub mod svg;
pub mod text;
pub mod together;
pub mod view;
pub mod wire;
pub mod words;
