//! The block between `+++` lines at the top: what the whole deck is called and how it behaves. Never reads slides.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::text::deck_line;
use super::attributes::nearest;
use super::faults::{Collector, Fault, Place};
use super::problems::{Limit, Problem, Unfit};
use super::source::{Span, Text};
use crate::domain::ids::Language;
use crate::domain::limits::{QUESTION_CHARS_MAX, SHOW_FROM_MAX};

const KEYS: [&str; 5] = ["title", "description", "language", "show_from", "pulse"];

/// What the front matter says; absent is absent, since a translation leaves most of it out.
#[derive(Default)]
pub struct Front {
    /// The opening fence, for faults about the whole block.
    pub span: Span,
    /// Where the slides begin.
    pub end: usize,
    pub title: Option<String>,
    pub description: Option<String>,
    pub language: Option<(Language, Span)>,
    pub show_from: Option<(u32, Span)>,
    pub pulse: Option<(bool, Span)>,
}

pub fn read(text: &Text, file: usize, faults: &mut Collector) -> Front {
    let mut fault = |problem, span| faults.push(Fault::new(problem, Place { file, span }));
    let whole = text.text.as_str();
    let first = whole.len() - whole.trim_start_matches([' ', '\t', '\n']).len();
    let fence = first..first + whole[first..].lines().next().unwrap_or_default().trim_end().len();
    let mut front = Front { span: fence.clone(), ..Front::default() };
    if &whole[fence.clone()] != "+++" {
        fault(Problem::NoFront, fence);
        return front;
    }
    let start = whole[fence.end..].find('\n').map_or(whole.len(), |newline| fence.end + newline + 1);
    let mut lines = whole[start..].split_inclusive('\n').scan(start, |at, line| {
        *at += line.len();
        Some((*at - line.len()..*at, line))
    });
    let Some((end, _)) = lines.clone().find(|(_, line)| line.trim_end() == "+++") else {
        fault(Problem::FrontNotClosed, fence);
        // What looks like the first slide is read on, for its own faults.
        front.end = lines.find(|(_, line)| line.starts_with("# ")).map_or(whole.len(), |(line, _)| line.start);
        return front;
    };
    front.end = end.end;

    let table = match DeTable::parse(&whole[start..end.start]) {
        Ok(table) => table.into_inner(),
        Err(error) => {
            let span = error.span().unwrap_or(0..end.start - start);
            fault(Problem::BadFront, start + span.start..start + span.end.max(span.start + 1));
            return front;
        }
    };
    let shift = |span: Span| span.start + start..span.end + start;
    for (key, value) in &table {
        let (key_span, span) = (shift(key.span()), shift(value.span()));
        match &**key.get_ref() {
            "title" => match words(value) {
                Some(title) if title.chars().count() > QUESTION_CHARS_MAX => {
                    fault(Problem::TooMuch(Limit::QuestionChars), span);
                    front.title = Some(title);
                }
                Some(title) => front.title = Some(title).filter(|title| !title.is_empty()),
                None => {
                    fault(bad("title", Unfit::NotText), span);
                    front.title = Some(String::new());
                }
            },
            "description" => match words(value) {
                Some(description) => front.description = Some(description).filter(|text| !text.is_empty()),
                None => fault(bad("description", Unfit::NotText), span),
            },
            "language" => match value.get_ref().as_str().map(|tag| (tag, Language::parse(tag))) {
                Some((_, Some(language))) => front.language = Some((language, span)),
                Some((tag, None)) => fault(bad(tag, Unfit::NotALanguage), span),
                None => fault(bad("language", Unfit::NotText), span),
            },
            "show_from" => match number(value) {
                Ok(count) => front.show_from = Some((count, span)),
                Err(unfit) => fault(bad(&whole[span.clone()], unfit), span),
            },
            "pulse" => match yes_or_no(value) {
                Some(on) => front.pulse = Some((on, span)),
                None => fault(bad(&whole[span.clone()], Unfit::NotYesOrNo), span),
            },
            other => {
                let problem = Problem::UnknownKey { key: other.to_owned(), meant: nearest(other, &KEYS) };
                fault(problem, key_span);
            }
        }
    }
    if front.title.is_none() {
        fault(Problem::NoTitle, fence);
    }
    front
}

fn bad(value: &str, unfit: Unfit) -> Problem {
    Problem::BadValue { value: value.to_owned(), unfit }
}

/// A title or description on one line.
fn words(value: &Spanned<DeValue<'_>>) -> Option<String> {
    Some(deck_line(value.get_ref().as_str()?))
}

/// As in TOML, or in the words that a heading's settings use.
fn yes_or_no(value: &Spanned<DeValue<'_>>) -> Option<bool> {
    let value = value.get_ref();
    match value.as_str() {
        Some("yes") => Some(true),
        Some("no") => Some(false),
        Some(_) => None,
        None => value.as_bool(),
    }
}

fn number(value: &Spanned<DeValue<'_>>) -> Result<u32, Unfit> {
    let integer = value.get_ref().as_integer().ok_or(Unfit::NotWhole)?;
    let outside = || Unfit::Outside("1".to_owned(), SHOW_FROM_MAX.to_string());
    let count = u32::from_str_radix(integer.as_str(), integer.radix()).map_err(|_| outside())?;
    if (1..=SHOW_FROM_MAX).contains(&count) { Ok(count) } else { Err(outside()) }
}
