//! The attendee's road where no socket gets through: the same frames as server-sent events. Votes go by `form`.
//!
//! Each event's data is what the socket would have said, in the same words. Takes in nothing. A slow phone takes the
//! newest frame when it can: a frame is read only when hyper asks for the next, and it holds 16 pieces at most.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderName, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::cookie::CookieJar;
use futures_util::stream;
use futures_util::{Stream, StreamExt};
use rand::Rng;
use serde::Deserialize;

use super::App;
use super::attendee;
use super::problem::Problem;
use super::socket::{Goodbye, why_gone};
use super::visitor::Speaks;
use crate::codec::wire;
use crate::codec::words::Tongue;
use crate::domain::ids::VoterId;
use crate::hub::frames::Frames;
use crate::hub::presence::PhoneGuard;
use crate::hub::{Audience, Room, now};

/// Proxies drop what is silent for 30 to 60 s. An event and not a comment, so that the page too knows it is not forgotten.
const BEAT_EVERY: Duration = Duration::from_secs(20);
/// When a browser that comes back by itself does so, in milliseconds: anywhere in here, so that a room full of them
/// does not come at once.
const RETRY_MS: std::ops::RangeInclusive<u64> = 500..=8_000;

#[derive(Deserialize)]
pub struct Asked {
    /// The page's copy, from whoever blocks cookies; the cookie wins. Addresses end up in proxies' logs, so a page
    /// names it only after it was told that there was no cookie.
    #[serde(default)]
    token: String,
}

pub async fn phone(
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
    jar: CookieJar,
    headers: HeaderMap,
) -> Response {
    if app.identity.is_foreign_origin(&headers) {
        return Problem::FOREIGN_ORIGIN.page(tongue);
    }
    let room = match attendee::room(&app, &code) {
        Ok(room) => room,
        Err(problem) => return problem.page(tongue),
    };
    let events = match app.identity.token_of(room.code, &jar, &asked.token) {
        Some(token) => Ear::new(app, room, token.bytes(), tongue).events().left_stream(),
        None => stream::iter([Ok(end(Goodbye::RELOAD))]).right_stream(),
    };
    let beat = Event::default().event("beat").data("here");
    let never_held_up = [
        (header::CACHE_CONTROL, "no-store, no-transform"),
        // For proxies of the nginx kind, which otherwise hold an answer until it is whole.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    (never_held_up, Sse::new(events).keep_alive(KeepAlive::new().interval(BEAT_EVERY).event(beat))).into_response()
}

/// One phone that listens, present as long as it does.
struct Ear {
    app: Arc<App>,
    room: Arc<Room>,
    voter: VoterId,
    seat: PhoneGuard,
    frames: Frames,
    /// The state whose ticks this phone understands.
    sent_base: u64,
    greeted: bool,
}

impl Ear {
    fn new(app: Arc<App>, room: Arc<Room>, token: &[u8], tongue: Tongue) -> Self {
        let voter = room.voter(token);
        let seat = room.presence().sit(voter);
        let mut frames = room.frames(Audience::Phone, tongue);
        frames.mark_changed();
        Self { app, room, voter, seat, frames, sent_base: 0, greeted: false }
    }

    fn events(self) -> impl Stream<Item = Result<Event, Infallible>> + Send {
        stream::unfold(Some(self), |ear| async {
            let mut ear = ear?;
            match ear.next().await {
                Ok(event) => Some((Ok(event), Some(ear))),
                Err(goodbye) => Some((Ok(end(goodbye)), None)),
            }
        })
    }

    /// The next event, or why there is none.
    async fn next(&mut self) -> Result<Event, Goodbye> {
        if !self.greeted {
            self.greeted = true;
            let retry = Duration::from_millis(rand::rng().random_range(RETRY_MS));
            return Ok(self.mine().await?.retry(retry));
        }
        loop {
            tokio::select! {
                changed = self.frames.changed() => {
                    if changed.is_err() {
                        return Err(self.gone());
                    }
                    let frame = self.frames.borrow_and_update().clone();
                    if frame.number == 0 {
                        continue;
                    }
                    let text = match &frame.tick {
                        Some(tick) if self.sent_base == frame.base => tick,
                        _ => &frame.state,
                    };
                    self.sent_base = frame.base;
                    return Ok(Event::default().data(text));
                }
                () = self.seat.mine_changed() => return self.mine().await,
                () = self.app.stopping.cancelled() => return Err(Goodbye::RESTART),
            }
        }
    }

    async fn mine(&self) -> Result<Event, Goodbye> {
        let voter = self.voter;
        let mine = self.room.look(move |session, _| wire::mine_whole(session, &voter, now())).await;
        Ok(Event::default().data(mine.ok_or_else(|| self.gone())?))
    }

    fn gone(&self) -> Goodbye {
        why_gone(&self.app.hub, &self.app.stopping, &self.room)
    }
}

/// The last event, with the code that a socket would have closed with.
fn end(goodbye: Goodbye) -> Event {
    Event::default().event("end").data(goodbye.code.to_string())
}
