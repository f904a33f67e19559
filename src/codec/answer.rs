//! An answer as JSON: `{"choices":["ja"],"number":"52.6","text":"…","parts":{"tip":{"text":"…"}}}`, each left out where
//! there is nothing to say. The same on the wire, in exports and, without its words, in the journal.
//!
//! Reads and writes; whether it is an answer to its question is for the domain to say.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};

use crate::codec::text;
use crate::domain::answer::Answer;
use crate::domain::decimal::Decimal;
use crate::domain::ids::OptionKey;

/// Letters of one text, whatever the question allows: what is longer is none of ours.
const TEXT_CHARS_MAX: usize = 1_000;
/// Entries, rows or fields: a few more than any question has.
const PARTS_MAX: usize = 64;

/// An answer as somebody wrote it, not yet read.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct SaidText {
    #[serde(default)]
    pub choices: Vec<String>,
    #[serde(default)]
    pub number: Option<String>,
    #[serde(default)]
    pub text: Option<String>,
    #[serde(default)]
    pub parts: BTreeMap<String, SaidText>,
}

impl SaidText {
    /// `None` when it can be no answer of ours: a name that is none, a number that is none, a text that is too long.
    pub fn read(&self) -> Option<Answer> {
        self.read_at(0)
    }

    pub fn says_nothing(&self) -> bool {
        self.choices.is_empty() && self.number.is_none() && self.text.is_none() && self.parts.is_empty()
    }

    fn read_at(&self, depth: usize) -> Option<Answer> {
        // A field of a form may hold points; nothing goes deeper.
        if depth > 2 || self.parts.len() > PARTS_MAX || self.choices.len() > PARTS_MAX {
            return None;
        }
        let number = self.number.as_deref().map(str::trim).filter(|number| !number.is_empty());
        let part = |(key, said): (&String, &SaidText)| Some((OptionKey::parse(key)?, said.read_at(depth + 1)?));
        Some(Answer {
            choices: self.choices.iter().map(|choice| OptionKey::parse(choice)).collect::<Option<_>>()?,
            number: match number {
                Some(number) => Some(number_of(number)?),
                None => None,
            },
            text: match &self.text {
                Some(text) => Some(text_of(text)?).filter(|text| !text.is_empty()),
                None => None,
            },
            parts: self.parts.iter().map(part).collect::<Option<_>>()?,
        })
    }
}

/// A number as people type it: a comma is a point here, and white space is nothing.
fn number_of(typed: &str) -> Option<Decimal> {
    // `12.000` is twelve thousand to one and twelve to another: nobody guesses which.
    let groups: Vec<&str> = typed.trim_start_matches('-').split(['.', ',']).collect();
    let is_group = |group: &&str| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
    if let [first, rest @ ..] = groups.as_slice()
        && !rest.is_empty()
        && rest.iter().all(is_group)
        && (1..=3).contains(&first.len())
        && !first.starts_with('0')
    {
        return None;
    }
    Decimal::parse(&typed.replace(',', ".").replace([' ', '\u{a0}', '\u{202f}'], ""))
}

/// Lines stay apart; each is cleaned as a text of its own.
fn text_of(typed: &str) -> Option<String> {
    let lines = typed.lines().map(|line| text::write_in(line, TEXT_CHARS_MAX)).collect::<Result<Vec<_>, _>>().ok()?;
    let lines: Vec<_> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    (lines.len() <= PARTS_MAX).then(|| lines.join("\n"))
}

/// An answer on its way out.
#[derive(Serialize)]
pub struct SaidOut<'a> {
    pub choices: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "as_map")]
    pub parts: Vec<(&'a str, SaidOut<'a>)>,
}

impl<'a> SaidOut<'a> {
    pub fn new(answer: &'a Answer) -> Self {
        Self {
            choices: answer.choices.iter().map(OptionKey::as_str).collect(),
            number: answer.number.map(|number| number.to_string()),
            text: answer.text.as_deref(),
            parts: answer.parts.iter().map(|(key, part)| (key.as_str(), SaidOut::new(part))).collect(),
        }
    }
}

fn as_map<'a, S: Serializer>(pairs: &[(&'a str, SaidOut<'a>)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().map(|(key, value)| (key, value)))
}

/// An answer as the journal keeps it: its words apart from the rest, so that words can go while a row stays.
///
/// Where an answer is choices alone, the first is a JSON list of their names, as it always was; else an object. The
/// second is the text itself, or, where parts have texts, an object of texts by path.
pub fn to_columns(answer: &Answer) -> (String, Option<String>) {
    let is_choices = answer.number.is_none() && answer.parts.is_empty();
    let shape = if is_choices {
        serde_json::Value::from_iter(answer.choices.iter().map(OptionKey::as_str)).to_string()
    } else {
        serde_json::to_string(&Shape::of(answer)).expect("a shape always encodes")
    };
    let texts = answer.texts();
    let words = match (answer.parts.is_empty(), texts.as_slice()) {
        (true, _) => answer.text.clone(),
        (false, []) => None,
        (false, texts) => {
            let by_path: BTreeMap<String, &str> = texts.iter().map(|(path, text)| (joined(path), *text)).collect();
            Some(serde_json::to_string(&by_path).expect("texts always encode"))
        }
    };
    (shape, words)
}

