//! What the audience asks, before the hall: the one that is being answered, large, or else the first few of the list.
//!
//! Never draws what was not let through, nor anything at all while the presenter keeps it all hidden.

use askama::Template;

use super::{Asked, Picture, Room, html};
use crate::codec::view::blocks;
use crate::codec::wire::Live;
use crate::codec::words::apart;
use crate::domain::deck::Kind;
use crate::domain::session::{Board, Entry, Phase};

/// Of the list at most so many stand on the screen,
const LIST_MAX: usize = 5;
/// and no more than make so many lines at the smallest size that a hall can read.
const LINES_MAX: usize = 9;
/// Letters on such a line, beside the votes.
const LINE_CHARS: usize = 62;

#[derive(Template)]
#[template(path = "screen/asks.html")]
struct AsksStage<'a> {
    fit: &'static str,
    lang: Option<&'a str>,
    page_lang: &'static str,
    title: String,
    body: String,
    /// What to do, while there is nothing to read.
    how: Option<String>,
    spotlight: Option<&'a Entry>,
    rows: Vec<&'a Entry>,
    upvotes: bool,
}

impl Room<'_> {
    pub(super) fn asks(&self, asked: &Asked<'_>, phase: Phase) -> Option<Picture> {
        let Kind::Questions { upvotes, .. } = asked.question.kind else { return None };
        let board = self.scene.session.board(&asked.slide.key)?;
        let is_hidden = board.is_curtained();
        let spotlight = board.spotlight().filter(|_| !is_hidden);
        let rows = if is_hidden || spotlight.is_some() { Vec::new() } else { first_few(board) };
        let is_empty = spotlight.is_none() && rows.is_empty();
        let (view, foot) = match phase {
            Phase::Shown => ("question", None),
            // Said large already, while there is nothing else to read.
            Phase::Open => ("open", (!is_empty).then_some("screen-asks-open")),
            Phase::Closed | Phase::Revealed | Phase::Solved | Phase::Moved => ("closed", Some("screen-asks-closed")),
        };
        let stage = AsksStage {
            fit: match spotlight {
                // A long one is shown whole, be it smaller.
                Some(_) => "36 96",
                None if is_empty => "44 96",
                None => "44 72",
            },
            lang: self.tongue.foreign(&asked.slide.language),
            page_lang: self.tongue.code(),
            title: blocks::inlines(&asked.slide.title),
            body: if is_empty { blocks::blocks(&asked.slide.body) } else { String::new() },
            how: (is_empty && phase == Phase::Open).then(|| self.say("screen-asks-how")),
            spotlight,
            rows,
            upvotes,
        };
        let heading = asked.slide.heading();
        // Of the list only its heading: it would be said again with every question that is let through.
        let said = match stage.spotlight {
            Some(entry) => self.tongue.say_with("screen-said-ask", &[("text", apart(&entry.text).as_str().into())]),
            None => heading.clone(),
        };
        let mut live = Live::default();
        for entry in stage.rows.iter().chain(&stage.spotlight).filter(|_| upvotes) {
            live.say(format!("v{}", entry.number), entry.votes().to_string());
        }
        if foot.is_none() {
            live.say("people", self.tongue.say_with("people", &[("n", self.scene.here.into())]));
        }
        Some(Picture {
            view,
            stage: html(&stage),
            foot: self.foot(foot.map(|key| self.say(key)), None),
            said,
            title: heading,
            live,
        })
    }
}

fn first_few(board: &Board) -> Vec<&Entry> {
    let mut lines = 0;
    let mut few = board.shown();
    few.truncate(LIST_MAX);
    let fits = few.iter().take_while(|entry| {
        lines += entry.text.chars().count().div_ceil(LINE_CHARS);
        lines <= LINES_MAX
    });
    let fits = fits.count().max(1);
    few.truncate(fits);
    few
}
