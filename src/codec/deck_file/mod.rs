//! The deck file → `Deck`: one Markdown file that a presenter can read aloud. Never touches a disk, never prints a deck.
//!
//! Reading goes `source` (bytes to text), `front` (the block at the top), `tree` (Markdown to nodes), `slides` (nodes to
//! slides), under each heading `attributes`, `blocks`, `answers` and `questions`, and for editions `translation`.
//! Whatever is wrong becomes a fault in `faults`, with its sentence in `dutch`; reading goes on to find the rest.

mod answers;
mod attributes;
mod blocks;
mod dutch;
mod faults;
mod front;
mod numbers;
mod questions;
mod slides;
mod source;
mod summary;
mod translation;
mod tree;

#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use self::faults::Faults;
pub use self::source::Source;
pub use self::summary::summary;

use self::faults::Collector;
use self::slides::Draft;
use self::source::Text;
use crate::domain::deck::{Deck, Editions};
use crate::domain::ids::{DeckId, Language};

/// A deck that can start, with what may be better.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    pub deck: Deck,
    pub remarks: Faults,
}

/// A deck with its translations.
#[derive(Clone, Debug, PartialEq)]
pub struct EditionsReading {
    pub editions: Editions,
    /// Translations with an error; the deck runs without them.
    pub left_out: Vec<(Language, Faults)>,
    /// Of the original and of the translations that are in.
    pub remarks: Vec<Faults>,
}

/// Reads a deck in its own language.
pub fn read(id: &DeckId, source: Source<'_>) -> Result<Reading, Faults> {
    let (text, draft, remarks) = read_original(source)?;
    drop(text);
    Ok(Reading { deck: deck(id, draft), remarks })
}

/// Reads a deck and its translations. A translation with an error is left out, and never stops the deck.
pub fn read_editions(
    id: &DeckId,
    original: Source<'_>,
    translations: &[(Language, Source<'_>)],
) -> Result<EditionsReading, Faults> {
    let (text, draft, remarks) = read_original(original)?;
    let mut reading = EditionsReading {
        editions: Editions { original: deck(id, draft), translations: vec![] },
        left_out: vec![],
        remarks: vec![remarks],
    };
    let _ = (text, translations);
    reading.remarks.retain(|remarks| !remarks.is_empty());
    Ok(reading)
}

fn read_original(source: Source<'_>) -> Result<(Arc<Text>, Draft, Faults), Faults> {
    let mut faults = Collector::default();
    let (text, file_faults) = Text::new(source, 0);
    let text = Arc::new(text);
    let texts = [Arc::clone(&text)];
    if !file_faults.is_empty() {
        file_faults.into_iter().for_each(|fault| faults.push(fault));
        return Err(faults.split(&texts).0);
    }
    let draft = slides::read(&text, 0, &Language::dutch(), None, &mut faults);
    let (errors, remarks) = faults.split(&texts);
    if errors.is_empty() { Ok((text, draft, remarks)) } else { Err(errors) }
}

fn deck(id: &DeckId, draft: Draft) -> Deck {
    Deck {
        id: id.clone(),
        title: draft.front.title.unwrap_or_default(),
        description: draft.front.description,
        language: draft.front.language.map_or_else(Language::dutch, |(language, _)| language),
        show_from: draft.front.show_from.map_or(1, |(count, _)| count),
        slides: draft.slides.into_iter().map(|slide| slide.slide).collect(),
    }
}
