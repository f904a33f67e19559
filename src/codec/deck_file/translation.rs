//! A translation beside its original: what must be equal, what is missing, and the edition the two make together.
//! Never reads a file; both drafts are already free of faults of their own, or collect them in the same list.

use std::collections::HashMap;

use super::answers::Answer;
use super::attributes::Key;
use super::faults::{Collector, Fault, Place};
use super::kinds::Asked;
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
    let mut pair = Pair { file, faults };
    pair.fronts(original, translation, language);
    for slide in &translation.slides {
        let name = slide.attributes.name.as_ref().map(|(name, _)| name.as_str());
        if let Some((_, other)) = name.and_then(|name| original.named(name)) {
            pair.slides(other, slide);
        }
    }
    pair.missing(original, translation);
}

/// The deck in the translation's language: the original's slides, order and shape, with the texts that are translated.
pub fn edition(deck: &Deck, original: &Draft, translation: &Draft, language: &Language) -> Deck {
    let slides = original.slides.iter().map(|slide| {
        let name = slide.attributes.name.as_ref().map(|(name, _)| name.as_str());
        match name.and_then(|name| translation.named(name)) {
            Some((_, other)) => translated(slide, other, language),
            None => slide.slide.clone(),
        }
    });
    let mut slides: Vec<Slide> = slides.collect();
    // A repeat has the answers of the question it asks again, in this language too.
    for index in 0..slides.len() {
        let repeats = slides[index].question.as_ref().and_then(|question| question.repeats.clone());
        let texts = slides[..index].iter().find(|slide| Some(&slide.key) == repeats.as_ref());
        let texts = texts.filter(|slide| slide.language == slides[index].language);
        let texts = texts.and_then(|slide| slide.question.as_ref()).map(|it| (it.options.clone(), it.groups.clone()));
        if let (Some(question), Some((options, groups))) = (&mut slides[index].question, texts) {
            (question.options, question.groups) = (options, groups);
        }
    }
    Deck {
        id: deck.id.clone(),
        title: translation.front.title.clone().unwrap_or_else(|| deck.title.clone()),
        description: translation.front.description.clone().or_else(|| deck.description.clone()),
        language: language.clone(),
        show_from: deck.show_from,
        slides,
    }
}

fn translated(original: &DraftSlide, translation: &DraftSlide, language: &Language) -> Slide {
    let question = original.slide.question.as_ref().map(|question| {
        let other = |key: &OptionKey| translation.answers.list.iter().find(|answer| answer.option.key == *key);
        let mut question: Question = question.clone();
        for option in &mut question.options {
            if let Some(answer) = other(&option.key) {
                option.text = answer.option.text.clone();
                if let (Some(own), Some(theirs)) = (option.group, answer.option.group) {
                    question.groups[own] = translation.answers.groups[theirs].clone();
                }
            }
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

struct Pair<'a> {
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

    fn slides(&mut self, original: &DraftSlide, translation: &DraftSlide) {
        let (theirs, ours) = (&original.heading, &translation.heading);
        for (word, span) in &translation.attributes.words {
            if original.attributes.word(*word).is_none() {
                let difference = Difference::Setting { word: word.written().to_owned() };
                self.differ(Problem::Differs(difference), span, theirs);
            }
        }
        for setting in &translation.attributes.settings {
            let equal = original.attributes.setting(setting.key).is_some_and(|own| own.value == setting.value);
            if !equal && setting.key != Key::Unit {
                let difference = Difference::Setting { word: setting.key.written().to_owned() };
                self.differ(Problem::Differs(difference), &setting.span, theirs);
            }
        }
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
            (Some(_), Some(_)) => self.answers(original, translation),
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

    fn part_missing(&mut self, part: QuestionPart, span: &Span, original: Option<&Span>) {
        let problem = Problem::PartNotTranslated { part };
        match original {
            Some(original) => self.differ(problem, span, original),
            None => self.fault(problem, span),
        }
    }

    fn answers(&mut self, original: &DraftSlide, translation: &DraftSlide) {
        let (own, other) = (&original.answers.list, &translation.answers.list);
        // Without names only places would tell the answers apart, and two swapped lines would swap two results.
        let nameless = |answer: &&Answer| answer.named.is_none() && !answer.numbered;
        let index = own.iter().position(|answer| nameless(&answer));
        if let Some(index) = index.or_else(|| other.iter().position(|answer| nameless(&answer))) {
            let here = other.get(index).map_or(&translation.heading, |answer| &answer.box_span);
            let there = own.get(index).map_or(&original.heading, |answer| &answer.box_span);
            return self.differ(Problem::Unnamed, here, there);
        }
        let named = |list: &[Answer], key: &OptionKey| list.iter().position(|answer| answer.option.key == *key);
        let mut groups: HashMap<Option<usize>, Option<usize>> = HashMap::new();
        let mut groups_back: HashMap<Option<usize>, Option<usize>> = HashMap::from([(None, None)]);
        groups.insert(None, None);
        for answer in other {
            let Some(twin) = named(own, &answer.option.key).map(|index| &own[index]) else {
                let name = answer.option.key.to_string();
                self.differ(Problem::NoOriginalAnswer { name }, &answer.box_span, &original.heading);
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
            self.differ(Problem::AnswerNotTranslated { name }, &translation.heading, &answer.box_span);
        }
    }

    /// One remark for all slides that stay in the deck's own language.
    fn missing(&mut self, original: &Draft, translation: &Draft) {
        let is_missing = |slide: &&DraftSlide| {
            let name = slide.attributes.name.as_ref().map(|(name, _)| name.as_str());
            name.and_then(|name| translation.named(name)).is_none()
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
