//! The page that sends a certificate in, in every state.

use crate::language::spoken;
use app::page::Page;
use app::pages::{SendPage, send_certificate};
use domain::certificate::{CertificateStatus, CertificateView};
use domain::messages::Code;
use domain::purchase::PurchaseId;

/// Every state by name, of a course that is called so.
pub fn certificate_pages(title: &str) -> Vec<(&'static str, Page)> {
    use CertificateStatus as Status;
    let page = |status, refused, refusal| {
        let certificate = CertificateView {
            purchase: PurchaseId::parse("p-1").unwrap(),
            title: title.into(),
            status,
            refused,
            accepted_at: None,
            ground: None,
            file: None,
            withdrawable: None,
            hops: Vec::new(),
        };
        send_certificate(
            spoken(),
            SendPage {
                certificate: Some(&certificate),
                idempotency_key: "k",
                refusal,
            },
        )
    };
    vec![
        ("certificate-send", page(Status::Awaited, None, None)),
        (
            "certificate-send-refused",
            page(Status::Awaited, None, Some(title)),
        ),
        (
            "certificate-send-again",
            page(Status::Refused, Some(Code::CertificateUnreadable), None),
        ),
        ("certificate-send-more", page(Status::Checking, None, None)),
        ("certificate-there", page(Status::Accepted, None, None)),
        (
            "certificate-of-nothing",
            send_certificate(
                spoken(),
                SendPage {
                    certificate: None,
                    idempotency_key: "k",
                    refusal: None,
                },
            ),
        ),
    ]
}
