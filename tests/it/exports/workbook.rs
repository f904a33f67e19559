//! The workbook as LibreOffice opens it and as its own files have it: the same figures, and no text that is run.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::process::Command;

use peil::codec::export::Format;
use peil::codec::words::Tongue;
use peil::domain::privacy::{Mode, Privacy};
use serde_json::Value;

use super::rich::{Rich, rich};

/// What spreadsheets have run before, or stumbled over.
const HOSTILE: [&str; 8] = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3",
    "https://evil.example/",
    "zaal!A1",
    "</t><f>1+1</f>]]>&amp;",
    "'[x]:*?/\\\"",
];

/// The files in a workbook, by their path.
pub fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("export.xlsx");
    std::fs::write(&path, bytes).unwrap();
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let count = archive.len();
    let read = |index: usize| {
        let mut file = archive.by_index(index).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        (file.name().unwrap().into_owned(), text)
    };
    (0..count).map(read).collect()
}

fn sheets(parts: &BTreeMap<String, String>) -> impl Iterator<Item = (&String, &String)> {
    parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet"))
}

/// The names of the sheets, in their order.
fn sheet_names(parts: &BTreeMap<String, String>) -> Vec<String> {
    let names = parts["xl/workbook.xml"].split("<sheet name=\"").skip(1);
    names.map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&")).collect()
}

/// Every sheet as LibreOffice reads it, by its place; `None` where it is not installed.
pub fn opened(bytes: &[u8]) -> Option<Vec<Vec<Vec<String>>>> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("export.xlsx"), bytes).unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";
    let mut office = Command::new("soffice");
    office.current_dir(folder.path()).args([&profile, "--headless", "--convert-to", filter, "export.xlsx"]);
    let output = match office.output() {
        Ok(output) => output,
        Err(error) => {
            println!("not tested here: LibreOffice, because {error}");
            assert!(std::env::var_os("CI").is_none(), "where CI is set LibreOffice must be there");
            return None;
        }
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(
        sheet_names(&parts(bytes))
            .iter()
            .map(|name| table(&folder.path().join(format!("export-{name}.csv"))))
            .collect(),
    )
}

