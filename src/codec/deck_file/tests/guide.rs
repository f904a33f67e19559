//! The guide's examples are decks, in both languages.

use std::collections::BTreeSet;

use super::*;
use crate::codec::deck_file::guide;
use crate::codec::deck_file::settings::FORM_DAYS_MAX;
use crate::domain::chart::recommend::SCORE_FROM;
use crate::domain::deck::{Kind, Part};
use crate::domain::limits::PERCENT_FROM;

/// The examples, each with a title where it has none of its own.
fn examples(tongue: Tongue) -> Vec<String> {
    let fences = guide::text(tongue).split("```markdown\n").skip(1);
    let example = |fence: &str| {
        let example = fence.split("```").next().unwrap().to_owned();
        if example.starts_with("+++") { example } else { format!("+++\ntitle = \"Proef\"\n+++\n\n{example}") }
    };
    fences.map(example).collect()
}

fn kinds(tongue: Tongue) -> BTreeSet<&'static str> {
    let mut kinds = BTreeSet::new();
    for example in examples(tongue) {
        let id = DeckId::parse("proef").unwrap();
        let reading = read(&id, Source { name: "proef.md", bytes: example.as_bytes() })
            .unwrap_or_else(|faults| panic!("{}", faults.render(tongue, false)));
        for (_, question) in reading.deck.questions() {
            kinds.insert(question.kind.word());
            kinds.extend(question.parts.iter().map(|Part { question, .. }| question.kind.word()));
        }
    }
    kinds
}

#[test]
fn every_example_of_the_guide_is_a_deck_and_every_kind_has_one() {
    for tongue in [Tongue::Dutch, Tongue::English] {
        let every = Kind::WORDS.into_iter().collect::<BTreeSet<_>>();
        assert_eq!(kinds(tongue), every, "in {tongue:?}");
    }
}

#[test]
fn what_is_shuffled_in_the_guide_keeps_who_does_not_know_for_last() {
    for tongue in [Tongue::Dutch, Tongue::English] {
        let example = examples(tongue).into_iter().find(|example| example.contains(".shuffle")).unwrap();
        let deck = read_bytes(example.as_bytes()).unwrap().deck;
        let last = deck.slides[0].question.as_ref().unwrap().options.last().unwrap().clone();
        assert!(last.apart, "in {tongue:?}: {}", last.text);
    }
}

#[test]
fn the_figures_in_the_guide_are_those_that_hold() {
    let figures = [
        (format!("vanaf {SCORE_FROM} antwoorden"), format!("from {SCORE_FROM} answers")),
        (format!("vanaf {PERCENT_FROM} antwoorden"), format!("from {PERCENT_FROM} answers")),
        (format!("`days` is 1 tot en met {FORM_DAYS_MAX}"), format!("`days` is 1 to {FORM_DAYS_MAX}")),
    ];
    for (dutch, english) in figures {
        assert!(guide::text(Tongue::Dutch).contains(&dutch), "{dutch}");
        assert!(guide::text(Tongue::English).contains(&english), "{english}");
    }
}

/// The words and settings behind a heading, without names and values of the reader's own language.
fn braces(line: &str) -> Vec<String> {
    let inside = line.split_once('{').map_or("", |(_, inside)| inside);
    let tokens = inside.trim_end_matches('}').split(' ').filter(|token| !token.starts_with('#'));
    tokens.map(|token| token.strip_prefix("repeat=").map_or(token, |_| "repeat").to_owned()).collect()
}

#[test]
fn both_guides_show_the_same_examples_in_the_same_order() {
    let shape = |tongue| {
        let headings =
            |example: &String| example.lines().filter(|line| line.starts_with('#')).map(braces).collect::<Vec<_>>();
        examples(tongue).iter().map(headings).collect::<Vec<_>>()
    };
    assert_eq!(shape(Tongue::Dutch), shape(Tongue::English));
}
