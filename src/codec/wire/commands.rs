//! The words of commands, each with what it cannot do without. Said here once: [`read`](super::CommandText::read) knows no
//! others, and the API is described by it.

use utoipa::openapi::schema::{Object, ObjectBuilder, SchemaType, Type};

use crate::domain::limits::CLOCK_SECONDS;

/// A command's word, and the members that it must come with.
pub type CommandWord = (&'static str, &'static [&'static str]);

pub const COMMANDS: [CommandWord; 43] = [
    ("next", &["from"]),
    ("back", &["from"]),
    ("show", &["from", "slide"]),
    ("open", &["from"]),
    ("close", &["from"]),
    ("start-clock", &["from", "seconds"]),
    ("stop-clock", &["from"]),
    ("more-time", &["from"]),
    ("reveal", &["from"]),
    ("solve", &["from"]),
    ("moved", &["from"]),
    ("unmoved", &["from"]),
    ("hide", &["from"]),
    ("clear", &["from"]),
    ("black", &["from"]),
    ("end", &["from"]),
    ("undo", &[]),
    ("resume", &[]),
    ("finish", &[]),
    ("renew-screen", &[]),
    ("renew-control", &[]),
    ("set-aside", &["since"]),
    ("dismiss", &["since"]),
    ("bring-back", &[]),
    ("text-show", &["slide", "round", "entries"]),
    ("text-hide", &["slide", "round", "entries"]),
    ("text-join", &["slide", "round", "entries"]),
    ("text-own", &["slide", "round", "entries"]),
    ("text-restore", &["slide", "round", "entries"]),
    ("text-count-as", &["slide", "round", "entries", "under"]),
    ("texts-show-all", &["slide", "round", "newest"]),
    ("texts-veil", &["slide"]),
    ("texts-unveil", &["slide"]),
    ("ask-show", &["ask"]),
    ("ask-answer", &["ask"]),
    ("ask-hide", &["ask"]),
    ("ask-pin", &["ask"]),
    ("ask-unpin", &["ask"]),
    ("ask-spotlight", &["ask"]),
    ("ask-merge", &["ask", "into"]),
    ("asks-list", &[]),
    ("asks-hide", &[]),
    ("asks-unhide", &[]),
];

/// For the description of the API.
pub fn described() -> Object {
    let line = |(word, members): &CommandWord| {
        let members: Vec<String> = members.iter().map(|member| format!("`{member}`")).collect();
        if members.is_empty() { format!("- `{word}`") } else { format!("- `{word}`: {}", members.join(", ")) }
    };
    let lines: Vec<String> = COMMANDS.iter().map(line).collect();
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(COMMANDS.map(|(word, _)| word)))
        .description(Some(format!("What to do, and with which members it must come:\n{}", lines.join("\n"))))
        .build()
}

/// How long a clock may run.
pub fn seconds() -> Object {
    ObjectBuilder::new()
        .schema_type(SchemaType::from_iter([Type::Integer, Type::Null]))
        .minimum(Some(*CLOCK_SECONDS.start()))
        .maximum(Some(*CLOCK_SECONDS.end()))
        .description(Some("Of `start-clock`: for so many seconds."))
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::wire::CommandText;

    /// With every member that any command may have.
    fn full(word: &str) -> CommandText {
        CommandText {
            command: word.to_owned(),
            from: Some("0".to_owned()),
            slide: Some("p1".to_owned()),
            since: Some(0),
            seconds: Some(30),
            entries: Vec::new(),
            under: Some("ja".to_owned()),
            newest: Some(1),
            ask: Some(1),
            into: Some(2),
            list: None,
            round: Some(1),
        }
    }

    fn without(member: &str, mut text: CommandText) -> CommandText {
        match member {
            "from" => text.from = None,
            "slide" => text.slide = None,
            "since" => text.since = None,
            "seconds" => text.seconds = None,
            // Which may be none, and is refused later; a name that nothing has is not one.
            "entries" => text.entries = vec!["!".to_owned()],
            "under" => text.under = None,
            "newest" => text.newest = None,
            "ask" => text.ask = None,
            "into" => text.into = None,
            "round" => text.round = None,
            _ => panic!("no command has a member {member}"),
        }
        text
    }

    #[test]
    fn every_command_is_read_and_lacks_what_is_said_of_it_and_nothing_else() {
        let members = ["from", "slide", "since", "seconds", "entries", "under", "newest", "ask", "into", "round"];
        for (word, needed) in COMMANDS {
            assert!(full(word).read().is_ok(), "{word}");
            for member in members {
                let read = without(member, full(word)).read();
                match needed.contains(&member) {
                    true => assert_eq!(read.err(), Some(member), "{word} without {member}"),
                    false => assert!(read.is_ok(), "{word} needs no {member}"),
                }
            }
        }
    }

    #[test]
    fn a_word_that_is_not_among_them_is_no_command() {
        for word in ["", "dance", "text-", "text-dance", "ask-dance", "asks"] {
            assert_eq!(full(word).read().err(), Some("command"), "{word}");
        }
    }
}
