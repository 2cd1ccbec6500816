//! Five payment partners, SNAP-shaped. Each checks the programme's signature,
//! knows its customers by the civil registry, pays one reference once (unless it
//! is told to misbehave), and lists what it has paid.

use crate::clock;
use crate::faults::Fault;
use crate::store::{Paid, Store};
use chrono::{DateTime, Utc};
use domain::money::Rupiah;
use domain::partner::snap::{SnapRequest, SnapSecret, sign, sign_text};
use domain::payout::{
    AccountExtras, AccountRequest, HISTORY_PATH, HistoryExtras, HistoryLine, HistoryReply,
    HistoryRequest, Reply, StatusRequest, TOKEN_PATH, TokenReply, TransferRequest, paths,
};
use domain::scheme::PartnerKind;
use serde::Serialize;
use serde_json::{Value, json as object};
use std::time::Duration;
use worker::{Delay, Env, Error, Request, Response, Result};

/// Longer than any client of ours waits.
const SILENCE: Duration = Duration::from_secs(60);
/// 15 minutes, as SNAP has it.
const TOKEN_SECONDS: u32 = 900;

/// `GET /payments.json`: everything that was paid, for whoever watches.
pub fn json(store: &Store) -> Result<Response> {
    Response::from_json(&object!({ "payments": store.payments("", "")? }))
}

/// `POST /payment/{partner}/v1.0/…`
pub async fn answer(
    env: &Env,
    store: &Store,
    mut request: Request,
    path: &str,
) -> Result<Response> {
    let (partner, path) = path
        .strip_prefix("/payment/")
        .and_then(|rest| Some(rest.split_at(rest.find('/')?)))
        .unwrap_or_default();
    let fault = store.faults()?.payment;
    let Some(access) = access(env, partner)? else {
        return Response::error("no such partner", 404);
    };
    let header =
        |name: &str| -> Result<String> { Ok(request.headers().get(name)?.unwrap_or_default()) };
    let (stamp, signature) = (header("X-TIMESTAMP")?, header("X-SIGNATURE")?);
    let bearer = header("Authorization")?;
    let identified = (header("X-PARTNER-ID")?, header("X-EXTERNAL-ID")?);
    let body = request.text().await?;
    if let Some(instead) = fault.suffer().await? {
        return Ok(instead);
    }
    let token = format!("{partner}-token");
    if path == TOKEN_PATH {
        let right = sign_text(&access.secret, &format!("{}|{stamp}", access.client_key));
        return if signature == right {
            Response::from_json(&TokenReply {
                access_token: token,
                expires_in: TOKEN_SECONDS.to_string(),
            })
        } else {
            refused(401, "4017300")
        };
    }
    let at: Option<DateTime<Utc>> = stamp.parse().ok();
    let signed = at.map(|at| SnapRequest {
        method: "POST",
        path,
        access_token: &token,
        body: &body,
        at,
    });
    let right = signed.is_some_and(|one| sign(&access.secret, &one) == signature)
        && bearer == format!("Bearer {token}")
        && identified.0 == access.partner_id
        && (1..=36).contains(&identified.1.len());
    if !right {
        return refused(401, "4010000");
    }
    let kind = if partner == "bni" {
        PartnerKind::Bank
    } else {
        PartnerKind::Wallet
    };
    let known = paths(kind);
    match path {
        path if path == known.enquiry => enquire(store, kind, &body, fault),
        path if path == known.transfer => transfer(env, store, partner, &body, fault).await,
        path if path == known.status => status(store, partner, &body),
        HISTORY_PATH => history(store, partner, &body, fault),
        _ => refused(404, "4040000"),
    }
}

struct Access {
    client_key: String,
    partner_id: String,
    secret: SnapSecret,
}

fn access(env: &Env, partner: &str) -> Result<Option<Access>> {
    let all: Value = serde_json::from_str(&env.var("PAYMENT_PARTNERS")?.to_string())?;
    let text = |name: &str| {
        let value = all.get(partner)?.get(name)?.as_str()?;
        Some(value.to_owned())
    };
    let Some(secret) = text("client_secret") else {
        return Ok(None);
    };
    Ok(Some(Access {
        client_key: text("client_key").unwrap_or_default(),
        partner_id: text("partner_id").unwrap_or_default(),
        secret: SnapSecret::new(secret.as_bytes())
            .ok_or_else(|| Error::RustError("an empty secret".to_owned()))?,
    }))
}

fn give<T: Serialize>(status: u16, reply: &T) -> Result<Response> {
    Ok(Response::from_json(reply)?.with_status(status))
}

fn coded(code: &str) -> Reply {
    Reply {
        response_code: code.to_owned(),
        ..Reply::default()
    }
}

fn refused(status: u16, code: &str) -> Result<Response> {
    give(status, &coded(code))
}

/// Bank accounts whose number ends in four zeros are nobody's. Wallets have the
/// numbers of people's phones, which end as they like.
fn is_nobodys(kind: PartnerKind, number: &str) -> bool {
    kind == PartnerKind::Bank && number.ends_with("0000")
}

