//! The three files, held against each other and against a hostile corpus.

use super::*;
use crate::domain::answer::Answer;
use crate::domain::deck::{ChoiceOption, Inline, Kind, Layout, Slide};
use crate::domain::ids::Language;
use crate::domain::ids::OptionKey;
use crate::domain::privacy::Privacy;
use crate::domain::published::{Intake, publish};
use crate::domain::results::{Cell, Results};
use crate::domain::tally::Total;

const HOSTILE: &[&str] = &[
    "=HYPERLINK(\"http://evil.example\",\"klik\")",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "   =1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "\u{feff}=1+1",
    "\0=1+1",
    "ja;=1+1",
    "ja,=1+1",
    "ja\t=1+1",
    "\"=1+1",
    "\"\";=1+1;\"\"",
    "regel een\r\n=1+1",
    "a\"b;c,d\te",
    "'=1+1",
    "ليلى 李 Søren 👩🏽‍🦽",
    "<script>alert(1)</script>",
    "\u{202e}=1+1",
];

fn key(text: &str) -> SlideKey {
    SlideKey::parse(text).unwrap()
}

fn option(name: &str, text: &str, write_in: bool) -> ChoiceOption {
    ChoiceOption {
        key: OptionKey::parse(name).unwrap(),
        text: text.to_owned(),
        write_in,
        apart: write_in,
        alone: false,
        right: false,
        group: None,
    }
}

fn slide(name: &str, language: Language, title: &str, options: Vec<ChoiceOption>) -> Slide {
    Slide {
        key: key(name),
        language,
        title: vec![Inline::Text(title.to_owned())],
        body: Vec::new(),
        question: Some(Question { options, ..Question::new(Kind::ChooseOne) }),
        after: Vec::new(),
        notes: Vec::new(),
        layout: Layout::Flow,
    }
}

fn editions() -> Editions {
    let deck = |language: Language, title: &str, slides| Deck {
        id: DeckId::parse("proef").unwrap(),
        title: title.to_owned(),
        description: None,
        language,
        show_from: 1,
        pulse: false,
        slides,
    };
    let dutch = vec![
        slide("p1", Language::dutch(), "Komt u?", vec![option("1", "Ja", false), option("2", "Nee", false)]),
        slide(
            "p2",
            Language::dutch(),
            "=Hoe?",
            vec![option("fiets", "-fiets", false), option("anders", "Anders…", true)],
        ),
        slide("p3", Language::dutch(), "Later", vec![option("1", "Ja", false), option("2", "Nee", false)]),
    ];
    let mut english = dutch.clone();
    english[0] = slide("p1", Language::english(), "Coming?", vec![option("1", "Yes", false), option("2", "No", false)]);
    Editions {
        original: deck(Language::dutch(), "Proef", dutch),
        translations: vec![deck(Language::english(), "Trial", english)],
    }
}

fn about() -> About {
    About {
        session: SessionId::parse("0199-a").unwrap(),
        code: RoomCode::new(482_913).unwrap(),
        deck: DeckId::parse("proef").unwrap(),
        started_at: Moment(1_700_000_000_000),
        ended_at: None,
    }
}

fn answered(choice: &str, text: Option<&str>) -> Cell {
    Cell::Answered {
        answer: Answer {
            choices: vec![OptionKey::parse(choice).unwrap()],
            text: text.map(str::to_owned),
            ..Answer::default()
        }
        .into(),
        at: Moment(1_700_000_001_005),
    }
}

fn result(question: &str, counts: &[(&str, u32)], present: u32) -> QuestionResult {
    QuestionResult {
        asks: Vec::new(),
        course: Vec::new(),
        kept: None,
        question: key(question),
        round: 1,
        opened_at: (present > 0).then_some(Moment(1_700_000_000_500)),
        closed_at: None,
        revealed: false,
        solved: false,
        answered: counts.iter().map(|(_, count)| count).sum(),
        present,
        changes: 0,
        texts: Vec::new(),
        totals: counts
            .iter()
            .map(|&(key, count)| Total { part: Vec::new(), value: Some(key.to_owned()), count })
            .collect(),
    }
}

/// Two participants: one answers all there is, with `words`; one is late for p1 and silent at p2.
fn results(words: &str) -> Results {
    Results {
        questions: vec![
            result("p1", &[("1", 1), ("2", 0)], 1),
            result("p2", &[("fiets", 0), ("anders", 1)], 2),
            result("p3", &[("1", 0), ("2", 0)], 0),
        ],
        rows: vec![
            vec![answered("1", None), answered("anders", Some(words)), Cell::NotAsked],
            vec![Cell::NotPresent, Cell::NotAnswered, Cell::NotAsked],
        ],
        ..Results::default()
    }
}

