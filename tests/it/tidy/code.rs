//! Rust source as far as names go: words, `::` and brackets, without comments, strings and tests.
//!
//! Not a parser: it knows no types and no scopes, and is right for code that compiles.

use std::fmt;

/// A path named in the code, with what it starts from taken off.
#[derive(Debug, PartialEq, Eq)]
pub enum Name {
    /// From the root of this crate.
    Ours(Vec<String>),
    /// From the standard library.
    Std(Vec<String>),
    /// Anything else that stands before a `::`: another crate, or a type in scope.
    Other(Vec<String>),
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Name::Ours(path) => write!(f, "crate::{}", path.join("::")),
            Name::Std(path) => write!(f, "std::{}", path.join("::")),
            Name::Other(path) => f.write_str(&path.join("::")),
        }
    }
}

/// The module that a source file holds, as a path from the crate's root.
pub fn module_of(file: &str) -> Vec<String> {
    let file = file.trim_start_matches("src/").trim_end_matches(".rs");
    let file = file.trim_end_matches("/mod");
    if file == "lib" { Vec::new() } else { file.split('/').map(str::to_owned).collect() }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    /// `::`
    Path,
    Sign(char),
}

pub struct Code(Vec<Token>);

impl Code {
    pub fn read(text: &str) -> Self {
        let mut tokens = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let skipped = comment(rest).or_else(|| string(rest)).or_else(|| character(rest));
            if let Some(length) = skipped {
                rest = &rest[length..];
            } else if first.is_alphanumeric() || first == '_' {
                let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
                tokens.push(Token::Word(rest[..end].to_owned()));
                rest = &rest[end..];
            } else if let Some(after) = rest.strip_prefix("::") {
                tokens.push(Token::Path);
                rest = after;
            } else {
                if !first.is_whitespace() {
                    tokens.push(Token::Sign(first));
                }
                rest = &rest[first.len_utf8()..];
            }
        }
        Self(tokens)
    }

    /// Without every item that is there for tests only.
    pub fn without_tests(self) -> Self {
        let marker = Code::read("#[cfg(test)]").0;
        let mut kept = Vec::new();
        let mut rest = self.0.as_slice();
        while let [first, others @ ..] = rest {
            if let Some(item) = rest.strip_prefix(marker.as_slice()) {
                rest = after_item(item);
            } else {
                kept.push(first.clone());
                rest = others;
            }
        }
        Self(kept)
    }

    /// Every path named in the code of this module.
    pub fn names(&self, module: &[String]) -> Vec<Name> {
        let mut names = Vec::new();
        let mut index = 0;
        while index < self.0.len() {
            let used = index > 0 && self.0[index - 1] == Token::Word("use".to_owned());
            let starts = matches!(&self.0[index], Token::Word(_) | Token::Sign('{')) && used
                || matches!(&self.0[index], Token::Word(_)) && self.0.get(index + 1) == Some(&Token::Path);
            if !starts {
                index += 1;
                continue;
            }
            let mut paths = Vec::new();
            index += tree(&self.0[index..], &[], &mut paths).max(1);
            names.extend(paths.into_iter().map(|path| resolved(path, module)));
        }
        names
    }
}

/// Reads `a::b` or `a::{b, c::d}`; returns how many tokens it took.
fn tree(tokens: &[Token], before: &[String], paths: &mut Vec<Vec<String>>) -> usize {
    match tokens {
        [Token::Word(word), Token::Path, rest @ ..]
            if matches!(rest, [Token::Word(_) | Token::Sign('{' | '*'), ..]) =>
        {
            let path = [before, std::slice::from_ref(word)].concat();
            2 + tree(rest, &path, paths)
        }
        [Token::Word(word), ..] => {
            // `self` in a group names the module before it.
            let own = if word == "self" && !before.is_empty() { &[][..] } else { std::slice::from_ref(word) };
            paths.push([before, own].concat());
            1
        }
        [Token::Sign('{'), ..] => {
            let mut taken = 1;
            while taken < tokens.len() {
                match &tokens[taken] {
                    Token::Sign('}') => return taken + 1,
                    Token::Word(word) if word == "as" => taken += 2,
                    Token::Word(_) | Token::Sign('{') => taken += tree(&tokens[taken..], before, paths),
                    Token::Sign('*') => {
                        paths.push([before, &["*".to_owned()]].concat());
                        taken += 1;
                    }
                    _ => taken += 1,
                }
            }
            taken
        }
        [Token::Sign('*'), ..] => {
            paths.push([before, &["*".to_owned()]].concat());
            1
        }
        _ => 0,
    }
}

