//! What an editor remarks about a sound deck: each remark with a slide that earns it, and one that only looks as if.

use super::*;

/// The remarks about these slides, as `line code`, the first line of the slides being line 5.
fn remarks(slides: &str) -> Vec<String> {
    let source = format!("{FRONT}{slides}");
    let reading =
        read_bytes(source.as_bytes()).unwrap_or_else(|faults| panic!("{}", faults.render(Tongue::Dutch, false)));
    let lines = reading.remarks.lines(Tongue::Dutch);
    lines
        .iter()
        .map(|line| line.split_once(':').unwrap())
        .map(|(line, rest)| format!("{line} {}", code(rest)))
        .collect()
}

fn code(rest: &str) -> &str {
    rest.split(' ').nth(1).unwrap_or_default()
}

/// A question with these answers, and one that always leaves a way out.
fn answers(heading: &str, answers: &[&str]) -> String {
    let list = answers.iter().map(|answer| format!("- ( ) {answer}\n")).collect::<String>();
    format!("# {heading} {{#v}}\n\n{list}- ( ) Anders… ____\n")
}

fn scale(attributes: &str, points: &[&str]) -> String {
    let list = points.iter().enumerate().map(|(index, point)| format!("{}. ( ) {point}\n", index + 1));
    format!("# Hoe was het? {{#v{attributes}}}\n\n{}", list.collect::<String>())
}

/// Whether the answer gets this remark among others that are sound.
fn says_two_things(answer: &str) -> bool {
    let found = remarks(&answers("Waarom?", &["Te duur", answer]));
    assert!(found.is_empty() || found == ["8 two-in-one"], "{answer}: {found:?}");
    !found.is_empty()
}

#[test]
fn an_answer_that_says_two_things_is_remarked_at_what_joins_them() {
    for answer in [
        "We hebben geen vertrouwen in SI / zien geen nut",
        "Te weinig tijd/middelen",
        "Twijfel / weet niet",
        "Nee / geen mening",
        "Tijd en/of geld",
        "We hebben geen tijd en we zien geen nut",
        "We hebben geen tijd of zien geen nut",
        "Te druk en te moeilijk",
        "Geen tijd of geen geld",
    ] {
        assert!(says_two_things(answer), "{answer}");
    }
    check_remarks(
        &answers("Waarom?", &["Te druk", "Geen tijd / geen geld"]),
        &["8:17 two-in-one dit antwoord zegt misschien twee dingen, met ‘/’ ertussen"],
    );
}

#[test]
fn a_list_of_kinds_is_one_answer() {
    for answer in [
        "Zorg, jeugdzorg of sociaal werk",
        "Nut en effect van sociale innovatie",
        "Mensen in de techniek houden en laten groeien",
        "Het bestuur en het college",
        "Mijn chef en ik",
        "Ik weet niet of ik het kan",
        "Hbo/wo",
        "Zie www.caop.nl/zoeken en verder",
        "Weet ik niet / n.v.t.",
        "Ja, en we doen het al",
        "We hebben het geprobeerd, maar geen effect",
    ] {
        let found = remarks(&answers("Waarom?", &["Te duur", answer]));
        assert!(!found.iter().any(|line| line.ends_with("two-in-one")), "{answer}: {found:?}");
    }
}

#[test]
fn a_point_of_a_scale_and_a_group_of_a_segment_may_join_what_belongs_together() {
    assert!(remarks(&scale("", &["Niet bekend en niet geprobeerd", "Bekend en geprobeerd"])).is_empty());
    assert_eq!(remarks(&scale("", &["Ja", "Nee", "Twijfel / weet niet"])), ["9 two-in-one"]);
    assert!(remarks("# Wat doet u? {#v .segment}\n\n- ( ) Beleid / advies\n- ( ) Uitvoering / toezicht\n").is_empty());
}

#[test]
fn a_statement_answered_with_yes_or_no_is_no_question() {
    let list = "\n\n- ( ) Ja, altijd\n- ( ) Nee, nooit\n";
    assert_eq!(remarks(&format!("# Overleg helpt {{#v}}{list}")), ["5 statement"]);
    assert_eq!(
        remarks("# Overleg helpt {#v}\n\n- Ja\n  - (a) Vaak\n  - (b) Altijd\n- Nee\n  - (c) Zelden\n"),
        ["5 statement"]
    );
    assert!(remarks(&format!("# Helpt overleg? {{#v}}{list}")).is_empty());
    assert!(remarks(&format!("# Stelling 1 {{#v}}\n\nHelpt overleg?{list}")).is_empty());
    assert!(remarks("# Overleg helpt {#v}\n\n- ( ) Eens\n- ( ) Oneens\n").is_empty());
}

