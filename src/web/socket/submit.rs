//! An answer or a command by whatever road: read, normalised, handed to the room.

use crate::codec::answer::SaidText;
use crate::codec::text;
use crate::codec::wire::CommandText;
use crate::domain::ids::{AskNumber, SlideKey, VoterId};
use crate::domain::limits::{ASK_CHARS_MAX, ASKER_CHARS_MAX};
use crate::domain::session::{AnswerRequest, AskRequest, Outcome, Refusal, Reply, Request, UpvoteRequest};
use crate::hub::Room;

/// Reads an answer; `None` when it can be none of ours.
pub fn answer_request(voter: VoterId, question: &str, round: u32, n: u32, said: &SaidText) -> Option<AnswerRequest> {
    Some(AnswerRequest { voter, question: SlideKey::parse(question)?, round, n, said: said.read()? })
}

/// A question from the audience as it came in, by whatever road.
#[derive(Clone, Debug)]
pub struct AskText<'a> {
    pub question: &'a str,
    pub round: u32,
    pub n: u32,
    pub text: &'a str,
    pub name: Option<&'a str>,
}

/// Reads it; `None` when it can be none of ours.
pub fn ask_request(voter: VoterId, said: &AskText<'_>) -> Option<Request> {
    let text = text::write_in(said.text, ASK_CHARS_MAX as usize).ok()?;
    let name = said.name.map(|name| text::write_in(name, ASKER_CHARS_MAX)).transpose().ok()?;
    Some(Request::Ask(AskRequest {
        voter,
        question: SlideKey::parse(said.question)?,
        round: said.round,
        n: said.n,
        characters: text::characters(&text) as u32,
        text,
        name: name.filter(|name| !name.is_empty()),
    }))
}

/// An upvote as it came in.
#[derive(Clone, Debug)]
pub struct UpvoteText<'a> {
    pub question: &'a str,
    pub round: u32,
    pub ask: u32,
    pub n: u32,
    pub on: bool,
}

pub fn upvote_request(voter: VoterId, said: &UpvoteText<'_>) -> Option<Request> {
    let question = SlideKey::parse(said.question)?;
    let (round, ask, n, on) = (said.round, AskNumber(said.ask), said.n, said.on);
    Some(Request::Upvote(UpvoteRequest { voter, question, round, ask, n, on }))
}

/// Submits what the audience says. Returns when it is decided and, if it is stored, on disk.
pub async fn submit(room: &Room, request: Option<Request>) -> Outcome {
    match request {
        Some(request) => outcome_of(room.submit(request).await),
        None => Outcome::Invalid,
    }
}

pub fn outcome_of(reply: Reply) -> Outcome {
    match reply {
        Reply::Outcome(outcome) => outcome,
        Reply::Done | Reply::Refused(_) => Outcome::Busy,
    }
}

/// Reads a command; `None` when it can be none of ours.
pub fn steer_request(command: &CommandText) -> Option<Request> {
    let (from, command) = command.read().ok()?;
    Some(Request::Steer { from, command })
}

/// Submits an answer. Returns when it is decided and, if it counts, on disk.
pub async fn submit_answer(
    room: &Room,
    voter: VoterId,
    question: &str,
    round: u32,
    n: u32,
    said: &SaidText,
) -> Outcome {
    match answer_request(voter, question, round, n, said) {
        Some(request) => outcome_of(room.submit(Request::Answer(request)).await),
        None => Outcome::Invalid,
    }
}

/// Submits a command: the step where the session then stands, and the code of the refusal if there was one.
pub async fn submit_command(room: &Room, command: &CommandText) -> (String, Option<&'static str>) {
    let refused = match steer_request(command) {
        None => Some("unreadable"),
        Some(request) => match room.submit(request).await {
            Reply::Done => None,
            Reply::Refused(refusal) => Some(refusal.code()),
            Reply::Outcome(_) => Some(Refusal::Busy.code()),
        },
    };
    let step = room.look(|session, _| session.step().to_string()).await.unwrap_or_default();
    (step, refused)
}
