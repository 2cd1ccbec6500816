//! What is said between the programme and its payment partners, in the shape of
//! Bank Indonesia's SNAP: paths, bodies, and what response codes mean. Whose
//! account it is, how requests are signed and when they are sent is said elsewhere.

mod code;
mod wire;

pub use code::ResponseCode;
pub use wire::{
    AccountExtras, AccountRequest, Amount, EnquiryExtras, HistoryExtras, HistoryLine, HistoryReply,
    HistoryRequest, Reply, StatusRequest, TokenReply, TokenRequest, TransferRequest,
};

use crate::incentive::{Answer, Failure, PartnerTransaction};
use crate::payout_account::{self, Agreement, Verification};
use crate::scheme::PartnerKind;

/// Where an access token is had.
pub const TOKEN_PATH: &str = "/v1.0/access-token/b2b";
/// Where a partner lists what it has paid.
pub const HISTORY_PATH: &str = "/v1.0/transaction-history-list";

/// The paths that differ between banks and wallets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paths {
    /// Whose account it is.
    pub enquiry: &'static str,
    /// Pay.
    pub transfer: &'static str,
    /// What became of a payment.
    pub status: &'static str,
}

/// A partner's paths.
#[must_use]
pub const fn paths(kind: PartnerKind) -> Paths {
    match kind {
        PartnerKind::Wallet => Paths {
            enquiry: "/v1.0/emoney/account-inquiry",
            transfer: "/v1.0/emoney/topup",
            status: "/v1.0/emoney/topup-status",
        },
        PartnerKind::Bank => Paths {
            enquiry: "/v1.0/account-inquiry-internal",
            transfer: "/v1.0/transfer-intrabank",
            status: "/v1.0/transfer/status",
        },
    }
}

/// Why a code means that nothing was paid, and nothing will be under this reference.
fn failure(code: ResponseCode) -> Option<Failure> {
    Some(match (code.http, code.case) {
        (403, 2) => Failure::BalanceLimit,
        (403, 14) => Failure::DepositUsedUp,
        (403, 15) => Failure::NotVerified,
        (403, 18) => Failure::AccountClosed,
        (404, 11) => Failure::AccountNotFound,
        (404, 18) => Failure::NameDiffers,
        // Refused before anything was done.
        (400, _) => Failure::PartnerFault,
        _ => return None,
    })
}

/// What an answer to a transfer says; nothing where it leaves open whether the
/// partner has paid, so that it has to be asked.
#[must_use]
pub fn transferred(reply: &Reply) -> Option<Answer> {
    let code = ResponseCode::parse(&reply.response_code)?;
    if code.http == 200 {
        let transaction = PartnerTransaction::try_from(reply.reference_no.clone()?).ok()?;
        return Some(Answer::Paid { transaction });
    }
    if code.http == 202 {
        return Some(Answer::Pending);
    }
    failure(code).map(|failure| Answer::Failed { failure })
}

/// What an answer to a status inquiry says; nothing where the partner could not tell.
#[must_use]
pub fn inquired(reply: &Reply) -> Option<Answer> {
    let code = ResponseCode::parse(&reply.response_code)?;
    if (code.http, code.case) == (404, 1) {
        return Some(Answer::NotKnown);
    }
    if code.http != 200 {
        return None;
    }
    Some(match reply.latest_transaction_status.as_deref()? {
        "00" => Answer::Paid {
            transaction: PartnerTransaction::try_from(reply.reference_no.clone()?).ok()?,
        },
        "01" | "02" | "03" => Answer::Pending,
        "04" | "05" | "06" => {
            let original = reply.original_response_code.as_deref();
            let why = original.and_then(ResponseCode::parse).and_then(failure);
            Answer::Failed {
                failure: why.unwrap_or(Failure::PartnerFault),
            }
        }
        "07" => Answer::NotKnown,
        _ => return None,
    })
}

