//! Results as variables, as statistics know them: a name that R and SPSS take, a label, codes with their labels, and a
//! code of its own for each way in which an answer may be missing. Shared by the coded file, the scripts that label it, and
//! the workbook.
//!
//! An option counts from 1 in the order of the deck; what stands outside the scale has a code below zero, so that no mean
//! takes "don't know" for a five.

use std::borrow::Cow;
use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use crate::codec::words::Tongue;
use crate::domain::answer::Answer;
use crate::domain::decimal::Decimal;
use crate::domain::deck::{Deck, Kind, Question, plain_text};
use crate::domain::ids::OptionKey;
use crate::domain::published::Published;
use crate::domain::results::{Cell, QuestionResult};

use super::{Asked, asked};

/// SPSS takes no longer name.
const NAME_BYTES_MAX: usize = 64;
/// Names that are words of SPSS or R, or of a column that is always there.
const RESERVED: [&str; 26] = [
    "all",
    "and",
    "break",
    "by",
    "else",
    "eq",
    "for",
    "function",
    "ge",
    "gt",
    "if",
    "in",
    "le",
    "lt",
    "ne",
    "next",
    "not",
    "or",
    "participant",
    "repeat",
    "set_aside",
    "t",
    "to",
    "while",
    "with",
    "c",
];

/// One column of figures or text.
pub(super) struct Variable {
    pub name: String,
    pub label: String,
    /// The question's place in the results.
    pub question: usize,
    path: Vec<OptionKey>,
    pub holds: Holds,
    /// What each code stands for: answers first.
    pub codes: Vec<(i64, String)>,
    /// So far below zero missing codes begin, because numbers may be below zero too.
    shift: i64,
}

#[derive(Clone, PartialEq, Eq)]
pub(super) enum Holds {
    /// The code of the one option that was chosen, of these.
    Choice(Vec<(OptionKey, i64)>),
    /// 1 where this option was chosen, 0 where not.
    Flag(OptionKey),
    Number,
    /// Points for an option.
    Points(OptionKey),
    /// The place of an option in the order.
    Place(OptionKey),
    /// Words of one's own.
    Text,
    /// What those count as, where the presenter recoded.
    CountsAs,
    /// 1 where words were given: a text has no codes for what is missing.
    Given,
}

/// What stands in one cell.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Value<'a> {
    Code(i64),
    Number(Decimal),
    Text(Cow<'a, str>),
    Missing(Missing),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    NotAnswered,
    NotPresent,
    NotAsked,
    /// The answer gave this option no place.
    NoPlace,
}

impl Missing {
    pub const ALL: [Missing; 4] = [Missing::NotAnswered, Missing::NotPresent, Missing::NotAsked, Missing::NoPlace];

    pub fn key(self) -> &'static str {
        match self {
            Missing::NotAnswered => "export-not-answered",
            Missing::NotPresent => "export-not-present",
            Missing::NotAsked => "export-not-asked",
            Missing::NoPlace => "export-no-place",
        }
    }

    fn code(self) -> i64 {
        match self {
            Missing::NotAnswered => -1,
            Missing::NotPresent => -2,
            Missing::NotAsked => -3,
            Missing::NoPlace => -4,
        }
    }
}

/// Options outside the scale begin below this.
const APART: i64 = -10;

impl Variable {
    pub fn is_text(&self) -> bool {
        matches!(self.holds, Holds::Text | Holds::CountsAs)
    }

    /// The code for this way of missing.
    pub fn code(&self, missing: Missing) -> i64 {
        missing.code() - self.shift
    }

    /// Codes of this and below are of what is missing.
    pub fn missing_from(&self) -> i64 {
        -1 - self.shift
    }

    /// What this code stands for.
    pub fn label_of(&self, code: i64) -> Option<&str> {
        self.codes.iter().find(|(known, _)| *known == code).map(|(_, label)| label.as_str())
    }

