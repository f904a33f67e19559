//! A session under random requests, against a count so simple that it cannot be wrong; and its journal read back.
//!
//! Holds that replay equals the live session, also in its middle, that duplicates and answers that come late or out of
//! order change nothing, and that a `SELECT` counts the same votes.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use peil::domain::fact::{Fact, Link, Place, Recorded};
use peil::domain::ids::{Moment, SessionId, VoterId};
use peil::domain::results::{Cell, is_set_aside};
use peil::domain::session::{AnswerRequest, Command, Decision, Outcome, Refusal, Reply, Request, Session, Step};
use peil::journal::Journal;
use peil::journal::memory::MemoryJournal;
use peil::journal::sqlite::SqliteJournal;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rusqlite::Connection;

use crate::fixtures::{charter, editions, option_key, session_id, slide_key, voter};

const QUESTIONS: [&str; 3] = ["p1", "p2", "p3"];
const SLIDES: [&str; 6] = ["1", "p1", "3", "p2", "p3", "slot"];
const CASES: u32 = 48;
/// Choices with a meaning of their own.
const ABSENT: usize = 18;
const MISPLACED: usize = 19;

/// A request in outline: what it says depends on how the session stands when its turn comes.
#[derive(Clone, Debug)]
enum Intent {
    Answer {
        voter: u16,
        question: Which,
        round: Round,
        n: Number,
        choice: usize,
        words: Option<u8>,
    },
    Steer {
        command: Command,
        from: From,
    },
    Next,
    FinishClosing,
    /// The last answer comes again, as when its reply was lost.
    Repeat,
    /// An answer of long ago comes again: it took another road, and newer ones were faster.
    Stray(prop::sample::Index),
    /// The server stops and goes on from its journal.
    Restart,
    /// Time passes, in milliseconds.
    Wait(i64),
}

#[derive(Clone, Debug)]
enum Which {
    /// The one that takes answers, else the last one.
    Open,
    Any(usize),
    Unknown,
}

#[derive(Clone, Copy, Debug)]
enum Round {
    Present,
    Earlier,
}

/// How an answer's number stands to the stored one.
#[derive(Clone, Copy, Debug)]
enum Number {
    Next,
    Same,
    Lower,
}

#[derive(Clone, Copy, Debug)]
enum From {
    Here,
    Nowhere,
    Elsewhere,
}

fn intents() -> impl Strategy<Value = Vec<Intent>> {
    prop::collection::vec(intent(), 80..200)
}

fn intent() -> impl Strategy<Value = Intent> {
    let which = prop_oneof![8 => Just(Which::Open), 2 => (0..3_usize).prop_map(Which::Any), 1 => Just(Which::Unknown)];
    let round = prop_oneof![12 => Just(Round::Present), 1 => Just(Round::Earlier)];
    let number = prop_oneof![8 => Just(Number::Next), 2 => Just(Number::Same), 1 => Just(Number::Lower)];
    let words = prop::option::weighted(0.4, 0..3_u8);
    let answer =
        (0..9_u16, which, round, number, 0..20_usize, words).prop_map(|(voter, question, round, n, choice, words)| {
            Intent::Answer { voter, question, round, n, choice, words }
        });
    let place = prop_oneof![
        6 => (0..6_usize).prop_map(|index| Place::Slide(slide_key(SLIDES[index]))),
        3 => Just(Place::Slide(slide_key("weg"))),
        3 => Just(Place::Join),
    ];
    let command = prop_oneof![
        6 => Just(Command::Back),
        3 => place.prop_map(Command::Show),
        3 => Just(Command::Open),
        3 => Just(Command::Close),
        3 => Just(Command::Reveal),
        2 => Just(Command::Hide),
        3 => Just(Command::Clear),
        3 => Just(Command::Undo),
        1 => Just(Command::Black),
        1 => prop_oneof![Just(Link::Screen), Just(Link::Control)].prop_map(Command::RenewLink),
        1 => Just(Command::End),
        6 => Just(Command::Resume),
        3 => (0..40_000_i64, prop::collection::vec(0..9_u16, 0..4)).prop_map(|(ago, here)| Command::SetAside {
            since: Moment(ago),
            here_before: here.into_iter().map(voter).collect(),
        }),
        2 => Just(Command::BringBack),
    ];
    let from = prop_oneof![8 => Just(From::Here), 2 => Just(From::Nowhere), 1 => Just(From::Elsewhere)];
    let steer = (command, from).prop_map(|(command, from)| Intent::Steer { command, from });
    prop_oneof![
        20 => answer,
        12 => steer,
        6 => Just(Intent::Next),
        1 => Just(Intent::FinishClosing),
        2 => Just(Intent::Repeat),
        3 => any::<prop::sample::Index>().prop_map(Intent::Stray),
        1 => Just(Intent::Restart),
        4 => prop_oneof![6 => 0..9_000_i64, 2 => Just(700_000_i64), 1 => Just(-3_000_i64)].prop_map(Intent::Wait),
    ]
}

