//! Sessions for programs: start one, look at it, delete it.
//!
//! Says of each what its attendees were promised, and when what of it goes.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use super::described::{self, ModeWord};
use super::{InSession, Named, iso, unreadable};
use crate::codec::words::Tongue;
use crate::domain::fact::Link;
use crate::domain::ids::DeckId;
use crate::domain::privacy::{Choice, Privacy};
use crate::domain::results::Forgettable;
use crate::hub::{Room, SessionCard};
use crate::web::presenter::secret_link;
use crate::web::problem::Problem;
use crate::web::visitor::Machine;
use crate::web::{App, organised};

/// With which deck a session starts, and under which promise. What is left out is as when nobody chose.
#[derive(Deserialize, ToSchema)]
#[schema(as = StartSession)]
pub struct StartBody {
    /// The name of a deck, as `GET /api/v1/decks` lists it.
    deck: String,
    #[schema(value_type = Option<ModeWord>)]
    mode: Option<String>,
    #[schema(schema_with = described::floor)]
    floor: Option<u32>,
    #[serde(default, deserialize_with = "said")]
    #[schema(schema_with = described::texts_days)]
    texts_days: Option<Option<u32>>,
    #[serde(default, deserialize_with = "said")]
    #[schema(schema_with = described::rows_days)]
    rows_days: Option<Option<u32>>,
}

/// Tells `null` from what was left out.
fn said<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<u32>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// What attendees of a session were promised when it started; it is never loosened.
#[derive(Serialize, ToSchema)]
#[schema(as = Promise)]
struct PromiseBody {
    #[schema(value_type = ModeWord)]
    mode: &'static str,
    /// Of a question that splits others no group smaller than this is told apart, on any page and in any file.
    floor: u32,
    /// For so many days after the end the texts that people wrote are kept; `null`: until the organiser deletes them.
    #[schema(required)]
    texts_days: Option<u32>,
    /// The same for single answers; totals stay.
    #[schema(required)]
    rows_days: Option<u32>,
}

impl PromiseBody {
    fn new(Privacy { mode, floor, texts_days, rows_days }: Privacy) -> Self {
        Self { mode: mode.word(), floor, texts_days, rows_days }
    }
}

/// A session that has just started. The links for presenters hold secrets: whoever has one steers or shows the session.
#[derive(Serialize, ToSchema)]
#[schema(as = StartedSession)]
struct StartedBody {
    /// What the session is called in this API.
    id: String,
    /// The six digits that attendees type.
    code: String,
    /// Where attendees come in.
    join_url: String,
    /// For the browser that the hall sees.
    #[schema(required)]
    screen_url: Option<String>,
    /// For whoever steers.
    #[schema(required)]
    control_url: Option<String>,
    /// Where the session stands: as `from`, it goes with the first command.
    #[schema(required)]
    step: Option<String>,
    #[serde(flatten)]
    promise: PromiseBody,
}

/// A session, running or over.
#[derive(Serialize, ToSchema)]
#[schema(as = Session)]
struct SessionBody {
    /// What the session is called in this API.
    id: String,
    /// The six digits that attendees type.
    code: String,
    /// The name of the deck it was started with.
    deck: String,
    title: String,
    #[schema(required, format = DateTime)]
    started_at: Option<String>,
    /// `null` while it runs.
    #[schema(required, format = DateTime)]
    ended_at: Option<String>,
    /// Whether it is over for good: nobody can be found back in it, and it cannot be resumed.
    sealed: bool,
    /// How many people took part.
    participants: u32,
    /// How many answers they gave, to all questions together.
    answers: u32,
    /// Where the session stands: as `from`, it goes with the next command. Absent once it is sealed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    step: Option<String>,
    /// Why it stands still, as a sentence; absent where it does not. Its figures are then not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    halted: Option<String>,
    #[serde(flatten)]
    promise: PromiseBody,
    /// When the texts that people wrote go by themselves. Absent before the end, where they stay until the organiser
    /// deletes them, and once they are deleted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, format = DateTime)]
    texts_go_at: Option<String>,
    /// When the texts were deleted, by hand or by themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, format = DateTime)]
    texts_deleted_at: Option<String>,
    /// When single answers go by themselves. Absent as `texts_go_at` is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, format = DateTime)]
    rows_go_at: Option<String>,
    /// When single answers were deleted, by hand or by themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, format = DateTime)]
    rows_deleted_at: Option<String>,
}

