//! The command `verify`: holds files of results against themselves and says what does not agree, in the tongue of who
//! asked. Opens no session and no network; counts nothing itself.

use std::fs;
use std::path::{Path, PathBuf};

use super::terminal::Terminal;
use crate::codec::export::verify::{Difference, Unreadable, Verdict, What, Why, verify as hold};
use crate::codec::words::{Argument, Tongue};

/// Holds these files against themselves. Whether all agree.
pub fn verify(files: &[PathBuf], tongue: Option<Tongue>) -> bool {
    let terminal = Terminal::new(tongue);
    // All are held, also after one that does not agree.
    let is_one = files.len() == 1;
    files.iter().filter(|file| !one(&terminal, file, is_one)).count() == 0
}

/// Beside other files what is wrong names its file.
fn one(terminal: &Terminal, file: &Path, is_alone: bool) -> bool {
    let name = file.display().to_string();
    let bytes = match fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            terminal.fault("verify-unreadable", &[("name", &name), ("why", &error.to_string())]);
            return false;
        }
    };
    match hold(&bytes) {
        Ok(verdict) => told(terminal, &name, &verdict, is_alone),
        Err(unreadable) => {
            let (key, why) = match &unreadable {
                Unreadable::Json(why) => ("verify-no-json", why.as_str()),
                Unreadable::Other => ("verify-other", ""),
                Unreadable::Version => ("verify-version", ""),
            };
            terminal.fault_with_tip(key, &[("name", &name), ("why", why)]);
            false
        }
    }
}

fn told(terminal: &Terminal, name: &str, verdict: &Verdict, is_alone: bool) -> bool {
    // The first says where to look; one change makes many, for its checks and the digest change along.
    if let Some(difference) = verdict.differences.first() {
        let (key, tip) = keys(&difference.what);
        let [file, content] = sides(difference);
        let path = place(verdict, &difference.path, terminal.tongue);
        let arguments = [("path", path.as_str()), ("file", file), ("content", content)];
        if is_alone {
            terminal.fault_line(key, &arguments);
        } else {
            let said = terminal.say(key, &arguments);
            terminal.fault_line("verify-in-file", &[("name", name), ("said", &said)]);
        }
        if let more @ 1.. = verdict.differences.len() - 1 {
            terminal.line("verify-more", &[("n", Argument::Number(more as u32))]);
        }
        terminal.tip(tip);
    }
    let arguments = [
        ("name", Argument::Text(name)),
        ("figures", Argument::Number(verdict.figures as u32)),
        ("rows", Argument::Number(verdict.rows as u32)),
    ];
    let is_whole = verdict.differences.is_empty();
    if is_whole {
        let has_no_rows = verdict.unchecked.iter().any(|one| matches!(one.why, Why::NoRows | Why::RowsLater));
        let key = if has_no_rows { "verify-digest-only" } else { "verify-whole" };
        println!("{}", terminal.tongue.say_with(key, &arguments));
    }
    for unchecked in &verdict.unchecked {
        let key = match unchecked.why {
            Why::NoRows => "verify-no-rows",
            Why::RowsLater => "verify-rows-later",
            Why::NoTexts => "verify-no-texts",
            Why::Merged => "verify-merged",
            Why::Withheld => "verify-withheld",
            Why::Apart => "verify-apart",
            Why::Askers => "verify-askers",
        };
        let path = place(verdict, &unchecked.path, terminal.tongue);
        println!("  {}", terminal.tongue.say_with(key, &[("path", Argument::Text(&path))]));
    }
    if is_whole {
        println!("  {}", terminal.tongue.say_with("verify-digest", &[("digest", Argument::Text(&verdict.digest))]));
    }
    is_whole
}

/// A place in the file as people call it: a question by its number and its name, anything else by its path.
fn place(verdict: &Verdict, path: &str, tongue: Tongue) -> String {
    let Some((number, id, rest)) = verdict.question(path) else { return path.to_owned() };
    let key = if rest.is_empty() { "verify-question" } else { "verify-in-question" };
    tongue.say_with(key, &[("n", number.into()), ("id", id.into()), ("path", rest.into())])
}

/// The sentence, and what to do next.
fn keys(what: &What) -> (&'static str, &'static str) {
    match what {
        What::Figure { .. } => ("verify-figure", "verify-figure-tip"),
        What::Changed => ("verify-changed", "verify-changed-tip"),
        What::Missing => ("verify-missing", "verify-changed-tip"),
        What::Added => ("verify-added", "verify-changed-tip"),
        What::Malformed => ("verify-malformed", "verify-changed-tip"),
        What::Check => ("verify-check", "verify-check-tip"),
        What::Digest { .. } => ("verify-digest-differs", "verify-digest-tip"),
    }
}

fn sides(difference: &Difference) -> [&str; 2] {
    match &difference.what {
        What::Figure { file, rows } => [file, rows],
        What::Digest { file, content } => [file, content],
        _ => ["", ""],
    }
}
