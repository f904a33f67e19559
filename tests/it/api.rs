//! The API as the maker of a program meets it: what it says of a request that it cannot read.

mod described;
mod schema;

use reqwest::header::{ACCEPT_LANGUAGE, CONTENT_TYPE};
use serde_json::{Value, json};

use crate::support::{KEY, Server};

/// The problem that this body gets, and its status.
async fn problem(server: &Server, path: &str, content_type: &str, body: String, language: Option<&str>) -> Value {
    let request = server.http.post(server.url(path)).bearer_auth(KEY).header(CONTENT_TYPE, content_type).body(body);
    let request = match language {
        Some(language) => request.header(ACCEPT_LANGUAGE, language),
        None => request,
    };
    let answer = request.send().await.unwrap();
    assert_eq!(answer.headers()[CONTENT_TYPE], "application/problem+json");
    answer.json().await.unwrap()
}

#[tokio::test]
async fn a_command_that_lacks_something_is_told_what() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    let path = format!("/api/v1/sessions/{}/commands", session.id);
    for (body, named) in [
        (json!({ "command": "next" }), "‘from’"),
        (json!({ "command": "next", "from": "zo maar" }), "‘from’"),
        (json!({ "command": "show", "from": "0" }), "‘slide’"),
        (json!({ "command": "set-aside" }), "‘since’"),
        (json!({ "command": "dance", "from": "0" }), "‘command’"),
        (json!({ "from": "0" }), "`command`"),
    ] {
        let problem = problem(&server, &path, "application/json", body.to_string(), None).await;
        assert_eq!((&problem["status"], &problem["code"]), (&json!(400), &json!("unreadable")), "{body}");
        assert!(problem["detail"].as_str().unwrap().contains(named), "{body}: {problem}");
    }
}

#[tokio::test]
async fn a_body_without_its_type_is_told_to_be_json() {
    let server = Server::start().await;
    let problem = problem(&server, "/api/v1/sessions", "text/plain", "{\"deck\":\"proef\"}".to_owned(), None).await;
    assert!(problem["detail"].as_str().unwrap().contains("content-type: application/json"), "{problem}");
}

#[tokio::test]
async fn a_program_that_names_no_language_is_told_in_english() {
    let server = Server::start().await;
    for (language, title) in [
        (None, "This deck does not exist."),
        (Some("nl"), "Deze vragenlijst is er niet."),
        (Some("en"), "This deck does not exist."),
    ] {
        let body = json!({ "deck": "nergens" }).to_string();
        let problem = problem(&server, "/api/v1/sessions", "application/json", body, language).await;
        assert_eq!(problem["title"], title);
    }
}
