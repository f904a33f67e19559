//! What a room tells people about what they asked: their own, and no one else's.

use std::collections::BTreeMap;

use super::RoomTask;
use crate::codec::wire;
use crate::domain::fact::{Fact, Moderation, Recorded};
use crate::domain::ids::{AskNumber, SlideKey, VoterId};
use crate::domain::session::{Entry, Session};

/// Whom something is new to, and of which asks their own vote may have changed.
pub(super) type News = BTreeMap<(SlideKey, VoterId), Vec<AskNumber>>;

/// Whom these facts, which were just applied, bring something new of what they asked or voted for.
pub(super) fn news_of_asking(facts: &[Recorded], session: &Session) -> News {
    let mut news = News::new();
    let mut tell = |question: &SlideKey, voter: VoterId, ask: Option<AskNumber>| {
        news.entry((question.clone(), voter)).or_default().extend(ask);
    };
    for recorded in facts {
        match &recorded.fact {
            Fact::Asked(asked) => tell(&asked.question, asked.voter, None),
            Fact::Upvoted(upvoted) => tell(&upvoted.question, upvoted.voter, Some(upvoted.ask)),
            Fact::Moderated { question, ask, moderation } => {
                let Some(board) = session.board(question) else { continue };
                if let Some(asker) = board.asker(*ask) {
                    tell(question, asker, None);
                }
                // Whoever voted for it now stands beside the other.
                if let Moderation::Merge { into } = moderation {
                    board
                        .entry(*ask)
                        .into_iter()
                        .flat_map(Entry::voters)
                        .for_each(|voter| tell(question, voter, Some(*into)));
                }
            }
            Fact::Spotlit { question, ask: Some(ask) } => {
                if let Some(asker) = session.board(question).and_then(|board| board.asker(*ask)) {
                    tell(question, asker, None);
                }
            }
            _ => {}
        }
    }
    news
}

impl RoomTask {
    /// Tells their tabs.
    pub(super) fn ring_askers(&self, news: &News) {
        let at = self.clock.now();
        for ((question, voter), asks) in news {
            self.presence.ring(voter, || wire::mine_asked(&self.session, question, voter, asks, at).into());
        }
    }
}
