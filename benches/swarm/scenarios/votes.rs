//! Votes at a steady rate: what one costs the server, without the journal and with it, against a bare echo of as many
//! bytes over as many sockets at the same rate; and whether it costs more in a full hall than in a small one.

use std::time::{Duration, Instant};

use super::Size;
use crate::floor::Floor;
use crate::report::{Limit, Report, percentile, spread};
use crate::server::Kind;
use crate::stage::{Stage, pace, until};

const RATE: f64 = 5_000.0;
const SPAN: Duration = Duration::from_secs(8);
/// Connected in the small hall.
const FEW: usize = 100;
/// Votes a second in the full and the small hall alike, in bursts with rests between: the phones of the small one then
/// stay within what a finger does, which is all that a server needs to take.
const SAME_RATE: f64 = 600.0;
const BURST: Duration = Duration::from_secs(1);
const REST: Duration = Duration::from_secs(3);
const BURSTS: u32 = 4;
/// In a rest. So few votes a second cost nothing, and still make the room draw every tick that it draws for thousands.
const TRICKLE: f64 = 15.0;
const WITHOUT_JOURNAL: f64 = 1.6;
const WITH_JOURNAL: f64 = 3.0;
const FULL_TO_SMALL: f64 = 1.2;
const PATIENCE: Duration = Duration::from_secs(5);

pub async fn play(size: Size, report: &mut Report) -> anyhow::Result<()> {
    let echo = echo(size.phones).await?;
    report.figure(
        "bare echo, CPU per vote",
        echo,
        "µs",
        Limit::None,
        format!("{RATE} a second over {} sockets", size.phones),
    );

    let mut stage = Stage::set_open(Kind::InMemory, size.phones).await?;
    let frames = stage.room.frames();
    let before = stage.server.cpu()?;
    let votes = stage.room.vote(size.phones, 0, RATE, SPAN).await?;
    let bare = stage.server.cpu()?.since(&before) / votes as f64;
    let frames = stage.room.frames() - frames;
    let full = bursts(&mut stage).await?;
    let rest = bare - full.ticks * 1_000.0 / RATE;
    let note = format!("{bare:.2} µs, of which all but the ticks {rest:.2} µs; {frames} frames to phones meanwhile");
    report.figure("without the journal, × the bare echo", bare / echo, "", Limit::AtMost(WITHOUT_JOURNAL), note);
    // No file to compare with: the count of the server must do.
    let counted = stage.server.answered(&stage.room.session, 0).await?;
    let missing = size.phones as f64 - counted as f64;
    report.figure("voters missing without the journal", missing, "", Limit::AtMost(0.0), format!("{counted} counted"));
    drop(stage);

    let mut stage = Stage::set_open(Kind::InMemory, FEW).await?;
    let small = bursts(&mut stage).await?;
    let note = format!(
        "{:.2} µs against {:.2} µs at {SAME_RATE} a second, no journal; ticks subtracted: {:.1} and {:.1} ms a second",
        full.a_vote, small.a_vote, full.ticks, small.ticks
    );
    let ratio = full.a_vote / small.a_vote;
    report.figure(&format!("{} phones, × {FEW} phones", size.phones), ratio, "", Limit::AtMost(FULL_TO_SMALL), note);
    drop(stage);

    let mut stage = Stage::set_open(Kind::Binary, size.phones).await?;
    let since = Instant::now();
    let before = stage.server.cpu()?;
    let votes = stage.room.vote(size.phones, 0, RATE, SPAN).await?;
    let kept = stage.server.cpu()?.since(&before) / votes as f64;
    let latencies = stage.room.latencies(since);
    let note = format!("{kept:.2} µs; vote to outcome {}", spread(&latencies));
    report.figure("with the journal, × the bare echo", kept / echo, "", Limit::AtMost(WITH_JOURNAL), note);
    report.figure(
        "vote to outcome, p99",
        percentile(&latencies, 0.99),
        "ms",
        Limit::None,
        format!("{RATE} a second, on disk"),
    );
    let compared = stage.compare()?;
    let wrong = f64::from(u8::from(!compared.is_clean()));
    report.figure("votes not as told", wrong, "", Limit::AtMost(0.0), compared.sentence());
    Ok(())
}

struct Bursts {
    /// CPU of a vote, in microseconds, with the ticks subtracted.
    a_vote: f64,
    /// CPU of the ticks, in milliseconds a second.
    ticks: f64,
}

/// Votes in bursts and rests by turns, so that a machine that grows busier meanwhile does so for both.
async fn bursts(stage: &mut Stage) -> anyhow::Result<Bursts> {
    let phones = stage.room.phones.len();
    let (mut votes, mut busy, mut trickled, mut quiet) = (0, 0.0, 0, 0.0);
    for _ in 0..BURSTS {
        let before = stage.server.cpu()?;
        trickled += stage.room.vote(phones, 0, TRICKLE, REST).await?;
        let between = stage.server.cpu()?;
        votes += stage.room.vote(phones, 0, SAME_RATE, BURST).await?;
        quiet += between.since(&before);
        busy += stage.server.cpu()?.since(&between);
    }
    // For as long as the bursts lasted.
    let share = BURST.as_secs_f64() / REST.as_secs_f64();
    let a_vote = (busy - quiet * share) / (votes as f64 - trickled as f64 * share);
    Ok(Bursts { a_vote, ticks: quiet / 1_000.0 / (REST * BURSTS).as_secs_f64() })
}

async fn echo(phones: usize) -> anyhow::Result<f64> {
    let floor = Floor::start(phones).await?;
    let before = floor.cpu()?;
    let votes = pace(RATE, SPAN, |vote| floor.vote(vote % phones)).await;
    until(PATIENCE, || floor.echoed() >= votes).await;
    Ok(floor.cpu()?.since(&before) / floor.echoed() as f64)
}
