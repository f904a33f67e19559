//! What the audience asks ↔ its rows in the journal and among the results, version 1. Frozen, as all of the record is.

use super::{FactRow, RecordFailure};
use crate::domain::fact::{Asked, Fact, Moderation, Upvoted};
use crate::domain::ids::{AskNumber, Moment, SlideKey, VoterId};
use crate::domain::results::AskResult;
use crate::domain::session::EntryState;

/// A question from the audience as the columns of a row of results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskRow {
    pub number: u32,
    pub text: String,
    pub name: Option<String>,
    pub votes: u32,
    /// One word; of what was merged `merged`, with the number of the other in `into`.
    pub state: String,
    pub into: Option<u32>,
    pub at: i64,
}

/// The row of a fact about what the audience asks; `None` of any other.
pub(super) fn row(at: Moment, fact: &Fact) -> Option<FactRow> {
    let about = |kind: &str, question: &SlideKey| FactRow {
        at: at.0,
        kind: kind.to_owned(),
        question: Some(question.as_str().to_owned()),
        ..FactRow::default()
    };
    Some(match fact {
        Fact::Asked(asked) => FactRow {
            round: Some(asked.round),
            voter: Some(asked.voter.0),
            n: Some(asked.n),
            text: Some(asked.text.clone()),
            name: asked.name.clone(),
            ..about("asked", &asked.question)
        },
        Fact::Upvoted(upvoted) => FactRow {
            round: Some(upvoted.round),
            voter: Some(upvoted.voter.0),
            ask: Some(upvoted.ask.0),
            n: Some(upvoted.n),
            detail: Some(switch(upvoted.on)),
            ..about("upvoted", &upvoted.question)
        },
        Fact::Moderated { question, ask, moderation } => {
            let (kind, n) = match moderation {
                Moderation::Show => ("ask-shown", None),
                Moderation::Answer => ("ask-answered", None),
                Moderation::Hide => ("ask-hidden", None),
                Moderation::Pin => ("ask-pinned", None),
                Moderation::Unpin => ("ask-unpinned", None),
                Moderation::Merge { into } => ("ask-merged", Some(into.0)),
            };
            FactRow { ask: Some(ask.0), n, ..about(kind, question) }
        }
        Fact::Spotlit { question, ask } => FactRow { ask: ask.map(|ask| ask.0), ..about("ask-spotlit", question) },
        Fact::Curtained { question, on } => FactRow { detail: Some(switch(*on)), ..about("asks-curtained", question) },
        _ => return None,
    })
}

/// The fact of a row, if its kind is one of these.
pub(super) fn fact(row: &FactRow) -> Option<Result<Fact, RecordFailure>> {
    let moderation = match row.kind.as_str() {
        "asked" => return Some(asked(row)),
        "upvoted" => return Some(upvoted(row)),
        "ask-spotlit" => {
            return Some(row.question().map(|question| Fact::Spotlit { question, ask: row.ask.map(AskNumber) }));
        }
        "asks-curtained" => {
            return Some(row.question().and_then(|question| Ok(Fact::Curtained { question, on: is_on(row)? })));
        }
        "ask-shown" => Ok(Moderation::Show),
        "ask-answered" => Ok(Moderation::Answer),
        "ask-hidden" => Ok(Moderation::Hide),
        "ask-pinned" => Ok(Moderation::Pin),
        "ask-unpinned" => Ok(Moderation::Unpin),
        "ask-merged" => row.n.map(|n| Moderation::Merge { into: AskNumber(n) }).ok_or_else(|| row.lacks("n")),
        _ => return None,
    };
    Some(
        moderation.and_then(|moderation| Ok(Fact::Moderated { question: row.question()?, ask: ask(row)?, moderation })),
    )
}

fn asked(row: &FactRow) -> Result<Fact, RecordFailure> {
    Ok(Fact::Asked(Asked {
        question: row.question()?,
        round: row.round.ok_or_else(|| row.lacks("round"))?,
        voter: row.voter.map(VoterId).ok_or_else(|| row.lacks("voter"))?,
        n: row.n.ok_or_else(|| row.lacks("n"))?,
        // The words are kept beside the row and may have been taken away.
        text: row.text.clone().unwrap_or_default(),
        name: row.name.clone(),
    }))
}

fn upvoted(row: &FactRow) -> Result<Fact, RecordFailure> {
    Ok(Fact::Upvoted(Upvoted {
        question: row.question()?,
        round: row.round.ok_or_else(|| row.lacks("round"))?,
        voter: row.voter.map(VoterId).ok_or_else(|| row.lacks("voter"))?,
        ask: ask(row)?,
        n: row.n.ok_or_else(|| row.lacks("n"))?,
        on: is_on(row)?,
    }))
}

