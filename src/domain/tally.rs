//! Counts answers, one tally per question. Pure: no clock, no locks, no IO.
//!
//! A session is rebuilt by replaying its journal, so `add` and `remove` must be exact inverses.

use std::collections::BTreeMap;

use super::answer::Answer;
use super::decimal::Decimal;
use super::deck::Question;
use super::ids::OptionKey;
use super::kinds;

/// How many people answered, and what they said.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Tally {
    answers: u32,
    figures: Figures,
}

/// What is counted, by the shape of what is asked. A count of nobody is not kept where anything may be said.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Figures {
    /// Only how many.
    #[default]
    None,
    /// People per option, and people per group of options, in the question's own order.
    Choices { counts: Vec<u32>, groups: Vec<u32> },
    /// How often each number was given.
    Numbers(BTreeMap<Decimal, u32>),
    /// How many people wrote each entry, by its folded form.
    Words(BTreeMap<String, Entry>),
    /// A tally for each row, field or option, in the question's own order.
    Parts(Vec<Tally>),
}

/// One entry that people wrote, in whatever spelling.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Entry {
    pub count: u32,
    pub spellings: BTreeMap<String, u32>,
}

impl Entry {
    /// As most people wrote it; of equals the first in order.
    pub fn spelling(&self) -> &str {
        let most = self.spellings.iter().max_by_key(|(text, count)| (**count, std::cmp::Reverse(*text)));
        most.map_or("", |(text, _)| text)
    }
}

/// One count under its name, as results keep it: of a part by its path, and of what was said by its name or number. With
/// no value it is how many answered that part. Words are not in it: they stand in the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    pub part: Vec<OptionKey>,
    pub value: Option<String>,
    pub count: u32,
}

impl Figures {
    /// A histogram of numbers for each option.
    pub(super) fn by_option(question: &Question) -> Self {
        let numbers = Tally { answers: 0, figures: Figures::Numbers(BTreeMap::new()) };
        Figures::Parts(vec![numbers; question.options.len()])
    }
}

impl Tally {
    pub fn new(question: &Question) -> Self {
        Self { answers: 0, figures: kinds::figures(question) }
    }

    pub fn add(&mut self, question: &Question, answer: &Answer) {
        self.each(question, answer, &|count| *count += 1);
    }

    /// Takes back an answer that was added before. A bug if it was not: wrong counts are worse than a stop.
    pub fn remove(&mut self, question: &Question, answer: &Answer) {
        self.each(question, answer, &|count| {
            *count = count.checked_sub(1).expect("an answer is removed only after it was added");
        });
    }

    /// Every count that this answer is in.
    pub(super) fn each(&mut self, question: &Question, answer: &Answer, change: &dyn Fn(&mut u32)) {
        if answer.is_taken_back() {
            return;
        }
        kinds::each(question, answer, &mut self.figures, change);
        change(&mut self.answers);
    }

    /// A number of a part that is no question itself.
    pub(super) fn each_number(&mut self, number: Decimal, change: &dyn Fn(&mut u32)) {
        if let Figures::Numbers(numbers) = &mut self.figures {
            each_in(numbers, number, change);
            change(&mut self.answers);
        }
    }

    /// How many people answered.
    pub fn answers(&self) -> u32 {
        self.answers
    }

    pub fn figures(&self) -> &Figures {
        &self.figures
    }

    /// Counts in the order of the question's options; none where nothing is chosen.
    pub fn counts(&self) -> &[u32] {
        match &self.figures {
            Figures::Choices { counts, .. } => counts,
            _ => &[],
        }
    }

    /// How many people chose something of each group.
    pub fn groups(&self) -> &[u32] {
        match &self.figures {
            Figures::Choices { groups, .. } => groups,
            _ => &[],
        }
    }

    /// How often each number was given, from the smallest; none where no number is asked.
    pub fn numbers(&self) -> impl Iterator<Item = (Decimal, u32)> {
        let numbers = if let Figures::Numbers(numbers) = &self.figures { Some(numbers) } else { None };
        numbers.into_iter().flatten().map(|(number, count)| (*number, *count))
    }

    /// One for each row, field or option, in the question's own order; none where nothing stands under the question.
    pub fn parts(&self) -> &[Tally] {
        if let Figures::Parts(parts) = &self.figures { parts } else { &[] }
    }

