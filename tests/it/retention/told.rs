//! "Wat bewaren we?" says of each session exactly what its charter promised, and what came of it.

use peil::domain::ids::{Moment, RoomCode};
use peil::domain::limits::DAY_MS;
use peil::domain::privacy::{Mode, Privacy};
use peil::hub::now;

use super::{DECK, at_once, folder_of, for_days, forgotten, until};
use crate::held::ready;
use crate::support::{Server, folders};

async fn page(server: &Server, code: RoomCode, language: &str) -> String {
    let path = format!("/{code}/privacy?lang={language}");
    let reply = server.http.get(server.url(&path)).send().await.unwrap();
    assert_eq!(reply.status(), 200, "{path}");
    let page = reply.text().await.unwrap();
    for never in ["anoniem", "anonymous"] {
        assert!(!page.to_lowercase().contains(never), "{never}: whoever answers can be found while the session runs");
    }
    page
}

fn says(page: &str, sentences: &[&str]) {
    for sentence in sentences {
        assert!(page.contains(sentence), "“{sentence}” is not on {page}");
    }
}

#[tokio::test]
async fn a_running_session_tells_its_mode_its_floor_and_its_days() {
    let server = Server::over(folders(DECK), at_once(now)).await;
    let start = async |privacy: Privacy| server.app.hub.start(ready(DECK), privacy).await.unwrap().code;
    let code = start(Privacy::DEFAULT).await;
    let open = page(&server, code, "nl").await;
    says(
        &open,
        &[
            "Uw antwoorden staan bij elkaar, niet op naam, in een bestand voor de organisator.",
            "Wat een groep van minder dan 5 mensen op andere vragen antwoordde, laten we niet apart zien.",
            "Antwoorden op twee andere vragen kan de organisator naast elkaar leggen.",
            "Daar kan ook één persoon in te zien zijn, zonder naam.",
            "Wat u zelf typt, wissen we 30 dagen na het einde.",
            "Losse antwoorden wissen we 90 dagen na het einde.",
            "De totalen blijven bewaard tot de organisator de bijeenkomst verwijdert.",
            "De organisator kan alles ook eerder verwijderen.",
            "Die kunnen wij niet wissen.",
            "Autoriteit Persoonsgegevens",
            "Deze pagina haalt niets op bij andere bedrijven.",
            &format!("peil-{code}"),
        ],
    );
    assert!(!open.contains("vertrouwelijk") && !open.contains("onderzoek"));

    let confidential = Privacy { mode: Mode::Confidential, floor: 10, ..for_days(Some(1), None) };
    let told = page(&server, start(confidential).await, "nl").await;
    says(
        &told,
        &[
            "geen bestand waarin uw antwoorden bij elkaar staan",
            "Wat een groep van minder dan 10 mensen",
            "Wat u zelf typt, wissen we 1 dag na het einde.",
            "Losse antwoorden blijven bewaard tot de organisator ze verwijdert.",
        ],
    );
    assert!(!told.contains("in een bestand voor de organisator") && !told.contains("naast elkaar leggen"));

    let research = Privacy { mode: Mode::Research, ..for_days(None, Some(7)) };
    let told = page(&server, start(research).await, "en").await;
    says(
        &told,
        &[
            "This meeting is for research as well.",
            "The organiser can lay the answers to two other questions side by side.",
            "What you type yourself is kept until the organiser deletes it.",
            "Single answers are erased 7 days after the end.",
        ],
    );
}

#[tokio::test]
async fn a_session_that_is_over_tells_on_what_date_things_go_and_went() {
    let sessions = [("blijft", 900, for_days(None, None)), ("week", 3, for_days(Some(1), Some(7)))];
    let server = Server::over(folder_of(&sessions).await, at_once(now)).await;
    until("texts of a week ago go", async || forgotten(&server, "week").await.texts.is_some()).await;
    let date = |at: Moment| peil::codec::dates::date(at, peil::codec::words::Tongue::Dutch);
    let week = page(&server, RoomCode::new(482_914).unwrap(), "nl").await;
    let goes = date(Moment(now().0 - 3 * DAY_MS - 60_000 + 7 * DAY_MS));
    let went = date(forgotten(&server, "week").await.texts.unwrap());
    says(
        &week,
        &[
            &format!("Wat u zelf typte, is gewist op {went}."),
            &format!("Losse antwoorden wissen we op {goes}."),
            "Niemand kan nog zien welke antwoorden van u waren.",
        ],
    );
    let kept = page(&server, RoomCode::new(482_913).unwrap(), "nl").await;
    says(
        &kept,
        &[
            "Wat u zelf typt, blijft bewaard tot de organisator het verwijdert.",
            "Losse antwoorden blijven bewaard tot de organisator ze verwijdert.",
        ],
    );
}
