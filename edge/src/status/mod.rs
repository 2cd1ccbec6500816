//! The public status check: registration number and birth date, no account.
//! Wrong number and wrong birth date are answered alike, after the same work.

pub mod page;

use crate::crypto::{Digest, Purpose};
use crate::http::{Answer, Context, Refusal, cache, done};
use crate::registrant::store::FindStatus;
use crate::registration::registrant::birth_check;
use domain::messages::Code;
use domain::registration::parse_holder;
use domain::status::{PublicStatus, StatusRequest, public_status};
use serde::{Deserialize, Serialize};

/// 30 s – people reload; results do not change faster than that.
const CACHED_SECONDS: u32 = 30;

/// What is cached: also that nothing was found, so that both answers take the
/// same way.
#[derive(Serialize, Deserialize)]
struct Found(Option<PublicStatus>);

/// Looks a status up.
pub async fn check(context: &Context, request: &StatusRequest) -> Answer<PublicStatus> {
    let today = domain::time::programme_date(context.now);
    let (number, born) = parse_holder(&request.registration_number, &request.birth_date, today)?;
    let keys = &context.config.keys;
    let number_digest = keys.digest(Purpose::RegistrationNumber, &[number.as_str()]);
    let check = birth_check(keys, &number, born);
    let cached_at = cache_key(context, &check);
    let found = match cache::find(&cached_at).await? {
        Some(text) => serde_json::from_str(&text).map_err(worker::Error::from)?,
        None => {
            let found = look_up(context, &number_digest, check).await?;
            let text = serde_json::to_string(&found).map_err(worker::Error::from)?;
            cache::keep(&cached_at, &text, CACHED_SECONDS).await?;
            found
        }
    };
    found.0.ok_or(Refusal::code(Code::StatusNotFound))
}

/// A keyed hash, so that no number stands in the cache. With the language, and
/// with the clock's hour: the sandbox can jump, and a jump asks anew.
fn cache_key(context: &Context, check: &str) -> String {
    let hour = context.now.timestamp() / 3600;
    format!("https://status.invalid/{check}/{:?}/{hour}", context.locale)
}

async fn look_up(context: &Context, number: &Digest, birth_check: String) -> Answer<Found> {
    let look_up = FindStatus {
        number_hash: number.text(),
        birth_check,
        now: context.now,
    };
    let facts = done(context.registrants().ask(number, look_up).await?)?;
    let waves = crate::wave::all(&context.env).await?;
    Ok(Found(facts.map(|facts| {
        public_status(&facts, &waves, context.now, context.locale)
    })))
}
