//! A whole session with known answers: 120 people who join in time or late, lose their connection, change their minds and
//! answer by socket and by form. What they said is reckoned here in plain, and every page and file must say the same,
//! before and after the session is sealed.

mod crowd;
mod read;

use std::time::Duration;

use peil::hub::Timing;

use crate::support::{Server, folders};
use crowd::{Crowd, DECK, Expected, expected};

/// What every page and file says of one question, by the label of a row: its cells, as people read them.
type Said = Vec<(String, Vec<String>)>;

#[tokio::test]
async fn every_page_and_file_says_what_was_said_before_and_after_sealing() {
    // Sealed in a moment, once it is ended and looked at.
    let timing = Timing { grace: Duration::from_millis(20), resume: Duration::from_secs(600), ..Timing::default() };
    let server = Server::over(folders(DECK), timing).await;
    let crowd = Crowd::play(&server).await;
    let expected = expected();
    agree(&server, &crowd.session.id, &expected).await;
    // Over a restart with no time to resume, the session is sealed at once.
    let server = server.restart(Timing { resume: Duration::ZERO, ..timing }).await;
    until_sealed(&server, &crowd.session.id).await;
    agree(&server, &crowd.session.id, &expected).await;
}

async fn until_sealed(server: &Server, id: &str) {
    let looked = async {
        while server.get(&format!("/api/v1/sessions/{id}")).await.json::<serde_json::Value>().await.unwrap()["sealed"]
            != true
        {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), looked).await.expect("a session that ended is sealed");
}

/// Each way to read the results, against what was said.
async fn agree(server: &Server, id: &str, expected: &[Expected]) {
    let page = read::page(server, id).await;
    let json = read::json(server, id).await;
    let long = read::long(server, id).await;
    let wide = read::wide(server, id).await;
    let workbook = read::workbook(server, id).await;
    let paper = read::paper(server, id).await;
    for question in expected {
        let id = question.id;
        assert_eq!(page.said(id), question.said, "the page, {id}");
        assert_eq!(json.counts(id), question.counts, "the JSON, {id}");
        assert_eq!(long.counts(id), question.counts, "the long CSV, {id}");
        assert_eq!(wide.answered(id), question.answered, "the wide CSV, {id}");
        workbook.agrees(question);
        paper.agrees(question);
        assert_eq!(page.reach(id), (question.answered, question.shown, 120), "the page, {id}");
        assert_eq!(json.reach(id), (question.answered, question.shown, 120), "the JSON, {id}");
    }
    assert_eq!(json.verified(), "", "peil verify");
}
