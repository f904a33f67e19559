//! Whether two short texts look like the same: in capitals, accents, a plural, or a slip of the finger. A suggestion for a
//! person, and never a decision.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// In so short a word another letter is another word: "man" and "mam".
const TYPO_LETTERS_MIN: usize = 5;
/// From here two letters may differ.
const TWO_TYPOS_LETTERS_MIN: usize = 9;
/// What is longer is a sentence: two that differ by a letter then say the same, and comparing costs too much to try more.
const LETTERS_MAX: usize = 64;

/// A text as it is compared: small letters without accents, words with one space between them and without their plural.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skeleton(Vec<char>);

impl Skeleton {
    pub fn of(text: &str) -> Self {
        // An apostrophe is part of a plural: collega's.
        let is_letter = |c: &char| !is_combining_mark(*c) && !matches!(c, '\'' | '’' | '‘');
        let plain: String = text.nfkd().filter(is_letter).flat_map(char::to_lowercase).collect();
        let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(singular);
        let words = words.collect::<Vec<_>>().join(" ");
        // Signs alone are told apart as they are.
        Self(if words.is_empty() { plain.chars().collect() } else { words.chars().collect() })
    }

    pub fn is_like(&self, other: &Self) -> bool {
        if self == other {
            return true;
        }
        let shortest = self.0.len().min(other.0.len());
        let most = match shortest {
            ..TYPO_LETTERS_MIN => return false,
            TYPO_LETTERS_MIN..TWO_TYPOS_LETTERS_MIN => 1,
            _ => 2,
        };
        // A digit is no slip: 2024 and 2025 are years apart.
        shortest <= LETTERS_MAX && digits(&self.0) == digits(&other.0) && are_within(&self.0, &other.0, most)
    }
}

/// `banen` and `baan`, `collegas` and `collega`, `jobs` and `job` look the same; so may words that are not, and a person
/// decides.
fn singular(word: &str) -> String {
    let stem = match word {
        _ if word.chars().count() < 4 => word,
        _ => word
            .strip_suffix("en")
            .or_else(|| word.strip_suffix('s'))
            .or_else(|| word.strip_suffix('e'))
            .unwrap_or(word),
    };
    // Doubled letters come and go with a plural: maan, manen; man, mannen.
    let mut letters = stem.chars().collect::<Vec<_>>();
    letters.dedup();
    letters.into_iter().collect()
}

fn digits(text: &[char]) -> Vec<char> {
    text.iter().copied().filter(char::is_ascii_digit).collect()
}

/// Whether so few letters are to be put in, left out, changed or swapped with their neighbour to make one of the other.
fn are_within(one: &[char], other: &[char], most: usize) -> bool {
    if one.len().abs_diff(other.len()) > most {
        return false;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut here = vec![row + 1];
        for (column, their) in other.iter().enumerate() {
            let changed = above[column] + usize::from(letter != their);
            let mut least = changed.min(above[column + 1] + 1).min(here[column] + 1);
            if row > 0 && column > 0 && *letter == other[column - 1] && one[row - 1] == *their {
                least = least.min(before[column - 1] + 1);
            }
            here.push(least);
        }
        if here.iter().all(|distance| *distance > most) {
            return false;
        }
        before = std::mem::replace(&mut above, here);
    }
    above[other.len()] <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, other: &str, expected: bool) {
        assert_eq!(Skeleton::of(one).is_like(&Skeleton::of(other)), expected, "{one} / {other}");
        assert_eq!(Skeleton::of(other).is_like(&Skeleton::of(one)), expected, "{other} / {one}");
    }

    #[test]
    fn capitals_accents_plurals_and_signs_make_no_difference() {
        check("Geld", "geld!", true);
        check("coördinatie", "Coordinatie", true);
        check("collega’s", "collega", true);
        check("banen", "baan", true);
        check("mannen", "man", true);
        check("via mijn vakbond", "Via mijn vakbond.", true);
    }

    #[test]
    fn a_slip_of_the_finger_is_forgiven_in_words_long_enough() {
        check("werkdruk", "werkrduk", true);
        check("werkdruk", "werdruk", true);
        check("innovatie", "inovattie", true);
        check("tijd", "lijd", false);
        check("geen", "een", false);
        check("meer tijd", "meer geld", false);
        check("in 2024 begonnen", "in 2025 begonnen", false);
    }

    #[test]
    fn signs_alone_are_alike_to_themselves() {
        check("??", "??", true);
        check("??", "!!", false);
        check("", "geld", false);
        check(&"x".repeat(20_000), &"y".repeat(20_000), false);
    }
}
