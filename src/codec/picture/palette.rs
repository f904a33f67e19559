//! The colours of pictures: those of the pages, read from the same stylesheets, so that each is written down once.
//!
//! A shade of a scale is drawn see-through on a page; here it is reckoned out over its ground, for paper knows no
//! see-through ink.

use std::fmt;
use std::sync::LazyLock;

use super::mark::Role;

const COLOURS: &str = include_str!("../../../static/css/colours.css");
const STACK: &str = include_str!("../../../static/css/drawn/stack.css");

/// As many as the stylesheet of the scale has.
pub const SHADES: usize = 7;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Theme; 2] = [Theme::Light, Theme::Dark];

    /// As in an address.
    pub fn word(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.word() == word)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

impl Colour {
    fn parse(hex: &str) -> Option<Self> {
        let digits = hex.strip_prefix('#')?;
        let byte = |at: usize, len: usize| u8::from_str_radix(digits.get(at..at + len)?, 16).ok();
        match digits.len() {
            3 => Some(Self(byte(0, 1)? * 17, byte(1, 1)? * 17, byte(2, 1)? * 17)),
            6 => Some(Self(byte(0, 2)?, byte(2, 2)?, byte(4, 2)?)),
            _ => None,
        }
    }

    /// Ink of this colour, so dense, over a ground.
    fn over(self, ground: Colour, density: f32) -> Self {
        let mixed =
            |ink: u8, ground: u8| (f32::from(ink) * density + f32::from(ground) * (1.0 - density)).round() as u8;
        Self(mixed(self.0, ground.0), mixed(self.1, ground.1), mixed(self.2, ground.2))
    }
}

impl Role {
    /// The name of its property in the stylesheet.
    pub fn name(self) -> String {
        match self {
            Role::Paper => "paper".into(),
            Role::Panel => "panel".into(),
            Role::Ink => "ink".into(),
            Role::Soft => "soft".into(),
            Role::Line => "line".into(),
            Role::Edge => "edge".into(),
            Role::Water => "water".into(),
            Role::Pale => "pale".into(),
            Role::Shade(shade) => format!("s{shade}"),
        }
    }

    pub const PLAIN: [Role; 8] =
        [Role::Paper, Role::Panel, Role::Ink, Role::Soft, Role::Line, Role::Edge, Role::Water, Role::Pale];

    /// The colour of this role, where it stands on that ground.
    pub fn colour(self, theme: Theme, ground: Role) -> Colour {
        let themed = &SHEETS[theme as usize];
        match self {
            Role::Shade(shade) => {
                let (ink, density) = &themed.shades[shade.clamp(1, SHADES) - 1];
                ink.over(ground.colour(theme, ground), *density)
            }
            plain => {
                themed.plain[Role::PLAIN.iter().position(|role| *role == plain).expect("every plain role is listed")]
            }
        }
    }
}

struct Sheet {
    /// In the order of [`Role::PLAIN`].
    plain: Vec<Colour>,
    shades: Vec<(Colour, f32)>,
}

static SHEETS: LazyLock<[Sheet; 2]> = LazyLock::new(|| {
    let [colours, stack] = [COLOURS, STACK].map(without_comments);
    let (colours, stack) = (rules(&colours), rules(&stack));
    Theme::ALL.map(|theme| {
        let property = |name: &str| {
            let found = Declared { rules: &colours, theme }.last(":root", &format!("--{name}"));
            found.and_then(Colour::parse).unwrap_or_else(|| panic!("the stylesheet has no colour --{name}"))
        };
        let shade = |shade: usize| {
            let declared = Declared { rules: &stack, theme };
            let of_shade = |name| declared.last(&format!(".s{shade}"), name);
            // As the stylesheet fills every part that says nothing of its own.
            let fill = of_shade("fill").or_else(|| declared.last(".stack rect", "fill"));
            let fill = fill.and_then(|fill| fill.strip_prefix("var(--")?.strip_suffix(')')).unwrap_or("water");
            let density = of_shade("fill-opacity").and_then(|density| density.parse().ok()).unwrap_or(1.0);
            (property(fill), density)
        };
        Sheet {
            plain: Role::PLAIN.iter().map(|role| property(&role.name())).collect(),
            shades: (1..=SHADES).map(shade).collect(),
        }
    })
});

