//! The organiser's API, version 1, for programs: JSON in and out, `problem+json` for errors.
//!
//! Does what the desk does by the same roads; the only key is the organiser's, in a header.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Deserializer, Serialize};

use super::App;
use super::organised;
use super::presenter::secret_link;
use super::problem::{Details, Problem};
use super::socket::submit_command;
use super::visitor::Machine;
use crate::codec::wire::CommandText;
use crate::codec::words::Tongue;
use crate::domain::fact::Link;
use crate::domain::ids::{DeckId, Moment, SessionId};
use crate::domain::privacy::{Choice, Privacy};
use crate::hub::shelf::OnShelf;
use crate::hub::{Room, SessionCard};

/// A body that is not what was asked for, with what is wrong with it where that helps.
pub fn unreadable(rejection: &JsonRejection, tongue: Tongue) -> Response {
    let problem = Problem::of_body(rejection.status());
    let detail = match rejection {
        JsonRejection::MissingJsonContentType(_) => tongue.say("api-lacks-content-type"),
        // What the reader of JSON says names members and places, and repeats nothing longer than a word.
        JsonRejection::JsonDataError(_) | JsonRejection::JsonSyntaxError(_) => {
            tongue.say_with("api-lacks-json", &[("why", rejection.body_text().as_str().into())])
        }
        _ => return problem.json(tongue),
    };
    problem.json_with(detail, tongue)
}

#[derive(Serialize)]
struct DeckBody {
    deck: String,
    title: Option<String>,
    slides: usize,
    questions: usize,
    languages: Vec<String>,
    /// Errors in the deck file; a deck with errors does not start.
    errors: usize,
}

pub async fn decks(_: Machine, State(app): State<Arc<App>>) -> Response {
    let decks: Vec<DeckBody> = app.shelf.list().await.into_iter().map(deck_body).collect();
    Json(decks).into_response()
}

fn deck_body(on_shelf: OnShelf) -> DeckBody {
    let deck = on_shelf.name;
    match on_shelf.deck {
        Ok(ready) => DeckBody {
            deck,
            title: Some(ready.editions.original.title.clone()),
            slides: ready.editions.original.slides.len(),
            questions: ready.editions.original.question_count(),
            languages: ready.editions.languages().map(ToString::to_string).collect(),
            errors: 0,
        },
        Err(broken) => DeckBody {
            deck,
            title: None,
            slides: 0,
            questions: 0,
            languages: Vec::new(),
            errors: broken.errors().max(1),
        },
    }
}

#[derive(Deserialize)]
pub struct StartBody {
    deck: String,
    /// What attendees are promised; what is left out is as when nobody chose.
    mode: Option<String>,
    floor: Option<u32>,
    /// `null`: until the organiser deletes them.
    #[serde(default, deserialize_with = "said")]
    texts_days: Option<Option<u32>>,
    #[serde(default, deserialize_with = "said")]
    rows_days: Option<Option<u32>>,
}

/// Tells `null` from what was left out.
fn said<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<u32>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

#[derive(Serialize)]
struct StartedBody {
    id: String,
    code: String,
    join_url: String,
    screen_url: Option<String>,
    control_url: Option<String>,
}

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
    let Some(deck) = DeckId::parse(&body.deck) else { return Problem::NO_SUCH_DECK.json(tongue) };
    let ready = match app.shelf.take(&deck).await {
        Some(Ok(ready)) => ready,
        Some(Err(_)) => return Problem::BROKEN_DECK.json(tongue),
        None => return Problem::NO_SUCH_DECK.json(tongue),
    };
    match app.hub.start(ready, privacy).await {
        Ok(room) => (StatusCode::CREATED, Json(started(&app, &room).await)).into_response(),
        Err(failure) => Problem::from(failure).json(tongue),
    }
}

async fn started(app: &App, room: &Room) -> StartedBody {
    let join = app.hub.join_address();
    StartedBody {
        id: room.id.to_string(),
        code: room.code.to_string(),
        join_url: join.link(room.code),
        screen_url: secret_link(room, &join.origin, Link::Screen).await,
        control_url: secret_link(room, &join.origin, Link::Control).await,
    }
}

#[derive(Serialize)]
struct SessionBody {
    id: String,
    code: String,
    deck: String,
    title: String,
    started_at: Option<String>,
    ended_at: Option<String>,
    sealed: bool,
    participants: u32,
    answers: u32,
    /// Where the session stands; absent once it is sealed.
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<String>,
    /// Why it stands still, as a sentence; absent where it does not. Its figures are then not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    halted: Option<String>,
}

async fn session_body(card: SessionCard, tongue: Tongue) -> SessionBody {
    let step = match &card.room {
        Some(room) => room.look(|session, _| session.step().to_string()).await,
        None => None,
    };
    SessionBody {
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
    }
}

/// ISO 8601 in UTC, to the second.
pub fn iso(moment: Moment) -> Option<String> {
    jiff::Timestamp::from_second(moment.0.div_euclid(1000)).ok().map(|at| at.to_string())
}

pub async fn sessions(Machine(tongue): Machine, State(app): State<Arc<App>>) -> Response {
    match app.hub.sessions().await {
        Ok(cards) => {
            let mut bodies = Vec::with_capacity(cards.len());
            for card in cards {
                bodies.push(session_body(card, tongue).await);
            }
            Json(bodies).into_response()
        }
        Err(failure) => Problem::from(failure).json(tongue),
    }
}

pub async fn session(Machine(tongue): Machine, State(app): State<Arc<App>>, Path(id): Path<String>) -> Response {
    let Some(id) = SessionId::parse(&id) else { return Problem::NO_SUCH_SESSION.json(tongue) };
    match app.hub.session(&id).await {
        Ok(card) => Json(session_body(card, tongue).await).into_response(),
        Err(failure) => Problem::from(failure).json(tongue),
    }
}

pub async fn command(
    Machine(tongue): Machine,
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    body: Result<Json<CommandText>, JsonRejection>,
) -> Response {
    let command = match body {
        Ok(Json(command)) => command,
        Err(rejection) => return unreadable(&rejection, tongue),
    };
    if let Err(member) = command.read() {
        let detail = tongue.say(&format!("api-lacks-{member}"));
        return Problem::UNREADABLE.json_with(detail, tongue);
    }
    let room = match organised::room(&app, &id).await {
        Ok(room) => room,
        Err(problem) => return problem.json(tongue),
    };
    #[derive(Serialize)]
    struct Done {
        step: String,
    }
    match submit_command(&room, &command).await {
        (step, None) => Json(Done { step }).into_response(),
        (step, Some(refused)) => {
            let title = refusal_sentence(tongue, refused);
            Details { step: Some(step), ..Details::new(refusal_status(refused), refused, title) }.response()
        }
    }
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

pub async fn delete(Machine(tongue): Machine, State(app): State<Arc<App>>, Path(id): Path<String>) -> Response {
    let Some(id) = SessionId::parse(&id) else { return Problem::NO_SUCH_SESSION.json(tongue) };
    if let Err(failure) = app.hub.session(&id).await {
        return Problem::from(failure).json(tongue);
    }
    match app.hub.delete(&id).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(failure) => Problem::from(failure).json(tongue),
    }
}
