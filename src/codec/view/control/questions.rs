//! What the audience asks, before the presenter: what waits to be read, newest first and with its look-alikes, and what
//! everybody may read already. The only view in which words stand that nobody let through.
//!
//! Bounded: what does not fit stands on a page of its own, to leaf through and to search.

use askama::Template;

use crate::codec::private::seems_private;
use crate::codec::view::Scene;
use crate::codec::wire::Live;
use crate::codec::words::Tongue;
use crate::domain::deck::Kind;
use crate::domain::ids::{RoomCode, SlideKey};
use crate::domain::session::{Board, Entry, EntryState, Figures, Session};

/// So many wait on the remote at most, and so many are shown: what a presenter overlooks, and a frame that stays small.
const WAITING_MAX: usize = 15;
const SHOWN_MAX: usize = 10;
/// Questions on a page of all of them.
const PAGE_MAX: usize = 30;

#[derive(Template)]
#[template(path = "control/asks.html")]
pub(super) struct AsksPart<'a> {
    t: Tongue,
    code: RoomCode,
    question: &'a SlideKey,
    round: u32,
    upvotes: bool,
    curtained: bool,
    figures: Figures,
    spotlight: Option<Card<'a>>,
    waiting: Vec<Card<'a>>,
    shown: Vec<Card<'a>>,
    /// How many there are, when not all stand here.
    all: Option<u32>,
    /// Where a form brings one back to: nowhere but here.
    list: Option<String>,
}

/// One question, with what the presenter needs to know of it.
pub(super) struct Card<'a> {
    entry: &'a Entry,
    spotlit: bool,
    /// The earlier one that it looks like.
    alike: Option<&'a Entry>,
    private: bool,
    /// How many were merged into it, and what it was merged into.
    merged: u32,
    into: u32,
}

impl<'a> Card<'a> {
    fn new(board: &'a Board, entry: &'a Entry) -> Self {
        Self {
            entry,
            spotlit: board.is_spotlit(entry),
            alike: if entry.state == EntryState::Waiting { alike(board, entry) } else { None },
            private: matches!(entry.state, EntryState::Waiting)
                && (seems_private(&entry.text) || entry.name.as_deref().is_some_and(seems_private)),
            merged: entry.merged().len() as u32,
            into: match entry.state {
                EntryState::Merged(into) => into.0,
                _ => 0,
            },
        }
    }

    fn is(&self, word: &str) -> bool {
        self.entry.state.word() == word
    }
}

/// The first that it looks like and that still stands by itself.
fn alike<'a>(board: &'a Board, entry: &Entry) -> Option<&'a Entry> {
    let first = board.entry(entry.kin)?;
    let standing = match first.state {
        EntryState::Merged(into) => board.entry(into)?,
        _ => first,
    };
    let may_join = matches!(standing.state, EntryState::Waiting | EntryState::Shown | EntryState::Answered);
    (standing.number != entry.number && may_join).then_some(standing)
}

impl<'a> AsksPart<'a> {
    /// `None` where the audience asks nothing.
    pub fn new(scene: &Scene<'a>, t: Tongue) -> Option<Self> {
        let session: &'a Session = scene.session;
        if session.ended_at().is_some() {
            return None;
        }
        let (question, board) = session.board_in_sight()?;
        let upvotes = takes_upvotes(session, question);
        let figures = board.figures();
        let waiting = together(board, WAITING_MAX);
        let spotlight = board.spotlight().map(|entry| Card::new(board, entry));
        let others = board.shown().into_iter().filter(|entry| !board.is_spotlit(entry));
        let shown: Vec<_> = others.take(SHOWN_MAX).map(|entry| Card::new(board, entry)).collect();
        let here = waiting.len() + shown.len() + usize::from(spotlight.is_some());
        Some(Self {
            t,
            code: scene.code,
            question,
            round: session.poll(question)?.round,
            upvotes,
            curtained: board.is_curtained(),
            figures,
            spotlight,
            waiting,
            shown,
            all: (board.entries().len() > here).then_some(board.entries().len() as u32),
            list: None,
        })
    }

    /// The figures that move: how many wait, and the votes of each by its number.
    pub fn fill(&self, live: &mut Live) {
        let Figures { waiting, shown, answered, .. } = self.figures;
        let figures = [("waiting", waiting.into()), ("shown", shown.into()), ("answered", answered.into())];
        live.say("asks", self.t.say_with("control-asks-counts", &figures));
        for card in self.spotlight.iter().chain(&self.shown).chain(&self.waiting).filter(|_| self.upvotes) {
            live.say(format!("v{}", card.entry.number), self.votes(card));
        }
    }

