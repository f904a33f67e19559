//! Reads what a session came to as others would: the page by its tags, files by the programs that people open them with.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::Said;
use super::expected::{Expected, Moved};
use crate::support::{KEY, Server};

async fn file(server: &Server, id: &str, name: &str) -> Vec<u8> {
    let request = server.http.get(server.url(&format!("/api/v1/sessions/{id}/{name}"))).bearer_auth(KEY);
    let answer = request.header("accept-language", "nl").send().await.unwrap();
    let status = answer.status();
    let bytes = answer.bytes().await.unwrap().to_vec();
    assert_eq!(status, 200, "{name}: {}", String::from_utf8_lossy(&bytes));
    bytes
}

/// What stands between these two, after `from`.
fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    text.split_once(from)?.1.split_once(to).map(|(found, _)| found)
}

/// The words without their tags.
fn words(html: &str) -> String {
    let mut words = String::new();
    for piece in html.split('<') {
        words.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
    }
    words.trim().to_owned()
}

pub struct Page(String);

pub async fn page(server: &Server, id: &str) -> Page {
    desk(server, &format!("/desk/sessions/{id}/results")).await
}

/// What was asked twice, laid together.
pub async fn together(server: &Server, id: &str, first: &str, second: &str) -> Page {
    desk(server, &format!("/desk/sessions/{id}/together?first={first}&second={second}")).await
}

async fn desk(server: &Server, path: &str) -> Page {
    let opened = server.http.get(server.url(&format!("/desk?key={KEY}"))).send().await.unwrap();
    let cookie = opened.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let request = server.http.get(server.url(path)).header("cookie", cookie);
    let answer = request.header("accept-language", "nl").send().await.unwrap();
    assert_eq!(answer.status(), 200);
    Page(answer.text().await.unwrap())
}

impl Page {
    fn question(&self, id: &str) -> &str {
        between(&self.0, &format!("<section class=\"finding\" id=\"{id}\""), "</section>").unwrap()
    }

    pub fn said(&self, id: &str) -> Said {
        let question = self.question(id);
        // How the vote moved has a table of its own, folded away.
        let open = question.split("<details").map(|piece| piece.rsplit("</details>").next().unwrap());
        rows_of(&open.collect::<String>())
    }

    /// The rows of the table of this class.
    pub fn table(&self, class: &str) -> Said {
        rows_of(between(&self.0, &format!("<table class=\"{class}\">"), "</table>").unwrap())
    }

    pub fn text(&self) -> &str {
        &self.0
    }

    /// Who answered, who saw it, and who took part.
    pub fn reach(&self, id: &str) -> (u32, u32, u32) {
        let sentence = words(between(self.question(id), "class=\"headline\"", "deden in totaal mee").unwrap());
        let sentence = sentence.rsplit('\n').next().unwrap();
        let numbers: Vec<u32> =
            sentence.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
        (numbers[0], numbers[1], numbers[2])
    }
}

fn rows_of(table: &str) -> Said {
    let rows = table.split("<tr").filter_map(|row| {
        let label = words(between(row, "<bdi", "</bdi>")?.split_once('>')?.1);
        let cells = row.split("<td").skip(1).filter(|cell| !cell.starts_with(" class=\"words\""));
        let cells = cells.map(|cell| words(cell.split_once('>').unwrap().1.split("</td>").next().unwrap()));
        Some((label, cells.collect()))
    });
    rows.filter(|(_, cells): &(String, Vec<String>)| !cells.is_empty()).collect()
}

pub struct Json {
    bytes: Vec<u8>,
    document: Value,
}

pub async fn json(server: &Server, id: &str) -> Json {
    let bytes = file(server, id, "results.json").await;
    Json { document: serde_json::from_slice(&bytes).unwrap(), bytes }
}

impl Json {
    fn question(&self, id: &str) -> &Value {
        self.document["questions"].as_array().unwrap().iter().find(|question| question["id"] == *id).unwrap()
    }

    /// As it counts them where it does, else as its rows have them: a ranking by places is counted otherwise.
    pub fn counts(&self, id: &str) -> BTreeMap<String, u32> {
        let mut counts = BTreeMap::new();
        let rows = self.document["rows"].as_array().unwrap();
        for said in rows.iter().map(|row| &row["cells"][id]).filter(|cell| cell.get("missing").is_none()) {
            for key in super::crowd::keys(said) {
                *counts.entry(key).or_default() += 1;
            }
        }
        let own = self.question(id)["counts"].as_object().unwrap();
        for (key, count) in own {
            assert_eq!(counts.get(key).copied().unwrap_or(0), count.as_u64().unwrap() as u32, "{id} {key}");
        }
        if id == "beter" { BTreeMap::new() } else { counts }
    }

