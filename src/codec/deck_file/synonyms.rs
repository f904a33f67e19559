//! Words that people write where the language has another: mostly its own words in Dutch. Never reads a heading.

/// What may be meant, as it is written, and what people write for it instead: in small letters, without point or `=`.
const WORDS: [(&str, &[&str]); 14] = [
    (".ranking", &["rank", "rangorde", "rangschikken", "rangschikking", "volgorde", "sorteren"]),
    (".rating", &["raster", "matrix", "stellingen", "grid", "beoordeling"]),
    (".number", &["cijfer", "getal", "nummer", "schatting", "slider"]),
    (".open", &["tekst", "text", "openvraag", "vrij"]),
    (".words", &["woord", "woorden", "woordwolk", "woordenwolk", "wordcloud", "cloud"]),
    (".questions", &["vraag", "vragen", "vragenronde", "qa", "q&a"]),
    (".form", &["formulier", "enquete", "enquête", "survey"]),
    (".points", &["punten", "verdelen"]),
    (".segment", &["groep", "groepen", "segmenteren", "uitsplitsen"]),
    (".live", &["direct", "meteen", "zichtbaar"]),
    (".bipolar", &["bipolair", "tweezijdig"]),
    (".nps", &["aanbevelen", "promotor"]),
    (".shuffle", &["schudden", "schud", "husselen", "hussel", "random", "willekeurig", "mixed"]),
    (".steps", &["stappen"]),
];

const KEYS: [(&str, &[&str]); 11] = [
    ("max", &["maximum", "maximaal", "hoogste", "hoogstens"]),
    ("min", &["minimum", "minimaal", "laagste", "minstens"]),
    ("step", &["stap", "stappen", "steps"]),
    ("unit", &["eenheid"]),
    ("truth", &["waarheid", "juist", "goed", "antwoord"]),
    ("repeat", &["herhaal", "herhaling", "herhaalt"]),
    ("moderated", &["gemodereerd", "moderatie"]),
    ("upvotes", &["stemmen", "steunen"]),
    ("show_from", &["vanaf", "toon_vanaf", "tonen_vanaf"]),
    ("days", &["dag", "dagen"]),
    ("time", &["tijd", "seconden", "duur", "timer", "seconds"]),
];

/// The `.word` that was meant by this one, be it written with its point or without.
pub fn of_word(written: &str) -> Option<&'static str> {
    find(&WORDS, written.strip_prefix('.').unwrap_or(written))
}

/// What was meant before `=`.
pub fn of_key(written: &str) -> Option<&'static str> {
    find(&KEYS, written)
}

fn find(table: &[(&'static str, &[&str])], written: &str) -> Option<&'static str> {
    let written = written.to_lowercase();
    table.iter().find(|(_, others)| others.contains(&written.as_str())).map(|(meant, _)| *meant)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_synonym_means_one_word() {
        for table in [WORDS.as_slice(), &KEYS] {
            let others = || table.iter().flat_map(|(_, others)| others.iter());
            assert_eq!(others().count(), others().collect::<BTreeSet<_>>().len());
        }
        assert_eq!(
            [of_word(".Schudden"), of_word("cijfer"), of_word("fiets")],
            [Some(".shuffle"), Some(".number"), None]
        );
        assert_eq!([of_key("tijd"), of_key("max")], [Some("time"), None]);
    }
}