fn table(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(path).unwrap();
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn no_cell_is_a_formula_a_link_or_a_name_whatever_people_wrote() {
    for hostile in HOSTILE {
        for tongue in Tongue::ALL {
            let parts = parts(&rich(40, hostile).file(Format::Workbook, tongue).bytes);
            assert!(sheets(&parts).count() > 12);
            for (name, sheet) in sheets(&parts) {
                for tag in ["<f>", "<f ", "<hyperlink", "t=\"str\"", "<tableParts", "<legacyDrawing"] {
                    assert!(!sheet.contains(tag), "{hostile}: {tag} in {name}");
                }
            }
            let names = parts["xl/workbook.xml"].split("<definedName ").skip(1);
            for name in names {
                assert!(name.starts_with("name=\"_xlnm."), "{hostile}: {name}");
            }
            assert!(!parts.keys().any(|name| name.contains("externalLink")), "{:?}", parts.keys());
            for (name, part) in &parts {
                assert!(!part.contains("TargetMode=\"External\""), "{hostile}: {name}");
            }
            // A chart names cells of its own sheet and nothing else.
            let own: Vec<String> = sheet_names(&parts).iter().map(|name| format!("'{name}'!$")).collect();
            for (name, chart) in parts.iter().filter(|(name, _)| name.starts_with("xl/charts/")) {
                for range in chart.split("<c:f>").skip(1).map(|rest| rest.split("</c:f>").next().unwrap()) {
                    let range = range.replace("&apos;", "'").replace("&amp;", "&");
                    assert!(own.iter().any(|own| range.starts_with(own)), "{hostile}: {name} {range}");
                }
            }
        }
    }
}

/// Counts of a question by the name of its answer, as the JSON has them.
fn counted(document: &Value, question: usize) -> BTreeMap<String, u64> {
    let question = &document["questions"][question];
    let counts = question.get("counts_recoded").unwrap_or(&question["counts"]).as_object().unwrap();
    let label = |key: &String| {
        let options = question["options"].as_array().unwrap();
        let option = options.iter().find(|option| option["key"] == **key);
        option.map_or_else(
            || key.trim_matches(['“', '”']).to_owned(),
            |option| option["text"]["nl"].as_str().unwrap().to_owned(),
        )
    };
    counts.iter().map(|(key, count)| (label(key), count.as_u64().unwrap())).collect()
}

fn json_of(rich: &Rich) -> Value {
    serde_json::from_slice(&rich.file(Format::Json, Tongue::Dutch).bytes).unwrap()
}

#[test]
fn libreoffice_reads_the_same_figures_as_the_json_has() {
    let rich = rich(120, "");
    let file = rich.file(Format::Workbook, Tongue::Dutch);
    let Some(sheets) = opened(&file.bytes) else { return };
    let document = json_of(&rich);
    let flat = |sheet: &[Vec<String>]| sheet.iter().flatten().cloned().collect::<Vec<_>>();
    let summary = flat(&sheets[0]);
    assert!(summary.contains(&file.digest) && summary.contains(&"120".to_owned()), "{summary:?}");
    // The sheets of questions stand in the order of the deck, behind the summary.
    for (question, sheet) in [(0, 1), (1, 2), (2, 3)] {
        let cells = &sheets[sheet];
        for (answer, count) in counted(&document, question) {
            let row = cells.iter().find(|row| row[0] == answer).unwrap_or_else(|| panic!("{answer} in {cells:?}"));
            assert_eq!(row[1], count.to_string(), "{answer}");
        }
        let answered = document["questions"][question]["answered"].to_string();
        assert!(cells.iter().any(|row| row[0] == "Antwoordde" && row[1] == answered), "{cells:?}");
    }
    // Each row on one scale: the counts of its points, each beside its per cent.
    let grid = &sheets[7];
    for part in document["questions"][6]["parts"].as_array().unwrap() {
        let row = grid.iter().find(|row| row[0] == part["text"]["nl"].as_str().unwrap()).unwrap();
        for (point, column) in [("1", 1), ("2", 3), ("3", 5), ("wn", 7)] {
            assert_eq!(row[column], part["counts"][point].to_string(), "{row:?}");
        }
    }
    // Every participant, in codes: counted again they give the same.
    let responses = sheets.iter().find(|sheet| sheet[0][0] == "participant").unwrap();
    assert_eq!(responses.len(), 2 + document["rows"].as_array().unwrap().len());
    let column = |name: &str| responses[0].iter().position(|head| head == name).unwrap_or_else(|| panic!("no {name}"));
    let aside = column("set_aside");
    let counting = || responses[2..].iter().filter(|row| row[aside] == "0");
    for (name, question, option) in [("remt.tijd", 1, "tijd"), ("remt.niets", 1, "niets")] {
        let chosen = counting().filter(|row| row[column(name)] == "1").count();
        assert_eq!(document["questions"][question]["counts"][option], chosen, "{name}");
    }
    for (code, option) in [("1", "1"), ("3", "3"), ("-11", "wn"), ("-12", "nvt")] {
        let chosen = counting().filter(|row| row[column("bekend")] == code).count();
        assert_eq!(document["questions"][2]["counts"][option], chosen, "{code}");
    }
    let marks: f64 = counting().filter_map(|row| row[column("cijfer")].parse::<f64>().ok()).sum();
    let counts = document["questions"][3]["counts"].as_object().unwrap();
    let expected: f64 = counts.iter().map(|(mark, count)| mark.parse::<f64>().unwrap() * count.as_f64().unwrap()).sum();
    assert!((marks - expected).abs() < 1e-9, "{marks} {expected}");
    for missing in ["niet aanwezig", "niet beantwoord", "geen plaats"] {
        assert!(flat(responses).contains(&missing.to_owned()), "{missing}");
    }
}

#[test]
fn hostile_texts_come_back_as_they_were_written() {
    for hostile in ["=1+1", "zaal!A1", "</t><f>1+1</f>]]>&amp;", "'[x]:*?/\\\""] {
        let rich = rich(40, hostile);
        let Some(sheets) = opened(&rich.file(Format::Workbook, Tongue::Dutch).bytes) else { return };
        let cells: Vec<&String> = sheets.iter().flatten().flatten().collect();
        let heading = format!("In welke rol bent u hier? {hostile}");
        assert!(cells.iter().any(|cell| **cell == heading), "{hostile}");
        assert!(
            cells.iter().any(|cell| cell.starts_with("Meer tijd voor nummer") && cell.ends_with(hostile)),
            "{hostile}"
        );
    }
}

#[test]
fn a_confidential_session_has_no_row_of_anybody_in_its_workbook() {
    let mut rich = rich(60, "");
    rich.privacy = Privacy { mode: Mode::Confidential, ..Privacy::DEFAULT };
    let parts = parts(&rich.file(Format::Workbook, Tongue::English).bytes);
    assert_eq!(sheet_names(&parts).len(), 19);
    assert!(parts["xl/sharedStrings.xml"].contains("there is no row for each participant"));
    assert!(!parts["xl/sharedStrings.xml"].contains("participant<"));
}

#[test]
fn every_chart_is_told_in_words_and_every_sheet_prints_wide() {
    let parts = parts(&rich(120, "").file(Format::Workbook, Tongue::Dutch).bytes);
    let charts = parts.keys().filter(|name| name.starts_with("xl/charts/chart")).count();
    // Of every question with figures: the form has two fields with them, and what was asked twice one of both.
    assert_eq!(charts, 12);
    let told: usize = parts
        .iter()
        .filter(|(name, _)| name.starts_with("xl/drawings/drawing"))
        .map(|(_, drawing)| drawing.matches(" descr=\"").count())
        .sum();
    assert_eq!(told, charts);
    let mut in_pieces = 0;
    for (name, sheet) in sheets(&parts) {
        let is_fitted = sheet.contains("<pageSetUpPr fitToPage=\"1\"/>");
        // What is fitted to its page would ignore where it is to break.
        let is_scaled = sheet.contains(" scale=\"") && sheet.contains("<rowBreaks ");
        assert!(sheet.contains("orientation=\"landscape\"") && is_fitted != is_scaled, "{name}");
        in_pieces += u32::from(is_scaled);
    }
    assert!(in_pieces > 0, "a form breaks between its fields, and a split between its questions");
    assert!(parts["docProps/core.xml"].contains("<dc:title>Rijk"));
    assert!(parts["docProps/custom.xml"].contains("nl"));
}

/// The most memory that this process ever had, in MB.
#[cfg(target_os = "linux")]
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    most.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
}

#[cfg(target_os = "linux")]
#[test]
fn ten_thousand_people_fit_in_every_file() {
    let mut rich = rich(100, "");
    let rows = std::mem::take(&mut rich.results.rows);
    rich.results.rows = rows.iter().cycle().take(10_000).cloned().collect();
    for format in Format::ALL {
        let begun = std::time::Instant::now();
        let file = rich.file(format, Tongue::Dutch);
        println!(
            "{format:?}: {} kB in {:.1} s; {} MB",
            file.bytes.len() / 1024,
            begun.elapsed().as_secs_f64(),
            memory()
        );
        assert!(!file.bytes.is_empty());
    }
    assert!(memory() < 300, "{} MB", memory());
}
