//! The browser protocol, version 1 (`peil.v1`): what travels over the live socket as JSON text.
//!
//! Out go states (the whole visible state of an audience), ticks (its moving figures only), one's own answers, and
//! replies. States are compared by epoch and frame and never by anything else. Frozen: add, never change.

mod asks;
pub mod commands;

pub use asks::{asked, mine_asked, mine_whole};

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};
use utoipa::ToSchema;

use crate::codec::answer::{SaidOut, SaidText};
use crate::domain::fact::{Link, Moderation, Place, Sorting};
use crate::domain::ids::{AskNumber, EntryName, Moment, OptionKey, SlideKey};
use crate::domain::limits::CLOCK_SECONDS;
use crate::domain::session::{Command, Given, Moderating, Outcome, Poll, Step};
use crate::domain::tally::Tally;

/// The subprotocol a browser must ask for.
pub const SUBPROTOCOL: &str = "peil.v1";

/// What an audience sees, before it is numbered: HTML parts by name and moving figures by name.
///
/// A part is replaced on the page only when its text changed, so figures that move while people answer must not be in
/// a part: they stand there as empty `data-live="name"` elements, filled from `live`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Drawn {
    /// The step as commands name it: `p2.open`.
    pub step: String,
    /// The page's state in one word, as `data-view` on `<body>`: `open`, `results`, `black`, …
    pub view: &'static str,
    /// The document's title.
    pub title: String,
    /// Trusted HTML, made by our own templates, which escape every text.
    pub parts: BTreeMap<&'static str, String>,
    pub live: Live,
}

/// Figures that move without the step changing.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Live {
    /// Sentences and numbers, by the name in `data-live`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub texts: BTreeMap<Cow<'static, str>, String>,
    /// How full the gauge is, in thousandths. Screen only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u32>,
    /// People per option, and behind those per group, in the deck's order. Only to those who may see them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub counts: Vec<u32>,
    /// Of how many people: the whole that a bar is a part of. Goes with `counts`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered: Option<u32>,
}

impl Live {
    /// Gives `name` its text.
    pub fn say(&mut self, name: impl Into<Cow<'static, str>>, text: String) {
        self.texts.insert(name.into(), text);
    }

    /// Shows how people answer, to those who may see it.
    pub fn count(&mut self, tally: &Tally) {
        self.counts = [tally.counts(), tally.groups()].concat();
        self.answered = Some(tally.answers());
    }
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Outgoing<'a> {
    State {
        epoch: &'a str,
        frame: u64,
        /// Base of the wait before reconnecting, in milliseconds: random(0 … min(8 s, base·2ᵏ)).
        wait: u32,
        #[serde(flatten)]
        drawn: &'a Drawn,
    },
    Tick {
        epoch: &'a str,
        frame: u64,
        live: &'a Live,
    },
    Mine {
        #[serde(serialize_with = "as_map")]
        answers: Vec<(&'a str, MineAnswer<'a>)>,
        /// One's own questions and upvotes, by the question of the deck.
        #[serde(skip_serializing_if = "BTreeMap::is_empty")]
        asks: BTreeMap<&'a str, asks::MineAsks<'a>>,
        /// The server's time in milliseconds since 1970, as phones' clocks may be wrong.
        now: i64,
    },
    Outcome {
        question: &'a str,
        n: u32,
        outcome: &'static str,
        /// Numbers begin anew in each round.
        round: u32,
    },
    /// What became of a question from the audience, or of an upvote.
    Asked {
        question: &'a str,
        round: u32,
        /// What was voted for.
        #[serde(skip_serializing_if = "Option::is_none")]
        ask: Option<u32>,
        n: u32,
        outcome: &'static str,
    },
    /// What became of the command with this id; `refused` is a stable code.
    Reply {
        id: u32,
        step: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        refused: Option<&'static str>,
        /// The refusal as a sentence.
        #[serde(skip_serializing_if = "Option::is_none")]
        sentence: Option<String>,
    },
    Pong {
        id: u32,
    },
}

impl Outgoing<'_> {
    pub fn encode(&self) -> String {
        serde_json::to_string(self).expect("these shapes always encode")
    }
}

/// Pairs in their order, without putting a map together first: one goes out with every vote.
fn as_map<S: Serializer>(pairs: &[(&str, MineAnswer<'_>)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().map(|(question, answer)| (question, answer)))
}

#[derive(Serialize)]
pub struct MineAnswer<'a> {
    pub round: u32,
    pub n: u32,
    #[serde(flatten)]
    pub said: SaidOut<'a>,
    /// Milliseconds since 1970: the phone shows it in its own time zone.
    pub at: i64,
    /// The answers that it counts at, where the presenter moved its words to another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted: Option<Vec<String>>,
    /// Set aside: it is kept and does not count.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub aside: bool,
}

/// One voter's own answers as a message.
pub fn mine<'a>(answers: impl Iterator<Item = (&'a SlideKey, &'a Poll, &'a Given)>, now: Moment) -> String {
    Outgoing::Mine { answers: mine_answers(answers), asks: BTreeMap::new(), now: now.0 }.encode()
}

