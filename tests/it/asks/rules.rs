//! What may be asked, voted and moderated, what it does to the counts, and that replay and both journals find the same.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use peil::codec::deck_file::{self, Source};
use peil::domain::fact::{Fact, Moderation, Recorded};
use peil::domain::ids::{AskNumber, DeckId, Moment};
use peil::domain::session::{
    AskRequest, Command, Decision, EntryState, Moderating, Outcome, Refusal, Reply, Request, Session, UpvoteRequest,
};
use peil::journal::Journal;
use peil::journal::memory::MemoryJournal;
use peil::journal::sqlite::SqliteJournal;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::DECK;
use crate::fixtures::{charter, session_id, slide_key, voter};

fn deck(text: &str) -> Session {
    let id = DeckId::parse("zaal").unwrap();
    let reading = deck_file::read_editions(&id, Source { name: "zaal.md", bytes: text.as_bytes() }, &[]);
    Session::new(Arc::new(reading.unwrap_or_else(|_| panic!("the deck is whole")).editions), Moment(0))
}

/// A session at its first question, which is open, with the facts that brought it there.
struct Hall {
    session: Session,
    facts: Vec<Recorded>,
}

impl Hall {
    fn open() -> Self {
        let mut hall = Self { session: deck(DECK), facts: Vec::new() };
        for _ in 0..2 {
            hall.steer(Command::Next).unwrap();
        }
        hall
    }

    fn decide(&mut self, request: &Request) -> Reply {
        match self.session.decide(request, Moment(1), &BTreeSet::new()) {
            Decision::Record(facts, reply) => {
                for fact in facts {
                    let recorded = Recorded { at: Moment(1), fact };
                    self.session.apply(&recorded);
                    self.facts.push(recorded);
                }
                reply
            }
            Decision::Reply(reply) => reply,
        }
    }

    fn steer(&mut self, command: Command) -> Result<(), Refusal> {
        match self.decide(&Request::Steer { from: None, command }) {
            Reply::Refused(refusal) => Err(refusal),
            _ => Ok(()),
        }
    }

    fn moderate(&mut self, what: Moderating) -> Result<(), Refusal> {
        self.steer(Command::Moderate { question: Some(slide_key("vragen")), round: None, what })
    }

    fn one(&mut self, ask: u32, moderation: Moderation) -> Result<(), Refusal> {
        self.moderate(Moderating::One(AskNumber(ask), moderation))
    }

    fn ask(&mut self, asker: u16, n: u32, text: &str) -> Outcome {
        let request = AskRequest {
            voter: voter(asker),
            question: slide_key("vragen"),
            round: 1,
            n,
            text: text.to_owned(),
            characters: text.chars().count() as u32,
            name: None,
        };
        self.outcome(&Request::Ask(request))
    }

    fn upvote(&mut self, who: u16, ask: u32, n: u32, on: bool) -> Outcome {
        let (voter, question, ask) = (voter(who), slide_key("vragen"), AskNumber(ask));
        self.outcome(&Request::Upvote(UpvoteRequest { voter, question, round: 1, ask, n, on }))
    }

    fn outcome(&mut self, request: &Request) -> Outcome {
        match self.decide(request) {
            Reply::Outcome(outcome) => outcome,
            reply => panic!("{reply:?}"),
        }
    }

    fn states(&self) -> Vec<(u32, EntryState)> {
        let board = self.session.board(&slide_key("vragen")).unwrap();
        board.entries().iter().map(|entry| (entry.votes(), entry.state)).collect()
    }

    fn replayed(&self) -> Session {
        Session::replay(Arc::clone(self.session.editions()), Moment(0), &self.facts)
    }
}

