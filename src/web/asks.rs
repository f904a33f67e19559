//! What the audience asks and votes for, by plain HTTP: the road for a browser without script, and for one whose socket
//! does not get through. The same requests as over the socket, with the same numbers, so both roads together do it once.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;
use axum_extra::extract::{Form, FormRejection};
use serde::Deserialize;

use super::App;
use super::attendee;
use super::form::Choices;
use super::pages::phone::{address, wants_json};
use super::problem::Problem;
use super::socket::{AskText, UpvoteText, ask_request, submit, upvote_request};
use super::visitor::Speaks;
use crate::codec::text;
use crate::codec::view::phone::all_address;
use crate::codec::wire;
use crate::codec::words::Tongue;
use crate::domain::ids::{SlideKey, VoterId};
use crate::domain::limits::ASK_CHARS_MAX;
use crate::domain::session::{Outcome, Request};
use crate::hub::{Room, now};

/// A question as the part's form sends it.
#[derive(Deserialize)]
pub struct Ask {
    question: String,
    round: u32,
    n: u32,
    /// The page's copy; the cookie wins.
    #[serde(default)]
    token: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    name: Option<String>,
}

#[derive(Deserialize)]
pub struct Vote {
    question: String,
    round: u32,
    /// Which question, the vote's number, and whether it is given: `7.1.1`.
    vote: String,
    #[serde(default)]
    token: String,
    /// The page of all questions it was pressed on.
    #[serde(default)]
    page: Option<usize>,
}

impl Vote {
    fn read(&self) -> Option<UpvoteText<'_>> {
        let mut parts = self.vote.split('.');
        let (ask, n) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let on = match parts.next()? {
            "1" => true,
            "0" => false,
            _ => return None,
        };
        parts.next().is_none().then_some(UpvoteText { question: &self.question, round: self.round, ask, n, on })
    }
}

/// Whoever speaks, and how.
struct Said {
    tongue: Tongue,
    room: Arc<Room>,
    voter: VoterId,
    is_json: bool,
}

pub async fn ask(
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    Path(code): Path<String>,
    Query(choices): Query<Choices>,
    jar: CookieJar,
    headers: HeaderMap,
    ask: Result<Form<Ask>, FormRejection>,
) -> Response {
    let (said, ask) = match hear(&app, tongue, &code, &jar, &headers, ask, |ask| &ask.token) {
        Ok(said) => said,
        Err(answer) => return *answer,
    };
    let page = address(said.room.code, tongue.code(), choices.is_refreshing());
    let Some(question) = SlideKey::parse(&ask.question) else { return said.refuse(Problem::UNREADABLE) };
    if !said.is_json && text::write_in(&ask.text, ASK_CHARS_MAX as usize).is_ok_and(|text| text.is_empty()) {
        return Redirect::to(&format!("{page}&said=ask-empty.{question}")).into_response();
    }
    let text =
        AskText { question: &ask.question, round: ask.round, n: ask.n, text: &ask.text, name: ask.name.as_deref() };
    let request = ask_request(said.voter, &text);
    said.answer(request, page, &question).await
}

pub async fn upvote(
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    Path(code): Path<String>,
    Query(choices): Query<Choices>,
    jar: CookieJar,
    headers: HeaderMap,
    vote: Result<Form<Vote>, FormRejection>,
) -> Response {
    let (said, vote) = match hear(&app, tongue, &code, &jar, &headers, vote, |vote| &vote.token) {
        Ok(said) => said,
        Err(answer) => return *answer,
    };
    let (Some(question), Some(read)) = (SlideKey::parse(&vote.question), vote.read()) else {
        return said.refuse(Problem::UNREADABLE);
    };
    let page = match vote.page {
        Some(page) => all_address(said.room.code, tongue, &question, page),
        None => address(said.room.code, tongue.code(), choices.is_refreshing()),
    };
    let place = format!("#ask-{}", read.ask);
    let request = upvote_request(said.voter, &read);
    let answer = said.answer(request, page, &question).await;
    // Back to where one was reading.
    match answer.headers().get(header::LOCATION).and_then(|to| to.to_str().ok()) {
        Some(to) => Redirect::to(&format!("{to}{place}")).into_response(),
        None => answer,
    }
}

/// Who speaks, with the form. `Err` is the answer to give instead.
fn hear<F>(
    app: &App,
    tongue: Tongue,
    code: &str,
    jar: &CookieJar,
    headers: &HeaderMap,
    form: Result<Form<F>, FormRejection>,
    token: impl Fn(&F) -> &str,
) -> Result<(Said, F), Box<Response>> {
    let is_json = wants_json(headers);
    let refuse = |problem: Problem| if is_json { problem.json(tongue) } else { problem.page(tongue) };
    if app.identity.is_foreign_origin(headers) {
        return Err(Box::new(refuse(Problem::FOREIGN_ORIGIN)));
    }
    let room = attendee::room(app, code).map_err(|problem| Box::new(refuse(problem)))?;
    let Form(form) = form.map_err(|rejection| Box::new(refuse(Problem::of_body(rejection.status()))))?;
    let Some(token) = app.identity.token_of(room.code, jar, token(&form)) else {
        let page = address(room.code, tongue.code(), false);
        // Neither cookie nor token: the page as it loads anew brings both.
        return Err(Box::new(if is_json { refuse(Problem::UNREADABLE) } else { Redirect::to(&page).into_response() }));
    };
    let voter = room.voter(token.bytes());
    Ok((Said { tongue, room, voter, is_json }, form))
}

impl Said {
    fn refuse(&self, problem: Problem) -> Response {
        if self.is_json { problem.json(self.tongue) } else { problem.page(self.tongue) }
    }

    /// What became of it: the page by redirect, so that reloading sends nothing again, or what is one's own as JSON.
    async fn answer(&self, request: Option<Request>, page: String, question: &SlideKey) -> Response {
        let outcome = submit(&self.room, request).await;
        if !self.is_json {
            return match outcome {
                Outcome::Counted | Outcome::Changed | Outcome::Superseded => Redirect::to(&page).into_response(),
                _ => Redirect::to(&format!("{page}&said=ask-{}.{question}", outcome.word())).into_response(),
            };
        }
        let voter = self.voter;
        let mine = self.room.look(move |session, _| wire::mine_whole(session, &voter, now())).await;
        let mine = mine.as_deref().unwrap_or("null");
        let body = format!(r#"{{"outcome":"{}","mine":{mine}}}"#, outcome.word());
        ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")], body).into_response()
    }
}
