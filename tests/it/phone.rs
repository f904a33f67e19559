//! The attendee's pages over plain HTTP: what works without script, and what nobody may read too early.

use std::io::Read;
use std::sync::Arc;

use flate2::read::GzDecoder;
use peil::hub::Timing;
use peil::journal::JournalFailure;
use peil::journal::memory::MemoryJournal;
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, COOKIE, LOCATION, ORIGIN, VARY};
use serde_json::{Value, json};

use crate::support::{Server, Started, folders};

/// A browser without script: it keeps its cookie and follows a redirect by hand.
struct Plain<'a> {
    server: &'a Server,
    code: String,
    cookie: String,
}

impl<'a> Plain<'a> {
    async fn new(server: &'a Server, session: &Started) -> Self {
        let cookie = format!("peil-{}={}", session.code, server.token(session).await);
        Self { server, code: session.code.clone(), cookie }
    }

    async fn get(&self, path: &str) -> String {
        let reply = self.server.http.get(self.server.url(path)).header(COOKIE, &self.cookie).send().await.unwrap();
        assert_eq!(reply.status(), 200, "{path}");
        reply.text().await.unwrap()
    }

    async fn page(&self) -> String {
        self.get(&format!("/{}?lang=nl", self.code)).await
    }

    /// Presses a button of the form; the page after the redirect.
    async fn press(&self, n: u32, choice: &str, text: Option<&str>) -> String {
        let reply = self.post(&[("question", "p1"), ("round", "1"), ("n", &n.to_string())], choice, text, "").await;
        assert_eq!(reply.status(), 303);
        self.get(reply.headers()[LOCATION].to_str().unwrap()).await
    }

    async fn post(&self, fields: &[(&str, &str)], choice: &str, text: Option<&str>, accept: &str) -> reqwest::Response {
        let mut form: Vec<(&str, &str)> = fields.to_vec();
        form.push(("choice", choice));
        form.extend(text.map(|text| ("text", text)));
        self.send(&form, accept).await
    }

    async fn send(&self, form: &[(&str, &str)], accept: &str) -> reqwest::Response {
        let path = format!("/{}/answers?lang=nl", self.code);
        let request = self.server.http.post(self.server.url(&path)).header(COOKIE, &self.cookie);
        request.header(ACCEPT, accept).form(form).send().await.unwrap()
    }
}

/// What a server may send at once: the first ten segments of a connection.
const PAGE_BYTES_MAX: usize = 14 * 1024;

/// A page as a browser gets it, when it says it can unpack and when it does not: its text, and the bytes of its body
/// with those of its header.
async fn fetched(server: &Server, path: &str, cookie: &str, packed: bool) -> (String, usize) {
    let request = server.http.get(server.url(path)).header(COOKIE, cookie);
    let reply = request.header(ACCEPT_ENCODING, if packed { "gzip, deflate, br" } else { "gzip;q=0" }).send().await;
    let reply = reply.unwrap();
    assert_eq!(reply.status(), 200, "{path}");
    let headers = reply.headers().clone();
    assert_eq!(headers.get(CONTENT_ENCODING).is_some_and(|encoding| encoding == "gzip"), packed, "{path}");
    let varies: Vec<_> = headers.get_all(VARY).iter().map(|names| names.to_str().unwrap()).collect();
    assert_eq!(varies.join(",").matches("accept-encoding").count(), 1, "{path}: {varies:?}");
    let header: usize = headers.iter().map(|(name, value)| name.as_str().len() + ": \r\n".len() + value.len()).sum();
    let body = reply.bytes().await.unwrap();
    let mut text = String::new();
    if packed {
        GzDecoder::new(&*body).read_to_string(&mut text).unwrap();
    } else {
        text.push_str(std::str::from_utf8(&body).unwrap());
    }
    (text, body.len() + header)
}

#[tokio::test]
async fn a_phones_page_fits_in_14_kb_and_says_the_same_to_whoever_cannot_unpack_it() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    let plain = Plain::new(&server, &session).await;
    for step in ["0", "p1.open", "p1.closed", "p1.revealed"] {
        server.walk_to(&session, step).await;
        for language in ["nl", "en"] {
            let path = format!("/{}?lang={language}", session.code);
            let (packed, bytes) = fetched(&server, &path, &plain.cookie, true).await;
            assert!(bytes <= PAGE_BYTES_MAX, "{bytes} bytes at {step}, in {language}");
            let (whole, unpacked) = fetched(&server, &path, &plain.cookie, false).await;
            assert_eq!(timeless(&packed), timeless(&whole));
            assert!(packed.trim_end().ends_with("</html>"), "{packed}");
            println!("at {step}, in {language}: {bytes} bytes, {unpacked} when not packed");
        }
    }
}

