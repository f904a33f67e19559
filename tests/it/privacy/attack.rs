//! Somebody who takes every table and file that a session offers, lays them side by side and subtracts.
//!
//! Reads files as a reader does, by their bytes: it knows the deck and the promise, and nothing of how the gate works.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use peil::codec::export::{About, Format, Options, export};
use peil::codec::findings::{Findings, Headlines};
use peil::codec::picture::letters::Letters;
use peil::codec::picture::palette::Theme;
use peil::codec::picture::{Caption, Ink, Size, draw};
use peil::codec::report;
use peil::codec::words::Tongue;
use peil::domain::ids::{DeckId, Moment, RoomCode, SessionId};
use peil::domain::published::{Intake, Published};
use peil::domain::segments::Group;
use peil::domain::together::Together;
use serde_json::Value;

use super::documents::{Told, lines, of_page, of_pair, of_workbook, sheets, tables};
use super::room::{AGAIN, IN_PARTS, OTHERS, QUESTIONS, Room, SEGMENTS};

mod breaches;
mod moments;

/// What a reader sees of one participant: by question, everything that any file shows there.
type Row = BTreeMap<String, Vec<String>>;

pub struct Loot {
    json: Value,
    /// By participant's number, of those that count.
    rows: BTreeMap<String, Row>,
    set_aside: BTreeSet<String>,
    /// The same participants' answers that divide nobody, each as `results.json` has it, with its time.
    cells: BTreeMap<String, BTreeMap<String, String>>,
    long: Vec<BTreeMap<String, String>>,
    has_wide: bool,
    /// Whether answers may still come.
    is_open: bool,
    pub splits: Vec<SplitTable>,
    /// What the sheet of answers shows, where a workbook was taken.
    sheet_rows: BTreeMap<String, Row>,
    /// What documents tell of groups.
    pub told: Vec<Told>,
    /// Words of documents in which no group may be named.
    whole_room: Vec<(String, String)>,
    /// Two questions together, one of them a segment question: how many of each group answered both.
    pub together: Vec<(String, Vec<u32>)>,
}

/// A group's name, its people, and how many of it answered each part.
type SplitColumn = (String, u32, Vec<u32>);

/// One question by one segment question, as a page shows it.
pub struct SplitTable {
    segment: String,
    question: String,
    /// Or why there is no table.
    pub groups: Result<Vec<SplitColumn>, &'static str>,
}

impl SplitTable {
    pub fn is_by(&self, segment: &str) -> bool {
        self.segment == segment
    }

    pub fn is_told(&self) -> bool {
        self.groups.as_ref().is_ok_and(|groups| groups.iter().filter(|(_, _, parts)| parts[0] > 0).count() > 1)
    }
}

impl fmt::Display for Loot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (participant, row) in &self.rows {
            let segments: Vec<_> = SEGMENTS.iter().filter_map(|key| row.get(*key)).collect();
            writeln!(f, "{participant}: {segments:?} {:?}", row.keys().collect::<Vec<_>>())?;
        }
        Ok(())
    }
}

impl Loot {
    /// The files of figures, which are made quickly.
    pub fn take(room: &Room, published: &Published) -> Self {
        Self::of(room, published, |format| written(room, published, format))
    }

    /// And the workbook and the report.
    pub fn take_all(room: &Room, published: &Published) -> Self {
        let findings = Findings::of(&room.editions, published.results(), &Headlines::new(), Tongue::English);
        let findings = findings.with_again(&room.editions, published);
        let About { code, started_at, ended_at, .. } = about();
        let privacy = published.privacy();
        let about = report::About { findings: &findings, code, started_at, ended_at, privacy, digest: "0" };
        let mut loot = Self::take(room, published);
        loot.read_workbook(&written(room, published, Format::Workbook));
        loot.read_report(&report::html(&about));
        for finding in &findings.questions {
            let caption = Caption { finding, field: None, when: "", tongue: Tongue::English };
            if let Ok(picture) = draw(&caption, Size::Document, Letters::Device) {
                loot.read_chart(finding.key.as_str(), &picture.svg(Ink::Own(Theme::Light), ""));
            }
        }
        loot
    }

