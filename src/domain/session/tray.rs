//! The texts that people wrote to one question: which stand, how many wrote each, and what the presenter did with them.
//!
//! A count is derived from the answers that stand, so `add` and `remove` are exact inverses. Nothing may be read by
//! everybody before the presenter let it through, and no deck can change that. Holds no voters: an answer is known here
//! by the order in which it came.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::domain::answer::Answer;
use crate::domain::deck::{ChoiceOption, Kind, Question};
use crate::domain::fact::Sorting;
use crate::domain::ids::{EntryName, OptionKey};
use crate::domain::kinds;
use crate::domain::results::TextResult;

/// All texts of one question, in one round.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tray {
    /// Only what somebody's answer holds.
    entries: HashMap<EntryName, Entry>,
    /// Also of texts that nobody stands by any more: who writes one again finds it as it was.
    marks: BTreeMap<EntryName, Mark>,
    /// In the order in which they became answers of their own.
    promoted: Vec<EntryName>,
    veiled: bool,
}

/// One text, in whatever spelling makes no difference.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub name: EntryName,
    /// The row or field that it was written in; none where the question has none.
    pub part: Vec<OptionKey>,
    /// Which answers hold it, by the order in which they came.
    arrivals: BTreeSet<u32>,
    spellings: BTreeMap<String, u32>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Mark {
    state: TextState,
    code: Option<Code>,
}

/// Who may read a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextState {
    /// Its writer and the presenter, who has not looked at it yet.
    #[default]
    Waiting,
    Shown,
    Hidden,
}

/// What a text counts as, where that is not itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    Entry(EntryName),
    Option(OptionKey),
    /// An answer of its own beside those of the deck.
    Own,
}

impl TextState {
    /// As in results.
    pub fn word(self) -> &'static str {
        match self {
            TextState::Waiting => "waiting",
            TextState::Shown => "shown",
            TextState::Hidden => "hidden",
        }
    }
}

impl Entry {
    /// As most people wrote it; of equals the first in order. Spellings differ in capitals alone.
    pub fn text(&self) -> &str {
        let most = self.spellings.iter().max_by_key(|(text, count)| (**count, std::cmp::Reverse(*text)));
        most.map_or("", |(text, _)| text)
    }

    /// How many wrote it.
    pub fn count(&self) -> u32 {
        self.arrivals.len() as u32
    }

    /// The place of its newest answer in the order in which they came.
    pub fn newest(&self) -> u32 {
        self.arrivals.last().copied().unwrap_or_default()
    }

    fn first(&self) -> u32 {
        self.arrivals.first().copied().unwrap_or_default()
    }
}

/// A text with everything that was merged into it.
pub struct Gathered<'a> {
    pub entry: &'a Entry,
    /// What was merged into it, with whatever was merged into those.
    pub merged: Vec<&'a Entry>,
    /// How many wrote one of them, each person once.
    pub count: u32,
}

// What can be seen.
impl Tray {
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub fn is_veiled(&self) -> bool {
        self.veiled
    }

    pub fn entry(&self, name: EntryName) -> Option<&Entry> {
        self.entries.get(&name)
    }

