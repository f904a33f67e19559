//! A session in which people wrote wherever one can write, each words of their own that stand nowhere else; and what was
//! planted where, so that a test can look for it in the bytes of a disk.

use std::collections::BTreeSet;
use std::sync::Arc;

use peil::codec::deck_file::{self, Source};
use peil::domain::answer::Answer;
use peil::domain::deck::Editions;
use peil::domain::fact::{Place, Recorded, Sorting};
use peil::domain::ids::{DeckId, EntryName, Moment};
use peil::domain::results::Results;
use peil::domain::session::{AnswerRequest, AskRequest, Command, Decision, Request, Session, entry_name};
use peil::journal::{Charter, DeckText, Journal};

use crate::fixtures::{charter, option_key, session_id, slide_key, voter};

const DECK: &str = "+++\ntitle = \"Woorden\"\n+++\n\n# Wat helpt? {#helpt}\n\n- (geld) Geld\n- (tijd) Tijd\n\
    - (anders) Anders… ____\n\n---\n\n# Wat kan beter? {#beter .open}\n\n---\n\n# Waarom? {#waarom .words max=2}\n\n---\n\n\
    # Wat vond u ervan? {#vond .form}\n\n## Tip {#tip .open}\n\n## Welk cijfer? {#cijfer .number min=1 max=10}\n\n---\n\n\
    # Welke? {#welke max=2}\n\n- [een] Een\n- [twee] Twee\n- [drie] Drie\n\n---\n\n# Vragen {#vragen .questions}\n";

/// What people wrote, and the name they gave themselves.
pub const WORDS: [&str; 8] = [
    "PLANT-schrijf",
    "PLANT-geteld",
    "PLANT-staaf",
    "PLANT-open",
    "PLANT-woord",
    "PLANT-tip",
    "PLANT-vraag",
    "PLANT-naam",
];
/// What was taken back before the end.
pub const REPLACED: &str = "PLANT-vervangen";
/// Two choices of one person beside each other: they stand so in single answers alone.
pub const CHOICE: &str = r#"["een","drie"]"#;

pub fn editions() -> Arc<Editions> {
    let id = DeckId::parse("woorden").unwrap();
    let reading = deck_file::read_editions(&id, Source { name: "woorden.md", bytes: DECK.as_bytes() }, &[]);
    Arc::new(reading.unwrap_or_else(|_| panic!("the deck is whole")).editions)
}

pub fn worded_charter(session: &str) -> Charter {
    let original = DeckText { name: "polls/woorden.md".to_owned(), text: DECK.to_owned() };
    Charter { deck: DeckId::parse("woorden").unwrap(), original, translations: Vec::new(), ..charter(session, 0) }
}

/// The name of a text that was recoded, which is made of its letters.
pub fn name_of(text: &str) -> EntryName {
    entry_name(editions().original.question(&slide_key("helpt")).unwrap(), "", text)
}

struct Room {
    session: Session,
    facts: Vec<Recorded>,
}

impl Room {
    fn decide(&mut self, request: &Request) {
        let decision = self.session.decide(request, Moment(1_000), &BTreeSet::new());
        let Decision::Record(facts, _) = decision else { panic!("{request:?} becomes {decision:?}") };
        for fact in facts {
            let recorded = Recorded { at: Moment(1_000), fact };
            self.session.apply(&recorded);
            self.facts.push(recorded);
        }
    }

    fn steer(&mut self, command: Command) {
        self.decide(&Request::Steer { from: None, command });
    }

    fn open(&mut self, question: &str) {
        self.steer(Command::Show(Place::Slide(slide_key(question))));
        self.steer(Command::Open);
    }

    fn close(&mut self) {
        self.steer(Command::Close);
        self.decide(&Request::FinishClosing);
    }

    fn say(&mut self, number: u16, question: &str, n: u32, said: Answer) {
        let (voter, question) = (voter(number), slide_key(question));
        self.decide(&Request::Answer(AnswerRequest { voter, question, round: 1, n, said }));
    }

    fn sort(&mut self, text: &str, sorting: Sorting) {
        let (question, entries) = (slide_key("helpt"), vec![name_of(text)]);
        self.steer(Command::Sort { question, round: 1, entries, sorting });
    }
}

fn choice(key: &str, text: Option<&str>) -> Answer {
    Answer { choices: vec![option_key(key)], text: text.map(str::to_owned), ..Answer::default() }
}

/// Facts of four people; see [`DECK`] for what they were asked.
pub fn facts() -> Vec<Recorded> {
    let mut room = Room { session: Session::new(editions(), Moment(0)), facts: Vec::new() };
    room.open("helpt");
    room.say(1, "helpt", 1, choice("anders", Some(REPLACED)));
    room.say(1, "helpt", 2, choice("anders", Some("PLANT-schrijf")));
    room.say(2, "helpt", 1, choice("anders", Some("PLANT-geteld")));
    room.say(3, "helpt", 1, choice("anders", Some("PLANT-staaf")));
    room.say(4, "helpt", 1, choice("geld", None));
    room.sort("PLANT-geteld", Sorting::CountAs { option: option_key("tijd") });
    room.sort("PLANT-staaf", Sorting::Promote);
    room.close();
    room.open("beter");
    room.say(1, "beter", 1, Answer::of_text("PLANT-open en meer"));
    room.close();
    room.open("waarom");
    room.say(1, "waarom", 1, Answer::of_text("PLANT-woord\ntijd"));
    room.say(2, "waarom", 1, Answer::of_text("PLANT-woord"));
    room.close();
    room.open("vond");
    let parts =
        vec![(option_key("tip"), Answer::of_text("PLANT-tip")), (option_key("cijfer"), Answer::of_number(8.into()))];
    room.say(2, "vond", 1, Answer { parts, ..Answer::default() });
    room.close();
    room.open("welke");
    room.say(3, "welke", 1, Answer::of_choices(vec![option_key("een"), option_key("drie")]));
    room.close();
    room.open("vragen");
    room.decide(&Request::Ask(AskRequest {
        voter: voter(4),
        question: slide_key("vragen"),
        round: 1,
        n: 1,
        text: "PLANT-vraag, wat kost dat?".to_owned(),
        characters: 26,
        name: Some("PLANT-naam".to_owned()),
    }));
    room.close();
    room.steer(Command::End);
    room.facts
}

pub fn results() -> Results {
    Session::replay(editions(), Moment(0), &facts()).results(&BTreeSet::new())
}

/// A sealed session of these facts, kept as `s1`.
pub async fn sealed(journal: &impl Journal) {
    journal.create(worded_charter("s1")).await.unwrap();
    journal.append(&session_id("s1"), facts()).await.unwrap();
    journal.seal(&session_id("s1"), Moment(9_000), results()).await.unwrap();
}
