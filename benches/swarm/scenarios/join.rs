//! A wave of phones comes in while a question is open and those who are there vote; and some come after the close.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use serde_json::json;
use tokio::time::sleep;

use crate::phone::Phone;
use crate::report::{Limit, Report, percentile, spread};
use crate::server::Kind;
use crate::stage::{Stage, pace, until};

/// Who is there before the wave.
const EARLY: usize = 1_000;
const JOINING: usize = 5_000;
const WITHIN: Duration = Duration::from_secs(10);
/// Votes a second of those who are there: each votes every two seconds.
const RATE: f64 = 500.0;
/// How long the votes alone are measured, to subtract them.
const ALONE: Duration = Duration::from_secs(4);
const VOTES_MS: f64 = 500.0;
/// Phones that come after the close, and after the reveal.
const LATE: usize = 100;
/// The grace after a close, and a little more.
const GRACE: Duration = Duration::from_millis(3_500);

pub async fn play(report: &mut Report) -> anyhow::Result<()> {
    let mut stage = Stage::set_open(Kind::Binary, EARLY).await?;
    let before = stage.server.cpu()?;
    stage.room.vote(EARLY, 0, RATE, ALONE).await?;
    let votes_a_second = stage.server.cpu()?.since(&before) / ALONE.as_secs_f64();

    stage.room.hall.packed.store(true, Ordering::Relaxed);
    let hall = std::sync::Arc::clone(&stage.room.hall);
    let (since, before) = (Instant::now(), stage.server.cpu()?);
    let mut wave = Vec::with_capacity(JOINING);
    let (voted, joining) = tokio::join!(
        stage.room.vote(EARLY, 0, RATE, WITHIN),
        pace(JOINING as f64 / WITHIN.as_secs_f64(), WITHIN, |number| wave.push(Phone::join(&hall, EARLY + number))),
    );
    voted?;
    let all = EARLY + joining as usize;
    let in_time = until(Duration::from_secs(20), || hall.here.load(Ordering::Relaxed) as usize == all).await;
    let took = since.elapsed();
    let cpu = stage.server.cpu()?.since(&before) - votes_a_second * took.as_secs_f64();
    let refused = f64::from(stage.room.failed()) + if in_time { 0.0 } else { (all - stage.room.here()) as f64 };
    let joins: Vec<f64> =
        wave.iter().filter_map(|phone| Some(phone.record().joined?.as_secs_f64() * 1_000.0)).collect();
    report.figure(
        "phones refused",
        refused,
        "",
        Limit::AtMost(0.0),
        format!("{JOINING} joined in {:.1} s", took.as_secs_f64()),
    );
    let latencies = stage.room.latencies(since);
    report.figure(
        "votes meanwhile, p99",
        percentile(&latencies, 0.99),
        "ms",
        Limit::AtMost(VOTES_MS),
        spread(&latencies),
    );
    report.figure("page to first state, p99", percentile(&joins, 0.99), "ms", Limit::None, spread(&joins));
    let note = "packed page, socket, first state; the same votes without joins subtracted";
    report.figure("server CPU per join", cpu / JOINING as f64, "µs", Limit::None, note);
    stage.room.phones.append(&mut wave);

    let question = stage.room.session.questions[0].key.clone();
    let mut wrong = 0;
    for (command, after, word) in [("close", GRACE, "closed"), ("reveal", Duration::ZERO, "revealed")] {
        let from = stage.server.step(&stage.room.session).await?;
        stage.server.press(&stage.room.session.id, json!({ "command": command, "from": from })).await?;
        sleep(after).await;
        let first = stage.room.phones.len();
        stage.room.fill(LATE).await?;
        let step = format!("{question}.{word}");
        wrong += stage.room.phones[first..].iter().filter(|phone| phone.record().step != step).count();
    }
    let note = format!("{LATE} after the close, {LATE} after the reveal");
    report.figure("late joiners with a wrong state", wrong as f64, "", Limit::AtMost(0.0), note);
    let compared = stage.compare()?;
    report.figure(
        "votes not as told",
        f64::from(u8::from(!compared.is_clean())),
        "",
        Limit::AtMost(0.0),
        compared.sentence(),
    );
    Ok(())
}
