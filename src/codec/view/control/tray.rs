//! The tray: what people wrote to the question on the screen, for the presenter to read, let through, put together or
//! count with an answer. The one view in which a text stands that nobody let through.
//!
//! Bounded: what does not fit waits until there is room. Look-alikes stand together, and only a person merges them.

use std::collections::BTreeSet;

use askama::Template;

use super::asked::Asked;
use crate::codec::alike::Skeleton;
use crate::codec::private::seems_private;
use crate::codec::view::Scene;
use crate::codec::words::{Tongue, apart};
use crate::domain::chart::incomplete;
use crate::domain::ids::{EntryName, RoomCode, SlideKey};
use crate::domain::session::{Code, Gathered, Phase, TextState, Tray};

/// Texts that wait, that are shown or counted elsewhere, and that are hidden: together what one overlooks.
const WAITING_MAX: usize = 30;
const DONE_MAX: usize = 20;
const HIDDEN_MAX: usize = 10;

#[derive(Template)]
#[template(path = "control/tray.html")]
pub(super) struct TrayPart<'a> {
    t: Tongue,
    code: RoomCode,
    question: &'a SlideKey,
    round: u32,
    /// The place of the newest answer in the order in which they came.
    newest: u32,
    veiled: bool,
    figures: String,
    /// Too many wrote words of their own.
    incomplete: Option<String>,
    waiting: Vec<Cluster<'a>>,
    waiting_all: u32,
    done: Vec<Row<'a>>,
    hidden: Vec<Row<'a>>,
    more: Option<String>,
    /// The deck's own answers that a write-in may count with, by name.
    options: Vec<(String, String)>,
    lang: Option<&'a str>,
    /// Whether a text can become an answer of its own.
    chosen: bool,
}

/// Texts that look alike.
struct Cluster<'a> {
    rows: Vec<Row<'a>>,
    /// What is shown already and looks like them.
    like: Option<&'a str>,
    /// All of them by name, when they are more than one.
    join: Option<String>,
}

struct Row<'a> {
    name: EntryName,
    text: &'a str,
    count: u32,
    private: bool,
    shown: bool,
    /// What it counts as.
    as_what: Option<String>,
    merged: Vec<(EntryName, &'a str)>,
}

impl<'a> TrayPart<'a> {
    /// `None` where nobody wrote anything, or nobody may read it yet.
    pub fn new(scene: &Scene<'a>, asked: &Asked<'a>, question: &'a SlideKey, t: Tongue) -> Option<Self> {
        let tray = asked.poll.tray();
        if tray.is_empty() || asked.withheld || asked.phase == Phase::Shown {
            return None;
        }
        let (mut waiting, mut done, mut hidden) = (Vec::new(), Vec::new(), Vec::new());
        for one in tray.gathered() {
            let name = one.entry.name;
            match (tray.state(name), tray.code(name)) {
                (_, Some(_)) | (TextState::Shown, _) => done.push(one),
                (TextState::Waiting, _) => waiting.push(one),
                (TextState::Hidden, _) => hidden.push(one),
            }
        }
        let all = (waiting.len() + done.len() + hidden.len()) as u32;
        let figures = [
            ("waiting", (waiting.len() as u32).into()),
            ("shown", (done.len() as u32).into()),
            ("hidden", (hidden.len() as u32).into()),
        ];
        let figures = t.say_with("control-tray-figures", &figures);
        let newest = waiting.iter().map(Gathered::newest).max().unwrap_or_default();
        let waiting_all = waiting.len() as u32;
        waiting.truncate(WAITING_MAX);
        done.sort_by_key(|one| std::cmp::Reverse(one.count));
        done.truncate(DONE_MAX);
        hidden.truncate(HIDDEN_MAX);
        let here = (waiting.len() + done.len() + hidden.len()) as u32;
        let row = |one: &Gathered<'a>| Row::new(tray, asked, one, t);
        let options =
            asked.question.options.iter().filter(|option| !option.write_in && tray.entry_of(option).is_none());
        let tally = asked.poll.tally();
        // What was made of texts stands behind the deck's own, and was no answer when they were given.
        let count_of = |place: usize| tally.counts().get(place).copied().unwrap_or_default();
        let own = incomplete(&asked.question, tally.answers(), count_of);
        Some(Self {
            t,
            code: scene.code,
            question,
            round: asked.poll.round,
            newest,
            veiled: tray.is_veiled(),
            figures,
            incomplete: own.map(|percent| t.say_with("kind-choice-incomplete", &[("percent", percent.into())])),
            waiting: clusters(&waiting, &done, &row),
            waiting_all,
            done: done.iter().map(row).collect(),
            hidden: hidden.iter().map(row).collect(),
            more: (all > here).then(|| t.say_with("control-tray-more", &[("n", (all - here).into())])),
            options: match asked.question.is_chosen() {
                true => options.map(|option| (option.key.to_string(), option.text.clone())).collect(),
                false => Vec::new(),
            },
            lang: asked.lang,
            chosen: asked.question.is_chosen(),
        })
    }

