//! The braces at the end of a heading: `{#name .word key=value}`. Knows which words exist, never which kind of question
//! they fit.

use super::faults::{Collector, Fault, Place};
use super::problems::{Limit, Problem, Unfit};
use super::source::Span;
use super::synonyms;
use crate::domain::limits::NAME_CHARS_MAX;

/// What a `.word` may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    Ranking,
    Rating,
    Number,
    Open,
    Words,
    Questions,
    Form,
    Points,
    Segment,
    Live,
    Bipolar,
    Nps,
    /// Each phone has its own order of answers.
    Shuffle,
    /// On a plain slide only: its list is drawn side by side.
    Steps,
}

const WORDS: [(&str, Word); 14] = [
    (".ranking", Word::Ranking),
    (".rating", Word::Rating),
    (".number", Word::Number),
    (".open", Word::Open),
    (".words", Word::Words),
    (".questions", Word::Questions),
    (".form", Word::Form),
    (".points", Word::Points),
    (".segment", Word::Segment),
    (".live", Word::Live),
    (".bipolar", Word::Bipolar),
    (".nps", Word::Nps),
    (".shuffle", Word::Shuffle),
    (".steps", Word::Steps),
];

impl Word {
    /// As it is written, with its point.
    pub fn written(self) -> &'static str {
        WORDS.iter().find(|(_, word)| *word == self).map_or("", |(written, _)| written)
    }

    /// Words that say which kind of question it is; a heading has one.
    pub fn is_kind(self) -> bool {
        matches!(
            self,
            Self::Ranking
                | Self::Rating
                | Self::Number
                | Self::Open
                | Self::Words
                | Self::Questions
                | Self::Form
                | Self::Points
        )
    }
}

/// What may stand before `=`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Max,
    Min,
    Step,
    Unit,
    Truth,
    Repeat,
    Moderated,
    Upvotes,
    ShowFrom,
    /// How many days a form stays open after the session.
    Days,
    /// Seconds after which the question closes by itself.
    Time,
}

const KEYS: [(&str, Key); 11] = [
    ("max", Key::Max),
    ("min", Key::Min),
    ("step", Key::Step),
    ("unit", Key::Unit),
    ("truth", Key::Truth),
    ("repeat", Key::Repeat),
    ("moderated", Key::Moderated),
    ("upvotes", Key::Upvotes),
    ("show_from", Key::ShowFrom),
    ("days", Key::Days),
    ("time", Key::Time),
];

impl Key {
    pub fn written(self) -> &'static str {
        KEYS.iter().find(|(_, key)| *key == self).map_or("", |(written, _)| written)
    }
}

#[derive(Clone, Debug)]
pub struct Setting {
    pub key: Key,
    pub value: String,
    /// `key=value` as a whole.
    pub span: Span,
    pub value_span: Span,
}

impl Setting {
    /// Refused as it was read, empty or quoted, so that no second fault is needed.
    pub fn is_spoilt(&self) -> bool {
        self.value.is_empty() || self.value.contains(['"', '\'', '“', '”', '‘', '’'])
    }
}

/// What one heading's braces say.
#[derive(Clone, Debug, Default)]
pub struct Attributes {
    pub name: Option<(String, Span)>,
    pub words: Vec<(Word, Span)>,
    pub settings: Vec<Setting>,
    /// A word nobody knows stood here, so the kind may not be what it seems.
    pub puzzled: bool,
}

impl Attributes {
    pub fn word(&self, word: Word) -> Option<&Span> {
        self.words.iter().find(|(found, _)| *found == word).map(|(_, span)| span)
    }

    pub fn kind(&self) -> Option<(Word, &Span)> {
        self.words.iter().find(|(word, _)| word.is_kind()).map(|(word, span)| (*word, span))
    }

    pub fn setting(&self, key: Key) -> Option<&Setting> {
        self.settings.iter().find(|setting| setting.key == key)
    }

    /// Takes over what a translation left out. Faults about it then point at the translation's own heading.
    pub fn inherit(&mut self, original: &Attributes, heading: &Span) {
        for (word, _) in &original.words {
            if self.word(*word).is_none() {
                self.words.push((*word, heading.clone()));
            }
        }
        for setting in &original.settings {
            if self.setting(setting.key).is_none() {
                let (span, value_span) = (heading.clone(), heading.clone());
                self.settings.push(Setting { span, value_span, ..setting.clone() });
            }
        }
    }
}