    /// In no particular order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    pub fn state(&self, name: EntryName) -> TextState {
        self.marks.get(&name).map_or(TextState::Waiting, |mark| mark.state)
    }

    /// What it counts as, all the way: never another text that itself counts as something else.
    pub fn code(&self, name: EntryName) -> Option<Code> {
        let root = self.root(name);
        let own = self.marks.get(&root).and_then(|mark| mark.code.clone());
        own.or((root != name).then_some(Code::Entry(root)))
    }

    /// Every text that stands by itself, with what was merged into it; newest first.
    pub fn gathered(&self) -> Vec<Gathered<'_>> {
        let is_merged = |mark: &Mark| matches!(mark.code, Some(Code::Entry(_)));
        let merged = self.marks.iter().filter(|(_, mark)| is_merged(mark));
        let roots: BTreeSet<EntryName> = merged.map(|(name, _)| self.root(*name)).collect();
        let mut by_root: BTreeMap<EntryName, Vec<&Entry>> = BTreeMap::new();
        // By far the most stand by themselves: those cost no list of their own.
        let mut gathered = Vec::with_capacity(self.entries.len());
        for entry in self.entries.values() {
            let root = self.root(entry.name);
            if root == entry.name && !roots.contains(&root) {
                gathered.push(Gathered { entry, merged: Vec::new(), count: entry.count() });
            } else {
                by_root.entry(root).or_default().push(entry);
            }
        }
        gathered.extend(by_root.into_iter().map(|(root, mut members)| {
            members.sort_by_key(|member| (member.name != root, member.first()));
            // Nobody stands by what the others were merged into: the oldest of them speaks for it.
            let entry = members.remove(0);
            let people: BTreeSet<u32> =
                members.iter().chain([&entry]).flat_map(|member| &member.arrivals).copied().collect();
            Gathered { entry, merged: members, count: people.len() as u32 }
        }));
        gathered.sort_by_key(|one| std::cmp::Reverse((one.newest(), one.entry.name)));
        gathered
    }

    /// What everybody may read, most written first, then oldest; nothing while all is veiled.
    pub fn shown(&self) -> Vec<Gathered<'_>> {
        if self.veiled || self.marks.values().all(|mark| mark.state != TextState::Shown) {
            return Vec::new();
        }
        let mut shown = self.gathered();
        shown.retain(|one| self.state(one.entry.name) == TextState::Shown);
        shown.sort_by_key(|one| (std::cmp::Reverse(one.count), one.entry.first(), one.entry.name));
        shown
    }

    /// Answers of their own, in the order in which they became so; only those that somebody stands by.
    pub fn promoted(&self) -> impl Iterator<Item = &Entry> {
        let standing = |name: &&EntryName| !self.veiled && self.code(**name) == Some(Code::Own);
        self.promoted.iter().filter(standing).filter_map(|name| self.entries.get(name))
    }

    /// The text that this answer of its own was made of; `None` of the deck's own.
    pub fn entry_of(&self, option: &ChoiceOption) -> Option<&Entry> {
        self.promoted().find(|entry| key_of(entry.name) == option.key)
    }

    /// Whether something counts as something else than it was given as.
    pub fn recodes(&self) -> bool {
        self.marks.values().any(|mark| mark.code.is_some())
    }

    /// What was done with texts, for whoever keeps the results.
    pub fn results(&self, question: &Question) -> Vec<TextResult> {
        let result = |(entry, state, code): (&Entry, TextState, Option<Code>)| TextResult {
            name: entry.name,
            part: entry.part.clone(),
            text: entry.text().to_owned(),
            count: entry.count(),
            state,
            option: match &code {
                Some(Code::Option(option)) => Some(option.clone()),
                _ => None,
            },
            recoded: code.and_then(|code| match code {
                Code::Option(option) => question.option(&option).map(|option| option.text.clone()),
                // Under words that nobody stands by any more it counts as it was given.
                Code::Own | Code::Entry(_) => Some(self.entry(self.root(entry.name))?.text().to_owned()),
            }),
        };
        self.sorted().into_iter().map(result).collect()
    }

    /// What was done with texts that somebody stands by, in the order in which they came.
    pub fn sorted(&self) -> Vec<(&Entry, TextState, Option<Code>)> {
        let mut sorted: Vec<_> = self.marks.keys().filter_map(|name| self.entries.get(name)).collect();
        sorted.sort_by_key(|entry| (entry.first(), entry.name));
        sorted.into_iter().map(|entry| (entry, self.state(entry.name), self.code(entry.name))).collect()
    }

    fn waits(&self, name: EntryName) -> bool {
        self.state(name) == TextState::Waiting && self.code(name).is_none()
    }

    fn root(&self, name: EntryName) -> EntryName {
        let mut root = name;
        // `sort` never closes a ring.
        while let Some(Mark { code: Some(Code::Entry(into)), .. }) = self.marks.get(&root) {
            root = *into;
        }
        root
    }
}

impl Gathered<'_> {
    /// The place of its newest answer in the order in which they came.
    pub fn newest(&self) -> u32 {
        self.merged.iter().chain([&self.entry]).map(|entry| entry.newest()).max().unwrap_or_default()
    }
}

