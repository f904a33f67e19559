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

pub struct Proof {
    pub checks: Value,
    pub sha256: String,
}

impl Proof {
    /// Of a document of these members and rows. Takes the rows one by one, for there may be ten thousand.
    pub fn new(head: &Map<String, Value>, rows: impl Iterator<Item = Value>) -> Self {
        let mut checks = checks_of(head);
        let (mut row_checks, mut canonical_rows) = (Vec::new(), b"[".to_vec());
        for row in rows {
            if !row_checks.is_empty() {
                canonical_rows.push(b',');
            }
            write_canonical(&row, &mut canonical_rows);
            row_checks.push(checks_of_row(&row));
        }
        canonical_rows.push(b']');
        let of_none = || Value::String(short(&canonical_rows));
        let row_checks = if row_checks.is_empty() { of_none() } else { Value::Array(row_checks) };
        checks.insert(ROWS.to_owned(), row_checks);
        let checks = Value::Object(checks);
        let mut members: Vec<(&str, Vec<u8>)> =
            head.iter().map(|(name, value)| (name.as_str(), canonical(value))).collect();
        members.push((CHECKS, canonical(&checks)));
        members.push((ROWS, canonical_rows));
        Self { sha256: digest_of_members(members), checks }
    }
}

/// The digest of a document that was read, whatever it says its digest is.
pub fn digest(document: &Map<String, Value>) -> String {
    let members = document.iter().filter(|(name, _)| *name != DIGEST);
    digest_of_members(members.map(|(name, value)| (name.as_str(), canonical(value))).collect())
}

/// The checks of a document that was read, whatever checks it holds.
pub fn checks(document: &Map<String, Value>) -> Map<String, Value> {
    checks_of(document)
}

fn digest_of_members(mut members: Vec<(&str, Vec<u8>)>) -> String {
    members.sort_unstable_by(|one, two| one.0.cmp(two.0));
    let mut hash = Sha256::new();
    for (index, (name, value)) in members.iter().enumerate() {
        hash.update(if index == 0 { "{" } else { "," });
        hash.update(canonical(&Value::from(*name)));
        hash.update(":");
        hash.update(value);
    }
    hash.update(if members.is_empty() { "{}" } else { "}" });
    hexadecimal(&hash.finalize())
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
            let proof = Proof::new(&head, rows.as_array().unwrap().iter().cloned());
            let mut whole = head.clone();
            whole.insert("rows".to_owned(), rows);
            assert_eq!(proof.checks, Value::Object(checks(&whole)));
            whole.insert(CHECKS.to_owned(), proof.checks);
            whole.insert(DIGEST.to_owned(), json!("what it says does not matter"));
            assert_eq!(proof.sha256, digest(&whole));
            whole.remove(DIGEST);
            assert_eq!(proof.sha256, hexadecimal(&Sha256::digest(canonical(&Value::Object(whole)))));
        }
    }

    #[test]
    fn a_check_is_the_start_of_a_digest_anybody_can_make() {
        // printf '"Een"' | sha256sum
        let checks = checks(&object(json!({ "titel": { "nl": "Een" } })));
        assert_eq!(checks["titel"]["nl"].as_str().unwrap(), &hexadecimal(&Sha256::digest("\"Een\""))[..8]);
    }
}
