//! The attendee's page: what a phone shows at each step, as one HTML part that is the same for everybody.
//!
//! Never draws a count before the reveal, unless the deck says `.live`. What is personal (the own choice, its time, the
//! token) comes in by script, or from [`phone_for`] for whoever has none.

use askama::Template;

use crate::codec::wire::{Drawn, Live};
use crate::codec::words::Tongue;
use crate::domain::chart::{Bar, Chart, Order};
use crate::domain::deck::{ChoiceOption, Question, Slide};
use crate::domain::fact::Place;
use crate::domain::ids::{Language, Moment, OptionKey, VoterId};
use crate::domain::limits::WRITE_IN_CHARS_MAX;
use crate::domain::session::{Given, Poll, PollState, Session};

use super::{Scene, blocks};

/// The page as everybody gets it.
pub fn phone(scene: &Scene<'_>, tongue: Tongue) -> Drawn {
    Phone { scene, tongue, visitor: None }.draw().0
}

/// The page of one attendee, ready to use without script.
pub fn phone_for(scene: &Scene<'_>, tongue: Tongue, visitor: &Visitor<'_>) -> Personal {
    let (drawn, notice) = Phone { scene, tongue, visitor: Some(visitor) }.draw();
    Personal { drawn, notice }
}

/// A session that is over, for when nothing of it is at hand any more but its title.
pub fn ended(tongue: Tongue, title: &str) -> Drawn {
    let part = Plain {
        head: tongue.say("phone-ended"),
        more: tongue.say("phone-thanks"),
        session: None,
        lang: None,
        note: Some(tongue.say("phone-ended-kept")),
    };
    drawn("0.ended".to_owned(), "ended", title.to_owned(), &part, Live::default())
}

/// One attendee.
pub struct Visitor<'a> {
    pub voter: VoterId,
    /// Goes into the forms: whoever blocks cookies votes all the same.
    pub token: &'a str,
    /// The time of day as people read it: `14:03`. The zone is the caller's to know.
    pub clock: &'a dyn Fn(Moment) -> String,
    /// Whether the page reloads by itself; a vote keeps it so.
    pub refreshing: bool,
}

/// [`Drawn`] with one attendee's own marks in it.
pub struct Personal {
    pub drawn: Drawn,
    /// What the status block says; `None` while there is nothing to say.
    pub notice: Option<Notice>,
}

/// What the block at the foot of the page says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub tone: Tone,
    pub head: String,
    pub more: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// The vote is on disk.
    Stored,
    /// The vote is not on disk, or does not count.
    Warning,
}

impl Tone {
    /// As `data-tone` on the page.
    pub fn word(self) -> &'static str {
        match self {
            Tone::Stored => "stored",
            Tone::Warning => "warning",
        }
    }
}

impl Notice {
    /// The vote came after the question had closed.
    pub fn late(tongue: Tongue) -> Self {
        Self::warning(tongue, "phone-late", "phone-late-more")
    }

    /// The vote was no answer to that question.
    pub fn invalid(tongue: Tongue) -> Self {
        Self::warning(tongue, "phone-invalid", "phone-invalid-more")
    }

    /// Words of one's own were to be sent, and there were none.
    pub fn empty(tongue: Tongue) -> Self {
        Self::warning(tongue, "phone-empty", "phone-empty-more")
    }

    /// The server could not take the vote now, and without script nobody tries again by itself.
    pub fn busy(tongue: Tongue) -> Self {
        Self::warning(tongue, "phone-busy", "phone-busy-more")
    }

    fn warning(tongue: Tongue, head: &str, more: &str) -> Self {
        Self { tone: Tone::Warning, head: tongue.say(head), more: tongue.say(more) }
    }

    fn stored(tongue: Tongue, time: &str, answer: &str, more: &str) -> Self {
        Self {
            tone: Tone::Stored,
            head: tongue.say_with("phone-stored", &[("time", time.into())]),
            more: tongue.say_with(more, &[("answer", answer.into())]),
        }
    }
}

/// What a phone looks at. It follows the screen, except that an open question is never out of reach.
enum Sight<'a> {
    NotStarted,
    /// On a question that is not open yet, or on a slide without one.
    Waiting {
        for_question: bool,
    },
    Asked {
        asked: Asked<'a>,
        stage: Stage,
    },
    Black,
    Ended,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Open,
    Closed,
    Results,
}

