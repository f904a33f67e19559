//! A translation beside its original: what must be equal, what is missing, and the edition the two make together.
//! Never reads a file; both drafts are already free of faults of their own, or collect them in the same list.

use std::collections::HashMap;

use super::answers::{Answer, Answers};
use super::attributes::{Attributes, Key, nearest_name};
use super::faults::{Collector, Fault, Place};
use super::kinds::Asked;
use super::parts::DraftPart;
use super::problems::{Difference, Problem, QuestionPart};
use super::slides::{Draft, DraftSlide};
use super::source::Span;
use crate::domain::deck::{Deck, Question, Slide};
use crate::domain::ids::{Language, OptionKey};

/// Names in the remark about what is untranslated; the rest is a number.
const NAMES_SHOWN: usize = 8;

/// The original's draft is in file 0 of every list of texts.
const ORIGINAL: usize = 0;

/// Compares as it collects: everything that is not text must be equal.
pub fn compare(original: &Draft, translation: &Draft, language: &Language, file: usize, faults: &mut Collector) {
    let mut pair = Pair { original, translation, file, faults };
    pair.fronts(original, translation, language);
    for slide in &translation.slides {
        let name = slide.attributes.name.as_ref().map(|(name, _)| name.as_str());
        if let Some((_, other)) = name.and_then(|name| original.named(name)) {
            pair.slides(other, slide);
        }
    }
    pair.missing();
}

/// The deck in the translation's language: the original's slides, order and shape, with the texts that are translated.
pub fn edition(deck: &Deck, original: &Draft, translation: &Draft, language: &Language) -> Deck {
    let slides = original.slides.iter().map(|slide| {
        let name = slide.attributes.name.as_ref().map(|(name, _)| name.as_str());
        match name.and_then(|name| translation.named(name)) {
            Some((_, other)) => translated(slide, other, language),
            None => match asked_before(slide, original, translation) {
                Some(first) => {
                    let (language, title) = (language.clone(), first.slide.title.clone());
                    Slide { language, title, ..slide.slide.clone() }
                }
                None => slide.slide.clone(),
            },
        }
    });
    let mut slides: Vec<Slide> = slides.collect();
    // A repeat has the answers of the question it asks again, in this language too.
    for index in 0..slides.len() {
        let repeats = slides[index].question.as_ref().and_then(|question| question.repeats.clone());
        let texts = slides[..index].iter().find(|slide| Some(&slide.key) == repeats.as_ref());
        let texts = texts.filter(|slide| slide.language == slides[index].language);
        let texts = texts.and_then(|slide| slide.question.clone());
        if let (Some(question), Some(Question { options, groups, parts, unit, .. })) =
            (&mut slides[index].question, texts)
        {
            (question.options, question.groups, question.parts, question.unit) = (options, groups, parts, unit);
        }
    }
    Deck {
        id: deck.id.clone(),
        title: translation.front.title.clone().unwrap_or_else(|| deck.title.clone()),
        description: translation.front.description.clone().or_else(|| deck.description.clone()),
        language: language.clone(),
        show_from: deck.show_from,
        pulse: deck.pulse,
        slides,
    }
}

/// The translation of the question that a repeat asks again. Whoever leaves out such a repeat has left nothing to be
/// translated, unless text of its own stands under its heading.
fn asked_before<'a>(repeat: &DraftSlide, original: &Draft, translation: &'a Draft) -> Option<&'a DraftSlide> {
    let has_text = !(repeat.slide.body.is_empty() && repeat.slide.after.is_empty());
    if repeat.asked != Some(Asked::Repeat) || has_text {
        return None;
    }
    let (name, _) = original.first_asking(repeat).attributes.name.as_ref()?;
    Some(translation.named(name)?.1)
}

fn translated(original: &DraftSlide, translation: &DraftSlide, language: &Language) -> Slide {
    let question = original.slide.question.clone().map(|question| {
        let mut question = with_texts(question, &translation.answers, &translation.attributes);
        let scale = translation.asked == Some(Asked::Rating);
        for part in &mut question.parts {
            let Some(twin) = translation.parts.iter().find(|twin| twin.name.as_deref() == Some(part.key.as_str()))
            else {
                continue;
            };
            let answers = if scale { &translation.answers } else { &twin.answers };
            part.title.clone_from(&twin.title);
            part.question = with_texts(part.question.clone(), answers, &twin.attributes);
        }
        question
    });
    let texts = &translation.slide;
    let noted = if texts.notes.is_empty() { &original.slide } else { texts };
    Slide {
        language: language.clone(),
        title: texts.title.clone(),
        body: texts.body.clone(),
        question,
        after: texts.after.clone(),
        notes: noted.notes.clone(),
        ..original.slide.clone()
    }
}

/// A question with the texts of its translation.
fn with_texts(mut question: Question, answers: &Answers, attributes: &Attributes) -> Question {
    for option in &mut question.options {
        let Some(answer) = answers.list.iter().find(|answer| answer.option.key == option.key) else { continue };
        option.text.clone_from(&answer.option.text);
        if let (Some(own), Some(theirs)) = (option.group, answer.option.group) {
            question.groups[own].clone_from(&answers.groups[theirs]);
        }
    }
    if let Some(unit) = attributes.setting(Key::Unit) {
        question.unit.clone_from(&unit.value);
    }
    question
}

