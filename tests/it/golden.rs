//! Journals as version 1 wrote them: they must be read for ever, to the same results.
//!
//! The files in `tests/golden/` are never changed; a later version adds its own.

use std::collections::BTreeSet;
use std::sync::Arc;

use peil::codec::deck_file::{self, Source};
use peil::codec::record;
use peil::domain::answer::Answer;
use peil::domain::fact::{Fact, Link};
use peil::domain::ids::{Moment, VoterId};
use peil::domain::privacy::Privacy;
use peil::domain::results::{AskResult, Cell, Forgotten, Results};
use peil::domain::session::{Session, Step};
use peil::journal::sqlite::SqliteJournal;
use peil::journal::{Charter, Journal, JournalFailure, Sealed};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::fixtures::{charter, editions, session_id, slide_key};

const RUNNING: &str = include_str!("../golden/running-v1.sql");
/// The same version, later: with what was set aside and brought back.
const ASIDE: &str = include_str!("../golden/running-v1-aside.sql");
/// The same version, later still: with what is right told, taken back and told again.
const SOLVED: &str = include_str!("../golden/running-v1-solved.sql");
/// And with a clock that was set, stopped and set again.
const CLOCK: &str = include_str!("../golden/running-v1-clock.sql");
/// And with questions from the audience, which were voted for, merged, spotlit and answered.
const ASKS: &str = include_str!("../golden/running-v1-asks.sql");
/// And with texts that were shown, hidden, merged and given a bar.
const TEXTS: &str = include_str!("../golden/running-v1-texts.sql");
/// And with how people moved since a question was first asked, shown, taken away and shown again.
const MOVED: &str = include_str!("../golden/running-v1-moved.sql");
const SEALED: &str = include_str!("../golden/sealed-v1.sql");

fn restored(sql: &str) -> (TempDir, SqliteJournal) {
    let folder = tempfile::tempdir().unwrap();
    let file = Connection::open(folder.path().join("golden.sqlite")).unwrap();
    file.execute_batch(sql).unwrap();
    file.close().unwrap();
    let journal = SqliteJournal::open(folder.path()).unwrap();
    (folder, journal)
}

fn golden_charter() -> Charter {
    // From before promises had days: kept until somebody deletes it.
    let privacy = Privacy { texts_days: None, rows_days: None, ..Privacy::DEFAULT };
    Charter { key: [0xab; 32], privacy, ..charter("golden", 1_763_712_000_000) }
}

/// Results as a person would write them down: a line a question, a line a row.
fn lines(results: &Results) -> Vec<String> {
    let seconds = |at: Moment| (at.0 - 1_763_712_000_000) / 1_000;
    let questions = results.questions.iter().map(|question| {
        let counts: Vec<String> =
            question.totals.iter().map(|total| format!("{} {}", record::total_name(total), total.count)).collect();
        format!(
            "{} round {}, opened {:?}, closed {:?}, revealed {}: {} of {}, {} changed: {}",
            question.question,
            question.round,
            question.opened_at.map(seconds),
            question.closed_at.map(seconds),
            question.revealed,
            question.answered,
            question.present,
            question.changes,
            counts.join(", "),
        )
    });
    let rows = results.rows.iter().map(|row| {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| match cell {
                Cell::Answered { answer, at } => {
                    let Answer { choices, text, .. } = &**answer;
                    let choices: Vec<&str> = choices.iter().map(|choice| choice.as_str()).collect();
                    let text = text.as_ref().map(|text| format!(" “{text}”")).unwrap_or_default();
                    format!("{}{text} at {}", choices.join("+"), seconds(*at))
                }
                Cell::SetAside { answer, .. } => {
                    let Answer { choices, .. } = &**answer;
                    let choices: Vec<&str> = choices.iter().map(|choice| choice.as_str()).collect();
                    format!("{} set aside", choices.join("+"))
                }
                Cell::NotAnswered => "no answer".to_owned(),
                Cell::NotPresent => "not there".to_owned(),
                Cell::NotAsked | Cell::Withheld => "not asked".to_owned(),
            })
            .collect();
        cells.join(" | ")
    });
    questions.chain(rows).collect()
}

