//! Bodies of requests and answers, field by field as SNAP names them. What it
//! leaves to agreements between two parties stands in `additionalInfo`.

use crate::incentive::{ListLine, PartnerReference, PartnerTransaction};
use crate::money::Rupiah;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// `{"value":"600000.00","currency":"IDR"}`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    value: String,
    currency: String,
}

impl From<Rupiah> for Amount {
    fn from(rupiah: Rupiah) -> Self {
        Self {
            value: format!("{}.00", rupiah.0),
            currency: "IDR".to_owned(),
        }
    }
}

impl Amount {
    /// Whole rupiah; nothing where it is another currency or not whole.
    #[must_use]
    pub fn rupiah(&self) -> Option<Rupiah> {
        let whole = self.value.strip_suffix(".00")?;
        let plain = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
        (plain && self.currency == "IDR")
            .then(|| whole.parse().ok().map(Rupiah))
            .flatten()
    }
}

/// Asks for an access token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TokenRequest {
    /// `client_credentials`
    pub grant_type: String,
}

/// An access token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TokenReply {
    /// The token.
    pub access_token: String,
    /// Seconds for which it is good, as text.
    pub expires_in: String,
}

/// What is asked about a holder without the partner telling its own data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EnquiryExtras {
    /// The participant's.
    pub nik: String,
    /// The participant's, in E.164.
    pub phone: String,
}

/// Asks whose account it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AccountRequest {
    /// Wallet's or bank account's number.
    pub customer_number: String,
    /// What has to agree.
    pub additional_info: EnquiryExtras,
}

/// Pays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TransferRequest {
    /// Our name for it.
    pub partner_reference_no: PartnerReference,
    /// Wallet's or bank account's number.
    pub customer_number: String,
    /// How much.
    pub amount: Amount,
}

/// Asks what became of a payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StatusRequest {
    /// Our name for it.
    pub original_partner_reference_no: PartnerReference,
}

/// What an account inquiry found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AccountExtras {
    /// Whether the holder was checked with an identity card.
    pub verified: bool,
    /// Whether the NIK is the one that was sent.
    pub nik_match: bool,
    /// Whether the mobile number is.
    pub phone_match: bool,
}

/// An answer to an inquiry or a transfer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reply {
    /// Seven digits.
    pub response_code: String,
    /// In the partner's words.
    #[serde(default)]
    pub response_message: String,
    /// The partner's name for the payment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference_no: Option<String>,
    /// How a payment stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest_transaction_status: Option<String>,
    /// What was answered to the payment itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_response_code: Option<String>,
    /// The holder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_name: Option<String>,
    /// What an account inquiry found.
    #[serde(
        default,
        rename = "additionalInfo",
        skip_serializing_if = "Option::is_none"
    )]
    pub account: Option<AccountExtras>,
}

/// Asks for a list of what was paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HistoryRequest {
    /// From this instant, ISO 8601.
    pub from_date_time: String,
    /// Until just before this one.
    pub to_date_time: String,
    /// Payments on a page.
    pub page_size: String,
    /// From 0.
    pub page_number: String,
}

/// One payment in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HistoryLine {
    /// Our name for it.
    pub partner_reference_no: PartnerReference,
    /// The partner's.
    pub reference_no: PartnerTransaction,
    /// How much.
    pub amount: Amount,
}

impl HistoryLine {
    /// As reconciling takes it; nothing where the amount is not in whole rupiah.
    fn line(&self) -> Option<ListLine> {
        Some(ListLine {
            reference: self.partner_reference_no.clone(),
            transaction: self.reference_no.clone(),
            amount: self.amount.rupiah()?,
        })
    }
}

/// Whether there is more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HistoryExtras {
    /// Whether another page follows.
    pub has_more: bool,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HistoryReply {
    /// Seven digits.
    pub response_code: String,
    /// The payments, each a [`HistoryLine`] if it can be read.
    #[serde(default)]
    pub detail_data: Vec<Value>,
    /// Whether there is more.
    pub additional_info: HistoryExtras,
}

/// 300 characters of an unreadable line are kept for staff.
const LINE_SHOWN: usize = 300;

impl HistoryReply {
    /// Line by line: one that cannot be read, as staff are shown it, takes no other with it.
    pub fn lines(&self) -> impl Iterator<Item = Result<ListLine, String>> {
        self.detail_data.iter().map(|value| {
            let line = HistoryLine::deserialize(value).ok();
            line.and_then(|line| line.line())
                .ok_or_else(|| shown(value))
        })
    }
}

/// The three fields that we know, and nothing else that a partner may have put there.
fn shown(line: &Value) -> String {
    let known = ["partnerReferenceNo", "referenceNo", "amount"];
    let fields: Map<String, Value> = known
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), line.get(name)?.clone())))
        .collect();
    let text = Value::Object(fields).to_string();
    text.chars().take(LINE_SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_cannot_be_read_takes_no_other_with_it_and_names_nobody() {
        let line = |reference: Value, amount: &str| {
            serde_json::json!({
                "partnerReferenceNo": reference, "referenceNo": "T1", "customerName": "SARI",
                "amount": { "value": amount, "currency": "IDR" },
            })
        };
        let reply = HistoryReply {
            response_code: "2001200".to_owned(),
            detail_data: vec![
                line("A-1".into(), "600000.00"),
                line("A-2".into(), "600000.50"),
                line(Value::from("é".repeat(900)), "600000.00"),
                line(Value::Null, "600000.00"),
                Value::from("nothing"),
                line("A-3".into(), "600000.00"),
            ],
            additional_info: HistoryExtras { has_more: false },
        };
        let (read, unreadable): (Vec<_>, Vec<_>) = reply.lines().partition(Result::is_ok);
        let references = read.iter().flatten().map(|line| line.reference.as_str());
        assert_eq!(references.collect::<Vec<_>>(), ["A-1", "A-3"]);
        assert_eq!(unreadable.len(), 4);
        for line in unreadable.into_iter().filter_map(Result::err) {
            assert!(line.chars().count() <= 300, "{line}");
            assert!(!line.contains("SARI"), "{line}");
        }
    }

    #[test]
    fn amounts_are_whole_rupiah_with_two_zeros_behind_the_point() {
        let amount = Amount::from(Rupiah(600_000));
        let json = serde_json::to_string(&amount).unwrap();
        assert_eq!(json, r#"{"value":"600000.00","currency":"IDR"}"#);
        assert_eq!(amount.rupiah(), Some(Rupiah(600_000)));
        for (value, currency) in [
            ("1.50", "IDR"),
            ("-5.00", "IDR"),
            (".00", "IDR"),
            ("5", "IDR"),
            ("5.00", "USD"),
            ("99999999999999999999.00", "IDR"),
        ] {
            let odd = Amount {
                value: value.to_owned(),
                currency: currency.to_owned(),
            };
            assert_eq!(odd.rupiah(), None, "{value} {currency}");
        }
    }
}
