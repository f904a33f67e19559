//! A fact ↔ its row in the journal, and a cell of the results ↔ its row, version 1. No SQL and no disk here.
//!
//! Frozen: kinds and columns are added, never changed, for what was written once must be read for ever. A row that
//! cannot be understood is an error and never a guess.

mod asks;
mod texts;

pub use asks::AskRow;
use std::sync::Arc;
pub use texts::{SaidRow, TextRow, part_of, part_word};

use texts::{entry_names, sorting_of, sorting_word};

use crate::codec::answer;
use crate::domain::answer::Answer;
use crate::domain::decimal::Decimal;
use crate::domain::fact::{Answered, Fact, Link, Place, Recorded};
use crate::domain::ids::{EntryName, Moment, OptionKey, SlideKey, VoterId};
use crate::domain::results::Cell;
use crate::domain::tally::Total;

/// One fact as the columns of a row. Who was present at a closing and the words of a write-in go beside it, in tables
/// of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactRow {
    /// Milliseconds since 1970.
    pub at: i64,
    pub kind: String,
    pub question: Option<String>,
    pub round: Option<u32>,
    pub voter: Option<[u8; 16]>,
    /// Of an answer the phone's number; of `set-aside` the place in the order of first answers.
    pub n: Option<u32>,
    /// An answer without its words, by [`answer::to_columns`]: `["ja"]`; of `sorted` the names of texts.
    pub choices: Option<String>,
    /// Where the screen went (none: the join slide), `on` or `off`, which link, when a clock ends in milliseconds, or what
    /// was done with texts.
    pub detail: Option<String>,
    pub text: Option<String>,
    /// Which question from the audience.
    pub ask: Option<u32>,
    /// What whoever asked it is called.
    pub name: Option<String>,
    /// Who was there: at a closing, or before what is set aside.
    pub present: Vec<[u8; 16]>,
}

/// One cell of the results as the columns of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellRow {
    pub kind: String,
    pub choices: Option<String>,
    pub text: Option<String>,
    pub at: Option<i64>,
}

/// Why a row is not a record of version 1.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum RecordFailure {
    #[error("no record is of kind '{0}'")]
    Kind(String),
    #[error("a record of kind '{kind}' has no usable {column}")]
    Column { kind: String, column: &'static str },
}

impl FactRow {
    pub fn new(recorded: &Recorded) -> Self {
        let row = |kind: &str| FactRow { at: recorded.at.0, kind: kind.to_owned(), ..Self::default() };
        let about =
            |kind: &str, question: &SlideKey| FactRow { question: Some(question.as_str().to_owned()), ..row(kind) };
        let detailed = |kind: &str, detail: Option<&str>| FactRow { detail: detail.map(str::to_owned), ..row(kind) };
        match &recorded.fact {
            Fact::Moved { to: Place::Join } => detailed("moved", None),
            Fact::Moved { to: Place::Slide(slide) } => detailed("moved", Some(slide.as_str())),
            Fact::Opened { question } => about("opened", question),
            Fact::ClockSet { question, ends } => {
                FactRow { detail: Some(ends.0.to_string()), ..about("clock-set", question) }
            }
            Fact::ClockStopped { question } => about("clock-stopped", question),
            Fact::Closing { question } => about("closing", question),
            Fact::Closed { question, present } => {
                FactRow { present: present.iter().map(|voter| voter.0).collect(), ..about("closed", question) }
            }
            Fact::Revealed { question } => about("revealed", question),
            Fact::Solved { question } => about("solved", question),
            Fact::Unsolved { question } => about("unsolved", question),
            Fact::MovementShown { question } => about("movement-shown", question),
            Fact::MovementHidden { question } => about("movement-hidden", question),
            Fact::Hidden { question } => about("hidden", question),
            Fact::Cleared { question } => about("cleared", question),
            Fact::Reopened { question } => about("reopened", question),
            Fact::Blackened { on: true } => detailed("blackened", Some("on")),
            Fact::Blackened { on: false } => detailed("blackened", Some("off")),
            Fact::LinkRenewed { link: Link::Screen } => detailed("link-renewed", Some("screen")),
            Fact::LinkRenewed { link: Link::Control } => detailed("link-renewed", Some("control")),
            Fact::Ended => row("ended"),
            Fact::Resumed => row("resumed"),
            Fact::Finished => row("finished"),
            Fact::SetAside { first, here_before } => FactRow {
                n: Some(*first),
                present: here_before.iter().map(|voter| voter.0).collect(),
                ..row("set-aside")
            },
            Fact::BroughtBack => row("brought-back"),
            Fact::Sorted { question, entries, sorting } => FactRow {
                choices: Some(serde_json::Value::from_iter(entries.iter().map(EntryName::to_string)).to_string()),
                detail: Some(sorting_word(sorting)),
                ..about("sorted", question)
            },
            Fact::Veiled { question, on } => {
                FactRow { detail: Some(if *on { "on" } else { "off" }.to_owned()), ..about("veiled", question) }
            }
            Fact::Answered(answered) => FactRow {
                round: Some(answered.round),
                voter: Some(answered.voter.0),
                n: Some(answered.n),
                ..about("answered", &answered.question).saying(&answered.answer)
            },
            Fact::Asked(_)
            | Fact::Upvoted(_)
            | Fact::Moderated { .. }
            | Fact::Spotlit { .. }
            | Fact::Curtained { .. } => asks::row(recorded.at, &recorded.fact).expect("a fact about what is asked"),
        }
    }