/// What happened over all cases, so that no corner is left out unseen.
#[derive(Default)]
struct Seen {
    accepted: usize,
    not_accepted: usize,
    outcomes: BTreeMap<&'static str, usize>,
    refusals: BTreeMap<&'static str, usize>,
    /// Voters set aside at the end of a case.
    set_aside: usize,
}

/// Counts answers in the plainest way: the last one of each voter, per question, since it was last wiped; without those
/// of the voters who are set aside.
#[derive(Default)]
struct Count {
    stands: BTreeMap<(String, [u8; 16]), String>,
    rounds: BTreeMap<String, u32>,
    aside: BTreeSet<[u8; 16]>,
}

impl Count {
    fn of(facts: &[Recorded]) -> Self {
        let mut count = Self::default();
        let mut came: Vec<[u8; 16]> = Vec::new();
        // Who is spared by each that still takes newcomers.
        let mut taking: Vec<&[VoterId]> = Vec::new();
        for recorded in facts {
            match &recorded.fact {
                Fact::Answered(answered) => {
                    let key = (answered.question.to_string(), answered.voter.0);
                    if !came.contains(&answered.voter.0) {
                        came.push(answered.voter.0);
                        if taking.iter().any(|spared| !spared.contains(&answered.voter)) {
                            count.aside.insert(answered.voter.0);
                        }
                    }
                    count.stands.insert(key, answered.answer.choices[0].to_string());
                }
                Fact::Cleared { question } => {
                    count.stands.retain(|(asked, _), _| asked != question.as_str());
                    *count.rounds.entry(question.to_string()).or_insert(1) += 1;
                }
                Fact::SetAside { first, here_before } => {
                    let late = came[*first as usize..].iter().filter(|voter| !here_before.contains(&VoterId(**voter)));
                    count.aside.extend(late);
                    taking.push(here_before);
                }
                Fact::BroughtBack => {
                    count.aside.clear();
                    taking.clear();
                }
                Fact::Opened { .. } => taking.clear(),
                _ => {}
            }
        }
        count
    }

    /// With those who are set aside too.
    fn all_votes(&self, question: &str) -> BTreeMap<String, u32> {
        self.votes_of(question, |_| true)
    }

    fn votes(&self, question: &str) -> BTreeMap<String, u32> {
        self.votes_of(question, |voter| !self.aside.contains(voter))
    }

    fn votes_of(&self, question: &str, counts: impl Fn(&[u8; 16]) -> bool) -> BTreeMap<String, u32> {
        let mut votes = BTreeMap::new();
        for ((_, _), choice) in self.stands.iter().filter(|((asked, voter), _)| asked == question && counts(voter)) {
            *votes.entry(choice.clone()).or_default() += 1;
        }
        votes
    }

    fn round(&self, question: &str) -> u32 {
        self.rounds.get(question).copied().unwrap_or(1)
    }
}

/// A session as a room would run it, without the room.
struct Live {
    session: Session,
    facts: Vec<Recorded>,
    now: Moment,
    /// Every answer that was sent, the last one last.
    sent: Vec<AnswerRequest>,
}

impl Live {
    fn new() -> Self {
        Self { session: Session::new(editions(), Moment(0)), facts: Vec::new(), now: Moment(1_000), sent: Vec::new() }
    }

