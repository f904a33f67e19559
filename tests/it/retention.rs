//! What goes after its days, and what goes when somebody deletes it: by the clock, at the desk and by the API. That it is
//! gone from every byte of the data folder, that a receipt says what went, and that attendees are told no more and no less.

mod desk;
mod told;

use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use peil::domain::ids::Moment;
use peil::domain::limits::DAY_MS;
use peil::domain::privacy::Privacy;
use peil::domain::results::{Forgettable, Forgotten};
use peil::hub::retention::Rounds;
use peil::hub::{Timing, now};
use peil::journal::sqlite::SqliteJournal;
use peil::journal::{Charter, Journal};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::fixtures::session_id;
use crate::journal_contract::worded;
use crate::support::{PATIENCE, Server, Started, folders};

const DECK: &str = "+++\ntitle = \"Bewaren\"\n+++\n\n# Wat helpt? {#helpt}\n\n- (geld) Geld\n- (anders) Anders… ____\n\n---\n\n\
    # Wat kan beter? {#beter .open}\n\n---\n\n# Welke? {#welke max=2}\n\n- [een] Een\n- [twee] Twee\n- [drie] Drie\n\n---\n\n\
    # Vragen {#vragen .questions}\n";
/// What was written before the end, and what was taken back then.
const WORDS: [&str; 4] = ["PLANT-schrijf", "PLANT-open", "PLANT-vraag", "PLANT-naam"];
const REPLACED: &str = "PLANT-vervangen";
const CHOICE: &str = r#"["een","drie"]"#;

/// Sealed as soon as it ends, and looked at again and again.
fn at_once(wall: fn() -> Moment) -> Timing {
    let short = Duration::from_millis(40);
    let rounds = Rounds { settle: short, every: short, doubt: Duration::from_millis(400), wall };
    Timing { resume: Duration::ZERO, grace: Duration::ZERO, rounds, ..Timing::default() }
}

/// Whether these bytes stand in any file of this folder or of one in it.
fn holds(folder: &Path, planted: &str) -> bool {
    std::fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        // What is kept free for steps holds nothing, and much of it.
        if path.is_dir() || path.ends_with("reserve") {
            return path.is_dir() && holds(&path, planted);
        }
        let bytes = std::fs::read(path).unwrap();
        bytes.windows(planted.len()).any(|window| window == planted.as_bytes())
    })
}

