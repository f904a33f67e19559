//! Results as files that people take with them: one module a format, all made from the same [`Published`].
//!
//! Knows what may leave a session, never what may not; rows, never voters. Writes no file: whoever asks gets the bytes, a name for them and their type.

mod asks;
mod csv_codes;
mod csv_long;
mod csv_wide;
pub mod guard;
mod json;
mod labels;
mod merged;
mod pieces;
mod proof;
mod variables;
pub mod verify;
mod workbook;

use crate::codec::findings::{Findings, Headlines};
use crate::codec::words::Tongue;
use crate::domain::deck::{Deck, Editions, Question};
use crate::domain::ids::{DeckId, Moment, RoomCode, SessionId, SlideKey};
use crate::domain::published::Published;
use crate::domain::results::{Forgettable, QuestionResult};

use guard::Guard;

/// Which session the results are of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    pub session: SessionId,
    pub code: RoomCode,
    pub deck: DeckId,
    pub started_at: Moment,
    /// `None` while the session runs.
    pub ended_at: Option<Moment>,
}

/// The kinds of file, by the last part of their address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A workbook with a chart for each question: to read, to show and to go on with.
    Workbook,
    /// One row an answer: for pivot tables and statistics.
    CsvLong,
    /// One row a participant: to read and to filter.
    CsvWide,
    /// One row a participant, in codes: for statistics, with a script that labels it.
    CsvCodes,
    LabelsR,
    LabelsSpss,
    /// Everything, in every language of the deck: for machines, and the truth the others are held against.
    Json,
}

impl Format {
    pub const ALL: [Format; 7] = [
        Format::Workbook,
        Format::CsvLong,
        Format::CsvWide,
        Format::CsvCodes,
        Format::LabelsR,
        Format::LabelsSpss,
        Format::Json,
    ];

    /// As in the API and at the end of a file's name.
    pub fn file(self) -> &'static str {
        match self {
            Format::Workbook => "export.xlsx",
            Format::CsvLong => "export.csv",
            Format::CsvWide => "export-wide.csv",
            Format::CsvCodes => "export-codes.csv",
            Format::LabelsR => "labels.R",
            Format::LabelsSpss => "labels.sps",
            Format::Json => "results.json",
        }
    }

    pub fn from_file(file: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.file() == file)
    }

    /// Whether there is such a file of these results now.
    pub fn is_of(self, published: &Published) -> bool {
        match self {
            Format::CsvWide | Format::CsvCodes | Format::LabelsR | Format::LabelsSpss => published.has_rows(),
            Format::Workbook | Format::CsvLong | Format::Json => true,
        }
    }

    /// Whether something is left to stand in it after what was deleted. Texts stand in the long file apart from rows.
    pub fn has_something_left(self, published: &Published) -> bool {
        let is_gone = |what| published.results().forgotten.of(what).is_some();
        match self {
            // Without rows from the start it is of totals, which stay.
            Format::CsvLong if !published.has_rows() => true,
            Format::Workbook | Format::Json => true,
            Format::CsvLong => !(is_gone(Forgettable::Rows) && is_gone(Forgettable::Texts)),
            Format::CsvWide | Format::CsvCodes | Format::LabelsR | Format::LabelsSpss => !is_gone(Forgettable::Rows),
        }
    }

    pub fn content_type(self) -> &'static str {
        match self {
            Format::CsvLong | Format::CsvWide | Format::CsvCodes => "text/csv; charset=utf-8; header=present",
            Format::LabelsR | Format::LabelsSpss => "text/plain; charset=utf-8",
            Format::Json => "application/json",
            Format::Workbook => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delimiter {
    Semicolon,
    Comma,
}

impl Delimiter {
    pub const ALL: [Delimiter; 2] = [Delimiter::Semicolon, Delimiter::Comma];

    /// As in an address.
    pub fn word(self) -> &'static str {
        match self {
            Delimiter::Semicolon => "semicolon",
            Delimiter::Comma => "comma",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|delimiter| delimiter.word() == word)
    }

    pub(crate) fn sign(self) -> char {
        match self {
            Delimiter::Semicolon => ';',
            Delimiter::Comma => ',',
        }
    }
}

/// Between the answers of a question that takes several: a sign that labels do not hold.
const BETWEEN: &str = " | ";

/// How the CSV files are written. JSON has but one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The language of questions, answers and of the words for what is missing.
    pub tongue: Tongue,
    pub delimiter: Delimiter,
    /// Starts the file with U+FEFF, without which Excel reads UTF-8 as Latin.
    pub bom: bool,
    /// Keeps texts from being run as formulas. Off gives every text exactly as it was written.
    pub guard: bool,
}

impl Options {
    /// What opens well by a double click in a spreadsheet of that language: a Dutch Excel expects semicolons.
    pub fn for_tongue(tongue: Tongue) -> Self {
        let delimiter = match tongue {
            Tongue::Dutch => Delimiter::Semicolon,
            Tongue::English => Delimiter::Comma,
        };
        Self { tongue, delimiter, bom: true, guard: true }
    }
}

/// A file to hand over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Small letters, digits, hyphens and one dot: safe in a header and on every disk.
    pub name: String,
    pub content_type: &'static str,
    pub bytes: Vec<u8>,
    /// SHA-256 of the `results.json` of the same moment, in hexadecimal digits: whoever holds both can tell.
    pub digest: String,
}

