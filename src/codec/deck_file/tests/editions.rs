//! A deck and its translations.

use super::*;
use crate::domain::deck::plain_text;

const ORIGINAL: &str = "+++\ntitle = \"Titel\"\n+++

# Vraag {#q}

Uitleg.

- Ja
  - (a) A
  - (b) B ____
- (c) C

> Daarna.

---

# Gewoon {#s .steps}

- een

---

# Zonder naam

---

# Schaal {#z .segment}

1. ( ) Laag
2. ( ) Hoog

- (wn) Weet niet
";

const WHOLE: &str = "# Question {#q}\n\nExplained.\n\n- (c) See\n- Yes\n  - (b) Bee ____\n  - (a) Ay\n\n> After.\n";

fn editions(original: &str, slides: &str) -> EditionsReading {
    let translation = format!("+++\ntitle = \"Title\"\n+++\n\n{slides}");
    let id = DeckId::parse("test").unwrap();
    let original = Source { name: "polls/test.md", bytes: original.as_bytes() };
    let english = Source { name: "polls/test.en.md", bytes: translation.as_bytes() };
    read_editions(&id, original, &[(Language::english(), english)])
        .unwrap_or_else(|faults| panic!("{}", faults.render(Tongue::Dutch, false)))
}

/// What is wrong with the English of the deck above; its slides begin on line 5.
fn check(slides: &str, expected: &[&str]) {
    let reading = editions(ORIGINAL, slides);
    let found = reading.left_out.first().map(|(_, faults)| faults.lines(Tongue::Dutch)).unwrap_or_default();
    assert_eq!(found, expected, "\n{slides}");
}

#[test]
fn a_translation_has_the_shape_of_the_original_and_its_own_texts() {
    let reading = editions(ORIGINAL, WHOLE);
    assert_eq!(reading.left_out, []);
    let english = &reading.editions.translations[0];
    assert_eq!((english.title.as_str(), english.slides.len()), ("Title", 4));
    let question = english.slides[0].question.as_ref().unwrap();
    let texts = question.options.iter().map(|option| (option.key.as_str(), option.text.as_str()));
    assert_eq!(texts.collect::<Vec<_>>(), [("a", "Ay"), ("b", "Bee"), ("c", "See")]);
    assert_eq!(question.groups, ["Yes"]);
    assert_eq!(english.slides[0].language, Language::english());
}

#[test]
fn what_is_missing_shows_in_the_decks_own_language_and_is_remarked() {
    let reading = editions(ORIGINAL, WHOLE);
    let english = &reading.editions.translations[0];
    assert_eq!(english.slides[1], reading.editions.original.slides[1]);
    assert_eq!(reading.remarks.lines(Tongue::Dutch), ["1:1 untranslated niet vertaald: ‘s’, ‘3’, ‘z’"]);
}

#[test]
fn a_note_is_the_translations_where_it_has_one() {
    let original = ORIGINAL.replace("- een\n", "- een\n\n<!-- Let op de tijd. -->\n");
    let note = |slides: &str| editions(&original, slides).editions.translations[0].slides[1].notes.clone();
    assert_eq!(note("# Plain {#s}\n\n- one\n\n<!-- Mind the time. -->\n"), ["Mind the time."]);
    assert_eq!(note("# Plain {#s}\n\n- one\n"), ["Let op de tijd."]);
}

#[test]
fn words_may_be_left_out_or_be_equal() {
    check(
        "# Plain {#s}\n\n- one\n\n---\n\n# Scale {#z .segment}\n\n1. ( ) Low\n2. ( ) High\n\n- (wn) Don’t know\n",
        &[],
    );
    let reading = editions(ORIGINAL, "# Plain {#s}\n\n- one\n");
    assert_eq!(reading.editions.translations[0].slides[1].layout, crate::domain::deck::Layout::Steps);
    check(
        "# Plain {#s}\n\n- one\n\n---\n\n# Scale {#z .live}\n\n1. ( ) Low\n2. ( ) High\n\n- (wn) Don’t know\n",
        &["11:13 differs ‘.live’ is anders dan in het origineel"],
    );
}

#[test]
fn a_translation_uses_the_names_of_the_original() {
    check("# Plain {#d}\n", &["5:10 no-original het origineel heeft geen ‘d’"]);
    check("# Plain\n", &["5:3 no-name deze vertaalde dia heeft geen naam"]);
    check(
        &WHOLE.replace("(c)", "(yes)"),
        &["5:3 not-translated antwoord ‘c’ ontbreekt", "9:3 no-original het origineel heeft geen antwoord ‘yes’"],
    );
}

