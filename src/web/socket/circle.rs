//! The sockets of one shard that see the same: one audience of one room in one language, and the sweep that brings
//! them its newest frame, a few at a time.
//!
//! A slow socket is passed by and takes the newest when it can; nothing is queued for it.

use std::sync::Arc;

use super::protocol::shared_text;
use crate::codec::words::Tongue;
use crate::hub::Room;
use crate::hub::frames::{Audience, Frame};

/// A room as long as its handle lives. A room that is opened again is another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RoomKey(usize);

impl RoomKey {
    /// Whoever keeps the key must keep the room, or another may get the same.
    pub fn of(room: &Arc<Room>) -> Self {
        Self(Arc::as_ptr(room) as usize)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CircleKey {
    pub room: RoomKey,
    pub audience: Audience,
    pub tongue: Tongue,
}

/// A frame as it goes over the wire, shared by all shards.
#[derive(Clone)]
pub struct Framed {
    pub number: u64,
    base: u64,
    state: Arc<[u8]>,
    tick: Option<Arc<[u8]>>,
}

impl Framed {
    pub fn new(frame: &Frame) -> Self {
        Self {
            number: frame.number,
            base: frame.base,
            state: shared_text(&frame.state),
            tick: frame.tick.as_deref().map(shared_text),
        }
    }

    /// What a socket needs that has sent this much: the figures alone when its page already has the rest.
    pub fn bytes_after(&self, sent: Sent) -> &[u8] {
        match &self.tick {
            Some(tick) if sent.base == self.base => tick,
            _ => &self.state,
        }
    }

    pub fn sent(&self) -> Sent {
        Sent { number: self.number, base: self.base }
    }
}

/// The newest frame that a socket was given.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sent {
    pub number: u64,
    pub base: u64,
}

#[derive(Default)]
pub struct Circle {
    /// Keys of the shard's sockets.
    members: Vec<u32>,
    pub newest: Option<Framed>,
    /// Where the sweep goes on.
    at: usize,
    /// How many are still to be looked at before all have the newest frame.
    left: usize,
}

impl Circle {
    /// Where the new member stands.
    pub fn join(&mut self, key: u32) -> u32 {
        self.members.push(key);
        self.members.len() as u32 - 1
    }

    /// Takes out who stands here; the member that takes the place, if one does.
    pub fn leave(&mut self, place: u32) -> Option<u32> {
        let place = place as usize;
        self.members.swap_remove(place);
        // Whoever moved may have been passed by or been swept already: one more round, in which who is up to date costs
        // nothing.
        self.left = if self.left > 0 { self.members.len() } else { 0 };
        self.members.get(place).copied()
    }

    /// A newer frame: the sweep goes once around from where it is, so nobody waits longer for always being last.
    /// Whether it had come to rest.
    pub fn renew(&mut self, frame: Framed) -> bool {
        let rested = self.left == 0;
        self.newest = Some(frame);
        self.left = self.members.len();
        rested
    }

    /// The next to be looked at; `None` when all have the newest frame.
    pub fn next(&mut self) -> Option<u32> {
        self.left = self.left.checked_sub(1)?;
        if self.at >= self.members.len() {
            self.at = 0;
        }
        let key = self.members.get(self.at).copied();
        self.at += 1;
        key
    }

    /// Everybody is gone at once; the newest frame stays for who comes next.
    pub fn clear(&mut self) {
        self.members.clear();
        self.left = 0;
    }

    pub fn is_swept(&self) -> bool {
        self.left == 0
    }

    pub fn members(&self) -> &[u32] {
        &self.members
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn frame(number: u64) -> Framed {
        Framed { number, base: number, state: Arc::from(&b""[..]), tick: None }
    }

    fn of_five() -> Circle {
        let mut circle = Circle::default();
        for key in 0..5 {
            circle.join(key);
        }
        circle
    }

    fn swept(circle: &mut Circle, at_most: usize) -> BTreeSet<u32> {
        std::iter::from_fn(|| circle.next()).take(at_most).collect()
    }

    #[test]
    fn a_sweep_reaches_everyone_once_and_then_rests() {
        let mut circle = of_five();
        assert!(circle.renew(frame(1)));
        assert_eq!(swept(&mut circle, 9), (0..5).collect());
        assert!(circle.is_swept());
    }

    #[test]
    fn a_frame_in_mid_sweep_goes_around_from_there() {
        let mut circle = of_five();
        circle.renew(frame(1));
        assert_eq!(swept(&mut circle, 3), (0..3).collect());
        assert!(!circle.renew(frame(2)));
        assert_eq!(circle.next(), Some(3));
        assert_eq!(swept(&mut circle, 9), BTreeSet::from([0, 1, 2, 4]));
    }

    #[test]
    fn who_moves_when_another_leaves_is_not_passed_by() {
        let mut circle = of_five();
        circle.renew(frame(1));
        assert_eq!(swept(&mut circle, 2), BTreeSet::from([0, 1]));
        assert_eq!(circle.leave(0), Some(4));
        assert!(swept(&mut circle, 9).is_superset(&BTreeSet::from([2, 3, 4])));
    }
}
