//! What was done with texts ↔ columns of the journal and of the results, version 1. Frozen, as all of the record is.

use super::RecordFailure;
use crate::domain::fact::Sorting;
use crate::domain::ids::{EntryName, OptionKey};
use crate::domain::results::{Said, TextResult};
use crate::domain::session::TextState;

/// What was done with one text as the columns of a row of results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextRow {
    pub name: String,
    /// The path to its part, with points between; empty when it is of the question itself.
    pub part: String,
    pub text: String,
    pub count: u32,
    /// `waiting`, `shown` or `hidden`.
    pub state: String,
    pub option: Option<String>,
    pub recoded: Option<String>,
}

impl TextRow {
    pub fn new(text: &TextResult) -> Self {
        Self {
            name: text.name.to_string(),
            part: part_word(&text.part),
            text: text.text.clone(),
            count: text.count,
            state: text.state.word().to_owned(),
            option: text.option.as_ref().map(OptionKey::to_string),
            recoded: text.recoded.clone(),
        }
    }

    /// # Errors
    /// When a column holds nothing of ours.
    pub fn result(self) -> Result<TextResult, RecordFailure> {
        let name = EntryName::parse(&self.name).ok_or_else(|| lacks("name"))?;
        let Self { part, text, count, state, option, recoded, .. } = self;
        let Said { part, text, count, state, option, recoded } =
            SaidRow { part, text, count, state, option, recoded }.said()?;
        Ok(TextResult { name, part, text, count, state, option, recoded })
    }
}

/// A text that stays when the rows it stood in are gone, as the columns of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidRow {
    /// As in [`TextRow`], like all of this.
    pub part: String,
    pub text: String,
    pub count: u32,
    pub state: String,
    pub option: Option<String>,
    pub recoded: Option<String>,
}

impl SaidRow {
    pub fn new(said: &Said) -> Self {
        Self {
            part: part_word(&said.part),
            text: said.text.clone(),
            count: said.count,
            state: said.state.word().to_owned(),
            option: said.option.as_ref().map(OptionKey::to_string),
            recoded: said.recoded.clone(),
        }
    }

    /// # Errors
    /// When a column holds nothing of ours.
    pub fn said(self) -> Result<Said, RecordFailure> {
        Ok(Said {
            part: part_of(&self.part).ok_or_else(|| lacks("part"))?,
            state: [TextState::Waiting, TextState::Shown, TextState::Hidden]
                .into_iter()
                .find(|state| state.word() == self.state)
                .ok_or_else(|| lacks("state"))?,
            option: match &self.option {
                Some(option) => Some(OptionKey::parse(option).ok_or_else(|| lacks("option"))?),
                None => None,
            },
            text: self.text,
            count: self.count,
            recoded: self.recoded,
        })
    }
}

/// The path to a part, with points between; empty of the question itself.
pub fn part_word(part: &[OptionKey]) -> String {
    part.iter().map(OptionKey::as_str).collect::<Vec<_>>().join(".")
}

pub fn part_of(word: &str) -> Option<Vec<OptionKey>> {
    word.split('.').filter(|key| !key.is_empty()).map(OptionKey::parse).collect()
}

fn lacks(column: &'static str) -> RecordFailure {
    RecordFailure::Column { kind: "text".to_owned(), column }
}

/// `show`, or with what it is about behind a colon: `count-as:ja`.
pub(super) fn sorting_word(sorting: &Sorting) -> String {
    match sorting {
        Sorting::Show => "show".to_owned(),
        Sorting::Hide => "hide".to_owned(),
        Sorting::Merge { into } => format!("merge:{into}"),
        Sorting::CountAs { option } => format!("count-as:{option}"),
        Sorting::Promote => "promote".to_owned(),
        Sorting::Restore => "restore".to_owned(),
    }
}

pub(super) fn sorting_of(word: &str) -> Option<Sorting> {
    Some(match word.split_once(':') {
        Some(("merge", into)) => Sorting::Merge { into: EntryName::parse(into)? },
        Some(("count-as", option)) => Sorting::CountAs { option: OptionKey::parse(option)? },
        Some(_) => return None,
        None => match word {
            "show" => Sorting::Show,
            "hide" => Sorting::Hide,
            "promote" => Sorting::Promote,
            "restore" => Sorting::Restore,
            _ => return None,
        },
    })
}

pub(super) fn entry_names(list: &str) -> Option<Vec<EntryName>> {
    let names: Vec<String> = serde_json::from_str(list).ok()?;
    names.iter().map(|name| EntryName::parse(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_with_a_text_comes_back_from_its_row() {
        let text = TextResult {
            name: EntryName::of("tip", "tijd"),
            part: vec![OptionKey::parse("tip").unwrap()],
            text: "Tijd".into(),
            count: 2,
            state: TextState::Hidden,
            option: OptionKey::parse("ja"),
            recoded: Some("Ja".into()),
        };
        assert_eq!(TextRow::new(&text).result(), Ok(text.clone()));
        let bare = TextResult { part: Vec::new(), option: None, recoded: None, state: TextState::Waiting, ..text };
        assert_eq!(TextRow::new(&bare).result(), Ok(bare.clone()));
        assert!(TextRow { state: "weg".into(), ..TextRow::new(&bare) }.result().is_err());
    }

    #[test]
    fn what_is_no_sorting_is_none() {
        for wrong in ["", "merge", "merge:x", "count-as:", "show:1", "weg"] {
            assert_eq!(sorting_of(wrong), None, "{wrong}");
        }
        assert_eq!(entry_names("[\"zz\"]"), None);
    }
}