/// A deck that asks questions of every kind brings all of their scripts and styles along.
const EVERY_KIND: &str = "+++\ntitle = \"Alles\"\n+++\n\n# Eén? {#een .shuffle}\n\n- ( ) Ja\n- ( ) Nee\n- ( ) Anders… ____\n\n---\n\n\
    # Meer? {#meer max=2}\n\n- [a] A\n- [b] B\n- [c] C\n\n---\n\n# Schaal? {#schaal}\n\n1. ( ) Laag\n2. ( ) Midden\n3. ( ) Hoog\n\n---\n\n\
    # Getal? {#getal .number min=0 max=100}\n\n---\n\n# Wat eerst? {#eerst .ranking}\n\n- [a] A\n- [b] B\n- [c] C\n\n---\n\n\
    # Verdeel {#budget .points max=100 step=10}\n\n- [a] A\n- [b] B\n\n---\n\n\
    # Kans? {#kans .rating}\n\n## Techniek {#techniek}\n## Regels {#regels}\n\n1. ( ) Klein\n2. ( ) Groot\n\n---\n\n\
    # Wat beter? {#beter .open max=200}\n\n---\n\n# Woorden? {#woorden .words max=2}\n\n---\n\n# Vragen {#vragen .questions}\n\n---\n\n\
    # Oordeel? {#oordeel .form}\n\n## Cijfer? {#cijfer .number min=1 max=10}\n\n## Tip {#tip .open}\n";

#[tokio::test]
async fn of_a_deck_with_every_kind_of_question_a_phones_page_fits_in_26_kb() {
    let server = Server::over(folders(EVERY_KIND), Timing::default()).await;
    let session = server.begin("proef").await;
    let plain = Plain::new(&server, &session).await;
    let keys = ["een", "meer", "schaal", "getal", "eerst", "budget", "kans", "beter", "woorden", "vragen", "oordeel"];
    for step in std::iter::once("0".to_owned()).chain(keys.map(|key| format!("{key}.open"))) {
        server.walk_to(&session, &step).await;
        for language in ["nl", "en"] {
            let path = format!("/{}?lang={language}", session.code);
            let (_, bytes) = fetched(&server, &path, &plain.cookie, true).await;
            println!("at {step}, in {language}: {bytes} bytes");
            assert!(bytes > PAGE_BYTES_MAX && bytes <= 26 * 1024, "{bytes} bytes at {step}, in {language}");
        }
    }
}

#[tokio::test]
async fn the_other_pages_are_packed_too() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    let screen = format!("peil-screen-{}={}", session.code, session.screen_key);
    for (path, cookie) in [
        (format!("/control/{}", session.code), server.control_cookie(&session)),
        (format!("/screen/{}", session.code), screen),
        (format!("/{}/privacy", session.code), String::new()),
        ("/".to_owned(), String::new()),
        ("/desk/key".to_owned(), String::new()),
    ] {
        let (packed, bytes) = fetched(&server, &path, &cookie, true).await;
        assert!(packed.contains("</html>") && packed.len() > bytes, "{path}: {bytes} bytes");
        let (whole, _) = fetched(&server, &path, &cookie, false).await;
        assert!(whole.contains("</html>"), "{path}");
    }
}

/// Wherever a figure could hide: a page without its scripts and styles, which are full of numbers.
fn body(page: &str) -> &str {
    page.split_once("<body").unwrap().1
}

#[tokio::test]
async fn a_vote_without_script_is_stored_and_said() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "p1.open").await;
    let plain = Plain::new(&server, &session).await;
    let page = plain.press(1, "ja", None).await;
    assert!(page.contains("Uw stem is opgeslagen om ") && page.contains("‘Ja’. U kunt nog wijzigen."), "{page}");
    assert!(page.contains("name=n value=2>"), "the next vote is newer: {page}");
    let page = plain.press(2, "anders", Some("via  mijn\nvakbond")).await;
    assert!(page.contains("‘Anders… via mijn vakbond’"), "{page}");
    let results = server.results(&session).await;
    assert_eq!((&results["questions"][0]["answered"], &results["questions"][0]["changes"]), (&json!(1), &json!(1)));
}

