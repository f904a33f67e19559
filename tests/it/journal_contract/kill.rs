//! What stays when the process is killed, by a child that runs one test of this binary until it dies.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use peil::domain::fact::{Fact, Recorded};
use peil::domain::ids::Moment;
use peil::domain::results::Forgettable;
use peil::journal::Journal;
use peil::journal::sqlite::SqliteJournal;

use super::bench::{Bench, OnDisk};
use super::facts::{answered, in_order, opened, results};
use crate::fixtures::{charter, session_id, voter};

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

/// Only does something as the child of the test below.
#[tokio::test]
async fn deletes_texts_until_it_is_killed() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let journal = SqliteJournal::open(folder).unwrap();
    journal.sessions().await.unwrap();
    say(format_args!("deleting"));
    journal.forget(&session_id("s1"), Forgettable::Texts, Moment(20)).await.unwrap();
    say(format_args!("deleted"));
}

#[tokio::test]
async fn a_deletion_of_texts_that_is_killed_leaves_all_of_them_or_none() {
    let facts: Vec<Recorded> = std::iter::once(opened())
        .chain((0..3_000).map(|number| answered(number, 1, "anders", Some("PLANTED woorden"))))
        .collect();
    let (mut kept, mut gone) = (0, 0);
    for delay_ms in [0, 20, 60, 120, 60_000] {
        let bench = OnDisk::new();
        let session = session_id("s1");
        let journal = bench.open();
        journal.create(charter("s1", 0)).await.unwrap();
        journal.append(&session, facts.clone()).await.unwrap();
        journal.seal(&session, Moment(9), results(&facts)).await.unwrap();
        journal.close().await.unwrap();
        let mut child = child("journal_contract::kill::deletes_texts_until_it_is_killed", bench.0.path());
        let (said, mut heard) = tokio::sync::mpsc::unbounded_channel();
        let out = child.stdout.take().unwrap();
        let listener = std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                let _ = said.send(line);
            }
        });
        while heard.recv().await.expect("the child starts to delete") != "deleting" {}
        let until_deleted = async { while heard.recv().await.is_some_and(|line| line != "deleted") {} };
        let _ = tokio::time::timeout(Duration::from_millis(delay_ms), until_deleted).await;
        child.kill().unwrap();
        child.wait().unwrap();
        listener.join().unwrap();

        let journal = bench.open();
        let forgotten = journal.sessions().await.unwrap()[0].sealed.unwrap().forgotten;
        let results = journal.sealed(&session).await.unwrap().1;
        assert_eq!(results.rows.len(), 3_000);
        match forgotten.texts {
            None => {
                kept += 1;
                assert_eq!(results.holding().texts, 3_000, "part of a deletion");
                journal.forget(&session, Forgettable::Texts, Moment(30)).await.unwrap();
            }
            Some(_) => gone += 1,
        }
        assert!(!bench.holds(b"PLANTED woorden"), "a word is left after {delay_ms} ms");
        assert_eq!(bench.files(), ["s1.sqlite"]);
    }
    println!("killed while deleting: {kept} still had their texts, {gone} had none");
    assert!(gone > 0);
}
