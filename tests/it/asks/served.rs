//! Questions from the audience over the wire: who reads what, by which road, and what people hear of their own.

use peil::hub::Timing;
use serde_json::{Value, json};

use super::DECK;
use crate::support::{Server, Started, folders};

async fn at(step: &str) -> (Server, Started) {
    let server = Server::over(folders(DECK), Timing::default()).await;
    let session = server.begin("proef").await;
    server.walk_to(&session, step).await;
    (server, session)
}

fn ask(n: u32, text: &str) -> Value {
    json!({ "type": "ask", "question": "vragen", "round": 1, "n": n, "text": text, "name": "Ans" })
}

#[tokio::test]
async fn what_was_not_let_through_is_on_no_wire_and_no_page_but_the_presenters_and_its_askers_own() {
    const SECRET: &str = "Dit is nog geheim?";
    let (server, session) = at("vragen.open").await;
    let mut phone = server.phone(&session).await;
    let token = server.token(&session).await;
    let mut asker = server.phone_with(&session, &token).await;
    let (mut screen, mut control) = (server.screen(&session).await, server.control(&session).await);
    asker.say(ask(1, SECRET)).await;
    let said = asker.hear_until("asked", |_| true).await;
    assert_eq!(said["outcome"], "counted");
    let mine = asker.hear_until("mine", |mine| mine["asks"]["vragen"]["list"][0]["text"] == SECRET).await;
    assert_eq!(mine["asks"]["vragen"]["list"][0]["state"], "waiting");
    control
        .hear_until("state", |state| state["parts"]["asks"].as_str().is_some_and(|part| part.contains(SECRET)))
        .await;
    let code = session.code.clone();
    for path in [format!("/{code}"), format!("/{code}?lang=en"), format!("/{code}/questions?question=vragen&page=1")] {
        let page = server.get(&path).await.text().await.unwrap();
        assert!(!page.contains("geheim"), "{path}");
    }
    // Everything that comes to others until the question has been let through holds nothing of it.
    control
        .say(json!({ "type": "command", "id": 1, "command": "ask-spotlight", "slide": "vragen", "ask": 1, "round": 1 }))
        .await;
    for socket in [&mut phone, &mut screen] {
        let seen = socket.hear_until("state", |state| state.to_string().contains("geheim")).await;
        assert!(seen.to_string().contains("now") || seen["parts"]["stage"].is_string());
    }
    control.say(json!({ "type": "command", "id": 2, "command": "ask-hide", "ask": 1 })).await;
    for socket in [&mut phone, &mut screen] {
        socket.hear_until("state", |state| !state.to_string().contains("geheim")).await;
    }
    assert_eq!(
        asker.hear_until("mine", |mine| mine["asks"]["vragen"]["list"][0]["state"] == "hidden").await["type"],
        "mine"
    );
    let results = server.results(&session).await;
    let kept = &results["questions"][0]["asks"][0];
    assert_eq!((&kept["text"], &kept["state"], &kept["name"]), (&json!(SECRET), &json!("hidden"), &json!("Ans")));
}

#[tokio::test]
async fn both_roads_ask_and_vote_once_and_a_restart_finds_all_of_it() {
    let (server, session) = at("vragen.open").await;
    let token = server.token(&session).await;
    let mut asker = server.phone_with(&session, &token).await;
    asker.say(ask(1, "Komt dit aan?")).await;
    asker.hear_until("asked", |said| said["outcome"] == "counted").await;
    let form = [
        ("question", "vragen"),
        ("round", "1"),
        ("n", "1"),
        ("token", &token),
        ("text", "Komt dit aan?"),
        ("name", "Ans"),
    ];
    let post = |path: String, form: Vec<(&'static str, String)>| {
        let request = reqwest::Client::new().post(server.url(&path)).header("accept", "application/json").form(&form);
        async move { request.send().await.unwrap().json::<Value>().await.unwrap() }
    };
    let code = session.code.clone();
    let heard =
        post(format!("/{code}/asks"), form.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()).await;
    assert_eq!(heard["outcome"], "counted");
    assert_eq!(heard["mine"]["asks"]["vragen"]["list"].as_array().unwrap().len(), 1, "one and not two");
    let mut control = server.control(&session).await;
    control.say(json!({ "type": "command", "id": 1, "command": "ask-show", "ask": 1 })).await;
    control.hear_until("reply", |_| true).await;
    let mut voter = server.phone(&session).await;
    voter.say(json!({ "type": "upvote", "question": "vragen", "round": 1, "ask": 1, "n": 1, "on": true })).await;
    voter.hear_until("mine", |mine| mine["asks"]["vragen"]["votes"]["1"]["on"] == true).await;
    let again = server.restart(Timing::default()).await;
    let results = again.results(&session).await;
    let kept = &results["questions"][0]["asks"];
    assert_eq!((kept.as_array().unwrap().len(), &kept[0]["votes"], &kept[0]["state"]), (1, &json!(1), &json!("shown")));
}

