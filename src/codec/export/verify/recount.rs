//! Counts every figure of the file again from its rows. Where rows or texts are gone, or small groups stand together, it
//! counts what can be counted and notes what cannot.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Map, Value};

use super::answers::{Counts, Said, counts, folded, is_chosen, is_true, list, of_option, options, text};
use super::places::{self, item, member};
use super::{Difference, Unchecked, What, Why};

#[derive(Default)]
pub struct Recount {
    pub figures: usize,
    pub differences: Vec<Difference>,
    pub unchecked: Vec<Unchecked>,
}

/// One row of the file.
struct Row<'a> {
    path: String,
    set_aside: bool,
    cells: Option<&'a Map<String, Value>>,
}

impl Recount {
    pub fn document(&mut self, document: &Map<String, Value>) {
        let empty = Vec::new();
        let mut whole = |name: &str| match document.get(name) {
            Some(Value::Array(values)) => values,
            Some(_) => {
                self.differ(name, What::Malformed);
                &empty
            }
            None => {
                self.differ(name, What::Missing);
                &empty
            }
        };
        let (questions, rows) = (whole("questions"), whole("rows"));
        let ids: BTreeSet<&str> = questions.iter().filter_map(|question| text(question, "id")).collect();
        let rows: Vec<Row<'_>> = rows.iter().enumerate().map(|(index, row)| self.row(index, row, &ids)).collect();
        let is_given = |figure: Option<&Value>| figure.and_then(Value::as_u64).unwrap_or(0) > 0;
        let took_part = is_given(document.get("participants"))
            || questions.iter().any(|question| is_given(question.get("present")) || is_given(question.get("answered")));
        if rows.is_empty() && took_part {
            let awaits = document.contains_key("rows_withheld");
            return self.unchecked("rows", if awaits { Why::RowsLater } else { Why::NoRows });
        }
        let participants = rows.iter().filter(|row| !row.set_aside).count();
        self.figure("participants", document.get("participants"), participants as u64);
        for (index, question) in questions.iter().enumerate() {
            self.question(&item("questions", index), question, &rows);
        }
    }

