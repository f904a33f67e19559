//! What attendees' pages carry inside themselves, so that each is one request: style, script and icon.
//!
//! Puts the shared colours and the files of `static/phone/` behind each other and strips comments and indentation, and nothing else: what a
//! phone runs is what stands there, line by line.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::http::{HeaderMap, HeaderName, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::domain::deck::{Deck, Kind, Question};
use crate::web::{assets, headers};

/// The gauge staff, in the page itself. Safe within a double-quoted attribute.
pub const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect x='9' y='2' width='14' height='28' rx='2' fill='%23fff' stroke='%2310222e' stroke-width='2'/%3E%3Cpath d='M10 14h12v15H10z' fill='%230072b2'/%3E%3Cpath d='M10 7h5M10 11h8' stroke='%2310222e' stroke-width='2'/%3E%3Cpath d='M10 18h5M10 22h8M10 26h5' stroke='%23fff' stroke-width='2'/%3E%3C/svg%3E";

/// The texts as they stand in the page, with their names in its policy.
pub struct Inlined {
    pub style: String,
    pub script: String,
    style_source: String,
    script_source: String,
}

/// In this order: what stands later wins.
const STYLES: [&str; 8] = [
    "css/colours",
    "phone/ground",
    "phone/header",
    "phone/question",
    "phone/answers",
    "phone/words",
    "phone/results",
    "phone/foot",
];
/// In this order: a name that is used while the page starts stands before its use. The last one starts it.
const SCRIPTS: [&str; 11] =
    ["page", "memory", "votes", "view", "status", "words", "socket", "events", "looks", "roads", "start"];

/// A style and a script that only some kinds of question need.
struct Extra {
    name: &'static str,
    has: Has,
    is_needed: fn(&Question) -> bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Has {
    Both,
    Style,
    Script,
    /// The colours of a drawing, which stand in one file for all pages.
    Drawing,
}

const EXTRAS: [Extra; 15] = [
    Extra { name: "shuffle", has: Has::Script, is_needed: |question| question.shuffled },
    Extra {
        name: "several",
        has: Has::Both,
        is_needed: |question| matches!(question.kind, Kind::ChooseSeveral { .. }),
    },
    Extra { name: "filled", has: Has::Both, is_needed: |question| !question.is_chosen() && !question.is_for_asking() },
    Extra { name: "spread", has: Has::Drawing, is_needed: |question| matches!(question.kind, Kind::Number(_)) },
    Extra {
        name: "stack",
        has: Has::Drawing,
        is_needed: |question| matches!(question.kind, Kind::Rating | Kind::Form { .. }),
    },
    Extra {
        name: "means",
        has: Has::Style,
        is_needed: |question| matches!(question.kind, Kind::Ranking { .. } | Kind::Points { .. }),
    },
    Extra { name: "ranking", has: Has::Both, is_needed: |question| matches!(question.kind, Kind::Ranking { .. }) },
    Extra { name: "points", has: Has::Both, is_needed: |question| matches!(question.kind, Kind::Points { .. }) },
    Extra {
        name: "parts",
        has: Has::Both,
        is_needed: |question| matches!(question.kind, Kind::Rating | Kind::Form { .. }),
    },
    // Behind the fields that it counts in. A form may hold texts too.
    Extra {
        name: "texts",
        has: Has::Both,
        is_needed: |question| matches!(question.kind, Kind::Open { .. } | Kind::Words { .. } | Kind::Form { .. }),
    },
    Extra { name: "asks-own", has: Has::Script, is_needed: Question::is_for_asking },
    Extra { name: "asks-list", has: Has::Script, is_needed: Question::is_for_asking },
    Extra { name: "asks-road", has: Has::Script, is_needed: Question::is_for_asking },
    Extra { name: "questions", has: Has::Both, is_needed: Question::is_for_asking },
    // No question needs it, and so no room's page pays for it.
    Extra { name: AROUND, has: Has::Style, is_needed: |_| false },
];

/// The pages around a room: joining, and what is kept.
const AROUND: &str = "around";

/// The same for what a deck asks for by other means than a kind.
struct Setting {
    name: &'static str,
    is_needed: fn(&Deck) -> bool,
}

const SETTINGS: [Setting; 2] = [
    Setting { name: "solved", is_needed: |deck| deck.questions().any(|(_, question)| question.has_solution()) },
    Setting { name: "signs", is_needed: |deck| deck.is_timed() || deck.pulse },
];

/// Which extras a page carries: those of its deck and no other, so that a deck without such questions pays nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extras(usize);

impl Extras {
    pub fn of(deck: &Deck) -> Self {
        let needs = |extra: &Extra| {
            deck.questions().any(|(_, question)| {
                let is_field = matches!(question.kind, Kind::Form { .. });
                let mut fields = question.parts.iter().filter(|_| is_field).map(|part| &part.question);
                // A field needs what its kind needs, but several answers within a form are boxes like all its others.
                let is_box = |field: &Question| matches!(field.kind, Kind::ChooseSeveral { .. });
                (extra.is_needed)(question) || fields.any(|field| !is_box(field) && (extra.is_needed)(field))
            })
        };
        let settings = SETTINGS.iter().map(|setting| (setting.is_needed)(deck));
        let needed = EXTRAS.iter().map(needs).chain(settings);
        Self(needed.enumerate().map(|(place, is_needed)| usize::from(is_needed) << place).sum())
    }

