//! An answer or a command by whatever road: read, normalised, handed to the room.

use crate::codec::answer::SaidText;
use crate::codec::wire::CommandText;
use crate::domain::ids::{SlideKey, VoterId};
use crate::domain::session::{AnswerRequest, Outcome, Refusal, Reply, Request};
use crate::hub::Room;

/// Reads an answer; `None` when it can be none of ours.
pub fn answer_request(voter: VoterId, question: &str, round: u32, n: u32, said: &SaidText) -> Option<AnswerRequest> {
    Some(AnswerRequest { voter, question: SlideKey::parse(question)?, round, n, said: said.read()? })
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