    /// Carries one intent out and tells what was decided.
    fn take(&mut self, intent: &Intent, seen: &BTreeSet<VoterId>) -> Option<Decision> {
        let request = match intent {
            Intent::Wait(ms) => {
                self.now = Moment(self.now.0 + ms);
                return None;
            }
            Intent::Restart => {
                self.session = Session::replay(editions(), Moment(0), &self.facts);
                return None;
            }
            Intent::Repeat => Request::Answer(self.sent.last()?.clone()),
            Intent::Stray(_) if self.sent.is_empty() => return None,
            Intent::Stray(index) => Request::Answer(index.get(&self.sent).clone()),
            Intent::FinishClosing => Request::FinishClosing,
            Intent::Next => Request::Steer { from: Some(self.session.step()), command: Command::Next },
            Intent::Steer { command, from } => {
                let from = match from {
                    From::Here => Some(self.session.step()),
                    From::Nowhere => None,
                    From::Elsewhere => Some(Step::Slide(slide_key("elders"))),
                };
                // A time of the presenter's choice: so long ago.
                let command = match command.clone() {
                    Command::SetAside { since, here_before } => {
                        Command::SetAside { since: Moment(self.now.0 - since.0), here_before }
                    }
                    command => command,
                };
                Request::Steer { from, command }
            }
            // Few people answer what is not open: most of the time the presenter goes on first.
            Intent::Answer { voter: 0..=4, question: Which::Open, .. } if self.session.open_question().is_none() => {
                Request::Steer { from: Some(self.session.step()), command: self.go_on() }
            }
            Intent::Answer { voter, question, round, n, choice, words } => {
                let answer = self.answer(*voter, question, *round, *n, *choice, *words);
                self.sent.push(answer.clone());
                Request::Answer(answer)
            }
        };
        let decision = self.session.decide(&request, self.now, seen);
        if let Decision::Record(facts, _) = &decision {
            for fact in facts {
                let recorded = Recorded { at: self.now, fact: fact.clone() };
                self.session.apply(&recorded);
                self.facts.push(recorded);
            }
        }
        Some(decision)
    }

    /// What a presenter does who wants to hear people.
    fn go_on(&self) -> Command {
        match self.session.step() {
            Step::Ended => Command::Resume,
            Step::Slide(slide) if slide.as_str() == "slot" => Command::Show(Place::Slide(slide_key("1"))),
            _ => Command::Next,
        }
    }

    fn answer(
        &self,
        number: u16,
        which: &Which,
        round: Round,
        n: Number,
        choice: usize,
        words: Option<u8>,
    ) -> AnswerRequest {
        let question = match which {
            Which::Open => {
                self.session.open_question().map_or_else(|| slide_key("p3"), |(question, _)| question.clone())
            }
            Which::Any(index) => slide_key(QUESTIONS[*index]),
            Which::Unknown => slide_key("weg"),
        };
        let poll = self.session.poll(&question);
        let stored = poll.and_then(|poll| poll.given(&voter(number))).map_or(0, |given| given.n);
        let options = self.session.deck().question(&question).map_or(&[][..], |asked| &asked.options);
        // Now and then an option that is not there, or words with one that takes none.
        let option = (choice != ABSENT).then(|| options.get(choice % options.len().max(1))).flatten();
        AnswerRequest {
            voter: voter(number),
            round: match round {
                Round::Present => poll.map_or(1, |poll| poll.round),
                Round::Earlier => poll.map_or(1, |poll| poll.round) - 1,
            },
            n: match n {
                Number::Next => stored + 1,
                Number::Same => stored,
                Number::Lower => stored.saturating_sub(1),
            },
            choices: vec![option.map_or_else(|| option_key("geen"), |option| option.key.clone())],
            text: words
                .filter(|_| choice == MISPLACED || option.is_some_and(|option| option.write_in))
                .map(|words| format!("woord {words}")),
            question,
        }
    }
}

