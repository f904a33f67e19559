//! The way in for organisers: the link that `peil serve` prints, or the key typed by hand, swapped for a cookie.
//!
//! The key leaves the address at once, and is never written into a page.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

use crate::codec::words::Tongue;
use crate::web::given::InQuery;
use crate::web::pages::html;
use crate::web::visitor::{OwnPage, Speaks};
use crate::web::{App, assets};

#[derive(Template)]
#[template(path = "pages/desk_key.html")]
struct KeyPage {
    lang: &'static str,
    title: String,
    assets: &'static str,
    t: Tongue,
    here: String,
    wrong: bool,
}

impl KeyPage {
    fn say(&self, key: &str) -> String {
        self.t.say(key)
    }
}

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    wrong: Option<String>,
}

pub async fn ask_key(_: OwnPage, Speaks(tongue): Speaks, InQuery(asked): InQuery<Asked>) -> Response {
    let page = KeyPage {
        lang: tongue.code(),
        title: tongue.say("desk-key-title"),
        assets: assets::prefix(),
        t: tongue,
        here: "/desk/key".to_owned(),
        wrong: asked.wrong.is_some(),
    };
    html(&page, tongue)
}

#[derive(Deserialize)]
pub struct Typed {
    key: String,
}

pub async fn take_key(_: OwnPage, State(app): State<Arc<App>>, jar: CookieJar, Form(typed): Form<Typed>) -> Response {
    let_in(&app, jar, &typed.key)
}

/// Swaps a right key for the cookie; asks again after a wrong one.
pub(super) fn let_in(app: &App, jar: CookieJar, key: &str) -> Response {
    if app.identity.is_organiser_key(key) {
        (jar.add(app.identity.desk_cookie()), Redirect::to("/desk")).into_response()
    } else {
        Redirect::to("/desk/key?wrong=1").into_response()
    }
}
