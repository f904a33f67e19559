//! What whoever runs Peil sees from outside: whether it can do its work, its figures, and a log that names nobody.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::net::TcpListener;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpSocket;

use crate::process::{self, Binary};
use crate::support::{DECK, KEY, PATIENCE, Server, Site, folders};

/// For how long an answer of the disk is passed on, with some to spare.
const KEPT: Duration = Duration::from_secs(2);

async fn ready(site: &Site) -> (u16, String) {
    let answer = site.http.get(site.url("/readyz")).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

async fn until_ready_says(site: &Site, expected: (u16, &str)) {
    let begun = Instant::now();
    loop {
        let said = ready(site).await;
        if (said.0, &*said.1) == expected {
            return;
        }
        assert!(begun.elapsed() < PATIENCE, "{said:?} is not {expected:?}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// What lies in a folder.
fn names(folder: &Path) -> BTreeSet<OsString> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect()
}

#[tokio::test]
async fn a_server_is_ready_while_its_journal_takes_a_write() {
    let server = Server::start().await;
    let sessions = server.folder().join("data/sessions");
    let away = server.folder().join("away");
    let kept = names(&sessions);
    let begun = Instant::now();
    assert_eq!(ready(&server).await, (200, "ready".to_owned()));
    std::fs::rename(&sessions, &away).unwrap();
    let said = ready(&server).await;
    // Nobody can load the disk by asking: what it said is passed on for a while.
    assert!(said.0 == 200 || begun.elapsed() >= KEPT, "{said:?}");
    until_ready_says(&server, (503, "the journal cannot be written")).await;
    assert_eq!(server.http.get(server.url("/healthz")).send().await.unwrap().status(), 200);
    std::fs::rename(&away, &sessions).unwrap();
    until_ready_says(&server, (200, "ready")).await;
    assert_eq!(names(&sessions), kept, "asking leaves nothing behind");
    server.app.stopping.cancel();
    assert_eq!(ready(&server).await, (503, "stopping".to_owned()));
}

/// The value of a series.
fn figure(text: &str, series: &str) -> f64 {
    let line = text.lines().find_map(|line| line.strip_prefix(series)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("{series} is not in:\n{text}")).parse().unwrap()
}

#[tokio::test]
async fn the_figures_say_what_happens_and_name_nobody() {
    // A port that is free now and, with luck nobody needs, a moment later too.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let own = format!("127.0.0.1:{port}");
    let folder = folders(DECK);
    let mut command = process::command(folder.path(), &[]);
    command.env("PEIL_METRICS", &own);
    let binary = Binary::run(folder, command).await;
    assert!(binary.said().contains(&format!("http://{own}/metrics")), "{}", binary.said());
    let session = binary.begin("proef").await;
    binary.walk_to(&session, "p1.open").await;
    let token = binary.token(&session).await;
    let mut phone = binary.phone_with(&session, &token).await;
    phone.state_at("p1.open").await;
    let mut screen = binary.screen(&session).await;
    screen.state_at("p1.open").await;
    assert_eq!(phone.vote("p1", 1, "ja").await, "counted");
    assert_eq!(phone.vote("p1", 2, "nee").await, "changed");
    assert_eq!(phone.vote("p2", 1, "1").await, "closed");

    let answer = binary.http.get(format!("http://{own}/metrics")).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(answer.headers()["content-type"].to_str().unwrap().starts_with("application/openmetrics-text"));
    let text = answer.text().await.unwrap();
    for (series, expected) in [
        ("peil_sockets{page=\"phone\"}", 1.0),
        ("peil_sockets{page=\"screen\"}", 1.0),
        ("peil_sockets{page=\"control\"}", 0.0),
        ("peil_sessions", 1.0),
        ("peil_answers_total{outcome=\"counted\"}", 1.0),
        ("peil_answers_total{outcome=\"changed\"}", 1.0),
        ("peil_answers_total{outcome=\"closed\"}", 1.0),
        ("peil_refused_total{by=\"gate\"}", 0.0),
        ("peil_append_failures_total{cause=\"storage\"}", 0.0),
    ] {
        assert_eq!(figure(&text, series), expected, "{series}");
    }
    for (series, least) in [
        ("peil_append_seconds_count", 4.0),
        ("peil_append_seconds_sum", 0.000_01),
        ("peil_append_facts_sum", 4.0),
        ("peil_frames_sent_total{page=\"screen\"}", 1.0),
        ("peil_connections_total", 3.0),
        ("process_open_fds", 10.0),
        ("process_max_fds", 100.0),
        ("process_resident_memory_bytes", 1_000_000.0),
    ] {
        assert!(figure(&text, series) >= least, "{series}");
    }
    for (what, value) in [
        ("a code", &session.code),
        ("a session", &session.id),
        ("a token", &token),
        ("a link", &session.control_key),
        ("the deck", &"proef".to_owned()),
    ] {
        assert!(!text.contains(value.as_str()), "{what} is in the figures:\n{text}");
    }
    // On that listener there is nothing else; on the other one it takes the organiser's key.
    assert_eq!(binary.http.get(format!("http://{own}/{}", session.code)).send().await.unwrap().status(), 404);
    assert_eq!(binary.http.get(binary.url("/metrics")).send().await.unwrap().status(), 401);
    assert!(binary.get("/metrics").await.text().await.unwrap().contains("peil_sessions 1"));
}

#[tokio::test]
async fn a_log_that_goes_to_a_file_holds_no_colours() {
    let binary = Binary::start(folders(DECK)).await;
    binary.begin("proef").await;
    let log = binary.log();
    assert!(log.contains("started") && !log.contains('\u{1b}'), "{log:?}");
}

#[tokio::test]
async fn a_log_for_programs_names_no_address_no_key_and_no_token_however_much_is_asked_for() {
    /// An address of this machine that nothing else comes from.
    const FROM: &str = "127.77.66.55";
    const FORWARDED: &str = "203.0.113.77";
    let folder = folders(DECK);
    let mut command = process::command(folder.path(), &[]);
    // What a crate below us writes at this level is asked for by its name too.
    command.env("PEIL_LOG", "trace,tungstenite::protocol=trace,tokio_tungstenite=trace,hyper=trace");
    command.env("PEIL_LOG_FORMAT", "json").env("PEIL_TRUSTED_PROXY", FROM);
    let binary = Binary::run(folder, command).await;
    let session = binary.begin("proef").await;
    binary.walk_to(&session, "p1.open").await;
    let token = binary.token(&session).await;
    let mut phone = binary.phone_with(&session, &token).await;
    let own = json!({ "question": "p1", "round": 1, "n": 1, "choices": ["anders"], "text": "via mijn vakbond" });
    assert_eq!(phone.answer(own).await, "counted");
    for request in [
        format!("GET /{}?lang=nl HTTP/1.1\r\nCookie: peil-{}={token}", session.code, session.code),
        "GET /123123 HTTP/1.1\r\nX-Nothing: 1".to_owned(),
        format!("GET /desk?key={KEY} HTTP/1.1\r\nX-Nothing: 1"),
        format!("GET /control/{}?key={} HTTP/1.1\r\nX-Nothing: 1", session.code, session.control_key),
        "NONSENSE".to_owned(),
    ] {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind(format!("{FROM}:0").parse().unwrap()).unwrap();
        let mut stream = socket.connect(binary.address).await.unwrap();
        let whole = format!(
            "{request}\r\nHost: {}\r\nX-Forwarded-For: {FORWARDED}\r\nConnection: close\r\n\r\n",
            binary.address
        );
        stream.write_all(whole.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        assert!(answer.starts_with(b"HTTP/1.1 "), "{request}");
    }
    drop(phone);
    let mut binary = binary;
    binary.signal(rustix::process::Signal::TERM);
    assert!(binary.ended(PATIENCE).await.is_some());
    let log = binary.log();
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    let has = |level: &str| lines.iter().any(|line| line["level"] == level);
    assert!(has("INFO") && has("TRACE"), "there is a log to search:\n{log}");
    assert!(lines.iter().any(|line| line["message"] == "started" && line["session"] == session.id.as_str()), "{log}");
    for (what, planted) in [
        ("the address", FROM),
        ("the forwarded address", FORWARDED),
        ("the organiser's key", KEY),
        ("a token", &token),
        ("the control's secret", &session.control_key),
        ("the screen's secret", &session.screen_key),
        ("somebody's words", "vakbond"),
    ] {
        let found = log.lines().find(|line| line.contains(planted));
        assert!(found.is_none(), "{what} is in the log: {found:?}");
    }
}
