//! Workbooks, reports and pages as a reader has them: sheets and tables of words and figures, by their bytes.
//!
//! Knows what the columns of a table are called, and nothing of how it was made.

use std::collections::BTreeMap;

use crate::exports::parts;

/// A sheet or table, row by row.
pub type Cells = Vec<Vec<String>>;

/// Groups of a segment question in a table of some document, with how many of each it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub source: &'static str,
    pub segment: String,
    pub question: String,
    /// The row or field that the table is of, by its place among those that have figures.
    pub part: Option<usize>,
    /// Before and after of what was asked twice, and not a question by groups.
    pub is_pair: bool,
    pub groups: Vec<(String, u32)>,
}

/// A workbook by the names of its sheets.
pub fn sheets(bytes: &[u8]) -> BTreeMap<String, Cells> {
    let parts = parts(bytes);
    let texts: Vec<String> = parts["xl/sharedStrings.xml"].split("<si>").skip(1).map(words).collect();
    let names =
        parts["xl/workbook.xml"].split("<sheet name=\"").skip(1).map(|rest| plain(rest.split('"').next().unwrap()));
    let sheet = |(place, name): (usize, String)| {
        let sheet = &parts[&format!("xl/worksheets/sheet{}.xml", place + 1)];
        (name, sheet.split("<row ").skip(1).map(|row| cells(row, &texts)).collect())
    };
    names.enumerate().map(sheet).collect()
}

fn cells(row: &str, texts: &[String]) -> Vec<String> {
    let mut cells = Vec::new();
    for cell in row.split("<c r=\"").skip(1) {
        let letters = cell.chars().take_while(char::is_ascii_uppercase);
        let column = letters.fold(0, |column, letter| column * 26 + (letter as usize - 'A' as usize + 1)) - 1;
        let Some((attributes, rest)) = cell.split_once('>') else { continue };
        let Some(value) = rest.strip_prefix("<v>").and_then(|rest| rest.split("</v>").next()) else { continue };
        cells.resize(cells.len().max(column + 1), String::new());
        let is_text = attributes.contains("t=\"s\"");
        cells[column] = if is_text { texts[value.parse::<usize>().unwrap()].clone() } else { value.to_owned() };
    }
    cells
}

/// Every table of a page, with everything that stands before it since the last one.
pub fn tables(page: &str) -> Vec<(String, Cells)> {
    let mut tables = Vec::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("<table") {
        let (table, after) = after.split_once("</table>").unwrap();
        let rows = table.split("<tr").skip(1).map(|row| {
            // Cells close their tags; heads and cells alike hold words, and drawings that hold none.
            let cells = row.replace("<th", "<td");
            cells.split("<td").skip(1).map(|cell| words(cell.split_once('>').map_or("", |(_, rest)| rest))).collect()
        });
        tables.push((before.to_owned(), rows.collect()));
        rest = after;
    }
    tables
}

/// Without tags.
pub fn words(html: &str) -> String {
    let pieces = html.split('<').enumerate().map(|(index, piece)| match piece.split_once('>') {
        Some((_, text)) if index > 0 => text,
        _ if index > 0 => "",
        _ => piece,
    });
    plain(pieces.collect::<String>().trim())
}

fn plain(text: &str) -> String {
    let text = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        .iter()
        .fold(text.to_owned(), |text, (sign, plain)| text.replace(sign, plain));
    text.trim().to_owned()
}

/// The first number of a cell: of `41 · 47%` the people.
pub fn people(cell: &str) -> Option<u32> {
    cell.split([' ', '\u{a0}']).next()?.parse().ok()
}

/// How many answered of each group, in a table by group: the row below its heads.
fn answered(heads: &[String], first: &[String]) -> Vec<(String, u32)> {
    let pairs = heads.iter().zip(first).skip(1);
    pairs
        .filter(|(head, _)| *head != "%" && !head.is_empty())
        .map(|(head, cell)| (head.clone(), people(cell).unwrap()))
        .collect()
}

