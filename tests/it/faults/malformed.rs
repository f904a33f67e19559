//! Bytes that no browser sends: each ends its own connection, with the code that says why, and nobody else's.
//!
//! Raw bytes to the real binary. Knows the protocol of RFC 6455 and nothing of who speaks it inside.

use std::time::{Duration, Instant};

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::crash::rounds;
use crate::frames::{TEXT, frame, shake_hands};
use crate::process::Binary;
use crate::support::{DECK, PATIENCE, Site, Socket, Started, folders};

/// How often the whole corpus is sent, all of it at once, when nobody asks for more with `PEIL_ROUNDS`.
const ROUNDS: usize = 8;
/// What all connections together may leave behind: buffers that the allocator keeps, and no more.
const GROWTH_KIB_MAX: u64 = 24 * 1024;
/// A vote of somebody who behaves comes back within this time, also while all this goes on in a debug build.
const VOTE_WITHIN: Duration = Duration::from_secs(2);
/// What is answered by silence is still silent after this.
const QUIET: Duration = Duration::from_millis(1_500);

const BINARY: u8 = 0x82;
const CLOSE: u8 = 0x88;
const PING: u8 = 0x89;

/// The beginning of a frame that says it will be so long.
fn promise(head: u8, length: u64) -> Vec<u8> {
    [&[head, 0x80 | 127][..], &length.to_be_bytes(), &[0; 4], b"and then nothing"].concat()
}

fn text(words: &str) -> Vec<u8> {
    frame(TEXT, words.as_bytes())
}

/// How the connection must end.
#[derive(Clone, Copy, Debug)]
enum End {
    /// With exactly this code.
    Closed(u16),
    /// Not at all, or as when it is closed: harmless, and nothing is promised.
    Either,
}

/// What an empty close stands for.
const NO_CODE: u16 = 1005;

const DONE: End = End::Closed(1000);
const PROTOCOL: End = End::Closed(1002);
const NO_TEXT: End = End::Closed(1003);
const NOT_UTF8: End = End::Closed(1007);
const TOO_LONG: End = End::Closed(1009);
/// Well framed, and not our language: coming back with it does not help.
const FOREIGN: End = End::Closed(4500);

struct Case {
    name: &'static str,
    bytes: Vec<u8>,
    end: End,
}