#[test]
fn a_session_counts_as_its_facts_and_comes_back_from_its_journal() {
    let seen = RefCell::new(Seen::default());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let on_disk = SqliteJournal::open(folder.path()).unwrap();
    let in_memory = MemoryJournal::default();
    let case = RefCell::new(0);
    let strategy = (intents(), prop::collection::vec(1..40_usize, 1..8), prop::collection::btree_set(0..12_u16, 0..6));
    // Cases that once failed are kept as tests of their own, not in a file beside the sources.
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    TestRunner::new(config)
        .run(&strategy, |(intents, batches, here)| {
            *case.borrow_mut() += 1;
            let session = session_id(&format!("s{}", case.borrow()));
            let here: BTreeSet<VoterId> = here.into_iter().map(voter).collect();
            let mut live = Live::new();
            for intent in &intents {
                let before = live.session.clone();
                let Some(decision) = live.take(intent, &here) else {
                    prop_assert!(live.session == before, "{intent:?} changed the session");
                    continue;
                };
                note(&mut seen.borrow_mut(), &decision);
                if matches!(decision, Decision::Reply(_)) {
                    prop_assert!(live.session == before, "a refusal changed the session");
                }
                if let (Decision::Record(..), Intent::Answer { .. } | Intent::Repeat, Some(answer)) =
                    (&decision, intent, live.sent.last())
                {
                    // The phone did not hear the reply and sends again; only the fallback to a command is no answer.
                    let again = live.session.decide(&Request::Answer(answer.clone()), live.now, &here);
                    let is_answer = matches!(&decision, Decision::Record(_, Reply::Outcome(_)));
                    prop_assert!(!is_answer || again == Decision::Reply(Reply::Outcome(Outcome::Counted)));
                }
                agrees(&live, &Count::of(&live.facts))?;
            }
            prop_assert!(never_goes_back(&live.facts), "a number was taken twice, or after a higher one");
            // Replay judges nothing and finds the same.
            prop_assert!(Session::replay(editions(), Moment(0), &live.facts) == live.session);
            runtime.block_on(async {
                for journal in [&on_disk as &dyn Journal, &in_memory] {
                    journal.create(charter(session.as_str(), 0)).await.unwrap();
                    let mut left = live.facts.as_slice();
                    for size in batches.iter().cycle() {
                        let (batch, after) = left.split_at(left.len().min(*size));
                        journal.append(&session, batch.to_vec()).await.unwrap();
                        left = after;
                        if left.is_empty() {
                            break;
                        }
                    }
                }
                let (_, facts) = on_disk.read(&session).await.unwrap();
                prop_assert_eq!(&facts, &in_memory.read(&session).await.unwrap().1);
                prop_assert_eq!(facts.len(), live.facts.len());
                let replayed = Session::replay(editions(), Moment(0), &facts);
                prop_assert!(replayed == live.session, "the journal tells another story");
                prop_assert_eq!(replayed.results(&here), live.session.results(&here));
                prop_assert_eq!(replayed.steered_at(), live.session.steered_at());
                Ok(())
            })?;
            let file = Connection::open(folder.path().join(format!("{session}.sqlite"))).unwrap();
            let left = live.session.results(&here);
            // As a room keeps it: whoever answered was seen too.
            let here_or_known = &here | &live.session.known_present();
            for (index, result) in left.questions.iter().enumerate() {
                // Whoever recounts the rows that are not set aside finds every total.
                let counted = || left.rows.iter().filter(|row| !is_set_aside(row)).map(|row| &row[index]);
                let answered = counted().filter(|cell| matches!(cell, Cell::Answered { .. })).count();
                let silent = counted().filter(|cell| matches!(cell, Cell::NotAnswered)).count();
                prop_assert_eq!(result.answered as usize, answered);
                // Of a question that was not opened the cells say only that.
                if result.opened_at.is_some() {
                    prop_assert_eq!(result.present as usize, answered + silent);
                }
                prop_assert_eq!(live.session.present(&result.question, &here_or_known), result.present);
            }
            let count = Count::of(&live.facts);
            seen.borrow_mut().set_aside += count.aside.len();
            for question in QUESTIONS {
                prop_assert_eq!(selected(&file, question), count.all_votes(question), "{} by SELECT", question);
            }
            drop(file);
            runtime.block_on(async { on_disk.delete(&session).await.unwrap() });
            Ok(())
        })
        .unwrap();
    seen.into_inner().check();
}

/// Whatever road an answer took: of one voter to one question in one round each number is higher than the one before.
fn never_goes_back(facts: &[Recorded]) -> bool {
    let mut highest = BTreeMap::new();
    facts.iter().all(|recorded| match &recorded.fact {
        Fact::Answered(answered) => {
            let key = (answered.question.clone(), answered.round, answered.voter.0);
            highest.insert(key, answered.n).is_none_or(|before| before < answered.n)
        }
        _ => true,
    })
}

/// The session's tally holds what the plain count holds.
fn agrees(live: &Live, count: &Count) -> Result<(), TestCaseError> {
    for question in QUESTIONS {
        let poll = live.session.poll(&slide_key(question)).unwrap();
        let (votes, answers) = votes_of(live, question);
        prop_assert_eq!(poll.round, count.round(question));
        prop_assert_eq!(&votes, &count.votes(question), "{}", question);
        prop_assert_eq!((answers + poll.set_aside) as usize, poll.answers().count());
        for (voter, given) in poll.answers() {
            prop_assert_eq!(given.set_aside, count.aside.contains(&voter.0));
        }
        prop_assert_eq!(answers, votes.values().sum::<u32>());
    }
    prop_assert!(
        QUESTIONS.iter().filter(|question| takes_answers(live, question)).count() <= 1,
        "two questions take answers at once"
    );
    Ok(())
}

