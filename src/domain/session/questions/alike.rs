//! Whether two questions look alike, by the words they share. A suggestion for a person, and never a decision.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::domain::ids::AskNumber;

/// Shorter words (de, is, hoe) stand in every question.
const WORD_CHARS_MIN: usize = 4;
/// Of the words that two questions have together, so many in a hundred must be in both.
const SHARED_PERCENT_MIN: usize = 50;

/// The words of a text that say what it is about, each once and in a fixed order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Words(Vec<u64>);

impl Words {
    pub fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let long = |word: &&str| word.chars().count() >= WORD_CHARS_MIN;
        // Of a text without long words all are taken: "wie is dat" is alike to itself.
        let mut hashes: Vec<u64> = words.clone().filter(long).map(hash).collect();
        if hashes.is_empty() {
            hashes = words.map(hash).collect();
        }
        hashes.sort_unstable();
        hashes.dedup();
        Self(hashes)
    }

    /// Whichever of these looks most like it; of equals the first.
    pub fn most_alike<'a>(&self, others: impl Iterator<Item = (AskNumber, &'a Words)>) -> Option<AskNumber> {
        let mut best = None;
        let mut most = SHARED_PERCENT_MIN - 1;
        for (number, other) in others {
            let percent = self.shared_percent(other);
            if percent > most {
                (best, most) = (Some(number), percent);
            }
        }
        best
    }

    fn shared_percent(&self, other: &Words) -> usize {
        let all = self.0.len() + other.0.len();
        if self.0.is_empty() || other.0.is_empty() {
            return 0;
        }
        let (mut ours, mut theirs) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut both = 0;
        while let (Some(our), Some(their)) = (ours.peek(), theirs.peek()) {
            match our.cmp(their) {
                std::cmp::Ordering::Less => _ = ours.next(),
                std::cmp::Ordering::Greater => _ = theirs.next(),
                std::cmp::Ordering::Equal => {
                    both += 1;
                    ours.next();
                    theirs.next();
                }
            }
        }
        both * 100 / (all - both)
    }
}

fn hash(word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    word.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percent(one: &str, other: &str) -> usize {
        Words::of(one).shared_percent(&Words::of(other))
    }

    #[test]
    fn the_same_asked_in_almost_the_same_words_looks_alike() {
        assert_eq!(percent("Wanneer begint het?", "wanneer BEGINT het"), 100);
        assert!(percent("Wat kost dat voor een kleine gemeente?", "Wat kost het een kleine gemeente dan?") >= 50);
        assert!(percent("Wat kost dat voor een kleine gemeente?", "Hoe betrekken we de medewerkers?") < 50);
    }

    #[test]
    fn nothing_looks_like_nothing() {
        assert_eq!(percent("?!", "…"), 0);
        assert_eq!(percent("wie is hij", "wie is hij"), 100);
    }
}