fn enquire(store: &Store, kind: PartnerKind, body: &str, fault: Fault) -> Result<Response> {
    let Ok(asked) = serde_json::from_str::<AccountRequest>(body) else {
        return refused(400, "4003701");
    };
    let holder = store.resident(&asked.additional_info.nik)?;
    if is_nobodys(kind, &asked.customer_number) {
        return refused(404, "4043711");
    }
    if fault == Fault::Closed {
        return refused(403, "4033718");
    }
    let name = match (fault, holder) {
        (Fault::OtherName, _) => "BUDI SANTOSO".to_owned(),
        (_, Some(name)) => name.to_uppercase(),
        (_, None) => String::new(),
    };
    let reply = Reply {
        account: Some(AccountExtras {
            verified: fault != Fault::NotVerified,
            nik_match: !name.is_empty(),
            phone_match: true,
        }),
        customer_name: Some(name),
        ..coded("2003700")
    };
    give(200, &reply)
}

async fn transfer(
    env: &Env,
    store: &Store,
    partner: &str,
    body: &str,
    fault: Fault,
) -> Result<Response> {
    let Ok(asked) = serde_json::from_str::<TransferRequest>(body) else {
        return refused(400, "4003801");
    };
    let reference = asked.partner_reference_no.as_str();
    let Some(Rupiah(amount)) = asked.amount.rupiah() else {
        return refused(400, "4003801");
    };
    if !store.payments(partner, reference)?.is_empty() {
        return refused(409, "4093801");
    }
    let refusal = match fault {
        Fault::Closed => Some("4033818"),
        Fault::NotVerified => Some("4033815"),
        Fault::OtherName => Some("4043818"),
        Fault::DepositUsedUp => Some("4033814"),
        _ => None,
    };
    if let Some(code) = refusal {
        store.refuse(partner, reference, code)?;
        let status = code.get(..3).and_then(|text| text.parse().ok());
        return refused(status.unwrap_or(403), code);
    }
    let now = clock::now(env).await?.timestamp_millis();
    let times = if fault == Fault::PaidTwice { 2 } else { 1 };
    for _ in 0..times {
        store.pay(partner, reference, &asked.customer_number, amount, now)?;
    }
    if fault == Fault::PaidThenSilent {
        Delay::from(SILENCE).await;
    }
    let first = store.payments(partner, reference)?.into_iter().next();
    let reply = Reply {
        reference_no: first.map(|paid| transaction(&paid)),
        ..coded("2003800")
    };
    give(200, &reply)
}

fn transaction(paid: &Paid) -> String {
    format!("{}-{}", paid.partner, paid.seq)
}

fn status(store: &Store, partner: &str, body: &str) -> Result<Response> {
    let Ok(asked) = serde_json::from_str::<StatusRequest>(body) else {
        return refused(400, "4003901");
    };
    let reference = asked.original_partner_reference_no.as_str();
    if let Some(paid) = store.payments(partner, reference)?.first() {
        let reply = Reply {
            reference_no: Some(transaction(paid)),
            latest_transaction_status: Some("00".to_owned()),
            ..coded("2003900")
        };
        return give(200, &reply);
    }
    match store.refusal(partner, reference)? {
        Some(code) => give(
            200,
            &Reply {
                latest_transaction_status: Some("06".to_owned()),
                original_response_code: Some(code),
                ..coded("2003900")
            },
        ),
        None => refused(404, "4043901"),
    }
}

fn history(store: &Store, partner: &str, body: &str, fault: Fault) -> Result<Response> {
    let asked = serde_json::from_str::<HistoryRequest>(body).ok();
    let bounds = asked.as_ref().and_then(|asked| {
        let at = |text: &str| text.parse::<DateTime<Utc>>().ok();
        Some((
            at(&asked.from_date_time)?,
            at(&asked.to_date_time)?,
            asked.page_size.parse::<usize>().ok()?,
            asked.page_number.parse::<usize>().ok()?,
        ))
    });
    let Some((from, until, size, page)) = bounds else {
        return refused(400, "4001201");
    };
    let listed = match fault {
        Fault::OthersLines => "",
        _ => partner,
    };
    let all: Vec<Paid> = store
        .payments(listed, "")?
        .into_iter()
        .filter(|paid| {
            let at = DateTime::from_timestamp_millis(milliseconds(paid.at_ms));
            at.is_some_and(|at| from <= at && at < until)
        })
        .collect();
    let begin = page.saturating_mul(size);
    let lines = all.iter().skip(begin).take(size).filter_map(|paid| {
        let line = HistoryLine {
            partner_reference_no: paid.reference.clone().try_into().ok()?,
            reference_no: transaction(paid).try_into().ok()?,
            amount: Rupiah(paid.amount).into(),
        };
        serde_json::to_value(line).ok()
    });
    let odd = |reference: &str, value: &str| {
        object!({
            "partnerReferenceNo": reference, "referenceNo": "ODD",
            "amount": { "value": value, "currency": "IDR" },
        })
    };
    let odd = match fault {
        Fault::UnreadableLines => vec![odd("ODD-1", "600000.50"), odd("*", "600000.00")],
        _ => vec![],
    };
    let reply = HistoryReply {
        response_code: "2001200".to_owned(),
        detail_data: odd.into_iter().chain(lines).collect(),
        additional_info: HistoryExtras {
            has_more: all.len() > begin.saturating_add(size),
        },
    };
    give(200, &reply)
}

/// Whole numbers cross the border to JavaScript as doubles.
#[allow(
    clippy::cast_possible_truncation,
    reason = "milliseconds of this century are whole and far below 2^53"
)]
fn milliseconds(stored: f64) -> i64 {
    stored as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_zeros_at_the_end_are_nobodys_bank_account() {
        assert!(is_nobodys(PartnerKind::Bank, "0123450000"));
        assert!(!is_nobodys(PartnerKind::Bank, "0123456789"));
        assert!(!is_nobodys(PartnerKind::Wallet, "+6281290000000"));
    }
}
