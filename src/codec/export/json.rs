//! `results.json`: everything a session leaves behind, in every language of its deck. Keys stand in a fixed order.
//!
//! Texts are exactly as written: JSON runs nothing, so nothing is guarded. Version 1: add, never change.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::domain::deck::{Deck, Editions, Slide};
use crate::domain::ids::{OptionKey, SlideKey};
use crate::domain::results::{Cell, QuestionResult, Results, is_set_aside};

use super::{About, iso};

const VERSION: u32 = 1;

/// A text by language.
type Texts<'a> = BTreeMap<&'a str, String>;

#[derive(Serialize)]
struct Whole<'a> {
    version: u32,
    session: &'a str,
    code: String,
    deck: &'a str,
    title: Texts<'a>,
    /// The deck's own language first.
    languages: Vec<&'a str>,
    started_at: String,
    ended_at: Option<String>,
    /// Without those set aside, as every total.
    participants: u32,
    questions: Vec<OneQuestion<'a>>,
    rows: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct OneQuestion<'a> {
    id: &'a str,
    text: Texts<'a>,
    kind: &'static str,
    options: Vec<OneOption<'a>>,
    groups: Vec<Texts<'a>>,
    /// The earlier question that this one asks again.
    #[serde(skip_serializing_if = "Option::is_none")]
    repeats: Option<&'a str>,
    /// Whether results were visible while people answered.
    live: bool,
    round: u32,
    opened_at: Option<String>,
    closed_at: Option<String>,
    revealed: bool,
    present: u32,
    answered: u32,
    changes: u32,
    /// Answers kept in the rows and left out of the totals above.
    set_aside: usize,
    #[serde(serialize_with = "in_order")]
    counts: &'a [(OptionKey, u32)],
}

#[derive(Serialize)]
struct OneOption<'a> {
    key: &'a str,
    text: Texts<'a>,
    write_in: bool,
    apart: bool,
    /// Index into the question's groups.
    group: Option<usize>,
}

#[derive(Serialize)]
struct Row<'a> {
    participant: usize,
    /// Whether this participant's answers are in no total.
    set_aside: bool,
    #[serde(serialize_with = "by_question")]
    cells: Vec<(&'a SlideKey, OneCell<'a>)>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum OneCell<'a> {
    Answered { choices: Vec<&'a str>, text: Option<&'a str>, at: String },
    Missing { missing: &'static str },
}

pub(super) fn write(about: &About, editions: &Editions, results: &Results) -> Vec<u8> {
    let whole = Whole {
        version: VERSION,
        session: about.session.as_str(),
        code: about.code.to_string(),
        deck: about.deck.as_str(),
        title: decks(editions).map(|deck| (deck.language.as_str(), deck.title.clone())).collect(),
        languages: editions.languages().map(|language| language.as_str()).collect(),
        started_at: iso(about.started_at),
        ended_at: about.ended_at.map(iso),
        participants: results.participants(),
        questions: (0..)
            .zip(&results.questions)
            .map(|(index, result)| question(editions, result, set_aside(results, index)))
            .collect(),
        rows: results.rows.iter().enumerate().map(|(index, cells)| row(results, index, cells)).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&whole).expect("these shapes always encode");
    bytes.push(b'\n');
    bytes
}

/// How many answers to the question in this place were set aside.
fn set_aside(results: &Results, index: usize) -> usize {
    let is_aside = |cell: &Cell| matches!(cell, Cell::SetAside { choices, .. } if !choices.is_empty());
    results.rows.iter().filter(|cells| cells.get(index).is_some_and(is_aside)).count()
}

fn question<'a>(editions: &'a Editions, result: &'a QuestionResult, set_aside: usize) -> OneQuestion<'a> {
    let asked = editions.original.question(&result.question);
    // One text per language, of the slide in each edition that has it in that language.
    let texts = |text: &dyn Fn(&Slide) -> Option<String>| -> Texts<'a> {
        decks(editions)
            .filter_map(|deck| {
                let (_, slide) = deck.slide(&result.question)?;
                (slide.language == deck.language).then_some(())?;
                Some((deck.language.as_str(), text(slide)?))
            })
            .collect()
    };
    let options = asked.map(|asked| asked.options.as_slice()).unwrap_or_default();
    let groups = asked.map_or(0, |asked| asked.groups.len());
    OneQuestion {
        id: result.question.as_str(),
        text: texts(&|slide| Some(slide.heading())),
        kind: asked.map_or("", |asked| asked.kind.word()),
        options: options
            .iter()
            .map(|option| OneOption {
                key: option.key.as_str(),
                text: texts(&|slide| Some(slide.question.as_ref()?.option(&option.key)?.text.clone())),
                write_in: option.write_in,
                apart: option.apart,
                group: option.group,
            })
            .collect(),
        groups: (0..groups).map(|group| texts(&|slide| slide.question.as_ref()?.groups.get(group).cloned())).collect(),
        repeats: asked.and_then(|asked| Some(asked.repeats.as_ref()?.as_str())),
        live: asked.is_some_and(|asked| asked.live),
        round: result.round,
        opened_at: result.opened_at.map(iso),
        closed_at: result.closed_at.map(iso),
        revealed: result.revealed,
        present: result.present,
        answered: result.answered,
        changes: result.changes,
        set_aside,
        counts: &result.counts,
    }
}

fn row<'a>(results: &'a Results, index: usize, cells: &'a [Cell]) -> Row<'a> {
    let is_aside = is_set_aside(cells);
    let cells = results.questions.iter().zip(cells).map(|(result, cell)| (&result.question, one_cell(cell)));
    Row { participant: index + 1, set_aside: is_aside, cells: cells.collect() }
}

fn one_cell(cell: &Cell) -> OneCell<'_> {
    match cell {
        Cell::Answered { choices, text, at } | Cell::SetAside { choices, text, at } => OneCell::Answered {
            choices: choices.iter().map(OptionKey::as_str).collect(),
            text: text.as_deref(),
            at: iso(*at),
        },
        Cell::NotPresent => OneCell::Missing { missing: "not_present" },
        Cell::NotAnswered => OneCell::Missing { missing: "not_answered" },
        Cell::NotAsked => OneCell::Missing { missing: "not_asked" },
    }
}

fn decks(editions: &Editions) -> impl Iterator<Item = &Deck> {
    std::iter::once(&editions.original).chain(&editions.translations)
}

fn in_order<S: Serializer>(counts: &&[(OptionKey, u32)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(counts.iter().map(|(key, count)| (key.as_str(), count)))
}

fn by_question<S: Serializer>(cells: &[(&SlideKey, OneCell<'_>)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(cells.iter().map(|(key, cell)| (key.as_str(), cell)))
}
