//! The admission gate: so many attendees' pages and handshakes at once, so many in line, and a "come back in a moment" for
//! the rest. Votes, presenters, the desk and programs never pass through here.
//!
//! How it was sized. A phone's page takes 170 µs of a core and a handshake 150 µs, measured on two cores that others used
//! too; then each waits for the room, which looks at its session between two commits, some 4 ms apart. To keep a core busy
//! 24 must be under way. More would only make a longer row of work in front of the room's next turn, and so of every vote:
//! with 32 a core that row is 5 ms. Ten thousand phones that come back with the jitter they hold knock 2,500 times a second
//! at their worst, about a fifth of what two cores let in; nobody then waits here at all.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use rand::Rng;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

use super::App;
use super::problem::Problem;
use super::visitor::Speaks;
use crate::hub::metrics::Guard;

/// Pages and handshakes under way, for each core; see above.
const PLACES_A_CORE: usize = 32;
/// How many may stand in line: under a second's work of two cores, and 64 MB when each holds a connection of 16 KB.
const IN_LINE_MAX: usize = 4_096;
/// A page that takes longer to begin is reloaded by the person who waits for it, which makes two of one.
const WAIT_MAX: Duration = Duration::from_secs(3);
/// After so long a place is given to the next, though its page is not done: a room that hangs on its disk must not shut
/// the door of the other rooms.
const HELD_MAX: Duration = Duration::from_millis(250);
/// Whoever is sent away comes back after a time in here, in whole seconds, by chance: so all of them spread out.
const COME_BACK_S: std::ops::RangeInclusive<u64> = 2..=6;

/// Marks requests of a connection that came when open files ran out: what passes through the gate is then sent away.
#[derive(Clone, Copy)]
pub struct OutOfFiles;

pub struct Gate {
    /// Fair: first come, first served.
    places: Semaphore,
    line: Semaphore,
    wait_max: Duration,
}

impl Default for Gate {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self::new(cores * PLACES_A_CORE, IN_LINE_MAX, WAIT_MAX)
    }
}

impl Gate {
    pub fn new(places: usize, in_line_max: usize, wait_max: Duration) -> Self {
        Self { places: Semaphore::new(places), line: Semaphore::new(in_line_max), wait_max }
    }

    /// A place, at once or in turn. `None` when the line is full or did not move.
    pub async fn enter(&self) -> Option<SemaphorePermit<'_>> {
        if let Ok(place) = self.places.try_acquire() {
            return Some(place);
        }
        let _in_line = self.line.try_acquire().ok()?;
        timeout(self.wait_max, self.places.acquire()).await.ok()?.ok()
    }
}

/// Around the pages and handshakes of attendees.
pub async fn pass(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    if request.extensions().get::<OutOfFiles>().is_some() {
        let mut answer = sent_away(&app, Guard::Files, request).await;
        // Its file is for the next one.
        answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        return answer;
    }
    let Some(place) = app.gate.enter().await else { return sent_away(&app, Guard::Gate, request).await };
    let answer = next.run(request);
    tokio::pin!(answer);
    match timeout(HELD_MAX, &mut answer).await {
        Ok(answer) => answer,
        Err(_) => {
            drop(place);
            answer.await
        }
    }
}

/// Never a silent drop: programs read `Retry-After`, and a page loads itself anew.
async fn sent_away(app: &Arc<App>, guard: Guard, request: Request) -> Response {
    app.hub.metrics().refused(guard);
    let (mut parts, _) = request.into_parts();
    let Ok(Speaks(tongue)) = Speaks::from_request_parts(&mut parts, app).await;
    let mut answer = Problem::CROWDED.page(tongue);
    let seconds = HeaderValue::from(rand::rng().random_range(COME_BACK_S));
    answer.headers_mut().insert(header::RETRY_AFTER, seconds.clone());
    answer.headers_mut().insert(header::REFRESH, seconds);
    answer
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    /// Long enough to see that something does not happen.
    const SHORT: Duration = Duration::from_millis(20);

    #[tokio::test]
    async fn a_place_goes_to_the_first_in_line_and_a_full_line_sends_away_at_once() {
        let gate = Gate::new(1, 1, WAIT_MAX);
        let first = gate.enter().await.unwrap();
        let mut second = std::pin::pin!(gate.enter());
        assert!(timeout(SHORT, &mut second).await.is_err(), "the only place is taken");
        let third = timeout(SHORT, gate.enter()).await;
        assert!(third.expect("nobody waits where the line is full").is_none());
        drop(first);
        assert!(second.await.is_some());
    }

    #[tokio::test]
    async fn a_line_that_does_not_move_sends_away_and_forgets_who_left() {
        let gate = Gate::new(1, 1, 3 * SHORT);
        let place = gate.enter().await.unwrap();
        let begun = Instant::now();
        assert!(gate.enter().await.is_none());
        assert!(begun.elapsed() >= 3 * SHORT);
        // The line is free again for another, who then gets the place.
        let mut next = std::pin::pin!(gate.enter());
        assert!(timeout(SHORT, &mut next).await.is_err());
        drop(place);
        assert!(next.await.is_some());
    }
}
