//! The disk fills up while people vote: votes are refused with a reason and nothing that was acknowledged is lost, the
//! presenter goes on for a thousand steps, and when there is room again votes count again by themselves.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::task::JoinHandle;
use tokio::time::sleep;

use super::disk::Disk;
use crate::process::{self, Binary};
use crate::support::{DECK, PATIENCE, Socket, Started, folders};

const PHONES: usize = 30;
/// So many steps must find room after the last vote that did.
const STEPS: usize = 1_000;
/// The reserve, and some for votes.
const DISK_MIB: u64 = 64;
/// A phone tries to change its mind this often.
const VOTE_EVERY: Duration = Duration::from_millis(250);

/// A phone that changes its mind over and over, and remembers what it was told.
struct Phone {
    socket: Socket,
    number: usize,
    n: u32,
    /// The words that were acknowledged last.
    acknowledged: Option<String>,
    outcomes: BTreeMap<String, usize>,
}

impl Phone {
    async fn vote(&mut self) -> String {
        let words = format!("telefoon {} keer {}", self.number, self.n);
        let answer = json!({ "question": "p1", "round": 1, "n": self.n, "choices": ["anders"], "text": words });
        let outcome = self.socket.answer(answer).await;
        *self.outcomes.entry(outcome.clone()).or_default() += 1;
        if matches!(outcome.as_str(), "counted" | "changed") {
            self.acknowledged = Some(words);
            self.n += 1;
        }
        outcome
    }
}

/// Everybody votes until told to stop.
fn vote_on(phones: Vec<Phone>, stop: &Arc<AtomicBool>) -> Vec<JoinHandle<Phone>> {
    let phones = phones.into_iter().map(|mut phone| {
        let stop = Arc::clone(stop);
        tokio::spawn(async move {
            while !stop.load(Ordering::Relaxed) {
                phone.vote().await;
                sleep(VOTE_EVERY).await;
            }
            phone
        })
    });
    phones.collect()
}

async fn all(phones: Vec<JoinHandle<Phone>>) -> Vec<Phone> {
    let mut back = Vec::new();
    for phone in phones {
        back.push(phone.await.unwrap());
    }
    back
}

/// The words that the results hold, one per person.
async fn stored(binary: &Binary, session: &Started) -> Vec<String> {
    let results = binary.results(session).await;
    let rows = results["rows"].as_array().unwrap();
    let words = rows.iter().filter_map(|row| Some(row["cells"]["p1"]["text"].as_str()?.to_owned()));
    let mut words: Vec<String> = words.collect();
    words.sort();
    words
}

fn told(phones: &[Phone]) -> Vec<String> {
    let mut words: Vec<String> = phones.iter().filter_map(|phone| phone.acknowledged.clone()).collect();
    words.sort();
    words
}

/// One round of the presenter's: from open by closed and revealed to open again. The longest step.
async fn walk_round(binary: &Binary, session: &Started) -> Duration {
    let mut longest = Duration::ZERO;
    let round = [
        ("close", "p1.open", "p1.closed"),
        ("reveal", "p1.closed", "p1.revealed"),
        ("hide", "p1.revealed", "p1.closed"),
        ("open", "p1.closed", "p1.open"),
    ];
    for (command, from, to) in round {
        let begun = Instant::now();
        assert_eq!(binary.command(session, from, command).await, (200, to.to_owned()), "{command}");
        longest = longest.max(begun.elapsed());
    }
    longest
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_a_full_disk_votes_are_refused_a_thousand_steps_go_on_and_room_heals_it() {
    let Some(disk) = Disk::new(DISK_MIB) else { return };
    let folder = folders(DECK);
    let mut command = process::command(folder.path(), &[]);
    command.env("PEIL_DATA", disk.data());
    let binary = Binary::run(folder, command).await;
    let session = binary.begin("proef").await;
    binary.walk_to(&session, "p1.open").await;
    let mut phones = Vec::new();
    for number in 0..PHONES {
        let socket = binary.phone(&session).await;
        phones.push(Phone { socket, number, n: 1, acknowledged: None, outcomes: BTreeMap::new() });
    }
    for phone in &mut phones {
        assert_eq!(phone.vote().await, "counted");
    }

    disk.fill();
    // The log may have room of its own for a few more.
    let begun = Instant::now();
    while phones[0].vote().await != "storage_full" {
        assert!(begun.elapsed() < PATIENCE, "a full disk takes vote after vote: {:?}", phones[0].outcomes);
        sleep(VOTE_EVERY).await;
    }
    assert_eq!(stored(&binary, &session).await, told(&phones), "what was acknowledged, and nothing else");

    // A thousand steps while everybody goes on voting.
    let stop = Arc::new(AtomicBool::new(false));
    let voting = vote_on(phones, &stop);
    let (mut longest, begun) = (Duration::ZERO, Instant::now());
    for _ in 0..STEPS / 4 {
        longest = longest.max(walk_round(&binary, &session).await);
    }
    let took = begun.elapsed();
    stop.store(true, Ordering::Relaxed);
    let mut phones = all(voting).await;
    let refused: usize =
        phones.iter().map(|phone| phone.outcomes.get("storage_full").copied().unwrap_or_default()).sum();
    let reserve = std::fs::metadata(disk.data().join("sessions/reserve")).unwrap().len() >> 20;
    println!(
        "full disk: {STEPS} steps of {STEPS} in {took:?} (longest {longest:?}), {refused} votes refused, {reserve} MiB of the reserve left"
    );
    assert_eq!(
        stored(&binary, &session).await,
        told(&phones),
        "a vote was acknowledged that is not there, or the reverse"
    );
    for phone in &phones {
        // Who changes their mind so often is slowed, too.
        let known = ["counted", "changed", "storage_full", "closed", "busy"];
        assert!(phone.outcomes.keys().all(|outcome| known.contains(&outcome.as_str())), "{:?}", phone.outcomes);
    }
    // Also the end, and going on.
    assert_eq!(binary.command(&session, "p1.open", "end").await, (200, "0.ended".to_owned()));
    assert_eq!(binary.command(&session, "0.ended", "resume").await, (200, "p1.closed".to_owned()));

    // Nobody can vote now, so the room itself finds out that there is room again.
    let mut control = binary.control(&session).await;
    let says_full = |state: &Value| state["parts"]["health"].as_str().unwrap().contains("data-sign=\"stop\"");
    control.hear_until("state", says_full).await;
    disk.make_room();
    control.hear_until("state", |state| !says_full(state)).await;
    assert_eq!(binary.command(&session, "p1.closed", "open").await, (200, "p1.open".to_owned()));

    let begun = Instant::now();
    for phone in &mut phones {
        while phone.vote().await != "changed" {
            assert!(begun.elapsed() < PATIENCE, "there is room, and no vote is taken");
            sleep(VOTE_EVERY).await;
        }
    }
    let healed = begun.elapsed();
    println!("room again: everybody's vote counts after {healed:?}");
    assert_eq!(stored(&binary, &session).await, told(&phones));
    // And a server that is killed now finds it all.
    let folder = binary.kill();
    let mut command = process::command(folder.path(), &[]);
    command.env("PEIL_DATA", disk.data());
    let binary = Binary::run(folder, command).await;
    assert_eq!(stored(&binary, &session).await, told(&phones));
}
