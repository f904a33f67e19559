//! The sentences of faults and remarks, in Dutch. Never decides what is a fault.

use super::editor::{Advice, Lopsided};
use super::problems::{Difference, Holding, Limit, Problem, QuestionPart, Unfit};
use super::words::{Frame, Words, short};
use crate::domain::limits;

pub const FRAME: Frame = Frame { error: "fout", remark: "opmerking", tip: "tip" };

const NAMES_OF_THE_ORIGINAL: &str = "een vertaling gebruikt de namen van het origineel";

pub fn and_more(count: usize) -> String {
    match count {
        1 => "… en nog 1 fout".to_owned(),
        _ => format!("… en nog {count} fouten"),
    }
}

pub fn and_more_remarks(count: usize) -> String {
    match count {
        1 => "… en nog 1 opmerking".to_owned(),
        _ => format!("… en nog {count} opmerkingen"),
    }
}

pub fn words(problem: &Problem) -> Words {
    use Words as W;
    match problem {
        Problem::NotUtf8(byte) => {
            W::say(format!("byte 0x{byte:02X} is geen UTF-8")).tip("sla het bestand op als UTF-8")
        }
        Problem::Utf16 => W::say("dit bestand is UTF-16").tip("sla het bestand op als UTF-8"),
        Problem::Nul => W::say("hier staat een nul-byte").tip("sla het bestand op als gewone tekst, in UTF-8"),
        Problem::LoneReturn => {
            W::say("hier staat een los regeleinde (CR)").tip("sla het bestand op met regeleinden LF of CRLF")
        }
        Problem::TooMuch(limit) => too_much(*limit),
        Problem::NoFront => W::say("het kopblok ontbreekt")
            .tip("begin het bestand met +++, title = \"…\" en +++, elk op een eigen regel"),
        Problem::FrontNotClosed => W::say("het kopblok is niet gesloten")
            .label("begint hier")
            .tip("zet +++ op de regel na de laatste instelling"),
        Problem::NoTitle => W::say("het kopblok noemt geen titel").tip("schrijf title = \"…\""),
        Problem::BadFront => W::say("het kopblok is niet te lezen")
            .tip("schrijf op elke regel sleutel = \"tekst\", met rechte aanhalingstekens"),
        Problem::SecondFront => W::say("hier staat een tweede kopblok").tip("een bestand heeft één kopblok, bovenaan"),
        Problem::UnknownKey { key, meant: name } => W::say(format!("‘{key}’ bestaat niet in het kopblok"))
            .label("onbekende sleutel")
            .tip(meant(*name, "in het kopblok staan title, description, language, show_from en pulse")),
        Problem::UnknownWord { word, meant: name } => {
            W::say(format!("‘{word}’ bestaat niet")).label("onbekend woord").tip(meant(*name, "haal het weg, of schrijf gewone tekst als \\{ … \\}"))
        }
        Problem::WordOfNothing { word, name } => W::say(format!("‘{word}’ hoort hier niet")).tip(match name {
            Some(name) => format!("een naam heeft geen spaties: schrijf ‘{name}’; gewone tekst is \\{{ … \\}}"),
            None => "schrijf gewone tekst als \\{ … \\}".to_owned(),
        }),
        Problem::EmptySlide => {
            W::say("hier staat een lege dia").tip("zet tussen twee strepen --- een dia, of haal één streep weg")
        }
        Problem::BadRule { rule } => W::say(format!("‘{rule}’ is geen scheiding")).tip(if rule.contains('_') {
            "tussen twee dia’s staat ---; een invulstreep hoort achter de tekst van een antwoord"
        } else {
            "zet tussen twee dia’s ---, zonder spaties en niet ingesprongen"
        }),
        Problem::Setext => {
            W::say("deze tekst wordt door de streep eronder een kop").tip("laat een regel leeg boven ---")
        }
        Problem::NoHeading { glued: true } => W::say("deze dia heeft geen kop").tip("zet een spatie na #"),
        Problem::NoHeading { glued: false } => {
            W::say("deze dia heeft geen kop").label("hier hoort een kop").tip("begin de dia met # en een spatie")
        }
        Problem::EmptyHeading => W::say("deze kop heeft geen tekst").tip("schrijf de titel of de vraag achter #"),
        Problem::NestedTitle => W::say("een kop met # staat aan het begin van een dia")
            .tip("zet --- tussen twee dia’s, of schrijf ## voor een tussenkop"),
        Problem::TwoTitles => W::say("een dia heeft één kop met #")
            .label("tweede kop")
            .also("eerste kop")
            .tip("zet --- tussen twee dia’s, of schrijf ## voor een tussenkop"),
        Problem::BadAttrs => W::say("deze accolades worden niet gelezen")
            .tip("zet alles in één paar accolades aan het eind van de kop; schrijf gewone accolades als \\{ en \\}"),
        Problem::AttrsOutsideHeading => {
            W::say("accolades horen alleen in een kop").tip("schrijf gewone accolades als \\{ en \\}")
        }
        Problem::BadName { name, meant: better } => W::say(format!("‘{name}’ kan geen naam zijn")).tip(meant(
            better.as_deref(),
            "een naam bestaat uit kleine letters, cijfers en streepjes, en begint met een letter",
        )),
        Problem::NoName => W::say("deze vraag heeft geen naam")
            .also("dit is een antwoordvakje")
            .tip("zet {#naam} achter de kop; is het geen vraag, schrijf dan \\( in plaats van ‘(’"),
        Problem::PartWithoutName => W::say("dit onderdeel heeft geen naam").tip("zet {#naam} achter de kop"),
        Problem::TranslationWithoutName => W::say("deze vertaalde dia heeft geen naam")
            .tip("zet achter de kop de {#naam} die de dia in het origineel heeft; heeft zij daar nog geen naam, geef haar er in beide bestanden een"),
        Problem::TwoNames => W::say("deze kop heeft twee namen").label("tweede naam").also("eerste naam").tip("laat er één staan"),
        Problem::TwoKinds => W::say("een vraag heeft één soort").label("tweede soort").also("eerste soort").tip("laat er één staan"),
        Problem::SaidTwice { word } => first_and_second(W::say(format!("‘{word}’ staat er twee keer"))).tip("haal er één weg"),
        Problem::SameName { name } => {
            first_and_second(W::say(format!("de naam ‘{name}’ bestaat al"))).tip("kies een andere naam")
        }
        Problem::SameAnswer { name } => {
            first_and_second(W::say(format!("het antwoord ‘{name}’ bestaat al"))).tip("kies een andere naam")
        }
        Problem::BadValue { value, unfit } => bad_value(value, unfit),
        Problem::NoMax => {
            W::say("bij ‘.number’ ontbreekt de grootste waarde").tip("schrijf max=… erbij, bijvoorbeeld max=10")
        }
        Problem::Misplaced { word } => {
            W::say(format!("‘{word}’ hoort niet bij deze soort vraag")).label("hoort hier niet").tip("haal het weg")
        }
        Problem::MisplacedOnPlain { word } => W::say(format!("‘{word}’ hoort niet bij een dia zonder vraag"))
            .label("hoort hier niet")
            .tip("voor antwoorden staat een vakje: - ( ) of - [ ]"),
        Problem::MisplacedOnSubheading { word } => {
            W::say(format!("‘{word}’ hoort niet bij een tussenkop")).label("hoort hier niet").tip("haal het weg, of zet het achter de kop met #")
        }
        Problem::BadBox => {
            W::say("dit vakje klopt niet").tip("schrijf ( ) of [ ] met een spatie erin en erachter, of een naam: (ja)")
        }
        Problem::AllRight => W::say("alle antwoorden heten goed")
            .tip("zet (x) alleen voor wat goed is; ten minste één antwoord is het niet"),
        Problem::ShuffledGroups => W::say("antwoorden in groepen houden hun volgorde")
            .tip("laat ‘.shuffle’ weg, of de groepen"),
        Problem::StepLeavesRest { points } => W::say(format!("met deze stap zijn {points} punten niet te verdelen"))
            .tip(format!("kies een stap waar {points} door te delen is")),
        Problem::RightAnswer => W::say("deze soort vraag kent geen goed antwoord")
            .tip("laat het vakje leeg, of geef het antwoord een naam: (ja)"),
        Problem::ScaleBoxNamed => {
            W::say("dit vakje klopt niet: op een schaal is het nummer de naam").tip("laat het vakje leeg: ( )")
        }
        Problem::SquareOnScale => W::say("dit vakje klopt niet: op een schaal kiest men één antwoord")
            .tip("schrijf ( ), of gebruik streepjes in plaats van nummers"),
        Problem::RoundInRanking => {
            W::say("dit vakje klopt niet: wie op volgorde zet, heeft vierkante vakjes").tip("schrijf [ ]")
        }
        Problem::StraySquare => W::say("door dit vierkante vakje is dit ‘kies er meer’, en kiest men elk rond vakje alleen")
            .label("vierkant")
            .also("rond")
            .tip("kiest men één antwoord, schrijf dan overal ( ) of (naam); kiest men er meer, schrijf dan [ ] of [naam]"),
        Problem::NoBox => W::say("deze regel heeft geen vakje, de andere wel")
            .tip("zet ( ) of [ ] voor de tekst; een groep heeft ingesprongen antwoorden onder zich"),
        Problem::NotAList => W::say("dit lijkt een antwoord, maar staat niet in een lijst")
            .tip("laat een regel leeg boven de antwoorden en begin elk met een streepje en een spatie, of een nummer"),
        Problem::AnswersInside => W::say("deze antwoorden staan in een citaat, of te diep in een lijst")
            .tip("begin de lijst met antwoorden aan de kantlijn"),
        Problem::EmptyAnswer => W::say("dit antwoord heeft geen tekst").tip("schrijf de tekst achter het vakje"),
        Problem::OneAnswer => W::say("deze vraag heeft maar één antwoord").tip("geef er ten minste twee"),
        Problem::NoAnswers => W::say("dit onderdeel heeft geen antwoorden")
            .tip("zet eronder een lijst met vakjes: - ( ) of 1. ( ), en - [ ] om op volgorde te zetten"),
        Problem::NoParts => {
            W::say("hier horen onderdelen met ##").tip("zet onder de kop ten minste één onderdeel: ## Tekst {#naam}")
        }
        Problem::LongAnswer(holding) => long_answer(*holding),
        Problem::TwoLists => W::say("een tweede lijst met antwoorden").also("eerste lijst").tip(
            "een notitie aan de kantlijn breekt een lijst: zet haar achter een antwoord; wat apart staat, begint met *",
        ),
        Problem::LateText => W::say("tekst na de antwoorden").tip("zet haar erboven, of met > ervoor"),
        Problem::BadNumber { due } => W::say(format!("hier hoort nummer {due}")).tip("een schaal telt op vanaf 0 of 1"),
        Problem::NumbersInGroup => {
            W::say("in een groep staan geen nummers").tip("begin de antwoorden van een groep met een streepje")
        }
        Problem::SecondWriteIn => W::say("bij ‘kies er meer’ neemt één antwoord eigen woorden")
            .tip("haal hier de streep ____ weg"),
        Problem::NoWriteIn => W::say("dit antwoord lijkt om eigen woorden te vragen, maar heeft geen invulstreep")
            .tip("zet voor eigen woorden ____ aan het eind: vier lage strepen"),
        Problem::BadWriteIn => {
            W::say("de invulstreep staat niet aan het eind").tip("zet ____ achter de tekst van een antwoord")
        }
        Problem::BadRepeat { name, meant: other } => {
            W::say(format!("er is hierboven geen vraag ‘{name}’")).tip(meant(other.as_deref(), "schrijf de naam van een vraag die eerder in het bestand staat"))
        }
        Problem::RepeatWithAnswers => W::say("een herhaalde vraag heeft zelf geen antwoorden")
            .also("herhaalt een vraag")
            .tip("haal de antwoorden weg: ze komen van de eerdere vraag"),
        Problem::CommentNotClosed => {
            W::say("deze notitie wordt niet gesloten: alles hieronder verdwijnt").tip("sluit de notitie met -->")
        }
        Problem::CodeNotClosed => W::say("dit codeblok wordt niet gesloten: alles hieronder hoort erbij")
            .tip("sluit het blok met hetzelfde teken: ```"),
        Problem::Html { tag } => {
            W::say(format!("‘{tag}’ is HTML en wordt niet gelezen")).tip("schrijf \\< voor een gewoon teken")
        }
        Problem::TextBesideComment => W::say("deze tekst staat op de regel van een notitie en wordt niet gelezen")
            .tip("zet de notitie op een eigen regel, of achter de tekst"),
        Problem::Image => W::say("beelden worden nog niet gelezen").tip("haal het beeld weg, of zet er een link voor in de plaats: [tekst](https://…)"),
        Problem::Reference => W::say("deze regel verdwijnt: het is een losse verwijzing")
            .tip("zet het adres in de link zelf: [tekst](https://…), of schrijf \\["),
        Problem::BadLink { address } => W::say("dit adres is geen weblink")
            .label(&format!("‘{}’", short(address)))
            .tip("een link begint met https://, http:// of mailto:"),
        Problem::LinkTitle => W::say("een titel bij een link wordt niet gelezen").tip("schrijf [tekst](https://…)"),
        Problem::NoOriginal { name, meant: own } => {
            W::say(format!("het origineel heeft geen ‘{name}’")).tip(meant(own.as_deref(), NAMES_OF_THE_ORIGINAL))
        }
        Problem::NoOriginalAnswer { name, meant: own } => W::say(format!("het origineel heeft geen antwoord ‘{name}’"))
            .also("het origineel")
            .tip(meant(own.as_deref(), NAMES_OF_THE_ORIGINAL)),
        Problem::AnswerNotTranslated { name } => W::say(format!("antwoord ‘{name}’ ontbreekt"))
            .also("staat wel in het origineel")
            .tip("een vraag wordt in haar geheel vertaald"),
        Problem::NoOriginalPart { name, meant: own } => W::say(format!("het origineel heeft geen onderdeel ‘{name}’"))
            .also("het origineel")
            .tip(meant(own.as_deref(), NAMES_OF_THE_ORIGINAL)),
        Problem::PartLeftOut { name } => W::say(format!("onderdeel ‘{name}’ ontbreekt"))
            .also("staat wel in het origineel")
            .tip("een vraag wordt in haar geheel vertaald"),
        Problem::PartNotTranslated { part } => W::say(match part {
            QuestionPart::Answers => "de antwoorden ontbreken",
            QuestionPart::Explanation => "de toelichting boven de antwoorden ontbreekt",
            QuestionPart::Quote => "het citaat voor na de onthulling ontbreekt",
        })
        .also("staat wel in het origineel")
        .tip("een vraag wordt in haar geheel vertaald"),
        Problem::Differs(difference) => differs(difference),
        Problem::Unnamed => W::say("een vertaald antwoord heeft een naam nodig")
            .also("in het origineel heeft het geen naam")
            .tip("zet in het origineel en hier een naam in het vakje: (ja)"),
        Problem::BadLanguage { said, file } => {
            W::say(format!("hier staat ‘{said}’, maar de bestandsnaam zegt ‘{file}’")).tip("haal deze regel weg: de taal van een vertaling staat in de bestandsnaam")
        }
        Problem::LanguageOfOriginal { language } => W::say(format!("‘{language}’ is de taal van het origineel zelf")).tip("noem in het origineel zijn eigen taal (language = \"…\"), of zet een andere taal in deze bestandsnaam"),
        Problem::ManyAnswers => W::say("meer dan 7 antwoorden zijn op een telefoon niet in één keer te zien").tip("voeg antwoorden samen, als dat kan"),
        Problem::LongAnswerRemark => {
            W::say("dit antwoord is langer dan 70 tekens").tip("korter leest sneller, zeker op het scherm in de zaal")
        }
        Problem::QuestionWithoutBoxes => W::say("deze kop eindigt op een vraagteken, maar de lijst heeft geen vakjes")
            .tip("is het een vraag, zet dan ( ) voor elk antwoord"),
        Problem::BareAddress => W::say("dit webadres is geen link").tip("zet < en > eromheen: <https://…>"),
        Problem::Untranslated { names, more } => {
            let names = names.iter().map(|name| format!("‘{name}’")).collect::<Vec<_>>().join(", ");
            let more = if *more > 0 { format!(" en nog {more}") } else { String::new() };
            W::say(format!("niet vertaald: {names}{more}"))
                .tip("wat ontbreekt, verschijnt in de taal van het origineel")
        }
        Problem::Advice(advice) => advise(advice),
        Problem::DescriptionUntranslated => W::say("de omschrijving (description) is niet vertaald")
            .tip("wat ontbreekt, verschijnt in de taal van het origineel"),
    }
}

