//! Sessions side by side, and what is said of one that is not there or of a journal that is closed.

use peil::domain::ids::Moment;
use peil::domain::results::Results;
use peil::journal::{Journal, JournalFailure};

use super::bench::Bench;
use super::facts::{answered, cleared, opened, results};
use crate::fixtures::{charter, session_id};

contract! {
    two_sessions_never_touch
    sessions_are_listed_oldest_first
    what_is_not_there_is_said_to_be_so
    a_closed_journal_says_so
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

async fn what_is_not_there_is_said_to_be_so<B: Bench>() {
    let bench = B::new();
    let journal = bench.open();
    let session = session_id("s9");
    let empty = Results::default();
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
    let empty = Results::default();
    assert!(matches!(journal.create(charter("s2", 0)).await, Err(JournalFailure::Closed)));
    assert!(matches!(journal.sessions().await, Err(JournalFailure::Closed)));
    assert!(matches!(journal.append(&session, vec![opened()]).await, Err(JournalFailure::Closed)));
    assert!(matches!(journal.read(&session).await, Err(JournalFailure::Closed)));
    assert!(matches!(journal.seal(&session, Moment(1), empty).await, Err(JournalFailure::Closed)));
    assert!(matches!(journal.sealed(&session).await, Err(JournalFailure::Closed)));
    assert!(matches!(journal.delete(&session).await, Err(JournalFailure::Closed)));
    assert!(matches!(journal.probe().await, Err(JournalFailure::Closed)));
    assert_eq!(bench.open().read(&session).await.unwrap().1, vec![opened()]);
}
