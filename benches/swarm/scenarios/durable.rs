//! What it costs in time that a vote is on disk before its phone is told: against one fsync, and against a commit for
//! every vote, both measured on the same disk in the same run; and fifty rooms at once against one.

use std::fs::File;
use std::io::Write;
use std::time::{Duration, Instant};

use futures_util::future::try_join_all;
use rusqlite::Connection;

use crate::report::{Limit, Report, percentile, spread};
use crate::server::{Kind, Server, folder};
use crate::stage::{Room, Stage};

const PHONES: usize = 5_000;
const RATE: f64 = 5_000.0;
const SPAN: Duration = Duration::from_secs(6);
/// How long the disk is measured, twice.
const DISK: Duration = Duration::from_secs(2);
/// How long every phone votes as often as it can.
const PUMP: Duration = Duration::from_secs(4);
const ROOMS: usize = 50;
/// One page of a journal.
const PAGE_BYTES: usize = 4 * 1024;
const FSYNCS: f64 = 3.0;
const COMMITS: f64 = 100.0;
const ROOMS_FACTOR: f64 = 3.0;

pub async fn play(report: &mut Report) -> anyhow::Result<()> {
    let fsyncs = tokio::task::spawn_blocking(fsyncs).await??;
    let commits = tokio::task::spawn_blocking(commits).await??;
    let fsync = percentile(&fsyncs, 0.99);
    report.figure("one fsync of 4 KiB, p99", fsync, "ms", Limit::None, spread(&fsyncs));
    report.figure("a commit per vote", commits, "/s", Limit::None, "SQLite, WAL, FULL");

    let mut stage = Stage::set_open(Kind::Binary, PHONES).await?;
    let since = Instant::now();
    stage.room.vote(PHONES, 0, RATE, SPAN).await?;
    let latencies = stage.room.latencies(since);
    let p99 = percentile(&latencies, 0.99);
    let note = format!("{} at {RATE} votes a second", spread(&latencies));
    report.figure("vote to reply, p99, × one fsync", p99 / fsync, "", Limit::AtMost(FSYNCS), note);
    let one = Room::pump(&[&stage.room], 0, PUMP).await? as f64 / PUMP.as_secs_f64();
    let note = format!("{one:.0} votes a second on disk, {PHONES} phones voting as often as they can");
    report.figure("votes, × a commit per vote", one / commits, "", Limit::AtLeast(COMMITS), note);
    drop(stage);

    let server = Server::start(Kind::Binary).await?;
    let rooms = try_join_all((0..ROOMS).map(|_| async {
        let mut room = Room::begin(&server).await?;
        server.open(&room.session, 0).await?;
        // A few at a time: fifty rooms fill at once.
        for _ in 0..PHONES / ROOMS / 4 {
            room.fill(4).await?;
        }
        anyhow::Ok(room)
    }))
    .await?;
    let rooms: Vec<&Room> = rooms.iter().collect();
    let many = Room::pump(&rooms, 0, PUMP).await? as f64 / PUMP.as_secs_f64();
    let note = format!("{many:.0} votes a second in all, {} phones a room", PHONES / ROOMS);
    report.figure(&format!("one room, × {ROOMS} rooms at once"), one / many, "", Limit::AtMost(ROOMS_FACTOR), note);
    Ok(())
}

/// How long writing one page and having it on disk takes, in milliseconds.
fn fsyncs() -> anyhow::Result<Vec<f64>> {
    let folder = folder()?;
    let mut file = File::create(folder.path().join("page"))?;
    let since = Instant::now();
    let mut took = Vec::new();
    while since.elapsed() < DISK {
        let start = Instant::now();
        file.write_all(&[7; PAGE_BYTES])?;
        file.sync_data()?;
        took.push(start.elapsed().as_secs_f64() * 1_000.0);
    }
    Ok(took)
}

/// Votes a second when each is a transaction of its own.
fn commits() -> anyhow::Result<f64> {
    let folder = folder()?;
    let connection = Connection::open(folder.path().join("votes"))?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection
        .execute_batch("CREATE TABLE vote (seq INTEGER PRIMARY KEY, voter BLOB, n INTEGER, choices TEXT) STRICT")?;
    let mut insert = connection.prepare("INSERT INTO vote (voter, n, choices) VALUES (?1, ?2, '[\"ja\"]')")?;
    let since = Instant::now();
    let mut votes = 0_u32;
    while since.elapsed() < DISK {
        votes += 1;
        insert.execute((votes.to_le_bytes().repeat(4), votes))?;
    }
    Ok(f64::from(votes) / since.elapsed().as_secs_f64())
}
