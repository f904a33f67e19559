//! How the hall moved since a question was first asked: who went from where to where, and both results in figures.
//!
//! Drawn only of results that everybody saw already, and never with a test: that is for whoever reads afterwards.

use askama::Template;

use super::{Asked, Picture, Room, html, moving};
use crate::codec::svg;
use crate::codec::together::{Share, Sheet};
use crate::codec::view::blocks;
use crate::codec::view::kinds::in_brief;
use crate::domain::session::Phase;

/// So many ways stand on the screen; more nobody reads.
const WAYS_MAX: usize = 4;
/// So many answers stand beside them, as bars would.
const ROWS_MAX: usize = 7;
/// Of so many there is room for bars too, in letters that the last row reads.
const BARS_MAX: usize = 4;

#[derive(Template)]
#[template(path = "screen/movement.html")]
struct MovementStage<'a> {
    fit: &'static str,
    lang: Option<&'a str>,
    page_lang: &'static str,
    title: String,
    lead: String,
    course: Option<String>,
    ways: Vec<Way>,
    /// How many ways are not drawn, as a sentence.
    more: Option<String>,
    before: String,
    after: String,
    rows: Vec<Row>,
    /// Then the heads say which bar is whose.
    has_bars: bool,
}

/// So many people went this way.
struct Way {
    count: String,
    words: String,
    back: Option<String>,
}

struct Row {
    label: String,
    before: String,
    after: String,
    /// How long both are, where parts are told.
    bars: Option<(String, String)>,
}

impl Room<'_> {
    /// A question whose result everybody may see: as it came out, or as people moved.
    pub(super) fn public(&self, asked: &Asked<'_>, phase: Phase) -> Picture {
        let moved = (phase == Phase::Moved).then(|| self.movement(asked)).flatten();
        moved.unwrap_or_else(|| self.results(asked))
    }

    /// `None` when the first asking is out of sight again.
    fn movement(&self, asked: &Asked<'_>) -> Option<Picture> {
        let together = self.scene.session.movement(&asked.slide.key)?;
        let again = together.again.as_ref()?;
        let sheet = Sheet::of(&together, self.deck, self.tongue);
        let lead =
            self.tongue.say_with("screen-moved-lead", &[("both", together.both.into()), ("n", again.moved.into())]);
        let mut ways = self.ways(&sheet);
        let hidden = ways.len().saturating_sub(WAYS_MAX) as u32;
        ways.truncate(WAYS_MAX);
        let mut rows: Vec<Row> =
            sheet.pairs.iter().map(|pair| self.row(&pair.label, pair.before, pair.after)).collect();
        if rows.len() > ROWS_MAX {
            // Numbers from 0 to 10: which way people went says more than eleven lines.
            rows.clear();
        }
        if rows.len() > BARS_MAX {
            rows.iter_mut().for_each(|row| row.bars = None);
        }
        let said = format!("{lead} {}", sheet.lead);
        let stage = MovementStage {
            fit: "44 60",
            lang: self.tongue.foreign(&asked.slide.language),
            page_lang: self.tongue.code(),
            title: blocks::inlines(&asked.slide.title),
            lead,
            course: sheet.course,
            ways,
            more: (hidden > 0).then(|| self.tongue.say_with("screen-moved-more", &[("n", hidden.into())])),
            before: self.say("screen-moved-before"),
            after: self.say("screen-moved-after"),
            has_bars: rows.iter().any(|row| row.bars.is_some()),
            rows,
        };
        let people = self.tongue.say_with("screen-moved-people", &[("n", together.both.into())]);
        Some(Picture {
            view: "results",
            title: asked.slide.heading(),
            stage: html(&stage),
            foot: self.foot(None, None),
            said,
            live: moving("people", people),
        })
    }

    fn row(&self, label: &str, before: Share, after: Share) -> Row {
        let figure = |share: Share| match share.percent {
            Some(percent) => format!("{percent}%"),
            None => self.tongue.figure(share.count),
        };
        let bars = before.percent.and(after.percent).map(|_| (svg::share(before.permille), svg::share(after.permille)));
        Row { label: in_brief(label).into_owned(), before: figure(before), after: figure(after), bars }
    }

    /// The busiest first. Where several may be chosen these are answers that people took up or dropped.
    fn ways(&self, sheet: &Sheet) -> Vec<Way> {
        let labels = &sheet.first.labels;
        let of_ways = sheet.ways.iter().map(|way| {
            let (from, to) = (in_brief(&labels[way.from]), in_brief(&labels[way.to]));
            let names = [("from", from.as_ref().into()), ("to", to.as_ref().into())];
            Way {
                count: self.tongue.figure(way.count),
                words: self.tongue.say_with("screen-moved-way", &names),
                back: (way.back > 0).then(|| self.tongue.say_with("screen-moved-back", &[("n", way.back.into())])),
            }
        });
        let mut switches: Vec<_> = sheet.switches.iter().filter(|switch| switch.gained + switch.lost > 0).collect();
        switches.sort_by_key(|switch| std::cmp::Reverse(switch.gained + switch.lost));
        let of_switches = switches.into_iter().map(|switch| {
            let brief = in_brief(&switch.label);
            let name = [("answer", brief.as_ref().into())];
            Way {
                count: self.tongue.figure(switch.gained),
                words: self.tongue.say_with("screen-moved-added", &name),
                back: (switch.lost > 0)
                    .then(|| self.tongue.say_with("screen-moved-dropped", &[("n", switch.lost.into())])),
            }
        });
        of_ways.chain(of_switches).collect()
    }
}