fn resolved(path: Vec<String>, module: &[String]) -> Name {
    match path[0].as_str() {
        "crate" | "peil" => Name::Ours(path[1..].to_vec()),
        "std" | "core" | "alloc" => Name::Std(path[1..].to_vec()),
        "self" => Name::Ours([module, &path[1..]].concat()),
        "super" => {
            let ups = path.iter().take_while(|word| *word == "super").count();
            let above = &module[..module.len().saturating_sub(ups)];
            Name::Ours([above, &path[ups..]].concat())
        }
        _ => Name::Other(path),
    }
}

/// What stands after an item: behind its braces, or behind its semicolon when it has none.
fn after_item(tokens: &[Token]) -> &[Token] {
    let mut depth = 0;
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Sign('{' | '(' | '[') => depth += 1,
            Token::Sign(')' | ']') => depth -= 1,
            Token::Sign('}') => {
                depth -= 1;
                if depth == 0 {
                    return &tokens[index + 1..];
                }
            }
            Token::Sign(';') if depth == 0 => return &tokens[index + 1..],
            _ => {}
        }
    }
    &[]
}

/// Length of the comment that `text` starts with.
fn comment(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    text.starts_with("/*").then_some(())?;
    let mut depth = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return Some(at);
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    Some(at)
}

/// Length of the string that `text` starts with, plain or raw, with its prefix.
fn string(text: &str) -> Option<usize> {
    // The longer prefixes first: `br"` also starts with `b`.
    let prefix = ["br", "cr", "b", "c", "r", ""].into_iter().find(|prefix| {
        text.strip_prefix(prefix)
            .is_some_and(|rest| rest.starts_with('"') || prefix.ends_with('r') && rest.starts_with('#'))
    })?;
    let prefix = prefix.len();
    let raw = text[..prefix].ends_with('r');
    let hashes = if raw { text[prefix..].chars().take_while(|c| *c == '#').count() } else { 0 };
    let start = prefix + hashes;
    text[start..].starts_with('"').then_some(())?;
    let inside = start + 1;
    if raw {
        let end = format!("\"{}", "#".repeat(hashes));
        return Some(text[inside..].find(&end).map_or(text.len(), |at| inside + at + end.len()));
    }
    let mut escaped = false;
    for (at, character) in text[inside..].char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(inside + at + 1),
            _ => {}
        }
    }
    Some(text.len())
}

/// Length of the character literal that `text` starts with; a lifetime is none.
fn character(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    let first = inside.chars().next()?;
    if first == '\\' {
        let end = inside.char_indices().skip(2).find(|(_, c)| *c == '\'')?.0;
        return Some(1 + end + 1);
    }
    inside[first.len_utf8()..].starts_with('\'').then_some(first.len_utf8() + 2)
}

#[test]
fn names_are_read_and_comments_strings_and_tests_are_not() {
    let names = |text: &str| -> Vec<String> {
        let module = module_of("src/codec/export/json.rs");
        Code::read(text).without_tests().names(&module).iter().map(Name::to_string).collect()
    };
    let check = |given: &str, expected: &[&str]| assert_eq!(names(given), expected, "{given}");
    check(
        "use crate::a::{self, b::C, d as e, f::*};",
        &["crate::a", "crate::a::b::C", "crate::a::d", "crate::a::f::*"],
    );
    check("use super::{About, super::words::Tongue};", &["crate::codec::export::About", "crate::codec::words::Tongue"]);
    check("use super::super::words;", &["crate::codec::words"]);
    check("use {serde::Serialize, std::fmt};", &["serde::Serialize", "std::fmt"]);
    check("let x: Vec<crate::a::B> = c::d::<E>(f::G::h);", &["crate::a::B", "c::d", "f::G::h"]);
    check("// crate::a\n/* crate::b /* c::d */ */ 'x' '\\'' &'a str \"e::f\" r#\"g::\"h\"# b\"i::j\"", &[]);
    check("#[cfg(test)]\nmod tests { use a::b; fn c() {} }\nuse d::e;", &["d::e"]);
    check("#[cfg(test)]\nmod tests;\nuse d::e;", &["d::e"]);
    check("#[cfg(test)]\nfn f(a: [u8; 3]) { b::c() }\nuse d::e;", &["d::e"]);
}
