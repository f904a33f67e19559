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
/// Votes a second in the full and the small hall alike: ten a second from each phone of the small one.
const SAME_RATE: f64 = 1_000.0;
/// So few votes a second cost nothing, and still make the room draw every tick that it draws for thousands.
const TRICKLE: f64 = 20.0;
const TRICKLE_SPAN: Duration = Duration::from_secs(5);
const WITHOUT_JOURNAL: f64 = 1.6;
const WITH_JOURNAL: f64 = 3.0;
const FULL_TO_SMALL: f64 = 1.2;
const PATIENCE: Duration = Duration::from_secs(5);

/// What votes at some rate cost, in microseconds.
struct Cost {
    a_vote: f64,
    /// With the cost of the ticks subtracted.
    without_ticks: f64,
}

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
    let ticks = ticks(&mut stage).await?;
    let frames = stage.room.frames();
    let bare = cost(&mut stage, RATE, ticks).await?;
    let frames = stage.room.frames() - frames;
    let note = format!(
        "{:.2} µs; ticks subtracted {:.2} µs; {frames} frames to phones meanwhile",
        bare.a_vote, bare.without_ticks
    );
    report.figure("without the journal, × the bare echo", bare.a_vote / echo, "", Limit::AtMost(WITHOUT_JOURNAL), note);
    let full = cost(&mut stage, SAME_RATE, ticks).await?;
    drop(stage);

    let mut stage = Stage::set_open(Kind::InMemory, FEW).await?;
    let ticks = self::ticks(&mut stage).await?;
    let small = cost(&mut stage, SAME_RATE, ticks).await?;
    let note = format!(
        "{:.2} µs against {:.2} µs at {SAME_RATE} a second, no journal, ticks subtracted (with them {:.2} and {:.2})",
        full.without_ticks, small.without_ticks, full.a_vote, small.a_vote
    );
    let ratio = full.without_ticks / small.without_ticks;
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

/// CPU a second of a room that draws all its ticks and gets next to no votes.
async fn ticks(stage: &mut Stage) -> anyhow::Result<f64> {
    let before = stage.server.cpu()?;
    let phones = stage.room.phones.len();
    stage.room.vote(phones, 0, TRICKLE, TRICKLE_SPAN).await?;
    Ok(stage.server.cpu()?.since(&before) / TRICKLE_SPAN.as_secs_f64())
}

async fn cost(stage: &mut Stage, rate: f64, ticks: f64) -> anyhow::Result<Cost> {
    let before = stage.server.cpu()?;
    let phones = stage.room.phones.len();
    let votes = stage.room.vote(phones, 0, rate, SPAN).await? as f64;
    let used = stage.server.cpu()?.since(&before);
    let seconds = SPAN.as_secs_f64();
    Ok(Cost { a_vote: used / votes, without_ticks: (used - ticks * seconds) / (votes - TRICKLE * seconds) })
}

async fn echo(phones: usize) -> anyhow::Result<f64> {
    let floor = Floor::start(phones).await?;
    let before = floor.cpu()?;
    let votes = pace(RATE, SPAN, |vote| floor.vote(vote % phones)).await;
    until(PATIENCE, || floor.echoed() >= votes).await;
    Ok(floor.cpu()?.since(&before) / floor.echoed() as f64)
}
