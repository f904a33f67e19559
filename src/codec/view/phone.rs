//! The attendee's page: what a phone shows at each step, as one HTML part that is the same for everybody.
//!
//! Never draws a count before the reveal, unless the deck says `.live`. What is personal (the own choice, its time, the
//! token) comes in by script, or from [`phone_for`] for whoever has none.

use askama::Template;

use crate::codec::wire::{Drawn, Live};
use crate::codec::words::Tongue;
use crate::domain::chart::{Bar, Chart, Order};
use crate::domain::deck::{Block, Inline, Question, Slide};
use crate::domain::fact::Place;
use crate::domain::ids::{Language, Moment, OptionKey, VoterId};
use crate::domain::limits::WRITE_IN_CHARS_MAX;
use crate::domain::session::{Given, Poll, PollState, Session};

use super::Scene;

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
    Waiting,
    Asked { asked: Asked<'a>, stage: Stage },
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
            Place::Slide(_) => Sight::Waiting,
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
            Sight::Waiting => self.plain("waiting", "phone-joined", "phone-waiting", true),
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
            n: given.map_or(1, |given| given.n + 1),
            token: self.visitor.map_or("", |visitor| visitor.token),
            answers: answers(asked.question, given),
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
            answers: answers(asked.question, self.given(asked)),
        };
        let notice = self.stored(asked, "phone-stored-closed");
        (self.drawn("closed", self.question_title(asked), &part, Live::default()), notice)
    }

    fn results(&self, asked: &Asked<'_>) -> (Drawn, Option<Notice>) {
        let chart = Chart::new(asked.question, asked.poll.tally(), 0, Order::Revealed);
        let may_show = chart.answered >= self.scene.session.deck().show_from;
        let sentence = match () {
            () if !may_show => self.tongue.say_with("phone-too-few", &[("n", self.show_from().into())]),
            () if chart.answered == 0 => self.tongue.say("phone-nobody"),
            () => self.tongue.say_with(
                "phone-result",
                &[("n", chart.answered.into()), ("most", self.most(asked.question, &chart).as_str().into())],
            ),
        };
        let has_bars = may_show && chart.answered > 0;
        let part = Results {
            tongue: self.tongue,
            heading: self.heading(asked),
            sentence,
            bars: has_bars.then(|| self.bars(asked, &chart, Figures::Drawn)),
            rounding: chart
                .rounding
                .filter(|_| has_bars)
                .map(|sum| self.tongue.say_with("phone-rounding", &[("n", sum.into())])),
            after: Blocks { blocks: &asked.slide.after }.to_string(),
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
        if chart.answered < self.scene.session.deck().show_from {
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
            title: Inlines { inlines: &asked.slide.title }.to_string(),
            body: Blocks { blocks: &asked.slide.body }.to_string(),
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

fn answers<'a>(question: &'a Question, given: Option<&'a Given>) -> Vec<AnswerRow<'a>> {
    let row = |option: &'a crate::domain::deck::ChoiceOption| {
        let chosen = is_chosen(given, &option.key);
        let words = given.filter(|_| chosen).and_then(|given| given.answer.text.as_deref()).unwrap_or_default();
        AnswerRow { key: &option.key, text: &option.text, write_in: option.write_in, chosen, words }
    };
    question.options.iter().map(row).collect()
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
    answers: Vec<AnswerRow<'a>>,
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
    answers: Vec<AnswerRow<'a>>,
}

#[derive(Template)]
#[template(path = "phone/results.html")]
struct Results {
    tongue: Tongue,
    heading: Heading,
    sentence: String,
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

#[derive(Template)]
#[template(path = "phone/blocks.html")]
struct Blocks<'a> {
    blocks: &'a [Block],
}

#[derive(Template)]
#[template(path = "phone/inlines.html")]
struct Inlines<'a> {
    inlines: &'a [Inline],
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::*;
    use crate::codec::view::JoinAddress;
    use crate::codec::wire::Outgoing;
    use crate::domain::answer::Answer;
    use crate::domain::deck::{ChoiceOption, Deck, Editions, Kind, Layout};
    use crate::domain::fact::{Answered, Fact, Recorded};
    use crate::domain::ids::{DeckId, RoomCode, SlideKey};

    fn slide_key(key: &str) -> SlideKey {
        SlideKey::parse(key).unwrap()
    }

    fn option(text: &str, key: &str) -> ChoiceOption {
        ChoiceOption {
            key: OptionKey::parse(key).unwrap(),
            text: text.to_owned(),
            write_in: key == "anders",
            apart: key == "weet-niet",
            group: None,
        }
    }

    fn plain_slide(key: &str, title: &str) -> Slide {
        Slide {
            key: slide_key(key),
            language: Language::dutch(),
            title: vec![Inline::Text(title.to_owned())],
            body: Vec::new(),
            question: None,
            after: Vec::new(),
            notes: vec!["alleen voor de spreker".to_owned()],
            layout: Layout::Flow,
        }
    }

    fn question_slide(key: &str, title: &str, options: Vec<ChoiceOption>) -> Slide {
        let question = Question { kind: Kind::ChooseOne, options, groups: Vec::new(), live: false, segment: false };
        Slide { question: Some(question), ..plain_slide(key, title) }
    }

    /// The two largest questions of the reference deck, and one that is small.
    fn deck() -> Deck {
        let mut grouped = question_slide(
            "p4",
            "Sociale innovatie kan helpen bij (technologische) innovatie",
            vec![
                option("Ja, SI is een voorwaarde voor (tech) innovatie", "voorwaarde"),
                option("Ja, SI helpt dat medewerkers (tech) innovatie accepteren", "accepteren"),
                option("Nee, (tech) innovatie is juist een voorwaarde voor SI", "omgekeerd"),
                option("Nee, SI en (tech) innovatie staan los van elkaar", "los"),
                option("Weet ik niet", "weet-niet"),
            ],
        );
        let question = grouped.question.as_mut().unwrap();
        question.groups = vec!["Ja".to_owned(), "Nee".to_owned()];
        for (index, group) in [0, 0, 1, 1].into_iter().enumerate() {
            question.options[index].group = Some(group);
        }
        grouped.after =
            vec![Block::Quote(vec![Block::Paragraph(vec![Inline::Text("Wie geeft een voorbeeld?".into())])])];
        Deck {
            id: DeckId::parse("proef").unwrap(),
            title: "Webinar <sociale> innovatie".to_owned(),
            description: None,
            language: Language::dutch(),
            show_from: 1,
            slides: vec![
                plain_slide("1", "Programma"),
                question_slide(
                    "p2",
                    "Hoe bekend bent u met sociale innovatie?",
                    vec![
                        option("Niet bekend met SI en niet hoe in te voeren", "niet"),
                        option("Bekend met SI maar niet hoe in te voeren", "bekend"),
                        option("Bekend met SI en hoe in te voeren", "hoe"),
                        option("Anders…", "anders"),
                    ],
                ),
                grouped,
                question_slide(
                    "p5",
                    "Gaat u sociale innovatie toepassen?",
                    vec![option("Ja", "ja"), option("Nee", "nee"), option("Twijfel / weet niet", "twijfel")],
                ),
            ],
        }
    }

    fn voter(number: u32) -> VoterId {
        let mut id = [0; 16];
        id[..4].copy_from_slice(&number.to_be_bytes());
        VoterId(id)
    }

    struct Room(Session);

    impl Room {
        fn new(deck: Deck) -> Self {
            let editions = Editions { original: deck, translations: Vec::new() };
            Self(Session::new(Arc::new(editions), Moment(0)))
        }

        fn at(question: &str) -> Self {
            let mut room = Self::new(deck());
            room.goes_to(question);
            room
        }

        fn happens(&mut self, fact: Fact) {
            self.0.apply(&Recorded { at: Moment(50_000), fact });
        }

        fn goes_to(&mut self, slide: &str) {
            self.happens(Fact::Moved { to: Place::Slide(slide_key(slide)) });
        }

        fn opens(&mut self, question: &str) {
            self.happens(Fact::Opened { question: slide_key(question) });
        }

        fn gets(&mut self, question: &str, counts: &[(&str, u32)]) {
            let mut number = 0;
            for (choice, count) in counts {
                for _ in 0..*count {
                    number += 1;
                    let answer = Answer { choices: vec![OptionKey::parse(choice).unwrap()], text: None };
                    let question = slide_key(question);
                    self.happens(Fact::Answered(Answered { question, round: 1, voter: voter(number), n: 3, answer }));
                }
            }
        }

        fn closes(&mut self, question: &str) {
            self.happens(Fact::Closed { question: slide_key(question), present: Vec::new() });
        }

        fn reveals(&mut self, question: &str) {
            self.closes(question);
            self.happens(Fact::Revealed { question: slide_key(question) });
        }

        fn drawn(&self, tongue: Tongue) -> Drawn {
            self.with_scene(|scene| phone(scene, tongue))
        }

        fn drawn_for(&self, number: u32) -> Personal {
            let visitor = Visitor {
                voter: voter(number),
                token: "geheim\"<",
                clock: &|at| format!("14:{:02}", at.0 / 1000),
                refreshing: false,
            };
            self.with_scene(|scene| phone_for(scene, Tongue::Dutch, &visitor))
        }

        fn with_scene<T>(&self, draw: impl FnOnce(&Scene<'_>) -> T) -> T {
            draw(&Scene {
                session: &self.0,
                code: RoomCode::new(482_913).unwrap(),
                now: Moment(60_000),
                join: &JoinAddress::new("https://stem.voorbeeld.nl"),
                seen: &BTreeSet::new(),
                here: 7,
                screens: 1,
                recent_answers: 5,
                stored: true,
            })
        }

        fn says(&self, sentence: &str) {
            let drawn = self.drawn(Tongue::Dutch);
            let text = text_of(&drawn.parts["main"]);
            assert!(text.contains(sentence), "‘{sentence}’ is not in: {text}");
        }
    }

    /// What a reader sees of a part, roughly: without tags, quotes unescaped.
    fn text_of(html: &str) -> String {
        let mut text = String::new();
        let mut in_tag = false;
        for c in html.chars() {
            match c {
                '<' => in_tag = true,
                '>' => {
                    in_tag = false;
                    text.push(' ');
                }
                c if !in_tag => text.push(c),
                _ => {}
            }
        }
        text.replace("&#34;", "\"").replace("&#60;", "<").replace("&#62;", ">")
    }

    #[test]
    fn a_phone_follows_the_screen() {
        let mut room = Room::new(deck());
        let view = |room: &Room| room.drawn(Tongue::Dutch).view;
        assert_eq!(view(&room), "not-started");
        room.says("Deze bijeenkomst begint later. Laat deze pagina open.");
        room.goes_to("1");
        assert_eq!(view(&room), "waiting");
        room.says("U doet mee.  De vraag komt zo.  Webinar <sociale> innovatie");
        room.goes_to("p2");
        assert_eq!(view(&room), "waiting");
        room.opens("p2");
        assert_eq!(view(&room), "open");
        room.says("Tik op uw antwoord.");
        room.goes_to("1");
        assert_eq!(view(&room), "open", "an open question stays within reach when the screen goes on");
        room.happens(Fact::Blackened { on: true });
        assert_eq!(view(&room), "black");
        room.happens(Fact::Blackened { on: false });
        room.goes_to("p2");
        room.happens(Fact::Closing { question: slide_key("p2") });
        assert_eq!(view(&room), "closed", "closing takes no new taps");
        room.says("De vraag is dicht. De uitslag komt zo.");
        room.reveals("p2");
        assert_eq!(view(&room), "results");
        room.happens(Fact::Ended);
        assert_eq!(view(&room), "ended");
        room.says("De bijeenkomst is afgelopen.");
    }

    #[test]
    fn a_result_on_the_screen_goes_before_a_question_left_open() {
        let mut room = Room::at("p2");
        room.reveals("p2");
        room.opens("p5");
        assert_eq!(room.drawn(Tongue::Dutch).view, "results");
        room.goes_to("p4");
        assert_eq!(room.drawn(Tongue::Dutch).title, "Vraag 3: Gaat u sociale innovatie toepassen?");
    }

    #[test]
    fn no_count_is_drawn_before_the_reveal() {
        let mut quiet = Room::at("p5");
        quiet.opens("p5");
        let mut busy = Room::at("p5");
        busy.opens("p5");
        busy.gets("p5", &[("ja", 33), ("nee", 13), ("twijfel", 41)]);
        for _ in 0..2 {
            for tongue in Tongue::ALL {
                assert_eq!(quiet.drawn(tongue), busy.drawn(tongue), "a phone cannot tell whether anybody voted");
            }
            quiet.closes("p5");
            busy.closes("p5");
        }
        busy.reveals("p5");
        busy.says("33 · 38%");
        busy.happens(Fact::Hidden { question: slide_key("p5") });
        assert_eq!(quiet.drawn(Tongue::Dutch), busy.drawn(Tongue::Dutch));
    }

    #[test]
    fn a_live_question_shows_its_count_below_the_answers_and_only_in_moving_figures() {
        let mut deck = deck();
        deck.slides[3].question.as_mut().unwrap().live = true;
        deck.show_from = 2;
        let mut room = Room::new(deck);
        room.goes_to("p5");
        room.opens("p5");
        room.gets("p5", &[("ja", 1)]);
        let early = room.drawn(Tongue::Dutch);
        assert_eq!(early.live.counts, [] as [u32; 0]);
        assert_eq!(early.live.texts["tally"], "U ziet de uitslag zodra 2 deelnemers hebben gestemd.");
        room.gets("p5", &[("ja", 1), ("nee", 20)]);
        let later = room.drawn(Tongue::Dutch);
        assert_eq!(early.parts, later.parts, "a part does not move while the step stays");
        assert_eq!(later.live.counts, [1, 20, 0]);
        assert_eq!(later.live.texts["b2"], "20 · 95%");
        let tick = Outgoing::Tick { epoch: "01890a5d", frame: 1234, live: &later.live }.encode();
        assert!(tick.len() <= 300, "{} bytes: {tick}", tick.len());
        let html = &room.drawn_for(1).drawn.parts["main"];
        assert!(text_of(html).contains("20 · 95%"), "who has no script sees the figures too: {html}");
    }

    #[test]
    fn the_result_is_one_sentence() {
        for (counts, sentence) in [
            (
                &[("ja", 33), ("nee", 13), ("twijfel", 41)][..],
                "Uitslag: 87 deelnemers stemden. Meeste stemmen: \"Twijfel / weet niet\", 41 (47%).",
            ),
            (&[("ja", 1)], "Uitslag: 1 deelnemer stemde. Meeste stemmen: \"Ja\", 1."),
            (
                &[("ja", 20), ("nee", 20)],
                "Uitslag: 40 deelnemers stemden. Meeste stemmen: \"Ja\" en \"Nee\", elk 20 (50%).",
            ),
            (
                &[("ja", 2), ("nee", 2), ("twijfel", 2)],
                "Meeste stemmen: \"Ja\", \"Nee\" en \"Twijfel / weet niet\", elk 2.",
            ),
            (&[], "Niemand stemde."),
            (&[("ja", 10), ("nee", 10), ("twijfel", 10)], "Door afronding is het totaal 99%."),
        ] {
            let mut room = Room::at("p5");
            room.opens("p5");
            room.gets("p5", counts);
            room.reveals("p5");
            room.says(sentence);
        }
    }

    #[test]
    fn too_few_answers_show_no_figure_at_all() {
        let mut deck = deck();
        deck.show_from = 5;
        let mut room = Room::new(deck);
        room.goes_to("p5");
        room.opens("p5");
        room.gets("p5", &[("ja", 3), ("nee", 1)]);
        room.reveals("p5");
        room.says("Te weinig deelnemers stemden om de uitslag te tonen. Daarvoor zijn 5 antwoorden nodig.");
        let html = &room.drawn(Tongue::Dutch).parts["main"];
        assert!(!html.contains("<table"), "{html}");
    }

    #[test]
    fn groups_have_a_subtotal_and_what_is_apart_stands_last() {
        let mut room = Room::at("p4");
        room.opens("p4");
        room.gets("p4", &[("voorwaarde", 4), ("accepteren", 6), ("los", 9), ("weet-niet", 11)]);
        room.reveals("p4");
        let text = text_of(&room.drawn(Tongue::Dutch).parts["main"]);
        let place = |needle: &str| text.find(needle).unwrap_or_else(|| panic!("no ‘{needle}’ in {text}"));
        assert!(place("Ja 10 · 33%") < place("6 · 20%"));
        assert!(place("Nee 9 · 30%") < place("Weet ik niet"));
        assert!(place("Weet ik niet") < place("Wie geeft een voorbeeld?"), "the quote comes after the result");
        assert!(text.contains("zij staan niet vanzelf voor alle gemeenten"));
        room.happens(Fact::Hidden { question: slide_key("p4") });
        assert!(!room.drawn(Tongue::Dutch).parts["main"].contains("Wie geeft"), "the quote waits for the reveal");
    }

    #[test]
    fn the_own_choice_is_marked_in_every_stage() {
        let mut room = Room::at("p5");
        room.opens("p5");
        room.gets("p5", &[("ja", 1), ("nee", 1)]);
        let mine = room.drawn_for(2);
        let html = &mine.drawn.parts["main"];
        assert!(html.contains("value=nee aria-pressed=true><span>Nee</span><b lang=nl>uw keuze</b>"), "{html}");
        assert!(html.contains("value=ja aria-pressed=false"), "{html}");
        assert!(html.contains("name=n value=4>"), "the next vote is newer than the stored one: {html}");
        assert!(html.contains("value=\"geheim&#34;&#60;\""), "{html}");
        let notice = mine.notice.unwrap();
        assert_eq!(
            format!("{} {}", notice.head, notice.more),
            "Uw stem is opgeslagen om 14:50: \"Nee\". U kunt nog wijzigen."
        );
        room.closes("p5");
        assert_eq!(room.drawn_for(2).notice.unwrap().more, "\"Nee\".");
        room.reveals("p5");
        let results = room.drawn_for(2);
        assert!(
            results.drawn.parts["main"]
                .contains("class=\"chosen\"><th scope=row><span>Nee</span> <b lang=nl>uw keuze</b>")
        );
        assert_eq!(room.drawn_for(9).notice, None);
    }

    #[test]
    fn the_part_for_everybody_holds_nothing_personal() {
        let mut room = Room::at("p5");
        room.opens("p5");
        room.gets("p5", &[("ja", 1)]);
        let html = &room.drawn(Tongue::Dutch).parts["main"];
        assert!(html.contains("name=token value=\"\""), "{html}");
        for personal in ["uw keuze", "aria-pressed", "alleen voor de spreker"] {
            assert!(!html.contains(personal), "{html}");
        }
    }

    #[test]
    fn words_of_ones_own_go_only_with_their_answer() {
        let mut room = Room::at("p2");
        room.opens("p2");
        let html = &room.drawn(Tongue::Dutch).parts["main"];
        let own = html.split("<form class=own").nth(1).unwrap();
        assert!(own.split("</form>").next().unwrap().contains("<textarea"), "{html}");
        assert_eq!(html.matches("name=text").count(), 1);
        assert_eq!(html.matches("form=vote name=choice").count(), 3, "other buttons belong to another form: {html}");
    }

    #[test]
    fn texts_in_another_language_say_so() {
        let mut room = Room::at("p5");
        room.opens("p5");
        assert!(room.drawn(Tongue::English).parts["main"].contains("data-round=1 lang=nl>"));
        assert!(!room.drawn(Tongue::Dutch).parts["main"].contains("lang=nl>Gaat"));
    }

    #[test]
    fn a_state_fits_in_two_kilobytes() {
        for (question, counts) in [
            ("p2", &[("niet", 41), ("bekend", 33), ("hoe", 9), ("anders", 4)][..]),
            ("p4", &[("voorwaarde", 41), ("accepteren", 33), ("omgekeerd", 9), ("los", 4), ("weet-niet", 12)]),
            ("p5", &[("ja", 33), ("nee", 13), ("twijfel", 41)]),
        ] {
            let mut room = Room::at(question);
            room.opens(question);
            room.gets(question, counts);
            for stage in ["open", "closed", "results"] {
                match stage {
                    "closed" => room.closes(question),
                    "results" => room.reveals(question),
                    _ => {}
                }
                for tongue in Tongue::ALL {
                    let drawn = room.drawn(tongue);
                    assert_eq!(drawn.view, stage);
                    let epoch = "0193519e-8a4b-7c1e-9d0b-3f0f3f1f1f1f";
                    let state = Outgoing::State { epoch, frame: 123_456, wait: 800, drawn: &drawn }.encode();
                    println!("{question} {stage} {}: {} bytes", tongue.code(), state.len());
                    assert!(
                        state.len() <= 2048,
                        "{question} {stage} {}: {} bytes\n{state}",
                        tongue.code(),
                        state.len()
                    );
                }
            }
        }
    }
}