fn advise(advice: &Advice) -> Words {
    use Words as W;
    match advice {
        Advice::TwoInOne { joint } => W::say(format!(
            "dit antwoord zegt misschien twee dingen, met ‘{joint}’ ertussen"
        ))
        .label("twee dingen?")
        .tip("wie het met één van de twee eens is, kan niet kiezen: maak er twee antwoorden van, of laat er één weg"),
        Advice::Statement => W::say("deze kop is een stelling, maar de antwoorden zeggen ja of nee")
            .label("geen vraag")
            .tip("maak er een vraag van, met een vraagteken; of vraag in hoeverre men het ermee eens is"),
        Advice::Presumes => W::say("deze vraag gaat ervan uit dat er iets in de weg staat")
            .label("en wie nergens last van heeft?")
            .tip("geef ook een antwoord als ‘Niets houdt mij tegen’, en ‘Anders… ____’ voor wat er nog niet bij staat"),
        Advice::NoWayOut => W::say("wie in geen van deze antwoorden past, kan niets kiezen")
            .tip("zet er een antwoord bij: ‘Anders… ____’, ‘Weet ik niet’ of ‘Geen van deze’"),
        Advice::Unbalanced(Lopsided::NoMiddle) => {
            W::say("bij ‘.bipolar’ is het midden het beste punt, maar deze schaal heeft geen midden")
                .label("een even aantal punten")
                .also("hier begint de schaal")
                .tip("neem 3, 5 of 7 punten")
        }
        Advice::Unbalanced(Lopsided::BestAside) => {
            W::say("bij ‘.bipolar’ is het midden het beste punt, maar dit punt staat niet in het midden")
                .label("dit is precies goed")
                .tip("geef beide kanten evenveel punten")
        }
        Advice::Unbalanced(Lopsided::MorePositive) => W::say("deze schaal heeft meer goede dan slechte punten")
            .label("aan deze kant staan er meer")
            .tip("geef beide kanten evenveel punten: de uitslag valt anders vanzelf te mooi uit"),
        Advice::Unbalanced(Lopsided::MoreNegative) => W::say("deze schaal heeft meer slechte dan goede punten")
            .label("aan deze kant staan er meer")
            .tip("geef beide kanten evenveel punten: de uitslag valt anders vanzelf te somber uit"),
        Advice::NearlyEqual => W::say("deze twee antwoorden zijn bijna gelijk")
            .label("lijkt hierop")
            .also("dit antwoord")
            .tip("maak het verschil duidelijk, of haal er één weg"),
        Advice::InARow { count } => W::say(format!("{count} vragen na elkaar, zonder gewone dia ertussen"))
            .label("de derde vraag")
            .also("de eerste vraag")
            .tip("zet er een dia met uitleg tussen, of bespreek eerst een uitslag: veel vragen na elkaar vermoeien"),
        Advice::SmallText { px_min } => {
            W::say(format!("de tekst van deze dia wordt op het scherm waarschijnlijk kleiner dan {px_min} pixels"))
                .label("te veel woorden")
                .tip("de achterste rij leest dat niet: laat woorden weg, of maak er twee dia’s van")
        }
    }
}

