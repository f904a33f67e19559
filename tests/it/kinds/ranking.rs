//! A ranking: places in order, no more than may be and each once; by script, and without as a list of places.

use peil::domain::answer::Answer;
use peil::domain::decimal::Decimal;
use peil::domain::session::Outcome;
use peil::hub::Timing;
use proptest::prelude::*;
use serde_json::json;

use super::{by_part, counts_what_stands, opened, say};
use crate::fixtures::{option_key, slide_key};
use crate::support::{Server, folders};

const DECK: &str = "+++\ntitle = \"Eerst\"\n+++\n\n# Wat moet eerst? {#eerst .ranking max=3}\n\n\
    - [meer] Meer mensen\n- [minder] Minder werk\n- [slim] Slimmer werken\n- [regels] Minder regels\n";
const KEYS: [&str; 5] = ["meer", "minder", "slim", "regels", "onbekend"];

fn order(keys: &[&str]) -> Answer {
    Answer::of_choices(keys.iter().map(|key| option_key(key)).collect())
}

#[test]
fn an_order_holds_no_more_than_may_be_each_once_and_places_may_leave_gaps() {
    let (mut session, mut facts) = opened(DECK);
    for (said, expected) in [
        (order(&["slim", "meer"]), Outcome::Counted),
        (order(&["slim", "meer", "minder", "regels"]), Outcome::Invalid),
        (order(&["slim", "slim"]), Outcome::Invalid),
        (order(&["onbekend"]), Outcome::Invalid),
        // The same order, as a page without script says it.
        (by_part(&[("meer", 3), ("slim", 1)]), Outcome::Changed),
        (by_part(&[("meer", 1), ("slim", 3)]), Outcome::Changed),
        (by_part(&[("meer", 1), ("slim", 1)]), Outcome::Invalid),
        (by_part(&[("meer", 0)]), Outcome::Invalid),
        (Answer { text: Some("woorden".into()), ..order(&["meer"]) }, Outcome::Invalid),
        (Answer::default(), Outcome::Changed),
    ] {
        assert_eq!(say(&mut session, &slide_key("eerst"), 1, said.clone(), &mut facts), expected, "{said:?}");
    }
    assert_eq!(session.poll(&slide_key("eerst")).unwrap().tally().answers(), 0);
}

#[test]
fn any_orders_changes_and_withdrawals_count_as_what_stands_and_replay_finds_the_same() {
    let orders = prop_oneof![
        2 => prop::collection::vec(0..5_usize, 0..5),
        5 => (Just(vec![0_usize, 1, 2, 3]).prop_shuffle(), 1..=3_usize).prop_map(|(all, count)| all[..count].to_vec()),
        1 => Just(vec![]),
    ];
    let orders = orders.prop_map(|places| order(&places.into_iter().map(|place| KEYS[place]).collect::<Vec<_>>()));
    let by_list = prop::collection::btree_map(0..4_usize, 1..=3_i64, 0..=3)
        .prop_map(|places| by_part(&places.into_iter().map(|(key, place)| (KEYS[key], place)).collect::<Vec<_>>()));
    let said = prop_oneof![3 => orders, 1 => by_list].boxed();
    counts_what_stands(DECK, "eerst", said, &|answer, tally| {
        // Everyone's first place is in the count of first places.
        let place = KEYS.iter().position(|key| *key == answer.choices[0].as_str()).unwrap();
        u32::from(tally.parts()[place].numbers().next().is_none_or(|(place, _)| place != Decimal::from(1)))
    });
}

#[tokio::test]
async fn an_order_comes_by_socket_and_is_in_every_file_and_without_script_by_form() {
    let server = Server::over(folders(DECK), Timing::default()).await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "eerst.open").await;
    let mut phone = server.phone(&session).await;
    phone.say(json!({ "type": "answer", "question": "eerst", "round": 1, "n": 1, "choices": ["slim", "meer"] })).await;
    assert_eq!(phone.hear_until("outcome", |_| true).await["outcome"], "counted");
    let token = server.token(&session).await;
    let cookie = format!("peil-{}={token}", session.code);
    let send = async |n: &str, places: &[(&str, &str)]| {
        let mut form = vec![("question", "eerst"), ("round", "1"), ("n", n), ("several", "1")];
        form.extend(places);
        let url = server.url(&format!("/{}/answers?lang=nl", session.code));
        let reply = server.http.post(url).header("cookie", &cookie).form(&form).send().await.unwrap();
        let page = server.url(reply.headers()["location"].to_str().unwrap());
        server.http.get(page).header("cookie", &cookie).send().await.unwrap().text().await.unwrap()
    };
    let page =
        send("1", &[("number.meer", "1"), ("number.minder", ""), ("number.slim", "2"), ("number.regels", "")]).await;
    assert!(page.contains("name=number.meer><option value=\"\">geen plaats<option value=1 selected>1e"), "{page}");
    assert!(page.contains("name=number.minder><option value=\"\">geen plaats<option value=1>1e"), "{page}");
    let results = server.results(&session).await;
    let question = &results["questions"][0];
    assert_eq!((&question["kind"], &question["answered"]), (&json!("ranking"), &json!(2)));
    assert_eq!(question["parts"][0]["counts"], json!({ "1": 1, "2": 1 }), "{question}");
    let orders: Vec<_> = [0, 1].map(|row| &results["rows"][row]["cells"]["eerst"]["choices"]).into_iter().collect();
    assert!(orders.contains(&&json!(["slim", "meer"])) && orders.contains(&&json!(["meer", "slim"])), "{results}");
    let page = send("2", &[("number.meer", "1"), ("number.slim", "1")]).await;
    assert!(page.contains("value=1 selected"), "what stands stays: {page}");
    let page = send("3", &[("number.meer", ""), ("number.slim", "")]).await;
    assert!(!page.contains(" selected"), "{page}");
    assert_eq!(server.results(&session).await["questions"][0]["answered"], 1);
}
