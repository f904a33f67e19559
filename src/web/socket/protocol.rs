//! Bytes ↔ messages of one connection, by tungstenite. The only file that knows it, and no socket is known here: what
//! came in is handed in, what must go out is put in a buffer.
//!
//! So a half-written reply can never stand inside a broadcast, and one encoded frame serves ten thousand sockets.

use std::io::{self, Read, Write};
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, Response};
use tokio_tungstenite::tungstenite::handshake::server::create_response_with_body;
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role, WebSocketConfig, WebSocketContext};
use tokio_tungstenite::tungstenite::{Error, Message, Utf8Bytes};

/// Kept for every socket: 10,000 phones × the default 128 KiB would be 1.3 GB. A vote is 70 to 120 bytes and makes it
/// grow once.
const READ_BUFFER_BYTES: usize = 64;
/// The longest thing a browser has to say is a form with a few long texts.
const MESSAGE_BYTES_MAX: usize = 32 * 1024;

/// Why the server ends a connection.
#[derive(Clone, Copy, Debug)]
pub struct Goodbye {
    pub code: u16,
    reason: &'static str,
}

impl Goodbye {
    /// The server restarts, or the room does: come back.
    pub const RESTART: Self = Self { code: 1012, reason: "restart" };
    /// The page holds no token that we know: it should load itself anew.
    pub const RELOAD: Self = Self { code: 4401, reason: "reload" };
    /// No person taps so fast: come back, calmer.
    pub const TOO_FAST: Self = Self { code: 4408, reason: "too fast" };
    /// What was said is not the protocol: another try would say the same.
    pub const NOT_PROTOCOL: Self = Self { code: 4500, reason: "not the protocol" };
    /// The session is over and its room is gone.
    pub const OVER: Self = Self { code: 4501, reason: "over" };
    /// A presenter's link was renewed: whoever came in by the old one is out.
    pub const WITHDRAWN: Self = Self { code: 4502, reason: "link withdrawn" };
    const TEXT_ONLY: Self = Self { code: 1003, reason: "text only" };
    const NOT_UTF8: Self = Self { code: 1007, reason: "not UTF-8" };
    const TOO_LONG: Self = Self { code: 1009, reason: "too long" };
    const BROKEN: Self = Self { code: 1002, reason: "protocol error" };
    /// A message was begun and not finished.
    pub const UNFINISHED: Self = Self { code: 1008, reason: "unfinished message" };
}

/// What came of the bytes handed in.
pub enum Next {
    Text(Utf8Bytes),
    /// A sign of life that says nothing.
    Sign,
    /// All was read; the rest of a message may follow.
    Drained,
    /// The other side closed, and its close was answered.
    Closed,
    /// The other side broke the rules.
    Broken(Goodbye),
}

/// The state of one connection's protocol.
pub struct Protocol(WebSocketContext);

impl Default for Protocol {
    fn default() -> Self {
        Self::new()
    }
}

impl Protocol {
    pub fn new() -> Self {
        let config = WebSocketConfig::default()
            .read_buffer_size(READ_BUFFER_BYTES)
            .write_buffer_size(0)
            .max_message_size(Some(MESSAGE_BYTES_MAX))
            .max_frame_size(Some(MESSAGE_BYTES_MAX));
        Self(WebSocketContext::new(Role::Server, Some(config)))
    }

    /// The next thing in `input`, which is used up from the front. What the protocol itself answers is added to `out`.
    pub fn next(&mut self, input: &mut &[u8], out: &mut Vec<u8>) -> Next {
        match self.0.read(&mut Pipe { input, out }) {
            Ok(Message::Text(text)) => Next::Text(text),
            Ok(Message::Binary(_)) => Next::Broken(Goodbye::TEXT_ONLY),
            Ok(Message::Ping(_) | Message::Pong(_) | Message::Close(_) | Message::Frame(_)) => Next::Sign,
            Err(Error::Io(error)) if error.kind() == io::ErrorKind::WouldBlock => Next::Drained,
            Err(Error::ConnectionClosed) => Next::Closed,
            Err(Error::Capacity(_)) => Next::Broken(Goodbye::TOO_LONG),
            Err(Error::Utf8(_)) => Next::Broken(Goodbye::NOT_UTF8),
            Err(_) => Next::Broken(Goodbye::BROKEN),
        }
    }

    /// Puts a close in `out`. Nothing may follow it.
    pub fn close(&mut self, goodbye: Goodbye, out: &mut Vec<u8>) {
        let frame = CloseFrame { code: goodbye.code.into(), reason: Utf8Bytes::from_static(goodbye.reason) };
        // Writing to a buffer cannot fail; a second close says nothing, and that is well.
        let _ = self.0.close(&mut Pipe { input: &mut &[][..], out }, Some(frame));
    }
}

