//! Schemas of words and numbers that the code keeps in lists and limits of its own, so that the description cannot say
//! anything else.

use std::borrow::Cow;

use utoipa::openapi::schema::{KnownFormat, Object, ObjectBuilder, SchemaFormat, SchemaType, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::codec::export::{Delimiter, Format};
use crate::codec::picture::Size;
use crate::codec::picture::palette::Theme;
use crate::codec::words::Tongue;
use crate::domain::limits::{FLOOR, FLOOR_MAX, KEEP_DAYS_MAX, ROWS_DAYS, TEXTS_DAYS};
use crate::domain::privacy::Mode;
use crate::domain::results::Forgettable;

/// Types that are one of these words, each with what the description says of them.
macro_rules! words {
    ($($name:ident as $title:literal = $words:expr, $about:literal;)*) => {$(
        pub struct $name;

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let words = ObjectBuilder::new().schema_type(Type::String).enum_values(Some($words));
                words.description(Some($about)).build().into()
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                $title.into()
            }
        }
    )*};
}

words! {
    ModeWord as "Mode" = Mode::ALL.map(Mode::word),
        "Who may see how single people answered, never by name. `open`: the organiser gets a row for each participant. \
         `confidential`: only totals and texts, and no two answers of one person beside each other. `research`: as `open`, \
         and attendees are asked to consent.";
    PartWord as "Part" = Forgettable::ALL.map(Forgettable::word),
        "`texts`: what people wrote. `rows`: who gave which answers; totals stay.";
    DelimiterWord as "Delimiter" = Delimiter::ALL.map(Delimiter::word), "The sign between the fields of a line.";
    SizeWord as "Size" = Size::ALL.map(Size::word), "For what a chart is drawn.";
    ThemeWord as "Theme" = Theme::ALL.map(Theme::word), "On what a chart is seen.";
    LanguageWord as "Language" = Tongue::ALL.map(Tongue::code), "A language that Peil speaks.";
    YesNo as "YesNo" = ["yes", "no"], "Yes or no.";
    ExportName as "ExportName" = Format::ALL.map(Format::file), "The name of an export.";
}

pub fn floor() -> Object {
    ObjectBuilder::new()
        .schema_type(Type::Integer)
        .minimum(Some(FLOOR))
        .maximum(Some(FLOOR_MAX))
        .default(Some(FLOOR.into()))
        .description(Some(
            "Of a question that splits others no group smaller than this is told apart, on any page and in any file.",
        ))
        .build()
}

pub fn texts_days() -> Object {
    days("For so many days after the end the texts that people wrote are kept", TEXTS_DAYS)
}

pub fn rows_days() -> Object {
    days("For so many days after the end single answers are kept; totals stay", ROWS_DAYS)
}

fn days(what: &str, default: u32) -> Object {
    ObjectBuilder::new()
        .schema_type(SchemaType::from_iter([Type::Integer, Type::Null]))
        .minimum(Some(1))
        .maximum(Some(KEEP_DAYS_MAX))
        .default(Some(default.into()))
        .description(Some(format!("{what}; `null`: until the organiser deletes them.")))
        .build()
}

pub fn any_text() -> Object {
    ObjectBuilder::new().schema_type(Type::String).build()
}

/// A file that is no text.
pub fn bytes() -> Object {
    let format = SchemaFormat::KnownFormat(KnownFormat::Binary);
    ObjectBuilder::new().schema_type(Type::String).format(Some(format)).build()
}
