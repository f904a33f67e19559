//! The page that asks for a session's code; a code that is not known comes back to it, with what was typed.
//!
//! Joins only when the button is pressed, and needs no script. Never says "invalid": it says where to look.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::inlined::{Extras, ICON, inlined};
use super::phone;
use crate::codec::words::Tongue;
use crate::domain::ids::RoomCode;
use crate::hub::Standing;
use crate::web::App;
use crate::web::given::InQuery;
use crate::web::visitor::Speaks;

/// Longer than any way to write six digits; what is typed comes back, and need not come back whole.
const TYPED_CHARS_MAX: usize = 40;

#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    code: Option<String>,
    /// A language the visitor chose; it travels on.
    #[serde(default)]
    lang: Option<String>,
}

pub async fn page(
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    InQuery(typed): InQuery<Typed>,
    headers: HeaderMap,
) -> Response {
    let chosen = typed.lang.is_some();
    let Some(typed) = typed.code else { return show(tongue, "", Wrong::No, chosen, &headers) };
    match RoomCode::parse(&typed) {
        Some(code) if !matches!(app.hub.standing(code), Standing::Unknown) => {
            let page = if chosen { phone::address(code, tongue.code(), false) } else { format!("/{code}") };
            Redirect::to(&page).into_response()
        }
        _ => show(tongue, &typed, Wrong::Yes, chosen, &headers),
    }
}

/// The page for a code that leads nowhere, whether typed or in a link.
pub fn unknown(tongue: Tongue, typed: &str, headers: &HeaderMap) -> Response {
    show(tongue, typed, Wrong::Yes, false, headers)
}

/// Whether what was typed leads nowhere.
#[derive(PartialEq, Eq)]
enum Wrong {
    Yes,
    No,
}

fn show(tongue: Tongue, typed: &str, wrong: Wrong, chosen: bool, headers: &HeaderMap) -> Response {
    let is_wrong = wrong == Wrong::Yes;
    let page = JoinPage {
        tongue,
        chosen,
        typed: typed.chars().take(TYPED_CHARS_MAX).collect(),
        wrong: is_wrong.then(|| tongue.say("phone-join-unknown")),
        style: &inlined(Extras::around()).style,
    };
    let status = if is_wrong { StatusCode::NOT_FOUND } else { StatusCode::OK };
    let no_store = [(header::CACHE_CONTROL, "no-store")];
    match page.render() {
        Ok(html) => (status, [inlined(Extras::around()).policy(headers)], no_store, Html(html)).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

#[derive(Template)]
#[template(path = "pages/join.html")]
struct JoinPage<'a> {
    tongue: Tongue,
    /// Whether the visitor chose the language, so that it must travel on.
    chosen: bool,
    typed: String,
    wrong: Option<String>,
    style: &'a str,
}
