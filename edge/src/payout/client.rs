//! The client of payment partners: SNAP-shaped, each request signed with the
//! partner's own secret. An access token is kept by each isolate while it is good.

use crate::crypto;
use crate::incentive::registrant::{HolderCheck, Order, Report};
use crate::outside::{Unreachable, ask, send};
use crate::sql::Moment;
use chrono::TimeDelta;
use domain::incentive::PartnerReference;
use domain::partner::snap::{SnapRequest, SnapSecret, sign, sign_text, timestamp};
use domain::payout::{
    AccountRequest, EnquiryExtras, HISTORY_PATH, HistoryReply, HistoryRequest, Reply,
    StatusRequest, TOKEN_PATH, TokenReply, TokenRequest, TransferRequest, enquired, inquired,
    paths, transferred,
};
use domain::payout_account;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::cell::RefCell;
use std::collections::BTreeMap;
use worker::{Env, Headers, Method, Request, RequestInit};

/// 8 s – what a partner has not answered by then is asked about later.
const PATIENCE_MS: u64 = 8_000;
/// A minute before its time a token is no longer used.
const TOKEN_MARGIN: TimeDelta = TimeDelta::minutes(1);
/// Payments on one page of a list.
const PAGE: u32 = 500;

/// What a partner gave us, as the secret `PAYMENT_PARTNERS` has it.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Access {
    /// `X-CLIENT-KEY`
    client_key: String,
    /// Signs requests.
    client_secret: String,
    /// `X-PARTNER-ID`
    partner_id: String,
}

/// What a call does; an order that is lost on the way may have been followed.
#[derive(Clone, Copy)]
enum Call {
    Question,
    Order,
}

/// A partner that can be called.
struct Partner {
    id: String,
    url: String,
    access: Access,
    secret: SnapSecret,
    now: Moment,
}

thread_local! {
    /// By partner: a token, and until when it is used.
    static TOKENS: RefCell<BTreeMap<String, (String, Moment)>> = const { RefCell::new(BTreeMap::new()) };
}

impl Partner {
    fn of(env: &Env, id: &str, now: Moment) -> Result<Self, Unreachable> {
        let unknown = || Unreachable::Network(format!("{id} is not set up"));
        let urls = env.var("PAYMENT_URLS")?.to_string();
        let urls: BTreeMap<String, String> = serde_json::from_str(&urls).map_err(|_| unknown())?;
        let accesses = env.secret("PAYMENT_PARTNERS")?.to_string();
        let mut accesses: BTreeMap<String, Access> =
            serde_json::from_str(&accesses).map_err(|_| unknown())?;
        let access = accesses.remove(id).ok_or_else(unknown)?;
        Ok(Self {
            url: urls.get(id).cloned().ok_or_else(unknown)?,
            secret: SnapSecret::new(access.client_secret.as_bytes()).ok_or_else(unknown)?,
            id: id.to_owned(),
            access,
            now,
        })
    }

    async fn post<A: DeserializeOwned>(
        &self,
        path: &str,
        body: String,
        headers: &[(&str, &str)],
        call: Call,
    ) -> Result<A, Unreachable> {
        let all = Headers::new();
        all.set("Content-Type", "application/json")?;
        all.set("X-TIMESTAMP", &timestamp(self.now))?;
        for (name, value) in headers {
            all.set(name, value)?;
        }
        let mut init = RequestInit::new();
        init.with_method(Method::Post)
            .with_headers(all)
            .with_body(Some(body.into()));
        let request = Request::new_with_init(&format!("{}{path}", self.url), &init)?;
        // Refusals have a body of the same shape, with a code that says more.
        match call {
            Call::Question => ask(request, PATIENCE_MS).await,
            Call::Order => send(request, PATIENCE_MS).await,
        }
    }

    async fn token(&self) -> Result<String, Unreachable> {
        let kept = TOKENS.with_borrow(|tokens| tokens.get(&self.id).cloned());
        if let Some((token, until)) = kept
            && self.now < until
        {
            return Ok(token);
        }
        let text = format!("{}|{}", self.access.client_key, timestamp(self.now));
        let body = json(&TokenRequest {
            grant_type: "client_credentials".to_owned(),
        })?;
        let headers = [
            ("X-CLIENT-KEY", self.access.client_key.as_str()),
            ("X-SIGNATURE", &sign_text(&self.secret, &text)),
        ];
        let reply: TokenReply = self
            .post(TOKEN_PATH, body, &headers, Call::Question)
            .await?;
        let seconds = reply.expires_in.parse().unwrap_or_default();
        let until = self.now + TimeDelta::seconds(seconds) - TOKEN_MARGIN;
        let token = reply.access_token.clone();
        TOKENS.with_borrow_mut(|tokens| tokens.insert(self.id.clone(), (token, until)));
        Ok(reply.access_token)
    }

    fn forget_token(&self) {
        TOKENS.with_borrow_mut(|tokens| tokens.remove(&self.id));
    }

