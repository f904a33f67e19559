//! What a phone costs the server in memory: connected and idle, and after an answer to each question of the deck.
//!
//! As the system counts it, against what the server used before anybody came; pages, tokens and all, but not what the
//! kernel keeps for a connection (about 5 KiB).

use std::time::Duration;

use tokio::time::sleep;

use crate::report::{Limit, Report};
use crate::server::Kind;
use crate::stage::Stage;

const PHONES: usize = 5_000;
const IDLE_KIB: f64 = 2.0;
/// Until the server has nothing left to do and has given back what it can.
const SETTLE: Duration = Duration::from_secs(4);
/// A question's votes come within this.
const WITHIN: Duration = Duration::from_secs(1);

pub async fn play(report: &mut Report) -> anyhow::Result<()> {
    let mut stage = Stage::set(Kind::Binary, 0).await?;
    let before = stage.server.memory()?;
    stage.room.fill(PHONES).await?;
    sleep(SETTLE).await;
    let a_phone = |now: u64| now.saturating_sub(before) as f64 / PHONES as f64;
    let note = format!("{PHONES} phones; {before} KiB before anybody came");
    report.figure("a phone, idle", a_phone(stage.server.memory()?), "KiB", Limit::AtMost(IDLE_KIB), note);
    let questions = stage.room.session.questions.len();
    for question in 0..questions {
        stage.server.open(&stage.room.session, question).await?;
        stage.room.vote_once(question, WITHIN).await?;
    }
    sleep(SETTLE).await;
    let memory = a_phone(stage.server.memory()?);
    report.figure(&format!("a phone, after {questions} votes"), memory, "KiB", Limit::None, "");
    let compared = stage.compare()?;
    let wrong = f64::from(u8::from(!compared.is_clean()));
    report.figure("votes not as told", wrong, "", Limit::AtMost(0.0), compared.sentence());
    Ok(())
}