    fn votes(&self, card: &Card<'_>) -> String {
        self.t.say_with("control-ask-votes", &[("n", card.entry.votes().into())])
    }

    fn say(&self, key: &str) -> String {
        self.t.say(key)
    }

    fn say_n(&self, key: &str, n: &u32) -> String {
        self.t.say_with(key, &[("n", (*n).into())])
    }
}

/// What waits: newest first, and behind each what looks like it.
fn together(board: &Board, max: usize) -> Vec<Card<'_>> {
    let waiting: Vec<&Entry> =
        board.entries().iter().rev().filter(|entry| entry.state == EntryState::Waiting).take(max).collect();
    let mut kin: Vec<_> = Vec::new();
    for entry in &waiting {
        if !kin.contains(&entry.kin) {
            kin.push(entry.kin);
        }
    }
    let of = |kin| waiting.iter().filter(move |entry| entry.kin == kin);
    kin.into_iter().flat_map(of).map(|entry| Card::new(board, entry)).collect()
}

fn takes_upvotes(session: &Session, question: &SlideKey) -> bool {
    let kind = session.deck().question(question).map(|question| question.kind);
    matches!(kind, Some(Kind::Questions { upvotes: true, .. }))
}

/// Which of all questions one looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// A word of [`EntryState`]; all of them when it is none.
    pub state: String,
    pub search: String,
    pub page: usize,
}

impl Wanted {
    fn finds(&self, entry: &Entry) -> bool {
        let search = self.search.to_lowercase();
        let holds = |text: &str| text.to_lowercase().contains(&search);
        let is_state = !STATES.contains(&self.state.as_str()) || self.state == entry.state.word();
        is_state
            && (search.is_empty()
                || entry.number.to_string() == search
                || holds(&entry.text)
                || entry.name.as_deref().is_some_and(holds))
    }
}

const STATES: [&str; 5] = ["waiting", "shown", "answered", "hidden", "merged"];

/// One page of everything that was asked, whatever became of it.
#[derive(Template)]
#[template(path = "control/all_asks.html")]
pub struct AllAsks<'a> {
    t: Tongue,
    code: RoomCode,
    question: &'a SlideKey,
    round: u32,
    upvotes: bool,
    wanted: Wanted,
    states: Vec<(&'static str, bool)>,
    found: u32,
    pages: usize,
    cards: Vec<Card<'a>>,
    /// The page's own query, for forms that come back to it.
    list: Option<String>,
    newer: Option<String>,
    older: Option<String>,
}

impl<'a> AllAsks<'a> {
    /// `address` makes the query of a page. `None` where the audience asks nothing.
    pub fn new(scene: &Scene<'a>, t: Tongue, wanted: Wanted, query: &dyn Fn(&Wanted) -> String) -> Option<Self> {
        let session: &'a Session = scene.session;
        let (question, board) = session.board_in_sight()?;
        let found: Vec<&Entry> = board.entries().iter().rev().filter(|entry| wanted.finds(entry)).collect();
        let pages = found.len().div_ceil(PAGE_MAX).max(1);
        let wanted = Wanted { page: wanted.page.clamp(1, pages), ..wanted };
        let cards = found.iter().skip((wanted.page - 1) * PAGE_MAX).take(PAGE_MAX);
        let address =
            |page: usize| format!("/control/{}/questions?{}", scene.code, query(&Wanted { page, ..wanted.clone() }));
        Some(Self {
            t,
            code: scene.code,
            question,
            round: session.poll(question)?.round,
            upvotes: takes_upvotes(session, question),
            states: STATES.into_iter().map(|state| (state, state == wanted.state)).collect(),
            found: found.len() as u32,
            pages,
            cards: cards.map(|entry| Card::new(board, entry)).collect(),
            list: Some(query(&wanted)),
            newer: (wanted.page > 1).then(|| address(wanted.page - 1)),
            older: (wanted.page < pages).then(|| address(wanted.page + 1)),
            wanted,
        })
    }

    fn votes(&self, card: &Card<'_>) -> String {
        self.t.say_with("control-ask-votes", &[("n", card.entry.votes().into())])
    }

    fn say(&self, key: &str) -> String {
        self.t.say(key)
    }

    fn say_n(&self, key: &str, n: &u32) -> String {
        self.t.say_with(key, &[("n", (*n).into())])
    }

    fn pages_line(&self) -> String {
        let place = [("page", (self.wanted.page as u32).into()), ("pages", (self.pages as u32).into())];
        self.t.say_with("control-asks-page", &place)
    }
}
