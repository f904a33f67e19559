//! Cuts a file into slides and reads each under its heading. Never compares editions.

use std::collections::HashMap;

use super::answers::{Answers, first_line, is_answer_list};
use super::attributes::{Attributes, Key, name_problem, nearest_name};
use super::blocks::Scribe;
use super::faults::Collector;
use super::front::{self, Front};
use super::headings::Heading;
use super::kinds::Asked;
use super::parts::DraftPart;
use super::problems::{Limit, Problem};
use super::questions::{self, Above};
use super::source::{Span, Text};
use super::tree::{self, Node, NodeKind};
use crate::domain::deck::Slide;
use crate::domain::ids::{Language, SlideKey};
use crate::domain::limits::SLIDES_MAX;

/// A file read, with what a comparison of editions needs.
pub struct Draft {
    pub front: Front,
    pub slides: Vec<DraftSlide>,
}

impl Draft {
    pub fn named(&self, name: &str) -> Option<(usize, &DraftSlide)> {
        let is_it = |slide: &DraftSlide| slide.attributes.name.as_ref().is_some_and(|(own, _)| own == name);
        self.slides.iter().enumerate().find(|(_, slide)| is_it(slide))
    }

    /// The question that a repeat asks again, be it by way of another repeat. Only for a draft without faults: there a
    /// repeat names a question above it, and so the way ends.
    pub fn first_asking<'a>(&'a self, repeat: &'a DraftSlide) -> &'a DraftSlide {
        let mut slide = repeat;
        while let Some(setting) = slide.attributes.setting(Key::Repeat)
            && let Some((_, earlier)) = self.named(&setting.value)
        {
            slide = earlier;
        }
        slide
    }

    fn questions(&self) -> Vec<Above> {
        self.slides.iter().filter_map(Above::of).collect()
    }
}

pub struct DraftSlide {
    pub slide: Slide,
    pub heading: Span,
    pub attributes: Attributes,
    pub asked: Option<Asked>,
    pub answers: Answers,
    pub parts: Vec<DraftPart>,
}

/// A stretch of nodes between two separators.
struct Stretch {
    nodes: Vec<Node>,
    /// Where to point when there is nothing in it.
    at: Span,
    /// The heading of the slide this one was not separated from.
    glued_to: Option<Span>,
}

/// Reads a whole file. `original` is there when this is a translation of it.
pub fn read(text: &Text, file: usize, language: &Language, original: Option<&Draft>, faults: &mut Collector) -> Draft {
    let front = front::read(text, file, faults);
    let language = front.language.as_ref().map_or(language, |(language, _)| language).clone();
    let nodes = tree::grow(&text.text, front.end, file, faults);
    let mut scribe = Scribe { text: &text.text, file, faults, notes: vec![], in_heading: false };
    let stretches = cut(&mut scribe, nodes, front.span.clone());

    let mut draft = Draft { front, slides: vec![] };
    let mut names: HashMap<String, Span> = HashMap::new();
    // A translation holds its slides in any order, and not all of them: what it asks again, its original asked before.
    let mut above = original.map(Draft::questions).unwrap_or_default();
    for (index, stretch) in stretches.into_iter().enumerate() {
        if index == SLIDES_MAX {
            scribe.fault(Problem::TooMuch(Limit::Slides), stretch.at);
            break;
        }
        let Some(slide) = read_slide(&mut scribe, stretch, index, &language, original, &above) else { continue };
        if let Some((name, span)) = &slide.attributes.name {
            match names.get(name) {
                Some(first) => {
                    scribe.fault_with(Problem::SameName { name: name.clone() }, span.clone(), first.clone());
                }
                None => {
                    names.insert(name.clone(), span.clone());
                }
            }
        }
        if original.is_none() {
            above.extend(Above::of(&slide));
        }
        draft.slides.push(slide);
    }
    draft
}

