//! The decks that can start: the folder of decks, read anew each time it is asked, so that a saved file counts at once.
//!
//! A broken deck is on the shelf too, with what is wrong; it does not start.

use crate::codec::deck_file::{self, Faults, Source};
use crate::domain::ids::{DeckId, Language};
use crate::hub::ReadyDeck;
use crate::journal::DeckText;
use crate::journal::decks::{DeckBytes, DeckFolder};

#[derive(Clone)]
pub struct Shelf {
    folder: DeckFolder,
}

/// One deck in the folder.
pub struct OnShelf {
    /// The file's name without `.md`, which may not be a name a deck can have.
    pub name: String,
    pub deck: Result<ReadyDeck, Broken>,
    /// Translations with an error; the deck runs without them.
    pub left_out: Vec<(Language, Broken)>,
    /// What may be better, as the check prints it.
    pub remarks: String,
}

/// Why a deck or a translation does not start.
pub struct Broken {
    pub errors: usize,
    /// Line of the first error; 0 when it has none.
    pub line: usize,
    /// The first error in a sentence.
    pub message: String,
    /// The whole check, as in a terminal without colours.
    pub check: String,
}

impl From<&Faults> for Broken {
    fn from(faults: &Faults) -> Self {
        let (line, message) = faults.first_line();
        Self { errors: faults.len(), line, message, check: faults.render(false) }
    }
}

impl Shelf {
    pub fn new(folder: DeckFolder) -> Self {
        Self { folder }
    }
    pub async fn list(&self) -> Vec<OnShelf> {
        Vec::new()
    }
    pub async fn take(&self, _: &DeckId) -> Option<Result<ReadyDeck, Broken>> {
        None
    }
}
