//! One frame to every phone at a steady beat, well below what the server can do, against a bare loop that sends as many
//! bytes to as many sockets at the same beat.

use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::time::sleep;

use super::Size;
use crate::floor::Floor;
use crate::report::{Limit, Report};
use crate::server::Kind;
use crate::stage::{Stage, until};

/// Phones get at most two frames a second: a faster beat would be merged.
const EVERY: Duration = Duration::from_millis(500);
const FRAMES: usize = 20;
/// How long nothing happens, to subtract what that costs.
const IDLE: Duration = Duration::from_secs(4);
const RATIO: f64 = 1.25;
const PATIENCE: Duration = Duration::from_secs(5);

pub async fn play(size: Size, report: &mut Report) -> anyhow::Result<()> {
    let span = EVERY * FRAMES as u32;
    let share = span.as_secs_f64() / IDLE.as_secs_f64();
    let (served, size_of_frame, got) = {
        let stage = Stage::set_open(Kind::Binary, size.phones).await?;
        let step = stage.server.step(&stage.room.session).await?;
        let before = stage.server.cpu()?;
        sleep(IDLE).await;
        let idle = stage.server.cpu()?.since(&before);
        let (frames, bytes) = (stage.room.frames(), stage.room.bytes());
        let before = stage.server.cpu()?;
        stage.server.blink(&stage.room.session.id, &step, FRAMES, EVERY).await?;
        let wanted = frames + (size.phones * FRAMES) as u64;
        until(PATIENCE, || stage.room.frames() >= wanted).await;
        let used = stage.server.cpu()?.since(&before);
        let got = stage.room.frames() - frames;
        ((used - idle * share) / got as f64, (stage.room.bytes() - bytes) / got.max(1), got)
    };
    let floor = {
        let mut floor = Floor::start(size.phones).await?;
        let before = floor.cpu()?;
        sleep(IDLE).await;
        let idle = floor.cpu()?.since(&before);
        let before = floor.cpu()?;
        let mut beat = tokio::time::interval(EVERY);
        for _ in 0..FRAMES {
            beat.tick().await;
            floor.send_all(size_of_frame).await?;
        }
        let wanted = size_of_frame * (size.phones * FRAMES) as u64;
        beat.tick().await;
        until(PATIENCE, || floor.bytes.load(Ordering::Relaxed) >= wanted).await;
        let sent = floor.bytes.load(Ordering::Relaxed) as f64 / size_of_frame as f64;
        (floor.cpu()?.since(&before) - idle * share) / sent
    };
    let note = format!(
        "{served:.2} µs against {floor:.2} µs; {FRAMES} frames of {size_of_frame} bytes to {} phones, idle subtracted",
        size.phones
    );
    report.figure("CPU per frame, × the bare send loop", served / floor, "", Limit::AtMost(RATIO), note);
    let missed = (size.phones * FRAMES) as f64 - got as f64;
    report.figure("frames not delivered", missed, "", Limit::None, "a phone that lags takes the newest only");
    Ok(())
}
