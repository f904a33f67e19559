//! What only a journal of files can show: files that are broken, half made, locked, or read by somebody else.

use std::time::{Duration, Instant};

use peil::journal::{Journal, JournalFailure};
use rusqlite::Connection;

use super::bench::{Bench, OnDisk};
use super::facts::{a_session, answered, cleared, opened};
use crate::fixtures::{charter, session_id};

#[tokio::test]
async fn a_probe_leaves_nothing_behind() {
    let bench = OnDisk::new();
    let journal = bench.open();
    journal.create(charter("s1", 0)).await.unwrap();
    let before = bench.files();
    journal.probe().await.unwrap();
    assert_eq!(bench.files(), before);
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
