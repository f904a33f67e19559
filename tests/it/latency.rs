//! How soon a vote is on the screen: 300 phones vote at moments of their own, and the screen is watched.
//!
//! Measures the whole way, sync included, over real sockets of the real binary.

use std::time::{Duration, Instant};

use futures_util::{StreamExt, stream};
use rand::Rng;
use tokio::task::JoinSet;

use crate::process::Binary;
use crate::support::{DECK, folders};

const PHONES: usize = 300;
const SPREAD_MS: u64 = 10_000;
const MEDIAN_MAX: Duration = Duration::from_millis(250);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_vote_is_on_the_screen_within_a_quarter_of_a_second() {
    let binary = Binary::start(folders(DECK)).await;
    let session = binary.begin("proef").await;
    binary.walk_to(&session, "p1.open").await;
    let mut screen = binary.screen(&session).await;
    let phones: Vec<_> = stream::iter(0..PHONES).map(|_| binary.phone(&session)).buffered(24).collect().await;

    let mut votes = JoinSet::new();
    for mut phone in phones {
        let wait = Duration::from_millis(rand::rng().random_range(0..=SPREAD_MS));
        votes.spawn(async move {
            tokio::time::sleep(wait).await;
            let sent = Instant::now();
            assert_eq!(phone.vote("p1", 1, "ja").await, "counted");
            sent
        });
    }
    // The moment at which the screen showed one, two, three … answers.
    let mut shown = Vec::with_capacity(PHONES);
    while shown.len() < PHONES {
        let frame = screen.hear().await.expect("the screen stays connected");
        let answered = frame["live"]["texts"]["answered"].as_str().and_then(|text| text.parse().ok()).unwrap_or(0);
        shown.resize(shown.len().max(answered), Instant::now());
    }
    let mut sent = votes.join_all().await;
    sent.sort();
    // A count does not say whose vote is in it: the first that was sent is taken for the first that was counted.
    let mut waits: Vec<Duration> = sent.into_iter().zip(shown).map(|(sent, shown)| shown - sent).collect();
    waits.sort();
    let at = |per_cent: usize| waits[(waits.len() * per_cent / 100).min(waits.len() - 1)];
    println!("from vote to screen: p50 {:?}, p99 {:?}, longest {:?}", at(50), at(99), at(100));
    assert!(at(50) < MEDIAN_MAX, "{:?}", at(50));
}
