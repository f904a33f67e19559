//! Two questions of one session together: who moved where, the flow from one to the other, the table.
//!
//! Says why where it may not be shown, and shows nothing then.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::halted;
use crate::codec::svg;
use crate::codec::together::{Share, Sheet, refused as told_why};
use crate::codec::words::Tongue;
use crate::domain::deck::Deck;
use crate::domain::ids::{SessionId, SlideKey};
use crate::domain::together::{Offer, Together, Unfit, offers};
use crate::web::given::{InPath, InQuery};
use crate::web::pages::html;
use crate::web::problem::Problem;
use crate::web::visitor::{Organiser, Speaks};
use crate::web::{App, assets, organised};

#[derive(Template)]
#[template(path = "pages/desk_together.html")]
struct TogetherPage {
    lang: &'static str,
    title: String,
    assets: &'static str,
    t: Tongue,
    here: String,
    id: String,
    session: String,
    /// What was asked twice, as links.
    again: Vec<AgainLink>,
    /// What can be chosen.
    first: Vec<Choice>,
    second: Vec<Choice>,
    /// How many tables can be made, as a sentence.
    looked: Option<String>,
    sheet: Option<Sheet>,
    /// Why there is none.
    refused: Option<String>,
    /// Somebody chose two questions; else what is refused is refused of all of them.
    chosen: bool,
}

struct AgainLink {
    href: String,
    words: String,
    here: bool,
}

struct Choice {
    key: String,
    words: String,
    chosen: bool,
}

/// Which two.
#[derive(Deserialize)]
pub struct Wish {
    #[serde(default)]
    first: String,
    #[serde(default)]
    second: String,
}

impl TogetherPage {
    fn say(&self, key: &str) -> String {
        self.t.say(key)
    }

    fn read(&self, share: &Share) -> String {
        share.read(self.t)
    }

    fn width(&self, share: &Share) -> String {
        svg::share(share.permille)
    }

    fn figure(&self, n: &u32) -> String {
        self.t.figure(*n)
    }

    fn number(&self, n: &u32) -> String {
        self.t.say_with("together-question", &[("n", (*n).into())])
    }

    /// What the per cents of a table are of.
    fn table_text(&self, first: &u32) -> String {
        self.t.say_with("together-table-text", &[("first", (*first).into())])
    }

    /// Whether a difference is in points or, among few, in people.
    fn unit(&self, sheet: &Sheet) -> String {
        let in_points = sheet.pairs.first().is_some_and(|pair| pair.before.percent.is_some());
        self.t.say(if in_points { "together-points" } else { "together-in-people" })
    }

    /// Whether this answer was given by anybody here, and so stands in the drawing.
    fn is_drawn(&self, n: &u32) -> bool {
        *n > 0
    }
}

pub async fn together(
    _: Organiser,
    State(app): State<Arc<App>>,
    Speaks(tongue): Speaks,
    InPath(id): InPath<String>,
    InQuery(wish): InQuery<Wish>,
) -> Response {
    match gather(&app, tongue, &id, &wish).await {
        Ok(response) => response,
        Err(problem) => problem.page(tongue),
    }
}

async fn gather(app: &App, tongue: Tongue, id: &str, wish: &Wish) -> Result<Response, Problem> {
    let card = organised::card(app, id).await?;
    if let Some(halt) = &card.halt {
        return Ok(halted::page(&card, halt, tongue));
    }
    let id = card.id;
    let report = app.hub.report(&id).await?;
    let deck = report.editions.in_language(&tongue.language());
    let offered = offers(report.published.results(), &report.editions.original);
    let asked_for = SlideKey::parse(&wish.first).zip(SlideKey::parse(&wish.second));
    let chosen = asked_for.is_some();
    let wished = match asked_for {
        Some(both) => Some(both),
        // Before anybody chose: what the deck asked twice.
        None => offered.first().filter(|offer| offer.again).map(|offer| (offer.first.clone(), offer.second.clone())),
    };
    let (mut sheet, mut refused) = (None, None);
    if let Some((first, second)) = &wished {
        let original = &report.editions.original;
        match Together::of(&report.published, original, first, second) {
            Ok(together) => sheet = Some(Sheet::of(&together, deck, tongue)),
            Err(unfit) if chosen || unfit.is_of_all() => refused = Some(told_why(&unfit, deck, tongue)),
            Err(_) => {}
        }
    } else if !report.privacy.has_rows() {
        refused = Some(told_why(&Unfit::Confidential, deck, tongue));
    }
    let choices = |chosen: Option<&SlideKey>| choices(&offered, deck, chosen, tongue);
    let page = TogetherPage {
        lang: tongue.code(),
        title: tongue.say("together-title"),
        assets: assets::prefix(),
        t: tongue,
        here: format!("/desk/sessions/{id}/together"),
        session: deck.title.clone(),
        again: again(&id, &offered, deck, wished.as_ref(), tongue),
        first: choices(wished.as_ref().map(|(first, _)| first)),
        second: choices(wished.as_ref().map(|(_, second)| second)),
        looked: (!offered.is_empty())
            .then(|| tongue.say_with("together-looked", &[("n", (offered.len() as u32).into())])),
        id: id.to_string(),
        sheet,
        refused,
        chosen,
    };
    Ok(html(&page, tongue))
}

fn again(
    id: &SessionId,
    offered: &[Offer],
    deck: &Deck,
    wished: Option<&(SlideKey, SlideKey)>,
    tongue: Tongue,
) -> Vec<AgainLink> {
    let link = |offer: &Offer| {
        let number = |key| deck.question_number(key).unwrap_or_default() as u32;
        let heading = deck.slide(&offer.first).map(|(_, slide)| slide.heading()).unwrap_or_default();
        let words = [
            ("first", number(&offer.first).into()),
            ("second", number(&offer.second).into()),
            ("heading", heading.as_str().into()),
        ];
        AgainLink {
            href: format!("/desk/sessions/{id}/together?first={}&second={}", offer.first, offer.second),
            words: tongue.say_with("together-again-pair", &words),
            here: wished.is_some_and(|(first, second)| *first == offer.first && *second == offer.second),
        }
    };
    offered.iter().filter(|offer| offer.again).map(link).collect()
}

/// The questions that can stand beside another, in the order of the deck.
fn choices(offered: &[Offer], deck: &Deck, chosen: Option<&SlideKey>, tongue: Tongue) -> Vec<Choice> {
    let can_stand = |key: &SlideKey| offered.iter().any(|offer| offer.first == *key || offer.second == *key);
    let choice = |(number, key, heading): (u32, &SlideKey, String)| Choice {
        key: key.to_string(),
        words: tongue.say_with("together-option", &[("n", number.into()), ("heading", heading.as_str().into())]),
        chosen: chosen == Some(key),
    };
    let numbered = deck.questions().enumerate();
    numbered
        .filter(|(_, (slide, _))| can_stand(&slide.key))
        .map(|(place, (slide, _))| choice((place as u32 + 1, &slide.key, slide.heading())))
        .collect()
}