#[test]
fn a_question_is_translated_whole() {
    check(&WHOLE.replace("- (c) See\n", ""), &["5:3 not-translated antwoord ‘c’ ontbreekt"]);
    check(&WHOLE.replace("Explained.\n", ""), &["5:3 not-translated de toelichting boven de antwoorden ontbreekt"]);
    check(&WHOLE.replace("> After.\n", ""), &["5:3 not-translated het citaat voor na de onthulling ontbreekt"]);
    check("# Scale {#z}\n", &["5:3 not-translated de antwoorden ontbreken"]);
}

#[test]
fn boxes_write_ins_groups_and_kinds_are_those_of_the_original() {
    check(&WHOLE.replace("Bee ____", "Bee"), &["11:5 differs dit antwoord verschilt in de invulstreep"]);
    check(
        &WHOLE.replace("- (c) See\n", "").replace("(a) Ay\n", "(a) Ay\n  - (c) See\n"),
        &["12:5 differs dit antwoord staat in een andere groep"],
    );
    check(
        &WHOLE.replace("- (c) See\n", "").replace("> After", "* (c) See\n\n> After"),
        &["13:3 differs dit antwoord staat in een andere lijst"],
    );
    check(
        "# Plain {#s}\n\n- (a) A\n- (b) B\n",
        &[
            "5:3 misplaced ‘.steps’ hoort niet bij deze soort vraag",
            "7:3 differs deze dia is in het origineel geen vraag",
        ],
    );
    check("# Scale {#z}\n\n- (low) Low\n- (high) High\n", &["5:3 differs deze vraag is van een andere soort"]);
    check(&WHOLE.replace("- (c)", "- [c]"), &["9:3 differs dit antwoord heeft een ander vakje"]);
}

#[test]
fn a_difference_shows_both_files() {
    let reading = editions(ORIGINAL, &WHOLE.replace("Bee ____", "Bee"));
    let shown = reading.left_out[0].1.render(Tongue::Dutch, false);
    assert!(shown.contains("polls/test.en.md:11:5") && shown.contains("polls/test.md:11:5"), "{shown}");
}

#[test]
fn a_translated_answer_has_a_name_so_that_no_swap_of_lines_swaps_results() {
    let original = ORIGINAL.replace("(c)", "( )");
    let reading = editions(&original, &WHOLE.replace("(c)", "( )"));
    assert_eq!(reading.left_out[0].1.lines(Tongue::Dutch), ["12:5 unnamed een vertaald antwoord heeft een naam nodig"]);
    check(&WHOLE.replace("(c)", "( )"), &["9:3 unnamed een vertaald antwoord heeft een naam nodig"]);
}

#[test]
fn the_language_is_the_one_in_the_file_name() {
    let id = DeckId::parse("test").unwrap();
    let check = |language: Language, front: &str, expected: &[&str]| {
        let source = format!("+++\ntitle = \"Title\"\n{front}\n+++\n\n# Plain {{#s}}\n");
        let translation = Source { name: "polls/test.en.md", bytes: source.as_bytes() };
        let original = Source { name: "polls/test.md", bytes: ORIGINAL.as_bytes() };
        let reading = read_editions(&id, original, &[(language, translation)]).unwrap();
        let found = reading.left_out.first().map(|(_, faults)| faults.lines(Tongue::Dutch)).unwrap_or_default();
        assert_eq!(found, expected);
    };
    check(Language::english(), "language = \"en\"", &[]);
    check(
        Language::english(),
        "language = \"nl\"",
        &["3:12 bad-language hier staat ‘nl’, maar de bestandsnaam zegt ‘en’"],
    );
    check(Language::dutch(), "", &["1:1 bad-language ‘nl’ is de taal van het origineel zelf"]);
    check(Language::english(), "show_from = 5", &["3:13 differs ‘show_from’ is anders dan in het origineel"]);
}

#[test]
fn a_translation_with_an_error_never_stops_the_deck() {
    let reading = editions(ORIGINAL, "# Plain {#s\n");
    assert_eq!(reading.left_out[0].1.codes(), ["no-name", "bad-attrs"]);
    assert_eq!(reading.editions.translations, []);
    assert_eq!(reading.editions.original.slides.len(), 4);
}

