//! `peil verify`: a file as it was written passes, and whatever is changed in one is named by its path.

use std::collections::BTreeSet;
use std::process::{Command, Output};

use peil::codec::export::Format;
use peil::codec::export::verify::{Unreadable, Verdict, What, Why, verify};
use peil::codec::words::Tongue;
use peil::domain::privacy::{Mode, Privacy};
use serde_json::{Value, json};

use super::rich::{Rich, rich};
use crate::process::BINARY;

fn json_of(rich: &Rich) -> Vec<u8> {
    rich.file(Format::Json, Tongue::Dutch).bytes
}

fn verdict(document: &Value) -> Verdict {
    verify(&serde_json::to_vec(document).unwrap()).expect("it can be read")
}

fn paths(verdict: &Verdict) -> BTreeSet<&str> {
    verdict.differences.iter().map(|difference| difference.path.as_str()).collect()
}

#[test]
fn a_file_of_every_kind_of_question_agrees_with_its_rows_checks_and_digest() {
    for people in [0, 1, 12, 120] {
        let rich = rich(people, "");
        let file = rich.file(Format::Json, Tongue::English);
        let verdict = verify(&file.bytes).unwrap();
        assert_eq!(verdict.differences, [], "{people}");
        assert_eq!(verdict.digest, file.digest);
        let unchecked: Vec<_> = verdict.unchecked.iter().map(|one| (one.path.as_str(), one.why)).collect();
        assert!(unchecked.contains(&("questions[9].answered", Why::Askers)), "{unchecked:?}");
        println!("{people} people: {} figures; not {unchecked:?}", verdict.figures);
    }
    // However it is laid out.
    let document: Value = serde_json::from_slice(&json_of(&rich(12, ""))).unwrap();
    assert_eq!(verdict(&document).differences, []);
}

#[test]
fn the_session_that_is_verified_has_something_of_everything() {
    let document: Value = serde_json::from_slice(&json_of(&rich(120, ""))).unwrap();
    let questions = document["questions"].as_array().unwrap();
    let kinds: BTreeSet<&str> = questions.iter().map(|question| question["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds.len(), 11, "{kinds:?}");
    assert!(questions[0]["counts_recoded"].is_object() && questions[0]["texts"].as_array().unwrap().len() > 1);
    assert!(questions[1]["set_aside"] == 5 && questions[1]["changes"].as_u64().unwrap() > 0);
    let missing: BTreeSet<&str> = document["rows"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|row| row["cells"].as_object().unwrap().values())
        .filter_map(|cell| cell["missing"].as_str())
        .collect();
    assert_eq!(missing.into_iter().collect::<Vec<_>>(), ["not_answered", "not_asked", "not_present", "withheld"]);
}

/// Every value of a document that holds no other, by its JSON pointer, and where people look for it.
fn leaves(value: &Value, pointer: &str, path: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (name, value) in members {
                let escaped = name.replace('~', "~0").replace('/', "~1");
                let is_plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
                let path = match (path.is_empty(), is_plain) {
                    (true, _) => name.clone(),
                    (false, true) => format!("{path}.{name}"),
                    (false, false) => format!("{path}[\"{name}\"]"),
                };
                leaves(value, &format!("{pointer}/{escaped}"), &path, found);
            }
        }
        Value::Array(values) if !values.is_empty() => {
            for (index, value) in values.iter().enumerate() {
                leaves(value, &format!("{pointer}/{index}"), &format!("{path}[{index}]"), found);
            }
        }
        _ => found.push((pointer.to_owned(), path.to_owned())),
    }
}

/// Something else of the same kind.
fn other(value: &Value) -> Value {
    match value {
        Value::Null => json!("iets"),
        Value::Bool(is) => json!(!is),
        Value::Number(number) => json!(number.as_u64().unwrap() + 1),
        Value::String(text) => json!(format!("{text}x")),
        Value::Array(_) => json!(["x"]),
        Value::Object(_) => json!({ "x": 1 }),
    }
}

/// The name that a change there is told by: of a cell, the cell.
fn told(path: &str) -> String {
    let cell = path.split_once(".cells.").filter(|_| path.starts_with("rows["));
    let cell = cell.map(|(row, rest)| format!("{row}.cells.{}", rest.split(['.', '[']).next().unwrap()));
    cell.unwrap_or_else(|| path.to_owned())
}

