//! What a session came to, or has come to so far, with the deck that puts words to it. Looks, and changes nothing.
//!
//! Everything passes the gate here: whoever asks gets what may leave the session, and nothing else.

use std::sync::Arc;

use super::{Hub, HubFailure, editions_of};
use crate::codec::export::About;
use crate::codec::findings::Headlines;
use crate::domain::deck::Editions;
use crate::domain::ids::{DeckId, Language, Moment, RoomCode, SessionId, SlideKey};
use crate::domain::privacy::Privacy;
use crate::domain::published::{Intake, Published, publish};
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
    /// The answers as they may leave the session.
    pub published: Published,
    pub headlines: Vec<Headline>,
}

impl Report {
    /// Of which session files are made.
    pub fn about(&self) -> About {
        About {
            session: self.id.clone(),
            code: self.code,
            deck: self.deck.clone(),
            started_at: self.started_at,
            ended_at: self.ended_at,
        }
    }

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
                // Also after the end: as long as it is not sealed it can be resumed, and voters can be set aside.
                let published = gate(results, &editions, room.privacy, Intake::Open).await;
                return Ok(Report {
                    id: id.clone(),
                    code: room.code,
                    deck: room.deck.clone(),
                    started_at: room.started_at,
                    ended_at,
                    privacy: room.privacy,
                    editions,
                    published,
                    headlines: self.journal.headlines(id).await?,
                });
            }
        }
        let (charter, results) = self.journal.sealed(id).await?;
        let ended_at = self.kept(id).await?.sealed.map(|sealed| sealed.ended_at);
        let editions = Arc::new(editions_of(&charter)?);
        let published = gate(results, &editions, charter.privacy, Intake::Closed).await;
        Ok(Report {
            id: id.clone(),
            code: charter.code,
            deck: charter.deck.clone(),
            started_at: charter.started_at,
            ended_at,
            privacy: charter.privacy,
            editions,
            published,
            headlines: self.journal.headlines(id).await?,
        })
    }

    /// Keeps what the organiser wrote above a question; empty takes it away.
    ///
    /// # Errors
    /// No such session, or the journal cannot be written.
    pub async fn set_headline(
        &self,
        id: &SessionId,
        question: SlideKey,
        language: Language,
        text: String,
    ) -> Result<(), HubFailure> {
        Ok(self.journal.set_headline(id, Headline { question, language, text }).await?)
    }

    /// The deck text that a session runs on, to say when the file on disk is newer. `None` once sealed.
    pub async fn deck_text(&self, id: &SessionId) -> Option<(DeckText, Vec<(Language, DeckText)>)> {
        let (charter, _) = self.journal.read(id).await.ok()?;
        Some((charter.original, charter.translations))
    }
}

/// What may leave of these results. Beside the rooms, which have votes to count meanwhile: ten thousand rows take a while.
async fn gate(results: Results, editions: &Arc<Editions>, privacy: Privacy, intake: Intake) -> Published {
    let editions = Arc::clone(editions);
    let published = tokio::task::spawn_blocking(move || publish(results, &editions.original, privacy, intake));
    // Only a panic or the end of the runtime keeps it from ending.
    published.await.unwrap_or_else(|failure| std::panic::resume_unwind(failure.into_panic()))
}