/// Where the braces of a heading stand, when the content between these bytes ends with them.
pub fn find(text: &str, content: &Span) -> Option<Span> {
    let slice = text[content.clone()].trim_end();
    let close = slice.len().checked_sub(1)?;
    if !slice.ends_with('}') || escaped(slice, close) {
        return None;
    }
    let open = slice.rmatch_indices('{').map(|(index, _)| index).find(|index| !escaped(slice, *index))?;
    Some(content.start + open..content.start + slice.len())
}

/// Whether the sign at this byte has a backslash before it that is not itself escaped.
pub fn escaped(text: &str, index: usize) -> bool {
    text.as_bytes()[..index].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

/// Reads the braces at this place.
pub fn read(text: &str, braces: &Span, file: usize, faults: &mut Collector) -> Attributes {
    let mut reader = Reader { text, file, faults, found: Attributes::default() };
    let tokens = tokens(text, &(braces.start + 1..braces.end - 1));
    let looks_meant = |span: &Span| text[span.clone()].starts_with(['#', '.']) || text[span.clone()].contains('=');
    if tokens.iter().any(looks_meant) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(span) = tokens.next() {
            reader.token(span.clone());
            if text[span.clone()].starts_with('#') {
                // Plain words behind a name were most likely to be part of it.
                let mut end = span.end;
                while let Some(word) = tokens.next_if(|word| is_plain(&text[word.clone()])) {
                    end = word.end;
                }
                reader.name_with_spaces(span, end);
            }
        }
    } else {
        // Plain text in braces: one fault for all of it.
        reader.no_word(tokens.into_iter().next().unwrap_or_else(|| braces.clone()));
    }
    reader.found
}

/// Whether it can only be text: no name, word or setting, and no synonym of one.
fn is_plain(token: &str) -> bool {
    !token.starts_with(['#', '.']) && !token.contains('=') && meant_word(token).is_none()
}

/// The word that was meant, where its point was forgotten or another word was taken for it.
fn meant_word(token: &str) -> Option<&'static str> {
    let exact = WORDS.iter().find(|(written, _)| &written[1..] == token).map(|(written, _)| *written);
    exact.or_else(|| synonyms::of_word(token))
}

struct Reader<'a> {
    text: &'a str,
    file: usize,
    faults: &'a mut Collector,
    found: Attributes,
}

impl Reader<'_> {
    fn token(&mut self, span: Span) {
        let token = &self.text[span.clone()];
        if let Some(name) = token.strip_prefix('#') {
            self.name(name, span);
        } else if token.starts_with('.') {
            self.word(token, span);
        } else if let Some((key, value)) = token.split_once('=').filter(|(key, _)| !key.is_empty()) {
            self.setting(key, value, span);
        } else if let Some(meant) = meant_word(token) {
            self.found.puzzled = true;
            self.fault(Problem::UnknownWord { word: token.to_owned(), meant: Some(meant) }, span);
        } else {
            self.no_word(span);
        }
    }

    fn name(&mut self, name: &str, span: Span) {
        if let Some((_, first)) = self.found.name.clone() {
            return self.twice(Problem::TwoNames, span, first);
        }
        if let Some(problem) = name_problem(name) {
            self.fault(problem, span.clone());
        }
        self.found.name = Some((name.to_owned(), span));
    }

    fn word(&mut self, token: &str, span: Span) {
        let Some((_, word)) = WORDS.iter().find(|(written, _)| *written == token) else {
            let meant = synonyms::of_word(token).or_else(|| nearest(token, &WORDS.map(|(written, _)| written)));
            self.found.puzzled = true;
            return self.fault(Problem::UnknownWord { word: token.to_owned(), meant }, span);
        };
        if let Some(first) = self.found.word(*word).cloned() {
            return self.twice(Problem::SaidTwice { word: token.to_owned() }, span, first);
        }
        if let Some((_, first)) = self.found.kind().filter(|_| word.is_kind()) {
            let first = first.clone();
            return self.twice(Problem::TwoKinds, span, first);
        }
        self.found.words.push((*word, span));
    }

    fn setting(&mut self, key: &str, value: &str, span: Span) {
        let Some((written, known)) = KEYS.iter().find(|(written, _)| *written == key) else {
            let meant = synonyms::of_key(key).or_else(|| nearest(key, &KEYS.map(|(written, _)| written)));
            self.found.puzzled = true;
            return self.fault(Problem::UnknownWord { word: key.to_owned(), meant }, span);
        };
        if let Some(first) = self.found.setting(*known).map(|setting| setting.span.clone()) {
            return self.twice(Problem::SaidTwice { word: (*written).to_owned() }, span, first);
        }
        let setting = Setting {
            key: *known,
            value: value.to_owned(),
            value_span: span.start + key.len() + 1..span.end,
            span: span.clone(),
        };
        if value.is_empty() {
            self.fault(Problem::BadValue { value: key.to_owned(), unfit: Unfit::Missing }, span);
        } else if setting.is_spoilt() {
            self.fault(Problem::BadValue { value: value.to_owned(), unfit: Unfit::Quoted }, span);
        }
        self.found.settings.push(setting);
    }

    fn no_word(&mut self, span: Span) {
        self.found.puzzled = true;
        let word = self.text[span.clone()].to_owned();
        self.fault(Problem::WordOfNothing { word, name: None }, span);
    }

    /// What stands between a name and this byte has no place, if there is anything.
    fn name_with_spaces(&mut self, name: Span, end: usize) {
        let word = self.text[name.end..end].trim_start();
        if word.is_empty() {
            return;
        }
        let name = as_name(&self.text[name.start..end]).map(|name| format!("#{name}"));
        self.found.puzzled = true;
        self.fault(Problem::WordOfNothing { word: word.to_owned(), name }, end - word.len()..end);
    }

    fn fault(&mut self, problem: Problem, span: Span) {
        self.faults.push(Fault::new(problem, Place { file: self.file, span }));
    }

    fn twice(&mut self, problem: Problem, span: Span, first: Span) {
        let also = Place { file: self.file, span: first };
        self.faults.push(Fault::new(problem, Place { file: self.file, span }).with(also));
    }
}

