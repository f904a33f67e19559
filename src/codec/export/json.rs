//! `results.json`: everything a session leaves behind, in every language of its deck. Keys stand in a fixed order.
//!
//! Texts are exactly as written: JSON runs nothing, so nothing is guarded. Version 1: add, never change. Ends with its
//! checks and its digest, by the rules that stand in [`super::proof`].

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::domain::deck::{ChoiceOption, Deck, Editions, Kind, Part, Question, Slide, plain_text};
use crate::domain::ids::{OptionKey, SlideKey};
use crate::domain::published::{Column, Published, Withheld, Written};
use crate::domain::results::{Cell, QuestionResult, TextResult, is_set_aside};
use crate::domain::tally::Total;

use super::asks::OneAsk;
use super::proof::{Checks, List, Rows};
use super::{About, iso};
use crate::codec::answer::SaidOut;
use crate::codec::words::Tongue;

pub(super) const VERSION: u32 = 1;

/// A text by language.
type Texts<'a> = BTreeMap<&'a str, String>;

#[derive(Serialize)]
struct Whole<'a, R: Serialize, C: Serialize> {
    #[serde(flatten)]
    head: &'a Head<'a>,
    rows: &'a R,
    checks: &'a C,
    sha256: &'a str,
}

#[derive(Serialize)]
struct Head<'a> {
    version: u32,
    session: &'a str,
    code: String,
    deck: &'a str,
    title: Texts<'a>,
    /// The deck's own language first.
    languages: Vec<&'a str>,
    started_at: String,
    ended_at: Option<String>,
    /// What attendees were promised: who may see how single people answered, and the smallest group told apart.
    mode: &'static str,
    floor: u32,
    /// When words that people wrote were deleted: they are empty where they stood.
    #[serde(skip_serializing_if = "Option::is_none")]
    texts_deleted_at: Option<String>,
    /// When single answers were deleted: there are no rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    rows_deleted_at: Option<String>,
    /// Why there are no rows yet: they come when the results are final.
    #[serde(skip_serializing_if = "Option::is_none")]
    rows_withheld: Option<&'static str>,
    /// Without those set aside, as every total.
    participants: u32,
    questions: Vec<OneQuestion<'a>>,
}

#[derive(Serialize)]
struct OneQuestion<'a> {
    id: &'a str,
    text: Texts<'a>,
    kind: &'static str,
    options: Vec<OneOption<'a>>,
    groups: Vec<Texts<'a>>,
    /// The earlier question that this one asks again.
    #[serde(skip_serializing_if = "Option::is_none")]
    repeats: Option<&'a str>,
    /// Whether results were visible while people answered.
    live: bool,
    /// Whether results of other questions may be split by this one; in the rows it has no words then.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    segment: bool,
    /// Whether each phone had its own order of answers.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    shuffled: bool,
    round: u32,
    opened_at: Option<String>,
    closed_at: Option<String>,
    revealed: bool,
    /// What the number really is.
    #[serde(skip_serializing_if = "Option::is_none")]
    truth: Option<String>,
    /// Whether what is right was told; left out where nothing is.
    #[serde(skip_serializing_if = "Option::is_none")]
    solved: Option<bool>,
    present: u32,
    answered: u32,
    changes: u32,
    /// Answers kept in the rows and left out of the totals above.
    set_aside: u32,
    /// Why it is not in the rows below: its figures would tell few people apart, or too few answered for any.
    #[serde(skip_serializing_if = "Option::is_none")]
    withheld: Option<&'static str>,
    /// The answer that stands in the rows for groups too small to be told apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    merged: Option<OneMerged<'a>>,
    /// How often each answer or number was given.
    #[serde(serialize_with = "in_order")]
    counts: Vec<(&'a str, u32)>,
    /// The same after texts were recoded, those that became an answer of their own by their words.
    #[serde(skip_serializing_if = "Option::is_none")]
    counts_recoded: Option<BTreeMap<String, u32>>,
    /// What the presenter did with texts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    texts: Vec<OneText<'a>>,
    /// What people wrote and that stands in no row.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    written: Vec<OneWritten<'a>>,
    /// The same of each row, field or option that has figures of its own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<OnePart<'a>>,
    /// What the audience asked, in the order it came.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    asks: Vec<OneAsk<'a>>,
}

/// A text that was shown, hidden or recoded.
#[derive(Serialize)]
struct OneText<'a> {
    #[serde(skip_serializing_if = "String::is_empty")]
    part: String,
    text: &'a str,
    count: u32,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    option: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recoded: Option<&'a str>,
}

/// Groups that stand as one in the rows, so that none of them can be told apart.
#[derive(Serialize)]
struct OneMerged<'a> {
    key: &'a str,
    text: Texts<'a>,
    /// The answers of its people; who gave none may be among them too.
    options: Vec<&'a str>,
    people: u32,
}