#[tokio::test]
async fn a_running_session_of_version_1_replays_to_the_same_results() {
    let (_folder, journal) = restored(RUNNING);
    let (charter, facts) = journal.read(&session_id("golden")).await.unwrap();
    assert_eq!(charter, golden_charter());
    let session = Session::replay(editions(), charter.started_at, &facts);
    assert_eq!(
        lines(&session.results(&BTreeSet::new())),
        [
            "p1 round 2, opened Some(10), closed Some(25), revealed true: 4 of 5, 1 changed: ja 2, nee 0, anders 2",
            "p2 round 1, opened Some(42), closed Some(49), revealed false: 2 of 3, 0 changed: 1 0, 2 1, 3 0, 4 1, 5 0",
            "p3 round 1, opened None, closed None, revealed false: 0 of 0, 0 changed: nu 0, later 0, anders 0",
            "ja at 12 | 4 at 43 | not asked",
            "ja at 16 | no answer | not asked",
            "anders “via mijn vakbond” at 18 | not there | not asked",
            "anders at 19 | not there | not asked",
            "no answer | not there | not asked",
            "not there | 2 at 45 | not asked",
        ]
    );
    assert_eq!(session.step(), Step::Ended);
    assert_eq!((session.link_number(Link::Screen), session.link_number(Link::Control)), (1, 2));
    // The old file takes new facts.
    journal.append(&session_id("golden"), vec![facts[0].clone()]).await.unwrap();
    assert_eq!(journal.read(&session_id("golden")).await.unwrap().1.len(), facts.len() + 1);
}

#[tokio::test]
async fn what_was_set_aside_in_a_recorded_session_stays_so_and_is_sealed_as_such() {
    let (_folder, journal) = restored(ASIDE);
    let (charter, facts) = journal.read(&session_id("golden")).await.unwrap();
    let session = Session::replay(editions(), charter.started_at, &facts);
    let results = session.results(&BTreeSet::new());
    let expected = [
        "p1 round 1, opened Some(2), closed Some(12), revealed false: 4 of 5, 2 changed: ja 2, nee 1, anders 1",
        "p2 round 1, opened Some(14), closed None, revealed false: 2 of 2, 0 changed: 1 0, 2 1, 3 1, 4 0, 5 0",
        "p3 round 1, opened None, closed None, revealed false: 0 of 0, 0 changed: nu 0, later 0, anders 0",
        "ja at 4 | 3 at 17 | not asked",
        "ja at 10 | not there | not asked",
        "anders “via mijn vakbond” at 8 | not there | not asked",
        "nee at 10 | not there | not asked",
        "no answer | not there | not asked",
        "ja set aside | 5 set aside | not asked",
        "ja set aside | not there | not asked",
        "ja set aside | not there | not asked",
        "not there | 2 at 15 | not asked",
    ];
    assert_eq!(lines(&results), expected);
    assert_eq!(session.set_aside(), Some((Moment(1_763_712_006_000), 4)));
    journal.seal(&session_id("golden"), Moment(1_763_712_018_000), results).await.unwrap();
    let mut sealed = lines(&journal.sealed(&session_id("golden")).await.unwrap().1);
    // Its rows come back in an order of chance.
    sealed[3..].sort();
    let mut expected = expected.map(str::to_owned);
    expected[3..].sort();
    assert_eq!(sealed, expected);
    let kept = journal.sessions().await.unwrap();
    let ended_at = Moment(1_763_712_018_000);
    assert_eq!(kept[0].sealed, Some(Sealed { ended_at, participants: 6, answers: 6, forgotten: Forgotten::default() }));
}

#[tokio::test]
async fn a_session_that_told_what_is_right_is_read_and_sealed_to_the_same() {
    let (_folder, journal) = restored(SOLVED);
    let (charter, facts) = journal.read(&session_id("golden")).await.unwrap();
    let session = Session::replay(editions(), charter.started_at, &facts);
    assert_eq!(session.step(), Step::parse("p1.solved").unwrap());
    let results = session.results(&BTreeSet::new());
    let told: Vec<_> = results.questions.iter().map(|question| (question.revealed, question.solved)).collect();
    assert_eq!(told, [(true, true), (false, false), (false, false)]);
    journal.seal(&session_id("golden"), Moment(1_763_712_018_000), results.clone()).await.unwrap();
    let sealed = journal.sealed(&session_id("golden")).await.unwrap().1;
    assert_eq!(sealed.questions, results.questions);
}