const ASKED_TWICE: &str = "+++\ntitle = \"Titel\"\n+++

# Hoe graag wilt u dit? {#graag}

- (a) Graag
- (b) Liever niet

---

# En nu? {#graag-na repeat=graag}
";

const ASKED: &str = "# How much do you want this? {#graag}\n\n- (a) Very much\n- (b) Rather not\n";

/// The second asking in English: its title, its language and its answers; and what the check remarks.
fn asked_again(original: &str, slides: &str) -> (String, Language, Vec<String>, Vec<String>) {
    let reading = editions(original, slides);
    let lines = reading.left_out.iter().flat_map(|(_, faults)| faults.lines(Tongue::Dutch)).collect::<Vec<_>>();
    assert_eq!(lines, Vec::<String>::new());
    let slide = &reading.editions.translations[0].slides[1];
    let question = slide.question.as_ref().unwrap();
    let answers = question.options.iter().map(|option| option.text.clone()).collect();
    (plain_text(&slide.title), slide.language.clone(), answers, reading.remarks.lines(Tongue::Dutch))
}

#[test]
fn a_repeat_has_the_answers_of_its_translated_original() {
    let english = |title: &str| {
        let answers = vec!["Very much".to_owned(), "Rather not".to_owned()];
        (title.to_owned(), Language::english(), answers, Vec::<String>::new())
    };
    let again = "# And now? {#graag-na}\n";
    assert_eq!(asked_again(ASKED_TWICE, &format!("{ASKED}\n---\n\n{again}")), english("And now?"));
    assert_eq!(asked_again(ASKED_TWICE, &format!("{again}\n---\n\n{ASKED}")), english("And now?"));
    let whole = again.replace("na}", "na repeat=graag}");
    assert_eq!(asked_again(ASKED_TWICE, &format!("{whole}\n---\n\n{ASKED}")), english("And now?"));
}

#[test]
fn a_repeat_that_is_left_out_is_asked_as_its_translated_original() {
    let (title, language, answers, remarks) = asked_again(ASKED_TWICE, ASKED);
    assert_eq!((title.as_str(), language), ("How much do you want this?", Language::english()));
    assert_eq!(answers, ["Very much", "Rather not"]);
    assert_eq!(remarks, Vec::<String>::new());
    let explained = format!("{ASKED_TWICE}\nDenk aan morgen.\n");
    let (title, language, answers, remarks) = asked_again(&explained, ASKED);
    assert_eq!((title.as_str(), language), ("En nu?", Language::dutch()));
    assert_eq!(answers, ["Graag", "Liever niet"]);
    assert_eq!(remarks, ["1:1 untranslated niet vertaald: ‘graag-na’"]);
}

#[test]
fn a_repeat_is_not_translated_without_the_answers_it_asks_for() {
    let reading = editions(ASKED_TWICE, "# And now? {#graag-na}\n");
    assert_eq!(reading.left_out[0].1.lines(Tongue::Dutch), ["5:3 not-translated de antwoorden ontbreken"]);
    let open = "+++\ntitle = \"Titel\"\n+++\n\n# Wat? {#wat .open}\n\n---\n\n# En nu? {#na repeat=wat}\n";
    assert_eq!(editions(open, "# And now? {#na}\n").left_out, []);
}

#[test]
fn a_misspelt_name_in_a_translation_is_told_which_one_was_meant() {
    let original = "+++\ntitle = \"Titel\"\n+++\n\n# Hoe komt u? {#vervoer}\n\n- (fiets) Fiets\n- (fles) Anders\n";
    let tips = |slides: &str| {
        let shown = editions(original, slides).left_out[0].1.render(Tongue::Dutch, false);
        shown.lines().filter_map(|line| Some(line.split_once("= tip: ")?.1.to_owned())).collect::<Vec<_>>()
    };
    let answers = "\n\n- (fiest) Bicycle\n- (fles) Other\n";
    assert!(tips(&format!("# How? {{#vervoer}}{answers}")).contains(&"bedoelt u ‘fiets’?".to_owned()));
    assert_eq!(tips("# How? {#vervoerd}\n"), ["bedoelt u ‘vervoer’?"]);
    assert_eq!(tips("# How? {#reizen}\n"), ["een vertaling gebruikt de namen van het origineel"]);
}