    pub fn recorded(self) -> Result<Recorded, RecordFailure> {
        let at = Moment(self.at);
        if let Some(fact) = asks::fact(&self) {
            return Ok(Recorded { at, fact: fact? });
        }
        let fact = match self.kind.as_str() {
            "moved" => Fact::Moved {
                to: match &self.detail {
                    None => Place::Join,
                    Some(slide) => Place::Slide(SlideKey::parse(slide).ok_or_else(|| self.lacks("detail"))?),
                },
            },
            "opened" => Fact::Opened { question: self.question()? },
            "clock-set" => Fact::ClockSet {
                question: self.question()?,
                ends: self.detail.as_deref().and_then(millis).map(Moment).ok_or_else(|| self.lacks("detail"))?,
            },
            "clock-stopped" => Fact::ClockStopped { question: self.question()? },
            "closing" => Fact::Closing { question: self.question()? },
            "closed" => {
                Fact::Closed { question: self.question()?, present: self.present.into_iter().map(VoterId).collect() }
            }
            "revealed" => Fact::Revealed { question: self.question()? },
            "solved" => Fact::Solved { question: self.question()? },
            "unsolved" => Fact::Unsolved { question: self.question()? },
            "movement-shown" => Fact::MovementShown { question: self.question()? },
            "movement-hidden" => Fact::MovementHidden { question: self.question()? },
            "hidden" => Fact::Hidden { question: self.question()? },
            "cleared" => Fact::Cleared { question: self.question()? },
            "reopened" => Fact::Reopened { question: self.question()? },
            "blackened" => Fact::Blackened {
                on: match self.detail.as_deref() {
                    Some("on") => true,
                    Some("off") => false,
                    _ => return Err(self.lacks("detail")),
                },
            },
            "link-renewed" => Fact::LinkRenewed {
                link: match self.detail.as_deref() {
                    Some("screen") => Link::Screen,
                    Some("control") => Link::Control,
                    _ => return Err(self.lacks("detail")),
                },
            },
            "ended" => Fact::Ended,
            "resumed" => Fact::Resumed,
            "finished" => Fact::Finished,
            "set-aside" => Fact::SetAside {
                first: self.n.ok_or_else(|| self.lacks("n"))?,
                here_before: self.present.into_iter().map(VoterId).collect(),
            },
            "brought-back" => Fact::BroughtBack,
            "sorted" => Fact::Sorted {
                question: self.question()?,
                entries: self.choices.as_deref().and_then(entry_names).ok_or_else(|| self.lacks("choices"))?,
                sorting: self.detail.as_deref().and_then(sorting_of).ok_or_else(|| self.lacks("detail"))?,
            },
            "veiled" => Fact::Veiled {
                question: self.question()?,
                on: match self.detail.as_deref() {
                    Some("on") => true,
                    Some("off") => false,
                    _ => return Err(self.lacks("detail")),
                },
            },
            "answered" => Fact::Answered(Answered {
                question: self.question()?,
                round: self.round.ok_or_else(|| self.lacks("round"))?,
                voter: self.voter.map(VoterId).ok_or_else(|| self.lacks("voter"))?,
                n: self.n.ok_or_else(|| self.lacks("n"))?,
                answer: said(self.choices.as_deref(), self.text.as_deref()).ok_or_else(|| self.lacks("choices"))?,
            }),
            _ => return Err(RecordFailure::Kind(self.kind)),
        };
        Ok(Recorded { at, fact })
    }

    fn saying(self, answer: &Answer) -> Self {
        let (shape, words) = answer::to_columns(answer);
        Self { choices: Some(shape), text: words, ..self }
    }

