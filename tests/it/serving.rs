//! Starting, stopping, ending and deleting, as whoever runs Peil meets them: what is said, how it ends, what is left.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::{Duration, Instant};

use peil::domain::ids::{Moment, RoomCode};
use peil::domain::privacy::Privacy;
use peil::domain::results::Results;
use peil::hub::Timing;
use peil::journal::memory::MemoryJournal;
use peil::journal::{Charter, Journal};
use rustix::process::Signal;
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::fixtures::charter;
use crate::held::{open_hub, ready};
use crate::process::{self, Binary, until_ended};
use crate::support::{DECK, KEY, PATIENCE, Server, Socket, Started, folders};

/// The whole stop, sockets and journals included.
const STOP_WITHIN: Duration = Duration::from_secs(5);

// Starting.

/// Starts a server that cannot start with this setting; what it says.
async fn refusal(folder: &Path, setting: &str, value: impl AsRef<OsStr>) -> String {
    let mut child = process::command(folder, &[]).env(setting, value).spawn().unwrap();
    let ended = until_ended(&mut child, PATIENCE).await;
    if ended.is_none() {
        child.kill().unwrap();
    }
    child.wait().unwrap();
    let said = std::fs::read_to_string(folder.join("err")).unwrap();
    assert_eq!(ended.and_then(|status| status.code()), Some(1), "{said}");
    assert_eq!(std::fs::read_to_string(folder.join("out")).unwrap(), "", "nothing is announced");
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines.len() == 1 && said.starts_with("peil: ") && !said.contains("panicked"), "one sentence:\n{said}");
    said
}

fn assert_says(said: &str, words: &[&str]) {
    for word in words {
        assert!(said.contains(word), "‘{word}’ is not in: {said}");
    }
}

#[tokio::test]
async fn a_taken_port_is_named_with_another_to_take() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let folder = folders(DECK);
    let said = refusal(folder.path(), "PEIL_LISTEN", address.to_string()).await;
    assert_says(&said, &[&format!("port {} is in use", address.port()), "--listen 127.0.0.1:"]);
}

#[tokio::test]
async fn a_second_server_over_the_same_data_is_refused_and_the_first_goes_on() {
    let first = Binary::start(folders(DECK)).await;
    let session = first.begin("proef").await;
    let second = folders(DECK);
    let data = first.folder().join("data");
    let said = refusal(second.path(), "PEIL_DATA", &data).await;
    assert_says(&said, &["another Peil is using the data folder", "--data"]);
    assert_eq!(first.step(&session).await, "0");
}

#[tokio::test]
async fn a_folder_that_cannot_be_used_is_named_with_the_way_out() {
    let folder = folders(DECK);
    let file = folder.path().join("bestand");
    std::fs::write(&file, "x").unwrap();
    let within = file.join("data");
    for data in [&file, &within] {
        let said = refusal(folder.path(), "PEIL_DATA", data).await;
        assert_says(&said, &["the data folder", data.to_str().unwrap(), "--data"]);
    }
    let polls = folder.path().join("er-niet");
    let said = refusal(folder.path(), "PEIL_POLLS", &polls).await;
    assert_says(&said, &["there is no folder of decks", "er-niet", "--polls"]);
    let said = refusal(folder.path(), "PEIL_POLLS", &file).await;
    assert_says(&said, &["is no folder", "--polls"]);
}

#[tokio::test]
async fn a_key_that_is_no_key_is_refused_and_never_repeated() {
    let folder = folders(DECK);
    let said = refusal(folder.path(), "PEIL_ORGANISER_KEY", "geheim-kort").await;
    assert_says(&said, &["at least 16 characters", "PEIL_ORGANISER_KEY"]);
    assert!(!said.contains("geheim-kort"), "{said}");
    std::fs::create_dir_all(folder.path().join("data")).unwrap();
    std::fs::write(folder.path().join("data/server.key"), "geen-sleutel").unwrap();
    let said = refusal(folder.path(), "PEIL_ORGANISER_KEY", KEY).await;
    assert_says(&said, &["server.key", "backup"]);
    assert!(!said.contains("geen-sleutel"), "{said}");
}

