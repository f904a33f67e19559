//! That texts or single answers were deleted stands in every document, with its day: nobody reads an empty place as a room
//! in which nobody wrote.

use peil::codec::export::Format;
use peil::codec::words::Tongue;
use peil::domain::ids::Moment;
use peil::domain::results::Forgettable;

use super::rich::{Rich, rich};
use super::workbook::parts;

/// Noon in Greenwich on 17 November 2026.
const AT: Moment = Moment(1_794_916_800_000);
const TEXTS: &str = "Wat deelnemers typten, is gewist op 17\u{a0}nov\u{a0}2026.";
const HERE: &str = "Wat mensen hier schreven, is gewist op 17\u{a0}nov\u{a0}2026.";
const ROWS: &str = "Losse antwoorden zijn gewist op 17\u{a0}nov\u{a0}2026.";

/// How often a file says a sentence: of the report, its workbook and the labels for R and SPSS.
fn said(rich: &Rich, sentence: &str) -> [usize; 4] {
    let script = |format| String::from_utf8(rich.file(format, Tongue::Dutch).bytes).unwrap().matches(sentence).count();
    let parts = parts(&rich.file(Format::Workbook, Tongue::Dutch).bytes);
    // A sentence that stands in several cells is kept once, so cells that name it are counted.
    let texts: Vec<&str> = parts["xl/sharedStrings.xml"].split("<si>").skip(1).collect();
    let place = texts.iter().position(|text| text.contains(sentence));
    let cell = |place: usize| format!("t=\"s\"><v>{place}</v>");
    let sheets = parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/"));
    let cells = place.map_or(0, |place| sheets.map(|(_, sheet)| sheet.matches(&cell(place)).count()).sum());
    [rich.report(Tongue::Dutch).matches(sentence).count(), cells, script(Format::LabelsR), script(Format::LabelsSpss)]
}

#[test]
fn every_document_says_that_texts_were_deleted_and_when() {
    let rich = rich(40, "").forgetting(&[Forgettable::Texts], AT);
    // In the report in front and behind; in the workbook with the summary, the codebook and where the texts would stand.
    assert_eq!(said(&rich, TEXTS), [2, 3, 1, 1]);
    // Two choices with a line to write on, an open question, words, and a field of a form.
    assert_eq!(said(&rich, HERE), [5, 5, 0, 0]);
    assert_eq!(said(&rich, ROWS), [0; 4]);
    // The words of a question from the audience have that in their place.
    assert!(rich.report(Tongue::Dutch).contains("tekst gewist"));
    assert!(!rich.report(Tongue::English).contains("Hoe nu verder"));
}

#[test]
fn every_document_says_that_single_answers_were_deleted_and_when() {
    let rich = rich(40, "").forgetting(&[Forgettable::Rows], AT);
    assert_eq!(said(&rich, ROWS), [2, 3, 1, 1]);
    assert_eq!(said(&rich, TEXTS), [0; 4]);
    assert!(rich.report(Tongue::Dutch).contains("Meer tijd voor nummer 2"), "texts stay when only answers go");
    for format in [Format::Json, Format::CsvLong] {
        let file = String::from_utf8(rich.file(format, Tongue::Dutch).bytes).unwrap();
        assert!(file.contains("Meer tijd voor nummer 2"), "also in {format:?}");
    }
}

#[test]
fn what_was_deleted_by_turns_is_said_of_both_and_what_is_kept_is_not_said_to_be_gone() {
    assert_eq!([TEXTS, HERE, ROWS].map(|sentence| said(&rich(40, ""), sentence)), [[0; 4]; 3]);
    let both = rich(40, "").forgetting(&[Forgettable::Texts, Forgettable::Rows], AT);
    assert_eq!([TEXTS, ROWS].map(|sentence| said(&both, sentence)), [[2, 3, 1, 1]; 2]);
    assert!(both.paper(Tongue::English).starts_with(b"%PDF"));
}
