//! The API that platforms call, `/api/partner/v1`: what is sent and answered,
//! and how a request is signed ([`sign`]); and how our own requests to payment
//! partners are signed ([`snap`]). Which client has which secret, and which
//! nonces were seen, is kept by the edge.

mod enrolment;
pub mod sign;
pub mod snap;

pub use enrolment::{EnrolmentAsked, EnrolmentConfirmation, EnrolmentRequest, is_in_person};

use crate::messages::Code;
use crate::money::Rupiah;
use crate::purchase::{
    AccountBinding, Attendance, CompletionResult, CourseCode, Event, InvoiceCode, NameError,
    Percent, Purchase, RedeemCode, ScheduleCode, State,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The account of a person at a platform, by the platform's own naming. Only its
/// keyed hash is kept; not shown by `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct PlatformAccount(String);

impl PlatformAccount {
    /// Takes 1 to 64 visible ASCII signs.
    ///
    /// # Errors
    /// [`NameError`].
    pub fn parse(text: &str) -> Result<Self, NameError> {
        if (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NameError)
        }
    }

    /// As the platform wrote it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for PlatformAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PlatformAccount(…)")
    }
}

impl TryFrom<String> for PlatformAccount {
    type Error = NameError;
    fn try_from(text: String) -> Result<Self, NameError> {
        Self::parse(&text)
    }
}

impl From<PlatformAccount> for String {
    fn from(account: PlatformAccount) -> Self {
        account.0
    }
}

/// `POST /api/partner/v1/redeem-code/status`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "openapi", schemars(rename = "RedeemStatusRequest"))]
#[serde(deny_unknown_fields)]
pub struct StatusRequest {
    /// As the participant gave it.
    pub redeem_code: RedeemCode,
    /// The course that it is to pay for.
    pub course_code: CourseCode,
}

/// `POST /api/partner/v1/redeem-code/commit`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CommitRequest {
    /// As the participant gave it.
    pub redeem_code: RedeemCode,
    /// The course that it pays for.
    pub course_code: CourseCode,
    /// The schedule, where the course has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule_code: Option<ScheduleCode>,
    /// The platform's order. The same one again gets the same answer.
    pub invoice_code: InvoiceCode,
    /// Whose account at the platform.
    pub account: PlatformAccount,
}

/// `POST /api/partner/v1/redeem-code/cancel`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CancelRequest {
    /// The code.
    pub redeem_code: RedeemCode,
    /// The course that it pays for.
    pub course_code: CourseCode,
}

/// `POST /api/partner/v1/attendance`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AttendanceRequest {
    /// The code.
    pub redeem_code: RedeemCode,
    /// The order that it was redeemed for.
    pub invoice_code: InvoiceCode,
    /// Which session of the schedule, from 1.
    pub sequence: u32,
    /// There or not.
    pub attendance_status: Attendance,
    /// When the report was made; of two about one session the later-made counts.
    pub reported_at: DateTime<Utc>,
}

/// `POST /api/partner/v1/progress`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProgressRequest {
    /// The code.
    pub redeem_code: RedeemCode,
    /// The order that it was redeemed for.
    pub invoice_code: InvoiceCode,
    /// How far through the course.
    pub progress: Percent,
    /// When the report was made; of two the later-made counts.
    pub reported_at: DateTime<Utc>,
}

/// `POST /api/partner/v1/completion`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CompletionRequest {
    /// The code.
    pub redeem_code: RedeemCode,
    /// The order that it was redeemed for.
    pub invoice_code: InvoiceCode,
    /// How it ended.
    pub status: CompletionResult,
}

/// `POST /api/partner/v1/certificate/received`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CertificateReport {
    /// The code.
    pub redeem_code: RedeemCode,
    /// The order that it was redeemed for.
    pub invoice_code: InvoiceCode,
    /// When the institution handed the certificate over; of two reports the
    /// earlier counts.
    pub received_at: DateTime<Utc>,
}

