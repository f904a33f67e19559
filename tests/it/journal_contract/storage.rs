//! What a journal does, and says, when its disk is full or gone.

use peil::domain::fact::Fact;
use peil::journal::{Journal, JournalFailure};

use super::bench::Bench;
use super::facts::{answered, at, cleared, opened, too_much};
use crate::fixtures::{charter, session_id, slide_key};

contract! {
    full_is_an_error_and_keeps_nothing_of_the_batch
    when_no_vote_fits_any_more_a_thousand_steps_do
    a_probe_says_whether_a_write_reaches_the_disk
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

async fn a_probe_says_whether_a_write_reaches_the_disk<B: Bench>() {
    let bench = B::new();
    let journal = bench.open();
    journal.create(charter("s1", 0)).await.unwrap();
    journal.probe().await.unwrap();
    bench.take_disk_away();
    let gone = journal.probe().await;
    assert!(matches!(gone, Err(JournalFailure::Storage(_))), "{gone:?}");
    bench.put_disk_back();
    journal.probe().await.unwrap();
    assert_eq!(journal.sessions().await.unwrap().len(), 1);
}
