//! A session with every kind of question, late joiners, changes, withdrawals, answers set aside, recoded texts and
//! questions from the audience. Runs through the rules of a real session; the numbers come from a fixed sequence.

use std::collections::BTreeSet;
use std::sync::Arc;

use peil::codec::deck_file::{self, Source};
use peil::codec::export::{About, File, Format, Options, export};
use peil::codec::findings::{Findings, Headlines};
use peil::codec::report;
use peil::codec::words::Tongue;
use peil::domain::answer::Answer;
use peil::domain::deck::{Editions, Inline, Question};
use peil::domain::fact::{Moderation, Place, Recorded, Sorting};
use peil::domain::ids::{AskNumber, DeckId, EntryName, Language, Moment, RoomCode, SessionId, VoterId};
use peil::domain::privacy::Privacy;
use peil::domain::published::{Intake, Published, publish};
use peil::domain::results::{Forgettable, Results};
use peil::domain::session::{AnswerRequest, AskRequest, Command, Decision, Moderating, Request, Session, entry_name};

use crate::fixtures::{option_key, slide_key, voter};

/// Every text of the deck has `TEXT` behind it, for whoever plants something there.
const DECK: &str = "+++\ntitle = \"Rijk TEXT\"\n+++\n\n# In welke rol bent u hier? TEXT {#rol .segment}\n\n\
    - (hr) Personeel TEXT\n- (or) Ondernemingsraad\n- (anders) Anders… ____\n\n---\n\n\
    # Waardoor komt het er niet van, ook al weet bijna iedereen in de organisatie dat het moet? {#remt max=3}\n\n\
    - [tijd] Te weinig tijd, doordat het gewone werk altijd voorgaat en niemand er ruimte voor krijgt\n\
    - [geld] Te weinig geld TEXT\n- [steun] Te weinig steun\n- [eigen] Iets anders… ____\n- (niets) Niets\n\n---\n\n\
    # Hoe bekend bent u ermee? {#bekend}\n\n1. ( ) Onbekend TEXT\n2. ( ) Een beetje\n3. ( ) Goed bekend\n\n\
    - (wn) Weet ik niet\n- (nvt) Niet van toepassing\n\n---\n\n\
    # Welk cijfer geeft u? {#cijfer .number min=-5 max=10 step=0.5 truth=7}\n\n---\n\n\
    # Wat moet eerst? TEXT {#eerst .ranking max=3}\n\n- [meer] Meer mensen TEXT\n- [minder] Minder werk\n- [slim] Slimmer\n- [regels] Regels\n\n---\n\n\
    # Verdeel het budget {#budget .points max=100 step=10}\n\n- [techniek] Techniek TEXT\n- [combi] Combinatie\n- [school] Scholing\n\n---\n\n\
    # Hoeveel kans heeft dit? {#kans .rating}\n\n## Techniek TEXT {#techniek}\n## Minder regels {#regels}\n\n\
    1. ( ) Geen kans TEXT\n2. ( ) Kleine kans\n3. ( ) Grote kans\n\n- (wn) Weet ik niet\n\n---\n\n\
    # Wat kan beter? {#beter .open max=200}\n\n---\n\n# Welke woorden? {#woorden .words max=2}\n\n---\n\n\
    # Vragen TEXT {#vragen .questions}\n\n---\n\n\
    # Wat vond u ervan? {#oordeel .form}\n\n## Welk cijfer? TEXT {#cijfer .number min=1 max=10}\n\n## Tip {#tip .open}\n\n\
    ## Wat hielp? {#hielp max=2}\n\n- [a] Het verhaal TEXT\n- [b] De vragen\n- (geen) Niets\n\n---\n\n\
    # En nu: hoe bekend bent u ermee? {#bekend-nu repeat=bekend}\n\n---\n\n\
    # Nooit gesteld TEXT {#later}\n\n- ( ) Ja\n- ( ) Nee\n\n---\n\n# Tot ziens\n";

/// Numbers from a fixed sequence, so that every run has the same session.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len() as u64) as usize]
    }
}

/// What a session left behind, and what is needed to make files of it.
pub struct Rich {
    pub about: About,
    pub editions: Arc<Editions>,
    pub results: Results,
    pub privacy: Privacy,
    pub intake: Intake,
}

