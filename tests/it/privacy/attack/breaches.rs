//! What the loot gives away: groups smaller than promised, words by their group, and rows where there should be none.

use std::collections::{BTreeMap, BTreeSet};

use peil::domain::privacy::Privacy;

use super::super::documents::{Told, tables};
use super::super::room::{HIDDEN, IN_PARTS, SEGMENTS, SHOW_FROM};
use super::{Loot, Row, SplitTable};

impl Loot {
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
        breaches.extend(self.timed_words());
        // Groups that are told later must find no rows of now to be joined to.
        if !privacy.has_rows() || self.is_open {
            breaches.extend(self.rows_at_all());
        }
        breaches
    }

    pub(super) fn small_groups(&self, source: &str, rows: &BTreeMap<String, Row>, floor: u32) -> Vec<String> {
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
    pub(super) fn hidden_in(&mut self, source: &str, page: &str) {
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

    /// Words that stand in no row of a question whose rows tell when each answered: whoever saw the words come in puts them
    /// back.
    fn timed_words(&self) -> Vec<String> {
        let stands_apart = |key: &&&str| self.question(key)["written"].as_array().is_some_and(|said| !said.is_empty());
        let is_timed = |key: &&&str| {
            let of_rows =
                self.long.iter().filter(|line| line["question_id"] == ***key && !line["participant"].is_empty());
            of_rows.map(|line| &line["at"]).collect::<BTreeSet<_>>().len() > 1
        };
        let timed = IN_PARTS.iter().filter(stands_apart).filter(is_timed);
        timed.map(|key| format!("{key} tells when the words that stand apart were written")).collect()
    }

    /// What is seen of a question that fewer answered than its deck asks for.
    fn hidden(&self) -> Vec<String> {
        let question = self.question(HIDDEN);
        let answered = question["answered"].as_u64().unwrap() as u32;
        if answered >= SHOW_FROM || question["opened_at"].is_null() {
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
pub(super) fn by_segments<'a>(
    rows: &'a BTreeMap<String, Row>,
    segments: &[&str],
) -> BTreeMap<Vec<Vec<String>>, Vec<&'a Row>> {
    let mut groups: BTreeMap<_, Vec<&Row>> = BTreeMap::new();
    for row in rows.values() {
        let group = segments.iter().map(|key| row.get(*key).cloned().unwrap_or_default()).collect();
        groups.entry(group).or_default().push(row);
    }
    groups
}
