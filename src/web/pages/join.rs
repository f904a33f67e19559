//! The page that asks for a session's code; a code that is not known comes back to it, with what was typed.
//!
//! Joins only when the button is pressed, and needs no script. Never says "invalid": it says where to look.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::inlined::{ICON, inlined};
use super::phone;
use crate::codec::words::Tongue;
use crate::domain::ids::RoomCode;
use crate::hub::Standing;
use crate::web::App;
use crate::web::visitor::Speaks;

/// Longer than any way to write six digits; what is typed comes back, and need not come back whole.
const TYPED_CHARS_MAX: usize = 40;

#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    code: Option<String>,
}

pub async fn page(
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    Query(typed): Query<Typed>,
    headers: HeaderMap,
) -> Response {
    let Some(typed) = typed.code else { return show(tongue, "", false, &headers) };
    match RoomCode::parse(&typed) {
        Some(code) if !matches!(app.hub.standing(code), Standing::Unknown) => {
            Redirect::to(&phone::address(code, tongue.code(), false)).into_response()
        }
        _ => unknown(tongue, &typed, &headers),
    }
}

/// The page for a code that leads nowhere, whether typed or in a link.
pub fn unknown(tongue: Tongue, typed: &str, headers: &HeaderMap) -> Response {
    show(tongue, typed, true, headers)
}

fn show(tongue: Tongue, typed: &str, is_wrong: bool, headers: &HeaderMap) -> Response {
    let page = JoinPage {
        tongue,
        typed: typed.chars().take(TYPED_CHARS_MAX).collect(),
        wrong: is_wrong.then(|| tongue.say("phone-join-unknown")),
        style: &inlined().style,
    };
    let status = if is_wrong { StatusCode::NOT_FOUND } else { StatusCode::OK };
    let no_store = [(header::CACHE_CONTROL, "no-store")];
    match page.render() {
        Ok(html) => (status, [inlined().policy(headers)], no_store, Html(html)).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

#[derive(Template)]
#[template(path = "pages/join.html")]
struct JoinPage<'a> {
    tongue: Tongue,
    typed: String,
    wrong: Option<String>,
    style: &'a str,
}
