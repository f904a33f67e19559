//! The sentences of faults and remarks, in English. Never decides what is a fault.

use super::editor::{Advice, Lopsided};
use super::problems::{Difference, Holding, Limit, Problem, QuestionPart, Unfit};
use super::words::{Frame, Words, short};
use crate::domain::limits;

pub const FRAME: Frame = Frame { error: "error", remark: "remark", tip: "tip" };

const NAMES_OF_THE_ORIGINAL: &str = "a translation uses the names of the original";

pub fn and_more(count: usize) -> String {
    match count {
        1 => "… and 1 more error".to_owned(),
        _ => format!("… and {count} more errors"),
    }
}

pub fn and_more_remarks(count: usize) -> String {
    match count {
        1 => "… and 1 more remark".to_owned(),
        _ => format!("… and {count} more remarks"),
    }
}

pub fn words(problem: &Problem) -> Words {
    use Words as W;
    match problem {
        Problem::NotUtf8(byte) => W::say(format!("byte 0x{byte:02X} is not UTF-8")).tip("save the file as UTF-8"),
        Problem::Utf16 => W::say("this file is UTF-16").tip("save the file as UTF-8"),
        Problem::Nul => W::say("there is a nul byte here").tip("save the file as plain text, in UTF-8"),
        Problem::LoneReturn => {
            W::say("there is a lone line ending (CR) here").tip("save the file with line endings LF or CRLF")
        }
        Problem::TooMuch(limit) => too_much(*limit),
        Problem::NoFront => W::say("the front matter is missing")
            .tip("begin the file with +++, title = \"…\" and +++, each on a line of its own"),
        Problem::FrontNotClosed => W::say("the front matter is not closed")
            .label("begins here")
            .tip("put +++ on the line after the last setting"),
        Problem::NoTitle => W::say("the front matter names no title").tip("write title = \"…\""),
        Problem::BadFront => W::say("the front matter cannot be read")
            .tip("write key = \"text\" on each line, with straight quotation marks"),
        Problem::SecondFront => {
            W::say("this is a second front matter").tip("a file has one front matter, at the top")
        }
        Problem::UnknownKey { key, meant: name } => W::say(format!("there is no ‘{key}’ in the front matter"))
            .label("unknown key")
            .tip(meant(*name, "the front matter holds title, description, language, show_from and pulse")),
        Problem::UnknownWord { word, meant: name } => W::say(format!("there is no ‘{word}’"))
            .label("unknown word")
            .tip(meant(*name, "remove it, or write plain text as \\{ … \\}")),
        Problem::WordOfNothing { word, name } => W::say(format!("‘{word}’ does not belong here")).tip(match name {
            Some(name) => format!("a name has no spaces: write ‘{name}’; plain text is \\{{ … \\}}"),
            None => "write plain text as \\{ … \\}".to_owned(),
        }),
        Problem::EmptySlide => {
            W::say("this slide is empty").tip("put a slide between the two ---, or remove one of them")
        }
        Problem::BadRule { rule } => W::say(format!("‘{rule}’ separates nothing")).tip(if rule.contains('_') {
            "between two slides stands ---; a line to write on belongs behind the text of an answer"
        } else {
            "put --- between two slides, without spaces and not indented"
        }),
        Problem::Setext => {
            W::say("the line below makes a heading of this text").tip("leave an empty line above ---")
        }
        Problem::NoHeading { glued: true } => W::say("this slide has no heading").tip("put a space after #"),
        Problem::NoHeading { glued: false } => W::say("this slide has no heading")
            .label("a heading belongs here")
            .tip("begin the slide with # and a space"),
        Problem::EmptyHeading => W::say("this heading has no text").tip("write the title or the question after #"),
        Problem::NestedTitle => W::say("a heading with # stands at the beginning of a slide")
            .tip("put --- between two slides, or write ## for a subheading"),
        Problem::TwoTitles => W::say("a slide has one heading with #")
            .label("second heading")
            .also("first heading")
            .tip("put --- between two slides, or write ## for a subheading"),
        Problem::BadAttrs => W::say("these braces are not read")
            .tip("put everything in one pair of braces at the end of the heading; write plain braces as \\{ and \\}"),
        Problem::AttrsOutsideHeading => {
            W::say("braces belong in a heading only").tip("write plain braces as \\{ and \\}")
        }
        Problem::BadName { name, meant: better } => W::say(format!("‘{name}’ cannot be a name"))
            .tip(meant(better.as_deref(), "a name is small letters, digits and hyphens, and starts with a letter")),
        Problem::NoName => W::say("this question has no name")
            .also("this is an answer’s box")
            .tip("put {#name} behind the heading; if it is no question, write \\( instead of ‘(’"),
        Problem::PartWithoutName => W::say("this part has no name").tip("put {#name} behind the heading"),
        Problem::TranslationWithoutName => W::say("this translated slide has no name").tip(
            "put behind the heading the {#name} that the slide has in the original; if it has none there yet, give it one \
             in both files",
        ),
        Problem::TwoNames => {
            W::say("this heading has two names").label("second name").also("first name").tip("keep one")
        }
        Problem::TwoKinds => {
            W::say("a question has one kind").label("second kind").also("first kind").tip("keep one")
        }
        Problem::SaidTwice { word } => {
            first_and_second(W::say(format!("‘{word}’ stands here twice"))).tip("remove one")
        }
        Problem::SameName { name } => {
            first_and_second(W::say(format!("the name ‘{name}’ is already taken"))).tip("choose another name")
        }
        Problem::SameAnswer { name } => {
            first_and_second(W::say(format!("the answer ‘{name}’ is already there"))).tip("choose another name")
        }
        Problem::BadValue { value, unfit } => bad_value(value, unfit),
        Problem::NoMax => W::say("‘.number’ lacks its largest value").tip("add max=…, for instance max=10"),
        Problem::Misplaced { word } => W::say(format!("‘{word}’ does not belong to this kind of question"))
            .label("does not belong here")
            .tip("remove it"),
        Problem::MisplacedOnPlain { word } => W::say(format!("‘{word}’ does not belong to a slide without a question"))
            .label("does not belong here")
            .tip("before answers stands a box: - ( ) or - [ ]"),
        Problem::MisplacedOnSubheading { word } => W::say(format!("‘{word}’ does not belong to a subheading"))
            .label("does not belong here")
            .tip("remove it, or put it behind the heading with #"),
        Problem::BadBox => {
            W::say("this box is not right").tip("write ( ) or [ ] with a space in it and after it, or a name: (yes)")
        }
        Problem::AllRight => W::say("all answers are called right")
            .tip("put (x) only before what is right; at least one answer is not"),
        Problem::ShuffledGroups => W::say("answers in groups keep their order")
            .tip("leave out ‘.shuffle’, or the groups"),
        Problem::StepLeavesRest { points } => W::say(format!("with this step {points} points cannot be divided"))
            .tip(format!("choose a step that divides {points}")),
        Problem::RightAnswer => W::say("this kind of question has no right answer")
            .tip("leave the box empty, or give the answer a name: (yes)"),
        Problem::ScaleBoxNamed => {
            W::say("this box is not right: on a scale the number is the name").tip("leave the box empty: ( )")
        }
        Problem::SquareOnScale => W::say("this box is not right: on a scale people choose one answer")
            .tip("write ( ), or use hyphens instead of numbers"),
        Problem::RoundInRanking => {
            W::say("this box is not right: what is put in order has square boxes").tip("write [ ]")
        }
        Problem::StraySquare => {
            W::say("this square box makes it ‘choose several’, and each round box is then chosen alone")
                .label("square")
                .also("round")
                .tip("if one answer is chosen, write ( ) or (name) everywhere; if several are, write [ ] or [name]")
        }
        Problem::NoBox => W::say("this line has no box, the others have one")
            .tip("put ( ) or [ ] before the text; a group has indented answers below it"),
        Problem::NotAList => W::say("this looks like an answer, but is not in a list")
            .tip("leave a line empty above the answers and begin each with a hyphen and a space, or a number"),
        Problem::AnswersInside => W::say("these answers stand in a quote, or too deep in a list")
            .tip("begin the list of answers at the margin"),
        Problem::EmptyAnswer => W::say("this answer has no text").tip("write the text behind the box"),
        Problem::OneAnswer => W::say("this question has only one answer").tip("give at least two"),
        Problem::NoAnswers => W::say("this part has no answers")
            .tip("put a list with boxes below it: - ( ) or 1. ( ), and - [ ] for putting in order"),
        Problem::NoParts => {
            W::say("parts with ## belong here").tip("put at least one part below the heading: ## Text {#name}")
        }
        Problem::LongAnswer(holding) => long_answer(*holding),
        Problem::TwoLists => W::say("a second list of answers").also("first list").tip(
            "a note at the margin breaks a list: put it behind an answer; what stands apart begins with *",
        ),
        Problem::LateText => W::say("text after the answers").tip("put it above them, or with > before it"),
        Problem::BadNumber { due } => {
            W::say(format!("number {due} belongs here")).tip("a scale counts up from 0 or 1")
        }
        Problem::NumbersInGroup => {
            W::say("a group holds no numbers").tip("begin the answers of a group with a hyphen")
        }
        Problem::SecondWriteIn => W::say("where several are chosen one answer takes words of one’s own")
            .tip("take the line ____ away here"),
        Problem::NoWriteIn => {
            W::say("this answer seems to ask for words of one’s own, but has no line to write on")
                .tip("for own words write ____ at the end: four low lines")
        }
        Problem::BadWriteIn => {
            W::say("the line to write on is not at the end").tip("put ____ behind the text of an answer")
        }
        Problem::BadRepeat { name, meant: other } => W::say(format!("there is no question ‘{name}’ above this"))
            .tip(meant(other.as_deref(), "write the name of a question that stands earlier in the file")),
        Problem::RepeatWithAnswers => W::say("a repeated question has no answers of its own")
            .also("repeats a question")
            .tip("remove the answers: they come from the earlier question"),
        Problem::CommentNotClosed => {
            W::say("this note is not closed: everything below it disappears").tip("close the note with -->")
        }
        Problem::CodeNotClosed => W::say("this code block is not closed: everything below it becomes part of it")
            .tip("close the block with the same sign: ```"),
        Problem::Html { tag } => {
            W::say(format!("‘{tag}’ is HTML and is not read")).tip("write \\< for a plain sign")
        }
        Problem::TextBesideComment => W::say("this text stands on the line of a note and is not read")
            .tip("put the note on a line of its own, or behind the text"),
        Problem::Image => W::say("pictures are not read yet")
            .tip("remove the picture, or put a link in its place: [text](https://…)"),
        Problem::Reference => W::say("this line disappears: it is a loose reference")
            .tip("put the address in the link itself: [text](https://…), or write \\["),
        Problem::BadLink { address } => W::say("this address is no web link")
            .label(&format!("‘{}’", short(address)))
            .tip("a link begins with https://, http:// or mailto:"),
        Problem::LinkTitle => W::say("a link’s title is not read").tip("write [text](https://…)"),
        Problem::NoOriginal { name, meant: own } => {
            W::say(format!("the original has no ‘{name}’")).tip(meant(own.as_deref(), NAMES_OF_THE_ORIGINAL))
        }
        Problem::NoOriginalAnswer { name, meant: own } => W::say(format!("the original has no answer ‘{name}’"))
            .also("the original")
            .tip(meant(own.as_deref(), NAMES_OF_THE_ORIGINAL)),
        Problem::AnswerNotTranslated { name } => W::say(format!("answer ‘{name}’ is missing"))
            .also("is in the original")
            .tip("a question is translated as a whole"),
        Problem::NoOriginalPart { name, meant: own } => W::say(format!("the original has no part ‘{name}’"))
            .also("the original")
            .tip(meant(own.as_deref(), NAMES_OF_THE_ORIGINAL)),
        Problem::PartLeftOut { name } => W::say(format!("part ‘{name}’ is missing"))
            .also("is in the original")
            .tip("a question is translated as a whole"),
        Problem::PartNotTranslated { part } => W::say(match part {
            QuestionPart::Answers => "the answers are missing",
            QuestionPart::Explanation => "the explanation above the answers is missing",
            QuestionPart::Quote => "the quote for after the reveal is missing",
        })
        .also("is in the original")
        .tip("a question is translated as a whole"),
        Problem::Differs(difference) => differs(difference),
        Problem::Unnamed => W::say("a translated answer needs a name")
            .also("has no name in the original")
            .tip("put a name in the box in the original and here: (yes)"),
        Problem::BadLanguage { said, file } => {
            W::say(format!("this says ‘{said}’, but the file name says ‘{file}’"))
                .tip("remove this line: a translation’s language stands in its file name")
        }
        Problem::LanguageOfOriginal { language } => {
            W::say(format!("‘{language}’ is the language of the original itself")).tip(
                "name the original’s own language in it (language = \"…\"), or put another language in this file name",
            )
        }
        Problem::ManyAnswers => {
            W::say("more than 7 answers cannot be seen at once on a phone").tip("join answers, if you can")
        }
        Problem::LongAnswerRemark => W::say("this answer is longer than 70 characters")
            .tip("shorter reads faster, above all on the screen in the hall"),
        Problem::QuestionWithoutBoxes => W::say("this heading ends in a question mark, but the list has no boxes")
            .tip("if it is a question, put ( ) before each answer"),
        Problem::BareAddress => W::say("this web address is no link").tip("put < and > around it: <https://…>"),
        Problem::Untranslated { names, more } => {
            let names = names.iter().map(|name| format!("‘{name}’")).collect::<Vec<_>>().join(", ");
            let more = if *more > 0 { format!(" and {more} more") } else { String::new() };
            W::say(format!("not translated: {names}{more}")).tip("what is missing shows in the original’s language")
        }
        Problem::Advice(advice) => advise(advice),
        Problem::DescriptionUntranslated => {
            W::say("the description is not translated").tip("what is missing shows in the original’s language")
        }
    }
}

