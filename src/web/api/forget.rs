//! Deleting a part of a session for programs: `{"what":"texts"}` or `{"what":"rows"}`, answered with a receipt.
//!
//! A whole session goes by `DELETE`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::described::PartWord;
use super::{InSession, Named, iso, unreadable};
use crate::domain::ids::SessionId;
use crate::domain::results::{Forgettable, Holding};
use crate::hub::receipts::{Erasure, Receipt};
use crate::web::problem::Problem;
use crate::web::visitor::Machine;
use crate::web::{App, organised};

/// What to delete.
#[derive(Deserialize, ToSchema)]
#[schema(as = Forget)]
pub struct ForgetBody {
    #[serde(default)]
    #[schema(value_type = PartWord, required)]
    what: String,
}

/// What was deleted, of which session, and what is left. It is kept nowhere: who needs it keeps it.
#[derive(Serialize, ToSchema)]
#[schema(as = Receipt)]
struct ReceiptBody {
    /// The session's id.
    session: String,
    code: String,
    deck: String,
    title: String,
    #[schema(required, format = DateTime)]
    started_at: Option<String>,
    #[schema(required, format = DateTime)]
    ended_at: Option<String>,
    #[schema(value_type = PartWord)]
    what: &'static str,
    #[schema(required, format = DateTime)]
    deleted_at: Option<String>,
    /// When it had been deleted before; nothing went now.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, format = DateTime)]
    deleted_before_at: Option<String>,
    /// What there was; absent where the session could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    held: Option<HoldingBody>,
    left: HoldingBody,
    /// Bytes of the session in the data folder, before.
    bytes_before: u64,
    /// And after.
    bytes_after: u64,
}

/// How much there is of what can be deleted.
#[derive(Serialize, ToSchema)]
#[schema(as = Holding)]
struct HoldingBody {
    /// Texts in answers, and questions to the speaker.
    texts: u32,
    /// One a participant.
    rows: u32,
    /// Answers in those rows, also those that were set aside.
    answers: u32,
    /// How many of those answers were set aside: they are in no total.
    set_aside: u32,
}

impl HoldingBody {
    fn new(Holding { texts, rows, answers, set_aside }: Holding) -> Self {
        Self { texts, rows, answers, set_aside }
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

/// Delete a part of a session.
///
/// The texts or the single answers of a session that is sealed, now and for good; totals stay. Asked again it deletes
/// nothing and says when it did.
#[utoipa::path(
    post, path = "/api/v1/sessions/{id}/forget", operation_id = "forget", tag = "sessions", params(InSession),
    request_body = ForgetBody,
    responses((status = OK, description = "It is gone; the receipt.", body = ReceiptBody))
)]
pub async fn forget(
    Machine(tongue): Machine,
    State(app): State<Arc<App>>,
    Named(InSession { id }): Named<InSession>,
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
        Err(failure) => organised::told_when(&app, id.as_str(), failure.into()).await.json(tongue),
    }
}
