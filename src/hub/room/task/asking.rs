//! What a room tells people about what they asked and voted for: their own, and no one else's.

use std::collections::BTreeSet;

use super::RoomTask;
use crate::codec::wire;
use crate::domain::fact::{Fact, Moderation};
use crate::domain::ids::{AskNumber, SlideKey, VoterId};
use crate::domain::session::{EntryState, Session};

/// To whom something is new, and at which question.
pub(super) type News = BTreeSet<(SlideKey, VoterId)>;

/// To whom this fact will bring something new of what they asked or voted for; `session` is as it was before it.
pub(super) fn whom_it_concerns(fact: &Fact, session: &Session) -> Vec<(SlideKey, VoterId)> {
    let at = |question: &SlideKey, voters: Vec<VoterId>| {
        voters.into_iter().map(|voter| (question.clone(), voter)).collect::<Vec<_>>()
    };
    match fact {
        Fact::Asked(asked) => at(&asked.question, vec![asked.voter]),
        Fact::Upvoted(upvoted) => at(&upvoted.question, vec![upvoted.voter]),
        Fact::Moderated { question, ask, moderation } => {
            at(question, moved(session, question, *ask, matches!(moderation, Moderation::Merge { .. })))
        }
        Fact::Spotlit { question, ask: Some(ask) } => at(question, moved(session, question, *ask, false)),
        _ => Vec::new(),
    }
}

/// Its asker; and where it is put together with others or taken from them, everybody whose vote moves with it.
fn moved(session: &Session, question: &SlideKey, ask: AskNumber, is_merged: bool) -> Vec<VoterId> {
    let Some((board, entry)) = session.board(question).and_then(|board| Some((board, board.entry(ask)?))) else {
        return Vec::new();
    };
    if is_merged || matches!(entry.state, EntryState::Merged(_)) {
        board.people_of(ask)
    } else {
        board.asker(ask).into_iter().collect()
    }
}

impl RoomTask {
    /// Tells their tabs.
    pub(super) fn ring_askers(&self, news: &News) {
        let at = self.clock.now();
        for (question, voter) in news {
            self.presence.ring(voter, || wire::mine_asked(&self.session, question, voter, at).into());
        }
    }
}
