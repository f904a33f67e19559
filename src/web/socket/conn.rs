//! One socket: its protocol, what waits to be written, and what it missed meanwhile.
//!
//! Nothing else writes to it, and only whole messages are begun. A reply must arrive, so it waits here when the socket
//! is full; a frame is passed by, for a newer one will come. Knows nothing of rooms.

use std::io::{ErrorKind, Read, Write};
use std::net::Shutdown;

use mio::net::TcpStream;

use super::circle::{Framed, Sent};
use super::pace::Pace;
use super::protocol::{Goodbye, Protocol, put_ping, put_text};

/// What may wait for one slow socket before it is dropped: a few whole states.
const WAITING_BYTES_MAX: usize = 64 * 1024;

/// Buffers kept ready: as many as have a reply in one turn of a storm.
const SPARE_MAX: usize = 256;
/// A larger one was a stalled page's.
const SPARE_BYTES_MAX: usize = 4 * 1024;

/// The socket is gone or not worth keeping.
pub struct Gone;

pub struct Conn {
    pub io: TcpStream,
    pub protocol: Protocol,
    pub pace: Pace,
    /// Begun and not wholly written, or not begun yet. Empty, and without memory, nearly always.
    out: Vec<u8>,
    /// How much of `out` is written.
    written: usize,
    /// Passed by in a sweep: it gets the newest frame when it takes bytes again.
    stale: bool,
    sent: Sent,
    leaving: bool,
}

impl Conn {
    pub fn new(io: TcpStream, second: u32) -> Self {
        Self {
            io,
            protocol: Protocol::new(),
            pace: Pace::new(second),
            out: Vec::new(),
            written: 0,
            stale: false,
            sent: Sent::default(),
            leaving: false,
        }
    }

    /// Reads what has come, at most a bufferful. `None` when nothing waits.
    pub fn read(&mut self, buffer: &mut [u8]) -> Result<Option<usize>, Gone> {
        loop {
            match self.io.read(buffer) {
                Ok(0) => return Err(Gone),
                Ok(read) => return Ok(Some(read)),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(None),
                Err(_) => return Err(Gone),
            }
        }
    }

    /// Adds a message that must arrive; `flush` sends it.
    pub fn put(&mut self, text: &str, spare: &mut Spare) -> Result<(), Gone> {
        spare.lend(&mut self.out);
        put_text(text, &mut self.out);
        self.check_waiting()
    }

    /// Adds what the protocol itself has to say.
    pub fn put_bytes(&mut self, bytes: &[u8], spare: &mut Spare) -> Result<(), Gone> {
        spare.lend(&mut self.out);
        self.out.extend_from_slice(bytes);
        self.check_waiting()
    }

    pub fn put_ping(&mut self) {
        put_ping(&mut self.out);
    }

    fn check_waiting(&self) -> Result<(), Gone> {
        if self.out.len() - self.written > WAITING_BYTES_MAX { Err(Gone) } else { Ok(()) }
    }

    fn has_waiting(&self) -> bool {
        !self.out.is_empty()
    }

    /// Whether it has something to write as soon as it can.
    pub fn lags(&self) -> bool {
        self.has_waiting() || self.stale
    }

    /// Sends a frame, or passes by when the socket is full.
    pub fn push(&mut self, frame: &Framed) -> Result<(), Gone> {
        if self.sent.number == frame.number || self.leaving {
            return Ok(());
        }
        if self.has_waiting() {
            self.stale = true;
            return Ok(());
        }
        let bytes = frame.bytes_after(self.sent);
        let written = self.write(bytes)?;
        self.stale = written == 0;
        if !self.stale {
            self.sent = frame.sent();
            // A message that was begun is finished before anything else.
            self.out.extend_from_slice(&bytes[written..]);
        }
        Ok(())
    }

    /// Writes what waits; then, if frames were missed, the newest.
    pub fn flush(&mut self, newest: Option<&Framed>, spare: &mut Spare) -> Result<(), Gone> {
        while self.has_waiting() {
            let written = match self.io.write(&self.out[self.written..]) {
                Ok(written) => written,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(_) => return Err(Gone),
            };
            self.written += written;
            if self.written == self.out.len() {
                spare.take_back(std::mem::take(&mut self.out));
                self.written = 0;
            }
        }
        if self.leaving {
            // Dropping a socket with unread input would send a reset, which can eat the close: only our side ends here.
            self.io.shutdown(Shutdown::Write).map_err(|_| Gone)?;
        }
        match newest {
            Some(frame) if self.stale => self.push(frame),
            _ => Ok(()),
        }
    }

    fn write(&mut self, bytes: &[u8]) -> Result<usize, Gone> {
        loop {
            match self.io.write(bytes) {
                Ok(written) => return Ok(written),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(0),
                Err(_) => return Err(Gone),
            }
        }
    }

    /// Says why it ends, if it is us who end it. What comes in after this is not listened to.
    pub fn leave(&mut self, goodbye: Option<Goodbye>) {
        if let Some(goodbye) = goodbye {
            self.protocol.close(goodbye, &mut self.out);
        }
        self.leaving = true;
        self.stale = false;
    }

    pub fn is_leaving(&self) -> bool {
        self.leaving
    }
}

/// Buffers that lie ready for the next reply: a socket has one only while something waits, and making one anew for every
/// vote is a good part of what a vote costs.
#[derive(Default)]
pub struct Spare(Vec<Vec<u8>>);

impl Spare {
    fn lend(&mut self, out: &mut Vec<u8>) {
        if out.capacity() == 0 {
            *out = self.0.pop().unwrap_or_default();
        }
    }

    fn take_back(&mut self, mut out: Vec<u8>) {
        if self.0.len() < SPARE_MAX && out.capacity() <= SPARE_BYTES_MAX {
            out.clear();
            self.0.push(out);
        }
    }
}
