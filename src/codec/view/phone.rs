//! The attendee's page: what a phone shows at each step, as one HTML part that is the same for everybody.
//!
//! Never draws a count before the reveal, unless the deck says `.live`. What is personal (the own choice, its time, the
//! token) comes in by script, or from [`phone_for`] for whoever has none.

mod chart;
mod notice;
mod parts;
mod questions;
mod sight;

use std::borrow::Cow;

use chart::{Figures, TALLY};
pub use notice::{Notice, Tone};
use parts::{Closed, Filled, Heading, Judgement, Open, Plain, Results, Several, Timed, answers};
pub use questions::{AllQuestions, all_address};
use sight::{Asked, Sight, Stage};

use crate::codec::dates;
use crate::codec::shuffled;
use crate::codec::together::Sheet;
use crate::codec::wire::{Drawn, Live};
use crate::codec::words::Tongue;
use crate::domain::chart::spread::nearby;
use crate::domain::chart::{Chart, Order};
use crate::domain::deck::{Kind, Question};
use crate::domain::ids::{Moment, OptionKey, VoterId};
use crate::domain::kinds::is_right;
use crate::domain::limits::WRITE_IN_CHARS_MAX;
use crate::domain::privacy::Mode;
use crate::domain::session::{Given, Phase};

use super::{Scene, blocks, kinds};

/// The page as everybody gets it.
pub fn phone(scene: &Scene<'_>, tongue: Tongue) -> Drawn {
    Phone { scene, tongue, visitor: None }.draw().0
}

/// The page of one attendee, ready to use without script.
pub fn phone_for(scene: &Scene<'_>, tongue: Tongue, visitor: &Visitor<'_>) -> Personal {
    let phone = Phone { scene, tongue, visitor: Some(visitor) };
    let (drawn, notice) = phone.draw();
    Personal { drawn, notice, how: phone.how_filled() }
}

/// A session that is over for good, for when nothing of it is at hand any more.
pub fn over(tongue: Tongue, title: &str) -> Drawn {
    ended(tongue, title, "phone-ended-erased")
}

fn ended(tongue: Tongue, title: &str, note: &str) -> Drawn {
    let part = Plain {
        head: tongue.say("phone-ended"),
        more: tongue.say("phone-thanks"),
        session: None,
        lang: None,
        note: Some(tongue.say(note)),
    };
    drawn("0.ended".to_owned(), "ended", title.to_owned(), &part, Live::default())
}

