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
    pub left_out: Vec<(Language, Faults)>,
    /// What may be better in what starts.
    pub remarks: Option<Faults>,
}

/// Why a deck or a translation does not start.
#[derive(Clone, Debug, PartialEq)]
pub enum Broken {
    /// The file is no deck at all, because of its name.
    BadName,
    /// The file translates this deck, which is not there.
    NoOriginal(DeckId),
    Faulty(Faults),
}

impl Broken {
    /// What its name says of a file that is no deck.
    fn by_name(name: &str) -> Self {
        match name.split_once('.').map(|(deck, language)| (DeckId::parse(deck), Language::parse(language))) {
            Some((Some(deck), Some(_))) => Self::NoOriginal(deck),
            _ => Self::BadName,
        }
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        match self {
            Self::BadName | Self::NoOriginal(_) => 1,
            Self::Faulty(faults) => faults.len(),
        }
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
        let broken = Broken::by_name(&name);
        return OnShelf { name, deck: Err(broken), left_out: Vec::new(), remarks: None };
    };
    let sources: Vec<(Language, Source<'_>)> =
        translations.iter().map(|(language, file)| (language.clone(), source(file))).collect();
    match deck_file::read_editions(&id, source(&original), &sources) {
        Ok(reading) => {
            let left_out = reading.left_out;
            let kept = translations
                .iter()
                .filter(|(language, _)| left_out.iter().all(|(out, _)| out != language))
                .map(|(language, file)| (language.clone(), text(file)))
                .collect();
            let remarks = Some(reading.remarks).filter(|remarks| !remarks.is_empty());
            let ready = ReadyDeck { editions: reading.editions, original: text(&original), translations: kept };
            OnShelf { name, deck: Ok(ready), left_out, remarks }
        }
        Err(faults) => OnShelf { name, deck: Err(Broken::Faulty(faults)), left_out: Vec::new(), remarks: None },
    }
}

fn source(file: &DeckFile) -> Source<'_> {
    Source { name: &file.name, bytes: &file.bytes }
}

/// A deck that was read without errors is UTF-8.
fn text(file: &DeckFile) -> DeckText {
    DeckText { name: file.name.clone(), text: String::from_utf8_lossy(&file.bytes).into_owned() }
}