struct Pair<'a> {
    original: &'a Draft,
    translation: &'a Draft,
    /// The translation among the texts read.
    file: usize,
    faults: &'a mut Collector,
}

impl Pair<'_> {
    fn fault(&mut self, problem: Problem, span: &Span) {
        self.faults.push(Fault::new(problem, Place { file: self.file, span: span.clone() }));
    }

    /// Both files are shown.
    fn differ(&mut self, problem: Problem, span: &Span, original: &Span) {
        let fault = Fault::new(problem, Place { file: self.file, span: span.clone() });
        self.faults.push(fault.with(Place { file: ORIGINAL, span: original.clone() }));
    }

    fn fronts(&mut self, original: &Draft, translation: &Draft, language: &Language) {
        let (own, other) = (&original.front, &translation.front);
        let own_language = own.language.as_ref().map_or_else(Language::dutch, |(language, _)| language.clone());
        match &other.language {
            Some((said, span)) if said != language => {
                self.fault(Problem::BadLanguage { said: said.to_string(), file: language.to_string() }, span);
            }
            _ if own_language == *language => {
                let problem = Problem::LanguageOfOriginal { language: language.to_string() };
                self.fault(problem, &other.span);
            }
            _ => {}
        }
        let counts = own.show_from.as_ref().map_or(1, |(count, _)| *count);
        if let Some((count, span)) = &other.show_from
            && *count != counts
        {
            let place = own.show_from.as_ref().map_or(&own.span, |(_, span)| span);
            let difference = Difference::Setting { word: "show_from".to_owned() };
            self.differ(Problem::Differs(difference), span, place);
        }
        if own.description.is_some() && other.description.is_none() {
            self.fault(Problem::DescriptionUntranslated, &other.span);
        }
    }

    /// Words and settings may be left out or be equal.
    fn attributes(&mut self, own: &Attributes, other: &Attributes, theirs: &Span) {
        for (word, span) in &other.words {
            if own.word(*word).is_none() {
                let difference = Difference::Setting { word: word.written().to_owned() };
                self.differ(Problem::Differs(difference), span, theirs);
            }
        }
        for setting in &other.settings {
            let equal = own.setting(setting.key).is_some_and(|own| own.value == setting.value);
            if !equal && setting.key != Key::Unit {
                let difference = Difference::Setting { word: setting.key.written().to_owned() };
                self.differ(Problem::Differs(difference), &setting.span, theirs);
            }
        }
    }

    fn slides(&mut self, original: &DraftSlide, translation: &DraftSlide) {
        let (theirs, ours) = (&original.heading, &translation.heading);
        self.attributes(&original.attributes, &translation.attributes, theirs);
        match (original.asked, translation.asked) {
            (None, None) => {}
            (None, Some(_)) => {
                let span = translation.answers.list.first().map_or(ours, |answer| &answer.box_span);
                self.differ(Problem::Differs(Difference::NotAQuestion), span, theirs);
            }
            (Some(_), None) => self.part_missing(QuestionPart::Answers, ours, original.answers.span.as_ref()),
            (Some(own), Some(other)) if own != other && !differ_in_boxes(own, other) => {
                self.differ(Problem::Differs(Difference::Kind), ours, theirs);
            }
            (Some(Asked::Repeat), Some(_)) => self.asked_again(original, ours),
            (Some(_), Some(_)) => {
                self.answers((&original.answers, theirs), (&translation.answers, ours));
                self.parts(original, translation);
            }
        }
        if original.asked.is_some() {
            if translation.answers.explanation.is_empty() && !original.answers.explanation.is_empty() {
                self.part_missing(QuestionPart::Explanation, ours, original.answers.explanation_span.as_ref());
            }
            if translation.answers.after.is_empty() && !original.answers.after.is_empty() {
                self.part_missing(QuestionPart::Quote, ours, original.answers.after_span.as_ref());
            }
        }
    }

    /// A repeat has the answers of the question it asks again, so that must be translated with it.
    fn asked_again(&mut self, repeat: &DraftSlide, ours: &Span) {
        let first = self.original.first_asking(repeat);
        let name = first.attributes.name.as_ref().map(|(name, _)| name.as_str());
        let has_answers = first.answers.span.is_some() || !first.parts.is_empty();
        if has_answers && name.and_then(|name| self.translation.named(name)).is_none() {
            self.part_missing(QuestionPart::Answers, ours, Some(&first.heading));
        }
    }

    fn part_missing(&mut self, part: QuestionPart, span: &Span, original: Option<&Span>) {
        let problem = Problem::PartNotTranslated { part };
        match original {
            Some(original) => self.differ(problem, span, original),
            None => self.fault(problem, span),
        }
    }

    /// Rows and fields by name, each with its own answers.
    fn parts(&mut self, original: &DraftSlide, translation: &DraftSlide) {
        for part in &translation.parts {
            let Some(twin) = original.parts.iter().find(|twin| twin.name == part.name) else {
                let name = part.name.clone().unwrap_or_default();
                let is_left_out = |twin: &&DraftPart| translation.parts.iter().all(|part| part.name != twin.name);
                let left_out = original.parts.iter().filter(is_left_out).filter_map(|twin| twin.name.clone());
                let meant = nearest_name(&name, &left_out.collect::<Vec<_>>());
                self.differ(Problem::NoOriginalPart { name, meant }, &part.heading, &original.heading);
                continue;
            };
            self.attributes(&twin.attributes, &part.attributes, &twin.heading);
            match (twin.asked, part.asked) {
                (Some(own), Some(other)) if own != other && !differ_in_boxes(own, other) => {
                    self.differ(Problem::Differs(Difference::Kind), &part.heading, &twin.heading);
                }
                (Some(_), None) => self.part_missing(QuestionPart::Answers, &part.heading, twin.answers.span.as_ref()),
                _ => self.answers((&twin.answers, &twin.heading), (&part.answers, &part.heading)),
            }
        }
        for twin in original.parts.iter().filter(|twin| translation.parts.iter().all(|part| part.name != twin.name)) {
            let name = twin.name.clone().unwrap_or_default();
            self.differ(Problem::PartLeftOut { name }, &translation.heading, &twin.heading);
        }
    }

    fn answers(&mut self, original: (&Answers, &Span), translation: (&Answers, &Span)) {
        let (own, other) = (&original.0.list, &translation.0.list);
        let (theirs, ours) = (original.1, translation.1);
        // Without names only places would tell the answers apart, and two swapped lines would swap two results.
        let nameless = |answer: &&Answer| answer.named.is_none() && !answer.numbered;
        let index = own.iter().position(|answer| nameless(&answer));
        if let Some(index) = index.or_else(|| other.iter().position(|answer| nameless(&answer))) {
            let here = other.get(index).map_or(ours, |answer| &answer.box_span);
            let there = own.get(index).map_or(theirs, |answer| &answer.box_span);
            return self.differ(Problem::Unnamed, here, there);
        }
        let named = |list: &[Answer], key: &OptionKey| list.iter().position(|answer| answer.option.key == *key);
        let mut groups: HashMap<Option<usize>, Option<usize>> = HashMap::new();
        let mut groups_back: HashMap<Option<usize>, Option<usize>> = HashMap::from([(None, None)]);
        groups.insert(None, None);
        for answer in other {
            let Some(twin) = named(own, &answer.option.key).map(|index| &own[index]) else {
                let name = answer.option.key.to_string();
                let left_out = own.iter().filter(|twin| named(other, &twin.option.key).is_none());
                let left_out = left_out.map(|twin| twin.option.key.to_string()).collect::<Vec<_>>();
                let meant = nearest_name(&name, &left_out);
                self.differ(Problem::NoOriginalAnswer { name, meant }, &answer.box_span, theirs);
                continue;
            };
            let group = *groups.entry(twin.option.group).or_insert(answer.option.group);
            let group_back = *groups_back.entry(answer.option.group).or_insert(twin.option.group);
            let difference = if answer.shape != twin.shape {
                Difference::Box
            } else if answer.option.write_in != twin.option.write_in {
                Difference::WriteIn
            } else if answer.option.apart != twin.option.apart {
                Difference::Apart
            } else if group != answer.option.group || group_back != twin.option.group {
                Difference::Group
            } else {
                continue;
            };
            self.differ(Problem::Differs(difference), &answer.box_span, &twin.box_span);
        }
        for answer in own.iter().filter(|answer| named(other, &answer.option.key).is_none()) {
            let name = answer.option.key.to_string();
            self.differ(Problem::AnswerNotTranslated { name }, ours, &answer.box_span);
        }
    }

    /// One remark for all slides that stay in the deck's own language.
    fn missing(&mut self) {
        let Self { original, translation, .. } = *self;
        let is_missing = |slide: &&DraftSlide| {
            let name = slide.attributes.name.as_ref().map(|(name, _)| name.as_str());
            let is_there = name.and_then(|name| translation.named(name)).is_some();
            !is_there && asked_before(slide, original, translation).is_none()
        };
        let missing = original.slides.iter().filter(is_missing).map(|slide| slide.slide.key.to_string());
        let mut names = missing.collect::<Vec<_>>();
        if names.is_empty() {
            return;
        }
        let more = names.len().saturating_sub(NAMES_SHOWN);
        names.truncate(NAMES_SHOWN);
        self.fault(Problem::Untranslated { names, more }, &translation.front.span);
    }
}

/// One of two kinds that only the boxes tell apart: the answers then show where.
fn differ_in_boxes(one: Asked, other: Asked) -> bool {
    let boxes_tell = |asked| matches!(asked, Asked::ChooseOne | Asked::Several);
    boxes_tell(one) && boxes_tell(other)
}
