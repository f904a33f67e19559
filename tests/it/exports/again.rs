//! What the deck asks twice, before and after, in report and workbook: the same people, counted by hand from the rows.

use std::collections::BTreeMap;

use peil::codec::export::Format;
use peil::codec::words::Tongue;
use peil::domain::ids::Moment;
use peil::domain::privacy::{Mode, Privacy};
use peil::domain::results::Forgettable;
use serde_json::Value;

use super::rich::{Rich, rich};
use super::workbook::parts;

/// People by what they said first and then, as the rows of the JSON have it.
fn moved(rich: &Rich) -> BTreeMap<(String, String), u32> {
    let document: Value = serde_json::from_slice(&rich.file(Format::Json, Tongue::English).bytes).unwrap();
    let rows = document["rows"].as_array().unwrap().iter().filter(|row| row["set_aside"] == false);
    let said = |row: &Value, key: &str| Some(row["cells"][key]["choices"][0].as_str()?.to_owned());
    let mut moved = BTreeMap::new();
    for row in rows {
        if let (Some(first), Some(then)) = (said(row, "bekend"), said(row, "bekend-nu")) {
            *moved.entry((first, then)).or_default() += 1;
        }
    }
    moved
}

fn texts(rich: &Rich) -> String {
    parts(&rich.file(Format::Workbook, Tongue::English).bytes)["xl/sharedStrings.xml"].clone()
}

#[test]
fn before_and_after_are_of_the_same_people_and_say_of_whom_they_speak() {
    let rich = rich(120, "");
    let (report, moved) = (rich.report(Tongue::English), moved(&rich));
    let both: u32 = moved.values().sum();
    assert!(report.contains(&format!("{both} participants answered both")), "{report}");
    for (key, label) in [("1", "Onbekend"), ("2", "Een beetje"), ("3", "Goed bekend")] {
        let first: u32 = moved.iter().filter(|((first, _), _)| first == key).map(|(_, count)| count).sum();
        let then: u32 = moved.iter().filter(|((_, then), _)| then == key).map(|(_, count)| count).sum();
        let cell = |count: u32| format!("<td>{count} · {}%</td>", (200 * count + both) / (2 * both));
        assert!(report.contains(&format!("{label}</th>{}{}", cell(first), cell(then))), "{label}: {first} {then}");
    }
    for text in [report, texts(&rich)] {
        assert!(text.contains("This speaks of changing in this room only, and not of other people."));
    }
    assert!(texts(&rich).contains("Stuart–Maxwell"), "the test is for whoever takes the workbook");
}

#[test]
fn where_two_answers_of_one_person_may_not_stand_together_every_document_says_why() {
    let mut confidential = rich(120, "");
    confidential.privacy = Privacy { mode: Mode::Confidential, ..Privacy::DEFAULT };
    let without_rows = rich(120, "").forgetting(&[Forgettable::Rows], Moment(1_794_916_800_000));
    for (rich, why) in
        [(confidential, "This session is confidential."), (without_rows, "The single answers were deleted.")]
    {
        for text in [rich.report(Tongue::English), texts(&rich)] {
            assert!(text.contains(why), "{why}");
            assert!(!text.contains("Who moved where") && !text.contains("participants answered both"), "{why}");
        }
    }
}
