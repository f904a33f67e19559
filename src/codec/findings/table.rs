//! The figures of a result as a table: typed, so that a page writes them as people read and a workbook as it reckons.

use crate::codec::together::signed;
use crate::codec::view::kinds::number::measured;
use crate::codec::words::Tongue;
use crate::domain::decimal::Decimal;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// One above the labels, and one above each column of figures.
    pub heads: Vec<Head>,
    pub lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub text: String,
    /// Whether the text is of the deck, and so in the deck's language.
    pub of_deck: bool,
}

/// One row: of an answer, a row of a grid, or a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub label: String,
    /// Stands outside the scale or the list, as "don't know".
    pub apart: bool,
    /// It is right, and that was told.
    pub right: bool,
    /// The group of answers that it is in, or the whole of which it is.
    pub group: Option<usize>,
    /// It is of a whole group, whose answers follow.
    pub total: bool,
    pub figures: Vec<Figure>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Figure {
    /// So many people, and which part of those who answered that is; `None` of few.
    People {
        count: u32,
        percent: Option<u32>,
    },
    Count(u32),
    /// Thousandths; `None` of nobody.
    Mean(Option<u32>),
    Number {
        number: Decimal,
        /// As the deck writes it; none where it is a bare number.
        unit: String,
    },
    /// Of two figures the second less the first.
    Change(i32),
    Text(String),
    /// Too few answered to show it.
    Withheld,
}

impl Head {
    pub fn of_deck(text: impl Into<String>) -> Self {
        Self { text: text.into(), of_deck: true }
    }

    pub fn of_page(text: impl Into<String>) -> Self {
        Self { text: text.into(), of_deck: false }
    }
}

/// The figures of a whole group of answers, under its name.
pub type Total = (String, Vec<Figure>);

impl Table {
    /// The same with a line for each group before the first of its answers. `totals` stand in the order of the groups.
    pub fn with_totals(&self, totals: &[Total]) -> Table {
        let mut lines = Vec::with_capacity(self.lines.len() + totals.len());
        let mut last = None;
        for line in &self.lines {
            let begins = line.group.filter(|group| last != Some(*group));
            if let Some((name, figures)) = begins.and_then(|group| totals.get(group)) {
                let mut figures = figures.clone();
                // What is known of single answers only stays empty.
                figures.resize(line.figures.len(), Figure::Text(String::new()));
                lines.push(Line { group: line.group, total: true, ..Line::new(name.clone(), figures) });
            }
            last = line.group;
            lines.push(line.clone());
        }
        Table { heads: self.heads.clone(), lines }
    }
}

impl Line {
    pub fn new(label: impl Into<String>, figures: Vec<Figure>) -> Self {
        Self { label: label.into(), apart: false, right: false, group: None, total: false, figures }
    }
}

impl Figure {
    /// As people read it: `41 · 47%`.
    pub fn read(&self, tongue: Tongue) -> String {
        match self {
            Figure::People { count, percent: Some(percent) } => format!("{} · {percent}%", tongue.figure(*count)),
            Figure::People { count, percent: None } | Figure::Count(count) => tongue.figure(*count),
            Figure::Mean(Some(mean)) => tongue.tenths(*mean),
            Figure::Mean(None) | Figure::Withheld => "–".to_owned(),
            Figure::Number { number, unit } => measured(*number, unit, tongue),
            Figure::Change(change) => signed(*change),
            Figure::Text(text) => text.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_stands_above_the_first_of_its_answers_and_once() {
        let line = |label: &str, group| Line { group, ..Line::new(label, vec![Figure::Count(1), Figure::Count(1)]) };
        let lines = vec![line("nu", Some(0)), line("ooit", Some(0)), line("nooit", Some(1)), line("weet niet", None)];
        let totals = [("Ja".to_owned(), vec![Figure::Count(2)]), ("Nee".to_owned(), vec![Figure::Count(1)])];
        let table = Table { heads: Vec::new(), lines }.with_totals(&totals);
        let said: Vec<_> = table.lines.iter().map(|line| (line.label.as_str(), line.total)).collect();
        let expected =
            [("Ja", true), ("nu", false), ("ooit", false), ("Nee", true), ("nooit", false), ("weet niet", false)];
        assert_eq!(said, expected);
        assert!(table.lines.iter().all(|line| line.figures.len() == 2), "every line has a cell for each column");
    }

    #[test]
    fn a_number_is_read_with_its_unit() {
        let read = |unit: &str| {
            let (number, unit) = (Decimal::from(54), unit.to_owned());
            Figure::Number { number, unit }.read(Tongue::Dutch)
        };
        assert_eq!(["", "%", "euro"].map(read), ["54", "54%", "54\u{a0}euro"]);
    }
}
