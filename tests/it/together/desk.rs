//! The organiser's pages: two questions of a session together, and why not; sessions of one deck beside each other.

use peil::hub::Timing;
use reqwest::header;
use serde_json::json;

use crate::support::{KEY, Server, Started, folders};

const DECK: &str = "+++\ntitle = \"Proef\"\n+++\n\n# Waar werkt u? {#waar .segment}\n\n- (a) Zorg\n- (b) Bouw\n\n---\n\n# Gaat u het doen? {#eerst}\n\n- (ja) Ja\n- (nee) Nee\n\n---\n\n# En nu? {#nu repeat=eerst}\n\n---\n\n# Wat nog? {#nog .open}\n";

/// So many people answer all questions; one of three says no first, and yes then.
async fn asked(server: &Server, people: usize) -> Started {
    let session = server.begin("proef").await;
    let mut phones = Vec::new();
    for _ in 0..people {
        phones.push(server.phone(&session).await);
    }
    for question in ["waar", "eerst", "nu"] {
        let step = server.step(&session).await;
        let show = json!({ "command": "show", "from": step, "slide": question });
        server.post(&format!("/api/v1/sessions/{}/commands", session.id), show).await;
        assert_eq!(server.command(&session, &format!("{question}.shown"), "open").await.0, 200);
        for (place, phone) in phones.iter_mut().enumerate() {
            let choice = match question {
                "waar" => {
                    if place < 5 {
                        "a"
                    } else {
                        "b"
                    }
                }
                "eerst" if place % 3 == 0 => "nee",
                _ => "ja",
            };
            assert_eq!(phone.vote(question, 1, choice).await, "counted");
        }
        assert_eq!(server.command(&session, &format!("{question}.open"), "close").await.0, 200);
        assert_eq!(server.command(&session, &format!("{question}.closed"), "reveal").await.0, 200);
    }
    session
}

async fn server() -> Server {
    Server::over(folders(DECK), Timing { grace: std::time::Duration::ZERO, ..Timing::default() }).await
}

/// As a browser that came in by the organiser's link sees it.
async fn page(server: &Server, path: &str) -> String {
    let answer = server.http.get(server.url(&format!("/desk?key={KEY}"))).send().await.unwrap();
    let cookies = answer.headers().get_all(header::SET_COOKIE);
    let cookies: Vec<&str> = cookies.iter().map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap()).collect();
    let request = server.http.get(server.url(path)).header(header::ACCEPT_LANGUAGE, "nl");
    let answer = request.header(header::COOKIE, cookies.join("; ")).send().await.unwrap();
    assert_eq!(answer.status(), 200, "{path}");
    answer.text().await.unwrap()
}

#[tokio::test]
async fn a_question_asked_twice_is_offered_and_told_with_who_moved() {
    let server = server().await;
    let session = asked(&server, 12).await;
    server.finish(&session).await;
    let page = page(&server, &format!("/desk/sessions/{}/together", session.id)).await;
    assert!(page.contains("first=eerst&#38;second=nu") || page.contains("first=eerst&amp;second=nu"), "{page}");
    assert!(
        page.contains("4 van 12 gingen van ‘\u{2068}Nee\u{2069}’ naar ‘\u{2068}Ja\u{2069}’; 0 andersom."),
        "{page}"
    );
    assert!(page.contains("Minder dan 10 mensen wisselden"), "{page}");
    assert!(!page.contains("value=\"nog\""), "a text is not offered");
}

#[tokio::test]
async fn a_group_is_told_apart_only_after_the_end_and_only_when_it_is_large_enough() {
    let server = server().await;
    for (people, told) in [(12, "Zorg"), (7, "De groepen zijn te klein")] {
        let session = asked(&server, people).await;
        let of = |first: &str| format!("/desk/sessions/{}/together?first={first}&second=nu", session.id);
        let path = of("waar");
        // Two other questions would tell beside the groups of later what somebody answered at first.
        for path in [&path, &of("eerst")] {
            assert!(page(&server, path).await.contains("pas als de uitslagen vaststaan"), "{path}");
        }
        server.finish(&session).await;
        let page = page(&server, &path).await;
        assert!(page.contains(told), "{page}");
        assert_eq!(page.contains("class=\"cross\""), people == 12);
    }
}

#[tokio::test]
async fn what_cannot_be_laid_together_says_why() {
    let server = server().await;
    let session = asked(&server, 3).await;
    for (first, second, why) in [
        ("eerst", "eerst", "twee keer dezelfde vraag"),
        ("eerst", "weg", "staat niet in deze vragenlijst"),
        ("eerst", "nog", "vallen niet in groepen"),
    ] {
        let page =
            page(&server, &format!("/desk/sessions/{}/together?first={first}&second={second}", session.id)).await;
        assert!(page.contains(why), "{first} and {second}: {page}");
    }
}

#[tokio::test]
async fn sessions_of_one_deck_stand_beside_each_other() {
    let server = server().await;
    let (first, second) = (asked(&server, 6).await, asked(&server, 3).await);
    let list = page(&server, "/desk/compare").await;
    assert!(list.contains(&first.id) && list.contains(&second.id), "{list}");
    let path = format!("/desk/compare?session={}&session={}", second.id, first.id);
    let both = page(&server, &path).await;
    assert_eq!(both.matches("class=\"rooms\"").count(), 3, "{both}");
    let (one, other) = (both.find("<span>4</span>").unwrap(), both.find("<span>2</span>").unwrap());
    assert!(one < other, "the earlier session stands first: {both}");
    assert!(both.contains("‘Wat nog?’ is niet in elke bijeenkomst gesteld.") || both.contains("Bij ‘Wat nog?’ vallen"));
    let alone = page(&server, &format!("/desk/compare?session={}", first.id)).await;
    assert!(alone.contains("Kies minstens twee bijeenkomsten"), "{alone}");
}
