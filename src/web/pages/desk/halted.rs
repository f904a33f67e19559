//! A session that stands still, for its organiser: why, in the words that attendees read, and the way to delete it.
//!
//! Shows no figures: what is stored is not known while it cannot be read.

use askama::Template;
use axum::response::{IntoResponse, Response};

use super::session::said_date;
use crate::codec::words::Tongue;
use crate::hub::SessionCard;
use crate::hub::halt::Halt;
use crate::web::assets;
use crate::web::pages::html;
use crate::web::problem::Problem;

#[derive(Template)]
#[template(path = "pages/desk_halted.html")]
struct HaltedPage {
    lang: &'static str,
    title: String,
    assets: &'static str,
    t: Tongue,
    here: String,
    id: String,
    /// When it began, and its code.
    about: String,
    heading: String,
    way_on: String,
}

impl HaltedPage {
    fn say(&self, key: &str) -> String {
        self.t.say(key)
    }
}

pub fn page(card: &SessionCard, halt: &Halt, tongue: Tongue) -> Response {
    let problem = Problem::of_halt(halt);
    let code = tongue.say_with("desk-code", &[("code", card.code.spaced().as_str().into())]);
    let page = HaltedPage {
        lang: tongue.code(),
        title: card.title.clone(),
        assets: assets::prefix(),
        t: tongue,
        here: format!("/desk/sessions/{}", card.id),
        id: card.id.to_string(),
        about: format!("{} · {code}", said_date("desk-started", card.started_at, tongue)),
        heading: problem.heading(tongue),
        way_on: problem.way_on(tongue),
    };
    (problem.status, html(&page, tongue)).into_response()
}
