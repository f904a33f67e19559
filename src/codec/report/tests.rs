//! The report of a specimen.

use super::*;
use crate::codec::words::Tongue;
use specimen::{AT, Specimen};

#[test]
fn prints() {
    let people: usize = std::env::var("PEOPLE").ok().and_then(|p| p.parse().ok()).unwrap_or(104);
    let specimen = Specimen::answered_by(people);
    let findings = specimen.findings(Tongue::Dutch);
    let digest = "0".repeat(64);
    let about = About {
        findings: &findings,
        code: RoomCode::new(482_913).unwrap(),
        started_at: AT,
        ended_at: Some(AT),
        privacy: Privacy::DEFAULT,
        digest: &digest,
    };
    let started = std::time::Instant::now();
    let bytes = pdf(&about).unwrap();
    println!("{:?}", started.elapsed());
    std::fs::write("/tmp/gallery/report.pdf", bytes).unwrap();
    std::fs::write("/tmp/gallery/report.html", html(&about)).unwrap();
}
