//! What the reader promises, a sentence a test: faults, questions, editions, and files nobody should write.

mod editions;
mod editor;
mod faults;
mod guide;
mod hostile;
mod shipped;
mod slides;
mod words;

use super::*;
use crate::codec::words::Tongue;

/// The four lines above the first slide of a small deck; its first line is line 5.
const FRONT: &str = "+++\ntitle = \"Test\"\n+++\n\n";

fn read_bytes(bytes: &[u8]) -> Result<Reading, Faults> {
    read(&DeckId::parse("test").unwrap(), Source { name: "polls/test.md", bytes })
}

/// A deck with these slides, which must be right.
fn slides(slides: &str) -> Deck {
    let source = format!("{FRONT}{slides}");
    read_bytes(source.as_bytes()).unwrap_or_else(|faults| panic!("{}", faults.render(Tongue::Dutch, false))).deck
}

/// The slides of a deck and all that is wrong with them, one `line:column code sentence` each.
fn check(slides: &str, expected: &[&str]) {
    check_file(format!("{FRONT}{slides}").as_bytes(), expected);
}

fn check_file(bytes: &[u8], expected: &[&str]) {
    let found = read_bytes(bytes).err().map(|faults| faults.lines(Tongue::Dutch)).unwrap_or_default();
    assert_eq!(found, expected, "\n{}", String::from_utf8_lossy(bytes));
}

/// What could be better, in a deck that is right.
fn check_remarks(slides: &str, expected: &[&str]) {
    let source = format!("{FRONT}{slides}");
    let reading =
        read_bytes(source.as_bytes()).unwrap_or_else(|faults| panic!("{}", faults.render(Tongue::Dutch, false)));
    assert_eq!(reading.remarks.lines(Tongue::Dutch), expected, "\n{source}");
}
