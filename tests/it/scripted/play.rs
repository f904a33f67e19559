//! The session as it happens: people come late, lose their connection, change their mind, and ask back.

use std::time::Duration;

use peil::domain::ids::EntryName;
use serde_json::{Value, json};

use super::crowd::{
    ASKED, ASKS, COUNTS_AS, LATE, OWN, PEOPLE, QUESTIONS, SEEN_LATE, answers, is_without_script, says, upvotes,
};
use crate::support::{Server, Socket, Started};

pub struct Crowd {
    pub session: Started,
}

impl Crowd {
    /// Plays the whole session, to its end.
    pub async fn play(server: &Server) -> Self {
        let session = server.begin("proef").await;
        let mut tokens = Vec::new();
        let mut sockets: Vec<Option<Socket>> = Vec::new();
        for (place, question) in QUESTIONS.into_iter().enumerate() {
            let here = if place < SEEN_LATE { LATE } else { PEOPLE };
            for _ in tokens.len() as u32..here {
                let token = server.token(&session).await;
                sockets.push(Some(server.phone_with(&session, &token).await));
                tokens.push(token);
            }
            // Some lost their connection since, and come back as who they were.
            for (person, socket) in sockets.iter_mut().enumerate() {
                if person % 4 == place % 4 {
                    *socket = Some(server.phone_with(&session, &tokens[person]).await);
                }
                if is_without_script(person as u32) {
                    *socket = None;
                }
            }
            server.walk_to(&session, &format!("{question}.open")).await;
            for person in (0..here).filter(|person| answers(*person, place)) {
                let mut road = match sockets[person as usize].as_mut() {
                    Some(socket) => Road::Socket(socket),
                    None => Road::Form(server, &session, &tokens[person as usize]),
                };
                let mut n = 1;
                // Each seventh says something else first.
                if person % 7 == 0 {
                    assert_eq!(road.say(question, n, says(person + 1, question)).await, "counted", "{question}");
                    n += 1;
                }
                let outcome = road.say(question, n, says(person, question)).await;
                assert_eq!(outcome, if n == 1 { "counted" } else { "changed" }, "{question} {person}");
            }
            if question == "wie" {
                recode(server, &session).await;
            }
            server.walk_to(&session, &format!("{question}.revealed")).await;
        }
        ask(server, &session, &tokens, &mut sockets).await;
        let step = server.step(&session).await;
        assert_eq!(server.command(&session, &step, "end").await.0, 200);
        Self { session }
    }
}

/// How somebody's answer travels.
enum Road<'a> {
    Socket(&'a mut Socket),
    Form(&'a Server, &'a Started, &'a str),
}

impl Road<'_> {
    async fn say(&mut self, question: &str, n: u32, said: Value) -> String {
        match self {
            Road::Socket(socket) => say(socket, question, n, said).await,
            Road::Form(server, session, token) => {
                let mut fields = fields(&said, question == "eerst", "");
                fields.push(("several".to_owned(), "1".to_owned()));
                send(server, session, token, "answers", question, n, fields).await
            }
        }
    }
}

/// The controls of a form that says this.
fn fields(said: &Value, is_order: bool, of: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for (place, choice) in said["choices"].as_array().into_iter().flatten().enumerate() {
        let choice = choice.as_str().unwrap();
        fields.push(match is_order {
            true => (format!("number.{choice}"), (place + 1).to_string()),
            false => (format!("choice{of}"), choice.to_owned()),
        });
    }
    for control in ["number", "text"] {
        fields.extend(said[control].as_str().map(|said| (format!("{control}{of}"), said.to_owned())));
    }
    for (part, said) in said["parts"].as_object().into_iter().flatten() {
        fields.extend(self::fields(said, false, &format!(".{part}")));
    }
    fields
}

async fn send(
    server: &Server,
    session: &Started,
    token: &str,
    to: &str,
    question: &str,
    n: u32,
    mut fields: Vec<(String, String)>,
) -> String {
    let own = [("question", question.to_owned()), ("round", "1".to_owned()), ("n", n.to_string())];
    fields.extend(own.map(|(name, value)| (name.to_owned(), value)));
    let url = server.url(&format!("/{}/{to}?lang=nl", session.code));
    loop {
        let request = server.http.post(&url).header("cookie", format!("peil-{}={token}", session.code));
        let reply = request.header("accept", "application/json").form(&fields).send().await.unwrap();
        let reply: Value = reply.json().await.unwrap();
        let outcome = reply["outcome"].as_str().unwrap_or_else(|| panic!("{question}: {reply}"));
        if outcome != "busy" {
            return outcome.to_owned();
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn press(server: &Server, session: &Started, body: Value) {
    let reply = server.post(&format!("/api/v1/sessions/{}/commands", session.id), body).await;
    let status = reply.status();
    assert_eq!(status, 200, "{}", reply.text().await.unwrap());
}

/// What people wrote beside the answers: one counts as an answer that there was, one becomes an answer of its own.
async fn recode(server: &Server, session: &Started) {
    let name = |text: &str| EntryName::of("", &text.to_lowercase()).to_string();
    let (as_option, own) = (name(COUNTS_AS), name(OWN));
    press(
        server,
        session,
        json!({ "command": "text-count-as", "slide": "wie", "round": 1, "entries": [as_option], "under": "baas" }),
    )
    .await;
    press(server, session, json!({ "command": "text-own", "slide": "wie", "round": 1, "entries": [own] })).await;
}

/// The audience asks, by socket and by form; all is let through, and others want it answered too.
async fn ask(server: &Server, session: &Started, tokens: &[String], sockets: &mut [Option<Socket>]) {
    server.walk_to(session, &format!("{ASKS}.open")).await;
    for (place, (person, text, _)) in ASKED.iter().enumerate() {
        match sockets[*person as usize].as_mut() {
            Some(socket) => {
                let said = json!({ "type": "ask", "question": ASKS, "round": 1, "n": 1, "text": text });
                socket.say(said).await;
                socket.hear_until("asked", |asked| asked["outcome"] == "counted").await;
            }
            None => {
                let fields = vec![("text".to_owned(), (*text).to_owned())];
                let outcome = send(server, session, &tokens[*person as usize], "asks", ASKS, 1, fields).await;
                assert_eq!(outcome, "counted");
            }
        }
        press(server, session, json!({ "command": "ask-show", "slide": ASKS, "round": 1, "ask": place + 1 })).await;
    }
    for ask in 0..ASKED.len() {
        for person in (0..PEOPLE).filter(|person| upvotes(*person, ask)) {
            let fields = vec![("vote".to_owned(), format!("{}.1.1", ask + 1))];
            let outcome = send(server, session, &tokens[person as usize], "upvotes", ASKS, 1, fields).await;
            assert_eq!(outcome, "counted", "{person} {ask}");
        }
    }
    for (place, (_, _, becomes)) in ASKED.iter().enumerate() {
        if let Some(command) = becomes {
            press(server, session, json!({ "command": command, "slide": ASKS, "round": 1, "ask": place + 1 })).await;
        }
    }
}

async fn say(socket: &mut Socket, question: &str, n: u32, mut said: Value) -> String {
    said["question"] = json!(question);
    said["round"] = json!(1);
    said["n"] = json!(n);
    loop {
        let outcome = socket.answer(said.clone()).await;
        // Ten questions in a few seconds are more than a hand answers: whoever is slowed says it again, as phones do.
        if outcome != "busy" {
            return outcome;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
