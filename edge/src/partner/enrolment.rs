//! Taking part at a training institution's desk: the platform asks, the card's holder
//! agrees by a one-time code, and the course is bought as the holder would buy it.

use super::SignedCall;
use crate::challenge::{NewCode, ShownCode};
use crate::contact::enrolment_code;
use crate::crypto::{Digest, Purpose};
use crate::http::{Answer, Context, Refusal, done};
use crate::messages::enqueue_code;
use crate::partner::registrant::enrolment::SendEnrolmentCode;
use crate::purchase::place;
use crate::purchase::registrant::{Buyer, Order};
use crate::{catalogue, contact};
use domain::contact::OtpCode;
use domain::messages::Code;
use domain::partner::{
    EnrolmentAsked, EnrolmentConfirmation, EnrolmentRequest, RedeemAnswer, is_in_person,
};
use domain::purchase::{Offer, PlatformCode, Refused};
use domain::time::Zone;

/// Sends the code, if the card is somebody's; the answer is the same if not.
pub async fn ask(context: &Context, call: &SignedCall) -> Answer<EnrolmentAsked> {
    let platform = &call.platform;
    let asked: EnrolmentRequest = call.parsed()?;
    let (offer, _) = offer(context, platform, &asked).await?;
    if offer.price != asked.price {
        let refused = Refused::PriceChanged {
            old: asked.price,
            new: offer.price,
        };
        return Err(Refusal::Whole(refused.code(), refused.params(Zone::Wib)));
    }
    let card = card(context, &asked);
    let (code, outgoing) = enrolment_code(&offer.title, offer.price)?;
    let ShownCode {
        id_hash,
        digest,
        now,
    } = shown(context, platform, &asked, &code);
    let send = SendEnrolmentCode {
        card_hash: card.text(),
        code: NewCode {
            // One platform's tries and codes are not another's.
            stranger: id_hash.clone(),
            id_hash,
            digest,
            now,
        },
    };
    let phone = done(context.registrants().ask(&card, send).await?)?;
    enqueue_code(context, &outgoing, phone).await?;
    let sent = contact::sent(context, String::new());
    Ok(EnrolmentAsked {
        expires_at: sent.expires_at,
        resend_at: sent.resend_at,
    })
}

/// Reserves the course that the code agrees to.
pub async fn confirm(context: &Context, call: &SignedCall) -> Answer<RedeemAnswer> {
    let platform = &call.platform;
    let told: EnrolmentConfirmation = call.parsed()?;
    let code = OtpCode::parse(&told.code).map_err(|_| Refusal::code(Code::OtpWrong))?;
    let asked = told.request();
    let (offer, seats) = offer(context, platform, &asked).await?;
    let card = card(context, &asked);
    let code = shown(context, platform, &asked, &code);
    let shard = card.shard(context.config.shards);
    let order = Order {
        // What was agreed to names the purchase: sent again, it is the same.
        key: context
            .config
            .keys
            .digest(Purpose::IdempotencyKey, &[&code.digest])
            .text(),
        buyer: Buyer::Desk {
            card_hash: card.text(),
            code,
        },
        offer,
        quote: asked.price,
        now: context.now,
    };
    Ok(place(context, shard, seats, order).await?.redeem)
}

async fn offer(
    context: &Context,
    platform: &PlatformCode,
    asked: &EnrolmentRequest,
) -> Answer<(Offer, Option<u16>)> {
    let (course, schedule) = (asked.course_code.as_str(), asked.schedule_code.as_str());
    let found = catalogue::offer(context, course, platform.as_str(), Some(schedule)).await?;
    let (offer, seats) = found.ok_or(Refusal::code(Code::NotFound))?;
    if is_in_person(offer.delivery) {
        Ok((offer, seats))
    } else {
        Err(Refusal::code(Code::EnrolmentNotInPerson))
    }
}

fn card(context: &Context, asked: &EnrolmentRequest) -> Digest {
    let card = asked.card_number.as_str();
    context.config.keys.digest(Purpose::Card, &[card])
}

/// A code that a platform asks for or shows: good for one course there at one price. It
/// answers whichever was sent for the card at that platform's request.
fn shown(
    context: &Context,
    platform: &PlatformCode,
    asked: &EnrolmentRequest,
    code: &OtpCode,
) -> ShownCode {
    let keys = &context.config.keys;
    let asks = ["enrolment", asked.card_number.as_str(), platform.as_str()];
    let parts = [
        "enrolment",
        asked.card_number.as_str(),
        platform.as_str(),
        asked.course_code.as_str(),
        asked.schedule_code.as_str(),
        &asked.price.0.to_string(),
        code.as_str(),
    ];
    ShownCode {
        id_hash: keys.digest(Purpose::Token, &asks).text(),
        digest: keys.digest(Purpose::Otp, &parts).text(),
        now: context.now,
    }
}
