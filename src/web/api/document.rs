//! The description of the whole API, as OpenAPI 3.1: from the table of routes, made once and then the same for everybody.
//!
//! Says how to ask, and nothing of any session: whoever makes a client may have it without the key.

use std::sync::LazyLock;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use utoipa::openapi::schema::{ComponentsBuilder, ObjectBuilder, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::server::Server;
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, Paths};

use super::table::KEY;
use crate::codec::words::Tongue;

const ABOUT: &str = "Live polls for webinars: start sessions, steer them, and take their results along. JSON is sent as \
                     `content-type: application/json`. What goes wrong is told as `application/problem+json`, under a \
                     `code` that stays the same from version to version. Members may come to any answer: read past those \
                     that you do not know.";

static TEXT: LazyLock<Bytes> = LazyLock::new(|| {
    let text = super::table().split().1.to_json();
    text.expect("what the table holds is written as JSON").into()
});

/// What stands above the routes.
pub fn about() -> OpenApi {
    let license = LicenseBuilder::new().name("MIT OR Apache-2.0").identifier(Some("MIT OR Apache-2.0")).build();
    let info = InfoBuilder::new()
        .title(Tongue::English.say("peil"))
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(ABOUT))
        .license(Some(license))
        .build();
    let key = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some(
            "The organiser's key, as `Authorization: Bearer <key>`. Peil says where it is when it starts.",
        ))
        .build();
    let tags = [
        ("decks", "What can be started."),
        ("sessions", "Sessions, running and over."),
        ("files", "Results as files, while a session runs and after."),
        ("server", "The server itself."),
    ];
    OpenApiBuilder::new()
        .info(info)
        // Wherever this description is read from.
        .servers(Some([Server::new("/")]))
        .tags(Some(tags.map(|(name, about)| TagBuilder::new().name(name).description(Some(about)).build())))
        .components(Some(ComponentsBuilder::new().security_scheme(KEY, SecurityScheme::Http(key)).build()))
        .paths(Paths::new())
        .build()
}

/// This description.
///
/// Of the API as this server serves it, as OpenAPI 3.1. Asks for no key.
#[utoipa::path(
    get, path = "/api/v1/openapi.json", operation_id = "get_openapi", tag = "server",
    responses((status = OK, description = "The description.", body = inline(Described)))
)]
pub async fn send() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], TEXT.clone()).into_response()
}

/// What the document itself looks like, for which OpenAPI has a schema of its own.
struct Described;

impl utoipa::PartialSchema for Described {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        ObjectBuilder::new().schema_type(Type::Object).build().into()
    }
}

impl utoipa::ToSchema for Described {}