fn advise(advice: &Advice) -> Words {
    use Words as W;
    match advice {
        Advice::TwoInOne { joint } => W::say(format!("this answer may say two things, with ‘{joint}’ between them"))
            .label("two things?")
            .tip("who agrees with one of the two cannot choose: make it two answers, or leave one out"),
        Advice::Statement => W::say("this heading is a statement, but the answers say yes or no")
            .label("no question")
            .tip("make it a question, with a question mark; or ask to what extent people agree"),
        Advice::Presumes => W::say("this question takes for granted that something is in the way")
            .label("and who is not troubled at all?")
            .tip("give an answer like ‘Nothing holds me back’ too, and ‘Other… ____’ for what is not listed yet"),
        Advice::NoWayOut => W::say("who fits none of these answers can choose nothing")
            .tip("add an answer: ‘Other… ____’, ‘I don’t know’ or ‘None of these’"),
        Advice::Unbalanced(Lopsided::NoMiddle) => {
            W::say("with ‘.bipolar’ the middle is the best point, but this scale has no middle")
                .label("an even number of points")
                .also("the scale begins here")
                .tip("take 3, 5 or 7 points")
        }
        Advice::Unbalanced(Lopsided::BestAside) => {
            W::say("with ‘.bipolar’ the middle is the best point, but this point is not in the middle")
                .label("this is just right")
                .tip("give both sides as many points")
        }
        Advice::Unbalanced(Lopsided::MorePositive) => W::say("this scale has more good points than bad ones")
            .label("this side has more")
            .tip("give both sides as many points: else the result looks better than it is"),
        Advice::Unbalanced(Lopsided::MoreNegative) => W::say("this scale has more bad points than good ones")
            .label("this side has more")
            .tip("give both sides as many points: else the result looks worse than it is"),
        Advice::NearlyEqual => W::say("these two answers are nearly the same")
            .label("is like the other")
            .also("this answer")
            .tip("make the difference clear, or leave one out"),
        Advice::InARow { count } => W::say(format!("{count} questions in a row, without a plain slide between"))
            .label("the third question")
            .also("the first question")
            .tip("put a slide that explains between, or discuss a result first: many questions in a row tire"),
        Advice::SmallText { px_min } => {
            W::say(format!("the text of this slide will probably be smaller than {px_min} pixels on the screen"))
                .label("too many words")
                .tip("the last row cannot read that: leave out words, or make it two slides")
        }
    }
}

