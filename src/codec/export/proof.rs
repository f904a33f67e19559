//! What `results.json` says about itself: the digest of the whole, and a short check of each value in it.
//!
//! The *digest* is SHA-256, in small hexadecimal digits, over the canonical form of the document without its member
//! `sha256`. The *canonical form* is that document as JSON in UTF-8 without white space between its parts; the members of
//! every object sorted by the code points of their names; lists in their order; in texts only `"`, `\` and control
//! characters escaped, as `\b \t \n \f \r` where JSON has such a short form and as `\u001f`, in small digits, where it has
//! not; every number whole and written out. So a reader who reformats the file changes nothing, and `jq -cS` gives the
//! same bytes but for its line end (and for U+007F, which it escapes and which no text here holds):
//!
//! ```text
//! jq -cS 'del(.sha256)' results.json | tr -d '\n' | sha256sum
//! ```
//!
//! The *checks* mirror the document: an object or list that holds something is an object or list of checks, anything else
//! the first eight digits of the SHA-256 of its canonical form. One answer of one participant is checked as one. They tell
//! where a file was changed; the digest tells that it was, also when somebody changed a check with the value.
//!
//! Neither proves who made the file: whoever changes all of it in keeping makes another whole. Then the digest differs
//! from the one that the report, the workbook and the names of the other files say.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// The member that holds the digest, and is not in it.
pub const DIGEST: &str = "sha256";
/// The member that holds the checks.
pub const CHECKS: &str = "checks";
const ROWS: &str = "rows";
const CELLS: &str = "cells";
/// Digits of a check: one change in four thousand million goes unseen by it, and none by the digest.
const CHECK_DIGITS: usize = 8;

/// Gives the rows one by one, as often as asked: ten thousand at once, as JSON has them, are a hundred megabytes.
pub trait Rows {
    fn each(&self) -> impl Iterator<Item = Value>;
}

/// The checks of a document of these rows, as they stand in it.
pub struct Checks<R> {
    of_head: Map<String, Value>,
    rows: R,
}

impl<R: Rows> Checks<R> {
    /// Of a document of these members and rows.
    pub fn new(head: &Map<String, Value>, rows: R) -> Self {
        Self { of_head: checks_of(head), rows }
    }

    /// The digest of that document. `head` as it was given.
    pub fn digest(&self, head: &Map<String, Value>) -> String {
        digest_of_members(head.keys().map(String::as_str).chain([CHECKS, ROWS]), |hash, name| match name {
            CHECKS => self.add(hash),
            ROWS => add_list(hash, self.rows.each()),
            name => hash.update(canonical(&head[name])),
        })
    }

    fn add(&self, hash: &mut Sha256) {
        add_object(hash, self.of_head.keys().map(String::as_str).chain([ROWS]), |hash, name| match name {
            ROWS if self.has_rows() => add_list(hash, self.of_rows()),
            ROWS => hash.update(canonical(&of_no_rows())),
            name => hash.update(canonical(&self.of_head[name])),
        });
    }

    fn has_rows(&self) -> bool {
        self.rows.each().next().is_some()
    }

    fn of_rows(&self) -> impl Iterator<Item = Value> {
        self.rows.each().map(|row| checks_of_row(&row))
    }
}

impl<R: Rows> Serialize for Checks<R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_map(Some(self.of_head.len() + 1))?;
        for (name, check) in &self.of_head {
            members.serialize_entry(name, check)?;
        }
        match self.has_rows() {
            true => members.serialize_entry(ROWS, &List(|| self.of_rows()))?,
            false => members.serialize_entry(ROWS, &of_no_rows())?,
        }
        members.end()
    }
}

/// A list that is never there as a whole.
pub struct List<F>(pub F);

impl<F: Fn() -> I, I: Iterator<Item: Serialize>> Serialize for List<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

fn of_no_rows() -> Value {
    Value::String(short(b"[]"))
}

/// The digest of a document that was read, whatever it says its digest is.
pub fn digest(document: &Map<String, Value>) -> String {
    let members = document.keys().map(String::as_str).filter(|name| *name != DIGEST);
    digest_of_members(members, |hash, name| hash.update(canonical(&document[name])))
}

/// The checks of a document that was read, whatever checks it holds.
pub fn checks(document: &Map<String, Value>) -> Map<String, Value> {
    checks_of(document)
}

fn digest_of_members<'a>(names: impl Iterator<Item = &'a str>, member: impl FnMut(&mut Sha256, &'a str)) -> String {
    let mut hash = Sha256::new();
    add_object(&mut hash, names, member);
    hexadecimal(&hash.finalize())
}

fn add_object<'a>(
    hash: &mut Sha256,
    names: impl Iterator<Item = &'a str>,
    mut member: impl FnMut(&mut Sha256, &'a str),
) {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    hash.update("{");
    for (index, name) in names.into_iter().enumerate() {
        if index > 0 {
            hash.update(",");
        }
        hash.update(canonical(&Value::from(name)));
        hash.update(":");
        member(hash, name);
    }
    hash.update("}");
}