#[tokio::test]
async fn a_broken_deck_keeps_nothing_from_starting() {
    let folder = folders(DECK);
    std::fs::write(folder.path().join("polls/kapot.md"), "+++\ntitle = 3\n+++\n\n# Wat? {#p1}\n").unwrap();
    let binary = Binary::start(folder).await;
    let decks: Value = binary.get("/api/v1/decks").await.json().await.unwrap();
    let errors = |name: &str| {
        let deck = decks.as_array().unwrap().iter().find(|deck| deck["deck"] == name);
        deck.and_then(|deck| deck["errors"].as_u64()).unwrap()
    };
    assert!(errors("kapot") > 0);
    assert_eq!(errors("proef"), 0);
    assert_eq!(binary.post("/api/v1/sessions", json!({ "deck": "kapot" })).await.status(), 409);
    binary.begin("proef").await;
}

#[tokio::test]
async fn a_start_says_all_that_a_presenter_needs_and_the_data_is_closed_to_others() {
    let binary = Binary::start(folders(DECK)).await;
    let said = binary.said();
    let link = said.lines().find_map(|line| line.split_once("/desk?key=")).unwrap();
    assert_eq!((link.0.trim(), link.1), (&*format!("http://localhost:{}", binary.address.port()), KEY));
    let answer = binary.http.get(binary.url(&format!("/desk?key={}", link.1))).send().await.unwrap();
    assert_eq!(answer.headers()["location"], "/desk");
    // It listens on this machine only, so no address is printed as one for phones.
    let phones =
        format!("Phones cannot reach http://localhost:{}: Peil listens on 127.0.0.1 only.", binary.address.port());
    assert!(said.contains(&phones) && !said.contains("Phones go to"), "{said}");
    let data = binary.folder().join("data");
    assert!(said.contains(&format!("Data is kept in {}", data.display())), "{said}");
    let room = said.split_once("leaves room for ").unwrap().1.split(' ').next().unwrap();
    assert!(room.parse::<u64>().unwrap() > 0);
    for folder in [data.clone(), data.join("sessions")] {
        assert_eq!(std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700, "{}", folder.display());
    }
}

// Stopping.

#[tokio::test]
async fn either_signal_stops_it_within_five_seconds_and_sends_every_page_away_to_come_back() {
    for signal in [Signal::TERM, Signal::INT] {
        let mut binary = Binary::start(folders(DECK)).await;
        let session = binary.begin("proef").await;
        binary.walk_to(&session, "p1.open").await;
        let mut phone = binary.phone(&session).await;
        assert_eq!(phone.vote("p1", 1, "ja").await, "counted");
        let mute = Socket::open(binary.address, &format!("/{}/live", session.code), "").await.unwrap();
        let sockets = [phone, binary.screen(&session).await, binary.control(&session).await, mute];
        // Somebody in the middle of a request, who does not finish it.
        let mut half = TcpStream::connect(binary.address).await.unwrap();
        half.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nX-").await.unwrap();
        let since = Instant::now();
        binary.signal(signal);
        for mut socket in sockets {
            assert_eq!(socket.close_code().await, Some(1012), "{signal:?}");
        }
        let ended = binary.ended(STOP_WITHIN).await;
        assert!(since.elapsed() < STOP_WITHIN, "{:?}", since.elapsed());
        assert_eq!(ended.and_then(|status| status.code()), Some(0), "{signal:?}: {}", binary.log());
        assert!(!binary.log().contains("panicked"), "{}", binary.log());
        let binary = Binary::start(binary.kill()).await;
        assert_eq!(binary.results(&session).await["questions"][0]["answered"], 1);
    }
}

// Ending.

/// A journal's life in seconds instead of minutes.
fn short(resume: Duration) -> Timing {
    Timing { resume, ..Timing::default() }
}