    pub fn reach(&self, id: &str) -> (u32, u32, u32) {
        let number = |value: &Value| value.as_u64().unwrap() as u32;
        let question = self.question(id);
        (number(&question["answered"]), number(&question["present"]), number(&self.document["participants"]))
    }

    pub fn digest(&self) -> &str {
        self.document["sha256"].as_str().unwrap()
    }

    /// What the audience asked, and how many others wanted it answered.
    pub fn asks(&self, id: &str) -> Vec<(String, u32)> {
        let asks = self.question(id)["asks"].as_array().unwrap().iter();
        asks.map(|ask| (ask["text"].as_str().unwrap().to_owned(), ask["votes"].as_u64().unwrap() as u32)).collect()
    }

    /// What `peil verify` finds wrong; nothing when all agrees.
    pub fn verified(&self) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("results.json");
        std::fs::write(&path, &self.bytes).unwrap();
        let found = Command::new(env!("CARGO_BIN_EXE_peil")).arg("verify").arg(path).output().unwrap();
        if found.status.success() { String::new() } else { String::from_utf8_lossy(&found.stderr).into_owned() }
    }
}

/// A file of rows, by the names of its columns.
pub struct Rows {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

async fn rows(server: &Server, id: &str, name: &str) -> Rows {
    let bytes = file(server, id, name).await;
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(&bytes[3..]);
    let head = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
    Rows { head, rows }
}

pub struct Long(Rows);

pub async fn long(server: &Server, id: &str) -> Long {
    Long(rows(server, id, "export.csv").await)
}

impl Long {
    pub fn counts(&self, id: &str) -> BTreeMap<String, u32> {
        let mut counts = BTreeMap::new();
        let at = |name: &str| self.0.head.iter().position(|head| head == name).unwrap();
        let [question, answer, index, part, number, text] =
            ["question_id", "answer", "answer_index", "part", "number", "text"].map(at);
        for row in self.0.rows.iter().filter(|row| row[question] == id) {
            let said = match id {
                "beter" | "vragen" => continue,
                // What they chose and, beside it, what they wrote.
                "wie" if !row[text].is_empty() => {
                    *counts.entry(row[text].to_lowercase()).or_default() += 1;
                    super::expected::key_of(id, &row[answer])
                }
                // A place, and not a number that was given.
                "eerst" => super::expected::key_of(id, &row[answer]),
                _ if !row[number].is_empty() => row[number].clone(),
                _ if !row[text].is_empty() => row[text].to_lowercase(),
                "kans" => row[index].clone(),
                _ => super::expected::key_of(id, &row[answer]),
            };
            let said = if row[part].is_empty() { said } else { format!("{}={said}", row[part]) };
            *counts.entry(said).or_default() += 1;
        }
        counts
    }
}

pub struct Wide(Rows);

pub async fn wide(server: &Server, id: &str) -> Wide {
    Wide(rows(server, id, "export-wide.csv").await)
}

impl Wide {
    /// Rows in which a column of this question holds something that is not missing.
    pub fn answered(&self, id: &str) -> u32 {
        let is_of = |head: &&String| {
            **head == *id || head.starts_with(&format!("{id} ")) || head.starts_with(&format!("{id}."))
        };
        let columns: Vec<usize> =
            self.0.head.iter().enumerate().filter(|(_, head)| is_of(head)).map(|(place, _)| place).collect();
        assert!(!columns.is_empty(), "{id} in {:?}", self.0.head);
        let missing = ["", "niet aanwezig", "niet beantwoord"];
        let has_answer = |row: &&Vec<String>| columns.iter().any(|column| !missing.contains(&row[*column].as_str()));
        self.0.rows.iter().filter(has_answer).count() as u32
    }
}

/// Every sheet of the workbook, as LibreOffice reads it; `None` where that is not installed.
pub struct Workbook(Option<Vec<Vec<Vec<String>>>>);

pub async fn workbook(server: &Server, id: &str) -> Workbook {
    let bytes = file(server, id, "export.xlsx").await;
    Workbook(tokio::task::spawn_blocking(move || crate::exports::opened(&bytes)).await.unwrap())
}

impl Workbook {
    /// The sheet with this question has the same rows, in plain numbers.
    pub fn agrees(&self, question: &Expected) {
        let Some(sheets) = &self.0 else { return };
        let has_title = |sheet: &&Vec<Vec<String>>| sheet.first().is_some_and(|row| row[0] == question.heading);
        let sheet = sheets.iter().find(has_title).unwrap_or_else(|| panic!("no sheet {}", question.heading));
        let cell = |label: &str, column: usize| {
            let row = sheet
                .iter()
                .filter(|row| row[0] == label)
                .find(|row| row.get(column).is_some_and(|cell| !cell.is_empty()));
            row.unwrap_or_else(|| panic!("{label} in {}", question.heading))[column].clone()
        };
        assert_eq!(cell("Antwoordde", 1), question.answered.to_string(), "{}", question.heading);
        for (label, cells) in &question.said {
            // People and means alike: the first number of what a page writes.
            let first = cells[0].split(' ').next().unwrap();
            let here = cell(label, 1);
            let is_mean = first.contains(',');
            let agrees = match is_mean {
                true => {
                    (here.parse::<f64>().unwrap() * 10.0).round()
                        == (first.replace(',', ".").parse::<f64>().unwrap() * 10.0).round()
                }
                false => here == first,
            };
            assert!(agrees, "{label} in {}: {here} and {first}", question.heading);
        }
    }
}

impl Workbook {
    /// The same figures of what was asked twice, on a sheet of their own.
    pub fn agrees_on_moves(&self, moved: &Moved) {
        let Some(sheets) = &self.0 else { return };
        let is_it =
            |sheet: &&Vec<Vec<String>>| sheet.first().is_some_and(|row| row[0].starts_with("Vraag 1 en vraag 11: "));
        let sheet = sheets.iter().find(is_it).expect("a sheet of before and after");
        for (label, cells) in &moved.pairs {
            let row = sheet.iter().find(|row| row[0] == *label).unwrap_or_else(|| panic!("{label} in {sheet:?}"));
            let first = |cell: &str| cell.split(' ').next().unwrap().to_owned();
            assert_eq!((row[1].clone(), row[3].clone()), (first(&cells[0]), first(&cells[1])), "{label}");
            assert_eq!(row[5].trim_start_matches('+'), cells[2].trim_start_matches('+').replace('−', "-"), "{label}");
        }
        for (from, to, count) in &moved.ways {
            let way = format!("Van ‘{from}’ naar ‘{to}’");
            assert!(sheet.iter().any(|row| plain(&row[0]) == way && row[1] == count.to_string()), "{way} in {sheet:?}");
        }
        let sentences: String = sheet.iter().map(|row| row[0].as_str()).collect::<Vec<_>>().join(" ");
        assert!(sentences.contains("niet over andere mensen"), "{sentences}");
    }

