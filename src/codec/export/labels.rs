//! `labels.R` and `labels.sps`: scripts that read `export-codes.csv` and put labels, value labels and missing values on it.
//!
//! Every text of deck or people stands inside a string of the language, where nothing in it ends the string or the line:
//! what could is written otherwise, or becomes a space.

use std::fmt::Write;

use crate::codec::findings::gone;
use crate::domain::deck::Deck;
use crate::domain::published::Published;

use super::variables::variables;
use super::{About, Options, iso};

/// What SPSS takes of a variable's label, in bytes.
const LABEL_BYTES_MAX: usize = 255;
/// What it takes of the label of a value.
const VALUE_LABEL_BYTES_MAX: usize = 119;
/// Letters in one piece of a string: older SPSS cuts a line of 256 bytes off without a word.
const PIECE: usize = 60;
/// Bytes that a text column of SPSS holds: more than anybody may write.
const TEXT_BYTES: usize = 8_000;

/// The file that is labelled, and its digest.
pub(super) struct Labelled<'a> {
    pub about: &'a About,
    pub digest: &'a str,
    pub file: &'a str,
}

pub(super) fn r(labelled: &Labelled<'_>, deck: &Deck, published: &Published, options: Options) -> Vec<u8> {
    let variables = variables(deck, published, options.tongue);
    let say = |key| options.tongue.say(key);
    let mut script = String::new();
    for line in [say("labels-r-first"), say("labels-r-second"), say("labels-r-third")] {
        line_of(&mut script, format_args!("# {line}"));
    }
    line_of(&mut script, format_args!("# {}", of_what(labelled, options)));
    for gone in gone(published.results().forgotten, options.tongue) {
        line_of(&mut script, format_args!("# {gone}"));
    }
    script.push('\n');
    line_of(&mut script, format_args!("peil_file <- {}", r_string(labelled.file)));
    script.push_str("peil <- read.csv(\n  peil_file, fileEncoding = \"UTF-8-BOM\", check.names = FALSE, na.strings = \"\",\n  colClasses = c(\n    \"integer\"");
    for variable in &variables {
        let class = if variable.is_text() { "character" } else { "numeric" };
        let _ = write!(script, ",\n    \"{class}\"");
    }
    script.push_str(",\n    \"integer\"\n  )\n)\n\n");
    script.push_str(R_FUNCTION);
    script.push('\n');
    for variable in &variables {
        let name = r_string(&variable.name);
        let _ = write!(script, "peil[[{name}]] <- peil_labelled(\n  peil[[{name}]],\n  {}", r_string(&variable.label));
        if !variable.is_text() {
            let codes = variable.codes.iter().map(|(code, _)| code.to_string()).collect::<Vec<_>>().join(", ");
            let labels: Vec<_> = variable.codes.iter().map(|(_, label)| r_string(label)).collect();
            let _ = write!(
                script,
                ",\n  c({codes}),\n  c(\n    {}\n  ),\n  {}",
                labels.join(",\n    "),
                variable.missing_from()
            );
        }
        script.push_str("\n)\n");
    }
    script.into_bytes()
}

