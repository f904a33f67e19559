//! Results as files: that every format says the same figures, that no text does harm in any of them, and that a file that
//! was changed is known by it.

mod again;
mod beside;
mod gone;
mod labels;
mod pages;
mod rich;
mod verify;
mod workbook;

pub use workbook::{opened, parts};
