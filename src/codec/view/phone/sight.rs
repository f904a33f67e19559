//! What a phone looks at, which is not always what the screen shows.

use crate::codec::view::blocks;
use crate::domain::deck::{Question, Slide};
use crate::domain::fact::Place;
use crate::domain::ids::Language;
use crate::domain::session::{Poll, PollState, Session};

/// What a phone looks at. It follows the screen, except that an open question is never out of reach.
pub(super) enum Sight<'a> {
    NotStarted,
    /// On a question that is not open yet, or on a slide without one.
    Waiting {
        for_question: bool,
    },
    Asked {
        asked: Asked<'a>,
        stage: Stage,
    },
    Black,
    Ended,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Open,
    Closed,
    Results,
}

/// A question with all that belongs to it, its texts in the reader's language.
pub(super) struct Asked<'a> {
    pub slide: &'a Slide,
    pub question: &'a Question,
    pub poll: &'a Poll,
}

impl Asked<'_> {
    /// Whether what is right was told.
    pub fn is_solved(&self) -> bool {
        self.poll.solved
    }

    /// The quote after the result. Where something is right it often says what, and so waits for that.
    pub fn after(&self) -> String {
        let may_be_seen = self.is_solved() || !self.question.has_solution();
        if may_be_seen { blocks::blocks(&self.slide.after) } else { String::new() }
    }
}

impl<'a> Sight<'a> {
    /// A form that can be filled in although the session is over.
    fn late(session: &'a Session, language: &Language) -> Option<Self> {
        let (key, poll, _) = session.late_form()?;
        let (_, slide) = session.editions().in_language(language).slide(key)?;
        Some(Sight::Asked { asked: Asked { slide, question: slide.question.as_ref()?, poll }, stage: Stage::Open })
    }

    pub fn of(session: &'a Session, language: &Language) -> Self {
        if session.ended_at().is_some() {
            return Self::late(session, language).unwrap_or(Sight::Ended);
        }
        if session.is_black() {
            return Sight::Black;
        }
        let on_screen = match session.place() {
            Place::Slide(key) => session.poll(key).map(|poll| (key, poll)),
            Place::Join => None,
        };
        let shown = match (on_screen, session.open_question()) {
            (Some((key, poll)), _) if stage(poll) == Some(Stage::Results) => Some((key, poll)),
            // A question that still takes answers goes before one that has nothing to show yet.
            (_, Some(open)) => Some(open),
            (on_screen, None) => on_screen,
        };
        let asked = shown.and_then(|(key, poll)| {
            let (_, slide) = session.editions().in_language(language).slide(key)?;
            Some(Sight::Asked { asked: Asked { slide, question: slide.question.as_ref()?, poll }, stage: stage(poll)? })
        });
        asked.unwrap_or(match session.place() {
            Place::Join => Sight::NotStarted,
            Place::Slide(key) => Sight::Waiting { for_question: session.deck().question(key).is_some() },
        })
    }
}

/// `None` while the question has not been opened: the phone waits.
fn stage(poll: &Poll) -> Option<Stage> {
    match poll.state {
        PollState::Unopened => None,
        PollState::Open => Some(Stage::Open),
        PollState::Closing { .. } | PollState::Closed if poll.revealed => Some(Stage::Results),
        PollState::Closing { .. } | PollState::Closed => Some(Stage::Closed),
    }
}
