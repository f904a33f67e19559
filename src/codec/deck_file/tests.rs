//! What the reader promises, a sentence a test. Never compares whole renderings, except one that shows their shape.

use super::*;

const DUTCH: &str = include_str!("../../../polls/sociale-innovatie.md");

#[test]
fn smoke() {
    let id = DeckId::parse("d").unwrap();
    match read(&id, Source { name: "polls/sociale-innovatie.md", bytes: DUTCH.as_bytes() }) {
        Err(faults) => println!("{}", faults.render(false)),
        Ok(reading) => {
            println!("{}", summary(&reading.deck));
            println!("{}", reading.remarks.render(false));
            for slide in &reading.deck.slides {
                println!("{slide:#?}");
            }
        }
    }
}
