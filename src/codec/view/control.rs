//! The presenter's remote: one big Next that says what it will do, the room's health, and the result before anyone
//! else sees it. Speaker notes are drawn here and nowhere else.
//!
//! Never decides whether a command may be: it offers what the step suggests, and the session has the last word.

use std::collections::BTreeMap;

use askama::Template;

use super::Scene;
use super::blocks::{blocks, inlines};
use crate::codec::wire::{Drawn, Live};
use crate::codec::words::Tongue;
use crate::domain::chart::{Chart, Order};
use crate::domain::deck::{Block, Deck, Inline, Question, Slide};
use crate::domain::ids::{Moment, RoomCode, SlideKey};
use crate::domain::limits::RESUME_MS;
use crate::domain::session::{Phase, Poll, PollState, Undoable};

/// Write-ins listed at most: what one reads aloud from, and a frame that stays small while a thousand come in.
const OWN_WORDS_MAX: usize = 30;

/// Draws the remote. Its figures that move: `people` and `recent` as they read, and in milliseconds `open` (since the
/// question opened), `undo` and `resume` (left), from which the page counts on by itself.
pub fn control(scene: &Scene<'_>, tongue: Tongue) -> Drawn {
    let remote = Remote::new(scene, tongue);
    Drawn {
        step: remote.step.clone(),
        view: remote.view(),
        title: remote.title(),
        parts: remote.parts(),
        live: remote.live(scene),
    }
}

/// Everything the parts draw from. Each block of the template is a part.
#[derive(Template)]
#[template(
    path = "control/parts.html",
    blocks = ["place", "health", "now", "result", "words", "notes", "notice", "undo", "next", "steps", "preview", "slides", "session"]
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
    /// What can be taken back, as a sentence.
    undo: Option<String>,
    /// The number of a question that was left open elsewhere.
    left_open: Option<u32>,
    rows: Vec<Row<'a>>,
    black: bool,
    ended: bool,
    resumable: bool,
    stored: bool,
    screens: u32,
}

/// The question on the screen.
struct Asked<'a> {
    number: u32,
    phase: Phase,
    question: &'a Question,
    poll: &'a Poll,
    chart: Chart,
    /// Too few answered for this deck: not even the presenter sees who said what.
    withheld: bool,
    own_words: Vec<&'a str>,
    own_words_all: usize,
}

/// What the big button does, and what it says.
struct Next {
    /// `None`: nothing to press.
    command: Option<&'static str>,
    words: String,
}

/// A line in the list of slides.
struct Row<'a> {
    key: &'a SlideKey,
    number: usize,
    heading: String,
    lang: Option<&'a str>,
    /// Its number among the questions, and how far it is.
    question: Option<(u32, Phase)>,
    now: bool,
}