/// So many digits of the digest stand in a file's name: no two exports of one session share them by chance, and the
/// name still fits in a window.
const DIGITS_IN_NAME: usize = 12;

/// The file of this format. Every one says the digest of the `results.json` of the same moment: a document in its text;
/// the tables of figures in their names, for a line of comment or a column more would be read as an answer by whatever
/// opens them.
pub fn export(format: Format, about: &About, editions: &Editions, published: &Published, options: Options) -> File {
    export_with(format, about, editions, published, &Headlines::new(), options)
}

/// The same, with what the organiser wrote above questions: in documents for people, never among the figures.
pub fn export_with(
    format: Format,
    about: &About,
    editions: &Editions,
    published: &Published,
    headlines: &Headlines,
    options: Options,
) -> File {
    let deck = || merged::labelled(editions.in_language(&options.tongue.language()), published, options.tongue);
    let (json, digest) = match format {
        Format::Json => json::write(about, editions, published),
        _ => (Vec::new(), json::digest(about, editions, published)),
    };
    let bytes = match format {
        Format::CsvLong => csv_long::write(about, &deck(), published, options),
        Format::CsvWide => csv_wide::write(&deck(), published, options),
        Format::CsvCodes => csv_codes::write(&deck(), published, options),
        Format::LabelsR | Format::LabelsSpss => {
            let file = file_name(about, &digest, Format::CsvCodes.file());
            let labelled = labels::Labelled { about, digest: &digest, file: &file };
            let write = if format == Format::LabelsR { labels::r } else { labels::spss };
            write(&labelled, &deck(), published, options)
        }
        Format::Workbook => {
            let findings = Findings::of(editions, published.results(), headlines, options.tongue);
            let findings = findings.with_again(editions, published);
            let splits = findings.splits(editions, published);
            let (deck, digest) = (&deck(), digest.as_str());
            workbook::write(&workbook::Of { about, digest, deck, published, findings: &findings, splits: &splits })
        }
        Format::Json => json,
    };
    File { name: file_name(about, &digest, format.file()), content_type: format.content_type(), bytes, digest }
}

/// SHA-256 of the `results.json` of this moment: what every file and document says that is made of the same results.
pub fn digest(about: &About, editions: &Editions, published: &Published) -> String {
    json::digest(about, editions, published)
}

/// What a file is called on whoever's disk: files of one moment stand together.
pub fn file_name(about: &About, digest: &str, file: &str) -> String {
    let day = iso(about.started_at);
    let day = day.split('T').next().unwrap_or_default();
    let digits = digest.get(..DIGITS_IN_NAME).unwrap_or_default();
    format!("{}-{day}-{}-{digits}-{file}", about.deck, about.code)
}

/// A moment as ISO 8601 in UTC to the whole second, as a sealed session keeps it; empty for one that no calendar holds.
fn iso(moment: Moment) -> String {
    jiff::Timestamp::from_second(moment.0.div_euclid(1000)).map(|at| at.to_string()).unwrap_or_default()
}

/// A result's question, in the words of one edition of the deck.
///
/// What the deck does not hold is called by its name: a figure is never left out for want of a text.
struct Asked<'a> {
    key: &'a SlideKey,
    text: String,
    question: Option<&'a Question>,
}

impl<'a> Asked<'a> {
    fn new(deck: &'a Deck, result: &'a QuestionResult) -> Self {
        let slide = deck.slide(&result.question).map(|(_, slide)| slide);
        Self {
            key: &result.question,
            text: slide.map_or_else(|| result.question.to_string(), |slide| slide.heading()),
            question: slide.and_then(|slide| slide.question.as_ref()),
        }
    }

    fn kind(&self) -> &'static str {
        self.question.map_or("", |question| question.kind.word())
    }
}

fn asked<'a>(deck: &'a Deck, published: &'a Published) -> Vec<Asked<'a>> {
    published.questions().iter().map(|result| Asked::new(deck, result)).collect()
}

/// A CSV file under way, by the rules of RFC 4180: lines end in CR LF, and a text that needs quotes gets them.
struct Sheet {
    writer: csv::Writer<Vec<u8>>,
    guard: Guard,
}

impl Sheet {
    fn new(options: Options) -> Self {
        let start = if options.bom { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
        let writer = csv::WriterBuilder::new()
            .delimiter(options.delimiter.sign() as u8)
            .terminator(csv::Terminator::CRLF)
            .from_writer(start);
        Self { writer, guard: Guard::new(options) }
    }

    /// A text that somebody wrote: an attendee, or the author of the deck.
    fn text(&mut self, text: &str) {
        let text = self.guard.apply(text);
        self.plain(&text);
    }

    /// A name, number or word of our own, which cannot be a formula.
    fn plain(&mut self, field: &str) {
        self.writer.write_field(field).expect("memory takes every field");
    }

    fn end_row(&mut self) {
        self.writer.write_record(None::<&[u8]>).expect("memory takes every row");
    }

    fn finish(self) -> Vec<u8> {
        self.writer.into_inner().expect("memory takes every byte")
    }
}

#[cfg(test)]
mod tests;
