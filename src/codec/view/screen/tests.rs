//! What the hall sees, and what it does not see yet.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::*;
use crate::codec::deck_file::{self, Source};
use crate::codec::view::{JoinAddress, Storage};
use crate::codec::wire::Outgoing;
use crate::domain::answer::Answer;
use crate::domain::deck::Editions;
use crate::domain::fact::{Answered, Fact, Place, Recorded};
use crate::domain::ids::{DeckId, Moment, RoomCode, VoterId};
use crate::domain::session::Session;

const DECK: &str = r#"
# Welkom

Zie [hier](https://voorbeeld.nl/?a=1&b=2).

---

# Wat kiest u? {#keuze}

- (a) Appel
- (b) Peer \<b>vet\</b>
- (c) Pruim

> Wie legt het uit?

---

# Ziet u de stemmen? {#open .live}

- (ja) Ja
- (nee) Nee
"#;

struct Hall {
    session: Session,
    seen: BTreeSet<VoterId>,
    voters: u32,
}

impl Hall {
    fn new(front: &str, slides: &str) -> Self {
        let text = format!("+++\ntitle = \"Proef & zo\"\n{front}+++\n{slides}");
        let name = DeckId::parse("proef").unwrap();
        let deck = deck_file::read(&name, Source { name: "proef.md", bytes: text.as_bytes() }).unwrap().deck;
        let editions = Arc::new(Editions { original: deck, translations: Vec::new() });
        Self { session: Session::new(editions, Moment(0)), seen: BTreeSet::new(), voters: 0 }
    }

    fn fact(&mut self, fact: Fact) {
        self.session.apply(&Recorded { at: Moment(1), fact });
    }

    fn show(&mut self, slide: &str) {
        self.fact(Fact::Moved { to: Place::Slide(key(slide)) });
    }

    fn open(&mut self, question: &str) {
        self.show(question);
        self.fact(Fact::Opened { question: key(question) });
    }

    fn close(&mut self, question: &str) {
        self.fact(Fact::Closing { question: key(question) });
    }

    fn reveal(&mut self, question: &str) {
        self.fact(Fact::Closed { question: key(question), present: self.seen.iter().copied().collect() });
        self.fact(Fact::Revealed { question: key(question) });
    }

    /// So many votes for each option, in the order of the deck.
    fn vote(&mut self, question: &str, counts: &[u32]) {
        let options = self.session.deck().question(&key(question)).unwrap().options.clone();
        for (option, count) in options.iter().zip(counts) {
            for _ in 0..*count {
                let voter = self.enter();
                let answer = Answer::of_choices(vec![option.key.clone()]);
                self.fact(Fact::Answered(Answered { question: key(question), round: 1, voter, n: 1, answer }));
            }
        }
    }

    fn enter(&mut self) -> VoterId {
        self.voters += 1;
        let mut bytes = [0; 16];
        bytes[..4].copy_from_slice(&self.voters.to_be_bytes());
        self.seen.insert(VoterId(bytes));
        VoterId(bytes)
    }

    fn drawn(&self) -> Drawn {
        let join = JoinAddress::new("https://stem.voorbeeld.nl");
        let scene = Scene {
            session: &self.session,
            code: RoomCode::new(482_913).unwrap(),
            now: Moment(2),
            join: &join,
            seen: &self.seen,
            here: 104,
            screens: 1,
            recent_answers: 0,
            storage: Storage::Well,
            alarm: None,
            signs: Default::default(),
            clock: |_| String::new(),
        };
        screen(&scene, Tongue::Dutch)
    }

    fn stage(&self) -> String {
        self.drawn().parts["stage"].clone()
    }
}

fn key(text: &str) -> SlideKey {
    SlideKey::parse(text).unwrap()
}

/// The state of a hall that voted so, drawn at each phase of the question.
fn phases(front: &str, question: &str, counts: &[u32]) -> Vec<Drawn> {
    let mut hall = Hall::new(front, DECK);
    hall.open(question);
    hall.vote(question, counts);
    let mut drawn = vec![hall.drawn()];
    hall.close(question);
    drawn.push(hall.drawn());
    hall.reveal(question);
    drawn.push(hall.drawn());
    drawn
}

/// Words as people read them, without tags, in order.
fn words(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for character in html.chars() {
        match character {
            '<' => in_tag = true,
            '>' => {
                in_tag = false;
                text.push(' ');
            }
            other if !in_tag => text.push(other),
            _ => {}
        }
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    [("&#60;", "<"), ("&#62;", ">"), ("&#38;", "&")]
        .iter()
        .fold(text, |text, (escaped, sign)| text.replace(escaped, sign))
}

#[test]
fn before_the_reveal_the_screen_looks_the_same_however_people_voted() {
    let (one, other) = (phases("", "keuze", &[30, 2, 9]), phases("", "keuze", &[1, 40, 0]));
    assert_eq!(one[..2], other[..2]);
    assert_ne!(one[2], other[2]);
    assert_eq!((one[0].view, one[1].view, one[2].view), ("open", "closed", "results"));
    assert!(one[..2].iter().all(|drawn| drawn.live.counts.is_empty()));
    assert_eq!(one[0].live.texts["answered"], "41");
}

#[test]
fn with_too_few_answers_the_reveal_shows_no_figures_and_no_order() {
    let (one, other) = (phases("show_from = 5\n", "keuze", &[1, 3, 0]), phases("show_from = 5\n", "keuze", &[4, 0, 0]));
    assert_eq!(one[2], other[2]);
    assert!(words(&one[2].parts["stage"]).contains("De uitslag verschijnt bij 5 antwoorden of meer."));
    let enough = phases("show_from = 5\n", "keuze", &[1, 4, 0]);
    assert!(words(&enough[2].parts["stage"]).contains("Meeste stemmen: Peer"));
}

#[test]
fn a_live_question_moves_by_its_figures_and_not_by_its_parts() {
    let mut hall = Hall::new("", DECK);
    hall.open("open");
    let empty = hall.drawn();
    hall.vote("open", &[3, 1]);
    let voted = hall.drawn();
    assert_eq!(empty.parts, voted.parts);
    assert_eq!((empty.live.counts, voted.live.counts), (vec![], vec![3, 1]));
    assert!(words(&voted.parts["stage"]).contains("Stemmen zichtbaar tijdens het stemmen."));
}

#[test]
fn a_live_question_with_too_few_answers_hides_its_counts() {
    let drawn = &phases("show_from = 5\n", "open", &[3, 1])[0];
    assert!(drawn.live.counts.is_empty());
    assert_eq!(drawn.live.texts["few"], "De uitslag verschijnt bij 5 antwoorden of meer.");
}

#[test]
fn closing_a_question_leaves_its_picture_as_it_was() {
    let drawn = phases("", "keuze", &[3, 2, 1]);
    assert_eq!(drawn[0].parts["stage"], drawn[1].parts["stage"]);
    assert_ne!(drawn[0].parts["foot"], drawn[1].parts["foot"]);
}

#[test]
fn the_reveal_sorts_names_the_winner_and_keeps_the_numbers() {
    let drawn = &phases("", "keuze", &[30, 2, 9])[2];
    assert_eq!(
        words(&drawn.parts["stage"]),
        "Wat kiest u? Meeste stemmen: Appel 1 Appel 30 · 73% 3 Pruim 9 · 22% \
         2 Peer <b>vet</b> 2 · 5% Wie legt het uit?"
    );
    assert_eq!(drawn.live.texts["people"], "41 van 41 deelnemers");
    assert_eq!(drawn.parts["said"], "Uitslag: 41 deelnemers stemden. Meeste stemmen: Appel");
}

#[test]
fn the_quote_waits_for_the_reveal() {
    let drawn = phases("", "keuze", &[1, 0, 0]);
    let shown: Vec<bool> = drawn.iter().map(|drawn| drawn.parts["stage"].contains("Wie legt het uit?")).collect();
    assert_eq!(shown, [false, false, true]);
}

#[test]
fn a_tie_names_all_and_nobody_is_said_as_well() {
    let most = |counts: &[u32]| {
        let text = words(&phases("", "keuze", counts)[2].parts["stage"]);
        text.strip_prefix("Wat kiest u? ").unwrap().split(" 1 ").next().unwrap().to_owned()
    };
    assert_eq!(most(&[0, 0, 0]), "Niemand stemde.");
    assert_eq!(most(&[2, 0, 2]), "Gelijke stand: Appel en Pruim");
    assert_eq!(most(&[2, 2, 2]), "Gelijke stand: Appel , Peer <b>vet</b> en Pruim");
}

#[test]
fn names_too_long_for_a_line_are_called_by_their_number() {
    let long = "x".repeat(most::NAMES_CHARS_MAX + 1);
    let mut hall = Hall::new("", &format!("\n# Wat? {{#w}}\n\n0. ( ) {long}\n1. ( ) Kort\n"));
    hall.open("w");
    hall.vote("w", &[2, 1]);
    hall.close("w");
    hall.reveal("w");
    // A scale that begins at 0 keeps its own numbers.
    assert!(words(&hall.stage()).starts_with("Wat? Meeste stemmen: antwoord 0 0 "), "{}", words(&hall.stage()));
}

#[test]
fn more_answers_than_a_hall_can_read_end_in_one_bar() {
    let options: String = (1..=9).map(|n| format!("- (a{n}) Antwoord{n}\n")).collect();
    let mut hall = Hall::new("", &format!("\n# Wat? {{#w}}\n\n{options}- (z) Anders… ____\n"));
    hall.open("w");
    hall.vote("w", &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    hall.close("w");
    hall.reveal("w");
    let stage = hall.stage();
    assert_eq!(stage.matches(r#"class="bar""#).count(), BARS_MAX);
    assert!(
        words(&stage).ends_with("5 Antwoord5 5 · 9% 4 andere antwoorden 10 · 18% 10 Anders… 10 · 18%"),
        "{}",
        words(&stage)
    );
}

#[test]
fn groups_have_subtotals_and_what_stands_apart_follows_them() {
    let deck =
        "\n# Wat? {#w}\n\n- Ja\n  - (a) Ja, nu\n  - (b) Ja, later\n- Nee\n  - (c) Nee, nooit\n- (d) Weet ik niet\n";
    let mut hall = Hall::new("", deck);
    hall.open("w");
    hall.vote("w", &[1, 2, 3, 4]);
    hall.close("w");
    hall.reveal("w");
    assert_eq!(
        words(&hall.stage()),
        "Wat? Meeste stemmen: Weet ik niet Ja 3 1 Ja, nu 1 2 Ja, later 2 Nee 3 3 Nee, nooit 3 4 Weet ik niet 4"
    );
    assert!(hall.stage().contains(r#"class="row apart" data-option="3""#));
}

#[test]
fn a_tick_stays_small_with_ten_thousand_votes_on_thirty_answers() {
    let options: String = (1..=30).map(|n| format!("- (a{n}) Antwoord {n}\n")).collect();
    let mut hall = Hall::new("", &format!("\n# Wat? {{#w .live}}\n\n{options}"));
    hall.open("w");
    hall.vote("w", &[333; 30]);
    for _ in 0..2_000 {
        hall.enter();
    }
    let drawn = hall.drawn();
    let tick = Outgoing::Tick { epoch: "0123456789abcdef", frame: 123_456, live: &drawn.live }.encode();
    assert!(tick.len() <= 300, "{} bytes: {tick}", tick.len());
    assert_eq!(drawn.live.level, Some(833));
}

#[test]
fn an_empty_hall_has_an_empty_gauge() {
    let mut hall = Hall::new("", DECK);
    hall.show("keuze");
    assert_eq!((hall.drawn().view, hall.drawn().live.level), ("question", None));
    hall.open("keuze");
    assert_eq!((hall.drawn().live.level, hall.drawn().live.texts["of"].as_str()), (Some(0), "van 0"));
}

#[test]
fn joining_shows_address_and_code_and_they_stay_at_the_foot() {
    let mut hall = Hall::new("", DECK);
    let join = hall.drawn();
    assert_eq!((join.view, join.step.as_str(), join.title.as_str()), ("join", "0", "Proef & zo"));
    let text = words(&join.parts["stage"]);
    assert!(text.contains("Proef & zo Scan de code, of ga naar stem.voorbeeld.nl en typ 482 913"), "{text}");
    hall.show("1");
    assert_eq!(words(&hall.drawn().parts["foot"]), "stem.voorbeeld.nl 482 913");
    assert_eq!(hall.drawn().live.texts["people"], "104 deelnemers");
    assert!(hall.stage().contains(r#"<a href="https://voorbeeld.nl/?a=1&amp;b=2""#));
}

#[test]
fn a_black_screen_has_nothing_to_show_and_the_end_says_how_many_took_part() {
    let mut hall = Hall::new("", DECK);
    hall.open("keuze");
    hall.vote("keuze", &[2, 1, 0]);
    hall.fact(Fact::Blackened { on: true });
    let black = hall.drawn();
    assert_eq!((black.view, black.step.as_str(), black.parts["foot"].as_str()), ("black", "keuze.open", ""));
    assert_eq!(black.live, Live::default());
    hall.fact(Fact::Ended);
    let ended = hall.drawn();
    assert_eq!((ended.view, ended.step.as_str()), ("ended", "0.ended"));
    assert_eq!(words(&ended.parts["stage"]), "Bedankt voor het meedoen 3 deelnemers deden mee.");
}

#[test]
fn at_the_end_a_form_that_stays_open_is_called_for_with_the_way_to_it() {
    let mut hall = Hall::new("", "# Wat nam u mee? {#mee .form days=7}\n\n## Wat? {#wat .open}\n");
    hall.open("mee");
    hall.enter();
    hall.fact(Fact::Ended);
    let ended = hall.drawn();
    assert_eq!(ended.view, "ended");
    assert!(ended.parts["stage"].contains("<svg"), "the code to scan");
    let stage = words(&ended.parts["stage"]);
    for said in ["Bedankt voor het meedoen", "Vul het formulier nog in tot 8 januari", "stem.voorbeeld.nl", "482 913"] {
        assert!(stage.contains(said), "{stage}");
    }
    hall.fact(Fact::Closed { question: key("mee"), present: Vec::new() });
    assert!(words(&hall.stage()).starts_with("Bedankt voor het meedoen"));
    assert!(!hall.stage().contains("formulier"), "it is closed");
}

#[test]
fn a_text_in_another_language_than_the_page_says_so() {
    let mut hall = Hall::new("language = \"de\"\n", DECK);
    hall.open("keuze");
    assert!(hall.stage().contains(r#"<article class="asked" lang="de">"#));
    let mut hall = Hall::new("", DECK);
    hall.open("keuze");
    assert!(hall.stage().contains(r#"<article class="asked">"#));
}