impl<'a> Remote<'a> {
    fn new(scene: &Scene<'a>, t: Tongue) -> Self {
        let session = scene.session;
        let deck = session.editions().in_language(&t.language());
        let index = session.slide_index();
        let slide = index.map(|index| &deck.slides[index]);
        let asked = slide.and_then(|slide| Asked::new(scene, deck, slide));
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
            undo: session.undoable(scene.now).map(|(what, question, _)| {
                let number = question_number(deck, question).unwrap_or_default();
                let key = match what {
                    Undoable::Close => "control-undo-close",
                    Undoable::Reveal => "control-undo-reveal",
                };
                t.say_with(key, &[("n", number.into())])
            }),
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
            stored: scene.stored,
            screens: scene.screens,
        }
    }

    fn view(&self) -> &'static str {
        match (&self.asked, self.slide) {
            _ if self.ended => "ended",
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
            ("words", self.as_words().render()),
            ("notes", self.as_notes().render()),
            ("notice", self.as_notice().render()),
            ("undo", self.as_undo().render()),
            ("next", self.as_next().render()),
            ("steps", self.as_steps().render()),
            ("preview", self.as_preview().render()),
            ("slides", self.as_slides().render()),
            ("session", self.as_session().render()),
        ];
        parts
            .into_iter()
            .map(|(name, html)| (name, html.expect("writing to a string never fails").trim().to_owned()))
            .collect()
    }

    fn live(&self, scene: &Scene<'_>) -> Live {
        let mut texts = BTreeMap::new();
        texts.insert("people", self.people(scene.here));
        texts.insert("recent", self.t.figure(scene.recent_answers));
        let mut milliseconds = |name, left: i64| texts.insert(name, left.max(0).to_string());
        if let Some(opened_at) = self.asked.as_ref().filter(|asked| asked.phase == Phase::Open).and_then(Asked::opened_at) {
            milliseconds("open", scene.now.since(opened_at));
        }
        if let Some((_, _, left)) = scene.session.undoable(scene.now) {
            milliseconds("undo", left);
        }
        if let Some(ended_at) = scene.session.ended_at().filter(|_| self.resumable) {
            milliseconds("resume", RESUME_MS - scene.now.since(ended_at));
        }
        let counts = match &self.asked {
            Some(asked) if asked.moves() => asked.poll.tally().counts().to_vec(),
            _ => Vec::new(),
        };
        Live { texts, level: None, counts }
    }

    /// Who answered of who is here; without a question that was opened, who is here.
    fn people(&self, here: u32) -> String {
        match &self.asked {
            Some(asked) if asked.phase != Phase::Shown => {
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

    fn join_text(&self) -> String {
        self.t.say_with("control-join-text", &[("code", self.code.spaced().as_str().into())])
    }

    fn figure(&self, number: &u32) -> String {
        self.t.figure(*number)
    }

    /// The language of a slide where it differs from the page's.
    fn lang(&self, slide: &'a Slide) -> Option<&'a str> {
        foreign(slide, self.t)
    }

    fn blocks(&self, given: &[Block]) -> String {
        blocks(given)
    }

    fn inlines(&self, given: &[Inline]) -> String {
        inlines(given)
    }
}

impl<'a> Asked<'a> {
    fn new(scene: &Scene<'a>, deck: &'a Deck, slide: &'a Slide) -> Option<Self> {
        let question = slide.question.as_ref()?;
        let poll = scene.session.poll(&slide.key)?;
        let phase = poll.phase();
        let order = if phase == Phase::Revealed { Order::Revealed } else { Order::Deck };
        let chart = scene.session.chart(&slide.key, scene.session.present(&slide.key, scene.seen), order)?;
        let withheld = deck.show_from > 1 && chart.answered < deck.show_from;
        let mut own_words: Vec<_> = poll
            .answers()
            .filter(|_| !withheld)
            .filter_map(|(_, given)| Some((std::cmp::Reverse(given.at), given.answer.text.as_deref()?)))
            .collect();
        own_words.sort_unstable();
        let own_words_all = own_words.len();
        own_words.truncate(OWN_WORDS_MAX);
        Some(Self {
            number: question_number(deck, &slide.key)?,
            phase,
            question,
            poll,
            chart,
            withheld,
            own_words: own_words.into_iter().map(|(_, text)| text).collect(),
            own_words_all,
        })
    }

    fn opened_at(&self) -> Option<Moment> {
        self.poll.opened_at
    }

    /// Whether its bars stand on the remote and may still move: then the figures travel apart from the parts.
    fn moves(&self) -> bool {
        matches!(self.phase, Phase::Open | Phase::Closed) && !self.withheld
    }

    fn is(&self, word: &str) -> bool {
        self.phase.word() == word
    }
}

impl Next {
    fn new(
        t: Tongue,
        index: Option<usize>,
        asked: Option<&Asked<'_>>,
        coming: Option<&Slide>,
        ended: bool,
        resumable: bool,
    ) -> Self {
        let say = |key| Self { command: Some("next"), words: t.say(key) };
        if ended {
            let command = resumable.then_some("resume");
            return Self { command, words: t.say(if resumable { "control-resume" } else { "control-ended" }) };
        }
        match (asked.map(|asked| asked.phase), coming) {
            (Some(Phase::Shown), _) => say("control-next-open"),
            (Some(Phase::Open), _) => say("control-next-close"),
            (Some(Phase::Closed), _) => say("control-next-reveal"),
            (_, None) => say("control-next-last"),
            (_, Some(_)) if index.is_none() => say("control-next-begin"),
            (_, Some(slide)) => {
                let number = index.map_or(1, |index| index as u32 + 2);
                let heading = heading(slide, t);
                let words = t.say_with("control-next-slide", &[("n", number.into()), ("heading", heading.as_str().into())]);
                Self { command: Some("next"), words }
            }
        }
    }
}

fn rows<'a>(scene: &Scene<'_>, deck: &'a Deck, t: Tongue, current: Option<usize>) -> Vec<Row<'a>> {
    let mut questions = 0;
    deck.slides
        .iter()
        .enumerate()
        .map(|(index, slide)| Row {
            key: &slide.key,
            number: index + 1,
            heading: heading(slide, t),
            lang: foreign(slide, t),
            question: scene.session.poll(&slide.key).map(|poll| {
                questions += 1;
                (questions, poll.phase())
            }),
            now: current == Some(index),
        })
        .collect()
}

fn question_number(deck: &Deck, key: &SlideKey) -> Option<u32> {
    deck.question_number(key).map(|number| number as u32)
}

fn foreign(slide: &Slide, t: Tongue) -> Option<&str> {
    (slide.language != t.language()).then(|| slide.language.as_str())
}

/// Every slide can be named in a list, also one without a heading.
fn heading(slide: &Slide, t: Tongue) -> String {
    let heading = slide.heading();
    if heading.is_empty() { t.say("control-untitled") } else { heading }
}
