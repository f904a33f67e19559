//! The static tree, embedded in the binary and served under one content hash, immutable to caches.
//!
//! A new build has a new hash, so no browser mixes two versions. In a debug build files are read from disk at every
//! request, so that a changed style shows on reload.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

#[derive(RustEmbed)]
#[folder = "static/"]
struct Static;

static PREFIX: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    let mut names: Vec<_> = Static::iter().collect();
    names.sort();
    for name in names {
        hash.update(name.as_bytes());
        if let Some(file) = Static::get(&name) {
            hash.update(&file.data);
        }
    }
    let digest = hash.finalize();
    let word: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("/static/{word}")
});

/// What static addresses start with: `/static/3f2a…`.
pub fn prefix() -> &'static str {
    &PREFIX
}

/// A text file of the tree, for what is inlined into a page.
pub fn text(name: &str) -> String {
    let file = Static::get(name).unwrap_or_else(|| panic!("static/{name} is part of the binary"));
    String::from_utf8_lossy(&file.data).into_owned()
}

pub async fn serve(Path((hash, name)): Path<(String, String)>) -> Response {
    let Some(file) = Static::get(&name) else { return StatusCode::NOT_FOUND.into_response() };
    // An older page may ask for an older hash: it gets today's file, but may not keep it.
    let current = prefix().strip_prefix("/static/") == Some(hash.as_str());
    let caching = if current && !cfg!(debug_assertions) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let kind = file.metadata.mimetype().to_owned();
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, caching.to_owned())], file.data.into_owned())
        .into_response()
}
