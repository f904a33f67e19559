//! The way in for attendees where no page is asked for: from the code in an address to its room.
//!
//! Knows who asks no better than by the code; the page itself, which also shows what is over, is `pages::phone`.

use std::sync::Arc;

use super::App;
use super::problem::Problem;
use crate::domain::ids::RoomCode;
use crate::hub::{Room, Standing};

/// The room that runs behind this code.
///
/// # Errors
/// Why there is none. That a session stands still is no wrong code: a hall that comes back to it is not slowed for it.
pub fn room(app: &App, code: &str) -> Result<Arc<Room>, Problem> {
    match RoomCode::parse(code).map(|code| app.hub.standing(code)) {
        Some(Standing::Running(room)) => Ok(room),
        Some(Standing::Halted(halt)) => Err(Problem::of_halt(&halt)),
        Some(Standing::Over(_) | Standing::Unknown) | None => Err(Problem::NO_SUCH_SESSION),
    }
}
