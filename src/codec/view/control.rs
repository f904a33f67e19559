//! The presenter's remote: one big Next that says what it will do, the room's health, and the result before anyone
//! else sees it. Speaker notes are drawn here and nowhere else.
//!
//! Never decides whether a command may be: it offers what the step suggests, and the session has the last word.

mod alarm;

use std::collections::BTreeMap;

use alarm::AlarmPart;
use askama::Template;

use super::Scene;
use super::blocks::{blocks, inlines};
use crate::codec::wire::{Drawn, Live};
use crate::codec::words::Tongue;
use crate::domain::chart::{Chart, Order, Subtotal};
use crate::domain::deck::{Block, Deck, Inline, Question, Slide};
use crate::domain::ids::{Moment, RoomCode, SlideKey};
use crate::domain::limits::RESUME_MS;
use crate::domain::session::{Phase, Poll, PollState, Undoable};

/// Write-ins listed at most: what one reads aloud from, and a frame that stays small while a thousand come in.
const OWN_WORDS_MAX: usize = 30;

/// Draws the remote. Its figures that move: `people` and `recent` as they read, and in milliseconds `open` (since the
/// question opened), `undo` and `resume` (left), from which the page counts on by itself.
pub fn control(scene: &Scene<'_>, tongue: Tongue) -> Drawn {
    let remote = Remote::new(scene, tongue);
    let alarm = AlarmPart::new(scene, tongue);
    let mut drawn = Drawn {
        step: remote.step.clone(),
        view: remote.view(),
        title: remote.title(),
        parts: remote.parts(),
        live: remote.live(scene),
    };
    drawn.parts.insert("alarm", drawn_of(alarm.render()));
    drawn.live.texts.extend(alarm.figures());
    drawn
}

/// Everything the parts draw from. Each block of the template is a part.
#[derive(Template)]
#[template(
    path = "control/parts.html",
    blocks = ["place", "health", "now", "result", "words", "notes", "notice", "undo", "next", "steps", "preview", "slides", "session"]
)]
struct Remote<'a> {
    t: Tongue,
    code: RoomCode,
    step: String,
    deck: &'a Deck,
    /// Index of the slide on the screen; `None` on the join slide.
    index: Option<usize>,
    /// Its number, from 1; 0 for the join slide.
    number: u32,
    slide_count: u32,
    question_count: u32,
    slide: Option<&'a Slide>,
    asked: Option<Asked<'a>>,
    coming: Option<&'a Slide>,
    next: Next,
    /// What can be taken back on this slide, as a sentence, and for how many milliseconds.
    undo: Option<(String, i64)>,
    /// The number of a question that was left open elsewhere.
    left_open: Option<u32>,
    rows: Vec<Row<'a>>,
    black: bool,
    ended: bool,
    resumable: bool,
    stored: bool,
    screens: u32,
}

/// The question on the screen.
struct Asked<'a> {
    number: u32,
    phase: Phase,
    question: &'a Question,
    poll: &'a Poll,
    chart: Chart,
    /// Too few answered for this deck: not even the presenter sees who said what.
    withheld: bool,
    own_words: Vec<&'a str>,
    own_words_all: usize,
}

/// Answers that stand together under a label.
struct Group<'a> {
    label: &'a str,
    subtotal: &'a Subtotal,
    /// Its options, as the page adds them up while they move: `0 1 2`.
    members: String,
}

/// What the big button does, and what it says.
struct Next {
    /// `None`: nothing to press.
    command: Option<&'static str>,
    words: String,
}

/// A line in the list of slides.
struct Row<'a> {
    key: &'a SlideKey,
    number: usize,
    heading: String,
    lang: Option<&'a str>,
    /// Its number among the questions, and how far it is.
    question: Option<(u32, Phase)>,
    now: bool,
}

