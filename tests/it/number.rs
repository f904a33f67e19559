//! Numbers: what is one and what is not; that the count is what stands, and comes back from the facts.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use peil::codec::deck_file::{self, Source};
use peil::domain::answer::Answer;
use peil::domain::decimal::Decimal;
use peil::domain::fact::Recorded;
use peil::domain::ids::{DeckId, Moment};
use peil::domain::session::{AnswerRequest, Command, Decision, Outcome, Reply, Request, Session};
use proptest::prelude::*;

use crate::fixtures::{slide_key, voter};

/// From −1 to 2 by half.
const DECK: &str = "+++\ntitle = \"Proef\"\n+++\n\n# Hoeveel? {#p .number min=-1 max=2 step=0.5}\n";
const SAID: [&str; 12] = ["-1", "-0.5", "0", "0.5", "1", "1.5", "2", "2.5", "-1.5", "0.25", "", "1.50"];
const TAKEN: [&str; 8] = ["-1", "-0.5", "0", "0.5", "1", "1.5", "2", "1.50"];

fn session() -> Session {
    let source = Source { name: "proef.md", bytes: DECK.as_bytes() };
    let reading = deck_file::read_editions(&DeckId::parse("proef").unwrap(), source, &[]).unwrap();
    let mut session = Session::new(Arc::new(reading.editions), Moment(0));
    for _ in 0..2 {
        ask(&mut session, &Request::Steer { from: None, command: Command::Next }, &mut Vec::new());
    }
    session
}

fn ask(session: &mut Session, request: &Request, facts: &mut Vec<Recorded>) -> Reply {
    match session.decide(request, Moment(1), &BTreeSet::new()) {
        Decision::Record(decided, reply) => {
            for fact in decided {
                let recorded = Recorded { at: Moment(1), fact };
                session.apply(&recorded);
                facts.push(recorded);
            }
            reply
        }
        Decision::Reply(reply) => reply,
    }
}

fn said(text: &str) -> Answer {
    Decimal::parse(text).map(Answer::of_number).unwrap_or_default()
}

#[test]
fn numbers_count_as_they_stand_and_come_back_from_their_facts() {
    let (accepted, invalid, all) = (Cell::new(0), Cell::new(0), Cell::new(0));
    let strategy = prop::collection::vec((0..6_u16, 0..SAID.len()), 1..60);
    proptest!(ProptestConfig { cases: 200, failure_persistence: None, ..Default::default() }, |(votes in strategy)| {
        let (mut live, start) = (session(), session());
        let mut facts = Vec::new();
        let mut stands: BTreeMap<u16, Decimal> = BTreeMap::new();
        let mut heard = BTreeSet::new();
        for (n, (number, index)) in (1..).zip(votes) {
            let text = SAID[index];
            let request =
                AnswerRequest { voter: voter(number), question: slide_key("p"), round: 1, n, said: said(text) };
            let reply = ask(&mut live, &Request::Answer(request), &mut facts);
            let may = TAKEN.contains(&text) || text.is_empty() && heard.contains(&number);
            all.set(all.get() + 1);
            match reply {
                Reply::Outcome(Outcome::Counted | Outcome::Changed) => {
                    prop_assert!(may, "{text} was taken");
                    accepted.set(accepted.get() + 1);
                    heard.insert(number);
                    match Decimal::parse(text) {
                        Some(decimal) => stands.insert(number, decimal),
                        None => stands.remove(&number),
                    };
                }
                Reply::Outcome(Outcome::Invalid) => {
                    prop_assert!(!may, "{text} was refused");
                    invalid.set(invalid.get() + 1);
                }
                other => prop_assert!(false, "{other:?}"),
            }
        }
        let mut counts: BTreeMap<Decimal, u32> = BTreeMap::new();
        stands.values().for_each(|number| *counts.entry(*number).or_default() += 1);
        let tally = live.poll(&slide_key("p")).unwrap().tally();
        prop_assert_eq!(tally.numbers().collect::<Vec<_>>(), counts.into_iter().collect::<Vec<_>>());
        prop_assert_eq!(tally.answers() as usize, stands.len());
        let mut replayed = start;
        facts.iter().for_each(|fact| replayed.apply(fact));
        prop_assert!(replayed == live);
    });
    assert!(accepted.get() * 10 > all.get() * 3 && invalid.get() > 0);
}
