//! The text messages and e-mails that the programme sends. A code stays out of
//! every message but its own, and no message carries a NIK or a name.
//!
//! Long: every message with its words in one place, so that one reader can weigh them
//! against each other.

use super::Locale;
use crate::contact::OtpLimits;
use crate::incentive::{Failure, RefuseReason};
use crate::money::Rupiah;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// A message to one person, before it is put into words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Outgoing {
    /// One-time code for registering or signing in.
    Otp {
        /// Six digits.
        code: String,
        /// Minutes that it is good for.
        minutes: u32,
    },
    /// One-time code for taking part in a course at an institution's desk.
    EnrolmentCode {
        /// Six digits.
        code: String,
        /// Minutes that it is good for.
        minutes: u32,
        /// What the course is called.
        course: String,
        /// What it costs.
        price: Rupiah,
    },
    /// One-time code that proves an e-mail address.
    EmailCode {
        /// Six digits.
        code: String,
        /// Minutes that it is good for.
        minutes: u32,
    },
    /// Somebody signed in on a device that never had before.
    SignedInAnew {
        /// Device and place in words.
        from: String,
        /// When, in words.
        date: String,
    },
    /// A confirmed e-mail address was replaced or taken off.
    EmailReplaced,
    /// The same, said to that address.
    EmailLeft {
        /// Until when it still gets the account back, in words; nothing if it never did.
        until: Option<String>,
    },
    /// One-time code, sent to the registered number, that lets another take its place.
    PhoneChangeCode {
        /// Six digits.
        code: String,
        /// Minutes that it is good for.
        minutes: u32,
        /// The last four digits of the new number.
        ends_with: String,
    },
    /// Another number took the registered one's place.
    PhoneReplaced {
        /// Its last four digits.
        ends_with: String,
    },
    /// One-time code, sent to a confirmed e-mail address, that lets another number take the
    /// place of a lost one.
    RecoveryCode {
        /// Six digits.
        code: String,
        /// Minutes that it is good for.
        minutes: u32,
    },
    /// Another number is to take the registered one's place; said to that.
    RecoveryBegun {
        /// The last four digits of the new one.
        ends_with: String,
        /// When, in words.
        date: String,
    },
    /// The same, said to the new one.
    RecoveryTaken {
        /// When, in words.
        date: String,
    },
    /// Whoever has the account objected; said to whoever asked.
    RecoveryRefused {
        /// Until when they show the office whose it is, in words.
        until: String,
    },
    /// Nobody came to the office about it, so that everything stays as it was; said to both.
    RecoveryLapsed,
    /// The office put another number in the place of the registered one.
    PhoneReplacedByOffice {
        /// Its last four digits.
        ends_with: String,
    },
    /// Somebody objected to another number, and the office left it as it was.
    PhoneKeptByOffice {
        /// Its last four digits.
        ends_with: String,
    },
    /// Backup codes were made.
    BackupCodesMade,
    /// Somebody signed in with one.
    BackupCodeUsed {
        /// Device and place in words.
        from: String,
    },
    /// A payout account was linked.
    PayoutAccountLinked {
        /// What the partner calls itself.
        partner: String,
        /// The last four digits of the account.
        ends_with: String,
    },
    /// The payout account was taken off.
    PayoutAccountUnlinked,
    /// One-time code for a copy of all that is kept.
    DataCopyCode {
        /// Six digits.
        code: String,
        /// Minutes that it is good for.
        minutes: u32,
    },
    /// Such a copy was made.
    DataCopied {
        /// When, in words.
        date: String,
    },
    /// The same, with a code on paper: no SMS has told of it yet.
    DataCopiedOnPaper {
        /// When, in words.
        date: String,
    },
    /// The registration was stored.
    Registered {
        /// Grouped for reading aloud.
        registration_number: String,
    },
    /// The civil registry confirmed the data.
    IdentityVerified,
    /// The civil registry's data differs.
    IdentityMismatch,
    /// A wave was joined.
    Joined {
        /// The wave's number.
        wave: u32,
        /// Closing time in words.
        closes: String,
    },
    /// Drawn.
    Drawn {
        /// The wave's number.
        wave: u32,
    },
    /// Not drawn, or kept out by the household's limit.
    NotDrawn {
        /// The wave's number.
        wave: u32,
    },
    /// The first course has to be bought soon.
    BuyBefore {
        /// The deadline in words.
        date: String,
    },
    /// The award was taken back.
    Revoked,
    /// A reserved course was redeemed at its platform.
    CourseRedeemed,
    /// A reserved or redeemed course was given back: the price is on the balance.
    CourseGivenBack,
    /// A reserved course was not redeemed in time: the price is on the balance.
    CourseExpired,
    /// A course was completed.
    CourseCompleted,
    /// A course was reported as not completed.
    CourseNotCompleted,
    /// A course's certificate was accepted.
    CertificateAccepted,
    /// A certificate was refused after it had been sent; another is needed.
    CertificateRefused,
    /// The award was taken back by staff.
    AwardTakenBack {
        /// What has to be paid back.
        due: Rupiah,
        /// Before when, in words.
        date: String,
    },
    /// An appeal has come in.
    AppealFiled {
        /// Before when it is answered, in words.
        date: String,
    },
    /// An appeal was upheld: the award stands again.
    AppealUpheld,
    /// An appeal was rejected.
    AppealRejected,
    /// A reserved course's code is void soon.
    RedeemBefore {
        /// When, in words.
        date: String,
    },
    /// The balance closes soon.
    BalanceCloses {
        /// What is left.
        left: Rupiah,
        /// When, in words.
        date: String,
    },
    /// Staff hid the text of a review.
    ReviewHidden,
    /// Not among the entries.
    Excluded {
        /// The wave's number.
        wave: u32,
    },
    /// An incentive has arrived.
    IncentivePaid {
        /// How much.
        amount: Rupiah,
    },
    /// An incentive waits for an account.
    PayoutAccountNeeded,
    /// An incentive did not arrive, and the person has to do something.
    IncentiveFailed {
        /// Why.
        failure: Failure,
    },
    /// An incentive is not paid.
    IncentiveRefused {
        /// Why.
        reason: RefuseReason,
    },
    /// A survey can be answered.
    SurveyOpen {
        /// What it pays.
        amount: Rupiah,
    },
}

