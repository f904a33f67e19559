//! Sentences, from the Fluent files in `languages/`: the only file that makes them.
//!
//! A sentence that is missing in one language is a bug, which a test finds; it never falls back silently.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, langid};

use crate::domain::ids::Language;

fluent_templates::static_loader! {
    static SENTENCES = {
        locales: "./src/codec/languages",
        fallback_language: "nl",
        // Isolation marks around every number would be read aloud by some screen readers; names get <bdi> instead.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

const DUTCH: LanguageIdentifier = langid!("nl");
const ENGLISH: LanguageIdentifier = langid!("en");

/// A language that Peil itself speaks. Decks may be in any.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tongue {
    Dutch,
    English,
}

impl Tongue {
    pub const ALL: [Tongue; 2] = [Tongue::Dutch, Tongue::English];

    /// As in `lang=` and `?lang=`.
    pub fn code(self) -> &'static str {
        match self {
            Tongue::Dutch => "nl",
            Tongue::English => "en",
        }
    }

    /// The language's name in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Tongue::Dutch => "Nederlands",
            Tongue::English => "English",
        }
    }

    pub fn language(self) -> Language {
        match self {
            Tongue::Dutch => Language::dutch(),
            Tongue::English => Language::english(),
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tongue| tongue.code() == code)
    }

    /// The language to put on a text that is not in this one.
    pub fn foreign(self, language: &Language) -> Option<&str> {
        let main = language.as_str().split('-').next();
        (main != Some(self.code())).then(|| language.as_str())
    }

    /// The tongue for a deck's language: itself where Peil speaks it, else English.
    pub fn for_language(language: &Language) -> Self {
        let main = language.as_str().split('-').next().unwrap_or_default();
        Self::from_code(main).unwrap_or(Tongue::English)
    }

    /// The best for an `Accept-Language` header; Dutch when the browser says nothing usable.
    pub fn negotiate(accept_language: &str) -> Self {
        let wanted = fluent_langneg::parse_accepted_languages(accept_language);
        let spoken = [DUTCH, ENGLISH];
        let chosen =
            fluent_langneg::negotiate_languages(&wanted, &spoken, None, fluent_langneg::NegotiationStrategy::Lookup);
        match chosen.first() {
            Some(language) if language.language == ENGLISH.language => Tongue::English,
            Some(_) => Tongue::Dutch,
            // A browser in a language we lack reads English sooner than Dutch.
            None if !wanted.is_empty() => Tongue::English,
            None => Tongue::Dutch,
        }
    }

    /// The sentence with this key.
    pub fn say(self, key: &str) -> String {
        self.look_up(key, None)
    }

    /// The sentence with this key, its `$names` filled in.
    pub fn say_with(self, key: &str, arguments: &[(&'static str, Argument<'_>)]) -> String {
        let arguments = arguments
            .iter()
            .map(|(name, argument)| {
                let value = match argument {
                    Argument::Number(number) => FluentValue::from(*number),
                    Argument::Text(text) => FluentValue::from(text.to_string()),
                };
                (Cow::Borrowed(*name), value)
            })
            .collect();
        self.look_up(key, Some(&arguments))
    }

    /// Thousandths with one decimal, as it is written in this language: `1,8`, `1.8`.
    pub fn tenths(self, permille: u32) -> String {
        let tenths = (permille + 50) / 100;
        let mark = if self == Tongue::Dutch { ',' } else { '.' };
        format!("{}{mark}{}", self.figure(tenths / 10), tenths % 10)
    }

    /// A number as it is written in this language: `1.187`, `1,187`.
    pub fn figure(self, number: u32) -> String {
        let mark = match self {
            Tongue::Dutch => '.',
            Tongue::English => ',',
        };
        let digits = number.to_string();
        let mut figure = String::with_capacity(digits.len() + 3);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                figure.push(mark);
            }
            figure.push(digit);
        }
        figure
    }

    fn look_up(self, key: &str, arguments: Option<&HashMap<Cow<'static, str>, FluentValue<'static>>>) -> String {
        let identifier = match self {
            Tongue::Dutch => &DUTCH,
            Tongue::English => &ENGLISH,
        };
        let sentence = match arguments {
            Some(arguments) => SENTENCES.try_lookup_with_args(identifier, key, arguments),
            None => SENTENCES.try_lookup(identifier, key),
        };
        sentence.unwrap_or_else(|| panic!("there is no sentence ‘{key}’ in {}", self.code()))
    }
}

