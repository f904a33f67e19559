//! Deleting a part of a session for programs: `{"what":"texts"}` or `{"what":"rows"}`, answered with a receipt.
//!
//! A whole session goes by `DELETE`.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::App;
use super::api::{iso, unreadable};
use super::problem::Problem;
use super::visitor::Machine;
use crate::domain::ids::SessionId;
use crate::domain::results::{Forgettable, Holding};
use crate::hub::receipts::{Erasure, Receipt};

#[derive(Deserialize)]
pub struct ForgetBody {
    #[serde(default)]
    what: String,
}

#[derive(Serialize)]
struct ReceiptBody {
    session: String,
    code: String,
    deck: String,
    title: String,
    started_at: Option<String>,
    ended_at: Option<String>,
    what: &'static str,
    deleted_at: Option<String>,
    /// When it had been deleted before; nothing went now.
    #[serde(skip_serializing_if = "Option::is_none")]
    deleted_before_at: Option<String>,
    /// What there was; absent where the session could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    held: Option<HoldingBody>,
    left: HoldingBody,
    bytes_before: u64,
    bytes_after: u64,
}

#[derive(Serialize)]
struct HoldingBody {
    texts: u32,
    rows: u32,
    answers: u32,
}

impl HoldingBody {
    fn new(Holding { texts, rows, answers }: Holding) -> Self {
        Self { texts, rows, answers }
    }
}

impl ReceiptBody {
    fn new(receipt: &Receipt) -> Self {
        Self {
            session: receipt.session.to_string(),
            code: receipt.code.to_string(),
            deck: receipt.deck.to_string(),
            title: receipt.title.clone(),
            started_at: iso(receipt.started_at),
            ended_at: receipt.ended_at.and_then(iso),
            what: receipt.what.word(),
            deleted_at: iso(receipt.at),
            deleted_before_at: receipt.before.and_then(iso),
            held: receipt.held.map(HoldingBody::new),
            left: HoldingBody::new(receipt.left),
            bytes_before: receipt.bytes_before,
            bytes_after: receipt.bytes_after,
        }
    }
}

pub async fn forget(
    Machine(tongue): Machine,
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    body: Result<Json<ForgetBody>, JsonRejection>,
) -> Response {
    let body = match body {
        Ok(Json(body)) => body,
        Err(rejection) => return unreadable(&rejection, tongue),
    };
    let Some(what) = Forgettable::from_word(&body.what) else {
        return Problem::UNREADABLE.json_with(tongue.say("api-lacks-what"), tongue);
    };
    let Some(id) = SessionId::parse(&id) else { return Problem::NO_SUCH_SESSION.json(tongue) };
    match app.hub.erase(&id, Erasure::Part(what)).await {
        Ok(receipt) => Json(ReceiptBody::new(&receipt)).into_response(),
        Err(failure) => Problem::from(failure).json(tongue),
    }
}
