//! The report of a session with every kind of question, for nobody and for many.

use std::time::{Duration, Instant};

use sha2::{Digest as _, Sha256};

use super::*;
use crate::codec::words::Tongue;
use specimen::{AT, Specimen};

const DIGEST: &str = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";

fn about(findings: &Findings) -> About<'_> {
    About {
        findings,
        code: RoomCode::new(482_913).unwrap(),
        started_at: AT,
        ended_at: Some(AT),
        privacy: Privacy::DEFAULT,
        digest: DIGEST,
    }
}

#[test]
fn a_report_holds_to_its_norm_whoever_answered() {
    for people in [0, 1, 19, 104] {
        let specimen = Specimen::answered_by(people);
        for tongue in Tongue::ALL {
            let findings = specimen.findings(tongue);
            let bytes = pdf(&about(&findings)).unwrap_or_else(|failure| panic!("{people} {tongue:?}: {failure}"));
            assert!(bytes.starts_with(b"%PDF-1.7"));
        }
    }
}

#[test]
fn one_page_needs_nothing_beside_itself_and_runs_nothing() {
    let specimen = Specimen::answered_by(104);
    for tongue in Tongue::ALL {
        let findings = specimen.findings(tongue);
        let page = html(&about(&findings));
        assert!(page.contains(&format!("<html lang={}>", tongue.code())));
        for never in ["<script", "src=", "@import", "url(", "http-equiv=refresh", " style="] {
            assert!(!page.contains(never), "{never}");
        }
        let links = page.match_indices("href=\"").map(|(at, found)| &page[at + found.len()..]);
        assert!(links.into_iter().all(|link| link.starts_with('#')));
        let (_, style) = page.split_once("<style>").unwrap();
        let (style, _) = style.split_once("</style>").unwrap();
        use base64::Engine;
        let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(style.as_bytes()));
        assert!(page.contains(&hash), "the policy knows the style");
    }
}

#[test]
fn headings_of_the_page_stand_in_order_and_texts_stay_texts() {
    let specimen = Specimen::answered_by(104);
    let findings = specimen.findings(Tongue::Dutch);
    let page = html(&about(&findings));
    let levels: Vec<u32> =
        page.match_indices("<h").filter_map(|(at, _)| page[at + 2..].chars().next()?.to_digit(10)).collect();
    assert_eq!((levels[0], levels.iter().filter(|level| **level == 1).count()), (1, 1));
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    assert!(page.contains("&#60;script&#62;alert(1)") || page.contains("&lt;script&gt;alert(1)"));
    assert!(page.contains("مرحبا بكم") && page.contains("😀"), "a browser has letters for all of them");
    assert!(page.contains(DIGEST));
}

#[test]
fn the_page_says_every_figure_of_the_tables() {
    let specimen = Specimen::answered_by(104);
    let findings = specimen.findings(Tongue::English);
    let page = html(&about(&findings));
    for line in findings.questions.iter().flat_map(|finding| &finding.panels).flat_map(|panel| &panel.table.lines) {
        for figure in &line.figures {
            let figure = figure.read(Tongue::English);
            assert!(page.contains(&format!(">{figure}</td>")), "{}: {figure}", line.label);
        }
    }
}

/// Ten seconds is as long as somebody waits for a file; without the optimiser, and on a machine that does other things,
/// the same work takes three times as long.
const PATIENCE: Duration = Duration::from_secs(30);

#[test]
fn a_report_of_ten_thousand_who_all_wrote_something_is_made_while_one_waits() {
    let specimen = Specimen::answered_by(10_000);
    let findings = specimen.findings(Tongue::Dutch);
    let begun = Instant::now();
    let (paper, page) = (pdf(&about(&findings)).unwrap(), html(&about(&findings)));
    println!("{:?}: {} and {} bytes", begun.elapsed(), paper.len(), page.len());
    assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
    assert!(page.contains("300 van "), "it says that there are more texts than it prints");
}

#[test]
fn a_grid_of_many_rows_and_points_and_a_long_list_go_on_over_pages() {
    let points: String = (1..=30).map(|point| format!("{point}. ( ) Punt {point} van de schaal\n")).collect();
    let rows: String = (1..=20).map(|row| format!("## Rij {row} met een naam {{#r{row}}}\n")).collect();
    let long = "Meer ruimte voor arbeidsongeschiktheidsverzekeringsmaatschappijen ".repeat(3);
    let options: String = (1..=30).map(|number| format!("- (a{number}) {number} {}\n", &long[..180])).collect();
    let deck = format!(
        "+++\ntitle = \"Proef\"\n+++\n\n# Hoe is het? {{#hoe .rating}}\n\n{rows}\n{points}\n---\n\n# Wat nu? {{#wat}}\n\n{options}"
    );
    let specimen = Specimen::of(&deck, 200);
    let findings = specimen.findings(Tongue::Dutch);
    assert!(pdf(&about(&findings)).is_ok());
    assert!(html(&about(&findings)).contains("Punt 30 van de schaal"));
}
