//! The coded file and the scripts that label it: every column is labelled once, no text ends its string, and codes tell
//! apart why an answer is missing.

use std::collections::BTreeSet;
use std::process::Command;
use std::sync::Arc;

use peil::codec::deck_file::{self, Source};
use peil::codec::export::Format;
use peil::codec::words::Tongue;
use peil::domain::ids::{DeckId, Moment};
use peil::domain::session::Session;

use super::rich::{Rich, rich};

/// What would end a string or a command, or be run, in one language or the other.
const HOSTILE: [&str; 6] = [
    "\"); system(\"rm\"); (\"",
    "'. HOST COMMAND=['rm'].",
    "\\\" \\' \\\\",
    "%s %n {x} !x",
    "regel\r\ntwee\u{2028}drie",
    "/* # *",
];

fn text(format: Format, planted: &str) -> String {
    String::from_utf8(rich(60, planted).file(format, Tongue::Dutch).bytes).unwrap()
}

/// The strings of an R script, unescaped; panics where one does not end on its line, or where brackets do not close.
fn strings_of_r(script: &str) -> Vec<String> {
    let (mut strings, mut depth) = (Vec::new(), 0_i32);
    for line in script.lines() {
        let mut letters = line.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '#' => break,
                '(' | '{' | '[' => depth += 1,
                ')' | '}' | ']' => depth -= 1,
                '"' => {
                    let mut string = String::new();
                    loop {
                        match letters.next().unwrap_or_else(|| panic!("a string does not end: {line}")) {
                            '"' => break,
                            '\\' => string.push(letters.next().filter(|c| matches!(c, '"' | '\\')).expect("an escape")),
                            letter => string.push(letter),
                        }
                    }
                    strings.push(string);
                }
                _ => {}
            }
        }
        assert!(depth >= 0, "{line}");
    }
    assert_eq!(depth, 0, "brackets close");
    strings
}

/// The commands of an SPSS script with their strings; panics where a string does not end on its line.
fn commands_of_spss(script: &str) -> Vec<(String, Vec<String>)> {
    let (mut commands, mut plain, mut strings) = (Vec::new(), String::new(), Vec::new());
    for line in script.trim_start_matches('\u{feff}').lines() {
        let mut letters = line.chars().peekable();
        assert!(line.len() <= 250, "older SPSS cuts it off: {line}");
        while let Some(letter) = letters.next() {
            if letter != '\'' || plain.trim_start().starts_with('*') {
                plain.push(letter);
                continue;
            }
            let mut string = String::new();
            loop {
                match letters.next().unwrap_or_else(|| panic!("a string does not end: {line}")) {
                    '\'' if letters.peek() == Some(&'\'') => string.extend(letters.next()),
                    '\'' => break,
                    letter => string.push(letter),
                }
            }
            strings.push(string);
        }
        if plain.trim_end().ends_with('.') && !line.trim_end().ends_with('\'') {
            commands.push((std::mem::take(&mut plain).trim().to_owned(), std::mem::take(&mut strings)));
        }
        plain.push(' ');
    }
    assert_eq!(plain.trim(), "", "the last command ends");
    commands
}

#[test]
fn no_text_ends_its_string_in_either_language() {
    for hostile in HOSTILE {
        let seen: String = hostile.chars().map(|c| if c.is_control() || c == '\u{2028}' { ' ' } else { c }).collect();
        let strings = strings_of_r(&text(Format::LabelsR, hostile));
        assert!(strings.iter().any(|string| string.contains(&seen)), "{hostile}");
        let verbs = ["*", "GET DATA", "DATASET NAME", "VARIABLE LABELS", "VALUE LABELS", "MISSING VALUES", "EXECUTE"];
        for (command, _) in commands_of_spss(&text(Format::LabelsSpss, hostile)) {
            assert!(verbs.iter().any(|verb| command.starts_with(verb)), "{hostile}: {command}");
        }
    }
}