impl<'a> Remote<'a> {
    fn new(scene: &Scene<'a>, t: Tongue) -> Self {
        let session = scene.session;
        let deck = session.editions().in_language(&t.language());
        let index = session.slide_index();
        let slide = index.map(|index| &deck.slides[index]);
        let asked = slide.and_then(|slide| Asked::new(scene, deck, slide));
        let ended_at = session.ended_at();
        let coming = deck.slides.get(index.map_or(0, |index| index + 1)).filter(|_| ended_at.is_none());
        let resumable = ended_at.is_some_and(|at| scene.now.since(at) <= RESUME_MS);
        Self {
            t,
            code: scene.code,
            step: session.step().to_string(),
            deck,
            index,
            number: index.map_or(0, |index| index as u32 + 1),
            slide_count: deck.slides.len() as u32,
            question_count: deck.question_count() as u32,
            slide,
            next: Next::new(t, index, asked.as_ref(), coming, ended_at.is_some(), resumable),
            asked,
            coming,
            // Elsewhere it would speak of a result that is no longer on the screen.
            undo: session.undoable(scene.now).filter(|(_, key, _)| slide.is_some_and(|slide| slide.key == **key)).map(
                |(what, question, left)| {
                    let number = question_number(deck, question).unwrap_or_default();
                    let key = match what {
                        Undoable::Close => "control-undo-close",
                        Undoable::Reveal => "control-undo-reveal",
                    };
                    (t.say_with(key, &[("n", number.into())]), left)
                },
            ),
            left_open: session
                .open_question()
                .filter(|(key, poll)| {
                    poll.state == PollState::Open && slide.is_none_or(|slide| slide.key != **key) && ended_at.is_none()
                })
                .and_then(|(key, _)| question_number(deck, key)),
            rows: rows(scene, deck, t, index),
            black: session.is_black(),
            ended: ended_at.is_some(),
            resumable,
            stored: scene.stored,
            screens: scene.screens,
        }
    }

    fn view(&self) -> &'static str {
        match (&self.asked, self.slide) {
            _ if self.ended => "ended",
            _ if self.black => "black",
            (Some(asked), _) => asked.phase.word(),
            (None, Some(_)) => "slide",
            (None, None) => "join",
        }
    }

    fn title(&self) -> String {
        format!("{} · {} · {}", self.place(), self.t.say("control-title"), self.deck.title)
    }

    fn parts(&self) -> BTreeMap<&'static str, String> {
        let parts = [
            ("place", self.as_place().render()),
            ("health", self.as_health().render()),
            ("now", self.as_now().render()),
            ("result", self.as_result().render()),
            ("words", self.as_words().render()),
            ("notes", self.as_notes().render()),
            ("notice", self.as_notice().render()),
            ("undo", self.as_undo().render()),
            ("next", self.as_next().render()),
            ("steps", self.as_steps().render()),
            ("preview", self.as_preview().render()),
            ("slides", self.as_slides().render()),
            ("session", self.as_session().render()),
        ];
        parts.into_iter().map(|(name, html)| (name, drawn_of(html))).collect()
    }

    fn live(&self, scene: &Scene<'_>) -> Live {
        let mut texts = BTreeMap::new();
        texts.insert("people", self.people(scene.here));
        texts.insert("recent", self.t.figure(scene.recent_answers));
        let mut milliseconds = |name, left: i64| texts.insert(name, left.max(0).to_string());
        if let Some(opened_at) =
            self.asked.as_ref().filter(|asked| asked.phase == Phase::Open).and_then(Asked::opened_at)
        {
            milliseconds("open", scene.now.since(opened_at));
        }
        if let Some((_, left)) = &self.undo {
            milliseconds("undo", *left);
        }
        if let Some(ended_at) = scene.session.ended_at().filter(|_| self.resumable) {
            milliseconds("resume", RESUME_MS - scene.now.since(ended_at));
        }
        let counts = match &self.asked {
            Some(asked) if asked.moves() => asked.poll.tally().counts().to_vec(),
            _ => Vec::new(),
        };
        Live { texts, level: None, counts }
    }

    /// Who answered of who is here; without a question that was opened, who is here.
    fn people(&self, here: u32) -> String {
        match &self.asked {
            Some(asked) if asked.phase != Phase::Shown => {
                let (answered, present) = (self.t.figure(asked.chart.answered), self.t.figure(asked.chart.present));
                let numbers = [("answered", answered.as_str().into()), ("present", present.as_str().into())];
                self.t.say_with("control-answered", &numbers)
            }
            _ => self.t.say_with("people", &[("n", here.into())]),
        }
    }

    // What the template asks.

    /// `9 / 32`.
    fn place(&self) -> String {
        match self.index {
            Some(_) => self.say_of("control-place", &self.number, &self.slide_count),
            None => self.say("control-place-join"),
        }
    }

    fn say(&self, key: &str) -> String {
        self.t.say(key)
    }

    fn say_n(&self, key: &str, n: &u32) -> String {
        self.t.say_with(key, &[("n", (*n).into())])
    }

    fn say_of(&self, key: &str, n: &u32, m: &u32) -> String {
        self.t.say_with(key, &[("n", (*n).into()), ("m", (*m).into())])
    }

    /// The words before and after the clock of an open question.
    fn around_clock(&self) -> (String, String) {
        let sentence = self.t.say_with("control-phase-open", &[("clock", "|".into())]);
        let (before, after) = sentence.split_once('|').unwrap_or((&sentence, ""));
        (before.to_owned(), after.to_owned())
    }

    fn join_text(&self) -> String {
        self.t.say_with("control-join-text", &[("code", self.code.spaced().as_str().into())])
    }

    fn figure(&self, number: &u32) -> String {
        self.t.figure(*number)
    }

    /// The language of a slide where it differs from the page's.
    fn lang(&self, slide: &'a Slide) -> Option<&'a str> {
        foreign(slide, self.t)
    }

    fn blocks(&self, given: &[Block]) -> String {
        blocks(given)
    }

    fn inlines(&self, given: &[Inline]) -> String {
        inlines(given)
    }
}

