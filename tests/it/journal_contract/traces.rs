//! What is gone leaves no byte on the disk, and no file that is held open.

use std::time::{Duration, Instant};

use peil::domain::fact::Recorded;
use peil::domain::ids::Moment;
use peil::domain::results::Forgotten;
use peil::journal::{Journal, JournalFailure, Sealed};
use rusqlite::Connection;

use super::bench::{Bench, OnDisk};
use super::facts::{a_session, answered, cleared, results};
use crate::fixtures::{charter, session_id, voter};

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
    assert_eq!(kept[0].sealed, Some(Sealed { ended_at: Moment(7), participants: 0, answers: 0, forgotten: Forgotten::default() }));
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
