//! The remote at each step: what it says, what it offers, and what never stands on it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::*;
use crate::codec::deck_file::{self, Source};
use crate::codec::view::{Alarm, JoinAddress, Sign, Storage};
use crate::domain::answer::Answer;
use crate::domain::fact::{Place, Recorded};
use crate::domain::ids::{DeckId, Moment, OptionKey, VoterId};
use crate::domain::session::{AnswerRequest, Command, Decision, Request, Session};

const DECK: &str = "+++\ntitle = \"Proef\"\n+++\n\n# Welkom\n\n<!-- Zeg <b>hallo</b> & wacht -->\n\n---\n\n# Wat vindt u? {#p1}\n\n- (ja) Ja\n- (nee) Nee\n- (anders) Anders… ____\n\n---\n\n# Tot slot\n";

/// A room without sockets: commands and votes at moments of our choosing.
struct Stage {
    session: Session,
    now: Moment,
    alarm: Option<Alarm>,
}

impl Stage {
    fn new(deck: &str) -> Self {
        let id = DeckId::parse("proef").unwrap();
        let source = Source { name: "proef.md", bytes: deck.as_bytes() };
        let reading = deck_file::read_editions(&id, source, &[]).unwrap();
        Self { session: Session::new(Arc::new(reading.editions), Moment(0)), now: Moment(0), alarm: None }
    }

    fn ask(&mut self, request: &Request) -> &mut Self {
        let Decision::Record(facts, _) = self.session.decide(request, self.now, &BTreeSet::new()) else {
            panic!("{request:?} was refused");
        };
        for fact in facts {
            self.session.apply(&Recorded { at: self.now, fact });
        }
        self
    }

    fn steer(&mut self, command: Command) -> &mut Self {
        self.ask(&Request::Steer { from: None, command })
    }

    /// Next, so many times.
    fn next(&mut self, times: usize) -> &mut Self {
        for _ in 0..times {
            self.steer(Command::Next);
        }
        self
    }

    fn vote(&mut self, voter: u8, choice: &str, text: Option<&str>) -> &mut Self {
        let answer = AnswerRequest {
            voter: VoterId([voter; 16]),
            question: SlideKey::parse("p1").unwrap(),
            round: 1,
            n: 1,
            said: Answer {
                choices: vec![OptionKey::parse(choice).unwrap()],
                text: text.map(str::to_owned),
                ..Default::default()
            },
        };
        self.ask(&Request::Answer(answer))
    }

    fn after(&mut self, milliseconds: i64) -> &mut Self {
        self.now = Moment(self.now.0 + milliseconds);
        self
    }

    fn drawn_with(&self, screens: u32, storage: Storage) -> Drawn {
        let scene = Scene {
            session: &self.session,
            code: RoomCode::new(482_913).unwrap(),
            now: self.now,
            join: &JoinAddress::new("https://stem.voorbeeld.nl"),
            seen: &self.session.known_present(),
            here: 7,
            screens,
            recent_answers: 2,
            storage,
            alarm: self.alarm,
            signs: Default::default(),
            clock: |at| format!("14:{:02}", at.0 / 60_000),
        };
        control(&scene, Tongue::Dutch)
    }

    fn drawn(&self) -> Drawn {
        self.drawn_with(1, Storage::Well)
    }
}

fn stage() -> Stage {
    Stage::new(DECK)
}