impl<'a> Asked<'a> {
    fn new(scene: &Scene<'a>, deck: &'a Deck, slide: &'a Slide) -> Option<Self> {
        let question = slide.question.as_ref()?;
        let poll = scene.session.poll(&slide.key)?;
        let phase = poll.phase();
        let order = if phase == Phase::Revealed { Order::Revealed } else { Order::Deck };
        let chart = scene.session.chart(&slide.key, scene.session.present(&slide.key, scene.seen), order)?;
        let withheld = deck.show_from > 1 && chart.answered < deck.show_from;
        let mut own_words: Vec<_> = poll
            .answers()
            .filter(|(_, given)| !withheld && !given.set_aside)
            .filter_map(|(_, given)| Some((std::cmp::Reverse(given.at), given.answer.text.as_deref()?)))
            .collect();
        own_words.sort_unstable();
        let own_words_all = own_words.len();
        own_words.truncate(OWN_WORDS_MAX);
        Some(Self {
            number: question_number(deck, &slide.key)?,
            phase,
            question,
            poll,
            chart,
            withheld,
            own_words: own_words.into_iter().map(|(_, text)| text).collect(),
            own_words_all,
        })
    }

    fn opened_at(&self) -> Option<Moment> {
        self.poll.opened_at
    }

    /// Whether its bars stand on the remote and may still move: then the figures travel apart from the parts.
    fn moves(&self) -> bool {
        matches!(self.phase, Phase::Open | Phase::Closed) && !self.withheld
    }

    /// The group whose label stands above this bar.
    fn group_before(&self, place: &usize) -> Option<Group<'_>> {
        let above = place.checked_sub(1).and_then(|above| self.chart.bars[above].group);
        let group = self.chart.bars[*place].group.filter(|group| above != Some(*group))?;
        let members = self.chart.bars.iter().filter(|bar| bar.group == Some(group));
        Some(Group {
            label: &self.question.groups[group],
            subtotal: &self.chart.groups[group],
            members: members.map(|bar| bar.option.to_string()).collect::<Vec<_>>().join(" "),
        })
    }

    fn is(&self, word: &str) -> bool {
        self.phase.word() == word
    }
}

impl Next {
    fn new(
        t: Tongue,
        index: Option<usize>,
        asked: Option<&Asked<'_>>,
        coming: Option<&Slide>,
        ended: bool,
        resumable: bool,
    ) -> Self {
        let say = |key| Self { command: Some("next"), words: t.say(key) };
        if ended {
            let command = resumable.then_some("resume");
            return Self { command, words: t.say(if resumable { "control-resume" } else { "control-ended" }) };
        }
        match (asked.map(|asked| asked.phase), coming) {
            (Some(Phase::Shown), _) => say("control-next-open"),
            (Some(Phase::Open), _) => say("control-next-close"),
            (Some(Phase::Closed), _) => say("control-next-reveal"),
            (_, None) => say("control-next-last"),
            (_, Some(_)) if index.is_none() => say("control-next-begin"),
            (_, Some(slide)) => {
                let number = index.map_or(1, |index| index as u32 + 2);
                let heading = heading(slide, t);
                let words =
                    t.say_with("control-next-slide", &[("n", number.into()), ("heading", heading.as_str().into())]);
                Self { command: Some("next"), words }
            }
        }
    }
}

