//! The promise from its choice to what people read: at the desk, by the API, on phones and in files.

use reqwest::header::{COOKIE, LOCATION};
use serde_json::{Value, json};

use crate::safety::desk_cookie;
use crate::support::{Server, Started, folders};
use peil::hub::Timing;

const DECK: &str = "+++\ntitle = \"Proef\"\n+++\n\n\
    # Waar werkt u? {#waar .segment}\n\n- (zorg) Zorg\n- (bouw) Bouw\n- (zee) Zeevaart\n\n---\n\n\
    # Komt u? {#komt}\n\n- (ja) Ja\n- (nee) Nee\n";

async fn begun(server: &Server, promise: Value) -> Started {
    let mut body = promise;
    body["deck"] = json!("proef");
    let reply = server.post("/api/v1/sessions", body).await;
    assert_eq!(reply.status(), 201);
    let body: Value = reply.json().await.unwrap();
    let key = |name: &str| body[name].as_str().unwrap().split_once("?key=").unwrap().1.to_owned();
    Started {
        id: body["id"].as_str().unwrap().to_owned(),
        code: body["code"].as_str().unwrap().to_owned(),
        screen_key: key("screen_url"),
        control_key: key("control_url"),
    }
}

async fn desk(server: &Server, path: &str) -> String {
    let cookie = desk_cookie(server).await;
    let request = server.http.get(server.url(path)).header(COOKIE, cookie).header("accept-language", "nl");
    let reply = request.send().await.unwrap();
    assert_eq!(reply.status(), 200, "{path}");
    reply.text().await.unwrap()
}

async fn phone_page(server: &Server, session: &Started) -> String {
    let request = server.http.get(server.url(&format!("/{}?lang=nl", session.code)));
    request.send().await.unwrap().text().await.unwrap()
}

/// So many people of each group, who all answer both questions; then the end.
async fn play(server: &Server, session: &Started, groups: &[(&str, u32, &str)]) {
    let mut phones = Vec::new();
    for (group, people, said) in groups {
        for _ in 0..*people {
            phones.push((server.phone(session).await, *group, *said));
        }
    }
    server.walk_to(session, "waar.open").await;
    for (phone, group, _) in &mut phones {
        assert_eq!(phone.vote("waar", 1, group).await, "counted");
    }
    server.walk_to(session, "komt.open").await;
    for (phone, _, said) in &mut phones {
        assert_eq!(phone.vote("komt", 1, said).await, "counted");
    }
    let step = server.step(session).await;
    server.command(session, &step, "close").await;
}

async fn end(server: &Server, session: &Started) {
    let step = server.step(session).await;
    assert_eq!(server.command(session, &step, "end").await.0, 200);
}

#[tokio::test]
async fn a_program_chooses_the_promise_and_hears_which_member_cannot_be() {
    let server = Server::over(folders(DECK), Timing::default()).await;
    let promise = json!({ "mode": "confidential", "floor": 8, "texts_days": 7, "rows_days": null });
    let session = begun(&server, promise).await;
    let results = server.results(&session).await;
    assert_eq!((&results["mode"], &results["floor"]), (&json!("confidential"), &json!(8)));
    let plain = begun(&server, json!({})).await;
    let results = server.results(&plain).await;
    assert_eq!((&results["mode"], &results["floor"]), (&json!("open"), &json!(5)));
    for (member, value) in
        [("mode", json!("anoniem")), ("floor", json!(4)), ("texts_days", json!(0)), ("rows_days", json!(731))]
    {
        let mut body = json!({ "deck": "proef" });
        body[member] = value;
        let reply = server.post("/api/v1/sessions", body).await;
        assert_eq!(reply.status(), 400, "{member}");
        let problem: Value = reply.json().await.unwrap();
        assert!(problem["detail"].as_str().unwrap().contains(member), "{problem}");
    }
}