#[test]
fn a_question_about_what_is_in_the_way_has_an_answer_for_whom_nothing_is() {
    let heading = "Wat houdt u tegen om te beginnen?";
    assert_eq!(remarks(&answers(heading, &["Geen tijd", "Geen geld"])), ["5 presumes"]);
    assert_eq!(remarks(&answers("Welke drempels ziet u?", &["Tijd", "Geld"])), ["5 presumes"]);
    assert!(remarks(&answers(heading, &["Geen tijd", "Niets houdt mij tegen"])).is_empty());
    assert!(remarks(&answers("Ziet u drempels?", &["Tijd", "Geld"])).is_empty());
    let several = format!("# {heading} {{#v}}\n\n- [ ] Tijd\n- [ ] Geld\n");
    assert_eq!(remarks(&several), ["5 presumes"]);
    assert!(remarks(&format!("{several}- ( ) Ik ben al begonnen\n")).is_empty());
}

#[test]
fn what_apart_does_not_deny_leaves_the_question_presuming() {
    let question = "# Wat houdt u tegen? {#v}\n\n- ( ) Tijd\n- ( ) Geld\n\n";
    assert_eq!(remarks(&format!("{question}* ( ) We doen het al\n")), ["5 presumes"]);
    assert!(remarks(&format!("{question}* ( ) Er is niets dat ons tegenhoudt\n")).is_empty());
}

#[test]
fn whoever_fits_no_answer_has_one_to_choose() {
    let question = "# Waar werkt u? {#v}\n\n- ( ) Zorg\n- ( ) Onderwijs\n- ( ) Bouw\n";
    assert_eq!(remarks(question), ["5 no-way-out"]);
    assert_eq!(remarks(&question.replace("( )", "[ ]")), ["5 no-way-out"]);
    for way_out in ["( ) Ergens anders", "( ) Weet ik niet", "( ) Elders ____", "( ) Geen van deze", "( ) N.v.t."] {
        assert!(remarks(&format!("{question}- {way_out}\n")).is_empty(), "{way_out}");
    }
    assert!(remarks(&format!("{question}\n* ( ) Ik zoek werk\n")).is_empty());
    assert!(remarks(&format!("{}- ( ) Ik zoek werk\n", question.replace("( )", "[ ]"))).is_empty());
}

#[test]
fn answers_that_leave_nobody_out_need_no_way_out() {
    assert!(remarks("# Gaat u mee? {#v}\n\n- ( ) Graag\n- ( ) Liever niet\n").is_empty());
    assert!(remarks("# Gaat u mee? {#v}\n\n- ( ) Ja, graag\n- ( ) Ja, even\n- ( ) Nee, dank u\n").is_empty());
    assert!(remarks("# Wat moet eerst? {#v}\n\n- ( ) Zorg\n- ( ) Onderwijs\n- ( ) Bouw\n").is_empty());
    assert!(
        remarks("# Hoe lang al? {#v}\n\n- ( ) Tot 2 jaar\n- ( ) 2 tot 5 jaar\n- ( ) Langer dan 5 jaar\n").is_empty()
    );
    assert!(remarks(&scale("", &["Nooit", "Soms", "Vaak"])).is_empty());
}

#[test]
fn a_scale_with_more_room_for_praise_than_for_blame_is_unbalanced() {
    assert_eq!(remarks(&scale("", &["Slecht", "Redelijk", "Goed", "Heel goed"])), ["10 unbalanced"]);
    assert_eq!(remarks(&scale("", &["Heel oneens", "Oneens", "Neutraal", "Eens"])), ["7 unbalanced"]);
    for points in [
        ["Slecht", "Matig", "Redelijk", "Goed", "Heel goed"].as_slice(),
        &["Oneens", "Eens"],
        &["Niets", "Een beetje", "Veel", "Heel veel"],
        &["Niet tevreden", "Een beetje tevreden", "Tevreden", "Heel tevreden"],
        &["Niet bekend", "Bekend", "Goed bekend"],
        &["Slecht", "Kan beter", "Goed"],
    ] {
        assert_eq!(remarks(&scale("", points)), Vec::<String>::new(), "{points:?}");
    }
}

