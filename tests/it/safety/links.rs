//! Links that were guessed, swapped or withdrawn: a presenter's link opens one page, until it is renewed.

use reqwest::StatusCode;
use reqwest::header::SET_COOKIE;
use serde_json::json;

use super::browser::{From, control_cookie, cookie_of, desk_cookie, get, post, screen_cookie};
use crate::support::{KEY, Server, Socket};

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
