//! Somebody who takes every table and file that a session offers, lays them side by side and subtracts.
//!
//! Reads files as a reader does, by their bytes: it knows the deck and the promise, and nothing of how the gate works.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use peil::codec::export::{About, Format, Options, export};
use peil::codec::words::Tongue;
use peil::domain::ids::{DeckId, Moment, RoomCode, SessionId};
use peil::domain::privacy::Privacy;
use peil::domain::published::Published;
use peil::domain::segments::Group;
use serde_json::Value;

use super::room::{HIDDEN, IN_PARTS, OTHERS, Room, SEGMENTS, SHOW_FROM};

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
}

/// One question by one segment question, as a page shows it.
pub struct SplitTable {
    segment: String,
    question: String,
    /// Each group's name, its people, and how many of it answered each part; or why there is no table.
    pub groups: Result<Vec<(String, u32, Vec<u32>)>, &'static str>,
}

impl SplitTable {
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
    pub fn take(room: &Room, published: &Published) -> Self {
        let about = About {
            session: SessionId::parse("s1").unwrap(),
            code: RoomCode::new(482_913).unwrap(),
            deck: DeckId::parse("proef").unwrap(),
            started_at: Moment(1_000_000),
            ended_at: Some(Moment(2_000_000)),
        };
        let options = Options { bom: false, ..Options::for_tongue(Tongue::English) };
        let file = |format| export(format, &about, &room.editions, published, options).bytes;
        let json: Value = serde_json::from_slice(&file(Format::Json)).unwrap();
        let has_wide = Format::CsvWide.is_of(published.privacy());
        let wide = if has_wide { table(&file(Format::CsvWide)) } else { Vec::new() };
        let mut loot = Self {
            json,
            rows: BTreeMap::new(),
            set_aside: BTreeSet::new(),
            long: named(table(&file(Format::CsvLong))),
            has_wide,
            splits: splits(room, published),
        };
        loot.read_json();
        loot.read_long();
        loot.read_wide(&wide);
        let aside = std::mem::take(&mut loot.set_aside);
        loot.rows.retain(|participant, _| !aside.contains(participant));
        loot
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
        segments.filter(|key| self.by_segments(&[**key]).len() > 1).count()
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

    /// Participants by all that any file shows of them at these segment questions.
    fn by_segments(&self, segments: &[&str]) -> BTreeMap<Vec<Vec<String>>, Vec<&Row>> {
        let mut groups: BTreeMap<_, Vec<&Row>> = BTreeMap::new();
        for row in self.rows.values() {
            let group = segments.iter().map(|key| row.get(*key).cloned().unwrap_or_default()).collect();
            groups.entry(group).or_default().push(row);
        }
        groups
    }

    /// Everything by which fewer people than the floor can be told apart, and everything else that was promised not to
    /// be there.
    pub fn breaches(&self, privacy: Privacy) -> Vec<String> {
        let mut breaches = self.small_groups(privacy.floor);
        breaches.extend(self.small_splits(privacy.floor));
        breaches.extend(self.linked_words());
        breaches.extend(self.hidden());
        if !privacy.has_rows() {
            breaches.extend(self.rows_at_all());
        }
        breaches
    }

    fn small_groups(&self, floor: u32) -> Vec<String> {
        let segments: Vec<&str> = SEGMENTS.into_iter().filter(|key| self.is_segment(key)).collect();
        let is_small = |count: usize| count > 0 && count < floor as usize;
        let mut breaches = Vec::new();
        for chosen in 1..1_usize << segments.len() {
            let together: Vec<&str> =
                (0..segments.len()).filter(|index| chosen >> index & 1 == 1).map(|index| segments[index]).collect();
            let groups = self.by_segments(&together);
            // Everybody is one group, and nobody is told apart.
            if groups.len() < 2 {
                continue;
            }
            let everybody = self.json["participants"].as_u64().unwrap() as usize;
            let counted: usize = groups.values().map(Vec::len).sum();
            if is_small(everybody - counted) {
                breaches.push(format!("{} are left when {together:?} is subtracted", everybody - counted));
            }
            for (group, rows) in &groups {
                if is_small(rows.len()) {
                    breaches.push(format!("{} rows are {group:?} by {together:?}", rows.len()));
                }
                let questions: BTreeSet<&String> = rows.iter().flat_map(|row| row.keys()).collect();
                for question in questions.into_iter().filter(|key| key.starts_with('q')) {
                    let answered = rows.iter().filter(|row| row.contains_key(question)).count();
                    if is_small(answered) {
                        breaches.push(format!("{answered} of {group:?} by {together:?} answered {question}"));
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

fn table(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn named(table: Vec<Vec<String>>) -> Vec<BTreeMap<String, String>> {
    let (head, lines) = table.split_first().unwrap();
    lines.iter().map(|line| head.iter().cloned().zip(line.iter().cloned()).collect()).collect()
}
