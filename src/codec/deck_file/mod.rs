//! The deck file → `Deck`: one Markdown file that a presenter can read aloud. Never touches a disk, never prints decks.
//!
//! Reading goes `source` (bytes to text), `front` (the block on top), `tree` (Markdown to nodes), `slides` (nodes to
//! slides), `headings` with their `attributes` (and their `synonyms`), what is under them in `questions` (`kinds`, `settings`), `answers` and
//! `blocks` (`checks`), rows and fields in `parts`; `build` makes the question of it, and `translation` the editions. What
//! is sound the `editor` reads once more. Whatever is wrong is one of the `problems`, is collected in `faults` and said
//! in `words`, in `dutch` or `english`; reading goes on to find the rest. The `guide` is how people learn the language.

mod answers;
mod attributes;
mod blocks;
mod build;
mod checks;
mod dutch;
mod editor;
mod english;
mod faults;
mod front;
pub mod guide;
mod headings;
mod kinds;
mod parts;
mod problems;
mod questions;
mod settings;
mod slides;
mod source;
mod summary;
mod synonyms;
mod translation;
mod tree;
mod words;

#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use self::faults::Faults;
pub use self::source::Source;
pub use self::summary::summary;

use self::editor::Page;
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
    pub remarks: Faults,
}

/// Reads a deck in its own language.
pub fn read(id: &DeckId, source: Source<'_>) -> Result<Reading, Faults> {
    let reading = read_editions(id, source, &[])?;
    Ok(Reading { deck: reading.editions.original, remarks: reading.remarks })
}

/// Reads a deck and its translations. A translation with an error is left out, and never stops the deck.
pub fn read_editions(
    id: &DeckId,
    original: Source<'_>,
    translations: &[(Language, Source<'_>)],
) -> Result<EditionsReading, Faults> {
    let sources = std::iter::once(original).chain(translations.iter().map(|(_, source)| *source));
    let (texts, troubles): (Vec<_>, Vec<_>) = sources
        .enumerate()
        .map(|(file, source)| Text::new(source, file))
        .map(|(text, found)| (Arc::new(text), found))
        .unzip();
    let mut troubles = troubles.into_iter();

    let mut faults = Collector::from(troubles.next().unwrap_or_default());
    if !faults.is_empty() {
        return Err(faults.split(&texts).0);
    }
    let draft = slides::read(&texts[0], 0, &Language::dutch(), None, &mut faults);
    let page = Page { text: &texts[0].text, draft: &draft };
    if !faults.has_errors() {
        editor::look(page, &mut faults);
    }
    let (errors, remarks) = faults.split(&texts);
    if !errors.is_empty() {
        return Err(errors);
    }
    let original = deck(id, &draft);
    let mut reading =
        EditionsReading { editions: Editions { original, translations: vec![] }, left_out: vec![], remarks };
    for (index, ((language, _), trouble)) in translations.iter().zip(troubles).enumerate() {
        let file = index + 1;
        let mut faults = Collector::from(trouble);
        let mut translated = None;
        if faults.is_empty() {
            let other = slides::read(&texts[file], file, language, Some(&draft), &mut faults);
            translation::compare(&draft, &other, language, file, &mut faults);
            if !faults.has_errors() {
                let other = Page { text: &texts[file].text, draft: &other };
                editor::look_at_translation(other, page, file, &mut faults);
            }
            translated = Some(other);
        }
        let (errors, remarks) = faults.split(&texts);
        match translated.filter(|_| errors.is_empty()) {
            Some(other) => {
                let edition = translation::edition(&reading.editions.original, &draft, &other, language);
                reading.editions.translations.push(edition);
                reading.remarks = reading.remarks.join(remarks);
            }
            None => reading.left_out.push((language.clone(), errors)),
        }
    }
    Ok(reading)
}

fn deck(id: &DeckId, draft: &Draft) -> Deck {
    let front = &draft.front;
    Deck {
        id: id.clone(),
        title: front.title.clone().unwrap_or_default(),
        description: front.description.clone(),
        language: front.language.as_ref().map_or_else(Language::dutch, |(language, _)| language.clone()),
        show_from: front.show_from.as_ref().map_or(1, |(count, _)| *count),
        pulse: front.pulse.as_ref().is_some_and(|(on, _)| *on),
        slides: draft.slides.iter().map(|slide| slide.slide.clone()).collect(),
    }
}