impl Rich {
    pub fn file(&self, format: Format, tongue: Tongue) -> File {
        export(format, &self.about, &self.editions, &self.published(), Options::for_tongue(tongue))
    }

    /// As one page for the web, which has the same pieces as the paper.
    pub fn report(&self, tongue: Tongue) -> String {
        let published = self.published();
        let findings = Findings::of(&self.editions, published.results(), &Headlines::new(), tongue);
        let findings = findings.with_again(&self.editions, &published);
        report::html(&self.report_about(&findings))
    }

    pub fn paper(&self, tongue: Tongue) -> Vec<u8> {
        let published = self.published();
        let findings = Findings::of(&self.editions, published.results(), &Headlines::new(), tongue);
        let findings = findings.with_again(&self.editions, &published);
        report::pdf(&self.report_about(&findings)).expect("it holds to its norm")
    }

    fn report_about<'a>(&self, findings: &'a Findings) -> report::About<'a> {
        let About { code, started_at, ended_at, .. } = self.about;
        report::About { findings, code, started_at, ended_at, privacy: self.privacy, digest: "0" }
    }

    /// The same in a deck that tells no groups apart, so that all words stand in the rows.
    pub fn without_groups(mut self) -> Self {
        let editions = Arc::make_mut(&mut self.editions);
        for deck in std::iter::once(&mut editions.original).chain(&mut editions.translations) {
            deck.slides.iter_mut().flat_map(|slide| &mut slide.question).for_each(|question| question.segment = false);
        }
        self
    }

    /// After its texts, its rows or both were deleted.
    pub fn forgetting(mut self, what: &[Forgettable], at: Moment) -> Self {
        for what in what {
            self.results = self.results.forgetting(*what, at, Some(&self.editions.original));
        }
        self
    }

    /// What may leave of it.
    pub fn published(&self) -> Published {
        publish(self.results.clone(), &self.editions.original, self.privacy, self.intake)
    }
}

