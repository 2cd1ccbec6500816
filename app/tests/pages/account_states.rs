//! The account with a certificate in every state, and with an instalment of an
//! incentive in every state.

use crate::language::spoken;
use crate::review_states::completed;
use crate::security_states::recovery_view;
use crate::states::HOSTILE;
use app::page::Page;
use app::pages::account;
use domain::api::Account;
use domain::certificate::hops::{Hop, HopState};
use domain::certificate::{CertificateStatus, CertificateView, HopView, UploadId};
use domain::incentive::{
    Conditions, InstalmentStatus, InstalmentView, Kind, LinkedAccount, PayoutView,
};
use domain::messages::Code;
use domain::money::Rupiah;
use domain::scheme::Scheme;

/// The account with a certificate in every state, on every stretch of its way.
pub fn certificate_states(add: &mut impl FnMut(&str, Page), person: &Account) {
    use CertificateStatus as Status;
    let mut person = person.clone();
    let at = person.as_of;
    let day = at.date_naive();
    let statuses = [
        (Status::Awaited, HopState::NotBegun),
        (Status::Receiving, HopState::Waiting { due: Some(day) }),
        (Status::Checking, HopState::Waiting { due: None }),
        (Status::AwaitsReport, HopState::Late { since: day }),
        (Status::AwaitsStaff, HopState::Done { at }),
        (Status::Refused, HopState::NotBegun),
        (Status::Accepted, HopState::Done { at }),
    ];
    for (number, (status, state)) in (1..).zip(statuses) {
        let purchase = completed(number, &person);
        person.certificates.push(CertificateView {
            purchase: purchase.id.clone(),
            title: HOSTILE.into(),
            status,
            refused: (status == Status::Refused).then_some(Code::CertificateUnreadable),
            accepted_at: (status == Status::Accepted).then_some(at),
            ground: None,
            file: UploadId::parse(&"a1".repeat(16)).ok(),
            withdrawable: (status != Status::Accepted)
                .then(|| UploadId::parse(&"a1".repeat(16)).ok())
                .flatten(),
            hops: Hop::ALL.map(|hop| HopView { hop, state }).to_vec(),
        });
        person.purchases.push(purchase);
    }
    add(
        "akun sertifikat",
        account(spoken(), &person, false, "k", None),
    );
}

/// The account with an instalment in every state.
pub fn payout_states(add: &mut impl FnMut(&str, Page), person: &Account) {
    use InstalmentStatus as Status;
    let at = person.as_of;
    let statuses = [
        Status::Scheduled,
        Status::AccountNeeded,
        Status::UnderReview,
        Status::Processing,
        Status::Retrying,
        Status::Failed,
        Status::Paid,
        Status::Refused,
    ];
    let instalment = |(number, status)| InstalmentView {
        kind: Kind::JobSearch,
        number,
        amount: Rupiah(600_000),
        status,
        at,
        failure: None,
        reason: None,
    };
    let scheme = Scheme::find("normal-2023").unwrap();
    let bank = scheme.payment_partners[0].id.clone();
    let mut person = person.clone();
    person.payout = Some(PayoutView {
        account: Some(LinkedAccount {
            partner: bank,
            partner_name: "BNI".into(),
            number: "•••• 6789".into(),
            linked_at: at,
        }),
        waits_until: Some(at),
        partners: vec![],
        job_search_total: Rupiah(600_000),
        conditions: Conditions {
            completed_at: Some(at),
            certificate_at: Some(at),
            rated_at: None,
        },
        instalments: (1..).zip(statuses).map(instalment).collect(),
        surveys: vec![],
    });
    add(
        "akun insentif",
        account(spoken(), &person, false, "k", None),
    );
}

/// The account while another number is to take the registered one's place.
pub fn recovery_states(add: &mut impl FnMut(&str, Page), person: &Account) {
    let mut person = person.clone();
    for (name, objected_at) in [("akun ganti", None), ("akun menolak", Some(person.as_of))] {
        person.recovery = Some(recovery_view(objected_at));
        add(name, account(spoken(), &person, false, "k", None));
    }
}
