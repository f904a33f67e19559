//! What is acknowledged is kept, in the order it was asked for; what is not committed is not acknowledged.

use std::time::Duration;

use peil::domain::fact::{Fact, Place, Recorded};
use peil::journal::{Journal, JournalFailure};

use super::bench::Bench;
use super::facts::{answered, at, opened};
use crate::fixtures::{charter, session_id, slide_key, voter};

contract! {
    a_new_session_is_found_with_its_charter
    a_session_is_made_once
    facts_come_back_in_the_order_appended
    appends_in_flight_land_in_the_order_asked
    what_is_acknowledged_is_found_without_a_goodbye
    a_held_commit_lets_nothing_out
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
