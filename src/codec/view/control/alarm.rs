//! What the presenter sees of a script that votes: what was noticed, since when, and the button that sets it aside; and,
//! once that was pressed, how it is undone. Judges nothing: the alarm is the room's.

use askama::Template;

use crate::codec::view::{Alarm, Scene, Sign};
use crate::codec::words::Tongue;
use crate::domain::ids::{Moment, RoomCode};

/// Stand in a sentence where the page shows what moves and what it reads off its own clock. No text holds them.
const FIGURE: char = '\u{1}';
const TIME: char = '\u{2}';

#[derive(Template)]
#[template(path = "control/alarm.html")]
pub(super) struct AlarmPart {
    t: Tongue,
    code: RoomCode,
    step: String,
    clock: fn(Moment) -> String,
    alarm: Option<Alarm>,
    /// Since when answers are set aside, and how many.
    aside: Option<(Moment, u32)>,
    newcomers_too: bool,
}

/// A piece of a sentence.
enum Piece {
    Text(String),
    /// Filled in as it moves.
    Figure,
    Time,
}

impl AlarmPart {
    pub fn new(scene: &Scene<'_>, t: Tongue) -> Self {
        Self {
            t,
            code: scene.code,
            step: scene.session.step().to_string(),
            clock: scene.clock,
            alarm: scene.alarm,
            aside: scene.session.set_aside(),
            newcomers_too: scene.session.sets_newcomers_aside(),
        }
    }

    /// The figures that move, by name.
    pub fn figures(&self) -> impl Iterator<Item = (&'static str, String)> {
        let counted = |name, key, n: u32| (name, self.t.say_with(key, &[("n", n.into())]));
        let alarm = self.alarm.map(|alarm| counted("alarm", "control-alarm-voters", alarm.voters));
        let aside = self.aside.map(|(_, answers)| counted("aside", "control-aside-answers", answers));
        alarm.into_iter().chain(aside)
    }

    // What the template asks.

    fn say(&self, key: &str) -> String {
        self.t.say(key)
    }

    fn sign(&self, alarm: &Alarm) -> String {
        self.t.say(match alarm.sign {
            Sign::Hasty => "control-alarm-hasty",
            Sign::Rush => "control-alarm-rush",
            Sign::Flood => "control-alarm-flood",
        })
    }

    /// A sentence with a figure and a time in it, in the order that its language wants.
    fn pieces(&self, key: &str) -> Vec<Piece> {
        let (figure, time) = (FIGURE.to_string(), TIME.to_string());
        let sentence = self.t.say_with(key, &[("figure", figure.as_str().into()), ("time", time.as_str().into())]);
        let mut pieces = Vec::new();
        for part in sentence.split_inclusive([FIGURE, TIME]) {
            pieces.push(Piece::Text(part.trim_end_matches([FIGURE, TIME]).to_owned()));
            match part.chars().next_back() {
                Some(FIGURE) => pieces.push(Piece::Figure),
                Some(TIME) => pieces.push(Piece::Time),
                _ => {}
            }
        }
        pieces
    }

    fn time(&self, at: &Moment) -> String {
        (self.clock)(*at)
    }
}
