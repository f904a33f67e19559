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
use super::pages::phone::{address, wants_json};
use super::problem::Problem;
use super::socket::submit_answer;
use super::visitor::Speaks;
use crate::codec::{text, wire};
use crate::domain::ids::SlideKey;
use crate::domain::limits::WRITE_IN_CHARS_MAX;
use crate::domain::session::Outcome;
use crate::hub::now;

/// A form as the part draws it, and as the script sends it.
#[derive(Deserialize)]
pub struct Vote {
    question: String,
    round: u32,
    n: u32,
    /// The page's copy; the cookie wins.
    #[serde(default)]
    token: String,
    #[serde(default)]
    choice: Vec<String>,
    /// Sends ticks: none of them means that the answer is taken back.
    #[serde(default)]
    several: Option<String>,
    /// Beside ticks: the answer that the words belong to.
    #[serde(default)]
    words_of: Option<String>,
    /// The words that stood in the field when the page was drawn.
    #[serde(default)]
    words_were: Option<String>,
    /// The answer that takes words, when they are what is sent: without words nothing was meant.
    #[serde(default)]
    own: Option<String>,
    #[serde(default)]
    text: Option<String>,
}

impl Vote {
    /// Which answers are chosen, and the words with them; `None` when the form says neither.
    fn meant(&self) -> Option<(Vec<String>, Option<String>)> {
        let mut choices = match &self.own {
            Some(own) => vec![own.clone()],
            None => self.choice.clone(),
        };
        // Whoever writes and forgets the tick beside it means it all the same; whoever unticks it need not also empty
        // the field.
        let wrote = self.has_words() && self.text != self.words_were;
        if let Some(of) = self.words_of.as_ref().filter(|of| wrote && !choices.contains(of)) {
            choices.push(of.clone());
        }
        if choices.is_empty() && self.several.is_none() {
            return None;
        }
        // Words left in the field of an answer that is not ticked.
        let are_meant = self.words_of.as_ref().is_none_or(|of| choices.contains(of));
        Some((choices, self.text.clone().filter(|_| are_meant)))
    }

    fn has_words(&self) -> bool {
        let is_empty = |text: &str| text::write_in(text, WRITE_IN_CHARS_MAX).is_ok_and(|words| words.is_empty());
        !self.text.as_deref().is_none_or(is_empty)
    }
}

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
    vote: Result<Form<Vote>, FormRejection>,
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
        Ok(Form(vote)) => vote,
        Err(rejection) => return refuse(Problem::of_body(rejection.status())),
    };
    let Some(question) = SlideKey::parse(&vote.question) else { return refuse(Problem::UNREADABLE) };
    let refreshing = choices.is_refreshing();
    let page = address(room.code, tongue.code(), refreshing);
    let Some(token) = app.identity.token_of(room.code, &jar, &vote.token) else {
        // Neither cookie nor token: the page as it loads anew brings both.
        return if is_json { refuse(Problem::UNREADABLE) } else { Redirect::to(&page).into_response() };
    };
    if !is_json && vote.own.is_some() && !vote.has_words() {
        return Redirect::to(&format!("{page}&said=empty.{question}")).into_response();
    }
    let Some((choices, words)) = vote.meant() else { return refuse(Problem::UNREADABLE) };
    let voter = room.voter(token.bytes());
    let outcome = submit_answer(&room, voter, question.as_str(), vote.round, vote.n, &choices, words).await;
    if !is_json {
        return match outcome {
            Outcome::Counted | Outcome::Changed | Outcome::Superseded => Redirect::to(&page).into_response(),
            Outcome::Invalid if choices.is_empty() => {
                Redirect::to(&format!("{page}&said=none.{question}")).into_response()
            }
            _ => Redirect::to(&format!("{page}&said={}.{question}", outcome.word())).into_response(),
        };
    }
    let mine = room.look(move |session, _| wire::mine_whole(session, &voter, now())).await;
    let mine = mine.as_deref().unwrap_or("null");
    let body = format!(r#"{{"outcome":"{}","mine":{mine}}}"#, outcome.word());
    ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")], body).into_response()
}
