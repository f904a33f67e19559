//! Every fault of the catalogue, with its place and its sentence.

use super::{FRONT, check, check_file, check_remarks, read_bytes};

/// Two answers, to make a question of a heading.
const TWO: &str = "\n\n- (a) A\n- (b) B\n";

#[test]
fn a_file_that_is_not_utf_8_says_which_byte() {
    check_file(b"+++\ntitle = \"caf\xe8\"\n+++\n", &["2:13 bad-file byte 0xE8 is geen UTF-8"]);
    check_file(b"\xff\xfe+\0+\0", &["1:1 bad-file dit bestand is UTF-16"]);
}

#[test]
fn a_nul_and_a_lone_return_are_refused() {
    check("# A\0B\n", &["5:4 bad-file hier staat een nul-byte"]);
    check("# A\r# B\n", &["5:4 bad-file hier staat een los regeleinde (CR)"]);
}

#[test]
fn every_limit_is_pointed_at() {
    check_file(&vec![b'a'; 512 * 1024 + 1], &["1:1 too-much dit bestand is groter dan 512 KiB"]);
    let slides = vec!["# A\n"; 301].join("\n---\n\n");
    check(&slides, &["1203:1 too-much meer dan 300 dia’s"]);
    let answers = (1..=31).map(|index| format!("- (a{index}) A\n")).collect::<String>();
    check(&format!("# A {{#a}}\n\n{answers}"), &["37:1 too-much meer dan 30 antwoorden"]);
    let rows = (1..=21).map(|index| format!("## R {{#r{index}}}\n")).collect::<String>();
    check(
        &format!("# A {{#a .form}}\n\n{}", rows.replace('}', " .open}")),
        &["5:9 not-yet vragen van de soort ‘form’ kan Peil nog niet stellen", "27:4 too-much meer dan 20 onderdelen"],
    );
    check(&format!("# {}\n", "é".repeat(301)), &["5:3 too-much een kop van meer dan 300 tekens"]);
    check(&format!("# {}\n", "é".repeat(300)), &[]);
    check(
        &format!("# A {{#a}}\n\n- (a) {}\n- (b) B\n", "é".repeat(201)),
        &["7:1 too-much een antwoord van meer dan 200 tekens"],
    );
    check(&format!("# A {{#{}}}\n", "a".repeat(33)), &["5:6 too-much een naam van meer dan 32 tekens"]);
    check("# A\n\n> - > - tekst\n", &[]);
    check("# A\n\n> - > - > tekst\n", &["7:9 too-much lijsten en citaten liggen meer dan 4 diep in elkaar"]);
    check("# A\n\n|a|b|\n|-|-|\n|c|d|kwijt|\n", &["9:6 too-much deze rij heeft meer vakken dan de bovenste rij"]);
}

#[test]
fn a_deck_begins_with_front_matter_that_is_closed() {
    check_file(b"# A\n", &["1:1 no-front het kopblok ontbreekt"]);
    check_file(b"", &["1:1 no-front het kopblok ontbreekt", "1:1 empty-slide hier staat een lege dia"]);
    check_file(b"+++\ntitle = \"A\"\n\n# A\n", &["1:1 no-front het kopblok is niet gesloten"]);
}

#[test]
fn a_deck_has_a_title() {
    check_file(b"+++\nlanguage = \"nl\"\n+++\n# A\n", &["1:1 no-title het kopblok noemt geen titel"]);
    check_file(b"+++\ntitle = \" \"\n+++\n# A\n", &["1:1 no-title het kopblok noemt geen titel"]);
}

#[test]
fn front_matter_that_cannot_be_read_is_pointed_at() {
    check_file(b"+++\ntitle = Webinar\n+++\n# A\n", &["2:9 bad-front het kopblok is niet te lezen"]);
    check("# A\n\n+++\ntitle = \"B\"\n+++\n", &["7:1 bad-front hier staat een tweede kopblok"]);
}

#[test]
fn an_unknown_key_is_refused_with_the_one_that_was_meant() {
    let file = b"+++\ntitle = \"A\"\nlangauge = \"nl\"\n+++\n# A\n";
    check_file(file, &["3:1 unknown-key ‘langauge’ bestaat niet in het kopblok"]);
    let faults = read_bytes(file).unwrap_err();
    assert!(faults.render(false).contains("tip: bedoelt u ‘language’?"), "{}", faults.render(false));
}

