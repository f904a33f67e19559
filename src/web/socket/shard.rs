//! The loop of one shard: events, letters, a stretch of every sweep, the clock; and again.
//!
//! Nothing in it waits but for events, so a full socket, a slow room or a sweep over ten thousand phones holds up no
//! vote. Knows how sockets are carried and nothing of what they say. A bug met while one of them is served costs that one
//! and never the thread, for with it would go every socket of the shard, in silence.

mod place;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, VecDeque};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use mio::event::Event;
use mio::net::TcpStream;
use mio::{Events, Interest, Poll, Token, Waker};
use place::{Due, Place};
use slab::Slab;
use smallvec::SmallVec;

use super::circle::{Circle, CircleKey, RoomKey};
use super::conn::{Conn, Gone, Spare};
use super::mailbox::{Address, Letter, Line, Mailbox, Newcomer};
use super::protocol::{self, Goodbye};
use super::talk::{Greeting, Next, Talk};
use crate::hub::metrics::{Guard, Metrics};

/// How often deadlines are looked at.
const ROUND: Duration = Duration::from_secs(1);
/// The least time between two turns when no frame is on its way. What comes within it is taken together: without it a
/// storm wakes this thread and the room once a vote, which costs more than all else about a vote. A lone vote is taken at
/// once; its reply may wait as long as this, which is what a disk takes to store it and a tenth of what anybody notices.
const TURN: Duration = Duration::from_millis(4);
/// Sockets that get a frame before events are looked at again: about 0.3 ms, so that a sweep over a whole room does not
/// hold up a vote.
const SWEEP_STEP: usize = 64;
/// Events taken in one go.
const EVENTS: usize = 1_024;
/// One buffer for all sockets of the shard. A socket that fills it has its next turn after the others.
const BUFFER_BYTES: usize = 64 * 1024;

const WAKER: Token = Token(usize::MAX);

/// A shard as others see it.
pub struct Handle {
    pub mailbox: Arc<Mailbox>,
    thread: JoinHandle<()>,
}

impl Handle {
    pub fn is_done(&self) -> bool {
        self.thread.is_finished()
    }
}

pub struct Shard {
    poll: Poll,
    mailbox: Arc<Mailbox>,
    metrics: Arc<Metrics>,
    /// Boxed, for a slab doubles and would hold room for twice as many.
    places: Slab<Box<Place>>,
    circles: HashMap<CircleKey, Circle>,
    /// Circles of which not everybody has the newest frame.
    sweeps: VecDeque<CircleKey>,
    /// Sockets that filled the buffer and have more, and whether their end was seen.
    unread: Vec<(u32, bool)>,
    /// Sockets with something to write since the last flush.
    unflushed: Vec<u32>,
    buffer: Box<[u8]>,
    /// Empty between two turns; kept for their room, as is `spare`.
    letters: Vec<Letter>,
    spare: Spare,
    generation: u32,
    born: Instant,
    stopping: bool,
}

impl Shard {
    /// Starts the thread.
    ///
    /// # Errors
    /// When the system gives no event queue or no thread.
    pub fn start(metrics: Arc<Metrics>) -> io::Result<Handle> {
        let mut shard = Self::new(metrics)?;
        let mailbox = Arc::clone(&shard.mailbox);
        let thread = std::thread::Builder::new().name("sockets".to_owned()).spawn(move || shard.run())?;
        Ok(Handle { mailbox, thread })
    }

    fn new(metrics: Arc<Metrics>) -> io::Result<Self> {
        let poll = Poll::new()?;
        let mailbox = Arc::new(Mailbox::new(Waker::new(poll.registry(), WAKER)?));
        Ok(Self {
            poll,
            mailbox,
            metrics,
            places: Slab::new(),
            circles: HashMap::new(),
            sweeps: VecDeque::new(),
            unread: Vec::new(),
            unflushed: Vec::new(),
            buffer: empty_buffer(),
            letters: Vec::new(),
            spare: Spare::default(),
            generation: 0,
            born: Instant::now(),
            stopping: false,
        })
    }

    fn run(&mut self) {
        while catch_unwind(AssertUnwindSafe(|| self.turn_until_stopped())).is_err() {
            // Met between two sockets: which of them are still served well is not known, so all come back.
            tracing::error!(sockets = self.places.len(), "a bug stopped a shard; its sockets are closed");
            self.begin_anew();
            std::thread::sleep(ROUND);
        }
    }