    /// `file` gives the bytes of a file of figures, as whoever asks gets them.
    pub fn of(room: &Room, published: &Published, file: impl Fn(Format) -> Vec<u8>) -> Self {
        let json: Value = serde_json::from_slice(&file(Format::Json)).unwrap();
        let has_wide = Format::CsvWide.is_of(published);
        let mut loot = Self {
            json,
            rows: BTreeMap::new(),
            set_aside: BTreeSet::new(),
            cells: BTreeMap::new(),
            long: named(table(&file(Format::CsvLong))),
            has_wide,
            is_open: published.intake() == Intake::Open,
            splits: splits(room, published),
            sheet_rows: BTreeMap::new(),
            told: Vec::new(),
            whole_room: Vec::new(),
            together: together(room, published),
        };
        loot.read_json();
        loot.read_long();
        if has_wide {
            loot.read_wide(&table(&file(Format::CsvWide)));
            loot.read_codes(&table(&file(Format::CsvCodes)), false);
            for script in [Format::LabelsR, Format::LabelsSpss] {
                loot.whole_room.push((script.file().to_owned(), String::from_utf8(file(script)).unwrap()));
            }
        }
        let aside = std::mem::take(&mut loot.set_aside);
        loot.rows.retain(|participant, _| !aside.contains(participant));
        loot.cells.retain(|participant, _| !aside.contains(participant));
        loot.set_aside = aside;
        loot
    }

    pub fn read_workbook(&mut self, bytes: &[u8]) {
        let sheets = sheets(bytes);
        let segments: Vec<&str> = SEGMENTS.into_iter().filter(|key| self.is_segment(key)).collect();
        self.told.extend(of_workbook(&sheets, &QUESTIONS, &segments));
        self.read_codes(&sheets["Responses"], true);
        let aside = &self.set_aside;
        self.sheet_rows.retain(|participant, _| !aside.contains(participant));
        self.rows.retain(|participant, _| !aside.contains(participant));
    }

    pub fn read_report(&mut self, page: &str) {
        let is_segment = self.is_segment(AGAIN.0);
        let pairs = tables(page).into_iter().filter_map(|(_, cells)| of_pair("the report", AGAIN, &cells));
        self.told.extend(pairs.filter(|_| is_segment));
        self.hidden_in("the report", page);
        let whole = page.replace("<svg", "\n<svg");
        self.whole_room.push(("the report".to_owned(), whole));
    }

    /// The report on paper, as another program reads its words.
    pub fn read_paper(&mut self, text: &str) {
        let pair = of_pair("the paper", AGAIN, &lines(text));
        let is_segment = self.is_segment(AGAIN.0);
        self.told.extend(pair.filter(|_| is_segment));
        self.whole_room.push(("the paper".to_owned(), text.to_owned()));
    }

    pub fn read_page(&mut self, page: &str, by: Option<&str>) {
        self.hidden_in("the page", page);
        match by {
            Some(by) => self.told.extend(of_page(page, by)),
            None => self.whole_room.push(("the page".to_owned(), page.to_owned())),
        }
    }

    pub fn read_together(&mut self, page: &str) {
        let is_segment = self.is_segment(AGAIN.0);
        let pairs = tables(page).into_iter().filter_map(|(_, cells)| of_pair("two together", AGAIN, &cells));
        self.told.extend(pairs.filter(|_| is_segment));
    }

    pub fn read_chart(&mut self, question: &str, svg: &str) {
        self.whole_room.push((format!("chart {question}"), svg.to_owned()));
    }

