//! The organiser's pages and the remote's forms as a browser without script uses them.

use std::sync::Arc;

use peil::journal::JournalFailure;
use peil::journal::memory::MemoryJournal;
use reqwest::{Response, StatusCode, header};

use crate::support::{KEY, Server};

/// A browser at the desk: plain forms, cookies carried by hand, redirects looked at and not followed.
struct Browser<'a> {
    server: &'a Server,
    cookies: String,
}

impl<'a> Browser<'a> {
    fn new(server: &'a Server) -> Self {
        Self { server, cookies: String::new() }
    }

    /// One that came in by the link which `peil serve` prints.
    async fn at_the_desk(server: &'a Server) -> Self {
        let mut browser = Self::new(server);
        let answer = browser.get(&format!("/desk?key={KEY}")).await;
        assert_eq!(place(&answer), "/desk");
        browser
    }

    async fn get(&mut self, path: &str) -> Response {
        let request = self.server.http.get(self.server.url(path)).header(header::ACCEPT_LANGUAGE, "nl");
        self.send(request).await
    }

    async fn page(&mut self, path: &str) -> String {
        let answer = self.get(path).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        answer.text().await.unwrap()
    }

    async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Response {
        let origin = self.server.url("");
        let request = self.server.http.post(self.server.url(path)).header(header::ORIGIN, origin).form(form);
        self.send(request).await
    }

    async fn send(&mut self, request: reqwest::RequestBuilder) -> Response {
        let answer = request.header(header::COOKIE, &self.cookies).send().await.unwrap();
        for cookie in answer.headers().get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            self.cookies = format!("{pair}; {}", self.cookies);
        }
        answer
    }
}

fn place(answer: &Response) -> &str {
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    answer.headers()[header::LOCATION].to_str().unwrap()
}

#[tokio::test]
async fn the_desk_asks_for_the_organisers_key_and_says_when_it_is_wrong() {
    let server = Server::start().await;
    let mut browser = Browser::new(&server);
    for path in ["/desk", "/desk/sessions/x", "/desk/decks/proef"] {
        assert_eq!(place(&browser.get(path).await), "/desk/key", "{path}");
    }
    assert_eq!(place(&browser.post("/desk/sessions", &[("deck", "proef")]).await), "/desk/key");
    assert_eq!(place(&browser.post("/desk/key", &[("key", "een-verkeerde-sleutel")]).await), "/desk/key?wrong=1");
    assert!(browser.page("/desk/key?wrong=1").await.contains("Deze sleutel klopt niet."));
    assert_eq!(place(&browser.post("/desk/key", &[("key", KEY)]).await), "/desk");
    assert!(browser.page("/desk").await.contains("Nieuwe bijeenkomst"));
}

