//! Who they are, what is asked of them, and what each says in the end.

use serde_json::{Value, json};

pub const DECK: &str = "+++\ntitle = \"Draaiboek\"\n+++\n\n# Gaat u het doen? {#doen}\n\n- (ja) Ja\n- (nee) Nee\n- (twijfel) Twijfel\n\n---\n\n\
    # Hoe bekend bent u ermee? {#bekend}\n\n1. ( ) Onbekend\n2. ( ) Een beetje\n3. ( ) Goed bekend\n\n- (wn) Weet ik niet\n\n---\n\n\
    # Wat houdt u tegen? {#remt max=2}\n\n- [tijd] Te weinig tijd\n- [geld] Te weinig geld\n- (niets) Niets\n\n---\n\n\
    # Welk cijfer geeft u? {#cijfer .number min=1 max=5}\n\n---\n\n\
    # Wat moet eerst? {#eerst .ranking}\n\n- [meer] Meer mensen\n- [slim] Slimmer werken\n- [minder] Minder werk\n\n---\n\n\
    # Aan welk woord denkt u? {#woord .words max=1}\n\n---\n\n\
    # Verdeel het budget {#budget .points max=100 step=10}\n\n- [machines] Machines\n- [scholing] Scholing\n\n---\n\n\
    # Hoeveel kans heeft dit? {#kans .rating}\n\n## Techniek {#techniek}\n## Regels {#regels}\n\n1. ( ) Geen kans\n2. ( ) Kleine kans\n3. ( ) Grote kans\n\n---\n\n\
    # Wat kan beter? {#beter .open}\n\n---\n\n\
    # Wat vond u ervan? {#oordeel .form}\n\n## Hoe was het tempo? {#tempo}\n\n- (traag) Te langzaam\n- (goed) Precies goed\n\n\
    ## Welk rapportcijfer? {#rapport .number min=1 max=5}\n\n## Wat hielp? {#hielp max=2}\n\n- [verhaal] Het verhaal\n- [vragen] De vragen\n- (geen) Geen van beide\n\n\
    ## Een tip {#tip .open}\n\n---\n\n\
    # En nu, gaat u het doen? {#doen-na repeat=doen}\n\n---\n\n\
    # Wie moet het doen? {#wie}\n\n- (hr) Personeelszaken\n- (baas) De directie\n- (anders) Iemand anders… ____\n\n---\n\n\
    # Wat wilt u vragen? {#vragen .questions}\n\n---\n\n# Tot ziens\n";

/// People in all; from [`LATE`] on they come when the fourth question is asked.
pub const PEOPLE: u32 = 120;
pub const LATE: u32 = 100;
/// The first question that those see.
pub const SEEN_LATE: usize = 3;
/// What the audience asks stands behind them.
pub const QUESTIONS: [&str; 12] =
    ["doen", "bekend", "remt", "cijfer", "eerst", "woord", "budget", "kans", "beter", "oordeel", "doen-na", "wie"];
pub const ASKS: &str = "vragen";
/// What is written at the last question, and what the presenter makes of it.
pub const COUNTS_AS: &str = "de directie van nu";
pub const OWN: &str = "Wij allemaal";

/// Everybody but each tenth answers what they see; a few more leave before the second time that something is asked.
pub fn answers(person: u32, question: usize) -> bool {
    let has_left = QUESTIONS[question] == "doen-na" && person % 11 == 3;
    person % 10 != 9 && !has_left && (person < LATE || question >= SEEN_LATE)
}

/// Their browsers run no script, so each answer is a form that is sent.
pub fn is_without_script(person: u32) -> bool {
    person % 16 == 5 && person % 10 != 9
}

/// What the audience asks: who, what, and what becomes of it.
pub const ASKED: [(u32, &str, Option<&str>); 4] = [
    (5, "Wie betaalt dat?", Some("ask-answer")),
    (12, "Wanneer begint het?", None),
    (40, "Mag ik naar huis?", Some("ask-hide")),
    (110, "Krijgen we de dia’s?", Some("ask-answer")),
];

