//! The decks that come with Peil.

use super::*;
use crate::domain::deck::Layout;

pub const DUTCH: &str = include_str!("../../../../polls/sociale-innovatie.md");
pub const ENGLISH: &str = include_str!("../../../../polls/sociale-innovatie.en.md");

fn shipped() -> EditionsReading {
    let id = DeckId::parse("sociale-innovatie").unwrap();
    let dutch = Source { name: "polls/sociale-innovatie.md", bytes: DUTCH.as_bytes() };
    let english = Source { name: "polls/sociale-innovatie.en.md", bytes: ENGLISH.as_bytes() };
    read_editions(&id, dutch, &[(Language::english(), english)])
        .unwrap_or_else(|faults| panic!("{}", faults.render(Tongue::Dutch, false)))
}

#[test]
fn the_shipped_deck_has_its_slides_and_polls_in_order() {
    let deck = shipped().editions.original;
    let names = deck.slides.iter().map(|slide| slide.key.as_str()).collect::<Vec<_>>().join(" ");
    assert_eq!(
        names,
        "s01 p1 s03 s04 s05 s06 s07 s08 s09 p2 p3 p4 s13 s14 s15 s16 s17 s18 s19 s20 s21 s22 s23 s24 s25 s26 p5 p6 s29 s30 \
         q1 s32"
    );
    assert_eq!(summary(&deck, Tongue::Dutch), "32 dia’s: 6 keuzevragen, 26 gewoon");
    assert_eq!(deck.title, "Webinar sociale innovatie");
    let steps = deck.slides.iter().filter(|slide| slide.layout == Layout::Steps).map(|slide| slide.key.as_str());
    assert_eq!(steps.collect::<Vec<_>>(), ["s14", "s25"]);
}

#[test]
fn the_polls_ask_what_the_webinar_asked() {
    let deck = shipped().editions.original;
    let polls = deck.questions().map(|(slide, question)| {
        let options = question.options.iter().map(|option| {
            let write_in = if option.write_in { "_" } else { "" };
            let apart = if option.apart { "|" } else { "" };
            let group = option.group.map(|group| group.to_string()).unwrap_or_default();
            format!("{}{write_in}{apart}{group}", option.key)
        });
        format!("{} {} {}", slide.key, question.kind.word(), options.collect::<Vec<_>>().join(" "))
    });
    assert_eq!(
        polls.collect::<Vec<_>>(),
        [
            "p1 choose-one inzicht toepassen nut waarom anders_",
            "p2 scale 1 2 3 anders_|",
            "p3 choose-one vertrouwen tijd kennis effect al|",
            "p4 choose-one voorwaarde0 acceptatie0 omgekeerd1 los1 wn",
            "p5 scale 1 2 3",
            "p6 choose-one nee interventies0 proces0 theorie0 collegas0",
        ]
    );
}

#[test]
fn the_shipped_deck_is_whole_in_both_languages() {
    let reading = shipped();
    assert!(reading.left_out.is_empty(), "{}", reading.left_out[0].1.render(Tongue::Dutch, false));
    let english = &reading.editions.translations[0];
    assert!(english.slides.iter().all(|slide| slide.language == Language::english()));
    assert!(english.description.as_deref().is_some_and(|text| text.starts_with("Example")));
    // A list or table that lost a line in translation would show on one screen only.
    for (dutch, english) in reading.editions.original.slides.iter().zip(&english.slides) {
        let shape = |slide: &crate::domain::deck::Slide| {
            let text = format!("{:?}", slide.body);
            ["Paragraph", "List", "Table"].map(|word| text.matches(word).count())
        };
        assert_eq!(shape(dutch), shape(english), "{}", dutch.key);
    }
}

#[test]
fn every_deck_that_comes_with_peil_is_whole_in_both_languages() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("polls");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .filter_map(|file| Some(file.unwrap().file_name().to_str()?.strip_suffix(".en.md")?.to_owned()))
        .collect();
    names.sort();
    assert_eq!(names.len(), 10, "{names:?}");
    for name in names {
        let [dutch, english] = ["md", "en.md"].map(|end| std::fs::read(folder.join(format!("{name}.{end}"))).unwrap());
        let reading = read_editions(
            &DeckId::parse(&name).unwrap(),
            Source { name: "nl", bytes: &dutch },
            &[(Language::english(), Source { name: "en", bytes: &english })],
        )
        .unwrap_or_else(|faults| panic!("{}", faults.render(Tongue::Dutch, false)));
        assert!(reading.left_out.is_empty(), "{name}: {}", reading.left_out[0].1.render(Tongue::Dutch, false));
        let remarks = reading.remarks.render(Tongue::Dutch, false);
        assert!(!remarks.contains("untranslated"), "{name}: {remarks}");
        assert!(reading.editions.original.title != reading.editions.translations[0].title, "{name}");
    }
}

#[test]
fn what_the_webinar_asked_badly_is_remarked_once_and_not_again_in_its_translation() {
    let remarks = shipped().remarks;
    let found = remarks.lines(Tongue::Dutch);
    let found = found.iter().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" "));
    assert_eq!(
        found.collect::<Vec<_>>(),
        [
            "117:3 presumes",
            "119:48 two-in-one",
            "120:35 two-in-one",
            "130:3 in-a-row",
            "130:3 statement",
            "265:3 small-text",
            "308:16 two-in-one",
        ],
        "{}",
        remarks.render(Tongue::Dutch, false)
    );
}

#[test]
fn nobodys_address_or_number_is_shipped() {
    for deck in [DUTCH, ENGLISH] {
        assert!(!deck.contains('@') && !deck.contains("070") && !deck.contains("Burgwal"));
    }
}
