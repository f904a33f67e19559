//! Secrets that leak: none is in a frame, in a page of somebody else, in a file or in the log.

use super::browser::{From, control_cookie, desk_cookie, get, screen_cookie};
use crate::process::{self, Binary};
use crate::support::{DECK, KEY, Socket, folders};

/// Writes down everything a socket says until it is closed.
fn listen(mut socket: Socket) -> tokio::task::JoinHandle<String> {
    tokio::spawn(async move {
        let mut heard = String::new();
        while let Some(message) = socket.hear().await {
            heard.push_str(&message.to_string());
        }
        heard
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_secret_is_in_a_frame_a_page_of_somebody_else_a_file_or_the_log() {
    let folder = folders(DECK);
    let mut command = process::command(folder.path(), &[]);
    command.env("PEIL_LOG", "trace");
    let binary = Binary::run(folder, command).await;
    let session = binary.begin("proef").await;
    let server_key = std::fs::read_to_string(binary.folder().join("data/server.key")).unwrap().trim().to_owned();
    let desk = desk_cookie(&binary).await;
    let tokens = [binary.token(&session).await, binary.token(&session).await];
    let secrets = [
        ("the organiser's key", KEY),
        ("the server's key", &server_key),
        ("the control's secret", &session.control_key),
        ("the screen's secret", &session.screen_key),
        ("the desk's cookie", desk.split_once('=').unwrap().1),
        ("an attendee's token", &tokens[0]),
        ("another attendee's token", &tokens[1]),
    ];
    let mut phones = [binary.phone_with(&session, &tokens[0]).await, binary.phone_with(&session, &tokens[1]).await];
    let listeners = [
        ("a phone's frames", listen(binary.phone(&session).await)),
        ("a screen's frames", listen(binary.screen(&session).await)),
        ("a control's frames", listen(binary.control(&session).await)),
    ];
    let mut places: Vec<(String, String)> = Vec::new();
    let pages = [
        ("/".to_owned(), String::new()),
        (format!("/{}", session.code), String::new()),
        (format!("/{}/privacy", session.code), String::new()),
        (format!("/screen/{}", session.code), screen_cookie(&session)),
        (format!("/control/{}", session.code), control_cookie(&session)),
        ("/desk/key".to_owned(), String::new()),
    ];
    for step in ["p1.open", "p1.revealed", "p2.open"] {
        binary.walk_to(&session, step).await;
        if let Some(question) = step.strip_suffix(".open") {
            let choice = if question == "p1" { "ja" } else { "1" };
            for phone in &mut phones {
                assert_eq!(phone.vote(question, 1, choice).await, "counted");
            }
        }
        for (path, cookie) in &pages {
            let page = get(&binary, path, From { cookie, ..From::default() }).await;
            places.push((format!("{path} at {step}"), page.text().await.unwrap()));
        }
    }
    // Things that go wrong are logged, and those who did them not.
    get(&binary, &format!("/control/{}?key={}", session.code, &session.control_key[1..]), From::default()).await;
    get(&binary, &format!("/{}", session.code), From { cookie: "peil-1=x", ..From::default() }).await;
    for file in ["results.json", "export.csv", "export-wide.csv"] {
        let text = binary.get(&format!("/api/v1/sessions/{}/{file}", session.id)).await.text().await.unwrap();
        places.push((file.to_owned(), text));
    }
    // The control of this check: a token is in the page of the one whose it is.
    let cookie = format!("peil-{}={}", session.code, tokens[0]);
    let own = get(&binary, &format!("/{}", session.code), From { cookie: &cookie, ..From::default() }).await;
    assert!(own.text().await.unwrap().contains(&tokens[0]));

    let folder = binary.kill();
    places.push(("the log".to_owned(), std::fs::read_to_string(folder.path().join("err")).unwrap()));
    for (name, listener) in listeners {
        places.push((name.to_owned(), listener.await.unwrap()));
    }
    for (place, text) in &places {
        assert!(text.len() > 50, "{place} is there to be searched: {text}");
        for (secret, value) in secrets {
            assert!(value.len() >= 16 && !text.contains(value), "{secret} is in {place}");
        }
    }
}