impl CommitRequest {
    /// The event, once the account's and the card's keyed hashes are known.
    #[must_use]
    pub fn event(&self, binding: AccountBinding) -> Event {
        Event::Commit {
            invoice: self.invoice_code.clone(),
            binding,
        }
    }
}

impl AttendanceRequest {
    /// The event.
    #[must_use]
    pub const fn event(&self) -> Event {
        Event::Attendance {
            session: self.sequence,
            status: self.attendance_status,
            reported_at: self.reported_at,
        }
    }
}

impl ProgressRequest {
    /// The event.
    #[must_use]
    pub const fn event(&self) -> Event {
        Event::Progress {
            percent: self.progress,
            reported_at: self.reported_at,
        }
    }
}

impl CompletionRequest {
    /// The event.
    #[must_use]
    pub const fn event(&self) -> Event {
        Event::Completion {
            result: self.status,
        }
    }
}

/// Where a redeem code stands, in a platform's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RedeemStatus {
    /// Can be committed until `expires_at`.
    Reserved,
    /// Committed under `invoice_code`.
    Redeemed,
    /// Something was attended or done.
    Learning,
    /// Completed.
    Completed,
    /// Ended without being completed.
    NotCompleted,
    /// Cancelled: must not be delivered.
    Cancelled,
    /// Not committed in time: must not be delivered.
    Expired,
    /// The course was taken out: must not be delivered.
    Withdrawn,
}

/// The answer to every request about a redeem code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct RedeemAnswer {
    /// The code.
    pub redeem_code: RedeemCode,
    /// The course that it pays for.
    pub course_code: CourseCode,
    /// The schedule, where the course has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule_code: Option<ScheduleCode>,
    /// Where it stands.
    pub status: RedeemStatus,
    /// What the institution is paid.
    pub price: Rupiah,
    /// While reserved: at this instant it is too late.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<DateTime<Utc>>,
    /// The order that it was redeemed for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invoice_code: Option<InvoiceCode>,
    /// When it was redeemed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redeem_at: Option<DateTime<Utc>>,
    /// Sessions attended so far.
    pub attended: u32,
    /// How far through an online course.
    pub progress: Percent,
}

impl RedeemAnswer {
    /// What a platform is told of a purchase. It is made of the purchase alone,
    /// so that the same question always gets the same answer.
    #[must_use]
    pub fn of(purchase: &Purchase, now: DateTime<Utc>) -> Self {
        let status = match purchase.state() {
            // The clock's own event may still be on its way.
            State::Reserved { expires_at } if *expires_at <= now => RedeemStatus::Expired,
            State::Reserved { .. } => RedeemStatus::Reserved,
            State::Committed { .. } => RedeemStatus::Redeemed,
            State::Learning { .. } => RedeemStatus::Learning,
            State::Completed { .. } => RedeemStatus::Completed,
            State::NotCompleted { .. } => RedeemStatus::NotCompleted,
            State::Cancelled { .. } => RedeemStatus::Cancelled,
            State::Expired { .. } => RedeemStatus::Expired,
            State::Withdrawn { .. } => RedeemStatus::Withdrawn,
        };
        let offer = purchase.offer();
        Self {
            redeem_code: purchase.code().clone(),
            course_code: offer.course.clone(),
            schedule_code: offer.schedule.clone(),
            status,
            price: offer.price,
            expires_at: purchase.expires_at(),
            invoice_code: purchase.commit().map(|commit| commit.invoice.clone()),
            redeem_at: purchase.commit().map(|commit| commit.at),
            attended: purchase.learning().attended(),
            progress: purchase.learning().progress(),
        }
    }
}

