//! Who is let in and who is not, and that nothing secret comes out: hosts, origins, links, tokens, rooms, headers, and
//! whatever a socket can be told.
//!
//! Every refusal is tested beside what is let through, so that a door that refuses everything is noticed.

use std::time::{Duration, Instant};

use futures_util::{StreamExt, stream};
use reqwest::header::{HeaderMap, SET_COOKIE};
use reqwest::{Response, StatusCode};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;

use crate::process::{self, Binary};
use crate::support::{DECK, KEY, PATIENCE, Server, Site, Socket, Started, folders};

const PUBLIC_URL: &str = "https://stem.voorbeeld.nl";

/// A request as a browser makes it: with what it says about where it comes from, as far as given.
#[derive(Clone, Copy, Default)]
struct From<'a> {
    host: Option<&'a str>,
    origin: Option<&'a str>,
    cookie: &'a str,
}

/// Names and values, as a page would send them.
type Form<'a> = [(&'a str, &'a str)];

async fn get(site: &Site, path: &str, from: From<'_>) -> Response {
    send(site.http.get(site.url(path)), from).await
}

async fn post(site: &Site, path: &str, from: From<'_>, form: &Form<'_>) -> Response {
    send(site.http.post(site.url(path)).form(form), from).await
}

async fn send(request: reqwest::RequestBuilder, from: From<'_>) -> Response {
    let headers = [("host", from.host), ("origin", from.origin), ("cookie", Some(from.cookie))];
    let present =
        headers.into_iter().filter_map(|(name, value)| Some((name, value.filter(|value| !value.is_empty())?)));
    present.fold(request, |request, (name, value)| request.header(name, value)).send().await.unwrap()
}

/// The cookie that an answer sets, as a browser sends it back.
fn cookie_of(headers: &HeaderMap) -> String {
    headers[SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned()
}

async fn desk_cookie(site: &Site) -> String {
    let answer = get(site, &format!("/desk?key={KEY}"), From::default()).await;
    assert_eq!(answer.headers()["location"], "/desk", "the key leaves the address");
    cookie_of(answer.headers())
}

fn screen_cookie(session: &Started) -> String {
    format!("peil-screen-{}={}", session.code, session.screen_key)
}

fn control_cookie(session: &Started) -> String {
    format!("peil-control-{}={}", session.code, session.control_key)
}

async fn session_count(site: &Site) -> usize {
    let sessions: serde_json::Value = site.get("/api/v1/sessions").await.json().await.unwrap();
    sessions.as_array().unwrap().len()
}

// Hosts and origins.

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

// Links.

#[tokio::test]
async fn a_presenters_link_is_swapped_for_a_cookie_and_a_wrong_one_opens_nothing() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    for (page, key, other) in
        [("screen", &session.screen_key, &session.control_key), ("control", &session.control_key, &session.screen_key)]
    {
        let path = format!("/{page}/{}", session.code);
        for wrong in ["", "x", other.as_str(), &key[1..], KEY] {
            let answer = get(&server, &format!("{path}?key={wrong}"), From::default()).await;
            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{page} with ‘{wrong}’");
            assert!(!answer.headers().contains_key(SET_COOKIE));
        }
        assert_eq!(get(&server, &path, From::default()).await.status(), StatusCode::FORBIDDEN);
        let answer = get(&server, &format!("{path}?key={key}"), From::default()).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        assert_eq!(answer.headers()["location"], path.as_str(), "the secret leaves the address");
        let set = answer.headers()[SET_COOKIE].to_str().unwrap().to_owned();
        assert!(set.contains("HttpOnly") && set.contains("SameSite=Lax"), "{set}");
        let cookie = cookie_of(answer.headers());
        assert_eq!(get(&server, &path, From { cookie: &cookie, ..From::default() }).await.status(), StatusCode::OK);
    }
}

