//! An open text and short entries: their fields, and of what came only what the presenter let through.
//!
//! Never draws a text that waits; that is the tray's, on the presenter's remote.

use askama::Template;

use super::{Asked, Audience, Field, Outcome};
use crate::codec::svg;
use crate::codec::words::{Tongue, apart};
use crate::domain::answer::Answer;
use crate::domain::chart::{percent, permille};
use crate::domain::limits::{PERCENT_FROM, WRITE_IN_CHARS_MAX};
use crate::domain::session::{Code, Gathered, Poll};

/// Texts shown at most: two screens of thumb travel, and a frame for ten thousand phones that stays small.
const TEXTS_MAX: usize = 24;
/// Letters of all of them together.
const LETTERS_MAX: usize = 2_400;
/// Texts and letters that a hall can read beside one another; below bars there is less room.
const HALL: (usize, usize) = (6, 420);
const HALL_BELOW_BARS: (usize, usize) = (3, 120);
/// Words in the list of four sizes: as many as one takes in at a glance.
const CLOUD_MAX: usize = 30;
/// Words with a bar of their own.
const BARS_MAX: usize = 12;

#[derive(Template)]
#[template(path = "kinds/open_field.html")]
struct OpenField<'a> {
    tongue: Tongue,
    name: String,
    id: String,
    labelled_by: &'a str,
    max: usize,
    text: &'a str,
}

#[derive(Template)]
#[template(path = "kinds/words_field.html")]
struct WordsField<'a> {
    tongue: Tongue,
    name: String,
    id: String,
    labelled_by: &'a str,
    letters_max: usize,
    /// A field for each entry, with what this visitor said.
    entries: Vec<&'a str>,
}

impl WordsField<'_> {
    fn label(&self, place: &usize) -> String {
        self.tongue.say_with("kind-words-entry", &[("n", (*place as u32).into())])
    }
}

pub(super) fn open_field(field: &Field<'_>, max: usize) -> String {
    OpenField {
        tongue: field.tongue,
        name: format!("text{}", field.name),
        id: field.id("text"),
        labelled_by: &field.labelled_by,
        max,
        text: said(field.said),
    }
    .to_string()
}

pub(super) fn words_field(field: &Field<'_>, max: usize) -> String {
    let mut entries: Vec<&str> = said(field.said).lines().take(max).collect();
    entries.resize(max, "");
    WordsField {
        tongue: field.tongue,
        name: format!("text{}", field.name),
        id: field.id("word"),
        labelled_by: &field.labelled_by,
        letters_max: WRITE_IN_CHARS_MAX,
        entries,
    }
    .to_string()
}

fn said(answer: Option<&Answer>) -> &str {
    answer.and_then(|answer| answer.text.as_deref()).unwrap_or_default()
}

pub(super) fn open_how(max: usize, tongue: Tongue) -> String {
    tongue.say_with("kind-open-how", &[("n", (max as u32).into())])
}

pub(super) fn words_how(max: usize, tongue: Tongue) -> String {
    tongue.say_with("kind-words-how", &[("n", (max as u32).into())])
}

/// `tijd, geld`.
pub(super) fn read_words_back(answer: &Answer) -> String {
    answer.text.as_deref().unwrap_or_default().lines().collect::<Vec<_>>().join(", ")
}

#[derive(Template)]
#[template(path = "kinds/texts.html")]
struct TextsPart<'a> {
    tongue: Tongue,
    head: Option<String>,
    texts: Vec<(&'a str, u32)>,
    /// So many of them stand on the screen too.
    hall: usize,
    more: Option<String>,
    /// The same for the screen.
    hall_more: Option<String>,
}