/// A question with all that belongs to it, its texts in the reader's language.
struct Asked<'a> {
    slide: &'a Slide,
    question: &'a Question,
    poll: &'a Poll,
}

impl<'a> Sight<'a> {
    fn of(session: &'a Session, language: &Language) -> Self {
        if session.ended_at().is_some() {
            return Sight::Ended;
        }
        if session.is_black() {
            return Sight::Black;
        }
        let on_screen = match session.place() {
            Place::Slide(key) => session.poll(key).map(|poll| (key, poll)),
            Place::Join => None,
        };
        let shown = match (on_screen, session.open_question()) {
            (Some((key, poll)), _) if stage(poll) == Some(Stage::Results) => Some((key, poll)),
            // A question that still takes answers goes before one that has nothing to show yet.
            (_, Some(open)) => Some(open),
            (on_screen, None) => on_screen,
        };
        let asked = shown.and_then(|(key, poll)| {
            let (_, slide) = session.editions().in_language(language).slide(key)?;
            Some(Sight::Asked { asked: Asked { slide, question: slide.question.as_ref()?, poll }, stage: stage(poll)? })
        });
        asked.unwrap_or(match session.place() {
            Place::Join => Sight::NotStarted,
            Place::Slide(key) => Sight::Waiting { for_question: session.deck().question(key).is_some() },
        })
    }
}

/// `None` while the question has not been opened: the phone waits.
fn stage(poll: &Poll) -> Option<Stage> {
    match poll.state {
        PollState::Unopened => None,
        PollState::Open => Some(Stage::Open),
        PollState::Closing { .. } | PollState::Closed if poll.revealed => Some(Stage::Results),
        PollState::Closing { .. } | PollState::Closed => Some(Stage::Closed),
    }
}

struct Phone<'a> {
    scene: &'a Scene<'a>,
    tongue: Tongue,
    visitor: Option<&'a Visitor<'a>>,
}

