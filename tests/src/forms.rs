//! Every form of the site, from the table of pages: where it is sent, what somebody may have
//! filled in, and what they then read.

use domain::messages::{Code, Locale};
use domain::page::Page;
use domain::survey::questions;

/// An address that a form's page has.
pub fn address(page: Page) -> String {
    page.path()
        .replace("{number}", "1")
        .replace("{purchase}", "AAAAAAAAAAAAAAAAAAAAAA")
        .replace("{course}", "K00042")
        .replace("{wave}", "72")
}

/// What somebody who has registered, and is no recipient, sends by a form, and some of the
/// words that answer it. Nothing for what is no form of fields.
pub fn filled(page: Page) -> Option<(Vec<(&'static str, &'static str)>, &'static str)> {
    let says = |code: Code| code.text(Locale::Id);
    let key = ("idempotency_key", "0189f0c2-7d1e-4c5b-9a57-1f2e3d4c5b6a");
    Some(match page {
        Page::Eligibility => (
            vec![
                ("birth_day", "31"),
                ("birth_month", "2"),
                ("birth_year", "1990"),
            ],
            says(Code::BirthDateInvalid),
        ),
        Page::Registration => (vec![("step", "nik"), ("nik", "1")], says(Code::NikLength)),
        Page::Status => (
            vec![("registration_number", "1")],
            says(Code::RegistrationNumberLength),
        ),
        Page::VerifyCredential => (vec![("tautan", "")], says(Code::CredentialMissing)),
        Page::SignIn => (vec![("nik", "1")], says(Code::NikLength)),
        Page::SignOut => (vec![], "Daftar"),
        Page::BorrowedPhone => (vec![], "Masuk ke akun Anda"),
        Page::OwnData => (
            vec![
                ("kk", "1"),
                ("birth_day", "1"),
                ("birth_month", "1"),
                ("birth_year", "2000"),
            ],
            says(Code::KkLength),
        ),
        Page::Profile => (
            vec![("domicile", "9999"), ("education", "sma")],
            says(Code::DomicileUnknown),
        ),
        Page::OwnEmail => (vec![("email", "sari@")], says(Code::EmailInvalid)),
        Page::OwnPhone => (vec![("phone", "1")], says(Code::PhoneForeign)),
        Page::BackupCodes => (vec![], "Simpan di kertas"),
        Page::DataCopy => (vec![], "Isi kode dari SMS"),
        Page::SignInOnPaper => (vec![("nik", "1"), ("otp", "1")], says(Code::NikLength)),
        Page::Recovery => (
            vec![("registration_number", "1")],
            says(Code::RegistrationNumberLength),
        ),
        Page::RefuseRecovery => (vec![], "Nomor pendaftaran"),
        Page::RemoveEmail => (vec![], "Belum ada"),
        Page::EndSession => (vec![("id", "none")], says(Code::SessionUnknown)),
        Page::JoinWave => (vec![("wave", "72"), key], "Menunggu Gelombang Ditutup"),
        Page::LeaveWave => (vec![("wave", "72")], "Gelombang 72"),
        Page::CancelPurchase => (vec![("id", "none")], says(Code::PurchaseUnknown)),
        Page::WithdrawCertificate => (vec![("id", "none")], says(Code::CertificateUnknown)),
        Page::Appeal => (vec![("text", "Keliru.")], says(Code::AppealNothing)),
        Page::LinkPayoutAccount => (
            vec![("partner", "gopay"), ("number", "081234567890")],
            says(Code::PayoutNoAward),
        ),
        Page::UnlinkPayoutAccount => (vec![], says(Code::PayoutNoAward)),
        Page::TellNoPhone => (vec![], "Nomor pendaftaran"),
        Page::Survey => {
            let first = |one: &domain::survey::Question| (one.id, one.choices[0].id);
            let answers = questions(1).iter().map(first).collect();
            (answers, says(Code::PayoutNoAward))
        }
        Page::Review => (
            vec![("stars", "4"), ("text", "Bagus.")],
            says(Code::PurchaseUnknown),
        ),
        Page::Draw => (
            vec![("registration_number", "1"), ("code", "1")],
            says(Code::RegistrationNumberLength),
        ),
        Page::BuyCourse => (
            // Where no catalogue is published.
            vec![("platform", "P1"), ("price", "1"), key],
            says(Code::NotFound),
        ),
        Page::SendCertificate
        | Page::SharedFile
        | Page::Home
        | Page::Account
        | Page::Security
        | Page::CredentialPdf
        | Page::CertificateFile
        | Page::Draws
        | Page::Courses
        | Page::CompareCourses
        | Page::Course
        | Page::Vacancies
        | Page::Vacancy
        | Page::Sitemap
        | Page::PublicFile
        | Page::IssuerDocument
        | Page::Offline
        | Page::Outbox
        | Page::StyleGuide => return None,
    })
}
