//! The house is tidy: arrows between the floors point down only, files open by saying what they do, and nothing is
//! left lying about. Reads the sources as text and compiles nothing.
//!
//! Each rule is proved on a planted breach, so that a rule which stopped looking is noticed.

mod code;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use code::{Code, Name};

/// A file holds one thought, and what is longer holds two.
const LINES_MAX: usize = 500;

/// Two of any of these in one binary cost a day: axum and we must agree on one socket protocol, the migrations and we
/// on one SQLite.
const ONLY_ONCE: [&str; 3] = ["tungstenite", "tokio-tungstenite", "rusqlite"];

/// The one file that knows the socket protocol's crate.
const SOCKET: &str = "src/web/socket/protocol.rs";

const TRANSPORT: [&str; 6] = ["axum", "axum_extra", "hyper", "hyper_util", "tower", "tower_http"];
const DISK: [&str; 2] = ["rusqlite", "rusqlite_migration"];
const CONCURRENCY: [&str; 3] = ["tokio", "tokio_util", "dashmap"];
/// Parts of the standard library that do IO or look at the clock.
const IMPURE_STD: [&str; 7] = ["fs", "net", "thread", "process", "env", "time::Instant", "time::SystemTime"];

/// From the ground up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Floor {
    Domain,
    Codec,
    Journal,
    Hub,
    Web,
    Roof,
}

impl Floor {
    /// The floor of a module at the root of the crate.
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "domain" => Floor::Domain,
            "codec" => Floor::Codec,
            "journal" => Floor::Journal,
            "hub" => Floor::Hub,
            "web" => Floor::Web,
            "main" | "lib" | "cli" | "config" | "heap" | "server" => Floor::Roof,
            _ => return None,
        })
    }

    /// Whether code on this floor may name this path, which starts at the crate's root.
    fn may_name(self, path: &[String]) -> bool {
        let [root, rest @ ..] = path else { return true };
        let next = rest.first().map_or("", String::as_str);
        match (self, Floor::named(root)) {
            // Something that stands in `lib.rs` itself.
            (from, None) => from == Floor::Roof,
            (Floor::Roof, _) => true,
            (from, Some(to)) if from == to => true,
            (from, Some(Floor::Domain)) => from != Floor::Domain,
            (Floor::Journal, Some(Floor::Codec)) => matches!(next, "record" | "deck_file"),
            (Floor::Hub | Floor::Web, Some(Floor::Codec)) => true,
            // The trait and what it speaks of, and the folder of decks; never a module in which a concrete journal lives.
            (Floor::Hub, Some(Floor::Journal)) => next == "decks" || next.starts_with(|c: char| c.is_ascii_uppercase()),
            (Floor::Web, Some(Floor::Hub)) => true,
            _ => false,
        }
    }

    /// Whether code on this floor may name something of this crate.
    fn may_use(self, package: &str) -> bool {
        let is = |packages: &[&str]| packages.contains(&package);
        match self {
            // How long a text is, is counted in letters as people see them; pure, and not ours to keep up with Unicode.
            // A text is named by its digest; pure, and not ours to get right.
            Floor::Domain => matches!(package, "unicode_segmentation" | "sha2"),
            Floor::Codec => !is(&TRANSPORT) && !is(&DISK) && !is(&CONCURRENCY) && !is(&["rustix", "if_addrs", "rand"]),
            Floor::Journal => !is(&TRANSPORT) && !is(&["askama", "dashmap"]),
            Floor::Hub => !is(&TRANSPORT) && !is(&DISK) && package != "askama",
            Floor::Web => !is(&DISK) && package != "dashmap",
            Floor::Roof => true,
        }
    }

    fn may_use_std(self, path: &[String]) -> bool {
        let path = path.join("::");
        !matches!(self, Floor::Domain | Floor::Codec)
            || !IMPURE_STD.iter().any(|part| path == *part || path.starts_with(&format!("{part}::")))
    }
}

