//! Deleting a session: asks first on a page of its own, and says what will be lost.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use super::{back_to, title};
use crate::codec::dates;
use crate::codec::words::Tongue;
use crate::domain::ids::SessionId;
use crate::web::pages::html;
use crate::web::problem::Problem;
use crate::web::visitor::{Organiser, Speaks};
use crate::web::{App, assets};

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
    /// What goes with it; of one that stands still, that it does.
    lost: String,
    running: bool,
    /// There may be something to keep, and it can be had.
    can_be_kept: bool,
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
    Path(id): Path<String>,
) -> Response {
    let Some(id) = SessionId::parse(&id) else { return Problem::NO_SUCH_SESSION.page(tongue) };
    let card = match app.hub.session(&id).await {
        Ok(card) => card,
        Err(failure) => return Problem::from(failure).page(tongue),
    };
    let (people, answers) = (tongue.figure(card.participants), tongue.figure(card.answers));
    let people_and_answers = [
        ("n", card.participants.into()),
        ("people", people.as_str().into()),
        ("m", card.answers.into()),
        ("answers", answers.as_str().into()),
    ];
    let code = tongue.say_with("desk-code", &[("code", card.code.spaced().as_str().into())]);
    let page = DeletePage {
        lang: tongue.code(),
        title: tongue.say("desk-delete-title"),
        assets: assets::prefix(),
        t: tongue,
        here: format!("/desk/sessions/{id}/delete"),
        id: id.to_string(),
        about: format!("{} · {} · {code}", title(&card, tongue).await, dates::date_and_time(card.started_at, tongue)),
        lost: match &card.halt {
            Some(halt) => Problem::of_halt(halt).heading(tongue),
            None => tongue.say_with("desk-delete-lost", &people_and_answers),
        },
        can_be_kept: card.halt.is_none(),
        running: card.room.is_some() && card.ended_at.is_none(),
    };
    html(&page, tongue)
}

pub async fn delete(
    _: Organiser,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    Path(id): Path<String>,
) -> Response {
    let Some(id) = SessionId::parse(&id) else { return Problem::NO_SUCH_SESSION.page(tongue) };
    if let Err(failure) = app.hub.session(&id).await {
        return Problem::from(failure).page(tongue);
    }
    match app.hub.delete(&id).await {
        Ok(()) => back_to("/desk"),
        Err(failure) => Problem::from(failure).page(tongue),
    }
}
