//! What a phone shows at each step, and what it must never show.

use std::sync::Arc;

use super::*;
use crate::codec::view::{JoinAddress, Storage};
use crate::codec::wire::Outgoing;
use crate::domain::answer::Answer;
use crate::domain::deck::{Block, ChoiceOption, Deck, Editions, Inline, Kind, Layout, Slide};
use crate::domain::fact::{Answered, Fact, Place, Recorded, Sorting};
use crate::domain::ids::{DeckId, Language, RoomCode, SlideKey};
use crate::domain::session::{Session, entry_name};

fn slide_key(key: &str) -> SlideKey {
    SlideKey::parse(key).unwrap()
}

fn option(text: &str, key: &str) -> ChoiceOption {
    ChoiceOption {
        key: OptionKey::parse(key).unwrap(),
        text: text.to_owned(),
        write_in: key == "anders",
        apart: key == "weet-niet",
        alone: false,
        right: false,
        group: None,
    }
}

fn plain_slide(key: &str, title: &str) -> Slide {
    Slide {
        key: slide_key(key),
        language: Language::dutch(),
        title: vec![Inline::Text(title.to_owned())],
        body: Vec::new(),
        question: None,
        after: Vec::new(),
        notes: vec!["alleen voor de spreker".to_owned()],
        layout: Layout::Flow,
    }
}

fn question_slide(key: &str, title: &str, options: Vec<ChoiceOption>) -> Slide {
    let question = Question { options, ..Question::new(Kind::ChooseOne) };
    Slide { question: Some(question), ..plain_slide(key, title) }
}

/// The two largest questions of the reference deck, and one that is small.
fn deck() -> Deck {
    let mut grouped = question_slide(
        "p4",
        "Sociale innovatie kan helpen bij (technologische) innovatie",
        vec![
            option("Ja, SI is een voorwaarde voor (tech) innovatie", "voorwaarde"),
            option("Ja, SI helpt dat medewerkers (tech) innovatie accepteren", "accepteren"),
            option("Nee, (tech) innovatie is juist een voorwaarde voor SI", "omgekeerd"),
            option("Nee, SI en (tech) innovatie staan los van elkaar", "los"),
            option("Weet ik niet", "weet-niet"),
        ],
    );
    let question = grouped.question.as_mut().unwrap();
    question.groups = vec!["Ja".to_owned(), "Nee".to_owned()];
    for (index, group) in [0, 0, 1, 1].into_iter().enumerate() {
        question.options[index].group = Some(group);
    }
    grouped.after = vec![Block::Quote(vec![Block::Paragraph(vec![Inline::Text("Wie geeft een voorbeeld?".into())])])];
    Deck {
        id: DeckId::parse("proef").unwrap(),
        title: "Webinar <sociale> innovatie".to_owned(),
        description: None,
        language: Language::dutch(),
        show_from: 1,
        pulse: false,
        slides: vec![
            plain_slide("1", "Programma"),
            question_slide(
                "p2",
                "Hoe bekend bent u met sociale innovatie?",
                vec![
                    option("Niet bekend met SI en niet hoe in te voeren", "niet"),
                    option("Bekend met SI maar niet hoe in te voeren", "bekend"),
                    option("Bekend met SI en hoe in te voeren", "hoe"),
                    option("Anders…", "anders"),
                ],
            ),
            grouped,
            question_slide(
                "p5",
                "Gaat u sociale innovatie toepassen?",
                vec![option("Ja", "ja"), option("Nee", "nee"), option("Twijfel / weet niet", "twijfel")],
            ),
        ],
    }
}

fn voter(number: u32) -> VoterId {
    let mut id = [0; 16];
    id[..4].copy_from_slice(&number.to_be_bytes());
    VoterId(id)
}

struct Room(Session);

impl Room {
    fn new(deck: Deck) -> Self {
        let editions = Editions { original: deck, translations: Vec::new() };
        Self(Session::new(Arc::new(editions), Moment(0)))
    }

