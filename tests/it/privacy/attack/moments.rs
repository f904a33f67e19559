//! What was taken at two moments of one session, laid beside each other: an answer that nobody else gave at that time, or two
//! answers that nobody else gave together, and that were not changed, say which row of the one is which row of the other.

use std::collections::BTreeMap;

use peil::domain::privacy::Privacy;

use serde_json::Value;

use super::{Loot, Row};

/// An answer to a question, with its time.
type Mark<'a> = (&'a String, &'a String);

/// What somebody may be known by: one answer, twice, or two.
type Sign<'a> = (Mark<'a>, Mark<'a>);

/// An answer without what was written: a text that is deleted later, or that stands apart, is no other answer.
pub(super) fn worded_nowhere(cell: &Value) -> Value {
    let mut cell = cell.clone();
    let parts = cell.get_mut("parts").and_then(Value::as_object_mut).map(std::mem::take);
    let of_parts = parts.into_iter().flatten().map(|(part, said)| (part, worded_nowhere(&said)));
    let of_parts =
        of_parts.filter(|(_, said)| said["choices"] != Value::Array(Vec::new()) || !said["number"].is_null());
    let of_parts = of_parts.collect();
    if let Value::Object(members) = &mut cell {
        members.retain(|name, _| !["text", "recoded", "parts"].contains(&name.as_str()));
        members.insert("parts".to_owned(), Value::Object(of_parts));
    }
    cell
}

impl Loot {
    /// What these files give away beside those of another moment, and not by themselves.
    pub fn breaches_beside(&self, other: &Loot, privacy: Privacy) -> Vec<String> {
        self.small_groups("two moments", &self.joined(other), privacy.floor)
    }

    /// Whose row was found back in the other files.
    pub fn found_back(&self, other: &Loot) -> usize {
        self.pairs(other).len()
    }

    /// The rows of these files with what the other files say differently of the same people.
    fn joined(&self, other: &Loot) -> BTreeMap<String, Row> {
        let mut rows = self.rows.clone();
        for (mine, theirs) in self.pairs(other) {
            let Some(row) = rows.get_mut(mine) else { continue };
            let otherwise = other.cells[theirs]
                .iter()
                .filter(|(question, cell)| self.cells[mine].get(*question).is_none_or(|now| now != *cell));
            for (question, cell) in otherwise {
                row.insert(format!("{question}, at another moment"), vec![cell.clone()]);
            }
        }
        rows
    }

    /// Participants of these files with who they are in the others.
    fn pairs<'a>(&'a self, other: &'a Loot) -> Vec<(&'a String, &'a String)> {
        let (mine, theirs) = (self.owners(), other.owners());
        let same = |participant: &'a String| {
            let mut known = signs(&self.cells[participant]).filter(|sign| mine[sign].is_some());
            known.find_map(|sign| *theirs.get(&sign)?).map(|found| (participant, found))
        };
        self.cells.keys().filter_map(same).collect()
    }

    /// Whose alone this sign is; `None` where it is that of several.
    fn owners(&self) -> BTreeMap<Sign<'_>, Option<&String>> {
        let mut owners = BTreeMap::new();
        for (participant, cells) in &self.cells {
            for sign in signs(cells) {
                owners.entry(sign).and_modify(|owner| *owner = None).or_insert(Some(participant));
            }
        }
        owners
    }
}

/// Each answer, and each with each other.
fn signs(cells: &BTreeMap<String, String>) -> impl Iterator<Item = Sign<'_>> {
    cells.iter().flat_map(move |one| cells.range(one.0.clone()..).map(move |other| (one, other)))
}