    pub fn value<'a>(&self, question: Option<&Question>, result: &QuestionResult, cell: &'a Cell) -> Value<'a> {
        let answer = match cell {
            Cell::Answered { answer, .. } | Cell::SetAside { answer, .. } => &**answer,
            Cell::NotAnswered => return Value::Missing(Missing::NotAnswered),
            Cell::NotPresent => return Value::Missing(Missing::NotPresent),
            Cell::NotAsked | Cell::Withheld => return Value::Missing(Missing::NotAsked),
        };
        let said = self.path.iter().try_fold(answer, |said, key| said.part(key));
        let said = said.filter(|said| !said.is_taken_back());
        said.and_then(|said| self.of_answer(question, result, said)).unwrap_or(Value::Missing(Missing::NotAnswered))
    }

    fn of_answer<'a>(
        &self,
        question: Option<&Question>,
        result: &QuestionResult,
        said: &'a Answer,
    ) -> Option<Value<'a>> {
        Some(match &self.holds {
            Holds::Choice(codes) => {
                let chosen = said.choices.first()?;
                Value::Code(codes.iter().find(|(key, _)| key == chosen)?.1)
            }
            Holds::Flag(key) => Value::Code(i64::from(said.choices.contains(key))),
            Holds::Number => Value::Number(said.number?),
            Holds::Points(key) => {
                Value::Number(said.part(key).and_then(|part| part.number).unwrap_or_else(|| Decimal::from(0)))
            }
            Holds::Place(key) => match said.choices.iter().position(|choice| choice == key) {
                Some(place) => Value::Number(Decimal::from(place as i64 + 1)),
                None => Value::Missing(Missing::NoPlace),
            },
            Holds::Text => Value::Text(joined(said.text.as_deref()?.lines())),
            Holds::Given => Value::Code(i64::from(said.text.is_some())),
            Holds::CountsAs => {
                let place = self.path.iter().map(OptionKey::as_str).collect::<Vec<_>>().join(".");
                let recoded = |line: &'a str| -> Cow<'a, str> {
                    let label = question.and_then(|asked| result.recoded(asked, &place, line)?.recoded.clone());
                    label.map_or(Cow::Borrowed(line), Cow::Owned)
                };
                let lines: Vec<Cow<'a, str>> = said.text.as_deref()?.lines().map(recoded).collect();
                Value::Text(Cow::Owned(lines.join(super::BETWEEN)))
            }
        })
    }
}

fn joined<'a>(lines: impl Iterator<Item = &'a str>) -> Cow<'a, str> {
    let lines: Vec<&str> = lines.collect();
    if let [line] = lines[..] { Cow::Borrowed(line) } else { Cow::Owned(lines.join(super::BETWEEN)) }
}

fn option_codes(apart: impl Iterator<Item = bool>) -> impl Iterator<Item = i64> {
    let (mut next, mut next_apart) = (1, APART - 1);
    apart.map(move |apart| {
        let code = if apart { &mut next_apart } else { &mut next };
        let is = *code;
        *code += if apart { -1 } else { 1 };
        is
    })
}

/// Every variable of these results, in the order of the deck; labels in the deck's words.
pub(super) fn variables(deck: &Deck, published: &Published, tongue: Tongue) -> Vec<Variable> {
    let mut found = Vec::new();
    for (index, asked) in asked(deck, published).iter().enumerate() {
        if published.column(index).is_withheld() {
            continue;
        }
        let mut maker = Maker { index, asked, published, tongue, found: &mut found };
        maker.of(asked.question, &[], &asked.text);
    }
    found
}

struct Maker<'a> {
    index: usize,
    asked: &'a Asked<'a>,
    published: &'a Published,
    tongue: Tongue,
    found: &'a mut Vec<Variable>,
}