/// What a workbook tells of groups: a sheet for each segment question, and one for what was asked twice.
pub fn of_workbook(sheets: &BTreeMap<String, Cells>, questions: &[&str], segments: &[&str]) -> Vec<Told> {
    let source = "the workbook";
    let mut told = Vec::new();
    for (name, cells) in sheets {
        if let Some(number) = name.strip_prefix("By group, ") {
            let segment = questions[number.parse::<usize>().unwrap() - 1];
            let (mut question, mut part) = ("", None);
            for pair in cells.windows(2) {
                let first = |row: &[String]| row.first().cloned().unwrap_or_default();
                if let Some(number) =
                    first(&pair[0]).split_once(". ").and_then(|(number, _)| number.parse::<usize>().ok())
                {
                    (question, part) = (questions[number - 1], None);
                }
                if first(&pair[0]) == "Answer" {
                    assert_eq!(first(&pair[1]), "Answers", "{name}: {pair:?}");
                    let is_in_parts = super::room::IN_PARTS.contains(&question);
                    part = is_in_parts.then(|| part.map_or(0, |part| part + 1));
                    let groups = answered(&pair[0], &pair[1]);
                    told.push(Told {
                        source,
                        segment: segment.to_owned(),
                        question: question.to_owned(),
                        part,
                        is_pair: false,
                        groups,
                    });
                }
            }
        }
        if let Some(numbers) = name.strip_prefix("Before and after, ") {
            let mut numbers = numbers.split(" and ").map(|number| questions[number.parse::<usize>().unwrap() - 1]);
            let (first, second) = (numbers.next().unwrap(), numbers.next().unwrap());
            told.extend(of_pair(source, (first, second), cells).into_iter().filter(|_| segments.contains(&first)));
        }
    }
    told
}

/// What a table of before and after tells of the groups of the question that was asked twice.
pub fn of_pair(source: &'static str, (first, second): (&str, &str), cells: &Cells) -> Option<Told> {
    let heads = cells.iter().position(|row| row.get(1).is_some_and(|head| head == "Before"))?;
    let rows = cells[heads + 1..].iter().take_while(|row| row.len() > 2 && people(&row[1]).is_some());
    let groups = rows.map(|row| (row[0].clone(), people(&row[1]).unwrap())).collect();
    Some(Told { source, segment: first.to_owned(), question: second.to_owned(), part: None, is_pair: true, groups })
}

/// The words of a report on paper, a line a row: its label, and the figure behind it.
pub fn lines(text: &str) -> Cells {
    let row = |line: &str| {
        if line.starts_with("Answer Before After") {
            return ["Answer", "Before", "After"].map(str::to_owned).into();
        }
        let starts = line.match_indices(' ').map(|(at, _)| at + 1);
        let figure = starts.filter(|at| line[*at..].starts_with(|c: char| c.is_ascii_digit())).min();
        figure.map_or_else(Vec::new, |at| vec![line[..at].trim().to_owned(), line[at..].to_owned(), String::new()])
    };
    // A head that takes two lines goes on below, where there is no figure; the next table ends this one.
    let is_told = |line: &String| line.starts_with("Who moved");
    text.lines()
        .map(str::to_owned)
        .map(|line| if is_told(&line) { vec![line] } else { row(&line) })
        .filter(|cells| !cells.is_empty())
        .collect()
}

/// What the results page tells that is split by this segment question.
pub fn of_page(page: &str, segment: &str) -> Vec<Told> {
    let mut told = Vec::new();
    for section in page.split("<section class=\"finding\" id=\"").skip(1) {
        let question = section.split('"').next().unwrap();
        let mut part = None;
        for (_, cells) in
            tables(section).iter().filter(|(before, _)| before.rsplit("<div ").next().unwrap().contains("Split by"))
        {
            let is_in_parts = super::room::IN_PARTS.contains(&question);
            part = is_in_parts.then(|| part.map_or(0, |part| part + 1));
            let groups = answered(&cells[0], &cells[1]);
            let (segment, question) = (segment.to_owned(), question.to_owned());
            told.push(Told { source: "the page", segment, question, part, is_pair: false, groups });
        }
    }
    told
}
