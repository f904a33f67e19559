//! The presenter's remote: one big Next that says what it will do, the room's health, and the result before anyone
//! else sees it. Speaker notes are drawn here and nowhere else.
//!
//! Never decides whether a command may be: it offers what the step suggests, and the session has the last word.

mod alarm;
mod asked;
mod clock;
mod next;
mod questions;
mod slides;
mod tray;

use std::collections::BTreeMap;

use alarm::AlarmPart;
use askama::Template;
use asked::Asked;
use clock::{ClockPart, PulsePart};
use next::Next;
use questions::AsksPart;
pub use questions::{AllAsks, Wanted};
use slides::{Row, rows};
use tray::TrayPart;

use super::Scene;
use super::blocks::{blocks, inlines};
use crate::codec::dates;
use crate::codec::wire::{Drawn, Live};
use crate::codec::words::Tongue;
use crate::domain::deck::{Block, Deck, Inline, Slide};
use crate::domain::ids::{RoomCode, SlideKey};
use crate::domain::limits::RESUME_MS;
use crate::domain::session::{Phase, PollState, Undoable};

/// Draws the remote. Its figures that move: `people` and `recent` as they read, and in milliseconds `open` (since the
/// question opened), `clock`, `undo` and `resume` (left), from which the page counts on by itself.
pub fn control(scene: &Scene<'_>, tongue: Tongue) -> Drawn {
    let remote = Remote::new(scene, tongue);
    let alarm = AlarmPart::new(scene, tongue);
    let (clock, pulse) = (ClockPart::new(scene, tongue), PulsePart::new(scene, tongue));
    let mut drawn = Drawn {
        step: remote.step.clone(),
        view: remote.view(),
        title: remote.title(),
        parts: remote.parts(),
        live: remote.live(scene),
    };
    drawn.parts.insert("alarm", drawn_of(alarm.render()));
    drawn.parts.insert("clock", drawn_of(clock.render()));
    drawn.parts.insert("pulse", drawn_of(pulse.render()));
    let tray = remote.asked.as_ref().zip(remote.slide);
    let tray = tray.and_then(|(asked, slide)| TrayPart::new(scene, asked, &slide.key, tongue));
    drawn.parts.insert("words", tray.map(|tray| drawn_of(tray.render())).unwrap_or_default());
    let asks = AsksPart::new(scene, tongue);
    drawn.parts.insert("asks", asks.as_ref().map(|asks| drawn_of(asks.render())).unwrap_or_default());
    if let Some(asks) = asks {
        asks.fill(&mut drawn.live);
    }
    for (name, text) in alarm.figures().chain(clock.figures()).chain(pulse.figures()) {
        drawn.live.say(name, text);
    }
    drawn
}

/// Everything the parts draw from. Each block of the template is a part.
#[derive(Template)]
#[template(
    path = "control/parts.html",
    blocks = ["place", "health", "now", "result", "notes", "notice", "undo", "next", "steps", "preview", "slides", "session"]
)]
struct Remote<'a> {
    t: Tongue,
    code: RoomCode,
    step: String,
    deck: &'a Deck,
    /// Index of the slide on the screen; `None` on the join slide.
    index: Option<usize>,
    /// Its number, from 1; 0 for the join slide.
    number: u32,
    slide_count: u32,
    question_count: u32,
    slide: Option<&'a Slide>,
    asked: Option<Asked<'a>>,
    coming: Option<&'a Slide>,
    next: Next,
    /// What can be taken back on this slide, as a sentence, and for how many milliseconds.
    undo: Option<(String, i64)>,
    /// The number of a question that was left open elsewhere.
    left_open: Option<u32>,
    rows: Vec<Row<'a>>,
    black: bool,
    ended: bool,
    resumable: bool,
    /// The day until which a form can be filled in although the session is over.
    late: Option<String>,
    /// Why answers are not stored.
    trouble: Option<String>,
    screens: u32,
}

impl<'a> Remote<'a> {
    fn new(scene: &Scene<'a>, t: Tongue) -> Self {
        let session = scene.session;
        let deck = session.editions().in_language(&t.language());
        let index = session.slide_index();
        let slide = index.map(|index| &deck.slides[index]);
        let asked = slide.and_then(|slide| Asked::new(scene, deck, slide, t));
        let ended_at = session.ended_at();
        let coming = deck.slides.get(index.map_or(0, |index| index + 1)).filter(|_| ended_at.is_none());
        let resumable = ended_at.is_some_and(|at| scene.now.since(at) <= RESUME_MS);
        Self {
            t,
            code: scene.code,
            step: session.step().to_string(),
            deck,
            index,
            number: index.map_or(0, |index| index as u32 + 1),
            slide_count: deck.slides.len() as u32,
            question_count: deck.question_count() as u32,
            slide,
            next: Next::new(t, index, asked.as_ref(), coming, ended_at.is_some(), resumable),
            asked,
            coming,
            // Elsewhere it would speak of a result that is no longer on the screen.
            undo: session.undoable(scene.now).filter(|(_, key, _)| slide.is_some_and(|slide| slide.key == **key)).map(
                |(what, question, left)| {
                    let number = question_number(deck, question).unwrap_or_default();
                    let key = match what {
                        Undoable::Close => "control-undo-close",
                        Undoable::Reveal => "control-undo-reveal",
                        Undoable::Solve => "control-undo-solve",
                        Undoable::Movement => "control-undo-moved",
                    };
                    (t.say_with(key, &[("n", number.into())]), left)
                },
            ),
            left_open: session
                .open_question()
                .filter(|(key, poll)| {
                    poll.state == PollState::Open && slide.is_none_or(|slide| slide.key != **key) && ended_at.is_none()
                })
                .and_then(|(key, _)| question_number(deck, key)),
            rows: rows(scene, deck, t, index),
            black: session.is_black(),
            ended: ended_at.is_some(),
            resumable,
            late: session.late_form().map(|(_, _, until)| dates::day(until, t)),
            trouble: scene.storage.trouble(t),
            screens: scene.screens,
        }
    }

