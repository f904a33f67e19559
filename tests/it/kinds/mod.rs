//! Kinds of question that are filled in: what is an answer and what is not, that the count is what stands, and what the
//! pages and files say. Here is what their tests share.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use peil::codec::deck_file::{self, Source};
use peil::codec::findings::{Findings, Headlines, Panel};
use peil::codec::words::Tongue;
use peil::domain::answer::Answer;
use peil::domain::deck::Editions;
use peil::domain::fact::Recorded;
use peil::domain::ids::{DeckId, Moment, SlideKey};
use peil::domain::results::Results;
use peil::domain::session::{AnswerRequest, Command, Decision, Outcome, Reply, Request, Session};
use peil::domain::tally::Tally;
use proptest::prelude::*;

use crate::fixtures::{option_key, slide_key, voter};

mod parts;
mod points;
mod ranking;
mod shuffled;

/// A session of this deck, at its first question, which is open; and the facts that led there.
fn opened(deck: &str) -> (Session, Vec<Recorded>) {
    let id = DeckId::parse("proef").unwrap();
    let reading = deck_file::read_editions(&id, Source { name: "proef.md", bytes: deck.as_bytes() }, &[]);
    let editions = reading.unwrap_or_else(|_| panic!("the deck is whole")).editions;
    let (mut session, mut facts) = (Session::new(Arc::new(editions), Moment(0)), Vec::new());
    for _ in 0..2 {
        ask(&mut session, &Request::Steer { from: None, command: Command::Next }, &mut facts);
    }
    (session, facts)
}

/// Decides, applies and keeps what became a fact; how it was decided.
fn ask(session: &mut Session, request: &Request, facts: &mut Vec<Recorded>) -> Decision {
    let decision = session.decide(request, Moment(1), &BTreeSet::new());
    if let Decision::Record(decided, _) = &decision {
        for fact in decided {
            let recorded = Recorded { at: Moment(1), fact: fact.clone() };
            session.apply(&recorded);
            facts.push(recorded);
        }
    }
    decision
}

/// What this voter says next to the question, and what became of it.
fn say(session: &mut Session, question: &SlideKey, number: u16, said: Answer, facts: &mut Vec<Recorded>) -> Outcome {
    let n = session.poll(question).unwrap().given(&voter(number)).map_or(1, |given| given.n + 1);
    let request = AnswerRequest { voter: voter(number), question: question.clone(), round: 1, n, said };
    match ask(session, &Request::Answer(request), facts) {
        Decision::Record(_, Reply::Outcome(outcome)) | Decision::Reply(Reply::Outcome(outcome)) => outcome,
        decision => panic!("{decision:?}"),
    }
}

/// Random answers, changes and withdrawals to the first question of a deck: the count is what a plain account of them
/// comes to, and a replay finds the same. At least three in ten are taken, and every outcome is seen.
fn counts_what_stands(
    deck: &str,
    question: &str,
    said: BoxedStrategy<Answer>,
    is_right: &dyn Fn(&Answer, &Tally) -> u32,
) {
    let question = slide_key(question);
    let (mut accepted, mut all) = (0, 0);
    let mut outcomes = BTreeMap::<&str, u32>::new();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let seen = std::cell::RefCell::new((&mut accepted, &mut all, &mut outcomes));
    runner
        .run(&prop::collection::vec((0..8_u16, said), 20..80), |sayings| {
            let (mut session, mut facts) = opened(deck);
            let editions = Arc::clone(session.editions());
            // What each voter last said that was taken: a plain account beside the session's own.
            let mut stands = BTreeMap::<u16, Answer>::new();
            for (number, said) in sayings {
                let outcome = say(&mut session, &question, number, said.clone(), &mut facts);
                let (accepted, all, outcomes) = &mut *seen.borrow_mut();
                **all += 1;
                *outcomes.entry(outcome.word()).or_default() += 1;
                if outcome.is_stored() {
                    **accepted += 1;
                    stands.insert(number, said);
                }
            }
            let asked = session.deck().question(&question).unwrap();
            let mut expected = Tally::new(asked);
            let taken = stands.values().map(|said| said.check(asked).expect("what was taken is an answer"));
            let taken: Vec<Answer> = taken.filter(|answer| !answer.is_taken_back()).collect();
            taken.iter().for_each(|answer| expected.add(asked, answer));
            let tally = session.poll(&question).unwrap().tally();
            prop_assert_eq!(tally, &expected);
            prop_assert_eq!(tally.answers() as usize, taken.len());
            prop_assert_eq!(taken.iter().map(|answer| is_right(answer, tally)).max().unwrap_or(0), 0);
            prop_assert!(Session::replay(Arc::clone(&editions), Moment(0), &facts) == session);
            let totals = tally.totals(asked);
            let left = session.results(&BTreeSet::new());
            if let Some(last) = left.questions[0].course.last() {
                prop_assert_eq!((last.answered, &last.totals), (tally.answers(), &totals));
            }
            prop_assert_eq!(Tally::of_totals(asked, tally.answers(), &totals).totals(asked), totals);
            prop_assert_eq!(
                found(&editions, &without_rows(&session)),
                found(&editions, &session.results(&BTreeSet::new()))
            );
            Ok(())
        })
        .unwrap();
    println!("accepted {accepted} of {all}; outcomes {outcomes:?}");
    assert!(accepted * 100 >= all * 30, "only {accepted} of {all} were accepted");
    for outcome in ["counted", "changed", "invalid"] {
        assert!(outcomes.contains_key(outcome), "none was {outcome}");
    }
}

/// What a session leaves behind where its rows are not handed out.
fn without_rows(session: &Session) -> Results {
    let results = session.results(&BTreeSet::new());
    let mut kept = results.clone();
    for (index, result) in kept.questions.iter_mut().enumerate() {
        let asked = session.deck().question(&result.question).unwrap();
        result.kept = Some(results.kept(index, asked).into_owned());
    }
    Results { people: Some(results.participants()), rows: Vec::new(), ..kept }
}

/// Everything that is found of these results, to be compared.
fn found(editions: &Editions, results: &Results) -> Vec<String> {
    let findings = Findings::of(editions, results, &Headlines::new(), Tongue::Dutch);
    let panel = |panel: &Panel| {
        let facts: Vec<_> = panel.facts.iter().map(|fact| (&fact.name, fact.figure.read(Tongue::Dutch))).collect();
        let themes: Vec<_> = panel.themes.iter().map(|theme| (&theme.name, theme.people)).collect();
        format!("{} {:?} {:?} {facts:?} {themes:?}", panel.sentence, panel.notes, panel.table)
    };
    let questions = findings.questions.iter();
    questions
        .map(|one| format!("{} {:?} {:?}", one.headline, one.reach, one.panels.iter().map(panel).collect::<Vec<_>>()))
        .collect()
}

/// Points or places, by option.
fn by_part(given: &[(&str, i64)]) -> Answer {
    let part = |(key, number): &(&str, i64)| (option_key(key), Answer::of_number((*number).into()));
    Answer { parts: given.iter().map(part).collect(), ..Answer::default() }
}