/// The id of a question's heading: what its fields are labelled by.
const QUESTION_ID: &str = "question";

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
    /// What to do with the question that is open, where it is filled in.
    pub how: Option<String>,
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
            Sight::Ended => (ended(self.tongue, &self.deck_title(), "phone-ended-kept"), None),
            Sight::Asked { asked, stage } if asked.question.is_for_asking() => self.questions(&asked, stage),
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
            lang: self.tongue.foreign(&deck.language),
            // Whoever waits has time to read it.
            note: names_session.then(|| self.promise("")),
        };
        (self.drawn(view, self.deck_title(), &part, Live::default()), None)
    }

    /// Who will see what one answers.
    fn promise(&self, brief: &str) -> String {
        self.tongue.say(&format!("privacy-phone-{brief}{}", self.scene.session.privacy().mode.word()))
    }

    /// The same beside a question: at the first, and at each where answering is consent.
    fn promise_beside(&self, asked: &Asked<'_>) -> Option<String> {
        let session = self.scene.session;
        let is_first = session.deck().question_number(&asked.slide.key) == Some(1);
        match session.privacy().mode {
            Mode::Open | Mode::Confidential => is_first.then(|| self.promise("short-")),
            Mode::Research => Some(self.promise("short-")),
        }
    }

    fn open(&self, asked: &Asked<'_>) -> (Drawn, Option<Notice>) {
        let given = self.given(asked).filter(|given| !given.answer.is_taken_back());
        let (bars, live) = match asked.question.live {
            true if asked.question.is_chosen() => self.live_bars(asked),
            // A chart that is drawn anew would take the page from under whoever fills it in; the screen has it.
            true => self.live_count(asked),
            false => (None, Live::default()),
        };
        let seen = self.seen(asked);
        let refresh = if self.visitor.is_some_and(|visitor| visitor.refreshing) { "&refresh=30" } else { "" };
        let mut live = live;
        if let Some(ends) = asked.poll.ends {
            live.say("clock", self.closes_at(ends));
            live.say("ends", ends.0.to_string());
        }
        let filled_in = |name| if self.visitor.is_some() { live.texts.get(name).cloned() } else { None };
        let part = Open {
            tongue: self.tongue,
            heading: self.heading(asked),
            late: self.late(),
            hint: if given.is_some() { self.tongue.say("phone-may-still") } else { self.how(asked.question) },
            action: format!("/{}/answers?lang={}{refresh}", self.scene.code, self.tongue.code()),
            n: self.given(asked).map_or(1, |given| given.n.saturating_add(1)),
            several: self.several(asked.question),
            shuffled: asked.question.shuffled,
            filled: (!asked.question.is_chosen()).then(|| self.filled(asked, &seen, given)),
            token: self.visitor.map_or("", |visitor| visitor.token),
            groups: if asked.question.is_chosen() { answers(&seen, given) } else { Vec::new() },
            words_max: WRITE_IN_CHARS_MAX,
            tally: filled_in(TALLY).unwrap_or_default(),
            clock: filled_in("clock").unwrap_or_default(),
            timed: self.timed(asked),
            live: bars,
            personal: self.visitor.is_some(),
            promise: self.promise_beside(asked),
        };
        let notice = self.stored(asked, "phone-stored-open");
        (self.drawn("open", self.question_title(asked), &part, live), notice)
    }

    /// To the second: a clock may be shorter than a minute.
    fn closes_at(&self, ends: Moment) -> String {
        let seconds = format!("{:02}", ends.0.div_euclid(1_000).rem_euclid(60));
        let time = format!("{}:{seconds}", (self.scene.clock)(ends));
        self.tongue.say_with("phone-closes-at", &[("time", time.as_str().into())])
    }

    fn timed(&self, asked: &Asked<'_>) -> Option<Timed> {
        self.scene.session.deck().is_timed().then(|| Timed {
            left: self.tongue.say_with("phone-time-left", &[("time", "{time}".into())]),
            told: self.tongue.say_with("clock-told", &[("n", "{n}".into())]),
            action: format!("/{}/signs?lang={}", self.scene.code, self.tongue.code()),
            runs: self.visitor.is_some() && asked.poll.ends.is_some(),
        })
    }

    /// Until when a form can be filled in although the session is over.
    fn late(&self) -> Option<String> {
        let (_, _, until) = self.scene.session.late_form()?;
        let until = dates::date_and_time(until, self.tongue);
        Some(self.tongue.say_with("phone-after-end", &[("until", until.as_str().into())]))
    }

    fn how_filled(&self) -> Option<String> {
        match Sight::of(self.scene.session, &self.tongue.language()) {
            Sight::Asked { asked, stage: Stage::Open } if asked.question.can_be_taken_back() => {
                let lone = asked.question.options.iter().find(|option| option.alone);
                let lone = lone
                    .map(|option| self.tongue.say_with("phone-tick-alone", &[("answer", option.text.as_str().into())]));
                Some([Some(self.how(asked.question)), lone].into_iter().flatten().collect::<Vec<_>>().join(" "))
            }
            _ => None,
        }
    }

    /// What to do with this kind of question.
    fn how(&self, question: &Question) -> String {
        match question.kind {
            Kind::ChooseOne | Kind::Scale => self.tongue.say("phone-tap"),
            Kind::ChooseSeveral { max } => match question.limits_choices() {
                true => self.tongue.say_with("phone-tick-max", &[("n", (max as u32).into())]),
                false => self.tongue.say("phone-tick"),
            },
            _ => kinds::how(question, self.tongue),
        }
    }

    /// The fields of a question that is filled in and sent.
    fn filled(&self, asked: &Asked<'_>, seen: &Question, given: Option<&Given>) -> Filled {
        let field = kinds::Field {
            tongue: self.tongue,
            lang: self.tongue.foreign(&asked.slide.language),
            question: seen,
            said: given.map(|given| &*given.answer),
            name: String::new(),
            labelled_by: QUESTION_ID.to_owned(),
        };
        Filled { kind: asked.question.kind.word(), fields: field.draw(), how: field.how() }
    }

    /// The question with its answers in this visitor's own order; in the deck's on the page that everybody gets.
    fn seen<'b>(&self, asked: &Asked<'b>) -> Cow<'b, Question> {
        let token = self.visitor.map_or("", |visitor| visitor.token);
        shuffled::seen(asked.question, token, asked.slide.key.as_str(), asked.poll.round)
    }

    fn several(&self, question: &Question) -> Option<Several> {
        let Kind::ChooseSeveral { max } = question.kind else { return None };
        Some(Several {
            max,
            how: self.how(question),
            too_many: self.tongue.say_with("phone-too-many", &[("n", (max as u32).into())]),
        })
    }

    fn closed(&self, asked: &Asked<'_>) -> (Drawn, Option<Notice>) {
        let seen = self.seen(asked);
        let part = Closed {
            tongue: self.tongue,
            heading: self.heading(asked),
            shuffled: asked.question.shuffled,
            filled: (!asked.question.is_chosen()).then(|| self.filled(asked, &seen, self.given(asked))),
            groups: if asked.question.is_chosen() { answers(&seen, self.given(asked)) } else { Vec::new() },
        };
        let notice = self.stored(asked, "phone-stored-closed");
        (self.drawn("closed", self.question_title(asked), &part, Live::default()), notice)
    }

    fn results(&self, asked: &Asked<'_>) -> (Drawn, Option<Notice>) {
        if !asked.question.is_chosen() {
            return self.filled_results(asked);
        }
        let counted = asked.poll.counted(asked.question);
        let asked = &Asked { slide: asked.slide, question: &counted, poll: asked.poll };
        let chart = Chart::new(asked.question, asked.poll.counted_tally(), 0, Order::Revealed);
        let may_show = chart.answered >= self.show_from(asked);
        let sentence = if chart.answered == 0 {
            self.tongue.say("phone-nobody")
        } else if may_show {
            let most = self.most(asked.question, &chart);
            self.tongue.say_with("phone-result", &[("n", chart.answered.into()), ("most", most.as_str().into())])
        } else {
            self.tongue.say_with("phone-too-few", &[("n", self.show_from(asked).into())])
        };
        let has_bars = may_show && chart.answered > 0;
        let deck = self.scene.session.editions().in_language(&self.tongue.language());
        let solution = kinds::solution(self.scene.session, deck, &asked.slide.key, self.tongue);
        let sentence = solution.clone().unwrap_or(sentence);
        let mut short = has_bars.then(|| self.tongue.say_with("phone-voted", &[("n", chart.answered.into())]));
        if let Some(short) = short.as_mut().filter(|_| chart.leaders().len() > 1) {
            short.push(' ');
            short.push_str(&self.tongue.say("phone-tie"));
        }
        let short = solution.or(short);
        let part = Results {
            tongue: self.tongue,
            heading: self.heading(asked),
            sentence,
            short,
            moved: self.moved(asked),
            bars: has_bars.then(|| {
                let own = kinds::texts::own_words(asked.poll, self.tongue).unwrap_or_default();
                self.bars(asked, &chart, Figures::Drawn) + &own
            }),
            rounding: self.sum(chart.sum).filter(|_| has_bars),
            after: asked.after(),
            judgement: self.judgement(asked),
        };
        let is_aside = self.given(asked).is_some_and(|given| given.set_aside);
        let notice = self.stored(asked, "phone-stored-closed").filter(|_| is_aside);
        (self.drawn("results", self.question_title(asked), &part, Live::default()), notice)
    }

    /// The result of a question that was filled in.
    fn filled_results(&self, asked: &Asked<'_>) -> (Drawn, Option<Notice>) {
        let answered = asked.poll.tally().answers();
        let may_show = answered >= self.show_from(asked);
        let outcome = kinds::outcome(&kinds::Asked {
            tongue: self.tongue,
            lang: self.tongue.foreign(&asked.slide.language),
            question: asked.question,
            tally: asked.poll.tally(),
            poll: Some(asked.poll),
            solved: asked.is_solved(),
            audience: kinds::Audience::Phone,
            show_from: self.show_from(asked),
        });
        let has_chart = may_show && !outcome.chart.is_empty();
        let pair = self.scene.session.pair(&asked.slide.key);
        let pair = pair.and_then(|pair| kinds::moved(asked.question, &pair, self.show_from(asked), self.tongue));
        let voted = self.tongue.say_with("kind-gave", &[("n", answered.into())]);
        let sentence = match (answered, may_show) {
            (0, _) => self.tongue.say("kind-nobody"),
            (_, true) => format!("{voted} {}", outcome.sentence),
            (_, false) => self.tongue.say_with("phone-too-few", &[("n", self.show_from(asked).into())]),
        };
        let part = Results {
            tongue: self.tongue,
            heading: self.heading(asked),
            sentence,
            short: None,
            moved: self.moved(asked),
            bars: has_chart.then_some(outcome.chart),
            rounding: [pair, outcome.note]
                .into_iter()
                .flatten()
                .reduce(|one, two| one + " " + &two)
                .filter(|_| has_chart),
            after: asked.after(),
            judgement: self.judgement(asked),
        };
        let is_aside = self.given(asked).is_some_and(|given| given.set_aside);
        let notice = self.stored(asked, "phone-stored-closed").filter(|_| is_aside);
        (self.drawn("results", self.question_title(asked), &part, Live::default()), notice)
    }

    /// How people moved since the question was first asked, while that is on the screen.
    fn moved(&self, asked: &Asked<'_>) -> Option<String> {
        let session = self.scene.session;
        let together = session.movement(&asked.slide.key).filter(|_| asked.poll.phase() == Phase::Moved)?;
        let deck = session.editions().in_language(&self.tongue.language());
        Some(Sheet::of(&together, deck, self.tongue).lead)
    }

    /// Whether one's own answer was right, once that was told.
    fn judgement(&self, asked: &Asked<'_>) -> Option<Judgement> {
        if !asked.is_solved() {
            return None;
        }
        let kind = match asked.question.kind {
            _ if asked.question.truth.is_some() => "-number",
            Kind::ChooseSeveral { .. } => "-several",
            _ => "",
        };
        let given = self.given(asked).filter(|given| !given.answer.is_taken_back());
        Some(Judgement {
            right: self.tongue.say(&format!("phone-own-right{kind}")),
            wrong: self.tongue.say(&format!("phone-own-wrong{kind}")),
            near: asked.question.truth.map(nearby).map(|(least, most)| format!("{least} {most}")),
            keys: right_keys(asked.question),
            own: given.map(|given| is_right(asked.question, &given.answer)),
        })
    }

    fn heading<'b>(&self, asked: &Asked<'b>) -> Heading<'b> {
        let deck = self.scene.session.deck();
        let number = deck.question_number(&asked.slide.key).unwrap_or(1) as u32;
        let of = deck.question_count() as u32;
        Heading {
            number: self.tongue.say_with("phone-number", &[("n", number.into()), ("of", of.into())]),
            question: asked.slide.key.to_string(),
            round: asked.poll.round,
            title: blocks::inlines(&asked.slide.title),
            body: blocks::blocks(&asked.slide.body),
            lang: self.tongue.foreign(&asked.slide.language),
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

    fn show_from(&self, asked: &Asked<'_>) -> u32 {
        self.scene.session.deck().show_from_of(asked.question)
    }

    fn given<'b>(&self, asked: &Asked<'b>) -> Option<&'b Given> {
        asked.poll.given(&self.visitor?.voter)
    }

    /// The sentence about the visitor's own stored vote.
    fn stored(&self, asked: &Asked<'_>, more: &str) -> Option<Notice> {
        let given = self.given(asked).filter(|given| !given.answer.is_taken_back())?;
        if given.set_aside {
            return Some(Notice::aside(self.tongue));
        }
        let time = (self.visitor?.clock)(given.at);
        let answer = kinds::read_back(asked.question, &given.answer, self.tongue);
        // What is too long to read back is in the fields.
        let more = if answer.is_empty() { "phone-stored-filled" } else { more };
        Some(Notice::stored(self.tongue, &time, &answer, more))
    }

    fn drawn(&self, view: &'static str, title: String, part: &dyn std::fmt::Display, live: Live) -> Drawn {
        drawn(self.scene.session.step().to_string(), view, title, part, live)
    }
}

fn drawn(step: String, view: &'static str, title: String, part: &dyn std::fmt::Display, live: Live) -> Drawn {
    Drawn { step, view, title, parts: [("main", part.to_string())].into(), live }
}

fn is_chosen(given: Option<&Given>, option: &OptionKey) -> bool {
    given.is_some_and(|given| given.answer.choices.contains(option))
}

fn right_keys(question: &Question) -> String {
    let right = question.options.iter().filter(|option| option.right);
    right.map(|option| option.key.as_str()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