#[test]
fn every_value_that_is_changed_or_taken_out_is_named() {
    let document: Value = serde_json::from_slice(&json_of(&rich(2, ""))).unwrap();
    let mut all = Vec::new();
    leaves(&document, "", "", &mut all);
    assert!(all.len() > 1_000, "{}", all.len());
    for (pointer, path) in &all {
        let mut changed = document.clone();
        let value = changed.pointer_mut(pointer).unwrap();
        *value = other(value);
        match verify(&serde_json::to_vec(&changed).unwrap()) {
            Ok(verdict) => {
                let paths = paths(&verdict);
                assert!(paths.contains(told(path).as_str()), "{path}: {paths:?}");
                assert!(paths.contains("sha256"), "{path}: {paths:?}");
            }
            Err(unreadable) => assert_eq!((path.as_str(), unreadable), ("version", Unreadable::Version)),
        }
        // Each costs as much again; where one is missed, its neighbours are too.
        if path.starts_with("checks.") || !pointer.len().is_multiple_of(3) {
            continue;
        }
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let mut without = document.clone();
        match without.pointer_mut(parent).unwrap() {
            Value::Object(members) => drop(members.remove(&name.replace("~1", "/").replace("~0", "~"))),
            Value::Array(values) => drop(values.remove(name.parse().unwrap())),
            _ => unreachable!("a parent holds something"),
        }
        if let Ok(verdict) = verify(&serde_json::to_vec(&without).unwrap()) {
            assert!(!verdict.differences.is_empty(), "{path}");
        }
    }
}

#[test]
fn a_check_that_was_changed_is_told_from_a_value_that_was() {
    let mut document: Value = serde_json::from_slice(&json_of(&rich(12, ""))).unwrap();
    document["checks"]["questions"][0]["counts"]["hr"] = json!("00000000");
    let found = verdict(&document);
    assert_eq!(found.differences[0].path, "checks.questions[0].counts.hr");
    assert_eq!(found.differences[0].what, What::Check);
}

#[test]
fn what_was_added_moved_or_taken_out_is_named() {
    let document: Value = serde_json::from_slice(&json_of(&rich(12, ""))).unwrap();
    let check = |change: &dyn Fn(&mut Value), expected: &str| {
        let mut changed = document.clone();
        change(&mut changed);
        let verdict = verdict(&changed);
        assert!(paths(&verdict).contains(expected), "{expected}: {:?}", verdict.differences);
    };
    check(&|document| document["nieuw"] = json!(1), "nieuw");
    check(&|document| document["questions"][0]["nieuw"] = json!(null), "questions[0].nieuw");
    check(&|document| document["rows"][1]["cells"]["nieuw"] = json!({ "missing": "not_asked" }), "rows[1].cells.nieuw");
    check(&|document| document["rows"].as_array_mut().unwrap().swap(1, 2), "rows[1].participant");
    check(&|document| drop(document["rows"].as_array_mut().unwrap().remove(0)), "participants");
    check(&|document| document["rows"] = json!([]), "rows");
    check(&|document| document["questions"] = json!([]), "questions");
    check(&|document| document["questions"].as_array_mut().unwrap().swap(0, 1), "questions[0].id");
    check(&|document| document["checks"] = json!({}), "checks.participants");
    check(&|document| document["rows"] = json!(7), "rows");
    for member in ["checks", "sha256", "rows", "questions", "title"] {
        check(&|document| drop(document.as_object_mut().unwrap().remove(member)), member);
    }
}

#[test]
fn a_figure_that_its_rows_do_not_give_is_named_also_when_checks_and_digest_were_made_again() {
    let document: Value = serde_json::from_slice(&json_of(&rich(120, "").without_groups())).unwrap();
    for (pointer, path) in [
        ("/questions/0/answered", "questions[0].answered"),
        ("/questions/0/present", "questions[0].present"),
        ("/questions/1/set_aside", "questions[1].set_aside"),
        ("/questions/0/counts/hr", "questions[0].counts.hr"),
        ("/questions/1/counts_recoded/geld", "questions[1].counts_recoded.geld"),
        ("/questions/0/texts/0/count", "questions[0].texts[0].count"),
        ("/questions/3/counts/7", "questions[3].counts.7"),
        ("/questions/4/parts/0/counts/1", "questions[4].parts[0].counts.1"),
        ("/questions/5/parts/1/counts/0", "questions[5].parts[1].counts.0"),
        ("/questions/6/parts/1/counts/3", "questions[6].parts[1].counts.3"),
        ("/questions/10/parts/2/answered", "questions[10].parts[2].answered"),
        ("/participants", "participants"),
    ] {
        let mut changed = document.clone();
        let value = changed.pointer_mut(pointer).unwrap_or_else(|| panic!("there is no {pointer}"));
        let was = value.as_u64().unwrap();
        *value = json!(was + 1);
        let verdict = verdict(&changed);
        assert_eq!(verdict.differences[0].path, path);
        let what = What::Figure { file: (was + 1).to_string(), rows: was.to_string() };
        assert_eq!(verdict.differences[0].what, what);
    }
}

#[test]
fn what_cannot_be_counted_again_is_said() {
    let mut rich = rich(120, "");
    rich.privacy = Privacy { mode: Mode::Confidential, ..Privacy::DEFAULT };
    let bytes = json_of(&rich);
    let found = verify(&bytes).unwrap();
    assert_eq!(found.differences, []);
    assert_eq!(found.unchecked.iter().map(|one| one.why).collect::<Vec<_>>(), [Why::NoRows]);
    let mut document: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(document["mode"], "confidential");
    assert!(document["questions"][0]["counts_recoded"].is_object());
    document["questions"][0]["counts"]["hr"] = json!(1_000);
    assert!(paths(&verdict(&document)).contains("questions[0].counts.hr"));
}