fn mine_answers<'a>(
    answers: impl Iterator<Item = (&'a SlideKey, &'a Poll, &'a Given)>,
) -> Vec<(&'a str, MineAnswer<'a>)> {
    answers
        .map(|(question, poll, given)| {
            let answer = MineAnswer {
                round: poll.round,
                n: given.n,
                said: SaidOut::new(&given.answer),
                at: given.at.0,
                counted: poll.counted_choices(&given.answer).map(|keys| keys.iter().map(ToString::to_string).collect()),
                aside: given.set_aside,
            };
            (question.as_str(), answer)
        })
        .collect()
}

pub fn outcome(question: &str, round: u32, n: u32, outcome: Outcome) -> String {
    Outgoing::Outcome { question, n, outcome: outcome.word(), round }.encode()
}

/// What a browser may say.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Incoming {
    /// Opens every connection. `token` is the attendee's; presenters are known by their cookie.
    Hello {
        #[serde(default)]
        token: String,
        #[serde(default)]
        language: String,
    },
    Answer {
        question: String,
        round: u32,
        n: u32,
        #[serde(flatten)]
        said: SaidText,
    },
    /// Lets the presenter know something: `faster`, `slower`, `lost`, `fine`, or `time` for more of it.
    Sign {
        word: String,
    },
    /// A question from the audience.
    Ask {
        question: String,
        round: u32,
        n: u32,
        text: String,
        #[serde(default)]
        name: Option<String>,
    },
    Upvote {
        question: String,
        round: u32,
        ask: u32,
        n: u32,
        on: bool,
    },
    Command {
        id: u32,
        #[serde(flatten)]
        command: CommandText,
    },
    Ping {
        id: u32,
    },
}

/// A command as it is written on the socket, in forms and in the API.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = Command)]
pub struct CommandText {
    #[schema(schema_with = commands::described)]
    pub command: String,
    /// The step that the sender last heard. Where the session has gone on since, nothing happens.
    #[serde(default)]
    pub from: Option<String>,
    /// The name of a slide in the deck; `0` is the first page. Of texts: their question.
    #[serde(default)]
    pub slide: Option<String>,
    /// Of `set-aside` and `dismiss`: a moment, in milliseconds since 1970.
    #[serde(default)]
    pub since: Option<i64>,
    /// Of `start-clock`. A form sends it as text too.
    #[serde(default)]
    #[schema(schema_with = commands::seconds)]
    pub seconds: Option<u32>,
    /// Texts that people wrote, by name. `results.json` names those with which something was done; of any other the name is
    /// the first 32 hexadecimal digits of the SHA-256 of: the path of the part that it was written in, with `.` between its
    /// keys and empty where the question has no parts; a byte 0; the text in small letters, of a word without the signs
    /// before and after it. All in UTF-8.
    #[serde(default)]
    pub entries: Vec<String>,
    /// The answer of the deck that they count as.
    #[serde(default)]
    pub under: Option<String>,
    /// The place of the newest answer that the presenter had seen.
    #[serde(default)]
    pub newest: Option<u32>,
    /// Which question from the audience, by its number.
    #[serde(default)]
    pub ask: Option<u32>,
    /// What it is merged into.
    #[serde(default)]
    pub into: Option<u32>,
    /// Of a form: the page of questions to come back to.
    #[serde(default)]
    #[schema(ignore)]
    pub list: Option<String>,
    /// Of which round it is; a question that was wiped begins a new one.
    #[serde(default)]
    pub round: Option<u32>,
}

impl CommandText {
    /// A form of ours. A button may say by itself what it does, and with which texts: `press` is then `text-show` with
    /// their names behind it.
    pub fn of_form(fields: Vec<(String, String)>) -> Self {
        let mut text = Self::default();
        let mut press = None;
        for (name, value) in fields {
            match name.as_str() {
                "command" => text.command = value,
                "from" => text.from = Some(value),
                "slide" => text.slide = Some(value),
                "since" => text.since = value.parse().ok(),
                "seconds" => text.seconds = value.parse().ok(),
                "entries" => text.entries.push(value),
                "under" => text.under = Some(value),
                "round" => text.round = value.parse().ok(),
                "newest" => text.newest = value.parse().ok(),
                "ask" => text.ask = value.parse().ok(),
                "into" => text.into = value.parse().ok(),
                "list" => text.list = Some(value),
                "press" => press = Some(value),
                _ => {}
            }
        }
        if let Some(press) = press {
            let mut words = press.split(' ').map(str::to_owned);
            text.command = words.next().unwrap_or_default();
            let entries: Vec<String> = words.collect();
            if !entries.is_empty() {
                text.entries = entries;
            }
        }
        text
    }