/// What an answer to an account inquiry says.
#[must_use]
pub fn enquired(reply: &Reply) -> payout_account::Answer {
    let Some(code) = ResponseCode::parse(&reply.response_code) else {
        return payout_account::Answer::Away;
    };
    let agreement = |agrees: bool| {
        if agrees {
            Agreement::Agrees
        } else {
            Agreement::Differs
        }
    };
    match (code.http, code.case, &reply.customer_name, &reply.account) {
        (200, _, Some(name), Some(extras)) => payout_account::Answer::Open {
            name: name.clone(),
            verification: if extras.verified {
                Verification::Verified
            } else {
                Verification::NotVerified
            },
            nik: agreement(extras.nik_match),
            phone: agreement(extras.phone_match),
        },
        (404, 11, ..) => payout_account::Answer::NotRegistered,
        (403, 18, ..) => payout_account::Answer::Closed,
        _ => payout_account::Answer::Away,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(code: &str) -> Reply {
        Reply {
            response_code: code.to_owned(),
            reference_no: Some("T1".to_owned()),
            ..Reply::default()
        }
    }

    fn paid() -> Answer {
        Answer::Paid {
            transaction: PartnerTransaction::try_from("T1".to_owned()).unwrap(),
        }
    }

    #[test]
    fn only_an_answer_that_says_so_means_paid_or_not_paid() {
        let failed = |failure| Some(Answer::Failed { failure });
        for (code, expected) in [
            ("2003800", Some(paid())),
            ("2023800", Some(Answer::Pending)),
            ("4033802", failed(Failure::BalanceLimit)),
            ("4033814", failed(Failure::DepositUsedUp)),
            ("4033815", failed(Failure::NotVerified)),
            ("4033818", failed(Failure::AccountClosed)),
            ("4041711", failed(Failure::AccountNotFound)),
            ("4041718", failed(Failure::NameDiffers)),
            ("4003802", failed(Failure::PartnerFault)),
            ("4093801", None),
            ("5003800", None),
            ("5043800", None),
            ("ok", None),
        ] {
            assert_eq!(transferred(&reply(code)), expected, "{code}");
        }
        let unnamed = Reply {
            reference_no: None,
            ..reply("2003800")
        };
        assert_eq!(transferred(&unnamed), None);
    }

    #[test]
    fn a_status_is_believed_and_what_is_not_known_is_said_so() {
        let with = |status: &str| Reply {
            latest_transaction_status: Some(status.to_owned()),
            original_response_code: Some("4033818".to_owned()),
            ..reply("2003900")
        };
        assert_eq!(inquired(&with("00")), Some(paid()));
        assert_eq!(inquired(&with("03")), Some(Answer::Pending));
        assert_eq!(
            inquired(&with("06")),
            Some(Answer::Failed {
                failure: Failure::AccountClosed
            })
        );
        assert_eq!(inquired(&with("07")), Some(Answer::NotKnown));
        assert_eq!(inquired(&reply("4043901")), Some(Answer::NotKnown));
        assert_eq!(inquired(&reply("5003900")), None);
        assert_eq!(inquired(&with("99")), None);
    }

    #[test]
    fn an_account_is_open_only_with_a_name_and_what_the_partner_has_checked() {
        let open = Reply {
            customer_name: Some("SITI AMINAH".to_owned()),
            account: Some(AccountExtras {
                verified: true,
                nik_match: false,
                phone_match: true,
            }),
            ..reply("2003700")
        };
        assert_eq!(
            enquired(&open),
            payout_account::Answer::Open {
                name: "SITI AMINAH".to_owned(),
                verification: Verification::Verified,
                nik: Agreement::Differs,
                phone: Agreement::Agrees,
            }
        );
        for (code, expected) in [
            ("2003700", payout_account::Answer::Away),
            ("4043711", payout_account::Answer::NotRegistered),
            ("4033718", payout_account::Answer::Closed),
            ("5003700", payout_account::Answer::Away),
            ("", payout_account::Answer::Away),
        ] {
            assert_eq!(enquired(&reply(code)), expected, "{code}");
        }
    }
}
