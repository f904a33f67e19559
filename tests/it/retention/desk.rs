//! Deleting at the desk, without script: asks once, and gives a receipt to print and to take along.

use peil::domain::results::Forgettable;
use peil::hub::now;
use reqwest::header;

use super::{DECK, WORDS, a_sealed_session, at_once};
use crate::support::{KEY, Server, folders};

/// A browser at the desk that came in by the link which `peil serve` prints.
struct Browser<'a> {
    server: &'a Server,
    cookies: String,
}

impl<'a> Browser<'a> {
    async fn at_the_desk(server: &'a Server) -> Self {
        let answer = server.http.get(server.url(&format!("/desk?key={KEY}"))).send().await.unwrap();
        let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
        Self { server, cookies: cookie.split(';').next().unwrap().to_owned() }
    }

    async fn get(&self, path: &str) -> reqwest::Response {
        let request = self.server.http.get(self.server.url(path)).header(header::ACCEPT_LANGUAGE, "nl");
        request.header(header::COOKIE, &self.cookies).send().await.unwrap()
    }

    async fn page(&self, path: &str) -> String {
        let answer = self.get(path).await;
        assert_eq!(answer.status(), 200, "{path}");
        answer.text().await.unwrap()
    }

    async fn post(&self, path: &str, form: &[(&str, &str)]) -> reqwest::Response {
        let request = self.server.http.post(self.server.url(path)).header(header::ORIGIN, self.server.url(""));
        request.header(header::COOKIE, &self.cookies).form(form).send().await.unwrap()
    }
}

#[tokio::test]
async fn each_deletion_is_asked_once_and_gives_a_receipt_to_print_and_to_take_along() {
    let server = Server::over(folders(DECK), at_once(now)).await;
    let session = a_sealed_session(&server).await;
    let browser = Browser::at_the_desk(&server).await;
    let desk = format!("/desk/sessions/{}", session.id);
    let page = browser.page(&desk).await;
    assert!(page.contains("Wat deelnemers typten, wissen we op ") && page.contains("Losse antwoorden wissen we op "));
    let ask = format!("{desk}/delete");
    for (what, button, gone) in [
        ("texts", "Ja, verwijder de teksten", "alles wat deelnemers typten"),
        ("rows", "Ja, verwijder de losse antwoorden", "alle losse antwoorden"),
        ("everything", "Ja, verwijder alles", "de hele bijeenkomst"),
    ] {
        assert!(browser.page(&ask).await.contains(button), "{what}");
        let answer = browser.post(&ask, &[("what", what)]).await;
        assert_eq!(answer.status(), 303, "{what}");
        let receipt = answer.headers()[header::LOCATION].to_str().unwrap().to_owned();
        let page = browser.page(&receipt).await;
        let text = browser.get(&format!("{receipt}/receipt.txt")).await;
        assert_eq!(text.headers()[header::CONTENT_DISPOSITION], "attachment; filename=\"receipt.txt\"");
        let text = text.text().await.unwrap();
        for said in [gone, "Bewaren", &session.id, "In die map staat hiervan geen letter meer."] {
            assert!(page.contains(said) && text.contains(said), "{said}: {text}");
        }
        for planted in WORDS {
            assert!(!page.contains(planted) && !text.contains(planted), "{planted} stands on a receipt");
        }
        if let Some(part) = Forgettable::from_word(what) {
            assert!(!browser.page(&ask).await.contains(button), "{what} is not asked again");
            let keeping = if part == Forgettable::Texts { "is gewist op" } else { "zijn gewist op" };
            let page = browser.page(&desk).await;
            assert!(page.contains(keeping));
            let has_rows = part == Forgettable::Texts;
            for file in ["export.csv", "export-wide.csv", "export-codes.csv", "labels.R", "labels.sps"] {
                assert_eq!(page.contains(&format!("{desk}/{file}")), has_rows, "{file}");
            }
            assert_eq!(page.contains("De rijen per deelnemer zijn gewist op "), !has_rows);
            assert_eq!(page.contains("U krijgt van elke deelnemer één rij"), has_rows);
            assert!(!browser.page(&ask).await.contains("Teksten blijven bewaard"), "they are gone");
            let kept = browser.page(&format!("/{}/privacy", session.code)).await;
            assert_eq!(kept.contains("Uw antwoorden, onder een willekeurig nummer"), has_rows);
            assert_eq!(kept.contains("Totalen: hoeveel mensen elk antwoord gaven."), !has_rows);
            assert!(!kept.contains("De woorden die u zelf typt"), "they are gone");
            let over = browser.page(&format!("/{}", session.code)).await;
            assert!(
                over.contains("We hebben voorgoed gewist welke antwoorden van u waren.") && !over.contains("wissen we")
            );
        }
    }
    assert_eq!(browser.get(&desk).await.status(), 404);
    // A receipt is of memory only, and of the organiser only.
    assert_eq!(browser.get("/desk/receipts/0123456789abcdef").await.status(), 404);
    let stranger = server.http.get(server.url("/desk/receipts/0123456789abcdef")).send().await.unwrap();
    assert_eq!(stranger.headers()[header::LOCATION], "/desk/key");
}

#[tokio::test]
async fn a_form_that_does_not_say_what_goes_deletes_nothing() {
    let server = Server::over(folders(DECK), at_once(now)).await;
    let session = server.begin("proef").await;
    let browser = Browser::at_the_desk(&server).await;
    let ask = format!("/desk/sessions/{}/delete", session.id);
    assert!(browser.page(&ask).await.contains("10 minuten na het einde"));
    for form in [&[][..], &[("what", "alles")]] {
        assert_eq!(browser.post(&ask, form).await.status(), 400);
    }
    assert_eq!(browser.post(&ask, &[("what", "texts")]).await.status(), 409);
    assert_eq!(browser.get(&format!("/desk/sessions/{}", session.id)).await.status(), 200);
}
