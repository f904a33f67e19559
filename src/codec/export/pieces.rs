//! An answer taken apart into what a file has a row or a cell for: a choice, a place, a number, a text.
//!
//! What the deck does not hold is called by its name: nothing that was said is left out for want of a label.

use crate::domain::answer::Answer;
use crate::domain::deck::{ChoiceOption, Kind, Part, Question, plain_text};
use crate::domain::ids::OptionKey;
use crate::domain::results::QuestionResult;

/// One thing that somebody said.
#[derive(Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Piece {
    /// The row, field or option it is about, as names: `techniek`, `eerst.meer`. Empty when it is about the question.
    pub part: String,
    /// The same in words.
    pub part_text: String,
    /// The chosen option's text.
    pub answer: String,
    /// The option's place in the deck, from 1.
    pub index: Option<usize>,
    /// A number that was given, the points of an option, or its place in a ranking.
    pub number: Option<String>,
    /// Words of one's own.
    pub text: String,
}

impl Piece {
    pub fn of_text(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }
}

/// Everything in this answer to one part of a question.
pub(super) fn pieces_at(question: Option<&Question>, part: &[OptionKey], answer: &Answer) -> Vec<Piece> {
    let within = |answer: Answer, key: &OptionKey| Answer { parts: vec![(key.clone(), answer)], ..Answer::default() };
    pieces(question, &part.iter().rev().fold(answer.clone(), within))
}

/// Everything in this answer, in the deck's order; of a ranking in the voter's.
pub(super) fn pieces(question: Option<&Question>, answer: &Answer) -> Vec<Piece> {
    let mut found = Vec::new();
    collect(question, answer, "", "", &mut found);
    found
}

fn collect(question: Option<&Question>, answer: &Answer, part: &str, part_text: &str, found: &mut Vec<Piece>) {
    let piece = |answer: String, index, number: Option<String>, text: &str| Piece {
        part: part.to_owned(),
        part_text: part_text.to_owned(),
        answer,
        index,
        number,
        text: text.to_owned(),
    };
    let words = answer.text.as_deref().unwrap_or_default();
    let is_ranked = question.is_some_and(|question| matches!(question.kind, Kind::Ranking { .. }));
    let is_chosen = question.is_none_or(Question::is_chosen);
    for (place, choice) in answer.choices.iter().enumerate() {
        let option = question.and_then(|question| question.option(choice));
        let index = question.and_then(|question| question.options.iter().position(|option| option.key == *choice));
        let words = if option.is_some_and(|option| option.write_in) { words } else { "" };
        let place = is_ranked.then(|| (place + 1).to_string());
        found.push(piece(label(option, choice), index.map(|index| index + 1), place, words));
    }
    if let Some(number) = answer.number {
        found.push(piece(String::new(), None, Some(number.to_string()), ""));
    }
    if !is_chosen && answer.text.as_deref() == Some("") {
        // What was written is deleted, and that somebody wrote is not.
        found.push(piece(String::new(), None, None, ""));
    }
    if !is_chosen {
        found.extend(words.lines().map(|line| piece(String::new(), None, None, line)));
    }
    for (key, said) in &answer.parts {
        let path = if part.is_empty() { key.to_string() } else { format!("{part}.{key}") };
        match question.and_then(|question| question.parts.iter().find(|part| part.key == *key)) {
            Some(inner) => collect(Some(&inner.question), said, &path, &title(inner), found),
            // Points: the option itself is what is said something of.
            None => {
                let option = question.and_then(|question| question.option(key));
                collect(None, said, &path, &label(option, key), found);
            }
        }
    }
}

fn label(option: Option<&ChoiceOption>, key: &OptionKey) -> String {
    option.map_or_else(|| key.to_string(), |option| option.text.clone())
}

fn title(part: &Part) -> String {
    plain_text(&part.title)
}

/// A column of the file with one row a participant.
#[derive(Clone)]
pub(super) struct Column {
    /// What stands behind the question's name in the head: a row's title, an option's text. Empty for the answer itself.
    pub head: String,
    /// The names to it, behind the question's.
    pub path: Vec<OptionKey>,
    pub holds: Holds,
}

#[derive(Clone, PartialEq, Eq)]
pub(super) enum Holds {
    Choices,
    /// Words of one's own beside the choices: empty where there are none, whatever the reason.
    OwnWords,
    Number,
    Text,
    /// The option's place in a ranking.
    Place(OptionKey),
    /// Whether this option is among those that were chosen: 1 or 0.
    Flag(OptionKey),
    /// The whole answer as it counts, where the presenter recoded words that were written here.
    CountsAs,
}

/// The columns of a question, with one more behind words that somebody's were recoded of.
pub(super) fn columns_of(question: Option<&Question>, result: &QuestionResult) -> Vec<Column> {
    let is_recoded = |column: &Column| {
        matches!(column.holds, Holds::OwnWords | Holds::Text)
            && result.texts.iter().any(|text| text.recoded.is_some() && text.part == column.path)
    };
    let with_code = |column: Column| {
        let code = is_recoded(&column).then(|| Column { holds: Holds::CountsAs, ..column.clone() });
        std::iter::once(column).chain(code)
    };
    columns(question).into_iter().flat_map(with_code).collect()
}