#[tokio::test]
async fn the_organiser_chooses_the_promise_by_form_and_one_press_still_starts() {
    let server = Server::over(folders(DECK), Timing::default()).await;
    let cookie = desk_cookie(&server).await;
    let started = async |fields: &[(&str, &str)]| {
        let request = server.http.post(server.url("/desk/sessions")).header(COOKIE, &cookie);
        let request = request.header("origin", server.url("")).header("accept-language", "nl");
        request.form(fields).send().await.unwrap()
    };
    for (fields, words) in [
        (&[("deck", "proef")][..], "Privacy: Open."),
        (&[("deck", "proef"), ("mode", "research"), ("floor", "10"), ("texts_days", "")], "Privacy: Onderzoek."),
        (&[("deck", "proef"), ("mode", "confidential"), ("floor", "5")], "Privacy: Vertrouwelijk."),
    ] {
        let reply = started(fields).await;
        assert_eq!(reply.status(), 303);
        let page = desk(&server, reply.headers()[LOCATION].to_str().unwrap()).await;
        assert!(page.contains(words), "{page}");
    }
    assert_eq!(started(&[("deck", "proef"), ("floor", "4")]).await.status(), 400);
    assert_eq!(started(&[("deck", "proef"), ("texts_days", "veel")]).await.status(), 400);
    let home = desk(&server, "/desk").await;
    assert!(home.contains("name=\"mode\" value=\"open\" checked") && home.contains("min=\"5\" max=\"50\""), "{home}");
    assert!(home.contains("privacy: vertrouwelijk") && home.contains("privacy: onderzoek"), "{home}");
}

#[tokio::test]
async fn phones_say_who_sees_what_before_anybody_answers() {
    let server = Server::over(folders(DECK), Timing::default()).await;
    for (mode, waiting, first, second) in [
        ("open", "in een bestand voor de organisator", Some("niet op naam"), None),
        ("confidential", "nooit uw antwoorden bij elkaar", Some("alleen totalen"), None),
        ("research", "Dit is onderzoek.", Some("doet u mee aan onderzoek"), Some("doet u mee aan onderzoek")),
    ] {
        let session = begun(&server, json!({ "mode": mode })).await;
        let page = phone_page(&server, &session).await;
        assert!(page.contains(waiting), "{mode}: {page}");
        assert!(!page.to_lowercase().contains("anoniem"));
        for (step, words) in [("waar.open", first), ("komt.open", second)] {
            server.walk_to(&session, step).await;
            let page = phone_page(&server, &session).await;
            let has = |words: &str| page.contains(words);
            match words {
                Some(words) => assert!(has(words) && has(&format!("/{}/privacy", session.code)), "{mode}: {page}"),
                None => assert!(!has("niet op naam") && !has("alleen totalen"), "{mode}: {page}"),
            }
        }
    }
}

#[tokio::test]
async fn a_confidential_session_has_no_file_with_rows() {
    let server = Server::over(folders(DECK), Timing::default()).await;
    let session = begun(&server, json!({ "mode": "confidential" })).await;
    play(&server, &session, &[("zorg", 2, "ja"), ("bouw", 1, "nee")]).await;
    end(&server, &session).await;
    let results = server.results(&session).await;
    assert_eq!(results["rows"], json!([]));
    assert_eq!((&results["participants"], &results["questions"][1]["counts"]["ja"]), (&json!(3), &json!(2)));
    let wide = server.get(&format!("/api/v1/sessions/{}/export-wide.csv", session.id)).await;
    assert_eq!(wide.status(), 404);
    assert_eq!(wide.json::<Value>().await.unwrap()["code"], "no-rows");
    let page = desk(&server, &format!("/desk/sessions/{}", session.id)).await;
    assert!(!page.contains("export-wide.csv") && page.contains("export.csv"), "{page}");
    assert!(desk(&server, "/desk").await.contains("class=\"past\""));
}

