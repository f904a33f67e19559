//! Pictures of every kind of question, at the ends of what they may hold.

use super::mark::Run;
use super::*;
use crate::codec::findings::Findings;
use crate::codec::report::specimen::Specimen;

const WHEN: &str = "17 nov 2026";

fn drawn(findings: &Findings, key: &str, size: Size, letters: Letters) -> Result<Picture, Refused> {
    let finding = findings.questions.iter().find(|finding| finding.key.as_str() == key).unwrap();
    draw(&Caption { finding, field: None, when: WHEN, tongue: findings.tongue }, size, letters)
}

fn words(picture: &Picture) -> Vec<String> {
    let text = |mark: &Mark| match mark {
        Mark::Words { runs, .. } => Some(runs.iter().map(|run| run.text.as_str()).collect::<String>()),
        _ => None,
    };
    picture.marks.iter().filter_map(text).collect()
}

/// Nothing is drawn outside, and nothing that a hall must read is small.
fn stays_within(picture: &Picture, smallest: f32) {
    for mark in &picture.marks {
        let (left, right, bottom) = match mark {
            Mark::Words { x, y, anchor, runs } => {
                assert!(runs.iter().all(|run| run.hand.size >= smallest), "{runs:?}");
                let wide: f32 = runs.iter().map(Run::width).sum();
                let left = match anchor {
                    Anchor::Start => *x,
                    Anchor::Middle => x - wide / 2.0,
                    Anchor::End => x - wide,
                };
                (left, left + wide, *y)
            }
            Mark::Bar { x, y, width, height, .. } | Mark::Box { x, y, width, height, .. } => {
                (*x, x + width, y + height)
            }
            Mark::Rule { from, to, .. } => (from.0.min(to.0), from.0.max(to.0), from.1.max(to.1)),
            Mark::Dot { x, y, radius, .. } => (x - radius, x + radius, y + radius),
        };
        assert!(left >= -0.5 && right <= picture.width + 0.5 && bottom <= picture.height + 0.5, "{mark:?}");
    }
}

#[test]
fn every_kind_of_question_is_drawn_for_a_slide_and_a_document_within_its_edges() {
    let specimen = Specimen::answered_by(104);
    for tongue in Tongue::ALL {
        let findings = specimen.findings(tongue);
        for finding in &findings.questions {
            let key = finding.key.as_str();
            for (size, smallest) in [(Size::Slide, 44.0), (Size::Document, 9.0)] {
                match (key, size, drawn(&findings, key, size, Letters::Embedded)) {
                    (_, _, Ok(picture)) => stays_within(&picture, smallest),
                    ("idee" | "vragen", _, Err(refused)) => assert_eq!(refused, Refused::NoFigures),
                    ("oordeel", Size::Slide, Err(refused)) => assert_eq!(refused, Refused::TooMuch),
                    (key, ..) => panic!("{key} has no picture for {size:?}"),
                }
            }
        }
    }
}

#[test]
fn one_field_of_a_form_has_a_slide_of_its_own() {
    let specimen = Specimen::answered_by(104);
    let findings = specimen.findings(Tongue::Dutch);
    let finding = findings.questions.iter().find(|finding| finding.key.as_str() == "oordeel").unwrap();
    let field = OptionKey::parse("tempo").unwrap();
    let caption = Caption { finding, field: Some(&field), when: WHEN, tongue: Tongue::Dutch };
    let picture = draw(&caption, Size::Slide, Letters::Embedded).unwrap();
    stays_within(&picture, 44.0);
    assert!(words(&picture).iter().any(|text| text.ends_with("– Hoe was het tempo?")), "{:?}", words(&picture));
}

#[test]
fn a_picture_says_the_figures_of_the_table() {
    let specimen = Specimen::answered_by(104);
    let findings = specimen.findings(Tongue::Dutch);
    for key in ["toepassen", "bekend", "drempels", "woorden"] {
        let picture = drawn(&findings, key, Size::Document, Letters::Device).unwrap();
        let finding = findings.questions.iter().find(|finding| finding.key.as_str() == key).unwrap();
        for line in &finding.panels[0].table.lines {
            let figure = line.figures[0].read(Tongue::Dutch);
            assert!(words(&picture).contains(&figure), "{key}: {figure}");
        }
    }
}

