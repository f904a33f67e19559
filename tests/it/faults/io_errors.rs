//! Every write and every sync of a small session fails once, one at a time: nothing that was acknowledged is lost, no
//! vote counts twice, and the room goes on.
//!
//! strace is attached to the running server and makes the n-th call on the session's files fail with an I/O error.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;
use tokio::time::sleep;

use crate::process::Binary;
use crate::support::{DECK, PATIENCE, Site, Socket, Started, folders};

/// Everything by which a journal writes.
const CALLS: [&str; 5] = ["pwrite64", "write", "fsync", "fdatasync", "ftruncate"];
const PHONES: usize = 5;
/// Faults planted when nobody asks for all of them with `PEIL_ROUNDS=all`.
const SAMPLE: usize = 6;
/// After a refusal the same is asked again.
const AGAIN_AFTER: Duration = Duration::from_millis(20);
const LOOK_EVERY: Duration = Duration::from_millis(2);

/// strace at work on a server, looking at the files of one session.
struct Tracer {
    child: Child,
    log: PathBuf,
}

impl Tracer {
    async fn attach(binary: &Binary, session: &Started, inject: Option<&str>) -> Self {
        let folder = std::fs::canonicalize(binary.folder()).unwrap();
        let (log, said) = (folder.join("trace"), folder.join("strace"));
        let mut command = Command::new("strace");
        command.args(["-f", "-p", &binary.id().to_string(), "-e", &format!("trace={}", CALLS.join(","))]);
        command.arg("-o").arg(&log).stdin(Stdio::null()).stdout(Stdio::null());
        command.stderr(std::fs::File::create(&said).unwrap());
        for end in ["sqlite", "sqlite-wal", "sqlite-shm"] {
            command.arg("-P").arg(folder.join(format!("data/sessions/{}.{end}", session.id)));
        }
        if let Some(inject) = inject {
            command.args(["-e", inject]);
        }
        let tracer = Self { child: command.spawn().unwrap(), log };
        let threads = std::fs::read_dir(format!("/proc/{}/task", binary.id())).unwrap().count();
        let begun = Instant::now();
        while std::fs::read_to_string(&said).unwrap().matches("attached").count() < threads.min(1) {
            assert!(begun.elapsed() < PATIENCE, "strace does not attach");
            sleep(LOOK_EVERY).await;
        }
        tracer
    }

    /// Lets the server go and gives back what was seen.
    fn detach(mut self) -> String {
        kill_process(Pid::from_child(&self.child), Signal::INT).unwrap();
        self.child.wait().unwrap();
        std::fs::read_to_string(&self.log).unwrap()
    }
}