    fn begin_anew(&mut self) {
        self.places.clear();
        self.circles.values_mut().for_each(Circle::clear);
        self.sweeps.clear();
        self.unread.clear();
        self.unflushed.clear();
        self.buffer = empty_buffer();
    }

    /// Does this for one socket, or for none. A bug in it closes that socket, whose browser then comes back.
    fn contain(&mut self, key: Option<u32>, work: impl FnOnce(&mut Self)) {
        // What it leaves half done belongs to the socket, but for the buffer that is lent to it.
        if catch_unwind(AssertUnwindSafe(|| work(self))).is_err() {
            tracing::error!("a bug stopped a socket");
            self.buffer = empty_buffer();
            if let Some(key) = key {
                self.drop_place(key);
            }
        }
    }

    fn turn_until_stopped(&mut self) {
        let mut events = Events::with_capacity(EVENTS);
        let mut next_round = Instant::now() + ROUND;
        while !(self.stopping && self.places.is_empty()) {
            self.wait(&mut events, next_round);
            let turn = Instant::now();
            for event in events.iter().filter(|event| event.token() != WAKER) {
                let key = event.token().0 as u32;
                self.contain(Some(key), |shard| shard.take_event(key, event));
            }
            for (key, has_ended) in std::mem::take(&mut self.unread) {
                self.contain(Some(key), |shard| shard.read(key, has_ended));
            }
            // Sockets are added only here, so no key means another socket within one batch of events.
            self.take_letters();
            self.sweep();
            if next_round <= Instant::now() {
                next_round = Instant::now() + ROUND;
                self.keep_time();
            }
            if self.rests() {
                std::thread::sleep(TURN.saturating_sub(turn.elapsed()));
            }
        }
    }

    fn wait(&mut self, events: &mut Events, next_round: Instant) {
        let wait = if self.rests() { next_round.saturating_duration_since(Instant::now()) } else { Duration::ZERO };
        if let Err(error) = self.poll.poll(events, Some(wait))
            && error.kind() != io::ErrorKind::Interrupted
        {
            tracing::error!(%error, "the system gives no events");
            std::thread::sleep(ROUND);
        }
    }

    fn take_letters(&mut self) {
        let mut letters = std::mem::take(&mut self.letters);
        self.mailbox.take(&mut letters);
        for letter in letters.drain(..) {
            let key = match &letter {
                Letter::Newcomer(_) => Some(self.places.vacant_key() as u32),
                Letter::Say { to, .. } if self.is_at(*to) => Some(to.key),
                _ => None,
            };
            self.contain(key, |shard| shard.take_letter(letter));
        }
        self.letters = letters;
        self.flush();
    }

    /// Whether there is nothing to do but for what may come.
    fn rests(&self) -> bool {
        self.sweeps.is_empty() && self.unread.is_empty()
    }

    fn second(&self) -> u32 {
        self.born.elapsed().as_secs() as u32
    }

    fn take_event(&mut self, key: u32, event: &Event) {
        let has_ended = event.is_read_closed() || event.is_error();
        if event.is_readable() || has_ended {
            self.read(key, has_ended);
        }
        if event.is_writable() && self.places.get(key as usize).is_some_and(|place| place.conn.lags()) {
            self.unflushed.push(key);
        }
    }

    fn take_letter(&mut self, letter: Letter) {
        match letter {
            Letter::Newcomer(newcomer) => self.seat(*newcomer),
            Letter::Say { to, text } => {
                if !self.is_at(to) {
                    return;
                }
                let Some(place) = self.places.get_mut(to.key as usize) else { return };
                if place.conn.is_leaving() {
                    return;
                }
                match place.conn.put(&text, &mut self.spare) {
                    Ok(()) => self.unflushed.push(to.key),
                    Err(Gone) => self.drop_place(to.key),
                }
            }
            Letter::Open(circle) => drop(self.circles.entry(circle).or_default()),
            Letter::Frame(key, frame) => {
                if let Some(circle) = self.circles.get_mut(&key)
                    && circle.renew(frame)
                {
                    self.sweeps.push_back(key);
                }
            }
            Letter::LinksChanged(room) => self.let_go_withdrawn(room),
            Letter::Gone(key, goodbye) => {
                let members = self.circles.get(&key).map(|circle| circle.members().to_vec()).unwrap_or_default();
                self.leave_all(members, goodbye);
                self.circles.remove(&key);
            }
            Letter::Stop => {
                self.stopping = true;
                let all = self.places.iter().map(|(key, _)| key as u32).collect();
                self.leave_all(all, Goodbye::RESTART);
            }
        }
    }

