//! What the rows tell beyond the totals, in figures: reckoned from the rows while they are there, and kept when they go.
//!
//! Never holds who said what: it is what stays of single answers when those are not, or no longer, handed out.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::{Cell, QuestionResult, Recount, Results, is_set_aside};
use crate::domain::answer::Answer;
use crate::domain::deck::Question;
use crate::domain::ids::{EntryName, OptionKey};
use crate::domain::kinds;
use crate::domain::session::{TextState, entries_of, entry_name};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The counts after recoding; `None` where none was done.
    pub recount: Option<Recount>,
    /// How many chose something of each group of options.
    pub groups: Vec<u32>,
    /// How many had it right; 0 where nothing is right.
    pub right: u32,
    /// Everything that people wrote, each text once, what most wrote first.
    pub said: Vec<Said>,
    /// The same by what it counts as, what most gave first; without what was hidden.
    pub gathered: Vec<Gathered>,
}

/// People whose texts count as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathered {
    pub part: Vec<OptionKey>,
    /// An answer of the deck, or a text as most people wrote it.
    pub text: String,
    /// Who gave two of them is one.
    pub people: u32,
    /// Places in [`Kept::said`].
    pub said: Vec<usize>,
}

/// One text, however many wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The field or row that it was written in; empty of the question itself.
    pub part: Vec<OptionKey>,
    /// As most people wrote it.
    pub text: String,
    pub count: u32,
    pub state: TextState,
    /// The answer of the deck that it counts as.
    pub option: Option<OptionKey>,
    /// What it counts as, in words; `None` when as itself.
    pub recoded: Option<String>,
}

impl Results {
    /// How many took part, without those set aside.
    pub fn participants(&self) -> u32 {
        match self.people {
            Some(people) => people,
            None => self.rows.iter().filter(|row| !is_set_aside(row)).count() as u32,
        }
    }

    /// What the rows tell of the question in this place, or told while they were there.
    pub fn kept(&self, index: usize, question: &Question) -> Cow<'_, Kept> {
        match self.questions.get(index).and_then(|result| result.kept.as_ref()) {
            Some(kept) => Cow::Borrowed(kept),
            None => Cow::Owned(self.reckon(index, question)),
        }
    }

    fn reckon(&self, index: usize, question: &Question) -> Kept {
        let Some(result) = self.questions.get(index) else { return Kept::default() };
        let mut kept =
            Kept { recount: self.recount(index, question), groups: vec![0; question.groups.len()], ..Kept::default() };
        let mut said = BTreeMap::<Named, Spellings>::new();
        let mut people = BTreeMap::<Named, u32>::new();
        for answer in self.answers(index) {
            for (group, count) in kept.groups.iter_mut().enumerate() {
                let is_in = |key: &OptionKey| question.option(key).is_some_and(|option| option.group == Some(group));
                *count += u32::from(answer.choices.iter().any(is_in));
            }
            kept.right += u32::from(question.has_solution() && kinds::is_right(question, answer));
            let mut given = BTreeSet::new();
            for (part, text, name) in entries_of(question, answer) {
                given.insert((part.clone(), result.counts_as(question, &part, name)));
                let spellings = said.entry((part, name)).or_default();
                spellings.count += 1;
                *spellings.as_written.entry(text).or_default() += 1;
            }
            for named in given {
                *people.entry(named).or_default() += 1;
            }
        }
        let one = |((part, name), spellings): (Named, Spellings)| (name, result.said(part, name, &spellings));
        let mut said: Vec<(EntryName, Said)> = said.into_iter().map(one).collect();
        said.sort_by(|(_, one), (_, other)| other.count.cmp(&one.count).then_with(|| one.text.cmp(&other.text)));
        let mut places = BTreeMap::<Named, usize>::new();
        for (place, (name, one)) in said.iter().enumerate().filter(|(_, (_, one))| one.state != TextState::Hidden) {
            let counts_as = (one.part.clone(), result.counts_as(question, &one.part, *name));
            if let Some(gathered) = places.get(&counts_as) {
                kept.gathered[*gathered].said.push(place);
                continue;
            }
            let text = one.recoded.as_ref().unwrap_or(&one.text).clone();
            let people = people.get(&counts_as).copied().unwrap_or(0);
            places.insert(counts_as, kept.gathered.len());
            kept.gathered.push(Gathered { part: one.part.clone(), text, people, said: vec![place] });
        }
        kept.said = said.into_iter().map(|(_, said)| said).collect();
        kept.gathered.sort_by(|one, other| other.people.cmp(&one.people).then_with(|| one.text.cmp(&other.text)));
        kept
    }

    /// The answers to the question in this place that count.
    pub fn answers(&self, index: usize) -> impl Iterator<Item = &Answer> {
        self.rows.iter().filter_map(move |row| match row.get(index) {
            Some(Cell::Answered { answer, .. }) => Some(&**answer),
            _ => None,
        })
    }
}

/// How people wrote one text, and how many did.
#[derive(Default)]
struct Spellings {
    count: u32,
    as_written: BTreeMap<String, u32>,
}

/// A text by the part it was written in and its name.
type Named = (Vec<OptionKey>, EntryName);

impl QuestionResult {
    /// The name of what a text counts as: its own when as itself.
    fn counts_as(&self, question: &Question, part: &[OptionKey], name: EntryName) -> EntryName {
        let sorted = self.texts.iter().find(|text| text.name == name && text.part == *part);
        let place = || part.iter().map(OptionKey::as_str).collect::<Vec<_>>().join(".");
        sorted.and_then(|text| text.recoded.as_ref()).map_or(name, |recoded| entry_name(question, &place(), recoded))
    }

    fn said(&self, part: Vec<OptionKey>, name: EntryName, spellings: &Spellings) -> Said {
        let sorted = self.texts.iter().find(|text| text.name == name && text.part == part);
        let most = spellings.as_written.iter().max_by_key(|(text, count)| (**count, std::cmp::Reverse(*text)));
        Said {
            part,
            text: most.map_or_else(String::new, |(text, _)| text.clone()),
            count: spellings.count,
            state: sorted.map_or(TextState::Waiting, |text| text.state),
            option: sorted.and_then(|text| text.option.clone()),
            recoded: sorted.and_then(|text| text.recoded.clone()),
        }
    }
}
