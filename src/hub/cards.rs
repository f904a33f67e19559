//! The list of sessions as the desk and the API show it: a card each, running or over. Looks, and changes nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::halt::Halt;
use super::{Hub, HubFailure, Room};
use crate::domain::ids::{DeckId, Moment, RoomCode, SessionId, VoterId};
use crate::domain::privacy::Privacy;
use crate::domain::results::Forgotten;
use crate::domain::session::Session;
use crate::journal::Kept;

/// A session in the desk's list.
#[derive(Clone)]
pub struct SessionCard {
    pub id: SessionId,
    pub code: RoomCode,
    pub deck: DeckId,
    pub title: String,
    pub started_at: Moment,
    pub ended_at: Option<Moment>,
    pub participants: u32,
    pub answers: u32,
    /// The room, while it is not sealed: also for ten minutes after the end.
    pub room: Option<Arc<Room>>,
    /// Slide on the screen from 1, 0 for the join slide; only with a room.
    pub slide: usize,
    pub slides: usize,
    pub sealed: bool,
    /// What attendees were promised.
    pub privacy: Privacy,
    /// What was deleted since the end.
    pub forgotten: Forgotten,
    /// Why it has no room while it is not over; its figures are then not known.
    pub halt: Option<Halt>,
}

impl Hub {
    /// Every session, newest first.
    pub async fn sessions(&self) -> Result<Vec<SessionCard>, HubFailure> {
        let mut cards = Vec::new();
        for kept in self.journal.sessions().await?.into_iter().rev() {
            cards.push(self.card(kept).await);
        }
        Ok(cards)
    }

    pub async fn session(&self, id: &SessionId) -> Result<SessionCard, HubFailure> {
        Ok(self.card(self.kept(id).await?).await)
    }

    pub(super) async fn kept(&self, id: &SessionId) -> Result<Kept, HubFailure> {
        let mut kept = self.journal.sessions().await?.into_iter();
        kept.find(|kept| kept.session == *id).ok_or_else(|| HubFailure::NoSuchSession(id.clone()))
    }

    async fn card(&self, kept: Kept) -> SessionCard {
        let room = if kept.sealed.is_none() { self.find(kept.code) } else { None };
        let looked = match &room {
            Some(room) => room.look(Look::at).await,
            None => None,
        };
        let look = looked.unwrap_or_else(|| Look {
            ended_at: kept.sealed.map(|sealed| sealed.ended_at),
            participants: kept.sealed.map_or(0, |sealed| sealed.participants),
            answers: kept.sealed.map_or(0, |sealed| sealed.answers),
            slide: 0,
            slides: 0,
        });
        let halt = self.halted.get(&kept.session).map(|halt| halt.clone());
        SessionCard {
            id: kept.session,
            code: kept.code,
            deck: kept.deck,
            title: kept.title,
            started_at: kept.started_at,
            ended_at: look.ended_at,
            participants: look.participants,
            answers: look.answers,
            room,
            slide: look.slide,
            slides: look.slides,
            sealed: kept.sealed.is_some(),
            privacy: kept.privacy,
            forgotten: kept.sealed.map(|sealed| sealed.forgotten).unwrap_or_default(),
            halt,
        }
    }
}

/// What the list of sessions shows of a running one.
struct Look {
    ended_at: Option<Moment>,
    participants: u32,
    answers: u32,
    slide: usize,
    slides: usize,
}

impl Look {
    fn at(session: &Session, seen: &BTreeSet<VoterId>) -> Self {
        let questions = session.deck().questions();
        let answers =
            questions.filter_map(|(slide, _)| session.poll(&slide.key)).map(|poll| poll.tally().answers()).sum();
        Self {
            ended_at: session.ended_at(),
            participants: session.participants(seen) as u32,
            answers,
            slide: session.slide_index().map_or(0, |index| index + 1),
            slides: session.deck().slides.len(),
        }
    }
}
