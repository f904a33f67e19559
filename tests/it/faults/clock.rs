//! The clock on the wall jumps by two days, forth and back, while people vote: grace, undo, the way back from the end
//! and the order of votes are as if it had not.
//!
//! The real binary under libfaketime, which moves the wall's clock and leaves the steady one alone.

use std::path::PathBuf;
use std::time::Duration;

use serde_json::json;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::process::{self, Binary};
use crate::support::{DECK, Socket, Started, folders};

const PHONES: usize = 20;
const JUMPS: [&str; 4] = ["+2d", "-2d", "+0d", "+2d"];
/// A jump is of two days or four; nothing else moves a clock by one.
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// Well inside the three seconds of grace, also on a slow machine.
const IN_GRACE: Duration = Duration::from_millis(500);
/// Well past them.
const PAST_GRACE: Duration = Duration::from_millis(4_000);

/// Where Debian and others keep it. In CI it must be there.
fn library() -> Option<PathBuf> {
    let folders = std::fs::read_dir("/usr/lib").unwrap().filter_map(|entry| Some(entry.ok()?.path()));
    let places = folders.chain([PathBuf::from("/usr/lib")]);
    let found = places.map(|folder| folder.join("faketime/libfaketimeMT.so.1")).find(|path| path.exists());
    assert!(
        found.is_some() || std::env::var_os("CI").is_none(),
        "libfaketime is missing: install it, as tests/run does"
    );
    if found.is_none() {
        println!("libfaketime is not installed, so no clock jumped");
    }
    found
}

struct Wall {
    file: PathBuf,
}

impl Wall {
    /// Moves at once, so that nobody reads half a word.
    fn jump(&self, to: &str) {
        let new = self.file.with_extension("new");
        std::fs::write(&new, to).unwrap();
        std::fs::rename(new, &self.file).unwrap();
    }
}

async fn serve(folder: tempfile::TempDir, library: &PathBuf, wall: &Wall) -> Binary {
    let mut command = process::command(folder.path(), &[]);
    command
        .env("LD_PRELOAD", library)
        .env("FAKETIME_TIMESTAMP_FILE", &wall.file)
        .env("FAKETIME_NO_CACHE", "1")
        .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        .env("DONT_FAKE_MONOTONIC", "1");
    Binary::run(folder, command).await
}

/// What the server takes for the time, in milliseconds: it tells every phone that connects.
async fn time(binary: &Binary, session: &Started) -> i64 {
    let mut phone = binary.phone(session).await;
    phone.hear_until("mine", |_| true).await["now"].as_i64().unwrap()
}

async fn press(binary: &Binary, session: &Started, from: &str, command: &str, to: &str) {
    assert_eq!(binary.command(session, from, command).await, (200, to.to_owned()), "{command} at {from}");
}

/// Everybody changes their mind once more, and the clock jumps in the middle of it.
async fn vote_through_a_jump(sockets: Vec<Socket>, n: u32, wall: &Wall, to: &str) -> Vec<Socket> {
    let mut voting = JoinSet::new();
    for (phone, mut socket) in sockets.into_iter().enumerate() {
        voting.spawn(async move {
            sleep(Duration::from_millis(phone as u64 * 10)).await;
            let words = format!("telefoon {phone} keer {n}");
            let answer = json!({ "question": "p1", "round": 1, "n": n, "choices": ["anders"], "text": words });
            let outcome = socket.answer(answer).await;
            assert_eq!(outcome, if n == 1 { "counted" } else { "changed" });
            (phone, socket)
        });
    }
    sleep(Duration::from_millis(PHONES as u64 * 5)).await;
    wall.jump(to);
    let mut back = voting.join_all().await;
    back.sort_by_key(|(phone, _)| *phone);
    back.into_iter().map(|(_, socket)| socket).collect()
}

async fn last_words(binary: &Binary, session: &Started) -> Vec<String> {
    let results = binary.results(session).await;
    let rows = results["rows"].as_array().unwrap().iter();
    let mut words: Vec<String> = rows.filter_map(|row| Some(row["cells"]["p1"]["text"].as_str()?.to_owned())).collect();
    words.sort();
    words
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_jumps_two_days_forth_and_back_takes_nothing_away_and_ends_nothing() {
    let Some(library) = library() else { return };
    let folder = folders(DECK);
    let wall = Wall { file: folder.path().join("wall") };
    wall.jump("+0d");
    let binary = serve(folder, &library, &wall).await;
    let session = binary.begin("proef").await;
    binary.walk_to(&session, "p1.open").await;
    let mut sockets = Vec::new();
    for _ in 0..PHONES {
        sockets.push(binary.phone(&session).await);
    }
    let mut late = binary.phone(&session).await;
    let mut n = 0;
    for to in JUMPS {
        let before = time(&binary, &session).await;
        n += 1;
        sockets = vote_through_a_jump(sockets, n, &wall, to).await;
        let jumped = (time(&binary, &session).await - before).abs();
        assert!(jumped > DAY_MS, "the server's clock went only {jumped} ms when told to jump to {to}");
        assert_eq!(binary.step(&session).await, "p1.open", "{to} ended something");
    }
    for (index, [away, back]) in [["+2d", "+0d"], ["-2d", "+0d"]].into_iter().enumerate() {
        let turn = index as u32 * 2;
        // Grace: three seconds, however the wall's clock goes.
        press(&binary, &session, "p1.open", "close", "p1.closed").await;
        wall.jump(away);
        sleep(IN_GRACE).await;
        let outcome = late.vote("p1", turn + 1, "ja").await;
        assert_eq!(outcome, if turn == 0 { "counted" } else { "changed" }, "in the grace after {away}");
        sleep(PAST_GRACE).await;
        assert_eq!(late.vote("p1", turn + 2, "nee").await, "closed", "the grace is over after {away}");
        // Undo: of a close that long after, and of a reveal at once.
        press(&binary, &session, "p1.closed", "undo", "p1.open").await;
        press(&binary, &session, "p1.open", "close", "p1.closed").await;
        press(&binary, &session, "p1.closed", "reveal", "p1.revealed").await;
        wall.jump(back);
        press(&binary, &session, "p1.revealed", "undo", "p1.closed").await;
        // The way back from the end, which is sealed after ten minutes and not after two days.
        press(&binary, &session, "p1.closed", "end", "0.ended").await;
        wall.jump(away);
        sleep(IN_GRACE).await;
        press(&binary, &session, "0.ended", "resume", "p1.closed").await;
        wall.jump(back);
        press(&binary, &session, "p1.closed", "open", "p1.open").await;
    }
    let expected = {
        let mut words: Vec<String> = (0..PHONES).map(|phone| format!("telefoon {phone} keer {n}")).collect();
        words.sort();
        words
    };
    assert_eq!(last_words(&binary, &session).await, expected, "the last vote stands, whatever the clock said");
    // And a server that starts while the clock is two days behind what it wrote itself.
    let folder = binary.kill();
    wall.jump("-2d");
    let binary = serve(folder, &library, &wall).await;
    assert_eq!(binary.step(&session).await, "p1.open");
    assert_eq!(last_words(&binary, &session).await, expected);
    println!("clock: {} jumps of two days, nothing ended early, undone late or lost", JUMPS.len() + 9);
}
