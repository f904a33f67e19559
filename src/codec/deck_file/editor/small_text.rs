//! Plain slides with more words than the screen can show large enough: the last row of a hall does not read them. Only
//! estimates: the font of the machine at the projector decides.
//!
//! The screen sets a slide as large as fits (`static/js/parts/fit.js`): first with room between, and only when that does
//! not fit at 34 pixels more closely. So text is smaller than 44 when it does not fit with room at 44, unless it fits at
//! 44 closely and not even at 34 with room.

use super::super::slides::DraftSlide;
use super::measure::{COMPACT, Density, HEIGHT, ROOMY, Setting};
use super::wording::heading_span;
use super::{Advice, Remark};
use crate::domain::deck::{Block, Layout};

/// Pixels at a height of 1080. A last row at eight times the height of the picture reads letters of 1/50 of it: 22 pixels
/// of a small x, which is a size of 44.
const READABLE_FROM: f64 = 44.0;
/// `WHOLE_WORDS_FROM` of `fit.js`: from this size on words stay whole and lines apart.
const WHOLE_WORDS_FROM: f64 = 34.0;
/// What may be over before it is said: fonts differ by about so much.
const SLACK: f64 = 1.03;

pub fn look(text: &str, slide: &DraftSlide) -> Option<Remark> {
    let fits = |size: f64, density: Density| {
        let setting = Setting { size, density };
        let (title, body) = (&slide.slide.title, slide.slide.body.as_slice());
        let height = match (slide.slide.layout, body) {
            (_, []) => return true,
            (Layout::Steps, [Block::List { items, .. }]) => setting.steps(title, items),
            _ => setting.flow(title, body),
        };
        height.is_some_and(|height| height <= HEIGHT * SLACK)
    };
    let is_readable = fits(READABLE_FROM, ROOMY) || (!fits(WHOLE_WORDS_FROM, ROOMY) && fits(READABLE_FROM, COMPACT));
    let advice = Advice::SmallText { px_min: READABLE_FROM as u32 };
    (!is_readable).then(|| Remark::new(advice, heading_span(text, slide)))
}