fn published(results: Results) -> Published {
    publish(results, &editions().original, Privacy::DEFAULT, Intake::Closed)
}

fn file(format: Format, words: &str, options: Options) -> File {
    export(format, &about(), &editions(), &published(results(words)), options)
}

fn options(tongue: Tongue, delimiter: Delimiter, guard: bool) -> Options {
    Options { tongue, delimiter, guard, bom: true }
}

fn rows(file: &File, delimiter: Delimiter) -> Vec<Vec<String>> {
    let bytes = file.bytes.strip_prefix("\u{feff}".as_bytes()).expect("the file starts with a BOM");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter.sign() as u8).from_reader(bytes);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn the_wide_file_tells_the_three_ways_of_missing_apart() {
    let options = Options::for_tongue(Tongue::Dutch);
    assert_eq!(
        rows(&file(Format::CsvWide, "via mijn vakbond", options), Delimiter::Semicolon),
        [
            ["deelnemer", "p1 · Komt u?", "p2 · =Hoe?", "p2 · eigen woorden", "p3 · Later"],
            ["1", "Ja", "Anders…", "via mijn vakbond", "niet gesteld"],
            ["2", "niet aanwezig", "niet beantwoord", "", "niet gesteld"],
        ]
    );
}

#[test]
fn the_long_file_has_one_row_an_answer() {
    let options = Options::for_tongue(Tongue::English);
    let at = "2023-11-14T22:13:21Z";
    assert_eq!(
        rows(&file(Format::CsvLong, "my union", options), Delimiter::Comma),
        [
            [
                "session",
                "question_id",
                "question",
                "kind",
                "participant",
                "answer",
                "answer_index",
                "at",
                "text",
                "set_aside",
                "part",
                "part_text",
                "number",
                "name",
                "state",
                "merged_into",
                "recoded",
            ],
            ["0199-a", "p1", "Coming?", "choose-one", "1", "Yes", "1", at, "", "false", "", "", "", "", "", "", ""],
            // Not translated, so in the deck's own language.
            [
                "0199-a",
                "p2",
                "'=Hoe?",
                "choose-one",
                "1",
                "Anders…",
                "2",
                at,
                "my union",
                "false",
                "",
                "",
                "",
                "",
                "",
                "",
                ""
            ],
        ]
    );
}

#[test]
fn what_was_set_aside_is_in_every_file_and_marked_and_in_no_total() {
    let mut results = results("bus");
    let Cell::Answered { answer, at } = answered("fiets", None) else { unreachable!() };
    results.rows.push(vec![Cell::NotPresent, Cell::SetAside { answer, at }, Cell::NotAsked]);
    let exported = |format, tongue| {
        export(format, &about(), &editions(), &published(results.clone()), Options::for_tongue(tongue))
    };
    let long = rows(&exported(Format::CsvLong, Tongue::English), Delimiter::Comma);
    assert_eq!(
        long[3][4..10],
        // Rows stand in the order of what they say.
        ["2", "-fiets", "1", "2023-11-14T22:13:21Z", "", "true"].map(|cell| cell.replace("-f", "'-f"))
    );
    let wide = rows(&exported(Format::CsvWide, Tongue::Dutch), Delimiter::Semicolon);
    assert_eq!(wide[0].last().unwrap(), "apart gezet");
    assert_eq!([1, 2, 3].map(|row: usize| wide[row].last().unwrap().as_str()), ["nee", "ja", "nee"]);
    assert_eq!(wide[2][2], "'-fiets");
    let json: serde_json::Value = serde_json::from_slice(&exported(Format::Json, Tongue::Dutch).bytes).unwrap();
    assert_eq!((&json["participants"], json["rows"].as_array().unwrap().len()), (&serde_json::json!(2), 3));
    assert_eq!(json["questions"][1]["set_aside"], 1);
    assert_eq!(json["questions"][1]["counts"], serde_json::json!({"fiets": 0, "anders": 1}));
    assert_eq!((&json["rows"][1]["set_aside"], &json["rows"][2]["set_aside"]), (&true.into(), &false.into()));
    assert_eq!(json["rows"][1]["cells"]["p2"]["choices"], serde_json::json!(["fiets"]));
}

#[test]
fn the_file_is_named_after_deck_day_code_and_digest() {
    let options = Options::for_tongue(Tongue::Dutch);
    for (format, name) in
        [(Format::CsvLong, "export.csv"), (Format::CsvWide, "export-wide.csv"), (Format::Json, "results.json")]
    {
        let file = file(format, "", options);
        assert_eq!(file.name, format!("proef-2023-11-14-482913-{}-{name}", &file.digest[..12]));
        assert_eq!(Format::from_file(format.file()), Some(format));
    }
}