impl Maker<'_> {
    fn of(&mut self, question: Option<&Question>, path: &[OptionKey], label: &str) {
        let Some(question) = question else {
            // The deck does not hold it: what rows say is called by its name.
            let answers = self.published.results().answers(self.index);
            let keys: BTreeSet<&OptionKey> = answers.flat_map(|answer| &answer.choices).collect();
            let options = (1..).zip(keys).map(|(code, key)| (key.clone(), code, key.to_string())).collect();
            return self.choice(options, path, label);
        };
        let options = &question.options;
        let of_option = |text: &str| format!("{label} · {text}");
        match question.kind {
            Kind::ChooseOne | Kind::Scale => {
                // Beside a scale stands who gives no point on it; beside other answers stands an answer like them.
                let is_scale = question.kind == Kind::Scale;
                let codes = option_codes(options.iter().map(|option| is_scale && option.apart));
                let coded = options.iter().zip(codes);
                let coded = coded.map(|(option, code)| (option.key.clone(), code, option.text.clone())).collect();
                self.choice(coded, path, label);
            }
            Kind::ChooseSeveral { .. } => {
                for option in options {
                    let yes_or_no =
                        [(1, "export-yes"), (0, "export-no")].map(|(code, key)| (code, self.tongue.say(key)));
                    let holds = Holds::Flag(option.key.clone());
                    self.add(&[option.key.as_str()], path, of_option(&option.text), holds, yes_or_no.into(), 0);
                }
            }
            Kind::Number(range) => {
                // The first round number below which nothing may be given.
                let smallest = range.min.millionths().min(0).unsigned_abs().div_ceil(1_000_000);
                let shift = if smallest == 0 { 0 } else { 10_i64.pow(smallest.ilog10() + 1) };
                self.add(&[], path, label.to_owned(), Holds::Number, Vec::new(), shift);
            }
            Kind::Points { .. } => {
                for option in options {
                    let holds = Holds::Points(option.key.clone());
                    self.add(&[option.key.as_str()], path, of_option(&option.text), holds, Vec::new(), 0);
                }
            }
            Kind::Ranking { .. } => {
                for option in options {
                    let holds = Holds::Place(option.key.clone());
                    self.add(&[option.key.as_str()], path, of_option(&option.text), holds, Vec::new(), 0);
                }
            }
            Kind::Open { .. } | Kind::Words { .. } => self.text(path, label, true),
            Kind::Rating | Kind::Form { .. } => {
                for part in &question.parts {
                    let path = [path, std::slice::from_ref(&part.key)].concat();
                    let label = format!("{label} · {}", plain_text(&part.title));
                    self.of(Some(&part.question), &path, &label);
                }
            }
            // Nothing that a participant answered.
            Kind::Questions { .. } => {}
        }
        if question.is_chosen() && options.iter().any(|option| option.write_in) {
            self.text(path, &format!("{label} · {}", self.tongue.say("export-own-words")), false);
        }
    }

    fn choice(&mut self, options: Vec<(OptionKey, i64, String)>, path: &[OptionKey], label: &str) {
        let keys = options.iter().map(|(key, code, _)| (key.clone(), *code)).collect();
        let codes = options.into_iter().map(|(_, code, text)| (code, text)).collect();
        self.add(&[], path, label.to_owned(), Holds::Choice(keys), codes, 0);
    }

    /// A column of words, with what they count as where the presenter recoded, and with one that says why there are none.
    fn text(&mut self, path: &[OptionKey], label: &str, is_answer: bool) {
        self.add(&["", "text"], path, label.to_owned(), Holds::Text, Vec::new(), 0);
        let texts = &self.published.questions()[self.index].texts;
        if texts.iter().any(|text| text.recoded.is_some() && text.part == path) {
            let label = format!("{label} · {}", self.tongue.say("export-counts-as"));
            self.add(&["", "counts_as"], path, label, Holds::CountsAs, Vec::new(), 0);
        }
        if is_answer {
            let codes = [(1, "export-yes"), (0, "export-no")].map(|(code, key)| (code, self.tongue.say(key)));
            let label = format!("{label} · {}", self.tongue.say("export-given"));
            self.add(&["", "given"], path, label, Holds::Given, codes.into(), 0);
        }
    }

    fn add(
        &mut self,
        last: &[&str],
        path: &[OptionKey],
        label: String,
        holds: Holds,
        mut codes: Vec<(i64, String)>,
        shift: i64,
    ) {
        let is_text = matches!(holds, Holds::Text | Holds::CountsAs);
        let is_ranked = matches!(holds, Holds::Place(_));
        for missing in Missing::ALL.into_iter().filter(|missing| is_ranked || *missing != Missing::NoPlace) {
            codes.push((missing.code() - shift, self.tongue.say(missing.key())));
        }
        if is_text {
            codes.clear();
        }
        let key = std::iter::once(self.asked.key.as_str());
        let name = name(key.chain(path.iter().map(OptionKey::as_str)).chain(last.iter().copied()));
        self.found.push(Variable { name, label, question: self.index, path: path.to_vec(), holds, codes, shift });
    }
}

/// A name that R and SPSS take, and that no other key has: keys are small letters, digits and hyphens.
fn name<'a>(keys: impl Iterator<Item = &'a str>) -> String {
    let name = keys.map(|key| key.replace('-', "_")).collect::<Vec<_>>().join(".");
    if RESERVED.contains(&name.as_str()) {
        // No key has two points beside each other.
        return format!("{name}..q");
    }
    if name.len() <= NAME_BYTES_MAX {
        return name;
    }
    let digest = Sha256::digest(&name);
    let digits: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    format!("{}..{digits}", &name[..NAME_BYTES_MAX - 10])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_taken_by_r_and_spss_and_belongs_to_one_variable() {
        let named = |keys: &[&str]| name(keys.iter().copied());
        assert_eq!(named(&["p3", "reis-tijd"]), "p3.reis_tijd");
        assert_eq!(named(&["by"]), "by..q");
        assert_eq!(named(&["p3", "", "text"]), "p3..text");
        let long = "a".repeat(32);
        let names = [named(&[&long, &long, "b"]), named(&[&long, &long, "c"])];
        assert!(names.iter().all(|name| name.len() == NAME_BYTES_MAX) && names[0] != names[1], "{names:?}");
    }

    #[test]
    fn what_stands_outside_the_scale_has_a_code_below_zero() {
        let codes: Vec<i64> = option_codes([false, false, true, false, true].into_iter()).collect();
        assert_eq!(codes, [1, 2, -11, 3, -12]);
    }
}
