//! The account to which incentives are paid: one for each participant, with a
//! payment partner of the scheme, in their own name and under their own NIK.
//! Everything that makes a payment fail later is found out before an account is
//! accepted; asking the partner is the edge's business.

mod name;
mod number;

pub use name::same_person;
pub use number::AccountNumber;

use crate::contact::Phone;
use crate::identity::PersonName;
use crate::messages::{Code, Params};
use crate::scheme::{PartnerKind, PaymentPartnerId, Scheme};
use crate::time::programme_date;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Seconds to wait after a partner could not be reached: partners' own
/// maintenance is announced in minutes, and nobody loses anything by waiting.
const AWAY_SECONDS: u32 = 300;

/// What a person asks to link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LinkRequest {
    /// Short name of the partner, such as `gopay`.
    pub partner: String,
    /// The account's number; for a wallet, its mobile number.
    pub number: String,
}

/// A request that is worth asking the partner about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enquiry {
    /// The partner.
    pub partner: PaymentPartnerId,
    /// Bank or wallet.
    pub kind: PartnerKind,
    /// The account.
    pub number: AccountNumber,
}

/// What the partner has agreed or denied without telling its own data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// The same as we sent.
    Agrees,
    /// Another, or none.
    Differs,
}

/// How far the partner knows its customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verification {
    /// Checked with the identity card (a wallet's premium level).
    Verified,
    /// Not.
    NotVerified,
}

/// The partner's answer to an [`Enquiry`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// There is such an account.
    Open {
        /// Whose, as the partner writes it.
        name: String,
        /// How far the holder is known.
        verification: Verification,
        /// Whether the NIK is the participant's.
        nik: Agreement,
        /// Whether the mobile number is the participant's.
        phone: Agreement,
    },
    /// There is none.
    NotRegistered,
    /// There was one.
    Closed,
    /// No answer in time, or a fault of the partner's.
    Away,
}

/// A linked account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The partner.
    pub partner: PaymentPartnerId,
    /// Bank or wallet.
    pub kind: PartnerKind,
    /// The account.
    pub number: AccountNumber,
    /// Since when.
    pub linked_at: DateTime<Utc>,
}

/// A participant's account, if one is linked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayoutAccount(Option<Link>);

/// Why an account was not linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refused {
    /// The scheme has no such partner on that day.
    PartnerUnknown,
    /// The number cannot be one, for this reason.
    Number(Code),
    /// Another account is linked: disconnect it first.
    AlreadyLinked,
    /// There is nothing to disconnect.
    NotLinked,
    /// The partner knows no such account.
    NotRegistered,
    /// The account was closed.
    Closed,
    /// The holder was never checked with an identity card.
    NotVerified,
    /// Another NIK's.
    NikDiffers,
    /// In another name.
    NameDiffers,
    /// Of another mobile number.
    PhoneDiffers,
    /// The partner could not be asked.
    PartnerAway,
}

impl Refused {
    /// The code of its words.
    #[must_use]
    pub const fn code(self) -> Code {
        match self {
            Self::PartnerUnknown => Code::PayoutPartnerUnknown,
            Self::Number(code) => code,
            Self::AlreadyLinked => Code::PayoutAlreadyLinked,
            Self::NotLinked => Code::PayoutNotLinked,
            Self::NotRegistered => Code::PayoutNotRegistered,
            Self::Closed => Code::PayoutClosed,
            Self::NotVerified => Code::PayoutNotVerified,
            Self::NikDiffers => Code::PayoutNikDiffers,
            Self::NameDiffers => Code::PayoutNameDiffers,
            Self::PhoneDiffers => Code::PayoutPhoneDiffers,
            Self::PartnerAway => Code::PayoutPartnerAway,
        }
    }

    /// The values that its words leave open.
    #[must_use]
    pub fn params(self) -> Params {
        Params {
            wait_seconds: self.retryable().then_some(AWAY_SECONDS),
            ..Params::default()
        }
    }

    /// Whether the same request can succeed without the person doing anything.
    #[must_use]
    pub const fn retryable(self) -> bool {
        matches!(self, Self::PartnerAway)
    }
}

impl PayoutAccount {
    /// The linked account.
    #[must_use]
    pub const fn link(&self) -> Option<&Link> {
        self.0.as_ref()
    }

    /// Whether it is worth asking the partner. A wallet's number has to be the
    /// participant's own mobile number, which needs no asking.
    ///
    /// # Errors
    /// [`Refused`].
    pub fn enquire(
        &self,
        request: &LinkRequest,
        phone: &Phone,
        scheme: &Scheme,
        now: DateTime<Utc>,
    ) -> Result<Enquiry, Refused> {
        if self.0.is_some() {
            return Err(Refused::AlreadyLinked);
        }
        let partner = scheme
            .payment_partner(&request.partner, programme_date(now))
            .ok_or(Refused::PartnerUnknown)?;
        let number =
            AccountNumber::parse(partner.kind, &request.number).map_err(Refused::Number)?;
        if partner.kind == PartnerKind::Wallet && number.as_str() != phone.as_str() {
            return Err(Refused::PhoneDiffers);
        }
        Ok(Enquiry {
            partner: partner.id.clone(),
            kind: partner.kind,
            number,
        })
    }