#[test]
fn a_bipolar_scale_has_its_best_point_in_the_middle() {
    let points = ["Te langzaam", "Precies goed", "Te snel"];
    assert!(remarks(&scale(" .bipolar", &points)).is_empty());
    assert_eq!(
        remarks(&scale(" .bipolar", &["Te langzaam", "Precies goed", "Iets te snel", "Te snel"])),
        ["5 unbalanced"]
    );
    let aside = ["Te langzaam", "Precies goed", "Iets te snel", "Te snel", "Veel te snel"];
    assert_eq!(remarks(&scale(" .bipolar", &aside)), ["8 unbalanced"]);
    assert!(remarks(&scale("", &["Laag", "Vrij laag", "Vrij hoog", "Hoog"])).is_empty(), "even, but not bipolar");
}

#[test]
fn answers_that_differ_in_a_letter_a_capital_or_an_accent_are_remarked_with_the_other() {
    for (one, other) in [
        ("Meer overleg", "meer overleg."),
        ("Cliënten", "Clienten"),
        ("Medewerkers", "Medewerkeers"),
        ("Gemeentelijke organisaties", "Gemeentelijke organisatie’s"),
        ("Sociaal werk", "Sociaalwerk"),
    ] {
        assert_eq!(remarks(&answers("Wat?", &[one, "Iets meer", other])), ["9 nearly-equal"], "{one}, {other}");
    }
}

#[test]
fn opposites_and_figures_are_not_alike() {
    for (one, other) in [
        ("Tevreden", "Ontevreden"),
        ("Helemaal mee eens", "Helemaal mee oneens"),
        ("Binnen 2 uur", "Binnen 3 uur"),
        ("Werkgever", "Werknemer"),
        ("Interne hulp", "Externe hulp"),
        ("Leren", "Leven"),
        ("Weinig tijd", "Weinig geld"),
        ("👍", "👎"),
    ] {
        assert!(remarks(&answers("Wat?", &[one, other])).is_empty(), "{one}, {other}");
    }
}

#[test]
fn the_third_question_in_a_row_is_remarked_once() {
    let question = |name: &str| format!("# Gaat u? {{#{name}}}\n\n- ( ) Ja\n- ( ) Nee\n\n---\n\n");
    let [a, b, c, d] = ["a", "b", "c", "d"].map(question);
    let plain = "# Uitleg\n";
    assert_eq!(remarks(&format!("{a}{b}{c}{d}{plain}")), ["19 in-a-row"]);
    assert!(remarks(&format!("{a}{b}{plain}\n---\n\n{c}{d}{plain}")).is_empty());
    let all = format!("{a}{b}{c}# Gaat u? {{#d}}\n\n- ( ) Ja\n- ( ) Nee\n");
    assert!(remarks(&all).is_empty(), "a deck of questions alone is a form");
}

#[test]
fn a_plain_slide_of_many_words_is_remarked_before_the_hall_cannot_read_it() {
    let line = "- Aandacht voor gevolgen van dienstverlening en voor de kwaliteit van het werk\n";
    assert!(remarks(&format!("# Titel\n\n{}", line.repeat(5))).is_empty());
    assert_eq!(remarks(&format!("# Titel\n\n{}", line.repeat(14))), ["5 small-text"]);
    let row = "| Arbeidsinhoud | Stress en werkdruk | Autonomie |\n";
    let table = |rows| format!("# Titel\n\n| A | B | C |\n|---|---|---|\n{}", row.repeat(rows));
    assert!(remarks(&table(6)).is_empty());
    assert_eq!(remarks(&table(12)), ["5 small-text"]);
    let step = "- Stap voorbereiden\n  - Voldoende autonomie\n  - Besluiten die iedereen draagt\n";
    assert!(remarks(&format!("# Titel {{.steps}}\n\n{}", step.repeat(3))).is_empty());
    assert_eq!(remarks(&format!("# Titel {{.steps}}\n\n{}", step.repeat(7))), ["5 small-text"]);
}

