//! Points to divide: all of them or none.

use peil::domain::answer::Answer;
use peil::domain::decimal::Decimal;
use peil::domain::session::Outcome;
use peil::hub::Timing;
use proptest::prelude::*;
use serde_json::json;

use super::{by_part, counts_what_stands, opened, say};
use crate::fixtures::slide_key;
use crate::support::{Server, folders};

const DECK: &str = "+++\ntitle = \"Budget\"\n+++\n\n# Verdeel het budget {#budget .points max=100 step=10}\n\n\
    - [techniek] Techniek\n- [combi] Combinatiebanen\n- [school] Scholing\n";
const KEYS: [&str; 4] = ["techniek", "combi", "school", "onbekend"];

#[test]
fn all_points_are_divided_and_no_more() {
    let (mut session, mut facts) = opened(DECK);
    for (said, expected) in [
        (by_part(&[("techniek", 60), ("school", 30)]), Outcome::Invalid),
        (by_part(&[("techniek", 60), ("school", 41)]), Outcome::Invalid),
        (by_part(&[("techniek", 63), ("school", 37)]), Outcome::Counted),
        (by_part(&[("techniek", 100), ("combi", 0)]), Outcome::Changed),
        (by_part(&[("techniek", 101), ("combi", -1)]), Outcome::Invalid),
        (by_part(&[("onbekend", 100)]), Outcome::Invalid),
        (by_part(&[("techniek", 50), ("techniek", 50)]), Outcome::Invalid),
        (Answer::of_number(Decimal::from(100)), Outcome::Invalid),
        (by_part(&[("techniek", 0)]), Outcome::Changed),
    ] {
        assert_eq!(say(&mut session, &slide_key("budget"), 1, said.clone(), &mut facts), expected, "{said:?}");
    }
    assert_eq!(session.poll(&slide_key("budget")).unwrap().tally().answers(), 0);
}

#[test]
fn any_points_changes_and_withdrawals_count_as_what_stands_and_replay_finds_the_same() {
    let whole = (0..=10_i64, 0..=10_i64).prop_map(|(one, two)| {
        let (one, two) = (one.min(two) * 10, one.max(two) * 10);
        by_part(&[(KEYS[0], one), (KEYS[1], two - one), (KEYS[2], 100 - two)])
    });
    let any = prop::collection::vec((0..4_usize, -1..=60_i64), 0..4)
        .prop_map(|given| by_part(&given.into_iter().map(|(key, points)| (KEYS[key], points)).collect::<Vec<_>>()));
    let said = prop_oneof![4 => whole, 2 => any, 1 => Just(Answer::default())].boxed();
    counts_what_stands(DECK, "budget", said, &|_, tally| {
        let points = |part: &peil::domain::tally::Tally| {
            part.numbers().map(|(points, count)| points.whole().unwrap() * i64::from(count)).sum::<i64>()
        };
        let sum: i64 = tally.parts().iter().map(points).sum();
        u32::from(sum != i64::from(tally.answers()) * 100)
    });
}

#[tokio::test]
async fn points_come_by_socket_and_by_form_and_are_in_every_file() {
    let server = Server::over(folders(DECK), Timing::default()).await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "budget.open").await;
    let mut phone = server.phone(&session).await;
    let parts = json!({ "school": { "number": "40" }, "techniek": { "number": "60" } });
    phone.say(json!({ "type": "answer", "question": "budget", "round": 1, "n": 1, "parts": parts })).await;
    assert_eq!(phone.hear_until("outcome", |_| true).await["outcome"], "counted");
    let token = server.token(&session).await;
    let cookie = format!("peil-{}={token}", session.code);
    let form = [
        ("question", "budget"),
        ("round", "1"),
        ("n", "1"),
        ("several", "1"),
        ("number.techniek", "100"),
        ("number.combi", ""),
        ("number.school", "0"),
    ];
    let url = server.url(&format!("/{}/answers?lang=nl", session.code));
    let reply = server.http.post(url).header("cookie", &cookie).form(&form).send().await.unwrap();
    let page = server.url(reply.headers()["location"].to_str().unwrap());
    let page = server.http.get(page).header("cookie", &cookie).send().await.unwrap().text().await.unwrap();
    assert!(
        page.contains("name=number.techniek value=\"100\"") && page.contains("name=number.school value=\"\""),
        "{page}"
    );
    let results = server.results(&session).await;
    let question = &results["questions"][0];
    assert_eq!((&question["kind"], &question["answered"]), (&json!("points"), &json!(2)));
    assert_eq!(question["parts"][0]["counts"], json!({ "60": 1, "100": 1 }), "{question}");
    assert_eq!(question["parts"][1]["counts"], json!({ "0": 2 }), "who gives nothing is counted: {question}");
}
