//! The road for where no socket gets through: frames as server-sent events, votes by plain HTTP.

use peil::hub::Timing;
use reqwest::header::{ACCEPT, COOKIE, HOST, ORIGIN};
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::support::{DECK, PATIENCE, Server, Site, Socket, Started, folders};

/// A phone that listens to events.
struct Ear {
    response: reqwest::Response,
    unread: String,
}

#[derive(Debug, Default)]
struct Event {
    name: String,
    data: String,
    retry: Option<u64>,
}

impl Ear {
    /// Known by its cookie, as browsers are.
    async fn open(site: &Site, session: &Started, token: &str) -> Self {
        let cookie = format!("peil-{}={token}", session.code);
        let address = site.url(&format!("/{}/events?lang=nl", session.code));
        Self::of(site.http.get(address).header(COOKIE, cookie)).await
    }

    async fn of(request: reqwest::RequestBuilder) -> Self {
        let response = request.header(ACCEPT, "text/event-stream").send().await.unwrap();
        assert_eq!(response.status(), 200);
        Self { response, unread: String::new() }
    }

    /// The next event; `None` when there are no more.
    async fn hear(&mut self) -> Option<Event> {
        loop {
            if let Some((block, rest)) = self.unread.split_once("\n\n") {
                let event = read(block);
                self.unread = rest.to_owned();
                return Some(event);
            }
            let chunk = timeout(PATIENCE, self.response.chunk()).await.expect("an event in time").unwrap()?;
            self.unread.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    }

    /// The next message of this type that is as wanted.
    async fn hear_until(&mut self, kind: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let event = self.hear().await.expect("the events go on");
            let message: Value = serde_json::from_str(&event.data).unwrap();
            if message["type"] == kind && wanted(&message) {
                return message;
            }
        }
    }

    async fn state_at(&mut self, step: &str) -> Value {
        self.hear_until("state", |state| state["step"] == step).await
    }

    /// What the last event says, with which the road must end.
    async fn end(&mut self) -> String {
        loop {
            let event = self.hear().await.expect("it says why it ends");
            if event.name == "end" {
                assert!(self.hear().await.is_none(), "nothing comes after the end");
                return event.data;
            }
        }
    }
}

fn read(block: &str) -> Event {
    let mut event = Event::default();
    for line in block.lines() {
        match line.split_once(": ").unwrap() {
            ("event", name) => name.clone_into(&mut event.name),
            ("data", data) => event.data.push_str(data),
            ("retry", wait) => event.retry = Some(wait.parse().unwrap()),
            other => panic!("{other:?}"),
        }
    }
    event
}

async fn post(site: &Site, session: &Started, token: &str, n: u32, choice: &str) -> Value {
    let n = n.to_string();
    let form = [("question", "p1"), ("round", "1"), ("n", &*n), ("choice", choice), ("token", token)];
    let request = site.http.post(site.url(&format!("/{}/answers", session.code))).header(ACCEPT, "application/json");
    request.form(&form).send().await.unwrap().json().await.unwrap()
}

#[tokio::test]
async fn a_phone_hears_its_own_answers_then_the_state_then_only_what_moves() {
    let server = Server::over(folders(&DECK.replace("{#p1}", "{#p1 .live}")), Timing::default()).await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "p1.open").await;
    let token = server.token(&session).await;
    let mut ear = Ear::open(&server, &session, &token).await;
    for (name, value) in [("content-type", "text/event-stream"), ("x-accel-buffering", "no")] {
        assert_eq!(ear.response.headers()[name], value);
    }
    assert!(ear.response.headers().get("content-encoding").is_none());

    let first = ear.hear().await.unwrap();
    let mine: Value = serde_json::from_str(&first.data).unwrap();
    assert_eq!((&mine["type"], &mine["answers"]), (&json!("mine"), &json!({})));
    assert!((500..=8_000).contains(&first.retry.unwrap()), "{first:?}");
    let state: Value = serde_json::from_str(&ear.hear().await.unwrap().data).unwrap();
    assert_eq!((&state["type"], &state["step"]), (&json!("state"), &json!("p1.open")));

    let mut other = server.phone(&session).await;
    assert_eq!(other.vote("p1", 1, "nee").await, "counted");
    let tick = ear.hear_until("tick", |tick| tick["live"]["counts"] == json!([0, 1, 0])).await;
    assert_eq!(tick["epoch"], state["epoch"]);
    assert!(tick["parts"].is_null() && tick["frame"].as_u64() > state["frame"].as_u64(), "{tick}");
    server.walk_to(&session, "p1.closed").await;
    let state = ear.state_at("p1.closed").await;
    assert!(state["parts"]["main"].is_string(), "another step is whole again: {state}");
}

