//! Faults that can be switched on, and how a request feels them.

use serde::{Deserialize, Serialize};
use std::time::Duration;
use worker::{Delay, Response, Result};

/// How long `slow` takes: longer than anybody should keep a person waiting.
const SLOW: Duration = Duration::from_secs(5);
/// How long `hang` takes: longer than any client of ours waits.
const HANG: Duration = Duration::from_secs(120);

/// How a service of the outside world behaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// As it should.
    #[default]
    Ok,
    /// Right, but after seconds.
    Slow,
    /// 503 at once.
    Down,
    /// 200 with a body that means nothing.
    Wrong,
    /// No answer for minutes.
    Hang,
    /// Right, but delivered twice.
    Duplicate,
    /// A payment partner pays, and never says so.
    PaidThenSilent,
    /// A payment partner pays one order twice.
    PaidTwice,
    /// Accounts are in another name.
    OtherName,
    /// Accounts are closed.
    Closed,
    /// Holders were never checked.
    NotVerified,
    /// The programme's deposit is used up.
    DepositUsedUp,
    /// A payment partner's list has a line with a fraction of a rupiah, and one whose reference
    /// means nothing.
    UnreadableLines,
    /// A payment partner's list has what other partners have paid, too.
    OthersLines,
}

impl Fault {
    /// What can be wrong with any service, as the console offers it.
    pub const ANY: [Self; 6] = [
        Self::Ok,
        Self::Slow,
        Self::Down,
        Self::Wrong,
        Self::Hang,
        Self::Duplicate,
    ];

    /// What can be wrong with a payment partner.
    pub const PAYMENT: [Self; 13] = [
        Self::Ok,
        Self::Slow,
        Self::Down,
        Self::Wrong,
        Self::Hang,
        Self::PaidThenSilent,
        Self::PaidTwice,
        Self::OtherName,
        Self::Closed,
        Self::NotVerified,
        Self::DepositUsedUp,
        Self::UnreadableLines,
        Self::OthersLines,
    ];

    /// The name used in forms, JSON and storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Slow => "slow",
            Self::Down => "down",
            Self::Wrong => "wrong",
            Self::Hang => "hang",
            Self::Duplicate => "duplicate",
            Self::PaidThenSilent => "paid_then_silent",
            Self::PaidTwice => "paid_twice",
            Self::OtherName => "other_name",
            Self::Closed => "closed",
            Self::NotVerified => "not_verified",
            Self::DepositUsedUp => "deposit_used_up",
            Self::UnreadableLines => "unreadable_lines",
            Self::OthersLines => "others_lines",
        }
    }

    /// The fault of that name.
    pub fn find(name: &str) -> Option<Self> {
        let mut all = Self::ANY.into_iter().chain(Self::PAYMENT);
        all.find(|fault| fault.name() == name)
    }

    /// Waits as the fault demands; the answer that it gives instead of the real one, if any.
    pub async fn suffer(self) -> Result<Option<Response>> {
        match self {
            Self::Ok
            | Self::Duplicate
            | Self::PaidThenSilent
            | Self::PaidTwice
            | Self::OtherName
            | Self::Closed
            | Self::NotVerified
            | Self::DepositUsedUp
            | Self::UnreadableLines
            | Self::OthersLines => {}
            Self::Slow => Delay::from(SLOW).await,
            Self::Hang => Delay::from(HANG).await,
            Self::Down => return Response::error("switched off", 503).map(Some),
            Self::Wrong => return Response::ok("<html>Gateway says hello</html>").map(Some),
        }
        Ok(None)
    }
}

/// The state of all services.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Faults {
    /// The identity office.
    pub dukcapil: Fault,
    /// The message gateway.
    pub messaging: Fault,
    /// The source of chance.
    pub beacon: Fault,
    /// The virus scanner.
    pub scanner: Fault,
    /// The five payment partners.
    pub payment: Fault,
    /// The browser maker's push service.
    pub push: Fault,
}

/// A wish to change them; what is not named stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    dukcapil: Option<Fault>,
    messaging: Option<Fault>,
    beacon: Option<Fault>,
    scanner: Option<Fault>,
    payment: Option<Fault>,
    push: Option<Fault>,
}

impl Change {
    /// Reads a form; `None` for a service or a fault that does not exist.
    pub fn from_form(form: &str) -> Option<Self> {
        let mut change = Self::default();
        for (name, value) in form_urlencoded::parse(form.as_bytes()) {
            match name.as_ref() {
                "dukcapil" => change.dukcapil = Some(Fault::find(&value)?),
                "messaging" => change.messaging = Some(Fault::find(&value)?),
                "scanner" => change.scanner = Some(Fault::find(&value)?),
                "beacon" => change.beacon = Some(Fault::find(&value)?),
                "payment" => change.payment = Some(Fault::find(&value)?),
                "push" => change.push = Some(Fault::find(&value)?),
                _ => return None,
            }
        }
        Some(change)
    }

    /// The state after the change.
    pub fn apply(self, before: Faults) -> Faults {
        Faults {
            dukcapil: self.dukcapil.unwrap_or(before.dukcapil),
            messaging: self.messaging.unwrap_or(before.messaging),
            beacon: self.beacon.unwrap_or(before.beacon),
            scanner: self.scanner.unwrap_or(before.scanner),
            payment: self.payment.unwrap_or(before.payment),
            push: self.push.unwrap_or(before.push),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_found_by_its_name_in_forms_and_json() {
        for fault in Fault::ANY.into_iter().chain(Fault::PAYMENT) {
            assert_eq!(Fault::find(fault.name()), Some(fault));
            assert_eq!(
                serde_json::to_string(&fault).unwrap(),
                format!("\"{}\"", fault.name())
            );
        }
    }

    #[test]
    fn a_change_leaves_alone_what_it_does_not_name() {
        let before = Faults {
            dukcapil: Fault::Down,
            messaging: Fault::Slow,
            beacon: Fault::Hang,
            scanner: Fault::Wrong,
            payment: Fault::PaidTwice,
            push: Fault::Down,
        };
        let change = Change::from_form("messaging=ok").unwrap();
        assert_eq!(
            change.apply(before),
            Faults {
                dukcapil: Fault::Down,
                messaging: Fault::Ok,
                beacon: Fault::Hang,
                scanner: Fault::Wrong,
                payment: Fault::PaidTwice,
                push: Fault::Down,
            }
        );
        assert_eq!(Change::from_form("messaging=odd"), None);
        assert_eq!(Change::from_form("weather=ok"), None);
    }
}
