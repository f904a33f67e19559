//! The report of a session with every kind of question, page by page: a question keeps to its page, and no page holds what
//! another left over.

use std::process::Command;

use peil::codec::words::Tongue;

use super::rich::rich;

/// The words of each page, as another program reads them.
fn pages(paper: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.pdf");
    std::fs::write(&path, paper).unwrap();
    let told = Command::new("pdftotext").arg("-raw").arg(path).arg("-").output();
    let told = told.expect("pdftotext is there; Debian has it in poppler-utils");
    let text = String::from_utf8(told.stdout).unwrap();
    text.split('\u{c}').filter(|page| !page.is_empty()).map(str::to_owned).collect()
}

#[test]
fn a_question_of_many_rows_stands_whole_on_its_page_and_no_page_holds_a_rest() {
    let pages = pages(&rich(120, "").paper(Tongue::Dutch));
    let number = pages.iter().find(|page| page.contains("4. Welk cijfer geeft u?") && !page.contains("Samenvatting"));
    let number = number.expect("the number has a page");
    // Thirty-one numbers from −5 to 10 by halves, and what stands beside them.
    for words in ["\n-5 ", "\n10 ", "\nMiddelste ", "\nGemiddelde "] {
        assert!(number.contains(words), "{words} in {number}");
    }
    // Front, summary, twelve questions of which the form takes two, before and after, and how it was counted.
    assert_eq!(pages.len(), 17);
    for page in &pages {
        assert!(page.lines().count() > 8, "{page}");
    }
}
