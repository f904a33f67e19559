//! Every fault of the catalogue, with its place and its sentence, a part of the deck file a file.

mod answers;
mod attributes;
mod front;
mod kinds;
mod shown;
mod slides;

use super::{FRONT, Tongue, check, check_file, check_remarks, read_bytes};

/// Two answers, to make a question of a heading.
const TWO: &str = "\n\n- (a) A\n- (b) B\n";