#[derive(Serialize)]
struct OneWritten<'a> {
    #[serde(skip_serializing_if = "String::is_empty")]
    part: String,
    text: &'a str,
}

/// A row of a grid, a field of a form, or an option that is ranked or given points.
#[derive(Serialize)]
struct OnePart<'a> {
    key: String,
    text: Texts<'a>,
    kind: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    options: Vec<OneOption<'a>>,
    answered: u32,
    #[serde(serialize_with = "in_order")]
    counts: Vec<(&'a str, u32)>,
}

#[derive(Serialize)]
struct OneOption<'a> {
    key: &'a str,
    text: Texts<'a>,
    write_in: bool,
    apart: bool,
    /// The deck calls it right.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    right: bool,
    /// Index into the question's groups.
    group: Option<usize>,
}

#[derive(Serialize)]
struct Row<'a> {
    participant: usize,
    /// Whether this participant's answers are in no total.
    set_aside: bool,
    #[serde(serialize_with = "by_question")]
    cells: Vec<(&'a SlideKey, OneCell<'a>)>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum OneCell<'a> {
    Answered {
        choices: Vec<&'a str>,
        text: Option<&'a str>,
        /// What the text counts as; of several each on a line of its own, empty where as itself.
        #[serde(skip_serializing_if = "Option::is_none")]
        recoded: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        number: Option<String>,
        #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "by_part")]
        parts: Vec<(&'a str, SaidOut<'a>)>,
        at: String,
    },
    Missing {
        missing: &'static str,
    },
}

/// The file and its digest.
pub(super) fn write(about: &About, editions: &Editions, published: &Published) -> (Vec<u8>, String) {
    let head = head(about, editions, published);
    let (checks, sha256) = proof(&head, editions, published);
    let rows = List(|| rows(editions, published));
    let whole = Whole { head: &head, rows: &rows, checks: &checks, sha256: &sha256 };
    let mut bytes = serde_json::to_vec_pretty(&whole).expect("these shapes always encode");
    bytes.push(b'\n');
    (bytes, sha256)
}

/// The digest that the file would end with, for the other files to say.
pub(super) fn digest(about: &About, editions: &Editions, published: &Published) -> String {
    proof(&head(about, editions, published), editions, published).1
}

fn proof<'a>(head: &Head<'_>, editions: &'a Editions, published: &'a Published) -> (Checks<impl Rows + 'a>, String) {
    let Value::Object(head) = as_value(head) else { unreachable!("a struct is an object") };
    let checks = Checks::new(&head, RowsOf { editions, published });
    let sha256 = checks.digest(&head);
    (checks, sha256)
}

struct RowsOf<'a> {
    editions: &'a Editions,
    published: &'a Published,
}

impl Rows for RowsOf<'_> {
    fn each(&self) -> impl Iterator<Item = Value> {
        rows(self.editions, self.published).map(|row| as_value(&row))
    }
}

fn as_value(shape: &impl Serialize) -> Value {
    serde_json::to_value(shape).expect("these shapes always encode")
}

fn head<'a>(about: &'a About, editions: &'a Editions, published: &'a Published) -> Head<'a> {
    Head {
        version: VERSION,
        session: about.session.as_str(),
        code: about.code.to_string(),
        deck: about.deck.as_str(),
        title: decks(editions).map(|deck| (deck.language.as_str(), deck.title.clone())).collect(),
        languages: editions.languages().map(|language| language.as_str()).collect(),
        started_at: iso(about.started_at),
        ended_at: about.ended_at.map(iso),
        mode: published.privacy().mode.word(),
        floor: published.privacy().floor,
        texts_deleted_at: published.results().forgotten.texts.map(iso),
        rows_deleted_at: published.results().forgotten.rows.map(iso),
        rows_withheld: published.awaits_rows().then(|| Withheld::StillRunning.word()),
        participants: published.results().participants(),
        questions: (0..published.questions().len()).map(|index| question(editions, published, index)).collect(),
    }
}

fn rows<'a>(editions: &'a Editions, published: &'a Published) -> impl Iterator<Item = Row<'a>> {
    published.rows().iter().enumerate().map(|(index, cells)| row(editions, published, index, cells))
}

