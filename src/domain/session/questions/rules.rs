//! What may be done at a board: by whoever asks or votes, and by the presenter. Looks and never changes anything.

use super::{Board, Entry, EntryState, Upvote};
use crate::domain::fact::Moderation;
use crate::domain::ids::{AskNumber, VoterId};
use crate::domain::limits::{ASKS_MAX, ASKS_WAITING_MAX};
use crate::domain::session::request::{Outcome, Refusal};

impl Board {
    /// What becomes of a question that was asked before with this number; `None` when it is new.
    pub(in crate::domain::session) fn repeated(
        &self,
        voter: &VoterId,
        n: u32,
        text: &str,
        name: Option<&str>,
    ) -> Option<Outcome> {
        let earlier = self.asked_by(voter).find(|entry| entry.n == n)?;
        let is_same = earlier.text == text && earlier.name.as_deref() == name;
        Some(if is_same { Outcome::Counted } else { Outcome::Superseded })
    }

    /// Why this voter cannot ask now, if so.
    pub(in crate::domain::session) fn may_ask(&self, voter: &VoterId, moderated: bool) -> Result<(), Outcome> {
        let waits = |entry: &&Entry| match entry.state {
            EntryState::Waiting => true,
            // Nobody lets these through, so they wait for their answer.
            EntryState::Shown => !moderated,
            _ => false,
        };
        if self.asked_by(voter).filter(waits).count() >= ASKS_WAITING_MAX {
            return Err(Outcome::TooMany);
        }
        if self.entries.len() >= ASKS_MAX { Err(Outcome::NoRoom) } else { Ok(()) }
    }

    /// What becomes of an upvote: `Err` when it changes nothing.
    pub(in crate::domain::session) fn may_upvote(
        &self,
        voter: &VoterId,
        ask: AskNumber,
        vote: Upvote,
    ) -> Result<Outcome, Outcome> {
        let entry = self.entry(ask).ok_or(Outcome::Invalid)?;
        match entry.votes.get(voter) {
            Some(earlier) if *earlier == vote => return Err(Outcome::Counted),
            Some(earlier) if earlier.n >= vote.n => return Err(Outcome::Superseded),
            _ => {}
        }
        let root = self.root(entry);
        if entry.asker == *voter || root.state == EntryState::Waiting {
            return Err(Outcome::Invalid);
        }
        if root.state != EntryState::Shown || self.curtained {
            return Err(Outcome::Closed);
        }
        Ok(if entry.votes.contains_key(voter) { Outcome::Changed } else { Outcome::Counted })
    }

    /// Whether this can be done with that entry; the answer says what is to be noted, if anything.
    pub(in crate::domain::session) fn may_moderate(
        &self,
        ask: AskNumber,
        what: Moderation,
    ) -> Result<Option<Moderation>, Refusal> {
        let entry = self.entry(ask).ok_or(Refusal::NoSuchAsk)?;
        // A press on a card that somebody else hid meanwhile must not bring its text back: showing does, and says so.
        let is_stale = match what {
            Moderation::Pin => matches!(entry.state, EntryState::Hidden | EntryState::Merged(_)),
            Moderation::Answer => !matches!(entry.state, EntryState::Shown | EntryState::Answered),
            _ => false,
        };
        if is_stale {
            return Err(Refusal::NoSuchAsk);
        }
        let is_done = match what {
            Moderation::Show => entry.state == EntryState::Shown,
            Moderation::Answer => entry.state == EntryState::Answered,
            Moderation::Hide => entry.state == EntryState::Hidden,
            Moderation::Pin => entry.pinned,
            Moderation::Unpin => !entry.pinned,
            Moderation::Merge { into } => {
                let into = self.root(self.entry(into).ok_or(Refusal::NoSuchAsk)?).number;
                if into == ask {
                    return Err(Refusal::NoSuchAsk);
                }
                if entry.state == EntryState::Merged(into) {
                    return Ok(None);
                }
                return Ok(Some(Moderation::Merge { into }));
            }
        };
        Ok((!is_done).then_some(what))
    }

    pub(in crate::domain::session) fn may_spotlight(&self, ask: Option<AskNumber>) -> Result<bool, Refusal> {
        if let Some(ask) = ask {
            self.entry(ask).ok_or(Refusal::NoSuchAsk)?;
        }
        Ok(self.spotlight != ask)
    }
}
