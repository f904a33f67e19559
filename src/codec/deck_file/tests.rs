//! What the reader promises, a sentence a test. Never compares whole renderings, except one that shows their shape.

use super::*;

const DUTCH: &str = include_str!("../../../polls/sociale-innovatie.md");
const ENGLISH: &str = include_str!("../../../polls/sociale-innovatie.en.md");

#[test]
fn smoke() {
    let id = DeckId::parse("d").unwrap();
    let en = Source { name: "polls/sociale-innovatie.en.md", bytes: ENGLISH.as_bytes() };
    match read_editions(&id, Source { name: "polls/sociale-innovatie.md", bytes: DUTCH.as_bytes() }, &[(Language::english(), en)]) {
        Err(faults) => println!("{}", faults.render(false)),
        Ok(reading) => {
            println!("{}", reading.remarks.render(false));
            for (l, f) in &reading.left_out { println!("{l} {}", f.render(false)); }
            println!("{}", summary(&reading.editions.translations[0]));
        }
    }
    let demo = "+++\ntitle = \"x\"\nlangauge = \"nl\"\n+++\n# Wat is dit? {#a .raking}\n\n- [ ] a\n- ( ) b\n\tfoo\n\n---\n\n# B {#a}\n\n1. ( ) x\n3. (x) y\n\n- (ja) Ja\n- (ja) Nee\n\n\u{1b}[31m <b>x</b> ![a](b)\n";
    if let Err(faults) = read(&id, Source { name: "polls/webinar.md", bytes: demo.as_bytes() }) {
        println!("{}", faults.render(false));
        println!("{}", faults.render(true));
    }
}
