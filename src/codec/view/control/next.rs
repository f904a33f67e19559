//! The big button: what it does, and the words that say so.

use super::asked::Asked;
use super::slides::heading;
use crate::codec::words::Tongue;
use crate::domain::deck::Slide;
use crate::domain::session::Phase;

/// What the big button does, and what it says.
pub(super) struct Next {
    /// `None`: nothing to press.
    pub command: Option<&'static str>,
    pub words: String,
}

impl Next {
    pub fn new(
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
        let is_for_asking = asked.is_some_and(|asked| asked.question.is_for_asking());
        match (asked.map(|asked| asked.phase), coming) {
            (Some(Phase::Shown), _) if is_for_asking => say("control-next-asks-open"),
            (Some(Phase::Open), _) if is_for_asking => say("control-next-asks-close"),
            (Some(Phase::Shown), _) => say("control-next-open"),
            (Some(Phase::Open), _) => say("control-next-close"),
            (Some(Phase::Closed), _) if !is_for_asking => say("control-next-reveal"),
            (Some(Phase::Revealed | Phase::Moved), _)
                if asked.is_some_and(|asked| asked.question.has_solution() && !asked.is_solved()) =>
            {
                say("control-next-solve")
            }
            (_, None) => say("control-next-last"),
            (_, Some(_)) if index.is_none() => say("control-next-begin"),
            (_, Some(slide)) => {
                let number = index.map_or(1, |index| index as u32 + 2);
                let heading = heading(slide, t);
                let words =
                    t.say_with("control-next-slide", &[("n", number.into()), ("heading", heading.as_str().into())]);
                Self { command: Some("next"), words }
            }
        }
    }
}