#[test]
fn values_in_the_front_matter_are_checked() {
    let file = "+++\ntitle = 3\ndescription = true\nlanguage = \"Nederlands\"\nshow_from = 51\n+++\n# A\n";
    check_file(
        file.as_bytes(),
        &[
            "2:9 bad-value ‘title’ moet tekst zijn",
            "3:15 bad-value ‘description’ moet tekst zijn",
            "4:12 bad-value ‘Nederlands’ is geen taal",
            "5:13 bad-value ‘51’ ligt niet tussen 1 en 50",
        ],
    );
    check_file(b"+++\ntitle = \"A\"\nshow_from = 1.5\n+++\n# A\n", &["3:13 bad-value ‘1.5’ is geen heel getal"]);
}

#[test]
fn an_unknown_word_is_refused_with_the_one_that_was_meant() {
    check(&format!("# Wat is dit? {{#a .raking}}{TWO}"), &["5:19 unknown-word ‘.raking’ bestaat niet"]);
    check("# A {#a tilte=3}\n", &["5:9 unknown-word ‘tilte’ bestaat niet"]);
    check(&format!("# A {{#a segment}}{TWO}"), &["5:9 unknown-word ‘segment’ bestaat niet"]);
}

#[test]
fn plain_text_in_braces_is_refused() {
    check("# Kies {dit of dat}\n", &["5:9 unknown-word ‘dit’ hoort hier niet"]);
    check("# Kies {#a dit}\n", &["5:12 unknown-word ‘dit’ hoort hier niet"]);
    check("# Kies \\{dit\\}\n", &[]);
}

#[test]
fn an_empty_slide_is_pointed_at() {
    check("# A\n\n---\n\n---\n\n# B\n", &["9:1 empty-slide hier staat een lege dia"]);
    check("# A\n\n---\n", &["7:1 empty-slide hier staat een lege dia"]);
    check("---\n\n# A\n", &["5:1 empty-slide hier staat een lege dia"]);
}

#[test]
fn only_three_hyphens_separate_slides() {
    check(
        "# A\n\n***\n\n# B\n",
        &["7:1 bad-rule ‘***’ is geen scheiding", "9:3 two-titles een dia heeft één kop met #"],
    );
    check("# A\n\n- - -\n", &["7:1 bad-rule ‘- - -’ is geen scheiding"]);
    check("# A\n\n____\n", &["7:1 bad-rule ‘____’ is geen scheiding"]);
    check("# A\n\n- b\n\n  ---\n", &["9:3 bad-rule ‘---’ is geen scheiding"]);
}

#[test]
fn a_separator_right_under_text_makes_a_heading_of_it() {
    check("# A\n\ntekst\n---\n\n# B\n", &["7:1 setext deze tekst wordt door de streep eronder een kop"]);
    check("# A\n\ntekst\n===\n", &["7:1 setext deze tekst wordt door de streep eronder een kop"]);
    check("# A\n\n> tekst\n> ---\n", &["7:3 setext deze tekst wordt door de streep eronder een kop"]);
}

#[test]
fn a_slide_begins_with_its_heading() {
    check("#A\n", &["5:1 no-heading deze dia heeft geen kop"]);
    check("tekst\n\n# A\n", &["5:1 no-heading deze dia heeft geen kop"]);
    check("## A\n", &["5:1 no-heading deze dia heeft geen kop"]);
    check("# A\n\n---\n\n<!-- alleen een notitie -->\n", &["9:1 no-heading deze dia heeft geen kop"]);
    check("# {#a}\n", &["5:3 no-heading deze kop heeft geen tekst"]);
    check("#\n", &["5:1 no-heading deze kop heeft geen tekst"]);
    check_file(b"+++\ntitle = \"A\"\n# een opmerking\n+++\n# A\n", &[]);
    check("# A\n\n- # B\n", &["7:5 no-heading een kop met # staat aan het begin van een dia"]);
}

