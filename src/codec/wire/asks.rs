//! One's own questions and upvotes on the wire: what this voter asked, how it stands, and what they voted for. Never what
//! somebody else asked.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{MineAnswer, Outgoing};
use crate::domain::ids::{Moment, SlideKey, VoterId};
use crate::domain::session::{Board, Entry, EntryState, Outcome, Session, Upvote};

/// Of one's own questions so many are told, the newest: more no phone lists.
const OWN_MAX: usize = 20;

#[derive(Serialize)]
pub struct MineAsks<'a> {
    pub round: u32,
    /// One's own questions, oldest first.
    pub list: Vec<MineAsk<'a>>,
    /// What one said of others' questions, by their number.
    pub votes: BTreeMap<u32, MineUpvote>,
}

#[derive(Serialize)]
pub struct MineAsk<'a> {
    pub n: u32,
    pub ask: u32,
    pub text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'a str>,
    pub state: &'static str,
    /// What it was merged into.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub into: Option<u32>,
    pub at: i64,
}

#[derive(Serialize)]
pub struct MineUpvote {
    pub n: u32,
    pub on: bool,
}

/// Everything of one voter: answers, questions, upvotes.
pub fn mine_whole(session: &Session, voter: &VoterId, now: Moment) -> String {
    let answers = super::mine_answers(session.answers_of(voter));
    let asks = session.boards().filter_map(|(question, board)| {
        let mine = mine_asks(session, question, board, voter)?;
        (!mine.list.is_empty() || !mine.votes.is_empty()).then_some((question.as_str(), mine))
    });
    encode(answers, asks.collect(), now)
}

/// One voter's questions and upvotes at one question of the deck. All of them: what is not named there any more is gone.
pub fn mine_asked(session: &Session, question: &SlideKey, voter: &VoterId, now: Moment) -> String {
    let asks = session
        .board(question)
        .and_then(|board| Some((question.as_str(), mine_asks(session, question, board, voter)?)));
    encode(Vec::new(), asks.into_iter().collect(), now)
}

/// What became of a question from the audience, or of an upvote of `ask`.
pub fn asked(question: &str, round: u32, ask: Option<u32>, n: u32, outcome: Outcome) -> String {
    Outgoing::Asked { question, round, ask, n, outcome: outcome.word() }.encode()
}

fn mine_asks<'a>(session: &Session, question: &SlideKey, board: &'a Board, voter: &'a VoterId) -> Option<MineAsks<'a>> {
    let mut list: Vec<MineAsk<'a>> = board.asked_by(voter).rev().take(OWN_MAX).map(mine_ask).collect();
    list.reverse();
    let votes = board.upvotes_of(voter).into_iter().map(|(ask, vote)| (ask.0, upvote(vote))).collect();
    Some(MineAsks { round: session.poll(question)?.round, list, votes })
}

fn mine_ask(entry: &Entry) -> MineAsk<'_> {
    let into = match entry.state {
        EntryState::Merged(into) => Some(into.0),
        _ => None,
    };
    MineAsk {
        n: entry.n,
        ask: entry.number.0,
        text: &entry.text,
        name: entry.name.as_deref(),
        state: entry.state.word(),
        into,
        at: entry.at.0,
    }
}

fn upvote(vote: Upvote) -> MineUpvote {
    MineUpvote { n: vote.n, on: vote.on }
}

fn encode(answers: Vec<(&str, MineAnswer<'_>)>, asks: Vec<(&str, MineAsks<'_>)>, now: Moment) -> String {
    Outgoing::Mine { answers, asks: asks.into_iter().collect(), now: now.0 }.encode()
}
