//! What two questions together tell, in one language: sentences, tables and the drawing, for the desk and for documents.
//!
//! Counts nothing and knows no page. Per cents are whole and stand beside the counts they are of; a test stands apart, for
//! the researcher.

mod figures;
mod flow;
mod lead;
mod refused;
mod research;

pub use figures::{chance, decimals};
pub use flow::{Band, Block, Flow};
pub use refused::refused;
pub use research::{Research, TestRow};

use crate::codec::words::{Tongue, apart};
use crate::domain::chart::{percent, permille};
use crate::domain::deck::Deck;
use crate::domain::ids::SlideKey;
use crate::domain::together::{Axis, Category, Name, Together};

/// What is told of two questions.
pub struct Sheet {
    pub tongue: Tongue,
    pub first: Side,
    pub second: Side,
    /// One question asked twice.
    pub again: bool,
    /// And its answers are numbers, which say by themselves what they are.
    pub is_number: bool,
    /// What it comes to, in a sentence.
    pub lead: String,
    /// Which way people moved along an order.
    pub course: Option<String>,
    /// How many answered both, and who is not in the figures.
    pub reach: Vec<String>,
    /// Both results beside each other, of those who answered both; only of a question asked twice.
    pub pairs: Vec<PairRow>,
    /// Who moved where, the busiest way first.
    pub ways: Vec<WayRow>,
    /// How people switched single answers on and off, where several may be chosen.
    pub switches: Vec<SwitchRow>,
    pub flow: Option<Flow>,
    /// What was said first against what was said then.
    pub table: Vec<CrossRow>,
    /// People under each column of the table, and of those who answered the second question only.
    pub columns: Vec<Column>,
    pub notes: Vec<String>,
    pub research: Research,
}

/// One of the two questions.
pub struct Side {
    pub key: SlideKey,
    pub number: u32,
    pub heading: String,
    /// The language of heading and answers, where it is not the reader's.
    pub lang: Option<String>,
    pub labels: Vec<String>,
}

pub struct PairRow {
    pub label: String,
    pub before: Share,
    pub after: Share,
    /// In points of a per cent, or in people where there are too few for per cents: `+14`.
    pub difference: String,
}

/// A count with what it is of everybody here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    pub count: u32,
    pub percent: Option<u32>,
    pub permille: u32,
}

pub struct WayRow {
    pub from: usize,
    pub to: usize,
    pub count: u32,
    pub back: u32,
}

pub struct SwitchRow {
    pub label: String,
    pub kept: u32,
    pub gained: u32,
    pub lost: u32,
}

pub struct CrossRow {
    pub label: String,
    /// People in this row.
    pub n: u32,
    /// Each of the people in this row.
    pub cells: Vec<Share>,
    /// People who said this and did not answer the second question.
    pub left: u32,
}

pub struct Column {
    pub label: String,
    pub n: u32,
    pub came: u32,
}

impl Share {
    pub fn of(count: u32, whole: u32) -> Self {
        Self { count, percent: percent(count, whole), permille: permille(count, whole) }
    }

    /// `12 · 34%`.
    pub fn read(&self, tongue: Tongue) -> String {
        match self.percent {
            Some(percent) => format!("{} · {percent}%", tongue.figure(self.count)),
            None => tongue.figure(self.count),
        }
    }
}

