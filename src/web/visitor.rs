//! What a handler may ask for about a visitor: the language, and proof of being organiser or one of our own pages.
//!
//! Each is an extractor, so a handler that takes `Organiser` cannot be reached without it.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{Method, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::CookieJar;

use super::App;
use super::problem::Problem;
use crate::codec::words::Tongue;

/// The visitor's language: `?lang=` wins, then the choice remembered for presenters, then the browser's.
pub struct Speaks(pub Tongue);

impl Speaks {
    pub fn of(parts: &Parts) -> Tongue {
        let remembered = || {
            let jar = CookieJar::from_headers(&parts.headers);
            jar.get("peil-language").and_then(|cookie| Tongue::from_code(cookie.value()))
        };
        let browser = || Tongue::negotiate(accepted(parts).unwrap_or_default());
        asked(parts).or_else(remembered).unwrap_or_else(browser)
    }

    /// A program that names no language reads English.
    pub fn of_machine(parts: &Parts) -> Tongue {
        asked(parts).or_else(|| accepted(parts).map(Tongue::negotiate)).unwrap_or(Tongue::English)
    }
}

fn asked(parts: &Parts) -> Option<Tongue> {
    parts.uri.query()?.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(Tongue::from_code)
}

fn accepted(parts: &Parts) -> Option<&str> {
    parts.headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()
}

impl<S: Sync> FromRequestParts<S> for Speaks {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(Self::of(parts)))
    }
}

/// A request to a host of ours and, when it changes something, from a page of ours.
pub struct OwnPage;

impl FromRequestParts<Arc<App>> for OwnPage {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let tongue = Speaks::of(parts);
        if !app.identity.is_own_host(&parts.headers) {
            return Err(Problem::FOREIGN_HOST.page(tongue));
        }
        let changes = parts.method != Method::GET && parts.method != Method::HEAD;
        if (changes || is_upgrade(parts)) && !app.identity.is_own_origin(&parts.headers) {
            return Err(Problem::FOREIGN_ORIGIN.page(tongue));
        }
        Ok(Self)
    }
}

fn is_upgrade(parts: &Parts) -> bool {
    parts.headers.contains_key(header::UPGRADE)
}

/// Holds the desk's cookie. Whoever does not is sent to the page that asks for the organiser's key.
pub struct Organiser;

impl FromRequestParts<Arc<App>> for Organiser {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        OwnPage::from_request_parts(parts, app).await?;
        if app.identity.holds_desk(&CookieJar::from_headers(&parts.headers)) {
            Ok(Self)
        } else {
            Err(Redirect::to("/desk/key").into_response())
        }
    }
}

/// Knows the organiser's key by header: a program, and the language of what it is told. No cookie is looked at, so no
/// page of another site can act for it.
pub struct Machine(pub Tongue);

impl FromRequestParts<Arc<App>> for Machine {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let tongue = Speaks::of_machine(parts);
        if !app.identity.is_own_host(&parts.headers) {
            return Err(Problem::FOREIGN_HOST.json(tongue));
        }
        if app.identity.is_machine(&parts.headers) {
            Ok(Self(tongue))
        } else {
            Err(Problem::NOT_ORGANISER.json(tongue))
        }
    }
}