    fn row<'a>(&mut self, index: usize, row: &'a Value, ids: &BTreeSet<&str>) -> Row<'a> {
        let path = item("rows", index);
        self.figure(&member(&path, "participant"), row.get("participant"), index as u64 + 1);
        let cells = row.get("cells").and_then(Value::as_object);
        match cells {
            Some(cells) => {
                let at = member(&path, "cells");
                for id in ids.iter().filter(|id| !cells.contains_key(**id)) {
                    self.differ(&member(&at, id), What::Missing);
                }
                for id in cells.keys().filter(|id| !ids.contains(id.as_str())) {
                    self.differ(&member(&at, id), What::Malformed);
                }
            }
            None => self.differ(&member(&path, "cells"), What::Malformed),
        }
        if !matches!(row.get("set_aside"), Some(Value::Bool(_))) {
            self.differ(&member(&path, "set_aside"), What::Malformed);
        }
        Row { path, set_aside: is_true(row, "set_aside"), cells }
    }

    fn question(&mut self, path: &str, question: &Value, rows: &[Row<'_>]) {
        let (Some(id), Some(kind)) = (text(question, "id"), text(question, "kind")) else {
            return self.differ(path, What::Malformed);
        };
        if question.get("withheld").is_some() {
            return self.unchecked(path, Why::Withheld);
        }
        let is_segment = is_true(question, "segment");
        let (mut said, mut present, mut set_aside) = (Vec::new(), 0_u64, 0_u64);
        for row in rows {
            let Some(cell) = row.cells.and_then(|cells| cells.get(id)) else { continue };
            let answer = Said(cell);
            match text(cell, "missing") {
                Some("not_answered") => present += u64::from(!row.set_aside),
                Some("not_present" | "not_asked") => {}
                // Rows that were set aside say nothing of segments.
                Some("withheld") if is_segment && row.set_aside => {}
                None if cell.get("choices").is_some_and(Value::is_array) => {
                    if row.set_aside {
                        set_aside += u64::from(!answer.says_nothing());
                    } else {
                        present += 1;
                        if !answer.says_nothing() {
                            said.push(answer);
                        }
                    }
                }
                _ => self.differ(&member(&member(&row.path, "cells"), id), What::Malformed),
            }
        }
        let options = options(question);
        if question.get("merged").is_some() {
            return self.merged(path, question, &options, &said);
        }
        self.figure(&member(path, "present"), question.get("present"), present);
        match is_segment && rows.iter().any(|row| row.set_aside) {
            true => self.unchecked(&member(path, "set_aside"), Why::Withheld),
            false => self.figure(&member(path, "set_aside"), question.get("set_aside"), set_aside),
        }
        let texts = Texts::new(question, kind);
        let answered = member(path, "answered");
        match kind {
            "questions" => self.unchecked(&answered, Why::Askers),
            // Who gave nothing but words that stand apart has an empty row.
            _ if !texts.apart.is_empty() && !is_segment && !is_chosen(kind) => self.unchecked(&answered, Why::Apart),
            _ => self.figure(&answered, question.get("answered"), said.len() as u64),
        }
        self.counts(&member(path, "counts"), question.get("counts"), &counts(kind, &options, &said));
        for (index, part) in list(question, "parts").iter().enumerate() {
            self.part(&item(&member(path, "parts"), index), kind, part, &texts, &said);
        }
        self.texts(path, question, &texts, &said);
        if is_chosen(kind) && !texts.apart.is_empty() {
            return self.unchecked(&member(path, "counts_recoded"), Why::Apart);
        }
        self.recoded(path, id, question, &texts, rows);
        if is_chosen(kind) {
            self.counts_recoded(path, question, &texts, &said);
        }
    }

    /// Groups too small to be told apart stand as one: they are counted together, the others by themselves.
    fn merged(&mut self, path: &str, question: &Value, options: &[&str], said: &[Said<'_>]) {
        let merged = &question["merged"];
        let at = member(path, "merged");
        let Some(key) = text(merged, "key") else { return self.differ(&at, What::Malformed) };
        let people = said.iter().filter(|said| said.choices().contains(key)).count() as u64;
        self.figure(&member(&at, "people"), merged.get("people"), people);
        let hidden: BTreeSet<&str> = list(merged, "options").iter().filter_map(Value::as_str).collect();
        for option in options.iter().filter(|option| !hidden.contains(*option)) {
            let count = said.iter().filter(|said| said.choices().contains(option)).count() as u64;
            let counts = member(path, "counts");
            self.figure(&member(&counts, option), question.get("counts").and_then(|counts| counts.get(option)), count);
        }
        self.unchecked(path, Why::Merged);
    }

    /// A row of a grid, a field of a form, or an option that is ranked or given points.
    fn part(&mut self, path: &str, kind: &str, part: &Value, texts: &Texts<'_>, said: &[Said<'_>]) {
        let (Some(key), Some(part_kind)) = (text(part, "key"), text(part, "kind")) else {
            return self.differ(path, What::Malformed);
        };
        let (field, option) = match key.split_once('.') {
            Some((field, option)) => (field, Some(option)),
            None => (key, None),
        };
        let is_of_options = matches!(kind, "ranking" | "points");
        let within: Vec<Said<'_>> = if is_of_options {
            said.to_vec()
        } else {
            said.iter().filter_map(|said| said.part(field)).filter(|said| !said.says_nothing()).collect()
        };
        let option = if is_of_options { Some(key) } else { option };
        let options = options(part);
        let (answered, counted) = match option {
            Some(option) => of_option(part_kind, option, &within),
            None => (within.len() as u64, counts(part_kind, &options, &within)),
        };
        match texts.apart.contains(key) {
            true => self.unchecked(&member(path, "answered"), Why::Apart),
            false => self.figure(&member(path, "answered"), part.get("answered"), answered),
        }
        self.counts(&member(path, "counts"), part.get("counts"), &counted);
    }

    /// Every name of either side.
    fn counts(&mut self, path: &str, given: Option<&Value>, counted: &Counts) {
        let Some(given) = given.and_then(Value::as_object) else { return self.differ(path, What::Malformed) };
        let names: BTreeSet<&String> = given.keys().chain(counted.keys()).collect();
        for name in names {
            match counted.get(name) {
                Some(count) => self.figure(&member(path, name), given.get(name), *count),
                None => self
                    .differ(&member(path, name), What::Figure { file: shown(given.get(name)), rows: "–".to_owned() }),
            }
        }
    }

    /// How many wrote each text that the presenter did something with.
    fn texts(&mut self, path: &str, question: &Value, texts: &Texts<'_>, said: &[Said<'_>]) {
        let listed = list(question, "texts");
        if listed.is_empty() {
            return;
        }
        let mut written: HashMap<(&str, String), u64> = HashMap::new();
        for said in said {
            for entry in texts.entries(*said) {
                *written.entry(entry).or_default() += 1;
            }
        }
        // Those that stand in no row.
        for apart in list(question, "written") {
            let (part, words) = (text(apart, "part").unwrap_or_default(), text(apart, "text").unwrap_or_default());
            *written.entry((part, folded(texts.kind_at(part), words))).or_default() += 1;
        }
        if written.is_empty() {
            return self.unchecked(&member(path, "texts"), Why::NoTexts);
        }
        for (index, listed) in listed.iter().enumerate() {
            let path = item(&member(path, "texts"), index);
            let (part, words) = (text(listed, "part").unwrap_or_default(), text(listed, "text").unwrap_or_default());
            let count = written.get(&(part, folded(texts.kind_at(part), words))).copied().unwrap_or(0);
            self.figure(&member(&path, "count"), listed.get("count"), count);
        }
    }

    /// What each text counts as, by its row and by the list.
    fn recoded(&mut self, path: &str, id: &str, question: &Value, texts: &Texts<'_>, rows: &[Row<'_>]) {
        for row in rows {
            let Some(cell) = row.cells.and_then(|cells| cells.get(id)) else { continue };
            let by_list = Said(cell).text().map(|text| texts.labels(text)).filter(|labels| !labels.trim().is_empty());
            let by_row = text(cell, "recoded").map(str::to_owned);
            self.figures += usize::from(by_row.is_some() || by_list.is_some());
            if by_row != by_list {
                let path = member(&member(&member(&row.path, "cells"), id), "recoded");
                let shown =
                    |label: Option<String>| label.map_or_else(|| "–".to_owned(), |label| places::quoted(&label));
                self.differ(&path, What::Figure { file: shown(by_row), rows: shown(by_list) });
            }
        }
        let is_recoded = list(question, "texts").iter().any(|text| text.get("recoded").is_some());
        let has_recount = question.get("counts_recoded").is_some();
        let kind = text(question, "kind").unwrap_or_default();
        if has_recount != (is_recoded && is_chosen(kind)) {
            let what = if has_recount { What::Malformed } else { What::Missing };
            self.differ(&member(path, "counts_recoded"), what);
        }
    }

    fn counts_recoded(&mut self, path: &str, question: &Value, texts: &Texts<'_>, said: &[Said<'_>]) {
        let Some(given) = question.get("counts_recoded") else { return };
        let all = list(question, "options");
        let mut counted: Counts = options(question).into_iter().map(|key| (key.to_owned(), 0)).collect();
        for said in said {
            let recoded =
                said.text().and_then(|words| texts.find("", words)).filter(|text| text.get("recoded").is_some());
            let as_option = recoded.and_then(|recoded| text(recoded, "option"));
            let choices = said.choices();
            for option in all {
                let Some(key) = text(option, "key") else { continue };
                let is_own = is_true(option, "write_in") && recoded.is_some();
                if (choices.contains(key) && !is_own) || as_option == Some(key) {
                    *counted.entry(key.to_owned()).or_default() += 1;
                }
            }
            if let Some(label) = recoded.filter(|_| as_option.is_none()).and_then(|recoded| text(recoded, "recoded")) {
                *counted.entry(format!("“{label}”")).or_default() += 1;
            }
        }
        self.counts(&member(path, "counts_recoded"), Some(given), &counted);
    }

    fn figure(&mut self, path: &str, given: Option<&Value>, counted: u64) {
        self.figures += 1;
        if given.and_then(Value::as_u64) != Some(counted) {
            self.differ(path, What::Figure { file: shown(given), rows: counted.to_string() });
        }
    }

    fn unchecked(&mut self, path: &str, why: Why) {
        self.unchecked.push(Unchecked { path: path.to_owned(), why });
    }

    fn differ(&mut self, path: &str, what: What) {
        self.differences.push(Difference { path: path.to_owned(), what });
    }
}

