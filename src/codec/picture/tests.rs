//! Pictures of every kind of question, at the ends of what they may hold.

use super::*;
use crate::codec::report::specimen::Specimen;

#[test]
fn gallery() {
    let folder = std::env::var("GALLERY").unwrap_or("/tmp/gallery".into());
    std::fs::create_dir_all(&folder).unwrap();
    let people: usize = std::env::var("PEOPLE").ok().and_then(|p| p.parse().ok()).unwrap_or(104);
    let specimen = Specimen::answered_by(people);
    let findings = specimen.findings(Tongue::Dutch);
    for finding in &findings.questions {
        for size in Size::ALL {
            let caption = Caption { finding, field: None, when: "17 nov 2026", tongue: Tongue::Dutch };
            match draw(&caption, size, Letters::Embedded) {
                Ok(picture) => {
                    let theme = if finding.number % 2 == 0 { Theme::Dark } else { Theme::Light };
                    let name = format!("{folder}/{}-{}", finding.key, size.word());
                    std::fs::write(format!("{name}.png"), picture.png(theme).unwrap()).unwrap();
                    std::fs::write(format!("{name}.svg"), picture.svg(Ink::Own(theme), "")).unwrap();
                }
                Err(refused) => println!("{} {size:?}: {refused:?}", finding.key),
            }
        }
    }
}