impl Sheet {
    /// `deck` is in the reader's language, as far as there is a translation.
    pub fn of(together: &Together, deck: &Deck, tongue: Tongue) -> Self {
        let (first, second) = (Side::of(&together.first, deck, tongue), Side::of(&together.second, deck, tongue));
        let again = together.again.is_some();
        let both = together.both;
        let rows = first.labels.iter().enumerate();
        let lowest = together.first.categories.first().map(|category| &category.name);
        let is_number = again && matches!(lowest, Some(Name::Number(_)));
        let from = if let Some(Name::Number(lowest)) = lowest.filter(|_| is_number) { *lowest } else { 1 };
        // Numbers that nobody gave say nothing; an answer that nobody gave does.
        let is_told =
            |place: usize| !is_number || together.before[place] + together.after[place] + together.left[place] > 0;
        let pairs = rows.clone().filter(|(place, _)| again && is_told(*place)).map(|(place, label)| {
            let (before, after) = (Share::of(together.before[place], both), Share::of(together.after[place], both));
            PairRow { label: label.clone(), before, after, difference: signed(change(before, after)) }
        });
        let ways = together.moves().into_iter().map(|way| WayRow {
            from: way.from,
            to: way.to,
            count: way.count,
            back: way.back,
        });
        let switched = together.again.iter().flat_map(|again| &again.switches);
        let switches = switched.zip(&first.labels).map(|(switch, label)| SwitchRow {
            label: label.clone(),
            kept: switch.kept,
            gained: switch.gained,
            lost: switch.lost,
        });
        let table = rows.clone().filter(|(place, _)| is_told(*place)).map(|(place, label)| CrossRow {
            label: label.clone(),
            n: together.before[place],
            cells: together.cells[place].iter().map(|count| Share::of(*count, together.before[place])).collect(),
            left: together.left[place],
        });
        let columns = second.labels.iter().enumerate().map(|(place, label)| Column {
            label: label.clone(),
            n: together.after[place],
            came: together.came[place],
        });
        Self {
            tongue,
            again,
            is_number,
            lead: lead::lead(together, &first, &second, tongue),
            course: lead::course(together, &first, tongue),
            reach: lead::reach(together, tongue),
            pairs: pairs.collect(),
            ways: ways.collect(),
            switches: switches.collect(),
            flow: (!together.first.several && !together.second.several && both > 0)
                .then(|| Flow::of(&together.cells, again, from))
                .filter(|flow| !flow.bands.is_empty()),
            table: table.collect(),
            columns: columns.collect(),
            notes: lead::notes(together, tongue),
            research: Research::of(together, &first, tongue),
            first,
            second,
        }
    }
}

impl Sheet {
    pub fn sides(&self) -> [&Side; 2] {
        [&self.first, &self.second]
    }
}

impl Side {
    fn of(axis: &Axis, deck: &Deck, tongue: Tongue) -> Self {
        let slide = deck.slide(&axis.question).map(|(_, slide)| slide);
        let number = deck.question_number(&axis.question).unwrap_or_default() as u32;
        Self {
            key: axis.question.clone(),
            number,
            heading: slide.map(|slide| slide.heading()).unwrap_or_default(),
            lang: slide.and_then(|slide| tongue.foreign(&slide.language)).map(str::to_owned),
            labels: axis.categories.iter().map(|category| label(axis, category, deck, tongue)).collect(),
        }
    }

    /// One of its answers inside a sentence.
    fn quoted(&self, place: usize) -> String {
        apart(&self.labels[place])
    }
}

/// What an answer is called.
pub fn label(axis: &Axis, category: &Category, deck: &Deck, tongue: Tongue) -> String {
    let question = deck.question(&axis.question);
    match &category.name {
        Name::Option(key) => {
            let option = question.and_then(|question| question.option(key));
            // What the deck does not hold are groups that were merged.
            option.map_or_else(|| tongue.say("together-rest"), |option| option.text.clone())
        }
        Name::Made(text) => text.clone(),
        Name::Number(number) => number.to_string(),
        Name::Rest => tongue.say("together-rest"),
    }
}

impl PairRow {
    /// After less before, in points where there are per cents, else in people.
    pub fn change(&self) -> i32 {
        change(self.before, self.after)
    }
}

fn change(before: Share, after: Share) -> i32 {
    let (from, to) = match (before.percent, after.percent) {
        (Some(before), Some(after)) => (before, after),
        _ => (before.count, after.count),
    };
    i32::try_from(i64::from(to) - i64::from(from)).unwrap_or_default()
}

/// With its sign, the minus as wide as the plus above it.
pub fn signed(change: i32) -> String {
    let sign = match change.cmp(&0) {
        std::cmp::Ordering::Greater => "+",
        std::cmp::Ordering::Equal => "",
        std::cmp::Ordering::Less => "−",
    };
    format!("{sign}{}", change.unsigned_abs())
}

#[cfg(test)]
mod tests;
