//! What happened over all cases, so that no corner is left out unseen.

use std::collections::BTreeMap;

use peil::domain::session::{Decision, Outcome, Refusal, Reply};

#[derive(Default)]
pub struct Seen {
    accepted: usize,
    not_accepted: usize,
    outcomes: BTreeMap<&'static str, usize>,
    refusals: BTreeMap<&'static str, usize>,
    /// Voters set aside at the end of a case.
    pub set_aside: usize,
}

pub fn note(seen: &mut Seen, decision: &Decision) {
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
    pub fn check(&self) {
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
        // And nothing of this deck is asked by its audience.
        let elsewhere = [
            Refusal::Busy,
            Refusal::StorageFull,
            Refusal::NoSuchAsk,
            Refusal::NoSuchText,
            Refusal::NothingTicked,
            Refusal::OneTicked,
            Refusal::NothingToReveal,
            // Of a confidential session: see `privacy::aside`.
            Refusal::TooFewToSetAside,
            // Nothing is asked twice there: the steps of that stand in `together`.
            Refusal::MovementIsShown,
        ];
        let decided = Refusal::ALL.into_iter().filter(|refusal| !elsewhere.contains(refusal));
        for refusal in decided.map(Refusal::code) {
            assert!(self.refusals.contains_key(refusal), "nothing was refused as {refusal}");
        }
    }
}
