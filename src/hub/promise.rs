//! What a session promised its attendees, and how much of it was kept by now. Looks, and changes nothing.

use super::{Hub, HubFailure};
use crate::domain::ids::{Moment, RoomCode, SessionId};
use crate::domain::privacy::Privacy;
use crate::domain::results::Forgotten;

pub struct Promise {
    pub privacy: Privacy,
    pub ended_at: Option<Moment>,
    /// Nobody can be found back in it.
    pub sealed: bool,
    pub forgotten: Forgotten,
    /// For so many days after the end a form can be filled in.
    pub late_days: u32,
}

impl Hub {
    /// `None` when nothing is stored under this code.
    ///
    /// # Errors
    /// It cannot be read now.
    pub async fn promise(&self, code: RoomCode) -> Result<Option<Promise>, HubFailure> {
        if let Some(room) = self.find(code) {
            let looked = room.look(|session, _| (session.ended_at(), session.editions().original.late_days())).await;
            if let Some((ended_at, late_days)) = looked {
                let forgotten = Forgotten::default();
                return Ok(Some(Promise { privacy: room.privacy, ended_at, sealed: false, forgotten, late_days }));
            }
        }
        let Some(id) = self.codes.get(&code).map(|id| SessionId::clone(&id)) else { return Ok(None) };
        let kept = self.kept(&id).await?;
        Ok(Some(Promise {
            privacy: kept.privacy,
            ended_at: kept.sealed.map(|sealed| sealed.ended_at),
            sealed: kept.sealed.is_some(),
            forgotten: kept.sealed.map(|sealed| sealed.forgotten).unwrap_or_default(),
            late_days: 0,
        }))
    }
}
