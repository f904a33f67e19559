//! Collects the routes for machines. Router and description grow by the same step, so neither has what the other lacks.
//!
//! Says of every route what all of them share: the key, the language of problems, and which problems there are, each by
//! its code. Answers nothing itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use serde_json::Value;
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::example::ExampleBuilder;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::schema::Schema;
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{Components, OpenApi, Ref, RefOr, Required, ResponseBuilder};
use utoipa::{PartialSchema, ToSchema};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};

use super::described::{self, LanguageWord};
use crate::codec::words::Tongue;
use crate::web::App;
use crate::web::problem::{Details, PROBLEM_JSON, Problem};

/// What the description calls the organiser's key.
pub const KEY: &str = "organiser_key";

/// One route with its description, as `routes!` makes it: of nothing else.
type Row = UtoipaMethodRouter<Arc<App>>;

/// The only way in is a [`Row`]: a handler without a description does not compile.
pub struct Table(OpenApiRouter<Arc<App>>);

impl Table {
    pub fn new(about: OpenApi) -> Self {
        let mut router = OpenApiRouter::with_openapi(about);
        let components = router.get_openapi_mut().components.get_or_insert_with(Components::new);
        components.schemas.insert(Details::name().into_owned(), Details::schema());
        Self(router)
    }

    /// For whoever has the organiser's key, with the problems that may come of it.
    pub fn keyed(self, row: Row, problems: &[&[Problem]]) -> Self {
        self.keyed_refusing(row, problems, &[])
    }

    /// The same, for what may also be refused for reasons of its own.
    pub fn keyed_refusing(self, mut row: Row, problems: &[&[Problem]], refusals: &[Details]) -> Self {
        let all = [Problem::NOT_ORGANISER, Problem::FOREIGN_HOST];
        let told = problems.concat().into_iter().chain(all).map(|problem| problem.details(Tongue::English));
        let told: Vec<Details> = told.collect();
        for operation in row.1.paths.values_mut().flat_map(operations) {
            operation.security = Some(vec![SecurityRequirement::new(KEY, [""; 0])]);
            let parameters = operation.parameters.get_or_insert_default();
            parameters.extend([lang(), accept_language()].map(RefOr::T));
            add_problems(operation, told.iter().chain(refusals));
        }
        Self(self.0.routes(row))
    }

    /// For anybody.
    pub fn open(self, mut row: Row) -> Self {
        for operation in row.1.paths.values_mut().flat_map(operations) {
            operation.security = Some(Vec::new());
        }
        Self(self.0.routes(row))
    }

    /// Says of all of these that the server answers `408` when it cannot answer in time.
    pub fn within_deadline(self) -> Self {
        self.saying(StatusCode::REQUEST_TIMEOUT, "It could not be answered in time. Without a body; ask again.")
    }

    fn saying(mut self, status: StatusCode, about: &str) -> Self {
        let paths = &mut self.0.get_openapi_mut().paths.paths;
        for operation in paths.values_mut().flat_map(operations) {
            let response = ResponseBuilder::new().description(about).build();
            operation.responses.responses.insert(status.as_str().to_owned(), response.into());
        }
        self
    }

    /// The routes of both.
    pub fn and(self, other: Self) -> Self {
        Self(self.0.merge(other.0))
    }

    pub fn split(self) -> (Router<Arc<App>>, OpenApi) {
        let about = "This address is asked by another method; `Allow` names those there are. Without a body.";
        self.saying(StatusCode::METHOD_NOT_ALLOWED, about).0.split_for_parts()
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.put, &mut item.post, &mut item.delete, &mut item.patch].into_iter().flatten()
}

fn lang() -> Parameter {
    ParameterBuilder::new()
        .name("lang")
        .parameter_in(ParameterIn::Query)
        .required(Required::False)
        .description(Some("The language of what is answered; it wins from `Accept-Language`."))
        .schema(Some(LanguageWord::schema()))
        .build()
}

fn accept_language() -> Parameter {
    let about = "The language of what is answered. Where no language is named, problems are told in English, and files are \
                 written in Dutch.";
    ParameterBuilder::new()
        .name("Accept-Language")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(about))
        .schema(Some(described::any_text()))
        .build()
}

/// One answer a status, with an example of each problem under its code.
fn add_problems<'a>(operation: &mut Operation, told: impl Iterator<Item = &'a Details>) {
    let mut by_status: BTreeMap<StatusCode, Vec<&Details>> = BTreeMap::new();
    for details in told {
        by_status.entry(details.status).or_default().push(details);
    }
    for (status, told) in by_status {
        let lines: Vec<String> =
            told.iter().map(|details| format!("- `{}`: {}", details.code, details.title)).collect();
        let examples = told.iter().map(|details| {
            let value = serde_json::to_value(details).unwrap_or(Value::Null);
            (details.code, ExampleBuilder::new().summary(details.title.as_str()).value(Some(value)).build())
        });
        let problem: RefOr<Schema> = Ref::from_schema_name(Details::name()).into();
        let content = ContentBuilder::new().schema(Some(problem)).examples_from_iter(examples).build();
        let response = ResponseBuilder::new().description(lines.join("\n")).content(PROBLEM_JSON, content).build();
        operation.responses.responses.insert(status.as_str().to_owned(), response.into());
    }
}