fn first_and_second(words: Words) -> Words {
    words.label("second time").also("first time")
}

fn meant(name: Option<&str>, otherwise: &str) -> String {
    name.map_or_else(|| otherwise.to_owned(), |name| format!("do you mean ‘{name}’?"))
}

fn too_much(limit: Limit) -> Words {
    let (message, tip) = match limit {
        Limit::Bytes => {
            (format!("this file is larger than {} KiB", limits::DECK_BYTES_MAX / 1024), "divide it over two files")
        }
        Limit::Slides => (format!("more than {} slides", limits::SLIDES_MAX), "divide them over two files"),
        Limit::Answers => {
            (format!("more than {} answers", limits::ANSWERS_MAX), "join answers, or make two questions of it")
        }
        Limit::Rows => (format!("more than {} parts", limits::ROWS_MAX), "make two slides of it"),
        Limit::QuestionChars => (
            format!("a heading of more than {} characters", limits::QUESTION_CHARS_MAX),
            "put the explanation below it",
        ),
        Limit::AnswerChars => (
            format!("an answer of more than {} characters", limits::ANSWER_CHARS_MAX),
            "put the explanation above the answers",
        ),
        Limit::NameChars => {
            (format!("a name of more than {} characters", limits::NAME_CHARS_MAX), "choose a shorter name")
        }
        Limit::Nesting => {
            (format!("lists and quotes lie more than {} deep in one another", limits::NESTING_MAX), "indent less")
        }
        Limit::Cells => (
            "this row has more cells than the top row".to_owned(),
            "what is too much disappears; write \\| for a plain bar",
        ),
    };
    Words::say(message).tip(tip)
}