/// A text that people wrote, for inside a sentence: it may run the other way and must not turn what stands around it.
pub fn apart(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

/// What goes into a sentence.
#[derive(Clone, Copy, Debug)]
pub enum Argument<'a> {
    Number(u32),
    Text(&'a str),
}

impl From<u32> for Argument<'_> {
    fn from(number: u32) -> Self {
        Argument::Number(number)
    }
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Self {
        Argument::Text(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_browser_chooses_the_language() {
        for (header, tongue) in [
            ("nl-NL,nl;q=0.9,en;q=0.8", Tongue::Dutch),
            ("en-GB,en;q=0.9", Tongue::English),
            ("de-DE,de;q=0.9,nl;q=0.5", Tongue::Dutch),
            ("de-DE,de;q=0.9", Tongue::English),
            ("", Tongue::Dutch),
        ] {
            assert_eq!(Tongue::negotiate(header), tongue, "{header}");
        }
    }

    #[test]
    fn thousands_are_set_apart_as_the_language_does() {
        for (number, dutch, english) in [(0, "0", "0"), (999, "999", "999"), (1_187, "1.187", "1,187")] {
            assert_eq!((Tongue::Dutch.figure(number), Tongue::English.figure(number)), (dutch.into(), english.into()));
        }
        assert_eq!(Tongue::Dutch.figure(1_234_567), "1.234.567");
    }

    #[test]
    fn no_sentence_is_written_twice() {
        for tongue in Tongue::ALL {
            let folder = format!("{}/src/codec/languages/{}", env!("CARGO_MANIFEST_DIR"), tongue.code());
            let mut seen = BTreeSet::new();
            for entry in std::fs::read_dir(folder).unwrap() {
                let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
                for key in text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase())) {
                    let key = key.split(" =").next().unwrap().to_owned();
                    assert!(!seen.contains(&key), "{key}");
                    seen.insert(key);
                }
            }
        }
    }

    /// Every file under a folder of this project.
    fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.flat_map(|entry| if entry.is_dir() { files(&entry) } else { vec![entry] }).collect()
    }

    #[test]
    fn every_sentence_that_a_page_says_exists() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let keys = keys(Tongue::Dutch);
        let mut said = 0;
        for file in ["src/web/templates", "src/codec/templates"].iter().flat_map(|folder| files(&root.join(folder))) {
            let text = std::fs::read_to_string(&file).unwrap();
            for key in text.split("say(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                said += 1;
                assert!(keys.contains(key), "{} says ‘{key}’", file.display());
            }
        }
        assert!(said > 100, "{said}");
    }

    fn keys(tongue: Tongue) -> BTreeSet<String> {
        let folder = format!("{}/src/codec/languages/{}", env!("CARGO_MANIFEST_DIR"), tongue.code());
        let keys = |file: std::path::PathBuf| {
            let text = std::fs::read_to_string(file).unwrap();
            let lines = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
            lines.filter_map(|line| Some(line.split_once(" =")?.0.to_owned())).collect::<Vec<_>>()
        };
        files(std::path::Path::new(&folder)).into_iter().flat_map(keys).collect()
    }

    #[test]
    fn every_sentence_exists_in_both_languages() {
        assert_eq!(keys(Tongue::Dutch), keys(Tongue::English));
    }

    #[test]
    fn one_is_counted_as_one() {
        let say = |key: &str, figures: &[(&'static str, u32)]| {
            let figures: Vec<_> = figures.iter().map(|(name, figure)| (*name, (*figure).into())).collect();
            Tongue::Dutch.say_with(key, &figures)
        };
        assert_eq!(say("phone-too-few-yet", &[("n", 1)]), "U ziet de uitslag zodra 1 deelnemer heeft geantwoord.");
        assert_eq!(say("phone-form-so-far", &[("n", 1)]), "Tot nu toe vulde 1 deelnemer dit in.");
        assert_eq!(say("kind-too-few", &[("n", 1)]), "Te zien vanaf 1 antwoord.");
        let figures = [("waiting", 1), ("shown", 0), ("hidden", 0)];
        assert_eq!(say("control-tray-figures", &figures), "1 wacht, 0 getoond of meegeteld, 0 verborgen");
        let near = |near| say("kind-number-truth", &[("truth", 3), ("near", near), ("n", 3)]);
        assert_eq!(near(0), "Het juiste antwoord is 3. Niemand zat er hoogstens een tiende naast.");
        assert_eq!(near(1), "Het juiste antwoord is 3. 1 van 3 zat er hoogstens een tiende naast.");
        assert_eq!(near(2), "Het juiste antwoord is 3. 2 van 3 zaten er hoogstens een tiende naast.");
    }
}