    /// Whether the socket of this address is still here.
    fn is_at(&self, address: Address) -> bool {
        self.places.get(address.key as usize).is_some_and(|place| place.generation == address.generation)
    }

    fn let_go_withdrawn(&mut self, room: RoomKey) {
        let circles = self.circles.iter().filter(|(key, _)| key.room == room);
        let members = circles.flat_map(|(_, circle)| circle.members());
        let withdrawn: Vec<u32> =
            members.copied().filter(|key| self.places[*key as usize].talk.is_withdrawn()).collect();
        self.leave_all(withdrawn, Goodbye::WITHDRAWN);
    }

    fn seat(&mut self, newcomer: Newcomer) {
        let Newcomer { stream, early, app, room, peer, tongue } = newcomer;
        let mut io = TcpStream::from_std(stream);
        let entry = self.places.vacant_entry();
        let key = entry.key() as u32;
        let both = Interest::READABLE | Interest::WRITABLE;
        if let Err(error) = self.poll.registry().register(&mut io, Token(key as usize), both) {
            // Its browser sees a lost connection and comes again.
            tracing::warn!(%error, "a socket could not be watched");
            return;
        }
        let second = self.born.elapsed().as_secs() as u32;
        self.generation = self.generation.wrapping_add(1);
        entry.insert(Box::new(Place {
            conn: Conn::new(io, second),
            talk: Talk::Greeting(Box::new(Greeting { app, room, peer, tongue })),
            circle: None,
            generation: self.generation,
            heard: second,
            half_since: None,
            asked: false,
        }));
        if self.stopping {
            self.leave(key, Some(Goodbye::RESTART));
        } else if !early.is_empty() {
            self.hear(key, &early);
        }
    }

    /// Reads what waits, or a bufferful. A short read has emptied a socket, unless its end was seen: that is read too.
    fn read(&mut self, key: u32, has_ended: bool) {
        let mut buffer = std::mem::take(&mut self.buffer);
        while let Some(place) = self.places.get_mut(key as usize) {
            match place.conn.read(&mut buffer) {
                Ok(Some(read)) => {
                    self.hear(key, &buffer[..read]);
                    if read == buffer.len() {
                        self.unread.push((key, has_ended));
                        break;
                    }
                    if !has_ended {
                        break;
                    }
                }
                Ok(None) => break,
                Err(Gone) => self.drop_place(key),
            }
        }
        self.buffer = buffer;
    }

    /// Takes in what a socket said.
    fn hear(&mut self, key: u32, mut bytes: &[u8]) {
        let second = self.second();
        let mailbox = Arc::clone(&self.mailbox);
        let mut own = Vec::new();
        loop {
            let Some(place) = self.places.get_mut(key as usize) else { return };
            if place.conn.is_leaving() {
                return;
            }
            let heard = place.conn.protocol.next(&mut bytes, &mut own);
            if !own.is_empty() {
                if place.conn.put_bytes(&own, &mut self.spare).is_err() {
                    return self.drop_place(key);
                }
                own.clear();
                self.unflushed.push(key);
            }
            match heard {
                protocol::Next::Drained => {
                    place.half_since = place.half_since.or((place.heard != second).then_some(second));
                    return;
                }
                protocol::Next::Closed => return self.leave(key, None),
                protocol::Next::Broken(goodbye) => return self.leave(key, Some(goodbye)),
                protocol::Next::Sign | protocol::Next::Text(_) => {
                    place.heard = second;
                    place.half_since = None;
                    place.asked = false;
                    if !place.conn.pace.allows(second) {
                        self.metrics.refused(Guard::Rate);
                        return self.leave(key, Some(Goodbye::TOO_FAST));
                    }
                }
            }
            if let protocol::Next::Text(text) = heard {
                let address = Address { key, generation: place.generation };
                let line = Line { mailbox: Arc::clone(&mailbox), address };
                match place.talk.hear(&text, &line) {
                    Next::Listen => {}
                    Next::Say(text) => match place.conn.put(&text, &mut self.spare) {
                        Ok(()) => self.unflushed.push(key),
                        Err(Gone) => return self.drop_place(key),
                    },
                    Next::Join(circle) => self.join(key, circle),
                    Next::Leave(goodbye) => return self.leave(key, Some(goodbye)),
                }
            }
        }
    }

