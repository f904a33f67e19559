//! Pages that a browser could be talked into misusing: every answer says what it may be used for.

use super::browser::{From, control_cookie, desk_cookie, get, screen_cookie};
use crate::support::Server;

#[tokio::test]
async fn every_answer_carries_a_strict_policy_and_the_other_headers() {
    let server = Server::start().await;
    let session = server.begin("proef").await;
    let (desk, screen, control) = (desk_cookie(&server).await, screen_cookie(&session), control_cookie(&session));
    let code = &session.code;
    let deskpage = format!("/desk/sessions/{}", session.id);
    for (path, cookie, status) in [
        ("/", "", 200),
        (&*format!("/{code}"), "", 200),
        (&format!("/{code}?lang=en"), "", 200),
        (&format!("/{code}/privacy"), "", 200),
        ("/000000", "", 404),
        ("/er/is/niets", "", 404),
        (&format!("/screen/{code}"), &screen, 200),
        (&format!("/screen/{code}"), "", 403),
        (&format!("/control/{code}"), &control, 200),
        (&format!("/control/{code}?key={}", session.control_key), "", 303),
        ("/desk", "", 303),
        ("/desk", &desk, 200),
        ("/desk/key", "", 200),
        ("/desk/decks/proef", &desk, 200),
        (&deskpage, &desk, 200),
        (&format!("{deskpage}/delete"), &desk, 200),
        (&format!("{deskpage}/export.csv"), &desk, 200),
        ("/api/v1/sessions", "", 401),
        ("/static/x/css/base.css", "", 200),
        ("/healthz", "", 200),
    ] {
        let answer = get(&server, path, From { cookie, ..From::default() }).await;
        assert_eq!(answer.status(), status, "{path}");
        let header = |name: &str| {
            let value = answer.headers().get(name).unwrap_or_else(|| panic!("{path} has no {name}"));
            value.to_str().unwrap().to_owned()
        };
        let policy = header("content-security-policy");
        for part in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"] {
            assert!(policy.contains(part), "{path} lacks {part}: {policy}");
        }
        assert!(!policy.contains("unsafe-") && !policy.contains('*'), "{path}: {policy}");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("referrer-policy"), "same-origin");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(header("cross-origin-resource-policy"), "same-origin");
        assert!(header("permissions-policy").contains("camera=()"));
        assert!(header("x-robots-tag").contains("noindex"));
        let kept = if path.starts_with("/static") { "no-cache" } else { "no-store" };
        assert_eq!(header("cache-control"), kept, "{path}");
    }
}

#[tokio::test]
async fn a_host_cannot_write_into_the_policy() {
    let server = Server::start().await;
    for host in ["a;script-src", "x 'unsafe-inline'", "a, b"] {
        let Ok(answer) = server.http.get(server.url("/")).header("host", host).send().await else { continue };
        if let Some(policy) = answer.headers().get("content-security-policy") {
            let policy = policy.to_str().unwrap();
            assert!(!policy.contains("ws://") && !policy.contains("unsafe"), "{host}: {policy}");
        }
    }
}
