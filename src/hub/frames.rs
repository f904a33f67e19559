//! A clock: when something changed, draw and encode once per audience and leave the newest frame for every socket.
//!
//! Fan-out follows this clock and never a vote. A frame is the whole visible state, so a socket that lags takes the
//! latest and has missed nothing; nothing is ever queued for it.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::Instant;

use crate::codec::view::{self, Scene};
use crate::codec::wire::{Drawn, Outgoing};
use crate::codec::words::Tongue;

/// Who looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Audience {
    Phone,
    Screen,
    Control,
}

impl Audience {
    pub const ALL: [Audience; 3] = [Audience::Phone, Audience::Screen, Audience::Control];

    /// The least time between two frames; the first after a quiet spell goes at once. Ten a second is as fast as an
    /// eye follows a number; phones get two, because there are ten thousand of them on a bad network.
    fn interval(self) -> Duration {
        match self {
            Audience::Phone => Duration::from_millis(500),
            Audience::Screen | Audience::Control => Duration::from_millis(100),
        }
    }

    fn draw(self, scene: &Scene<'_>, tongue: Tongue) -> Drawn {
        match self {
            Audience::Phone => view::phone::phone(scene, tongue),
            Audience::Screen => view::screen::screen(scene, tongue),
            Audience::Control => view::control::control(scene, tongue),
        }
    }
}

/// What an audience sees now, encoded and ready to send.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Counts up within an epoch.
    pub number: u64,
    /// The number of the state from which only moving figures changed. A socket that has sent that state, or a later
    /// tick of it, need only send `tick`.
    pub base: u64,
    pub state: Arc<str>,
    pub tick: Option<Arc<str>>,
    pub drawn: Arc<Drawn>,
}

pub type Frames = watch::Receiver<Frame>;

/// Draws for all audiences of one room.
pub struct Easel {
    epoch: String,
    number: u64,
    channels: Vec<Channel>,
}

struct Channel {
    audience: Audience,
    tongue: Tongue,
    sender: watch::Sender<Frame>,
    /// Not drawn before: a moment that lies fixed, so that whoever waits for it also finds it come.
    due: Instant,
    /// When it last left a frame.
    left: Instant,
    dirty: bool,
}

impl Easel {
    pub fn new(epoch: String) -> Self {
        let channels = Audience::ALL
            .into_iter()
            .flat_map(|audience| Tongue::ALL.map(|tongue| (audience, tongue)))
            .map(|(audience, tongue)| Channel {
                audience,
                tongue,
                sender: watch::Sender::new(Frame::default()),
                due: Instant::now(),
                left: Instant::now(),
                dirty: true,
            })
            .collect();
        Self { epoch, number: 0, channels }
    }

    /// A rebuilt room is another epoch, so that no page takes its frames for older ones.
    pub fn begin_epoch(&mut self, epoch: String) {
        self.epoch = epoch;
        for channel in &mut self.channels {
            channel.due = Instant::now();
            channel.dirty = true;
            // Forces a full state: a tick may never cross an epoch.
            channel.sender.send_modify(|frame| frame.drawn = Arc::default());
        }
    }

    /// The receivers, in the order of [`slot`].
    pub fn receivers(&self) -> Vec<Frames> {
        self.channels.iter().map(|channel| channel.sender.subscribe()).collect()
    }

    /// Something was decided: whoever has had no frame lately sees it at once.
    pub fn soil(&mut self) {
        for channel in &mut self.channels {
            channel.dirty = true;
            channel.due = channel.due.min(channel.left + channel.audience.interval());
        }
    }

    /// Somebody answered, came or went. Most of that changes nothing on a phone, and a commit every few milliseconds
    /// must not draw it every few milliseconds to find that out.
    pub fn soil_figures(&mut self) {
        for channel in &mut self.channels {
            channel.dirty = true;
        }
    }

    /// When the next draw is due; `None` when nothing changed.
    pub fn due(&self) -> Option<Instant> {
        self.channels.iter().filter(|channel| channel.dirty).map(|channel| channel.due).min()
    }