fn read_slide(
    scribe: &mut Scribe<'_>,
    stretch: Stretch,
    index: usize,
    language: &Language,
    original: Option<&Draft>,
    above: &[Above],
) -> Option<DraftSlide> {
    scribe.notes.clear();
    if stretch.nodes.is_empty() {
        scribe.fault(Problem::EmptySlide, stretch.at);
        return None;
    }
    let is_comment = |node: &Node| matches!(node.kind, NodeKind::Html);
    let first = stretch.nodes.iter().position(|node| !is_comment(node)).unwrap_or(0);
    let is_title = |node: &Node| matches!(node.kind, NodeKind::Heading { level: 1, .. });
    let title = stretch.nodes.iter().position(is_title);
    if title != Some(first) {
        let line = first_line(scribe.text, &stretch.nodes[first].span);
        let words = scribe.text[line.clone()].trim_start();
        let glued = words.starts_with('#') && matches!(stretch.nodes[first].kind, NodeKind::Paragraph(_));
        scribe.fault(Problem::NoHeading { glued }, line);
    }
    let Some(title) = title else {
        // Without a heading the rest is read for its own faults only.
        for node in stretch.nodes.iter().filter(|node| !is_answer_list(scribe.text, node)).collect::<Vec<_>>() {
            scribe.block(node);
        }
        return None;
    };
    for node in &stretch.nodes[..title] {
        scribe.block(node);
    }
    let node = &stretch.nodes[title];
    let NodeKind::Heading { pieces, .. } = &node.kind else { return None };
    let mut heading = scribe.heading(node, pieces);
    if let Some(first) = stretch.glued_to {
        scribe.fault_with(Problem::TwoTitles, heading.span.clone(), first);
    }
    if let Some(original) = original {
        let has_boxes = stretch.nodes.iter().any(|node| is_answer_list(scribe.text, node));
        follow(scribe, &mut heading, original, has_boxes);
    }
    let twin = heading.attributes.name.as_ref().and_then(|(name, _)| Some(original?.named(name)?.1));
    let twins = twin.map(|twin| twin.parts.as_slice()).unwrap_or_default();
    let content = questions::read(scribe, &heading, &stretch.nodes[title + 1..], above, twins);
    if content.asks && heading.attributes.name.is_none() && original.is_none() {
        match content.answers.list.first() {
            Some(answer) => scribe.fault_with(Problem::NoName, heading.span.clone(), answer.box_span.clone()),
            None => scribe.fault(Problem::NoName, heading.span.clone()),
        }
    }
    let Heading { span, title, attributes } = heading;
    let name = attributes.name.as_ref().map(|(name, _)| name.as_str());
    let name = name.filter(|name| name_problem(name).is_none());
    let key = name.and_then(SlideKey::parse).or_else(|| SlideKey::parse(&(index + 1).to_string()))?;
    let slide = Slide {
        key,
        language: language.clone(),
        title,
        body: content.body,
        question: content.question,
        after: content.after,
        notes: std::mem::take(&mut scribe.notes),
        layout: content.layout,
    };
    Some(DraftSlide {
        slide,
        heading: span,
        attributes,
        asked: content.asked,
        answers: content.answers,
        parts: content.parts,
    })
}

/// A slide of a translation has its words and settings from the original.
fn follow(scribe: &mut Scribe<'_>, heading: &mut Heading, original: &Draft, has_boxes: bool) {
    let Some((name, span)) = heading.attributes.name.clone() else {
        return scribe.fault(Problem::TranslationWithoutName, heading.span.clone());
    };
    match original.named(&name) {
        // Boxes make these kinds: where they are missing, the comparison says so, once.
        Some((_, slide)) if !has_boxes && slide.asked.is_some_and(Asked::is_told_by_boxes) => {}
        Some((_, slide)) => {
            let place = heading.span.clone();
            heading.attributes.inherit(&slide.attributes, &place);
        }
        None => {
            let names = original.slides.iter().filter_map(|slide| slide.attributes.name.as_ref());
            let names = names.map(|(name, _)| name.clone()).collect::<Vec<_>>();
            let meant = nearest_name(&name, &names);
            scribe.fault(Problem::NoOriginal { name, meant }, span);
        }
    }
}

/// Cuts at `---`, and at a second `#` where one was forgotten.
fn cut(scribe: &mut Scribe<'_>, nodes: Vec<Node>, front: Span) -> Vec<Stretch> {
    let mut stretches = vec![];
    let mut open = Stretch { nodes: vec![], at: front, glued_to: None };
    let mut title: Option<Span> = None;
    for mut node in nodes {
        match &node.kind {
            NodeKind::Rule => {
                if scribe.text[node.span.clone()].trim() != "---" {
                    scribe.bad_rule(&node.span);
                    continue;
                }
                let rule = first_line(scribe.text, &node.span);
                if open.nodes.is_empty() {
                    open.at = rule.clone();
                }
                stretches.push(std::mem::replace(&mut open, Stretch { nodes: vec![], at: rule, glued_to: None }));
                title = None;
                continue;
            }
            NodeKind::Heading { .. } if scribe.is_underlined(&node) => {
                let span = first_line(scribe.text, &node.span);
                scribe.fault(Problem::Setext, span.clone());
                // The streak was meant to separate slides, unless it is made of equals signs.
                let separates = scribe.text[node.span.clone()].trim_end().ends_with('-');
                if let NodeKind::Heading { pieces, .. } = node.kind {
                    node.kind = NodeKind::Paragraph(pieces);
                }
                node.span = span.clone();
                open.nodes.push(node);
                if separates {
                    stretches.push(std::mem::replace(&mut open, Stretch { nodes: vec![], at: span, glued_to: None }));
                    title = None;
                }
                continue;
            }
            NodeKind::Heading { level: 1, .. } => {
                let span = first_line(scribe.text, &node.span);
                if let Some(first) = &title {
                    let next = Stretch { nodes: vec![], at: span, glued_to: Some(first.clone()) };
                    stretches.push(std::mem::replace(&mut open, next));
                } else {
                    title = Some(span);
                }
            }
            _ => {}
        }
        open.nodes.push(node);
    }
    stretches.push(open);
    stretches
}
