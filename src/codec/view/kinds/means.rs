//! What a ranking and points to divide come to: a row an option, with its mean, a bar, and how many people are in it.

use std::borrow::Cow;

use askama::Template;

use crate::codec::svg;
use crate::codec::words::Tongue;

#[derive(Template)]
#[template(path = "kinds/means.html")]
pub(super) struct MeansPart<'a> {
    pub page_lang: &'a str,
    pub lang: Option<&'a str>,
    pub answer: String,
    /// Above the columns, for whoever hears the table: the mean, and then what stands behind it.
    pub heads: Vec<String>,
    /// Before each mean, for the eye.
    pub before: String,
    pub rows: Vec<Row<'a>>,
}

pub(super) struct Row<'a> {
    pub text: &'a str,
    /// `1,8`; `None` where there is none.
    pub mean: Option<String>,
    /// What stands behind the mean, in as many cells as there are heads left.
    pub more: Vec<String>,
    /// Thousandths of the room: a bar that is filled, within one that is open.
    pub filled: u32,
    pub open: u32,
}

impl Row<'_> {
    /// The open bar is behind the filled one, and reaches further.
    fn bar(&self) -> String {
        let rect = |class: &str, permille| {
            format!(r#"<rect class="{class}" width="{}" height="100%"/>"#, svg::share(permille))
        };
        let open = if self.open > self.filled { rect("open", self.open) } else { String::new() };
        let filled = if self.filled > 0 { rect("fill", self.filled) } else { String::new() };
        format!(r#"<svg focusable="false"><rect class="all" width="100%" height="100%"/>{open}{filled}</svg>"#)
    }
}

/// `a`, `a en b`, `a, b en c`.
pub fn listed(names: &[Cow<'_, str>], tongue: Tongue) -> String {
    match names {
        [before @ .., last] if !before.is_empty() => format!("{} {} {last}", before.join(", "), tongue.say("kind-and")),
        _ => names.concat(),
    }
}
