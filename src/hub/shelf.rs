//! The decks that can start: the folder of decks, read anew each time it is asked, so that a saved file counts at once.
//!
//! A broken deck is on the shelf too, with what is wrong; it does not start.

use crate::codec::deck_file::{self, Faults, Source};
use crate::domain::ids::{DeckId, Language};
use crate::hub::ReadyDeck;
use crate::journal::DeckText;
use crate::journal::decks::{DeckFile, DeckFiles, DeckFolder};

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
    /// What may be better, as the check prints it; empty when nothing is.
    pub remarks: String,
}

/// Why a deck or a translation does not start.
#[derive(Clone, Debug, PartialEq)]
pub struct Broken {
    pub errors: usize,
    /// Line of the first error; 0 when the file's name is wrong.
    pub line: usize,
    /// The first error in a sentence; empty when the file's name is wrong.
    pub message: String,
    /// The whole check, as in a terminal without colours.
    pub check: String,
    /// Whether the file is no deck at all, because of its name.
    pub bad_name: bool,
}

impl From<&Faults> for Broken {
    fn from(faults: &Faults) -> Self {
        let (line, message) = faults.first_line();
        Self { errors: faults.len(), line, message, check: faults.render(false), bad_name: false }
    }
}

impl Broken {
    fn bad_name() -> Self {
        Self { errors: 1, line: 0, message: String::new(), check: String::new(), bad_name: true }
    }
}

impl Shelf {
    pub fn new(folder: DeckFolder) -> Self {
        Self { folder }
    }

    /// Every deck in the folder, by name. Empty when the folder has gone.
    pub async fn list(&self) -> Vec<OnShelf> {
        self.read(|folder| folder.list().unwrap_or_default().into_iter().map(open).collect()).await.unwrap_or_default()
    }

    /// One deck by name, sound or broken; `None` when there is no such file.
    pub async fn look_up(&self, name: &str) -> Option<OnShelf> {
        self.list().await.into_iter().find(|deck| deck.name == name)
    }

    /// One deck, ready to start.
    pub async fn take(&self, deck: &DeckId) -> Option<Result<ReadyDeck, Broken>> {
        Some(self.look_up(deck.as_str()).await?.deck)
    }

    /// Reads files and parses them where waiting is allowed.
    async fn read<T: Send + 'static>(&self, read: impl FnOnce(&DeckFolder) -> T + Send + 'static) -> Option<T> {
        let folder = self.folder.clone();
        tokio::task::spawn_blocking(move || read(&folder)).await.ok()
    }
}

fn open(files: DeckFiles) -> OnShelf {
    let DeckFiles { name, original, translations } = files;
    let Some(id) = DeckId::parse(&name) else {
        return OnShelf { name, deck: Err(Broken::bad_name()), left_out: Vec::new(), remarks: String::new() };
    };
    let sources: Vec<(Language, Source<'_>)> =
        translations.iter().map(|(language, file)| (language.clone(), source(file))).collect();
    match deck_file::read_editions(&id, source(&original), &sources) {
        Ok(reading) => {
            let left_out: Vec<(Language, Broken)> =
                reading.left_out.iter().map(|(language, faults)| (language.clone(), Broken::from(faults))).collect();
            let kept = translations
                .iter()
                .filter(|(language, _)| left_out.iter().all(|(out, _)| out != language))
                .map(|(language, file)| (language.clone(), text(file)))
                .collect();
            let remarks = if reading.remarks.is_empty() { String::new() } else { reading.remarks.render(false) };
            let ready = ReadyDeck { editions: reading.editions, original: text(&original), translations: kept };
            OnShelf { name, deck: Ok(ready), left_out, remarks }
        }
        Err(faults) => OnShelf { name, deck: Err(Broken::from(&faults)), left_out: Vec::new(), remarks: String::new() },
    }
}

fn source(file: &DeckFile) -> Source<'_> {
    Source { name: &file.name, bytes: &file.bytes }
}

/// A deck that was read without errors is UTF-8.
fn text(file: &DeckFile) -> DeckText {
    DeckText { name: file.name.clone(), text: String::from_utf8_lossy(&file.bytes).into_owned() }
}