async fn until_sealed(server: &Server, session: &Started) {
    let since = Instant::now();
    loop {
        let body: Value = server.get(&format!("/api/v1/sessions/{}", session.id)).await.json().await.unwrap();
        if body["sealed"] == true {
            return;
        }
        assert!(since.elapsed() < PATIENCE, "never sealed: {body}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// A session with answers of every kind, at its end.
async fn ended_session(server: &Server) -> Started {
    let session = server.begin("proef").await;
    server.walk_to(&session, "p1.open").await;
    let mut phones = Vec::new();
    for _ in 0..4 {
        phones.push(server.phone(&session).await);
    }
    for (phone, choice) in phones.iter_mut().zip(["ja", "nee", "ja"]) {
        assert_eq!(phone.vote("p1", 1, choice).await, "counted");
    }
    let own = json!({ "question": "p1", "round": 1, "n": 2, "choices": ["anders"], "text": "=via mijn vakbond" });
    assert_eq!(phones[0].answer(own).await, "changed");
    server.walk_to(&session, "p2.open").await;
    assert_eq!(phones[1].vote("p2", 1, "2").await, "counted");
    server.walk_to(&session, "p2.revealed").await;
    assert_eq!(server.command(&session, "p2.revealed", "end").await, (200, "0.ended".to_owned()));
    session
}

/// A file's content without what sealing changes on purpose: the order of rows, and so their numbers, and the
/// milliseconds of when somebody answered.
async fn content(server: &Server, session: &Started, file: &str) -> (Vec<String>, BTreeSet<String>) {
    let path = format!("/api/v1/sessions/{}/{file}", session.id);
    let text = server.get(&path).await.text().await.unwrap();
    if file == "results.json" {
        let mut whole: Value = serde_json::from_str(&text).unwrap();
        // These are of the file as it is, and so of its order.
        for member in ["checks", "sha256"] {
            assert!(!whole[member].take().is_null(), "{member}");
        }
        let rows = whole["rows"].take();
        let rows = rows.as_array().unwrap().iter().enumerate().map(|(index, row)| {
            assert_eq!(row["participant"], index + 1);
            let mut cells = row["cells"].clone();
            for cell in cells.as_object_mut().unwrap().values_mut() {
                if let Some(at) = cell["at"].as_str() {
                    cell["at"] = json!(at.split('.').next());
                } else {
                    assert!(cell["missing"].is_string(), "{cell}");
                }
            }
            // Rows that are alike are told apart by how many they are.
            cells.to_string()
        });
        let mut rows: Vec<String> = rows.collect();
        rows.sort();
        return (rows, BTreeSet::from([whole.to_string()]));
    }
    let mut rows: Vec<String> = text
        .lines()
        .map(|line| {
            let is_long = file == "export.csv";
            let fields = line.split(';').enumerate().filter(|(column, _)| *column != if is_long { 4 } else { 0 });
            let fields = fields.map(|(column, field)| match field.split_once('.') {
                Some((second, _)) if is_long && column == 7 => second,
                _ => field,
            });
            fields.collect::<Vec<_>>().join(";")
        })
        .collect();
    rows.sort();
    (rows, BTreeSet::new())
}

#[tokio::test]
async fn an_ended_session_is_sealed_and_its_files_say_the_same_in_another_order() {
    const FILES: [&str; 3] = ["results.json", "export.csv", "export-wide.csv"];
    let server = Server::with_timing(short(Duration::from_secs(3))).await;
    let session = ended_session(&server).await;
    let mut before = Vec::new();
    for file in FILES {
        before.push(content(&server, &session, file).await);
    }
    assert!(before[0].0.iter().any(|row| row.contains("=via mijn vakbond")));
    let mut phone = server.phone(&session).await;
    phone.state_at("0.ended").await;
    until_sealed(&server, &session).await;
    assert_eq!(phone.close_code().await, Some(4501), "the room is gone, and nobody need come back");
    for (file, before) in FILES.into_iter().zip(&before) {
        assert_eq!(&content(&server, &session, file).await, before, "{file}");
    }
    // And after a restart.
    let server = server.restart(Timing::default()).await;
    for (file, before) in FILES.into_iter().zip(&before) {
        assert_eq!(&content(&server, &session, file).await, before, "{file}");
    }
}

#[tokio::test]
async fn a_session_resumes_until_it_is_sealed_and_then_no_more() {
    let server = Server::with_timing(short(Duration::from_secs(2))).await;
    let session = ended_session(&server).await;
    assert_eq!(server.command(&session, "0.ended", "resume").await, (200, "p2.revealed".to_owned()));
    assert_eq!(server.command(&session, "p2.revealed", "end").await.0, 200);
    until_sealed(&server, &session).await;
    assert_eq!(server.command(&session, "0.ended", "resume").await.0, 410);

    let page = server.http.get(server.url(&format!("/{}", session.code))).send().await.unwrap();
    assert_eq!(page.status(), 200);
    let page = page.text().await.unwrap();
    assert!(page.contains(r#"data-view="ended""#), "{page}");
    assert!(!page.contains("vakbond") && !page.contains("Wat vindt u?"), "nothing of the session is shown");
    for (path, status) in [
        (format!("/screen/{}", session.code), 410),
        (format!("/control/{}?key={}", session.code, session.control_key), 410),
    ] {
        assert_eq!(server.http.get(server.url(&path)).send().await.unwrap().status(), status, "{path}");
    }
    let live = format!("/{}/live", session.code);
    assert_eq!(Socket::open(server.address, &live, "").await.err(), Some(404));
}

/// Names of the session's files.
fn files_of(folder: &Path, session: &Started) -> Vec<String> {
    let names = std::fs::read_dir(folder.join("data/sessions")).unwrap().map(|entry| entry.unwrap().file_name());
    names.map(|name| name.into_string().unwrap()).filter(|name| name.contains(&session.id)).collect()
}

#[tokio::test]
async fn a_deleted_session_is_gone_running_or_sealed() {
    let server = Server::with_timing(short(Duration::from_millis(100))).await;
    let sealed = ended_session(&server).await;
    until_sealed(&server, &sealed).await;
    let running = server.begin("proef").await;
    let mut phone = server.phone(&running).await;
    phone.state_at("0").await;
    for session in [&sealed, &running] {
        let path = format!("/api/v1/sessions/{}", session.id);
        assert!(!files_of(server.folder(), session).is_empty());
        let deleted = server.http.delete(server.url(&path)).bearer_auth(KEY).send().await.unwrap();
        assert_eq!(deleted.status(), 204);
        assert_eq!(files_of(server.folder(), session), Vec::<String>::new());
        assert_eq!(server.get(&path).await.status(), 404);
        assert_eq!(server.get(&format!("{path}/results.json")).await.status(), 404);
        let page = server.http.get(server.url(&format!("/{}", session.code))).send().await.unwrap();
        assert_eq!(page.status(), 404);
        let again = server.http.delete(server.url(&path)).bearer_auth(KEY).send().await.unwrap();
        assert_eq!(again.status(), 404);
    }
    assert_eq!(phone.close_code().await, Some(4501));
}

#[tokio::test]
async fn a_code_is_not_given_out_again_while_anything_of_its_session_is_stored() {
    // A twentieth of all codes, and a hundred sessions: if codes were used again, one would almost surely be.
    const STORED: u32 = 45_000;
    const STARTED: usize = 100;
    let journal = MemoryJournal::default();
    let nothing = Results::default();
    let taken = RoomCode::RANGE.start..RoomCode::RANGE.start + STORED;
    for code in taken.clone() {
        let stored = charter(&format!("s{code}"), 1_763_712_000_000);
        let stored = Charter { code: RoomCode::new(code).unwrap(), ..stored };
        let session = stored.session.clone();
        journal.create(stored).await.unwrap();
        journal.seal(&session, Moment(1_763_715_600_000), nothing.clone()).await.unwrap();
    }
    let hub = open_hub(&journal).await;
    let mut given = BTreeSet::new();
    for _ in 0..STARTED {
        let room = hub.start(ready(DECK), Privacy::DEFAULT).await.unwrap();
        let code: u32 = room.code.to_string().parse().unwrap();
        assert!(!taken.contains(&code) && given.insert(code), "{code} was given out again");
    }
    hub.close().await;
}
