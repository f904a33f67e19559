//! An answer or a command by whatever road: read, normalised, handed to the room.

use crate::codec::text;
use crate::codec::wire::CommandText;
use crate::domain::ids::{OptionKey, SlideKey, VoterId};
use crate::domain::limits::WRITE_IN_CHARS_MAX;
use crate::domain::session::{AnswerRequest, Outcome, Refusal, Reply, Request};
use crate::hub::Room;

/// Reads an answer; `None` when it can be none of ours.
pub fn answer_request(
    voter: VoterId,
    question: &str,
    round: u32,
    n: u32,
    choices: &[String],
    text: Option<String>,
) -> Option<AnswerRequest> {
    let question = SlideKey::parse(question)?;
    let choices = choices.iter().map(|choice| OptionKey::parse(choice)).collect::<Option<_>>()?;
    let text = text.as_deref().map(|words| text::write_in(words, WRITE_IN_CHARS_MAX)).transpose().ok()?;
    Some(AnswerRequest { voter, question, round, n, choices, text })
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
    choices: &[String],
    text: Option<String>,
) -> Outcome {
    match answer_request(voter, question, round, n, choices, text) {
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
