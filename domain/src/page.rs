//! Every address of the site that is no call of the API, in one table. The edge routes by it and
//! holds forms to it, and the build tells the phone's worker what it has to know of it.

use crate::api::Limit;
use serde::Serialize;

/// What stands at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the table below says each by its address")]
pub enum Page {
    Home,
    Eligibility,
    Registration,
    Status,
    VerifyCredential,
    SignIn,
    SignOut,
    BorrowedPhone,
    Account,
    OwnData,
    Profile,
    Security,
    OwnEmail,
    OwnPhone,
    BackupCodes,
    DataCopy,
    SignInOnPaper,
    Recovery,
    RefuseRecovery,
    RemoveEmail,
    EndSession,
    JoinWave,
    LeaveWave,
    CancelPurchase,
    WithdrawCertificate,
    Appeal,
    LinkPayoutAccount,
    UnlinkPayoutAccount,
    TellNoPhone,
    Survey,
    Review,
    CredentialPdf,
    SendCertificate,
    CertificateFile,
    SharedFile,
    Draws,
    Draw,
    Courses,
    CompareCourses,
    Course,
    BuyCourse,
    Vacancies,
    Vacancy,
    Sitemap,
    PublicFile,
    IssuerDocument,
    Offline,
    Outbox,
    StyleGuide,
}

/// Who makes a page when somebody looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MadeBy {
    /// The edge, each time.
    Edge,
    /// The build, once for all.
    Build,
    /// Nobody: a form is sent there.
    Nobody,
}

/// Who may send a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sender {
    /// Anybody.
    Anybody,
    /// Whoever is signed in; it acts for them alone.
    Person,
}

/// What a phone does with a form while it has no network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Offline {
    /// It says that nothing was sent.
    Refused,
    /// It keeps it until it is sent, also until its person signs in again.
    Kept,
    /// The same; but who has to sign in first is led back to its page and sends it there.
    KeptWhileSignedIn,
}

/// How a form's fields are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// As in an address.
    Fields,
    /// In parts, one of which is a file.
    WithFile,
    /// As another app has them: the phone's worker takes them, and the edge reads none.
    OfOtherApp,
}

/// A form that is sent to an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// Who may.
    pub sender: Sender,
    /// Against which limit of its network it counts.
    pub limit: Limit,
    /// Without a network.
    pub offline: Offline,
    /// How it is written.
    pub encoding: Encoding,
}

/// An address.
#[derive(Clone, Copy, Debug)]
pub struct Address {
    /// What stands there.
    pub page: Page,
    /// In Indonesian; `{…}` stands for one segment, `{*…}` for all that follow.
    pub path: &'static str,
    /// Who makes it.
    pub made_by: MadeBy,
    /// The form that is sent there, if one is.
    pub form: Option<Form>,
    /// Where whoever had to sign in here first comes back to; else to the account.
    pub back: Option<Page>,
    /// Whether search engines are told of it.
    pub found: bool,
}

const fn at(page: Page, path: &'static str, made_by: MadeBy) -> Address {
    Address {
        page,
        path,
        made_by,
        form: None,
        back: None,
        found: false,
    }
}

const fn edge(page: Page, path: &'static str) -> Address {
    at(page, path, MadeBy::Edge)
}

const fn build(page: Page, path: &'static str) -> Address {
    at(page, path, MadeBy::Build)
}

const fn nobody(page: Page, path: &'static str) -> Address {
    at(page, path, MadeBy::Nobody)
}

impl Address {
    const fn takes(self, form: Form) -> Self {
        Self {
            form: Some(form),
            ..self
        }
    }

    const fn leads_back_to(self, page: Page) -> Self {
        Self {
            back: Some(page),
            ..self
        }
    }

    const fn is_found(self) -> Self {
        Self {
            found: true,
            ..self
        }
    }
}

const FORM: Form = Form {
    sender: Sender::Anybody,
    limit: Limit::Write,
    offline: Offline::Refused,
    encoding: Encoding::Fields,
};

/// A look-up: whoever sends many of them tries something out.
const LOOK_UP: Form = Form {
    limit: Limit::Status,
    ..FORM
};

const PERSONAL: Form = Form {
    sender: Sender::Person,
    ..FORM
};

const KEPT: Form = Form {
    offline: Offline::Kept,
    ..PERSONAL
};

