//! Files that are asked for at the same time: each comes, none holds up a vote, and whoever waits can see how far theirs is.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::safety::desk_cookie;
use crate::support::{PATIENCE, Server};

/// No phone may change its mind more often.
const PACE: Duration = Duration::from_millis(250);
/// More than a page of results has.
const FILES: [&str; 10] = [
    "export.xlsx",
    "export.csv",
    "export-wide.csv",
    "export-codes.csv",
    "labels.R",
    "labels.sps",
    "results.json",
    "report.pdf",
    "report.html",
    "charts/p1.png",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_asks_for_all_files_at_once_gets_all_of_them_and_votes_go_on_meanwhile() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "p1.open").await;
    let mut phone = server.phone(&session).await;
    let address = |file: &str| server.url(&format!("/api/v1/sessions/{}/{file}", session.id));
    // The first waits until somebody has voted, however fast it is made.
    let turn = server.app.makers.turn().await.unwrap();
    let asked: Vec<_> = FILES
        .iter()
        .chain(&FILES)
        .map(|file| tokio::spawn(server.http.get(address(file)).bearer_auth(crate::support::KEY).send()))
        .collect();
    assert_eq!(phone.vote("p1", 1, "ja").await, "counted");
    drop(turn);
    let mut n = 1;
    while !asked.iter().all(tokio::task::JoinHandle::is_finished) {
        n += 1;
        assert!(matches!(phone.vote("p1", n, ["ja", "nee"][n as usize % 2]).await.as_str(), "counted" | "changed"));
        tokio::time::sleep(PACE).await;
    }
    for (file, answer) in FILES.iter().chain(&FILES).zip(asked) {
        let answer = answer.await.unwrap().unwrap();
        assert_eq!(answer.status(), 200, "{file}");
        assert!(!answer.bytes().await.unwrap().is_empty(), "{file}");
    }
}

#[tokio::test]
async fn a_page_sees_how_far_its_file_is_and_what_became_of_it() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "p1.open").await;
    let cookie = desk_cookie(&server).await;
    let get = |path: String| server.http.get(server.url(&path)).header("cookie", &cookie).send();
    let look = async |word: &str| get(format!("/desk/makings/{word}?lang=en")).await.unwrap();

    let word = "eersteBestand01";
    assert_eq!(look(word).await.status(), 404);
    // Others hold the one place where files are made, so this one waits.
    let turn = server.app.makers.turn().await.unwrap();
    let path = format!("/desk/sessions/{}/export.csv?making={word}", session.id);
    let file = tokio::spawn(get(path));
    let begun = Instant::now();
    let seen: Value = loop {
        let answer = look(word).await;
        if answer.status() == 200 {
            break answer.json().await.unwrap();
        }
        assert!(begun.elapsed() < PATIENCE, "it is never seen");
        tokio::time::sleep(Duration::from_millis(5)).await;
    };
    assert_eq!(seen["over"], false);
    assert!(seen["said"].as_str().unwrap().starts_with("export.csv is waiting for its turn"), "{seen}");
    drop(turn);
    assert_eq!(file.await.unwrap().unwrap().status(), 200);
    let seen: Value = look(word).await.json().await.unwrap();
    assert_eq!((&seen["over"], &seen["failed"]), (&true.into(), &false.into()), "{seen}");

    // Whoever goes away while it is made finds it ready.
    let away = "onderwegWeg01";
    let path = format!("/desk/sessions/{}/report.pdf?making={away}", session.id);
    let gone = tokio::spawn(get(path));
    let begun = Instant::now();
    loop {
        let answer = look(away).await;
        let seen: Value = if answer.status() == 200 { answer.json().await.unwrap() } else { Value::Null };
        // Once it is being made.
        if seen["said"].as_str().is_some_and(|said| !said.contains("waiting")) {
            gone.abort();
        }
        if seen["over"] == true {
            break;
        }
        assert!(begun.elapsed() < PATIENCE, "{seen}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }

    // What goes wrong is told where it was waited for.
    let path = format!("/desk/sessions/{}/charts/nooit.png?making=nooitGesteld", session.id);
    assert_eq!(get(path).await.unwrap().status(), 404);
    let seen: Value = look("nooitGesteld").await.json().await.unwrap();
    assert_eq!((&seen["over"], &seen["failed"]), (&true.into(), &true.into()), "{seen}");
    assert!(seen["said"].as_str().unwrap().starts_with("nooit.png was not made."), "{seen}");

    let odd = format!("/desk/sessions/{}/export.csv?making=..%2F..%2Fetc", session.id);
    assert_eq!(get(odd).await.unwrap().status(), 400);
    let stranger = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    assert_eq!(stranger.get(server.url(&format!("/desk/makings/{word}"))).send().await.unwrap().status(), 303);
}