#[tokio::test]
async fn a_session_that_showed_how_people_moved_is_read_at_that_step() {
    let (_folder, journal) = restored(MOVED);
    let session = replayed(&journal).await;
    assert_eq!(session.step(), Step::parse("nu.moved").unwrap());
    let moved = session.movement(&slide_key("nu")).unwrap();
    assert_eq!((moved.both, moved.cells), (3, vec![vec![1, 0], vec![1, 1]]));
}

/// A recorded session by the deck that stands in it.
async fn replayed(journal: &SqliteJournal) -> Session {
    let (charter, facts) = journal.read(&session_id("golden")).await.unwrap();
    let source = Source { name: &charter.original.name, bytes: charter.original.text.as_bytes() };
    let reading = deck_file::read_editions(&charter.deck, source, &[]);
    let editions = reading.unwrap_or_else(|_| panic!("the deck is whole")).editions;
    Session::replay(Arc::new(editions), charter.started_at, &facts)
}

#[tokio::test]
async fn what_the_audience_asked_in_a_recorded_session_stands_as_it_was_left_and_is_sealed_so() {
    let (_folder, journal) = restored(ASKS);
    let session = replayed(&journal).await;
    let results = session.results(&BTreeSet::new());
    let asks = |results: &Results| -> Vec<String> {
        let line = |ask: &AskResult| {
            let name = ask.name.as_deref().unwrap_or("nobody");
            format!("{} “{}” of {name}: {} {:?}", ask.number, ask.text, ask.votes, ask.state)
        };
        results.questions[0].asks.iter().map(line).collect()
    };
    let expected = [
        "1 “Wat kost dat?” of Ans: 2 Shown",
        "2 “Wie betaalt dat?” of nobody: 0 Answered",
        "3 “Hoe duur is dat?” of nobody: 0 Merged(AskNumber(1))",
        "4 “Ben ik in beeld?” of nobody: 0 Hidden",
    ];
    assert_eq!(asks(&results), expected);
    let board = session.board(&slide_key("vragen")).unwrap();
    assert!(board.spotlight().is_none());
    journal.seal(&session_id("golden"), Moment(1_763_712_020_000), results).await.unwrap();
    assert_eq!(asks(&journal.sealed(&session_id("golden")).await.unwrap().1), expected);
}

#[tokio::test]
async fn texts_that_were_sorted_in_a_recorded_session_count_where_they_were_put() {
    let (_folder, journal) = restored(TEXTS);
    let session = replayed(&journal).await;
    let poll = session.poll(&slide_key("helpt")).unwrap();
    // Of the deck's answers, then of the bar that was made.
    assert_eq!((poll.tally().counts(), poll.counted_tally().counts()), (&[0, 5][..], &[1, 2, 2][..]));
    let shown: Vec<&str> = poll.tray().shown().iter().map(|one| one.entry.text()).collect();
    assert_eq!(shown, ["Thuis", "later"]);
    let results = session.results(&BTreeSet::new());
    journal.seal(&session_id("golden"), Moment(1_763_712_020_000), results.clone()).await.unwrap();
    let sealed = journal.sealed(&session_id("golden")).await.unwrap().1;
    assert_eq!(sealed.questions, results.questions);
    let state = |wanted: &str| {
        let text = sealed.questions[0].texts.iter().find(|text| text.text == wanted).unwrap();
        (text.state.word(), text.recoded.as_deref())
    };
    assert_eq!(state("poen").1, Some("Geld"));
    assert_eq!((state("dom"), state("later")), (("hidden", None), ("shown", None)));
}

