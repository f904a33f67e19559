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
use peil::domain::privacy::Privacy;
use peil::domain::published::Published;
use peil::domain::segments::Group;
use peil::domain::together::Together;
use serde_json::Value;

use super::documents::{Told, lines, of_page, of_pair, of_workbook, sheets, tables};
use super::room::{AGAIN, HIDDEN, IN_PARTS, OTHERS, QUESTIONS, Room, SEGMENTS, SHOW_FROM};

/// What a reader sees of one participant: by question, everything that any file shows there.
type Row = BTreeMap<String, Vec<String>>;

pub struct Loot {
    json: Value,
    /// By participant's number, of those that count.
    rows: BTreeMap<String, Row>,
    set_aside: BTreeSet<String>,
    long: Vec<BTreeMap<String, String>>,
    has_wide: bool,
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
        let has_wide = Format::CsvWide.is_of(published.privacy());
        let mut loot = Self {
            json,
            rows: BTreeMap::new(),
            set_aside: BTreeSet::new(),
            long: named(table(&file(Format::CsvLong))),
            has_wide,
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
        segments.filter(|key| by_segments(&self.rows, &[**key]).len() > 1).count()
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

    /// Whether groups stand apart in this kind of document.
    pub fn tells(&self, source: &str) -> bool {
        self.told.iter().any(|told| told.source == source && told.groups.len() > 1)
    }

    /// Everything by which fewer people than the floor can be told apart, and everything else that was promised not to
    /// be there.
    pub fn breaches(&self, privacy: Privacy) -> Vec<String> {
        let mut breaches = self.small_groups("files", &self.rows, privacy.floor);
        if !self.sheet_rows.is_empty() {
            breaches.extend(self.small_groups("the sheet of answers", &self.sheet_rows, privacy.floor));
        }
        breaches.extend(self.small_told(privacy.floor));
        breaches.extend(self.named_groups());
        breaches.extend(self.small_splits(privacy.floor));
        breaches.extend(self.linked_words());
        let is_small = |count: &u32| (1..privacy.floor).contains(count);
        let together = self.together.iter().filter(|(_, groups)| groups.iter().any(is_small));
        breaches.extend(together.map(|(name, groups)| format!("{name} together has a small group: {groups:?}")));
        breaches.extend(self.hidden());
        if !privacy.has_rows() {
            breaches.extend(self.rows_at_all());
        }
        breaches
    }

    fn small_groups(&self, source: &str, rows: &BTreeMap<String, Row>, floor: u32) -> Vec<String> {
        let segments: Vec<&str> = SEGMENTS.into_iter().filter(|key| self.is_segment(key)).collect();
        let is_small = |count: usize| count > 0 && count < floor as usize;
        let mut breaches = Vec::new();
        for chosen in 1..1_usize << segments.len() {
            let together: Vec<&str> =
                (0..segments.len()).filter(|index| chosen >> index & 1 == 1).map(|index| segments[index]).collect();
            let groups = by_segments(rows, &together);
            // Everybody is one group, and nobody is told apart.
            if groups.len() < 2 {
                continue;
            }
            let everybody = self.json["participants"].as_u64().unwrap() as usize;
            let counted: usize = groups.values().map(Vec::len).sum();
            if is_small(everybody - counted) {
                breaches.push(format!("{source}: {} are left when {together:?} is subtracted", everybody - counted));
            }
            for (group, rows) in &groups {
                if is_small(rows.len()) {
                    breaches.push(format!("{source}: {} rows are {group:?} by {together:?}", rows.len()));
                }
                let questions: BTreeSet<&String> = rows.iter().flat_map(|row| row.keys()).collect();
                for question in questions.into_iter().filter(|key| key.starts_with('q')) {
                    let answered = rows.iter().filter(|row| row.contains_key(question)).count();
                    if is_small(answered) {
                        breaches.push(format!("{source}: {answered} of {group:?} by {together:?} answered {question}"));
                    }
                }
            }
        }
        breaches
    }

    fn small_splits(&self, floor: u32) -> Vec<String> {
        let is_small = |count: u32| count > 0 && count < floor;
        let mut breaches = Vec::new();
        let mut groups_of = BTreeMap::new();
        for split in &self.splits {
            let Ok(groups) = &split.groups else { continue };
            let name = format!("{} by {}", split.question, split.segment);
            let everybody = self.json["participants"].as_u64().unwrap() as u32;
            let people: u32 = groups.iter().map(|(_, people, _)| people).sum();
            let parts = groups.iter().flat_map(|(_, _, parts)| parts);
            if parts.chain(groups.iter().map(|(_, people, _)| people)).any(|count| is_small(*count)) {
                breaches.push(format!("{name} has a small group: {groups:?}"));
            }
            if is_small(everybody - people) {
                breaches.push(format!("{name} leaves {}", everybody - people));
            }
            // What is left of the whole room's figures after all groups are taken from them.
            let answered = self.question(&split.question)["answered"].as_u64().unwrap() as u32;
            let told: u32 = groups.iter().map(|(_, _, parts)| parts[0]).sum();
            if is_small(answered - told) {
                breaches.push(format!("{name} leaves {} who answered", answered - told));
            }
            let names: Vec<_> = groups.iter().map(|(name, people, _)| (name.clone(), *people)).collect();
            let earlier = groups_of.entry(&split.segment).or_insert_with(|| names.clone());
            if *earlier != names {
                breaches.push(format!("{name} has other groups than another table: {names:?} and {earlier:?}"));
            }
        }
        breaches
    }

    /// Groups in documents: each large enough, none left over, and the same as in every other table.
    fn small_told(&self, floor: u32) -> Vec<String> {
        let is_small = |count: u32| count > 0 && count < floor;
        let mut breaches = Vec::new();
        for told in &self.told {
            let Told { source, segment, question, part, groups, .. } = told;
            let name = format!("{source}: {question} by {segment}, {part:?}");
            if groups.iter().any(|(_, people)| is_small(*people)) {
                breaches.push(format!("{name} has a small group: {groups:?}"));
            }
            // Before and after is of those who answered both, and has groups of its own.
            if told.is_pair {
                continue;
            }
            let people: Vec<u32> = groups.iter().map(|(_, people)| *people).collect();
            let apart = self.told_apart(told);
            if apart.as_ref() != Some(&people) {
                breaches.push(format!("{name} is {people:?}, and {apart:?} elsewhere"));
            }
        }
        breaches
    }

    /// The same table as the gate gives it; `None` where it gives none.
    fn told_apart(&self, told: &Told) -> Option<Vec<u32>> {
        let is_it = |split: &&SplitTable| split.segment == told.segment && split.question == told.question;
        let groups = self.splits.iter().find(is_it)?.groups.as_ref().ok()?;
        let place = told.part.map_or(0, |part| part + 1);
        Some(groups.iter().map(|(_, _, parts)| parts[place]).collect())
    }

    /// Groups in a document that is of the whole room.
    fn named_groups(&self) -> Vec<String> {
        let is_named =
            |(_, text): &&(String, String)| text.contains("Other or no answer") || text.contains("Split by: ");
        // A script names what the codes of its file stand for.
        let named = self.whole_room.iter().filter(|(name, _)| !name.starts_with("labels"));
        named.filter(is_named).map(|(name, _)| format!("{name} names a group that was merged")).collect()
    }

    /// Figures of the question that too few answered.
    fn hidden_in(&mut self, source: &str, page: &str) {
        let answered = self.question(HIDDEN)["answered"].as_u64().unwrap() as u32;
        let begins = page.find("Samen?").filter(|_| answered > 0 && answered < SHOW_FROM);
        let Some(begins) = begins else { return };
        let about = &page[begins..];
        let about = about.split("</section>").next().unwrap();
        if tables(about).iter().any(|(_, cells)| cells.iter().flatten().any(|cell| cell == "Ja")) {
            self.whole_room.push((source.to_owned(), "Split by: hidden".to_owned()));
        }
    }

    /// Words of one's own beside the group of a segment question.
    fn linked_words(&self) -> Vec<String> {
        let segments = self.rows.values().flat_map(|row| SEGMENTS.iter().filter_map(|key| row.get(*key)));
        let words = segments.flatten().filter(|value| value.contains("wie-"));
        words
            .filter(|_| self.is_segment("s1"))
            .map(|value| format!("whoever wrote {value} is in a row with its group"))
            .collect()
    }

    /// What is seen of a question that fewer answered than its deck asks for.
    fn hidden(&self) -> Vec<String> {
        let question = self.question(HIDDEN);
        let answered = question["answered"].as_u64().unwrap() as u32;
        if answered >= SHOW_FROM {
            return Vec::new();
        }
        let mut breaches = Vec::new();
        if !question["counts"].as_object().unwrap().is_empty() {
            breaches.push(format!("{HIDDEN} has counts"));
        }
        if self.rows.values().any(|row| row.contains_key(HIDDEN)) {
            breaches.push(format!("{HIDDEN} has cells"));
        }
        if self.long.iter().any(|line| line["question_id"] == HIDDEN && line["set_aside"] == "false") {
            breaches.push(format!("{HIDDEN} has lines"));
        }
        breaches
    }

    fn rows_at_all(&self) -> Vec<String> {
        let mut breaches = Vec::new();
        if self.has_wide || !self.rows.is_empty() {
            breaches.push("there are rows".to_owned());
        }
        if self.long.iter().any(|line| !line["participant"].is_empty() || !line["at"].is_empty()) {
            breaches.push("the long file tells who or when".to_owned());
        }
        let mut earlier: Option<&BTreeMap<String, String>> = None;
        for line in &self.long {
            let of_same = earlier.filter(|earlier| earlier["question_id"] == line["question_id"]);
            let key = |line: &BTreeMap<String, String>| (line["part"].clone(), line["part_text"].clone());
            if of_same.is_some_and(|earlier| key(earlier) > key(line)) {
                breaches.push(format!("{} stands in the order in which it was said", line["question_id"]));
            }
            earlier = Some(line);
        }
        breaches
    }
}

/// Participants by all that any file shows of them at these segment questions.
fn by_segments<'a>(rows: &'a BTreeMap<String, Row>, segments: &[&str]) -> BTreeMap<Vec<Vec<String>>, Vec<&'a Row>> {
    let mut groups: BTreeMap<_, Vec<&Row>> = BTreeMap::new();
    for row in rows.values() {
        let group = segments.iter().map(|key| row.get(*key).cloned().unwrap_or_default()).collect();
        groups.entry(group).or_default().push(row);
    }
    groups
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