    /// What the audience asked, with how many wanted it answered too.
    pub fn agrees_on_asks(&self, asked: &[(String, u32, &str)]) {
        let Some(sheets) = &self.0 else { return };
        let all = || sheets.iter().flatten();
        for (text, votes, state) in asked {
            let row = all().find(|row| row.get(2) == Some(text)).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((row[4].as_str(), row[5].as_str()), (votes.to_string().as_str(), *state), "{text}");
        }
    }
}

/// The report as one page, which says what the paper says.
pub async fn report(server: &Server, id: &str) -> String {
    String::from_utf8(file(server, id, "report.html").await).unwrap()
}

/// The words of the report, in the order in which they are read.
pub struct Paper(String);

pub async fn paper(server: &Server, id: &str) -> Paper {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.pdf");
    std::fs::write(&path, file(server, id, "report.pdf").await).unwrap();
    Paper(text_of(&path))
}

/// Without the signs that keep an answer's letters in their own direction.
fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

fn text_of(path: &Path) -> String {
    let told = Command::new("pdftotext").arg("-raw").arg(path).arg("-").output();
    String::from_utf8(told.expect("pdftotext is there; Debian has it in poppler-utils").stdout).unwrap()
}

impl Paper {
    /// Every row of the question's table stands on its page, label and cells in one line.
    pub fn agrees(&self, question: &Expected, all: &[Expected]) {
        let mut pages =
            self.0.split('\u{c}').skip_while(|page| !page.contains(&question.heading) || page.contains("Samenvatting"));
        let first = pages.next().unwrap_or_else(|| panic!("no page {}", question.heading));
        // A form may take more than a page.
        let goes_on = |page: &&str| !all.iter().any(|other| page.contains(&other.heading));
        let rest = pages.take_while(goes_on);
        let page = std::iter::once(first).chain(rest).collect::<String>().replace('\n', " ");
        for (label, cells) in &question.said {
            let row = format!("{label} {}", cells.join(" "));
            assert!(page.contains(&row), "{row} on {page}");
        }
    }

    pub fn has(&self, words: &str) -> bool {
        self.0.contains(words)
    }

    pub fn says(&self, words: &str) {
        let text = plain(&self.0.replace('\n', " "));
        assert!(text.contains(words), "{words} in {text}");
    }
}