#[tokio::test]
async fn a_renewed_link_withdraws_the_old_link_its_cookie_and_every_page_it_let_in() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    let (screen_cookie, control_cookie) = (screen_cookie(&session), control_cookie(&session));
    let mut control = server.control(&session).await;
    let both = format!("{screen_cookie}; {control_cookie}");
    let mut screen = server.presenter(&format!("/screen/{}/live", session.code), &both).await;
    screen.state_at("0").await;
    screen.say(json!({ "type": "command", "id": 1, "command": "black", "from": "0" })).await;
    screen.hear_until("reply", |reply| reply["id"] == 1 && reply["refused"].is_null()).await;

    let step = server.step(&session).await;
    assert_eq!(server.command(&session, &step, "renew-control").await.0, 200);
    assert_eq!(control.close_code().await, Some(4502));
    let path = format!("/control/{}", session.code);
    let from = From { cookie: &control_cookie, ..From::default() };
    assert_eq!(get(&server, &path, from).await.status(), StatusCode::FORBIDDEN);
    let old = format!("{path}?key={}", session.control_key);
    assert_eq!(get(&server, &old, From::default()).await.status(), StatusCode::FORBIDDEN);
    let refused = Socket::open(server.address, &format!("{path}/live"), &control_cookie).await.err();
    assert_eq!(refused, Some(403));
    let own = format!("http://{}", server.address);
    let pressed = From { origin: Some(&own), ..from };
    let command = post(&server, &format!("{path}/commands"), pressed, &[("command", "next"), ("from", &step)]).await;
    assert_eq!(command.status(), StatusCode::FORBIDDEN);

    // The screen's own link still stands: it goes on showing, and steers no more.
    screen.say(json!({ "type": "command", "id": 2, "command": "next", "from": step })).await;
    screen.say(json!({ "type": "ping", "id": 3 })).await;
    let heard = screen.hear_until("pong", |_| true).await;
    assert_eq!(heard["id"], 3);
    assert_eq!(server.step(&session).await, step);
    assert_eq!(server.command(&session, &step, "renew-screen").await.0, 200);
    assert_eq!(screen.close_code().await, Some(4502));

    // The desk knows the new links.
    let desk = desk_cookie(&server).await;
    let path = format!("/desk/sessions/{}", session.id);
    let desk_page = get(&server, &path, From { cookie: &desk, ..From::default() }).await.text().await.unwrap();
    for page in ["screen", "control"] {
        let start = format!("/{page}/{}?key=", session.code);
        let key: String =
            desk_page.split_once(&start).unwrap().1.chars().take_while(|c| !"\"&<".contains(*c)).collect();
        let answer = get(&server, &format!("{start}{key}"), From::default()).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{page}");
    }
}

// Attendees and rooms.

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

// Secrets.

