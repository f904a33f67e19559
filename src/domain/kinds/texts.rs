//! Words of one's own: an open text, and short entries that are counted. What may be shown of them is not decided here.

use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::answer::Answer;
use crate::domain::deck::Kind;
use crate::domain::limits::WRITE_IN_CHARS_MAX;
use crate::domain::tally::Entry;

/// Whether a text holds no more letters than this, as a person counts them.
pub(super) fn fits(text: &str, max: usize) -> bool {
    // Nobody types a letter of more than this many bytes; without it, counting a flood would take long.
    text.len() <= max * 64 && text.graphemes(true).count() <= max
}

pub(super) fn check_open(said: &Answer, max: usize) -> Option<Answer> {
    let text = only_text(said)?.replace('\n', " ");
    fits(&text, max).then(|| of_text(text))
}

/// One entry a line; the same entry twice is one.
pub(super) fn check_words(said: &Answer, max: usize) -> Option<Answer> {
    let mut entries: Vec<&str> = Vec::new();
    let mut folded: Vec<String> = Vec::new();
    for entry in only_text(said)?.lines().filter(|entry| !entry.is_empty()) {
        if !fits(entry, WRITE_IN_CHARS_MAX) {
            return None;
        }
        let fold = fold(entry);
        if folded.contains(&fold) {
            continue;
        }
        // Stops at once: a message may hold thousands.
        if entries.len() == max {
            return None;
        }
        entries.push(entry);
        folded.push(fold);
    }
    Some(of_text(entries.join("\n")))
}

fn only_text(said: &Answer) -> Option<&str> {
    let has_more = !said.choices.is_empty() || said.number.is_some() || !said.parts.is_empty();
    (!has_more).then(|| said.text.as_deref().unwrap_or_default())
}

fn of_text(text: String) -> Answer {
    Answer { text: Some(text).filter(|text| !text.is_empty()), ..Answer::default() }
}

/// What makes two entries the same: letters without case, and no signs around them.
pub fn fold(entry: &str) -> String {
    let lower = entry.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    // Signs alone are an entry too.
    if bare.is_empty() { lower } else { bare.to_owned() }
}

/// What makes two texts the same to whoever counts or lets them through. Short entries fold; of a longer text only
/// capitals make no difference, so that nothing can be written around words that were let through.
pub fn same_words(kind: Kind, text: &str) -> String {
    if is_entry(kind) { fold(text) } else { text.to_lowercase() }
}

/// A text as it may be shown once the same words were let through: of a short entry without the signs around it.
pub fn bare_words(kind: Kind, text: &str) -> &str {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    if is_entry(kind) && !bare.is_empty() { bare } else { text }
}

fn is_entry(kind: Kind) -> bool {
    matches!(kind, Kind::Words { .. })
}

pub(super) fn each(answer: &Answer, words: &mut BTreeMap<String, Entry>, change: &dyn Fn(&mut u32)) {
    for text in answer.text.iter().flat_map(|text| text.lines()) {
        let key = fold(text);
        let entry = words.entry(key.clone()).or_default();
        change(&mut entry.count);
        crate::domain::tally::each_in(&mut entry.spellings, text.to_owned(), change);
        if entry.count == 0 {
            words.remove(&key);
        }
    }
}