impl Outgoing {
    /// Whether it has to come by SMS in any case: something is lost by whoever reads it
    /// days later, it asks for something, or a page has promised the SMS.
    #[must_use]
    pub const fn is_urgent(&self) -> bool {
        !matches!(
            self,
            Self::IdentityVerified
                | Self::Joined { .. }
                | Self::CourseGivenBack
                | Self::CourseExpired
                | Self::CourseCompleted
                | Self::CertificateAccepted
                | Self::AppealFiled { .. }
                | Self::ReviewHidden
                | Self::IncentivePaid { .. }
        )
    }

    /// Whether it never comes by SMS: one has come for the same reason already.
    #[must_use]
    pub const fn spares_sms(&self) -> bool {
        matches!(self, Self::SignedInAnew { .. } | Self::DataCopied { .. })
    }

    /// How long it is of use; nothing for what is worth reading whenever it comes.
    #[must_use]
    pub const fn valid_for(&self) -> Option<TimeDelta> {
        match self {
            Self::Otp { .. }
            | Self::EnrolmentCode { .. }
            | Self::EmailCode { .. }
            | Self::PhoneChangeCode { .. }
            | Self::DataCopyCode { .. }
            | Self::RecoveryCode { .. } => Some(OtpLimits::VALID),
            _ => None,
        }
    }

