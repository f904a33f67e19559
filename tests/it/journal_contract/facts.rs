//! What the tests of a journal write into it, and how they compare what comes out.

use std::collections::BTreeSet;

use peil::domain::answer::Answer;
use peil::domain::fact::{Answered, Fact, Place, Recorded};
use peil::domain::ids::Moment;
use peil::domain::results::{Cell, Results};
use peil::domain::session::Session;

use crate::fixtures::{editions, option_key, slide_key, voter};

pub fn at(ms: i64, fact: Fact) -> Recorded {
    Recorded { at: Moment(ms), fact }
}

pub fn answered(number: u16, n: u32, choice: &str, text: Option<&str>) -> Recorded {
    let answer = Answer { choices: vec![option_key(choice)], text: text.map(str::to_owned), ..Default::default() };
    let question = slide_key("p1");
    at(1_000 + i64::from(n), Fact::Answered(Answered { question, round: 1, voter: voter(number), n, answer }))
}

pub fn opened() -> Recorded {
    at(1_000, Fact::Opened { question: slide_key("p1") })
}

pub fn cleared(question: &str) -> Recorded {
    at(3_000, Fact::Cleared { question: slide_key(question) })
}

/// Five voters: three answered, one changed, one only was there.
pub fn a_session() -> Vec<Recorded> {
    let present = (1..=5).map(voter).collect();
    vec![
        at(900, Fact::Moved { to: Place::Slide(slide_key("p1")) }),
        opened(),
        answered(1, 1, "ja", None),
        answered(2, 1, "anders", Some("oude woorden PLANTED")),
        answered(3, 1, "nee", None),
        answered(2, 2, "anders", Some("nieuwe woorden")),
        at(3_000, Fact::Closing { question: slide_key("p1") }),
        at(3_500, Fact::Closed { question: slide_key("p1"), present }),
        at(4_000, Fact::Revealed { question: slide_key("p1") }),
        at(5_000, Fact::Ended),
    ]
}

pub fn too_much() -> Vec<Recorded> {
    (0..4_000).map(|number| answered(number, 1, "ja", None)).collect()
}

/// What a session of these facts leaves behind.
pub fn results(facts: &[Recorded]) -> Results {
    Session::replay(editions(), Moment(0), facts).results(&BTreeSet::new())
}

/// Rows in an order that can be compared, with times as they are kept.
pub fn in_order(mut results: Results) -> (Vec<String>, Vec<String>) {
    for cell in results.rows.iter_mut().flatten() {
        if let Cell::Answered { at, .. } | Cell::SetAside { at, .. } = cell {
            at.0 = at.0 / 1_000 * 1_000;
        }
    }
    let mut rows: Vec<String> = results.rows.iter().map(|row| format!("{row:?}")).collect();
    rows.sort();
    (results.questions.iter().map(|question| format!("{question:?}")).collect(), rows)
}
