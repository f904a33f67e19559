//! The swarm: thousands of phones over real sockets on this machine against the real server, and in the same run the
//! floor of the system for the same work. Prints figures with their limits, as a table and as JSON; exit code 1 when one
//! is red.
//!
//! `cargo bench --bench swarm` plays the standard suite in under five minutes. After `--` come the scenarios to play
//! instead of all, `--phones N` for a hall of another size, `--json FILE` and `--write FILE`: the table as JSON, and as
//! the newest section of a results file. Load stays in 127.0.0.0/8, is bounded, and stops by itself.

mod floor;
mod hall;
mod phone;
mod process;
mod receipts;
mod report;
mod scenarios;
mod server;
mod stage;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, bail, ensure};
use report::Report;
use scenarios::{NAMES, Size};
use serde_json::{Value, json};

/// A full hall.
const PHONES: usize = 10_000;
/// Files that are not phones: pages on their way, the server's own.
const FILES_KEPT: u64 = 1_000;

struct Asked {
    scenarios: Vec<&'static str>,
    size: Size,
    json: PathBuf,
    write: Option<PathBuf>,
    command: String,
}

fn read(words: &[String]) -> anyhow::Result<Asked> {
    // Where cargo puts what it builds: never in the way of the sources.
    let json = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("swarm.json");
    let command = ["cargo bench --bench swarm".to_owned()]
        .into_iter()
        .chain((!words.is_empty()).then(|| format!("-- {}", words.join(" "))))
        .collect::<Vec<_>>()
        .join(" ");
    let mut asked = Asked { scenarios: Vec::new(), size: Size { phones: PHONES }, json, write: None, command };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().with_context(|| format!("{word} wants a value"));
        match word.as_str() {
            "--phones" => asked.size.phones = value()?.parse().context("--phones wants a number")?,
            "--json" => asked.json = value()?.into(),
            "--write" => asked.write = Some(value()?.into()),
            name => match NAMES.iter().find(|known| **known == name) {
                Some(known) => asked.scenarios.push(known),
                None => bail!("no scenario is called {name}; there are {}", NAMES.join(", ")),
            },
        }
    }
    if asked.scenarios.is_empty() {
        asked.scenarios = NAMES.to_vec();
    }
    Ok(asked)
}

async fn play(asked: &Asked) -> anyhow::Result<bool> {
    let files = process::raise_open_files()?;
    let phones = asked.size.phones;
    ensure!(
        files > phones as u64 + FILES_KEPT,
        "the limit on open files is too low for {phones} phones: raise it with ulimit -Hn, or ask for fewer with --phones"
    );
    let mut head = json!({
        "command": asked.command,
        "date": jiff::Zoned::now().strftime("%-d %B %Y, %H:%M %Z").to_string(),
        "machine": process::machine(),
        "load": process::load(),
        "phones": phones,
    });
    println!("{} on {}", asked.command, process::machine());
    let (since, mut report) = (Instant::now(), Report::default());
    for name in &asked.scenarios {
        report.begin(name);
        if let Err(error) = scenarios::play(name, asked.size, &mut report).await {
            report.failed(&error);
        }
    }
    head["took"] = Value::from(format!("{:.0} s", since.elapsed().as_secs_f64()));
    std::fs::write(&asked.json, serde_json::to_string_pretty(&report.json(&head))?)
        .with_context(|| format!("{} cannot be written", asked.json.display()))?;
    if let Some(file) = &asked.write {
        report.write(file, &head)?;
    }
    println!(
        "\n{} in {}; also in {}",
        if report.is_green() { "green" } else { "RED" },
        head["took"],
        asked.json.display()
    );
    Ok(report.is_green())
}

fn run() -> anyhow::Result<bool> {
    // cargo adds its own.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let first = words.first().map(String::as_str);
    if first == Some(floor::FLOOR) {
        floor::serve()?;
        return Ok(true);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    if first == Some(server::IN_MEMORY) {
        runtime.block_on(server::serve_in_memory())?;
        return Ok(true);
    }
    let asked = read(&words)?;
    runtime.block_on(play(&asked))
}

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("swarm: {error:#}");
            ExitCode::FAILURE
        }
    }
}
