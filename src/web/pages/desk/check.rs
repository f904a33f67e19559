//! What is wrong with a deck, or could be better, as its check prints it. Changes no file.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::badge;
use super::home::first_error;
use crate::codec::words::Tongue;
use crate::hub::shelf::Broken;
use crate::web::given::InPath;
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
    InPath(name): InPath<String>,
) -> Response {
    let Some(deck) = app.shelf.list().await.into_iter().find(|deck| deck.name == name) else {
        return Problem::NO_SUCH_DECK.page(tongue);
    };
    let mut sections = Vec::new();
    match &deck.deck {
        Ok(_) => {}
        Err(Broken::Faulty(faults)) => {
            let printed = faults.render(tongue, false);
            sections.push(Section { sentence: tongue.say("desk-check-broken"), printed });
        }
        // A file that is no deck at all was not checked; the sentence says why.
        Err(broken) => sections.push(Section { sentence: first_error(broken, tongue), printed: String::new() }),
    }
    for (language, faults) in &deck.left_out {
        let sentence = tongue.say_with("desk-check-left-out", &[("language", badge(language).as_str().into())]);
        sections.push(Section { sentence, printed: faults.render(tongue, false) });
    }
    if let Some(remarks) = &deck.remarks {
        sections.push(Section { sentence: tongue.say("desk-check-tips"), printed: remarks.render(tongue, false) });
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
