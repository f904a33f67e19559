//! What the hall sees: the projector's parts `stage`, `foot` and `said`, and its moving figures.
//!
//! Never draws a count before the reveal, unless the question is `.live` or the deck asks for more answers first; and
//! never draws notes, links or anything that only the presenter may see.

mod chart;
mod most;
mod movement;
mod parts;
mod questions;

use askama::Template;
use chart::{BARS_MAX, ChartPart, ChartRow, OptionsPart, can_be_merged, chart_rows, option_rows};
use most::Most;
use parts::{Foot, FootRight, JoinStage, QuestionStage, ResultsStage, SlideStage, WordsStage};

use super::{Scene, blocks, kinds};
use crate::codec::wire::{Drawn, Live};
use crate::codec::words::Tongue;
use crate::codec::{dates, qr, svg};
use crate::domain::chart::{Chart, Order, Sum, permille};
use crate::domain::deck::{Block, Deck, Kind, Layout, Question, Slide};
use crate::domain::ids::SlideKey;
use crate::domain::limits::PERCENT_FROM;
use crate::domain::session::{Pair, Phase, Poll, Step};
use crate::domain::tally::Tally;

/// So few answers may be written larger than the rest, before and after the reveal.
const FEW_OPTIONS: usize = 3;

/// Draws the screen at this moment.
pub fn screen(scene: &Scene<'_>, tongue: Tongue) -> Drawn {
    let session = scene.session;
    let deck = session.editions().in_language(&tongue.language());
    let room = Room { scene, tongue, deck };
    let step = session.step();
    let picture = match &step {
        Step::Ended => room.ended(),
        _ if session.is_black() => room.black(),
        Step::Join => room.join(),
        Step::Slide(key) => match deck.slide(key) {
            Some((_, slide)) => room.slide(slide),
            None => room.join(),
        },
        Step::Question(key, phase) => match room.asked(key) {
            Some(asked) if asked.question.is_for_asking() => room.asks(&asked, *phase).unwrap_or_else(|| room.join()),
            Some(asked) if phase.is_public() => room.public(&asked, *phase),
            Some(asked) => room.question(&asked, *phase),
            None => room.join(),
        },
    };
    let Picture { view, title, stage, foot, said, live } = picture;
    let parts = [("stage", stage), ("foot", foot), ("said", blocks::escape(&said))].into();
    Drawn { step: step.to_string(), view, title, parts, live }
}

struct Room<'a> {
    scene: &'a Scene<'a>,
    tongue: Tongue,
    deck: &'a Deck,
}

/// One state of the screen, its parts not yet named.
struct Picture {
    view: &'static str,
    title: String,
    stage: String,
    foot: String,
    /// What a screen reader is told when this state comes.
    said: String,
    live: Live,
}

/// A question on the screen.
struct Asked<'a> {
    slide: &'a Slide,
    question: &'a Question,
    poll: &'a Poll,
    /// Its place among the questions, from 1.
    number: u32,
    present: u32,
}

impl Asked<'_> {
    fn answered(&self) -> u32 {
        self.poll.tally().answers()
    }

    fn is_solved(&self) -> bool {
        self.poll.solved
    }

    /// The quote after the result. Where something is right it often says what, and so waits for that.
    fn after(&self) -> String {
        let may_be_seen = self.is_solved() || !self.question.has_solution();
        if may_be_seen { blocks::blocks(&self.slide.after) } else { String::new() }
    }
}