#[test]
fn a_question_in_english_is_read_in_english() {
    let read = |slides: &str| {
        let source = format!("+++\ntitle = \"Test\"\nlanguage = \"en\"\n+++\n\n{slides}");
        read_bytes(source.as_bytes()).unwrap().remarks.codes()
    };
    assert_eq!(read("# Meetings help {#v}\n\n- ( ) Yes\n- ( ) No\n"), ["statement"]);
    assert_eq!(read("# What is holding you back? {#v}\n\n- ( ) Time\n- ( ) Money\n"), ["presumes"]);
    assert!(read("# What is holding you back? {#v}\n\n- ( ) Time\n- ( ) Nothing\n").is_empty());
    assert_eq!(read("# Where? {#v}\n\n- ( ) Here\n- ( ) There\n- ( ) At home\n"), ["no-way-out"]);
    assert!(read("# Where? {#v}\n\n- ( ) Here\n- ( ) There\n- ( ) I don’t know\n").is_empty());
    assert_eq!(read("# Why? {#v}\n\n- ( ) I have no time and I see no use\n- ( ) Lack of time\n"), ["two-in-one"]);
}

#[test]
fn in_a_language_that_the_editor_does_not_know_it_judges_no_words() {
    let source = "+++\ntitle = \"Test\"\nlanguage = \"de\"\n+++\n\n# Wo? {#v}\n\n- ( ) Hier\n- ( ) Da\n- ( ) Dort\n";
    assert!(read_bytes(source.as_bytes()).unwrap().remarks.is_empty());
}

#[test]
fn a_translation_is_remarked_only_for_its_own_words() {
    let original = format!("{FRONT}# Waarom? {{#v}}\n\n- (a) Tijd / geld\n- (b) Zorgen\n- (c) Werk\n");
    let said = |second: &str| {
        let translation = format!(
            "+++\ntitle = \"Test\"\n+++\n\n# Why? {{#v}}\n\n- (a) Time / money\n- (b) {second}\n- (c) Concern\n"
        );
        let id = DeckId::parse("test").unwrap();
        let sources = [original.as_bytes(), translation.as_bytes()].map(|bytes| Source { name: "test", bytes });
        read_editions(&id, sources[0], &[(Language::english(), sources[1])]).unwrap().remarks.codes()
    };
    assert_eq!(said("Worries"), ["no-way-out", "two-in-one"]);
    assert_eq!(said("Concerns"), ["no-way-out", "two-in-one", "nearly-equal"]);
}

#[test]
fn too_many_answers_are_remarked_in_the_original_alone() {
    let list = ('a'..='h').map(|name| format!("- ({name}) {name}\n")).collect::<String>();
    let texts = ["Wat eerst?", "What first?"].map(|heading| format!("{FRONT}# {heading} {{#v}}\n\n{list}"));
    let id = DeckId::parse("test").unwrap();
    let [dutch, english] = [&texts[0], &texts[1]].map(|text| Source { name: "test", bytes: text.as_bytes() });
    let remarks = read_editions(&id, dutch, &[(Language::english(), english)]).unwrap().remarks;
    assert_eq!(remarks.codes(), ["many-answers"]);
}

#[test]
fn a_deck_with_an_error_is_not_read_by_an_editor() {
    let source = format!("{FRONT}# Waar? {{#v .raking}}\n\n- ( ) A\n- ( ) B\n- ( ) C\n");
    assert_eq!(read_bytes(source.as_bytes()).unwrap_err().codes(), ["unknown-word"]);
}

#[test]
fn after_twenty_remarks_only_their_number_is_said() {
    let slide = "# Waar werkt u? {#vN}\n\n- ( ) Zorg\n- ( ) Onderwijs\n- ( ) Bouw\n\n---\n\n# Uitleg\n";
    let slides: Vec<String> = (0..22).map(|number| slide.replace('N', &number.to_string())).collect();
    let source = format!("{FRONT}{}", slides.join("\n---\n\n"));
    let remarks = read_bytes(source.as_bytes()).unwrap().remarks;
    assert_eq!((remarks.len(), remarks.codes().len()), (22, 20));
    assert!(remarks.render(Tongue::Dutch, false).ends_with("… en nog 2 opmerkingen\n"));
    assert!(remarks.render(Tongue::English, false).ends_with("… and 2 more remarks\n"));
}