#[test]
fn a_question_is_asked_once_and_no_more_than_ten_of_a_voter_wait() {
    let mut hall = Hall::open();
    assert_eq!(hall.ask(1, 1, "Wat kost dat?"), Outcome::Counted);
    assert_eq!(hall.ask(1, 1, "Wat kost dat?"), Outcome::Counted, "a repeat is told the same");
    assert_eq!(hall.ask(1, 1, "Iets anders?"), Outcome::Superseded);
    assert_eq!(hall.ask(1, 2, ""), Outcome::Invalid);
    assert_eq!(hall.ask(1, 2, &"é".repeat(61)), Outcome::Invalid);
    assert_eq!(hall.states().len(), 1);
    for n in 2..=10 {
        assert_eq!(hall.ask(1, n, &format!("Vraag {n}")), Outcome::Counted);
    }
    assert_eq!(hall.ask(1, 11, "Nog een"), Outcome::TooMany);
    hall.one(3, Moderation::Show).unwrap();
    assert_eq!(hall.ask(1, 11, "Nog een"), Outcome::Counted);
    hall.steer(Command::Next).unwrap();
    hall.decide(&Request::FinishClosing);
    assert_eq!(hall.ask(1, 11, "Nog een"), Outcome::Counted, "also after closing");
    assert_eq!(hall.ask(2, 1, "Te laat"), Outcome::Closed);
    assert_eq!(hall.steer(Command::Reveal), Err(Refusal::NothingToReveal));
    hall.steer(Command::Next).unwrap();
    assert_eq!(hall.session.step().to_string(), "vrij.shown", "there is nothing to reveal in between");
}

#[test]
fn merged_questions_unite_their_votes_and_one_device_counts_once() {
    let mut hall = Hall::open();
    for (asker, text) in [(1, "Een"), (2, "Twee"), (3, "Drie")] {
        hall.ask(asker, 1, text);
    }
    assert_eq!(hall.upvote(9, 1, 1, true), Outcome::Invalid, "nobody has seen it");
    for ask in 1..=3 {
        hall.one(ask, Moderation::Show).unwrap();
    }
    assert_eq!(hall.upvote(1, 1, 1, true), Outcome::Invalid, "one's own");
    for ask in [1, 2] {
        assert_eq!(hall.upvote(9, ask, 1, true), Outcome::Counted);
    }
    hall.one(2, Moderation::Merge { into: AskNumber(1) }).unwrap();
    assert_eq!(hall.states()[0].0, 2, "who voted for both, and who asked the other");
    hall.one(1, Moderation::Merge { into: AskNumber(3) }).unwrap();
    assert_eq!(hall.states()[2].0, 3, "with what was merged before");
    assert_eq!(hall.states()[1].1, EntryState::Merged(AskNumber(3)));
    assert_eq!(hall.upvote(9, 3, 1, false), Outcome::Counted, "taken back from all of it");
    assert_eq!(hall.states()[2].0, 2);
    hall.one(2, Moderation::Show).unwrap();
    assert_eq!((hall.states()[1], hall.states()[2].0), ((0, EntryState::Shown), 1), "and apart again");
    assert_eq!(hall.one(3, Moderation::Merge { into: AskNumber(1) }), Err(Refusal::NoSuchAsk), "into itself");
    assert_eq!(hall.one(9, Moderation::Show), Err(Refusal::NoSuchAsk));
}

/// One thing that happens in a hall, in outline.
#[derive(Clone, Debug)]
enum Doing {
    Ask(u16, u32, bool),
    Upvote(u16, u32, u32, bool),
    One(u32, u8, u32),
    Spotlight(Option<u32>),
    Curtain(bool),
}

fn doing() -> impl Strategy<Value = Doing> {
    prop_oneof![
        // One asks more than may wait.
        4 => (prop_oneof![3 => Just(0), 1 => 0..6_u16], 1..48_u32, prop::bool::weighted(0.1)).prop_map(|(asker, n, new)| Doing::Ask(asker, n, new)),
        8 => (0..9_u16, 1..12_u32, 1..6_u32, prop::bool::weighted(0.7))
            .prop_map(|(who, ask, n, on)| Doing::Upvote(who, ask, n, on)),
        6 => (1..12_u32, 0..7_u8, 1..12_u32).prop_map(|(ask, what, into)| Doing::One(ask, what, into)),
        1 => prop::option::of(1..12_u32).prop_map(Doing::Spotlight),
        1 => prop::bool::ANY.prop_map(Doing::Curtain),
    ]
}

/// Counts from scratch, in the plainest way: from the facts alone and by no rule of the board's.
#[derive(Default)]
struct Plain {
    askers: Vec<u16>,
    into: BTreeMap<u32, u32>,
    votes: BTreeSet<(u32, u16)>,
}

impl Plain {
    fn root(&self, ask: u32) -> u32 {
        self.into.get(&ask).copied().unwrap_or(ask)
    }

