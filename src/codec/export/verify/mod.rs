//! Checks a `results.json` without the session it is of: every figure against its rows, every value against its check,
//! the whole against its digest.
//!
//! Believes nothing that the file says, and is not stopped by a file of any shape. Shares no code with the tally: a fault
//! there would be in both.

mod answers;
mod compare;
mod places;
mod read;
mod recount;

use serde_json::{Map, Value};

use super::json::VERSION;
use super::proof;

/// Something that does not agree, by its path in the file, as `questions[0].counts.ja`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub path: String,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The file says one thing, and its rows another.
    Figure { file: String, rows: String },
    /// It is not what stood there when its check was made.
    Changed,
    /// Its check says that something stood there.
    Missing,
    /// It has no check, so it was put there later.
    Added,
    /// The value stands as it was; its check was changed.
    Check,
    /// It is nothing that can stand there.
    Malformed,
    /// The digest that the file says, and that of what stands in it.
    Digest { file: String, content: String },
}

/// What cannot be recounted, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unchecked {
    pub path: String,
    pub why: Why,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The session keeps no rows, or they were deleted.
    NoRows,
    /// The rows come when the results are final.
    RowsLater,
    /// The texts were deleted.
    NoTexts,
    /// Small groups stand together in the rows.
    Merged,
    /// The rows leave it out, as its figures would tell few people apart.
    Withheld,
    /// Its words stand apart from the rows.
    Apart,
    /// Who asked is not kept.
    Askers,
}

/// What came of it.
#[derive(Debug)]
pub struct Verdict {
    /// The digest of what stands in the file.
    pub digest: String,
    pub rows: usize,
    /// How many figures were counted again.
    pub figures: usize,
    /// Figures first, then checks, then the digest.
    pub differences: Vec<Difference>,
    /// The questions by the names that they have in the file, in its order.
    pub questions: Vec<String>,
    pub unchecked: Vec<Unchecked>,
}

/// Why a file is no `results.json` at all.
#[derive(Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// With what the reader of JSON says.
    Json(String),
    /// No `results.json`.
    Other,
    /// Its version is not the one known here.
    Version,
}

/// # Errors
/// A file that is no results of a version known here.
pub fn verify(bytes: &[u8]) -> Result<Verdict, Unreadable> {
    let document = match read::read(bytes) {
        Ok(Value::Object(document)) => document,
        Ok(_) => return Err(Unreadable::Other),
        Err(error) => return Err(Unreadable::Json(error.to_string())),
    };
    match document.get("version") {
        Some(version) if version == VERSION => {}
        Some(_) => return Err(Unreadable::Version),
        None => return Err(Unreadable::Other),
    }
    Ok(verdict(&document))
}

fn verdict(document: &Map<String, Value>) -> Verdict {
    let mut recount = recount::Recount::default();
    recount.document(document);
    let digest = proof::digest(document);
    let mut differences = recount.differences;
    differences.extend(compare::checks(document));
    let said = document.get(proof::DIGEST).and_then(Value::as_str);
    if said != Some(&digest) {
        let what = match said {
            Some(said) => What::Digest { file: places::short(said), content: digest.clone() },
            None => What::Missing,
        };
        differences.push(Difference { path: proof::DIGEST.to_owned(), what });
    }
    let rows = document.get("rows").and_then(Value::as_array).map_or(0, Vec::len);
    let questions = answers::list_of(document, "questions").iter();
    let questions =
        questions.map(|question| places::short(answers::text(question, "id").unwrap_or_default())).collect();
    Verdict { digest, rows, figures: recount.figures, differences, questions, unchecked: recount.unchecked }
}

impl Verdict {
    /// Of a path that begins at a question: which that is, as people count them, its name, and the rest of the path.
    pub fn question<'a>(&self, path: &'a str) -> Option<(u32, &str, &'a str)> {
        let (index, rest) = path.strip_prefix("questions[")?.split_once(']')?;
        let index: usize = index.parse().ok()?;
        let name = self.questions.get(index).filter(|name| !name.is_empty())?;
        Some((index as u32 + 1, name, rest.strip_prefix('.').unwrap_or(rest)))
    }
}
