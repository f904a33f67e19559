//! Holds JSON against a schema of the description: as much of JSON Schema as the description uses, and not a word more. A
//! keyword that it does not know is a failure, so that nothing is passed over in silence.

use std::collections::BTreeSet;

use serde_json::Value;

/// Say something to people, and forbid nothing.
const SAID_TO_PEOPLE: [&str; 4] = ["description", "title", "default", "example"];

/// What is wrong with the value, a line each.
pub fn faults(document: &Value, schema: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    look(document, schema, value, "", &mut faults);
    let known = members(document, schema);
    // The description is of answers, so a member that it does not name is one that nobody described.
    if let (Some(object), false) = (value.as_object(), known.is_empty()) {
        let strange = object.keys().filter(|name| !known.contains(name.as_str()));
        faults.extend(strange.map(|name| format!("{name} is not described")));
    }
    if let (Some(items), Some(schema)) = (value.as_array(), schema.get("items")) {
        faults.extend(items.iter().flat_map(|item| self::faults(document, schema, item)));
    }
    faults
}

fn look(document: &Value, schema: &Value, value: &Value, at: &str, out: &mut Vec<String>) {
    for (keyword, said) in schema.as_object().unwrap_or_else(|| panic!("{at}: no schema: {schema}")) {
        let mut fault = |holds: bool| {
            if !holds {
                out.push(format!("{at} {value}: {keyword} {said}"));
            }
        };
        match keyword.as_str() {
            "$ref" => look(document, resolved(document, said), value, at, out),
            "allOf" => parts(said).for_each(|part| look(document, part, value, at, out)),
            "oneOf" => fault(parts(said).filter(|part| fits(document, part, value)).count() == 1),
            "type" => fault(types(said).any(|kind| is(kind, value))),
            "enum" => fault(parts(said).any(|one| one == value)),
            "format" if said == "date-time" => {
                fault(value.as_str().is_none_or(|text| text.parse::<jiff::Timestamp>().is_ok()));
            }
            "format" => {}
            "minimum" => fault(value.as_f64().is_none_or(|number| Some(number) >= said.as_f64())),
            "maximum" => fault(value.as_f64().is_none_or(|number| Some(number) <= said.as_f64())),
            "required" => fault(parts(said).all(|name| value.get(name.as_str().unwrap()).is_some())),
            "properties" => {
                for (name, schema) in said.as_object().unwrap() {
                    if let Some(member) = value.get(name) {
                        look(document, schema, member, &format!("{at}/{name}"), out);
                    }
                }
            }
            "items" => {
                for (item, n) in value.as_array().into_iter().flatten().zip(0..) {
                    look(document, said, item, &format!("{at}/{n}"), out);
                }
            }
            word if SAID_TO_PEOPLE.contains(&word) => {}
            word => panic!("{at}: nobody holds anything against {word}"),
        }
    }
}

fn fits(document: &Value, schema: &Value, value: &Value) -> bool {
    let mut faults = Vec::new();
    look(document, schema, value, "", &mut faults);
    faults.is_empty()
}

/// The members that an object of this schema may have; none where it says of none.
fn members<'a>(document: &'a Value, schema: &'a Value) -> BTreeSet<&'a str> {
    let own = schema["properties"].as_object().into_iter().flatten().map(|(name, _)| name.as_str());
    let of_all = schema["allOf"].as_array().into_iter().flatten().flat_map(|part| members(document, part));
    let behind = schema.get("$ref").map(|reference| members(document, resolved(document, reference)));
    own.chain(of_all).chain(behind.into_iter().flatten()).collect()
}

fn resolved<'a>(document: &'a Value, reference: &Value) -> &'a Value {
    let pointer = reference.as_str().unwrap().strip_prefix('#').expect("a reference within the document");
    document.pointer(pointer).unwrap_or_else(|| panic!("{reference} leads nowhere"))
}

fn parts(said: &Value) -> impl Iterator<Item = &Value> {
    said.as_array().unwrap_or_else(|| panic!("no list: {said}")).iter()
}

fn types(said: &Value) -> impl Iterator<Item = &str> {
    said.as_str().into_iter().chain(said.as_array().into_iter().flatten().filter_map(Value::as_str))
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => panic!("there is no type {kind}"),
    }
}

#[test]
fn a_value_that_is_not_as_described_is_noticed() {
    use serde_json::json;
    let document = json!({ "components": { "schemas": { "Word": { "type": "string", "enum": ["a", "b"] } } } });
    let schema = json!({
        "type": "object", "required": ["word"],
        "properties": {
            "word": { "$ref": "#/components/schemas/Word" },
            "n": { "type": ["integer", "null"], "minimum": 1 },
            "at": { "type": "string", "format": "date-time" },
            "list": { "type": "array", "items": { "oneOf": [{ "type": "null" }, { "type": "boolean" }] } },
        },
    });
    let check = |value: Value, expected: usize| {
        let found = faults(&document, &schema, &value);
        assert_eq!(found.len(), expected, "{value}: {found:?}");
    };
    check(json!({ "word": "a", "n": null, "at": "2026-01-01T00:00:00Z", "list": [null, true] }), 0);
    for wrong in [
        json!({}),
        json!({ "word": "c" }),
        json!({ "word": "a", "n": 0 }),
        json!({ "word": "a", "n": 1.5 }),
        json!({ "word": "a", "at": "yesterday" }),
        json!({ "word": "a", "list": [1] }),
        json!({ "word": "a", "else": 1 }),
    ] {
        check(wrong, 1);
    }
    check(json!("a"), 2);
}