    fn question(&self) -> Result<SlideKey, RecordFailure> {
        self.question.as_deref().and_then(SlideKey::parse).ok_or_else(|| self.lacks("question"))
    }

    fn lacks(&self, column: &'static str) -> RecordFailure {
        RecordFailure::Column { kind: self.kind.clone(), column }
    }
}

impl CellRow {
    pub fn new(cell: &Cell) -> Self {
        let row = |kind: &str| CellRow { kind: kind.to_owned(), ..Self::default() };
        let said = |kind: &str, answer: &Answer, at: Moment| {
            let (shape, words) = answer::to_columns(answer);
            CellRow { choices: Some(shape), text: words, at: Some(at.0), ..row(kind) }
        };
        match cell {
            Cell::Answered { answer, at } => said("answered", answer, *at),
            Cell::SetAside { answer, at } => said("set-aside", answer, *at),
            Cell::NotAnswered => row("not-answered"),
            Cell::NotPresent => row("not-present"),
            Cell::NotAsked => row("not-asked"),
            Cell::Withheld => unreachable!("what is kept was never withheld"),
        }
    }

    pub fn cell(self) -> Result<Cell, RecordFailure> {
        let lacks = |column| RecordFailure::Column { kind: self.kind.clone(), column };
        Ok(match self.kind.as_str() {
            kind @ ("answered" | "set-aside") => {
                let answer = said(self.choices.as_deref(), self.text.as_deref()).ok_or_else(|| lacks("choices"))?;
                let (answer, at) = (Arc::new(answer), self.at.map(Moment).ok_or_else(|| lacks("at"))?);
                if kind == "answered" { Cell::Answered { answer, at } } else { Cell::SetAside { answer, at } }
            }
            "not-answered" => Cell::NotAnswered,
            "not-present" => Cell::NotPresent,
            "not-asked" => Cell::NotAsked,
            _ => return Err(RecordFailure::Kind(self.kind)),
        })
    }
}

/// A total under one name: `ja`, `52.6`, or behind its part `techniek:2`. Who answered a part is `techniek:`.
pub fn total_name(total: &Total) -> String {
    let value = total.value.as_deref().unwrap_or_default();
    if total.part.is_empty() {
        return value.to_owned();
    }
    let path: Vec<&str> = total.part.iter().map(OptionKey::as_str).collect();
    format!("{}:{value}", path.join("."))
}

/// `None` when the name is none of ours.
pub fn total(name: &str, count: u32) -> Option<Total> {
    let (path, value) = name.split_once(':').unwrap_or(("", name));
    let part = path.split('.').filter(|key| !key.is_empty()).map(OptionKey::parse).collect::<Option<_>>()?;
    let is_value = OptionKey::parse(value).is_some() || Decimal::parse(value).is_some();
    let value = if is_value { Some(value.to_owned()) } else { None };
    (is_value || name.ends_with(':')).then_some(Total { part, value, count })
}

/// Written as we write it and in no other way.
fn millis(text: &str) -> Option<i64> {
    text.parse().ok().filter(|number: &i64| number.to_string() == text)
}