fn next_words(drawn: &Drawn) -> &str {
    let after = drawn.parts["next"].split(r#"<span class="words">"#).nth(1).unwrap_or_default();
    after.split("</span>").next().unwrap_or_default()
}

#[test]
fn next_says_at_every_step_what_it_will_do() {
    let mut stage = stage();
    let expected = [
        ("0", "join", "Begin met dia 1"),
        ("1", "slide", "Toon dia 2: Wat vindt u?"),
        ("p1.shown", "shown", "Open de vraag"),
        ("p1.open", "open", "Sluit de vraag"),
        ("p1.closed", "closed", "Toon de uitslag"),
        ("p1.revealed", "revealed", "Toon dia 3: Tot slot"),
        ("3", "slide", "Laatste dia"),
    ];
    for (index, (step, view, words)) in expected.into_iter().enumerate() {
        let drawn = stage.next(usize::from(index > 0)).drawn();
        assert_eq!((drawn.step.as_str(), drawn.view, next_words(&drawn)), (step, view, words));
    }
    let drawn = stage.steer(Command::End).drawn();
    assert_eq!((drawn.view, next_words(&drawn)), ("ended", "Hervat de bijeenkomst"));
    assert_eq!(stage.after(RESUME_MS + 1).drawn().parts["next"], "");
}

#[test]
fn at_the_end_it_says_that_a_form_goes_on() {
    let deck = "+++\ntitle = \"Proef\"\n+++\n\n# Wat nam u mee? {#p1 .form days=7}\n\n## Wat? {#wat .open}\n";
    let mut stage = Stage::new(deck);
    let drawn = stage.next(2).steer(Command::End).drawn();
    let says = |drawn: &Drawn, sentence: &str| assert!(drawn.parts["now"].contains(sentence), "{}", drawn.parts["now"]);
    says(&drawn, "Antwoorden op het formulier komen nog tot 8\u{a0}januari. Hervatten kan");
    says(&stage.after(RESUME_MS + 1).drawn(), "Antwoorden op het formulier komen nog tot 8\u{a0}januari. Alle andere");
}

#[test]
fn every_command_names_the_step_it_starts_from() {
    let drawn = stage().next(3).drawn();
    let forms: usize = drawn.parts.values().map(|part| part.matches("<form").count()).sum();
    let from = r#"<input type="hidden" name="from" value="p1.open">"#;
    assert!(forms > 4);
    assert_eq!(drawn.parts.values().map(|part| part.matches(from).count()).sum::<usize>(), forms);
}

#[test]
fn the_presenter_sees_the_counts_before_the_reveal_and_apart_from_the_parts() {
    let mut stage = stage();
    let before = stage.next(3).drawn();
    let after = stage.vote(1, "nee", None).vote(2, "nee", None).vote(3, "ja", None).drawn();
    assert_eq!((before.live.counts, after.live.counts), (vec![0, 0, 0], vec![1, 2, 0]));
    assert_eq!(before.parts, after.parts, "no part changes while people answer");
    assert!(after.parts["result"].contains("Alleen voor u, nog niet op het scherm"));
    assert_eq!(after.live.texts["people"], "3 van 3");
}

#[test]
fn after_the_reveal_the_bars_stand_in_the_order_of_the_screen() {
    let drawn = stage().next(3).vote(1, "nee", None).next(2).drawn();
    let result = &drawn.parts["result"];
    let place = |text: &str| result.find(&format!(">{text}</span>")).unwrap();
    assert!(place("Nee") < place("Ja") && place("Ja") < place("Anders…"), "{result}");
    assert_eq!(drawn.live.counts, [0_u32; 0]);
}

#[test]
fn groups_stand_above_their_answers_with_what_these_add_up_to() {
    let groups = "- Ja\n  - (ja) Ja, graag\n  - (best) Ja, best\n- Nee\n  - (nee) Nee\n- (anders) Anders… ____";
    let mut stage = Stage::new(&DECK.replace("- (ja) Ja\n- (nee) Nee\n- (anders) Anders… ____", groups));
    let drawn = stage.next(3).vote(1, "ja", None).vote(2, "best", None).drawn();
    // Four options, and behind them two groups.
    assert_eq!(drawn.live.counts, [1, 1, 0, 0, 2, 0]);
    let private = drawn.parts["result"].clone();
    let label = private.find(r#"<li class="group"><span class="label">Ja</span>"#).unwrap();
    assert!(label < private.find("Ja, graag").unwrap(), "{private}");
    assert!(private.contains(r#"Ja</span> <span class="figure"><b data-count="4">"#), "{private}");
    let public = stage.next(2).drawn().parts["result"].clone();
    assert!(public.contains(r#"Ja</span> <span class="figure"><b>2</b>"#), "{public}");
}

#[test]
fn own_words_are_listed_newest_first_and_escaped() {
    let mut stage = stage();
    stage.next(3).vote(1, "anders", Some("oud")).after(5).vote(2, "anders", Some("<script>alert(1)</script>"));
    let drawn = stage.drawn();
    let words = &drawn.parts["words"];
    assert!(words.find("&#60;script&#62;").unwrap() < words.find("oud").unwrap(), "{words}");
    assert!(!words.contains("<script"));
}

#[test]
fn notes_are_escaped() {
    let notes = &stage().next(1).drawn().parts["notes"];
    assert!(notes.contains("&#60;b&#62;hallo&#60;/b&#62; &#38; wacht"), "{notes}");
}

#[test]
fn undo_is_offered_for_ten_seconds() {
    let mut stage = stage();
    let drawn = stage.next(4).after(2_000).drawn();
    assert!(drawn.parts["undo"].contains(r#"value="undo""#));
    assert_eq!(drawn.live.texts["undo"], "8000");
    let drawn = stage.after(8_000).drawn();
    assert_eq!((drawn.parts["undo"].as_str(), drawn.live.texts.get("undo")), ("", None));
}

#[test]
fn undo_names_its_question_and_is_offered_on_that_slide_only() {
    let mut stage = stage();
    assert!(stage.next(4).drawn().parts["undo"].contains("Vraag 1 gesloten."));
    assert!(stage.next(1).drawn().parts["undo"].contains("Uitslag van vraag 1 getoond."));
    let drawn = stage.next(1).drawn();
    assert_eq!((drawn.parts["undo"].as_str(), drawn.live.texts.get("undo")), ("", None));
    assert!(stage.steer(Command::Back).drawn().parts["undo"].contains("Uitslag van vraag 1 getoond."));
}

#[test]
fn how_long_a_question_is_open_stands_in_the_middle_of_its_sentence() {
    let drawn = stage().next(3).after(69_000).drawn();
    let now = &drawn.parts["now"];
    assert!(now.contains(r#"al <span class="clock" data-clock="open"></span> open"#), "{now}");
    assert_eq!(drawn.live.texts["open"], "69000");
}

#[test]
fn a_question_left_open_elsewhere_can_be_closed_from_anywhere() {
    let mut stage = stage();
    let notice = stage.next(3).steer(Command::Show(Place::Join)).drawn().parts["notice"].clone();
    assert!(notice.contains("Vraag 1 staat nog open.") && notice.contains(r#"value="close""#), "{notice}");
    assert_eq!(stage.steer(Command::Close).drawn().parts["notice"], "");
}

#[test]
fn what_is_wrong_is_said_worst_first() {
    let stage = stage();
    for (screens, storage, sentence) in [
        (1, Storage::Well, "alles verbonden · 1 scherm"),
        (0, Storage::Well, "geen scherm verbonden"),
        (0, Storage::Full, "de schijf is vol. Maak ruimte op de computer waarop Peil draait."),
        (0, Storage::Failing, "de schijf geeft een fout. Kijk naar de schijf van de computer waarop Peil draait."),
    ] {
        let health = &stage.drawn_with(screens, storage).parts["health"];
        assert!(health.contains(sentence), "{health}");
    }
}

#[test]
fn what_the_deck_hides_until_enough_answered_is_hidden_from_the_presenter_too() {
    let mut stage = Stage::new(&DECK.replace("\n+++\n\n", "\nshow_from = 2\n+++\n\n"));
    let few = stage.next(3).vote(1, "anders", Some("ik")).drawn();
    assert_eq!((few.live.counts.len(), few.parts["words"].as_str()), (0, ""));
    assert!(few.parts["result"].contains("tot 2 mensen hebben geantwoord"));
    assert_eq!(stage.vote(2, "ja", None).drawn().live.counts, [1, 0, 1]);
}

#[test]
fn the_alarm_says_what_was_noticed_and_offers_to_set_it_aside_and_back() {
    let mut stage = stage();
    assert_eq!(stage.next(3).vote(1, "ja", None).drawn().parts["alarm"], "");
    let since = stage.after(180_000).now;
    stage.alarm = Some(Alarm { sign: Sign::Hasty, since, voters: 2 });
    let drawn = stage.vote(2, "nee", None).vote(3, "anders", Some("bot")).drawn();
    let alarm = &drawn.parts["alarm"];
    assert!(alarm.contains("sneller binnen dan iemand de vraag kan lezen"), "{alarm}");
    assert!(alarm.contains(r#"Zet apart wat sinds <span class="at" data-at="180000">14:03</span> kwam"#), "{alarm}");
    assert!(alarm.contains(r#"<input type="hidden" name="since" value="180000">"#), "{alarm}");
    assert!(alarm.contains(r#"value="dismiss""#) && alarm.contains("Dit zijn mensen: laat staan"), "{alarm}");
    assert_eq!(drawn.live.texts["alarm"], "2 nieuwe stemmers");
    stage.alarm = None;
    let drawn = stage.steer(Command::SetAside { since, here_before: vec![VoterId([2; 16])] }).drawn();
    let alarm = &drawn.parts["alarm"];
    assert!(alarm.contains(r#"value="bring-back""#) && !alarm.contains("set-aside-help"), "{alarm}");
    assert!(alarm.contains("komt er ook bij, tot u een vraag opent"), "{alarm}");
    assert_eq!((drawn.live.texts["aside"].as_str(), drawn.live.counts), ("1 antwoord", vec![1, 1, 0]));
    assert_eq!(drawn.parts["words"], "", "what is set aside is not read aloud");
    let drawn = stage.steer(Command::BringBack).drawn();
    assert_eq!((drawn.parts["alarm"].as_str(), drawn.live.counts), ("", vec![1, 1, 1]));
}

#[test]
fn a_tick_of_the_largest_question_stays_small() {
    let mut drawn = stage().next(3).drawn();
    drawn.live.counts = vec![1_000; 25];
    let tick = crate::codec::wire::Outgoing::Tick {
        epoch: "0190163d-8694-739b-aea5-966c26f8ad91",
        frame: 100_000,
        live: &drawn.live,
    };
    assert!(tick.encode().len() <= 300, "{}", tick.encode());
}