/// The table.
pub const ADDRESSES: &[Address] = &[
    edge(Page::Home, "/").is_found(),
    build(Page::Eligibility, "/cek-syarat/")
        .takes(FORM)
        .is_found(),
    build(Page::Registration, "/daftar/").takes(FORM).is_found(),
    build(Page::Status, "/status/").takes(LOOK_UP).is_found(),
    build(Page::VerifyCredential, "/sertifikat/").takes(LOOK_UP),
    edge(Page::SignIn, "/masuk/").takes(Form {
        limit: Limit::TryCode,
        ..FORM
    }),
    edge(Page::SignInOnPaper, "/masuk/cadangan/").takes(Form {
        limit: Limit::TryCode,
        ..FORM
    }),
    edge(Page::Recovery, "/masuk/ganti-nomor/").takes(Form {
        limit: Limit::TryCode,
        ..FORM
    }),
    nobody(Page::SignOut, "/keluar/").takes(FORM),
    build(Page::BorrowedPhone, "/ponsel-pinjaman/").takes(FORM),
    edge(Page::Account, "/akun/"),
    edge(Page::OwnData, "/akun/data/")
        .takes(PERSONAL)
        .leads_back_to(Page::OwnData),
    edge(Page::Profile, "/akun/profil/")
        .takes(PERSONAL)
        .leads_back_to(Page::Profile),
    edge(Page::Security, "/akun/keamanan/").leads_back_to(Page::Security),
    edge(Page::OwnEmail, "/akun/email/")
        .takes(Form {
            limit: Limit::TryCode,
            ..PERSONAL
        })
        .leads_back_to(Page::OwnEmail),
    edge(Page::OwnPhone, "/akun/nomor/")
        .takes(Form {
            limit: Limit::TryCode,
            ..PERSONAL
        })
        .leads_back_to(Page::OwnPhone),
    nobody(Page::RefuseRecovery, "/akun/nomor/tolak/").takes(PERSONAL),
    edge(Page::BackupCodes, "/akun/kode-cadangan/")
        .takes(PERSONAL)
        .leads_back_to(Page::BackupCodes),
    edge(Page::DataCopy, "/akun/salinan/")
        .takes(Form {
            limit: Limit::TryCode,
            ..PERSONAL
        })
        .leads_back_to(Page::DataCopy),
    nobody(Page::RemoveEmail, "/akun/email/hapus/")
        .takes(PERSONAL)
        .leads_back_to(Page::Security),
    nobody(Page::EndSession, "/akun/keamanan/keluarkan/")
        .takes(PERSONAL)
        .leads_back_to(Page::Security),
    nobody(Page::JoinWave, "/akun/gabung/").takes(KEPT),
    nobody(Page::LeaveWave, "/akun/batal/").takes(KEPT),
    nobody(Page::CancelPurchase, "/akun/batal-pelatihan/").takes(KEPT),
    nobody(Page::WithdrawCertificate, "/akun/tarik-sertifikat/").takes(KEPT),
    edge(Page::Appeal, "/akun/keberatan/")
        .takes(KEPT)
        .leads_back_to(Page::Appeal),
    nobody(Page::LinkPayoutAccount, "/akun/rekening/").takes(KEPT),
    nobody(Page::UnlinkPayoutAccount, "/akun/rekening/lepas/").takes(KEPT),
    nobody(Page::TellNoPhone, "/akun/kabar/mati/").takes(PERSONAL),
    edge(Page::Survey, "/akun/survei/{number}/")
        .takes(KEPT)
        .leads_back_to(Page::Survey),
    edge(Page::Review, "/akun/ulasan/{purchase}/")
        .takes(KEPT)
        .leads_back_to(Page::Review),
    edge(Page::CredentialPdf, "/akun/sertifikat/{file}"),
    edge(Page::SendCertificate, "/sertifikat/kirim/").takes(Form {
        encoding: Encoding::WithFile,
        ..PERSONAL
    }),
    edge(Page::CertificateFile, "/sertifikat/berkas/{upload}/"),
    nobody(Page::SharedFile, "/bagikan/").takes(Form {
        encoding: Encoding::OfOtherApp,
        ..FORM
    }),
    edge(Page::Draws, "/undian/").is_found(),
    edge(Page::Draw, "/undian/{wave}/").takes(LOOK_UP),
    edge(Page::Courses, "/pelatihan/").is_found(),
    edge(Page::CompareCourses, "/pelatihan/banding/"),
    edge(Page::Course, "/pelatihan/{course}/").leads_back_to(Page::Course),
    nobody(Page::BuyCourse, "/pelatihan/{course}/beli/")
        .takes(Form {
            offline: Offline::KeptWhileSignedIn,
            ..PERSONAL
        })
        .leads_back_to(Page::Course),
    edge(Page::Vacancies, "/lowongan/").is_found(),
    edge(Page::Vacancy, "/lowongan/{vacancy}/"),
    edge(Page::Sitemap, "/sitemap.xml"),
    edge(Page::PublicFile, "/berkas/{*file}"),
    edge(Page::IssuerDocument, "/penerbit/{*file}"),
    build(Page::Offline, "/luring/"),
    build(Page::Outbox, "/kiriman/"),
    build(Page::StyleGuide, "/gaya/"),
];

impl Page {
    /// Its address in Indonesian.
    #[must_use]
    pub fn path(self) -> &'static str {
        let found = ADDRESSES.iter().find(|address| address.page == self);
        found.map_or("/", |address| address.path)
    }

    /// The same with what stands in its open segment, if it has one.
    #[must_use]
    pub fn path_of(self, value: &str) -> String {
        let path = self.path();
        match path.split_once('{').zip(path.split_once('}')) {
            Some(((before, _), (_, after))) => format!("{before}{value}{after}"),
            None => path.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_one_address_and_forms_that_are_kept_are_somebodys() {
        for (place, address) in ADDRESSES.iter().enumerate() {
            let others = ADDRESSES.get(place + 1..).unwrap();
            assert!(others.iter().all(|other| other.page != address.page));
            assert!(others.iter().all(|other| other.path != address.path));
            assert_eq!(address.page.path(), address.path);
            assert!(!address.found || !address.path.contains('{'));
            // What comes back does so with the same open segment.
            if let Some(back) = address.back {
                assert_eq!(back.path().contains('{'), address.path.contains('{'));
                assert!(
                    ADDRESSES
                        .iter()
                        .any(|one| one.page == back && one.made_by == MadeBy::Edge)
                );
            }
            if let Some(form) = address.form {
                let kept = form.offline != Offline::Refused;
                assert!(!kept || form.sender == Sender::Person, "{}", address.path);
            } else {
                assert!(address.made_by != MadeBy::Nobody, "{}", address.path);
            }
        }
    }

    #[test]
    fn an_open_segment_is_filled_where_there_is_one() {
        assert_eq!(Page::BuyCourse.path_of("K00042"), "/pelatihan/K00042/beli/");
        assert_eq!(Page::Appeal.path_of("K00042"), "/akun/keberatan/");
    }
}