    fn at(question: &str) -> Self {
        let mut room = Self::new(deck());
        room.goes_to(question);
        room
    }

    fn happens(&mut self, fact: Fact) {
        self.0.apply(&Recorded { at: Moment(50_000), fact });
    }

    fn goes_to(&mut self, slide: &str) {
        self.happens(Fact::Moved { to: Place::Slide(slide_key(slide)) });
    }

    fn opens(&mut self, question: &str) {
        self.happens(Fact::Opened { question: slide_key(question) });
    }

    fn gets(&mut self, question: &str, counts: &[(&str, u32)]) {
        let mut number = 0;
        for (choice, count) in counts {
            for _ in 0..*count {
                number += 1;
                let answer = Answer::of_choices(vec![OptionKey::parse(choice).unwrap()]);
                let question = slide_key(question);
                self.happens(Fact::Answered(Answered { question, round: 1, voter: voter(number), n: 3, answer }));
            }
        }
    }

    fn closes(&mut self, question: &str) {
        self.happens(Fact::Closed { question: slide_key(question), present: Vec::new() });
    }

    fn reveals(&mut self, question: &str) {
        self.closes(question);
        self.happens(Fact::Revealed { question: slide_key(question) });
    }

    fn drawn(&self, tongue: Tongue) -> Drawn {
        self.with_scene(|scene| phone(scene, tongue))
    }

    fn drawn_for(&self, number: u32) -> Personal {
        let visitor = Visitor {
            voter: voter(number),
            token: "geheim\"<",
            clock: &|at| format!("14:{:02}", at.0 / 1000),
            refreshing: false,
        };
        self.with_scene(|scene| phone_for(scene, Tongue::Dutch, &visitor))
    }

    fn with_scene<T>(&self, draw: impl FnOnce(&Scene<'_>) -> T) -> T {
        draw(&Scene {
            session: &self.0,
            code: RoomCode::new(482_913).unwrap(),
            now: Moment(60_000),
            join: &JoinAddress::new("https://stem.voorbeeld.nl"),
            seen: &self.0.known_present(),
            here: 7,
            screens: 1,
            recent_answers: 5,
            storage: Storage::Well,
            alarm: None,
            signs: Default::default(),
            clock: |_| String::new(),
        })
    }

    fn says(&self, sentence: &str) {
        let drawn = self.drawn(Tongue::Dutch);
        let text = text_of(&drawn.parts["main"]);
        assert!(text.contains(sentence), "‘{sentence}’ is not in: {text}");
    }
}

/// What a reader sees of a part, roughly: without tags, quotes unescaped.
fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' => {
                in_tag = false;
                text.push(' ');
            }
            c if !in_tag => text.push(c),
            _ => {}
        }
    }
    text.replace("&#34;", "\"").replace("&#60;", "<").replace("&#62;", ">")
}

#[test]
fn a_phone_follows_the_screen() {
    let mut room = Room::new(deck());
    let view = |room: &Room| room.drawn(Tongue::Dutch).view;
    assert_eq!(view(&room), "not-started");
    room.says("Deze bijeenkomst begint later. Laat deze pagina open.");
    room.goes_to("1");
    assert_eq!(view(&room), "waiting");
    room.says("U doet mee.  Er is nu geen vraag. Kijk naar het scherm.  Webinar <sociale> innovatie");
    room.goes_to("p2");
    assert_eq!(view(&room), "waiting");
    room.says("U doet mee.  De vraag komt zo.");
    room.opens("p2");
    assert_eq!(view(&room), "open");
    room.says("Tik op uw antwoord.");
    room.goes_to("1");
    assert_eq!(view(&room), "open", "an open question stays within reach when the screen goes on");
    room.happens(Fact::Blackened { on: true });
    assert_eq!(view(&room), "black");
    room.happens(Fact::Blackened { on: false });
    room.goes_to("p2");
    room.happens(Fact::Closing { question: slide_key("p2") });
    assert_eq!(view(&room), "closed", "closing takes no new taps");
    room.says("De vraag is dicht. De uitslag komt zo.");
    room.reveals("p2");
    assert_eq!(view(&room), "results");
    room.happens(Fact::Ended);
    assert_eq!(view(&room), "ended");
    room.says("De bijeenkomst is afgelopen.");
}

