//! Texts that people write: that nobody reads what was not let through, that the count is what stands however texts are
//! recoded, and that replay finds the same.

mod rules;
mod seen;

use std::collections::BTreeSet;
use std::sync::Arc;

use peil::codec::deck_file::{self, Source};
use peil::domain::answer::Answer;
use peil::domain::fact::Recorded;
use peil::domain::ids::{DeckId, EntryName, Moment, SlideKey};
use peil::domain::session::{AnswerRequest, Command, Decision, Request, Session, Tray};

use crate::fixtures::{option_key, slide_key, voter};

const DECK: &str = "+++\ntitle = \"Teksten\"\n+++\n\n# Wat helpt? {#helpt}\n\n- (geld) Geld\n- (tijd) Tijd\n- (anders) Anders… ____\n\n\
    ---\n\n# Wat kan beter? {#beter .open max=200}\n\n---\n\n# Waarom? {#waarom .words max=2}\n\n\
    ---\n\n# Welke? {#welke max=2}\n\n- [geld] Geld\n- [tijd] Tijd\n- [anders] Iets anders… ____\n";

/// A session with all its facts, at the question in this place, which is open.
struct Told {
    session: Session,
    facts: Vec<Recorded>,
    question: SlideKey,
}

impl Told {
    fn at(question: &str) -> Self {
        let id = DeckId::parse("teksten").unwrap();
        let reading = deck_file::read_editions(&id, Source { name: "teksten.md", bytes: DECK.as_bytes() }, &[]);
        let editions = reading.unwrap_or_else(|_| panic!("the deck is whole")).editions;
        let session = Session::new(Arc::new(editions), Moment(0));
        let mut told = Self { session, facts: Vec::new(), question: slide_key(question) };
        told.steer(Command::Show(peil::domain::fact::Place::Slide(slide_key(question))));
        told.steer(Command::Open);
        told
    }

    fn ask(&mut self, request: &Request) -> Decision {
        let decision = self.session.decide(request, Moment(1), &BTreeSet::new());
        if let Decision::Record(decided, _) = &decision {
            for fact in decided {
                let recorded = Recorded { at: Moment(1), fact: fact.clone() };
                self.session.apply(&recorded);
                self.facts.push(recorded);
            }
        }
        decision
    }

    fn steer(&mut self, command: Command) -> Decision {
        self.ask(&Request::Steer { from: None, command })
    }

    /// The next answer of this voter.
    fn say(&mut self, number: u16, choices: &[&str], text: Option<&str>) -> Decision {
        let poll = self.session.poll(&self.question).unwrap();
        let n = poll.given(&voter(number)).map_or(1, |given| given.n + 1);
        let said = Answer {
            choices: choices.iter().map(|choice| option_key(choice)).collect(),
            text: text.map(str::to_owned),
            ..Answer::default()
        };
        let (question, round) = (self.question.clone(), poll.round);
        self.ask(&Request::Answer(AnswerRequest { voter: voter(number), question, round, n, said }))
    }

    fn tray(&self) -> &Tray {
        self.session.poll(&self.question).unwrap().tray()
    }

    fn sort(&mut self, texts: &[&str], sorting: peil::domain::fact::Sorting) -> Decision {
        let entries = texts.iter().map(|text| name(text)).collect();
        let (question, round) = (self.question.clone(), self.session.poll(&self.question).unwrap().round);
        self.steer(Command::Sort { question, round, entries, sorting })
    }

    /// How many count for each answer, those that were made of texts last.
    fn counts(&self) -> Vec<u32> {
        self.session.poll(&self.question).unwrap().counted_tally().counts().to_vec()
    }

    fn shown(&self) -> Vec<(String, u32)> {
        self.tray().shown().iter().map(|one| (one.entry.text().to_owned(), one.count)).collect()
    }
}

/// The name of a text on a slide of its own.
fn name(text: &str) -> EntryName {
    EntryName::of("", &text.to_lowercase())
}
