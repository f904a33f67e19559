//! The contract of a journal, as one suite over every implementation; below it what only a disk can show.

use std::collections::BTreeSet;
use std::future::Future;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use peil::domain::answer::Answer;
use peil::domain::fact::{Answered, Fact, Place, Recorded};
use peil::domain::ids::Moment;
use peil::domain::results::{Cell, Results};
use peil::domain::session::Session;
use peil::journal::memory::MemoryJournal;
use peil::journal::sqlite::SqliteJournal;
use peil::journal::{Journal, JournalFailure, Sealed};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::fixtures::{charter, editions, option_key, session_id, slide_key, voter};

/// Where a journal stands, so that it can be opened again and made to misbehave.
trait Bench {
    type Journal: Journal;
    type Held;

    fn new() -> Self;
    /// Also while an earlier one was never closed, as after a kill.
    fn open(&self) -> Self::Journal;
    /// A journal that takes small batches but has no room for [`too_much`].
    fn open_nearly_full(&self) -> Self::Journal;
    /// A journal in which no more than a few votes fit.
    fn open_full(&self) -> Self::Journal;
    /// No commit to this session completes until what this returns is dropped.
    fn hold(&self, journal: &Self::Journal, session: &str) -> Self::Held;
}

#[derive(Default)]
struct InMemory(MemoryJournal);

struct Release(MemoryJournal);

impl Drop for Release {
    fn drop(&mut self) {
        self.0.release();
    }
}

impl Bench for InMemory {
    type Journal = MemoryJournal;
    type Held = Release;

    fn new() -> Self {
        Self::default()
    }

    fn open(&self) -> MemoryJournal {
        self.0.reopened()
    }

    fn open_nearly_full(&self) -> MemoryJournal {
        self.0.limit_batch(100);
        self.0.reopened()
    }

    fn open_full(&self) -> MemoryJournal {
        self.0.limit_batch(0);
        self.0.reopened()
    }

    fn hold(&self, journal: &MemoryJournal, _: &str) -> Release {
        journal.hold();
        Release(journal.clone())
    }
}

struct OnDisk(TempDir);

impl OnDisk {
    fn path(&self, file: &str) -> PathBuf {
        self.0.path().join(file)
    }

    fn files(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.0.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            // What is kept free for steps holds nothing, and much of it.
            .filter(|name| name != "reserve")
            .collect();
        names.sort();
        names
    }

    /// Whether these bytes stand in any file of the folder.
    fn holds(&self, planted: &[u8]) -> bool {
        self.files().iter().any(|file| {
            let bytes = std::fs::read(self.path(file)).unwrap();
            bytes.windows(planted.len()).any(|window| window == planted)
        })
    }
}

impl Bench for OnDisk {
    type Journal = SqliteJournal;
    type Held = Connection;

    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn open(&self) -> SqliteJournal {
        SqliteJournal::open(self.0.path()).unwrap()
    }

    fn open_nearly_full(&self) -> SqliteJournal {
        SqliteJournal::open_with_little_room(self.0.path(), 40).unwrap()
    }

    fn open_full(&self) -> SqliteJournal {
        SqliteJournal::open_with_little_room(self.0.path(), 1).unwrap()
    }

    fn hold(&self, _: &SqliteJournal, session: &str) -> Connection {
        let other = Connection::open(self.path(&format!("{session}.sqlite"))).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        other
    }
}

/// Runs every check over every implementation.
macro_rules! contract {
    ($($check:ident)*) => {
        mod memory {
            $(#[tokio::test]
            async fn $check() {
                super::bounded(super::$check::<super::InMemory>()).await;
            })*
        }
        mod sqlite {
            $(#[tokio::test]
            async fn $check() {
                super::bounded(super::$check::<super::OnDisk>()).await;
            })*
        }
    };
}

contract! {
    a_new_session_is_found_with_its_charter
    a_session_is_made_once
    facts_come_back_in_the_order_appended
    appends_in_flight_land_in_the_order_asked
    what_is_acknowledged_is_found_without_a_goodbye
    a_held_commit_lets_nothing_out
    full_is_an_error_and_keeps_nothing_of_the_batch
    when_no_vote_fits_any_more_a_thousand_steps_do
    words_are_kept_with_the_answer_that_stands_and_with_no_other
    two_sessions_never_touch
    sessions_are_listed_oldest_first
    a_sealed_session_has_results_and_nothing_else
    sealed_rows_stand_in_an_order_of_chance
    a_running_session_has_no_results
    a_deleted_session_is_gone
    what_is_not_there_is_said_to_be_so
    a_closed_journal_says_so
}

/// Nothing in here may hang.
async fn bounded(check: impl Future<Output = ()>) {
    tokio::time::timeout(Duration::from_secs(60), check).await.expect("a journal never hangs");
}