/// Writes down everything a socket says until it is closed.
fn listen(mut socket: Socket) -> tokio::task::JoinHandle<String> {
    tokio::spawn(async move {
        let mut heard = String::new();
        while let Some(message) = socket.hear().await {
            heard.push_str(&message.to_string());
        }
        heard
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_secret_is_in_a_frame_a_page_of_somebody_else_a_file_or_the_log() {
    let folder = folders(DECK);
    let mut command = process::command(folder.path(), &[]);
    command.env("PEIL_LOG", "trace");
    let binary = Binary::run(folder, command).await;
    let session = binary.begin("proef").await;
    let server_key = std::fs::read_to_string(binary.folder().join("data/server.key")).unwrap().trim().to_owned();
    let desk = desk_cookie(&binary).await;
    let tokens = [binary.token(&session).await, binary.token(&session).await];
    let secrets = [
        ("the organiser's key", KEY),
        ("the server's key", &server_key),
        ("the control's secret", &session.control_key),
        ("the screen's secret", &session.screen_key),
        ("the desk's cookie", desk.split_once('=').unwrap().1),
        ("an attendee's token", &tokens[0]),
        ("another attendee's token", &tokens[1]),
    ];
    let mut phones = [binary.phone_with(&session, &tokens[0]).await, binary.phone_with(&session, &tokens[1]).await];
    let listeners = [
        ("a phone's frames", listen(binary.phone(&session).await)),
        ("a screen's frames", listen(binary.screen(&session).await)),
        ("a control's frames", listen(binary.control(&session).await)),
    ];
    let mut places: Vec<(String, String)> = Vec::new();
    let pages = [
        ("/".to_owned(), String::new()),
        (format!("/{}", session.code), String::new()),
        (format!("/{}/privacy", session.code), String::new()),
        (format!("/screen/{}", session.code), screen_cookie(&session)),
        (format!("/control/{}", session.code), control_cookie(&session)),
        ("/desk/key".to_owned(), String::new()),
    ];
    for step in ["p1.open", "p1.revealed", "p2.open"] {
        binary.walk_to(&session, step).await;
        if let Some(question) = step.strip_suffix(".open") {
            let choice = if question == "p1" { "ja" } else { "1" };
            for phone in &mut phones {
                assert_eq!(phone.vote(question, 1, choice).await, "counted");
            }
        }
        for (path, cookie) in &pages {
            let page = get(&binary, path, From { cookie, ..From::default() }).await;
            places.push((format!("{path} at {step}"), page.text().await.unwrap()));
        }
    }
    // Things that go wrong are logged, and those who did them not.
    get(&binary, &format!("/control/{}?key={}", session.code, &session.control_key[1..]), From::default()).await;
    get(&binary, &format!("/{}", session.code), From { cookie: "peil-1=x", ..From::default() }).await;
    for file in ["results.json", "export.csv", "export-wide.csv"] {
        let text = binary.get(&format!("/api/v1/sessions/{}/{file}", session.id)).await.text().await.unwrap();
        places.push((file.to_owned(), text));
    }
    // The control of this check: a token is in the page of the one whose it is.
    let cookie = format!("peil-{}={}", session.code, tokens[0]);
    let own = get(&binary, &format!("/{}", session.code), From { cookie: &cookie, ..From::default() }).await;
    assert!(own.text().await.unwrap().contains(&tokens[0]));

    let folder = binary.kill();
    places.push(("the log".to_owned(), std::fs::read_to_string(folder.path().join("err")).unwrap()));
    for (name, listener) in listeners {
        places.push((name.to_owned(), listener.await.unwrap()));
    }
    for (place, text) in &places {
        assert!(text.len() > 50, "{place} is there to be searched: {text}");
        for (secret, value) in secrets {
            assert!(value.len() >= 16 && !text.contains(value), "{secret} is in {place}");
        }
    }
}

// Headers.

#[tokio::test]
async fn every_answer_carries_a_strict_policy_and_the_other_headers() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    let (desk, screen, control) = (desk_cookie(&server).await, screen_cookie(&session), control_cookie(&session));
    let code = &session.code;
    let deskpage = format!("/desk/sessions/{}", session.id);
    for (path, cookie, status) in [
        ("/", "", 200),
        (&*format!("/{code}"), "", 200),
        (&format!("/{code}?lang=en"), "", 200),
        (&format!("/{code}/privacy"), "", 200),
        ("/000000", "", 404),
        ("/er/is/niets", "", 404),
        (&format!("/screen/{code}"), &screen, 200),
        (&format!("/screen/{code}"), "", 403),
        (&format!("/control/{code}"), &control, 200),
        (&format!("/control/{code}?key={}", session.control_key), "", 303),
        ("/desk", "", 303),
        ("/desk", &desk, 200),
        ("/desk/key", "", 200),
        ("/desk/decks/proef", &desk, 200),
        (&deskpage, &desk, 200),
        (&format!("{deskpage}/delete"), &desk, 200),
        (&format!("{deskpage}/export.csv"), &desk, 200),
        ("/api/v1/sessions", "", 401),
        ("/static/x/css/base.css", "", 200),
        ("/healthz", "", 200),
    ] {
        let answer = get(&server, path, From { cookie, ..From::default() }).await;
        assert_eq!(answer.status(), status, "{path}");
        let header = |name: &str| {
            let value = answer.headers().get(name).unwrap_or_else(|| panic!("{path} has no {name}"));
            value.to_str().unwrap().to_owned()
        };
        let policy = header("content-security-policy");
        for part in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"] {
            assert!(policy.contains(part), "{path} lacks {part}: {policy}");
        }
        assert!(!policy.contains("unsafe-") && !policy.contains('*'), "{path}: {policy}");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("referrer-policy"), "same-origin");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(header("cross-origin-resource-policy"), "same-origin");
        assert!(header("permissions-policy").contains("camera=()"));
        assert!(header("x-robots-tag").contains("noindex"));
        let kept = if path.starts_with("/static") { "no-cache" } else { "no-store" };
        assert_eq!(header("cache-control"), kept, "{path}");
    }
}

#[tokio::test]
async fn a_host_cannot_write_into_the_policy() {
    let server = Server::start().await;
    for host in ["a;script-src", "x 'unsafe-inline'", "a, b"] {
        let Ok(answer) = server.http.get(server.url("/")).header("host", host).send().await else { continue };
        if let Some(policy) = answer.headers().get("content-security-policy") {
            let policy = policy.to_str().unwrap();
            assert!(!policy.contains("ws://") && !policy.contains("unsafe"), "{host}: {policy}");
        }
    }
}

// What is not the protocol.

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
        (Message::text("x".repeat(5_000)), 1009),
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
