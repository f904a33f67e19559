//! Reports and charts as the organiser gets them, over both doors: who may have them, what is in them, and that what is
//! promised of them holds when somebody else looks.

mod charts;
mod paper;

use serde_json::json;

use crate::support::{Server, Started, folders};
use peil::hub::Timing;

/// A choice, texts and a form; an answer in letters that are not among the embedded ones.
const DECK: &str = "+++\ntitle = \"Zaal van morgen\"\n+++\n\n# Gaat u mee? {#mee}\n\n- (ja) Ja\n- (nee) Nee\n- (later) 😀 Later\n\n---\n\n# Wat vindt u? {#idee .open}\n\n---\n\n# Nooit gesteld {#nooit}\n\n- (ja) Ja\n- (nee) Nee\n";

/// Three phones answered the choice, and two of them wrote something.
async fn answered() -> (Server, Started) {
    let server = Server::over(folders(DECK), Timing::default()).await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "mee.open").await;
    let mut phones = Vec::new();
    for choice in ["ja", "ja", "later"] {
        let mut phone = server.phone(&session).await;
        assert_eq!(phone.vote("mee", 1, choice).await, "counted");
        phones.push(phone);
    }
    server.walk_to(&session, "idee.open").await;
    for (phone, text) in phones.iter_mut().zip(["Eerst het gesprek", "مرحبا بكم 😀"]) {
        let answer = json!({ "question": "idee", "round": 1, "n": 1, "text": text });
        assert_eq!(phone.answer(answer).await, "counted");
    }
    (server, session)
}