fn first_and_second(words: Words) -> Words {
    words.label("tweede keer").also("eerste keer")
}

fn meant(name: Option<&str>, otherwise: &str) -> String {
    name.map_or_else(|| otherwise.to_owned(), |name| format!("bedoelt u ‘{name}’?"))
}

fn too_much(limit: Limit) -> Words {
    let (message, tip) = match limit {
        Limit::Bytes => (
            format!("dit bestand is groter dan {} KiB", limits::DECK_BYTES_MAX / 1024),
            "verdeel het over twee bestanden",
        ),
        Limit::Slides => (format!("meer dan {} dia’s", limits::SLIDES_MAX), "verdeel ze over twee bestanden"),
        Limit::Answers => (
            format!("meer dan {} antwoorden", limits::ANSWERS_MAX),
            "voeg antwoorden samen, of maak er twee vragen van",
        ),
        Limit::Rows => (format!("meer dan {} onderdelen", limits::ROWS_MAX), "maak er twee dia’s van"),
        Limit::QuestionChars => {
            (format!("een kop van meer dan {} tekens", limits::QUESTION_CHARS_MAX), "zet de toelichting eronder")
        }
        Limit::AnswerChars => (
            format!("een antwoord van meer dan {} tekens", limits::ANSWER_CHARS_MAX),
            "zet de toelichting boven de antwoorden",
        ),
        Limit::NameChars => {
            (format!("een naam van meer dan {} tekens", limits::NAME_CHARS_MAX), "kies een kortere naam")
        }
        Limit::Nesting => (
            format!("lijsten en citaten liggen meer dan {} diep in elkaar", limits::NESTING_MAX),
            "spring minder ver in",
        ),
        Limit::Cells => (
            "deze rij heeft meer vakken dan de bovenste rij".to_owned(),
            "wat te veel is, verdwijnt; schrijf \\| voor een gewone streep",
        ),
    };
    Words::say(message).tip(tip)
}

