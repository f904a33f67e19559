//! Faults between the braces of a heading: names, words and settings.

use super::{FRONT, TWO, Tongue, check, read_bytes};

#[test]
fn an_unknown_word_is_refused_with_the_one_that_was_meant() {
    check(&format!("# Wat is dit? {{#a .raking}}{TWO}"), &["5:19 unknown-word ‘.raking’ bestaat niet"]);
    check("# A {#a tilte=3}\n", &["5:9 unknown-word ‘tilte’ bestaat niet"]);
    check(&format!("# A {{#a segment}}{TWO}"), &["5:9 unknown-word ‘segment’ bestaat niet"]);
}

/// The tip under the first fault of these slides.
fn tip(slides: &str) -> String {
    let shown = read_bytes(format!("{FRONT}{slides}").as_bytes()).unwrap_err().render(Tongue::Dutch, false);
    let tip = shown.lines().find_map(|line| line.split_once("= tip: "));
    tip.unwrap_or_else(|| panic!("{shown}")).1.to_owned()
}

#[test]
fn a_word_in_ones_own_language_is_refused_with_the_one_there_is() {
    for (written, meant) in [
        (".schudden", ".shuffle"),
        (".cijfer", ".number"),
        (".Woordwolk", ".words"),
        ("volgorde", ".ranking"),
        ("tijd=30", "time"),
        ("hoogstens=3", "max"),
    ] {
        assert_eq!(tip(&format!("# A {{#a {written}}}{TWO}")), format!("bedoelt u ‘{meant}’?"), "{written}");
    }
}

#[test]
fn a_name_with_spaces_is_told_that_a_name_has_none() {
    let slide = format!("# Wat vindt u? {{#wat vindt u .live}}{TWO}");
    check(&slide, &["5:22 unknown-word ‘vindt u’ hoort hier niet"]);
    assert_eq!(tip(&slide), "een naam heeft geen spaties: schrijf ‘#wat-vindt-u’; gewone tekst is \\{ … \\}");
    assert_eq!(tip("# Kies {dit of dat}\n"), "schrijf gewone tekst als \\{ … \\}");
}

#[test]
fn plain_text_in_braces_is_refused() {
    check("# Kies {dit of dat}\n", &["5:9 unknown-word ‘dit’ hoort hier niet"]);
    check("# Kies {#a dit}\n", &["5:12 unknown-word ‘dit’ hoort hier niet"]);
    check("# Kies \\{dit\\}\n", &[]);
}

#[test]
fn braces_that_nobody_reads_are_refused() {
    check(
        "# A {#a} {.live}\n",
        &[
            "5:5 bad-attrs deze accolades worden niet gelezen",
            "5:11 misplaced ‘.live’ hoort niet bij een dia zonder vraag",
        ],
    );
    check("# A {#a\n", &["5:5 bad-attrs deze accolades worden niet gelezen"]);
    check("# A {#a} B\n", &["5:5 bad-attrs deze accolades worden niet gelezen"]);
    check("# *A {#a}*\n", &["5:6 bad-attrs deze accolades worden niet gelezen"]);
    check("# A\n\n{x} tekst {#a}\n", &["7:11 bad-attrs accolades horen alleen in een kop"]);
    check("# A\n\ntekst {#a}\n", &["7:7 bad-attrs accolades horen alleen in een kop"]);
    check("# A {#q}\n\n- (a) A {max=3}\n- (b) B\n", &["7:9 bad-attrs accolades horen alleen in een kop"]);
    check("# A\n\ntekst {gewoon} \\{#a\\} `{#a}`\n", &[]);
}

#[test]
fn a_name_is_small_letters_digits_and_hyphens() {
    check("# A {#A}\n", &["5:6 bad-name ‘A’ kan geen naam zijn"]);
    check("# A {#1a}\n", &["5:6 bad-name ‘1a’ kan geen naam zijn"]);
    check(
        "# A {#q}\n\n- (één) A\n- (b_c) B\n- (te veel) C\n",
        &[
            "7:4 bad-name ‘één’ kan geen naam zijn",
            "8:4 bad-name ‘b_c’ kan geen naam zijn",
            "9:4 bad-name ‘te veel’ kan geen naam zijn",
        ],
    );
    let faults = read_bytes(format!("{FRONT}# A {{#Één-twee_drie}}\n").as_bytes()).unwrap_err();
    assert!(
        faults.render(Tongue::Dutch, false).contains("tip: bedoelt u ‘een-twee-drie’?"),
        "{}",
        faults.render(Tongue::Dutch, false)
    );
}