#[tokio::test]
async fn the_results_page_splits_by_a_segment_question_once_the_results_are_final() {
    let server = Server::over(folders(DECK), Timing::default()).await;
    let session = begun(&server, json!({})).await;
    play(&server, &session, &[("zorg", 6, "ja"), ("bouw", 4, "nee"), ("zee", 2, "ja")]).await;
    let path = format!("/desk/sessions/{}/results", session.id);
    let page = desk(&server, &format!("{path}?by=waar")).await;
    assert!(page.contains("Uitsplitsen kan als de uitslagen vaststaan"), "{page}");
    assert!(!page.contains("class=\"figures many groups\""), "{page}");
    assert!(!page.contains("name=\"by\""), "a choice that does nothing is not offered: {page}");
    end(&server, &session).await;
    // Somebody could resume it and vote, and the difference between two tables would be that one.
    let page = desk(&server, &format!("{path}?by=waar")).await;
    assert!(page.contains("Uitsplitsen kan als de uitslagen vaststaan"), "{page}");
    assert!(!page.contains("class=\"figures many groups\""), "{page}");
    assert_eq!(server.results(&session).await["questions"][0]["withheld"], json!("still_running"));
    server.finish(&session).await;
    let page = desk(&server, &format!("{path}?by=waar")).await;
    let table = page.split_once("class=\"figures many groups\"").expect("a table by group").1;
    let table = table.split_once("</table>").unwrap().0;
    for words in [
        "<bdi>Zorg</bdi>",
        "<bdi>Overig of geen antwoord</bdi>",
        "<td data-label=\"Zorg\">6</td><td data-label=\"Overig of geen antwoord\">6</td>",
    ] {
        assert!(table.contains(words), "{words}: {table}");
    }
    assert!(!table.contains("Zeevaart") && page.contains("Kleine groepen staan samen"), "{page}");
    // The file says the same.
    let results = server.results(&session).await;
    let of = |key: &str| {
        let rows = results["rows"].as_array().unwrap().iter();
        rows.filter(|row| row["cells"]["waar"]["choices"] == json!([key])).count()
    };
    assert_eq!((of("zorg"), of("overig"), of("bouw"), of("zee")), (6, 6, 0, 0));
    assert_eq!(results["questions"][0]["merged"]["options"], json!(["bouw", "zee"]));
    // Without the choice nothing is split.
    assert!(!desk(&server, &path).await.contains("class=\"figures many groups\""));
}

#[tokio::test]
async fn where_groups_are_to_be_told_rows_come_when_the_results_are_final_and_every_page_says_so() {
    let server = Server::over(folders(DECK), Timing::default()).await;
    let session = begun(&server, json!({})).await;
    play(&server, &session, &[("zorg", 6, "ja"), ("bouw", 6, "nee")]).await;
    let wide = format!("/api/v1/sessions/{}/export-wide.csv", session.id);
    let page = format!("/desk/sessions/{}", session.id);
    for is_ended in [false, true] {
        if is_ended {
            end(&server, &session).await;
        }
        let results = server.results(&session).await;
        assert_eq!((&results["rows"], &results["rows_withheld"]), (&json!([]), &json!("still_running")));
        assert_eq!((&results["participants"], &results["questions"][1]["counts"]["ja"]), (&json!(12), &json!(6)));
        let refused = server.get(&wide).await;
        assert_eq!(refused.status(), 409);
        let problem: Value = refused.json().await.unwrap();
        assert_eq!(problem["code"], "rows-later", "{problem}");
        let when = problem["detail"].as_str().unwrap();
        assert!(when.contains("finish") && when.contains(if is_ended { "become final at 20" } else { "ten minutes" }));
        let desk = desk(&server, &page).await;
        assert!(desk.contains("komen als de uitslagen vaststaan: tien minuten na het einde"), "{desk}");
        assert!(!desk.contains("export-wide.csv") && desk.contains("export.xlsx"), "{desk}");
    }
    server.finish(&session).await;
    let results = server.results(&session).await;
    assert_eq!((results["rows"].as_array().unwrap().len(), results.get("rows_withheld")), (12, None));
    assert_eq!(server.get(&wide).await.status(), 200);
    let desk = desk(&server, &page).await;
    assert!(desk.contains("export-wide.csv") && !desk.contains("komen als de uitslagen vaststaan"), "{desk}");
}
