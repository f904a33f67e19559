//! The words by which a question's shape can be told, per language: who knows yes from no and "other" from "none". Never
//! shown to anyone. All are small, without accents and signs, as `wording::words` makes them.

use crate::domain::ids::Language;

pub struct Phrases {
    pub yes: &'static [&'static str],
    pub no: &'static [&'static str],
    /// Join two claims in one sentence.
    pub joints: &'static [Joint],
    /// Begin a claim of their own behind a joint.
    pub subjects: &'static [&'static str],
    pub verbs: &'static [&'static str],
    /// Said twice, around a joint, they say two things: `te duur en te moeilijk`, `geen tijd of geen geld`.
    pub doubles: &'static [&'static str],
    pub negations: &'static [&'static str],
    /// Beginnings of an answer for whom no other fits.
    pub ways_out: &'static [&'static str],
    /// Among those: opinions of their own, other than not to know.
    pub opinions: &'static [&'static str],
    /// Beginnings of an answer that says: nothing of the kind.
    pub none: &'static [&'static str],
    /// Words of a heading, in this order, that ask what is in the way. A `*` stands for any end.
    pub barriers: &'static [&'static [&'static str]],
    /// Words of a heading that ask to pick the first or best among those named.
    pub picks: &'static [&'static str],
    pub positive: &'static [&'static str],
    pub negative: &'static [&'static str],
    pub neutral: &'static [&'static str],
    /// The best point of a scale with too little at one end and too much at the other.
    pub just_right: &'static [&'static str],
}

pub struct Joint {
    pub word: &'static str,
    /// Whether a pronoun behind it begins a second claim. Not in Dutch `of`, which also means "whether".
    pub before_subject: bool,
}

impl Phrases {
    pub fn of(language: &Language) -> Option<&'static Self> {
        match language.as_str().split('-').next() {
            Some("nl") => Some(&DUTCH),
            Some("en") => Some(&ENGLISH),
            _ => None,
        }
    }

    /// Whether an answer begins with one of these phrases, as whole words.
    pub fn begins(words: &[String], phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| {
            let mut rest = words.iter();
            phrase.split(' ').all(|word| rest.next().is_some_and(|own| own == word))
        })
    }

    /// Whether these words stand in a sentence in this order, with anything between.
    pub fn asks(words: &[String], pattern: &[&str]) -> bool {
        let mut rest = words.iter();
        pattern.iter().all(|wanted| {
            rest.any(|word| match wanted.strip_suffix('*') {
                Some(start) => word.starts_with(start),
                None => word == wanted,
            })
        })
    }

    /// Whether this answer is one for whom no other fits.
    pub fn is_way_out(&self, words: &[String]) -> bool {
        Self::begins(words, self.ways_out) || self.is_none(words)
    }

    pub fn is_none(&self, words: &[String]) -> bool {
        Self::begins(words, self.none)
    }
}

static DUTCH: Phrases = Phrases {
    yes: &["ja", "jazeker", "jawel"],
    no: &["nee", "neen"],
    joints: &[Joint { word: "en", before_subject: true }, Joint { word: "of", before_subject: false }],
    subjects: &["ik", "we", "wij", "men"],
    verbs: &[
        "heb", "hebben", "ben", "zijn", "zie", "zien", "kan", "kunnen", "wil", "willen", "weet", "weten", "vind",
        "vinden", "mis", "missen", "krijg", "krijgen", "durf", "durven", "mag", "mogen", "moet", "moeten", "snap",
        "snappen",
    ],
    doubles: &["te", "geen", "niet"],
    negations: &["geen", "niet", "niets", "niks", "nergens", "niemand", "nooit"],
    ways_out: &[
        "weet ik niet",
        "weet ik nog niet",
        "weet niet",
        "weet het niet",
        "weet het nog niet",
        "weet nog niet",
        "ik weet het niet",
        "ik weet het nog niet",
        "ik weet niet",
        "dat weet ik niet",
        "dat weet ik nog niet",
        "geen idee",
        "geen mening",
        "geen voorkeur",
        "geen antwoord",
        "neutraal",
        "twijfel",
        "ik twijfel",
        "anders",
        "iets anders",
        "iemand anders",
        "ergens anders",
        "een ander",
        "een andere",
        "ander",
        "andere",
        "overig",
        "overige",
        "elders",
        "nee",
        "neen",
        "nog niet",
        "nog geen",
        "allebei",
        "beide",
        "maakt niet uit",
        "maakt mij niet uit",
    ],
    opinions: &["nee", "neen", "twijfel", "ik twijfel", "neutraal"],
    none: &[
        "niets",
        "niks",
        "niemand",
        "nergens",
        "nooit",
        "nvt",
        "niet van toepassing",
        "geen van",
        "geen enkel",
        "geen enkele",
        "geen belemmering",
        "geen belemmeringen",
        "geen drempel",
        "geen drempels",
        "geen obstakels",
        "geen knelpunten",
        "geen probleem",
        "geen problemen",
        "geen last",
        "ik heb geen last",
        "wij hebben geen last",
        "we hebben geen last",
        "ik ervaar geen",
        "wij ervaren geen",
        "we ervaren geen",
        "ik zie geen",
        "wij zien geen",
        "we zien geen",
        "er is geen",
        "er zijn geen",
        "er is niets",
        "alles gaat",
        "alles lukt",
    ],
    barriers: &[
        &["wat", "houdt", "tegen"],
        &["wat", "weerhoudt"],
        &["wat", "belemmert"],
        &["wat", "hindert"],
        &["wat", "remt"],
        &["wat", "staat", "weg"],
        &["waardoor", "niet"],
        &["waarom", "niet"],
        &["waarom", "geen"],
        &["waar", "loopt", "vast"],
        &["waar", "lopen", "vast"],
        &["welke", "belemmering*"],
        &["welke", "drempel*"],
        &["welk", "obstakel*"],
        &["welke", "obstakel*"],
        &["welke", "hindernis*"],
        &["welk", "knelpunt*"],
        &["welke", "knelpunt*"],
    ],
    picks: &[
        "eerst",
        "eerste",
        "meest",
        "meeste",
        "liefst",
        "liever",
        "belangrijkst",
        "belangrijkste",
        "beste",
        "voorkeur",
    ],
    positive: &[
        "goed",
        "goede",
        "prima",
        "uitstekend",
        "uitstekende",
        "tevreden",
        "eens",
        "positief",
        "sterk",
        "nuttig",
        "leuk",
        "fijn",
        "mooi",
        "gemakkelijk",
        "makkelijk",
        "waarschijnlijk",
        "duidelijk",
        "veilig",
    ],
    negative: &[
        "slecht",
        "slechte",
        "matig",
        "matige",
        "onvoldoende",
        "ontevreden",
        "oneens",
        "negatief",
        "zwak",
        "nutteloos",
        "vervelend",
        "moeilijk",
        "lastig",
        "onwaarschijnlijk",
        "onduidelijk",
        "onveilig",
    ],
    neutral: &["neutraal", "redelijk", "redelijke", "voldoende", "gemiddeld", "gemiddelde", "middelmatig"],
    just_right: &["precies goed", "goed", "precies genoeg", "genoeg"],
};

