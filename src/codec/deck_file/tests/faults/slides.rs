//! Faults of a slide: how it is set apart, how it begins, and what may not stand on it.

use super::{FRONT, TWO, Tongue, check, check_file, read_bytes};

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
    let shown = faults.render(Tongue::Dutch, false);
    assert!(shown.contains("eerste kop") && shown.contains("tweede kop"), "{shown}");
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