/// Refuses a report about a purchase that was redeemed for another order.
///
/// # Errors
/// [`Code::PurchaseUnknown`].
pub fn check_invoice(purchase: &Purchase, invoice: &InvoiceCode) -> Result<(), Code> {
    match purchase.commit() {
        Some(commit) if commit.invoice != *invoice => Err(Code::PurchaseUnknown),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::purchase::tests::{ask, award, commit, id, offer, start};
    use crate::purchase::{EventKey, Purchases, Terms};
    use crate::scheme::Scheme;
    use chrono::TimeDelta;

    fn reserved() -> Purchases {
        let scheme = Scheme::find("normal-2023").unwrap();
        let award = award(&scheme, start());
        let terms = Terms {
            scheme: &scheme,
            award: &award,
            available: award.balance,
        };
        let mut purchases = Purchases::default();
        let ask = ask(1, offer(1, 500_000));
        purchases.reserve(ask, terms, start()).unwrap();
        purchases
    }

    #[test]
    fn a_platform_sees_a_code_reserved_then_redeemed_and_the_same_again_when_it_asks_again() {
        let mut purchases = reserved();
        let answer =
            |purchases: &Purchases, now| RedeemAnswer::of(purchases.find(&id(1)).unwrap(), now);
        let before = answer(&purchases, start());
        assert_eq!(before.status, RedeemStatus::Reserved);
        assert_eq!(before.expires_at, Some(start() + TimeDelta::days(1)));
        let late = answer(&purchases, start() + TimeDelta::days(1));
        assert_eq!(late.status, RedeemStatus::Expired);
        let mut redeem = |minutes, key| {
            let now = start() + TimeDelta::minutes(minutes);
            let key = EventKey::parse(key).unwrap();
            let event = commit("INV-1", 1);
            purchases.apply(&id(1), &key, event, now).unwrap();
            answer(&purchases, now)
        };
        let first = redeem(1, "c");
        assert_eq!(first.status, RedeemStatus::Redeemed);
        assert_eq!(first.redeem_at, Some(start() + TimeDelta::minutes(1)));
        assert_eq!(redeem(2, "c"), first);
        assert_eq!(redeem(3, "d"), first);
        let json = serde_json::to_string(&first).unwrap();
        assert_eq!(serde_json::from_str::<RedeemAnswer>(&json).unwrap(), first);
        let purchase = purchases.find(&id(1)).unwrap();
        let invoice = |text| InvoiceCode::parse(text).unwrap();
        assert_eq!(check_invoice(purchase, &invoice("INV-1")), Ok(()));
        assert_eq!(
            check_invoice(purchase, &invoice("INV-2")),
            Err(Code::PurchaseUnknown)
        );
    }

    #[test]
    fn requests_are_read_to_the_letter() {
        let commit = r#"{"redeem_code":"60rk 4csm 6mv3 ee1p","course_code":"K-1",
            "schedule_code":"J-1","invoice_code":"INV/1","account":"u-17"}"#;
        let read: CommitRequest = serde_json::from_str(commit).unwrap();
        assert_eq!(read.redeem_code.as_str(), "60RK-4CSM-6MV3-EE1P");
        assert!(!format!("{read:?}").contains("u-17"));
        let attendance = r#"{"redeem_code":"60RK-4CSM-6MV3-EE1P","invoice_code":"INV/1",
            "sequence":1,"attendance_status":"present","reported_at":"2026-12-01T03:00:00Z"}"#;
        let read: AttendanceRequest = serde_json::from_str(attendance).unwrap();
        assert!(matches!(read.event(), Event::Attendance { session: 1, .. }));
        for bad in [
            commit.replace("EE1P", "EE1Q").replace("ee1p", "ee1q"),
            commit.replace("\"account\"", "\"acount\""),
            commit.replace("u-17", "u 17"),
            commit.replace("}", ",\"price\":1}"),
        ] {
            assert!(
                serde_json::from_str::<CommitRequest>(&bad).is_err(),
                "{bad}"
            );
        }
        let progress = |percent| {
            let text = format!(
                r#"{{"redeem_code":"60RK-4CSM-6MV3-EE1P","invoice_code":"INV/1",
                "progress":{percent},"reported_at":"2026-12-01T03:00:00Z"}}"#
            );
            serde_json::from_str::<ProgressRequest>(&text)
        };
        assert!(progress(100).is_ok());
        assert!(progress(101).is_err());
    }
}