    fn join(&mut self, key: u32, circle_key: CircleKey) {
        let Some(circle) = self.circles.get_mut(&circle_key) else {
            // The room stopped while the page came in.
            return self.leave(key, Some(Goodbye::RESTART));
        };
        let Some(place) = self.places.get_mut(key as usize) else { return };
        place.circle = Some((circle_key, circle.join(key)));
        if let Some(newest) = &circle.newest {
            self.metrics.frames_sent(circle_key.audience, 1);
            if place.conn.push(newest).is_err() {
                self.drop_place(key);
            }
        }
    }

    /// Brings the newest frame to the next few who lack it.
    fn sweep(&mut self) {
        let Some(key) = self.sweeps.pop_front() else { return };
        let Some(circle) = self.circles.get_mut(&key) else { return };
        let Some(newest) = circle.newest.clone() else { return };
        let next: SmallVec<[u32; SWEEP_STEP]> = std::iter::from_fn(|| circle.next()).take(SWEEP_STEP).collect();
        if !circle.is_swept() {
            self.sweeps.push_back(key);
        }
        let mut brought = 0;
        for member in next {
            self.contain(Some(member), |shard| match shard.places[member as usize].conn.push(&newest) {
                Ok(()) => brought += 1,
                Err(Gone) => shard.drop_place(member),
            });
        }
        self.metrics.frames_sent(key.audience, brought);
    }

    /// Writes what was put since the last time: all replies to one socket together.
    fn flush(&mut self) {
        let mut keys = std::mem::take(&mut self.unflushed);
        for key in keys.drain(..) {
            self.contain(Some(key), |shard| shard.flush_one(key));
        }
        keys.append(&mut self.unflushed);
        self.unflushed = keys;
    }

    fn flush_one(&mut self, key: u32) {
        let Some(place) = self.places.get_mut(key as usize) else { return };
        let circle = place.circle.and_then(|(circle, _)| self.circles.get(&circle));
        let newest = circle.and_then(|circle| circle.newest.as_ref());
        if place.conn.flush(newest, &mut self.spare).is_err() {
            self.drop_place(key);
        }
    }

    fn leave_all(&mut self, keys: Vec<u32>, goodbye: Goodbye) {
        for key in keys {
            self.contain(Some(key), |shard| shard.leave(key, Some(goodbye)));
        }
    }

    /// Ends the conversation, with a word if it is us who end it; the socket goes when the other side has closed too.
    fn leave(&mut self, key: u32, goodbye: Option<Goodbye>) {
        self.leave_circle(key);
        let second = self.second();
        let Some(place) = self.places.get_mut(key as usize) else { return };
        if !place.conn.is_leaving() {
            place.conn.leave(goodbye);
            place.talk = Talk::Over;
            place.heard = second;
            self.unflushed.push(key);
        }
    }

    fn leave_circle(&mut self, key: u32) {
        let circle = self.places.get_mut(key as usize).and_then(|place| place.circle.take());
        let Some((circle, place)) = circle else { return };
        let moved = self.circles.get_mut(&circle).and_then(|circle| circle.leave(place));
        if let Some(moved) = moved {
            self.places[moved as usize].circle = Some((circle, place));
        }
    }

    fn drop_place(&mut self, key: u32) {
        self.leave_circle(key);
        self.places.try_remove(key as usize);
    }

    /// Does what is due by the clock, for every socket.
    fn keep_time(&mut self) {
        let second = self.second();
        let mut gone = Vec::new();
        let mut sent_off = Vec::new();
        for (key, place) in &mut self.places {
            let key = key as u32;
            match place.due(second) {
                Due::Nothing => {}
                Due::Ping => {
                    place.asked = true;
                    place.conn.put_ping();
                    self.unflushed.push(key);
                }
                Due::Goodbye(goodbye) => sent_off.push((key, goodbye)),
                Due::End => gone.push(key),
            }
        }
        for key in gone {
            self.contain(None, |shard| shard.drop_place(key));
        }
        for (key, goodbye) in sent_off {
            self.contain(Some(key), |shard| shard.leave(key, Some(goodbye)));
        }
        self.flush();
    }
}

fn empty_buffer() -> Box<[u8]> {
    vec![0; BUFFER_BYTES].into_boxed_slice()
}
