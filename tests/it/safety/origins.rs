//! Pages of other sites, and names that only lead to our address: a request is heard from our own pages only.

use reqwest::StatusCode;

use super::browser::{Form, From, control_cookie, cookie_of, desk_cookie, get, post, screen_cookie, session_count};
use crate::support::{KEY, Server, Socket};

const PUBLIC_URL: &str = "https://stem.voorbeeld.nl";

/// Origins of other pages, as seen at this address.
fn foreign_origins(address: &str, port: u16) -> Vec<String> {
    vec![
        String::new(),
        "null".to_owned(),
        "http://evil.example".to_owned(),
        format!("https://{address}"),
        format!("http://{address}.evil.example"),
        format!("http://127.0.0.1:{}", port.wrapping_add(1).max(1)),
        "http://127.0.0.1".to_owned(),
        format!("http://localhost:{port}"),
        PUBLIC_URL.to_owned(),
    ]
}

#[tokio::test]
async fn only_a_form_of_our_own_page_changes_anything() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "p1.open").await;
    let (desk, control) = (desk_cookie(&server).await, control_cookie(&session));
    let token = server.token(&session).await;
    let address = server.address.to_string();
    let own = format!("http://{address}");
    let answers = format!("/{}/answers", session.code);
    let vote = [("question", "p1"), ("round", "1"), ("n", "1"), ("token", &token), ("choice", "ja")];
    let commands = format!("/control/{}/commands", session.code);
    let black = [("command", "black"), ("from", "p1.open")];
    let forms: [(&str, &str, &Form); 5] = [
        ("/desk/sessions", &desk, &[("deck", "proef")]),
        ("/desk/language", &desk, &[("lang", "en"), ("to", "/desk")]),
        (&format!("/desk/sessions/{}/commands", session.id), &desk, &[("command", "renew-screen")]),
        (&commands, &control, &black),
        (&answers, "", &vote),
    ];
    for origin in foreign_origins(&address, server.address.port()) {
        for (path, cookie, form) in forms {
            // A browser too old to name an origin may vote, for no other site has its token.
            if path == answers && origin.is_empty() {
                continue;
            }
            let answer = post(&server, path, From { origin: Some(&origin), cookie, ..From::default() }, form).await;
            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{path} from ‘{origin}’");
        }
    }
    assert_eq!(session_count(&server).await, 1);
    assert_eq!(server.results(&session).await["questions"][0]["answered"], 0);
    for (path, cookie, form) in forms {
        let answer = post(&server, path, From { origin: Some(&own), cookie, ..From::default() }, form).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{path} from our own page");
    }
    assert_eq!(session_count(&server).await, 2);
    assert_eq!(server.results(&session).await["questions"][0]["answered"], 1);
    // Our own page, and not the one who may.
    let stranger = From { origin: Some(&own), ..From::default() };
    assert_eq!(post(&server, &commands, stranger, &black).await.status(), StatusCode::FORBIDDEN);
    let sent_on = post(&server, "/desk/sessions", stranger, &[("deck", "proef")]).await;
    assert_eq!(sent_on.headers()["location"], "/desk/key");
    assert_eq!(session_count(&server).await, 2);
}

#[tokio::test]
async fn desk_control_screen_and_api_answer_to_our_own_names_only() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    let port = server.address.port();
    let desk = desk_cookie(&server).await;
    let places = [
        ("/desk".to_owned(), desk),
        (format!("/control/{}", session.code), control_cookie(&session)),
        (format!("/screen/{}", session.code), screen_cookie(&session)),
    ];
    for (host, expected) in [
        (format!("127.0.0.1:{port}"), StatusCode::OK),
        (format!("localhost:{port}"), StatusCode::OK),
        (format!("[::1]:{port}"), StatusCode::OK),
        ("192.0.2.7:8080".to_owned(), StatusCode::OK),
        ("evil.example".to_owned(), StatusCode::MISDIRECTED_REQUEST),
        (format!("127.0.0.1.nip.io:{port}"), StatusCode::MISDIRECTED_REQUEST),
        (format!("localhost.evil.example:{port}"), StatusCode::MISDIRECTED_REQUEST),
        ("stem.voorbeeld.nl".to_owned(), StatusCode::MISDIRECTED_REQUEST),
    ] {
        for (path, cookie) in &places {
            let answer = get(&server, path, From { host: Some(&host), cookie, ..From::default() }).await;
            assert_eq!(answer.status(), expected, "{path} at {host}");
        }
        let api = server.http.get(server.url("/api/v1/sessions")).bearer_auth(KEY).header("host", &host);
        assert_eq!(api.send().await.unwrap().status(), expected, "the API at {host}");
    }
}

