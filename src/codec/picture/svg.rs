//! A picture as SVG: marks as shapes, words as text, so that they can be read aloud, found and copied. Nothing in it is
//! HTML, styled or loaded from elsewhere.

use std::fmt::{self, Write};

use super::letters::Weight;
use super::mark::{Anchor, Mark, Role, Run};
use super::palette::Theme;
use super::{Picture, Unit};

/// The letters that the measures are of, and those of the reader's device behind them.
const FAMILY: &str = "'Noto Sans', ui-sans-serif, system-ui, 'Segoe UI', Roboto, sans-serif";

/// How the marks get their colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Their own, of one theme, on a ground of that theme: a file of its own.
    Own(Theme),
    /// Those of the page around, by role, so that light and dark are the page's.
    Page,
}

/// `id` goes before the ids within: two pictures on one page must not share one.
pub fn write(picture: &Picture, ink: Ink, id: &str) -> String {
    let mut svg = String::new();
    Writer { picture, ink, svg: &mut svg }.whole(id).expect("a String takes all");
    svg
}

struct Writer<'a> {
    picture: &'a Picture,
    ink: Ink,
    svg: &'a mut String,
}

impl Writer<'_> {
    fn whole(&mut self, id: &str) -> fmt::Result {
        let Picture { width, height, unit, .. } = self.picture;
        let [wide, high] = [width, height].map(|measure| match unit {
            Unit::Pixel => format!("{measure:.0}"),
            Unit::Point => format!("{measure:.2}pt"),
        });
        let (title, about) = (Escaped(&self.picture.title), Escaped(&self.picture.sentence));
        write!(
            self.svg,
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {} {}" role="img" lang="{}" aria-labelledby="{id}t {id}d"><title id="{id}t">{title}</title><desc id="{id}d">{about}</desc>"#,
            Tenth(*width),
            Tenth(*height),
            self.picture.language,
        )?;
        if let Ink::Own(_) = self.ink {
            let ground = self.colour(self.picture.ground);
            write!(self.svg, r#"<rect width="100%" height="100%" fill="{ground}"/>"#)?;
        }
        write!(self.svg, r#"<g font-family="{FAMILY}">"#)?;
        for mark in &self.picture.marks {
            self.mark(mark)?;
        }
        self.svg.push_str("</g></svg>");
        Ok(())
    }

    fn colour(&self, role: Role) -> String {
        match self.ink {
            Ink::Own(theme) => role.colour(theme, self.picture.ground).to_string(),
            Ink::Page => format!("var(--{})", role.name()),
        }
    }

    fn mark(&mut self, mark: &Mark) -> fmt::Result {
        match mark {
            Mark::Bar { x, y, width, height, head, role } => {
                let (fill, head) = (self.colour(*role), head.min(*width).min(height / 2.0));
                let straight = Tenth(width - head);
                let (down, round) = (Tenth(height - 2.0 * head), Tenth(head));
                write!(
                    self.svg,
                    r#"<path fill="{fill}" d="M{} {}h{straight}q{round} 0 {round} {round}v{down}q0 {round} -{round} {round}h-{straight}z"/>"#,
                    Tenth(*x),
                    Tenth(*y)
                )
            }
            Mark::Box { x, y, width, height, role, edge } => {
                let fill = self.colour(*role);
                let edge = edge.map_or_else(String::new, |(role, width)| {
                    format!(r#" stroke="{}" stroke-width="{}""#, self.colour(role), Tenth(width))
                });
                let [x, y, width, height] = [*x, *y, *width, *height].map(Tenth);
                write!(self.svg, r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}"{edge}/>"#)
            }
            Mark::Rule { from, to, width, role, dashes } => {
                let stroke = self.colour(*role);
                let dashes = dashes.map_or_else(String::new, |(on, off)| {
                    format!(r#" stroke-dasharray="{} {}""#, Tenth(on), Tenth(off))
                });
                let [x1, y1, x2, y2, width] = [from.0, from.1, to.0, to.1, *width].map(Tenth);
                write!(
                    self.svg,
                    r#"<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{stroke}" stroke-width="{width}"{dashes}/>"#
                )
            }
            Mark::Dot { x, y, radius, role } => {
                let (fill, [x, y, radius]) = (self.colour(*role), [*x, *y, *radius].map(Tenth));
                write!(self.svg, r#"<circle cx="{x}" cy="{y}" r="{radius}" fill="{fill}"/>"#)
            }
            Mark::Words { x, y, anchor, runs } => self.words(*x, *y, *anchor, runs),
        }
    }

    fn words(&mut self, x: f32, y: f32, anchor: Anchor, runs: &[Run]) -> fmt::Result {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        write!(self.svg, r#"<text x="{}" y="{}"{anchor}"#, Tenth(x), Tenth(y))?;
        if let [run] = runs {
            let kind = self.kind(run);
            return write!(self.svg, "{kind}>{}</text>", Escaped(&run.text));
        }
        // Spaces between the runs are seen.
        self.svg.push_str(r#" xml:space="preserve">"#);
        for run in runs {
            let kind = self.kind(run);
            write!(self.svg, "<tspan{kind}>{}</tspan>", Escaped(&run.text))?;
        }
        self.svg.push_str("</text>");
        Ok(())
    }

    fn kind(&self, run: &Run) -> String {
        let weight = if run.hand.weight == Weight::Bold { r#" font-weight="700""# } else { "" };
        let lang = match &self.picture.deck_language {
            Some(language) if run.of_deck => format!(r#" lang="{language}""#),
            _ => String::new(),
        };
        format!(r#" font-size="{}"{weight} fill="{}"{lang}"#, Tenth(run.hand.size), self.colour(run.role))
    }
}

/// A measure as finely as anything is placed: two places, and none that say nothing.
struct Tenth(f32);

impl fmt::Display for Tenth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", (self.0 * 100.0).round() / 100.0)
    }
}

/// A text for between tags and within quotes; signs that XML does not know are left out.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for sign in self.0.chars() {
            match sign {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\u{fffe}' | '\u{ffff}' => {}
                control if control.is_control() => f.write_char(' ')?,
                sign => f.write_char(sign)?,
            }
        }
        Ok(())
    }
}