fn at(ms: i64, fact: Fact) -> Recorded {
    Recorded { at: Moment(ms), fact }
}

fn answered(number: u16, n: u32, choice: &str, text: Option<&str>) -> Recorded {
    let answer = Answer { choices: vec![option_key(choice)], text: text.map(str::to_owned) };
    let question = slide_key("p1");
    at(1_000 + i64::from(n), Fact::Answered(Answered { question, round: 1, voter: voter(number), n, answer }))
}

fn opened() -> Recorded {
    at(1_000, Fact::Opened { question: slide_key("p1") })
}

fn cleared(question: &str) -> Recorded {
    at(3_000, Fact::Cleared { question: slide_key(question) })
}

fn too_much() -> Vec<Recorded> {
    (0..4_000).map(|number| answered(number, 1, "ja", None)).collect()
}

/// What a session of these facts leaves behind.
fn results(facts: &[Recorded]) -> Results {
    Session::replay(editions(), Moment(0), facts).results(&BTreeSet::new())
}

/// Rows in an order that can be compared, with times as they are kept.
fn in_order(mut results: Results) -> (Vec<String>, Vec<String>) {
    for cell in results.rows.iter_mut().flatten() {
        if let Cell::Answered { at, .. } | Cell::SetAside { at, .. } = cell {
            at.0 = at.0 / 1_000 * 1_000;
        }
    }
    let mut rows: Vec<String> = results.rows.iter().map(|row| format!("{row:?}")).collect();
    rows.sort();
    (results.questions.iter().map(|question| format!("{question:?}")).collect(), rows)
}

async fn a_new_session_is_found_with_its_charter<B: Bench>() {
    let bench = B::new();
    bench.open().create(charter("s1", 5)).await.unwrap();
    let journal = bench.open();
    assert_eq!(journal.read(&session_id("s1")).await.unwrap(), (charter("s1", 5), vec![]));
    let kept = journal.sessions().await.unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(
        (kept[0].session.as_str(), kept[0].code, kept[0].title.as_str(), kept[0].sealed),
        ("s1", charter("s1", 5).code, "Webinar over werk", None)
    );
}

async fn a_session_is_made_once<B: Bench>() {
    let bench = B::new();
    let journal = bench.open();
    journal.create(charter("s1", 5)).await.unwrap();
    journal.append(&session_id("s1"), vec![opened()]).await.unwrap();
    let again = journal.create(charter("s1", 6)).await;
    assert!(matches!(again, Err(JournalFailure::Exists(session)) if session == session_id("s1")));
    assert_eq!(journal.read(&session_id("s1")).await.unwrap(), (charter("s1", 5), vec![opened()]));
}

async fn facts_come_back_in_the_order_appended<B: Bench>() {
    let bench = B::new();
    let journal = bench.open();
    let session = session_id("s1");
    journal.create(charter("s1", 0)).await.unwrap();
    // Times run backwards: only the order of appending says what came first.
    let first = vec![at(9, Fact::Moved { to: Place::Slide(slide_key("p1")) }), at(8, Fact::Blackened { on: true })];
    let present = vec![voter(1), voter(2)];
    let second = vec![opened(), at(7, Fact::Closed { question: slide_key("p1"), present }), at(6, Fact::Ended)];
    journal.append(&session, first.clone()).await.unwrap();
    journal.append(&session, vec![]).await.unwrap();
    journal.append(&session, second.clone()).await.unwrap();
    assert_eq!(journal.read(&session).await.unwrap().1, [first, second].concat());
}

async fn appends_in_flight_land_in_the_order_asked<B: Bench>() {
    let bench = B::new();
    let journal = bench.open();
    let session = session_id("s1");
    journal.create(charter("s1", 0)).await.unwrap();
    let batches: Vec<Vec<Recorded>> = (1..=40).map(|n| vec![answered(1, n, "ja", None), opened()]).collect();
    let appends = batches.iter().map(|batch| journal.append(&session, batch.clone()));
    for done in futures_util::future::join_all(appends).await {
        done.unwrap();
    }
    assert_eq!(journal.read(&session).await.unwrap().1, batches.concat());
}

async fn what_is_acknowledged_is_found_without_a_goodbye<B: Bench>() {
    let bench = B::new();
    let session = session_id("s1");
    let before = bench.open();
    before.create(charter("s1", 0)).await.unwrap();
    for n in 1..=5 {
        before.append(&session, vec![answered(1, n, "ja", None)]).await.unwrap();
        assert_eq!(bench.open().read(&session).await.unwrap().1.len(), n as usize);
    }
}

