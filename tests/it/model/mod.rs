//! A session under random requests, against a count so simple that it cannot be wrong; and its journal read back.
//!
//! Holds that replay equals the live session, also in its middle, that duplicates and answers that come late or out of
//! order change nothing, and that a `SELECT` counts the same votes.

mod comparison;
mod count;
mod intents;
mod live;
mod seen;

use std::cell::RefCell;
use std::collections::BTreeSet;

use peil::domain::fact::Place;
use peil::domain::ids::{Moment, SessionId, VoterId};
use peil::domain::results::{Cell, is_set_aside};
use peil::domain::session::{Command, Decision, Outcome, Reply, Request, Session};
use peil::journal::Journal;
use peil::journal::memory::MemoryJournal;
use peil::journal::sqlite::SqliteJournal;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rusqlite::Connection;

use self::comparison::{agrees, never_goes_back, selected};
use self::count::Count;
use self::intents::{From, Intent, Number, Round, Which, intents};
use self::live::Live;
use self::seen::{Seen, note};
use crate::fixtures::{charter, editions, session_id, slide_key, voter};

const QUESTIONS: [&str; 3] = ["p1", "p2", "p3"];
const CASES: u32 = 48;

#[test]
fn a_session_counts_as_its_facts_and_comes_back_from_its_journal() {
    let seen = RefCell::new(Seen::default());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let on_disk = SqliteJournal::open(folder.path()).unwrap();
    let in_memory = MemoryJournal::default();
    let case = RefCell::new(0);
    let strategy = (intents(), prop::collection::vec(1..40_usize, 1..8), prop::collection::btree_set(0..12_u16, 0..6));
    // Cases that once failed are kept as tests of their own, not in a file beside the sources.
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    TestRunner::new(config)
        .run(&strategy, |(intents, batches, here)| {
            *case.borrow_mut() += 1;
            let session = session_id(&format!("s{}", case.borrow()));
            let here: BTreeSet<VoterId> = here.into_iter().map(voter).collect();
            let mut live = Live::new();
            for intent in &intents {
                let before = live.session.clone();
                let Some(decision) = live.take(intent, &here) else {
                    prop_assert!(live.session == before, "{intent:?} changed the session");
                    continue;
                };
                note(&mut seen.borrow_mut(), &decision);
                if matches!(decision, Decision::Reply(_)) {
                    prop_assert!(live.session == before, "a refusal changed the session");
                }
                if let (Decision::Record(..), Intent::Answer { .. } | Intent::Repeat, Some(answer)) =
                    (&decision, intent, live.sent.last())
                {
                    // The phone did not hear the reply and sends again; only the fallback to a command is no answer.
                    let again = live.session.decide(&Request::Answer(answer.clone()), live.now, &here);
                    let is_answer = matches!(&decision, Decision::Record(_, Reply::Outcome(_)));
                    prop_assert!(!is_answer || again == Decision::Reply(Reply::Outcome(Outcome::Counted)));
                }
                agrees(&live, &Count::of(&live.facts))?;
            }
            prop_assert!(never_goes_back(&live.facts), "a number was taken twice, or after a higher one");
            // Replay judges nothing and finds the same.
            prop_assert!(Session::replay(editions(), Moment(0), &live.facts) == live.session);
            runtime.block_on(async {
                for journal in [&on_disk as &dyn Journal, &in_memory] {
                    journal.create(charter(session.as_str(), 0)).await.unwrap();
                    let mut left = live.facts.as_slice();
                    for size in batches.iter().cycle() {
                        let (batch, after) = left.split_at(left.len().min(*size));
                        journal.append(&session, batch.to_vec()).await.unwrap();
                        left = after;
                        if left.is_empty() {
                            break;
                        }
                    }
                }
                let (_, facts) = on_disk.read(&session).await.unwrap();
                prop_assert_eq!(&facts, &in_memory.read(&session).await.unwrap().1);
                prop_assert_eq!(facts.len(), live.facts.len());
                let replayed = Session::replay(editions(), Moment(0), &facts);
                prop_assert!(replayed == live.session, "the journal tells another story");
                prop_assert_eq!(replayed.results(&here), live.session.results(&here));
                prop_assert_eq!(replayed.steered_at(), live.session.steered_at());
                Ok(())
            })?;
            let file = Connection::open(folder.path().join(format!("{session}.sqlite"))).unwrap();
            let left = live.session.results(&here);
            // As a room keeps it: whoever answered was seen too.
            let here_or_known = &here | &live.session.known_present();
            for (index, result) in left.questions.iter().enumerate() {
                // Whoever recounts the rows that are not set aside finds every total.
                let counted = || left.rows.iter().filter(|row| !is_set_aside(row)).map(|row| &row[index]);
                let answered = counted().filter(|cell| matches!(cell, Cell::Answered { .. })).count();
                let silent = counted().filter(|cell| matches!(cell, Cell::NotAnswered)).count();
                prop_assert_eq!(result.answered as usize, answered);
                // Of a question that was not opened the cells say only that.
                if result.opened_at.is_some() {
                    prop_assert_eq!(result.present as usize, answered + silent);
                }
                prop_assert_eq!(live.session.present(&result.question, &here_or_known), result.present);
            }
            let count = Count::of(&live.facts);
            seen.borrow_mut().set_aside += count.aside.len();
            for question in QUESTIONS {
                prop_assert_eq!(selected(&file, question), count.all_votes(question), "{} by SELECT", question);
            }
            drop(file);
            runtime.block_on(async { on_disk.delete(&session).await.unwrap() });
            Ok(())
        })
        .unwrap();
    seen.into_inner().check();
}

/// The smallest stories in which replay once could have told something else.
#[tokio::test]
async fn replaced_words_are_forgotten_and_no_count_changes() {
    let folder = tempfile::tempdir().unwrap();
    let journal = SqliteJournal::open(folder.path()).unwrap();
    let session: SessionId = session_id("s1");
    journal.create(charter("s1", 0)).await.unwrap();
    let mut live = Live::new();
    let steer = |command| Intent::Steer { command, from: From::Nowhere };
    let say = |choice, words| Intent::Answer {
        voter: 1,
        question: Which::Any(0),
        round: Round::Present,
        n: Number::Next,
        choice,
        words,
    };
    let story = [
        steer(Command::Show(Place::Slide(slide_key("p1")))),
        steer(Command::Open),
        say(2, Some(1)),
        say(2, Some(2)),
        say(2, Some(2)),
        say(2, None),
        say(2, Some(1)),
        say(0, None),
        say(2, Some(1)),
    ];
    for intent in &story {
        let decision = live.take(intent, &BTreeSet::new());
        assert!(matches!(decision, Some(Decision::Record(..))), "{intent:?} {decision:?}");
    }
    journal.append(&session, live.facts.clone()).await.unwrap();
    let facts = journal.read(&session).await.unwrap().1;
    assert_eq!(facts.iter().filter(|recorded| format!("{recorded:?}").contains("woord")).count(), 1);
    let replayed = Session::replay(editions(), Moment(0), &facts);
    assert!(replayed == live.session);
    assert_eq!(replayed.poll(&slide_key("p1")).unwrap().changes, 2);
}
