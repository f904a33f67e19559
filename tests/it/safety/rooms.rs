//! Attendees who come with the token of another room, with none, or with one in a thousand places at once.

use futures_util::{StreamExt, stream};
use reqwest::StatusCode;
use serde_json::json;

use super::browser::{From, cookie_of, get, post};
use crate::support::{Server, Socket};

#[tokio::test]
async fn a_token_or_cookie_of_one_room_is_nobody_in_another() {
    let server = Server::start().await;
    let (here, there) = (server.begin("proef").await, server.begin("proef").await);
    server.walk_to(&there, "p1.open").await;
    let token = server.token(&here).await;
    let mut socket = server.phone_with(&there, &token).await;
    assert_eq!(socket.close_code().await, Some(4401));
    let path = format!("/{}/live", there.code);
    for cookie in [format!("peil-{}={token}", here.code), format!("peil-{}={token}", there.code)] {
        let mut socket = Socket::open(server.address, &path, &cookie).await.unwrap();
        socket.say(json!({ "type": "hello", "language": "nl" })).await;
        assert_eq!(socket.close_code().await, Some(4401), "{cookie}");
        let form = [("question", "p1"), ("round", "1"), ("n", "1"), ("token", &*token), ("choice", "ja")];
        post(&server, &format!("/{}/answers", there.code), From { cookie: &cookie, ..From::default() }, &form).await;
        // The page gives this browser another token.
        let page = get(&server, &format!("/{}", there.code), From { cookie: &cookie, ..From::default() }).await;
        assert!(!cookie_of(page.headers()).contains(&token));
    }
    assert_eq!(server.results(&there).await["questions"][0]["answered"], 0);
    // Nor are a presenter's.
    for (page, key) in [("screen", &here.screen_key), ("control", &here.control_key)] {
        let cookie = format!("peil-{page}-{}={key}", there.code);
        let path = format!("/{page}/{}", there.code);
        let answer = get(&server, &path, From { cookie: &cookie, ..From::default() }).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN);
        let answer = get(&server, &format!("{path}?key={key}"), From::default()).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    }
    let token = server.token(&there).await;
    assert_eq!(server.phone_with(&there, &token).await.vote("p1", 1, "ja").await, "counted");
}

#[tokio::test]
async fn a_phone_without_a_token_is_told_to_load_its_page_anew() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    let forged = "A".repeat(43);
    for token in ["", "onzin", &forged] {
        let mut phone = server.phone_with(&session, token).await;
        assert_eq!(phone.close_code().await, Some(4401), "‘{token}’");
    }
}

#[tokio::test]
async fn two_rooms_at_once_never_touch() {
    let server = Server::start().await;
    let (here, there) = (server.begin("proef").await, server.begin("proef").await);
    for session in [&here, &there] {
        server.walk_to(session, "p1.open").await;
    }
    let mut near = server.phone(&here).await;
    let mut far = [server.phone(&there).await, server.screen(&there).await, server.control(&there).await];
    let own =
        |n: u32, words: &str| json!({ "question": "p1", "round": 1, "n": n, "choices": ["anders"], "text": words });
    assert_eq!(near.answer(own(1, "alleen hier")).await, "counted");
    assert_eq!(server.phone(&there).await.answer(own(1, "alleen daar")).await, "counted");
    assert_eq!(server.command(&here, "p1.open", "next").await.1, "p1.closed");
    server.walk_to(&there, "p2.open").await;
    for socket in &mut far {
        loop {
            let heard = socket.hear().await.unwrap();
            assert!(!heard.to_string().contains("alleen hier"), "{heard}");
            assert_ne!(heard["step"], "p1.shown", "the step of the other room");
            if heard["step"] == "p2.open" {
                break;
            }
        }
    }
    assert_eq!(server.step(&here).await, "p1.closed");
    for (session, words, foreign) in [(&here, "alleen hier", "alleen daar"), (&there, "alleen daar", "alleen hier")] {
        for file in ["results.json", "export.csv", "export-wide.csv"] {
            let path = format!("/api/v1/sessions/{}/{file}", session.id);
            let text = server.get(&path).await.text().await.unwrap();
            assert!(text.contains(words) && !text.contains(foreign), "{file}: {text}");
        }
        assert_eq!(server.results(session).await["questions"][0]["answered"], 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_votes_of_one_token_at_once_are_one_answer() {
    const TABS: usize = 10;
    const VOTES_A_TAB: u32 = 50;
    const FORMS: u32 = 500;
    const AT_ONCE: usize = 32;
    let server = Server::start().await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "p1.open").await;
    let token = server.token(&session).await;
    let tabs: Vec<Socket> =
        stream::iter(0..TABS).map(|_| server.phone_with(&session, &token)).buffered(TABS).collect().await;
    let by_socket = tabs.into_iter().map(|mut tab| {
        tokio::spawn(async move {
            for n in 1..=VOTES_A_TAB {
                let outcome = tab.vote("p1", n, ["ja", "nee"][n as usize % 2]).await;
                // So many changes of mind a second are slowed.
                assert!(["counted", "changed", "superseded", "busy"].contains(&&*outcome), "{outcome}");
            }
        })
    });
    let by_socket = futures_util::future::join_all(by_socket);
    let (site, path, token) = (&server, format!("/{}/answers", session.code), &token);
    let by_form = stream::iter(1..=FORMS)
        .map(|vote| {
            let n = (vote % VOTES_A_TAB + 1).to_string();
            let path = &path;
            async move {
                let form = [("question", "p1"), ("round", "1"), ("n", &n), ("token", token), ("choice", "nee")];
                post(site, path, From::default(), &form).await.status()
            }
        })
        .buffer_unordered(AT_ONCE)
        .collect::<Vec<_>>();
    let (tabs, forms) = tokio::join!(by_socket, by_form);
    assert!(tabs.iter().all(Result::is_ok));
    assert!(forms.iter().all(|status| *status == StatusCode::SEE_OTHER));
    let results = server.results(&session).await;
    assert_eq!(results["questions"][0]["answered"], 1);
    let counts = results["questions"][0]["counts"].as_object().unwrap();
    assert_eq!(counts.values().filter_map(serde_json::Value::as_u64).sum::<u64>(), 1, "{counts:?}");
    assert_eq!(results["rows"].as_array().unwrap().len(), 1);
}
