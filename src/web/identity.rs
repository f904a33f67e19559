//! Who is asking: attendee tokens, the organiser's key, presenters' cookies, and whether a request comes from our pages.
//!
//! Signs and checks; remembers nobody. No token, key or address is ever written to a log.

use axum::http::{HeaderMap, HeaderName, Uri, header};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use rand::RngCore;
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::domain::fact::Link;
use crate::domain::ids::RoomCode;
use crate::hub::Pass;

/// Random part of a token, and the length of its signature: 128 bits each.
const HALF: usize = 16;
/// An attendee's cookie outlives the webinar and not the next day, unless there is a form to fill in later.
const ATTENDEE_DAYS: i64 = 1;
/// A presenter prepares on Friday and presents on Monday.
const PRESENTER_DAYS: i64 = 7;
/// The organiser's laptop stays known for a month.
const DESK_DAYS: i64 = 30;

pub struct Identity {
    server_key: [u8; 32],
    organiser_key: String,
    /// Scheme and host people use, when a TLS proxy stands in front.
    public_url: Option<String>,
}

/// The random bits that make a browser one voter in one room.
#[derive(Clone, Copy)]
pub struct Token([u8; HALF]);

impl Token {
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl Identity {
    pub fn new(server_key: [u8; 32], organiser_key: String, public_url: Option<String>) -> Self {
        Self { server_key, organiser_key, public_url }
    }

    // Attendees.

    /// A new token for this room, as it stands in the cookie and in the page.
    pub fn issue_token(&self, code: RoomCode) -> (Token, String) {
        let mut random = [0; HALF];
        rand::rng().fill_bytes(&mut random);
        (Token(random), self.token_text(code, &random))
    }

    /// A token that we signed for this room. Its validity never depends on a clock.
    pub fn read_token(&self, code: RoomCode, text: &str) -> Option<Token> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (random, signature) = bytes.split_at_checked(HALF)?;
        let random: [u8; HALF] = random.try_into().ok()?;
        bool::from(self.sign(code, &random).as_slice().ct_eq(signature)).then_some(Token(random))
    }

    /// The token of a request: the cookie wins over the page's copy.
    pub fn token_of(&self, code: RoomCode, jar: &CookieJar, in_page: &str) -> Option<Token> {
        self.cookie_token(code, jar).or_else(|| self.read_token(code, in_page))
    }

    pub fn cookie_token(&self, code: RoomCode, jar: &CookieJar) -> Option<Token> {
        self.read_token(code, jar.get(&self.attendee_cookie_name(code))?.value())
    }

    /// The text of a token, to write it into a page again.
    pub fn write_token(&self, code: RoomCode, token: &Token) -> String {
        self.token_text(code, &token.0)
    }

