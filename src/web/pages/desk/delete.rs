//! Deleting what a session holds: texts, single answers, or all of it. Asks once, on a page that says what goes and what
//! stays, and answers with a receipt.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::Response;

use super::{back_to, title};
use crate::codec::dates;
use crate::codec::words::Tongue;
use crate::domain::ids::{Moment, SessionId};
use crate::domain::limits::RESUME_MS;
use crate::domain::results::Forgettable;
use crate::hub::SessionCard;
use crate::hub::receipts::Erasure;
use crate::web::given::InPath;
use crate::web::pages::html;
use crate::web::problem::Problem;
use crate::web::visitor::{Organiser, Speaks};
use crate::web::{App, assets, organised};

#[derive(Template)]
#[template(path = "pages/desk_delete.html")]
struct DeletePage {
    lang: &'static str,
    title: String,
    assets: &'static str,
    t: Tongue,
    here: String,
    id: String,
    /// Which one: title, date and code.
    about: String,
    parts: Vec<Part>,
    /// Why nothing can be deleted in part yet.
    later: Option<String>,
    /// What goes with the whole session; of one that stands still, that it does.
    lost: String,
    running: bool,
}

/// What can be deleted while the rest stays.
struct Part {
    word: &'static str,
    name: String,
    goes: String,
    stays: String,
    yes: String,
    /// It has gone already, and when, as a sentence.
    gone: Option<String>,
}

impl DeletePage {
    fn say(&self, key: &str) -> String {
        self.t.say(key)
    }
}

pub async fn ask_delete(
    _: Organiser,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    InPath(id): InPath<String>,
) -> Response {
    let card = match organised::card(&app, &id).await {
        Ok(card) => card,
        Err(problem) => return problem.page(tongue),
    };
    let code = tongue.say_with("desk-code", &[("code", card.code.spaced().as_str().into())]);
    let page = DeletePage {
        lang: tongue.code(),
        title: tongue.say("erase-title"),
        assets: assets::prefix(),
        t: tongue,
        here: format!("/desk/sessions/{id}/delete"),
        id: id.to_string(),
        about: format!("{} · {} · {code}", title(&card, tongue).await, dates::date_and_time(card.started_at, tongue)),
        parts: if card.sealed { parts(&card, tongue) } else { Vec::new() },
        later: (!card.sealed && card.halt.is_none()).then(|| later(&card, tongue)),
        lost: lost(&card, tongue),
        running: card.room.is_some() && card.ended_at.is_none(),
    };
    html(&page, tongue)
}

/// When parts can go by themselves: by the clock once the session has ended.
fn later(card: &SessionCard, tongue: Tongue) -> String {
    match card.ended_at {
        Some(ended_at) => {
            let time = dates::time(Moment(ended_at.0 + RESUME_MS));
            tongue.say_with("erase-later-at", &[("time", time.as_str().into())])
        }
        None => tongue.say_with("erase-later", &[("minutes", ((RESUME_MS / 60_000) as u32).into())]),
    }
}

fn parts(card: &SessionCard, tongue: Tongue) -> Vec<Part> {
    let part = |what| match what {
        Erasure::Part(part) => {
            let gone = card.forgotten.of(part).map(|at| {
                let date = dates::date(at, tongue);
                tongue.say_with(&format!("keeping-{}-gone", part.word()), &[("date", date.as_str().into())])
            });
            let say = |what: &str| tongue.say(&format!("erase-{}{what}", part.word()));
            let (name, goes, yes) = (say(""), say("-goes"), say("-yes"));
            let stays = stays(card, part, tongue);
            Some(Part { word: part.word(), name, goes, stays, yes, gone })
        }
        Erasure::Everything => None,
    };
    Erasure::ALL.into_iter().filter_map(part).collect()
}

/// What stays when this goes, of what is still there.
fn stays(card: &SessionCard, part: Forgettable, tongue: Tongue) -> String {
    let is_gone = |part| card.forgotten.of(part).is_some();
    let keys: &[&str] = match part {
        Forgettable::Texts if is_gone(Forgettable::Rows) => &["erase-texts-stays-totals", "erase-texts-stays-counts"],
        Forgettable::Texts => &["erase-texts-stays", "erase-texts-stays-counts"],
        Forgettable::Rows if is_gone(Forgettable::Texts) => &["erase-rows-stays", "erase-rows-stays-apart"],
        Forgettable::Rows => &["erase-rows-stays", "erase-rows-stays-texts", "erase-rows-stays-apart"],
    };
    keys.iter().map(|key| tongue.say(key)).collect::<Vec<_>>().join(" ")
}

fn lost(card: &SessionCard, tongue: Tongue) -> String {
    if let Some(halt) = &card.halt {
        return Problem::of_halt(halt).heading(tongue);
    }
    let (people, answers) = (tongue.figure(card.participants), tongue.figure(card.answers));
    let people_and_answers = [
        ("n", card.participants.into()),
        ("people", people.as_str().into()),
        ("m", card.answers.into()),
        ("answers", answers.as_str().into()),
    ];
    tongue.say_with("desk-delete-lost", &people_and_answers)
}

/// The form says what goes, so that a form of long ago deletes nothing by surprise.
pub async fn delete(
    _: Organiser,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    InPath(id): InPath<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let Some(id) = SessionId::parse(&id) else { return Problem::NO_SUCH_SESSION.page(tongue) };
    let what = fields.iter().find(|(name, _)| name == "what").and_then(|(_, word)| Erasure::from_word(word));
    let Some(what) = what else { return Problem::UNREADABLE.page(tongue) };
    match app.hub.erase(&id, what).await {
        Ok(receipt) => back_to(&format!("/desk/receipts/{}", receipt.word)),
        Err(failure) => organised::told_when(&app, id.as_str(), failure.into()).await.page(tongue),
    }
}
