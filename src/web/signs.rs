//! A sign to the presenter by plain HTTP: the road for a browser without script or socket.
//!
//! Stores nothing and answers nothing but the page again: what became of it only the presenter sees.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use axum_extra::extract::{Form, FormRejection};
use serde::Deserialize;

use super::App;
use super::attendee;
use super::pages::phone::{address, wants_json};
use super::problem::Problem;
use super::visitor::Speaks;
use crate::domain::sign::Sign;

#[derive(Deserialize)]
pub struct Signed {
    #[serde(default)]
    token: String,
    word: String,
}

pub async fn sign(
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    Path(code): Path<String>,
    jar: CookieJar,
    headers: HeaderMap,
    signed: Result<Form<Signed>, FormRejection>,
) -> Response {
    let is_json = wants_json(&headers);
    let refuse = |problem: Problem| if is_json { problem.json(tongue) } else { problem.page(tongue) };
    if app.identity.is_foreign_origin(&headers) {
        return refuse(Problem::FOREIGN_ORIGIN);
    }
    let room = match attendee::room(&app, &code) {
        Ok(room) => room,
        Err(problem) => return refuse(problem),
    };
    let signed = match signed {
        Ok(Form(signed)) => signed,
        Err(rejection) => return refuse(Problem::of_body(rejection.status())),
    };
    let Some(sign) = Sign::parse(&signed.word) else { return refuse(Problem::UNREADABLE) };
    // Neither cookie nor token: the page as it loads anew brings both.
    if let Some(token) = app.identity.token_of(room.code, &jar, &signed.token) {
        room.sign(room.voter(token.bytes()), sign);
    }
    if is_json {
        StatusCode::NO_CONTENT.into_response()
    } else {
        Redirect::to(&address(room.code, tongue.code(), false)).into_response()
    }
}