/// Start a session.
///
/// The deck is copied: what changes in the file later changes nothing for this session. Attendees are promised what is
/// chosen here, and nobody can loosen it afterwards.
#[utoipa::path(
    post, path = "/api/v1/sessions", operation_id = "start_session", tag = "sessions", request_body = StartBody,
    responses((status = CREATED, description = "It runs, at its first page.", body = StartedBody))
)]
pub async fn start(
    Machine(tongue): Machine,
    State(app): State<Arc<App>>,
    body: Result<Json<StartBody>, JsonRejection>,
) -> Response {
    let body = match body {
        Ok(Json(body)) => body,
        Err(rejection) => return unreadable(&rejection, tongue),
    };
    let choice = Choice {
        mode: body.mode.as_deref(),
        floor: body.floor,
        texts_days: body.texts_days,
        rows_days: body.rows_days,
    };
    let privacy = match Privacy::chosen(choice) {
        Ok(privacy) => privacy,
        Err(member) => {
            let detail = tongue.say(&format!("api-lacks-{}", member.replace('_', "-")));
            return Problem::UNREADABLE.json_with(detail, tongue);
        }
    };
    match begin(&app, &body.deck, privacy).await {
        Ok(room) => (StatusCode::CREATED, Json(started(&app, &room).await)).into_response(),
        Err(problem) => problem.json(tongue),
    }
}

async fn begin(app: &App, deck: &str, privacy: Privacy) -> Result<Arc<Room>, Problem> {
    let deck = DeckId::parse(deck).ok_or(Problem::NO_SUCH_DECK)?;
    let ready = app.shelf.take(&deck).await.ok_or(Problem::NO_SUCH_DECK)?;
    let ready = ready.map_err(|_| Problem::BROKEN_DECK)?;
    Ok(app.hub.start(ready, privacy).await?)
}

async fn started(app: &App, room: &Room) -> StartedBody {
    let join = app.hub.join_address();
    StartedBody {
        id: room.id.to_string(),
        code: room.code.to_string(),
        join_url: join.link(room.code),
        screen_url: secret_link(room, &join.origin, Link::Screen).await,
        control_url: secret_link(room, &join.origin, Link::Control).await,
        step: room.look(|session, _| session.step().to_string()).await,
        promise: PromiseBody::new(room.privacy),
    }
}

/// Every session.
///
/// The newest first: those that run and those that are over, until they are deleted.
#[utoipa::path(
    get, path = "/api/v1/sessions", operation_id = "list_sessions", tag = "sessions",
    responses((status = OK, description = "The sessions.", body = [SessionBody]))
)]
pub async fn list(Machine(tongue): Machine, State(app): State<Arc<App>>) -> Response {
    match app.hub.sessions().await {
        Ok(cards) => {
            let mut bodies = Vec::with_capacity(cards.len());
            for card in cards {
                bodies.push(body(card, tongue).await);
            }
            Json(bodies).into_response()
        }
        Err(failure) => Problem::from(failure).json(tongue),
    }
}

/// One session.
///
/// How it stands: where it is, how many take part, what attendees were promised, and when what of it goes.
#[utoipa::path(
    get, path = "/api/v1/sessions/{id}", operation_id = "get_session", tag = "sessions", params(InSession),
    responses((status = OK, description = "The session.", body = SessionBody))
)]
pub async fn one(
    Machine(tongue): Machine,
    State(app): State<Arc<App>>,
    Named(InSession { id }): Named<InSession>,
) -> Response {
    match organised::card(&app, &id).await {
        Ok(card) => Json(body(card, tongue).await).into_response(),
        Err(problem) => problem.json(tongue),
    }
}

async fn body(card: SessionCard, tongue: Tongue) -> SessionBody {
    let step = match &card.room {
        Some(room) => room.look(|session, _| session.step().to_string()).await,
        None => None,
    };
    let (texts, rows) = (Forgettable::Texts, Forgettable::Rows);
    SessionBody {
        texts_go_at: go_at(&card, texts),
        texts_deleted_at: card.forgotten.of(texts).and_then(iso),
        rows_go_at: go_at(&card, rows),
        rows_deleted_at: card.forgotten.of(rows).and_then(iso),
        id: card.id.to_string(),
        code: card.code.to_string(),
        deck: card.deck.to_string(),
        title: card.title,
        started_at: iso(card.started_at),
        ended_at: card.ended_at.and_then(iso),
        sealed: card.sealed,
        participants: card.participants,
        answers: card.answers,
        step,
        halted: card.halt.map(|halt| Problem::of_halt(&halt).heading(tongue)),
        promise: PromiseBody::new(card.privacy),
    }
}

/// When this goes by itself; `None` once it is gone.
fn go_at(card: &SessionCard, what: Forgettable) -> Option<String> {
    let goes_at = card.privacy.goes_at(what, card.ended_at?)?;
    if card.forgotten.of(what).is_some() { None } else { iso(goes_at) }
}

/// Delete a session.
///
/// Every trace of it, running or over. It does not come back.
#[utoipa::path(
    delete, path = "/api/v1/sessions/{id}", operation_id = "delete_session", tag = "sessions", params(InSession),
    responses((status = NO_CONTENT, description = "It is gone."))
)]
pub async fn delete(
    Machine(tongue): Machine,
    State(app): State<Arc<App>>,
    Named(InSession { id }): Named<InSession>,
) -> Response {
    let card = match organised::card(&app, &id).await {
        Ok(card) => card,
        Err(problem) => return problem.json(tongue),
    };
    match app.hub.delete(&card.id).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(failure) => Problem::from(failure).json(tongue),
    }
}