#[test]
fn no_cell_of_the_hostile_corpus_starts_as_a_formula() {
    for words in HOSTILE {
        for delimiter in [Delimiter::Semicolon, Delimiter::Comma] {
            for format in [Format::CsvLong, Format::CsvWide] {
                let file = file(format, words, options(Tongue::Dutch, delimiter, true));
                let rows = rows(&file, delimiter);
                assert_eq!(rows.len(), 3, "{words:?} keeps to its row");
                for cell in rows.iter().flatten() {
                    assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{cell:?}");
                    assert!(!cell.contains(char::is_control), "{cell:?}");
                }
            }
        }
    }
}

#[test]
fn a_spreadsheet_set_to_the_other_separator_finds_no_formula_either() {
    for words in HOSTILE {
        for (delimiter, other) in [(Delimiter::Semicolon, b','), (Delimiter::Comma, b';')] {
            let file = file(Format::CsvLong, words, options(Tongue::Dutch, delimiter, true));
            let text = String::from_utf8(file.bytes).unwrap();
            // As a lenient reader splits: at every separator, blind to quotes.
            for piece in text.lines().flat_map(|line| line.split([other as char, '\t'])) {
                let start = piece.trim_start_matches([' ', '"']);
                assert!(!start.starts_with(['=', '@', '＝', '＠']), "{words:?}: {piece:?}");
            }
        }
    }
}

#[test]
fn switched_off_every_text_comes_back_as_it_was_written() {
    for words in HOSTILE {
        for delimiter in [Delimiter::Semicolon, Delimiter::Comma] {
            let options = options(Tongue::Dutch, delimiter, false);
            assert_eq!(rows(&file(Format::CsvLong, words, options), delimiter)[2][8], *words);
            assert_eq!(rows(&file(Format::CsvWide, words, options), delimiter)[1][3], *words);
        }
    }
}

#[test]
fn without_the_mark_the_file_starts_with_its_first_column() {
    let options = Options { bom: false, ..Options::for_tongue(Tongue::English) };
    assert!(file(Format::CsvLong, "", options).bytes.starts_with(b"session,question_id,"));
}

#[test]
fn the_json_holds_everything_and_nothing_is_changed() {
    for words in HOSTILE {
        let file = file(Format::Json, words, Options::for_tongue(Tongue::Dutch));
        let json: serde_json::Value = serde_json::from_slice(&file.bytes).unwrap();
        assert_eq!(json["rows"][0]["cells"]["p2"]["text"], **words);
    }
}

#[test]
fn the_json_reads_as_promised() {
    let file = file(Format::Json, "bus", Options::for_tongue(Tongue::Dutch));
    let json: serde_json::Value = serde_json::from_slice(&file.bytes).unwrap();
    assert_eq!(json["languages"], serde_json::json!(["nl", "en"]));
    assert_eq!(json["title"], serde_json::json!({"nl": "Proef", "en": "Trial"}));
    assert_eq!(json["questions"][0]["text"], serde_json::json!({"nl": "Komt u?", "en": "Coming?"}));
    assert_eq!(json["questions"][1]["text"], serde_json::json!({"nl": "=Hoe?"}));
    assert_eq!(json["questions"][1]["counts"], serde_json::json!({"fiets": 0, "anders": 1}));
    assert_eq!(json["questions"][2]["opened_at"], serde_json::Value::Null);
    assert_eq!(
        json["rows"][1]["cells"],
        serde_json::json!({
            "p1": {"missing": "not_present"}, "p2": {"missing": "not_answered"}, "p3": {"missing": "not_asked"},
        })
    );
    let text = String::from_utf8(file.bytes).unwrap();
    let order = ["\"version\"", "\"session\"", "\"deck\"", "\"questions\"", "\"fiets\"", "\"anders\"", "\"rows\""];
    let places: Vec<usize> = order.iter().map(|key| text.find(key).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn an_empty_session_still_has_its_columns() {
    let results = Results { questions: results("").questions, ..Results::default() };
    for format in Format::ALL {
        let file =
            export(format, &about(), &editions(), &published(results.clone()), Options::for_tongue(Tongue::Dutch));
        match format {
            // A packed folder; what is in it is read elsewhere.
            Format::Workbook => assert!(file.bytes.starts_with(b"PK")),
            _ => assert!(String::from_utf8(file.bytes).unwrap().ends_with('\n'), "{}", file.name),
        }
    }
}

#[test]
fn a_question_that_the_deck_lacks_is_called_by_its_name() {
    let mut results = results("");
    results.questions[0].question = key("weg");
    let file =
        export(Format::CsvWide, &about(), &editions(), &published(results.clone()), Options::for_tongue(Tongue::Dutch));
    let rows = rows(&file, Delimiter::Semicolon);
    assert_eq!((rows[0][1].as_str(), rows[1][1].as_str()), ("weg · weg", "1"));
}
