//! What the audience asks, on a phone: the field to ask in, one's own questions, and the list of what everybody may read.
//!
//! Never draws what was not let through, but to whoever asked it. The list travels as a part of its own, in an order
//! that stands still while votes come in: the phone sorts it when its reader asks, and not under a thumb.

use askama::Template;

use super::parts::Heading;
use super::sight::{Asked, Stage};
use super::{Notice, Phone, Tone, Visitor};
use crate::codec::view::Scene;
use crate::codec::wire::{Drawn, Live};
use crate::codec::words::Tongue;
use crate::domain::deck::Kind;
use crate::domain::ids::{RoomCode, SlideKey};
use crate::domain::limits::ASKER_CHARS_MAX;
use crate::domain::session::{Board, Entry, EntryState, Poll};

/// So many questions travel in a frame, of which so many are the newest; all others stand on a page of their own.
const LIST_MAX: usize = 20;
const NEWEST_MAX: usize = 6;
/// So many of what was taken from the list are named, for phones that still show it. Who missed more starts anew.
const DEPARTED_MAX: usize = 60;
/// Of one's own questions so many are listed, the newest first.
const OWN_MAX: usize = 5;
/// Questions on a page of all of them.
const PAGE_MAX: usize = 30;

#[derive(Template)]
#[template(path = "phone/questions.html")]
struct Questions<'a> {
    tongue: Tongue,
    heading: Heading<'a>,
    hint: String,
    is_open: bool,
    action: String,
    /// The number the next question from this page carries.
    n: u32,
    token: &'a str,
    max: u32,
    name_max: usize,
    own: Vec<Own>,
    /// Why a question was not stored, for the script: head and more by outcome, as JSON.
    said: String,
    upvotes: String,
    has_upvotes: bool,
    /// Trusted HTML; empty in a frame, where it is a part of its own.
    list: String,
}

/// One's own question, as it stands.
struct Own {
    text: String,
    state: &'static str,
}

#[derive(Template)]
#[template(path = "phone/asks.html")]
struct List<'a> {
    tongue: Tongue,
    curtained: bool,
    rows: Vec<Row<'a>>,
    /// Numbers with a space between.
    gone: String,
    answered: String,
    departures: usize,
    takes_votes: bool,
    /// Where all of them stand, when these are not all.
    all: Option<(u32, String)>,
}

struct Row<'a> {
    entry: &'a Entry,
    spotlit: bool,
    own: bool,
    joined: bool,
    /// Whether the visitor's vote is given, and the number the next one carries.
    voted: bool,
    n: u32,
    /// `None` in a frame for everybody: the figures travel apart.
    votes: Option<u32>,
}

impl Phone<'_> {
    pub(super) fn questions(&self, asked: &Asked<'_>, stage: Stage) -> (Drawn, Option<Notice>) {
        let (Some(board), Kind::Questions { max, moderated, upvotes }) =
            (self.scene.session.board(&asked.slide.key), asked.question.kind)
        else {
            return self.plain("waiting", "phone-joined", "phone-waiting", true);
        };
        let is_open = stage == Stage::Open;
        let selection = if board.is_curtained() { Vec::new() } else { board.selection(LIST_MAX, NEWEST_MAX) };
        let list = self.list(board, &asked.slide.key, &selection, upvotes && is_open);
        let hint = match (is_open, moderated) {
            (false, _) => "phone-asks-closed",
            (true, true) => "phone-asks-hint",
            (true, false) => "phone-asks-hint-open",
        };
        let part = Questions {
            tongue: self.tongue,
            heading: self.heading(asked),
            hint: self.tongue.say(hint),
            is_open,
            action: self.action("asks"),
            n: self.visitor.map_or(1, |visitor| next_number(board, visitor)),
            token: self.visitor.map_or("", |visitor| visitor.token),
            max,
            name_max: ASKER_CHARS_MAX,
            own: self.visitor.map(|visitor| self.own(board, visitor)).unwrap_or_default(),
            said: said(self.tongue),
            upvotes: self.action("upvotes"),
            has_upvotes: upvotes && is_open,
            list: if self.visitor.is_some() { list.clone() } else { String::new() },
        };
        let mut live = Live::default();
        live.say("asks", self.shown(board).to_string());
        if upvotes {
            // In the order of the part.
            live.counts = in_part(&selection).iter().map(|entry| entry.votes()).collect();
        }
        let view = if is_open { "open-asks" } else { "asked" };
        let mut drawn = self.drawn(view, self.question_title(asked), &part, live);
        if self.visitor.is_none() {
            drawn.parts.insert("asks", list);
        }
        let notice = self.visitor.and_then(|visitor| self.stored_ask(board, visitor));
        (drawn, notice)
    }

    fn list(&self, board: &Board, question: &SlideKey, selection: &[&Entry], takes_votes: bool) -> String {
        let departed = board.departed(DEPARTED_MAX);
        let (answered, gone): (Vec<_>, Vec<_>) = departed
            .into_iter()
            .partition(|number| board.entry(*number).is_some_and(|entry| entry.state == EntryState::Answered));
        let numbers = |numbers: Vec<_>| numbers.iter().map(ToString::to_string).collect::<Vec<String>>().join(" ");
        let shown = self.shown(board);
        let answered_too = board.figures().answered;
        let is_cut = shown as usize > selection.len() || answered_too > 0;
        let all = (is_cut && !board.is_curtained())
            .then(|| (shown + answered_too, all_address(self.scene.code, self.tongue, question, 1)));
        // For a page without script as it is to be read; for a frame so that it stands still.
        let entries = if self.visitor.is_some() { selection.to_vec() } else { in_part(selection) };
        let part = List {
            tongue: self.tongue,
            curtained: board.is_curtained(),
            rows: entries.into_iter().map(|entry| row(board, entry, self.visitor)).collect(),
            gone: numbers(gone),
            answered: numbers(answered),
            departures: board.departures(),
            takes_votes,
            all,
        };
        part.to_string()
    }

    fn shown(&self, board: &Board) -> u32 {
        if board.is_curtained() { 0 } else { board.figures().shown }
    }

    fn own(&self, board: &Board, visitor: &Visitor<'_>) -> Vec<Own> {
        let of = |entry: &Entry| Own { text: entry.text.clone(), state: entry.state.word() };
        board.asked_by(&visitor.voter).rev().take(OWN_MAX).map(of).collect()
    }

    /// The newest of one's own questions, as long as it waits.
    fn stored_ask(&self, board: &Board, visitor: &Visitor<'_>) -> Option<Notice> {
        let newest = board.asked_by(&visitor.voter).next_back()?;
        let more = match newest.state {
            EntryState::Waiting => "phone-ask-stored-waits",
            _ => return None,
        };
        let time = (visitor.clock)(newest.at);
        Some(Notice {
            tone: Tone::Stored,
            head: self.tongue.say_with("phone-ask-stored", &[("time", time.as_str().into())]),
            more: self.tongue.say(more),
        })
    }

    fn action(&self, road: &str) -> String {
        let refresh = if self.visitor.is_some_and(|visitor| visitor.refreshing) { "&refresh=30" } else { "" };
        format!("/{}/{road}?lang={}{refresh}", self.scene.code, self.tongue.code())
    }
}

