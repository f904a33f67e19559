//! No page, file or program's answer is made of anything but what passed the gate: the names of what stands before it
//! are in no source of the floors that hand things out.

use std::fs;
use std::path::{Path, PathBuf};

/// The roads from a session to everybody who is not its presenter.
const ROADS: [&str; 4] = ["src/web", "src/codec/export", "src/codec/findings", "src/hub/cards.rs"];

/// Where an answer, a row or a count can be had that did not pass the gate.
const BEFORE_THE_GATE: [&str; 3] = ["session.results(", "journal.sealed(", "publish("];

fn sources(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|entry| sources(&entry)).filter(|file| file.extension().is_some_and(|end| end == "rs")).collect()
}

fn breaches(file: &str, text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let names = BEFORE_THE_GATE.iter().filter(|name| code.contains(**name));
    names.map(|name| format!("{file} names {name}")).collect()
}

#[test]
fn no_road_out_of_a_session_leads_past_the_gate() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut read = 0;
    for file in ROADS.iter().flat_map(|road| sources(&root.join(road))) {
        // The tests of a module stand in a file of their own.
        if file.ends_with("tests.rs") {
            continue;
        }
        read += 1;
        assert_eq!(breaches(&file.display().to_string(), &fs::read_to_string(&file).unwrap()), Vec::<String>::new());
    }
    assert!(read > 40, "{read}");
    let planted = "let results = room.look(|session, seen| session.results(seen)).await;";
    assert_eq!(breaches("src/web/breach.rs", planted).len(), 1);
}