fn bad_value(value: &str, unfit: &Unfit) -> Words {
    match unfit {
        Unfit::NotANumber if value.contains(',') => {
            Words::say(format!("‘{value}’ is geen getal")).tip(format!("schrijf een punt: {}", value.replace(',', ".")))
        }
        Unfit::NotANumber => Words::say(format!("‘{value}’ is geen getal")).tip("schrijf cijfers, zoals 10"),
        Unfit::NotWhole => Words::say(format!("‘{value}’ is geen heel getal")).tip("laat weg wat achter de punt staat"),
        Unfit::Outside(from, to) => {
            Words::say(format!("‘{value}’ ligt niet tussen {from} en {to}")).tip("kies een waarde daartussen")
        }
        Unfit::OffStep(step) => Words::say(format!("‘{value}’ ligt niet op een stap van {step}"))
            .tip("kies een waarde die op een stap ligt, of een kleinere step"),
        Unfit::NotYesOrNo => Words::say(format!("‘{value}’ is geen yes of no")).tip("schrijf yes of no"),
        Unfit::Quoted => Words::say(format!("een waarde heeft geen aanhalingstekens: {value}"))
            .tip("schrijf de waarde kaal, zonder spaties"),
        Unfit::Missing => {
            Words::say(format!("achter ‘{value}’ ontbreekt een waarde")).tip("schrijf geen spaties rond =")
        }
        Unfit::NotText => {
            Words::say(format!("‘{value}’ moet tekst zijn")).tip("zet rechte aanhalingstekens om de tekst")
        }
        Unfit::NotALanguage => {
            Words::say(format!("‘{value}’ is geen taal")).tip("schrijf bijvoorbeeld \"nl\" of \"en\"")
        }
        Unfit::NotAboveZero => Words::say(format!("‘{value}’ is niet groter dan 0")).tip("kies een grotere waarde"),
        Unfit::NotAboveMin => Words::say(format!("‘{value}’ is niet groter dan de kleinste waarde"))
            .tip("kies een grotere waarde, of een kleinere min"),
    }
}

