//! How to write a deck: the guide to the deck file, at the desk.

use askama::Template;
use axum::response::Response;

use crate::codec::deck_file::guide;
use crate::codec::words::Tongue;
use crate::web::assets;
use crate::web::pages::html;
use crate::web::visitor::{Organiser, Speaks};

#[derive(Template)]
#[template(path = "pages/desk_guide.html")]
struct GuidePage {
    lang: &'static str,
    title: String,
    assets: &'static str,
    t: Tongue,
    here: &'static str,
    /// Trusted HTML.
    guide: String,
}

impl GuidePage {
    fn say(&self, key: &str) -> String {
        self.t.say(key)
    }
}

pub async fn guide(_: Organiser, Speaks(tongue): Speaks) -> Response {
    let page = GuidePage {
        lang: tongue.code(),
        title: tongue.say("desk-guide"),
        assets: assets::prefix(),
        t: tongue,
        here: "/desk/guide",
        guide: guide::page(tongue),
    };
    html(&page, tongue)
}