#[test]
fn nobody_is_no_picture_one_is_a_count_and_few_have_no_per_cent() {
    let of = |people: usize| {
        let specimen =
            Specimen::of("+++\ntitle = \"Proef\"\n+++\n\n# Gaat u mee? {#mee}\n\n- (ja) Ja\n- (nee) Nee\n", people);
        drawn(&specimen.findings(Tongue::Dutch), "mee", Size::Slide, Letters::Embedded)
    };
    assert_eq!(of(0).map(|_| ()), Err(Refused::NoFigures));
    // Two of them were away or said nothing.
    let few = of(12).unwrap();
    assert!(!words(&few).iter().any(|text| text.contains('%')), "{:?}", words(&few));
    assert!(words(&of(10_000).unwrap()).iter().any(|text| text.contains(" · ") && text.contains('.')));
}

#[test]
fn thirty_long_answers_are_all_in_a_document_and_a_slide_says_how_many_more_there_are() {
    let long = "Meer ruimte voor arbeidsongeschiktheidsverzekeringsmaatschappijen en wie daar werkt, ook in de avond";
    let options: String = (1..=30).map(|number| format!("- (a{number}) {number} {long}\n")).collect();
    let specimen = Specimen::of(&format!("+++\ntitle = \"Proef\"\n+++\n\n# Wat nu? {{#wat}}\n\n{options}"), 400);
    let findings = specimen.findings(Tongue::Dutch);
    let document = drawn(&findings, "wat", Size::Document, Letters::Embedded).unwrap();
    stays_within(&document, 9.0);
    assert_eq!(words(&document).iter().filter(|text| text.contains(" · ")).count(), 30);
    let slide = drawn(&findings, "wat", Size::Slide, Letters::Embedded).unwrap();
    stays_within(&slide, 44.0);
    assert!(words(&slide).iter().any(|text| text.starts_with("En nog ")), "{:?}", words(&slide));
}

#[test]
fn an_svg_can_be_read_aloud_loads_nothing_and_keeps_every_sign() {
    let specimen = Specimen::answered_by(104);
    let findings = specimen.findings(Tongue::Dutch);
    for theme in Theme::ALL {
        let svg = drawn(&findings, "woorden", Size::Slide, Letters::Device).unwrap().svg(Ink::Own(theme), "");
        assert!(svg.contains(r#"role="img" lang="nl" aria-labelledby="t d"><title id="t">"#), "{svg}");
        assert!(svg.contains("<desc id=\"d\">") && svg.contains("😀") && svg.contains("مرحبا"), "{svg}");
        for never in ["foreignObject", "<style", "style=", "href", "<script", "url("] {
            assert!(!svg.contains(never), "{never}");
        }
        let background = Role::Paper.colour(theme, Role::Paper).to_string();
        assert!(svg.contains(&background));
    }
}

#[test]
fn a_png_is_as_large_as_its_place_and_names_the_signs_it_could_not_draw() {
    let specimen = Specimen::answered_by(104);
    let findings = specimen.findings(Tongue::Dutch);
    let measures = |png: &[u8]| {
        let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        (side(16), side(20))
    };
    let slide = drawn(&findings, "woorden", Size::Slide, Letters::Embedded).unwrap();
    assert_eq!(measures(&slide.png(Theme::Dark).unwrap()), (1920, 1080));
    assert!(slide.missing.codes(10).contains("U+1F600"), "{:?}", slide.missing);
    let document = drawn(&findings, "toepassen", Size::Document, Letters::Embedded).unwrap();
    assert_eq!(measures(&document.png(Theme::Light).unwrap()).0, 1890, "sixteen centimetres at 300 dots an inch");
    assert!(document.missing.is_empty());
}

/// Where a browser's letters are narrower than ours nothing overlaps; where a hall needs the shape, hostile texts keep it.
#[test]
fn hostile_texts_stay_texts() {
    let deck = "+++\ntitle = \"Proef\"\n+++\n\n# Wat \\<b>nu\\</b> \\& \"dan\"? {#wat}\n\n- (a) \\</svg> \\<script>\n- (b) 👩🏽\u{200d}🦽 ﷺ\n";
    let specimen = Specimen::of(deck, 60);
    let findings = specimen.findings(Tongue::Dutch);
    for letters in [Letters::Device, Letters::Embedded] {
        let picture = drawn(&findings, "wat", Size::Slide, letters).unwrap();
        let svg = picture.svg(Ink::Own(Theme::Light), "");
        assert_eq!(svg.matches("</svg>").count(), 1, "{svg}");
        assert!(!svg.contains("<script") && picture.png(Theme::Light).is_some());
    }
}