    /// Rows of codes: a participant a row, and a column for each thing that was asked. On a sheet there stand labels
    /// beside them, and a second row of heads.
    fn read_codes(&mut self, cells: &[Vec<String>], is_sheet: bool) {
        let Some((head, lines)) = cells.split_first().filter(|(head, _)| head[0] == "participant") else { return };
        for line in &lines[usize::from(is_sheet)..] {
            self.sheet_rows.entry(line[0].clone()).or_default();
            let mut question = "";
            for (name, cell) in head.iter().zip(line).skip(1) {
                question = if name == "label" { question } else { name.split('.').next().unwrap() };
                let is_missing = ["", "not present", "not answered", "not asked"].contains(&cell.as_str());
                // Below these stand answers outside a scale.
                let is_missing = is_missing || cell.parse::<i64>().is_ok_and(|code| (-4..0).contains(&code));
                let is_segment = SEGMENTS.contains(&question);
                if !is_segment && (is_missing || !question.starts_with('q') || name == "label") {
                    continue;
                }
                self.see(&line[0], question, cell.clone());
                if is_sheet {
                    let row = self.sheet_rows.entry(line[0].clone()).or_default();
                    row.entry(question.to_owned()).or_default().push(cell.clone());
                }
            }
        }
    }

    fn see(&mut self, participant: &str, question: &str, value: String) {
        let row = self.rows.entry(participant.to_owned()).or_default();
        row.entry(question.to_owned()).or_default().push(value);
    }

    fn read_json(&mut self) {
        let mut seen = Vec::new();
        for row in self.json["rows"].as_array().unwrap() {
            let participant = row["participant"].to_string();
            self.rows.entry(participant.clone()).or_default();
            if row["set_aside"] == true {
                self.set_aside.insert(participant.clone());
            }
            for (question, cell) in row["cells"].as_object().unwrap() {
                if SEGMENTS.contains(&question.as_str()) {
                    // Everything that the cell tells; times only where they are the same for all of a merged group.
                    let mut cell = cell.clone();
                    if !self.is_merged(question) {
                        cell.as_object_mut().unwrap().remove("at");
                    }
                    seen.push((participant.clone(), question.clone(), cell.to_string()));
                    continue;
                }
                if cell.get("missing").is_some() {
                    continue;
                }
                let cells = self.cells.entry(participant.clone()).or_default();
                cells.insert(question.clone(), moments::worded_nowhere(cell).to_string());
                for (part, said) in cell["parts"].as_object().into_iter().flatten() {
                    seen.push((participant.clone(), format!("{question}.{part}"), said.to_string()));
                }
                seen.push((participant.clone(), question.clone(), cell["choices"].to_string()));
            }
        }
        for (participant, question, value) in seen {
            self.see(&participant, &question, value);
        }
    }

    fn read_long(&mut self) {
        let mut seen = Vec::new();
        for line in self.long.iter().filter(|line| !line["participant"].is_empty()) {
            let (question, part) = (&line["question_id"], &line["part"]);
            let (participant, said) = (&line["participant"], format!("{} {}", line["answer"], line["text"]));
            seen.push((participant.clone(), question.clone(), said.clone()));
            if IN_PARTS.contains(&question.as_str()) {
                seen.push((participant.clone(), format!("{question}.{part}"), said));
            }
        }
        for (participant, question, said) in seen {
            self.see(&participant, &question, said);
        }
    }

    fn read_wide(&mut self, wide: &[Vec<String>]) {
        let Some((head, lines)) = wide.split_first() else { return };
        for line in lines {
            for (name, cell) in head.iter().zip(line).skip(1) {
                let question = name.split(" · ").next().unwrap();
                let is_segment = SEGMENTS.contains(&question);
                let is_missing = ["", "not present", "not answered", "not asked"].contains(&cell.as_str());
                if is_segment || !is_missing && question.starts_with('q') {
                    self.see(&line[0], question, cell.clone());
                }
            }
        }
    }

    fn question(&self, key: &str) -> &Value {
        self.json["questions"].as_array().unwrap().iter().find(|question| question["id"] == key).unwrap()
    }

    fn is_merged(&self, segment: &str) -> bool {
        self.question(segment).get("merged").is_some()
    }

