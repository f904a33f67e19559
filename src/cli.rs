//! What `peil` does from the command line: serve, check decks, or verify results. Prints; decides nothing.

mod check;
mod terminal;
mod verify;

use std::io::IsTerminal;
use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;
use tracing::{Level, Metadata};
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, fmt};

use crate::config::{Command, CommandLine, LogFormat, Serve};
use crate::server;

/// Runs the command that was asked for.
///
/// # Errors
/// What keeps the server from starting, as a sentence with a way out.
pub fn run() -> anyhow::Result<ExitCode> {
    let line = CommandLine::parse();
    match line.command {
        Some(Command::Check { files, lang }) => {
            Ok(if check::check(&files, lang) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        Some(Command::Verify { files, lang }) => {
            Ok(if verify::verify(&files, lang) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        Some(Command::Serve(serve)) => start(serve),
        None => start(line.serve),
    }
}

/// However much is asked for, the log never holds what people send: below this level the socket protocol's crate writes
/// down every message, with tokens and answers.
fn holds_no_message(event: &Metadata<'_>) -> bool {
    !event.target().starts_with("tungstenite") || *event.level() <= Level::INFO
}

/// The log goes to the standard error; `PEIL_LOG` says how much.
fn write_log(format: LogFormat) {
    let level = EnvFilter::try_from_env("PEIL_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    // Colours are for eyes: a file or a pipe gets plain text.
    let lines = fmt::layer().with_target(false).with_ansi(std::io::stderr().is_terminal()).with_writer(std::io::stderr);
    let lines = match format {
        LogFormat::Text => lines.boxed(),
        LogFormat::Json => lines.json().flatten_event(true).boxed(),
    };
    tracing_subscriber::registry().with(lines.with_filter(level).with_filter(filter_fn(holds_no_message))).init();
}

fn start(serve: Serve) -> anyhow::Result<ExitCode> {
    write_log(serve.log_format);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the system gives no threads to work with")?;
    runtime.block_on(server::run(serve))?;
    Ok(ExitCode::SUCCESS)
}