fn ask(row: &FactRow) -> Result<AskNumber, RecordFailure> {
    row.ask.map(AskNumber).ok_or_else(|| row.lacks("ask"))
}

fn switch(on: bool) -> String {
    if on { "on" } else { "off" }.to_owned()
}

fn is_on(row: &FactRow) -> Result<bool, RecordFailure> {
    match row.detail.as_deref() {
        Some("on") => Ok(true),
        Some("off") => Ok(false),
        _ => Err(row.lacks("detail")),
    }
}

impl AskRow {
    pub fn new(ask: &AskResult) -> Self {
        let into = match ask.state {
            EntryState::Merged(into) => Some(into.0),
            _ => None,
        };
        Self {
            number: ask.number.0,
            text: ask.text.clone(),
            name: ask.name.clone(),
            votes: ask.votes,
            state: ask.state.word().to_owned(),
            into,
            at: ask.at.0,
        }
    }

    /// # Errors
    /// When the state is none of ours.
    pub fn ask(self) -> Result<AskResult, RecordFailure> {
        let state = match (self.state.as_str(), self.into) {
            ("waiting", None) => EntryState::Waiting,
            ("shown", None) => EntryState::Shown,
            ("answered", None) => EntryState::Answered,
            ("hidden", None) => EntryState::Hidden,
            ("merged", Some(into)) => EntryState::Merged(AskNumber(into)),
            _ => return Err(RecordFailure::Column { kind: "ask".to_owned(), column: "state" }),
        };
        let Self { text, name, votes, .. } = self;
        Ok(AskResult { number: AskNumber(self.number), text, name, votes, state, at: Moment(self.at) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fact::Recorded;

    /// One of every shape.
    fn facts() -> Vec<Fact> {
        let question = SlideKey::parse("vragen").unwrap();
        let moderated = |moderation| Fact::Moderated { question: question.clone(), ask: AskNumber(2), moderation };
        vec![
            Fact::Asked(Asked {
                question: question.clone(),
                round: 1,
                voter: VoterId([7; 16]),
                n: 3,
                text: "Wat \"kost\" dat?".into(),
                name: Some("ليلى".into()),
            }),
            Fact::Upvoted(Upvoted {
                question: question.clone(),
                round: 1,
                voter: VoterId([8; 16]),
                ask: AskNumber(1),
                n: 2,
                on: false,
            }),
            moderated(Moderation::Show),
            moderated(Moderation::Answer),
            moderated(Moderation::Hide),
            moderated(Moderation::Pin),
            moderated(Moderation::Unpin),
            moderated(Moderation::Merge { into: AskNumber(1) }),
            Fact::Spotlit { question: question.clone(), ask: Some(AskNumber(1)) },
            Fact::Spotlit { question: question.clone(), ask: None },
            Fact::Curtained { question: question.clone(), on: true },
            Fact::Curtained { question, on: false },
        ]
    }

    #[test]
    fn every_fact_about_what_is_asked_comes_back_from_its_row() {
        for fact in facts() {
            let recorded = Recorded { at: Moment(5), fact };
            assert_eq!(FactRow::new(&recorded).recorded(), Ok(recorded));
        }
    }

    #[test]
    fn their_rows_keep_the_shape_of_version_1() {
        let rows: Vec<String> = facts()
            .into_iter()
            .map(|fact| FactRow::new(&Recorded { at: Moment(0), fact }))
            .map(|row| format!("{} {:?} {:?} {:?}", row.kind, row.ask, row.n, row.detail))
            .collect();
        let expected = [
            "asked None Some(3) None",
            "upvoted Some(1) Some(2) Some(\"off\")",
            "ask-shown Some(2) None None",
            "ask-answered Some(2) None None",
            "ask-hidden Some(2) None None",
            "ask-pinned Some(2) None None",
            "ask-unpinned Some(2) None None",
            "ask-merged Some(2) Some(1) None",
            "ask-spotlit Some(1) None None",
            "ask-spotlit None None None",
            "asks-curtained None None Some(\"on\")",
            "asks-curtained None None Some(\"off\")",
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn what_cannot_be_read_is_an_error() {
        let row = |kind: &str| FactRow { kind: kind.into(), question: Some("vragen".into()), ..FactRow::default() };
        for kind in ["asked", "upvoted", "ask-shown", "ask-merged", "asks-curtained"] {
            assert!(row(kind).recorded().is_err(), "{kind}");
        }
        let ask =
            AskRow { number: 1, text: String::new(), name: None, votes: 0, state: "weg".into(), into: None, at: 0 };
        assert!(ask.ask().is_err());
    }
}
