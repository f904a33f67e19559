//! Answers in an order of each phone's own: the same each time, in no frame, and noted in the results.

use peil::hub::Timing;
use serde_json::json;

use crate::support::{Server, folders};

const DECK: &str = "+++\ntitle = \"Door elkaar\"\n+++\n\n# Waar denkt u aan? {#denkt .shuffle}\n\n\
    - [a] A\n- [b] B\n- [c] C\n- [d] D\n- [e] E\n- [f] F\n- [anders] Anders… ____\n\n---\n\n\
    # Wat moet eerst? {#eerst .ranking .shuffle}\n\n- [a] A\n- [b] B\n- [c] C\n- [d] D\n- [e] E\n- [f] F\n";

/// The answers in a piece of a page, in the order they stand.
fn keys(page: &str) -> String {
    let rows = page.split("li data-option=").skip(1);
    rows.map(|rest| rest.split(['>', ' ']).next().unwrap()).collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn each_phone_has_its_own_order_and_keeps_it_and_frames_have_the_decks() {
    let server = Server::over(folders(DECK), Timing::default()).await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "denkt.open").await;
    let mut orders = std::collections::BTreeSet::new();
    for _ in 0..8 {
        let cookie = format!("peil-{}={}", session.code, server.token(&session).await);
        let page = async || {
            let url = server.url(&format!("/{}?lang=nl", session.code));
            let page = server.http.get(url).header("cookie", &cookie).send().await.unwrap().text().await.unwrap();
            let (_, page) = page.split_once("<main id=\"main\">").unwrap();
            let (drawn, state) = page.split_once("</main>").unwrap();
            (keys(drawn), keys(state))
        };
        let (order, state) = page().await;
        assert_eq!(state, "a b c d e f anders", "frames are the same for everybody");
        assert!(order.ends_with(" anders"), "{order}");
        assert_eq!(page().await.0, order, "the same each time");
        orders.insert(order);
    }
    assert!(orders.len() > 1, "{orders:?}");
    let results = server.results(&session).await;
    assert_eq!(results["questions"][0]["shuffled"], json!(true));
}