fn shown(value: Option<&Value>) -> String {
    match value {
        None => "–".to_owned(),
        Some(Value::String(text)) => places::quoted(text),
        Some(value) => places::short(&value.to_string()),
    }
}

/// The texts that the presenter did something with, by part and folded words.
struct Texts<'a> {
    kind: &'a str,
    kinds: BTreeMap<&'a str, &'a str>,
    by_words: HashMap<(&'a str, String), &'a Value>,
    /// The parts whose words stand in no row.
    apart: BTreeSet<&'a str>,
}

impl<'a> Texts<'a> {
    fn new(question: &'a Value, kind: &'a str) -> Self {
        let parts = list(question, "parts").iter();
        let kinds = parts.filter_map(|part| Some((text(part, "key")?, text(part, "kind")?))).collect();
        let apart = list(question, "written").iter().map(|apart| text(apart, "part").unwrap_or_default()).collect();
        let mut texts = Self { kind, kinds, by_words: HashMap::new(), apart };
        for listed in list(question, "texts") {
            let (part, words) = (text(listed, "part").unwrap_or_default(), text(listed, "text").unwrap_or_default());
            texts.by_words.insert((part, folded(texts.kind_at(part), words)), listed);
        }
        texts
    }

    fn kind_at(&self, part: &str) -> &'a str {
        self.kinds.get(part).copied().unwrap_or(self.kind)
    }

    fn find(&self, part: &'a str, words: &str) -> Option<&'a Value> {
        self.by_words.get(&(part, folded(self.kind_at(part), words))).copied()
    }

    /// What each line of a text counts as, a line each; empty where as itself.
    fn labels(&self, words: &str) -> String {
        let label = |line| self.find("", line).and_then(|text_of| text(text_of, "recoded")).unwrap_or_default();
        words.lines().map(label).collect::<Vec<_>>().join("\n")
    }

    /// Every text of an answer, by part and folded words; the same twice is one.
    fn entries(&self, said: Said<'a>) -> BTreeSet<(&'a str, String)> {
        let mut entries = BTreeSet::new();
        let mut lines = |part: &'a str, text: &'a str| {
            for line in text.lines() {
                entries.insert((part, folded(self.kind_at(part), line)));
            }
        };
        if let Some(text) = said.text() {
            lines("", text);
        }
        for (key, part) in said.0.get("parts").and_then(Value::as_object).into_iter().flatten() {
            if let Some(text) = Said(part).text() {
                lines(key, text);
            }
        }
        entries
    }
}
