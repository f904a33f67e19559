//! The server is killed in a full hall and started again: the phones come back by the rule of the wire, with the right
//! state, and votes sent in the gap count once.

use std::time::{Duration, Instant};

use super::Size;
use crate::phone::{Phone, Told};
use crate::report::{Limit, Report, percentile, spread};
use crate::server::Kind;
use crate::stage::{Stage, until};

/// Votes that are on their way when the server is killed, and votes made while it is away.
const IN_FLIGHT: usize = 500;
const IN_THE_GAP: usize = 1_000;
const P50_MS: f64 = 3_000.0;
const P99_MS: f64 = 8_000.0;
const ALL_MS: f64 = 12_000.0;
const PATIENCE: Duration = Duration::from_secs(20);

pub async fn play(size: Size, report: &mut Report) -> anyhow::Result<()> {
    let mut stage = Stage::set_open(Kind::Binary, size.phones).await?;
    stage.room.vote_once(0, Duration::from_secs(2)).await?;
    let step = stage.server.step(&stage.room.session).await?;
    for phone in 0..IN_FLIGHT {
        stage.room.order_vote(phone, 0);
    }
    stage.server.kill();
    let killed = Instant::now();
    for phone in IN_FLIGHT..IN_FLIGHT + IN_THE_GAP {
        stage.room.order_vote(phone, 0);
    }
    let failed = stage.room.failed();
    stage.server.start_again()?;
    let answers = stage.server.await_answer().await?;
    let phones = &stage.room.phones;
    until(PATIENCE, || phones.iter().all(|phone| phone.record().back.is_some())).await;
    let away = phones.iter().filter(|phone| phone.record().back.is_none()).count();
    let back: Vec<f64> = phones
        .iter()
        .map(|phone| match phone.record().back {
            Some(back) => back.saturating_duration_since(answers).as_secs_f64() * 1_000.0,
            None => f64::INFINITY,
        })
        .collect();
    stage.room.all_told().await?;
    let wrong = phones.iter().filter(|phone| !is_right(phone, &step)).count();
    let compared = stage.compare()?;

    let away_ms = answers.duration_since(killed).as_millis();
    let note = format!("answered again {away_ms} ms after the kill; {} tries in vain", stage.room.failed() - failed);
    report.figure("phones back, p50", percentile(&back, 0.5), "ms", Limit::AtMost(P50_MS), note);
    report.figure("phones back, p99", percentile(&back, 0.99), "ms", Limit::AtMost(P99_MS), spread(&back));
    report.figure(
        "phones back, all",
        percentile(&back, 1.0),
        "ms",
        Limit::AtMost(ALL_MS),
        format!("{away} stayed away"),
    );
    report.figure("phones with a wrong state", wrong as f64, "", Limit::AtMost(0.0), "step and own answer");
    let odd = compared.lost + compared.doubled + compared.strange + compared.refused + compared.untold;
    let note = format!("{IN_FLIGHT} in flight at the kill, {IN_THE_GAP} in the gap; {}", compared.sentence());
    report.figure("votes not counted once", odd as f64, "", Limit::AtMost(0.0), note);
    Ok(())
}

/// Whether a phone stands at this step and holds its last answer as stored.
fn is_right(phone: &Phone, step: &str) -> bool {
    let record = phone.record();
    let Some(last) = record.receipts.last() else { return false };
    let told = last.told.is_some_and(|(_, told)| told == Told::Stored);
    told && record.step == step && record.mine.contains(&format!(r#""n":{},"#, last.n))
}
