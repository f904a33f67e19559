//! Faults of the file as a whole: bytes that are no text, more than its limits take, and front matter.

use super::{Tongue, check, check_file, read_bytes};

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
        &format!("# A {{#a .form}}\n\n{}", rows.replace('}', " .number max=3}")),
        &["27:4 too-much meer dan 20 onderdelen"],
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
    assert!(
        faults.render(Tongue::Dutch, false).contains("tip: bedoelt u ‘language’?"),
        "{}",
        faults.render(Tongue::Dutch, false)
    );
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