/// A session of so many people, with this text behind what deck and people say.
pub fn rich(people: u16, planted: &str) -> Rich {
    // A deck may hold anything here; what people say is one line each.
    let said = planted.replace(['\r', '\n', '\u{2028}'], " ");
    let (editions, text) = (editions(planted), |plain: &str| format!("{plain} {said}").trim().to_owned());
    let mut run = Run { session: Session::new(editions, Moment(1_763_820_000_000)), now: 1_763_820_000_000, people };
    let mut dice = Dice(u64::from(people));
    let choose = |keys: &[&str]| Answer::of_choices(keys.iter().map(|key| option_key(key)).collect());
    run.question("rol", |number| match dice.roll(8) {
        0 => None,
        // Names that several wrote, in more than one spelling.
        1 | 2 => Some(Answer {
            text: Some(text(["Docent", "docent", "Student", "or-lid"][usize::from(number % 4)])),
            ..choose(&["anders"])
        }),
        3..5 => Some(choose(&["or"])),
        _ => Some(choose(&["hr"])),
    });
    run.sort("rol", &text("docent"), Sorting::Promote);
    run.sort("rol", &text("or-lid"), Sorting::CountAs { option: option_key("or") });
    let mut dice = Dice(2);
    run.question("remt", |number| match dice.roll(6) {
        0 => None,
        1 => Some(choose(&["niets"])),
        2 => Some(Answer { text: Some(text(&format!("reden {}", number % 3))), ..choose(&["tijd", "eigen"]) }),
        3 => Some(choose(&["tijd", "geld", "steun"])),
        4 => Some(choose(&["geld"])),
        // Taken back.
        _ => Some(Answer::default()),
    });
    let mut dice = Dice(3);
    run.sort("remt", &text("reden 1"), Sorting::CountAs { option: option_key("geld") });
    run.question("bekend", |_| Some(choose(&[dice.pick(&["1", "2", "2", "3", "wn", "nvt"])])));
    let mut dice = Dice(4);
    run.question("cijfer", |_| {
        let halves = dice.roll(31) as i64 - 10;
        Some(Answer::of_number(peil::domain::decimal::Decimal::of_millionths(halves * 500_000)))
    });
    let mut dice = Dice(5);
    run.question("eerst", |_| {
        let mut keys = ["meer", "minder", "slim", "regels"];
        keys.rotate_left(dice.roll(4) as usize);
        (dice.roll(5) > 0).then(|| choose(&keys[..1 + dice.roll(3) as usize]))
    });
    let parts = |given: Vec<(&str, Answer)>| Answer {
        parts: given.into_iter().map(|(key, answer)| (option_key(key), answer)).collect(),
        ..Answer::default()
    };
    let number = |number: i64| Answer::of_number(number.into());
    let mut dice = Dice(6);
    run.question("budget", |_| {
        let first = dice.roll(11) as i64 * 10;
        Some(parts(vec![("techniek", number(first)), ("school", number(100 - first))]))
    });
    let mut dice = Dice(7);
    run.question("kans", |_| {
        let point = |dice: &mut Dice| choose(&[dice.pick(&["1", "2", "3", "wn"])]);
        let rows = [("techniek", point(&mut dice)), ("regels", point(&mut dice))];
        let skipped = dice.roll(3) as usize;
        Some(parts(rows.into_iter().enumerate().filter(|(row, _)| *row != skipped).map(|(_, row)| row).collect()))
    });
    let mut dice = Dice(8);
    run.question("beter", |who| {
        (dice.roll(3) > 0).then(|| Answer::of_text(text(&format!("Meer tijd voor nummer {}", who % 5))))
    });
    run.sort("beter", &text("meer tijd voor nummer 1"), Sorting::Hide);
    let mut dice = Dice(9);
    run.question("woorden", |_| {
        let (one, two) = (dice.pick(&["rust", "Rust!", "tijd"]), dice.pick(&["geld", "plezier"]));
        Some(Answer::of_text(text(&format!("{one}\n{two}"))))
    });
    let into = run.name("woorden", "tijd");
    run.sort("woorden", "rust", Sorting::Merge { into });
    run.asks(&text("Hoe nu verder?"), &text("Els"));
    let mut dice = Dice(10);
    run.question("oordeel", |_| {
        let fields = vec![
            ("cijfer", number(1 + dice.roll(10) as i64)),
            ("tip", Answer::of_text(text("Kortere dag"))),
            ("hielp", choose(if dice.roll(2) == 0 { &["a", "b"] } else { &["geen"] })),
        ];
        let skipped = dice.roll(4) as usize;
        Some(parts(fields.into_iter().enumerate().filter(|(field, _)| *field != skipped).map(|(_, one)| one).collect()))
    });
    let mut dice = Dice(11);
    run.question("bekend-nu", |_| (dice.roll(9) > 0).then(|| choose(&[dice.pick(&["1", "2", "3", "3", "3", "wn"])])));
    run.rich()
}

fn editions(planted: &str) -> Arc<Editions> {
    let english = DECK.replace("In welke rol bent u hier?", "What is your role here?");
    let id = DeckId::parse("rijk").unwrap();
    let original = Source { name: "rijk.md", bytes: DECK.as_bytes() };
    let translation = [(Language::english(), Source { name: "rijk.en.md", bytes: english.as_bytes() })];
    let reading = deck_file::read_editions(&id, original, &translation);
    let mut editions = reading.unwrap_or_else(|faults| panic!("{}", faults.render(Tongue::English, false))).editions;
    // In the deck as it was read: what is planted need not be a deck's text.
    for deck in std::iter::once(&mut editions.original).chain(&mut editions.translations) {
        plant(&mut deck.title, planted);
        for slide in &mut deck.slides {
            plant_in(&mut slide.title, planted);
            slide.question.iter_mut().for_each(|question| plant_at(question, planted));
        }
    }
    Arc::new(editions)
}

fn plant(text: &mut String, planted: &str) {
    *text = text.replace("TEXT", planted).trim().to_owned();
}

fn plant_in(inlines: &mut [Inline], planted: &str) {
    for inline in inlines {
        if let Inline::Text(text) = inline {
            plant(text, planted);
        }
    }
}

fn plant_at(question: &mut Question, planted: &str) {
    question.options.iter_mut().for_each(|option| plant(&mut option.text, planted));
    for part in &mut question.parts {
        plant_in(&mut part.title, planted);
        plant_at(&mut part.question, planted);
    }
}

struct Run {
    session: Session,
    now: i64,
    people: u16,
}