    fn together(&self, root: u32) -> Vec<u32> {
        (1..=self.askers.len() as u32).filter(|ask| self.root(*ask) == root).collect()
    }

    fn take(&mut self, fact: &Fact, number: &dyn Fn(&peil::domain::ids::VoterId) -> u16) {
        match fact {
            Fact::Asked(asked) => self.askers.push(number(&asked.voter)),
            Fact::Upvoted(upvoted) if upvoted.on => {
                self.votes.insert((upvoted.ask.0, number(&upvoted.voter)));
            }
            Fact::Upvoted(upvoted) => {
                for ask in self.together(self.root(upvoted.ask.0)) {
                    self.votes.remove(&(ask, number(&upvoted.voter)));
                }
            }
            Fact::Moderated { ask, moderation: Moderation::Merge { into }, .. } => {
                for one in self.together(ask.0) {
                    self.into.insert(one, into.0);
                }
                self.into.insert(ask.0, into.0);
            }
            Fact::Moderated { moderation: Moderation::Unpin, .. } | Fact::Spotlit { ask: None, .. } => {}
            Fact::Moderated { ask, .. } | Fact::Spotlit { ask: Some(ask), .. } => _ = self.into.remove(&ask.0),
            _ => {}
        }
    }

    /// Of one that stands by itself.
    fn count(&self, ask: u32) -> usize {
        let asker = |ask: u32| self.askers[ask as usize - 1];
        let mut wanting = BTreeSet::new();
        for one in self.together(ask) {
            wanting.extend(self.votes.iter().filter(|(voted, _)| *voted == one).map(|(_, who)| *who));
            wanting.insert(asker(one));
        }
        wanting.remove(&asker(ask));
        wanting.len()
    }
}

/// What came of it, in a word.
fn does(hall: &mut Hall, doing: &Doing) -> String {
    let pressed = |pressed: Result<(), Refusal>| format!("{:?}", pressed.map(|()| "done"));
    match *doing {
        Doing::Ask(asker, n, new) => {
            let again = if new { " opnieuw" } else { "" };
            format!("ask {:?}", hall.ask(asker, n, &format!("Vraag {n} van {asker}{again}")))
        }
        Doing::Upvote(who, ask, n, on) => format!("upvote {:?}", hall.upvote(who, ask, n, on)),
        Doing::One(ask, what, into) => {
            let what = match what {
                0 | 1 => Moderation::Show,
                2 => Moderation::Answer,
                3 => Moderation::Hide,
                4 => Moderation::Pin,
                5 => Moderation::Unpin,
                _ => Moderation::Merge { into: AskNumber(into) },
            };
            pressed(hall.one(ask, what))
        }
        Doing::Spotlight(ask) => pressed(hall.moderate(Moderating::Spotlight(ask.map(AskNumber)))),
        Doing::Curtain(on) => pressed(hall.moderate(Moderating::Curtain(on))),
    }
}

#[test]
fn whatever_is_asked_voted_and_moderated_counts_as_from_scratch_and_replays_the_same() {
    let (accepted, all) = (Cell::new(0), Cell::new(0));
    let outcomes = RefCell::new(BTreeSet::new());
    let config = ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() };
    TestRunner::new(config)
        .run(&prop::collection::vec(doing(), 20..160), |doings| {
            let mut hall = Hall::open();
            for doing in &doings {
                let before = hall.facts.len();
                outcomes.borrow_mut().insert(does(&mut hall, doing));
                all.set(all.get() + 1);
                accepted.set(accepted.get() + u32::from(hall.facts.len() > before));
            }
            counts_as_from_scratch(&hall)
        })
        .unwrap();
    println!("accepted {} of {}; {:?}", accepted.get(), all.get(), outcomes.borrow());
    assert!(accepted.get() * 100 >= all.get() * 30, "only {} of {}", accepted.get(), all.get());
    let expected = [
        "ask Counted",
        "ask Superseded",
        "ask TooMany",
        "upvote Changed",
        "upvote Closed",
        "upvote Counted",
        "upvote Invalid",
        "upvote Superseded",
        "Ok(\"done\")",
        "Err(NoSuchAsk)",
    ];
    for outcome in expected {
        assert!(outcomes.borrow().contains(outcome), "never seen: {outcome}");
    }
}