impl<'a> TextsPart<'a> {
    fn new(tongue: Tongue, head: Option<String>, shown: &[Gathered<'a>], hall: (usize, usize)) -> Self {
        let texts: Vec<_> = shown.iter().map(|one| (one.entry.text(), one.count)).collect();
        let here = fitting(&texts, (TEXTS_MAX, LETTERS_MAX));
        let hall = fitting(&texts, hall);
        let more = |here: usize| {
            let left = (texts.len() - here) as u32;
            (left > 0).then(|| tongue.say_with("kind-texts-more", &[("n", left.into())]))
        };
        Self { tongue, head, more: more(here), hall, hall_more: more(hall), texts: texts[..here].to_vec() }
    }

    fn times(&self, count: &u32) -> String {
        self.tongue.say_with("kind-texts-times", &[("n", (*count).into())])
    }
}

/// How many of the first fit in so many texts and letters; at least one.
fn fitting(texts: &[(&str, u32)], (texts_max, letters_max): (usize, usize)) -> usize {
    let mut letters = 0;
    let fits = |(text, _): &&(&str, u32)| {
        letters += text.chars().count();
        letters <= letters_max
    };
    texts.iter().take(texts_max).take_while(fits).count().max(1).min(texts.len())
}

/// The texts that everybody may read.
pub(super) fn open_outcome(asked: &Asked<'_>) -> Outcome {
    let Asked { tongue, tally, .. } = asked;
    let answered = tally.answers();
    if answered == 0 {
        return Outcome { chart: String::new(), sentence: tongue.say("kind-nobody"), note: None };
    }
    let Some(poll) = asked.poll else { return counted(answered, *tongue) };
    let shown = poll.tray().shown();
    if shown.is_empty() {
        return waiting(asked);
    }
    let people: u32 = shown.iter().map(|one| one.count).sum();
    let figures = [("n", people.into()), ("of", answered.into())];
    Outcome {
        chart: TextsPart::new(*tongue, None, &shown, HALL).to_string(),
        sentence: tongue.say_with("kind-texts-sentence", &figures),
        note: Some(tongue.say("kind-texts-note")),
    }
}

#[derive(Template)]
#[template(path = "kinds/texts_wait.html")]
struct WaitPart {
    tongue: Tongue,
    answered: u32,
    wrote: String,
}

/// Nothing was let through yet: a hall sees that its words came in, and why it does not read them.
fn waiting(asked: &Asked<'_>) -> Outcome {
    let Asked { tongue, tally, audience, .. } = asked;
    let answered = tally.answers();
    if asked.poll.is_some_and(|poll| poll.tray().is_veiled()) {
        return Outcome { chart: String::new(), sentence: tongue.say("kind-texts-veiled"), note: None };
    }
    if *audience == Audience::Presenter {
        let sentence = tongue.say_with("kind-texts-to-read", &[("n", answered.into())]);
        return Outcome { chart: String::new(), sentence, note: None };
    }
    let wrote = tongue.say_with("kind-texts-wrote", &[("n", answered.into())]);
    // A phone says it above already.
    let chart = match audience {
        Audience::Screen => WaitPart { tongue: *tongue, answered, wrote }.to_string(),
        _ => String::new(),
    };
    Outcome { chart, sentence: tongue.say("kind-texts-none"), note: None }
}

/// How many texts there are, where they stand elsewhere.
fn counted(answered: u32, tongue: Tongue) -> Outcome {
    let sentence = tongue.say_with("kind-texts-counted", &[("n", answered.into())]);
    Outcome { chart: String::new(), sentence, note: None }
}

/// The write-ins of a question that is chosen, below its bars: those that everybody may read and no bar says.
pub fn own_words(poll: &Poll, tongue: Tongue) -> Option<String> {
    let mut shown = poll.tray().shown();
    shown.retain(|one| !matches!(poll.tray().code(one.entry.name), Some(Code::Own | Code::Option(_))));
    let head = tongue.say("kind-texts-own");
    (!shown.is_empty()).then(|| TextsPart::new(tongue, Some(head), &shown, HALL_BELOW_BARS).to_string())
}

#[derive(Template)]
#[template(path = "kinds/word_bars.html")]
struct WordsPart<'a> {
    tongue: Tongue,
    /// In the order of the alphabet, each with its size from 1 to 4.
    cloud: Vec<(&'a str, u32)>,
    bars: Vec<WordRow<'a>>,
    more: Option<String>,
}

struct WordRow<'a> {
    text: &'a str,
    count: u32,
    percent: Option<u32>,
    width: String,
}

/// The entries that everybody may read: ranked bars, and beside them on the screen a list in four sizes.
pub(super) fn words_outcome(asked: &Asked<'_>) -> Outcome {
    let Asked { tongue, tally, .. } = asked;
    let answered = tally.answers();
    if answered == 0 {
        return Outcome { chart: String::new(), sentence: tongue.say("kind-nobody"), note: None };
    }
    let Some(poll) = asked.poll else { return counted(answered, *tongue) };
    let shown = poll.tray().shown();
    let Some(first) = shown.first() else { return waiting(asked) };
    let most = first.count;
    let mut cloud: Vec<_> = shown.iter().take(CLOUD_MAX).map(|one| (one.entry.text(), size(one.count, most))).collect();
    cloud.sort_by_key(|(text, _)| text.to_lowercase());
    let bars: Vec<_> = shown
        .iter()
        .take(BARS_MAX)
        .map(|one| WordRow {
            text: one.entry.text(),
            count: one.count,
            percent: percent(one.count, answered),
            width: svg::share(permille(one.count, answered)),
        })
        .collect();
    let left = (shown.len() - bars.len()) as u32;
    let more = (left > 0).then(|| tongue.say_with("kind-words-more", &[("n", left.into())]));
    let leaders: Vec<String> =
        shown.iter().take_while(|one| one.count == most).take(3).map(|one| apart(one.entry.text())).collect();
    let leaders = leaders.join(", ");
    let figures = [("most", leaders.as_str().into()), ("n", most.into())];
    Outcome {
        chart: WordsPart { tongue: *tongue, cloud, bars, more }.to_string(),
        sentence: tongue.say_with("kind-words-sentence", &figures),
        note: (answered >= PERCENT_FROM).then(|| tongue.say("kind-words-note")),
    }
}

/// Four sizes, by the share of the largest: people judge letters badly, so there are no more.
fn size(count: u32, most: u32) -> u32 {
    (count * 4).div_ceil(most.max(1)).clamp(1, 4)
}