/// Base R, and the labels of the package haven where that is there: it keeps why an answer is missing.
const R_FUNCTION: &str = "\
peil_labelled <- function(x, label, codes = NULL, labels = NULL, missing_from = NULL) {
  if (is.null(codes)) {
    attr(x, \"label\") <- label
    return(x)
  }
  values <- stats::setNames(codes, labels)
  if (requireNamespace(\"haven\", quietly = TRUE)) {
    return(haven::labelled_spss(x, labels = values, na_range = c(-Inf, missing_from), label = label))
  }
  why <- factor(ifelse(x <= missing_from, x, NA), levels = codes, labels = make.unique(labels))
  x[x <= missing_from] <- NA
  attributes(x) <- list(label = label, labels = values[codes > missing_from], why_missing = why)
  x
}
";

pub(super) fn spss(labelled: &Labelled<'_>, deck: &Deck, published: &Published, options: Options) -> Vec<u8> {
    let variables = variables(deck, published, options.tongue);
    let mut script = String::new();
    // Without the mark SPSS reads a script in the country's own old letters.
    script.push('\u{feff}');
    let gone = gone(published.results().forgotten, options.tongue);
    for line in [options.tongue.say("labels-spss-first"), of_what(labelled, options)].into_iter().chain(gone) {
        line_of(&mut script, format_args!("* {}.", line.trim_end_matches('.')));
    }
    line_of(
        &mut script,
        format_args!("GET DATA\n  /TYPE=TXT\n  /FILE={}", spss_string(labelled.file, LABEL_BYTES_MAX)),
    );
    script.push_str("  /ENCODING='UTF8'\n  /ARRANGEMENT=DELIMITED\n  /DELIMITERS=','\n  /QUALIFIER='\"'\n  /FIRSTCASE=2\n  /VARIABLES=\n    participant F8.0");
    for variable in &variables {
        let format = if variable.is_text() { format!("A{TEXT_BYTES}") } else { "F20.6".to_owned() };
        let _ = write!(script, "\n    {} {format}", variable.name);
    }
    script.push_str("\n    set_aside F8.0.\nDATASET NAME peil.\nVARIABLE LABELS");
    for variable in &variables {
        let _ = write!(script, "\n  /{}\n    {}", variable.name, spss_string(&variable.label, LABEL_BYTES_MAX));
    }
    script.push_str(".\n");
    for variable in variables.iter().filter(|variable| !variable.is_text()) {
        let _ = write!(script, "VALUE LABELS {}", variable.name);
        for (code, label) in &variable.codes {
            let _ = write!(script, "\n  {code}\n    {}", spss_string(label, VALUE_LABEL_BYTES_MAX));
        }
        let _ = write!(script, ".\nMISSING VALUES {} (LOWEST THRU {}).\n", variable.name, variable.missing_from());
    }
    script.push_str("EXECUTE.\n");
    script.into_bytes()
}

fn of_what(labelled: &Labelled<'_>, options: Options) -> String {
    let started = iso(labelled.about.started_at);
    let figures = [("deck", labelled.about.deck.as_str()), ("started", &started), ("digest", labelled.digest)];
    options.tongue.say_with("labels-of", &figures.map(|(name, text)| (name, text.into())))
}

fn line_of(script: &mut String, line: std::fmt::Arguments<'_>) {
    let _ = writeln!(script, "{line}");
}

/// A string of R in double quotes.
fn r_string(text: &str) -> String {
    let mut string = String::with_capacity(text.len() + 2);
    string.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => string.extend(['\\', character]),
            _ if is_unprinted(character) => string.push(' '),
            _ => string.push(character),
        }
    }
    string.push('"');
    string
}

/// A string of SPSS in single quotes, in pieces that are put together again.
fn spss_string(text: &str, bytes_max: usize) -> String {
    let mut pieces = vec![String::new()];
    let (mut letters, mut bytes) = (0, 0);
    for character in text.chars() {
        let character = if is_unprinted(character) { ' ' } else { character };
        bytes += character.len_utf8();
        if bytes > bytes_max {
            break;
        }
        if letters == PIECE {
            letters = 0;
            pieces.push(String::new());
        }
        letters += 1;
        let piece = pieces.last_mut().expect("there is always one");
        if character == '\'' {
            piece.push('\'');
        }
        piece.push(character);
    }
    pieces.iter().map(|piece| format!("'{piece}'")).collect::<Vec<_>>().join(" +\n    ")
}

/// What ends a line somewhere, or turns it round.
fn is_unprinted(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_inside_its_string() {
        assert_eq!(r_string("a\"b\\c\nd%s é"), r#""a\"b\\c d%s é""#);
        assert_eq!(spss_string("'s ochtends\r\nEXECUTE. \"%\"", 99), "'''s ochtends  EXECUTE. \"%\"'");
        assert_eq!(spss_string(&"a".repeat(61), 255), format!("'{}' +\n    'a'", "a".repeat(60)));
        assert_eq!(spss_string("ééé", 5), "'éé'");
    }
}
