//! What the audience asks and votes for, by plain HTTP: the road for a browser without script, and for one whose socket
//! does not get through. The same requests as over the socket, with the same numbers, so both roads together do it once.

use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::{Form, FormRejection};
use serde::Deserialize;

use super::form::Choices;
use super::pages::phone::address;
use super::problem::Problem;
use super::sender::{Refused, Sender};
use super::socket::{AskText, UpvoteText, ask_request, submit, upvote_request};
use crate::codec::text;
use crate::codec::view::phone::all_address;
use crate::domain::ids::SlideKey;
use crate::domain::limits::ASK_CHARS_MAX;
use crate::domain::session::Outcome;
use crate::web::given::InQuery;

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

pub async fn ask(
    sender: Sender,
    InQuery(choices): InQuery<Choices>,
    ask: Result<Form<Ask>, FormRejection>,
) -> Result<Response, Refused> {
    let ask = sender.read(ask)?;
    let voter = sender.voter(&ask.token)?;
    let question = SlideKey::parse(&ask.question).ok_or_else(|| sender.refuse(Problem::UNREADABLE))?;
    let page = address(sender.room.code, sender.tongue.code(), choices.is_refreshing());
    if !sender.is_json && text::write_in(&ask.text, ASK_CHARS_MAX as usize).is_ok_and(|text| text.is_empty()) {
        return Ok(Redirect::to(&format!("{page}&said=ask-empty.{question}")).into_response());
    }
    let text =
        AskText { question: &ask.question, round: ask.round, n: ask.n, text: &ask.text, name: ask.name.as_deref() };
    let outcome = submit(&sender.room, ask_request(voter, &text)).await;
    if sender.is_json {
        return Ok(sender.tell(voter, outcome).await);
    }
    Ok(Redirect::to(&told(page, outcome, &question)).into_response())
}

pub async fn upvote(
    sender: Sender,
    InQuery(choices): InQuery<Choices>,
    vote: Result<Form<Vote>, FormRejection>,
) -> Result<Response, Refused> {
    let unreadable = || sender.refuse(Problem::UNREADABLE);
    let vote = sender.read(vote)?;
    let voter = sender.voter(&vote.token)?;
    let question = SlideKey::parse(&vote.question).ok_or_else(unreadable)?;
    let read = vote.read().ok_or_else(unreadable)?;
    let outcome = submit(&sender.room, upvote_request(voter, &read)).await;
    if sender.is_json {
        return Ok(sender.tell(voter, outcome).await);
    }
    let page = match vote.page {
        Some(page) => all_address(sender.room.code, sender.tongue, &question, page),
        None => address(sender.room.code, sender.tongue.code(), choices.is_refreshing()),
    };
    // Back to where one was reading.
    Ok(Redirect::to(&format!("{}#ask-{}", told(page, outcome, &question), read.ask)).into_response())
}

/// The page, which says what became of it unless it was stored.
fn told(page: String, outcome: Outcome, question: &SlideKey) -> String {
    match outcome {
        Outcome::Counted | Outcome::Changed | Outcome::Superseded => page,
        _ => format!("{page}&said=ask-{}.{question}", outcome.word()),
    }
}