#[tokio::test]
async fn own_words_that_are_not_there_change_nothing_and_are_asked_for() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "p1.open").await;
    let plain = Plain::new(&server, &session).await;
    plain.press(1, "ja", None).await;
    let send = async |n: u32, words: Option<&str>| {
        let n = n.to_string();
        let mut form = vec![("question", "p1"), ("round", "1"), ("n", &*n), ("own", "anders")];
        form.extend(words.map(|words| ("text", words)));
        let reply = plain.send(&form, "").await;
        assert_eq!(reply.status(), 303);
        plain.get(reply.headers()[LOCATION].to_str().unwrap()).await
    };
    // Also of nothing but white space and what nobody sees.
    for words in [None, Some(""), Some(" \r\n\t"), Some("\u{200b}")] {
        let page = send(2, words).await;
        assert!(page.contains("<strong>Schrijf eerst uw antwoord op.</strong> <span>Er is niets verstuurd."), "{page}");
    }
    assert_eq!(server.results(&session).await["questions"][0]["counts"], json!({ "ja": 1, "nee": 0, "anders": 0 }));
    let page = plain.get(&format!("/{}?lang=en&said=empty.p1", session.code)).await;
    assert!(page.contains("<strong>Write down your answer first.</strong> <span>Nothing was sent."), "{page}");
    let page = send(2, Some("via mijn vakbond")).await;
    assert!(page.contains("‘Anders… via mijn vakbond’"), "{page}");
    // Whoever chooses the answer itself need not write.
    let page = plain.press(3, "anders", Some("")).await;
    assert!(page.contains("‘Anders…’"), "{page}");
    let fields = [("question", "p1"), ("round", "1"), ("n", "4")];
    assert_eq!(plain.send(&fields, "").await.status(), 400, "no button was pressed");
}

#[tokio::test]
async fn words_go_with_their_own_answer_only() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "p1.open").await;
    let plain = Plain::new(&server, &session).await;
    let page = plain.press(1, "ja", Some("woorden die hier niet horen")).await;
    assert!(page.contains("Uw stem is niet opgeslagen."), "{page}");
    assert_eq!(server.results(&session).await["questions"][0]["answered"], 0);
}

#[tokio::test]
async fn a_late_vote_without_script_is_told_the_truth_once() {
    let server = Server::with_timing(Timing { grace: std::time::Duration::ZERO, ..Timing::default() }).await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "p1.closed").await;
    let plain = Plain::new(&server, &session).await;
    server.walk_to(&session, "p1.revealed").await;
    let page = plain.press(1, "ja", None).await;
    assert!(page.contains("De vraag was al dicht.") && page.contains("Uw stem telt niet mee."), "{page}");
    server.walk_to(&session, "p2.open").await;
    let page = plain.get(&format!("/{}?lang=nl&said=closed.p1", session.code)).await;
    assert!(!body(&page).contains("<strong>De vraag was al dicht."), "it is not said of another question: {page}");
}

#[tokio::test]
async fn a_vote_without_script_that_finds_the_disk_full_is_told_so_until_the_question_is_closed() {
    let journal = MemoryJournal::default();
    let server = Server::over_journal(Arc::new(journal.clone())).await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "p1.open").await;
    let plain = Plain::new(&server, &session).await;
    journal.fail_next(JournalFailure::Full);
    let page = plain.press(1, "ja", None).await;
    let said = "<strong>Uw stem is niet opgeslagen.</strong> <span>Onze schijf is vol.";
    assert!(page.contains(said), "{page}");
    server.walk_to(&session, "p1.closed").await;
    let page = plain.get(&format!("/{}?lang=nl&said=storage_full.p1", session.code)).await;
    assert!(!page.contains(said), "{page}");
}

#[tokio::test]
async fn one_vote_by_both_roads_counts_once() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "p1.open").await;
    let token = server.token(&session).await;
    let mut socket = server.phone_with(&session, &token).await;
    assert_eq!(socket.vote("p1", 1, "ja").await, "counted");
    // Cookies blocked: the page's own copy of the token is enough.
    let plain = Plain { server: &server, code: session.code.clone(), cookie: String::new() };
    let fields = [("question", "p1"), ("round", "1"), ("n", "1"), ("token", &*token)];
    let reply: Value = plain.post(&fields, "ja", None, "application/json").await.json().await.unwrap();
    assert_eq!(reply["outcome"], "counted");
    assert_eq!(reply["mine"]["answers"]["p1"]["choices"], json!(["ja"]));
    assert_eq!(server.results(&session).await["questions"][0]["answered"], 1);
    let fields = [("question", "p1"), ("round", "1"), ("n", "1"), ("token", "")];
    assert_eq!(plain.post(&fields, "nee", None, "application/json").await.status(), 400);
}