#[test]
fn every_column_of_the_coded_file_is_labelled_in_both_scripts() {
    let codes = text(Format::CsvCodes, "");
    let head: Vec<&str> = codes.trim_start_matches('\u{feff}').lines().next().unwrap().split(',').collect();
    assert_eq!(head.iter().collect::<BTreeSet<_>>().len(), head.len(), "{head:?}");
    let [first, columns @ .., last] = &head[..] else { panic!("{head:?}") };
    assert_eq!((*first, *last), ("participant", "set_aside"));
    let strings = strings_of_r(&text(Format::LabelsR, ""));
    let spss = text(Format::LabelsSpss, "");
    for column in columns {
        assert_eq!(strings.iter().filter(|string| string == column).count(), 2, "{column}");
        assert!(spss.contains(&format!("\n  /{column}\n")), "{column}");
    }
    let classes =
        strings.iter().filter(|string| matches!(string.as_str(), "integer" | "numeric" | "character")).count();
    assert_eq!(classes, head.len());
    let file = rich(60, "").file(Format::CsvCodes, Tongue::Dutch);
    assert!(strings.contains(&file.name) && spss.contains(&file.digest), "{}", file.name);
}

#[test]
fn codes_tell_apart_why_an_answer_is_missing_and_a_number_may_be_below_zero() {
    let codes = text(Format::CsvCodes, "");
    let mut reader = csv::Reader::from_reader(codes.trim_start_matches('\u{feff}').as_bytes());
    let head = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
    let values = |name: &str| -> BTreeSet<String> {
        let column = head.iter().position(|column| column == name).unwrap_or_else(|| panic!("no {name}"));
        rows.iter().map(|row| row[column].to_owned()).collect()
    };
    let set = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(values("remt.tijd"), set(&["0", "1", "-1", "-2"]));
    assert_eq!(values("bekend"), set(&["1", "2", "3", "-11", "-12", "-2"]), "who does not know is missing too");
    assert_eq!(values("later"), set(&["-3"]));
    assert!(values("eerst.slim").is_superset(&set(&["1", "2", "3", "-4", "-1"])));
    // From -5 up may be given: nothing that is missing is taken for a mark.
    assert!(values("cijfer").is_superset(&set(&["-5", "10", "-12"])), "{:?}", values("cijfer"));
    assert!(text(Format::LabelsSpss, "").contains("MISSING VALUES cijfer (LOWEST THRU -11)."));
}

#[test]
fn r_reads_its_script_where_it_is_installed() {
    let folder = tempfile::tempdir().unwrap();
    for format in [Format::LabelsR, Format::CsvCodes] {
        let file = rich(60, HOSTILE[0]).file(format, Tongue::Dutch);
        std::fs::write(folder.path().join(&file.name), file.bytes).unwrap();
    }
    let name = rich(60, HOSTILE[0]).file(Format::LabelsR, Tongue::Dutch).name;
    let run = format!(
        "source('{name}', encoding = 'UTF-8'); stopifnot(nrow(peil) > 0, !is.null(attr(peil$bekend, 'label')))"
    );
    match Command::new("Rscript").current_dir(folder.path()).args(["-e", &run]).output() {
        Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr)),
        Err(error) => println!("not tested here: R, because {error}; its script is read by a reader of our own"),
    }
}

#[test]
fn an_answer_that_stands_apart_counts_and_only_beside_a_scale_it_is_no_point() {
    let deck = include_bytes!("../../../polls/sociale-innovatie.md");
    let source = Source { name: "sociale-innovatie.md", bytes: deck };
    let reading = deck_file::read_editions(&DeckId::parse("sociale-innovatie").unwrap(), source, &[]);
    let Ok(reading) = reading else { panic!("the deck is sound") };
    let editions = Arc::new(reading.editions);
    let results = Session::new(Arc::clone(&editions), Moment(0)).results(&BTreeSet::new());
    let script = Rich { editions, results, ..rich(5, "") }.file(Format::LabelsSpss, Tongue::Dutch);
    let script = String::from_utf8(script.bytes).unwrap();
    let of = |name: &str| {
        let labels = script.split_once(&format!("VALUE LABELS {name}")).unwrap().1;
        labels.split_once("MISSING VALUES").unwrap().0.to_owned()
    };
    let doing = of("p3").split_once("We doen het al").unwrap().0.to_owned();
    assert_eq!(doing.split_whitespace().rev().find_map(|word| word.parse::<i64>().ok()), Some(5), "{doing}");
    assert!(!of("p3").contains("-11"), "{}", of("p3"));
    assert!(of("p2").contains("-11"), "{}", of("p2"));
}