impl Phone<'_> {
    fn draw(&self) -> (Drawn, Option<Notice>) {
        match Sight::of(self.scene.session, &self.tongue.language()) {
            Sight::NotStarted => self.plain("not-started", "phone-joined", "phone-not-started", true),
            Sight::Waiting { for_question: true } => self.plain("waiting", "phone-joined", "phone-waiting", true),
            Sight::Waiting { for_question: false } => self.plain("waiting", "phone-joined", "phone-no-question", true),
            Sight::Black => self.plain("black", "phone-black", "", false),
            Sight::Ended => (ended(self.tongue, &self.deck_title()), None),
            Sight::Asked { asked, stage: Stage::Open } => self.open(&asked),
            Sight::Asked { asked, stage: Stage::Closed } => self.closed(&asked),
            Sight::Asked { asked, stage: Stage::Results } => self.results(&asked),
        }
    }

    fn plain(&self, view: &'static str, head: &str, more: &str, names_session: bool) -> (Drawn, Option<Notice>) {
        let deck = self.scene.session.editions().in_language(&self.tongue.language());
        let part = Plain {
            head: self.tongue.say(head),
            more: if more.is_empty() { String::new() } else { self.tongue.say(more) },
            session: names_session.then(|| deck.title.clone()),
            lang: self.foreign(&deck.language),
            note: None,
        };
        (self.drawn(view, self.deck_title(), &part, Live::default()), None)
    }

    fn open(&self, asked: &Asked<'_>) -> (Drawn, Option<Notice>) {
        let given = self.given(asked);
        let (bars, live) = if asked.question.live { self.live_bars(asked) } else { (None, Live::default()) };
        let refresh = if self.visitor.is_some_and(|visitor| visitor.refreshing) { "&refresh=30" } else { "" };
        let part = Open {
            tongue: self.tongue,
            heading: self.heading(asked),
            hint: self.tongue.say(if given.is_some() { "phone-may-still" } else { "phone-tap" }),
            action: format!("/{}/answers?lang={}{refresh}", self.scene.code, self.tongue.code()),
            n: given.map_or(1, |given| given.n.saturating_add(1)),
            token: self.visitor.map_or("", |visitor| visitor.token),
            groups: answers(asked.question, given),
            words_max: WRITE_IN_CHARS_MAX,
            tally: if self.visitor.is_some() { live.texts.get(TALLY).cloned() } else { None }.unwrap_or_default(),
            live: bars,
            personal: self.visitor.is_some(),
        };
        let notice = self.stored(asked, "phone-stored-open");
        (self.drawn("open", self.question_title(asked), &part, live), notice)
    }

    fn closed(&self, asked: &Asked<'_>) -> (Drawn, Option<Notice>) {
        let part = Closed {
            tongue: self.tongue,
            heading: self.heading(asked),
            groups: answers(asked.question, self.given(asked)),
        };
        let notice = self.stored(asked, "phone-stored-closed");
        (self.drawn("closed", self.question_title(asked), &part, Live::default()), notice)
    }

    fn results(&self, asked: &Asked<'_>) -> (Drawn, Option<Notice>) {
        let chart = Chart::new(asked.question, asked.poll.tally(), 0, Order::Revealed);
        let may_show = chart.answered >= self.show_from();
        let sentence = if chart.answered == 0 {
            self.tongue.say("phone-nobody")
        } else if may_show {
            let most = self.most(asked.question, &chart);
            self.tongue.say_with("phone-result", &[("n", chart.answered.into()), ("most", most.as_str().into())])
        } else {
            self.tongue.say_with("phone-too-few", &[("n", self.show_from().into())])
        };
        let has_bars = may_show && chart.answered > 0;
        let mut short = has_bars.then(|| self.tongue.say_with("phone-voted", &[("n", chart.answered.into())]));
        if let Some(short) = short.as_mut().filter(|_| chart.leaders.len() > 1) {
            short.push(' ');
            short.push_str(&self.tongue.say("phone-tie"));
        }
        let part = Results {
            tongue: self.tongue,
            heading: self.heading(asked),
            sentence,
            short,
            bars: has_bars.then(|| self.bars(asked, &chart, Figures::Drawn)),
            rounding: chart
                .rounding
                .filter(|_| has_bars)
                .map(|sum| self.tongue.say_with("phone-rounding", &[("n", sum.into())])),
            after: blocks::blocks(&asked.slide.after),
        };
        (self.drawn("results", self.question_title(asked), &part, Live::default()), None)
    }

    /// Which answers lead, in one sentence: a tie names all of them.
    fn most(&self, question: &Question, chart: &Chart) -> String {
        let mut leading = chart.bars.iter().filter(|bar| chart.leaders.contains(&question.options[bar.option].key));
        let Some(first) = leading.next() else { return String::new() };
        let text = |bar: &Bar| question.options[bar.option].text.as_str();
        let figures = match first.percent {
            Some(percent) => {
                self.tongue.say_with("phone-figures", &[("count", first.count.into()), ("percent", percent.into())])
            }
            None => first.count.to_string(),
        };
        let mut names: Vec<String> = std::iter::once(first)
            .chain(leading)
            .map(|bar| self.tongue.say_with("phone-quoted", &[("answer", text(bar).into())]))
            .collect();
        let last = names.pop().unwrap_or_default();
        if names.is_empty() {
            return self
                .tongue
                .say_with("phone-most", &[("answer", text(first).into()), ("figures", figures.as_str().into())]);
        }
        let names = self
            .tongue
            .say_with("phone-and", &[("answers", names.join(", ").as_str().into()), ("last", last.as_str().into())]);
        self.tongue
            .say_with("phone-most-tied", &[("answers", names.as_str().into()), ("figures", figures.as_str().into())])
    }

    /// Bars under an open `.live` question: drawn empty, because a part may not move while the step stays the same.
    fn live_bars(&self, asked: &Asked<'_>) -> (Option<String>, Live) {
        let chart = Chart::new(asked.question, asked.poll.tally(), 0, Order::Deck);
        let mut live = Live::default();
        if chart.answered < self.show_from() {
            live.texts.insert(TALLY, self.tongue.say_with("phone-too-few-yet", &[("n", self.show_from().into())]));
        } else {
            live.texts.insert(TALLY, self.tongue.say_with("phone-so-far", &[("n", chart.answered.into())]));
            live.texts.extend(
                chart
                    .bars
                    .iter()
                    .filter_map(|bar| Some((*LIVE_BARS.get(bar.option)?, figures(bar.count, bar.percent)))),
            );
            live.texts.extend(
                chart.groups.iter().zip(LIVE_GROUPS).map(|(group, name)| (name, figures(group.count, group.percent))),
            );
            live.counts = asked.poll.tally().counts().to_vec();
        }
        let may_fill = self.visitor.is_some() && !live.counts.is_empty();
        let bars = self.bars(asked, &chart, if may_fill { Figures::LiveFilled } else { Figures::LiveEmpty });
        (Some(bars), live)
    }

    fn bars(&self, asked: &Asked<'_>, chart: &Chart, drawn: Figures) -> String {
        let given = self.given(asked);
        let filled = drawn != Figures::LiveEmpty;
        let mut groups: Vec<BarGroup<'_>> = Vec::new();
        let mut previous = None;
        for bar in &chart.bars {
            if groups.is_empty() || previous != bar.group {
                let subtotal = bar.group.map(|group| (group, &chart.groups[group]));
                groups.push(BarGroup {
                    label: subtotal.map(|(group, _)| asked.question.groups[group].as_str()),
                    figures: subtotal
                        .filter(|_| filled)
                        .map(|(_, subtotal)| figures(subtotal.count, subtotal.percent))
                        .unwrap_or_default(),
                    live: subtotal
                        .filter(|_| drawn != Figures::Drawn)
                        .and_then(|(group, _)| LIVE_GROUPS.get(group).copied()),
                    bars: Vec::new(),
                });
                previous = bar.group;
            }
            let option = &asked.question.options[bar.option];
            let row = BarRow {
                key: &option.key,
                text: &option.text,
                figures: if filled { figures(bar.count, bar.percent) } else { String::new() },
                live: (drawn != Figures::Drawn).then(|| LIVE_BARS.get(bar.option).copied()).flatten(),
                width: if filled { width(bar.permille) } else { "0".to_owned() },
                apart: bar.apart,
                chosen: is_chosen(given, &option.key),
            };
            if let Some(group) = groups.last_mut() {
                group.bars.push(row);
            }
        }
        Bars { tongue: self.tongue, lang: self.foreign(&asked.slide.language), groups }.to_string()
    }

    fn heading(&self, asked: &Asked<'_>) -> Heading {
        let deck = self.scene.session.deck();
        let number = deck.question_number(&asked.slide.key).unwrap_or(1) as u32;
        let of = deck.question_count() as u32;
        Heading {
            number: self.tongue.say_with("phone-number", &[("n", number.into()), ("of", of.into())]),
            question: asked.slide.key.to_string(),
            round: asked.poll.round,
            title: blocks::inlines(&asked.slide.title),
            body: blocks::blocks(&asked.slide.body),
            lang: self.foreign(&asked.slide.language),
        }
    }

    fn question_title(&self, asked: &Asked<'_>) -> String {
        let number = self.scene.session.deck().question_number(&asked.slide.key).unwrap_or(1) as u32;
        let question = asked.slide.heading();
        self.tongue.say_with("phone-title-question", &[("n", number.into()), ("question", question.as_str().into())])
    }

    fn deck_title(&self) -> String {
        self.scene.session.editions().in_language(&self.tongue.language()).title.clone()
    }

    fn show_from(&self) -> u32 {
        self.scene.session.deck().show_from
    }

    fn given<'b>(&self, asked: &Asked<'b>) -> Option<&'b Given> {
        asked.poll.given(&self.visitor?.voter)
    }

    /// The sentence about the visitor's own stored vote.
    fn stored(&self, asked: &Asked<'_>, more: &str) -> Option<Notice> {
        let given = self.given(asked)?;
        let answer = answer_text(asked.question, given);
        Some(Notice::stored(self.tongue, &(self.visitor?.clock)(given.at), &answer, more))
    }

    /// The language to put on texts that are not in the page's own.
    fn foreign(&self, language: &Language) -> Option<String> {
        let main = language.as_str().split('-').next();
        (main != Some(self.tongue.code())).then(|| language.to_string())
    }

    fn drawn(&self, view: &'static str, title: String, part: &dyn std::fmt::Display, live: Live) -> Drawn {
        drawn(self.scene.session.step().to_string(), view, title, part, live)
    }
}

