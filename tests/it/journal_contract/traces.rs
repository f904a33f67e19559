//! What is gone leaves no byte on the disk, and no file that is held open.

use std::time::{Duration, Instant};

use peil::domain::fact::Recorded;
use peil::domain::ids::Moment;
use peil::domain::results::{Forgettable, Forgotten};
use peil::journal::{Journal, JournalFailure, Sealed};
use rusqlite::Connection;

use super::bench::{Bench, OnDisk};
use super::facts::{a_session, answered, cleared, results};
use super::worded::{self, CHOICE, REPLACED, WORDS, name_of};
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
    assert_eq!(
        kept[0].sealed,
        Some(Sealed { ended_at: Moment(7), participants: 0, answers: 0, forgotten: Forgotten::default() })
    );
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

/// A sealed session in which people wrote wherever one can, with everything they wrote found on the disk before.
async fn worded_on_disk() -> (OnDisk, peil::journal::sqlite::SqliteJournal) {
    let bench = OnDisk::new();
    let journal = bench.open();
    let session = session_id("s1");
    journal.create(worded::worded_charter("s1")).await.unwrap();
    journal.append(&session, worded::facts()).await.unwrap();
    assert!(bench.holds(CHOICE.as_bytes()) && bench.holds(b"PLANT-open"), "the plants must be there to be missed");
    journal.seal(&session, Moment(9_000), worded::results()).await.unwrap();
    for planted in WORDS.iter().chain([&CHOICE]) {
        assert!(bench.holds(planted.as_bytes()), "{planted} must be there to be missed");
    }
    // What a text is called is made of its letters, and who guesses the letters finds it again.
    assert!(
        bench.holds(name_of("PLANT-staaf").to_string().as_bytes()),
        "the name of a text must be there to be missed"
    );
    assert!(!bench.holds(REPLACED.as_bytes()), "an answer that was replaced goes at the end");
    (bench, journal)
}

fn has_no_word(bench: &OnDisk) {
    for planted in WORDS {
        assert!(!bench.holds(planted.as_bytes()), "{planted} is still there");
    }
    for text in ["PLANT-staaf", "PLANT-geteld"] {
        assert!(!bench.holds(name_of(text).to_string().as_bytes()), "the name of {text} is still there");
    }
    assert!(!bench.holds(b"PLANT"), "something is still there");
    assert_eq!(bench.files(), ["s1.sqlite"]);
}

#[tokio::test]
async fn texts_that_are_deleted_leave_no_byte_and_choices_stay() {
    let (bench, journal) = worded_on_disk().await;
    journal.forget(&session_id("s1"), Forgettable::Texts, Moment(20_000)).await.unwrap();
    has_no_word(&bench);
    assert!(bench.holds(CHOICE.as_bytes()), "single answers were not deleted");
    assert!(bench.holds(b"# Wat helpt?"), "the deck stays");
}

#[tokio::test]
async fn single_answers_that_are_deleted_leave_no_byte_and_texts_stay_where_nobody_deleted_them() {
    let (bench, journal) = worded_on_disk().await;
    journal.forget(&session_id("s1"), Forgettable::Rows, Moment(20_000)).await.unwrap();
    assert!(!bench.holds(CHOICE.as_bytes()), "a single answer is still there");
    assert!(bench.holds(b"PLANT-open"), "texts were not deleted");
    journal.forget(&session_id("s1"), Forgettable::Texts, Moment(20_000)).await.unwrap();
    has_no_word(&bench);
}

#[tokio::test]
async fn a_session_that_is_deleted_after_its_end_leaves_no_byte() {
    let (bench, journal) = worded_on_disk().await;
    journal.delete(&session_id("s1")).await.unwrap();
    assert_eq!(bench.files(), [""; 0]);
    assert!(!bench.holds(b"PLANT") && !bench.holds(CHOICE.as_bytes()));
}

#[tokio::test]
async fn a_deletion_that_was_cut_short_is_finished_at_the_next_opening() {
    let (bench, journal) = worded_on_disk().await;
    journal.close().await.unwrap();
    // What deleting commits, by a program that then stops, and that does not overwrite what it deletes.
    let other = Connection::open(bench.path("s1.sqlite")).unwrap();
    other
        .execute_batch(
            "PRAGMA secure_delete = OFF; BEGIN; DELETE FROM result_text; DELETE FROM result_ask;
             UPDATE result_cell SET text = '' WHERE text IS NOT NULL AND question <> 3;
             UPDATE result_cell SET text = '{\"tip\":\"\"}' WHERE text IS NOT NULL AND question = 3;
             INSERT INTO forgotten VALUES ('texts', 20000, 0); COMMIT;",
        )
        .unwrap();
    drop(other);
    assert!(bench.holds(b"PLANT-"), "the plants must be there to be missed");
    let journal = bench.open();
    let forgotten = journal.sessions().await.unwrap()[0].sealed.unwrap().forgotten;
    assert_eq!(forgotten, Forgotten { texts: Some(Moment(20_000)), rows: None });
    has_no_word(&bench);
    // And it is not done again at every opening.
    let file = Connection::open(bench.path("s1.sqlite")).unwrap();
    let unclean: u32 = file.query_row("SELECT count(*) FROM forgotten WHERE clean = 0", [], |row| row.get(0)).unwrap();
    assert_eq!(unclean, 0);
}
