//! Whatever a connection can be told that is not the protocol, that is too long, or that never ends.

use std::time::{Duration, Instant};

use reqwest::StatusCode;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;

use super::browser::{From, control_cookie, desk_cookie, post};
use crate::support::{PATIENCE, Server, Site, Socket};

#[tokio::test]
async fn whatever_is_not_the_protocol_ends_the_connection_and_says_why() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    for (message, code) in [
        (Message::text("geen JSON"), 4500),
        (Message::text("{}"), 4500),
        (Message::text(r#"{"type":"answer","question":"p1"}"#), 4500),
        (Message::text("[".repeat(4_000)), 4500),
        (Message::binary(vec![1, 2, 3]), 1003),
        (Message::text("x".repeat(40_000)), 1009),
        (Message::text("x".repeat(200_000)), 1009),
    ] {
        let mut phone = server.phone(&session).await;
        phone.state_at("0").await;
        phone.send(message.clone()).await;
        assert_eq!(phone.close_code().await, Some(code), "{:.40}", message.to_string());
    }
    // Said before hello, and said by somebody who may not say it.
    let mut early = Socket::open(server.address, &format!("/{}/live", session.code), "").await.unwrap();
    early.say(json!({ "type": "ping", "id": 1 })).await;
    assert_eq!(early.close_code().await, Some(4500));
    let mut phone = server.phone(&session).await;
    phone.say(json!({ "type": "command", "id": 1, "command": "next", "from": "0" })).await;
    phone.say(json!({ "type": "ping", "id": 2 })).await;
    phone.hear_until("pong", |pong| pong["id"] == 2).await;
    assert_eq!(server.step(&session).await, "0");
}

#[tokio::test]
async fn a_form_that_is_too_long_is_refused_as_such() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    let (desk, control) = (desk_cookie(&server).await, control_cookie(&session));
    let own = format!("http://{}", server.address);
    let long = "x".repeat(20_000);
    for (path, cookie) in [
        (format!("/{}/answers", session.code), ""),
        (format!("/control/{}/commands", session.code), &control),
        ("/desk/sessions".to_owned(), &desk),
        ("/desk/key".to_owned(), ""),
    ] {
        let from = From { origin: Some(&own), cookie, ..From::default() };
        let answer = post(&server, &path, from, &[("key", &long)]).await;
        assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE, "{path}");
    }
    let api = server.post("/api/v1/sessions", json!({ "deck": long })).await;
    assert_eq!(api.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

/// Says this, and then a little more every second; how long it took until the server hung up.
async fn until_hung_up(site: &Site, words: &str, more: &str) -> Duration {
    let since = Instant::now();
    let mut stream = TcpStream::connect(site.address).await.unwrap();
    let mut said = stream.write_all(words.as_bytes()).await;
    let mut answer = [0; 1024];
    // Whoever is cut off in the middle of a word may hear of it by an error too.
    while said.is_ok() {
        match timeout(Duration::from_secs(1), stream.read(&mut answer)).await {
            Ok(Ok(0) | Err(_)) => break,
            _ => assert!(since.elapsed() < 2 * PATIENCE, "nobody hangs up on {words}"),
        }
        said = stream.write_all(more.as_bytes()).await;
    }
    since.elapsed()
}

#[tokio::test]
async fn nobody_holds_a_connection_by_saying_nothing_or_half_of_something() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    let silent = async {
        let since = Instant::now();
        let mut silent = Socket::open(server.address, &format!("/{}/live", session.code), "").await.unwrap();
        assert_eq!(silent.close_code().await, Some(4500));
        since.elapsed()
    };
    let form = format!(
        "POST /{}/answers HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: 9000\r\n\r\n",
        session.code
    );
    let (silent, half_header, dripped, half_body) = tokio::join!(
        silent,
        until_hung_up(&server, "GET / HTTP/1.1\r\nHost: x\r\nX-", ""),
        until_hung_up(&server, "GET /", "a"),
        until_hung_up(&server, &form, "x"),
    );
    // Deadlines of ten seconds, and of fifteen for a body; the rest is for a slow machine.
    for (what, took, most) in [
        ("no hello", silent, 14),
        ("half a header", half_header, 14),
        ("a header that drips", dripped, 14),
        ("a body that drips", half_body, 19),
    ] {
        assert!(took < Duration::from_secs(most), "{what} held a connection for {took:?}");
    }
}
