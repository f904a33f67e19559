//! Who is here, by guard: a seat is taken when a page joins and given back when its guard is dropped.
//!
//! Each seat has a bell, rung when its voter's own answers changed, so that all tabs agree. Decides nothing and stores
//! nothing; a restart empties it and the phones fill it again.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use smallvec::SmallVec;
use tokio::sync::{Notify, watch};

use crate::domain::ids::VoterId;

/// So many are remembered as having been at one question: five times the largest hall. Whoever asks for pages with ever
/// new cookies must fill neither memory nor the journal, which names them when the question closes. Who answers is
/// remembered besides.
pub const SEEN_MAX: usize = 50_000;

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
    seats: HashMap<VoterId, Tabs>,
    next_tab: TabNumber,
    /// Who came since the room last asked; bounded by the room asking at every turn.
    arrived: Vec<VoterId>,
}

/// Calls a page with its voter's answer as it now stands: the message `mine`, encoded once for all tabs. Called by the
/// room under a lock, so it must be quick.
pub type Bell = Box<dyn Fn(&Arc<str>) + Send>;

/// A browser's open tabs. Nearly everybody has one.
type Tabs = SmallVec<[(TabNumber, Bell); 1]>;
type TabNumber = u32;

impl Presence {
    /// A phone's page takes its seat, and hears this bell until it leaves.
    pub fn sit_with(self: &Arc<Self>, voter: VoterId, bell: Bell) -> Seat {
        let mut phones = self.lock();
        let tab = phones.next_tab;
        phones.next_tab = tab.wrapping_add(1);
        phones.seats.entry(voter).or_default().push((tab, bell));
        phones.arrived.push(voter);
        drop(phones);
        self.changed.notify_one();
        Seat { presence: Arc::clone(self), voter, tab }
    }

    /// As `sit_with`, for whoever would rather wait for the bell.
    pub fn sit(self: &Arc<Self>, voter: VoterId) -> PhoneGuard {
        let (bell, mine) = watch::channel(());
        let seat = self.sit_with(voter, Box::new(move |_| _ = bell.send(())));
        PhoneGuard { _seat: seat, mine }
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

    /// Something else is to be seen of those who are here.
    pub fn stir(&self) {
        self.changed.notify_one();
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

    /// Tells a voter's tabs what now stands; `mine` is made only if there is one.
    pub fn ring(&self, voter: &VoterId, mine: impl FnOnce() -> Arc<str>) {
        let phones = self.lock();
        let Some(tabs) = phones.seats.get(voter) else { return };
        let mine = mine();
        for (_, bell) in tabs {
            bell(&mine);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Phones> {
        // Nothing inside can panic half-way, so a poisoned lock still guards whole data.
        self.phones.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// One page of an attendee, as long as it lives.
pub struct Seat {
    presence: Arc<Presence>,
    voter: VoterId,
    tab: TabNumber,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut phones = self.presence.lock();
        if let Some(tabs) = phones.seats.get_mut(&self.voter) {
            tabs.retain(|(tab, _)| *tab != self.tab);
            if tabs.is_empty() {
                phones.seats.remove(&self.voter);
            }
        }
        drop(phones);
        self.presence.changed.notify_one();
    }
}

/// A seat whose bell is waited for.
pub struct PhoneGuard {
    _seat: Seat,
    mine: watch::Receiver<()>,
}

impl PhoneGuard {
    /// Waits until this voter's own answers may have changed.
    pub async fn mine_changed(&mut self) {
        if self.mine.changed().await.is_err() {
            // The bell lives as long as this guard; without it there is nothing left to wait for.
            std::future::pending::<()>().await;
        }
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