#[tokio::test]
async fn whoever_voted_hears_where_that_vote_stands_after_every_merging_and_parting() {
    let (server, session) = at("vrij.open").await;
    let mut asker = server.phone(&session).await;
    for n in 1..=3 {
        asker.say(json!({ "type": "ask", "question": "vrij", "round": 1, "n": n, "text": format!("Vraag {n}") })).await;
        asker.hear_until("asked", |said| said["outcome"] == "counted").await;
    }
    let mut voter = server.phone(&session).await;
    voter.say(json!({ "type": "upvote", "question": "vrij", "round": 1, "ask": 1, "n": 1, "on": true })).await;
    let mut control = server.control(&session).await;
    let merge =
        |ask: u32, into: u32| json!({ "type": "command", "id": 1, "command": "ask-merge", "ask": ask, "into": into });
    let part = json!({ "type": "command", "id": 1, "command": "ask-show", "ask": 1 });
    for (press, stands) in [
        (None, vec!["1"]),
        (Some(merge(1, 2)), vec!["1", "2"]),
        (Some(merge(2, 3)), vec!["1", "3"]),
        (Some(part), vec!["1"]),
    ] {
        if let Some(press) = press {
            control.say(press).await;
        }
        voter
            .hear_until("mine", |mine| {
                let votes = mine["asks"]["vrij"]["votes"].as_object().into_iter().flatten();
                votes.filter(|(_, vote)| vote["on"] == true).map(|(ask, _)| ask.as_str()).eq(stands.iter().copied())
            })
            .await;
    }
}

#[tokio::test]
async fn who_counts_as_present_is_the_same_after_a_restart() {
    let (server, session) = at("vrij.open").await;
    let ask = [("question", "vrij"), ("round", "1"), ("n", "1"), ("text", "Wanneer?")];
    let vote = [("question", "vrij"), ("round", "1"), ("vote", "1.1.1")];
    for (road, form) in [("asks", ask.as_slice()), ("upvotes", &vote), ("upvotes", &vote)] {
        let token = server.token(&session).await;
        let form: Vec<_> = form.iter().copied().chain([("token", token.as_str())]).collect();
        let request = server.http.post(server.url(&format!("/{}/{road}", session.code))).form(&form);
        let reply: Value = request.header("accept", "application/json").send().await.unwrap().json().await.unwrap();
        assert_eq!(reply["outcome"], "counted");
    }
    let present = |results: &Value| results["questions"][1]["present"].clone();
    let before = present(&server.results(&session).await);
    let again = server.restart(Timing::default()).await;
    assert_eq!(present(&again.results(&session).await), before);
    assert_eq!(before, 1);
}

#[tokio::test]
async fn a_frame_is_bounded_however_many_ask() {
    let (server, session) = at("vragen.open").await;
    server.walk_to(&session, "vrij.open").await;
    for _ in 0..12 {
        let mut asker = server.phone(&session).await;
        for n in 1..=5 {
            let text = "Hoe gaat dat in de praktijk, en wie betaalt dat dan? ".repeat(4);
            asker.say(json!({ "type": "ask", "question": "vrij", "round": 1, "n": n, "text": text })).await;
            asker.hear_until("asked", |said| said["outcome"] == "counted").await;
        }
    }
    let mut phone = server.phone(&session).await;
    let state = phone.hear_until("state", |state| state["live"]["texts"]["asks"] == "60").await;
    let list = state["parts"]["asks"].as_str().unwrap();
    assert_eq!(list.matches("<li ").count(), 20);
    assert!(state.to_string().len() < 16 * 1024, "{}", state.to_string().len());
}
