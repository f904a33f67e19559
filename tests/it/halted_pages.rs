//! What people meet at a session that stands still: every road says that it does, and why, and none says that the code
//! is wrong. The organiser can also delete it.
//!
//! A real server over a journal in which faults are planted.

use std::sync::Arc;
use std::time::Duration;

use peil::hub::Standing;
use peil::hub::halt::Halt;
use reqwest::header::{ACCEPT_LANGUAGE, COOKIE};
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};

use crate::halted::{Planted, set};
use crate::support::{KEY, PATIENCE, Server, Socket, Started};

/// What was stored before the bug: three presses to the first open question.
const FACT: &str = "3 (opened p1)";
const LOOK_EVERY: Duration = Duration::from_millis(10);

struct Hall {
    server: Server,
    session: Started,
    journal: Planted,
}

impl Hall {
    async fn open() -> Self {
        let journal = Planted::default();
        let server = Server::over_journal(Arc::new(journal.clone())).await;
        let session = server.begin("proef").await;
        server.walk_to(&session, "p1.open").await;
        Self { server, session, journal }
    }

    /// The same bug at the same fact, twice.
    async fn halted_by_a_bug() -> Self {
        let hall = Self::open().await;
        let token = hall.server.token(&hall.session).await;
        set(&hall.journal.panics_at_votes, true);
        for _ in 0..2 {
            let mut phone = hall.server.phone_with(&hall.session, &token).await;
            phone.state_at("p1.open").await;
            assert_eq!(phone.vote("p1", 1, "ja").await, "busy");
            assert_eq!(phone.close_code().await, Some(1012), "come back");
        }
        hall.until(|standing| matches!(standing, Standing::Halted(Halt::Bug(_)))).await;
        hall
    }

    async fn until(&self, there: impl Fn(&Standing) -> bool) {
        let code = self.session.code.parse().ok().and_then(peil::domain::ids::RoomCode::new).unwrap();
        let wait = async {
            while !there(&self.server.app.hub.standing(code)) {
                sleep(LOOK_EVERY).await;
            }
        };
        timeout(PATIENCE, wait).await.expect("in time");
    }

    async fn page(&self, path: &str, language: &str) -> (u16, String) {
        let get = |path: &str| self.server.http.get(self.server.url(path)).header(ACCEPT_LANGUAGE, language);
        let let_in = get(&format!("/desk?key={KEY}")).send().await.unwrap();
        let cookie = let_in.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap();
        let answer = get(path).header(COOKIE, cookie).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }
}

#[tokio::test]
async fn every_road_to_a_halted_session_says_that_it_stands_still_and_none_that_the_code_is_wrong() {
    let hall = Hall::halted_by_a_bug().await;
    let code = &hall.session.code;
    let screen = format!("peil-screen-{code}={}", hall.session.screen_key);
    let control = hall.server.control_cookie(&hall.session);
    for (road, cookie) in [("", ""), ("screen/", &screen), ("control/", &control)] {
        let handshake = Socket::open(hall.server.address, &format!("/{road}{code}/live"), cookie).await;
        assert_eq!(handshake.err(), Some(503), "/{road}{code}/live");
    }
    for path in [format!("/{code}"), format!("/{code}/events")] {
        let (status, page) = hall.page(&path, "nl").await;
        assert_eq!(status, 503, "{path}");
        assert!(page.contains(FACT), "{path}: {page}");
    }
    // A vote by form.
    let vote = [("question", "p1"), ("round", "1"), ("n", "1"), ("choice", "ja")];
    let answers = hall.server.http.post(hall.server.url(&format!("/{code}/answers"))).form(&vote).send().await.unwrap();
    assert_eq!(answers.status(), 503);
    assert!(answers.text().await.unwrap().contains(FACT));
}

#[tokio::test]
async fn the_desk_says_of_a_halted_session_what_its_phones_read_in_both_languages_and_can_delete_it() {
    let hall = Hall::halted_by_a_bug().await;
    let desk = format!("/desk/sessions/{}", hall.session.id);
    for (language, heading, way_on) in [
        (
            "nl",
            "Deze bijeenkomst staat stil door een fout in Peil.",
            "De organisator meldt de fout met dit kenmerk: feit",
        ),
        (
            "en",
            "This session stands still because of a fault in Peil.",
            "The organiser reports the fault by this mark: fact",
        ),
    ] {
        for path in [format!("/{}", hall.session.code), desk.clone()] {
            let (status, page) = hall.page(&path, language).await;
            assert_eq!(status, 503, "{path}");
            for words in [heading, way_on, FACT] {
                assert!(page.contains(words), "{path} in {language} lacks '{words}': {page}");
            }
        }
        let (status, list) = hall.page("/desk", language).await;
        assert_eq!(status, 200);
        assert!(list.contains(heading) && list.contains(&format!("href=\"{desk}\"")), "{list}");
        let (status, ask) = hall.page(&format!("{desk}/delete"), language).await;
        assert_eq!(status, 200);
        assert!(ask.contains(heading), "{ask}");
    }
    // A machine reads the same, where it looks and where it commands.
    let list: Value = hall.server.get("/api/v1/sessions").await.json().await.unwrap();
    assert_eq!(list[0]["halted"], "This session stands still because of a fault in Peil.");
    assert_eq!(hall.server.command(&hall.session, "p1.open", "close").await.0, 503);
    // Its files cannot be had now either.
    let results = hall.server.get(&format!("/api/v1/sessions/{}/results.json", hall.session.id)).await;
    assert_eq!(results.status(), 503);
}

#[tokio::test]
async fn programs_are_told_that_a_session_stands_still_wherever_the_description_says_so() {
    let hall = Hall::halted_by_a_bug().await;
    let document: Value = hall.server.get("/api/v1/openapi.json").await.json().await.unwrap();
    let mut told = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, said) in item.as_object().unwrap() {
            let codes = &said["responses"]["503"]["content"]["application/problem+json"]["examples"];
            if codes.get("halted").is_none() {
                continue;
            }
            let file = if path.contains("/charts/") { "p1.svg" } else { "results.json" };
            let address = path.replace("{id}", &hall.session.id).replace("{file}", file);
            let answer = match method.as_str() {
                "get" => hall.server.get(&address).await,
                _ => hall.server.post(&address, json!({ "command": "undo" })).await,
            };
            let problem: Value = answer.json().await.unwrap();
            assert_eq!((&problem["status"], &problem["code"]), (&json!(503), &json!("halted")), "{method} {address}");
            told += 1;
        }
    }
    // Commands, both reports, charts and the other files.
    assert_eq!(told, 5);
}