fn bad_value(value: &str, unfit: &Unfit) -> Words {
    match unfit {
        Unfit::NotANumber if value.contains(',') => {
            Words::say(format!("‘{value}’ is not a number")).tip(format!("write a point: {}", value.replace(',', ".")))
        }
        Unfit::NotANumber => Words::say(format!("‘{value}’ is not a number")).tip("write digits, like 10"),
        Unfit::NotWhole => {
            Words::say(format!("‘{value}’ is not a whole number")).tip("leave out what stands behind the point")
        }
        Unfit::Outside(from, to) => {
            Words::say(format!("‘{value}’ is not between {from} and {to}")).tip("choose a value between them")
        }
        Unfit::OffStep(step) => Words::say(format!("‘{value}’ is not on a step of {step}"))
            .tip("choose a value that is on a step, or a smaller step"),
        Unfit::NotYesOrNo => Words::say(format!("‘{value}’ is not yes or no")).tip("write yes or no"),
        Unfit::Quoted => {
            Words::say(format!("a value has no quotation marks: {value}")).tip("write the value bare, without spaces")
        }
        Unfit::Missing => Words::say(format!("a value is missing after ‘{value}’")).tip("write no spaces around ="),
        Unfit::NotText => {
            Words::say(format!("‘{value}’ must be text")).tip("put straight quotation marks around the text")
        }
        Unfit::NotALanguage => {
            Words::say(format!("‘{value}’ is not a language")).tip("write for instance \"nl\" or \"en\"")
        }
        Unfit::NotAboveZero => Words::say(format!("‘{value}’ is not above 0")).tip("choose a larger value"),
        Unfit::NotAboveMin => Words::say(format!("‘{value}’ is not above the smallest value"))
            .tip("choose a larger value, or a smaller min"),
    }
}

