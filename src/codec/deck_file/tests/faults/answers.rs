//! Faults of the answers to a question: their boxes, their list, their words and their numbers.

use super::{TWO, check, check_remarks};

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
    check("# A {#q}\n\n- (x) A\n- [X] B\n", &["7:3 bad-box alle antwoorden heten goed"]);
    check(
        "# A {#q}\n\n1. (a) A\n2. [ ] B\n",
        &[
            "7:4 bad-box dit vakje klopt niet: op een schaal is het nummer de naam",
            "8:4 bad-box dit vakje klopt niet: op een schaal kiest men één antwoord",
        ],
    );
    check(
        "# A {#q .ranking}\n\n- [a] A\n- (b) B\n",
        &["8:3 bad-box dit vakje klopt niet: wie op volgorde zet, heeft vierkante vakjes"],
    );
}

#[test]
fn where_several_are_chosen_one_answer_takes_words() {
    check(
        "# A {#q}\n\n- [a] A\n- [b] B ____\n- (c) C ____\n",
        &["9:3 bad-writein bij ‘kies er meer’ neemt één antwoord eigen woorden"],
    );
    check("# A {#q}\n\n- (a) A ____\n- (b) B ____\n", &[]);
}

#[test]
fn a_square_box_among_round_ones_is_remarked_and_a_round_one_among_square_ones_is_not() {
    let sentence = "door dit vierkante vakje is dit ‘kies er meer’, en kiest men elk rond vakje alleen";
    let remark = |slides: &str, place: &str| check_remarks(slides, &[&format!("{place} stray-square {sentence}")]);
    remark("# Wat? {#q}\n\n- ( ) A\n- ( ) B\n- [anders] Anders ____\n", "9:3");
    remark("# Wat? {#q}\n\n- [a] A\n- (b) B\n", "7:3");
    remark("# Wat? {#q}\n\n- (a) A\n- [b] B\n- [c] C\n- (d) D\n- (e) E\n- (wn) Weet ik niet\n", "8:3");
    check_remarks("# Wat? {#q}\n\n- [a] A\n- [b] B\n- (c) Geen van deze\n- (wn) Weet ik niet\n", &[]);
    check_remarks("# Wat? {#q}\n\n- [a] A\n- [b] B\n- [c] Anders ____\n\n* (wn) Weet ik niet\n", &[]);
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
    check("# A {#q .ranking}\n", &["5:3 no-answers dit onderdeel heeft geen antwoorden"]);
    check("# A {#q .rating}\n\n1. ( ) A\n2. ( ) B\n", &["5:9 no-answers hier horen onderdelen met ##"]);
    check("# A {#q .rating}\n\n## R {#r}\n", &["5:9 no-answers dit onderdeel heeft geen antwoorden"]);
    check("# A {#q .form}\n\n## R {#r}\n", &["7:4 no-answers dit onderdeel heeft geen antwoorden"]);
    check("# A {#q .form}\n", &["5:9 no-answers hier horen onderdelen met ##"]);
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
    check("# A {#q .rating}\n\n## R {#r}\n\ntekst\n\n## S {#s}\n\n1. ( ) x\n2. ( ) y\n", &[&format!("9:1 {message}")]);
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
fn an_answer_that_leaves_off_without_a_line_to_write_on_is_remarked() {
    let sentence = "dit antwoord lijkt om eigen woorden te vragen, maar heeft geen invulstreep";
    let remark = format!("9:3 no-writein {sentence}");
    let question = |last: &str| format!("# Wat? {{#q}}\n\n- (a) A\n- (b) B\n- {last}\n");
    for last in [
        "(anders) Anders, namelijk: ...",
        "(anders) Anders, namelijk…",
        "(anders) Anders:",
        "(anders) Anders __",
        "(anders) Anders _",
        "( ) Anders: <!-- notitie -->",
    ] {
        check_remarks(&question(last), &[&remark]);
    }
    for last in ["(anders) Anders…____", "(anders) Anders, namelijk: ___", "(anders) Iets anders"] {
        check_remarks(&question(last), &[]);
    }
    check_remarks("# Hoe? {#q}\n\n1. ( ) Minder…\n2. ( ) Meer…\n", &[]);
}