/// What is wrong with this as a name, if anything.
pub fn name_problem(name: &str) -> Option<Problem> {
    let fits = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !fits {
        return Some(Problem::BadName { name: name.to_owned(), meant: as_name(name).filter(|meant| meant != name) });
    }
    (name.len() > NAME_CHARS_MAX).then_some(Problem::TooMuch(Limit::NameChars))
}

/// The nearest thing that can be a name: small letters without accents, hyphens for the rest.
fn as_name(text: &str) -> Option<String> {
    use unicode_normalization::UnicodeNormalization;
    let mut name = String::new();
    for c in text.nfd().flat_map(char::to_lowercase).take(200) {
        match c {
            'a'..='z' | '0'..='9' => name.push(c),
            _ if unicode_normalization::char::is_combining_mark(c) => {}
            _ if !name.is_empty() && !name.ends_with('-') => name.push('-'),
            _ => {}
        }
    }
    let name = name.trim_start_matches(|c: char| !c.is_ascii_lowercase());
    let name = name[..name.len().min(NAME_CHARS_MAX)].trim_end_matches('-');
    (!name.is_empty()).then(|| name.to_owned())
}

/// The known word that was probably meant: at most two letters off, and not a different short word.
pub fn nearest(written: &str, known: &[&'static str]) -> Option<&'static str> {
    let near = |candidate: &&'static str| {
        let distance = distance(&written.to_lowercase(), candidate);
        (distance <= 2 && distance * 2 < candidate.len()).then_some((distance, *candidate))
    };
    known.iter().filter_map(near).min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// The name in the deck that was probably meant.
pub fn nearest_name(written: &str, known: &[String]) -> Option<String> {
    let distances = known.iter().map(|name| (distance(written, name), name));
    let (distance, name) = distances.min_by_key(|(distance, _)| *distance)?;
    (distance <= 2).then(|| name.clone())
}

/// Letters to change, add or drop. Long words are never near, and a hostile file may have many.
pub fn distance(from: &str, to: &str) -> usize {
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().take(40).collect(), to.chars().take(40).collect());
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in to.iter().enumerate() {
            let changed = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[to.len()]
}

fn tokens(text: &str, inside: &Span) -> Vec<Span> {
    let slice = &text[inside.clone()];
    let base = slice.as_ptr() as usize;
    slice
        .split_whitespace()
        .map(|token| {
            let start = inside.start + (token.as_ptr() as usize - base);
            start..start + token.len()
        })
        .collect()
}