async fn a_held_commit_lets_nothing_out<B: Bench>() {
    let bench = B::new();
    let session = session_id("s1");
    let journal = bench.open();
    journal.create(charter("s1", 0)).await.unwrap();
    journal.append(&session, vec![opened()]).await.unwrap();
    let held = bench.hold(&journal, "s1");
    let mut append = journal.append(&session, vec![answered(1, 1, "ja", None)]);
    let waited = tokio::time::timeout(Duration::from_millis(100), &mut append).await;
    assert!(waited.is_err(), "it was acknowledged while the commit was held");
    assert_eq!(bench.open().read(&session).await.unwrap().1, vec![opened()]);
    drop(held);
    append.await.unwrap();
    assert_eq!(journal.read(&session).await.unwrap().1, vec![opened(), answered(1, 1, "ja", None)]);
}

async fn full_is_an_error_and_keeps_nothing_of_the_batch<B: Bench>() {
    let bench = B::new();
    let session = session_id("s1");
    let journal = bench.open_nearly_full();
    journal.create(charter("s1", 0)).await.unwrap();
    journal.append(&session, vec![opened()]).await.unwrap();
    let full = journal.append(&session, too_much()).await;
    assert!(matches!(full, Err(JournalFailure::Full)), "{full:?}");
    assert_eq!(journal.read(&session).await.unwrap().1, vec![opened()]);
    // A smaller one still fits, as when someone makes room.
    journal.append(&session, vec![cleared("p1")]).await.unwrap();
    assert_eq!(bench.open().read(&session).await.unwrap().1, vec![opened(), cleared("p1")]);
}

async fn when_no_vote_fits_any_more_a_thousand_steps_do<B: Bench>() {
    let bench = B::new();
    let session = session_id("s1");
    let journal = bench.open_full();
    journal.create(charter("s1", 0)).await.unwrap();
    let mut kept = 0;
    while journal.append(&session, vec![answered(kept, 1, "ja", None)]).await.is_ok() {
        kept += 1;
        assert!(kept < 1_000, "a full disk takes vote after vote");
    }
    // A batch that holds both is a batch of votes.
    for batch in [vec![answered(kept, 1, "ja", None)], vec![opened(), answered(kept, 1, "ja", None)]] {
        let full = journal.append(&session, batch).await;
        assert!(matches!(full, Err(JournalFailure::Full)), "{full:?}");
    }
    let steps = [opened(), at(2, Fact::Hidden { question: slide_key("p1") })];
    for number in 0..1_000 {
        journal.append(&session, vec![steps[number % 2].clone()]).await.unwrap();
    }
    assert_eq!(journal.read(&session).await.unwrap().1.len(), usize::from(kept) + 1_000);
}

async fn words_are_kept_with_the_answer_that_stands_and_with_no_other<B: Bench>() {
    let bench = B::new();
    let journal = bench.open();
    let session = session_id("s1");
    journal.create(charter("s1", 0)).await.unwrap();
    let texts = async || -> Vec<Option<String>> {
        let facts = journal.read(&session).await.unwrap().1;
        let answers = facts.into_iter().filter_map(|recorded| match recorded.fact {
            Fact::Answered(answered) => Some(answered.answer.text),
            _ => None,
        });
        answers.collect()
    };
    let words = |text: &str| Some(text.to_owned());
    journal.append(&session, vec![answered(1, 1, "anders", Some("een"))]).await.unwrap();
    assert_eq!(texts().await, [words("een")]);
    let batch = vec![answered(2, 1, "anders", Some("twee")), answered(1, 2, "anders", Some("drie"))];
    journal.append(&session, batch).await.unwrap();
    assert_eq!(texts().await, [None, words("twee"), words("drie")]);
    journal.append(&session, vec![answered(1, 3, "ja", None), cleared("p3")]).await.unwrap();
    assert_eq!(texts().await, [None, words("twee"), None, None]);
    journal.append(&session, vec![cleared("p1"), answered(2, 9, "anders", Some("vier"))]).await.unwrap();
    assert_eq!(texts().await, [None, None, None, None, words("vier")]);
}

async fn two_sessions_never_touch<B: Bench>() {
    let bench = B::new();
    let journal = bench.open();
    for name in ["s1", "s2", "s3"] {
        journal.create(charter(name, 0)).await.unwrap();
        let text = format!("woorden van {name}");
        journal.append(&session_id(name), vec![opened(), answered(1, 1, "anders", Some(&text))]).await.unwrap();
    }
    let second = journal.read(&session_id("s2")).await.unwrap();
    journal.append(&session_id("s1"), vec![cleared("p1")]).await.unwrap();
    journal.seal(&session_id("s1"), Moment(9), results(&second.1)).await.unwrap();
    journal.delete(&session_id("s3")).await.unwrap();
    assert_eq!(journal.read(&session_id("s2")).await.unwrap(), second);
    assert_eq!(second.1[1], answered(1, 1, "anders", Some("woorden van s2")));
    // Also when they are busy at the same time.
    journal.create(charter("s4", 0)).await.unwrap();
    let appends = (2..30)
        .map(|n| journal.append(if n % 2 == 0 { &SESSION_2 } else { &SESSION_4 }, vec![answered(1, n, "ja", None)]));
    for done in futures_util::future::join_all(appends).await {
        done.unwrap();
    }
    assert_eq!(journal.read(&session_id("s2")).await.unwrap().1.len(), 2 + 14);
    assert_eq!(journal.read(&session_id("s4")).await.unwrap().1.len(), 14);
}

