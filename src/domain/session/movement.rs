//! How people moved since a question was first asked, while its session runs.
//!
//! For the screen, so of results that everybody may see already; never in a confidential session.

use super::Session;
use super::poll::{Given, Poll};
use crate::domain::deck::Question;
use crate::domain::ids::{SlideKey, VoterId};
use crate::domain::together::Together;

impl Session {
    /// `None` when there is nothing to show: see [`super::Refusal::NoMovement`].
    pub fn movement(&self, question: &SlideKey) -> Option<Together> {
        let (asked, before, after) = self.askings(question)?;
        let first = asked.repeats.as_ref()?;
        let earlier = self.deck().question(first)?;
        if !self.privacy().has_rows() || before.takes_answers() || after.takes_answers() {
            return None;
        }
        let (first_counted, counted) = (before.counted(earlier), after.counted(asked));
        let mut pairing = Together::pairing((first, earlier), (question, asked))?;
        pairing.know(&first_counted);
        pairing.know(&counted);
        let counts = |given: &&Given| !given.set_aside && !given.answer.is_taken_back();
        let once = |voter: &&VoterId| before.given(voter).filter(counts).is_none();
        let voters =
            before.answers().map(|(voter, _)| voter).chain(after.answers().map(|(voter, _)| voter).filter(once));
        let mut rows = Vec::new();
        for voter in voters {
            let mut say = |poll: &Poll, question: &Question, counted: &Question| {
                let given = poll.given(voter).filter(counts)?;
                pairing.say(counted, &poll.as_counted(question, &given.answer))
            };
            rows.push((say(before, earlier, &first_counted), say(after, asked, &counted)));
        }
        let together = pairing.count(&rows);
        let from = self.deck().show_from_of(asked).max(self.deck().show_from_of(earlier)).max(1);
        (together.both >= from).then_some(together)
    }
}