    /// The tally that these totals were made of, of so many answers; what totals do not hold is not in it: groups and words.
    pub fn of_totals(question: &Question, answers: u32, totals: &[Total]) -> Self {
        let under = |key: &OptionKey| -> (u32, Vec<Total>) {
            let within = totals.iter().filter(|total| total.part.first() == Some(key));
            let inner = within.map(|total| Total { part: total.part[1..].to_vec(), ..total.clone() });
            let (own, inner): (Vec<_>, Vec<_>) =
                inner.partition(|total| total.part.is_empty() && total.value.is_none());
            (own.first().map_or(0, |total| total.count), inner)
        };
        let of_part = |(key, question): (&OptionKey, &Question)| {
            let (answers, totals) = under(key);
            Self::of_totals(question, answers, &totals)
        };
        let counted = |key: &str| {
            let total = totals.iter().find(|total| total.part.is_empty() && total.value.as_deref() == Some(key));
            total.map_or(0, |total| total.count)
        };
        let of_numbers = |totals: &[Total]| {
            let number = |total: &Total| Some((Decimal::parse(total.value.as_deref()?)?, total.count));
            Figures::Numbers(totals.iter().filter(|total| total.part.is_empty()).filter_map(number).collect())
        };
        let figures = match kinds::figures(question) {
            Figures::Choices { groups, .. } => {
                let counts = question.options.iter().map(|option| counted(option.key.as_str())).collect();
                Figures::Choices { counts, groups }
            }
            Figures::Numbers(_) => of_numbers(totals),
            Figures::Parts(_) if question.parts.is_empty() => {
                let option = |option: &super::deck::ChoiceOption| {
                    let (answers, totals) = under(&option.key);
                    Self { answers, figures: of_numbers(&totals) }
                };
                Figures::Parts(question.options.iter().map(option).collect())
            }
            Figures::Parts(_) => {
                Figures::Parts(question.parts.iter().map(|part| of_part((&part.key, &part.question))).collect())
            }
            none => none,
        };
        Self { answers, figures }
    }

    /// The same with other counts of what is chosen, of options or of groups of them.
    pub fn with_choices(self, counts: Vec<u32>, groups: Vec<u32>) -> Self {
        Self { figures: Figures::Choices { counts, groups }, ..self }
    }

    /// Every count by name, in the deck's order.
    pub fn totals(&self, question: &Question) -> Vec<Total> {
        let total = |part: &OptionKey, value: Option<String>, count| Total { part: vec![part.clone()], value, count };
        let named = |value: String, count| Total { part: Vec::new(), value: Some(value), count };
        match &self.figures {
            Figures::None | Figures::Words(_) => Vec::new(),
            Figures::Choices { counts, .. } => {
                let options = question.options.iter().map(|option| option.key.to_string());
                options.zip(counts).map(|(key, count)| named(key, *count)).collect()
            }
            Figures::Numbers(numbers) => {
                numbers.iter().map(|(number, count)| named(number.to_string(), *count)).collect()
            }
            Figures::Parts(parts) if question.parts.is_empty() => {
                let parts = question.options.iter().map(|option| &option.key).zip(parts);
                let numbers = |(key, part): (&OptionKey, &Tally)| {
                    let each = part.numbers().map(|(number, count)| total(key, Some(number.to_string()), count));
                    std::iter::once(total(key, None, part.answers)).chain(each).collect::<Vec<_>>()
                };
                parts.flat_map(numbers).collect()
            }
            Figures::Parts(parts) => {
                let inner = |(part, tally): (&super::deck::Part, &Tally)| {
                    let under = |inner: Total| Total { part: [vec![part.key.clone()], inner.part].concat(), ..inner };
                    let totals = tally.totals(&part.question).into_iter().map(under);
                    std::iter::once(total(&part.key, None, tally.answers)).chain(totals).collect::<Vec<_>>()
                };
                question.parts.iter().zip(parts).flat_map(inner).collect()
            }
        }
    }
}

/// A count that is there only while somebody is in it.
pub(super) fn each_in<K: Ord>(counts: &mut BTreeMap<K, u32>, key: K, change: &dyn Fn(&mut u32)) {
    use std::collections::btree_map::Entry;
    match counts.entry(key) {
        Entry::Vacant(vacant) => change(vacant.insert(0)),
        Entry::Occupied(mut occupied) => {
            change(occupied.get_mut());
            if *occupied.get() == 0 {
                occupied.remove();
            }
        }
    }
}
