//! Who reads a text: its writer and the presenter, and nobody else before it is let through. And that no text breaks out
//! of a page, whatever stands in it.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use peil::codec::answer::SaidText;
use peil::codec::view::{JoinAddress, Scene, Storage, control, phone, screen};
use peil::codec::wire::Drawn;
use peil::codec::words::Tongue;
use peil::domain::fact::Sorting;
use peil::domain::ids::{Moment, RoomCode};
use peil::domain::session::{Command, Decision};
use serde_json::{Value, json};

use super::{DECK, Told};
use crate::support::{Server, Started, folders};

const PLANTED: &str = "geplante zin 7731";

/// What screen, phone and control show.
fn drawn(told: &Told) -> [Drawn; 3] {
    let scene = Scene {
        session: &told.session,
        code: RoomCode::new(482_913).unwrap(),
        now: Moment(2),
        join: &JoinAddress::new("https://stem.voorbeeld.nl"),
        seen: &told.session.known_present(),
        here: 7,
        screens: 1,
        recent_answers: 0,
        storage: Storage::Well,
        alarm: None,
        signs: Default::default(),
        clock: |_| String::new(),
    };
    [
        screen::screen(&scene, Tongue::Dutch),
        phone::phone(&scene, Tongue::Dutch),
        control::control(&scene, Tongue::Dutch),
    ]
}

fn all_of(drawn: &Drawn) -> String {
    let parts = drawn.parts.values().cloned().collect::<Vec<_>>().join("\n");
    format!("{parts}\n{:?} {}", drawn.live, drawn.title)
}

/// Opens, answers, and goes on to the results.
fn revealed(question: &str, texts: &[&str]) -> Told {
    let mut told = Told::at(question);
    for (number, text) in (1..).zip(texts) {
        let choices: &[&str] = if matches!(question, "helpt" | "welke") { &["anders"] } else { &[] };
        let text = SaidText { text: Some((*text).to_owned()), ..SaidText::default() }.read().unwrap().text;
        told.say(number, choices, text.as_deref());
    }
    told.steer(Command::Close);
    told.steer(Command::Reveal);
    told
}

fn sort_all(told: &mut Told, sorting: Sorting) -> Decision {
    let entries = told.tray().entries().map(|entry| entry.name).collect();
    let question = told.question.clone();
    told.steer(Command::Sort { question, round: 1, entries, sorting })
}

/// Each with a piece of it that may stand in no page as it was typed.
fn hostile() -> Vec<(String, &'static str)> {
    vec![
        ("<script>alert(1)</script>".to_owned(), "<script>alert"),
        ("\"><img src=x onerror=alert(1)>".to_owned(), "<img"),
        ("<a href=javascript:alert(1)>klik</a>".to_owned(), "<a href=javascript"),
        ("</textarea></bdi></li><h1>kop".to_owned(), "<h1>kop"),
        ("{{ t }} {% if %} ${x} `y`".to_owned(), "\u{0}"),
        ("abc\u{202e}def\u{2066}ghi".to_owned(), "\u{202e}"),
        (format!("z{}", "\u{335}".repeat(500)), "\u{335}\u{335}\u{335}\u{335}\u{335}"),
        ("👩\u{200d}👩\u{200d}👧 familie".to_owned(), "\u{0}"),
        ("Arbeidsongeschiktheidsverzekeringsmaatschappij".to_owned(), "\u{0}"),
        ("=HYPERLINK(\"http://x\")".to_owned(), "\u{0}"),
    ]
}

#[test]
fn no_text_breaks_out_of_any_view_whether_it_waits_is_shown_or_has_a_bar() {
    for question in ["helpt", "beter", "waarom", "welke"] {
        let texts = hostile();
        let typed: Vec<&str> = texts.iter().map(|(text, _)| text.as_str()).collect();
        let mut told = revealed(question, &typed);
        for sorting in [None, Some(Sorting::Show), Some(Sorting::Promote), Some(Sorting::Hide)] {
            if let Some(sorting) = sorting {
                sort_all(&mut told, sorting);
            }
            for view in drawn(&told).iter().map(all_of) {
                for (text, broken) in &texts {
                    assert!(!view.contains(broken), "{question} {text}: {view}");
                }
            }
        }
    }
}