#[test]
fn a_result_on_the_screen_goes_before_a_question_left_open() {
    let mut room = Room::at("p2");
    room.reveals("p2");
    room.opens("p5");
    assert_eq!(room.drawn(Tongue::Dutch).view, "results");
    room.goes_to("p4");
    assert_eq!(room.drawn(Tongue::Dutch).title, "Vraag 3: Gaat u sociale innovatie toepassen?");
}

#[test]
fn no_count_is_drawn_before_the_reveal() {
    let mut quiet = Room::at("p5");
    quiet.opens("p5");
    let mut busy = Room::at("p5");
    busy.opens("p5");
    busy.gets("p5", &[("ja", 33), ("nee", 13), ("twijfel", 41)]);
    for _ in 0..2 {
        for tongue in Tongue::ALL {
            assert_eq!(quiet.drawn(tongue), busy.drawn(tongue), "a phone cannot tell whether anybody voted");
        }
        quiet.closes("p5");
        busy.closes("p5");
    }
    busy.reveals("p5");
    busy.says("33 · 38%");
    busy.happens(Fact::Hidden { question: slide_key("p5") });
    assert_eq!(quiet.drawn(Tongue::Dutch), busy.drawn(Tongue::Dutch));
}

#[test]
fn a_live_question_shows_its_count_below_the_answers_and_only_in_moving_figures() {
    let mut deck = deck();
    deck.slides[3].question.as_mut().unwrap().live = true;
    deck.show_from = 2;
    let mut room = Room::new(deck);
    room.goes_to("p5");
    room.opens("p5");
    room.gets("p5", &[("ja", 1)]);
    let early = room.drawn(Tongue::Dutch);
    assert_eq!(early.live.counts, [] as [u32; 0]);
    assert_eq!(early.live.texts["tally"], "U ziet de uitslag zodra 2 deelnemers hebben geantwoord.");
    room.gets("p5", &[("ja", 1), ("nee", 20)]);
    let later = room.drawn(Tongue::Dutch);
    assert_eq!(early.parts, later.parts, "a part does not move while the step stays");
    assert_eq!(later.live.counts, [1, 20, 0]);
    assert_eq!(later.live.texts["b2"], "20 · 95%");
    let tick = Outgoing::Tick { epoch: "01890a5d", frame: 1234, live: &later.live }.encode();
    assert!(tick.len() <= 300, "{} bytes: {tick}", tick.len());
    let html = &room.drawn_for(1).drawn.parts["main"];
    assert!(text_of(html).contains("20 · 95%"), "who has no script sees the figures too: {html}");
}

#[test]
fn the_result_is_one_sentence() {
    for (counts, sentence) in [
        (
            &[("ja", 33), ("nee", 13), ("twijfel", 41)][..],
            "Uitslag: 87 deelnemers stemden. Meeste stemmen: ‘Twijfel / weet niet’, 41 (47%).",
        ),
        (&[("ja", 1)], "Uitslag: 1 deelnemer stemde. Meeste stemmen: ‘Ja’, 1."),
        (&[("ja", 20), ("nee", 20)], "Uitslag: 40 deelnemers stemden. Meeste stemmen: ‘Ja’ en ‘Nee’, elk 20 (50%)."),
        (&[("ja", 2), ("nee", 2), ("twijfel", 2)], "Meeste stemmen: ‘Ja’, ‘Nee’ en ‘Twijfel / weet niet’, elk 2."),
        (&[], "Niemand stemde."),
        (&[("ja", 10), ("nee", 10), ("twijfel", 10)], "Door afronding is het totaal 99%."),
    ] {
        let mut room = Room::at("p5");
        room.opens("p5");
        room.gets("p5", counts);
        room.reveals("p5");
        room.says(sentence);
    }
}