    /// `late_days` is for how many days after the end a form stays open: as long one stays the same voter.
    pub fn attendee_cookie(&self, code: RoomCode, text: String, late_days: u32) -> Cookie<'static> {
        let days = ATTENDEE_DAYS + i64::from(late_days);
        self.cookie(self.attendee_cookie_name(code), text, format!("/{code}"), hours(24 * days))
    }

    fn attendee_cookie_name(&self, code: RoomCode) -> String {
        let prefix = if self.is_secure() { "__Secure-" } else { "" };
        format!("{prefix}peil-{code}")
    }

    fn token_text(&self, code: RoomCode, random: &[u8; HALF]) -> String {
        let mut bytes = random.to_vec();
        bytes.extend(self.sign(code, random));
        URL_SAFE_NO_PAD.encode(bytes)
    }

    fn sign(&self, code: RoomCode, random: &[u8]) -> [u8; HALF] {
        self.digest(&format!("attendee {code}"), random)
    }

    // Presenters and the organiser.

    pub fn link_cookie(&self, link: Link, code: RoomCode, secret: String) -> Cookie<'static> {
        // The whole site: the screen obeys keys when its browser also holds the control's cookie.
        self.cookie(link_cookie_name(link, code), secret, "/".to_owned(), hours(24 * PRESENTER_DAYS))
    }

    /// Whether the browser holds the present secret of this link.
    pub fn holds_link(link: Link, code: RoomCode, secret: &str, jar: &CookieJar) -> bool {
        jar.get(&link_cookie_name(link, code)).is_some_and(|cookie| same(cookie.value(), secret))
    }

    /// What the browser holds for this link, right or wrong.
    pub fn pass(link: Link, code: RoomCode, jar: &CookieJar) -> Option<Pass> {
        let secret = jar.get(&link_cookie_name(link, code))?.value().to_owned();
        Some(Pass { link, secret })
    }

    pub fn desk_cookie(&self) -> Cookie<'static> {
        self.cookie("peil-desk".to_owned(), self.desk_secret(), "/".to_owned(), hours(24 * DESK_DAYS))
    }

    pub fn holds_desk(&self, jar: &CookieJar) -> bool {
        jar.get("peil-desk").is_some_and(|cookie| same(cookie.value(), &self.desk_secret()))
    }

    pub fn is_organiser_key(&self, key: &str) -> bool {
        same(key.trim(), &self.organiser_key)
    }

    /// `Authorization: Bearer <organiser key>`.
    pub fn is_machine(&self, headers: &HeaderMap) -> bool {
        text(headers, &header::AUTHORIZATION)
            .and_then(|value| value.strip_prefix("Bearer "))
            .is_some_and(|key| self.is_organiser_key(key))
    }

    /// Made from the organiser's key, so that another key withdraws it, and not the key itself.
    fn desk_secret(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.digest("desk", self.organiser_key.as_bytes()))
    }

    /// A choice of language for the presenters' pages; no secret, and remembered for as long as the desk.
    pub fn language_cookie(&self, language: &'static str) -> Cookie<'static> {
        self.cookie("peil-language".to_owned(), language.to_owned(), "/".to_owned(), hours(24 * DESK_DAYS))
    }

    // Where a request comes from.

    /// Whether the Host is one of ours. A name that only resolves to our address (DNS rebinding) is not: only plain
    /// addresses, `localhost` and the public URL are.
    pub fn is_own_host(&self, headers: &HeaderMap) -> bool {
        let Some(host) = text(headers, &header::HOST) else { return false };
        let name = host_name(host);
        name == "localhost"
            || name.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok()
            || self.public_url.as_deref().is_some_and(|url| authority(url) == host)
    }

    /// Whether a post or an upgrade was made by a page of ours. Browsers always name the origin then; a request that
    /// names none was not made by a page.
    pub fn is_own_origin(&self, headers: &HeaderMap) -> bool {
        let (Some(origin), Some(host)) = (text(headers, &header::ORIGIN), text(headers, &header::HOST)) else {
            return false;
        };
        match &self.public_url {
            Some(url) if origin == url.trim_end_matches('/') => true,
            // Behind a TLS proxy plain http is still ours on this machine's own addresses.
            _ => {
                origin.strip_prefix("http://") == Some(host)
                    || (self.is_secure() && origin.strip_prefix("https://") == Some(host))
            }
        }
    }

    /// Whether a page of somebody else made this request. Where no origin is named nobody can tell: a browser names none
    /// when a page asks its own server for something, and an old one never does.
    pub fn is_foreign_origin(&self, headers: &HeaderMap) -> bool {
        headers.contains_key(header::ORIGIN) && !self.is_own_origin(headers)
    }

    fn is_secure(&self) -> bool {
        self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }

    fn cookie(&self, name: String, value: String, path: String, age: time::Duration) -> Cookie<'static> {
        Cookie::build((name, value))
            .path(path)
            .http_only(true)
            // Lax and not Strict: the links are opened from a chat, and the redirect that follows must carry the cookie.
            .same_site(SameSite::Lax)
            .secure(self.is_secure())
            .max_age(age)
            .build()
    }

    fn digest(&self, purpose: &str, value: &[u8]) -> [u8; HALF] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.server_key).expect("HMAC takes a key of any length");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(value);
        let digest: [u8; 32] = mac.finalize().into_bytes().into();
        let mut half = [0; HALF];
        half.copy_from_slice(&digest[..HALF]);
        half
    }
}