    /// Draws every audience that is due.
    pub fn draw(&mut self, scene: &Scene<'_>) {
        let now = Instant::now();
        for channel in self.channels.iter_mut().filter(|channel| channel.dirty && channel.due <= now) {
            channel.dirty = false;
            channel.due = now + channel.audience.interval();
            let drawn = channel.audience.draw(scene, channel.tongue);
            let last = channel.sender.borrow().clone();
            if *last.drawn == drawn {
                continue;
            }
            channel.left = now;
            self.number += 1;
            let only_figures = last.number > 0
                && (&last.drawn.step, last.drawn.view, &last.drawn.title, &last.drawn.parts)
                    == (&drawn.step, drawn.view, &drawn.title, &drawn.parts);
            let state = Outgoing::State {
                epoch: &self.epoch,
                frame: self.number,
                wait: reconnect_wait_ms(scene.here),
                drawn: &drawn,
            };
            let tick = only_figures
                .then(|| Outgoing::Tick { epoch: &self.epoch, frame: self.number, live: &drawn.live }.encode().into());
            channel.sender.send_replace(Frame {
                number: self.number,
                base: if only_figures { last.base } else { self.number },
                state: state.encode().into(),
                tick,
                drawn: Arc::new(drawn),
            });
        }
    }
}

/// Where a channel's receiver stands in [`Easel::receivers`].
pub fn slot(audience: Audience, tongue: Tongue) -> usize {
    let audience = Audience::ALL.iter().position(|one| *one == audience).unwrap_or_default();
    let tongue = Tongue::ALL.iter().position(|one| *one == tongue).unwrap_or_default();
    audience * Tongue::ALL.len() + tongue
}

/// Base of the wait before reconnecting: spreads the first wave of N phones so that about 2,500 a second come back,
/// well under what one core greets (50 µs CPU each). Never under a quarter of a second, never over four.
fn reconnect_wait_ms(here: u32) -> u32 {
    (here * 2 / 5).clamp(250, 4_000)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::codec::deck_file::{self, Source};
    use crate::codec::view::JoinAddress;
    use crate::domain::deck::Editions;
    use crate::domain::ids::{DeckId, Moment, RoomCode};
    use crate::domain::session::Session;

    const DECK: &[u8] = b"+++\ntitle = \"Proef\"\n+++\n\n# Goed? {#p1}\n\n- (ja) Ja\n- (nee) Nee\n";

    /// Draws what stands still, so that no frame is left after the first.
    fn draw(easel: &mut Easel) {
        let id = DeckId::parse("proef").unwrap();
        let reading = deck_file::read(&id, Source { name: "proef.md", bytes: DECK }).ok().unwrap();
        let editions = Editions { original: reading.deck, translations: Vec::new() };
        easel.draw(&Scene {
            session: &Session::new(Arc::new(editions), Moment(0)),
            code: RoomCode::new(482_913).unwrap(),
            now: Moment(0),
            join: &JoinAddress::new("https://stem.voorbeeld.nl"),
            seen: &BTreeSet::new(),
            here: 0,
            screens: 0,
            recent_answers: 0,
            storage: view::Storage::Well,
            alarm: None,
            signs: Default::default(),
            clock: |_| String::new(),
        });
    }

    #[test]
    fn answers_that_change_nothing_are_not_drawn_at_every_commit_and_a_step_still_is() {
        let mut easel = Easel::new("epoch".to_owned());
        draw(&mut easel);
        let quiet = Duration::from_secs(10);
        for channel in &mut easel.channels {
            (channel.due, channel.left) = (channel.due - quiet, channel.left - quiet);
        }
        easel.soil_figures();
        assert!(easel.due().unwrap() <= Instant::now(), "after a quiet spell at once");
        let before = Instant::now();
        draw(&mut easel);
        easel.soil_figures();
        assert!(easel.due().unwrap() >= before + Duration::from_millis(100), "and then not before the next tick");
        easel.soil();
        assert!(easel.due().unwrap() <= Instant::now(), "but a step is news for whoever has had none lately");
    }
}
