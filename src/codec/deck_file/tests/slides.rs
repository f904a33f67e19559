//! What a deck means once it is right.

use super::{Tongue, slides};
use crate::domain::deck::{Block, Inline, Kind, Layout, Question, plain_text};

fn question(text: &str) -> Question {
    slides(text).slides.remove(0).question.expect("a question")
}

/// Key, text, and what is special: `_` write-in, `|` apart, the number of its group.
fn options(question: &Question) -> Vec<String> {
    let show = |option: &crate::domain::deck::ChoiceOption| {
        let write_in = if option.write_in { " _" } else { "" };
        let apart = if option.apart { " |" } else { "" };
        let group = option.group.map(|group| format!(" {group}")).unwrap_or_default();
        format!("{} {}{write_in}{apart}{group}", option.key, option.text)
    };
    question.options.iter().map(show).collect()
}

#[test]
fn bulleted_round_boxes_are_chosen_one_of() {
    let question =
        question("# A {#q .live .segment}\n\n- (ja) Ja\n- ( ) Nee\n- ( wn ) Weet  ik\n  niet\n- ( ) Anders… ____\n");
    assert_eq!(question.kind, Kind::ChooseOne);
    assert_eq!(options(&question), ["ja Ja", "2 Nee", "wn Weet ik niet", "4 Anders… _"]);
    assert!(question.live && question.segment);
}

#[test]
fn numbered_boxes_are_a_scale_and_bullets_after_it_stand_outside() {
    let question = question("# A {#q}\n\n0. ( ) Laag\n1. ( ) Hoog\n\n- (anders) Anders… ____\n- ( ) Weet niet\n");
    assert_eq!(question.kind, Kind::Scale);
    assert_eq!(options(&question), ["0 Laag", "1 Hoog", "anders Anders… _ |", "4 Weet niet |"]);
}

#[test]
fn square_boxes_are_chosen_several_of_and_a_round_one_among_them_alone() {
    let question = question("# A {#q max=2}\n\n- [a] A\n- [b] B\n- [c] Anders… ____\n- (geen) Geen\n");
    assert_eq!(question.kind, Kind::ChooseSeveral { max: 2 });
    let alone = question.options.iter().filter(|option| option.alone).map(|option| option.key.as_str());
    assert_eq!(alone.collect::<Vec<_>>(), ["geen"]);
    assert!(question.limits_choices());
    let all = self::question("# A {#q}\n\n- [a] A\n- [b] B\n");
    assert_eq!((all.kind, all.limits_choices()), (Kind::ChooseSeveral { max: 2 }, false));
}

#[test]
fn a_second_list_with_another_sign_stands_apart() {
    let question = question("# A {#q}\n\n- (a) A\n- (b) B\n\n* (c) C\n");
    assert_eq!(options(&question), ["a A", "b B", "c C |"]);
    assert_eq!(question.kind, Kind::ChooseOne);
}

#[test]
fn indented_answers_are_a_group() {
    let question = question("# A {#q}\n\n- (nee) Nee\n- Ja, want\n  - (a) A\n  - (b) B\n- Misschien\n\n  - (c) C\n");
    assert_eq!(question.groups, ["Ja, want", "Misschien"]);
    assert_eq!(options(&question), ["nee Nee", "a A 0", "b B 0", "c C 1"]);
}

#[test]
fn a_question_keeps_its_explanation_above_and_its_quote_for_after() {
    let deck = slides("# A {#q}\n\nUitleg.\n\n- Punt\n\n* (a) A\n* (b) B\n\n> Daarna.\n");
    let slide = &deck.slides[0];
    assert_eq!(slide.body.len(), 2);
    assert_eq!(slide.after, [Block::Paragraph(vec![Inline::Text("Daarna.".into())])]);
}

#[test]
fn comments_are_notes_and_an_answers_comment_says_whose_it_is() {
    let deck = slides(
        "<!-- eerst -->\n\n# A {#q} <!-- kop -->\n\n- (a) Ja <!-- bron: r. 3 -->\n- (b) Nee\n\n  <!-- twee\n  regels -->\n\n<!-- slot -->\n<!-- eind -->\n",
    );
    assert_eq!(deck.slides[0].notes, ["eerst", "kop", "Ja: bron: r. 3", "Nee: twee\n  regels", "slot", "eind"]);
    assert_eq!(deck.slides[0].heading(), "A");
}

