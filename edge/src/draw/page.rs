//! The pages of the open draw, and the check of one's own entry as a plain form.

use crate::draw;
use crate::http::{Answer, Context, Refusal, page};
use crate::pages::form::{Shown, again};
use app::pages::{Answer as Checked, DrawPage, Found};
use data_encoding::HEXLOWER;
use domain::draw::EntryId;
use domain::messages::Code;
use domain::registration::{Field, FieldError, RegistrationNumber};
use domain::wave::Slip;
use serde::Deserialize;
use worker::Response;

/// `GET /undian/`
pub async fn list(context: &Context) -> Answer<Response> {
    let waves = crate::wave::listed(&context.env, context.now).await?;
    let shown = app::pages::draws(context.locale, &waves);
    Ok(page(context, &shown, 200, CACHED).await?)
}

const CACHED: &str = "public, max-age=15";

/// `GET /undian/{wave}/`
pub async fn show(context: &Context, wave: u32) -> Answer<Response> {
    let (shown, _) = read(context, wave).await?;
    let shown = app::pages::draw(context.locale, &shown, ["", ""], None, &[], None);
    Ok(page(context, &shown, 200, CACHED).await?)
}

async fn read(context: &Context, number: u32) -> Answer<(DrawPage, draw::Published)> {
    let waves = crate::wave::listed(&context.env, context.now).await?;
    let listed = waves
        .into_iter()
        .find(|listed| listed.wave.number == number)
        .ok_or(Refusal::code(Code::NotFound))?;
    let published = draw::published(&context.env, number).await?;
    let shown = DrawPage {
        wave: listed.wave,
        phase: listed.phase,
        rules_hash: published.rules.as_ref().map(|(_, hash)| *hash),
        commitment: published.commitment.clone(),
        result: published.result.clone(),
        origin: context.env.var("PUBLIC_URL")?.to_string(),
        now: context.now,
    };
    Ok((shown, published))
}

/// Whose entry is looked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct EntryForm {
    registration_number: String,
    code: String,
}

/// `POST /undian/{wave}/`
pub async fn check(context: &Context, wave: u32, form: EntryForm) -> Answer<Response> {
    let (number, code) = (form.registration_number, form.code);
    let typed = [number.as_str(), code.as_str()];
    let (shown, published) = read(context, wave).await?;
    match look(context, wave, &published, typed).await {
        Ok(checked) => {
            let page = app::pages::draw(context.locale, &shown, typed, Some(&checked), &[], None);
            again(context, &page).await
        }
        Err(refusal) => {
            let refused = Shown::of(refusal, context);
            let sentence = refused.sentence.as_deref();
            let page = app::pages::draw(
                context.locale,
                &shown,
                typed,
                None,
                &refused.errors,
                sentence,
            );
            refused.on(context, &page).await
        }
    }
}

async fn look(
    context: &Context,
    wave: u32,
    published: &draw::Published,
    [number, code]: [&str; 2],
) -> Answer<Checked> {
    let number = RegistrationNumber::parse(number)
        .map_err(|code| FieldError::new(Field::RegistrationNumber, code));
    let slip = Slip::parse(code).map_err(|code| FieldError::new(Field::SlipCode, code));
    let (number, slip) = match (number, slip) {
        (Ok(number), Ok(slip)) => (number, slip),
        (number, slip) => {
            let errors = number.err().into_iter().chain(slip.err()).collect();
            return Err(Refusal::Fields(errors));
        }
    };
    if published.commitment.is_none() {
        return Ok(Checked::TooEarly);
    }
    let id = EntryId::of(wave, &number, slip.nonce);
    let proven = draw::find(context, published, slip.shard, id).await?;
    let found = proven.and_then(|proven| {
        Some(Found {
            number,
            slip,
            proof: HEXLOWER.decode(proven.proof.as_bytes()).ok()?,
            outcome: proven.outcome,
        })
    });
    Ok(match found {
        Some(found) => Checked::Found(Box::new(found)),
        None => Checked::NotFound,
    })
}