/// A stream that has only what was handed in, and takes all that is written.
struct Pipe<'a, 'b> {
    input: &'a mut &'b [u8],
    out: &'a mut Vec<u8>,
}

impl Read for Pipe<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.input.is_empty() { Err(io::ErrorKind::WouldBlock.into()) } else { self.input.read(buffer) }
    }
}

impl Write for Pipe<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Adds a text message to `out`.
pub fn put_text(text: &str, out: &mut Vec<u8>) {
    // The header alone is tungstenite's to write; the text is copied once.
    let frame = Frame::message(axum::body::Bytes::new(), OpCode::Data(Data::Text), true);
    frame.header().format(text.len() as u64, out).expect("a buffer takes all");
    out.extend_from_slice(text.as_bytes());
}

/// A text message, encoded once for all who will get it.
pub fn shared_text(text: &str) -> Arc<[u8]> {
    let mut out = Vec::with_capacity(text.len() + 4);
    put_text(text, &mut out);
    out.into()
}

/// Adds the question whether anybody is there to `out`.
pub fn put_ping(out: &mut Vec<u8>) {
    Frame::ping(axum::body::Bytes::new()).format(out).expect("a buffer takes all");
}

/// The answer to a handshake; `None` when it is none.
pub fn handshake(request: &Request<Body>) -> Option<Response<Body>> {
    create_response_with_body(request, Body::empty).ok()
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use tokio_tungstenite::tungstenite::protocol::frame::FrameHeader;

    use super::*;

    /// What one connection heard, answered and came to.
    #[derive(Debug, Default, PartialEq)]
    struct Course {
        texts: Vec<String>,
        answers: Vec<u8>,
        end: Option<String>,
    }

    fn course<'a>(chunks: impl IntoIterator<Item = &'a [u8]>) -> Course {
        let mut protocol = Protocol::new();
        let mut course = Course::default();
        for mut chunk in chunks {
            loop {
                match protocol.next(&mut chunk, &mut course.answers) {
                    Next::Text(text) => course.texts.push(text.to_string()),
                    Next::Sign => {}
                    Next::Drained => break,
                    Next::Closed => {
                        course.end = Some("closed".to_owned());
                        return course;
                    }
                    Next::Broken(goodbye) => {
                        protocol.close(goodbye, &mut course.answers);
                        course.end = Some(goodbye.reason.to_owned());
                        return course;
                    }
                }
            }
        }
        course
    }

    /// One frame as a browser may send it, and as none should.
    fn frame() -> impl Strategy<Value = Vec<u8>> {
        let payload = prop_oneof![
            4 => "[a-zé€]{0,300}".prop_map(String::into_bytes),
            1 => vec(any::<u8>(), 0..140),
            1 => Just(vec![b'x'; MESSAGE_BYTES_MAX + 1]),
        ];
        let opcode = prop_oneof![6 => Just(1_u8), 1 => Just(0), 1 => Just(2), 2 => Just(9), 1 => Just(10), 1 => Just(8), 1 => Just(3)];
        (payload, opcode, prop::bool::weighted(0.8), prop::bool::weighted(0.95), any::<[u8; 4]>()).prop_map(
            |(payload, opcode, is_final, is_masked, mask)| {
                let header = FrameHeader {
                    is_final,
                    opcode: OpCode::from(opcode),
                    mask: is_masked.then_some(mask),
                    ..FrameHeader::default()
                };
                let mut bytes = Vec::new();
                header.format(payload.len() as u64, &mut bytes).unwrap();
                let masked = payload
                    .iter()
                    .zip(mask.iter().cycle())
                    .map(|(byte, mask)| byte ^ if is_masked { *mask } else { 0 });
                bytes.extend(masked);
                bytes
            },
        )
    }

    proptest! {
        #[test]
        fn a_stream_cut_anywhere_says_the_same_as_one_that_came_whole(
            frames in vec(frame(), 1..12),
            cuts in vec(any::<prop::sample::Index>(), 0..40),
        ) {
            let stream = frames.concat();
            let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(stream.len() + 1)).collect();
            cuts.sort_unstable();
            let ends = cuts.iter().copied().chain([stream.len()]);
            let chunks: Vec<&[u8]> = ends.scan(0, |from, to| Some(&stream[std::mem::replace(from, to)..to])).collect();
            prop_assert_eq!(course(chunks), course([&stream[..]]));
        }
    }

    #[test]
    fn a_shared_text_is_the_frame_that_tungstenite_makes() {
        for length in [0, 125, 126, 65_535, 65_536] {
            let text = "x".repeat(length);
            let mut expected = Vec::new();
            Frame::message(text.clone(), OpCode::Data(Data::Text), true).format(&mut expected).unwrap();
            assert_eq!(*shared_text(&text), expected);
        }
    }
}