fn question<'a>(editions: &'a Editions, published: &'a Published, index: usize) -> OneQuestion<'a> {
    let result = &published.questions()[index];
    let asked = editions.original.question(&result.question);
    let texts = |text: &dyn Fn(&Slide) -> Option<String>| texts(editions, &result.question, text);
    let groups = asked.map_or(0, |asked| asked.groups.len());
    OneQuestion {
        id: result.question.as_str(),
        text: texts(&|slide| Some(slide.heading())),
        kind: asked.map_or("", |asked| asked.kind.word()),
        options: asked
            .map_or_else(Vec::new, |asked| options(editions, &result.question, asked, &|question| Some(question))),
        groups: (0..groups).map(|group| texts(&|slide| slide.question.as_ref()?.groups.get(group).cloned())).collect(),
        repeats: asked.and_then(|asked| Some(asked.repeats.as_ref()?.as_str())),
        live: asked.is_some_and(|asked| asked.live),
        segment: asked.is_some_and(|asked| asked.segment),
        shuffled: asked.is_some_and(|asked| asked.shuffled),
        round: result.round,
        opened_at: result.opened_at.map(iso),
        closed_at: result.closed_at.map(iso),
        revealed: result.revealed,
        truth: asked.and_then(|asked| asked.truth).map(|truth| truth.to_string()),
        solved: asked.filter(|asked| asked.has_solution()).map(|_| result.solved),
        present: result.present,
        answered: result.answered,
        changes: result.changes,
        set_aside: published.set_aside(index),
        withheld: match published.column(index) {
            Column::Withheld(why) => Some(why.word()),
            Column::InRows | Column::Segments => None,
        },
        merged: merged(editions, published, index),
        counts: counts(result, &[]),
        counts_recoded: asked.and_then(|asked| recount(asked, result)),
        texts: result.texts.iter().map(one_text).collect(),
        written: published.written(index).iter().map(one_written).collect(),
        parts: asked.map_or_else(Vec::new, |asked| parts(editions, result, asked)),
        asks: result.asks.iter().map(OneAsk::new).collect(),
    }
}

fn one_text(text: &TextResult) -> OneText<'_> {
    OneText {
        part: text.part.iter().map(OptionKey::as_str).collect::<Vec<_>>().join("."),
        text: &text.text,
        count: text.count,
        state: text.state.word(),
        option: text.option.as_ref().map(OptionKey::as_str),
        recoded: text.recoded.as_deref(),
    }
}

fn one_written(written: &Written) -> OneWritten<'_> {
    OneWritten { part: written.part.iter().map(OptionKey::as_str).collect::<Vec<_>>().join("."), text: &written.text }
}

fn merged<'a>(editions: &'a Editions, published: &'a Published, index: usize) -> Option<OneMerged<'a>> {
    let segments = published.segments(index).filter(|segments| segments.has_merged())?;
    let in_language =
        |deck: &'a Deck| (deck.language.as_str(), Tongue::for_language(&deck.language).say("privacy-merged"));
    Some(OneMerged {
        key: published.merged_key(index)?.as_str(),
        text: decks(editions).map(in_language).collect(),
        options: segments.merged().iter().map(OptionKey::as_str).collect(),
        people: segments.all().last()?.people,
    })
}

/// The counts after recoding, by name and, of what was made of texts, by its words.
fn recount(question: &Question, result: &QuestionResult) -> Option<BTreeMap<String, u32>> {
    let recount = result.kept.as_ref()?.recount.as_ref()?;
    let options = question.options.iter().map(|option| option.key.to_string());
    // Words may be a name too.
    let made = recount.made.iter().map(|(words, count)| (format!("“{words}”"), *count));
    Some(options.zip(recount.counts.iter().copied()).chain(made).collect())
}

/// One text per language, of the slide in each edition that has it in that language.
fn texts<'a>(editions: &'a Editions, key: &SlideKey, text: &dyn Fn(&Slide) -> Option<String>) -> Texts<'a> {
    let texts = decks(editions).filter_map(|deck| {
        let (_, slide) = deck.slide(key)?;
        (slide.language == deck.language).then_some(())?;
        Some((deck.language.as_str(), text(slide)?))
    });
    texts.collect()
}

/// The options of a question, or of a part of it: `find` says where it is in each edition.
fn options<'a>(
    editions: &'a Editions,
    key: &SlideKey,
    asked: &'a Question,
    find: &dyn for<'q> Fn(&'q Question) -> Option<&'q Question>,
) -> Vec<OneOption<'a>> {
    let one = |option: &'a ChoiceOption| OneOption {
        key: option.key.as_str(),
        text: texts(editions, key, &|slide| Some(find(slide.question.as_ref()?)?.option(&option.key)?.text.clone())),
        write_in: option.write_in,
        apart: option.apart,
        right: option.right,
        group: option.group,
    };
    asked.options.iter().map(one).collect()
}

/// What was counted by value, of the part with this path.
fn counts<'a>(result: &'a QuestionResult, path: &[&OptionKey]) -> Vec<(&'a str, u32)> {
    let here = |total: &&Total| total.part.iter().eq(path.iter().copied());
    result.totals.iter().filter(here).filter_map(|total| Some((total.value.as_deref()?, total.count))).collect()
}

