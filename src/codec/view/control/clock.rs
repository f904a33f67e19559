//! The clock of the open question, and what attendees let the presenter know: more time, and how the talk goes.
//!
//! Counts down nothing: what is left travels as a moving figure, and the page counts on.

use askama::Template;

use crate::codec::view::Scene;
use crate::codec::words::Tongue;
use crate::domain::ids::{Moment, RoomCode};
use crate::domain::session::{PollState, Undoable};
use crate::domain::sign::Pulse;

/// Lengths to choose from, in seconds, with their words.
const LENGTHS: [(u32, &str); 3] = [(30, "control-clock-30"), (60, "control-clock-60"), (120, "control-clock-120")];

#[derive(Template)]
#[template(path = "control/clock.html")]
pub(super) struct ClockPart {
    t: Tongue,
    code: RoomCode,
    step: String,
    state: State,
    left: i64,
    more_time: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing is open, nor was it just now.
    Away,
    Still,
    Runs,
    /// Closed so lately that more time opens it again.
    Over,
}

impl ClockPart {
    pub fn new(scene: &Scene<'_>, t: Tongue) -> Self {
        let session = scene.session;
        let ends = session.clock_ends();
        let is_open = session.open_question().is_some_and(|(_, poll)| poll.state == PollState::Open);
        let state = match session.undoable(scene.now) {
            _ if session.ended_at().is_some() => State::Away,
            _ if ends.is_some() => State::Runs,
            _ if is_open => State::Still,
            Some((Undoable::Close, ..)) => State::Over,
            _ => State::Away,
        };
        let left = ends.map_or(0, |ends: Moment| ends.since(scene.now).max(0));
        let (code, step) = (scene.code, session.step().to_string());
        Self { t, code, step, state, left, more_time: scene.signs.more_time }
    }

    /// The figures that move, by name.
    pub fn figures(&self) -> impl Iterator<Item = (&'static str, String)> {
        let left = (self.state == State::Runs).then(|| ("clock", self.left.to_string()));
        let wishes = (self.more_time > 0 && self.state != State::Away)
            .then(|| ("more_time", self.t.say_with("control-clock-wishes", &[("n", self.more_time.into())])));
        left.into_iter().chain(wishes)
    }

    // What the template asks.

    fn say(&self, key: &str) -> String {
        self.t.say(key)
    }

    /// The words for a moment at which a screen reader is told how much is left; the page fills in the number.
    fn told(&self) -> String {
        self.t.say_with("clock-told", &[("n", "{n}".into())])
    }
}

#[derive(Template)]
#[template(path = "control/pulse.html")]
pub(super) struct PulsePart {
    t: Tongue,
    counts: Option<[u32; 4]>,
}

impl PulsePart {
    /// Only of a deck that asks for it.
    pub fn new(scene: &Scene<'_>, t: Tongue) -> Self {
        let session = scene.session;
        let is_asked = session.deck().pulse && session.ended_at().is_none();
        Self { t, counts: is_asked.then_some(scene.signs.pulse) }
    }

    pub fn figures(&self) -> impl Iterator<Item = (&'static str, String)> {
        const NAMES: [&str; 4] = ["pulse-faster", "pulse-slower", "pulse-lost", "pulse-fine"];
        let counts = self.counts.into_iter().flatten();
        NAMES.into_iter().zip(counts).map(|(name, count)| (name, self.t.figure(count)))
    }

    fn say(&self, key: &str) -> String {
        self.t.say(key)
    }
}