fn hours(hours: i64) -> time::Duration {
    time::Duration::hours(hours)
}

fn link_cookie_name(link: Link, code: RoomCode) -> String {
    match link {
        Link::Screen => format!("peil-screen-{code}"),
        Link::Control => format!("peil-control-{code}"),
    }
}

pub(super) fn same(given: &str, expected: &str) -> bool {
    given.as_bytes().ct_eq(expected.as_bytes()).into()
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// The host of `host:port`, brackets of IPv6 kept.
fn host_name(host: &str) -> &str {
    match host.rfind(':') {
        Some(colon) if !host.ends_with(']') => &host[..colon],
        _ => host,
    }
}

/// `host[:port]` of a URL.
fn authority(url: &str) -> String {
    url.parse::<Uri>().ok().and_then(|uri| uri.authority().map(ToString::to_string)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(public_url: Option<&str>) -> Identity {
        Identity::new([7; 32], "key".to_owned(), public_url.map(str::to_owned))
    }

    fn headers(host: &str, origin: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().unwrap());
        if !origin.is_empty() {
            headers.insert(header::ORIGIN, origin.parse().unwrap());
        }
        headers
    }

    #[test]
    fn a_token_is_good_for_its_own_room_only() {
        let (here, there) = (RoomCode::new(482_913).unwrap(), RoomCode::new(482_914).unwrap());
        let identity = identity(None);
        let (token, text) = identity.issue_token(here);
        assert_eq!(identity.read_token(here, &text).unwrap().bytes(), token.bytes());
        assert!(identity.read_token(there, &text).is_none());
        for wrong in ["", "x", &text[1..], "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
            assert!(identity.read_token(here, wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn only_our_own_names_are_our_host() {
        let identity = identity(Some("https://stem.voorbeeld.nl"));
        for host in ["localhost:8080", "127.0.0.1:8080", "192.168.1.5", "[::1]:8080", "stem.voorbeeld.nl"] {
            assert!(identity.is_own_host(&headers(host, "")), "{host}");
        }
        for host in ["evil.example", "stem.voorbeeld.nl.evil.example", "localhost.evil.example:8080", "1.2.3.4.nip.io"]
        {
            assert!(!identity.is_own_host(&headers(host, "")), "{host}");
        }
    }

    #[test]
    fn only_our_own_pages_are_our_origin() {
        let public = identity(Some("https://stem.voorbeeld.nl"));
        let local = identity(None);
        for (identity, host, origin, own) in [
            (&public, "stem.voorbeeld.nl", "https://stem.voorbeeld.nl", true),
            (&public, "127.0.0.1:8080", "http://127.0.0.1:8080", true),
            (&public, "stem.voorbeeld.nl", "https://evil.example", false),
            (&local, "192.168.1.5:8080", "http://192.168.1.5:8080", true),
            (&local, "192.168.1.5:8080", "https://192.168.1.5:8080", false),
            (&local, "192.168.1.5:8080", "http://192.168.1.5", false),
            (&local, "192.168.1.5:8080", "null", false),
            (&local, "192.168.1.5:8080", "", false),
        ] {
            assert_eq!(identity.is_own_origin(&headers(host, origin)), own, "{host} {origin}");
        }
    }

    #[test]
    fn cookies_are_secure_behind_tls_and_never_readable_by_script() {
        let code = RoomCode::new(482_913).unwrap();
        let cookie = identity(Some("https://stem.voorbeeld.nl")).attendee_cookie(code, "x".to_owned(), 0);
        assert_eq!(
            (cookie.name(), cookie.secure(), cookie.http_only()),
            ("__Secure-peil-482913", Some(true), Some(true))
        );
        assert_eq!(cookie.max_age(), Some(time::Duration::hours(24)));
        let late = identity(None).attendee_cookie(code, "x".to_owned(), 7);
        assert_eq!((late.name(), late.max_age()), ("peil-482913", Some(time::Duration::days(8))));
    }
}