fn counts_as_from_scratch(hall: &Hall) -> Result<(), TestCaseError> {
    let numbers: BTreeMap<_, u16> = (0..12).map(|number| (voter(number), number)).collect();
    let mut plain = Plain::default();
    for recorded in &hall.facts {
        plain.take(&recorded.fact, &|voter| numbers[voter]);
    }
    let board = hall.session.board(&slide_key("vragen")).unwrap();
    for entry in board.entries() {
        let number = entry.number.0;
        prop_assert_eq!(
            matches!(entry.state, EntryState::Merged(into) if into.0 == plain.root(number)),
            plain.into.contains_key(&number),
            "{}",
            number
        );
        if !plain.into.contains_key(&number) {
            prop_assert_eq!(entry.votes() as usize, plain.count(number), "{}", number);
        }
    }
    if let Some(spotlit) = board.spotlight() {
        prop_assert_eq!(spotlit.state, EntryState::Shown);
    }
    for voter in numbers.keys() {
        let entries = board.entries().iter();
        let walked: Vec<_> = entries.filter_map(|entry| Some((entry.number, board.upvote_of(entry, voter)?))).collect();
        prop_assert_eq!(board.upvotes_of(voter), walked);
    }
    prop_assert_eq!(&hall.replayed(), &hall.session);
    // And through the rows of the journal.
    let rows: Vec<Recorded> =
        hall.facts.iter().map(|recorded| peil::codec::record::FactRow::new(recorded).recorded().unwrap()).collect();
    prop_assert_eq!(&rows, &hall.facts);
    Ok(())
}

async fn words_last_as_long_as_their_round(journal: &dyn Journal) {
    let session = session_id("s1");
    journal.create(charter("s1", 0)).await.unwrap();
    let mut hall = Hall::open();
    hall.ask(1, 1, "Een PLANTED vraag");
    hall.upvote(2, 1, 1, true);
    hall.one(1, Moderation::Pin).unwrap();
    hall.upvote(2, 1, 1, true);
    hall.ask(2, 1, "Nog een");
    hall.one(2, Moderation::Merge { into: AskNumber(1) }).unwrap();
    hall.moderate(Moderating::Spotlight(Some(AskNumber(1)))).unwrap();
    hall.moderate(Moderating::Curtain(true)).unwrap();
    journal.append(&session, hall.facts.clone()).await.unwrap();
    assert_eq!(journal.read(&session).await.unwrap().1, hall.facts);
    let clears = Recorded { at: Moment(2), fact: Fact::Cleared { question: slide_key("vragen") } };
    journal.append(&session, vec![clears]).await.unwrap();
    let kept = journal.read(&session).await.unwrap().1;
    assert_eq!(kept.len(), hall.facts.len() + 1);
    assert!(
        kept.iter()
            .all(|recorded| !format!("{recorded:?}").contains("vraag") || !format!("{recorded:?}").contains("PLANTED"))
    );
    assert_eq!(
        Session::replay(Arc::clone(hall.session.editions()), Moment(0), &kept).board(&slide_key("vragen")),
        Some(&Default::default())
    );
    let mut again = Hall::open();
    again.ask(1, 1, "Wat blijft er?");
    again.one(1, Moderation::Show).unwrap();
    again.upvote(3, 1, 1, true);
    let results = again.session.results(&BTreeSet::new());
    assert_eq!((results.questions[0].asks.len(), results.questions[0].asks[0].votes), (1, 1));
    journal.seal(&session, Moment(9), results.clone()).await.unwrap();
    let (_, sealed) = journal.sealed(&session).await.unwrap();
    let seconds = peil::domain::results::AskResult { at: Moment(0), ..results.questions[0].asks[0].clone() };
    assert_eq!(sealed.questions[0].asks, [seconds]);
}

#[tokio::test]
async fn both_journals_keep_what_is_asked_as_long_as_its_round_and_its_results_for_good() {
    words_last_as_long_as_their_round(&MemoryJournal::default()).await;
    let folder = tempfile::tempdir().unwrap();
    let journal = SqliteJournal::open(folder.path()).unwrap();
    words_last_as_long_as_their_round(&journal).await;
    journal.close().await.unwrap();
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            assert!(!bytes.windows(13).any(|part| part == b"PLANTED vraag"), "{}", path.display());
        }
    }
}