/// The arrows that a file breaks. `file` is its address from the root of the project.
fn broken_arrows(file: &str, text: &str, packages: &BTreeSet<String>) -> Vec<String> {
    let module = code::module_of(file);
    let root = module.first().map_or("lib", String::as_str);
    let Some(floor) = Floor::named(root) else { return vec![format!("{file} stands on no floor")] };
    Code::read(text)
        .without_tests()
        .names(&module)
        .into_iter()
        .filter(|name| match name {
            Name::Ours(path) => !floor.may_name(path),
            Name::Std(path) => !floor.may_use_std(path),
            Name::Other(path) => match path[0].as_str() {
                "tokio_tungstenite" | "tungstenite" => file != SOCKET,
                package => packages.contains(package) && !floor.may_use(package),
            },
        })
        .map(|name| format!("{file} names {name}"))
        .collect()
}

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every text file under these folders (or these files themselves), with its address from the project's root.
fn texts(places: &[&str]) -> Vec<(String, String)> {
    let mut waiting: Vec<PathBuf> = places.iter().map(|place| project().join(place)).collect();
    let mut texts = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let left_out = ["node_modules", "test-results", "target"];
            let entries = fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path());
            waiting.extend(entries.filter(|path| !left_out.iter().any(|name| path.ends_with(name))));
        } else if let Ok(text) = fs::read_to_string(&path) {
            let address = path.strip_prefix(project()).unwrap().to_str().unwrap().replace('\\', "/");
            texts.push((address, text));
        }
    }
    texts.sort();
    texts
}

fn sources() -> Vec<(String, String)> {
    texts(&["src"]).into_iter().filter(|(file, _)| file.ends_with(".rs")).collect()
}

/// The crates of `Cargo.toml`, as code names them.
fn packages() -> BTreeSet<String> {
    let manifest = fs::read_to_string(project().join("Cargo.toml")).unwrap();
    manifest
        .lines()
        .skip_while(|line| !line.starts_with("[dependencies]"))
        .filter_map(|line| line.split_once(" =").or_else(|| line.split_once('=')))
        .map(|(name, _)| name.trim().replace('-', "_"))
        .collect()
}

