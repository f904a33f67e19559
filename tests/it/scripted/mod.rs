//! A whole session with known answers: 120 people who join in time or late, lose their connection, change their minds and
//! answer by socket and by form. What they said is reckoned here in plain, and every page and file must say the same,
//! before and after the session is sealed.

mod crowd;
mod expected;
mod play;
mod read;

use std::time::Duration;

use peil::hub::Timing;

use crate::support::{Server, folders};
use crowd::{ASKED, ASKS, DECK};
use expected::{Expected, could_ask, expected, moved, votes};
use play::Crowd;

/// What every page and file says of one question, by the label of a row: its cells, as people read them.
type Said = Vec<(String, Vec<String>)>;

#[tokio::test]
async fn every_page_and_file_says_what_was_said_before_and_after_sealing() {
    // Sealed in a moment, once it is ended and looked at.
    let timing = Timing { grace: Duration::from_millis(20), resume: Duration::from_secs(600), ..Timing::default() };
    let server = Server::over(folders(DECK), timing).await;
    let crowd = Crowd::play(&server).await;
    let expected = expected();
    let before = agree(&server, &crowd.session.id, &expected).await;
    // Over a restart with no time to resume, the session is sealed at once.
    let server = server.restart(Timing { resume: Duration::ZERO, ..timing }).await;
    until_sealed(&server, &crowd.session.id).await;
    let after = agree(&server, &crowd.session.id, &expected).await;
    for (place, document) in ["the results page", "the report", "two together", "the digest"].into_iter().enumerate() {
        assert_eq!(before[place], after[place], "{document} says the same before and after");
    }
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

/// Each way to read the results, against what was said. What each document said as it stands.
async fn agree(server: &Server, id: &str, expected: &[Expected]) -> [String; 4] {
    let page = read::page(server, id).await;
    let json = read::json(server, id).await;
    let long = read::long(server, id).await;
    let wide = read::wide(server, id).await;
    let workbook = read::workbook(server, id).await;
    let paper = read::paper(server, id).await;
    let report = read::report(server, id).await;
    for question in expected {
        let id = question.id;
        assert_eq!(page.said(id), question.said, "the page, {id}");
        assert_eq!(json.counts(id), question.counts, "the JSON, {id}");
        assert_eq!(long.counts(id), question.counts, "the long CSV, {id}");
        assert_eq!(wide.answered(id), question.answered, "the wide CSV, {id}");
        workbook.agrees(question);
        paper.agrees(question, expected);
        assert_eq!(page.reach(id), (question.answered, question.shown, 120), "the page, {id}");
        assert_eq!(json.reach(id), (question.answered, question.shown, 120), "the JSON, {id}");
        for (label, cells) in &question.said {
            let row = format!(">{label}</th><td>{}</td>", cells.join("</td><td>"));
            assert!(report.contains(&row), "{row} in {report}");
        }
    }
    asks_agree(&page, &json, &workbook, &paper);
    let together = moves_agree(server, id, &workbook, &paper, &report).await;
    assert_eq!(json.verified(), "", "peil verify");
    [page.text().to_owned(), report, together, json.digest().to_owned()]
}

/// What the audience asked, who else wanted it answered, and what became of it.
fn asks_agree(page: &read::Page, json: &read::Json, workbook: &read::Workbook, paper: &read::Paper) {
    let state = |becomes: Option<&str>| match becomes {
        Some("ask-answer") => "beantwoord",
        Some(_) => "verborgen",
        None => "getoond, niet beantwoord",
    };
    let asked: Vec<(String, u32, &str)> = ASKED
        .iter()
        .enumerate()
        .map(|(place, (_, text, becomes))| ((*text).to_owned(), votes(place), state(*becomes)))
        .collect();
    let said: Said = asked.iter().map(|(text, votes, _)| (text.clone(), vec![votes.to_string()])).collect();
    assert_eq!((page.said(ASKS), page.reach(ASKS)), (said, (4, could_ask(), 120)));
    assert_eq!(json.asks(ASKS), asked.iter().map(|(text, votes, _)| (text.clone(), *votes)).collect::<Vec<_>>());
    workbook.agrees_on_asks(&asked);
    for (text, votes, state) in &asked {
        match *state {
            "verborgen" => assert!(!paper.has(text), "what was hidden is in no report"),
            state => paper.says(&format!("{text} {votes} anderen wilden dit ook weten · {state}")),
        }
    }
}

/// What was asked twice: on the page where two questions stand together, in the workbook, on paper and in the report.
async fn moves_agree(
    server: &Server,
    id: &str,
    workbook: &read::Workbook,
    paper: &read::Paper,
    report: &str,
) -> String {
    let moved = moved();
    assert!(moved.only_first > 0 && moved.only_second > 0 && moved.ways.len() == 2);
    let together = read::together(server, id, "doen", "doen-na").await;
    assert_eq!(together.table("pairs"), moved.pairs);
    workbook.agrees_on_moves(&moved);
    for (label, cells) in &moved.pairs {
        paper.says(&format!("{label} {}", cells.join(" ")));
        assert!(report.contains(&format!(">{label}</th><td>{}</td>", cells.join("</td><td>"))), "{label} in {report}");
    }
    for (from, to, count) in &moved.ways {
        paper.says(&format!("Van ‘{from}’ naar ‘{to}’ {count} 0"));
    }
    for sentence in [
        format!("{} deelnemers beantwoordden beide vragen.", moved.both),
        format!("Alleen de eerste vraag: {}.", moved.only_first),
        format!("Alleen de tweede vraag: {}.", moved.only_second),
    ] {
        paper.says(&sentence);
        assert!(together.text().contains(&sentence) && report.contains(&sentence), "{sentence}");
    }
    paper.says("niet over andere mensen");
    together.text().to_owned()
}