fn long_answer(holding: Holding) -> Words {
    let (message, tip) = match holding {
        Holding::SecondParagraph => ("een antwoord is één alinea", "zet de toelichting boven de antwoorden"),
        Holding::List => {
            ("een antwoord kan geen lijst bevatten", "een groep is een regel zonder vakje, met antwoorden eronder")
        }
        Holding::Quote => {
            ("een antwoord kan geen citaat bevatten", "zet het citaat onder de antwoorden, niet ingesprongen")
        }
        Holding::Table => ("een antwoord kan geen tabel bevatten", "zet de tabel boven de antwoorden"),
        Holding::Code => {
            ("een antwoord kan geen code bevatten", "zet de code boven de antwoorden; ` is te schrijven als \\`")
        }
        Holding::Heading => ("een antwoord kan geen kop bevatten", "schrijf \\# voor een gewoon teken"),
        Holding::Link => ("een antwoord kan geen link bevatten", "zet de link boven de antwoorden"),
        Holding::Emphasis => ("een antwoord kan geen nadruk bevatten", "schrijf \\* of \\_ voor een gewoon teken"),
    };
    Words::say(message).tip(tip)
}

fn differs(difference: &Difference) -> Words {
    let words = Words::say(match difference {
        Difference::Box => "dit antwoord heeft een ander vakje".to_owned(),
        Difference::WriteIn => "dit antwoord verschilt in de invulstreep".to_owned(),
        Difference::Group => "dit antwoord staat in een andere groep".to_owned(),
        Difference::Apart => "dit antwoord staat in een andere lijst".to_owned(),
        Difference::Kind => "deze vraag is van een andere soort".to_owned(),
        Difference::Setting { word } => format!("‘{word}’ is anders dan in het origineel"),
        Difference::NotAQuestion => "deze dia is in het origineel geen vraag".to_owned(),
    });
    words.also("het origineel").tip("namen, vakjes, nummers, groepen en instellingen zijn die van het origineel")
}
