//! What is wrong with a deck, or could be better, as its check prints it. Changes no file.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use super::badge;
use super::home::first_error;
use crate::codec::words::Tongue;
use crate::web::pages::html;
use crate::web::problem::Problem;
use crate::web::visitor::{Organiser, Speaks};
use crate::web::{App, assets};

#[derive(Template)]
#[template(path = "pages/desk_check.html")]
struct CheckPage {
    lang: &'static str,
    title: String,
    assets: &'static str,
    t: Tongue,
    here: String,
    name: String,
    starts: bool,
    sections: Vec<Section>,
}

/// A sentence with what the check printed under it.
struct Section {
    sentence: String,
    printed: String,
}

impl CheckPage {
    fn say(&self, key: &str) -> String {
        self.t.say(key)
    }
}

pub async fn check(
    _: Organiser,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    Path(name): Path<String>,
) -> Response {
    let Some(deck) = app.shelf.list().await.into_iter().find(|deck| deck.name == name) else {
        return Problem::NO_SUCH_DECK.page(tongue);
    };
    let mut sections = Vec::new();
    if let Err(broken) = &deck.deck {
        // A file that is no deck at all was not checked; the sentence says why.
        let sentence = if broken.bad_name { first_error(broken, tongue) } else { tongue.say("desk-check-broken") };
        sections.push(Section { sentence, printed: broken.check.clone() });
    }
    for (language, broken) in &deck.left_out {
        let sentence = tongue.say_with("desk-check-left-out", &[("language", badge(language).as_str().into())]);
        sections.push(Section { sentence, printed: broken.check.clone() });
    }
    if !deck.remarks.is_empty() {
        let sentence = if deck.deck.is_ok() { tongue.say("desk-check-tips") } else { tongue.say("desk-remarks") };
        sections.push(Section { sentence, printed: deck.remarks });
    }
    let file = format!("{}.md", deck.name.trim_end_matches(".md"));
    let page = CheckPage {
        lang: tongue.code(),
        title: tongue.say_with("desk-check-title", &[("name", file.as_str().into())]),
        assets: assets::prefix(),
        t: tongue,
        here: format!("/desk/decks/{name}"),
        name,
        starts: deck.deck.is_ok(),
        sections,
    };
    html(&page, tongue)
}
