//! A vote by plain HTTP: the road for a browser without script, and for one whose socket does not get through.
//!
//! The same request as over the socket, with the same number: a vote that comes by both roads is one vote. Says what
//! became of it, as a page (by redirect, so that reloading sends nothing again) or as JSON.

use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::{Form, FormRejection};
use serde::Deserialize;

use super::filled::Vote;
use super::pages::phone::address;
use super::problem::Problem;
use super::sender::{Refused, Sender};
use super::socket::submit_answer;
use crate::domain::ids::SlideKey;
use crate::domain::session::Outcome;
use crate::web::given::InQuery;

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
    sender: Sender,
    InQuery(choices): InQuery<Choices>,
    vote: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Result<Response, Refused> {
    let unreadable = || sender.refuse(Problem::UNREADABLE);
    let vote = Vote::read(sender.read(vote)?).ok_or_else(unreadable)?;
    let question = SlideKey::parse(&vote.question).ok_or_else(unreadable)?;
    let voter = sender.voter(&vote.token)?;
    let page = address(sender.room.code, sender.tongue.code(), choices.is_refreshing());
    let says = |word: &str| Ok(Redirect::to(&format!("{page}&said={word}.{question}")).into_response());
    if !sender.is_json && vote.is_empty_own() {
        return says("empty");
    }
    let said = vote.meant().ok_or_else(unreadable)?;
    let outcome = submit_answer(&sender.room, voter, question.as_str(), vote.round, vote.n, &said).await;
    if sender.is_json {
        return Ok(sender.tell(voter, outcome).await);
    }
    match outcome {
        Outcome::Counted | Outcome::Changed | Outcome::Superseded => Ok(Redirect::to(&page).into_response()),
        Outcome::Invalid if said.says_nothing() => says("none"),
        _ => says(outcome.word()),
    }
}
