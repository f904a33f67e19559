//! Charts as files: two kinds, two sizes, two themes, and a clear word where there is none.

use reqwest::StatusCode;
use serde_json::Value;

use super::answered;
use crate::support::Server;

async fn problem(server: &Server, path: &str) -> (StatusCode, String) {
    let answer = server.get(path).await;
    let status = answer.status();
    let problem: Value = answer.json().await.unwrap();
    (status, problem["code"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn a_chart_comes_in_both_kinds_sizes_and_themes() {
    let (server, session) = answered().await;
    let path = format!("/api/v1/sessions/{}/charts/mee", session.id);
    for size in ["slide", "document"] {
        for theme in ["light", "dark"] {
            let svg = server.get(&format!("{path}.svg?size={size}&theme={theme}")).await;
            assert_eq!(
                (svg.status(), &svg.headers()["content-type"]),
                (StatusCode::OK, &"image/svg+xml".parse().unwrap())
            );
            let svg = svg.text().await.unwrap();
            assert!(
                svg.starts_with("<svg ") && svg.contains("😀 Later") && svg.contains("3 van 3 deelnemers"),
                "{svg}"
            );
            let png = server.get(&format!("{path}.png?size={size}&theme={theme}")).await;
            assert_eq!(png.headers()["x-peil-not-drawn"], "U+1F600");
            assert!(png.bytes().await.unwrap().starts_with(b"\x89PNG"));
        }
    }
}

#[tokio::test]
async fn what_cannot_be_drawn_is_refused_with_the_reason() {
    let (server, session) = answered().await;
    let charts = format!("/api/v1/sessions/{}/charts", session.id);
    for (file, status, code) in [
        ("idee.svg", StatusCode::NOT_FOUND, "no-figures"),
        ("nooit.svg", StatusCode::NOT_FOUND, "no-such-question"),
        ("mee.cijfer.svg", StatusCode::NOT_FOUND, "no-such-question"),
        ("mee.gif", StatusCode::NOT_FOUND, "not-found"),
        ("mee.svg?size=poster", StatusCode::BAD_REQUEST, "unreadable"),
        ("mee.png?theme=sepia", StatusCode::BAD_REQUEST, "unreadable"),
    ] {
        assert_eq!(problem(&server, &format!("{charts}/{file}")).await, (status, code.to_owned()), "{file}");
    }
}

#[tokio::test]
async fn nobody_gets_a_chart_or_a_report_without_the_key() {
    let (server, session) = answered().await;
    for door in ["/desk", "/api/v1"] {
        for file in ["charts/mee.svg", "report.pdf", "report.html"] {
            let url = server.url(&format!("{door}/sessions/{}/{file}", session.id));
            let status = server.http.get(url).send().await.unwrap().status();
            assert!(status == StatusCode::UNAUTHORIZED || status == StatusCode::SEE_OTHER, "{door} {file}: {status}");
        }
    }
}
