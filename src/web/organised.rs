//! The way in for organisers and their machines: from a session's name to its card or its room, or to the reason
//! why there is none.
//!
//! Whoever asks may know how a session stands; attendees, who know a code only, come in by `attendee`.

use std::sync::Arc;

use super::App;
use super::problem::{Detail, Problem};
use crate::domain::ids::{Moment, SessionId};
use crate::domain::limits::RESUME_MS;
use crate::hub::{Room, SessionCard};

/// How this session stands, also when it stands still.
///
/// # Errors
/// Nobody knows the session, or it cannot be looked up now.
pub async fn card(app: &App, id: &str) -> Result<SessionCard, Problem> {
    let id = SessionId::parse(id).ok_or(Problem::NO_SUCH_SESSION)?;
    Ok(app.hub.session(&id).await?)
}

/// The room that runs this session.
///
/// # Errors
/// Why there is none: nobody knows the session, it is over, or it stands still.
pub async fn room(app: &App, id: &str) -> Result<Arc<Room>, Problem> {
    let id = SessionId::parse(id).ok_or(Problem::NO_SUCH_SESSION)?;
    if let Some(room) = app.hub.find_session(&id) {
        return Ok(room);
    }
    match app.hub.session(&id).await?.halt {
        Some(halt) => Err(Problem::of_halt(&halt)),
        None => Err(Problem::SESSION_OVER),
    }
}

/// The same problem; where results must be final first, with when they will be.
pub async fn told_when(app: &App, id: &str, problem: Problem) -> Problem {
    match problem.is_too_early() {
        true => problem.with(Detail::Final(final_at(app, id).await)),
        false => problem,
    }
}

/// When the results of a session that has ended become final: when nobody can resume it any more, nor fill in a form.
async fn final_at(app: &App, id: &str) -> Option<Moment> {
    let card = card(app, id).await.ok()?;
    let resumable = Moment(card.ended_at?.0.saturating_add(RESUME_MS));
    let form = match card.room {
        Some(room) => room.look(|session, _| session.late_form().map(|(_, _, until)| until)).await.flatten(),
        None => None,
    };
    Some(form.map_or(resumable, |until| Moment(until.0.max(resumable.0))))
}