    async fn call<Q: Serialize, A: DeserializeOwned>(
        &self,
        token: &str,
        path: &str,
        question: &Q,
        call: Call,
    ) -> Result<A, Unreachable> {
        let body = json(question)?;
        let request = SnapRequest {
            method: "POST",
            path,
            access_token: token,
            body: &body,
            at: self.now,
        };
        // Names this message, not the payment: that has a reference of its own.
        let bytes: [u8; 16] =
            crypto::random().map_err(|error| Unreachable::Network(error.to_string()))?;
        let external_id = u128::from_be_bytes(bytes).to_string();
        let headers = [
            ("Authorization", &*format!("Bearer {token}")),
            ("X-SIGNATURE", &sign(&self.secret, &request)),
            ("X-PARTNER-ID", &self.access.partner_id),
            (
                "X-EXTERNAL-ID",
                external_id.get(..36).unwrap_or(&external_id),
            ),
            ("CHANNEL-ID", "95221"),
        ];
        let answer = self.post(path, body.clone(), &headers, call).await;
        if matches!(answer, Err(Unreachable::Status(401))) {
            self.forget_token();
        }
        answer
    }
}

fn json<T: Serialize>(value: &T) -> Result<String, Unreachable> {
    serde_json::to_string(value).map_err(|_| Unreachable::Body)
}

fn warn(partner: &str, error: &Unreachable) {
    worker::console_warn!(
        "{}",
        serde_json::json!({ "outside": partner, "error": error.to_string() })
    );
}

/// Asks whose account it is.
pub async fn enquire(env: &Env, now: Moment, check: &HolderCheck) -> payout_account::Answer {
    let enquiry = &check.enquiry;
    let asked = async {
        let partner = Partner::of(env, enquiry.partner.as_str(), now)?;
        let question = AccountRequest {
            customer_number: enquiry.number.as_str().to_owned(),
            additional_info: EnquiryExtras {
                nik: check.nik.clone(),
                phone: check.phone.clone(),
            },
        };
        let token = partner.token().await?;
        let path = paths(enquiry.kind).enquiry;
        partner
            .call::<_, Reply>(&token, path, &question, Call::Question)
            .await
    };
    match asked.await {
        Ok(reply) => enquired(&reply),
        Err(error) => {
            warn(enquiry.partner.as_str(), &error);
            payout_account::Answer::Away
        }
    }
}

/// Has a payment made.
pub async fn pay(env: &Env, now: Moment, order: &Order, reference: &PartnerReference) -> Report {
    let id = order.to.partner.as_str();
    let reached = async {
        let partner = Partner::of(env, id, now)?;
        let token = partner.token().await?;
        Ok((partner, token))
    };
    let (partner, token) = match reached.await {
        Ok(reached) => reached,
        Err(error) => {
            warn(id, &error);
            return Report::NotSent;
        }
    };
    let question = TransferRequest {
        partner_reference_no: reference.clone(),
        customer_number: order.to.number.as_str().to_owned(),
        amount: order.amount.into(),
    };
    let path = paths(order.to.kind).transfer;
    match partner
        .call::<_, Reply>(&token, path, &question, Call::Order)
        .await
    {
        Ok(reply) => transferred(&reply).map_or(Report::NoAnswer, Report::Answer),
        // The signature or the token was refused before anything was looked at.
        Err(Unreachable::Status(401)) => Report::NotSent,
        Err(error) => {
            warn(id, &error);
            Report::NoAnswer
        }
    }
}

/// Asks what became of a payment.
pub async fn inquire(
    env: &Env,
    now: Moment,
    order: &Order,
    reference: &PartnerReference,
) -> Report {
    let id = order.to.partner.as_str();
    let asked = async {
        let partner = Partner::of(env, id, now)?;
        let token = partner.token().await?;
        let question = StatusRequest {
            original_partner_reference_no: reference.clone(),
        };
        let path = paths(order.to.kind).status;
        partner
            .call::<_, Reply>(&token, path, &question, Call::Question)
            .await
    };
    match asked.await {
        Ok(reply) => inquired(&reply).map_or(Report::NoAnswer, Report::Answer),
        Err(error) => {
            warn(id, &error);
            Report::NoAnswer
        }
    }
}

/// A page of what a partner has paid from one moment until just before another.
pub async fn history(
    env: &Env,
    now: Moment,
    partner: &str,
    (from, until): (Moment, Moment),
    page: u32,
) -> Result<HistoryReply, Unreachable> {
    let partner = Partner::of(env, partner, now)?;
    let token = partner.token().await?;
    let question = HistoryRequest {
        from_date_time: timestamp(from),
        to_date_time: timestamp(until),
        page_size: PAGE.to_string(),
        page_number: page.to_string(),
    };
    let reply: HistoryReply = partner
        .call(&token, HISTORY_PATH, &question, Call::Question)
        .await?;
    if reply.response_code.starts_with("200") {
        Ok(reply)
    } else {
        Err(Unreachable::Body)
    }
}