fn takes_answers(live: &Live, question: &str) -> bool {
    live.session.open_question().is_some_and(|(open, _)| open.as_str() == question)
}

/// Votes by option, without those that have none, and the number of answers.
fn votes_of(live: &Live, question: &str) -> (BTreeMap<String, u32>, u32) {
    let key = slide_key(question);
    let options = &live.session.deck().question(&key).unwrap().options;
    let tally = live.session.poll(&key).unwrap().tally();
    let votes = options.iter().map(|option| option.key.to_string()).zip(tally.counts().iter().copied());
    (votes.filter(|(_, count)| *count > 0).collect(), tally.answers())
}

/// The same votes, counted by the database.
fn selected(file: &Connection, question: &str) -> BTreeMap<String, u32> {
    let mut select = file
        .prepare(
            "SELECT choice.value, count(*)
             FROM (SELECT choices, max(seq) FROM fact
                   WHERE kind = 'answered' AND question = ?1 AND round =
                       (SELECT 1 + count(*) FROM fact WHERE kind = 'cleared' AND question = ?1)
                   GROUP BY voter) AS stands, json_each(stands.choices) AS choice
             GROUP BY choice.value",
        )
        .unwrap();
    select.query_map([question], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

fn note(seen: &mut Seen, decision: &Decision) {
    let reply = match decision {
        Decision::Record(_, reply) => {
            seen.accepted += 1;
            reply
        }
        Decision::Reply(reply) => {
            seen.not_accepted += 1;
            reply
        }
    };
    match reply {
        Reply::Outcome(outcome) => *seen.outcomes.entry(outcome.word()).or_default() += 1,
        Reply::Refused(refusal) => *seen.refusals.entry(refusal.code()).or_default() += 1,
        Reply::Done => {}
    }
}

impl Seen {
    fn check(&self) {
        println!("accepted {} of {}", self.accepted, self.accepted + self.not_accepted);
        println!("set aside {} voters", self.set_aside);
        assert!(self.set_aside > 0, "nobody was left set aside");
        println!("outcomes {:?}\nrefusals {:?}", self.outcomes, self.refusals);
        let share = self.accepted * 100 / (self.accepted + self.not_accepted);
        assert!(share >= 30, "only {share}% of the requests were accepted: the rest tests nothing but refusals");
        // The room's own words (busy, storage full) are never decided.
        let outcomes = [Outcome::Counted, Outcome::Changed, Outcome::Superseded, Outcome::Closed, Outcome::Invalid];
        for outcome in outcomes.map(Outcome::word) {
            assert!(self.outcomes.contains_key(outcome), "no answer was {outcome}");
        }
        let decided =
            Refusal::ALL.into_iter().filter(|refusal| !matches!(refusal, Refusal::Busy | Refusal::StorageFull));
        for refusal in decided.map(Refusal::code) {
            assert!(self.refusals.contains_key(refusal), "nothing was refused as {refusal}");
        }
    }
}

/// The smallest stories in which replay once could have told something else.
#[tokio::test]
async fn replaced_words_are_forgotten_and_no_count_changes() {
    let folder = tempfile::tempdir().unwrap();
    let journal = SqliteJournal::open(folder.path()).unwrap();
    let session: SessionId = session_id("s1");
    journal.create(charter("s1", 0)).await.unwrap();
    let mut live = Live::new();
    let steer = |command| Intent::Steer { command, from: From::Nowhere };
    let say = |choice, words| Intent::Answer {
        voter: 1,
        question: Which::Any(0),
        round: Round::Present,
        n: Number::Next,
        choice,
        words,
    };
    let story = [
        steer(Command::Show(Place::Slide(slide_key("p1")))),
        steer(Command::Open),
        say(2, Some(1)),
        say(2, Some(2)),
        say(2, Some(2)),
        say(2, None),
        say(2, Some(1)),
        say(0, None),
        say(2, Some(1)),
    ];
    for intent in &story {
        let decision = live.take(intent, &BTreeSet::new());
        assert!(matches!(decision, Some(Decision::Record(..))), "{intent:?} {decision:?}");
    }
    journal.append(&session, live.facts.clone()).await.unwrap();
    let facts = journal.read(&session).await.unwrap().1;
    assert_eq!(facts.iter().filter(|recorded| format!("{recorded:?}").contains("woord")).count(), 1);
    let replayed = Session::replay(editions(), Moment(0), &facts);
    assert!(replayed == live.session);
    assert_eq!(replayed.poll(&slide_key("p1")).unwrap().changes, 2);
}
