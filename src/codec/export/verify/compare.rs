//! Holds each value against its check, and names every one that does not agree.

use serde_json::{Map, Value};

use super::places::{item, member};
use super::{Difference, What};
use crate::codec::export::proof::{self, CHECKS, DIGEST};

/// Every value that is not as it was written, in the order of its path.
pub fn checks(document: &Map<String, Value>) -> Vec<Difference> {
    let mut differences = Vec::new();
    let right = Value::Object(proof::checks(document));
    let Some(said) = document.get(CHECKS) else {
        return vec![Difference { path: CHECKS.to_owned(), what: What::Missing }];
    };
    compare("", said, &right, &mut differences);
    // With the checks as they should be, does the digest agree? Then it was a check that was changed, and no value.
    if !differences.is_empty() {
        let mut mended = document.clone();
        mended.insert(CHECKS.to_owned(), right);
        if mended.get(DIGEST).and_then(Value::as_str) == Some(&proof::digest(&mended)) {
            for difference in &mut differences {
                let dot = if difference.path.starts_with('[') { "" } else { "." };
                difference.path = format!("{CHECKS}{dot}{}", difference.path);
                difference.what = What::Check;
            }
        }
    }
    differences
}

fn compare(path: &str, said: &Value, right: &Value, differences: &mut Vec<Difference>) {
    match (said, right) {
        (Value::Object(said), Value::Object(right)) => {
            for (name, check) in said {
                match right.get(name) {
                    Some(value) => compare(&member(path, name), check, value, differences),
                    None => differences.push(Difference { path: member(path, name), what: What::Missing }),
                }
            }
            for name in right.keys().filter(|name| !said.contains_key(*name)) {
                differences.push(Difference { path: member(path, name), what: What::Added });
            }
        }
        (Value::Array(said), Value::Array(right)) => {
            for (index, check) in said.iter().enumerate() {
                match right.get(index) {
                    Some(value) => compare(&item(path, index), check, value, differences),
                    None => differences.push(Difference { path: item(path, index), what: What::Missing }),
                }
            }
            for index in said.len()..right.len() {
                differences.push(Difference { path: item(path, index), what: What::Added });
            }
        }
        _ if said != right => differences.push(Difference { path: path.to_owned(), what: What::Changed }),
        _ => {}
    }
}
