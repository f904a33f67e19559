//! A vote by plain HTTP: the road for a browser without script, and for one whose socket does not get through.
//!
//! The same request as over the socket, with the same number: a vote that comes by both roads is one vote. Says what
//! became of it, as a page (by redirect, so that reloading sends nothing again) or as JSON.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use axum_extra::extract::{Form, FormRejection};
use serde::Deserialize;

use super::App;
use super::attendee;
use super::filled::Vote;
use super::pages::phone::{address, wants_json};
use super::problem::Problem;
use super::socket::submit_answer;
use super::visitor::Speaks;
use crate::codec::wire;
use crate::domain::ids::SlideKey;
use crate::domain::session::Outcome;
use crate::hub::now;

#[derive(Deserialize)]
pub struct Choices {
    #[serde(default)]
    refresh: Option<String>,
}

impl Choices {
    /// Whether the page loads by itself, and goes on doing so.
    pub fn is_refreshing(&self) -> bool {
        self.refresh.is_some()
    }
}

pub async fn answer(
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    Path(code): Path<String>,
    Query(choices): Query<Choices>,
    jar: CookieJar,
    headers: HeaderMap,
    vote: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Response {
    let is_json = wants_json(&headers);
    let refuse = |problem: Problem| if is_json { problem.json(tongue) } else { problem.page(tongue) };
    // Where no origin is named, the cookie or the page's token is needed, which no other site has.
    if app.identity.is_foreign_origin(&headers) {
        return refuse(Problem::FOREIGN_ORIGIN);
    }
    let room = match attendee::room(&app, &code) {
        Ok(room) => room,
        Err(problem) => return refuse(problem),
    };
    let vote = match vote {
        Ok(Form(fields)) => Vote::read(fields),
        Err(rejection) => return refuse(Problem::of_body(rejection.status())),
    };
    let Some(vote) = vote else { return refuse(Problem::UNREADABLE) };
    let Some(question) = SlideKey::parse(&vote.question) else { return refuse(Problem::UNREADABLE) };
    let refreshing = choices.is_refreshing();
    let page = address(room.code, tongue.code(), refreshing);
    let Some(token) = app.identity.token_of(room.code, &jar, &vote.token) else {
        // Neither cookie nor token: the page as it loads anew brings both.
        return if is_json { refuse(Problem::UNREADABLE) } else { Redirect::to(&page).into_response() };
    };
    if !is_json && vote.is_empty_own() {
        return Redirect::to(&format!("{page}&said=empty.{question}")).into_response();
    }
    let Some(said) = vote.meant() else { return refuse(Problem::UNREADABLE) };
    let says_nothing = said.says_nothing();
    let voter = room.voter(token.bytes());
    let outcome = submit_answer(&room, voter, question.as_str(), vote.round, vote.n, &said).await;
    if !is_json {
        return match outcome {
            Outcome::Counted | Outcome::Changed | Outcome::Superseded => Redirect::to(&page).into_response(),
            Outcome::Invalid if says_nothing => Redirect::to(&format!("{page}&said=none.{question}")).into_response(),
            _ => Redirect::to(&format!("{page}&said={}.{question}", outcome.word())).into_response(),
        };
    }
    let mine = room.look(move |session, _| wire::mine_whole(session, &voter, now())).await;
    let mine = mine.as_deref().unwrap_or("null");
    let body = format!(r#"{{"outcome":"{}","mine":{mine}}}"#, outcome.word());
    ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")], body).into_response()
}