    /// What a page of nothing but questions from the audience carries.
    pub fn asking() -> Self {
        let asks = Question::new(Kind::Questions { max: 0, moderated: true, upvotes: true });
        Self(EXTRAS.iter().enumerate().map(|(place, extra)| usize::from((extra.is_needed)(&asks)) << place).sum())
    }

    /// What the pages around a room carry.
    pub fn around() -> Self {
        Self(EXTRAS.iter().enumerate().map(|(place, extra)| usize::from(extra.name == AROUND) << place).sum())
    }

    fn needed(self) -> impl Iterator<Item = (&'static str, Has)> {
        let extras = EXTRAS.iter().map(|extra| (extra.name, extra.has));
        let both = extras.chain(SETTINGS.iter().map(|setting| (setting.name, Has::Both)));
        both.enumerate().filter(move |(place, _)| self.0 >> place & 1 == 1).map(|(_, extra)| extra)
    }

    fn styles(self) -> impl Iterator<Item = String> {
        self.needed().filter_map(|(name, has)| match has {
            Has::Both | Has::Style => Some(format!("phone/{name}")),
            Has::Drawing => Some(format!("css/drawn/{name}")),
            Has::Script => None,
        })
    }

    fn scripts(self) -> impl Iterator<Item = &'static str> {
        self.needed().filter(|(_, has)| matches!(has, Has::Both | Has::Script)).map(|(name, _)| name)
    }
}

/// One value for each set of extras that some deck needed, made when it is first asked for and kept for ever: there are
/// no more of them than there are kinds of deck.
pub struct Kept<T: 'static>(RwLock<BTreeMap<usize, &'static T>>);

impl<T> Kept<T> {
    pub const fn new() -> Self {
        Self(RwLock::new(BTreeMap::new()))
    }

    pub fn get(&self, extras: Extras, make: impl FnOnce() -> T) -> &'static T {
        if let Some(kept) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&extras.0) {
            return kept;
        }
        // Made before it is locked: two may make the same, and the first is kept.
        let made = Box::leak(Box::new(make()));
        self.0.write().unwrap_or_else(PoisonError::into_inner).entry(extras.0).or_insert(made)
    }
}

pub fn inlined(extras: Extras) -> &'static Inlined {
    static INLINED: Kept<Inlined> = Kept::new();
    INLINED.get(extras, || {
        let styles = STYLES.into_iter().map(str::to_owned).chain(extras.styles());
        let style =
            styles.map(|name| tight(&lean(&assets::text(&format!("{name}.css"))))).collect::<Vec<_>>().join("\n");
        let (last, first) = SCRIPTS.split_last().expect("a page has scripts");
        let scripts = first.iter().copied().chain(extras.scripts()).chain([*last]);
        let scripts = scripts.map(|name| dense(&lean(&assets::text(&format!("phone/{name}.js"))))).collect::<Vec<_>>();
        let script = one_function(&scripts.join("\n"));
        let (style_source, script_source) = (source(&style), source(&script));
        Inlined { style, script, style_source, script_source }
    })
}