#[test]
fn a_forgotten_separator_is_found() {
    check(&format!("# A {{#a}}{TWO}\n# B {{#b}}{TWO}"), &["10:3 two-titles een dia heeft één kop met #"]);
    let faults = read_bytes(format!("{FRONT}# A\n\n# B\n").as_bytes()).unwrap_err();
    let shown = faults.render(false);
    assert!(shown.contains("eerste kop") && shown.contains("tweede kop"), "{shown}");
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
    assert!(faults.render(false).contains("tip: bedoelt u ‘een-twee-drie’?"), "{}", faults.render(false));
}

#[test]
fn a_question_a_row_and_a_field_have_a_name() {
    check(&format!("# A{TWO}"), &["5:3 no-name deze vraag heeft geen naam"]);
    check("# A\n\n- (on)veilig\n- \\(nog) iets\n- (zie bladzijde 3) iets\n", &[]);
    check(
        "# A {#a .rating}\n\n## R\n\n1. ( ) x\n2. ( ) y\n",
        &[
            "5:9 not-yet vragen van de soort ‘rating’ kan Peil nog niet stellen",
            "7:4 no-name dit onderdeel heeft geen naam",
        ],
    );
}

#[test]
fn what_is_said_twice_is_pointed_at() {
    check("# A {#a #b}\n", &["5:9 twice deze kop heeft twee namen"]);
    check(
        "# A {#a .open .words}\n",
        &["5:9 not-yet vragen van de soort ‘open’ kan Peil nog niet stellen", "5:15 twice een vraag heeft één soort"],
    );
    check(
        &format!("# A {{#a .open}}{TWO}"),
        &["5:9 not-yet vragen van de soort ‘open’ kan Peil nog niet stellen", "7:1 twice een vraag heeft één soort"],
    );
    check(&format!("# A {{#a .live .live}}{TWO}"), &["5:15 twice ‘.live’ staat er twee keer"]);
    check(
        "# A {#a .number max=3 max=4}\n",
        &["5:9 not-yet vragen van de soort ‘number’ kan Peil nog niet stellen", "5:23 twice ‘max’ staat er twee keer"],
    );
}

#[test]
fn two_slides_do_not_share_a_name_nor_two_rows_nor_two_answers() {
    check("# A {#a}\n\n---\n\n# B {#a}\n", &["9:6 same-name de naam ‘a’ bestaat al"]);
    check(
        "# A {#q .form}\n\n## B {#a .open}\n## C {#a .open}\n",
        &["5:9 not-yet vragen van de soort ‘form’ kan Peil nog niet stellen", "8:7 same-name de naam ‘a’ bestaat al"],
    );
    check("# A {#q}\n\n- (ja) A\n- B\n  - (ja) C\n", &["9:6 same-answer het antwoord ‘ja’ bestaat al"]);
}