static SESSION_2: std::sync::LazyLock<peil::domain::ids::SessionId> = std::sync::LazyLock::new(|| session_id("s2"));
static SESSION_4: std::sync::LazyLock<peil::domain::ids::SessionId> = std::sync::LazyLock::new(|| session_id("s4"));

async fn sessions_are_listed_oldest_first<B: Bench>() {
    let bench = B::new();
    let journal = bench.open();
    assert_eq!(journal.sessions().await.unwrap(), vec![]);
    for (name, started_at) in [("a", 30), ("c", 10), ("b", 20)] {
        journal.create(charter(name, started_at)).await.unwrap();
    }
    for journal in [journal, bench.open()] {
        let names: Vec<String> =
            journal.sessions().await.unwrap().iter().map(|kept| kept.session.to_string()).collect();
        assert_eq!(names, ["c", "b", "a"]);
    }
}

/// Five voters: three answered, one changed, one only was there.
fn a_session() -> Vec<Recorded> {
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

async fn a_sealed_session_has_results_and_nothing_else<B: Bench>() {
    let bench = B::new();
    let session = session_id("s1");
    let journal = bench.open();
    journal.create(charter("s1", 5)).await.unwrap();
    journal.append(&session, a_session()).await.unwrap();
    let results = results(&a_session());
    journal.seal(&session, Moment(5_000), results.clone()).await.unwrap();
    for journal in [journal, bench.open()] {
        let (sealed_charter, sealed_results) = journal.sealed(&session).await.unwrap();
        assert_eq!(in_order(sealed_results.clone()), in_order(results.clone()));
        for cell in sealed_results.rows.iter().flatten() {
            assert!(!matches!(cell, Cell::Answered { at, .. } if at.0 % 1_000 != 0), "{cell:?}");
        }
        assert_eq!(sealed_charter, peil::journal::Charter { key: [0; 32], ..charter("s1", 5) });
        let kept = journal.sessions().await.unwrap();
        assert_eq!(kept[0].sealed, Some(Sealed { ended_at: Moment(5_000), participants: 5, answers: 3 }));
        assert!(matches!(journal.read(&session).await, Err(JournalFailure::IsSealed(_))));
        assert!(matches!(journal.append(&session, vec![opened()]).await, Err(JournalFailure::IsSealed(_))));
        assert!(matches!(journal.seal(&session, Moment(9), results.clone()).await, Err(JournalFailure::IsSealed(_))));
        assert!(matches!(journal.create(charter("s1", 5)).await, Err(JournalFailure::Exists(_))));
        assert_eq!(journal.sealed(&session).await.unwrap().1, sealed_results);
    }
}

async fn sealed_rows_stand_in_an_order_of_chance<B: Bench>() {
    let bench = B::new();
    let journal = bench.open();
    let facts: Vec<Recorded> = std::iter::once(opened())
        .chain((0..60).map(|number| answered(number, 1, "anders", Some(&format!("nummer {number}")))))
        .collect();
    let given = results(&facts);
    let mut orders = BTreeSet::from([format!("{:?}", given.rows)]);
    for name in ["s1", "s2"] {
        journal.create(charter(name, 0)).await.unwrap();
        journal.seal(&session_id(name), Moment(9), given.clone()).await.unwrap();
        let sealed = journal.sealed(&session_id(name)).await.unwrap().1;
        assert_eq!(in_order(sealed.clone()), in_order(given.clone()));
        orders.insert(format!("{:?}", sealed.rows).replace("Moment(1000)", "Moment(1001)"));
    }
    assert_eq!(orders.len(), 3, "three times the same order of sixty is no chance");
}

async fn a_running_session_has_no_results<B: Bench>() {
    let bench = B::new();
    let journal = bench.open();
    journal.create(charter("s1", 0)).await.unwrap();
    assert!(matches!(journal.sealed(&session_id("s1")).await, Err(JournalFailure::NotSealed(_))));
    journal.append(&session_id("s1"), vec![opened()]).await.unwrap();
}

async fn a_deleted_session_is_gone<B: Bench>() {
    let bench = B::new();
    let journal = bench.open();
    for name in ["s1", "s2"] {
        journal.create(charter(name, 0)).await.unwrap();
        journal.append(&session_id(name), a_session()).await.unwrap();
    }
    journal.seal(&session_id("s2"), Moment(9), results(&a_session())).await.unwrap();
    for name in ["s1", "s2"] {
        let session = session_id(name);
        journal.delete(&session).await.unwrap();
        assert!(matches!(journal.read(&session).await, Err(JournalFailure::NoSuchSession(_))));
        assert!(matches!(journal.delete(&session).await, Err(JournalFailure::NoSuchSession(_))));
    }
    assert_eq!(bench.open().sessions().await.unwrap(), vec![]);
    // Nothing is left that stands in the way.
    journal.create(charter("s1", 7)).await.unwrap();
    assert_eq!(journal.read(&session_id("s1")).await.unwrap(), (charter("s1", 7), vec![]));
}

async fn what_is_not_there_is_said_to_be_so<B: Bench>() {
    let bench = B::new();
    let journal = bench.open();
    let session = session_id("s9");
    let empty = Results { questions: vec![], rows: vec![] };
    assert!(matches!(journal.append(&session, vec![opened()]).await, Err(JournalFailure::NoSuchSession(_))));
    assert!(matches!(journal.read(&session).await, Err(JournalFailure::NoSuchSession(_))));
    assert!(matches!(journal.seal(&session, Moment(1), empty).await, Err(JournalFailure::NoSuchSession(_))));
    assert!(matches!(journal.sealed(&session).await, Err(JournalFailure::NoSuchSession(_))));
    assert!(matches!(journal.delete(&session).await, Err(JournalFailure::NoSuchSession(_))));
}

async fn a_closed_journal_says_so<B: Bench>() {
    let bench = B::new();
    let journal = bench.open();
    let session = session_id("s1");
    journal.create(charter("s1", 0)).await.unwrap();
    journal.append(&session, vec![opened()]).await.unwrap();
    journal.close().await.unwrap();
    journal.close().await.unwrap();
    let empty = Results { questions: vec![], rows: vec![] };
    assert!(matches!(journal.create(charter("s2", 0)).await, Err(JournalFailure::Closed)));
    assert!(matches!(journal.sessions().await, Err(JournalFailure::Closed)));
    assert!(matches!(journal.append(&session, vec![opened()]).await, Err(JournalFailure::Closed)));
    assert!(matches!(journal.read(&session).await, Err(JournalFailure::Closed)));
    assert!(matches!(journal.seal(&session, Moment(1), empty).await, Err(JournalFailure::Closed)));
    assert!(matches!(journal.sealed(&session).await, Err(JournalFailure::Closed)));
    assert!(matches!(journal.delete(&session).await, Err(JournalFailure::Closed)));
    assert_eq!(bench.open().read(&session).await.unwrap().1, vec![opened()]);
}

/// What only a disk can show.
mod disk {
    use super::*;

    /// Everything that leads to a voter, and words that were taken back.
    fn planted() -> Vec<Vec<u8>> {
        let voters = [1, 2, 3, 4, 5, 700].map(|number| voter(number).0.to_vec());
        let mut planted = vec![charter("s1", 0).key.to_vec(), b"PLANTED".to_vec()];
        planted.extend(voters);
        planted
    }

    /// Enough voters for many pages, half of whom took their words back.
    fn a_large_session() -> Vec<Recorded> {
        let mut facts = a_session();
        facts.truncate(2);
        for number in 1..=800 {
            facts.push(answered(number, 1, "anders", Some(&format!("oude woorden PLANTED {number}"))));
        }
        for number in 1..=800 {
            facts.push(answered(number, 2, "ja", None));
        }
        facts
    }

    #[tokio::test]
    async fn sealing_leaves_no_byte_of_a_voter_a_key_or_a_replaced_word() {
        let bench = OnDisk::new();
        let session = session_id("s1");
        let journal = bench.open();
        journal.create(charter("s1", 0)).await.unwrap();
        for batch in a_large_session().chunks(100) {
            journal.append(&session, batch.to_vec()).await.unwrap();
        }
        assert!(planted().iter().all(|bytes| bench.holds(bytes)), "the plants must be there to be missed");
        journal.seal(&session, Moment(9), results(&a_large_session())).await.unwrap();
        for bytes in planted() {
            assert!(!bench.holds(&bytes), "{}", String::from_utf8_lossy(&bytes));
        }
        assert_eq!(bench.files(), ["s1.sqlite"]);
        assert!(bench.holds(b"# What is this?"), "the deck stays with the results");
        assert_eq!(journal.sealed(&session).await.unwrap().1.rows.len(), 800);
    }

    #[tokio::test]
    async fn wiped_words_leave_the_disk_at_once() {
        let bench = OnDisk::new();
        let session = session_id("s1");
        let journal = bench.open();
        journal.create(charter("s1", 0)).await.unwrap();
        journal.append(&session, vec![answered(1, 1, "anders", Some("lelijke woorden"))]).await.unwrap();
        assert!(bench.holds(b"lelijke woorden"));
        journal.append(&session, vec![cleared("p1")]).await.unwrap();
        journal.read(&session).await.unwrap();
        assert!(!bench.holds(b"lelijke woorden"));
    }

    #[tokio::test]
    async fn a_cleaning_that_was_cut_short_is_finished_at_the_next_opening() {
        let bench = OnDisk::new();
        let session = session_id("s1");
        let journal = bench.open();
        journal.create(charter("s1", 0)).await.unwrap();
        journal.append(&session, a_session()).await.unwrap();
        journal.close().await.unwrap();
        // What sealing commits, by a program that then stops, and that does not overwrite what it deletes.
        let other = Connection::open(bench.path("s1.sqlite")).unwrap();
        other
            .execute_batch(
                "PRAGMA secure_delete = OFF; BEGIN; DELETE FROM fact; DELETE FROM present; DELETE FROM words;
                 UPDATE charter SET key = NULL; INSERT INTO seal VALUES (1, 7, 0, 0); COMMIT;",
            )
            .unwrap();
        drop(other);
        assert!(bench.holds(&voter(3).0), "the plants must be there to be missed");
        let kept = bench.open().sessions().await.unwrap();
        assert_eq!(kept[0].sealed, Some(Sealed { ended_at: Moment(7), participants: 0, answers: 0 }));
        for bytes in planted() {
            assert!(!bench.holds(&bytes), "{}", String::from_utf8_lossy(&bytes));
        }
        assert!(matches!(bench.open().read(&session).await, Err(JournalFailure::IsSealed(_))));
    }

    #[tokio::test]
    async fn deleting_removes_every_file_of_the_session() {
        let bench = OnDisk::new();
        let journal = bench.open();
        for name in ["s1", "s2"] {
            journal.create(charter(name, 0)).await.unwrap();
            journal.append(&session_id(name), a_session()).await.unwrap();
        }
        assert!(bench.files().contains(&"s1.sqlite-wal".to_owned()));
        journal.delete(&session_id("s1")).await.unwrap();
        assert!(bench.files().iter().all(|file| file.starts_with("s2.")), "{:?}", bench.files());
    }

    #[tokio::test]
    async fn a_file_that_cannot_be_read_is_left_out_and_left_alone() {
        let bench = OnDisk::new();
        let journal = bench.open();
        for name in ["good", "later", "half"] {
            journal.create(charter(name, 0)).await.unwrap();
        }
        journal.close().await.unwrap();
        let later = Connection::open(bench.path("later.sqlite")).unwrap();
        later.pragma_update(None, "user_version", 99).unwrap();
        drop(later);
        let half = Connection::open(bench.path("half.sqlite")).unwrap();
        half.execute_batch("DELETE FROM charter").unwrap();
        drop(half);
        let foreign = Connection::open(bench.path("foreign.sqlite")).unwrap();
        foreign.execute_batch("CREATE TABLE recipe (name TEXT); INSERT INTO recipe VALUES ('soep')").unwrap();
        drop(foreign);
        std::fs::write(bench.path("garbage.sqlite"), [b'x'; 9_000]).unwrap();
        std::fs::write(bench.path("empty.sqlite"), []).unwrap();
        std::fs::write(bench.path("Not A Session.sqlite"), "?").unwrap();
        let broken = ["later", "half", "foreign", "garbage", "empty"];
        let bytes = |name: &str| std::fs::read(bench.path(&format!("{name}.sqlite"))).unwrap();
        let before = broken.map(bytes);

        let journal = bench.open();
        let kept = journal.sessions().await.unwrap();
        assert_eq!(kept.iter().map(|kept| kept.session.as_str()).collect::<Vec<_>>(), ["good"]);
        for name in broken {
            let read = journal.read(&session_id(name)).await;
            assert!(matches!(read, Err(JournalFailure::Unreadable { .. })), "{name}: {read:?}");
        }
        journal.close().await.unwrap();
        // `half` is ours, so opening it may set its journal mode; its rows are as they were.
        for (name, before) in broken.into_iter().zip(before).filter(|(name, _)| *name != "half") {
            assert!(bytes(name) == before, "{name} was written to");
        }
        // It can still be removed by who wants that.
        bench.open().delete(&session_id("garbage")).await.unwrap();
        assert!(!bench.files().contains(&"garbage.sqlite".to_owned()));
    }

    #[tokio::test]
    async fn a_session_that_was_never_wholly_made_is_cleared_away() {
        let bench = OnDisk::new();
        std::fs::write(bench.path("s1.sqlite.new"), "half").unwrap();
        std::fs::write(bench.path("s1.sqlite.new-journal"), "half").unwrap();
        let journal = bench.open();
        assert_eq!(bench.files(), [""; 0]);
        journal.create(charter("s1", 0)).await.unwrap();
    }

    #[tokio::test]
    async fn votes_can_be_counted_with_a_select() {
        let bench = OnDisk::new();
        let journal = bench.open();
        journal.create(charter("s1", 0)).await.unwrap();
        journal.append(&session_id("s1"), a_session()).await.unwrap();
        let other = Connection::open(bench.path("s1.sqlite")).unwrap();
        let count = |sql: &str| other.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap();
        assert_eq!(count("SELECT count(*) FROM fact WHERE kind = 'answered' AND question = 'p1'"), 4);
        assert_eq!(count("SELECT count(DISTINCT voter) FROM fact WHERE choices = '[\"ja\"]'"), 1);
    }

    #[tokio::test]
    async fn a_sealed_file_is_let_go() {
        let bench = OnDisk::new();
        let journal = bench.open();
        journal.create(charter("s1", 0)).await.unwrap();
        journal.append(&session_id("s1"), a_session()).await.unwrap();
        let file = std::fs::canonicalize(bench.path("s1.sqlite")).unwrap();
        let is_open = || {
            let open = std::fs::read_dir("/proc/self/fd").unwrap();
            open.filter_map(|entry| std::fs::read_link(entry.unwrap().path()).ok()).any(|path| path == file)
        };
        assert!(is_open());
        journal.seal(&session_id("s1"), Moment(9), results(&a_session())).await.unwrap();
        journal.sealed(&session_id("s1")).await.unwrap();
        journal.sessions().await.unwrap();
        let patience = Instant::now() + Duration::from_secs(10);
        while is_open() {
            assert!(Instant::now() < patience, "a sealed file stays open");
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn a_file_that_was_locked_too_long_fails_and_then_works_again() {
        let bench = OnDisk::new();
        let session = session_id("s1");
        let journal = bench.open();
        journal.create(charter("s1", 0)).await.unwrap();
        journal.append(&session, vec![opened()]).await.unwrap();
        let held = bench.hold(&journal, "s1");
        let failed = tokio::time::timeout(Duration::from_secs(30), journal.append(&session, vec![cleared("p1")])).await;
        assert!(matches!(failed, Ok(Err(JournalFailure::Storage(_)))), "{failed:?}");
        drop(held);
        assert_eq!(journal.read(&session).await.unwrap().1, vec![opened()]);
        journal.append(&session, vec![cleared("p3")]).await.unwrap();
        assert_eq!(bench.open().read(&session).await.unwrap().1, vec![opened(), cleared("p3")]);
    }

    /// Figures, not promises: a disk's speed is its own.
    #[tokio::test]
    async fn how_long_an_append_takes() {
        let bench = OnDisk::new();
        let session = session_id("s1");
        let journal = bench.open();
        journal.create(charter("s1", 0)).await.unwrap();
        let median = |mut times: Vec<Duration>| {
            times.sort();
            times[times.len() / 2]
        };
        let mut together = Vec::new();
        for n in 1..=20 {
            let batch = (0..300).map(|number| answered(number, n, "ja", None)).collect();
            let begun = Instant::now();
            journal.append(&session, batch).await.unwrap();
            together.push(begun.elapsed());
        }
        let mut alone = Vec::new();
        for number in 0..300 {
            let begun = Instant::now();
            journal.append(&session, vec![answered(number, 100, "ja", None)]).await.unwrap();
            alone.push(begun.elapsed());
        }
        let all: Duration = alone.iter().sum();
        println!("300 answers in one append: p50 {:?}", median(together));
        println!("300 answers one by one: p50 {:?} each, {all:?} together", median(alone));
    }
}

/// What stays when the process is killed, by a child that runs one test of this binary until it dies.
mod kill {
    use super::*;

    const FOLDER: &str = "PEIL_TEST_CHILD_FOLDER";
    /// A child ends by itself after so many appends, should nobody kill it.
    const APPENDS_MAX: u32 = 5_000;

    fn child(test: &str, folder: &Path) -> Child {
        Command::new(std::env::current_exe().unwrap())
            .args(["--exact", test, "--nocapture", "--test-threads=1"])
            .env(FOLDER, folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    fn say(line: std::fmt::Arguments<'_>) {
        let mut out = std::io::stdout().lock();
        writeln!(out, "\n{line}").unwrap();
        out.flush().unwrap();
    }

    /// Only does something as the child of the test below.
    #[tokio::test]
    async fn appends_until_it_is_killed() {
        let Ok(folder) = std::env::var(FOLDER) else { return };
        let journal = SqliteJournal::open(folder).unwrap();
        let session = session_id("s1");
        let kept = journal.read(&session).await.unwrap().1.len() as u32;
        for n in kept / 3..APPENDS_MAX {
            let batch = (0..3).map(|number| answered(number, n + 1, "anders", Some("x"))).collect();
            journal.append(&session, batch).await.unwrap();
            say(format_args!("acknowledged {}", n + 1));
        }
    }

    #[tokio::test]
    async fn what_was_acknowledged_survives_a_kill_in_whole_batches() {
        let bench = OnDisk::new();
        let session = session_id("s1");
        let journal = bench.open();
        journal.create(charter("s1", 0)).await.unwrap();
        journal.close().await.unwrap();
        let mut batches = 0;
        for round in 0..8 {
            let mut child = child("journal_contract::kill::appends_until_it_is_killed", bench.0.path());
            let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
            let number = |line: String| line.strip_prefix("acknowledged ").and_then(|n| n.parse::<usize>().ok());
            let mut acknowledged = 0;
            // Killed after another number of appends each time, at whatever it is doing then.
            for n in lines.by_ref().filter_map(number).take(3 + round * 5) {
                acknowledged = n;
            }
            child.kill().unwrap();
            acknowledged = lines.filter_map(number).last().unwrap_or(acknowledged);
            child.wait().unwrap();
            assert!(acknowledged > batches, "the child appended nothing");

            let facts = bench.open().read(&session).await.unwrap().1;
            assert!(facts.len() >= acknowledged * 3, "{} facts, {acknowledged} batches acknowledged", facts.len());
            assert!(facts.len() <= (acknowledged + 1) * 3, "more than was asked");
            assert_eq!(facts.len() % 3, 0, "part of a batch");
            for (index, recorded) in facts.iter().enumerate() {
                let Fact::Answered(answered) = &recorded.fact else { panic!("{recorded:?}") };
                assert_eq!((answered.voter, answered.n as usize), (voter((index % 3) as u16), index / 3 + 1));
            }
            batches = facts.len() / 3;
        }
    }

    /// Only does something as the child of the test below.
    #[tokio::test]
    async fn seals_until_it_is_killed() {
        let Ok(folder) = std::env::var(FOLDER) else { return };
        let journal = SqliteJournal::open(folder).unwrap();
        let session = session_id("s1");
        let facts = journal.read(&session).await.unwrap().1;
        say(format_args!("sealing"));
        journal.seal(&session, Moment(9), results(&facts)).await.unwrap();
        say(format_args!("sealed"));
    }

    #[tokio::test]
    async fn a_seal_that_is_killed_leaves_a_running_or_a_sealed_session() {
        let facts: Vec<Recorded> = std::iter::once(opened())
            .chain((0..3_000).map(|number| answered(number, 1, "anders", Some("oude PLANTED woorden"))))
            .chain((0..3_000).map(|number| answered(number, 2, "ja", None)))
            .collect();
        let (mut running, mut sealed) = (0, 0);
        for delay_ms in [0, 10, 25, 45, 70, 100, 150, 60_000] {
            let bench = OnDisk::new();
            let session = session_id("s1");
            let journal = bench.open();
            journal.create(charter("s1", 0)).await.unwrap();
            journal.append(&session, facts.clone()).await.unwrap();
            journal.close().await.unwrap();
            let mut child = child("journal_contract::kill::seals_until_it_is_killed", bench.0.path());
            let (said, mut heard) = tokio::sync::mpsc::unbounded_channel();
            let out = child.stdout.take().unwrap();
            let listener = std::thread::spawn(move || {
                for line in BufReader::new(out).lines().map_while(Result::ok) {
                    let _ = said.send(line);
                }
            });
            while heard.recv().await.expect("the child starts to seal") != "sealing" {}
            let until_sealed = async { while heard.recv().await.is_some_and(|line| line != "sealed") {} };
            let _ = tokio::time::timeout(Duration::from_millis(delay_ms), until_sealed).await;
            child.kill().unwrap();
            child.wait().unwrap();
            listener.join().unwrap();

            let journal = bench.open();
            match journal.sessions().await.unwrap()[0].sealed {
                None => {
                    running += 1;
                    assert_eq!(journal.read(&session).await.unwrap().1.len(), facts.len());
                }
                Some(found) => {
                    sealed += 1;
                    assert_eq!((found.participants, found.answers), (3_000, 3_000));
                    assert_eq!(in_order(journal.sealed(&session).await.unwrap().1), in_order(results(&facts)));
                    assert!(!bench.holds(b"PLANTED"), "a voter or a word is left after {delay_ms} ms");
                    assert_eq!(bench.files(), ["s1.sqlite"]);
                }
            }
        }
        println!("killed while sealing: {running} still ran, {sealed} were sealed");
        assert!(running > 0 && sealed > 0, "the kills all came at one side of the commit");
    }
}
