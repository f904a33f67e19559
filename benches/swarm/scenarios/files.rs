//! What an organiser takes along of a full hall that has answered ten questions, while phones in that same hall vote: how long each file takes, what memory it takes,
//! and what those who vote meanwhile notice of it. From a session that still runs and from a sealed one.

use std::time::{Duration, Instant};

use anyhow::ensure;
use tokio::time::sleep;

use crate::hall;
use crate::report::{Limit, Report, percentile, spread};
use crate::server::{Kind, Server, folder};
use crate::stage::Room;

/// Who vote meanwhile, and how many votes a second they give.
const PHONES: usize = 300;
const RATE: f64 = 200.0;
/// An organiser waits this long for a file, and no longer.
const FILE_S: f64 = 10.0;
const MEMORY_MIB: f64 = 300.0;
const VOTE_MS: f64 = 500.0;
/// Longer than all the files take.
const VOTING: Duration = Duration::from_secs(600);
/// Until the server has nothing left to do.
const SETTLE: Duration = Duration::from_secs(2);
/// As in the addresses.
const FILES: [&str; 12] = [
    "export.xlsx",
    "export.csv",
    "export-wide.csv",
    "export-codes.csv",
    "labels.R",
    "labels.sps",
    "results.json",
    "report.pdf",
    "report.html",
    "charts/rol.svg",
    "charts/cijfer.png",
    "charts/kans.svg",
];

pub async fn play(report: &mut Report) -> anyhow::Result<()> {
    let folder = folder()?;
    let halls = hall::fill(folder.path()).await?;
    let server = Server::start_in(Kind::Binary, folder).await?;
    let before = server.memory()? as f64 / 1024.0;
    report.figure("the hall itself, memory", before, "MiB", Limit::None, "100,000 answers, before any file");
    let mut room = Room::of(&server, server.find(&halls.running, hall::CODE).await?);
    room.fill(PHONES).await?;
    let question = hall::QUESTIONS.len();
    server.open(&room.session, question).await?;
    sleep(SETTLE).await;
    let quiet = Instant::now();
    room.vote(PHONES, question, RATE, SETTLE * 2).await?;
    let note = format!("{}; {PHONES} phones, {RATE} votes a second, no files", spread(&room.latencies(quiet)));
    report.figure("vote to outcome, p99, alone", percentile(&room.latencies(quiet), 0.99), "ms", Limit::None, note);

    let since = Instant::now();
    let voting = room.vote(PHONES, question, RATE, VOTING);
    tokio::select! {
        voted = voting => ensure!(voted? == 0, "the files took longer than the votes"),
        taken = take(&server, &halls, before, report) => taken?,
    }
    let latencies = room.latencies(since);
    let note = format!("{}; {} votes in the hall that the files are of", spread(&latencies), latencies.len());
    report.figure("vote to outcome meanwhile, p99", percentile(&latencies, 0.99), "ms", Limit::AtMost(VOTE_MS), note);
    Ok(())
}

/// `hall`: what the running hall takes, in MiB. It is no part of what files of the sealed one cost.
async fn take(server: &Server, halls: &hall::Halls, hall: f64, report: &mut Report) -> anyhow::Result<()> {
    let running = ("running", &halls.running, 0.0, "all that the server uses, the hall and its phones included");
    let sealed = ("sealed", &halls.sealed, hall, "without the hall that runs beside it");
    for (name, session, beside, of_what) in [running, sealed] {
        for file in FILES {
            server.forget_peak()?;
            let since = Instant::now();
            let bytes = server.file(session, file).await?;
            let took = since.elapsed().as_secs_f64();
            let note = format!("{} people; {:.0} KiB", hall::PEOPLE, bytes as f64 / 1024.0);
            report.figure(&format!("{file}, {name}"), took, "s", Limit::AtMost(FILE_S), note);
            let peak = server.memory_peak()? as f64 / 1024.0 - beside;
            report.figure(&format!("{file}, {name}, memory"), peak, "MiB", Limit::AtMost(MEMORY_MIB), of_what);
        }
        // A manager, a colleague and a script, each for all of it.
        server.forget_peak()?;
        let since = Instant::now();
        let all = FILES.iter().chain(&FILES).map(|file| server.file(session, file));
        futures_util::future::try_join_all(all).await?;
        let took = since.elapsed().as_secs_f64();
        let peak = server.memory_peak()? as f64 / 1024.0;
        report.figure(&format!("all files twice at once, {name}"), took, "s", Limit::None, format!("{peak:.0} MiB"));
    }
    Ok(())
}