    /// Subject line for e-mail.
    #[must_use]
    pub const fn subject(&self) -> &'static str {
        match self {
            Self::Otp { .. }
            | Self::EnrolmentCode { .. }
            | Self::EmailCode { .. }
            | Self::PhoneChangeCode { .. }
            | Self::DataCopyCode { .. }
            | Self::RecoveryCode { .. } => "Kode Prakerja",
            Self::SignedInAnew { .. }
            | Self::PhoneReplaced { .. }
            | Self::RecoveryBegun { .. }
            | Self::RecoveryTaken { .. }
            | Self::RecoveryRefused { .. }
            | Self::RecoveryLapsed
            | Self::PhoneReplacedByOffice { .. }
            | Self::PhoneKeptByOffice { .. }
            | Self::BackupCodesMade
            | Self::DataCopied { .. }
            | Self::DataCopiedOnPaper { .. }
            | Self::BackupCodeUsed { .. }
            | Self::EmailReplaced
            | Self::EmailLeft { .. }
            | Self::PayoutAccountLinked { .. }
            | Self::PayoutAccountUnlinked => "Keamanan akun Anda",
            Self::Registered { .. } => "Pendaftaran Prakerja diterima",
            Self::IdentityVerified => "Data Anda sudah cocok",
            Self::IdentityMismatch => "Data Anda belum cocok",
            Self::Joined { .. } => "Anda sudah ikut gelombang",
            Self::Drawn { .. } => "Anda terpilih",
            Self::BuyBefore { .. } => "Batas waktu pelatihan pertama",
            Self::Revoked => "Kepesertaan dicabut",
            Self::NotDrawn { .. } | Self::Excluded { .. } => "Hasil gelombang",
            Self::ReviewHidden => "Ulasan Anda",
            Self::AwardTakenBack { .. } => "Kepesertaan dicabut",
            Self::AppealFiled { .. } | Self::AppealUpheld | Self::AppealRejected => {
                "Keberatan Anda"
            }
            Self::RedeemBefore { .. } => "Kode tukar Anda",
            Self::BalanceCloses { .. } => "Saldo pelatihan Anda",
            Self::CourseRedeemed
            | Self::CourseGivenBack
            | Self::CourseExpired
            | Self::CourseCompleted
            | Self::CourseNotCompleted => "Pelatihan Anda",
            Self::IncentivePaid { .. }
            | Self::PayoutAccountNeeded
            | Self::IncentiveFailed { .. }
            | Self::IncentiveRefused { .. } => "Insentif Anda",
            Self::SurveyOpen { .. } => "Survei Prakerja",
            Self::CertificateAccepted | Self::CertificateRefused => "Sertifikat Anda",
        }
    }

    /// The words of the message. Kept within two GSM segments (306 characters).
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Otp { code, minutes } => format!(
                "{code} adalah kode Prakerja Anda, berlaku {minutes} menit. Jangan berikan kepada siapa pun, juga kepada petugas."
            ),
            Self::EnrolmentCode {
                code,
                minutes,
                course,
                price,
            } => {
                // A message of more than two parts may come torn.
                let course: String = course.chars().take(80).collect();
                format!(
                    "{code} adalah kode untuk ikut {course} seharga {price} dari saldo Prakerja Anda, berlaku {minutes} menit. Sebutkan hanya jika Anda sedang mendaftar di lembaga pelatihan; selain itu abaikan."
                )
            }
            Self::EmailCode { code, minutes } => format!(
                "{code} adalah kode untuk memastikan alamat e-mail ini milik Anda, berlaku {minutes} menit. Isikan di akun Prakerja Anda. Kalau bukan Anda yang meminta, abaikan saja."
            ),
            Self::DataCopyCode { code, minutes } => format!(
                "{code} adalah kode untuk membuat salinan data Anda di Prakerja, berlaku {minutes} menit. Bukan Anda yang meminta? Jangan berikan kepada siapa pun."
            ),
            Self::DataCopied { date } | Self::DataCopiedOnPaper { date } => format!(
                "Prakerja: salinan data Anda dibuat {date}. Kalau bukan Anda, keluarkan perangkat lain di Keamanan akun, lalu datang ke posko dengan KTP."
            ),
            Self::SignedInAnew { from, date } => format!(
                "Prakerja: akun Anda dibuka di perangkat baru ({from}) {date}. Kalau itu Anda, tidak ada yang perlu dilakukan. Kalau bukan, masuk ke akun, buka Keamanan akun, lalu keluarkan perangkat itu."
            ),
            Self::EmailReplaced => {
                "Prakerja: alamat e-mail akun Anda baru diganti atau dihapus. Kalau bukan Anda, masuk ke akun, buka Keamanan akun, lalu keluarkan perangkat lain.".to_owned()
            }
            Self::EmailLeft { until } => {
                let still = until.as_ref().map_or_else(String::new, |date| {
                    format!(
                        " Tidak bisa masuk? Sampai {date}, pilih Nomor HP hilang di halaman masuk dan pakai e-mail ini."
                    )
                });
                format!(
                    "Prakerja: alamat e-mail ini baru dihapus dari akun Anda. Kalau bukan Anda yang melakukannya, masuk ke akun, buka Keamanan akun, lalu keluarkan perangkat lain.{still}"
                )
            }
            Self::PhoneChangeCode {
                code,
                minutes,
                ends_with,
            } => format!(
                "{code} adalah kode untuk mengganti nomor HP akun Prakerja Anda ke nomor berakhiran {ends_with}, berlaku {minutes} menit. Kalau bukan Anda yang menggantinya, jangan berikan kode ini kepada siapa pun."
            ),
            Self::PhoneReplaced { ends_with } => format!(
                "Prakerja: nomor HP akun Anda sudah diganti ke nomor berakhiran {ends_with}. Insentif menunggu 24 jam demi keamanan. Kalau bukan Anda yang menggantinya, segera datang ke posko terdekat dengan KTP."
            ),
            Self::RecoveryCode { code, minutes } => format!(
                "{code} adalah kode untuk mengganti nomor HP akun Prakerja Anda yang hilang, berlaku {minutes} menit. Kalau bukan Anda yang meminta, jangan berikan kode ini kepada siapa pun."
            ),
            Self::RecoveryBegun { ends_with, date } => format!(
                "Prakerja: ada yang meminta nomor HP akun Anda diganti ke nomor berakhiran {ends_with}, pada {date}. Kalau itu Anda, tunggu saja. Kalau bukan, masuk ke akun sebelum itu lalu tekan Bukan saya."
            ),
            Self::RecoveryTaken { date } => format!(
                "Prakerja: permintaan Anda diterima. Nomor ini menjadi nomor akun pada {date}, kecuali pemegang nomor lama menolak. Setelah itu, masuk dengan NIK seperti biasa."
            ),
            Self::RecoveryRefused { until } => format!(
                "Prakerja: pemegang nomor lama menolak penggantian nomor HP akun. Kalau akun itu milik Anda, datang ke posko terdekat dengan KTP paling lambat {until}; setelah itu permintaan Anda berakhir."
            ),
            Self::RecoveryLapsed => {
                "Prakerja: permintaan mengganti nomor HP akun sudah berakhir, karena selama 30 hari tidak ada yang datang ke posko. Nomor HP yang terdaftar tetap berlaku. E-mail yang dipakai meminta sudah dihapus dari akun; pemilik akun dapat menambahkannya lagi.".to_owned()
            }
            Self::PhoneReplacedByOffice { ends_with } => format!(
                "Prakerja: petugas sudah mengganti nomor HP akun ke nomor berakhiran {ends_with}, atas permintaan pemilik KTP. Insentif menunggu 72 jam. Kalau Anda pemilik NIK-nya dan tidak memintanya, segera datang ke posko dengan KTP."
            ),
            Self::PhoneKeptByOffice { ends_with } => format!(
                "Prakerja: petugas sudah memeriksa KTP pemilik akun. Nomor HP akun tetap nomor berakhiran {ends_with}; perangkat yang terbuka sudah dikeluarkan, dan insentif menunggu 72 jam. Masuk lagi, lalu konfirmasi e-mail Anda."
            ),
            Self::BackupCodesMade => {
                "Prakerja: kode cadangan baru dibuat untuk akun Anda; yang lama tidak berlaku lagi. Kalau bukan Anda, masuk ke akun, buka Keamanan akun, lalu keluarkan perangkat lain.".to_owned()
            }
            Self::BackupCodeUsed { from } => format!(
                "Prakerja: akun Anda dibuka dengan kode cadangan ({from}). Kalau bukan Anda, masuk ke akun, buka Keamanan akun, keluarkan perangkat lain, lalu buat kode cadangan baru."
            ),
            Self::PayoutAccountLinked { partner, ends_with } => format!(
                "Prakerja: insentif Anda dibayarkan ke {partner}, nomor berakhiran {ends_with}. Kalau bukan Anda yang mengaturnya, segera masuk ke akun dan putuskan."
            ),
            Self::PayoutAccountUnlinked => {
                "Prakerja: rekening atau dompet untuk insentif Anda sudah diputuskan dari akun. Kalau bukan Anda, masuk ke akun dan buka Keamanan akun.".to_owned()
            }
            Self::Registered { registration_number } => format!(
                "Pendaftaran Prakerja diterima. Nomor pendaftaran: {registration_number}. Simpan nomor ini. Data diperiksa ke Dukcapil; Anda sudah bisa ikut gelombang. Peserta dipilih dengan undian, bukan siapa cepat."
            ),
            Self::IdentityVerified => {
                "Prakerja: data Anda cocok dengan data Dukcapil. Tidak ada yang perlu Anda lakukan.".to_owned()
            }
            Self::IdentityMismatch => {
                "Prakerja: data Anda belum cocok dengan data Dukcapil. Masuk ke akun Anda untuk melihat apa yang perlu diperbaiki.".to_owned()
            }
            Self::Joined { wave, closes } => format!(
                "Prakerja: Anda ikut Gelombang {wave}. Gelombang ditutup {closes}, lalu diundi. Cepat atau lambat mendaftar tidak mengubah peluang."
            ),
            Self::Drawn { wave } => format!(
                "Prakerja: selamat, Anda terpilih dalam undian Gelombang {wave}. Masuk ke akun Anda untuk langkah berikutnya. Jangan bayar apa pun kepada siapa pun."
            ),
            Self::NotDrawn { wave } => format!(
                "Prakerja: Anda belum terpilih dalam undian Gelombang {wave}. Hasil undian dapat Anda periksa sendiri di akun. Ikut gelombang berikutnya tanpa mendaftar lagi."
            ),
            Self::BuyBefore { date } => format!(
                "Prakerja: beli pelatihan pertama Anda sebelum {date}. Lewat dari itu, saldo kembali ke kas negara dan kepesertaan Anda dicabut."
            ),
            Self::Revoked => {
                "Prakerja: pelatihan pertama tidak dibeli sampai batas waktu. Kepesertaan Anda dicabut dan saldo kembali ke kas negara. Keterangannya ada di akun Anda.".to_owned()
            }
            Self::CourseRedeemed => {
                "Prakerja: kode tukar Anda sudah dipakai di platform, dan pelatihan siap diikuti. Kalau bukan Anda yang memakainya, segera hubungi platform itu.".to_owned()
            }
            Self::CourseGivenBack => {
                "Prakerja: pelatihan yang Anda pesan sudah dibatalkan. Harganya kembali utuh ke saldo pelatihan Anda.".to_owned()
            }
            Self::CourseExpired => {
                "Prakerja: kode tukar Anda tidak dipakai sampai batas waktunya. Harganya kembali utuh ke saldo pelatihan Anda; silakan pilih pelatihan lagi.".to_owned()
            }
            Self::CourseCompleted => {
                "Prakerja: selamat, pelatihan Anda tercatat selesai. Langkah berikutnya ada di akun Anda.".to_owned()
            }
            Self::CourseNotCompleted => {
                "Prakerja: penyelenggara melaporkan pelatihan Anda tidak selesai. Kalau itu keliru, hubungi penyelenggara; keterangannya ada di akun Anda.".to_owned()
            }
            Self::CertificateAccepted => {
                "Prakerja: sertifikat Anda sudah diterima. Langkah berikutnya ada di akun Anda.".to_owned()
            }
            Self::CertificateRefused => {
                "Prakerja: sertifikat yang Anda kirim tidak dapat kami terima. Buka akun Anda untuk membaca alasannya, lalu kirim lagi.".to_owned()
            }
            Self::AwardTakenBack { due: Rupiah(0), .. } => {
                "Prakerja: kepesertaan Anda dicabut dan sisa saldo kembali ke kas negara. Alasannya, dan cara mengajukan keberatan, ada di akun Anda.".to_owned()
            }
            Self::AwardTakenBack { due, date } => format!(
                "Prakerja: kepesertaan Anda dicabut dan sisa saldo kembali ke kas negara. {due} harus dikembalikan sebelum {date}. Alasannya, dan cara mengajukan keberatan, ada di akun Anda."
            ),
            Self::AppealFiled { date } => format!(
                "Prakerja: keberatan Anda kami terima. Jawabannya dikirim lewat SMS sebelum {date}. Perkembangannya dapat Anda lihat di akun."
            ),
            Self::AppealUpheld => {
                "Prakerja: keberatan Anda diterima. Kepesertaan Anda berlaku lagi, dan saldo yang ditarik sudah dikembalikan. Keterangannya ada di akun Anda.".to_owned()
            }
            Self::AppealRejected => {
                "Prakerja: keberatan Anda ditolak. Alasannya ada di akun Anda.".to_owned()
            }
            Self::RedeemBefore { date } => format!(
                "Prakerja: kode tukar Anda hangus {date}. Tukarkan di platform sebelum itu; kalau lewat, harganya kembali ke saldo Anda."
            ),
            Self::BalanceCloses { left, date } => format!(
                "Prakerja: saldo pelatihan Anda {left} ditutup {date}. Sisa yang tidak dipakai kembali ke kas negara."
            ),
            Self::ReviewHidden => {
                "Prakerja: ulasan pelatihan Anda tidak ditampilkan. Alasannya ada di akun Anda. Bintang Anda tetap dihitung, dan ulasannya dapat Anda perbaiki.".to_owned()
            }
            Self::Excluded { wave } => format!(
                "Prakerja: Anda tidak ikut undian Gelombang {wave}. Masuk ke akun Anda untuk membaca alasannya dan apa yang dapat dilakukan."
            ),
            Self::IncentivePaid { amount } => format!(
                "Prakerja: insentif {amount} sudah masuk ke rekening atau dompet Anda. Rinciannya ada di akun Anda. Petugas tidak pernah meminta bagian."
            ),
            Self::PayoutAccountNeeded => {
                "Prakerja: insentif Anda siap dibayar, tetapi belum ada rekening atau dompet yang terhubung. Masuk ke akun Anda untuk menghubungkannya.".to_owned()
            }
            Self::IncentiveFailed { failure } => format!(
                "Prakerja: insentif Anda belum dapat dibayar karena {}. Masuk ke akun Anda, putuskan yang lama, lalu hubungkan rekening atau dompet lain.",
                why_failed(*failure, Locale::Id)
            ),
            Self::IncentiveRefused { reason } => format!(
                "Prakerja: insentif Anda tidak dibayarkan karena {}. Kalau menurut Anda ini keliru, ajukan keberatan; keterangannya ada di akun Anda.",
                why_refused(*reason, Locale::Id)
            ),
            Self::SurveyOpen { amount } => format!(
                "Prakerja: survei singkat untuk Anda sudah dibuka di akun Anda. Setelah diisi, insentif {amount} dibayarkan. Jawaban Anda tidak memengaruhi kepesertaan."
            ),
        }
    }
}