fn corpus() -> Vec<Case> {
    let case = |name, bytes, end| Case { name, bytes, end };
    let unmasked = |words: &[u8]| [&[TEXT, words.len() as u8][..], words].concat();
    let close = |code: u16, reason: &[u8]| frame(CLOSE, &[&code.to_be_bytes()[..], reason].concat());
    let piece = |head: u8| frame(head, b"{\"type\":\"ping\",");
    let endless = [frame(0x01, b"{"), frame(0x00, &[b' '; 1_000]).repeat(100)].concat();
    vec![
        case("reserved bit 1", frame(TEXT | 0x40, b"{}"), PROTOCOL),
        case("reserved bit 2", frame(TEXT | 0x20, b"{}"), PROTOCOL),
        case("reserved bit 3", frame(TEXT | 0x10, b"{}"), PROTOCOL),
        case("reserved data opcode", frame(0x83, b"{}"), PROTOCOL),
        case("reserved control opcode", frame(0x8b, b"{}"), PROTOCOL),
        case("not masked", unmasked(br#"{"type":"ping","id":1}"#), PROTOCOL),
        case("a rest without a beginning", piece(0x80), PROTOCOL),
        case("a beginning inside a message", [piece(0x01), piece(0x01)].concat(), PROTOCOL),
        case("pieces without end", endless, TOO_LONG),
        case("16 MB promised", promise(TEXT, 16 << 20), TOO_LONG),
        case("16 MB promised in pieces", promise(0x01, 16 << 20), TOO_LONG),
        case("2^62 promised", promise(TEXT, 1 << 62), TOO_LONG),
        case("2^64 promised", promise(TEXT, u64::MAX), TOO_LONG),
        case("64 KiB sent", text(&"x".repeat(64 << 10)), TOO_LONG),
        case("a long ping", frame(PING, &[b'x'; 126]), PROTOCOL),
        case("a ping in pieces", frame(0x09, b"x"), PROTOCOL),
        case("not UTF-8", frame(TEXT, b"{\"type\":\"\xff\xfe\"}"), NOT_UTF8),
        case("half a letter", frame(TEXT, b"{\"type\":\"\xe2\x82"), NOT_UTF8),
        case("surrogates as UTF-8", frame(TEXT, b"\"\xed\xa0\x80\""), NOT_UTF8),
        case("half a letter in pieces", [frame(0x01, b"\"\xe2\x82"), frame(0x80, b"\"")].concat(), NOT_UTF8),
        case("binary", frame(BINARY, b"{}"), NO_TEXT),
        case("deep lists", text(&"[".repeat(2_000)), FOREIGN),
        case("deep objects", text(&"{\"a\":".repeat(400)), FOREIGN),
        case(
            "deep lists in an answer",
            text(&format!(r#"{{"type":"answer","choices":{}"#, "[".repeat(1_500))),
            FOREIGN,
        ),
        case("a number without end", text(&format!(r#"{{"type":"ping","id":{}}}"#, "9".repeat(1_500))), FOREIGN),
        case("a huge power", text(r#"{"type":"ping","id":1e999999999}"#), FOREIGN),
        case("a negative number", text(r#"{"type":"ping","id":-1}"#), FOREIGN),
        case("a fraction", text(r#"{"type":"ping","id":1.5}"#), FOREIGN),
        case("no number", text(r#"{"type":"ping","id":NaN}"#), FOREIGN),
        case("the same key twice", text(r#"{"type":"ping","id":1,"id":2}"#), FOREIGN),
        case("an unknown type", text(r#"{"type":"🦀"}"#), FOREIGN),
        case("nothing", text(""), FOREIGN),
        case("zeros", text("\0\0\0\0"), FOREIGN),
        case("half an object", text(r#"{"type":"answer","question":"p1""#), FOREIGN),
        case("half an escape", text(r#"{"type":"\ud800"}"#), FOREIGN),
        case("a close without code", frame(CLOSE, b""), End::Closed(NO_CODE)),
        case("a close of one byte", frame(CLOSE, b"x"), PROTOCOL),
        case("a close with code 0", close(0, b""), PROTOCOL),
        case("a close with code 1005", close(1005, b""), PROTOCOL),
        case("a close with code 1006", close(1006, b""), PROTOCOL),
        case("a close with code 65535", close(65_535, b""), PROTOCOL),
        case("a close that is not UTF-8", close(1000, b"\xff\xff"), NOT_UTF8),
        case("a close and then more", [close(1000, b""), text(r#"{"type":"ping","id":1}"#)].concat(), DONE),
        case("a flood of pings", frame(PING, b"x").repeat(5_000), End::Either),
        case("a flood of words", text(r#"{"type":"ping","id":1}"#).repeat(2_000), End::Either),
        case(
            "an answer to nothing",
            text(r#"{"type":"answer","question":"weg","round":1,"n":1,"choices":["ja"]}"#),
            End::Either,
        ),
        case(
            "a foreign key",
            text(r#"{"type":"answer","question":"../../etc","round":1,"n":1,"choices":["ja"]}"#),
            End::Either,
        ),
        case(
            "a presenter's command",
            text(r#"{"type":"command","id":1,"command":"next","from":"p1.open"}"#),
            End::Either,
        ),
        case("a second hello", text(r#"{"type":"hello","token":"x","language":"nl"}"#), End::Either),
        case("half a frame", vec![TEXT], End::Either),
    ]
}

/// A phone's connection after its handshake, as bytes.
struct Raw {
    stream: TcpStream,
}

impl Raw {
    async fn open(site: &Site, session: &Started, token: Option<&str>) -> Self {
        let mut stream = shake_hands(site, session).await;
        if let Some(token) = token {
            let hello = json!({ "type": "hello", "token": token, "language": "nl" });
            stream.write_all(&text(&hello.to_string())).await.unwrap();
        }
        Self { stream }
    }

    /// Sends it all; a server that has heard enough may close before the end.
    async fn send(&mut self, bytes: &[u8]) {
        let _ = self.stream.write_all(bytes).await;
    }

    /// Reads frames until one closes; its code. `None` when the connection ends without.
    async fn end(&mut self) -> Option<u16> {
        loop {
            let head = self.stream.read_u16().await.ok()?;
            let length = match head & 0x7f {
                126 => u64::from(self.stream.read_u16().await.ok()?),
                127 => self.stream.read_u64().await.ok()?,
                short => u64::from(short),
            };
            let mut payload = vec![0; usize::try_from(length).unwrap()];
            self.stream.read_exact(&mut payload).await.ok()?;
            if (head >> 8) as u8 & 0x0f == 0x8 {
                return Some(payload.first_chunk::<2>().map_or(NO_CODE, |code| u16::from_be_bytes(*code)));
            }
        }
    }
}

async fn check(case: Case, mut raw: Raw) {
    raw.send(&case.bytes).await;
    match case.end {
        End::Closed(code) => {
            let end = timeout(PATIENCE, raw.end()).await.unwrap_or_else(|_| panic!("{}: still open", case.name));
            assert_eq!(end, Some(code), "{}", case.name);
        }
        // Kept open for a while: what it holds is held together with all others.
        End::Either => {
            let _ = timeout(QUIET, raw.end()).await;
        }
    }
}

fn resident_kib(binary: &Binary) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", binary.id())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_ascii_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Sends the corpus, every case on a connection of its own, all at once.
async fn storm(binary: &Binary, session: &Started, token: &str) -> usize {
    let mut checks = JoinSet::new();
    for (index, case) in corpus().into_iter().enumerate() {
        // Every third before it has said who it is.
        let token = (index % 3 > 0 || matches!(case.end, End::Either)).then_some(token);
        let raw = Raw::open(binary, session, token).await;
        checks.spawn(check(case, raw));
    }
    let sent = checks.len();
    while let Some(checked) = checks.join_next().await {
        checked.unwrap();
    }
    sent
}

/// Somebody who behaves changes their mind until the storm is over; the longest wait.
async fn vote_through(mut witness: Socket, mut over: tokio::sync::oneshot::Receiver<()>) -> (Duration, u32) {
    let (mut longest, mut n) = (Duration::ZERO, 1);
    while over.try_recv().is_err() {
        let begun = Instant::now();
        let outcome = witness.vote("p1", n, ["ja", "nee"][n as usize % 2]).await;
        longest = longest.max(begun.elapsed());
        match outcome.as_str() {
            "counted" | "changed" => n += 1,
            // Who changes their mind so often is slowed.
            "busy" => {}
            other => panic!("somebody who behaves is told {other}"),
        }
        // As fast as a socket may talk for long.
        tokio::time::sleep(Duration::from_millis(150)).await;
    }
    (longest, n - 1)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bytes_that_no_browser_sends_end_their_own_connection_and_harm_nobody() {
    let binary = Binary::start(folders(DECK)).await;
    let session = binary.begin("proef").await;
    binary.walk_to(&session, "p1.open").await;
    let token = binary.token(&session).await;
    let (done, over) = tokio::sync::oneshot::channel();
    let witness = tokio::spawn(vote_through(binary.phone(&session).await, over));
    // The first round fills buffers that stay.
    storm(&binary, &session, &token).await;
    let before = resident_kib(&binary);
    let mut sent = 0;
    for _ in 0..rounds(ROUNDS) {
        sent += storm(&binary, &session, &token).await;
    }
    let after = resident_kib(&binary);
    done.send(()).unwrap();
    let (longest, votes) = witness.await.unwrap();
    println!(
        "{sent} bad connections: memory {before} → {after} KiB, {votes} votes meanwhile, the longest in {longest:?}"
    );
    assert!(after <= before + GROWTH_KIB_MAX, "memory grew from {before} to {after} KiB");
    assert!(longest < VOTE_WITHIN, "somebody who behaves waited {longest:?}");
    assert!(!binary.log().contains("panicked"), "{}", binary.log());
    assert_eq!(binary.step(&session).await, "p1.open", "a phone steered the room");
    // Only the witness voted.
    let results = binary.results(&session).await;
    assert_eq!(results["questions"][0]["answered"], 1, "{results}");
}