fn add_list(hash: &mut Sha256, values: impl Iterator<Item = Value>) {
    hash.update("[");
    for (index, value) in values.enumerate() {
        if index > 0 {
            hash.update(",");
        }
        hash.update(canonical(&value));
    }
    hash.update("]");
}

fn checks_of(document: &Map<String, Value>) -> Map<String, Value> {
    let check = |(name, value): (&String, &Value)| match (name.as_str(), value) {
        (DIGEST | CHECKS, _) => None,
        (ROWS, Value::Array(rows)) if !rows.is_empty() => {
            Some((name.clone(), rows.iter().map(checks_of_row).collect()))
        }
        _ => Some((name.clone(), mirror(value))),
    };
    document.iter().filter_map(check).collect()
}

fn checks_of_row(row: &Value) -> Value {
    let Value::Object(members) = row else { return mirror(row) };
    let check = |(name, value): (&String, &Value)| {
        let check = match value {
            Value::Object(cells) if name == CELLS && !cells.is_empty() => {
                cells.iter().map(|(question, cell)| (question.clone(), Value::from(short(&canonical(cell))))).collect()
            }
            _ => mirror(value),
        };
        (name.clone(), check)
    };
    members.iter().map(check).collect()
}

fn mirror(value: &Value) -> Value {
    match value {
        Value::Object(members) if !members.is_empty() => {
            members.iter().map(|(name, value)| (name.clone(), mirror(value))).collect()
        }
        Value::Array(values) if !values.is_empty() => values.iter().map(mirror).collect(),
        _ => Value::String(short(&canonical(value))),
    }
}

fn short(canonical: &[u8]) -> String {
    hexadecimal(&Sha256::digest(canonical)[..CHECK_DIGITS / 2])
}

fn canonical(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_canonical(value, &mut bytes);
    bytes
}

fn write_canonical(value: &Value, bytes: &mut Vec<u8>) {
    match value {
        Value::Object(members) => {
            // Sorted here and not by trust in the map, which another crate may tell to keep its order.
            let mut sorted: Vec<_> = members.iter().collect();
            sorted.sort_unstable_by_key(|(name, _)| name.as_str());
            bytes.push(b'{');
            for (index, (name, value)) in sorted.into_iter().enumerate() {
                if index > 0 {
                    bytes.push(b',');
                }
                write_plain(name, bytes);
                bytes.push(b':');
                write_canonical(value, bytes);
            }
            bytes.push(b'}');
        }
        Value::Array(values) => {
            bytes.push(b'[');
            for (index, value) in values.iter().enumerate() {
                if index > 0 {
                    bytes.push(b',');
                }
                write_canonical(value, bytes);
            }
            bytes.push(b']');
        }
        plain => write_plain(plain, bytes),
    }
}

fn write_plain(value: &(impl serde::Serialize + ?Sized), bytes: &mut Vec<u8>) {
    serde_json::to_writer(bytes, value).expect("memory takes every byte");
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    struct Listed(Vec<Value>);

    impl Rows for Listed {
        fn each(&self) -> impl Iterator<Item = Value> {
            self.0.iter().cloned()
        }
    }

    fn object(value: Value) -> Map<String, Value> {
        let Value::Object(object) = value else { panic!("an object") };
        object
    }

    #[test]
    fn the_canonical_form_is_sorted_and_bare_and_escapes_no_more_than_it_must() {
        let text = "é\u{1f600}/\"\\\n\u{7}\u{1f}\u{7f}\u{2028}";
        let value = json!({ "b": [1, null, true, {}], "a": { "z": text, "A": -3 }, "é": [] });
        let expected = "{\"a\":{\"A\":-3,\"z\":\"é\u{1f600}/\\\"\\\\\\n\\u0007\\u001f\u{7f}\u{2028}\"},\"b\":[1,null,true,{}],\"é\":[]}";
        assert_eq!(String::from_utf8(canonical(&value)).unwrap(), expected);
    }

    #[test]
    fn a_document_made_row_by_row_has_the_digest_of_the_whole() {
        for rows in [json!([]), json!([{ "participant": 1, "cells": { "p1": { "choices": ["ja"] } } }, 2])] {
            let head = object(json!({ "version": 1, "zonder": {}, "titel": { "nl": "Een" } }));
            let made = Checks::new(&head, Listed(rows.as_array().unwrap().clone()));
            let sha256 = made.digest(&head);
            let mut whole = head.clone();
            whole.insert("rows".to_owned(), rows);
            let made = serde_json::to_value(&made).unwrap();
            assert_eq!(made, Value::Object(checks(&whole)));
            whole.insert(CHECKS.to_owned(), made);
            whole.insert(DIGEST.to_owned(), json!("what it says does not matter"));
            assert_eq!(sha256, digest(&whole));
            whole.remove(DIGEST);
            assert_eq!(sha256, hexadecimal(&Sha256::digest(canonical(&Value::Object(whole)))));
        }
    }

    #[test]
    fn a_check_is_the_start_of_a_digest_anybody_can_make() {
        // printf '"Een"' | sha256sum
        let checks = checks(&object(json!({ "titel": { "nl": "Een" } })));
        assert_eq!(checks["titel"]["nl"].as_str().unwrap(), &hexadecimal(&Sha256::digest("\"Een\""))[..8]);
    }
}