/// Why a payment did not arrive; follows "karena" or "because".
#[must_use]
pub const fn why_failed(failure: Failure, locale: Locale) -> &'static str {
    let (id, en) = match failure {
        Failure::AccountNotFound => (
            "nomornya tidak lagi terdaftar di mitra pembayaran",
            "the payment partner no longer knows the number",
        ),
        Failure::AccountClosed => (
            "rekening atau dompetnya sudah ditutup",
            "the account or wallet has been closed",
        ),
        Failure::NameDiffers => (
            "nama pemiliknya berbeda dari nama di KTP Anda",
            "its owner’s name differs from that on your identity card",
        ),
        Failure::NotVerified => (
            "rekening atau dompetnya belum diverifikasi dengan KTP",
            "the account or wallet has not been verified with an identity card",
        ),
        Failure::BalanceLimit => (
            "isi dompetnya akan melewati batas",
            "the wallet would hold more than it may",
        ),
        Failure::PartnerFault | Failure::DepositUsedUp => (
            "ada gangguan di mitra pembayaran",
            "the payment partner has a fault",
        ),
    };
    locale.of(id, en)
}

/// Why an instalment is not paid; follows "karena" or "because".
#[must_use]
pub const fn why_refused(reason: RefuseReason, locale: Locale) -> &'static str {
    let (id, en) = match reason {
        RefuseReason::AwardRevoked => (
            "kepesertaan Anda sudah dicabut",
            "your award was taken back",
        ),
        RefuseReason::NoLongerEligible => (
            "Anda tidak lagi memenuhi syarat program",
            "you no longer meet the programme’s rules",
        ),
        RefuseReason::FalseData => (
            "data Anda tidak cocok dengan data Dukcapil",
            "your data does not match the civil registry (Dukcapil)",
        ),
    };
    locale.of(id, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_fits_two_segments_of_plain_gsm_characters() {
        let all = [
            Outgoing::Otp {
                code: "123456".into(),
                minutes: 10,
            },
            Outgoing::EnrolmentCode {
                code: "123456".into(),
                minutes: 10,
                course: "Pelatihan ".repeat(20),
                price: Rupiah(3_500_000),
            },
            Outgoing::Registered {
                registration_number: "1234-567-8901-234".into(),
            },
            Outgoing::EmailCode {
                code: "123456".into(),
                minutes: 10,
            },
            Outgoing::SignedInAnew {
                from: "Samsung Internet di Android, Daerah Khusus Ibukota Jakarta".into(),
                date: "22 November 2026 pukul 23.59 WITA".into(),
            },
            Outgoing::DataCopyCode {
                code: "123456".into(),
                minutes: 10,
            },
            Outgoing::DataCopied {
                date: "22 November 2026 pukul 23.59 WITA".into(),
            },
            Outgoing::DataCopiedOnPaper {
                date: "22 November 2026 pukul 23.59 WITA".into(),
            },
            Outgoing::EmailReplaced,
            Outgoing::EmailLeft {
                until: Some("22 November 2026 pukul 23.59 WITA".into()),
            },
            Outgoing::PhoneChangeCode {
                code: "123456".into(),
                minutes: 10,
                ends_with: "7890".into(),
            },
            Outgoing::PhoneReplaced {
                ends_with: "7890".into(),
            },
            Outgoing::PhoneReplacedByOffice {
                ends_with: "7890".into(),
            },
            Outgoing::RecoveryCode {
                code: "12345 67890".into(),
                minutes: 10,
            },
            Outgoing::RecoveryBegun {
                ends_with: "7890".into(),
                date: "22 November 2026 pukul 23.59 WITA".into(),
            },
            Outgoing::RecoveryTaken {
                date: "22 November 2026 pukul 23.59 WITA".into(),
            },
            Outgoing::RecoveryRefused {
                until: "22 November 2026 pukul 23.59 WITA".into(),
            },
            Outgoing::RecoveryLapsed,
            Outgoing::PhoneKeptByOffice {
                ends_with: "7890".into(),
            },
            Outgoing::BackupCodesMade,
            Outgoing::BackupCodeUsed {
                from: "Samsung Internet di Android, Daerah Khusus Ibukota Jakarta".into(),
            },
            Outgoing::PayoutAccountLinked {
                partner: "Bank Rakyat Indonesia".into(),
                ends_with: "7890".into(),
            },
            Outgoing::PayoutAccountUnlinked,
            Outgoing::IdentityVerified,
            Outgoing::IdentityMismatch,
            Outgoing::Joined {
                wave: 72,
                closes: "22 November 2026 pukul 23.59 WITA".into(),
            },
            Outgoing::Drawn { wave: 72 },
            Outgoing::NotDrawn { wave: 72 },
            Outgoing::Excluded { wave: 72 },
            Outgoing::BuyBefore {
                date: "22 November 2026 pukul 23.59 WITA".into(),
            },
            Outgoing::Revoked,
            Outgoing::CourseRedeemed,
            Outgoing::CourseGivenBack,
            Outgoing::CourseExpired,
            Outgoing::CourseCompleted,
            Outgoing::CourseNotCompleted,
            Outgoing::IncentivePaid {
                amount: Rupiah(600_000),
            },
            Outgoing::PayoutAccountNeeded,
            Outgoing::SurveyOpen {
                amount: Rupiah(50_000),
            },
            Outgoing::CertificateAccepted,
            Outgoing::CertificateRefused,
            Outgoing::ReviewHidden,
            Outgoing::AwardTakenBack {
                due: Rupiah(0),
                date: String::new(),
            },
            Outgoing::AwardTakenBack {
                due: Rupiah(4_200_000),
                date: "22 November 2026 pukul 23.59 WITA".into(),
            },
            Outgoing::AppealFiled {
                date: "22 November 2026 pukul 23.59 WITA".into(),
            },
            Outgoing::AppealUpheld,
            Outgoing::AppealRejected,
            Outgoing::RedeemBefore {
                date: "22 November 2026 pukul 23.59 WITA".into(),
            },
            Outgoing::BalanceCloses {
                left: Rupiah(3_500_000),
                date: "22 November 2026 pukul 23.59 WITA".into(),
            },
        ];
        let failures = [
            Failure::AccountNotFound,
            Failure::AccountClosed,
            Failure::NameDiffers,
            Failure::NotVerified,
            Failure::BalanceLimit,
            Failure::PartnerFault,
            Failure::DepositUsedUp,
        ];
        let reasons = [
            RefuseReason::AwardRevoked,
            RefuseReason::NoLongerEligible,
            RefuseReason::FalseData,
        ];
        let failed = failures.map(|failure| Outgoing::IncentiveFailed { failure });
        let refused = reasons.map(|reason| Outgoing::IncentiveRefused { reason });
        let all = all.into_iter().chain(failed).chain(refused);
        for message in all {
            let text = message.text();
            assert!(
                text.is_ascii() && text.len() <= 306,
                "{} {text}",
                text.len()
            );
        }
    }

    /// As they lie in queues and outboxes, in the order in which they came. A renamed one is read
    /// under its old name too.
    const STORED: [&str; 50] = [
        r#"{"kind":"otp","code":"x","minutes":7}"#,
        r#"{"kind":"enrolment_code","code":"x","minutes":7,"course":"x","price":600000}"#,
        r#"{"kind":"registered","registration_number":"x"}"#,
        r#"{"kind":"identity_verified"}"#,
        r#"{"kind":"identity_mismatch"}"#,
        r#"{"kind":"joined","wave":7,"closes":"x"}"#,
        r#"{"kind":"drawn","wave":7}"#,
        r#"{"kind":"not_drawn","wave":7}"#,
        r#"{"kind":"buy_before","date":"x"}"#,
        r#"{"kind":"revoked"}"#,
        r#"{"kind":"course_redeemed"}"#,
        r#"{"kind":"course_given_back"}"#,
        r#"{"kind":"course_expired"}"#,
        r#"{"kind":"course_completed"}"#,
        r#"{"kind":"course_not_completed"}"#,
        r#"{"kind":"certificate_accepted"}"#,
        r#"{"kind":"certificate_refused"}"#,
        r#"{"kind":"award_taken_back","due":600000,"date":"x"}"#,
        r#"{"kind":"appeal_filed","date":"x"}"#,
        r#"{"kind":"appeal_upheld"}"#,
        r#"{"kind":"appeal_rejected"}"#,
        r#"{"kind":"redeem_before","date":"x"}"#,
        r#"{"kind":"balance_closes","left":600000,"date":"x"}"#,
        r#"{"kind":"review_hidden"}"#,
        r#"{"kind":"excluded","wave":7}"#,
        r#"{"kind":"incentive_paid","amount":600000}"#,
        r#"{"kind":"payout_account_needed"}"#,
        r#"{"kind":"incentive_failed","failure":"account_closed"}"#,
        r#"{"kind":"incentive_refused","reason":"award_revoked"}"#,
        r#"{"kind":"survey_open","amount":600000}"#,
        r#"{"kind":"email_code","code":"x","minutes":7}"#,
        r#"{"kind":"signed_in_anew","from":"x","date":"x"}"#,
        r#"{"kind":"email_replaced"}"#,
        r#"{"kind":"payout_account_linked","partner":"x","ends_with":"x"}"#,
        r#"{"kind":"payout_account_unlinked"}"#,
        r#"{"kind":"phone_change_code","code":"x","minutes":7,"ends_with":"x"}"#,
        r#"{"kind":"phone_replaced","ends_with":"x"}"#,
        r#"{"kind":"backup_codes_made"}"#,
        r#"{"kind":"backup_code_used","from":"x"}"#,
        r#"{"kind":"phone_replaced_by_office","ends_with":"x"}"#,
        r#"{"kind":"recovery_code","code":"x","minutes":7}"#,
        r#"{"kind":"recovery_begun","ends_with":"x","date":"x"}"#,
        r#"{"kind":"recovery_taken","date":"x"}"#,
        r#"{"kind":"recovery_refused","until":"x"}"#,
        r#"{"kind":"phone_kept_by_office","ends_with":"x"}"#,
        r#"{"kind":"email_left","until":"x"}"#,
        r#"{"kind":"recovery_lapsed"}"#,
        r#"{"kind":"data_copy_code","code":"x","minutes":7}"#,
        r#"{"kind":"data_copied","date":"x"}"#,
        r#"{"kind":"data_copied_on_paper","date":"x"}"#,
    ];

    /// No `_`: a new message does not compile without its stored form.
    const fn place(message: &Outgoing) -> usize {
        match message {
            Outgoing::Otp { .. } => 0,
            Outgoing::EnrolmentCode { .. } => 1,
            Outgoing::Registered { .. } => 2,
            Outgoing::IdentityVerified => 3,
            Outgoing::IdentityMismatch => 4,
            Outgoing::Joined { .. } => 5,
            Outgoing::Drawn { .. } => 6,
            Outgoing::NotDrawn { .. } => 7,
            Outgoing::BuyBefore { .. } => 8,
            Outgoing::Revoked => 9,
            Outgoing::CourseRedeemed => 10,
            Outgoing::CourseGivenBack => 11,
            Outgoing::CourseExpired => 12,
            Outgoing::CourseCompleted => 13,
            Outgoing::CourseNotCompleted => 14,
            Outgoing::CertificateAccepted => 15,
            Outgoing::CertificateRefused => 16,
            Outgoing::AwardTakenBack { .. } => 17,
            Outgoing::AppealFiled { .. } => 18,
            Outgoing::AppealUpheld => 19,
            Outgoing::AppealRejected => 20,
            Outgoing::RedeemBefore { .. } => 21,
            Outgoing::BalanceCloses { .. } => 22,
            Outgoing::ReviewHidden => 23,
            Outgoing::Excluded { .. } => 24,
            Outgoing::IncentivePaid { .. } => 25,
            Outgoing::PayoutAccountNeeded => 26,
            Outgoing::IncentiveFailed { .. } => 27,
            Outgoing::IncentiveRefused { .. } => 28,
            Outgoing::SurveyOpen { .. } => 29,
            Outgoing::EmailCode { .. } => 30,
            Outgoing::SignedInAnew { .. } => 31,
            Outgoing::EmailReplaced => 32,
            Outgoing::PayoutAccountLinked { .. } => 33,
            Outgoing::PayoutAccountUnlinked => 34,
            Outgoing::PhoneChangeCode { .. } => 35,
            Outgoing::PhoneReplaced { .. } => 36,
            Outgoing::BackupCodesMade => 37,
            Outgoing::BackupCodeUsed { .. } => 38,
            Outgoing::PhoneReplacedByOffice { .. } => 39,
            Outgoing::RecoveryCode { .. } => 40,
            Outgoing::RecoveryBegun { .. } => 41,
            Outgoing::RecoveryTaken { .. } => 42,
            Outgoing::RecoveryRefused { .. } => 43,
            Outgoing::PhoneKeptByOffice { .. } => 44,
            Outgoing::EmailLeft { .. } => 45,
            Outgoing::RecoveryLapsed => 46,
            Outgoing::DataCopyCode { .. } => 47,
            Outgoing::DataCopied { .. } => 48,
            Outgoing::DataCopiedOnPaper { .. } => 49,
        }
    }

    #[test]
    fn messages_that_wait_are_read_as_they_were_stored() {
        for (index, stored) in STORED.iter().enumerate() {
            let message: Outgoing = serde_json::from_str(stored).unwrap();
            assert_eq!(place(&message), index, "{stored}");
            assert_eq!(serde_json::to_string(&message).unwrap(), *stored);
        }
    }
}