/// `None` when the columns hold no answer. Words that are gone leave their part without.
pub fn from_columns(shape: &str, words: Option<&str>) -> Option<Answer> {
    if shape.starts_with('[') {
        let names: Vec<String> = serde_json::from_str(shape).ok()?;
        let choices = names.iter().map(|name| OptionKey::parse(name)).collect::<Option<_>>()?;
        return Some(Answer { choices, text: words.map(str::to_owned), ..Answer::default() });
    }
    let shape: Shape<'_> = serde_json::from_str(shape).ok()?;
    let texts: BTreeMap<String, String> = match words {
        Some(words) if !shape.parts.is_empty() => serde_json::from_str(words).ok()?,
        _ => BTreeMap::new(),
    };
    shape.answer(&texts, "")
}

#[derive(Default, Serialize, Deserialize)]
struct Shape<'a> {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    choices: Vec<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    parts: Vec<(Cow<'a, str>, Shape<'a>)>,
}

impl<'a> Shape<'a> {
    fn of(answer: &'a Answer) -> Self {
        Self {
            choices: answer.choices.iter().map(|choice| Cow::Borrowed(choice.as_str())).collect(),
            number: answer.number.map(|number| number.to_string()),
            parts: answer.parts.iter().map(|(key, part)| (Cow::Borrowed(key.as_str()), Shape::of(part))).collect(),
        }
    }

    fn answer(&self, texts: &BTreeMap<String, String>, path: &str) -> Option<Answer> {
        let part = |(key, shape): &(Cow<'_, str>, Shape<'_>)| {
            let path = if path.is_empty() { key.to_string() } else { format!("{path}.{key}") };
            Some((OptionKey::parse(key)?, shape.answer(texts, &path)?))
        };
        Some(Answer {
            choices: self.choices.iter().map(|choice| OptionKey::parse(choice)).collect::<Option<_>>()?,
            number: match &self.number {
                Some(number) => Some(Decimal::parse(number)?),
                None => None,
            },
            text: texts.get(path).cloned(),
            parts: self.parts.iter().map(part).collect::<Option<_>>()?,
        })
    }
}

fn joined(path: &[&OptionKey]) -> String {
    path.iter().map(|key| key.as_str()).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> OptionKey {
        OptionKey::parse(name).unwrap()
    }

    fn read(json: &str) -> Option<Answer> {
        serde_json::from_str::<SaidText>(json).unwrap().read()
    }

    #[test]
    fn an_answer_of_every_shape_comes_back_from_its_columns() {
        let field = Answer { choices: vec![key("a")], text: Some("\"eigen\"".into()), ..Answer::default() };
        let form = vec![
            (key("cijfer"), Answer::of_number(Decimal::from(8))),
            (key("tip"), Answer::of_text("meer")),
            (key("tempo"), field),
        ];
        for answer in [
            Answer::default(),
            Answer::of_choices(vec![key("ja"), key("2")]),
            Answer { choices: vec![key("anders")], text: Some("{}".into()), ..Answer::default() },
            Answer::of_number(Decimal::parse("52.6").unwrap()),
            Answer::of_text("een\ntwee"),
            Answer { parts: form, ..Answer::default() },
        ] {
            let (shape, words) = to_columns(&answer);
            assert_eq!(from_columns(&shape, words.as_deref()), Some(answer.clone()), "{shape} {words:?}");
            // Words that were replaced are gone, and the row is still an answer.
            assert!(from_columns(&shape, None).is_some());
        }
        assert_eq!(to_columns(&Answer::of_choices(vec![key("ja"), key("2")])).0, r#"["ja","2"]"#);
    }

    #[test]
    fn what_people_type_is_read_as_they_mean_it() {
        assert_eq!(read(r#"{"number":" 52,6 "}"#), Some(Answer::of_number(Decimal::parse("52.6").unwrap())));
        assert_eq!(read(r#"{"number":"","text":" \n "}"#), Some(Answer::default()));
        assert_eq!(read(r#"{"text":" een  \n\n twee "}"#), Some(Answer::of_text("een\ntwee")));
        assert_eq!(read(r#"{"number":"0,125"}"#), Some(Answer::of_number(Decimal::parse("0.125").unwrap())));
        for wrong in [
            r#"{"number":"12.000"}"#,
            r#"{"number":"1,234,567"}"#,
            r#"{"number":"veel"}"#,
            r#"{"choices":["Geen Naam"]}"#,
            r#"{"parts":{"a":{"number":"x"}}}"#,
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        let deep = r#"{"parts":{"a":{"parts":{"b":{"parts":{"c":{}}}}}}}"#;
        assert_eq!(read(deep), None, "nothing goes so deep");
    }
}