#[test]
fn what_is_too_long_is_no_answer() {
    let flood = "x".repeat(20 * 1024);
    let said = SaidText { text: Some(flood), ..SaidText::default() };
    assert!(said.read().is_none());
    let mut told = Told::at("beter");
    assert!(matches!(told.say(1, &[], Some(&"x".repeat(201))), Decision::Reply(_)));
    assert!(matches!(told.say(1, &[], Some(&"👩\u{200d}👩\u{200d}👧".repeat(200))), Decision::Record(..)));
}

#[test]
fn only_what_was_let_through_stands_on_the_screen_and_on_phones() {
    for question in ["helpt", "beter", "waarom", "welke"] {
        let mut told = revealed(question, &[PLANTED, "iets anders"]);
        let [screen, phone, control] = drawn(&told);
        assert!(!all_of(&screen).contains(PLANTED) && !all_of(&phone).contains(PLANTED), "{question}");
        assert!(all_of(&control).contains(PLANTED), "{question}");
        told.sort(&[PLANTED], Sorting::Show);
        let [screen, phone, _] = drawn(&told);
        assert!(all_of(&screen).contains(PLANTED) && all_of(&phone).contains(PLANTED), "{question}");
        assert!(!all_of(&screen).contains("iets anders"), "{question}");
        told.steer(Command::Veil { question: told.question.clone(), on: true });
        let [screen, phone, _] = drawn(&told);
        assert!(!all_of(&screen).contains(PLANTED) && !all_of(&phone).contains(PLANTED), "{question}");
    }
}

#[test]
fn a_text_that_got_a_bar_counts_on_every_view() {
    let mut told = revealed("helpt", &["collega's", "collega's", "thuis"]);
    told.sort(&["collega's"], Sorting::Promote);
    for view in drawn(&told) {
        let all = all_of(&view);
        assert!(all.contains("collega"), "{all}");
        assert!(!all.contains("Meeste stemmen: Anders"), "{all}");
    }
    // Nobody knows the bar of another question, or of this one once it is over.
    told.steer(Command::Clear);
    assert_eq!(told.counts(), [0, 0, 0]);
}

#[test]
fn look_alikes_stand_together_and_an_address_is_flagged() {
    let told = revealed("beter", &["meer tijd", "Meer tijd!", "mail jan@voorbeeld.nl"]);
    let [_, _, control] = drawn(&told);
    let tray = &control.parts["words"];
    assert!(tray.contains("Deze lijken op elkaar."), "{tray}");
    assert!(tray.contains("mailadres of telefoonnummer"), "{tray}");
    assert_eq!(tray.matches("data-sign=\"warn\"").count(), 1);
}

#[test]
fn a_thousand_texts_are_drawn_fast_and_the_tray_stays_small() {
    let mut told = Told::at("beter");
    for number in 0..1_000 {
        told.say(number, &[], Some(&format!("tekst nummer {number} over {}", number % 37)));
    }
    let started = Instant::now();
    let [_, _, control] = drawn(&told);
    // Two hundred for the whole road in a build that is not optimised is a tenth of that in one that is.
    assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
    let tray = &control.parts["words"];
    assert!(tray.len() < 64 * 1024, "{} bytes", tray.len());
    assert!(tray.matches("class=\"entry\"").count() <= 60);
    assert!(tray.contains("passen hier niet"));
}

async fn hall() -> (Server, Started) {
    let server = Server::over(folders(DECK), peil::hub::Timing::default()).await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "helpt.revealed").await;
    server.walk_to(&session, "beter.open").await;
    (server, session)
}

