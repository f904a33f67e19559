//! Kinds of question: all that the language knows are asked.

use super::{TWO, check};

#[test]
fn a_repeat_names_an_earlier_question() {
    check(
        &format!("# A {{#v}}{TWO}\n---\n\n# B {{#w repeat=vv}}\n"),
        &["12:16 bad-repeat er is hierboven geen vraag ‘vv’"],
    );
    check(
        &format!("# A {{#v}}{TWO}\n---\n\n# B {{#w repeat=v}}{TWO}"),
        &["14:1 bad-repeat een herhaalde vraag heeft zelf geen antwoorden"],
    );
    check(&format!("# A {{#v}}{TWO}\n---\n\n# B {{#w repeat=v}}\n"), &[]);
}

#[test]
fn a_ranking_and_points_to_divide_can_be_asked_and_answers_in_random_order() {
    let boxes = "- [a] A\n- [b] B\n";
    check(&format!("# A {{#q .ranking max=1 .shuffle}}\n\n{boxes}"), &[]);
    check(&format!("# A {{#q .points max=100 step=10 .shuffle}}\n\n{boxes}"), &[]);
    check(&format!("# A {{#q max=1 .shuffle}}\n\n{boxes}"), &[]);
}

#[test]
fn a_grid_a_form_texts_and_words_are_asked() {
    check("# A {#q .rating}\n\n## R {#r}\n## S {#s}\n\n1. ( ) x\n2. ( ) y\n\n- (wn) Weet niet\n", &[]);
    let form = "# A {#q .form}\n\n## R {#r .number max=10}\n## T {#t .bipolar}\n\n1. ( ) x\n2. ( ) y\n";
    check(form, &[]);
    check("# A {#q .open max=140}\n", &[]);
    check("# A {#q .words max=2}\n", &[]);
    check(&form.replace("## T", "## S {#s .open}\n## T"), &[]);
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
fn the_examples_of_the_language_are_right() {
    check(EXAMPLES, &[]);
}