impl Inlined {
    /// The policy of a page that carries these, for the host it was asked at.
    pub fn policy(&self, request: &HeaderMap) -> (HeaderName, String) {
        let host = request.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        (CONTENT_SECURITY_POLICY, headers::policy(host, &self.script_source, &self.style_source))
    }
}

/// The script stands in the head and hides at once what is only for pages without one; all else waits for the page.
/// One function around all files: they share their names with each other and with nobody else.
fn one_function(script: &str) -> String {
    format!(
        "document.documentElement.className = 'js';\n\
         document.addEventListener('DOMContentLoaded', function () {{\n'use strict';\n{script}\n}});"
    )
}

/// Without comments and indentation: half of what travels. Knows no strings, so neither file may hold a comment's
/// beginning inside one.
fn lean(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    let lines = bare.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// A script without the white space that only people need: around signs, and where a line ends in a bracket or a
/// semicolon. Knows no strings; that none of ours holds such white space is a test's to say.
fn dense(script: &str) -> String {
    const SIGNS: [&str; 13] =
        [" = ", " === ", " !== ", " => ", " && ", " || ", " + ", " >= ", " <= ", " ? ", " : ", " += ", ") {"];
    let tight = SIGNS.iter().fold(script.to_owned(), |script, sign| script.replace(sign, &sign.replace(' ', "")));
    tight.replace("{\n", "{").replace(";\n", ";").replace(",\n", ",").replace("\n}", "}")
}

/// A style without the white space that only people need. Knows no strings either: none of ours holds a colon.
fn tight(style: &str) -> String {
    style.replace(": ", ":").replace(" {", "{").replace(";\n}", "}").replace("{\n", "{").replace(";\n", ";")
}

fn source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// JSON that may stand in a script element.
pub fn embeddable(json: &str) -> String {
    json.replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every() -> Extras {
        Extras((1 << (EXTRAS.len() + SETTINGS.len())) - 1)
    }

    #[test]
    fn comments_and_indentation_do_not_travel() {
        let text =
            "// @ts-check\n/*\n * Why.\n */\nconst a = /** @type {string} */ (b);\n\n  // because\n  c('//x');\n";
        assert_eq!(lean(text), "const a =  (b);\nc('//x');");
    }

    #[test]
    fn every_file_of_the_phone_is_in_its_page() {
        let folder = format!("{}/static/phone", env!("CARGO_MANIFEST_DIR"));
        let mut there: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        let styles = STYLES.into_iter().map(str::to_owned).chain(every().styles());
        let styles = styles.filter_map(|name| Some(format!("{}.css", name.strip_prefix("phone/")?)));
        let scripts = SCRIPTS.into_iter().chain(every().scripts()).map(|name| format!("{name}.js"));
        let mut named: Vec<_> = styles.chain(scripts).collect();
        there.sort();
        named.sort();
        assert_eq!(named, there);
    }

    #[test]
    fn a_script_keeps_its_strings() {
        for name in SCRIPTS.into_iter().chain(every().scripts()) {
            let script = lean(&assets::text(&format!("phone/{name}.js")));
            // Between apostrophes stands a string: none of ours holds one.
            let strings = |script: &str| script.split('\'').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(strings(&dense(&script)), strings(&script), "{name}");
        }
    }

    #[test]
    fn the_inlined_texts_end_no_element_and_start_no_markup() {
        let inlined = inlined(every());
        for text in [&inlined.style, &inlined.script] {
            assert!(text.len() > 1_000);
            assert!(!text.contains("</script") && !text.contains("</style"), "an element would end early");
            assert!(!text.contains("<!--"));
        }
        assert_eq!(embeddable(r#"{"a":"</script>"}"#), r#"{"a":"\u003c/script>"}"#);
    }
}