#[tokio::test]
async fn every_kind_of_fact_is_in_the_recorded_sessions() {
    let mut facts = Vec::new();
    for recorded in [RUNNING, ASIDE, SOLVED, CLOCK, ASKS, TEXTS, MOVED] {
        let (_folder, journal) = restored(recorded);
        facts.extend(journal.read(&session_id("golden")).await.unwrap().1);
    }
    let kinds: BTreeSet<&str> = facts
        .iter()
        // A new kind of fact fails to compile here: it needs a recorded session of its own.
        .map(|recorded| match recorded.fact {
            Fact::Moved { .. } => "moved",
            Fact::Opened { .. } => "opened",
            Fact::ClockSet { .. } => "clock-set",
            Fact::ClockStopped { .. } => "clock-stopped",
            Fact::Closing { .. } => "closing",
            Fact::Closed { .. } => "closed",
            Fact::Revealed { .. } => "revealed",
            Fact::Solved { .. } => "solved",
            Fact::Unsolved { .. } => "unsolved",
            Fact::MovementShown { .. } => "movement-shown",
            Fact::MovementHidden { .. } => "movement-hidden",
            Fact::Hidden { .. } => "hidden",
            Fact::Cleared { .. } => "cleared",
            Fact::Reopened { .. } => "reopened",
            Fact::Blackened { .. } => "blackened",
            Fact::LinkRenewed { .. } => "link-renewed",
            Fact::Ended => "ended",
            Fact::Resumed => "resumed",
            Fact::Finished => "finished",
            Fact::Answered(_) => "answered",
            Fact::SetAside { .. } => "set-aside",
            Fact::BroughtBack => "brought-back",
            Fact::Asked(_) => "asked",
            Fact::Upvoted(_) => "upvoted",
            Fact::Moderated { .. } => "moderated",
            Fact::Spotlit { .. } => "spotlit",
            Fact::Curtained { .. } => "curtained",
            Fact::Sorted { .. } => "sorted",
            Fact::Veiled { .. } => "veiled",
        })
        .collect();
    assert_eq!(kinds.len(), 28, "{kinds:?}");
    assert!(
        facts
            .iter()
            .any(|recorded| matches!(&recorded.fact, Fact::Answered(answered) if answered.voter == VoterId([6; 16])))
    );
}

#[tokio::test]
async fn a_sealed_session_of_version_1_is_read_back_whole() {
    let (_folder, journal) = restored(SEALED);
    let (charter, results) = journal.sealed(&session_id("golden")).await.unwrap();
    assert_eq!(charter, Charter { key: [0; 32], ..golden_charter() });
    assert_eq!(
        lines(&results),
        [
            "p1 round 2, opened Some(10), closed Some(25), revealed true: 2 of 3, 1 changed: ja 1, nee 0, anders 1",
            "p2 round 1, opened Some(42), closed Some(49), revealed false: 1 of 2, 0 changed: 1 0, 2 0, 3 0, 4 1, 5 0",
            "p3 round 1, opened None, closed None, revealed false: 0 of 0, 0 changed: nu 0, later 0, anders 0",
            "no answer | not there | not asked",
            "anders “via mijn vakbond” at 18 | 4 at 43 | not asked",
            "ja at 12 | no answer | not asked",
        ]
    );
    let kept = journal.sessions().await.unwrap();
    let sealed =
        Sealed { ended_at: Moment(1_763_712_052_000), participants: 3, answers: 3, forgotten: Forgotten::default() };
    assert_eq!(kept[0].sealed, Some(sealed));
}

#[tokio::test]
async fn what_cannot_be_understood_is_an_error_and_never_a_guess() {
    for (from, to, said) in [
        ("'resumed'", "'paused'", "no record is of kind 'paused'"),
        ("'[\"ja\"]'", "'ja'", "a record of kind 'answered' has no usable choices"),
        ("482913", "913", "its charter has no usable code"),
        ("'en', 'polls", "'Engels', 'polls", "its charter has no usable translation"),
    ] {
        assert!(RUNNING.contains(from), "{from}");
        let (_folder, journal) = restored(&RUNNING.replace(from, to));
        let read = journal.read(&session_id("golden")).await;
        let Err(JournalFailure::Unreadable { reason, .. }) = read else { panic!("{to}: {read:?}") };
        assert_eq!(reason, said);
    }
    let (_folder, journal) = restored(&SEALED.replace("(1, 1, 'answered', '[\"4\"]', NULL, 1763712043000),", ""));
    let sealed = journal.sealed(&session_id("golden")).await;
    assert!(matches!(sealed, Err(JournalFailure::Unreadable { .. })), "a missing cell: {sealed:?}");
}
