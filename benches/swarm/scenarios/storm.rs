//! Everybody votes within one second, and a screen watches.

use std::time::{Duration, Instant};

use anyhow::Context;

use super::Size;
use crate::phone::Screen;
use crate::report::{Limit, Report, percentile, spread};
use crate::server::Kind;
use crate::stage::Stage;

/// Votes come within this.
const WITHIN: Duration = Duration::from_secs(1);
/// After the last vote the screen may take so long; somebody in the hall then still waits for it.
const SCREEN_MS: f64 = 1_500.0;

pub async fn play(size: Size, report: &mut Report) -> anyhow::Result<()> {
    let mut stage = Stage::set_open(Kind::Binary, size.phones).await?;
    let mut screen = Screen::open(stage.server.address, &stage.room.session).await?;
    let since = Instant::now();
    let before = stage.server.cpu()?;
    let votes = stage.room.vote_once(0, WITHIN).await?;
    let cpu = stage.server.cpu()?.since(&before);
    let shown = screen.shows(votes, Duration::from_secs(30)).await;
    let last = stage.room.last_sent().context("nobody voted")?;
    let compared = stage.compare()?;
    let took = last.duration_since(since).as_secs_f64();
    report.figure("votes lost", compared.lost as f64, "", Limit::AtMost(0.0), compared.sentence());
    report.figure(
        "votes doubled",
        compared.doubled as f64,
        "",
        Limit::AtMost(0.0),
        "receipts against the file, row by row",
    );
    let odd = compared.strange + compared.refused + compared.untold;
    report.figure("votes strange, refused or untold", odd as f64, "", Limit::AtMost(0.0), "");
    let screen_ms = shown.map_or(f64::NAN, |at| at.saturating_duration_since(last).as_secs_f64() * 1_000.0);
    report.figure("screen complete after the last vote", screen_ms, "ms", Limit::AtMost(SCREEN_MS), "");
    let latencies = stage.room.latencies(since);
    let note = format!("{}; {votes} votes sent within {took:.2} s", spread(&latencies));
    report.figure("vote to outcome, p99", percentile(&latencies, 0.99), "ms", Limit::None, note);
    report.figure("server CPU per vote", cpu / votes as f64, "µs", Limit::None, "journal, replies and draws");
    Ok(())
}