/// Whether this person wants it answered too.
pub fn upvotes(person: u32, ask: usize) -> bool {
    person % 12 == ask as u32 && person % 10 != 9 && person != ASKED[ask].0 && ask != 2
}

/// What this person's answer is in the end.
pub fn says(person: u32, question: &str) -> Value {
    let third = |of: [&'static str; 3]| of[(person % 3) as usize];
    match question {
        "doen" => json!({ "choices": [third(["ja", "nee", "twijfel"])] }),
        "bekend" => json!({ "choices": [if person.is_multiple_of(4) { "wn" } else { third(["1", "2", "3"]) }] }),
        "remt" => match (person.is_multiple_of(2), person.is_multiple_of(3)) {
            (true, true) => json!({ "choices": ["tijd", "geld"] }),
            (true, false) => json!({ "choices": ["tijd"] }),
            (false, true) => json!({ "choices": ["geld"] }),
            (false, false) => json!({ "choices": ["niets"] }),
        },
        "cijfer" => json!({ "number": (1 + person % 5).to_string() }),
        "eerst" => json!({ "choices": match person % 3 {
            0 => ["meer", "slim", "minder"],
            1 => ["slim", "meer", "minder"],
            _ => ["slim", "minder", "meer"],
        } }),
        "woord" => json!({ "text": third(["rust", "Tijd", "samen"]) }),
        "budget" => {
            let machines = 10 * (person % 11);
            json!({ "parts": { "machines": { "number": machines.to_string() }, "scholing": { "number": (100 - machines).to_string() } } })
        }
        "kans" => {
            let mut parts = json!({ "techniek": { "choices": [third(["1", "2", "3"])] } });
            if person.is_multiple_of(2) {
                parts["regels"] = json!({ "choices": ["2"] });
            }
            json!({ "parts": parts })
        }
        "beter" => json!({ "text": format!("Voorstel nummer {person}") }),
        "doen-na" if person.is_multiple_of(5) => json!({ "choices": ["ja"] }),
        "doen-na" => says(person, "doen"),
        "wie" => match person % 4 {
            0 => json!({ "choices": ["hr"] }),
            1 => json!({ "choices": ["baas"] }),
            2 => {
                json!({ "choices": ["anders"], "text": if person.is_multiple_of(8) { OWN.to_uppercase() } else { OWN.to_owned() } })
            }
            _ => json!({ "choices": ["anders"], "text": COUNTS_AS }),
        },
        _ => {
            let tempo = if person.is_multiple_of(2) { "traag" } else { "goed" };
            let hielp: &[&str] = match person % 5 {
                0 => &["verhaal", "vragen"],
                1 | 2 => &["vragen"],
                3 => &["verhaal"],
                _ => &["geen"],
            };
            let mut parts = json!({
                "tempo": { "choices": [tempo] },
                "rapport": { "number": (1 + person % 5).to_string() },
                "hielp": { "choices": hielp },
            });
            if person % 6 == 1 {
                parts["tip"] = json!({ "text": "Korter graag" });
            }
            json!({ "parts": parts })
        }
    }
}

/// What one answer is counted under.
pub fn keys(said: &Value) -> Vec<String> {
    let text = said["text"].as_str().map(|text| text.to_lowercase());
    // Who gave an option no points said nothing of it.
    let number = said["number"].as_str().filter(|number| *number != "0").map(str::to_owned);
    let choices = said["choices"].as_array().into_iter().flatten().map(|choice| choice.as_str().unwrap().to_owned());
    let parts = said["parts"]
        .as_object()
        .into_iter()
        .flatten()
        .flat_map(|(key, part)| keys(part).into_iter().map(move |inner| format!("{key}={inner}")));
    text.into_iter().chain(number).chain(choices).chain(parts).collect()
}
