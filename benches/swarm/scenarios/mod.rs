//! The scenarios: what is done with a hall, which figures that gives, and what each is held against.

mod comeback;
mod durable;
mod fanout;
mod files;
mod join;
mod memory;
mod stalled;
mod storm;
mod votes;

use crate::report::Report;

/// How large the hall is where a scenario asks for a full one.
#[derive(Clone, Copy)]
pub struct Size {
    pub phones: usize,
}

pub const NAMES: [&str; 9] = ["storm", "join", "fanout", "votes", "memory", "durable", "stalled", "files", "comeback"];

/// Plays one of [`NAMES`].
pub async fn play(name: &str, size: Size, report: &mut Report) -> anyhow::Result<()> {
    match name {
        "storm" => storm::play(size, report).await,
        "join" => join::play(report).await,
        "fanout" => fanout::play(size, report).await,
        "votes" => votes::play(size, report).await,
        "memory" => memory::play(report).await,
        "durable" => durable::play(report).await,
        "stalled" => stalled::play(report).await,
        "files" => files::play(report).await,
        _ => comeback::play(size, report).await,
    }
}