    fn say(&self, key: &str) -> String {
        self.t.say(key)
    }

    fn say_n(&self, key: &str, n: &u32) -> String {
        self.t.say_with(key, &[("n", (*n).into())])
    }

    fn say_apart(&self, key: &str, text: &str) -> String {
        self.say_text(key, &apart(text))
    }

    fn say_text(&self, key: &str, text: &str) -> String {
        self.t.say_with(key, &[("text", text.into())])
    }
}

impl<'a> Row<'a> {
    fn new(tray: &'a Tray, asked: &Asked<'a>, one: &Gathered<'a>, t: Tongue) -> Self {
        let name = one.entry.name;
        let as_what = tray.code(name).and_then(|code| match code {
            Code::Own => Some(t.say("control-tray-own")),
            Code::Option(option) => {
                let text = asked.question.option(&option)?.text.clone();
                Some(t.say_with("control-tray-counts-as", &[("text", text.as_str().into())]))
            }
            Code::Entry(_) => None,
        });
        Self {
            name,
            text: one.entry.text(),
            count: one.count,
            private: seems_private(one.entry.text()),
            shown: tray.state(name) == TextState::Shown,
            as_what,
            merged: one.merged.iter().map(|entry| (entry.name, entry.text())).collect(),
        }
    }
}

/// What waits, newest first, and behind each what looks like it.
fn clusters<'a>(
    waiting: &[Gathered<'a>],
    done: &[Gathered<'a>],
    row: &dyn Fn(&Gathered<'a>) -> Row<'a>,
) -> Vec<Cluster<'a>> {
    let skeletons = |texts: &[Gathered<'a>]| texts.iter().map(|one| Skeleton::of(one.entry.text())).collect::<Vec<_>>();
    let (ours, theirs) = (skeletons(waiting), skeletons(done));
    let mut taken = BTreeSet::new();
    let mut clusters = Vec::new();
    for (place, skeleton) in ours.iter().enumerate() {
        if taken.contains(&place) {
            continue;
        }
        let is_like = |other: &usize| {
            let same_part = waiting[*other].entry.part == waiting[place].entry.part;
            *other == place || (!taken.contains(other) && same_part && skeleton.is_like(&ours[*other]))
        };
        let members: Vec<usize> = (place..waiting.len()).filter(is_like).collect();
        let like = done
            .iter()
            .zip(&theirs)
            .find(|(one, other)| one.entry.part == waiting[place].entry.part && skeleton.is_like(other));
        let like = like.map(|(one, _)| one.entry);
        let names: Vec<String> = members
            .iter()
            .map(|member| waiting[*member].entry)
            .chain(like)
            .map(|entry| entry.name.to_string())
            .collect();
        clusters.push(Cluster {
            rows: members.iter().map(|member| row(&waiting[*member])).collect(),
            like: like.map(|entry| entry.text()),
            join: (names.len() > 1).then(|| names.join(" ")),
        });
        taken.extend(members);
    }
    clusters
}
