//! A session over real sockets: who sees what, and when.

use serde_json::json;

use crate::support::Server;

#[tokio::test]
async fn a_vote_is_counted_and_shown_to_the_screen_only_after_the_reveal() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    let mut screen = server.screen(&session).await;
    let mut control = server.control(&session).await;
    let mut phones = [server.phone(&session).await, server.phone(&session).await];
    server.walk_to(&session, "p1.open").await;
    for phone in &mut phones {
        phone.state_at("p1.open").await;
    }
    assert_eq!(phones[0].vote("p1", 1, "ja").await, "counted");
    let own = json!({ "question": "p1", "round": 1, "n": 1, "choices": ["anders"], "text": "via mijn vakbond" });
    assert_eq!(phones[1].answer(own).await, "counted");
    let mine = phones[1].hear_until("mine", |mine| mine["answers"]["p1"].is_object()).await;
    assert_eq!(mine["answers"]["p1"]["text"], "via mijn vakbond");
    screen.state_at("p1.open").await;
    let seen = screen.hear_until("tick", |tick| tick["live"]["texts"]["answered"] == "2").await;
    assert!(seen["live"]["counts"].is_null(), "{seen}");
    let seen = control.hear_until("tick", |tick| tick["live"]["counts"] == json!([1, 0, 1])).await;
    assert!(seen.to_string().len() <= 300, "{seen}");
    server.walk_to(&session, "p1.revealed").await;
    screen.state_at("p1.revealed").await;
    let csv = server.get(&format!("/api/v1/sessions/{}/export.csv", session.id)).await.text().await.unwrap();
    assert!(csv.contains("via mijn vakbond"), "{csv}");
}

#[tokio::test]
async fn fifty_nexts_at_once_make_one_step() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "p1.open").await;
    let presses = (0..50).map(|_| server.command(&session, "p1.open", "next"));
    let statuses: Vec<u16> =
        futures_util::future::join_all(presses).await.into_iter().map(|(status, _)| status).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1);
    assert_eq!(statuses.iter().filter(|status| **status == 409).count(), 49);
    assert_eq!(server.step(&session).await, "p1.closed");
}

#[tokio::test]
async fn a_repeat_is_counted_once_and_a_lower_n_is_superseded() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "p1.open").await;
    let token = server.token(&session).await;
    let mut tab = server.phone_with(&session, &token).await;
    let mut other_tab = server.phone_with(&session, &token).await;
    assert_eq!(tab.vote("p1", 2, "ja").await, "counted");
    assert_eq!(other_tab.vote("p1", 2, "ja").await, "counted");
    assert_eq!(other_tab.vote("p1", 1, "nee").await, "superseded");
    assert_eq!(other_tab.vote("p1", 2, "nee").await, "superseded");
    assert_eq!(other_tab.vote("p1", 3, "nee").await, "changed");
    let mine = tab.hear_until("mine", |mine| mine["answers"]["p1"]["n"] == 3).await;
    assert_eq!(mine["answers"]["p1"]["choices"], json!(["nee"]));
    assert_eq!(tab.vote("p1", 4, "bestaat-niet").await, "invalid");
    let results = server.results(&session).await;
    assert_eq!(results["questions"][0]["answered"], 1);
}

#[tokio::test]
async fn a_late_vote_is_refused_and_a_late_repeat_is_told_the_truth() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "p1.open").await;
    let mut early = server.phone(&session).await;
    let mut late = server.phone(&session).await;
    assert_eq!(early.vote("p1", 1, "ja").await, "counted");
    server.walk_to(&session, "p1.revealed").await;
    assert_eq!(late.vote("p1", 1, "nee").await, "closed");
    assert_eq!(early.vote("p1", 1, "ja").await, "counted");
    assert_eq!(server.results(&session).await["questions"][0]["answered"], 1);
}

#[tokio::test]
async fn a_session_goes_on_after_a_restart_where_it_was() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "p1.open").await;
    let token = server.token(&session).await;
    let mut phone = server.phone_with(&session, &token).await;
    assert_eq!(phone.vote("p1", 1, "ja").await, "counted");
    let server = server.restart(peil::hub::Timing::default()).await;
    assert_eq!(phone.close_code().await, Some(1012));
    assert_eq!(server.step(&session).await, "p1.open");
    let mut phone = server.phone_with(&session, &token).await;
    let mine = phone.hear_until("mine", |_| true).await;
    assert_eq!(mine["answers"]["p1"]["choices"], json!(["ja"]));
    assert_eq!(phone.vote("p1", 2, "nee").await, "changed");
}

#[tokio::test]
async fn a_number_that_cannot_be_counted_on_is_refused_and_the_room_goes_on() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "p1.open").await;
    let token = server.token(&session).await;
    let mut phone = server.phone_with(&session, &token).await;
    assert_eq!(phone.vote("p1", u32::MAX, "ja").await, "invalid");
    assert_eq!(phone.vote("p1", 1, "ja").await, "counted");
    let page = server.get(&format!("/{}", session.code)).await;
    assert_eq!(page.status(), 200);
}

#[tokio::test]
async fn a_code_typed_with_a_space_is_the_same_voter_at_every_visit() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    let spaced = format!("/{}%20{}?lang=en", &session.code[..3], &session.code[3..]);
    let reply = server.get(&spaced).await;
    assert_eq!(reply.status(), 303);
    assert_eq!(reply.headers()["location"], format!("/{}?lang=en", session.code));
}

#[tokio::test]
async fn who_saw_a_question_stays_present_when_its_closing_is_undone() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "p1.open").await;
    let mut phone = server.phone(&session).await;
    phone.state_at("p1.open").await;
    drop(phone);
    server.command(&session, "p1.open", "close").await;
    server.command(&session, "p1.closed", "undo").await;
    server.walk_to(&session, "p1.revealed").await;
    assert_eq!(server.results(&session).await["questions"][0]["present"], 1);
}

#[tokio::test]
async fn a_phone_without_script_is_present_once_it_comes_back_with_its_cookie() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "p1.open").await;
    let token = server.token(&session).await;
    let page = server.url(&format!("/{}", session.code));
    let cookie = format!("peil-{}={token}", session.code);
    assert_eq!(server.http.get(page).header("cookie", cookie).send().await.unwrap().status(), 200);
    server.walk_to(&session, "p1.revealed").await;
    assert_eq!(server.results(&session).await["questions"][0]["present"], 1);
}