// What may be done.
impl Tray {
    /// Those of these texts that this can be done with; none where it cannot be done at all.
    pub(super) fn may_sort(&self, question: &Question, entries: &[EntryName], sorting: &Sorting) -> Vec<EntryName> {
        let is_possible = match sorting {
            Sorting::Show | Sorting::Hide | Sorting::Restore => true,
            Sorting::Merge { into } => self.entries.contains_key(into),
            Sorting::CountAs { option } => question.option(option).is_some_and(|option| !option.write_in),
            Sorting::Promote => question.is_chosen(),
        };
        let fits = |name: &EntryName| match sorting {
            Sorting::Show | Sorting::Hide | Sorting::Restore => true,
            // Neither into itself nor round in a ring, nor from one field into another.
            Sorting::Merge { into } => {
                self.root(*into) != *name
                    && self.entries.get(into).map(|into| &into.part) == self.entries.get(name).map(|entry| &entry.part)
            }
            Sorting::CountAs { .. } | Sorting::Promote => {
                self.entries.get(name).is_some_and(|entry| entry.part.is_empty())
            }
        };
        let mut names: Vec<EntryName> = entries.to_vec();
        names.sort_unstable();
        names.dedup();
        names.retain(|name| is_possible && self.entries.contains_key(name) && fits(name));
        names
    }

    /// Which of these texts the others go under when they are counted together: what everybody may read already, else
    /// what most people wrote.
    pub(super) fn spokesman(&self, entries: &[EntryName]) -> Option<EntryName> {
        let standing = entries.iter().filter_map(|name| self.entries.get(&self.root(*name)));
        let rank = |entry: &&Entry| {
            let mark = self.marks.get(&entry.name).cloned().unwrap_or_default();
            let order = std::cmp::Reverse((entry.first(), entry.name));
            (mark.code == Some(Code::Own), mark.state == TextState::Shown, entry.count(), order)
        };
        standing.max_by_key(rank).map(|entry| entry.name)
    }

    /// Every text that waits and came no later than the presenter saw.
    pub(super) fn waiting_through(&self, newest: u32) -> Vec<EntryName> {
        let waits = |entry: &&Entry| self.waits(entry.name) && entry.first() <= newest;
        let mut names: Vec<_> = self.entries.values().filter(waits).map(|entry| entry.name).collect();
        names.sort_unstable();
        names
    }
}

// What has happened.
impl Tray {
    /// Takes the texts of an answer in. Says whether a bar came with it, which nobody stood by.
    pub(super) fn add(&mut self, question: &Question, answer: &Answer, arrival: u32) -> bool {
        let mut returned = false;
        for (part, text, name) in entries_of(question, answer) {
            let is_bar = self.promoted.contains(&name);
            let entry = self.entries.entry(name).or_insert_with(|| {
                returned |= is_bar;
                Entry { name, part, arrivals: BTreeSet::new(), spellings: BTreeMap::new() }
            });
            entry.arrivals.insert(arrival);
            *entry.spellings.entry(text).or_default() += 1;
        }
        returned
    }

    /// The exact inverse of `add`. Says whether a bar went with it.
    pub(super) fn remove(&mut self, question: &Question, answer: &Answer, arrival: u32) -> bool {
        let mut left = false;
        for (_, text, name) in entries_of(question, answer) {
            let entry = self.entries.get_mut(&name).expect("a text is removed only after it was added");
            entry.arrivals.remove(&arrival);
            let count = entry.spellings.get_mut(&text).expect("a spelling is removed only after it was added");
            *count -= 1;
            if *count == 0 {
                entry.spellings.remove(&text);
            }
            if entry.arrivals.is_empty() {
                self.entries.remove(&name);
                left |= self.promoted.contains(&name);
            }
        }
        left
    }

