//! Steering a session by program: one command at a time, each from the step at which its sender thinks the session stands.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::{InSession, Named, unreadable};
use crate::codec::wire::CommandText;
use crate::codec::wire::commands::COMMANDS;
use crate::codec::words::Tongue;
use crate::domain::session::Refusal;
use crate::web::problem::{Details, Problem};
use crate::web::socket::submit_command;
use crate::web::visitor::Machine;
use crate::web::{App, organised};

/// What a command came to.
#[derive(Serialize, ToSchema)]
#[schema(as = Stepped)]
struct SteppedBody {
    /// Where the session stands now: as `from`, it goes with the next command.
    step: String,
}

/// Steer a session.
///
/// One command, as a press at the control. Most name in `from` the step that their sender last heard; when the session has
/// gone on since, nothing happens and the answer is `409` with the code `moved`, so that nobody steps twice.
#[utoipa::path(
    post, path = "/api/v1/sessions/{id}/commands", operation_id = "command_session", tag = "sessions",
    params(InSession), request_body = CommandText,
    responses((status = OK, description = "It is done.", body = SteppedBody))
)]
pub async fn command(
    Machine(tongue): Machine,
    State(app): State<Arc<App>>,
    Named(InSession { id }): Named<InSession>,
    body: Result<Json<CommandText>, JsonRejection>,
) -> Response {
    let command = match body {
        Ok(Json(command)) => command,
        Err(rejection) => return unreadable(&rejection, tongue),
    };
    if let Err(member) = command.read() {
        return Problem::UNREADABLE.json_with(lacking(member, tongue), tongue);
    }
    let room = match organised::room(&app, &id).await {
        Ok(room) => room,
        Err(problem) => return problem.json(tongue),
    };
    match submit_command(&room, &command).await {
        (step, None) => Json(SteppedBody { step }).into_response(),
        (step, Some(refused)) => refusal(refused, step, tongue).response(),
    }
}

/// What a command has to have and has not.
fn lacking(member: &str, tongue: Tongue) -> String {
    let commands = COMMANDS.map(|(word, _)| word).join(", ");
    tongue.say_with(&format!("api-lacks-{member}"), &[("commands", commands.as_str().into())])
}

fn refusal(code: &'static str, step: String, tongue: Tongue) -> Details {
    let title = refusal_sentence(tongue, code);
    Details { step: Some(step), ..Details::new(refusal_status(code), code, title) }
}

fn refusal_status(code: &str) -> StatusCode {
    match code {
        "unreadable" => StatusCode::BAD_REQUEST,
        "busy" => StatusCode::SERVICE_UNAVAILABLE,
        "storage_full" => StatusCode::INSUFFICIENT_STORAGE,
        _ => StatusCode::CONFLICT,
    }
}

/// The sentence behind a refusal's code.
pub fn refusal_sentence(tongue: Tongue, code: &str) -> String {
    tongue.say(&format!("refusal-{}", code.replace('_', "-")))
}

/// Every way in which a session may refuse a command, as the answer that says so.
pub fn refusals() -> Vec<Details> {
    let at = || "p2.open".to_owned();
    Refusal::ALL.into_iter().map(|refused| refusal(refused.code(), at(), Tongue::English)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_command_lacks_has_a_sentence_in_both_languages() {
        let members = COMMANDS.iter().flat_map(|(_, members)| *members).chain(&["command"]);
        for (member, tongue) in members.flat_map(|member| Tongue::ALL.map(|tongue| (member, tongue))) {
            let said = lacking(member, tongue);
            assert!(said.contains(&format!("‘{member}’")), "{said}");
        }
        assert!(lacking("command", Tongue::English).contains("set-aside, dismiss, bring-back"));
    }
}
