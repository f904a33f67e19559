//! The report as a file: what others read in it. Another program takes its text out, and one that knows nothing of Peil
//! holds it against PDF/UA-1.

use std::path::PathBuf;
use std::process::Command;

use super::answered;

/// The interpreter with the checker, made by `tests/run`.
fn checker() -> PathBuf {
    let own = std::env::var_os("PEIL_CHECKERS").map(PathBuf::from);
    let python = own.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/checkers/bin/python"));
    assert!(python.exists(), "there is no checker of PDF/UA at {}; `tests/run rust` makes it", python.display());
    python
}

/// What a second program finds wrong, a line each.
const CHECK: &str = "import sys, page
report = page.validate_pdf(sys.argv[1], profile='ua1')
print(report.rules.total, 'rules')
for failure in report.failures:
    print(failure.rule_id, failure.message)
sys.exit(0 if report.is_compliant else 1)
";

/// As a person reads it: in the order in which it was set.
fn text(file: &std::path::Path) -> String {
    let told = Command::new("pdftotext").arg("-raw").arg(file).arg("-").output();
    let told = told.expect("pdftotext is there; Debian has it in poppler-utils");
    String::from_utf8(told.stdout).unwrap()
}

#[tokio::test]
async fn the_report_reads_in_order_says_where_it_is_from_and_holds_to_its_norm() {
    let (server, session) = answered().await;
    for language in ["nl", "en"] {
        let path = format!("/api/v1/sessions/{}/report.pdf", session.id);
        let request = server.http.get(server.url(&path)).bearer_auth(crate::support::KEY);
        let answer = request.header("accept-language", language).send().await.unwrap();
        assert_eq!(
            (answer.status().as_u16(), &answer.headers()["content-type"]),
            (200, &"application/pdf".parse().unwrap())
        );
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("report.pdf");
        std::fs::write(&file, answer.bytes().await.unwrap()).unwrap();

        let found = Command::new(checker()).args(["-c", CHECK]).arg(&file).output().unwrap();
        let said = String::from_utf8_lossy(&found.stdout).into_owned();
        assert!(found.status.success(), "{said}{}", String::from_utf8_lossy(&found.stderr));

        let text = text(&file);
        let order = match language {
            "nl" => [
                "Verslag van een bijeenkomst",
                "Zaal van morgen",
                "Samenvatting",
                "1. Gaat u mee?",
                "‘Ja’, 2",
                "Hoe er is geteld",
                "3. Nooit gesteld",
            ],
            _ => [
                "Report of a session",
                "Zaal van morgen",
                "Summary",
                "1. Gaat u mee?",
                "‘Ja’, 2",
                "How it was counted",
                "3. Nooit gesteld",
            ],
        };
        let mut rest = text.as_str();
        for wanted in order {
            let at = rest
                .find(wanted)
                .unwrap_or_else(|| panic!("{language}: no ‘{wanted}’ after what stands before it\n{text}"));
            rest = &rest[at + wanted.len()..];
        }
        // The front, the summary, a page a question, and how it was counted.
        assert_eq!(text.matches('\u{c}').count(), 5, "{text}");
        assert!(text.contains("Eerst het gesprek") && text.contains("[U+0645 U+0631"), "{text}");
        assert!(text.contains("U+1F600"), "what could not be drawn is named: {text}");
    }
}

#[tokio::test]
async fn the_page_is_the_same_in_the_language_that_is_asked_for() {
    let (server, session) = answered().await;
    let page = server.get(&format!("/api/v1/sessions/{}/report.html", session.id)).await;
    assert_eq!(page.headers()["content-type"], "text/html; charset=utf-8");
    let page = page.text().await.unwrap();
    assert!(
        page.contains("Zaal van morgen") && page.contains("مرحبا بكم 😀") && page.contains("<svg class=wide"),
        "{page}"
    );
}
