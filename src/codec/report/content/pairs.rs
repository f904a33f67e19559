//! What was asked twice, on a page of its own behind the second time: before and after, of the same people.

use super::{Piece, Said, Style, Writer};
use crate::codec::findings::{Again, Table};
use crate::codec::together::Sheet;

/// So many ways to move are printed; the workbook has them all.
const WAYS_MAX: usize = 10;

impl<'a> Writer<'_, 'a> {
    pub(super) fn again(&mut self, again: &'a Again) {
        let tongue = self.tongue;
        let (first, second) = again.numbers;
        let kicker = tongue.say_with("report-again", &[("first", first.into()), ("second", second.into())]);
        let asked = self.of_deck(again.heading.clone(), again.lang.as_ref());
        self.pieces.push(Piece::NewPage);
        match &again.told {
            Ok(sheet) => {
                self.heading(2, Said::ours(sheet.lead.clone()));
                self.pieces.push(Piece::Text { style: Style::Question, said: asked });
                let reach = std::iter::once(kicker).chain(sheet.reach.iter().chain(&sheet.notes).cloned());
                self.text(Style::Note, reach.collect::<Vec<_>>().join(" "));
                self.text(Style::Note, self.say("together-test-room"));
                self.moved(again, sheet);
            }
            Err(refused) => {
                self.heading(2, Said::ours(kicker));
                self.pieces.push(Piece::Text { style: Style::Question, said: asked });
                self.text(Style::Plain, refused.clone());
            }
        }
    }

    fn moved(&mut self, again: &'a Again, sheet: &'a Sheet) {
        if let Some(course) = &sheet.course {
            self.text(Style::Plain, course.clone());
        }
        if !sheet.pairs.is_empty() && sheet.pairs.iter().any(|pair| pair.before.count + pair.after.count > 0) {
            let figures = [("sentence", sheet.lead.as_str().into())];
            let alt = self.tongue.say_with("report-chart", &figures);
            self.pieces.push(Piece::Pairs { again, sheet, alt });
        }
        let lang = again.lang.as_ref();
        let ways = sheet.ways_table();
        let shown = Table { lines: ways.lines.iter().take(WAYS_MAX).cloned().collect(), heads: ways.heads };
        // Answers are named inside a sentence of ours there.
        for (table, lang) in [(sheet.pairs_table(), lang), (shown, None), (sheet.switches_table(), lang)] {
            if !table.lines.is_empty() {
                let grid = self.table(lang, &table, &again.heading);
                self.pieces.push(Piece::Grid(grid));
            }
        }
        let of = ways.lines.len();
        if of > WAYS_MAX {
            let figures = [("n", (WAYS_MAX as u32).into()), ("of", (of as u32).into())];
            self.text(Style::Note, self.tongue.say_with("report-ways-cut", &figures));
        }
    }
}
