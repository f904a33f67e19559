//! Counts answers in the plainest way, from the facts alone: so simple that it cannot be wrong.

use std::collections::{BTreeMap, BTreeSet};

use peil::domain::fact::{Fact, Recorded};
use peil::domain::ids::VoterId;

/// Counts answers in the plainest way: the last one of each voter, per question, since it was last wiped; without those
/// of the voters who are set aside.
#[derive(Default)]
pub struct Count {
    stands: BTreeMap<(String, [u8; 16]), String>,
    rounds: BTreeMap<String, u32>,
    pub aside: BTreeSet<[u8; 16]>,
}

impl Count {
    pub fn of(facts: &[Recorded]) -> Self {
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
                Fact::Opened { .. } | Fact::Ended => taking.clear(),
                _ => {}
            }
        }
        count
    }

    /// With those who are set aside too.
    pub fn all_votes(&self, question: &str) -> BTreeMap<String, u32> {
        self.votes_of(question, |_| true)
    }

    pub fn votes(&self, question: &str) -> BTreeMap<String, u32> {
        self.votes_of(question, |voter| !self.aside.contains(voter))
    }

    fn votes_of(&self, question: &str, counts: impl Fn(&[u8; 16]) -> bool) -> BTreeMap<String, u32> {
        let mut votes = BTreeMap::new();
        for ((_, _), choice) in self.stands.iter().filter(|((asked, voter), _)| asked == question && counts(voter)) {
            *votes.entry(choice.clone()).or_default() += 1;
        }
        votes
    }

    pub fn round(&self, question: &str) -> u32 {
        self.rounds.get(question).copied().unwrap_or(1)
    }
}