fn columns(question: Option<&Question>) -> Vec<Column> {
    let Some(question) = question else { return vec![column(String::new(), Vec::new(), Holds::Choices)] };
    let own = |holds| vec![column(String::new(), Vec::new(), holds)];
    match question.kind {
        Kind::ChooseOne | Kind::Scale | Kind::ChooseSeveral { .. } => {
            let takes_words = question.options.iter().any(|option| option.write_in);
            let words = takes_words.then(|| column(String::new(), Vec::new(), Holds::OwnWords));
            let flag = |option: &ChoiceOption| column(option.text.clone(), Vec::new(), Holds::Flag(option.key.clone()));
            let is_several = matches!(question.kind, Kind::ChooseSeveral { .. });
            let flags = question.options.iter().filter(|_| is_several).map(flag);
            own(Holds::Choices).into_iter().chain(words).chain(flags).collect()
        }
        Kind::Number(_) => own(Holds::Number),
        Kind::Open { .. } | Kind::Words { .. } => own(Holds::Text),
        Kind::Ranking { .. } => question
            .options
            .iter()
            .map(|option| column(option.text.clone(), Vec::new(), Holds::Place(option.key.clone())))
            .collect(),
        Kind::Points { .. } => question
            .options
            .iter()
            .map(|option| column(option.text.clone(), vec![option.key.clone()], Holds::Number))
            .collect(),
        // Nothing that a participant answered.
        Kind::Questions { .. } => Vec::new(),
        Kind::Rating | Kind::Form { .. } => {
            let under = |part: &Part| {
                let inner = columns(Some(&part.question)).into_iter().map(|inner| Column {
                    head: [title(part), inner.head]
                        .iter()
                        .filter(|head| !head.is_empty())
                        .cloned()
                        .collect::<Vec<_>>()
                        .join(" · "),
                    path: [vec![part.key.clone()], inner.path].concat(),
                    ..inner
                });
                inner.collect::<Vec<_>>()
            };
            question.parts.iter().flat_map(under).collect()
        }
    }
}

fn column(head: String, path: Vec<OptionKey>, holds: Holds) -> Column {
    Column { head, path, holds }
}

impl Column {
    /// Whether words stood in this column of an answer, and were deleted since.
    pub fn is_deleted(&self, answer: &Answer) -> bool {
        let said = self.path.iter().try_fold(answer, |answer, key| answer.part(key));
        said.is_some_and(|said| said.text.as_deref() == Some(""))
    }

    /// What stands in this column of an answer. `None` when this part was skipped.
    pub fn cell(
        &self,
        asked: Option<&Question>,
        answer: &Answer,
        result: &QuestionResult,
        between: &str,
    ) -> Option<String> {
        let (mut question, mut answer) = (asked, Some(answer));
        for key in &self.path {
            answer = answer.and_then(|answer| answer.part(key));
            let parts = question.map(|question| question.parts.as_slice()).unwrap_or_default();
            question = parts.iter().find(|part| part.key == *key).map(|part| &part.question);
        }
        // Who divided points gave this option none, and that is a number too.
        let Some(answer) = answer else {
            return (question.is_none() && self.holds == Holds::Number).then(|| "0".to_owned());
        };
        let text = || answer.text.as_deref().map(|text| text.lines().collect::<Vec<_>>().join(between));
        let place = || self.path.iter().map(OptionKey::as_str).collect::<Vec<_>>().join(".");
        let code = |words: &str| asked.and_then(|asked| result.recoded(asked, &place(), words)?.recoded.clone());
        match &self.holds {
            Holds::Choices => {
                let choice = |key| label(question.and_then(|question| question.option(key)), key);
                let choices: Vec<_> = answer.choices.iter().map(choice).collect();
                (!choices.is_empty()).then(|| choices.join(between))
            }
            Holds::CountsAs if answer.choices.is_empty() => answer.text.as_deref().map(|text| {
                text.lines().map(|line| code(line).unwrap_or_else(|| line.to_owned())).collect::<Vec<_>>().join(between)
            }),
            Holds::CountsAs => {
                let words = answer.text.as_deref().and_then(code);
                let mut counted: Vec<String> = Vec::new();
                for key in &answer.choices {
                    let option = question.and_then(|question| question.option(key));
                    let own = words.clone().filter(|_| option.is_some_and(|option| option.write_in));
                    let counts_as = own.unwrap_or_else(|| label(option, key));
                    // Whoever chose that answer already counts there once.
                    if !counted.contains(&counts_as) {
                        counted.push(counts_as);
                    }
                }
                Some(counted.join(between))
            }
            Holds::Flag(key) => Some(if answer.choices.contains(key) { "1" } else { "0" }.to_owned()),
            Holds::OwnWords => Some(answer.text.clone().unwrap_or_default()),
            Holds::Text => text(),
            Holds::Number => answer.number.map(|number| number.to_string()),
            Holds::Place(key) => {
                answer.choices.iter().position(|choice| choice == key).map(|place| (place + 1).to_string())
            }
        }
    }
}