fn drawn_of(html: askama::Result<String>) -> String {
    html.expect("writing to a string never fails").trim().to_owned()
}

fn rows<'a>(scene: &Scene<'_>, deck: &'a Deck, t: Tongue, current: Option<usize>) -> Vec<Row<'a>> {
    let mut questions = 0;
    deck.slides
        .iter()
        .enumerate()
        .map(|(index, slide)| Row {
            key: &slide.key,
            number: index + 1,
            heading: heading(slide, t),
            lang: foreign(slide, t),
            question: scene.session.poll(&slide.key).map(|poll| {
                questions += 1;
                (questions, poll.phase())
            }),
            now: current == Some(index),
        })
        .collect()
}

fn question_number(deck: &Deck, key: &SlideKey) -> Option<u32> {
    deck.question_number(key).map(|number| number as u32)
}

fn foreign(slide: &Slide, t: Tongue) -> Option<&str> {
    (slide.language != t.language()).then(|| slide.language.as_str())
}

/// Every slide can be named in a list, also one without a heading.
fn heading(slide: &Slide, t: Tongue) -> String {
    let heading = slide.heading();
    if heading.is_empty() { t.say("control-untitled") } else { heading }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::*;
    use crate::codec::deck_file::{self, Source};
    use crate::codec::view::{Alarm, JoinAddress, Sign};
    use crate::domain::fact::{Place, Recorded};
    use crate::domain::ids::{DeckId, OptionKey, VoterId};
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
            let reading =
                deck_file::read_editions(&id, source, &[]).unwrap_or_else(|faults| panic!("{}", faults.render(false)));
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
                choices: vec![OptionKey::parse(choice).unwrap()],
                text: text.map(str::to_owned),
            };
            self.ask(&Request::Answer(answer))
        }

        fn after(&mut self, milliseconds: i64) -> &mut Self {
            self.now = Moment(self.now.0 + milliseconds);
            self
        }

        fn drawn_with(&self, screens: u32, stored: bool) -> Drawn {
            let scene = Scene {
                session: &self.session,
                code: RoomCode::new(482_913).unwrap(),
                now: self.now,
                join: &JoinAddress::new("https://stem.voorbeeld.nl"),
                seen: &BTreeSet::new(),
                here: 7,
                screens,
                recent_answers: 2,
                stored,
                alarm: self.alarm,
                clock: |at| format!("14:{:02}", at.0 / 60_000),
            };
            control(&scene, Tongue::Dutch)
        }

        fn drawn(&self) -> Drawn {
            self.drawn_with(1, true)
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
        let private = stage.next(3).vote(1, "ja", None).vote(2, "best", None).drawn().parts["result"].clone();
        let label = private.find(r#"<li class="group"><span class="label">Ja</span>"#).unwrap();
        assert!(label < private.find("Ja, graag").unwrap(), "{private}");
        assert!(private.contains(r#"data-count="0 1""#) && private.contains(r#"data-count="2""#), "{private}");
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
        for (screens, stored, sentence) in [
            (1, true, "alles verbonden · 1 scherm"),
            (0, true, "geen scherm verbonden"),
            (0, false, "antwoorden worden nu niet opgeslagen"),
        ] {
            let health = &stage.drawn_with(screens, stored).parts["health"];
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
        assert!(
            alarm.contains(r#"Zet apart wat sinds <span class="at" data-at="180000">14:03</span> kwam"#),
            "{alarm}"
        );
        assert!(alarm.contains(r#"<input type="hidden" name="since" value="180000">"#), "{alarm}");
        assert_eq!(drawn.live.texts["alarm"], "2 nieuwe stemmers");
        stage.alarm = None;
        let drawn = stage.steer(Command::SetAside { since, here_before: vec![VoterId([2; 16])] }).drawn();
        let alarm = &drawn.parts["alarm"];
        assert!(alarm.contains(r#"value="bring-back""#) && !alarm.contains("set-aside-help"), "{alarm}");
        assert!(alarm.contains("tot u een vraag opent"), "{alarm}");
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
}