    /// Accepts an account, or says what is wrong with it: first what the person
    /// can put right by themselves. The same account again changes nothing.
    ///
    /// # Errors
    /// [`Refused`]; then nothing has changed.
    pub fn accept(
        &mut self,
        enquiry: Enquiry,
        answer: &Answer,
        name: &PersonName,
        now: DateTime<Utc>,
    ) -> Result<(), Refused> {
        if let Some(link) = &self.0 {
            let same = link.partner == enquiry.partner && link.number == enquiry.number;
            return if same {
                Ok(())
            } else {
                Err(Refused::AlreadyLinked)
            };
        }
        match answer {
            Answer::NotRegistered => return Err(Refused::NotRegistered),
            Answer::Closed => return Err(Refused::Closed),
            Answer::Away => return Err(Refused::PartnerAway),
            Answer::Open {
                verification: Verification::NotVerified,
                ..
            } => return Err(Refused::NotVerified),
            Answer::Open {
                nik: Agreement::Differs,
                ..
            } => return Err(Refused::NikDiffers),
            Answer::Open { name: theirs, .. } if !same_person(name.as_str(), theirs) => {
                return Err(Refused::NameDiffers);
            }
            Answer::Open {
                phone: Agreement::Differs,
                ..
            } => return Err(Refused::PhoneDiffers),
            Answer::Open { .. } => {}
        }
        self.0 = Some(Link {
            partner: enquiry.partner,
            kind: enquiry.kind,
            number: enquiry.number,
            linked_at: now,
        });
        Ok(())
    }

    /// Takes the account off, so that another can be linked. What was sent to it
    /// stays under way.
    ///
    /// # Errors
    /// [`Refused::NotLinked`].
    pub fn disconnect(&mut self) -> Result<Link, Refused> {
        self.0.take().ok_or(Refused::NotLinked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-12-20T05:00:00Z".parse().unwrap()
    }

    fn scheme() -> Scheme {
        Scheme::find("normal-2023").unwrap()
    }

    fn name() -> PersonName {
        PersonName::parse("Siti Aminah").unwrap()
    }

    fn enquire(account: &PayoutAccount, partner: &str, number: &str) -> Result<Enquiry, Refused> {
        let request = LinkRequest {
            partner: partner.to_owned(),
            number: number.to_owned(),
        };
        let phone = Phone::parse("081234567890").unwrap();
        account.enquire(&request, &phone, &scheme(), now())
    }

    fn open() -> Answer {
        Answer::Open {
            name: "SITI AMINAH".to_owned(),
            verification: Verification::Verified,
            nik: Agreement::Agrees,
            phone: Agreement::Agrees,
        }
    }

    #[test]
    fn each_thing_wrong_with_an_account_is_refused_with_its_own_code() {
        let with = |change: fn(&mut Answer)| {
            let mut answer = open();
            change(&mut answer);
            answer
        };
        let cases = [
            (open(), Ok(())),
            (Answer::NotRegistered, Err(Refused::NotRegistered)),
            (Answer::Closed, Err(Refused::Closed)),
            (Answer::Away, Err(Refused::PartnerAway)),
            (
                with(|answer| {
                    if let Answer::Open { verification, .. } = answer {
                        *verification = Verification::NotVerified;
                    }
                }),
                Err(Refused::NotVerified),
            ),
            (
                with(|answer| {
                    if let Answer::Open { nik, .. } = answer {
                        *nik = Agreement::Differs;
                    }
                }),
                Err(Refused::NikDiffers),
            ),
            (
                with(|answer| {
                    if let Answer::Open { name, .. } = answer {
                        *name = "BUDI SANTOSO".to_owned();
                    }
                }),
                Err(Refused::NameDiffers),
            ),
            (
                with(|answer| {
                    if let Answer::Open { phone, .. } = answer {
                        *phone = Agreement::Differs;
                    }
                }),
                Err(Refused::PhoneDiffers),
            ),
        ];
        for (answer, expected) in cases {
            let mut account = PayoutAccount::default();
            let enquiry = enquire(&account, "gopay", "0812 3456 7890").unwrap();
            assert_eq!(account.accept(enquiry, &answer, &name(), now()), expected);
            assert_eq!(account.link().is_some(), expected.is_ok());
        }
    }

    #[test]
    fn another_account_is_linked_only_after_the_first_is_disconnected() {
        let mut account = PayoutAccount::default();
        assert_eq!(account.disconnect(), Err(Refused::NotLinked));
        let gopay = enquire(&account, "gopay", "081234567890").unwrap();
        let bni = enquire(&account, "bni", "0123456789").unwrap();
        account
            .accept(gopay.clone(), &open(), &name(), now())
            .unwrap();
        assert_eq!(account.accept(gopay, &Answer::Away, &name(), now()), Ok(()));
        assert_eq!(
            account.accept(bni.clone(), &open(), &name(), now()),
            Err(Refused::AlreadyLinked)
        );
        assert_eq!(
            enquire(&account, "bni", "0123456789"),
            Err(Refused::AlreadyLinked)
        );
        assert_eq!(
            account.disconnect().unwrap().number.as_str(),
            "+6281234567890"
        );
        assert_eq!(account.accept(bni, &open(), &name(), now()), Ok(()));
    }

    #[test]
    fn what_needs_no_asking_is_refused_without() {
        let none = PayoutAccount::default();
        assert_eq!(enquire(&none, "kontan", "1"), Err(Refused::PartnerUnknown));
        assert_eq!(
            enquire(&none, "ovo", "081298765432"),
            Err(Refused::PhoneDiffers)
        );
        assert_eq!(
            enquire(&none, "bni", "12-34"),
            Err(Refused::Number(Code::PayoutNumberInvalid))
        );
    }

    #[test]
    fn only_a_partner_who_is_away_is_worth_asking_again() {
        assert!(Refused::PartnerAway.retryable());
        assert_eq!(Refused::PartnerAway.params().wait_seconds, Some(300));
        assert_eq!(Refused::NameDiffers.params(), Params::default());
    }
}