impl Run {
    fn ask(&mut self, request: &Request) {
        self.now += 700;
        let decision = self.session.decide(request, Moment(self.now), &self.here());
        let Decision::Record(facts, _) = decision else { panic!("{request:?}: {decision:?}") };
        for fact in facts {
            self.session.apply(&Recorded { at: Moment(self.now), fact });
        }
    }

    fn steer(&mut self, command: Command) {
        self.ask(&Request::Steer { from: None, command });
    }

    /// Who is in the room: a tenth comes late.
    fn here(&self) -> BTreeSet<VoterId> {
        let late = self.people / 10;
        let is_early = self.session.poll(&slide_key("bekend")).is_none_or(|poll| poll.opened_at.is_none());
        (1..=self.people - if is_early { late } else { 0 }).map(voter).collect()
    }

    fn question(&mut self, key: &str, mut said: impl FnMut(u16) -> Option<Answer>) {
        self.steer(Command::Show(Place::Slide(slide_key(key))));
        self.steer(Command::Open);
        let count = self.here().len() as u16;
        for number in 1..=count {
            // Everybody changes an answer now and then.
            for n in 1..=1 + u32::from(number % 7 == 0) {
                let question = slide_key(key);
                let given = self.session.poll(&question).unwrap().given(&voter(number));
                let n = given.map_or(n.min(1), |given| given.n + 1);
                // Nobody takes back what was not said.
                let Some(said) = said(number).filter(|said| given.is_some() || !said.is_taken_back()) else { continue };
                self.ask(&Request::Answer(AnswerRequest { voter: voter(number), question, round: 1, n, said }));
            }
        }
        if key == "remt" {
            // A script comes in, and goes.
            let since = Moment(self.now + 1);
            for number in 9_001..9_006 {
                let (question, said) = (slide_key(key), Answer::of_choices(vec![option_key("tijd")]));
                self.ask(&Request::Answer(AnswerRequest { voter: voter(number), question, round: 1, n: 1, said }));
            }
            self.steer(Command::SetAside { since, here_before: self.here().into_iter().collect() });
        }
        self.steer(Command::Close);
        self.ask(&Request::FinishClosing);
        self.steer(Command::Reveal);
    }

    fn name(&self, key: &str, words: &str) -> EntryName {
        entry_name(self.session.deck().question(&slide_key(key)).unwrap(), "", words)
    }

    fn sort(&mut self, key: &str, words: &str, sorting: Sorting) {
        let entry = self.name(key, words);
        // Of few people nobody may have written it.
        let tray = self.session.poll(&slide_key(key)).unwrap().tray();
        let into = if let Sorting::Merge { into } = sorting { into } else { entry };
        if tray.entry(entry).is_none() || tray.entry(into).is_none() {
            return;
        }
        let entries = vec![entry];
        self.steer(Command::Sort { question: slide_key(key), round: 1, entries, sorting });
    }

    fn asks(&mut self, words: &str, name: &str) {
        let question = slide_key("vragen");
        self.steer(Command::Show(Place::Slide(question.clone())));
        self.steer(Command::Open);
        for number in 1..=4_u16 {
            let (text, question) = (format!("{words} {number}"), question.clone());
            let characters = text.chars().count() as u32;
            let name = (number % 2 == 0).then(|| name.to_owned());
            let n = 1;
            self.ask(&Request::Ask(AskRequest { voter: voter(number), question, round: 1, n, text, characters, name }));
        }
        for (number, moderation) in [
            (1, Moderation::Show),
            (2, Moderation::Show),
            (2, Moderation::Answer),
            (3, Moderation::Merge { into: AskNumber(1) }),
        ] {
            let what = Moderating::One(AskNumber(number), moderation);
            self.steer(Command::Moderate { question: Some(question.clone()), round: Some(1), what });
        }
        self.steer(Command::Close);
        self.ask(&Request::FinishClosing);
    }

    fn rich(self) -> Rich {
        let about = About {
            session: SessionId::parse("0199-rijk").unwrap(),
            code: RoomCode::new(482_913).unwrap(),
            deck: DeckId::parse("rijk").unwrap(),
            started_at: Moment(1_763_820_000_000),
            ended_at: Some(Moment(self.now)),
        };
        let results = self.session.results(&self.here());
        Rich {
            about,
            editions: Arc::clone(self.session.editions()),
            results,
            privacy: Privacy::DEFAULT,
            intake: Intake::Closed,
        }
    }
}
