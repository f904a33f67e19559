//! Where something stands in a document, as people and `jq` write it: `questions[0].counts.ja`. Paths are for people, so
//! a name that nobody chose is quoted, and a flood of letters cut off.

/// Letters of a value or a name that are shown: enough to find it.
const SHOWN: usize = 80;

pub fn member(path: &str, name: &str) -> String {
    let is_plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    match (path.is_empty(), is_plain) {
        (true, true) => name.to_owned(),
        (false, true) => format!("{path}.{name}"),
        (_, false) => format!("{path}[{}]", quoted(name)),
    }
}

pub fn item(path: &str, index: usize) -> String {
    format!("{path}[{index}]")
}

/// As JSON writes it, so that nothing in it moves a cursor.
pub fn quoted(text: &str) -> String {
    let shown = serde_json::to_string(&short(text)).unwrap_or_default();
    shown.chars().map(|c| if is_unseen(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// No longer than what is shown.
pub fn short(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// What turns or breaks a line without being seen.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_reads_as_jq_writes_it_and_a_strange_name_is_quoted() {
        assert_eq!(member(&item(&member("", "questions"), 0), "counts"), "questions[0].counts");
        assert_eq!(member("a", "“een”"), "a[\"“een”\"]");
        assert_eq!(member("a", "b.c"), "a[\"b.c\"]");
        assert_eq!(member("a", "\u{1b}[2J\u{202e}"), "a[\"\\u001b[2J\u{fffd}\"]");
        assert_eq!(short(&"é".repeat(100)).chars().count(), SHOWN + 1);
    }
}