fn said(shape: Option<&str>, words: Option<&str>) -> Option<Answer> {
    answer::from_columns(shape?, words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fact::Sorting;

    fn slide(key: &str) -> SlideKey {
        SlideKey::parse(key).unwrap()
    }

    fn option(key: &str) -> OptionKey {
        OptionKey::parse(key).unwrap()
    }

    /// One of every shape a fact can have.
    fn facts() -> Vec<Fact> {
        let question = || slide("p2");
        let sorted = |sorting| Fact::Sorted {
            question: question(),
            entries: vec![EntryName([0; 16]), EntryName::of("tip", "tijd")],
            sorting,
        };
        vec![
            Fact::Moved { to: Place::Join },
            Fact::Moved { to: Place::Slide(slide("7")) },
            Fact::Opened { question: question() },
            Fact::ClockSet { question: question(), ends: Moment(1_763_712_000_000) },
            Fact::ClockStopped { question: question() },
            Fact::Closing { question: question() },
            Fact::Closed { question: question(), present: vec![VoterId([1; 16]), VoterId([255; 16])] },
            Fact::Revealed { question: question() },
            Fact::Solved { question: question() },
            Fact::Unsolved { question: question() },
            Fact::MovementShown { question: question() },
            Fact::MovementHidden { question: question() },
            Fact::Hidden { question: question() },
            Fact::Cleared { question: question() },
            Fact::Reopened { question: question() },
            Fact::Blackened { on: true },
            Fact::Blackened { on: false },
            Fact::LinkRenewed { link: Link::Screen },
            Fact::LinkRenewed { link: Link::Control },
            Fact::Ended,
            Fact::Resumed,
            Fact::Finished,
            Fact::SetAside { first: 3, here_before: vec![VoterId([1; 16]), VoterId([2; 16])] },
            Fact::BroughtBack,
            sorted(Sorting::Show),
            sorted(Sorting::Hide),
            sorted(Sorting::Merge { into: EntryName::of("", "meer tijd") }),
            sorted(Sorting::CountAs { option: option("ja") }),
            sorted(Sorting::Promote),
            sorted(Sorting::Restore),
            Fact::Veiled { question: question(), on: true },
            Fact::Veiled { question: question(), on: false },
            Fact::Answered(Answered {
                question: question(),
                round: u32::MAX,
                voter: VoterId([7; 16]),
                n: 3,
                answer: Answer {
                    choices: vec![option("ja"), option("2")],
                    text: Some("via mijn \"vakbond\"".into()),
                    ..Answer::default()
                },
            }),
        ]
    }

    #[test]
    fn every_fact_comes_back_from_its_row() {
        for fact in facts() {
            let recorded = Recorded { at: Moment(-5), fact };
            assert_eq!(FactRow::new(&recorded).recorded(), Ok(recorded));
        }
    }

    #[test]
    fn every_cell_comes_back_from_its_row() {
        let answered = Cell::Answered { answer: Answer::of_text("x").into(), at: Moment(9) };
        let set_aside = Cell::SetAside { answer: Answer::of_choices(vec![option("1")]).into(), at: Moment(9) };
        for cell in [answered, set_aside, Cell::NotAnswered, Cell::NotPresent, Cell::NotAsked] {
            assert_eq!(CellRow::new(&cell).cell(), Ok(cell));
        }
    }

    #[test]
    fn every_total_comes_back_from_its_name() {
        let total_of = |part: &[&str], value: Option<&str>| Total {
            part: part.iter().map(|key| option(key)).collect(),
            value: value.map(str::to_owned),
            count: 3,
        };
        for one in [
            total_of(&[], Some("ja")),
            total_of(&[], Some("-52.6")),
            total_of(&["techniek"], None),
            total_of(&["techniek"], Some("2")),
            total_of(&["eerst", "meer"], Some("1")),
        ] {
            assert_eq!(total(&total_name(&one), 3), Some(one));
        }
        for wrong in ["", "Geen Naam", "a b:1", "techniek:een antwoord"] {
            assert_eq!(total(wrong, 1), None, "{wrong}");
        }
    }

    #[test]
    fn a_row_keeps_the_shape_of_version_1() {
        let row = FactRow::new(&Recorded { at: Moment(12), fact: facts().pop().unwrap() });
        let expected = FactRow {
            at: 12,
            kind: "answered".into(),
            question: Some("p2".into()),
            round: Some(u32::MAX),
            voter: Some([7; 16]),
            n: Some(3),
            choices: Some(r#"["ja","2"]"#.into()),
            detail: None,
            text: Some("via mijn \"vakbond\"".into()),
            ask: None,
            name: None,
            present: vec![],
        };
        assert_eq!(row, expected);
        let kinds: Vec<String> =
            facts().into_iter().map(|fact| FactRow::new(&Recorded { at: Moment(0), fact }).kind).collect();
        assert_eq!(
            kinds.join(" "),
            "moved moved opened clock-set clock-stopped closing closed revealed solved unsolved \
             movement-shown movement-hidden hidden cleared reopened blackened blackened link-renewed link-renewed \
             ended resumed finished set-aside brought-back sorted sorted sorted sorted sorted sorted veiled veiled \
             answered"
        );
    }

    #[test]
    fn a_row_that_is_no_record_is_an_error() {
        let row = |kind: &str| FactRow { kind: kind.to_owned(), ..FactRow::default() };
        assert_eq!(row("voted").recorded(), Err(RecordFailure::Kind("voted".into())));
        assert_eq!(row("opened").recorded(), Err(RecordFailure::Column { kind: "opened".into(), column: "question" }));
        let spaced = FactRow { question: Some("geen naam".into()), ..row("opened") };
        assert!(spaced.recorded().is_err());
        let choices = FactRow {
            question: Some("p2".into()),
            round: Some(1),
            voter: Some([0; 16]),
            n: Some(1),
            choices: Some("ja".into()),
            ..row("answered")
        };
        assert_eq!(choices.recorded(), Err(RecordFailure::Column { kind: "answered".into(), column: "choices" }));
    }
}