fn drawn(step: String, view: &'static str, title: String, part: &dyn std::fmt::Display, live: Live) -> Drawn {
    Drawn { step, view, title, parts: [("main", part.to_string())].into(), live }
}

fn answers<'a>(question: &'a Question, given: Option<&'a Given>) -> Vec<AnswerGroup<'a>> {
    let row = |option: &'a ChoiceOption| {
        let chosen = is_chosen(given, &option.key);
        let words = given.filter(|_| chosen).and_then(|given| given.answer.text.as_deref()).unwrap_or_default();
        AnswerRow { key: &option.key, text: &option.text, write_in: option.write_in, chosen, words }
    };
    let label = |option: &ChoiceOption| option.group.map(|group| question.groups[group].as_str());
    let together = question.options.chunk_by(|one, next| one.group == next.group);
    together
        .map(|options| AnswerGroup { label: label(&options[0]), answers: options.iter().map(row).collect() })
        .collect()
}

fn is_chosen(given: Option<&Given>, option: &OptionKey) -> bool {
    given.is_some_and(|given| given.answer.choices.contains(option))
}

/// An answer as its giver reads it back: `Anders… via mijn vakbond`.
fn answer_text(question: &Question, given: &Given) -> String {
    let texts = given.answer.choices.iter().filter_map(|choice| question.option(choice)).map(|option| &*option.text);
    texts.chain(given.answer.text.as_deref()).collect::<Vec<_>>().join(" ")
}

