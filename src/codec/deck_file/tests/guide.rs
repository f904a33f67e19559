//! The guide's examples are decks, in both languages.

use std::collections::BTreeSet;

use super::*;
use crate::codec::deck_file::guide;
use crate::domain::deck::{Kind, Part};

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
