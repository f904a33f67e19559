//! Requests as a browser makes them, with the cookies of whoever may.

use reqwest::Response;
use reqwest::header::{HeaderMap, SET_COOKIE};

use crate::support::{KEY, Site, Started};

/// A request as a browser makes it: with what it says about where it comes from, as far as given.
#[derive(Clone, Copy, Default)]
pub struct From<'a> {
    pub host: Option<&'a str>,
    pub origin: Option<&'a str>,
    pub cookie: &'a str,
}

/// Names and values, as a page would send them.
pub type Form<'a> = [(&'a str, &'a str)];

pub async fn get(site: &Site, path: &str, from: From<'_>) -> Response {
    send(site.http.get(site.url(path)), from).await
}

pub async fn post(site: &Site, path: &str, from: From<'_>, form: &Form<'_>) -> Response {
    send(site.http.post(site.url(path)).form(form), from).await
}

async fn send(request: reqwest::RequestBuilder, from: From<'_>) -> Response {
    let headers = [("host", from.host), ("origin", from.origin), ("cookie", Some(from.cookie))];
    let present =
        headers.into_iter().filter_map(|(name, value)| Some((name, value.filter(|value| !value.is_empty())?)));
    present.fold(request, |request, (name, value)| request.header(name, value)).send().await.unwrap()
}

/// The cookie that an answer sets, as a browser sends it back.
pub fn cookie_of(headers: &HeaderMap) -> String {
    headers[SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned()
}

pub async fn desk_cookie(site: &Site) -> String {
    let answer = get(site, &format!("/desk?key={KEY}"), From::default()).await;
    assert_eq!(answer.headers()["location"], "/desk", "the key leaves the address");
    cookie_of(answer.headers())
}

pub fn screen_cookie(session: &Started) -> String {
    format!("peil-screen-{}={}", session.code, session.screen_key)
}

pub fn control_cookie(session: &Started) -> String {
    format!("peil-control-{}={}", session.code, session.control_key)
}

pub async fn session_count(site: &Site) -> usize {
    let sessions: serde_json::Value = site.get("/api/v1/sessions").await.json().await.unwrap();
    sessions.as_array().unwrap().len()
}
