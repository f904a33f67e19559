//! When open files run out: phones that are in go on voting, journals are opened still, newcomers are told to come back,
//! nothing spins, and it heals by itself.
//!
//! Only on Linux, where a process says what it uses.

#![cfg(target_os = "linux")]

use std::time::{Duration, Instant};

use rustix::process::{Resource, Rlimit, getrlimit, prlimit};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::process::{self, Binary};
use crate::support::{DECK, PATIENCE, Socket, folders};

/// Few enough to run out of with a test, many enough for a server.
const FILES: u64 = 400;
/// A third of them is for journals, a sixth for saying goodbye.
const PHONES_MAX: u64 = FILES - FILES / 3 - 64;
const PHONES: usize = 20;

fn open_files(binary: &Binary) -> u64 {
    std::fs::read_dir(format!("/proc/{}/fd", binary.pid().as_raw_nonzero())).unwrap().count() as u64
}

/// Seconds of processor time so far.
fn worked(binary: &Binary) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", binary.pid().as_raw_nonzero())).unwrap();
    let after_name = stat.rsplit_once(')').unwrap().1;
    let ticks = after_name.split_ascii_whitespace().skip(11).take(2).map(|ticks| ticks.parse::<f64>().unwrap());
    // The kernel counts in hundredths for everybody.
    ticks.sum::<f64>() / 100.0
}

async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let begun = Instant::now();
    while !is_so().await {
        assert!(begun.elapsed() < PATIENCE, "never: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Files that the server has open and processor time it takes while nothing is asked of it.
async fn at_rest(binary: &Binary) -> (u64, f64) {
    let before = worked(binary);
    tokio::time::sleep(Duration::from_secs(1)).await;
    (open_files(binary), worked(binary) - before)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_files_run_out_votes_go_on_journals_open_and_newcomers_come_back_later() {
    let folder = folders(DECK);
    let limit = format!("ulimit -n {FILES} && exec \"$0\"");
    let command = process::command(folder.path(), &["sh", "-c", &limit]);
    let binary = Binary::run(folder, command).await;
    assert!(binary.said().contains(&format!("leaves room for {PHONES_MAX} phones")), "{}", binary.said());
    let session = binary.begin("proef").await;
    binary.walk_to(&session, "p1.open").await;
    let mut phones = Vec::new();
    for _ in 0..PHONES {
        phones.push(binary.phone(&session).await);
    }
    let page = format!("/{}", session.code);
    let live = format!("{page}/live");
    let mut crowd = Vec::new();
    let refused = loop {
        match Socket::open(binary.address, &live, "").await {
            Ok(socket) => crowd.push(socket),
            Err(status) => break status,
        }
        assert!(crowd.len() < FILES as usize, "nobody is ever refused");
    };
    assert_eq!(refused, 503);
    assert!(open_files(&binary).abs_diff(PHONES_MAX) < 10, "{}", open_files(&binary));
    let answer = binary.http.get(binary.url(&page)).send().await.unwrap();
    assert_eq!(answer.status(), 503);
    assert!(answer.headers().contains_key("retry-after"));
    // Presenters come in, and a journal is opened.
    let other = binary.begin("proef").await;
    binary.control(&other).await.state_at("0").await;
    assert!(binary.get("/metrics").await.text().await.unwrap().contains("peil_refused_total{by=\"files\"} 2"));

    // More silent ones than there are files at all. The server takes some, and lets the rest wait.
    let mut silent = Vec::new();
    for _ in 0..FILES {
        silent.push(TcpStream::connect(binary.address).await.unwrap());
    }
    let (files, work) = at_rest(&binary).await;
    println!("with {FILES} more at the door: {files} of {FILES} files open, {work:.2} s of work in a second");
    assert!(files < FILES - FILES / 3 + 10, "journals have no files left: {files}");
    assert!(work < 0.1, "it spins: {work} s");
    for phone in &mut phones {
        assert_eq!(phone.vote("p1", 1, "ja").await, "counted");
    }
    drop((silent, crowd));
    until("somebody new comes in", async || {
        binary.http.get(binary.url(&page)).send().await.is_ok_and(|answer| answer.status() == 200)
    })
    .await;
    assert_eq!(binary.phone(&session).await.vote("p1", 1, "nee").await, "counted");
    let results = binary.results(&session).await;
    assert_eq!(results["questions"][0]["answered"], PHONES as u64 + 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_the_system_gives_no_file_at_all_nothing_spins_and_whoever_waited_is_served() {
    let binary = Binary::start(folders(DECK)).await;
    let session = binary.begin("proef").await;
    binary.walk_to(&session, "p1.open").await;
    let mut phone = binary.phone(&session).await;
    phone.state_at("p1.open").await;
    // Fewer than are open by now: the next one is refused, whoever asks.
    let few = Rlimit { current: Some(open_files(&binary) / 2), maximum: getrlimit(Resource::Nofile).maximum };
    let before = prlimit(Some(binary.pid()), Resource::Nofile, few).unwrap();
    let waiting = {
        let (http, url) = (reqwest::Client::new(), binary.url(&format!("/{}", session.code)));
        tokio::spawn(async move { http.get(url).send().await.unwrap().status() })
    };
    let (_, work) = at_rest(&binary).await;
    println!("without a file: {work:.2} s of work in a second");
    assert!(work < 0.1, "it spins: {work} s");
    assert!(!waiting.is_finished());
    assert_eq!(phone.vote("p1", 1, "ja").await, "counted");
    prlimit(Some(binary.pid()), Resource::Nofile, before).unwrap();
    assert_eq!(timeout(PATIENCE, waiting).await.expect("in time").unwrap(), 200);
    let log = binary.log();
    let times = |words: &str| log.lines().filter(|line| line.contains(words)).count();
    assert_eq!((times("no connection can be taken"), times("connections are taken again")), (1, 1), "{log}");
}