fn long_answer(holding: Holding) -> Words {
    let (message, tip) = match holding {
        Holding::SecondParagraph => ("an answer is one paragraph", "put the explanation above the answers"),
        Holding::List => ("an answer cannot hold a list", "a group is a line without a box, with answers below it"),
        Holding::Quote => ("an answer cannot hold a quote", "put the quote below the answers, not indented"),
        Holding::Table => ("an answer cannot hold a table", "put the table above the answers"),
        Holding::Code => ("an answer cannot hold code", "put the code above the answers; a plain ` is written as \\`"),
        Holding::Heading => ("an answer cannot hold a heading", "write \\# for a plain sign"),
        Holding::Link => ("an answer cannot hold a link", "put the link above the answers"),
        Holding::Emphasis => ("an answer cannot hold emphasis", "write \\* or \\_ for a plain sign"),
    };
    Words::say(message).tip(tip)
}

fn differs(difference: &Difference) -> Words {
    let words = Words::say(match difference {
        Difference::Box => "this answer has another box".to_owned(),
        Difference::WriteIn => "this answer differs in the line to write on".to_owned(),
        Difference::Group => "this answer stands in another group".to_owned(),
        Difference::Apart => "this answer stands in another list".to_owned(),
        Difference::Kind => "this question is of another kind".to_owned(),
        Difference::Setting { word } => format!("‘{word}’ differs from the original"),
        Difference::NotAQuestion => "this slide is no question in the original".to_owned(),
    });
    words.also("the original").tip("names, boxes, numbers, groups and settings are those of the original")
}