fn answered(result: &QuestionResult, path: &[&OptionKey]) -> u32 {
    let here = |total: &&Total| total.value.is_none() && total.part.iter().eq(path.iter().copied());
    result.totals.iter().find(here).map_or(0, |total| total.count)
}

fn parts<'a>(editions: &'a Editions, result: &'a QuestionResult, asked: &'a Question) -> Vec<OnePart<'a>> {
    if asked.is_chosen() {
        return Vec::new();
    }
    let of_option = |within: &[&OptionKey], option: &'a ChoiceOption, kind| {
        let path = [within, &[&option.key]].concat();
        let text = |slide: &Slide| {
            let mut question = slide.question.as_ref()?;
            for key in within {
                question = &question.parts.iter().find(|part| part.key == **key)?.question;
            }
            Some(question.option(&option.key)?.text.clone())
        };
        OnePart {
            key: path.iter().map(|key| key.as_str()).collect::<Vec<_>>().join("."),
            text: texts(editions, &result.question, &text),
            kind,
            options: Vec::new(),
            answered: answered(result, &path),
            counts: counts(result, &path),
        }
    };
    let has_figures = |question: &Question| matches!(question.kind, Kind::Ranking { .. } | Kind::Points { .. });
    if has_figures(asked) {
        return asked.options.iter().map(|option| of_option(&[], option, asked.kind.word())).collect();
    }
    let of_part = |part: &'a Part| {
        let title = |slide: &Slide| Some(plain_text(&found(slide.question.as_ref()?, &part.key)?.title));
        let whole = OnePart {
            key: part.key.to_string(),
            text: texts(editions, &result.question, &title),
            kind: part.question.kind.word(),
            options: options(editions, &result.question, &part.question, &|question| {
                Some(&found(question, &part.key)?.question)
            }),
            answered: answered(result, &[&part.key]),
            counts: counts(result, &[&part.key]),
        };
        let inner = part.question.options.iter().filter(|_| has_figures(&part.question));
        let inner = inner.map(|option| of_option(&[&part.key], option, part.question.kind.word()));
        std::iter::once(whole).chain(inner).collect::<Vec<_>>()
    };
    asked.parts.iter().flat_map(of_part).collect()
}

fn found<'q>(question: &'q Question, key: &OptionKey) -> Option<&'q Part> {
    question.parts.iter().find(|part| part.key == *key)
}

fn row<'a>(editions: &Editions, published: &'a Published, index: usize, cells: &'a [Cell]) -> Row<'a> {
    let is_aside = is_set_aside(cells);
    let cells = published
        .questions()
        .iter()
        .zip(cells)
        .map(|(result, cell)| (&result.question, one_cell(editions, result, cell)));
    Row { participant: index + 1, set_aside: is_aside, cells: cells.collect() }
}

fn one_cell<'a>(editions: &Editions, result: &QuestionResult, cell: &'a Cell) -> OneCell<'a> {
    match cell {
        Cell::Answered { answer, at } | Cell::SetAside { answer, at } => {
            let SaidOut { choices, number, text, parts } = SaidOut::new(answer);
            let recoded = recoded(editions, result, text);
            OneCell::Answered { choices, text, recoded, number, parts, at: iso(*at) }
        }
        Cell::NotPresent => OneCell::Missing { missing: "not_present" },
        Cell::NotAnswered => OneCell::Missing { missing: "not_answered" },
        Cell::NotAsked => OneCell::Missing { missing: "not_asked" },
        Cell::Withheld => OneCell::Missing { missing: "withheld" },
    }
}

fn recoded(editions: &Editions, result: &QuestionResult, text: Option<&str>) -> Option<String> {
    let question = editions.original.question(&result.question)?;
    let label = |line| result.recoded(question, "", line).and_then(|text| text.recoded.as_deref()).unwrap_or_default();
    let labels: Vec<&str> = text?.lines().map(label).collect();
    labels.iter().any(|label| !label.is_empty()).then(|| labels.join("\n"))
}

fn decks(editions: &Editions) -> impl Iterator<Item = &Deck> {
    std::iter::once(&editions.original).chain(&editions.translations)
}

fn in_order<S: Serializer>(counts: &[(&str, u32)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(counts.iter().map(|(key, count)| (key, count)))
}

fn by_part<S: Serializer>(parts: &[(&str, SaidOut<'_>)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(parts.iter().map(|(key, said)| (key, said)))
}

fn by_question<S: Serializer>(cells: &[(&SlideKey, OneCell<'_>)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(cells.iter().map(|(key, cell)| (key.as_str(), cell)))
}