#[test]
fn a_question_a_row_and_a_field_have_a_name() {
    check(&format!("# A{TWO}"), &["5:3 no-name deze vraag heeft geen naam"]);
    check("# A\n\n- (on)veilig\n- \\(nog) iets\n- (zie bladzijde 3) iets\n", &[]);
    check("# A {#a .rating}\n\n## R\n\n1. ( ) x\n2. ( ) y\n", &["7:4 no-name dit onderdeel heeft geen naam"]);
}

#[test]
fn what_is_said_twice_is_pointed_at() {
    check("# A {#a #b}\n", &["5:9 twice deze kop heeft twee namen"]);
    check("# A {#a .open .words}\n", &["5:15 twice een vraag heeft één soort"]);
    check(&format!("# A {{#a .open}}{TWO}"), &["7:1 twice een vraag heeft één soort"]);
    check(&format!("# A {{#a .live .live}}{TWO}"), &["5:15 twice ‘.live’ staat er twee keer"]);
    check("# A {#a .number max=3 max=4}\n", &["5:23 twice ‘max’ staat er twee keer"]);
}

#[test]
fn two_slides_do_not_share_a_name_nor_two_rows_nor_two_answers() {
    check("# A {#a}\n\n---\n\n# B {#a}\n", &["9:6 same-name de naam ‘a’ bestaat al"]);
    check(
        "# A {#q .form}\n\n## B {#a .number max=3}\n## C {#a .number max=3}\n",
        &["8:7 same-name de naam ‘a’ bestaat al"],
    );
    check("# A {#q}\n\n- (ja) A\n- B\n  - (ja) C\n", &["9:6 same-answer het antwoord ‘ja’ bestaat al"]);
}

#[test]
fn a_value_must_fit_its_setting() {
    let number = |settings: &str, expected: &str| {
        let slide = format!("# A {{#a .number {settings}}}\n");
        if expected.is_empty() { check(&slide, &[]) } else { check(&slide, &[expected]) }
    };
    number("max=100 step=0.1 truth=52.6 unit=%", "");
    number("min=0 max=10 .nps", "");
    number("max=100 truth=52,6", "5:31 bad-value ‘52,6’ is geen getal");
    number("max=100 truth=52.6", "5:31 bad-value ‘52.6’ ligt niet op een stap van 1");
    number("max=100 truth=101", "5:31 bad-value ‘101’ ligt niet tussen 0 en 100");
    number("max=veel", "5:21 bad-value ‘veel’ is geen getal");
    number("min=5 max=5", "5:27 bad-value ‘5’ is niet groter dan de kleinste waarde");
    number("max=5 step=0", "5:28 bad-value ‘0’ is niet groter dan 0");
    number("max=\"5\"", "5:17 bad-value een waarde heeft geen aanhalingstekens: \"5\"");
    number("max=", "5:17 bad-value achter ‘max’ ontbreekt een waarde");
    number("max=5 .nps", "5:23 misplaced ‘.nps’ hoort niet bij deze soort vraag");
    check("# A {#a .number}\n", &["5:9 bad-value bij ‘.number’ ontbreekt de grootste waarde"]);
    check("# A {#a .open max=1001}\n", &["5:19 bad-value ‘1001’ ligt niet tussen 1 en 1000"]);
    check("# A {#a .questions upvotes=nee}\n", &["5:28 bad-value ‘nee’ is geen yes of no"]);
    check("# A {#a max=1.5}\n\n- [a] A\n- [b] B\n", &["5:13 bad-value ‘1.5’ is geen heel getal"]);
}

#[test]
fn a_word_or_setting_stands_only_on_its_own_kind() {
    check(
        &format!("# A {{#a .bipolar max=2}}{TWO}"),
        &[
            "5:9 misplaced ‘.bipolar’ hoort niet bij deze soort vraag",
            "5:18 misplaced ‘max’ hoort niet bij deze soort vraag",
        ],
    );
    check(&format!("# A {{#a .steps}}{TWO}"), &["5:9 misplaced ‘.steps’ hoort niet bij deze soort vraag"]);
    check(
        "# A {.segment min=2}\n\ntekst\n",
        &[
            "5:6 misplaced ‘.segment’ hoort niet bij een dia zonder vraag",
            "5:15 misplaced ‘min’ hoort niet bij een dia zonder vraag",
        ],
    );
    check(
        "# A\n\n## B {#b .open}\n",
        &["7:7 misplaced ‘#b’ hoort niet bij een tussenkop", "7:10 misplaced ‘.open’ hoort niet bij een tussenkop"],
    );
    check("# A {#a .form}\n\n## B {#b .questions}\n", &["7:10 misplaced ‘.questions’ hoort niet bij deze soort vraag"]);
}
