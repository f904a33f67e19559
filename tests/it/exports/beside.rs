//! What stands in a row beside the group of whoever gave it: no time of its own, and no words of a few. And what comes only
//! when nobody can answer any more.

use std::collections::{BTreeMap, BTreeSet};

use peil::codec::export::Format;
use peil::codec::words::Tongue;
use peil::domain::privacy::{Mode, Privacy};
use peil::domain::published::Intake;
use serde_json::Value;

use super::rich::{Rich, rich};

/// The cells of one question, row by row, each with the group of its row.
fn cells(rich: &Rich, question: &str) -> Vec<(String, Value)> {
    let file: Value = serde_json::from_slice(&rich.file(Format::Json, Tongue::Dutch).bytes).unwrap();
    let rows = file["rows"].as_array().unwrap();
    rows.iter().map(|row| (row["cells"]["rol"].to_string(), row["cells"][question].clone())).collect()
}

#[test]
fn beside_groups_no_answer_has_a_time_of_its_own() {
    let times = |rich: &Rich, question: &str| -> BTreeSet<String> {
        cells(rich, question).iter().filter_map(|(_, cell)| Some(cell["at"].as_str()?.to_owned())).collect()
    };
    let (with, without) = (rich(120, ""), rich(120, "").without_groups());
    for question in ["rol", "remt", "cijfer", "kans", "beter", "oordeel"] {
        assert_eq!(times(&with, question).len(), 1, "{question}");
        assert!(times(&without, question).len() > 20, "{question}");
    }
}

#[test]
fn words_beside_a_choice_stand_in_rows_only_where_enough_of_each_group_wrote_some() {
    let writers = |rich: &Rich| {
        let mut writers = BTreeMap::<String, u32>::new();
        let worded = cells(rich, "remt").into_iter().filter(|(_, cell)| cell["text"].is_string());
        worded.for_each(|(group, _)| *writers.entry(group).or_default() += 1);
        writers
    };
    assert!(
        writers(&rich(120, "").without_groups()).values().any(|writers| *writers < 5),
        "there is something to hide"
    );
    assert!(writers(&rich(120, "")).values().all(|writers| *writers >= 5));
    let chose = |rich: &Rich| cells(rich, "remt").iter().filter(|(_, cell)| cell.to_string().contains("eigen")).count();
    assert_eq!(chose(&rich(120, "")), chose(&rich(120, "").without_groups()), "the choice itself stays");
}

#[test]
fn what_one_person_filled_in_is_no_difference_between_two_files_of_a_confidential_session() {
    let told = |mode: Mode, intake: Intake| -> Vec<bool> {
        let privacy = Privacy { mode, ..Privacy::DEFAULT };
        let rich = Rich { privacy, intake, ..rich(40, "") };
        let json: Value = serde_json::from_slice(&rich.file(Format::Json, Tongue::Dutch).bytes).unwrap();
        let questions = json["questions"].as_array().unwrap();
        let form = questions.iter().find(|question| question["id"] == "oordeel").unwrap();
        let long = String::from_utf8(rich.file(Format::CsvLong, Tongue::Dutch).bytes).unwrap();
        assert!(form["answered"].as_u64().unwrap() > 0);
        vec![
            form["withheld"].is_null(),
            long.contains("oordeel"),
            !rich.report(Tongue::Dutch).contains("Van dit formulier"),
        ]
    };
    assert_eq!(told(Mode::Confidential, Intake::Open), [false; 3]);
    assert_eq!(told(Mode::Confidential, Intake::Closed), [true; 3]);
}