fn said(tongue: Tongue) -> String {
    let said = ["closed", "too_many", "no_room", "invalid"].into_iter();
    let said = said.filter_map(|word| Some((word, Notice::of_ask(tongue, word)?)));
    serde_json::Value::from_iter(said.map(|(word, notice)| (word, vec![notice.head, notice.more]))).to_string()
}

/// Newest first, whatever the votes.
fn in_part<'a>(selection: &[&'a Entry]) -> Vec<&'a Entry> {
    let mut entries = selection.to_vec();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.number));
    entries
}

fn row<'a>(board: &Board, entry: &'a Entry, visitor: Option<&Visitor<'_>>) -> Row<'a> {
    let vote = visitor.and_then(|visitor| board.upvote_of(entry, &visitor.voter));
    Row {
        entry,
        spotlit: board.is_spotlit(entry),
        own: visitor.is_some_and(|visitor| board.is_asked_by(entry, &visitor.voter)),
        joined: visitor.is_some_and(|visitor| board.is_joined_by(entry, &visitor.voter)),
        voted: vote.is_some_and(|vote| vote.on),
        n: vote.map_or(0, |vote| vote.n).saturating_add(1),
        votes: visitor.map(|_| entry.votes()),
    }
}

fn next_number(board: &Board, visitor: &Visitor<'_>) -> u32 {
    board.asked_by(&visitor.voter).map(|entry| entry.n).max().unwrap_or(0).saturating_add(1)
}

/// The address of a page of all questions.
pub fn all_address(code: RoomCode, tongue: Tongue, question: &SlideKey, page: usize) -> String {
    format!("/{code}/questions?lang={}&question={question}&page={page}", tongue.code())
}

/// One page of everything that everybody may read, also what was answered.
#[derive(Template)]
#[template(path = "phone/all_questions.html")]
pub struct AllQuestions<'a> {
    tongue: Tongue,
    pub title: String,
    lang: Option<&'a str>,
    question: &'a SlideKey,
    round: u32,
    token: &'a str,
    action: String,
    rows: Vec<Row<'a>>,
    curtained: bool,
    takes_votes: bool,
    all: u32,
    page: u32,
    pages: u32,
    newer: Option<String>,
    older: Option<String>,
}

impl<'a> AllQuestions<'a> {
    /// `None` where nothing is asked by the audience, or not yet.
    pub fn new(
        scene: &Scene<'a>,
        tongue: Tongue,
        visitor: &'a Visitor<'a>,
        question: &SlideKey,
        page: usize,
    ) -> Option<Self> {
        let session = scene.session;
        let (_, slide) = session.editions().in_language(&tongue.language()).slide(question)?;
        let (board, poll): (&Board, &Poll) = (session.board(question)?, session.poll(question)?);
        let is_hidden = board.is_curtained() || session.is_black() || session.ended_at().is_some();
        let mut entries = if is_hidden { Vec::new() } else { board.shown() };
        if !is_hidden {
            entries.extend(board.entries().iter().filter(|entry| entry.state == EntryState::Answered));
        }
        let Some(Kind::Questions { upvotes, .. }) = slide.question.as_ref().map(|question| question.kind) else {
            return None;
        };
        let pages = entries.len().div_ceil(PAGE_MAX).max(1);
        let page = page.clamp(1, pages);
        let address = |page| all_address(scene.code, tongue, question, page);
        let rows = entries.iter().skip((page - 1) * PAGE_MAX).take(PAGE_MAX);
        Some(Self {
            tongue,
            title: slide.heading(),
            lang: tongue.foreign(&slide.language),
            question: &slide.key,
            round: poll.round,
            token: visitor.token,
            action: format!("/{}/upvotes?lang={}", scene.code, tongue.code()),
            rows: rows.map(|entry| row(board, entry, Some(visitor))).collect(),
            curtained: board.is_curtained(),
            takes_votes: upvotes && session.open_question().is_some_and(|(open, _)| open == question),
            all: entries.len() as u32,
            page: page as u32,
            pages: pages as u32,
            newer: (page > 1).then(|| address(page - 1)),
            older: (page < pages).then(|| address(page + 1)),
        })
    }
}
