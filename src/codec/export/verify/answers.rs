//! Answers as the file has them, and what they come to by kind of question. Reads JSON that may be anything, and takes
//! what is not there for nothing.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::domain::kinds::fold;

/// Counts by name, as the file has them.
pub type Counts = BTreeMap<String, u64>;

/// What one participant said, or said to one part of it.
#[derive(Clone, Copy)]
pub struct Said<'a>(pub &'a Value);

impl<'a> Said<'a> {
    /// Each once: an answer that stands there twice is still one person's.
    pub fn choices(self) -> BTreeSet<&'a str> {
        list(self.0, "choices").iter().filter_map(Value::as_str).collect()
    }

    pub fn place(self, option: &str) -> Option<usize> {
        list(self.0, "choices").iter().position(|choice| choice == option).map(|index| index + 1)
    }

    pub fn number(self) -> Option<&'a str> {
        text(self.0, "number")
    }

    pub fn text(self) -> Option<&'a str> {
        text(self.0, "text")
    }

    pub fn part(self, key: &str) -> Option<Said<'a>> {
        self.0.get("parts")?.get(key).map(Said)
    }

    pub fn says_nothing(self) -> bool {
        let has_parts = self.0.get("parts").and_then(Value::as_object).is_some_and(|parts| !parts.is_empty());
        list(self.0, "choices").is_empty() && self.number().is_none() && self.text().is_none() && !has_parts
    }
}

pub fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name).and_then(Value::as_str)
}

pub fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

pub fn list_of<'a>(document: &'a Map<String, Value>, name: &str) -> &'a [Value] {
    document.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

pub fn is_true(value: &Value, name: &str) -> bool {
    value.get(name) == Some(&Value::Bool(true))
}

/// The names of its options, in the deck's order.
pub fn options(question: &Value) -> Vec<&str> {
    list(question, "options").iter().filter_map(|option| text(option, "key")).collect()
}

pub fn is_chosen(kind: &str) -> bool {
    matches!(kind, "choose-one" | "scale" | "choose-several")
}

/// How often each was said, of a kind that counts that.
pub fn counts(kind: &str, options: &[&str], said: &[Said<'_>]) -> Counts {
    let mut counts = Counts::new();
    if is_chosen(kind) {
        counts.extend(options.iter().map(|option| ((*option).to_owned(), 0)));
        for choice in said.iter().flat_map(|said| said.choices()) {
            *counts.entry(choice.to_owned()).or_default() += 1;
        }
    } else if kind == "number" {
        for number in said.iter().filter_map(|said| said.number()) {
            *counts.entry(number.to_owned()).or_default() += 1;
        }
    }
    counts
}

/// How many placed this option, or gave it points, and how often each place or number of points came.
pub fn of_option(kind: &str, option: &str, said: &[Said<'_>]) -> (u64, Counts) {
    let figure = |said: &Said<'_>| match kind {
        "ranking" => said.place(option).map(|place| place.to_string()),
        // Whoever divides gives every option something, be it nothing.
        _ => Some(said.part(option).and_then(Said::number).unwrap_or("0").to_owned()),
    };
    let mut counts = Counts::new();
    for figure in said.iter().filter_map(figure) {
        *counts.entry(figure).or_default() += 1;
    }
    (counts.values().sum(), counts)
}

/// What makes two texts the same, by the kind of question they were written to.
pub fn folded(kind: &str, text: &str) -> String {
    if kind == "words" { fold(text) } else { text.to_lowercase() }
}