#[tokio::test]
async fn a_form_of_another_site_is_refused() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "p1.open").await;
    let plain = Plain::new(&server, &session).await;
    let form = [("question", "p1"), ("round", "1"), ("n", "1"), ("choice", "ja")];
    let request = server.http.post(server.url(&format!("/{}/answers", session.code))).header(COOKIE, &plain.cookie);
    let reply = request.header(ORIGIN, "https://elders.voorbeeld.nl").form(&form).send().await.unwrap();
    assert_eq!(reply.status(), 403);
    assert_eq!(server.results(&session).await["questions"][0]["answered"], 0);
}

#[tokio::test]
async fn a_page_tells_no_count_before_the_reveal() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "p1.open").await;
    let reader = Plain::new(&server, &session).await;
    let quiet = reader.page().await;
    for _ in 0..3 {
        assert_eq!(server.phone(&session).await.vote("p1", 1, "nee").await, "counted");
    }
    let later = reader.page().await;
    assert_eq!(timeless(body(&quiet)), timeless(body(&later)), "three votes make no difference to a page");
    server.walk_to(&session, "p1.revealed").await;
    let page = reader.page().await;
    assert!(body(&page).contains("Uitslag: 3 deelnemers stemden. Meeste stemmen: ‘Nee’, 3."), "{page}");
}

#[tokio::test]
async fn a_page_and_its_state_are_of_one_moment() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    let reader = Plain::new(&server, &session).await;
    for step in ["1", "p1.open", "p1.closed", "p1.revealed"] {
        server.walk_to(&session, step).await;
        let page = reader.page().await;
        assert!(page.contains(&format!("<body data-step=\"{step}\"")), "{page}");
        let state = page.split_once("id=\"state\">").unwrap().1.split_once("</script>").unwrap().0;
        let state: Value = serde_json::from_str(state).unwrap();
        assert_eq!(state["step"], step);
        let look = server.http.get(server.url(&format!("/{}?lang=nl", session.code))).header(COOKIE, &reader.cookie);
        let look: Value = look.header(ACCEPT, "application/json").send().await.unwrap().json().await.unwrap();
        assert_eq!((&look["state"], &look["mine"]["answers"]), (&state, &json!({})));
    }
}

#[tokio::test]
async fn an_unknown_code_keeps_what_was_typed_and_a_known_one_leads_on() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    let wrong = if session.code == "999999" { "111111" } else { "999999" };
    for path in ["/?code=12+34".to_owned(), format!("/?code={wrong}"), format!("/{wrong}"), "/hallo".to_owned()] {
        let reply = server.http.get(server.url(&path)).send().await.unwrap();
        assert_eq!(reply.status(), 404, "{path}");
        let page = reply.text().await.unwrap();
        assert!(page.contains("Deze code kennen we niet. Kijk nog eens op het scherm. De code heeft 6 cijfers."));
        assert!(path != "/?code=12+34" || page.contains("value=\"12 34\" autofocus"), "{page}");
    }
    let spaced = format!("/?code=%20{}+{}", &session.code[..3], &session.code[3..]);
    let reply = server.http.get(server.url(&spaced)).send().await.unwrap();
    assert_eq!(reply.status(), 303);
    assert_eq!(reply.headers()[LOCATION], format!("/{}", session.code));
}

#[tokio::test]
async fn a_session_that_is_over_says_so_and_shows_nothing_else() {
    let server =
        Server::with_timing(Timing { resume: std::time::Duration::from_millis(50), ..Timing::default() }).await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "p1.open").await;
    let mut phone = server.phone(&session).await;
    assert_eq!(phone.vote("p1", 1, "ja").await, "counted");
    server.command(&session, "p1.open", "end").await;
    assert_eq!(phone.close_code().await, Some(4501), "sealed: there is no room to come back to");
    let page = server.http.get(server.url(&format!("/{}", session.code))).send().await.unwrap();
    assert!(page.headers().get("set-cookie").is_none(), "nobody gets a token for what is over");
    let page = page.text().await.unwrap();
    assert!(page.contains("De bijeenkomst is afgelopen.") && !page.contains("Wat vindt u?"), "{page}");
    let privacy = server.http.get(server.url(&format!("/{}/privacy", session.code))).send().await.unwrap();
    assert!(privacy.text().await.unwrap().contains(&format!("peil-{}", session.code)));
}

/// A page without the server's time, which is all that may differ between two looks at the same step.
fn timeless(page: &str) -> String {
    let (before, after) = page.split_once("\"now\":").unwrap();
    format!("{before}{}", after.trim_start_matches(|c: char| c.is_ascii_digit()))
}
