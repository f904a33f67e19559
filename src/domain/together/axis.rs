//! One question as a side of a table: what its answers fall into, and where one answer falls.
//!
//! Knows no counts and no people.

use crate::domain::answer::Answer;
use crate::domain::decimal::Decimal;
use crate::domain::deck::{Kind, Question};
use crate::domain::ids::{OptionKey, SlideKey};
use crate::domain::kinds::fold;
use crate::domain::results::QuestionResult;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    pub question: SlideKey,
    /// As in the deck, then what was made of texts. None of a number that may be anything.
    pub categories: Vec<Category>,
    /// One person may stand in several categories.
    pub several: bool,
    /// Higher and lower mean something here.
    pub ordered: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    pub name: Name,
    /// It has a place in the order, where there is one: “don't know” has none.
    pub ordered: bool,
    /// Words of one's own: two people in it need not mean the same.
    pub own_words: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    Option(OptionKey),
    /// An answer that the presenter made of texts.
    Made(String),
    Number(i64),
    /// Groups that are too small to be told apart.
    Rest,
}

/// Where one answer falls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Places among the categories, in order.
    pub places: Vec<usize>,
    pub number: Option<Decimal>,
}

impl Axis {
    /// `None` of a question whose answers fall into nothing: texts, rankings, forms.
    pub fn of(key: &SlideKey, question: &Question) -> Option<Self> {
        let categories = match question.kind {
            _ if question.is_chosen() => question.options.iter().map(|option| Category {
                name: Name::Option(option.key.clone()),
                ordered: question.kind == Kind::Scale && !option.apart && !option.write_in,
                own_words: option.write_in,
            }),
            Kind::Number(range) => {
                let number = |mark| Category { name: Name::Number(mark), ordered: true, own_words: false };
                return Some(Self {
                    question: key.clone(),
                    categories: range.marks().unwrap_or_default().into_iter().map(number).collect(),
                    several: false,
                    ordered: true,
                });
            }
            _ => return None,
        };
        Some(Self {
            question: key.clone(),
            categories: categories.collect(),
            several: matches!(question.kind, Kind::ChooseSeveral { .. }),
            ordered: question.kind == Kind::Scale,
        })
    }

    /// Where an answer falls after texts were recoded. What falls into no category yet gets one.
    pub(super) fn take(&mut self, question: &Question, result: &QuestionResult, answer: &Answer) -> Option<Said> {
        let recoded = answer.text.as_deref().and_then(|text| result.recoded(question, "", text));
        let is_own = |key: &OptionKey| question.option(key).is_some_and(|option| option.write_in);
        let given = answer.choices.iter().filter(|key| recoded.is_none() || !is_own(key));
        let mut names: Vec<Name> = given.map(|key| Name::Option(key.clone())).collect();
        names.extend(recoded.and_then(|text| match (&text.option, &text.recoded) {
            (Some(option), _) => Some(Name::Option(option.clone())),
            (None, Some(made)) => Some(Name::Made(made.clone())),
            (None, None) => None,
        }));
        self.stand(names, answer.number)
    }

    /// What an answer is called whose texts count already as they were recoded: behind the answers of the deck, which are
    /// `own` many, stand those that were made of texts.
    fn counted_name(counted: &Question, own: usize, key: &OptionKey) -> Name {
        match counted.options.iter().position(|option| option.key == *key).filter(|place| *place >= own) {
            Some(place) => Name::Made(counted.options[place].text.clone()),
            None => Name::Option(key.clone()),
        }
    }

    /// Gives what was made of texts its place, in the question's own order.
    pub(super) fn know(&mut self, counted: &Question, own: usize) {
        for option in counted.options.iter().skip(own) {
            self.place(Name::Made(option.text.clone()));
        }
    }

    /// Where an answer falls whose texts count already as they were recoded.
    pub(super) fn take_counted(&mut self, counted: &Question, own: usize, answer: &Answer) -> Option<Said> {
        let names = answer.choices.iter().map(|key| Self::counted_name(counted, own, key)).collect();
        self.stand(names, answer.number)
    }

    fn stand(&mut self, mut names: Vec<Name>, number: Option<Decimal>) -> Option<Said> {
        if let Some(whole) = number.and_then(Decimal::whole).filter(|_| !self.categories.is_empty()) {
            names.push(Name::Number(whole));
        }
        if names.is_empty() && number.is_none() {
            return None;
        }
        let mut places: Vec<usize> = names.into_iter().map(|name| self.place(name)).collect();
        places.sort_unstable();
        places.dedup();
        Some(Said { places, number })
    }

    /// The place of this name; of one that is not there yet, behind all others.
    pub(super) fn place(&mut self, name: Name) -> usize {
        let is_same = |category: &Category| match (&category.name, &name) {
            (Name::Made(one), Name::Made(other)) => fold(one) == fold(other),
            (one, other) => one == other,
        };
        self.categories.iter().position(is_same).unwrap_or_else(|| {
            self.categories.push(Category { name, ordered: false, own_words: false });
            self.categories.len() - 1
        })
    }

    /// Where this answer stands in the order; `None` where it stands outside it.
    pub(super) fn rank(&self, said: &Said) -> Option<i64> {
        match (said.number, &said.places[..]) {
            _ if !self.ordered => None,
            (Some(number), _) => Some(number.millionths()),
            (None, [place]) => self.categories[*place].ordered.then_some(*place as i64),
            (None, _) => None,
        }
    }
}

/// Whether the second question is the first one asked again: as the deck says, or because all its answers read the same.
/// Names alone would make one question of any two scales from 1 to 5.
pub fn is_again(first: (&SlideKey, &Question), second: (&SlideKey, &Question)) -> bool {
    let is_said = |one: &Question, key: &SlideKey| one.repeats.as_ref() == Some(key);
    let texts = |question: &Question| question.options.iter().map(|option| fold(&option.text)).collect::<Vec<_>>();
    let reads_same = first.1.is_chosen() && texts(first.1) == texts(second.1);
    are_alike(first.1, second.1) && (is_said(second.1, first.0) || is_said(first.1, second.0) || reads_same)
}

/// Whether both are answered in the same way, with answers of the same names in the same order.
pub fn are_alike(one: &Question, other: &Question) -> bool {
    let keys = |question: &Question| question.options.iter().map(|option| option.key.clone()).collect::<Vec<_>>();
    match (one.kind, other.kind) {
        (Kind::Number(one_range), Kind::Number(other_range)) => one_range == other_range,
        (Kind::ChooseSeveral { .. }, Kind::ChooseSeveral { .. }) => keys(one) == keys(other),
        (one_kind, other_kind) => one.is_chosen() && one_kind == other_kind && keys(one) == keys(other),
    }
}
