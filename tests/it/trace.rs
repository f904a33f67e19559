//! Acknowledged means on disk, seen from the kernel: between reading a vote and answering it, a sync succeeded.
//!
//! Runs the real binary under strace and reads what it did; a ping, which stores nothing, is the control.

use std::process::Command;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::frames::{TEXT, frame, shake_hands};
use crate::process::{self, Binary};
use crate::support::{DECK, PATIENCE, Site, Started, folders};

const CALLS: &str = "trace=fsync,fdatasync,recvfrom,read,readv,recvmsg,sendto,write,writev,sendmsg";
/// Signs of each message that strace writes down: more than the longest we look for.
const SHOWN: &str = "400";

/// A phone whose messages can be read in a trace: it masks with zeros, as a client may.
struct PlainPhone {
    stream: TcpStream,
    heard: Vec<u8>,
}

impl PlainPhone {
    async fn open(site: &Site, session: &Started) -> Self {
        let token = site.token(session).await;
        let mut phone = Self { stream: shake_hands(site, session).await, heard: Vec::new() };
        phone.say(&json!({ "type": "hello", "token": token, "language": "nl" })).await;
        phone.until(r#""type":"mine""#).await;
        phone
    }

    async fn say(&mut self, message: &Value) {
        self.stream.write_all(&frame(TEXT, message.to_string().as_bytes())).await.unwrap();
    }

    /// Reads until this was said. What a server sends is not masked.
    async fn until(&mut self, words: &str) {
        while !String::from_utf8_lossy(&self.heard).contains(words) {
            let mut bytes = [0; 4096];
            let read = timeout(PATIENCE, self.stream.read(&mut bytes)).await.expect("an answer in time").unwrap();
            assert!(read > 0, "the connection ended before {words}");
            self.heard.extend(&bytes[..read]);
        }
    }
}

/// How many syncs began after the line that holds `from` and had succeeded before the one that holds `to`.
fn syncs_between(trace: &[&str], from: &str, to: &str) -> usize {
    let line = |words: &str| trace.iter().position(|line| line.contains(words));
    let (Some(from), Some(to)) = (line(from), line(to)) else { panic!("{from} or {to} is not in the trace") };
    let mut under_way: Vec<&str> = Vec::new();
    let mut done = 0;
    for line in trace.get(from + 1..to).unwrap_or_default() {
        let thread = line.split_ascii_whitespace().next().unwrap_or_default();
        let is_call = line.contains("fsync(") || line.contains("fdatasync(");
        let is_rest = line.contains("fsync resumed>") || line.contains("fdatasync resumed>");
        if is_call && line.contains("<unfinished") {
            under_way.push(thread);
        } else if (is_call || is_rest && under_way.contains(&thread)) && line.trim_end().ends_with("= 0") {
            done += 1;
        }
    }
    done
}

#[test]
fn a_sync_is_found_only_when_it_began_after_the_vote_and_succeeded_before_the_reply() {
    let check = |lines: &[&str], expected: usize| {
        let whole: Vec<&str> = [&["1 0 read(\"vote\") = 4"], lines, &["1 0 write(\"reply\") = 5"]].concat();
        assert_eq!(syncs_between(&whole, "vote", "reply"), expected, "{lines:?}");
    };
    check(&["2 0 fdatasync(9) = 0"], 1);
    check(&["2 0 fsync(9 <unfinished ...>", "2 0 <... fsync resumed>) = 0"], 1);
    check(&[], 0);
    check(&["2 0 fdatasync(9) = -1 EIO (Input/output error)"], 0);
    check(&["2 0 fsync(9 <unfinished ...>"], 0);
    check(&["2 0 <... fsync resumed>) = 0"], 0);
    assert_eq!(syncs_between(&["fsync(9) = 0", "vote", "reply", "fsync(9) = 0"], "vote", "reply"), 0);
}

#[tokio::test]
async fn between_reading_a_vote_and_answering_it_the_kernel_has_synced_it() {
    if Command::new("strace").arg("-V").output().is_err() {
        assert!(std::env::var_os("CI").is_none(), "strace is missing: install it, as tests/run does");
        println!("strace is not installed, so nothing was traced");
        return;
    }
    let folder = folders(DECK);
    let file = folder.path().join("trace");
    let through = ["strace", "-D", "-f", "-tt", "-s", SHOWN, "-e", CALLS, "-o", file.to_str().unwrap()];
    let command = process::command(folder.path(), &through);
    let binary = Binary::run(folder, command).await;
    let session = binary.begin("proef").await;
    binary.walk_to(&session, "p1.open").await;
    let mut phone = PlainPhone::open(&binary, &session).await;
    phone.say(&json!({ "type": "ping", "id": 731 })).await;
    phone.until(r#"{"type":"pong","id":731}"#).await;
    // A vote, changes of mind, and one with words of its own.
    const VOTES: u32 = 5;
    for n in 1..=VOTES {
        let own = n == VOTES;
        let choice = if own { "anders" } else { ["ja", "nee"][n as usize % 2] };
        let text = own.then_some("via mijn vakbond");
        let vote = json!({ "type": "answer", "question": "p1", "round": 1, "n": n, "choices": [choice], "text": text });
        phone.say(&vote).await;
        phone.until(&format!(r#"{{"type":"outcome","question":"p1","n":{n},"#)).await;
    }
    let trace_file = binary.folder().join("trace");
    let trace = std::fs::read_to_string(trace_file).unwrap().replace("\\\"", "\"");
    let trace: Vec<&str> = trace.lines().collect();
    assert_eq!(syncs_between(&trace, r#""type":"ping""#, r#""type":"pong""#), 0, "a ping stores nothing");
    for n in 1..=VOTES {
        // serde_json writes keys in order of the alphabet.
        let vote = format!(r#""n":{n},"question":"p1","round":1"#);
        let reply = format!(r#"{{"type":"outcome","question":"p1","n":{n},"outcome":"c"#);
        let syncs = syncs_between(&trace, &vote, &reply);
        assert!(syncs >= 1, "vote {n} was answered without a sync:\n{}", trace.join("\n"));
    }
}