    /// The command and the step it starts from. `Err` names the field that cannot be read.
    ///
    /// `resume` and `undo` may come without a step, and what is set aside has nothing to do with one; everything else
    /// says where it starts.
    pub fn read(&self) -> Result<(Option<Step>, Command), &'static str> {
        if !commands::COMMANDS.iter().any(|(word, _)| *word == self.command) {
            return Err("command");
        }
        let from = match self.from.as_deref() {
            None | Some("") => None,
            Some(text) => Some(Step::parse(text).ok_or("from")?),
        };
        let slide = || match self.slide.as_deref() {
            Some("0") => Ok(Place::Join),
            Some(text) => SlideKey::parse(text).map(Place::Slide).ok_or("slide"),
            None => Err("slide"),
        };
        let command = match self.command.as_str() {
            "next" => Command::Next,
            "back" => Command::Back,
            "show" => Command::Show(slide()?),
            "open" => Command::Open,
            "close" => Command::Close,
            "start-clock" => Command::StartClock {
                seconds: self.seconds.filter(|seconds| CLOCK_SECONDS.contains(seconds)).ok_or("seconds")?,
            },
            "stop-clock" => Command::StopClock,
            "more-time" => Command::MoreTime,
            "reveal" => Command::Reveal,
            "solve" => Command::Solve,
            "moved" => Command::ShowMovement,
            "unmoved" => Command::HideMovement,
            "hide" => Command::Hide,
            "clear" => Command::Clear,
            "undo" => Command::Undo,
            "black" => Command::Black,
            "end" => Command::End,
            "resume" => Command::Resume,
            "finish" => Command::Finish,
            "renew-screen" => Command::RenewLink(Link::Screen),
            "set-aside" => {
                return Ok((
                    None,
                    Command::SetAside { since: Moment(self.since.ok_or("since")?), here_before: Vec::new() },
                ));
            }
            "bring-back" => return Ok((None, Command::BringBack)),
            "dismiss" => return Ok((None, Command::Dismiss { since: Moment(self.since.ok_or("since")?) })),
            word if word.starts_with("text") => return self.sorting().map(|command| (None, command)),
            word if word.starts_with("ask") => return self.moderation().map(|command| (None, command)),
            "renew-control" => Command::RenewLink(Link::Control),
            _ => return Err("command"),
        };
        let needs_no_step =
            matches!(command, Command::Resume | Command::Finish | Command::Undo | Command::RenewLink(_));
        if from.is_none() && !needs_no_step {
            return Err("from");
        }
        Ok((from, command))
    }

    /// What is done with texts names their question, and has nothing to do with a step.
    fn sorting(&self) -> Result<Command, &'static str> {
        let question = self.slide.as_deref().and_then(SlideKey::parse).ok_or("slide")?;
        let round = || self.round.ok_or("round");
        let entries =
            || self.entries.iter().map(|name| EntryName::parse(name)).collect::<Option<Vec<_>>>().ok_or("entries");
        let sort = |sorting| Ok((round()?, entries()?, sorting));
        let (round, entries, sorting) = match self.command.as_str() {
            "texts-show-all" => {
                return Ok(Command::ShowAll { question, round: round()?, newest: self.newest.ok_or("newest")? });
            }
            "texts-veil" => return Ok(Command::Veil { question, on: true }),
            "texts-unveil" => return Ok(Command::Veil { question, on: false }),
            "text-join" => return Ok(Command::Join { question, round: round()?, entries: entries()? }),
            "text-show" => sort(Sorting::Show),
            "text-hide" => sort(Sorting::Hide),
            "text-own" => sort(Sorting::Promote),
            "text-restore" => sort(Sorting::Restore),
            "text-count-as" => {
                sort(Sorting::CountAs { option: self.under.as_deref().and_then(OptionKey::parse).ok_or("under")? })
            }
            _ => Err("command"),
        }?;
        Ok(Command::Sort { question, round, entries, sorting })
    }

    /// What is done with a question from the audience has nothing to do with a step.
    fn moderation(&self) -> Result<Command, &'static str> {
        let ask = || self.ask.map(AskNumber).ok_or("ask");
        let one = |moderation| Ok(Moderating::One(ask()?, moderation));
        let what = match self.command.as_str() {
            "ask-show" => one(Moderation::Show),
            "ask-answer" => one(Moderation::Answer),
            "ask-hide" => one(Moderation::Hide),
            "ask-pin" => one(Moderation::Pin),
            "ask-unpin" => one(Moderation::Unpin),
            "ask-merge" => one(Moderation::Merge { into: self.into.map(AskNumber).ok_or("into")? }),
            "ask-spotlight" => Ok(Moderating::Spotlight(Some(ask()?))),
            "asks-list" => Ok(Moderating::Spotlight(None)),
            "asks-hide" => Ok(Moderating::Curtain(true)),
            "asks-unhide" => Ok(Moderating::Curtain(false)),
            _ => Err("command"),
        }?;
        let question = self.slide.as_deref().map(|slide| SlideKey::parse(slide).ok_or("slide")).transpose()?;
        Ok(Command::Moderate { question, round: self.round, what })
    }
}