/// One rule of a stylesheet.
struct Rule<'a> {
    is_dark: bool,
    selectors: Vec<&'a str>,
    declarations: Vec<(&'a str, &'a str)>,
}

/// What holds in a theme: what stands last, and of the dark theme before what stands for both.
struct Declared<'a> {
    rules: &'a [Rule<'a>],
    theme: Theme,
}

impl<'a> Declared<'a> {
    /// `selector` whole, or the last step of one.
    fn last(&self, selector: &str, name: &str) -> Option<&'a str> {
        let is_of = |rule: &&Rule<'a>| {
            let is_named = |own: &str| own == selector || own.rsplit(' ').next() == Some(selector);
            rule.selectors.iter().any(|own| is_named(own))
        };
        let of_theme = |is_dark: bool| {
            let rules = self.rules.iter().rev().filter(move |rule| rule.is_dark == is_dark).filter(is_of);
            rules.flat_map(|rule| rule.declarations.iter().rev()).find(|(own, _)| *own == name).map(|(_, value)| *value)
        };
        let dark = if self.theme == Theme::Dark { of_theme(true) } else { None };
        dark.or_else(|| of_theme(false))
    }
}

/// The rules of a stylesheet of ours: plain ones, and those within a query for the dark.
fn rules(css: &str) -> Vec<Rule<'_>> {
    let mut rules = Vec::new();
    let mut is_dark = false;
    let mut rest = css;
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('}') {
            (is_dark, rest) = (false, after);
        } else if let Some((head, after)) = rest.split_once('{') {
            if head.starts_with('@') {
                (is_dark, rest) = (head.contains("dark"), after);
                continue;
            }
            let (body, after) = after.split_once('}').unwrap_or((after, ""));
            let declarations = body.split(';').filter_map(|line| line.split_once(':'));
            rules.push(Rule {
                is_dark,
                selectors: head.split(',').map(str::trim).collect(),
                declarations: declarations.map(|(name, value)| (name.trim(), value.trim())).collect(),
            });
            rest = after;
        } else {
            return rules;
        }
    }
}

fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.filter_map(|part| part.split_once("*/")).fold(first, |css, (_, after)| css + after)
}

/// The roles as custom properties of a page, light and dark, with the shades reckoned out over `ground`.
pub fn properties(theme: Theme, ground: Role) -> String {
    let roles = Role::PLAIN.into_iter().chain((1..=SHADES).map(Role::Shade));
    roles.map(|role| format!("--{}:{};", role.name(), role.colour(theme, ground))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_the_colour_that_the_pages_have() {
        let check = |role: Role, light: &str, dark: &str| {
            let told = Theme::ALL.map(|theme| role.colour(theme, Role::Paper).to_string());
            assert_eq!(told, [light, dark], "{role:?}");
        };
        check(Role::Water, "#0072b2", "#4fb0e6");
        check(Role::Panel, "#ffffff", "#132733");
        check(Role::Edge, "#7d8a93", "#6f8797");
        // The darkest of the scale is the deep water of either theme.
        check(Role::Shade(7), "#00476f", "#bfe3f8");
        // In the light, three tenths of the water over paper; in the dark the stylesheet has its own density.
        assert_eq!(Role::Shade(5).colour(Theme::Light, Role::Paper), Role::Water.colour(Theme::Light, Role::Paper));
        assert_eq!(Role::Shade(6).colour(Theme::Dark, Role::Paper), Role::Water.colour(Theme::Dark, Role::Paper));
    }

    #[test]
    fn neighbouring_shades_differ_in_either_theme() {
        for theme in Theme::ALL {
            for shade in 1..SHADES {
                let [one, next] = [shade, shade + 1].map(|shade| Role::Shade(shade).colour(theme, Role::Panel));
                let apart = [(one.0, next.0), (one.1, next.1), (one.2, next.2)];
                assert!(apart.iter().any(|(one, next)| one.abs_diff(*next) > 12), "{theme:?} {shade}: {one} {next}");
            }
        }
    }
}