async fn until(what: &str, mut wanted: impl AsyncFnMut() -> bool) {
    let since = Instant::now();
    while !wanted().await {
        assert!(since.elapsed() < PATIENCE, "{what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// A session in which people wrote wherever one can; it is sealed.
async fn a_sealed_session(server: &Server) -> Started {
    let session = server.begin("proef").await;
    let mut phone = server.phone(&session).await;
    server.walk_to(&session, "helpt.open").await;
    for (n, text) in [(1, REPLACED), (2, WORDS[0])] {
        let said = json!({ "question": "helpt", "round": 1, "n": n, "choices": ["anders"], "text": text });
        phone.answer(said).await;
    }
    server.walk_to(&session, "beter.open").await;
    phone.answer(json!({ "question": "beter", "round": 1, "n": 1, "choices": [], "text": WORDS[1] })).await;
    server.walk_to(&session, "welke.open").await;
    phone.answer(json!({ "question": "welke", "round": 1, "n": 1, "choices": ["een", "drie"] })).await;
    server.walk_to(&session, "vragen.open").await;
    let ask = json!({ "type": "ask", "question": "vragen", "round": 1, "n": 1, "text": WORDS[2], "name": WORDS[3] });
    phone.say(ask).await;
    phone.hear_until("asked", |asked| asked["outcome"] == "counted").await;
    for planted in WORDS.iter().chain([&CHOICE]) {
        assert!(holds(server.folder(), planted), "{planted} must be there to be missed");
    }
    end(server, &session).await;
    session
}

async fn end(server: &Server, session: &Started) {
    let step = server.step(session).await;
    assert_eq!(server.command(session, &step, "end").await.0, 200);
    until("it is sealed", async || card(server, session).await["sealed"] == true).await;
}

async fn card(server: &Server, session: &Started) -> Value {
    server.get(&format!("/api/v1/sessions/{}", session.id)).await.json().await.unwrap()
}

async fn forget(server: &Server, session: &Started, what: &str) -> (StatusCode, Value) {
    let path = format!("/api/v1/sessions/{}/forget", session.id);
    let reply = server.post(&path, json!({ "what": what })).await;
    (reply.status(), reply.json().await.unwrap())
}

#[tokio::test]
async fn what_is_deleted_is_in_no_byte_of_the_data_folder_and_the_receipt_counts_it() {
    let server = Server::over(folders(DECK), at_once(now)).await;
    let data = server.folder().join("data");
    let session = a_sealed_session(&server).await;
    assert!(!holds(&data, REPLACED), "an answer that was replaced goes at the end");
    for planted in WORDS.iter().chain([&CHOICE]) {
        assert!(holds(&data, planted), "{planted} must be there to be missed");
    }
    let before = server.results(&session).await;

    let (status, receipt) = forget(&server, &session, "texts").await;
    assert_eq!(status, StatusCode::OK, "{receipt}");
    assert_eq!((&receipt["held"]["texts"], &receipt["left"]["texts"]), (&json!(3), &json!(0)));
    assert_eq!((&receipt["what"], &receipt["left"]["rows"]), (&json!("texts"), &json!(1)));
    assert!(receipt["bytes_before"].as_u64() > Some(0) && receipt["deleted_at"].is_string());
    assert!(!receipt.to_string().contains("PLANT"));
    assert!(!holds(&data, "PLANT"), "a word is still there");
    assert!(holds(&data, CHOICE), "single answers were not deleted");
    let after = server.results(&session).await;
    assert!(after["texts_deleted_at"].is_string());
    for (one, other) in before["questions"].as_array().unwrap().iter().zip(after["questions"].as_array().unwrap()) {
        assert_eq!((&one["answered"], &one["counts"]), (&other["answered"], &other["counts"]));
    }

    let wide = format!("/api/v1/sessions/{}/export-wide.csv", session.id);
    let wide = server.get(&wide).await.text().await.unwrap();
    assert_eq!(wide.matches("tekst gewist").count(), 2, "a file says that something stood there: {wide}");

    let (status, receipt) = forget(&server, &session, "rows").await;
    assert_eq!(status, StatusCode::OK, "{receipt}");
    assert_eq!(receipt["held"], json!({ "texts": 0, "rows": 1, "answers": 3, "set_aside": 0 }));
    assert_eq!(receipt["left"], json!({ "texts": 0, "rows": 0, "answers": 0, "set_aside": 0 }));
    assert!(!holds(&data, CHOICE), "a single answer is still there");
    let rowless = server.results(&session).await;
    assert_eq!((&rowless["rows"], &rowless["participants"]), (&json!([]), &json!(1)));
    assert_eq!(rowless["questions"][2]["counts"], before["questions"][2]["counts"]);

    // Again: nothing is left to go, and the first date stands.
    let (status, again) = forget(&server, &session, "rows").await;
    assert_eq!((status, &again["deleted_before_at"]), (StatusCode::OK, &receipt["deleted_at"]));
    // What a restart finds is the same.
    let server = server.restart(at_once(now)).await;
    assert_eq!(server.results(&session).await, rowless);

    let path = format!("/api/v1/sessions/{}", session.id);
    let deleted = server.http.delete(server.url(&path)).bearer_auth(crate::support::KEY).send().await.unwrap();
    assert_eq!(deleted.status(), StatusCode::NO_CONTENT);
    assert!(!holds(&server.folder().join("data"), &session.id), "nothing names the session any more");
}

#[tokio::test]
async fn a_session_that_is_deleted_whole_leaves_no_byte_either() {
    let server = Server::over(folders(DECK), at_once(now)).await;
    let session = a_sealed_session(&server).await;
    let path = format!("/api/v1/sessions/{}", session.id);
    server.http.delete(server.url(&path)).bearer_auth(crate::support::KEY).send().await.unwrap();
    for planted in WORDS.iter().chain([&CHOICE, &session.id.as_str()]) {
        assert!(!holds(&server.folder().join("data"), planted), "{planted} is still there");
    }
}

#[tokio::test]
async fn only_what_is_final_is_deleted_in_part_and_who_asks_wrongly_is_told_what_to_ask() {
    let server = Server::over(folders(DECK), Timing::default()).await;
    let session = server.begin("proef").await;
    for what in Forgettable::ALL {
        let (status, problem) = forget(&server, &session, what.word()).await;
        assert_eq!((status, &problem["code"]), (StatusCode::CONFLICT, &json!("not-sealed")));
    }
    let (status, problem) = forget(&server, &session, "everything").await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(problem["detail"].as_str().unwrap().contains("texts"), "{problem}");
    let nobody = Started { id: "s404".to_owned(), ..session };
    assert_eq!(forget(&server, &nobody, "texts").await.0, StatusCode::NOT_FOUND);
}

/// Sessions that ended so many days ago, under these promises.
async fn folder_of(sessions: &[(&str, i64, Privacy)]) -> tempfile::TempDir {
    let folder = folders(DECK);
    let data = folder.path().join("data");
    std::fs::create_dir_all(data.join("sessions")).unwrap();
    let journal = SqliteJournal::open(data.join("sessions")).unwrap();
    for (index, (name, days_ago, privacy)) in sessions.iter().enumerate() {
        let code = peil::domain::ids::RoomCode::new(482_913 + index as u32).unwrap();
        let charter = Charter { privacy: *privacy, code, ..worded::worded_charter(name) };
        journal.create(charter).await.unwrap();
        journal.append(&session_id(name), worded::facts()).await.unwrap();
        let ended_at = Moment(now().0 - days_ago * DAY_MS - 60_000);
        journal.seal(&session_id(name), ended_at, worded::results()).await.unwrap();
    }
    journal.close().await.unwrap();
    folder
}

async fn forgotten(server: &Server, name: &str) -> Forgotten {
    server.app.hub.session(&session_id(name)).await.unwrap().forgotten
}

fn for_days(texts: Option<u32>, rows: Option<u32>) -> Privacy {
    Privacy { texts_days: texts, rows_days: rows, ..Privacy::DEFAULT }
}

#[tokio::test]
async fn what_is_over_its_days_goes_by_itself_and_the_rest_stays() {
    let promised = for_days(Some(30), Some(90));
    let sessions = [
        ("jong", 29, promised),
        ("maand", 31, promised),
        ("kwartaal", 91, promised),
        ("blijft", 900, for_days(None, None)),
        ("rijen", 5, for_days(None, Some(4))),
    ];
    let server = Server::over(folder_of(&sessions).await, at_once(now)).await;
    until("what is due goes", async || forgotten(&server, "kwartaal").await.rows.is_some()).await;
    until("what is due goes", async || forgotten(&server, "rijen").await.rows.is_some()).await;
    until("what is due goes", async || forgotten(&server, "maand").await.texts.is_some()).await;
    let went = async |name: &str| {
        let forgotten = forgotten(&server, name).await;
        (forgotten.texts.is_some(), forgotten.rows.is_some())
    };
    assert_eq!(went("jong").await, (false, false));
    assert_eq!(went("maand").await, (true, false));
    assert_eq!(went("kwartaal").await, (true, true));
    assert_eq!(went("blijft").await, (false, false));
    assert_eq!(went("rijen").await, (false, true));
    let file = |name: &str| std::fs::read(server.folder().join(format!("data/sessions/{name}.sqlite"))).unwrap();
    let has = |name: &str, word: &str| file(name).windows(word.len()).any(|window| window == word.as_bytes());
    assert!(has("jong", "PLANT-open") && has("rijen", "PLANT-open") && !has("rijen", worded::CHOICE));
    assert!(!has("maand", "PLANT") && has("maand", worded::CHOICE));
    assert!(!has("kwartaal", "PLANT") && !has("kwartaal", worded::CHOICE));
}

#[test]
fn the_rounds_are_those_that_documents_tell_of() {
    let rounds = Rounds::default();
    assert_eq!(rounds.every, Duration::from_secs(3_600), "every hour");
    assert_eq!(rounds.doubt, Duration::from_secs(86_400), "a day");
}

/// How far the wall of the next test is from the real one.
static MOVED_DAYS: AtomicI64 = AtomicI64::new(0);

fn moved() -> Moment {
    Moment(now().0 + MOVED_DAYS.load(Ordering::SeqCst) * DAY_MS)
}

#[tokio::test]
async fn a_clock_that_jumps_a_year_and_back_deletes_nothing_and_one_that_stays_does() {
    let folder = folder_of(&[("jong", 1, for_days(Some(30), Some(90)))]).await;
    let server = Server::over(folder, at_once(moved)).await;
    // Rounds go by; each is 40 ms, and a jump is doubted for ten of them.
    tokio::time::sleep(Duration::from_millis(200)).await;
    MOVED_DAYS.store(365, Ordering::SeqCst);
    tokio::time::sleep(Duration::from_millis(200)).await;
    MOVED_DAYS.store(0, Ordering::SeqCst);
    tokio::time::sleep(Duration::from_millis(900)).await;
    assert_eq!(forgotten(&server, "jong").await, Forgotten::default());
    MOVED_DAYS.store(365, Ordering::SeqCst);
    until("a clock that stays is believed", async || forgotten(&server, "jong").await.rows.is_some()).await;
}
