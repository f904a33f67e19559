//! A question that is asked twice: it has the answers of the first, in every language, is counted by itself, and its
//! result stands beside the first one's, as far as that was shown.

use std::fs;

use peil::hub::Timing;
use serde_json::json;

use crate::support::{Server, Socket, Started, folders};

const DECK: &str = "+++\ntitle = \"Kennis\"\n+++\n\n# Hoe bekend? {#eerst}\n\n1. ( ) Niet\n2. ( ) Wel\n\n---\n\n# En nu? {#nu repeat=eerst}\n";
const ENGLISH: &str = "+++\ntitle = \"Knowledge\"\n+++\n\n# How familiar? {#eerst}\n\n1. ( ) Not\n2. ( ) Quite\n\n---\n\n# And now? {#nu}\n";

/// Three answered the first question; two of them and one other the second, and one of the two chose otherwise.
async fn asked_twice(is_first_shown: bool) -> (Server, Started, Vec<Socket>) {
    let folder = folders(DECK);
    fs::write(folder.path().join("polls/proef.en.md"), ENGLISH).unwrap();
    let server = Server::over(folder, Timing { grace: std::time::Duration::ZERO, ..Timing::default() }).await;
    let session = server.begin("proef").await;
    let mut phones = Vec::new();
    for _ in 0..4 {
        phones.push(server.phone(&session).await);
    }
    for (question, votes) in
        [("eerst", [Some("1"), Some("1"), Some("2"), None]), ("nu", [Some("2"), Some("1"), None, Some("2")])]
    {
        let step = server.step(&session).await;
        server
            .post(
                &format!("/api/v1/sessions/{}/commands", session.id),
                json!({ "command": "show", "from": step, "slide": question }),
            )
            .await;
        assert_eq!(server.command(&session, &format!("{question}.shown"), "open").await.0, 200);
        for (phone, vote) in phones.iter_mut().zip(votes) {
            if let Some(vote) = vote {
                assert_eq!(phone.vote(question, 1, vote).await, "counted");
            }
        }
        assert_eq!(server.command(&session, &format!("{question}.open"), "close").await.0, 200);
        if is_first_shown || question == "nu" {
            assert_eq!(server.command(&session, &format!("{question}.closed"), "reveal").await.0, 200);
        }
    }
    (server, session, phones)
}

#[tokio::test]
async fn the_second_result_stands_beside_the_first_with_who_chose_otherwise() {
    let (server, session, mut phones) = asked_twice(true).await;
    let results = server.results(&session).await;
    assert_eq!(results["questions"][0]["counts"], json!({ "1": 2, "2": 1 }));
    assert_eq!(results["questions"][1]["counts"], json!({ "1": 1, "2": 2 }));
    assert_eq!(
        (&results["questions"][1]["repeats"], &results["questions"][0]["repeats"]),
        (&json!("eerst"), &json!(null))
    );
    assert_eq!(results["questions"][1]["options"][1]["text"], json!({ "nl": "Wel", "en": "Quite" }));
    let mut screen = server.screen(&session).await;
    let stage = screen.state_at("nu.revealed").await["parts"]["stage"].as_str().unwrap().to_owned();
    assert!(stage.contains("Van 2 die twee keer stemden koos 1 nu anders."), "{stage}");
    assert_eq!(stage.matches(r#"class="track before""#).count(), 2, "{stage}");
    let mut control = server.control(&session).await;
    let result = control.state_at("nu.revealed").await["parts"]["result"].as_str().unwrap().to_owned();
    assert!(result.contains("<small>eerst 2</small>") && result.contains("<small>eerst 1</small>"), "{result}");
    let phone = phones[0].state_at("nu.revealed").await["parts"]["main"].as_str().unwrap().to_owned();
    assert!(phone.contains("eerst 2") && phone.contains("eerst 1"), "{phone}");
}

#[tokio::test]
async fn a_first_result_that_was_never_shown_is_not_told_by_the_second() {
    let (server, session, mut phones) = asked_twice(false).await;
    let mut screen = server.screen(&session).await;
    let stage = screen.state_at("nu.revealed").await["parts"]["stage"].as_str().unwrap().to_owned();
    assert!(!stage.contains("before") && !stage.contains("Open balk"), "{stage}");
    let phone = phones[0].state_at("nu.revealed").await["parts"]["main"].as_str().unwrap().to_owned();
    assert!(!phone.contains("eerst "), "{phone}");
}