#[tokio::test]
async fn a_planted_text_reaches_no_frame_and_no_page_but_the_presenters_and_its_writers_own() {
    let (server, session) = hall().await;
    let token = server.token(&session).await;
    let mut writer = server.phone_with(&session, &token).await;
    let (mut other, mut screen) = (server.phone(&session).await, server.screen(&session).await);
    let mut control = server.control(&session).await;
    let said = json!({ "type": "answer", "question": "beter", "round": 1, "n": 1, "text": PLANTED });
    assert_eq!(writer.answer(said).await, "counted");
    let seen = control.hear_until("state", |state| state.to_string().contains(PLANTED)).await;
    assert_eq!(seen["step"], "beter.open");
    server.walk_to(&session, "beter.revealed").await;
    for socket in [&mut other, &mut screen, &mut writer] {
        // Everything on the way to the results.
        loop {
            let heard = socket.hear().await.unwrap();
            let is_own = heard["type"] == "mine";
            assert!(is_own || !heard.to_string().contains(PLANTED), "{heard}");
            if heard["step"] == "beter.revealed" {
                break;
            }
        }
    }
    let page = async |path: &str, cookie: &str| {
        let request = server.http.get(server.url(path)).header("cookie", cookie);
        request.send().await.unwrap().text().await.unwrap()
    };
    let code = &session.code;
    let stranger = page(&format!("/{code}"), "").await;
    let on_screen = page(&format!("/screen/{code}"), &format!("peil-screen-{code}={}", session.screen_key)).await;
    let on_control = page(&format!("/control/{code}"), &server.control_cookie(&session)).await;
    assert!(!stranger.contains(PLANTED) && !on_screen.contains(PLANTED));
    assert!(on_control.contains(PLANTED));

    // By form, as without script: what is pressed names its text.
    let press = on_control.split("value=\"text-show ").nth(1).unwrap().split('"').next().unwrap();
    let reply = server
        .http
        .post(server.url(&format!("/control/{code}/commands")))
        .header("cookie", server.control_cookie(&session))
        .header("origin", server.url(""))
        .form(&[("slide", "beter"), ("round", "1"), ("newest", "1"), ("press", &format!("text-show {press}"))])
        .send()
        .await
        .unwrap();
    assert_eq!(
        (reply.status().as_u16(), reply.headers()["location"].to_str().unwrap()),
        (303, &*format!("/control/{code}"))
    );
    screen.hear_until("state", |state| state.to_string().contains(PLANTED)).await;
    other.hear_until("state", |state| state.to_string().contains(PLANTED)).await;
}

#[tokio::test]
async fn recodings_outlive_a_restart_and_stand_in_every_file_beside_the_original() {
    let server = Server::over(folders(DECK), peil::hub::Timing::default()).await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "helpt.open").await;
    for words in ["poen", "thuis"] {
        let mut phone = server.phone(&session).await;
        let said =
            json!({ "type": "answer", "question": "helpt", "round": 1, "n": 1, "choices": ["anders"], "text": words });
        assert_eq!(phone.answer(said).await, "counted");
    }
    let sort = async |body: Value| {
        let path = format!("/api/v1/sessions/{}/commands", session.id);
        assert_eq!(server.post(&path, body).await.status(), 200);
    };
    let named = |text: &str| super::name(text).to_string();
    sort(json!({ "command": "text-count-as", "slide": "helpt", "round": 1, "entries": [named("poen")], "under": "geld" }))
        .await;
    sort(json!({ "command": "text-own", "slide": "helpt", "round": 1, "entries": [named("thuis")] })).await;
    server.walk_to(&session, "helpt.revealed").await;
    let server = server.restart(peil::hub::Timing::default()).await;
    let results = server.results(&session).await;
    let question = &results["questions"][0];
    assert_eq!(question["counts"], json!({ "geld": 0, "tijd": 0, "anders": 2 }));
    assert_eq!(question["counts_recoded"], json!({ "geld": 1, "tijd": 0, "anders": 0, "“thuis”": 1 }));
    assert_eq!(question["texts"][0]["recoded"], "Geld");
    let cells = results["rows"].as_array().unwrap().iter().map(|row| &row["cells"]["helpt"]);
    let said: BTreeSet<(&str, &str)> =
        cells.map(|cell| (cell["text"].as_str().unwrap(), cell["recoded"].as_str().unwrap())).collect();
    assert_eq!(said, BTreeSet::from([("poen", "Geld"), ("thuis", "thuis")]));
    let path = format!("/api/v1/sessions/{}/export.csv", session.id);
    let csv = server.get(&path).await.text().await.unwrap();
    assert!(csv.lines().next().unwrap().trim_end().ends_with("recoded"), "{csv}");
    assert!(csv.lines().any(|line| line.contains("poen") && line.trim_end().ends_with("Geld")), "{csv}");
    let path = format!("/api/v1/sessions/{}/export-wide.csv", session.id);
    let wide = server.get(&path).await.text().await.unwrap();
    let (head, rows) = wide.split_once("\r\n").unwrap();
    assert!(head.contains("helpt · eigen woorden;helpt · telt als;"), "{wide}");
    for (words, counts_as) in [("poen", "Geld"), ("thuis", "thuis")] {
        assert!(rows.lines().any(|row| row.contains(&format!(";{words};{counts_as};"))), "{wide}");
    }
}