fn check(breaches: Vec<String>) {
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

#[test]
fn arrows_point_down_only() {
    let packages = packages();
    // A test beside the code may look at a clock.
    let is_test = |file: &str| file.contains("/tests/") || file.ends_with("/tests.rs");
    let sources: Vec<_> = sources().into_iter().filter(|(file, _)| !is_test(file)).collect();
    check(sources.iter().flat_map(|(file, text)| broken_arrows(file, text, &packages)).collect());
}

#[test]
fn a_planted_breach_is_found() {
    let packages = packages();
    let count = |file: &str, text: &str| broken_arrows(file, text, &packages).len();
    for (file, text) in [
        ("src/domain/session.rs", "use crate::codec::wire::Drawn;"),
        ("src/domain/session.rs", "use super::super::hub::Hub;"),
        ("src/domain/ids.rs", "use serde::Serialize;"),
        ("src/domain/ids.rs", "fn now() { std::time::Instant::now(); }"),
        ("src/codec/words.rs", "use crate::{domain::ids::Language, journal::Charter};"),
        ("src/codec/words.rs", "use std::{fs, fmt};"),
        ("src/codec/words.rs", "use tokio::sync::mpsc;"),
        ("src/journal/sqlite.rs", "use crate::codec::wire;"),
        ("src/journal/sqlite.rs", "fn f(hub: &crate::hub::Hub) {}"),
        ("src/hub/room.rs", "use crate::journal::memory::MemoryJournal;"),
        ("src/hub/room.rs", "use crate::journal::{Journal, sqlite::SqliteJournal};"),
        ("src/hub/room.rs", "use crate::journal;"),
        ("src/hub/room.rs", "use axum::Router;"),
        ("src/hub/mod.rs", "use crate::web::pages;"),
        ("src/web/api.rs", "use crate::journal::Journal;"),
        ("src/web/api.rs", "use crate::config::Config;"),
        ("src/web/api.rs", "use tokio_tungstenite::tungstenite::Message;"),
        ("src/attic.rs", ""),
    ] {
        assert_eq!(count(file, text), 1, "{file}: {text}");
    }
    for (file, text) in [
        ("src/domain/session.rs", "use super::deck::Deck; use std::collections::BTreeMap;"),
        ("src/domain/session.rs", "// use crate::hub::Hub;\nconst A: &str = \"crate::hub::Hub\";"),
        ("src/codec/words.rs", "#[cfg(test)]\nmod tests { use std::fs; }\nfn f() {}"),
        ("src/journal/sqlite.rs", "use crate::codec::record; use rusqlite::Connection;"),
        ("src/hub/room.rs", "use crate::journal::{Charter, Journal}; use crate::codec::view::Scene;"),
        ("src/web/socket/protocol.rs", "use tokio_tungstenite::tungstenite::Message; use crate::hub::Hub;"),
        ("src/server.rs", "use crate::journal::sqlite::SqliteJournal; use crate::config::Config;"),
        ("src/main.rs", "fn main() { peil::cli::run() }"),
    ] {
        assert_eq!(count(file, text), 0, "{file}: {text}");
    }
}

#[test]
fn every_source_opens_by_saying_what_it_does() {
    let opens = |text: &str| text.starts_with("//! ");
    assert!(!opens("// a comment\n"));
    check(sources().into_iter().filter(|(_, text)| !opens(text)).map(|(file, _)| file).collect());
}

#[test]
fn no_source_holds_two_thoughts() {
    let long = |(file, text): (String, String)| {
        // Tests stand beside what they test and make a file longer, not fuller.
        let lines = text.lines().take_while(|line| *line != "#[cfg(test)]").count();
        (lines > LINES_MAX).then(|| format!("{file} has {lines} lines"))
    };
    assert!(long((String::new(), "\n".repeat(LINES_MAX + 1))).is_some());
    check(sources().into_iter().filter_map(long).collect());
}

#[test]
fn nothing_is_left_lying_about() {
    // Loose ends, tests that do not run, and folders of the machine on which something was made. In two halves, or
    // this file would find itself.
    let words = [
        ("TO", "DO"),
        ("FIX", "ME"),
        ("todo", "!("),
        ("unimplemented", "!("),
        ("dbg", "!("),
        ("#[ig", "nore"),
        (".on", "ly("),
        ("test.sk", "ip("),
        ("/ho", "me/"),
        ("/ro", "ot/"),
        ("/Us", "ers/"),
        ("/wo", "rk/"),
    ]
    .map(|(start, end)| format!("{start}{end}"));
    let loose = |file: &str, text: &str| -> Vec<String> {
        text.lines()
            .zip(1..)
            .flat_map(|(line, number)| {
                let found = words.iter().filter(|word| line.contains(*word));
                found.map(|word| format!("{file}:{number} holds {word}")).collect::<Vec<_>>()
            })
            .collect()
    };
    assert_eq!(loose("x", &format!("fine\n// {}: later", words[0])).len(), 1);
    let texts = texts(&["src", "static", "polls", "tests", "benches", ".ci", "Cargo.toml", "README.md", "clippy.toml"]);
    check(texts.iter().flat_map(|(file, text)| loose(file, text)).collect());
}

#[test]
fn templates_hold_no_style_and_no_handler() {
    // The content security policy forbids them, so a browser would drop them silently.
    let breach = |text: &str| {
        text.split('<').any(|tag| {
            let tag = tag.split('>').next().unwrap_or_default();
            tag.split_ascii_whitespace().skip(1).any(|word| {
                let name = word.split('=').next().unwrap_or_default();
                word.contains('=') && (name == "style" || (name.starts_with("on") && name.len() > 4))
            })
        })
    };
    assert!(
        breach("<p style=\"a\">") && breach("<button type=button onclick='x'>") && !breach("<p class=style>on = 1")
    );
    let templates = texts(&["src"]).into_iter().filter(|(file, _)| file.ends_with(".html"));
    check(templates.filter(|(_, text)| breach(text)).map(|(file, _)| file).collect());
}

#[test]
fn no_sentence_is_written_twice() {
    // Two files with one key: the language does not load at all, at the first sentence that somebody asks for.
    let twice = |texts: &[(String, String)]| -> Vec<String> {
        let mut seen = BTreeSet::new();
        let keys = texts.iter().flat_map(|(file, text)| text.lines().map(move |line| (file, line)));
        keys.filter(|(_, line)| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|(file, line)| Some((file, line.split_once(" =")?.0)))
            .filter(|(_, key)| !seen.insert(key.to_string()))
            .map(|(file, key)| format!("{file} has {key} again"))
            .collect()
    };
    assert_eq!(twice(&[("a".into(), "x = 1\ny = 2".into()), ("b".into(), "x = 3".into())]).len(), 1);
    for language in ["src/codec/languages/nl", "src/codec/languages/en"] {
        check(twice(&texts(&[language])));
    }
}

#[test]
fn every_script_is_type_checked() {
    let scripts = texts(&["static", "tests/browser"]).into_iter().filter(|(file, _)| file.ends_with(".js"));
    check(scripts.filter(|(_, text)| !text.starts_with("// @ts-check\n")).map(|(file, _)| file).collect());
}

#[test]
fn no_crate_that_must_agree_with_another_is_there_twice() {
    let lock = fs::read_to_string(project().join("Cargo.lock")).unwrap();
    let times = |name: &str| lock.lines().filter(|line| *line == format!("name = \"{name}\"")).count();
    for name in ONLY_ONCE {
        assert_eq!(times(name), 1, "{name}");
    }
}