#[test]
fn a_plain_slide_keeps_text_tables_quotes_and_breaks() {
    let deck = slides(
        "# *A* B\n\nEen **twee**  \ndrie `vier` [vijf](https://a.nl).\n\n> citaat\n\n## Kop\n\n```\ncode\n```\n\n| a | b |\n|---|---|\n| c |\n",
    );
    let text = |text: &str| Inline::Text(text.to_owned());
    let link = Inline::Link { href: "https://a.nl".into(), text: vec![text("vijf")] };
    assert_eq!(deck.slides[0].title, [Inline::Emphasis(vec![text("A")]), text(" B")]);
    assert_eq!(
        deck.slides[0].body,
        [
            Block::Paragraph(vec![
                text("Een "),
                Inline::Strong(vec![text("twee")]),
                Inline::Break,
                text("drie "),
                Inline::Code("vier".into()),
                text(" "),
                link,
                text("."),
            ]),
            Block::Quote(vec![Block::Paragraph(vec![text("citaat")])]),
            Block::Heading { level: 2, text: vec![text("Kop")] },
            Block::Code("code".into()),
            Block::Table { head: vec![vec![text("a")], vec![text("b")]], rows: vec![vec![vec![text("c")], vec![]]] },
        ]
    );
}

#[test]
fn the_word_steps_draws_a_list_side_by_side() {
    assert_eq!(slides("# A {.steps}\n\n- a\n- b\n").slides[0].layout, Layout::Steps);
    assert_eq!(slides("# A\n\n- a\n- b\n").slides[0].layout, Layout::Flow);
}

#[test]
fn text_stays_as_typed_without_signs_that_turn_it_around() {
    let deck = slides("# ‘A’ … in&shy;voeren \\{x\\} \u{202e}om\n\ne\u{301} &amp; \\(ja)\n");
    assert_eq!(deck.slides[0].heading(), "‘A’ … in\u{ad}voeren {x} om");
    let Block::Paragraph(words) = &deck.slides[0].body[0] else { panic!("a paragraph") };
    assert_eq!(plain_text(words), "é & (ja)");
}

#[test]
fn a_slide_without_a_name_is_known_by_its_place() {
    let deck = slides("# A\n\n---\n\n# B {#b}\n\n---\n\n# C\n");
    assert_eq!(deck.slides.iter().map(|slide| slide.key.as_str()).collect::<Vec<_>>(), ["1", "b", "3"]);
}

#[test]
fn a_bom_windows_lines_and_tabs_make_no_difference() {
    let source = "+++\ntitle = \"A\"\nshow_from = 5\n+++\n\n# A {#q}\n\n- Ja\n  - (a) A <!-- een\n    twee -->\n  - (b) B\n- (c) C ____\n\n---\n\n# B\n\n1. x\n2. y\n";
    let plain = super::read_bytes(source.as_bytes()).unwrap();
    let windows = format!("\u{feff}{}", source.replace('\n', "\r\n"));
    assert_eq!(super::read_bytes(windows.as_bytes()).unwrap().deck, plain.deck);
    let tabs = source
        .replace("- (", "-\t(")
        .replace("  -\t(a", "\t-\t(a")
        .replace("  -\t(b", "\t-\t(b")
        .replace("1. x", "1.\tx");
    assert_eq!(
        super::read_bytes(tabs.as_bytes()).map_err(|faults| faults.render(Tongue::Dutch, false)).unwrap().deck,
        plain.deck
    );
    assert_eq!(plain.deck.show_from, 5);
}

#[test]
fn the_summary_says_what_was_understood() {
    let deck = slides("# A {#q}\n\n- (a) A\n- (b) B\n");
    assert_eq!(super::summary(&deck, Tongue::Dutch), "1 dia: 1 keuzevraag");
    let deck =
        slides("# A {#a}\n\n- (b) B\n- (c) C\n\n---\n\n# D {#d .open}\n\n---\n\n# E {#e .questions}\n\n---\n\n# F\n");
    assert_eq!(super::summary(&deck, Tongue::Dutch), "4 dia’s: 1 keuzevraag, 1 andere vraag, 1 vragenronde, 1 gewoon");
    assert_eq!(super::summary(&deck, Tongue::English), "4 slides: 1 choice question, 1 other question, 1 Q&A, 1 plain");
}