#[tokio::test]
async fn a_session_is_started_steered_ended_resumed_and_deleted_without_script() {
    let server = Server::start().await;
    let mut browser = Browser::at_the_desk(&server).await;
    let answer = browser.post("/desk/sessions", &[("deck", "proef")]).await;
    let session = place(&answer).to_owned();
    assert!(browser.page(&session).await.contains("Nu bezig"));

    let commands = format!("{session}/commands");
    let answer = browser.post(&commands, &[("command", "control")]).await;
    let control = place(&answer).to_owned();
    assert!(browser.page(&control).await.contains("Begin met dia 1"));
    let steer = format!("{control}/commands");
    assert_eq!(place(&browser.post(&steer, &[("command", "next"), ("from", "0")]).await), control);
    assert!(browser.page(&control).await.contains("Toon dia 2: Wat vindt u?"));
    let refused = browser.post(&steer, &[("command", "reveal"), ("from", "1")]).await;
    let refused = place(&refused).to_owned();
    assert!(browser.page(&refused).await.contains("Op deze dia staat geen vraag."));

    assert_eq!(place(&browser.post(&commands, &[("command", "end")]).await), session);
    assert!(browser.page(&session).await.contains("Hervat de bijeenkomst"));
    assert_eq!(place(&browser.post(&commands, &[("command", "resume")]).await), session);
    assert!(browser.page(&session).await.contains("Nu bezig"));

    assert!(browser.page(&format!("{session}/delete")).await.contains("Ja, verwijder alles"));
    let deleted = browser.post(&format!("{session}/delete"), &[("what", "everything")]).await;
    assert!(place(&deleted).starts_with("/desk/receipts/"));
    assert_eq!(browser.get(&session).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_desk_says_that_the_disk_is_full_and_what_helps() {
    let journal = MemoryJournal::default();
    let server = Server::over_journal(Arc::new(journal.clone())).await;
    let mut browser = Browser::at_the_desk(&server).await;
    let session = server.begin("proef").await;
    server.walk_to(&session, "p1.open").await;
    journal.fail_next(JournalFailure::Full);
    assert_eq!(server.phone(&session).await.vote("p1", 1, "ja").await, "storage_full");
    for path in ["/desk", &format!("/desk/sessions/{}", session.id)] {
        let page = browser.page(path).await;
        assert!(page.contains("de schijf is vol. Maak ruimte op de computer waarop Peil draait."), "{path}: {page}");
    }
}

#[tokio::test]
async fn a_page_of_another_site_changes_nothing_at_the_desk() {
    let server = Server::start().await;
    let browser = Browser::at_the_desk(&server).await;
    let request = server.http.post(server.url("/desk/sessions")).header(header::COOKIE, &browser.cookies);
    let answer = request.header(header::ORIGIN, "https://evil.example").form(&[("deck", "proef")]).send().await;
    assert_eq!(answer.unwrap().status(), StatusCode::FORBIDDEN);
    assert_eq!(server.get("/api/v1/sessions").await.text().await.unwrap(), "[]");
}

#[tokio::test]
async fn a_renewed_link_withdraws_the_old_one() {
    let server = Server::start().await;
    let mut browser = Browser::at_the_desk(&server).await;
    let session = server.begin("proef").await;
    let old = format!("/control/{}?key={}", session.code, session.control_key);
    assert_eq!(place(&browser.get(&old).await), format!("/control/{}", session.code));
    let commands = format!("/desk/sessions/{}/commands", session.id);
    let renewed = browser.post(&commands, &[("command", "renew-control")]).await;
    let said = place(&renewed);
    assert_eq!(said, format!("/desk/sessions/{}?said=renewed-control#renew-control", session.id));
    let page = browser.page(said.split('#').next().unwrap()).await;
    assert!(page.contains("Nieuwe link gemaakt. De oude werkt niet meer.") && page.contains("<details open>"));
    assert_eq!(browser.get(&old).await.status(), StatusCode::FORBIDDEN);
    assert_eq!(browser.get(&format!("/control/{}", session.code)).await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_broken_deck_says_what_is_wrong_and_does_not_start() {
    let server = Server::start().await;
    let deck = "+++\ntitle = \"Stuk\"\n+++\n\n# Vraag? {#a}\n\n- (a) een\n";
    std::fs::write(server.folder().join("polls/stuk.md"), deck).unwrap();
    let mut browser = Browser::at_the_desk(&server).await;
    assert!(browser.page("/desk").await.contains("stuk.md"));
    assert_eq!(place(&browser.post("/desk/sessions", &[("deck", "stuk")]).await), "/desk/decks/stuk");
    assert!(browser.page("/desk/decks/stuk").await.contains("- (a) een"));
}

#[tokio::test]
async fn a_desk_in_english_tells_errors_and_titles_in_english() {
    let server = Server::start().await;
    let polls = server.folder().join("polls");
    std::fs::write(
        polls.join("proef.en.md"),
        "+++\ntitle = \"Trial\"\n+++\n\n# Yes? {#p1}\n\n- (ja) Yes\n- (nee) No\n- (anders) Other… ____\n",
    )
    .unwrap();
    std::fs::write(polls.join("stuk.md"), "+++\ntitle = \"Stuk\"\n+++\n\n# Kijk {#a}\n\n![foto](a.png)\n").unwrap();
    std::fs::write(polls.join("los.de.md"), "+++\ntitle = \"Los\"\n+++\n\n# Hallo\n").unwrap();
    let mut browser = Browser::at_the_desk(&server).await;
    assert!(browser.page("/desk").await.contains("Regel 7: beelden worden nog niet gelezen"));
    let answer = browser.post("/desk/sessions", &[("deck", "proef")]).await;
    let session = place(&answer).to_owned();
    assert!(browser.page(&session).await.contains(">Proef</h1>"));
    browser.post("/desk/language", &[("lang", "en"), ("to", "/desk")]).await;
    let page = browser.page("/desk").await;
    assert!(page.contains("Line 7: pictures are not read yet") && page.contains("but los.md is not there"), "{page}");
    assert!(browser.page("/desk/decks/stuk").await.contains("error[image]"));
    assert!(browser.page(&session).await.contains(">Trial</h1>"));
    assert!(browser.page(&format!("{session}/delete")).await.contains("Trial · "));
    assert!(browser.page("/desk").await.contains(">Trial</h2>"));
}

#[tokio::test]
async fn the_chosen_language_is_kept_and_leads_nowhere_else() {
    let server = Server::start().await;
    let mut browser = Browser::at_the_desk(&server).await;
    let answer = browser.post("/desk/language", &[("lang", "en"), ("to", "/desk/key")]).await;
    assert_eq!(place(&answer), "/desk/key");
    assert!(browser.page("/desk").await.contains("New session"));
    for elsewhere in ["https://evil.example", "//evil.example", "/deskundig", "/desk\r\nx: y"] {
        let answer = browser.post("/desk/language", &[("lang", "nl"), ("to", elsewhere)]).await;
        assert_eq!(place(&answer), "/desk", "{elsewhere}");
    }
}

#[tokio::test]
async fn an_address_that_cannot_be_read_is_told_on_a_page_that_says_what_where_and_what_can_stand_there() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    let mut browser = Browser::at_the_desk(&server).await;
    let of_session = format!("/desk/sessions/{}", session.id);
    for (path, status, said) in [
        ("/charts/p1.svg?size=big", 400, "bij ‘size’ alleen dit staan: slide, document."),
        ("/charts/p1.svg?theme=red", 400, "light, dark"),
        ("/export.csv?delimiter=;", 400, "semicolon, comma"),
        ("/export.csv?raw=maybe", 400, "yes, no"),
        ("/export.csv?bom=1", 400, "yes, no"),
        ("/export.csv?bom=no&bom=no", 400, "achter het vraagteken"),
        ("/charts/p1.svg?size=slide&size=slide", 400, "achter het vraagteken"),
        ("/report.pdf?making=a&making=b", 400, "achter het vraagteken"),
        ("/results?by=a&by=b", 400, "achter het vraagteken"),
        ("/together?first=a&first=b", 400, "achter het vraagteken"),
        ("/delete%ff", 404, "</h1>"),
    ] {
        let answer = browser.get(&format!("{of_session}{path}")).await;
        assert_eq!(answer.status(), status, "{path}");
        let page = answer.text().await.unwrap();
        assert!(page.contains("<main class=\"problem\">") && page.contains("lang=\"nl\""), "{path}: {page}");
        assert!(page.contains(said), "{path}: {page}");
    }
    assert_eq!(browser.get(&format!("{of_session}/export.csv?raw=yes&bom=no")).await.status(), 200);
    assert_eq!(browser.get("/desk/sessions/%ff").await.status(), 404);
}