impl Drop for Tracer {
    fn drop(&mut self) {
        // An error means that it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Why this machine cannot trace a server that runs, if so.
fn missing() -> Option<&'static str> {
    if Command::new("strace").arg("-V").output().is_err() {
        return Some("strace is not installed");
    }
    // Many kernels let only root attach to what it did not start itself.
    let scope = std::fs::read_to_string("/proc/sys/kernel/yama/ptrace_scope").unwrap_or_default();
    let is_free = matches!(scope.trim(), "" | "0") || rustix::process::geteuid().is_root();
    (!is_free).then_some("strace may attach to a server only as root here")
}

/// Whether this machine can trace; in CI it must.
fn can_trace() -> bool {
    let missing = missing();
    assert!(missing.is_none() || std::env::var_os("CI").is_none(), "no fault can be planted: {missing:?}");
    if let Some(missing) = missing {
        println!("nothing was tested: {missing}");
    }
    missing.is_none()
}

/// Presses until the session is there: a fault may refuse a step, or store it and say that it did not.
async fn insist(site: &Site, session: &Started, wanted: &str) {
    let begun = Instant::now();
    loop {
        let step = site.step(session).await;
        if step == wanted {
            return;
        }
        site.command(session, &step, "next").await;
        assert!(begun.elapsed() < PATIENCE, "{wanted} is not reached from {step}");
    }
}

/// Votes until it is stored; how often it was refused before.
async fn vote(socket: &mut Socket, phone: usize) -> usize {
    let mut refused = 0;
    loop {
        let vote = json!({ "question": "p1", "round": 1, "n": 1, "choices": ["anders"], "text": words(phone) });
        match socket.answer(vote).await.as_str() {
            "counted" => return refused,
            "busy" | "storage_full" => refused += 1,
            other => panic!("phone {phone} was told {other}"),
        }
        assert!(refused < 1_000, "phone {phone} is refused for ever");
        sleep(AGAIN_AFTER).await;
    }
}

fn words(phone: usize) -> String {
    format!("telefoon {phone}")
}

/// The main scenario: a question is opened, everybody votes, it is closed and shown. True if anybody was refused.
async fn play(site: &Site, session: &Started, phones: &mut [Socket]) -> bool {
    let mut refused = 0;
    insist(site, session, "p1.open").await;
    for (number, phone) in phones.iter_mut().enumerate() {
        refused += vote(phone, number).await;
        // What was acknowledged is seen at once by whoever asks.
        let stored = stored(site, session).await;
        assert!(stored.contains(&words(number)), "acknowledged and lost: {} of {stored:?}", words(number));
    }
    insist(site, session, "p1.revealed").await;
    refused > 0
}

async fn stored(site: &Site, session: &Started) -> Vec<String> {
    let results = site.results(session).await;
    let rows = results["rows"].as_array().unwrap_or_else(|| panic!("no results: {results}"));
    let words = rows.iter().filter_map(|row| Some(row["cells"]["p1"]["text"].as_str()?.to_owned()));
    let mut words: Vec<String> = words.collect();
    words.sort();
    words
}

async fn seats(site: &Site, session: &Started) -> Vec<Socket> {
    let mut sockets = Vec::new();
    for _ in 0..PHONES {
        sockets.push(site.phone(session).await);
    }
    sockets
}

/// How often each call is made in the scenario.
async fn counted(binary: &Binary) -> Vec<(&'static str, usize)> {
    let session = binary.begin("proef").await;
    let mut phones = seats(binary, &session).await;
    let tracer = Tracer::attach(binary, &session, None).await;
    play(binary, &session, &mut phones).await;
    let trace = tracer.detach();
    CALLS.map(|call| (call, trace.lines().filter(|line| line.contains(&format!(" {call}("))).count())).to_vec()
}

/// What one planted fault did.
#[derive(Default)]
struct Tally {
    planted: usize,
    struck: usize,
    refused: usize,
}

async fn plant(binary: &Binary, call: &str, n: usize, tally: &mut Tally) {
    let session = binary.begin("proef").await;
    let mut phones = seats(binary, &session).await;
    let inject = format!("inject={call}:error=EIO:when={n}");
    let tracer = Tracer::attach(binary, &session, Some(&inject)).await;
    let refused = play(binary, &session, &mut phones).await;
    let struck = tracer.detach().contains("(INJECTED)");
    tally.planted += 1;
    tally.struck += usize::from(struck);
    tally.refused += usize::from(refused);
    let expected: Vec<String> = (0..PHONES).map(words).collect();
    assert_eq!(stored(binary, &session).await, expected, "after {call} {n}");
    // It goes on: another question, by the same sockets.
    insist(binary, &session, "p2.open").await;
    for phone in &mut phones {
        assert_eq!(phone.vote("p2", 1, "1").await, "counted", "after {call} {n}");
    }
    assert_eq!(on_disk(binary.folder(), &session), PHONES * 2, "after {call} {n}");
}

/// The votes that the session's file itself holds.
fn on_disk(folder: &Path, session: &Started) -> usize {
    let file = rusqlite::Connection::open(folder.join(format!("data/sessions/{}.sqlite", session.id))).unwrap();
    let votes = "SELECT count(*) FROM fact WHERE kind = 'answered'";
    file.query_row(votes, [], |row| row.get::<_, i64>(0)).unwrap() as usize
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn any_one_write_or_sync_may_fail_and_no_vote_is_lost_or_counted_twice_and_the_room_goes_on() {
    if !can_trace() {
        return;
    }
    let binary = Binary::start(folders(DECK)).await;
    let calls = counted(&binary).await;
    println!("calls in the scenario: {calls:?}");
    let faults: Vec<(&str, usize)> =
        calls.into_iter().flat_map(|(call, count)| (1..=count).map(move |n| (call, n))).collect();
    assert!(faults.len() > 20, "so few writes are no session: {faults:?}");
    let every =
        if std::env::var("PEIL_ROUNDS").is_ok_and(|rounds| rounds == "all") { 1 } else { faults.len() / SAMPLE };
    let mut tally = Tally::default();
    for (call, n) in faults.into_iter().step_by(every.max(1)) {
        plant(&binary, call, n, &mut tally).await;
    }
    let Tally { planted, struck, refused } = tally;
    println!("{planted} I/O errors planted, {struck} struck, {refused} made a vote wait: 0 lost, 0 doubled");
    assert!(struck * 10 >= planted * 8, "only {struck} of {planted} faults were met");
}
