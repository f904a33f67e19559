//! Phones that stop reading: how old what they find is when they wake, and what the others notice of them.

use std::time::{Duration, Instant};

use tokio::time::sleep;

use crate::phone::{Order, Phone};
use crate::report::{Limit, Report, percentile, spread};
use crate::server::Kind;
use crate::stage::Stage;

const OTHERS: usize = 4_000;
const STALLED: usize = 1_000;
/// Votes a second of the others: one every two seconds each.
const RATE: f64 = 2_000.0;
/// Phones get at most two frames a second.
const EVERY: Duration = Duration::from_millis(500);
/// Frames before, during and after. During: more than may be stale.
const BEATS: [usize; 3] = [12, 36, 12];
const STALE_MAX: f64 = 20.0;
const OTHERS_RATIO: f64 = 1.1;
/// Until those who woke have read what waited for them.
const READ: Duration = Duration::from_secs(2);

pub async fn play(report: &mut Report) -> anyhow::Result<()> {
    let mut stage = Stage::set_open(Kind::Binary, OTHERS).await?;
    stage.room.fill_with(STALLED, Phone::join_narrow).await?;
    let mut without = part(&mut stage, BEATS[0]).await?;
    stage.room.phones[OTHERS..].iter().for_each(|phone| phone.order(Order::Stall));
    let with = part(&mut stage, BEATS[1]).await?;
    stage.room.phones[OTHERS..].iter().for_each(|phone| phone.order(Order::Wake));
    sleep(READ).await;
    let stale: Vec<f64> = stage.room.phones[OTHERS..].iter().map(|phone| f64::from(phone.record().stale)).collect();
    without.append(&mut part(&mut stage, BEATS[2]).await?);

    let note = format!("p50 {}, of {} frames sent meanwhile to each of {STALLED}", percentile(&stale, 0.5), BEATS[1]);
    report.figure("stale frames at waking, most", percentile(&stale, 1.0), "", Limit::AtMost(STALE_MAX), note);
    let ratio = percentile(&with, 0.99) / percentile(&without, 0.99);
    let note = format!("with {}; before and after {}", spread(&with), spread(&without));
    report.figure("the others' votes, p99, × without", ratio, "", Limit::AtMost(OTHERS_RATIO), note);
    Ok(())
}

/// The others vote, and everybody is sent frames. From vote to outcome, in milliseconds.
async fn part(stage: &mut Stage, beats: usize) -> anyhow::Result<Vec<f64>> {
    let since = Instant::now();
    let Stage { server, room } = stage;
    let step = server.step(&room.session).await?;
    let session_id = room.session.id.clone();
    let blink = server.blink(&session_id, &step, beats, EVERY);
    let (voted, blinked) = tokio::join!(room.vote(OTHERS, 0, RATE, EVERY * beats as u32), blink);
    voted?;
    blinked?;
    Ok(room.latencies(since))
}
