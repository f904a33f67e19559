//! How anything reaches a shard: letters in a box, and a waker for who waits for events.
//!
//! Only the first letter in an empty box wakes the shard, so a batch of replies costs one system call and not one each.

use std::net::TcpStream;
use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use mio::Waker;

use super::Peer;
use super::circle::{CircleKey, Framed, RoomKey};
use super::protocol::Goodbye;
use crate::codec::words::Tongue;
use crate::hub::Room;
use crate::web::App;

pub enum Letter {
    /// A connection whose handshake was answered.
    Newcomer(Box<Newcomer>),
    /// This must reach that socket, if it is still there.
    Say { to: Address, text: Text },
    /// A room has an audience that sockets may join.
    Open(CircleKey),
    /// What an audience sees now.
    Frame(CircleKey, Framed),
    /// A link of this room was renewed.
    LinksChanged(RoomKey),
    /// A room's audience is no more.
    Gone(CircleKey, Goodbye),
    /// The server stops.
    Stop,
}

pub struct Newcomer {
    pub stream: TcpStream,
    /// What it has said already.
    pub early: Vec<u8>,
    pub app: Arc<App>,
    pub room: Arc<Room>,
    pub peer: Peer,
    pub tongue: Tongue,
}

/// One socket of a shard. A key is given out again, a generation is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address {
    pub key: u32,
    pub generation: u32,
}

/// What is said to one page, or to all tabs of one voter.
pub enum Text {
    Own(String),
    Shared(Arc<str>),
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Text::Own(text) => text,
            Text::Shared(text) => text,
        }
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Text::Own(text)
    }
}

impl From<Arc<str>> for Text {
    fn from(text: Arc<str>) -> Self {
        Text::Shared(text)
    }
}

pub struct Mailbox {
    /// Held to add or to take all, never longer.
    letters: Mutex<Vec<Letter>>,
    waker: Waker,
}

impl Mailbox {
    pub fn new(waker: Waker) -> Self {
        Self { letters: Mutex::default(), waker }
    }

    pub fn post(&self, letter: Letter) {
        let mut letters = self.lock();
        let is_first = letters.is_empty();
        letters.push(letter);
        drop(letters);
        if is_first && let Err(error) = self.waker.wake() {
            // The shard looks by itself within a second.
            tracing::error!(%error, "a shard could not be woken");
        }
    }

    /// Takes all letters, in the order they came, into `letters`, which must be empty.
    pub fn take(&self, letters: &mut Vec<Letter>) {
        std::mem::swap(&mut *self.lock(), letters);
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Letter>> {
        // Nothing panics while it is held.
        self.letters.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The way to one socket, for whoever answers it later.
#[derive(Clone)]
pub struct Line {
    pub mailbox: Arc<Mailbox>,
    pub address: Address,
}

impl Line {
    pub fn say(&self, text: impl Into<Text>) {
        self.mailbox.post(Letter::Say { to: self.address, text: text.into() });
    }
}