#[test]
fn too_few_answers_show_no_figure_at_all() {
    let mut deck = deck();
    deck.show_from = 5;
    let mut room = Room::new(deck);
    room.goes_to("p5");
    room.opens("p5");
    room.gets("p5", &[("ja", 3), ("nee", 1)]);
    room.reveals("p5");
    room.says("Te weinig deelnemers gaven antwoord om de uitslag te tonen. Daarvoor zijn 5 antwoorden nodig.");
    let html = &room.drawn(Tongue::Dutch).parts["main"];
    assert!(!html.contains("<table"), "{html}");
}

#[test]
fn groups_have_a_subtotal_and_what_is_apart_stands_last() {
    let mut room = Room::at("p4");
    room.opens("p4");
    room.gets("p4", &[("voorwaarde", 4), ("accepteren", 6), ("los", 9), ("weet-niet", 11)]);
    room.reveals("p4");
    let text = text_of(&room.drawn(Tongue::Dutch).parts["main"]);
    let place = |needle: &str| text.rfind(needle).unwrap_or_else(|| panic!("no ‘{needle}’ in {text}"));
    assert!(place("Ja 10 · 33%") < place("6 · 20%"));
    assert!(place("Nee 9 · 30%") < place("Weet ik niet"));
    assert!(place("Weet ik niet") < place("Wie geeft een voorbeeld?"), "the quote comes after the result");
    assert!(text.contains("andere mensen kunnen anders denken"));
    room.happens(Fact::Hidden { question: slide_key("p4") });
    assert!(!room.drawn(Tongue::Dutch).parts["main"].contains("Wie geeft"), "the quote waits for the reveal");
}

#[test]
fn the_own_choice_is_marked_in_every_stage() {
    let mut room = Room::at("p5");
    room.opens("p5");
    room.gets("p5", &[("ja", 1), ("nee", 1)]);
    let mine = room.drawn_for(2);
    let html = &mine.drawn.parts["main"];
    assert!(html.contains("value=nee aria-pressed=true><span>Nee</span><b lang=nl>uw keuze</b>"), "{html}");
    assert!(html.contains("value=ja aria-pressed=false"), "{html}");
    assert!(html.contains("name=n value=4>"), "the next vote is newer than the stored one: {html}");
    assert!(html.contains("value=\"geheim&#34;&#60;\""), "{html}");
    let notice = mine.notice.unwrap();
    assert_eq!(
        format!("{} {}", notice.head, notice.more),
        "Uw stem is opgeslagen om 14:50. ‘Nee’. U kunt nog wijzigen."
    );
    room.closes("p5");
    assert_eq!(room.drawn_for(2).notice.unwrap().more, "‘Nee’.");
    room.reveals("p5");
    let results = room.drawn_for(2);
    assert!(
        results.drawn.parts["main"].contains("class=\"chosen\"><th scope=row><span>Nee</span> <b lang=nl>uw keuze</b>")
    );
    assert_eq!(room.drawn_for(9).notice, None);
}

#[test]
fn the_part_for_everybody_holds_nothing_personal() {
    let mut room = Room::at("p5");
    room.opens("p5");
    room.gets("p5", &[("ja", 1)]);
    let html = &room.drawn(Tongue::Dutch).parts["main"];
    assert!(html.contains("name=token value=\"\""), "{html}");
    for personal in ["uw keuze", "aria-pressed", "alleen voor de spreker"] {
        assert!(!html.contains(personal), "{html}");
    }
}

#[test]
fn words_of_ones_own_go_only_with_their_answer() {
    let mut room = Room::at("p2");
    room.opens("p2");
    let html = &room.drawn(Tongue::Dutch).parts["main"];
    let own = html.split("<form class=own").nth(1).unwrap();
    assert!(own.split("</form>").next().unwrap().contains("<textarea"), "{html}");
    assert_eq!(html.matches("name=text").count(), 1);
    assert_eq!(html.matches("form=vote name=choice").count(), 3, "other buttons belong to another form: {html}");
}