#[test]
fn a_value_must_fit_its_setting() {
    let number = |settings: &str, expected: &str| {
        let not_yet = "5:9 not-yet vragen van de soort ‘number’ kan Peil nog niet stellen";
        let slide = format!("# A {{#a .number {settings}}}\n");
        if expected.is_empty() { check(&slide, &[not_yet]) } else { check(&slide, &[not_yet, expected]) }
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
    check(
        "# A {#a .number}\n",
        &[
            "5:9 bad-value bij ‘.number’ ontbreekt de grootste waarde",
            "5:9 not-yet vragen van de soort ‘number’ kan Peil nog niet stellen",
        ],
    );
    check(
        "# A {#a .open max=1001}\n",
        &[
            "5:9 not-yet vragen van de soort ‘open’ kan Peil nog niet stellen",
            "5:19 bad-value ‘1001’ ligt niet tussen 1 en 1000",
        ],
    );
    check(
        "# A {#a .questions upvotes=nee}\n",
        &[
            "5:9 not-yet vragen van de soort ‘questions’ kan Peil nog niet stellen",
            "5:28 bad-value ‘nee’ is geen yes of no",
        ],
    );
    check(
        "# A {#a max=1.5}\n\n- [a] A\n- [b] B\n",
        &[
            "5:13 bad-value ‘1.5’ is geen heel getal",
            "7:3 not-yet vragen van de soort ‘kies er meer’ kan Peil nog niet stellen",
        ],
    );
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
    check(
        "# A {#a .form}\n\n## B {#b .questions}\n",
        &[
            "5:9 not-yet vragen van de soort ‘form’ kan Peil nog niet stellen",
            "7:10 misplaced ‘.questions’ hoort niet bij deze soort vraag",
        ],
    );
}

#[test]
fn a_box_that_is_not_written_as_a_box_is_refused() {
    check(
        "# A {#q}\n\n- () A\n- ( )B\n- ( ] C\n- (d] D\n- ( ) E\n",
        &[
            "7:3 bad-box dit vakje klopt niet",
            "8:3 bad-box dit vakje klopt niet",
            "9:3 bad-box dit vakje klopt niet",
            "10:3 bad-box dit vakje klopt niet",
        ],
    );
    check(
        "# A {#q}\n\n- (x) A\n- [X] B\n",
        &[
            "7:3 bad-box dit vakje klopt niet: Peil kent geen ‘goed’ antwoord",
            "8:3 bad-box dit vakje klopt niet: Peil kent geen ‘goed’ antwoord",
            "8:3 not-yet vragen van de soort ‘kies er meer’ kan Peil nog niet stellen",
        ],
    );
    check(
        "# A {#q}\n\n1. (a) A\n2. [ ] B\n",
        &[
            "7:4 bad-box dit vakje klopt niet: op een schaal is het nummer de naam",
            "8:4 bad-box dit vakje klopt niet: op een schaal kiest men één antwoord",
        ],
    );
    check(
        "# A {#q .ranking}\n\n- [a] A\n- (b) B\n",
        &[
            "5:9 not-yet vragen van de soort ‘ranking’ kan Peil nog niet stellen",
            "8:3 bad-box dit vakje klopt niet: wie op volgorde zet, heeft vierkante vakjes",
        ],
    );
}

#[test]
fn a_line_without_a_box_among_answers_is_pointed_at() {
    check("# A {#q}\n\n- (a) A\n- B\n- (c) C\n", &["8:1 no-box deze regel heeft geen vakje, de andere wel"]);
    check("# A {#q}\n\n- Ja\n  - (a) A\n  - B\n- (c) C\n", &["9:3 no-box deze regel heeft geen vakje, de andere wel"]);
    check("# A {#q}\n\n1. ( ) A\n2. B\n3. ( ) C\n", &["8:1 no-box deze regel heeft geen vakje, de andere wel"]);
}

#[test]
fn an_answer_outside_a_list_is_found() {
    let message = "not-a-list dit lijkt een antwoord, maar staat niet in een lijst";
    check("# A\n\n• (ja) Ja\n– (nee) Nee\n", &[&format!("7:1 {message}"), &format!("8:1 {message}")]);
    check("# A\n\nHoe zeker?\n0. ( ) Niet\n", &[&format!("8:1 {message}")]);
    check("# A\n\n-( ) Ja\n\n( ) Nee\n", &[&format!("7:1 {message}"), &format!("9:1 {message}")]);
    check("# A\n\n-     ( ) Ja\n", &[&format!("7:7 {message}")]);
    check(
        "# A {#q}\n\n> - (a) A\n> - (b) B\n",
        &["7:3 not-a-list deze antwoorden staan in een citaat, of te diep in een lijst"],
    );
    check("# A {#q}\n\n- (a) A\n– (b) B\n- (c) C\n", &[&format!("8:1 {message}")]);
}

#[test]
fn an_answer_has_text_and_a_question_two_answers() {
    check(
        "# A {#q}\n\n- (a)\n- ( ) ____\n- ( ) <!-- niets -->\n",
        &[
            "7:1 empty-answer dit antwoord heeft geen tekst",
            "8:1 empty-answer dit antwoord heeft geen tekst",
            "9:1 empty-answer dit antwoord heeft geen tekst",
        ],
    );
    check("# A {#q}\n\n- (a) A\n", &["7:1 one-answer deze vraag heeft maar één antwoord"]);
    check("# A {#q}\n\n1. ( ) A\n\n- (b) B\n", &["7:1 one-answer deze vraag heeft maar één antwoord"]);
}

#[test]
fn a_part_without_answers_is_pointed_at() {
    check(
        "# A {#q .ranking}\n",
        &[
            "5:3 no-answers dit onderdeel heeft geen antwoorden",
            "5:9 not-yet vragen van de soort ‘ranking’ kan Peil nog niet stellen",
        ],
    );
    check(
        "# A {#q .rating}\n\n1. ( ) A\n2. ( ) B\n",
        &[
            "5:9 no-answers hier horen onderdelen met ##",
            "5:9 not-yet vragen van de soort ‘rating’ kan Peil nog niet stellen",
        ],
    );
    check(
        "# A {#q .rating}\n\n## R {#r}\n",
        &[
            "5:9 no-answers dit onderdeel heeft geen antwoorden",
            "5:9 not-yet vragen van de soort ‘rating’ kan Peil nog niet stellen",
        ],
    );
    check(
        "# A {#q .form}\n\n## R {#r}\n",
        &[
            "5:9 not-yet vragen van de soort ‘form’ kan Peil nog niet stellen",
            "7:4 no-answers dit onderdeel heeft geen antwoorden",
        ],
    );
    check(
        "# A {#q .form}\n",
        &[
            "5:9 no-answers hier horen onderdelen met ##",
            "5:9 not-yet vragen van de soort ‘form’ kan Peil nog niet stellen",
        ],
    );
}

#[test]
fn an_answer_is_one_paragraph_of_plain_words() {
    let answer =
        |behind: &str, expected: &str| check(&format!("# A {{#q}}\n\n- (a) A{behind}\n- (b) B\n"), &[expected]);
    answer("\n\n  C", "9:3 long-answer een antwoord is één alinea");
    answer("\n  - C", "8:3 long-answer een antwoord kan geen lijst bevatten");
    answer("\n  - (c) C", "8:3 long-answer een antwoord kan geen lijst bevatten");
    answer("\n  > C", "8:3 long-answer een antwoord kan geen citaat bevatten");
    answer("\n  ## C", "8:3 long-answer een antwoord kan geen kop bevatten");
    answer("\n  ```\n  C\n  ```", "8:3 long-answer een antwoord kan geen code bevatten");
    answer("\n\n  |c|\n  |-|", "9:3 long-answer een antwoord kan geen tabel bevatten");
    answer(" <https://a.nl>", "7:9 long-answer een antwoord kan geen link bevatten");
    answer(" **C**", "7:9 long-answer een antwoord kan geen nadruk bevatten");
    answer(" `C`", "7:9 long-answer een antwoord kan geen code bevatten");
    answer(" ![c](c.png)", "7:9 image beelden worden nog niet gelezen");
}

#[test]
fn a_second_list_of_answers_is_refused() {
    let message = "two-lists een tweede lijst met antwoorden";
    check("# A {#q}\n\n- (a) A\n- (b) B\n\n<!-- breekt de lijst -->\n\n- (c) C\n", &[&format!("12:1 {message}")]);
    check("# A {#q}\n\n1. ( ) A\n2. ( ) B\n\n- (c) C\n\n* (d) D\n", &[&format!("12:1 {message}")]);
    check("# A {#q}\n\n- (a) A\n\n* (b) B\n\n+ (c) C\n", &[&format!("11:1 {message}")]);
    check("# A {#q}\n\n- (a) A\n- (b) B\n\n1. ( ) C\n", &[&format!("10:1 {message}")]);
}

#[test]
fn text_after_the_answers_is_refused() {
    let message = "late-text tekst na de antwoorden";
    check(&format!("# A {{#q}}{TWO}\nNog iets.\n"), &[&format!("10:1 {message}")]);
    check(&format!("# A {{#q}}{TWO}\n## Kop\n"), &[&format!("10:1 {message}")]);
    check(&format!("# A {{#q}}{TWO}\n> Voor na de onthulling.\n\n<!-- notitie -->\n"), &[]);
    check(
        "# A {#q .rating}\n\n## R {#r}\n\ntekst\n\n## S {#s}\n\n1. ( ) x\n2. ( ) y\n",
        &["5:9 not-yet vragen van de soort ‘rating’ kan Peil nog niet stellen", &format!("9:1 {message}")],
    );
}

#[test]
fn a_scale_counts_up_from_0_or_1() {
    check("# A {#q}\n\n1. ( ) A\n3. ( ) B\n3. ( ) C\n", &["8:1 bad-number hier hoort nummer 2"]);
    check(
        "# A {#q}\n\n5. ( ) A\n6. ( ) B\n",
        &["7:1 bad-number hier hoort nummer 1", "8:1 bad-number hier hoort nummer 2"],
    );
    check("# A {#q}\n\n- Ja\n  1. ( ) A\n  2. ( ) B\n", &["8:3 bad-number in een groep staan geen nummers"]);
    check("# A {#q}\n\n0. ( ) A\n1. ( ) B\n", &[]);
}

#[test]
fn a_write_in_stands_at_the_end() {
    check(
        "# A {#q}\n\n- (a) Anders ____ graag\n- (b) B\n",
        &["7:14 bad-writein de invulstreep staat niet aan het eind"],
    );
    check(
        "# A {#q}\n\n- Groep ____\n  - (a) A\n  - (b) B\n",
        &["7:1 bad-writein de invulstreep staat niet aan het eind"],
    );
}

#[test]
fn a_repeat_names_an_earlier_question() {
    let not_yet = "not-yet vragen van de soort ‘repeat’ kan Peil nog niet stellen";
    check(
        &format!("# A {{#v}}{TWO}\n---\n\n# B {{#w repeat=vv}}\n"),
        &[&format!("12:9 {not_yet}"), "12:16 bad-repeat er is hierboven geen vraag ‘vv’"],
    );
    check(
        &format!("# A {{#v}}{TWO}\n---\n\n# B {{#w repeat=v}}{TWO}"),
        &[&format!("12:9 {not_yet}"), "14:1 bad-repeat een herhaalde vraag heeft zelf geen antwoorden"],
    );
    check(&format!("# A {{#v}}{TWO}\n---\n\n# B {{#w repeat=v}}\n"), &[&format!("12:9 {not_yet}")]);
}

#[test]
fn what_is_not_closed_is_found_where_it_opens() {
    let comment = "not-closed deze notitie wordt niet gesloten: alles hieronder verdwijnt";
    check("# A\n\n<!-- open\n\n---\n\n# B\n", &[&format!("7:1 {comment}")]);
    check("# A\n\ntekst <!-- open\n\n---\n\n# B\n", &[&format!("7:7 {comment}")]);
    check("# A\n\n3 < 4 <!-- open\n", &[&format!("7:7 {comment}")]);
    let code = "not-closed dit codeblok wordt niet gesloten: alles hieronder hoort erbij";
    check("# A\n\n```\n# B\n", &[&format!("7:1 {code}")]);
    check("# A\n\n```\n# B\n```\n", &[]);
    check("# A\n\n~~~~\n~~~\n~~~~\n", &[]);
}

#[test]
fn html_images_and_loose_references_are_refused() {
    check("# A\n\nEen <b>woord\n", &["7:5 html ‘<b>’ is HTML en wordt niet gelezen"]);
    check("# A\n\n<div class=\"x\">\ntekst\n", &["7:1 html ‘<div class=\"x\">’ is HTML en wordt niet gelezen"]);
    check(
        "# A\n\n<!-- a --> kwijt\n",
        &["7:12 html deze tekst staat op de regel van een notitie en wordt niet gelezen"],
    );
    check("# A\n\n![a](b.png)\n", &["7:1 image beelden worden nog niet gelezen"]);
    check("# A\n\n[a]: https://a.nl\n", &["7:1 reference deze regel verdwijnt: het is een losse verwijzing"]);
    check("# A\n\n\\<b\\> 3 < 4 [a]\n", &[]);
}

#[test]
fn a_link_leads_to_the_web_or_to_a_mailbox() {
    for address in ["javascript:alert(1)", "data:text/html,x", "bestand.pdf", "//a.nl", "JaVaScRiPt:x", "ftp://a.nl"] {
        check(&format!("# A\n\n[a]({address})\n"), &["7:1 bad-link dit adres is geen weblink"]);
    }
    check("# A\n\n[a](https://a.nl \"titel\")\n", &["7:1 bad-link een titel bij een link wordt niet gelezen"]);
    check("# A\n\n[a](https://a.nl) <http://a.nl> <a@b.nl> [b](mailto:a@b.nl) [c](HTTPS://a.nl)\n", &[]);
}

#[test]
fn a_kind_that_cannot_be_asked_yet_is_refused_by_name() {
    for (slide, place, kind) in [
        ("# A {#q}\n\n- [a] A\n- [b] B\n- (c) C\n", "7:3", "kies er meer"),
        ("# A {#q .ranking max=1}\n\n- [a] A\n- [b] B\n", "5:9", "ranking"),
        ("# A {#q .words max=2}\n", "5:9", "words"),
        ("# A {#q .open max=140}\n", "5:9", "open"),
        ("# A {#q .questions moderated=yes upvotes=no}\n", "5:9", "questions"),
        ("# A {#q .rating}\n\n## R {#r}\n## S {#s}\n\n1. ( ) x\n2. ( ) y\n\n- (wn) Weet niet\n", "5:9", "rating"),
        (
            "# A {#q .form}\n\n## R {#r .number max=10}\n## S {#s .open}\n## T {#t .bipolar}\n\n1. ( ) x\n2. ( ) y\n",
            "5:9",
            "form",
        ),
    ] {
        check(slide, &[&format!("{place} not-yet vragen van de soort ‘{kind}’ kan Peil nog niet stellen")]);
    }
}

/// The examples that explain the language; where they are wrong, the language is.
const EXAMPLES: &str = r#"# Kwaliteit van de arbeid (1)

| Aspecten van KvdA | Bad jobs           | Good jobs                      |
|-------------------|--------------------|--------------------------------|
| Arbeidsinhoud     | Stress en werkdruk | Autonomie en leermogelijkheden |

- Zie ook [caop.nl](https://www.caop.nl/) en de film: <https://www.youtube.com/watch?v=75I5-BUv0hQ>

<!-- Neem hier de tijd. Bron: webinar-slides.txt, regels 56-73. -->

---

# Sociale innovatie kan helpen bij (technologische) innovatie {#stelling}

SI is sociale innovatie.

- Ja
  - (voorwaarde) Ja, SI is een voorwaarde voor (tech) innovatie
  - (acceptatie) Ja, SI helpt dat medewerkers (tech) innovatie accepteren
- Nee
  - (omgekeerd) Nee, (tech) innovatie is juist een voorwaarde voor SI
  - (los) Nee, SI en (tech) innovatie staan los van elkaar
- (wn) Weet ik niet

> Wie geeft uit elk kamp een voorbeeld?

---

# Waar komt bij u de regeldruk vandaan? {#regeldruk max=3}

- [ ] De overheid
- [ ] Ouders of cliënten <!-- bron: brief van 14 juli 2023, regel 768 -->
- [ ] Iets anders… ____
- ( ) Ik heb geen last van regeldruk

---

# Hoe bekend bent u met sociale innovatie? {#bekendheid .segment}

1. ( ) Niet bekend met SI en niet hoe in te voeren
2. ( ) Bekend met SI maar niet hoe in te voeren
3. ( ) Bekend met SI en hoe in te voeren

- (anders) Anders… ____

---

# En nu: hoe bekend bent u met sociale innovatie? {#bekendheid-na repeat=bekendheid}

---

# Hoeveel kans van slagen heeft dit bij u? {#kans .rating}

## Techniek die werk bespaart {#techniek}
## Combinatiebanen {#combi}

1. ( ) Geen kans
2. ( ) Kleine kans
3. ( ) Grote kans

- (wn) Weet ik niet

---

# Wat vond u van deze bijeenkomst? {#oordeel .form}

## Welk cijfer geeft u? {#cijfer .number min=1 max=10}
## Wat kan beter? {#tip .open max=140}
## Hoe was het tempo? {#tempo .bipolar}

1. ( ) Te langzaam
2. ( ) Precies goed
3. ( ) Te snel

---

# Wat moet eerst? Zet ze op volgorde. {#eerst .ranking}

- [meer] Meer mensen aan het werk
- [minder] Minder werk dat gedaan moet worden

---

# Schat: welk deel is in 2040 tussen 20 en 65 jaar? {#bevolking .number unit=% max=100 step=0.1 truth=52.6}

---

# Waarom blijven mensen in de techniek? Geef 1 of 2 woorden. {#waarom .words max=2}

---

# Vraag & Antwoord {#vragen .questions upvotes=no}
"#;

#[test]
fn the_examples_of_the_language_are_right_except_for_kinds_that_cannot_be_asked_yet() {
    check(
        EXAMPLES,
        &[
            "35:3 not-yet vragen van de soort ‘kies er meer’ kan Peil nog niet stellen",
            "52:67 not-yet vragen van de soort ‘repeat’ kan Peil nog niet stellen",
            "56:51 not-yet vragen van de soort ‘rating’ kan Peil nog niet stellen",
            "69:46 not-yet vragen van de soort ‘form’ kan Peil nog niet stellen",
            "81:47 not-yet vragen van de soort ‘ranking’ kan Peil nog niet stellen",
            "88:65 not-yet vragen van de soort ‘number’ kan Peil nog niet stellen",
            "92:71 not-yet vragen van de soort ‘words’ kan Peil nog niet stellen",
            "96:29 not-yet vragen van de soort ‘questions’ kan Peil nog niet stellen",
        ],
    );
}

#[test]
fn remarks_never_block() {
    let eight = (1..=8).map(|index| format!("- (a{index}) A\n")).collect::<String>();
    check_remarks(
        &format!("# A {{#q}}\n\n{eight}"),
        &["14:1 many-answers meer dan 7 antwoorden zijn op een telefoon niet in één keer te zien"],
    );
    check_remarks(
        &format!("# A {{#q}}\n\n- (a) {}\n- (b) B\n", "a".repeat(71)),
        &["7:1 long-text dit antwoord is langer dan 70 tekens"],
    );
    check_remarks(
        "# Wat? {#a}\n\n- A\n- B\n",
        &["5:3 no-boxes deze kop eindigt op een vraagteken, maar de lijst heeft geen vakjes"],
    );
    check_remarks(
        "# A\n\nZie https://a.nl of **www.b.nl**.\n",
        &["7:5 bare-address dit webadres is geen link", "7:23 bare-address dit webadres is geen link"],
    );
}

#[test]
fn all_faults_are_found_in_one_run_in_file_order_and_twenty_are_shown() {
    let slides =
        (1..=30).map(|index| format!("# A {{#n{index} .raking}}\n\n![a](b)\n\n")).collect::<Vec<_>>().join("---\n\n");
    let faults = read_bytes(format!("{FRONT}{slides}").as_bytes()).unwrap_err();
    assert_eq!(faults.len(), 60);
    assert_eq!(faults.codes()[..3], ["unknown-word", "image", "unknown-word"]);
    assert_eq!(faults.render(false).matches("fout[").count(), 20);
    assert!(faults.render(false).ends_with("… en nog 40 fouten\n"), "{}", faults.render(false));
}

#[test]
fn a_fault_is_shown_with_its_line_underlined_and_a_tip() {
    let source = format!("{FRONT}# Wat is dit? {{#a .raking}}\n");
    let faults = read_bytes(source.as_bytes()).unwrap_err();
    let shown = "fout[unknown-word]: ‘.raking’ bestaat niet
 --> polls/test.md:5:19
  |
5 | # Wat is dit? {#a .raking}
  |                   ^^^^^^^ onbekend woord
  |
  = tip: bedoelt u ‘.ranking’?

";
    assert_eq!(faults.render(false), shown);
    assert_eq!(faults.first_line(), (5, "‘.raking’ bestaat niet".to_owned()));
    assert!(faults.render(true).contains("\u{1b}["));
}

#[test]
fn columns_count_characters_also_behind_tabs_and_accents() {
    let source = format!("{FRONT}# Één\t👩\u{200d}👧 {{#a .raking}}\n");
    let faults = read_bytes(source.as_bytes()).unwrap_err();
    assert_eq!(faults.lines(), ["5:15 unknown-word ‘.raking’ bestaat niet"]);
    assert!(faults.render(false).contains("polls/test.md:5:15\n"), "{}", faults.render(false));
}