    pub(super) fn sort(&mut self, entries: &[EntryName], sorting: &Sorting) {
        // Into what speaks for the other text by now: into the text itself, one that was merged into this one by way of
        // a third would close a ring.
        let under = match sorting {
            Sorting::Merge { into } => Some(self.root(*into)),
            _ => None,
        };
        for name in entries.iter().filter(|name| under != Some(**name)) {
            let mark = self.marks.entry(*name).or_default();
            match sorting {
                Sorting::Show => mark.state = TextState::Shown,
                Sorting::Hide => {
                    mark.state = TextState::Hidden;
                    // A bar would show its words.
                    mark.code.take_if(|code| *code == Code::Own);
                }
                Sorting::Merge { .. } => mark.code = under.map(Code::Entry),
                Sorting::CountAs { option } => mark.code = Some(Code::Option(option.clone())),
                Sorting::Promote => {
                    mark.state = TextState::Shown;
                    mark.code = Some(Code::Own);
                }
                Sorting::Restore => mark.code = None,
            }
            let is_own = mark.code == Some(Code::Own);
            if *mark == Mark::default() {
                self.marks.remove(name);
            }
            if !is_own {
                self.promoted.retain(|promoted| promoted != name);
            } else if !self.promoted.contains(name) {
                self.promoted.push(*name);
            }
        }
    }

    pub(super) fn veil(&mut self, on: bool) {
        self.veiled = on;
    }
}

// After recoding.
impl Tray {
    /// The question with the answers that were made of texts behind its own.
    pub(super) fn counted(&self, question: &Question) -> Question {
        let own = question.options.iter().find(|option| option.write_in);
        let promoted = self.promoted().map(|entry| ChoiceOption {
            key: key_of(entry.name),
            text: entry.text().to_owned(),
            write_in: false,
            // A point of a scale it is not.
            apart: question.kind == Kind::Scale,
            alone: false,
            right: false,
            group: own.and_then(|own| own.group),
        });
        let mut counted = question.clone();
        counted.options.extend(promoted);
        counted
    }

    /// An answer as it counts.
    pub(super) fn recoded(&self, question: &Question, answer: &Answer) -> Answer {
        let Some((own, name)) = written_in(question, answer) else { return answer.clone() };
        let key = match self.code(name) {
            Some(Code::Option(option)) => option,
            // Veiled, or nobody stands by the words of the bar: as it was given.
            Some(Code::Own) if self.promoted().any(|entry| entry.name == self.root(name)) => key_of(self.root(name)),
            _ => return answer.clone(),
        };
        let mut choices: Vec<OptionKey> = answer.choices.iter().filter(|choice| **choice != own).cloned().collect();
        if !choices.contains(&key) {
            choices.push(key);
        }
        Answer { choices, ..Answer::default() }
    }
}

/// The write-in that an answer chose, and the name of its words.
fn written_in(question: &Question, answer: &Answer) -> Option<(OptionKey, EntryName)> {
    let text = answer.text.as_deref().filter(|_| question.is_chosen())?;
    let own = question.options.iter().find(|option| option.write_in && answer.choices.contains(&option.key))?;
    Some((own.key.clone(), EntryName::of("", &kinds::same_words(question.kind, text))))
}

/// What a text is called as an answer of its own. A deck's names are words.
fn key_of(name: EntryName) -> OptionKey {
    OptionKey::parse(&format!("tekst-{:.16}", name.to_string())).expect("hexadecimal digits make a name")
}

/// The name of a text; `place` is the path to the part of the question that it was written in, empty when there is none.
pub fn entry_name(question: &Question, place: &str, text: &str) -> EntryName {
    EntryName::of(place, &kinds::same_words(kind_at(question, place), text))
}

fn kind_at(question: &Question, place: &str) -> Kind {
    let mut asked = question;
    for key in place.split('.') {
        let part = asked.parts.iter().find(|part| part.key.as_str() == key);
        asked = part.map_or(asked, |part| &part.question);
    }
    asked.kind
}

/// Every text of an answer, as it is shown, with its part and its name; the same text twice is one.
pub fn entries_of(question: &Question, answer: &Answer) -> Vec<(Vec<OptionKey>, String, EntryName)> {
    let mut found = Vec::new();
    for (path, text) in answer.texts() {
        let place = path.iter().map(|key| key.as_str()).collect::<Vec<_>>().join(".");
        let part: Vec<OptionKey> = path.into_iter().cloned().collect();
        for line in text.lines() {
            let name = entry_name(question, &place, line);
            // Two lines of an old answer may be one entry by today's rules.
            if !found.iter().any(|(_, _, earlier)| *earlier == name) {
                let bare = kinds::bare_words(kind_at(question, &place), line);
                found.push((part.clone(), bare.to_owned(), name));
            }
        }
    }
    found
}
