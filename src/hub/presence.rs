//! Who is here, by guard: a seat is taken when a socket joins and given back when its guard is dropped.
//!
//! Decides nothing and stores nothing; a restart empties it and the phones fill it again.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use tokio::sync::{Notify, watch};

use crate::domain::ids::VoterId;

#[derive(Default)]
pub struct Presence {
    /// Guards the seats for a few instructions at a time and is never held across an await, so a std mutex is right.
    phones: Mutex<Phones>,
    screens: AtomicU32,
    controls: AtomicU32,
    changed: Notify,
}

#[derive(Default)]
struct Phones {
    seats: HashMap<VoterId, Seat>,
    /// Who came since the room last asked; bounded by the room asking at every turn.
    arrived: Vec<VoterId>,
}

struct Seat {
    /// The browser's tabs with a socket.
    sockets: u32,
    /// Rings when this voter's own answers changed, so that all tabs agree.
    mine: watch::Sender<()>,
}

impl Presence {
    /// A phone's socket takes its seat.
    pub fn sit(self: &Arc<Self>, voter: VoterId) -> PhoneGuard {
        let mut phones = self.lock();
        let seat = phones.seats.entry(voter).or_insert_with(|| Seat { sockets: 0, mine: watch::Sender::new(()) });
        seat.sockets += 1;
        let mine = seat.mine.subscribe();
        phones.arrived.push(voter);
        drop(phones);
        self.changed.notify_one();
        PhoneGuard { presence: Arc::clone(self), voter, mine }
    }

    /// A phone without script was here for a moment: it saw the question, though it holds no socket.
    pub fn pass_by(&self, voter: VoterId) {
        self.lock().arrived.push(voter);
        self.changed.notify_one();
    }

    pub fn watch_screen(self: &Arc<Self>) -> PresenterGuard {
        self.presenter(|presence| &presence.screens)
    }

    pub fn watch_control(self: &Arc<Self>) -> PresenterGuard {
        self.presenter(|presence| &presence.controls)
    }

    fn presenter(self: &Arc<Self>, count: fn(&Presence) -> &AtomicU32) -> PresenterGuard {
        count(self).fetch_add(1, Ordering::Relaxed);
        self.changed.notify_one();
        PresenterGuard { presence: Arc::clone(self), count }
    }

    /// Waits until somebody came or went. One waiter only: the room.
    pub async fn changed(&self) {
        self.changed.notified().await;
    }

    /// Browsers of attendees with a socket now.
    pub fn here(&self) -> u32 {
        self.lock().seats.len() as u32
    }

    pub fn screens(&self) -> u32 {
        self.screens.load(Ordering::Relaxed)
    }

    /// Everybody with a socket now.
    pub fn all(&self) -> Vec<VoterId> {
        self.lock().seats.keys().copied().collect()
    }

    /// Who came since this was last asked.
    pub fn take_arrivals(&self) -> Vec<VoterId> {
        std::mem::take(&mut self.lock().arrived)
    }

    /// Tells a voter's tabs that their own answers changed.
    pub fn ring(&self, voter: &VoterId) {
        if let Some(seat) = self.lock().seats.get(voter) {
            seat.mine.send_replace(());
        }
    }

    fn lock(&self) -> MutexGuard<'_, Phones> {
        // Nothing inside can panic half-way, so a poisoned lock still guards whole data.
        self.phones.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// One phone's socket, as long as it lives.
pub struct PhoneGuard {
    presence: Arc<Presence>,
    voter: VoterId,
    mine: watch::Receiver<()>,
}

impl PhoneGuard {
    /// Waits until this voter's own answers may have changed.
    pub async fn mine_changed(&mut self) {
        if self.mine.changed().await.is_err() {
            // The seat lives as long as this guard; without it there is nothing left to wait for.
            std::future::pending::<()>().await;
        }
    }
}

impl Drop for PhoneGuard {
    fn drop(&mut self) {
        let mut phones = self.presence.lock();
        if let Some(seat) = phones.seats.get_mut(&self.voter) {
            seat.sockets -= 1;
            if seat.sockets == 0 {
                phones.seats.remove(&self.voter);
            }
        }
        drop(phones);
        self.presence.changed.notify_one();
    }
}

/// One screen's or control's socket, as long as it lives.
pub struct PresenterGuard {
    presence: Arc<Presence>,
    count: fn(&Presence) -> &AtomicU32,
}

impl Drop for PresenterGuard {
    fn drop(&mut self) {
        (self.count)(&self.presence).fetch_sub(1, Ordering::Relaxed);
        self.presence.changed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_tabs_of_one_browser_are_one_participant() {
        let presence = Arc::new(Presence::default());
        let voter = VoterId([1; 16]);
        let (first, second) = (presence.sit(voter), presence.sit(voter));
        assert_eq!(presence.here(), 1);
        drop(first);
        assert_eq!(presence.here(), 1);
        drop(second);
        assert_eq!(presence.here(), 0);
        assert_eq!(presence.take_arrivals().len(), 2);
        assert!(presence.take_arrivals().is_empty());
    }
}
