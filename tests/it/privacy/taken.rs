//! The same attack on a server: every page and file of a few sealed sessions, had by their addresses as anybody with the key
//! has them.

use std::collections::BTreeMap;

use peil::codec::export::Format;
use peil::domain::ids::{DeckId, RoomCode};
use peil::domain::privacy::Privacy;
use peil::domain::published::Intake;
use peil::hub::{Timing, now};
use peil::journal::sqlite::SqliteJournal;
use peil::journal::{Charter, DeckText, Journal};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use super::attack::Loot;
use super::gated;
use super::room::{AGAIN, OTHERS, QUESTIONS, Room, SEGMENTS, rooms};
use crate::fixtures::{charter, session_id};
use crate::support::{KEY, Server, folders};

const SESSIONS: usize = 4;
/// No session of the test promised so much, so each source must be found to break it.
const FLOOR_TOO_HIGH: u32 = 14;

/// Rooms in which something is told of groups, one of them confidential.
fn told_rooms() -> Vec<Room> {
    let mut runner = TestRunner::deterministic();
    let mut taken: Vec<Room> = Vec::new();
    while taken.len() < SESSIONS {
        let room = rooms().new_tree(&mut runner).unwrap().current().play();
        let loot = Loot::take(&room, &gated(&room, room.privacy, Intake::Closed));
        let has_rows = taken.len() + 1 < SESSIONS;
        let is_wanted = room.privacy.has_rows() == has_rows
            && loot.splits.iter().any(|split| split.is_told())
            && (!has_rows || loot.shows_segments() && loot.together.iter().any(|(name, _)| name == "s1 and q9"));
        if is_wanted {
            taken.push(room);
        }
    }
    taken
}

async fn served(rooms: &[Room]) -> Server {
    let folder = folders(&rooms[0].deck);
    let sessions = folder.path().join("data/sessions");
    std::fs::create_dir_all(&sessions).unwrap();
    let journal = SqliteJournal::open(sessions).unwrap();
    for (place, room) in rooms.iter().enumerate() {
        let name = format!("s{place}");
        let original = DeckText { name: "polls/proef.md".to_owned(), text: room.deck.clone() };
        let (code, deck) = (RoomCode::new(482_913 + place as u32).unwrap(), DeckId::parse("proef").unwrap());
        let charter = Charter { code, deck, original, privacy: room.privacy, ..charter(&name, 0) };
        journal.create(charter).await.unwrap();
        journal.seal(&session_id(&name), now(), room.results.clone()).await.unwrap();
    }
    journal.close().await.unwrap();
    Server::over(folder, Timing::default()).await
}

/// What an address gives, in English; `None` where there is no such file.
async fn had(server: &Server, path: &str) -> Option<Vec<u8>> {
    let reply =
        server.http.get(server.url(path)).bearer_auth(KEY).header("accept-language", "en").send().await.unwrap();
    let is_there = reply.status() == 200;
    is_there.then_some(reply.bytes().await.unwrap().to_vec())
}

fn words(paper: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.pdf");
    std::fs::write(&path, paper).unwrap();
    let told = std::process::Command::new("pdftotext").arg("-raw").arg(path).arg("-").output();
    String::from_utf8(told.expect("pdftotext is there; Debian has it in poppler-utils").stdout).unwrap()
}

async fn page(server: &Server, path: &str) -> String {
    let opened = server.http.get(server.url(&format!("/desk?key={KEY}"))).send().await.unwrap();
    let cookie = opened.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let request = server.http.get(server.url(path)).header("cookie", cookie).header("accept-language", "en");
    let reply = request.send().await.unwrap();
    assert_eq!(reply.status(), 200, "{path}");
    reply.text().await.unwrap()
}

async fn loot(server: &Server, place: usize, room: &Room) -> Loot {
    let api = format!("/api/v1/sessions/s{place}");
    let published = gated(room, room.privacy, Intake::Closed);
    let mut files = BTreeMap::new();
    for format in Format::ALL {
        let file = had(server, &format!("{api}/{}?bom=no", format.file())).await;
        assert_eq!(file.is_some(), format.is_of(&published), "{format:?}");
        files.insert(format.file(), file);
    }
    let mut loot = Loot::of(room, &published, |format| files[format.file()].clone().unwrap());
    loot.read_workbook(files["export.xlsx"].as_ref().unwrap());
    loot.read_report(&String::from_utf8(had(server, &format!("{api}/report.html")).await.unwrap()).unwrap());
    loot.read_paper(&words(&had(server, &format!("{api}/report.pdf")).await.unwrap()));
    for by in SEGMENTS.iter().map(Some).chain([None]) {
        let wish = by.map(|by| format!("?by={by}")).unwrap_or_default();
        // Results are not split by what the deck does not call a segment.
        let by = by.filter(|by| loot.splits.iter().any(|split| split.is_by(by)));
        loot.read_page(&page(server, &format!("/desk/sessions/s{place}/results{wish}")).await, by.copied());
    }
    let together = format!("/desk/sessions/s{place}/together?first={}&second={}", AGAIN.0, AGAIN.1);
    loot.read_together(&page(server, &together).await);
    for question in QUESTIONS {
        for chart in [question.to_owned(), format!("{question}.cijfer")] {
            if let Some(svg) = had(server, &format!("{api}/charts/{chart}.svg?size=document")).await {
                loot.read_chart(&chart, &String::from_utf8(svg).unwrap());
            }
        }
    }
    loot
}

#[tokio::test]
async fn nothing_that_a_server_hands_out_tells_a_group_apart_that_is_smaller_than_promised() {
    let rooms = told_rooms();
    assert!(rooms.iter().any(|room| !room.privacy.has_rows()) && OTHERS.len() > 8);
    let server = served(&rooms).await;
    let mut found = BTreeMap::<&str, u32>::new();
    for (place, room) in rooms.iter().enumerate() {
        let loot = loot(&server, place, room).await;
        let breaches = loot.breaches(room.privacy);
        assert!(breaches.is_empty(), "{breaches:#?}\n{loot}");
        let promised_more = loot.breaches(Privacy { floor: FLOOR_TOO_HIGH, ..room.privacy });
        for source in
            ["files", "the sheet of answers", "the workbook", "the report", "the paper", "the page", "two together"]
        {
            let is_of = promised_more.iter().any(|breach| breach.starts_with(&format!("{source}:")));
            *found.entry(source).or_default() += u32::from(is_of);
        }
    }
    assert!(found.values().all(|times| *times > 0), "an attack on nothing finds nothing: {found:?}");
}