#[test]
fn texts_in_another_language_say_so() {
    let mut room = Room::at("p5");
    room.opens("p5");
    assert!(room.drawn(Tongue::English).parts["main"].contains("data-round=1 lang=nl>"));
    assert!(!room.drawn(Tongue::Dutch).parts["main"].contains("lang=nl>Gaat"));
}

#[test]
fn a_state_fits_in_two_kilobytes() {
    for (question, counts) in [
        ("p2", &[("niet", 41), ("bekend", 33), ("hoe", 9), ("anders", 4)][..]),
        ("p4", &[("voorwaarde", 41), ("accepteren", 33), ("omgekeerd", 9), ("los", 4), ("weet-niet", 12)]),
        ("p5", &[("ja", 33), ("nee", 13), ("twijfel", 41)]),
    ] {
        let mut room = Room::at(question);
        room.opens(question);
        room.gets(question, counts);
        for stage in ["open", "closed", "results"] {
            match stage {
                "closed" => room.closes(question),
                "results" => room.reveals(question),
                _ => {}
            }
            for tongue in Tongue::ALL {
                let drawn = room.drawn(tongue);
                assert_eq!(drawn.view, stage);
                let epoch = "0193519e-8a4b-7c1e-9d0b-3f0f3f1f1f1f";
                let state = Outgoing::State { epoch, frame: 123_456, wait: 800, drawn: &drawn }.encode();
                println!("{question} {stage} {}: {} bytes", tongue.code(), state.len());
                assert!(state.len() <= 2048, "{question} {stage} {}: {} bytes\n{state}", tongue.code(), state.len());
            }
        }
    }
}

#[test]
fn words_that_got_a_bar_of_their_own_are_marked_there() {
    let mut room = Room::at("p2");
    room.opens("p2");
    let words = "via mijn vakbond";
    let said = Answer {
        choices: vec![OptionKey::parse("anders").unwrap()],
        text: Some(words.to_owned()),
        ..Answer::default()
    };
    let question = slide_key("p2");
    let answered = Answered { question: question.clone(), round: 1, voter: voter(1), n: 1, answer: said };
    room.happens(Fact::Answered(answered));
    let entry = entry_name(room.0.deck().question(&question).unwrap(), "", words);
    room.happens(Fact::Sorted { question, entries: vec![entry], sorting: Sorting::Promote });
    room.reveals("p2");
    let html = &room.drawn_for(1).drawn.parts["main"];
    let chosen: Vec<&str> = html.split("<tr ").filter(|row| row.contains("uw keuze")).collect();
    assert!(chosen.len() == 1 && chosen[0].contains(words), "{html}");
    let own = crate::codec::wire::mine_whole(&room.0, &voter(1), Moment(0));
    assert!(own.contains(r#""choices":["anders"]"#) && own.contains(r#""counted":["tekst-"#), "{own}");
}

#[test]
fn without_script_one_asks_for_more_time_only_of_a_clock() {
    let mut deck = deck();
    deck.slides[3].question.as_mut().unwrap().seconds = Some(60);
    let mut room = Room::new(deck);
    room.goes_to("p5");
    room.opens("p5");
    let hidden = "<form class=more-time method=post hidden";
    assert!(room.drawn_for(1).drawn.parts["main"].contains(hidden));
    let part = room.drawn(Tongue::Dutch).parts["main"].clone();
    room.happens(Fact::ClockSet { question: slide_key("p5"), ends: Moment(90_000) });
    let own = room.drawn_for(1).drawn.parts["main"].clone();
    assert!(own.contains("<form class=more-time method=post action") && !own.contains(hidden), "{own}");
    assert_eq!(room.drawn(Tongue::Dutch).parts["main"], part, "what a script takes does not move");
}
