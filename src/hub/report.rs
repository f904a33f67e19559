//! What a session came to, or has come to so far, with the deck that puts words to it. Looks, and changes nothing.

use std::sync::Arc;

use super::{Hub, HubFailure, editions_of};
use crate::codec::findings::Headlines;
use crate::domain::deck::Editions;
use crate::domain::ids::{DeckId, Language, Moment, RoomCode, SessionId};
use crate::domain::privacy::Privacy;
use crate::domain::results::Results;
use crate::journal::{DeckText, Headline};

/// A session's answers with all that is needed to put words to them.
pub struct Report {
    pub id: SessionId,
    pub code: RoomCode,
    pub deck: DeckId,
    pub started_at: Moment,
    pub ended_at: Option<Moment>,
    pub privacy: Privacy,
    pub editions: Arc<Editions>,
    pub results: Results,
    pub headlines: Vec<Headline>,
}

impl Report {
    /// What the organiser wrote above questions in this language.
    pub fn headlines_in(&self, language: &Language) -> Headlines {
        let here = self.headlines.iter().filter(|headline| headline.language == *language);
        here.map(|headline| (headline.question.clone(), headline.text.clone())).collect()
    }
}

impl Hub {
    /// The answers so far, or those of a session that is over.
    pub async fn report(&self, id: &SessionId) -> Result<Report, HubFailure> {
        if let Some(room) = self.find_session(id) {
            let looked = room
                .look(|session, seen| (Arc::clone(session.editions()), session.ended_at(), session.results(seen)))
                .await;
            if let Some((editions, ended_at, results)) = looked {
                return Ok(Report {
                    id: id.clone(),
                    code: room.code,
                    deck: room.deck.clone(),
                    started_at: room.started_at,
                    ended_at,
                    privacy: room.privacy,
                    editions,
                    results,
                    headlines: self.journal.headlines(id).await?,
                });
            }
        }
        let (charter, results) = self.journal.sealed(id).await?;
        let ended_at = self.kept(id).await?.sealed.map(|sealed| sealed.ended_at);
        Ok(Report {
            id: id.clone(),
            code: charter.code,
            deck: charter.deck.clone(),
            started_at: charter.started_at,
            ended_at,
            privacy: charter.privacy,
            editions: Arc::new(editions_of(&charter)?),
            results,
            headlines: self.journal.headlines(id).await?,
        })
    }

    /// Keeps what the organiser wrote above a question; empty takes it away.
    ///
    /// # Errors
    /// No such session, or the journal cannot be written.
    pub async fn set_headline(&self, id: &SessionId, headline: Headline) -> Result<(), HubFailure> {
        Ok(self.journal.set_headline(id, headline).await?)
    }

    /// The deck text that a session runs on, to say when the file on disk is newer. `None` once sealed.
    pub async fn deck_text(&self, id: &SessionId) -> Option<(DeckText, Vec<(Language, DeckText)>)> {
        let (charter, _) = self.journal.read(id).await.ok()?;
        Some((charter.original, charter.translations))
    }
}