#[tokio::test]
async fn behind_a_proxy_the_public_address_is_ours_too() {
    let server = Server::behind(PUBLIC_URL).await;
    let from = From { host: Some("stem.voorbeeld.nl"), ..From::default() };
    let answer = get(&server, &format!("/desk?key={KEY}"), from).await;
    let cookie = cookie_of(answer.headers());
    for (host, origin, expected) in [
        ("stem.voorbeeld.nl", PUBLIC_URL, StatusCode::SEE_OTHER),
        ("stem.voorbeeld.nl", "http://evil.example", StatusCode::FORBIDDEN),
        ("stem.voorbeeld.nl", "https://stem.voorbeeld.nl.evil.example", StatusCode::FORBIDDEN),
        ("evil.example", PUBLIC_URL, StatusCode::MISDIRECTED_REQUEST),
        ("evil.example", "https://evil.example", StatusCode::MISDIRECTED_REQUEST),
    ] {
        let from = From { host: Some(host), origin: Some(origin), cookie: &cookie };
        let answer = post(&server, "/desk/sessions", from, &[("deck", "proef")]).await;
        assert_eq!(answer.status(), expected, "{host} from {origin}");
    }
}

#[tokio::test]
async fn the_api_takes_the_organisers_key_and_no_cookie() {
    let server = Server::start().await;
    let cookie = desk_cookie(&server).await;
    let path = "/api/v1/sessions";
    assert_eq!(server.get(path).await.status(), StatusCode::OK);
    assert_eq!(get(&server, path, From::default()).await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(
        get(&server, path, From { cookie: &cookie, ..From::default() }).await.status(),
        StatusCode::UNAUTHORIZED
    );
    for wrong in ["", "x", &KEY[1..], &format!("{KEY}x")] {
        let answer = server.http.get(server.url(path)).bearer_auth(wrong).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "‘{wrong}’");
    }
}

#[tokio::test]
async fn a_socket_opens_for_our_own_page_with_the_right_cookie_only() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    let address = server.address.to_string();
    let own = format!("http://{address}");
    let (screen, control) = (screen_cookie(&session), control_cookie(&session));
    let doors = [
        (format!("/{}/live", session.code), ""),
        (format!("/screen/{}/live", session.code), &screen),
        (format!("/control/{}/live", session.code), &control),
    ];
    for (path, cookie) in &doors {
        for origin in foreign_origins(&address, server.address.port()) {
            let refused = Socket::open_from(server.address, path, cookie, &origin).await.err();
            assert_eq!(refused, Some(403), "{path} from ‘{origin}’");
        }
        assert!(Socket::open_from(server.address, path, cookie, &own).await.is_ok(), "{path} from our own page");
    }
    let knock = async |path: &str, cookie: &str| Socket::open_from(server.address, path, cookie, &own).await.err();
    for cookie in ["", &screen, &format!("peil-control-{}={}", session.code, session.screen_key)] {
        assert_eq!(knock(&doors[2].0, cookie).await, Some(403), "the control with ‘{cookie}’");
    }
    for cookie in ["", &control, &format!("peil-screen-{}={}", session.code, session.control_key)] {
        assert_eq!(knock(&doors[1].0, cookie).await, Some(403), "the screen with ‘{cookie}’");
    }
    // A name that only leads to our address: attendees may use it, presenters may not.
    for ((path, cookie), expected) in doors.iter().zip([None, Some(421), Some(421)]) {
        let headers = [("host", "zaal.example"), ("origin", "http://zaal.example"), ("cookie", *cookie)];
        assert_eq!(Socket::open_with(server.address, path, &headers).await.err(), expected, "{path}");
    }
}