    pub fn has_merged(&self) -> bool {
        SEGMENTS.iter().any(|segment| self.is_merged(segment)) && self.shows_segments()
    }

    pub fn has_loose_texts(&self) -> bool {
        self.question("q5").get("withheld").is_some_and(|why| why == "texts")
    }

    fn shown_segments(&self) -> usize {
        let segments = SEGMENTS.iter().filter(|key| self.is_segment(key));
        segments.filter(|key| breaches::by_segments(&self.rows, &[**key]).len() > 1).count()
    }

    pub fn shows_segments(&self) -> bool {
        self.shown_segments() > 0
    }

    pub fn shows_two_segments(&self) -> bool {
        self.shown_segments() > 1
    }

    /// Whether the deck calls it a segment question.
    fn is_segment(&self, key: &str) -> bool {
        self.splits.iter().any(|split| split.segment == key)
    }
}

fn about() -> About {
    About {
        session: SessionId::parse("s1").unwrap(),
        code: RoomCode::new(482_913).unwrap(),
        deck: DeckId::parse("proef").unwrap(),
        started_at: Moment(1_000_000),
        ended_at: Some(Moment(2_000_000)),
    }
}

fn written(room: &Room, published: &Published, format: Format) -> Vec<u8> {
    let options = Options { bom: false, ..Options::for_tongue(Tongue::English) };
    export(format, &about(), &room.editions, published, options).bytes
}

fn splits(room: &Room, published: &Published) -> Vec<SplitTable> {
    let place = |key: &str| published.questions().iter().position(|result| result.question.as_str() == key).unwrap();
    let by = published.splitters().map(|index| published.questions()[index].question.to_string());
    let by: Vec<String> = by.collect();
    let pairs = by.iter().flat_map(|segment| SEGMENTS.iter().chain(&OTHERS).map(move |other| (segment, *other)));
    pairs
        .map(|(segment, question)| {
            let asked = &room.editions.original.question(&crate::fixtures::slide_key(question)).unwrap();
            let split = published.split(place(segment), place(question)).map_err(|refusal| refusal.word());
            let groups = split.map(|split| {
                let one = |group: &peil::domain::published::SplitGroup| {
                    let name = match &group.segment.group {
                        Group::Option(key) => key.to_string(),
                        other => format!("{other:?}"),
                    };
                    let is_counted = |index: &usize| {
                        let kind = asked.parts[*index].question.kind;
                        !matches!(kind, peil::domain::deck::Kind::Open { .. })
                    };
                    let parts = (0..asked.parts.len()).filter(is_counted);
                    let parts = parts.map(|index| group.tally.parts()[index].answers());
                    let answered = std::iter::once(group.tally.answers()).chain(parts).collect();
                    (name, group.segment.people, answered)
                };
                split.groups.iter().map(one).collect()
            });
            SplitTable { segment: segment.clone(), question: question.to_owned(), groups }
        })
        .collect()
}

fn together(room: &Room, published: &Published) -> Vec<(String, Vec<u32>)> {
    let key = crate::fixtures::slide_key;
    let deck = &room.editions.original;
    let is_segment = |name: &&&str| deck.question(&key(name)).is_some_and(|question| question.segment);
    let mut found = Vec::new();
    for segment in SEGMENTS.iter().filter(is_segment) {
        for other in SEGMENTS.iter().chain(&OTHERS) {
            if let Ok(table) = Together::of(published, deck, &key(segment), &key(other)) {
                found.push((format!("{segment} and {other}"), table.before));
            }
            if let Ok(table) = Together::of(published, deck, &key(other), &key(segment)) {
                found.push((format!("{other} and {segment}"), table.after));
            }
        }
    }
    found
}

fn table(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn named(table: Vec<Vec<String>>) -> Vec<BTreeMap<String, String>> {
    let (head, lines) = table.split_first().unwrap();
    lines.iter().map(|line| head.iter().cloned().zip(line.iter().cloned()).collect()).collect()
}