static ENGLISH: Phrases = Phrases {
    yes: &["yes"],
    no: &["no"],
    joints: &[Joint { word: "and", before_subject: true }, Joint { word: "or", before_subject: true }],
    subjects: &["i", "we", "it", "there", "they"],
    verbs: &[
        "have", "am", "are", "is", "see", "can", "cannot", "want", "find", "lack", "miss", "need", "dont", "do", "did",
        "would", "will", "must",
    ],
    doubles: &["too", "no", "not"],
    negations: &["no", "not", "none", "nothing", "nobody", "nowhere", "never", "dont"],
    ways_out: &[
        "dont know",
        "do not know",
        "i dont know",
        "i do not know",
        "i dont know yet",
        "not sure",
        "im not sure",
        "i am not sure",
        "unsure",
        "no idea",
        "no opinion",
        "no preference",
        "no answer",
        "neutral",
        "in doubt",
        "other",
        "others",
        "another",
        "something else",
        "someone else",
        "somebody else",
        "somewhere else",
        "elsewhere",
        "not yet",
        "none yet",
        "no",
        "both",
        "it does not matter",
    ],
    opinions: &["no", "in doubt", "neutral"],
    none: &[
        "none",
        "nothing",
        "nobody",
        "nowhere",
        "never",
        "neither",
        "na",
        "not applicable",
        "does not apply",
        "no barrier",
        "no barriers",
        "no obstacle",
        "no obstacles",
        "no problem",
        "no problems",
        "i have no problem",
        "i see no",
        "we see no",
        "i am not troubled",
        "there is no",
        "there are no",
        "there is nothing",
        "everything goes",
    ],
    barriers: &[
        &["what", "holding", "back"],
        &["what", "holds", "back"],
        &["what", "keeps", "from"],
        &["what", "keeping", "from"],
        &["what", "stops"],
        &["what", "stopping"],
        &["what", "prevents"],
        &["what", "preventing"],
        &["what", "hinders"],
        &["what", "stands", "way"],
        &["why", "not"],
        &["why", "dont"],
        &["which", "barrier*"],
        &["what", "barrier*"],
        &["which", "obstacle*"],
        &["what", "obstacle*"],
        &["which", "hurdle*"],
        &["what", "hurdle*"],
    ],
    picks: &["first", "most", "rather", "prefer", "best", "favourite", "favorite", "preference"],
    positive: &[
        "good",
        "well",
        "excellent",
        "satisfied",
        "agree",
        "positive",
        "strong",
        "useful",
        "nice",
        "easy",
        "likely",
        "clear",
        "safe",
        "happy",
    ],
    negative: &[
        "bad",
        "badly",
        "poor",
        "poorly",
        "dissatisfied",
        "unsatisfied",
        "disagree",
        "negative",
        "weak",
        "useless",
        "difficult",
        "hard",
        "unlikely",
        "unclear",
        "unsafe",
        "unhappy",
    ],
    neutral: &["neutral", "fair", "fairly", "average", "ok", "okay", "so-so"],
    just_right: &["just right", "right", "about right", "exactly right", "enough"],
};