impl<'a> Room<'a> {
    /// How to get in, by QR or by address and code.
    fn join_stage<'b>(&'b self, lead: String, lang: Option<&'b str>, title: &'b str) -> JoinStage<'b> {
        let Scene { join, code, .. } = self.scene;
        JoinStage {
            qr: qr::svg(&join.qr_text(*code)),
            lead,
            lang,
            title,
            go: self.say("screen-join-go"),
            address: &join.shown,
            kind: self.say("screen-join-type"),
            code: code.spaced(),
            // A venue's login page breaks a first secure load. Without https the venue's wifi may be the only road.
            wifi: join.origin.starts_with("https:").then(|| self.say("screen-join-wifi")),
        }
    }

    fn join(&self) -> Picture {
        let lang = self.tongue.foreign(&self.deck.language);
        let stage = self.join_stage(self.say("screen-join-lead"), lang, &self.deck.title);
        Picture {
            view: "join",
            title: self.deck.title.clone(),
            stage: html(&stage),
            foot: html(&Foot {
                sentence: None,
                note: None,
                right: FootRight::Sentence(self.say("screen-join-promise")),
            }),
            said: self.deck.title.clone(),
            live: self.people(),
        }
    }

    fn slide(&self, slide: &Slide) -> Picture {
        let (shape, fit) = match (slide.layout, slide.body.as_slice()) {
            (_, []) => ("cover", "60 132"),
            (Layout::Steps, _) => ("steps", "30 56"),
            (_, body) if body.iter().any(|block| matches!(block, Block::Table { .. })) => ("flow", "30 44"),
            _ => ("flow", "30 72"),
        };
        let stage = SlideStage {
            shape,
            fit,
            lang: self.tongue.foreign(&slide.language),
            title: blocks::inlines(&slide.title),
            body: blocks::blocks(&slide.body),
        };
        Picture {
            view: "slide",
            title: slide.heading(),
            stage: html(&stage),
            foot: self.foot(None, None),
            said: slide.heading(),
            live: self.people(),
        }
    }

    fn asked(&self, key: &SlideKey) -> Option<Asked<'a>> {
        let (_, slide) = self.deck.slide(key)?;
        let session = self.scene.session;
        Some(Asked {
            slide,
            question: slide.question.as_ref()?,
            poll: session.poll(key)?,
            number: self.deck.question_number(key)? as u32,
            present: session.present(key, self.scene.seen),
        })
    }

    /// Shown, open or closed: nothing here but N may tell how people answered, unless the question is `.live`.
    fn question(&self, asked: &Asked<'_>, phase: Phase) -> Picture {
        let Asked { slide, question, .. } = asked;
        let is_shown = phase == Phase::Shown;
        let live = question.live && !is_shown;
        let stage = QuestionStage {
            fit: match question.options.len() {
                // Bars need the width that larger figures would take.
                _ if live => "44 64",
                ..=FEW_OPTIONS => "44 120",
                _ => "44 72",
            },
            lang: self.tongue.foreign(&slide.language),
            page_lang: self.tongue.code(),
            title: blocks::inlines(&slide.title),
            body: blocks::blocks(&slide.body),
            live,
            live_note: self.say("screen-live"),
            answers: match live {
                true if question.is_chosen() => self.moving_chart(&asked.poll.counted(question)),
                // Drawn anew when it changed, and no oftener than the room's clock lets a part change.
                true if asked.answered() >= self.deck.show_from_of(question) => self.outcome(asked, false).chart,
                _ => self.options(question),
            },
            marks: (!is_shown).then(svg::gauge_marks),
            clock: asked.poll.ends.map(|_| self.say("clock-left")),
            told: self.tongue.say_with("clock-told", &[("n", "{n}".into())]),
        };
        let heading = slide.heading();
        let number = [("number", asked.number.into()), ("question", heading.as_str().into())];
        let (view, foot, said) = match phase {
            Phase::Shown => ("question", None, self.tongue.say_with("screen-said-question", &number)),
            Phase::Open => ("open", Some(self.how(question)), self.tongue.say_with("screen-said-open", &number)),
            Phase::Closed | Phase::Revealed | Phase::Solved | Phase::Moved => {
                ("closed", Some(self.say("screen-closed")), self.tongue.say_with("screen-said-closed", &number))
            }
        };
        Picture {
            view,
            stage: html(&stage),
            foot: self.foot(foot, None),
            said,
            live: if is_shown { self.people() } else { self.gauge(asked) },
            title: heading,
        }
    }

    fn results(&self, asked: &Asked<'_>) -> Picture {
        let Asked { slide, question, .. } = asked;
        if !question.is_chosen() {
            return self.filled_results(asked);
        }
        let answered = asked.answered();
        let counted = asked.poll.counted(question);
        let question: &Question = &counted;
        let chart = Chart::new(question, asked.poll.counted_tally(), asked.present, Order::Revealed);
        let is_few = answered > 0 && answered < self.deck.show_from_of(asked.question);
        let most = if asked.is_solved() {
            self.right(question)
        } else if is_few {
            Most { lead: self.few(question), names: Vec::new(), and: String::new() }
        } else {
            Most::new(self.tongue, question, &chart)
        };
        let earlier = self.scene.session.pair(&slide.key).filter(|_| !is_few);
        let mut said = self.tongue.say_with("screen-said-results", &[("n", answered.into())]);
        said.push(' ');
        said.push_str(&most.sentence());
        let solution = kinds::solution(self.scene.session, self.deck, &slide.key, self.tongue);
        if let Some(solution) = &solution {
            said = format!("{}. {solution}", most.sentence());
        } else if let Some(pair) = &earlier {
            said.push_str(". ");
            said.push_str(&self.moved(pair));
        }
        let (bars, rounding) = if is_few {
            // The answers in the deck's order: sorted, they would tell what the figures may not.
            (self.options(question), None)
        } else {
            // What is right never goes under in the small ones.
            let merges = !asked.is_solved() && can_be_merged(question, &chart);
            let inline = !merges && chart.bars.len() > BARS_MAX;
            let others = |n: u32| self.tongue.say_with("screen-others", &[("n", n.into())]);
            let rounding = match chart.sum {
                Sum::Plain => None,
                Sum::Rounded(sum) => Some(self.tongue.say_with("screen-rounding", &[("sum", sum.into())])),
                Sum::Several { permille } => Some(self.several(permille)),
            };
            let mut rows = chart_rows(question, &chart, if merges { Some(&others) } else { None });
            if let Some(pair) = &earlier {
                rows = rows.into_iter().map(|row| row.beside(pair.before)).collect();
            }
            if asked.is_solved() {
                let sign = self.say("kind-right");
                rows = rows.into_iter().map(|row| row.judged(question, &sign)).collect();
            }
            let own = kinds::texts::own_words(asked.poll, self.tongue).unwrap_or_default();
            (self.chart(question, rows, inline) + &own, rounding)
        };
        let stage = ResultsStage {
            fit: if question.options.len() <= FEW_OPTIONS { "44 120" } else { "44 64" },
            lang: self.tongue.foreign(&slide.language),
            page_lang: self.tongue.code(),
            title: blocks::inlines(&slide.title),
            most,
            pair: solution.or_else(|| earlier.as_ref().map(|pair| self.moved(pair))),
            chart: bars,
            reads: None,
            after: asked.after(),
        };
        let people = self.answered_of_present(asked);
        Picture {
            view: "results",
            title: slide.heading(),
            stage: html(&stage),
            foot: self.foot(None, rounding),
            said,
            live: moving("people", people),
        }
    }

    /// The result of a question that was filled in.
    fn filled_results(&self, asked: &Asked<'_>) -> Picture {
        let Asked { slide, question, .. } = asked;
        let answered = asked.answered();
        let is_few = answered > 0 && answered < self.deck.show_from_of(question);
        let outcome = self.outcome(asked, asked.is_solved());
        let earlier = self.scene.session.pair(&slide.key).filter(|_| !is_few);
        let lead = if is_few { self.few(question) } else { outcome.sentence };
        let mut said = self.tongue.say_with("kind-gave", &[("n", answered.into())]);
        said.push(' ');
        said.push_str(&lead);
        let stage = ResultsStage {
            fit: "44 64",
            lang: self.tongue.foreign(&slide.language),
            page_lang: self.tongue.code(),
            title: blocks::inlines(&slide.title),
            most: Most { lead, names: Vec::new(), and: String::new() },
            pair: earlier.and_then(|pair| kinds::moved(question, &pair, self.deck.show_from_of(question), self.tongue)),
            chart: if is_few { String::new() } else { outcome.chart },
            reads: outcome.note.filter(|_| !is_few),
            after: asked.after(),
        };
        Picture {
            view: "results",
            title: slide.heading(),
            stage: html(&stage),
            foot: self.foot(None, None),
            said,
            live: moving("people", self.answered_of_present(asked)),
        }
    }

    fn outcome(&self, asked: &Asked<'_>, solved: bool) -> kinds::Outcome {
        kinds::outcome(&kinds::Asked {
            tongue: self.tongue,
            lang: self.tongue.foreign(&asked.slide.language),
            question: asked.question,
            tally: asked.poll.tally(),
            poll: Some(asked.poll),
            solved,
            audience: kinds::Audience::Screen,
            show_from: self.deck.show_from_of(asked.question),
        })
    }

    fn black(&self) -> Picture {
        let said = self.say("screen-black");
        Picture {
            view: "black",
            title: said.clone(),
            stage: html(&WordsStage { title: said.clone(), more: None }),
            foot: String::new(),
            said,
            live: Live::default(),
        }
    }

    fn ended(&self) -> Picture {
        let people = self.scene.session.participants(self.scene.seen) as u32;
        let more = (people > 0).then(|| self.tongue.say_with("screen-ended-people", &[("n", people.into())]));
        let thanks = self.say("screen-ended");
        let sentence = Some(self.say("screen-ended-foot"));
        let (stage, right, said) = match self.scene.session.late_form() {
            Some((_, _, until)) => {
                let day = dates::day(until, self.tongue);
                let call = self.tongue.say_with("screen-ended-late", &[("day", day.as_str().into())]);
                let said = format!("{thanks}. {call}");
                // As on the join slide: it is in the hall that people hear of the form.
                let stage = html(&JoinStage { wifi: None, ..self.join_stage(thanks, None, &call) });
                (stage, more.map_or(FootRight::Nothing, FootRight::Sentence), said)
            }
            None => (html(&WordsStage { title: thanks.clone(), more }), FootRight::Nothing, thanks),
        };
        Picture {
            view: "ended",
            title: self.deck.title.clone(),
            stage,
            foot: html(&Foot { sentence, note: None, right }),
            said,
            live: Live::default(),
        }
    }

    /// The foot of every slide: how many take part or what to do now, and where to join.
    fn foot(&self, sentence: Option<String>, note: Option<String>) -> String {
        let Scene { join, code, .. } = self.scene;
        html(&Foot { sentence, note, right: FootRight::Join { address: &join.shown, code: code.spaced() } })
    }

    fn people(&self) -> Live {
        let people = self.tongue.say_with("people", &[("n", self.scene.here.into())]);
        moving("people", people)
    }

    fn answered_of_present(&self, asked: &Asked<'_>) -> String {
        let (answered, present) = (asked.answered(), asked.present.max(asked.answered()));
        self.tongue.say_with("answered-of-present", &[("answered", answered.into()), ("present", present.into())])
    }

    /// The moving figures of a question that takes answers: N, and the counts where they may be seen already.
    fn gauge(&self, asked: &Asked<'_>) -> Live {
        let (answered, present) = (asked.answered(), asked.present.max(asked.answered()));
        let mut live = moving("answered", answered.to_string());
        live.say("of", self.tongue.say_with("screen-of", &[("n", present.into())]));
        live.level = Some(permille(answered, present));
        if let Some(ends) = asked.poll.ends {
            live.say("clock", ends.since(self.scene.now).max(0).to_string());
        }
        let is_few = answered < self.deck.show_from_of(asked.question);
        if asked.question.live && is_few {
            live.say("few", self.few(asked.question));
        } else if asked.question.live {
            live.count(asked.poll.counted_tally());
        }
        live
    }

    fn few(&self, question: &Question) -> String {
        self.tongue.say_with("screen-few", &[("n", self.deck.show_from_of(question).into())])
    }

    /// What is right, by its texts.
    fn right(&self, question: &Question) -> Most {
        let right: Vec<String> =
            question.options.iter().filter(|option| option.right).map(|option| option.text.clone()).collect();
        let lead = self.tongue.say_with("kind-right-lead", &[("n", (right.len() as u32).into())]);
        Most { lead, names: right, and: self.say("screen-and") }
    }

    /// How to read the bars of the first asking, and how many of those who answered both chose otherwise.
    fn moved(&self, pair: &Pair<'_>) -> String {
        let figures = [("before", pair.before.answers().into()), ("both", pair.both.into()), ("n", pair.moved.into())];
        self.tongue.say_with("screen-pair", &figures)
    }

    /// What to do on the phone with this kind of question.
    fn how(&self, question: &Question) -> String {
        match question.kind {
            Kind::ChooseOne | Kind::Scale => self.say("screen-tap"),
            Kind::ChooseSeveral { max } if question.limits_choices() => {
                self.tongue.say_with("screen-tick-max", &[("n", (max as u32).into())])
            }
            Kind::ChooseSeveral { .. } => self.say("screen-tick"),
            Kind::Form { .. } => self.say("screen-form"),
            // Has a stage of its own.
            Kind::Questions { .. } => self.say("screen-asks-how"),
            _ => self.say("screen-fill"),
        }
    }

    fn several(&self, permille: u32) -> String {
        self.tongue.say_with("screen-several", &[("mean", self.tongue.tenths(permille).as_str().into())])
    }

    fn options(&self, question: &Question) -> String {
        html(&OptionsPart { numbers_wide: question.options.len() > 9, rows: option_rows(question) })
    }

    fn chart(&self, question: &Question, rows: Vec<ChartRow>, inline: bool) -> String {
        html(&ChartPart {
            inline,
            has_groups: !question.groups.is_empty(),
            numbers_wide: question.options.len() > 9,
            page_lang: self.tongue.code(),
            percent_from: PERCENT_FROM,
            rows,
        })
    }

    /// The chart of a `.live` question while it takes answers: in the deck's order so that bars stay where they are,
    /// and without figures, which arrive as moving ones.
    fn moving_chart(&self, question: &Question) -> String {
        let empty = Chart::new(question, &Tally::new(question), 0, Order::Deck);
        let rows = chart_rows(question, &empty, None).into_iter().map(|row| row.unfilled()).collect();
        self.chart(question, rows, empty.bars.len() > BARS_MAX)
    }

    fn say(&self, key: &str) -> String {
        self.tongue.say(key)
    }
}

fn moving(name: &'static str, text: String) -> Live {
    let mut live = Live::default();
    live.say(name, text);
    live
}

fn html(part: &impl Template) -> String {
    part.render().expect("a part writes into a String, which takes all")
}

#[cfg(test)]
mod tests;