#[test]
fn a_broken_or_hostile_file_is_refused_and_stops_nothing() {
    let bytes = json_of(&rich(3, ""));
    for end in (0..bytes.len() - 2).step_by(97) {
        assert!(matches!(verify(&bytes[..end]), Err(Unreadable::Json(_))), "{end}");
    }
    for (file, expected) in
        [("[]", Unreadable::Other), ("{}", Unreadable::Other), ("{\"version\":2}", Unreadable::Version)]
    {
        assert_eq!(verify(file.as_bytes()).unwrap_err(), expected);
    }
    let deep = format!("{{\"version\":1,\"questions\":{}", "[".repeat(1_000_000));
    assert!(matches!(verify(deep.as_bytes()), Err(Unreadable::Json(_))));
    // Of every shape at every place.
    let document: Value = serde_json::from_slice(&bytes).unwrap();
    for shape in
        [json!(null), json!([]), json!({}), json!(1e300), json!([[[{}]]]), json!("\u{202e}"), json!({ "key": [] })]
    {
        for pointer in [
            "/questions",
            "/questions/0",
            "/questions/0/counts",
            "/questions/0/options",
            "/questions/0/texts/0",
            "/questions/4/parts",
            "/questions/4/parts/0",
            "/rows",
            "/rows/0",
            "/rows/0/cells",
            "/rows/0/cells/rol",
            "/rows/0/cells/budget",
            "/checks",
            "/checks/rows",
            "/checks/questions/0",
            "/sha256",
            "/participants",
        ] {
            let mut changed = document.clone();
            let Some(value) = changed.pointer_mut(pointer) else { continue };
            *value = shape.clone();
            assert!(!verdict(&changed).differences.is_empty(), "{pointer} {shape}");
        }
    }
}

fn run(arguments: &[&str], folder: &std::path::Path) -> Output {
    let mut command = Command::new(BINARY);
    command.current_dir(folder).arg("verify").args(arguments).env_remove("LC_ALL").env_remove("LC_MESSAGES");
    command.env("LANG", "C.UTF-8").output().unwrap()
}

#[test]
fn the_command_says_what_agrees_and_names_what_does_not_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let file = rich(120, "").file(Format::Json, Tongue::Dutch);
    std::fs::write(folder.path().join("results.json"), &file.bytes).unwrap();
    let output = run(&["results.json"], folder.path());
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{said}");
    assert!(said.starts_with("results.json: ") && said.contains("all agree"), "{said}");
    assert!(said.contains(&format!("sha-256 {}", file.digest)), "{said}");

    let mut document: Value = serde_json::from_slice(&file.bytes).unwrap();
    let was = document["questions"][0]["counts"]["hr"].as_u64().unwrap();
    document["questions"][0]["counts"]["hr"] = json!(was + 40);
    std::fs::write(folder.path().join("other.json"), document.to_string()).unwrap();
    let output = run(&["other.json", "results.json"], folder.path());
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    // As people call the question, and no more than what says where to look.
    let first =
        format!("error: ‘other.json’: counts.hr of question 1 (rol) says {}, but the rows give {was}\n", was + 40);
    assert!(said.starts_with(&first), "{said}");
    assert!(said.contains("and 2 more differences") && said.matches("error:").count() == 1, "{said}");
    assert!(said.contains("tip: do not use these figures"), "{said}");
    assert!(String::from_utf8(output.stdout).unwrap().contains("results.json: "), "the next file is held too");

    let said = String::from_utf8(run(&["other.json"], folder.path()).stderr).unwrap();
    assert!(said.starts_with("error: counts.hr of question 1 (rol) says"), "one file needs no name: {said}");

    let confidential = Privacy { mode: Mode::Confidential, ..Privacy::DEFAULT };
    let bare = json_of(&Rich { privacy: confidential, ..rich(120, "") });
    std::fs::write(folder.path().join("bare.json"), &bare).unwrap();
    let output = run(&["bare.json"], folder.path());
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}");
    assert!(said.starts_with("bare.json: only the digest was reckoned again, because there are no rows"), "{said}");
    assert!(!said.contains("all agree") && said.contains("not counted again: this file holds no answers"), "{said}");

    let output = run(&["nergens.json", "--lang", "nl"], folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("fout: ‘nergens.json’ is niet te lezen"));
    std::fs::write(folder.path().join("half.json"), &file.bytes[..1_000]).unwrap();
    let said = String::from_utf8(run(&["half.json"], folder.path()).stderr).unwrap();
    assert!(said.contains("‘half.json’ is not whole") && said.contains("download results.json again"), "{said}");
}
