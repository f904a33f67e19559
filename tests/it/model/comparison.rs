//! Compares the session with the plain count, by its tallies and by a `SELECT` on its file.

use std::collections::BTreeMap;

use peil::domain::fact::{Fact, Recorded};
use proptest::prelude::*;
use rusqlite::Connection;

use super::QUESTIONS;
use super::count::Count;
use super::live::Live;
use crate::fixtures::slide_key;

/// Whatever road an answer took: of one voter to one question in one round each number is higher than the one before.
pub fn never_goes_back(facts: &[Recorded]) -> bool {
    let mut highest = BTreeMap::new();
    facts.iter().all(|recorded| match &recorded.fact {
        Fact::Answered(answered) => {
            let key = (answered.question.clone(), answered.round, answered.voter.0);
            highest.insert(key, answered.n).is_none_or(|before| before < answered.n)
        }
        _ => true,
    })
}

/// The session's tally holds what the plain count holds.
pub fn agrees(live: &Live, count: &Count) -> Result<(), TestCaseError> {
    for question in QUESTIONS {
        let poll = live.session.poll(&slide_key(question)).unwrap();
        let (votes, answers) = votes_of(live, question);
        prop_assert_eq!(poll.round, count.round(question));
        prop_assert_eq!(&votes, &count.votes(question), "{}", question);
        prop_assert_eq!((answers + poll.set_aside) as usize, poll.answers().count());
        for (voter, given) in poll.answers() {
            prop_assert_eq!(given.set_aside, count.aside.contains(&voter.0));
        }
        prop_assert_eq!(answers, votes.values().sum::<u32>());
    }
    prop_assert!(
        QUESTIONS.iter().filter(|question| takes_answers(live, question)).count() <= 1,
        "two questions take answers at once"
    );
    Ok(())
}

fn takes_answers(live: &Live, question: &str) -> bool {
    live.session.open_question().is_some_and(|(open, _)| open.as_str() == question)
}

/// Votes by option, without those that have none, and the number of answers.
fn votes_of(live: &Live, question: &str) -> (BTreeMap<String, u32>, u32) {
    let key = slide_key(question);
    let options = &live.session.deck().question(&key).unwrap().options;
    let tally = live.session.poll(&key).unwrap().tally();
    let votes = options.iter().map(|option| option.key.to_string()).zip(tally.counts().iter().copied());
    (votes.filter(|(_, count)| *count > 0).collect(), tally.answers())
}

/// The same votes, counted by the database.
pub fn selected(file: &Connection, question: &str) -> BTreeMap<String, u32> {
    let mut select = file
        .prepare(
            "SELECT choice.value, count(*)
             FROM (SELECT choices, max(seq) FROM fact
                   WHERE kind = 'answered' AND question = ?1 AND round =
                       (SELECT 1 + count(*) FROM fact WHERE kind = 'cleared' AND question = ?1)
                   GROUP BY voter) AS stands, json_each(stands.choices) AS choice
             GROUP BY choice.value",
        )
        .unwrap();
    select.query_map([question], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}