#[tokio::test]
async fn a_vote_that_also_went_by_the_socket_counts_once_and_rings_at_the_listening_tab() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "p1.open").await;
    let token = server.token(&session).await;
    let mut ear = Ear::open(&server, &session, &token).await;
    let mut socket = server.phone_with(&session, &token).await;
    assert_eq!(socket.vote("p1", 1, "ja").await, "counted");
    let mine = ear.hear_until("mine", |mine| mine["answers"]["p1"]["n"] == 1).await;
    assert_eq!(mine["answers"]["p1"]["choices"], json!(["ja"]));
    assert_eq!(post(&server, &session, &token, 1, "ja").await["outcome"], "counted");
    assert_eq!(post(&server, &session, &token, 2, "nee").await["outcome"], "changed");
    let mine = ear.hear_until("mine", |mine| mine["answers"]["p1"]["n"] == 2).await;
    assert_eq!(mine["answers"]["p1"]["choices"], json!(["nee"]));
    let results = server.results(&session).await;
    assert_eq!((&results["questions"][0]["answered"], &results["questions"][0]["changes"]), (&json!(1), &json!(1)));
}

async fn until_here(screen: &mut Socket, people: &str) {
    while screen.hear().await.expect("the connection holds")["live"]["texts"]["people"] != people {}
}

#[tokio::test]
async fn whoever_listens_is_here_until_they_go() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    let mut screen = server.screen(&session).await;
    let token = server.token(&session).await;
    let ear = Ear::open(&server, &session, &token).await;
    // A second tab of the same browser is nobody else.
    let second = Ear::open(&server, &session, &token).await;
    until_here(&mut screen, "1 deelnemer").await;
    server.walk_to(&session, "p1.open").await;
    drop((ear, second));
    server.walk_to(&session, "p2.shown").await;
    until_here(&mut screen, "0 deelnemers").await;
    assert_eq!(server.results(&session).await["questions"][0]["present"], 1, "they saw the question open");
}

#[tokio::test]
async fn a_server_that_stops_says_come_back_and_a_session_that_is_over_does_not() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    let token = server.token(&session).await;
    let mut ear = Ear::open(&server, &session, &token).await;
    let server = server.restart(Timing { resume: std::time::Duration::from_millis(50), ..Timing::default() }).await;
    assert_eq!(ear.end().await, "1012");
    let mut ear = Ear::open(&server, &session, &token).await;
    ear.state_at("0").await;
    server.command(&session, "0", "end").await;
    assert_eq!(ear.end().await, "4501", "sealed: there is no room to come back to");
}

#[tokio::test]
async fn a_phone_without_cookies_is_known_by_the_pages_token_and_nobody_by_none() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    let token = server.token(&session).await;
    let get = |query: &str| server.http.get(server.url(&format!("/{}/events?{query}", session.code)));
    let mut ear = Ear::of(get(&format!("token={token}"))).await;
    ear.hear_until("mine", |_| true).await;
    for query in ["", "token=onzin", &format!("token={}", "A".repeat(43))] {
        assert_eq!(Ear::of(get(query)).await.end().await, "4401", "‘{query}’");
    }
}

#[tokio::test]
async fn events_are_for_our_own_pages_only() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    let token = server.token(&session).await;
    let cookie = format!("peil-{}={token}", session.code);
    let get = || server.http.get(server.url(&format!("/{}/events", session.code))).header(COOKIE, &cookie);
    for origin in ["https://elders.voorbeeld.nl", "null"] {
        assert_eq!(get().header(ORIGIN, origin).send().await.unwrap().status(), 403, "{origin}");
    }
    // A hall may reach us by a name of its own.
    let named = get().header(HOST, "zaal.example").header(ORIGIN, "http://zaal.example");
    Ear::of(named).await.hear_until("mine", |_| true).await;
    let wrong = if session.code == "999999" { "111111" } else { "999999" };
    let unknown = server.http.get(server.url(&format!("/{wrong}/events"))).send().await.unwrap();
    assert_eq!(unknown.status(), 404);
}
