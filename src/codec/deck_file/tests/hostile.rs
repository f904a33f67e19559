//! Files nobody should write: they are refused in bounded time, and nothing panics.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::shipped::{DUTCH, ENGLISH};
use super::*;

/// A debug build on a busy machine; a release build needs a tenth of a second. Quadratic work takes minutes.
const PATIENCE: Duration = Duration::from_secs(20);

/// Each alone has made some Markdown reader slow, or makes ours find a fault in every line.
#[rustfmt::skip]
const PATTERNS: &[&str] = &[
    "\0", "a", "é\\*", "# A\n\n", "# A {#a .raking}\n\n---\n\n", "- (a) A\n", "- (a) A ", "1. ( ) A\n",
    "- ", "> ", "  - a\n", "*a ", "**a", "[", "![", "[a](",
    "<!-- ", "<b>", "`", "```\n", "|a|b|\n|-|-|\n", "|", "{", "}",
    "{#a} ", "[a]: b\n", "[a]: b\n\n[a]\n\n", "---\n", "\\", "& ", "&amp;", "____ ",
    "https://a.nl ", "\u{301}", "- [ ] a\n  - ( ) b\n    - (c) c\n      - d\n        - e\n", "+++\n", "<a@b.nl> ", "# {", "a\n---\n\n", "_a_",
    "* ( ) a\n+ ( ) b\n", "<!-- a -->\n", "a <!-- a --> ",
];

fn read_and_show(bytes: &[u8]) {
    match read_bytes(bytes) {
        Ok(reading) => drop((summary(&reading.deck, Tongue::Dutch), reading.remarks.render(Tongue::Dutch, false))),
        Err(faults) => {
            drop((faults.render(Tongue::Dutch, false), faults.first_line(Tongue::Dutch), faults.lines(Tongue::Dutch)))
        }
    }
}

#[test]
fn half_a_mebibyte_of_anything_is_read_in_bounded_time() {
    let fill = |line: &str| format!("{FRONT}# A {{#a}}\n\n{}", line.repeat((500 * 1024) / line.len()));
    for line in PATTERNS {
        let started = Instant::now();
        read_and_show(fill(line).as_bytes());
        assert!(started.elapsed() < PATIENCE, "{line:?} took {:?}", started.elapsed());
    }
    let deep = (0..600).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect::<String>();
    read_and_show(format!("{FRONT}# A\n\n{deep}").as_bytes());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read_and_show(&bytes);
    }

    #[test]
    fn any_pieces_of_the_language_are_read_or_refused(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "# ", "## ", "- ", "* ", "1. ", "2. ", "( ) ", "[ ] ", "(ja) ", "(x) ", "____", "<!-- ", " -->", "---", "+++", "\n", "\n\n",
            "  ", "    ", "\t", "> ", "{#a", " .ranking", " max=2", "}", "{", "tekst", "é", "**", "_", "`", "```", "[a](b)", "![", "]: ",
            "|a|b|\n|-|-|\n", "<b>", "\\", "&shy;", "https://a.nl", "\u{202e}", "👩\u{200d}👧", "===", ".form", "repeat=a", "0. ( ) ",
        ]), 0..60)
    ) {
        read_and_show(format!("{FRONT}{}", pieces.concat()).as_bytes());
    }

    #[test]
    fn any_change_to_the_shipped_deck_is_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..12)
    ) {
        let mut bytes = DUTCH.as_bytes().to_vec();
        let mut english = ENGLISH.as_bytes().to_vec();
        for (index, byte, way) in changes {
            for bytes in [&mut bytes, &mut english] {
                let index = index.index(bytes.len());
                match way {
                    0 => bytes[index] = b" \n#-*+()[]{}<>_`|!\\123ax"[byte as usize % 24],
                    1 => drop(bytes.drain(index..(index + byte as usize).min(bytes.len()))),
                    _ => bytes.insert(index, byte),
                }
            }
        }
        read_and_show(&bytes);
        let id = DeckId::parse("test").unwrap();
        let dutch = Source { name: "polls/test.md", bytes: DUTCH.as_bytes() };
        let english = Source { name: "polls/test.en.md", bytes: &english };
        if let Ok(reading) = read_editions(&id, dutch, &[(Language::english(), english)]) {
            for (_, faults) in reading.left_out {
                faults.render(Tongue::Dutch, true);
            }
            for deck in reading.editions.translations {
                prop_assert_eq!(deck.slides.len(), 32);
            }
        }
    }
}
