//! What `peil` does from the command line: serve, or check decks. Prints; decides nothing.

use std::fs;
use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;
use tracing::{Level, Metadata};
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, fmt};

use crate::codec::deck_file::{self, Source};
use crate::config::{Command, CommandLine, LogFormat, Serve};
use crate::domain::ids::{DeckId, Language};
use crate::server;

/// Runs the command that was asked for.
///
/// # Errors
/// What keeps the server from starting, as a sentence with a way out.
pub fn run() -> anyhow::Result<ExitCode> {
    let line = CommandLine::parse();
    match line.command {
        Some(Command::Check { files }) => {
            // All files are checked, also after a broken one.
            let broken =
                files.iter().filter(|file| !if file.is_dir() { check_folder(file) } else { check(file) }).count();
            Ok(if broken == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
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

/// Checks every deck file in a folder, in the order of their names. Whether all are sound, and there is one.
fn check_folder(folder: &Path) -> bool {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            eprintln!("fout: map ‘{}’ is niet te lezen: {error}\n", folder.display());
            return false;
        }
    };
    let mut files: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "md") && path.is_file())
        .collect();
    files.sort();
    if files.is_empty() {
        eprintln!(
            "fout: in map ‘{}’ staat geen vragenlijst\n  = tip: een vragenlijst eindigt op .md\n",
            folder.display()
        );
        return false;
    }
    // All files are checked, also after a broken one.
    files.iter().filter(|file| !check(file)).count() == 0
}

/// Checks one file, as an original or, by its name, as the translation of the original beside it. Whether it is sound.
fn check(path: &Path) -> bool {
    let colour = std::io::stderr().is_terminal();
    let name = path.display().to_string();
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            eprintln!("fout: ‘{name}’ is niet te lezen: {error}\n");
            return false;
        }
    };
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let (deck, language) = match stem.split_once('.') {
        Some((deck, language)) => (deck, Language::parse(language)),
        None => (stem, None),
    };
    let Some(id) = DeckId::parse(deck) else {
        eprintln!(
            "fout: ‘{name}’ kan geen vragenlijst zijn\n  = tip: een bestandsnaam heeft kleine letters, cijfers en streepjes, zoals webinar.md\n"
        );
        return false;
    };
    match language {
        Some(language) => check_translation(path, &id, &name, &bytes, language, colour),
        None => check_original(&id, &name, &bytes, colour),
    }
}

fn check_original(id: &DeckId, name: &str, bytes: &[u8], colour: bool) -> bool {
    match deck_file::read(id, Source { name, bytes }) {
        Ok(reading) => {
            if !reading.remarks.is_empty() {
                eprintln!("{}", reading.remarks.render(colour));
            }
            println!("{name}: {}", deck_file::summary(&reading.deck));
            true
        }
        Err(faults) => {
            eprintln!("{}", faults.render(colour));
            false
        }
    }
}

fn check_translation(path: &Path, id: &DeckId, name: &str, bytes: &[u8], language: Language, colour: bool) -> bool {
    let beside = path.with_file_name(format!("{id}.md"));
    let original = match fs::read(&beside) {
        Ok(original) => original,
        Err(error) => {
            eprintln!("fout: het origineel van ‘{name}’, ‘{}’, is niet te lezen: {error}\n", beside.display());
            return false;
        }
    };
    let original_name = beside.display().to_string();
    let original = Source { name: &original_name, bytes: &original };
    match deck_file::read_editions(id, original, &[(language, Source { name, bytes })]) {
        Ok(reading) => {
            for (_, faults) in &reading.left_out {
                eprintln!("{}", faults.render(colour));
            }
            if !reading.remarks.is_empty() {
                eprintln!("{}", reading.remarks.render(colour));
            }
            if let Some(deck) = reading.editions.translations.first() {
                println!("{name}: {}", deck_file::summary(deck));
            }
            reading.left_out.is_empty()
        }
        Err(faults) => {
            eprintln!("{}", faults.render(colour));
            false
        }
    }
}
