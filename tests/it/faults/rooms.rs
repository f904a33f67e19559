//! Fifty rooms vote in the same second: every export holds exactly what its own room said.

use std::time::{Duration, Instant};

use futures_util::{StreamExt, stream};
use rand::Rng;
use serde_json::json;
use tokio::task::JoinSet;

use crate::crash::AT_ONCE;
use crate::process::Binary;
use crate::support::{DECK, Started, folders};

const ROOMS: usize = 50;
const PHONES: usize = 20;
/// Everybody votes twice within this time.
const SPREAD_MS: u64 = 1_000;

/// Whom a phone of this room votes for in the end: no two neighbouring rooms say the same.
fn choice(room: usize, phone: usize) -> &'static str {
    if phone < room % (PHONES - 1) { "ja" } else { "anders" }
}

fn words(room: usize, phone: usize) -> String {
    format!("zaal {room} telefoon {phone}")
}

/// A room at its open question.
async fn open_room(binary: &Binary) -> Started {
    let session = binary.begin("proef").await;
    binary.walk_to(&session, "p1.open").await;
    session
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_rooms_vote_at_once_and_each_export_holds_its_own_votes_and_no_others() {
    let binary = Binary::start(folders(DECK)).await;
    let rooms: Vec<Started> = stream::iter(0..ROOMS).map(|_| open_room(&binary)).buffered(AT_ONCE).collect().await;
    let seats: Vec<(usize, usize)> = (0..ROOMS).flat_map(|room| (0..PHONES).map(move |phone| (room, phone))).collect();
    let sockets: Vec<_> =
        stream::iter(&seats).map(|(room, _)| binary.phone(&rooms[*room])).buffered(AT_ONCE).collect().await;

    let begun = Instant::now();
    let mut votes = JoinSet::new();
    for ((room, phone), mut socket) in seats.into_iter().zip(sockets) {
        let wait = Duration::from_millis(rand::rng().random_range(0..=SPREAD_MS));
        votes.spawn(async move {
            tokio::time::sleep(wait).await;
            // A change of mind in every room, so that a count that only grows is seen.
            assert_eq!(socket.vote("p1", 1, "nee").await, "counted");
            let choice = choice(room, phone);
            let text = (choice == "anders").then(|| words(room, phone));
            let answer = json!({ "question": "p1", "round": 1, "n": 2, "choices": [choice], "text": text });
            assert_eq!(socket.answer(answer).await, "changed");
        });
    }
    votes.join_all().await;
    println!("{ROOMS} rooms × {PHONES} phones × 2 votes in {:?}", begun.elapsed());

    for (room, session) in rooms.iter().enumerate() {
        let results = binary.results(session).await;
        let ja = (0..PHONES).filter(|phone| choice(room, *phone) == "ja").count();
        let question = &results["questions"][0];
        assert_eq!((&question["answered"], &question["changes"]), (&json!(PHONES), &json!(PHONES)), "room {room}");
        let expected: Vec<String> =
            (0..PHONES).filter(|phone| choice(room, *phone) == "anders").map(|phone| words(room, phone)).collect();
        let mut said: Vec<String> = results["rows"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|row| Some(row["cells"]["p1"]["text"].as_str()?.to_owned()))
            .collect();
        said.sort_by_key(|words| words.rsplit(' ').next().and_then(|phone| phone.parse::<usize>().ok()));
        assert_eq!(said, expected, "room {room}");
        assert_eq!(said.len() + ja, PHONES, "room {room}");
        // The table for a spreadsheet tells the same.
        let table = binary.get(&format!("/api/v1/sessions/{}/export.csv", session.id)).await.text().await.unwrap();
        assert_eq!(table.matches(&format!("zaal {room} telefoon ")).count(), expected.len(), "room {room}");
        assert_eq!(table.matches("zaal ").count(), expected.len(), "room {room} holds another room's words");
    }
}