    fn view(&self) -> &'static str {
        match (&self.asked, self.slide) {
            _ if self.ended => "ended",
            _ if self.black => "black",
            (Some(asked), _) => asked.phase.word(),
            (None, Some(_)) => "slide",
            (None, None) => "join",
        }
    }

    fn title(&self) -> String {
        format!("{} · {} · {}", self.place(), self.t.say("control-title"), self.deck.title)
    }

    fn parts(&self) -> BTreeMap<&'static str, String> {
        let parts = [
            ("place", self.as_place().render()),
            ("health", self.as_health().render()),
            ("now", self.as_now().render()),
            ("result", self.as_result().render()),
            ("notes", self.as_notes().render()),
            ("notice", self.as_notice().render()),
            ("undo", self.as_undo().render()),
            ("next", self.as_next().render()),
            ("steps", self.as_steps().render()),
            ("preview", self.as_preview().render()),
            ("slides", self.as_slides().render()),
            ("session", self.as_session().render()),
        ];
        parts.into_iter().map(|(name, html)| (name, drawn_of(html))).collect()
    }

    fn live(&self, scene: &Scene<'_>) -> Live {
        let mut live = Live::default();
        live.say("people", self.people(scene.here));
        live.say("recent", self.t.figure(scene.recent_answers));
        let mut milliseconds = |name, left: i64| live.say(name, left.max(0).to_string());
        if let Some(opened_at) =
            self.asked.as_ref().filter(|asked| asked.phase == Phase::Open).and_then(Asked::opened_at)
        {
            milliseconds("open", scene.now.since(opened_at));
        }
        if let Some((_, left)) = &self.undo {
            milliseconds("undo", *left);
        }
        if let Some(ended_at) = scene.session.ended_at().filter(|_| self.resumable) {
            milliseconds("resume", RESUME_MS - scene.now.since(ended_at));
        }
        if let Some(asked) = self.asked.as_ref().filter(|asked| asked.moves()) {
            live.count(asked.poll.counted_tally());
        }
        live
    }

    /// Who answered of who is here; without a question that was opened, who is here.
    fn people(&self, here: u32) -> String {
        match &self.asked {
            Some(asked) if asked.phase != Phase::Shown && !asked.question.is_for_asking() => {
                let (answered, present) = (self.t.figure(asked.chart.answered), self.t.figure(asked.chart.present));
                let numbers = [("answered", answered.as_str().into()), ("present", present.as_str().into())];
                self.t.say_with("control-answered", &numbers)
            }
            _ => self.t.say_with("people", &[("n", here.into())]),
        }
    }

    // What the template asks.

    /// `9 / 32`.
    fn place(&self) -> String {
        match self.index {
            Some(_) => self.say_of("control-place", &self.number, &self.slide_count),
            None => self.say("control-place-join"),
        }
    }

    fn say(&self, key: &str) -> String {
        self.t.say(key)
    }

    fn say_n(&self, key: &str, n: &u32) -> String {
        self.t.say_with(key, &[("n", (*n).into())])
    }

    fn say_of(&self, key: &str, n: &u32, m: &u32) -> String {
        self.t.say_with(key, &[("n", (*n).into()), ("m", (*m).into())])
    }

    fn ended_text(&self) -> String {
        match (&self.late, self.resumable) {
            (Some(day), true) => self.t.say_with("control-ended-late", &[("day", day.as_str().into())]),
            (Some(day), false) => self.t.say_with("control-ended-late-for-good", &[("day", day.as_str().into())]),
            (None, true) => self.say("control-ended-resume"),
            (None, false) => self.say("control-ended-for-good"),
        }
    }

    /// The words before and after the clock of an open question.
    fn around_clock(&self) -> (String, String) {
        let sentence = self.t.say_with("control-phase-open", &[("clock", "|".into())]);
        let (before, after) = sentence.split_once('|').unwrap_or((&sentence, ""));
        (before.to_owned(), after.to_owned())
    }

    fn join_text(&self) -> String {
        self.t.say_with("control-join-text", &[("code", self.code.spaced().as_str().into())])
    }

    fn figure(&self, number: &u32) -> String {
        self.t.figure(*number)
    }

    /// The language of a slide where it differs from the page's.
    fn lang(&self, slide: &'a Slide) -> Option<&'a str> {
        self.t.foreign(&slide.language)
    }

    fn blocks(&self, given: &[Block]) -> String {
        blocks(given)
    }

    fn inlines(&self, given: &[Inline]) -> String {
        inlines(given)
    }
}

fn drawn_of(html: askama::Result<String>) -> String {
    html.expect("writing to a string never fails").trim().to_owned()
}

fn question_number(deck: &Deck, key: &SlideKey) -> Option<u32> {
    deck.question_number(key).map(|number| number as u32)
}

#[cfg(test)]
mod tests;
