//! A sign to the presenter by plain HTTP: the road for a browser without script or socket.
//!
//! Stores nothing and answers nothing but the page again: what became of it only the presenter sees.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::{Form, FormRejection};
use serde::Deserialize;

use super::problem::Problem;
use super::sender::{Refused, Sender};
use crate::domain::sign::Sign;

#[derive(Deserialize)]
pub struct Signed {
    #[serde(default)]
    token: String,
    word: String,
}

pub async fn sign(sender: Sender, signed: Result<Form<Signed>, FormRejection>) -> Result<Response, Refused> {
    let signed = sender.read(signed)?;
    let sign = Sign::parse(&signed.word).ok_or_else(|| sender.refuse(Problem::UNREADABLE))?;
    sender.room.sign(sender.voter(&signed.token)?, sign);
    Ok(if sender.is_json { StatusCode::NO_CONTENT.into_response() } else { sender.page(false) })
}