/// Count first, per cent beside it where there is one.
fn figures(count: u32, percent: Option<u32>) -> String {
    match percent {
        Some(percent) => format!("{count} · {percent}%"),
        None => count.to_string(),
    }
}

fn width(permille: u32) -> String {
    format!("{}.{}%", permille / 10, permille % 10)
}

/// The name in `live.texts` of the sentence above live bars.
const TALLY: &str = "tally";
/// Names in `live.texts`, by place in the deck; as many as a question may have answers.
const LIVE_BARS: [&str; 30] = [
    "b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "b9", "b10", "b11", "b12", "b13", "b14", "b15", "b16", "b17",
    "b18", "b19", "b20", "b21", "b22", "b23", "b24", "b25", "b26", "b27", "b28", "b29", "b30",
];
/// The same for subtotals: a group has at least two answers.
const LIVE_GROUPS: [&str; 15] =
    ["g1", "g2", "g3", "g4", "g5", "g6", "g7", "g8", "g9", "g10", "g11", "g12", "g13", "g14", "g15"];

/// Whether figures stand in the part or are filled in from `live`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Figures {
    Drawn,
    /// For everybody: the script fills them.
    LiveEmpty,
    /// For a page that may have no script; a script goes on filling them.
    LiveFilled,
}

// The templates.

#[derive(Template)]
#[template(path = "phone/plain.html")]
struct Plain {
    head: String,
    more: String,
    session: Option<String>,
    lang: Option<String>,
    note: Option<String>,
}

struct Heading {
    number: String,
    question: String,
    round: u32,
    /// Trusted HTML.
    title: String,
    /// Trusted HTML.
    body: String,
    lang: Option<String>,
}

/// Answers that stand together; without a label they belong to no group.
struct AnswerGroup<'a> {
    label: Option<&'a str>,
    answers: Vec<AnswerRow<'a>>,
}

struct AnswerRow<'a> {
    key: &'a OptionKey,
    text: &'a str,
    write_in: bool,
    chosen: bool,
    /// The visitor's own, with this answer.
    words: &'a str,
}

#[derive(Template)]
#[template(path = "phone/open.html")]
struct Open<'a> {
    tongue: Tongue,
    heading: Heading,
    hint: String,
    action: String,
    /// The number the next vote from this page carries.
    n: u32,
    token: &'a str,
    groups: Vec<AnswerGroup<'a>>,
    words_max: usize,
    /// Trusted HTML: live bars.
    live: Option<String>,
    tally: String,
    personal: bool,
}

#[derive(Template)]
#[template(path = "phone/closed.html")]
struct Closed<'a> {
    tongue: Tongue,
    heading: Heading,
    groups: Vec<AnswerGroup<'a>>,
}

#[derive(Template)]
#[template(path = "phone/results.html")]
struct Results {
    tongue: Tongue,
    heading: Heading,
    sentence: String,
    /// What the eye reads instead: it sees the bars.
    short: Option<String>,
    /// Trusted HTML.
    bars: Option<String>,
    rounding: Option<String>,
    /// Trusted HTML: the quote that waited for the reveal.
    after: String,
}

#[derive(Template)]
#[template(path = "phone/bars.html")]
struct Bars<'a> {
    tongue: Tongue,
    lang: Option<String>,
    groups: Vec<BarGroup<'a>>,
}

/// Bars that stand together; without a label they belong to no group.
struct BarGroup<'a> {
    label: Option<&'a str>,
    figures: String,
    live: Option<&'static str>,
    bars: Vec<BarRow<'a>>,
}

struct BarRow<'a> {
    key: &'a OptionKey,
    text: &'a str,
    figures: String,
    live: Option<&'static str>,
    width: String,
    apart: bool,
    chosen: bool,
}

#[cfg(test)]
mod tests;
