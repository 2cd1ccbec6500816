//! Every sentence that the system says about what somebody entered or asked:
//! codes are data, words live here, in every language. A code without words in
//! both languages does not compile. Pages' own running text lives with the pages.
//!
//! Long: one list of sentences, so that one reader can weigh them against each other.

pub(crate) mod locale;
mod outgoing;

pub use locale::Locale;
pub use outgoing::{Outgoing, why_failed, why_refused};

use crate::money::Rupiah;
use crate::time::When;
use serde::{Deserialize, Serialize};

/// What the form judges by itself on the phone is said there. All other refusals come
/// from the edge in words; a program that never says them does not carry them
/// (`every-word` is off).
macro_rules! codes {
    (
        phone { $($name:ident = $code:literal, $id:literal, $en:literal;)+ }
        elsewhere { $($other:ident = $other_code:literal, $other_id:literal, $other_en:literal;)+ }
    ) => {
        /// What is wrong, or what was refused. Stable: clients may rely on the text of the code.
        // Read by looking through the list: as serde derives it, reading is 70 KB of WASM.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String")]
        pub enum Code {
            $(#[doc = $en] #[serde(rename = $code)] $name,)+
            $(#[doc = $other_en] #[serde(rename = $other_code)] $other,)+
        }

        impl Code {
            /// Every code there is.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+ $(Self::$other,)+];

            /// The stable name, such as `nik.length`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                    $(Self::$other => $other_code,)+
                }
            }

            /// The words, with `{wait}`, `{wave}`, `{date}`, `{amount}` and `{other}` still open.
            #[must_use]
            pub const fn text(self, locale: Locale) -> &'static str {
                match (self, locale) {
                    $((Self::$name, Locale::Id) => $id,
                      (Self::$name, Locale::En) => $en,)+
                    #[cfg(feature = "every-word")]
                    (other, locale) => other.text_elsewhere(locale),
                    #[cfg(not(feature = "every-word"))]
                    _ => Self::RequestInvalid.text(locale),
                }
            }

            #[cfg(feature = "every-word")]
            const fn text_elsewhere(self, locale: Locale) -> &'static str {
                match (self, locale) {
                    $((Self::$other, Locale::Id) => $other_id,
                      (Self::$other, Locale::En) => $other_en,)+
                    // Said above; both lists are made of one.
                    _ => "",
                }
            }
        }
    };
}

impl TryFrom<String> for Code {
    type Error = &'static str;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        let found = Self::ALL.iter().find(|code| code.as_str() == name);
        found.copied().ok_or("a code that nobody knows")
    }
}

codes! {
    phone {
    NikMissing = "nik.missing", "Isi NIK Anda: 16 angka di bagian atas KTP.", "Enter your NIK: the 16 digits at the top of your identity card.";
    NikLength = "nik.length", "NIK harus tepat 16 angka. Hitung kembali angkanya di KTP Anda.", "A NIK has exactly 16 digits. Count them again on your identity card.";
    NikNotDigits = "nik.not_digits", "NIK hanya berisi angka, tanpa huruf atau tanda lain.", "A NIK has digits only, no letters or other signs.";
    NikOddDate = "nik.odd_date", "Tanggal lahir di dalam NIK ini tidak biasa. Periksa lagi; kalau memang begitu di KTP, lanjutkan saja.", "The date inside this NIK is unusual. Check it; if your card says so, go on.";
    NikOtherBirthDate = "nik.other_birth_date", "Tanggal lahir di dalam NIK berbeda dari yang Anda isi. Periksa keduanya; kalau memang begitu di KTP, lanjutkan saja.", "The date inside the NIK differs from your birth date. Check both; if your card says so, go on.";
    NikUnknownRegion = "nik.unknown_region", "Empat angka pertama NIK ini bukan kode daerah yang kami kenal. Periksa lagi; kalau memang begitu di KTP, lanjutkan saja.", "The first four digits are no region code that we know. Check them; if your card says so, go on.";
    KkMissing = "kk.missing", "Isi nomor Kartu Keluarga: 16 angka di bagian atas KK.", "Enter your family card number: the 16 digits at the top of the card.";
    KkLength = "kk.length", "Nomor KK harus tepat 16 angka. Hitung kembali angkanya di Kartu Keluarga.", "A family card number has exactly 16 digits. Count them again on the card.";
    KkNotDigits = "kk.not_digits", "Nomor KK hanya berisi angka, tanpa huruf atau tanda lain.", "A family card number has digits only.";
    KkSameAsNik = "kk.same_as_nik", "Nomor KK tidak sama dengan NIK. Nomor KK ada di bagian atas Kartu Keluarga, bukan di KTP.", "The family card number is not your NIK. It stands at the top of the family card, not on the identity card.";
    BirthDateMissing = "birth_date.missing", "Isi tanggal lahir: hari, bulan, dan tahun.", "Enter your birth date: day, month and year.";
    BirthDateInvalid = "birth_date.invalid", "Tanggal ini tidak ada di kalender. Contoh: 27 3 1998.", "There is no such date. Example: 27 3 1998.";
    BirthDateFuture = "birth_date.future", "Tanggal lahir tidak mungkin di masa depan. Periksa tahunnya.", "A birth date cannot be in the future. Check the year.";
    BirthDateTooLongAgo = "birth_date.too_long_ago", "Tahun lahir ini terlalu jauh ke belakang. Tulis empat angka, misalnya 1998.", "This birth year is too far back. Write four digits, such as 1998.";
    TooYoung = "age.too_young", "Program ini untuk usia 18 tahun ke atas. Anda dapat mendaftar mulai {date}.", "The programme is for people of 18 and over. You can register from {date}.";
    TooOld = "age.too_old", "Skema yang sedang berlaku menerima peserta sampai usia 64 tahun.", "The present scheme takes people up to the age of 64.";
    NameMissing = "name.missing", "Isi nama lengkap seperti tertulis di KTP.", "Enter your full name as on your identity card.";
    NameTooLong = "name.too_long", "Nama paling panjang 100 huruf. Tulis seperti di KTP.", "A name has at most 100 characters. Write it as on your card.";
    NameCharacters = "name.characters", "Nama hanya berisi huruf, spasi, titik, koma, tanda petik, dan tanda hubung.", "A name has letters, spaces, full stops, commas, apostrophes and hyphens only.";
    PhoneMissing = "phone.missing", "Isi nomor HP Anda, misalnya 0812 3456 7890.", "Enter your mobile number, such as 0812 3456 7890.";
    PhoneNotDigits = "phone.not_digits", "Nomor HP hanya berisi angka, misalnya 0812 3456 7890.", "A mobile number has digits only, such as 0812 3456 7890.";
    PhoneForeign = "phone.foreign", "Pakai nomor HP Indonesia yang diawali 08 atau +62.", "Use an Indonesian mobile number that begins with 08 or +62.";
    PhoneNotMobile = "phone.not_mobile", "Nomor ini bukan nomor HP. Nomor HP diawali 08, misalnya 0812 3456 7890.", "This is no mobile number. Mobile numbers begin with 08, such as 0812 3456 7890.";
    PhoneLength = "phone.length", "Jumlah angka nomor HP tidak pas: dari 10 sampai 13 angka bila diawali 08.", "A mobile number has 10 to 13 digits when it begins with 08.";
    PhoneNotProven = "phone.not_proven", "Nomor HP belum dipastikan, atau sudah terlalu lama. Minta kode SMS sekali lagi.", "The mobile number is not confirmed, or too long ago. Ask for a new code.";
    EmailInvalid = "email.invalid", "Alamat e-mail ini belum lengkap. Contoh: nama@contoh.id. Boleh juga dikosongkan.", "This e-mail address is incomplete. Example: name@example.id. You may leave it empty.";
    DomicileMissing = "domicile.missing", "Pilih kabupaten atau kota tempat Anda tinggal sekarang.", "Choose the regency or city where you live now.";
    DomicileUnknown = "domicile.unknown", "Kabupaten atau kota ini tidak ada di daftar. Pilih dari daftar.", "This regency or city is not in the list. Choose one from the list.";
    EducationMissing = "education.missing", "Pilih pendidikan terakhir Anda.", "Choose your highest education.";
    WorkStatusMissing = "work_status.missing", "Pilih keadaan kerja Anda sekarang.", "Choose your present work situation.";
    DeclarationMissing = "declaration.missing", "Baca pernyataan ini dan beri tanda centang kalau benar. Tanpa itu pendaftaran tidak dapat dilanjutkan.", "Read this declaration and tick it if it is true. Registration cannot go on without it.";
    ConsentMissing = "consent.missing", "Kami perlu persetujuan Anda untuk memproses data. Baca lalu beri tanda centang.", "We need your consent to process your data. Read it and tick the box.";
    ConsentOutdated = "consent.outdated", "Teks persetujuan sudah diperbarui. Baca teks yang baru, lalu beri tanda centang lagi.", "The consent text has changed. Read the new one and tick the box again.";
    ChoiceUnknown = "choice.unknown", "Pilihan ini tidak ada. Pilih salah satu dari daftar.", "There is no such choice. Choose one from the list.";
    OtpMissing = "otp.missing", "Isi 6 angka kode yang kami kirim.", "Enter the 6 digits of the code that we sent.";
    OtpFormat = "otp.format", "Kode terdiri dari 6 angka.", "The code has 6 digits.";
    RequestInvalid = "request.invalid", "Ada isian yang perlu diperbaiki.", "Some entries need to be put right.";
    }
    elsewhere {
    NikTaken = "nik.already_registered", "NIK ini sudah terdaftar. Masuk dengan NIK dan kode SMS; tidak perlu mendaftar lagi. Kalau bukan Anda yang mendaftar, hubungi posko terdekat.", "This NIK is registered already. Sign in with it; there is no need to register again. If it was not you, contact the nearest posko.";
    NikDenied = "nik.denied", "NIK ini tidak dapat diperbaiki dari sini. Kalau salah ketik, daftar ulang dengan NIK di KTP Anda; nomor HP yang sama boleh dipakai. Kalau NIK ini memang milik Anda, bawa KTP dan Kartu Keluarga ke posko terdekat.", "This NIK cannot be put right here. If it was mistyped, register again with the NIK on your card; you may use the same mobile number. If it is yours, take your identity card and family card to the nearest posko.";
    IdentityNotWrong = "identity.not_wrong", "Tidak ada data yang perlu diperbaiki sekarang.", "There is nothing to put right now.";
    ProfileFixed = "profile.fixed", "Anda sedang ikut Gelombang {wave}. Pendidikan dan pekerjaan dapat diubah lagi setelah hasilnya diumumkan; tempat tinggal dapat diubah sekarang.", "You are in wave {wave}. Education and work can be changed again once its result is out; the home can be changed now.";
    ProfileChangesUsedUp = "profile.changes_used_up", "Data ini sudah sepuluh kali diubah dalam 30 hari. Coba beberapa hari lagi.", "This was changed ten times within 30 days. Try again in some days.";
    CorrectionsUsedUp = "identity.corrections_used_up", "Data Anda sudah lima kali diperbaiki dan belum cocok. Bawa KTP dan Kartu Keluarga ke posko terdekat; petugas memeriksanya bersama Anda.", "Your data was put right five times and still does not match. Take your identity card and family card to the nearest posko; an officer will look at it with you.";
    NikContested = "nik.contested", "NIK ini sudah terlalu sering didaftarkan dengan data yang berbeda-beda. Bawa KTP dan Kartu Keluarga ke posko terdekat; petugas membantu Anda mendaftar.", "This NIK was registered too often, with different data each time. Take your identity card and family card to the nearest posko; an officer will help you to register.";
    EmailConfirmedAlready = "email.already_confirmed", "Alamat e-mail ini sudah dikonfirmasi.", "This e-mail address is confirmed already.";
    PhoneSame = "phone.same", "Nomor ini sudah nomor HP akun Anda.", "This is the mobile number of your account already.";
    RecoveryCodeFormat = "recovery.code_format", "Kode dari e-mail terdiri dari 10 angka.", "The code from the e-mail has 10 digits.";
    DataCopyWaits = "data_copy.waits", "Nomor HP akun ini baru diganti. Demi keamanan data Anda, salinan dapat dibuat 72 jam setelahnya. Perlu lebih cepat? Datang ke posko dengan KTP.", "The mobile number of this account has just been replaced. To keep your data safe, a copy can be made 72 hours later. You need it sooner? Come to a posko with your identity card.";
    RecoveryWaits = "recovery.waits", "Ada permintaan mengganti nomor HP akun ini yang belum selesai. Tunggu sampai selesai, atau datang ke posko terdekat dengan KTP.", "There is a request to replace this account’s mobile number that is not settled. Wait until it is, or go to the nearest posko with your identity card.";
    BackupCodeWrong = "backup_code.wrong", "Kode cadangan ini tidak cocok, atau sudah dipakai. Periksa NIK dan kodenya; kode terdiri dari 12 huruf dan angka.", "This backup code does not match, or has been used. Check the NIK and the code, which has 12 letters and digits.";
    SecondAnswerNeeded = "session.second_answer_needed", "Nomor HP ini sudah lama tidak dipakai untuk masuk, dan mungkin sudah berganti pemilik. Isi juga nomor pendaftaran atau kode cadangan Anda. Kalau tidak ada, datang ke posko terdekat dengan KTP.", "This number has not been used to sign in for long, and may have changed hands. Enter your registration number or a backup code, too. If you have neither, go to the nearest posko with your identity card.";
    SessionUnknown = "session.unknown", "Perangkat ini sudah tidak masuk lagi.", "This device is not signed in any more.";
    PhoneTaken = "phone.already_used", "Nomor HP ini sudah dipakai pendaftar lain. Satu nomor untuk satu orang: pakai nomor Anda sendiri.", "This mobile number belongs to another applicant. One number, one person: use your own.";
    EnrolmentNotInPerson = "enrolment.not_in_person", "Jalur ini hanya untuk pelatihan tatap muka. Untuk pelatihan lain, peserta membeli sendiri di akunnya.", "This route is only for courses held in person. Other courses are bought by participants on their account.";
    OtpWrong = "otp.wrong", "Kode ini tidak cocok. Periksa pesan terakhir dari kami, lalu isi lagi.", "This code does not match. Check our latest message and enter it again.";
    OtpExpired = "otp.expired", "Kode ini sudah kedaluwarsa atau sudah dipakai. Minta kode baru.", "This code has expired or was used. Ask for a new one.";
    OtpUsedUp = "otp.used_up", "Kode ini sudah lima kali salah diisi, jadi tidak berlaku lagi. Minta kode baru.", "This code was entered wrongly five times and no longer works. Ask for a new one.";
    OtpLocked = "otp.locked", "Terlalu banyak kode salah. Coba lagi dalam {wait}.", "Too many wrong codes. Try again in {wait}.";
    OtpTooSoon = "otp.too_soon", "Kode sudah dikirim. Kode baru dapat diminta dalam {wait}.", "A code was sent. You can ask for a new one in {wait}.";
    OtpTooMany = "otp.too_many", "Kode sudah terlalu sering diminta. Coba lagi dalam {wait}.", "Too many codes were asked for. Try again in {wait}.";
    TurnLater = "turn.later", "Giliran nomor ini tiba dalam {wait}.", "This number’s turn comes in {wait}.";
    OtpOverrun = "otp.overrun", "Terlalu banyak kode diminta untuk nomor-nomor dengan awalan yang sama. Coba lagi dalam {wait}; isian Anda tidak hilang.", "Too many codes were asked for for numbers that begin alike. Try again in {wait}; nothing you entered is lost.";
    NetworkOverrun = "network.overrun", "Terlalu banyak kode diminta dari jaringan internet ini. Coba lewat jaringan lain, atau coba lagi dalam {wait}; isian Anda tidak hilang.", "Too many codes were asked for from this network. Try another one, or try again in {wait}; nothing you entered is lost.";
    RegistrationNumberMissing = "registration_number.missing", "Isi nomor pendaftaran: 14 angka dari SMS atau bukti pendaftaran.", "Enter the registration number: 14 digits from the text message or receipt.";
    RegistrationNumberLength = "registration_number.length", "Nomor pendaftaran terdiri dari 14 angka. Hitung kembali angkanya.", "A registration number has 14 digits. Count them again.";
    RegistrationNumberNotDigits = "registration_number.not_digits", "Nomor pendaftaran hanya berisi angka.", "A registration number has digits only.";
    RegistrationNumberMistyped = "registration_number.mistyped", "Ada angka yang salah atau tertukar di nomor pendaftaran ini. Periksa satu per satu.", "A digit in this number is wrong or swapped. Check them one by one.";
    StatusNotFound = "status.not_found", "Nomor pendaftaran dan tanggal lahir ini tidak kami temukan bersama. Periksa keduanya.", "We find no registration with this number and birth date together. Check both.";
    AccountOther = "account.other", "Kiriman ini dibuat dari akun lain, jadi tidak dikirim atas nama Anda. Pemiliknya perlu masuk dulu di ponsel ini.", "This was made from another account, so it is not sent in your name. Its owner has to sign in on this phone first.";
    WaveUnknown = "wave.unknown", "Gelombang ini tidak ada.", "There is no such wave.";
    WaveNotOpen = "wave.not_open", "Gelombang {wave} belum dibuka. Gelombang dibuka {date}.", "Wave {wave} is not open yet. It opens {date}.";
    WaveClosed = "wave.closed", "Gelombang {wave} sudah ditutup {date}. Data Anda tetap tersimpan; ikut gelombang berikutnya tanpa mendaftar lagi.", "Wave {wave} closed {date}. Your data is kept; join the next wave without registering again.";
    WaveJoinedTooOften = "wave.joined_too_often", "Anda sudah tiga kali ikut Gelombang {wave} lalu batal. Gelombang ini tidak dapat diikuti lagi; tunggu gelombang berikutnya.", "You have joined wave {wave} and left it three times. It cannot be joined again; please wait for the next wave.";
    WaveAlreadyJoined = "wave.already_joined", "Anda sudah ikut Gelombang {wave}. Tidak perlu mengirim lagi.", "You have joined wave {wave} already. There is no need to send it again.";
    WaveOtherActive = "wave.other_active", "Anda masih ikut Gelombang {wave}. Tunggu hasilnya sebelum ikut gelombang lain.", "You are still in wave {wave}. Wait for its result before you join another.";
    WaveIdentityMismatch = "wave.identity_mismatch", "Data Anda belum cocok dengan data Dukcapil, jadi belum dapat ikut gelombang. Lihat di akun Anda apa yang berbeda dan cara memperbaikinya.", "Your data does not match the civil registry yet, so you cannot join. Your account says what differs and how to put it right.";
    WaveScheduleInvalid = "wave.schedule_invalid", "Jadwal gelombang tidak berurutan: buka, tutup, undian, lalu pengumuman.", "The wave's schedule is out of order: open, close, draw, then announce.";
    WaveQuotasInvalid = "wave.quotas_invalid", "Kuota per provinsi harus memakai kode provinsi yang ada, dan jumlahnya harus sama dengan kuota gelombang.", "Quotas must be of provinces that exist, and add up to the wave's quota.";
    WaveAlreadyAwarded = "wave.already_awarded", "Anda sudah pernah menerima Kartu Prakerja. Setiap orang menerimanya satu kali seumur hidup.", "You have received the card already. Everybody receives it once in a lifetime.";
    WaveNotJoined = "wave.not_joined", "Anda tidak sedang ikut Gelombang {wave}.", "You are not in wave {wave}.";
    WaveRecoveryInvalid = "wave.recovery_invalid", "Gelombang pemulihan hanya dapat memakai kursi dari satu gelombang sebelumnya yang sudah selesai.", "A recovery wave takes seats from one earlier wave that is settled.";
    WaveSeatsNotFree = "wave.seats_not_free", "Baru {count} kursi Gelombang {wave} yang kembali dan belum dipakai. Kurangi kuota gelombang pemulihan ini.", "Only {count} seats of wave {wave} have come back and are still free. Lower the quota of this recovery wave.";
    WaveFrozen = "wave.frozen", "Aturan gelombang yang sudah dibuka tidak dapat diubah.", "The rules of a wave that has opened cannot be changed.";
    CommandMalformed = "command.malformed", "Isi perintah tidak dapat dibaca.", "The command cannot be read.";
    CommandExpired = "command.expired", "Perintah ini sudah terlalu lama, atau jam pengirimnya salah. Buat perintah baru.", "This command is too old, or its sender's clock is wrong. Make a new one.";
    CommandSameKey = "command.same_key", "Perintah ini sudah ditandatangani dengan kunci Anda. Orang kedua harus menandatangani dengan kuncinya sendiri.", "You have signed this command. A second person has to sign it with another key.";
    ListPiecesInvalid = "list.pieces_invalid", "Perubahan daftar berisi 1 sampai 200 potongan, masing-masing satu kali.", "A change of a list has 1 to 200 pieces, each of them once.";
    ListPieceUnknown = "list.piece_unknown", "Potongan ini tidak ada dalam perubahan daftar yang sudah ditandatangani dua petugas.", "This piece is not in the change of the list that two members of staff have signed.";
    ListSalt = "list.salt", "Baris pertama potongan daftar harus berisi 32 angka heksadesimal acak.", "The first line of a piece has to be 32 random hexadecimal digits.";
    ListTooLong = "list.too_long", "Satu potongan daftar paling banyak berisi 10.000 NIK. Potongan ini terlalu panjang mulai baris {count}.", "A piece has 10,000 NIKs at most. This one is too long from line {count} on.";
    ListLine = "list.line", "Baris {count} potongan ini bukan NIK. Isi satu NIK di tiap baris: 16 angka.", "Line {count} of this piece is no NIK. Put one NIK on each line: 16 digits.";
    CatalogueFilesInvalid = "catalogue.files_invalid", "Penerbitan katalog memerlukan nomor versi mulai 1 dan dua berkas yang berbeda.", "Publishing a catalogue takes a version of 1 or more and two different files.";
    CatalogueVersionUsed = "catalogue.version_used", "Nomor versi katalog harus lebih besar dari {count}.", "The version of a catalogue has to be greater than {count}.";
    CatalogueFileUnknown = "catalogue.file_unknown", "Berkas ini bukan bagian dari katalog yang sudah ditandatangani dua petugas.", "This file is not part of the catalogue that two members of staff have signed.";
    CatalogueFileMalformed = "catalogue.file_malformed", "Berkas katalog ini tidak dapat dibaca. Buat lagi dengan alat yang sama versinya dengan layanan ini.", "This file of the catalogue cannot be read. Make it again with the tool of this release.";
    CatalogueInconsistent = "catalogue.inconsistent", "Isi katalog tidak cocok satu sama lain: ada pelatihan yang melanggar aturan, kembar, atau menyebut platform atau lembaga yang tidak ada.", "The catalogue does not fit together: a course breaks a rule, is there twice, or names a platform or institution that is not.";
    CatalogueVersionDiffers = "catalogue.version_differs", "Nomor versi di dalam berkas berbeda dari yang ditandatangani.", "The version inside the file is not the one that was signed.";
    CatalogueSummariesDiffer = "catalogue.summaries_differ", "Ringkasan harus tepat satu untuk setiap pelatihan: {count} di katalog.", "There has to be one summary for each course: {count} in the catalogue.";
    CatalogueNotPublished = "catalogue.not_published", "Katalog pelatihan belum terbit.", "No catalogue has been published yet.";
    VacancyVersionInvalid = "vacancy.version_invalid", "Penerbitan lowongan memerlukan nomor versi mulai 1.", "Publishing vacancies takes a version of 1 or more.";
    VacancyVersionUsed = "vacancy.version_used", "Nomor versi lowongan harus lebih besar dari {count}.", "The version of the vacancies has to be greater than {count}.";
    VacancyFileUnknown = "vacancy.file_unknown", "Berkas ini bukan berkas lowongan yang sudah ditandatangani dua petugas.", "This is not the file of vacancies that two members of staff have signed.";
    VacancyFileMalformed = "vacancy.file_malformed", "Berkas lowongan ini tidak dapat dibaca. Buat lagi dengan alat yang sama versinya dengan layanan ini.", "This file of vacancies cannot be read. Make it again with the tool of this release.";
    VacancyFileInconsistent = "vacancy.file_inconsistent", "Isi berkas lowongan tidak cocok satu sama lain: ada lowongan yang kembar atau melanggar aturan.", "The file of vacancies does not fit together: one is there twice or breaks a rule.";
    VacancyVersionDiffers = "vacancy.version_differs", "Nomor versi di dalam berkas berbeda dari yang ditandatangani.", "The version inside the file is not the one that was signed.";
    VacancyNotPublished = "vacancy.not_published", "Daftar lowongan belum terbit.", "No vacancies have been published yet.";
    VacancyUnknown = "vacancy.unknown", "Lowongan ini tidak ada, atau sudah ditarik pemberi kerjanya.", "There is no such vacancy, or its employer has withdrawn it.";
    VacancyClosed = "vacancy.closed", "Lowongan ini sudah ditutup.", "This vacancy is closed.";
    CredentialMissing = "credential.missing", "Tempel tautan sertifikat, atau pindai kode QR-nya lebih dulu.", "Paste the certificate's link, or scan its QR code first.";
    CredentialMalformed = "credential.malformed", "Ini bukan sertifikat digital yang utuh. Kirim JWT dari lembaganya persis seperti aslinya.", "This is no complete digital certificate. Send the institution's JWT exactly as it was made.";
    CredentialIssuerUnknown = "credential.issuer_unknown", "Lembaga yang disebut sertifikat ini tidak ada dalam daftar penerbit.", "The institution that this certificate names is not in the list of issuers.";
    CredentialKeyUnknown = "credential.key_unknown", "Kunci yang dipakai menandatangani sertifikat ini bukan kunci lembaga itu.", "The key that signed this certificate is none of that institution's.";
    CredentialKeyNotValid = "credential.key_not_valid", "Kunci lembaga ini tidak berlaku pada tanggal sertifikat.", "The institution's key was not valid on the certificate's date.";
    CredentialSignatureWrong = "credential.signature_wrong", "Tanda tangan sertifikat ini tidak cocok dengan isinya.", "The signature does not fit what the certificate says.";
    CredentialNotYetValid = "credential.not_yet_valid", "Tanggal sertifikat ini masih di masa depan.", "The certificate's date is in the future.";
    CredentialNotCompleted = "credential.not_completed", "Pelatihan ini belum tercatat selesai. Laporkan selesai dulu, lalu kirim sertifikatnya.", "This course is not completed yet. Report its completion first, then send the certificate.";
    CredentialNotDrafted = "credential.not_drafted", "Minta rancangan sertifikat untuk kode tukar ini lebih dulu, lalu tandatangani isinya.", "Ask for the draft of this redeem code's certificate first, then sign what it says.";
    CredentialDiffersFromDraft = "credential.differs_from_draft", "Isi sertifikat ini berbeda dari rancangannya: nomor, pelatihan, lama, lembaga, tanggal, dan tempatnya di daftar pencabutan harus sama.", "The certificate differs from its draft: number, course, hours, institution, date and place in the list of revocations have to be the same.";
    CredentialOtherHolder = "credential.other_holder", "Nama di sertifikat ini berbeda dari nama peserta. Tulis nama seperti di KTP-nya.", "The name on the certificate is not the participant's. Write it as on their identity card.";
    CredentialAlreadyIssued = "credential.already_issued", "Untuk pembelian ini sudah ada sertifikat lain. Satu pelatihan, satu sertifikat.", "There is another certificate for this purchase. One course, one certificate.";
    CredentialUnknown = "credential.unknown", "Sertifikat digital ini tidak ada di akun Anda.", "There is no such digital certificate in your account.";
    CredentialKeysInvalid = "credential.keys_invalid", "Daftar kunci berisi 1 sampai 40 kunci, masing-masing satu kali, dengan masa berlaku yang berurutan; nama kunci yang sudah terbit tidak dapat dipakai untuk kunci lain.", "A list of keys has 1 to 40 of them, each once, with times in order; the name of a published key cannot be given to another.";
    CredentialStatusInvalid = "credential.status_invalid", "Tempat di daftar pencabutan ini tidak ada.", "There is no such place in a list of revocations.";
    SlipMissing = "slip.missing", "Isi kode undian: 32 huruf dan angka dari akun Anda.", "Enter the draw code: 32 letters and digits from your account.";
    SlipCharacters = "slip.characters", "Kode undian hanya berisi angka dan huruf, tanpa U dan tanpa tanda lain.", "A draw code has digits and letters only, no U and no other signs.";
    SlipLength = "slip.length", "Kode undian terdiri dari 32 huruf dan angka. Hitung kembali: delapan kelompok berisi empat.", "A draw code has 32 letters and digits: eight groups of four. Count them again.";
    SlipMistyped = "slip.mistyped", "Ada huruf atau angka yang salah atau tertukar di kode undian ini. Periksa satu per satu.", "A letter or digit in this code is wrong or swapped. Check them one by one.";
    SlipNotFound = "slip.not_found", "Nomor pendaftaran dan kode undian ini tidak ada bersama dalam daftar peserta Gelombang {wave}.", "This registration number and draw code are not together in the list of wave {wave}.";
    DrawTooEarly = "draw.too_early", "Daftar peserta Gelombang {wave} belum dikunci, jadi belum dapat diperiksa.", "The list of wave {wave} is not fixed yet, so there is nothing to check.";
    RedeemCodeMissing = "redeem_code.missing", "Isi kode tukar: 16 huruf dan angka dari akun Prakerja Anda.", "Enter the redeem code: 16 letters and digits from your Prakerja account.";
    RedeemCodeCharacters = "redeem_code.characters", "Kode tukar hanya berisi angka dan huruf, tanpa U dan tanpa tanda lain.", "A redeem code has digits and letters only, no U and no other signs.";
    RedeemCodeLength = "redeem_code.length", "Kode tukar terdiri dari 16 huruf dan angka. Hitung kembali: empat kelompok berisi empat.", "A redeem code has 16 letters and digits: four groups of four. Count them again.";
    RedeemCodeMistyped = "redeem_code.mistyped", "Ada huruf atau angka yang salah atau tertukar di kode tukar ini. Periksa satu per satu.", "A letter or digit in this code is wrong or swapped. Check them one by one.";
    PurchasePriceChanged = "purchase.price_changed", "Harga pelatihan ini berubah dari {amount} menjadi {other} sejak Anda melihatnya. Saldo Anda belum terpakai. Lihat harga barunya, lalu beli lagi kalau masih mau.", "The price has changed from {amount} to {other} since you saw it. Nothing was taken from your balance. Look at the new price and buy again if you still want to.";
    PurchaseNothingToPay = "purchase.nothing_to_pay", "Pelatihan ini gratis, jadi tidak perlu saldo. Ikuti langsung di platformnya.", "This course is free and needs no balance. Take it at the platform.";
    PurchaseBalanceTooLow = "purchase.balance_too_low", "Harga pelatihan ini {amount}, sedangkan sisa saldo Anda {other}. Pilih pelatihan yang harganya tidak melebihi saldo.", "This course costs {amount} and your balance is {other}. Choose one within your balance.";
    PurchaseAboveOutsidePrice = "purchase.above_outside_price", "Pelatihan ini {amount}, padahal di luar program dijual {other}. Peserta tidak boleh membayar lebih mahal, jadi pilih pelatihan lain.", "This course costs {amount} here and {other} outside the programme. Participants may not be charged more, so choose another.";
    PurchaseFreeEquivalent = "purchase.free_equivalent", "Pelatihan yang sama tersedia gratis. Ikuti yang gratis, dan simpan saldo Anda untuk pelatihan lain.", "The same course is free elsewhere. Take the free one and keep your balance for another.";
    PurchaseNoSeatLeft = "purchase.no_seat_left", "Kursi terakhir di jadwal ini baru saja terisi. Saldo Anda tidak berkurang. Pilih jadwal atau pelatihan lain.", "The last seat of this schedule has just been taken. Your balance is untouched. Choose another schedule or course.";
    PurchaseCourseWithdrawn = "purchase.course_withdrawn", "Pelatihan ini sudah ditarik dari program. Saldo Anda tidak berkurang. Pilih pelatihan lain.", "This course was withdrawn from the programme. Your balance is untouched. Choose another.";
    PurchaseTooShort = "purchase.too_short", "Pelatihan ini lebih singkat daripada batas paling sedikit skema Anda. Pilih pelatihan yang lebih panjang.", "This course is shorter than your scheme's minimum. Choose a longer one.";
    PurchaseAlreadyHeld = "purchase.already_held", "Pelatihan ini sudah Anda pesan. Lihat di daftar pelatihan Anda; tidak perlu membeli lagi.", "You have this course already. See your list of courses; there is no need to buy it again.";
    PurchaseNoAward = "purchase.no_award", "Pelatihan dibeli dengan saldo penerima Kartu Prakerja. Anda belum menjadi penerima; ikut gelombang lebih dulu.", "Courses are bought with a recipient's balance. You are no recipient yet; join a wave first.";
    PurchaseAwardRevoked = "purchase.award_revoked", "Kepesertaan Anda sudah dicabut, jadi saldo tidak dapat dipakai. Alasannya dan cara mengajukan keberatan ada di akun Anda.", "Your award was revoked, so the balance cannot be used. Your account says why, and how to appeal.";
    PurchaseDeadlinePassed = "purchase.deadline_passed", "Batas waktu membeli pelatihan pertama sudah lewat {date}, jadi saldo tidak dapat dipakai lagi. Kalau menurut Anda ini keliru, ajukan keberatan di akun Anda.", "The deadline for the first course passed {date}, so the balance can no longer be used. If you think this is wrong, appeal in your account.";
    PurchaseBalanceClosed = "purchase.balance_closed", "Saldo pelatihan sudah ditutup {date}. Sisa saldo kembali ke kas negara.", "The training balance closed {date}. What was left went back to the state.";
    PurchaseAccountOfOtherCard = "purchase.account_of_other_card", "Akun platform ini sudah dipakai dengan kartu orang lain. Masuk ke platform dengan akun Anda sendiri, lalu tukarkan kodenya lagi.", "This platform account is used with somebody else's card. Sign in there with your own account and redeem the code again.";
    PurchaseCardOfOtherAccount = "purchase.card_of_other_account", "Kartu Anda sudah dipakai dengan akun lain di platform ini. Masuk dengan akun yang pertama kali Anda pakai, lalu tukarkan kodenya lagi.", "Your card is used with another account of this platform. Sign in with the first one and redeem the code again.";
    PurchaseUnknown = "purchase.unknown", "Pembelian atau kode tukar ini tidak ada. Periksa kodenya di akun Prakerja Anda.", "There is no such purchase or redeem code. Check the code in your Prakerja account.";
    PurchaseExpired = "purchase.expired", "Waktu menukarkan kode ini habis {date}. Harganya kembali ke saldo; pesan lagi kalau masih mau.", "The time for redeeming this code was up {date}. Its price is back on the balance; reserve again if you still want to.";
    PurchaseCancelled = "purchase.cancelled", "Pembelian ini dibatalkan {date}. Harganya kembali ke saldo; pesan lagi kalau masih mau.", "This purchase was cancelled {date}. Its price is back on the balance; reserve again if you still want to.";
    PurchaseNotYetExpired = "purchase.not_yet_expired", "Kode ini masih dapat ditukarkan sampai {date}.", "This code can still be redeemed until {date}.";
    PurchaseAlreadyRedeemed = "purchase.already_redeemed", "Kode ini sudah ditukarkan di platform. Untuk membatalkan, hubungi platformnya.", "This code was redeemed at the platform. To cancel, contact the platform.";
    PurchaseNotRedeemed = "purchase.not_redeemed", "Kode ini belum ditukarkan di platform. Tukarkan dulu, lalu kirim lagi.", "This code was not redeemed yet. Redeem it first, then send again.";
    PurchaseLearningBegun = "purchase.learning_begun", "Pelatihan sudah dimulai, jadi tidak dapat dibatalkan.", "The course has begun, so it cannot be cancelled.";
    PurchaseAlreadyFinished = "purchase.already_finished", "Pelatihan ini sudah dilaporkan selesai dengan hasil lain. Hubungi PMO untuk mengubahnya.", "This course was reported as ended with another result. Contact the PMO to change it.";
    PurchaseUnknownSession = "purchase.unknown_session", "Pelatihan ini tidak punya sesi dengan nomor itu.", "This course has no session of that number.";
    PurchaseAttendanceTooLow = "purchase.attendance_too_low", "Kehadiran yang dilaporkan belum cukup untuk menyatakan pelatihan selesai. Lengkapi laporan kehadiran, lalu kirim lagi.", "Too little attendance was reported for a completion. Complete the reports and send again.";
    PurchaseProgressTooLow = "purchase.progress_too_low", "Kemajuan belajar yang dilaporkan belum cukup untuk menyatakan pelatihan selesai. Lengkapi laporannya, lalu kirim lagi.", "Too little progress was reported for a completion. Complete the reports and send again.";
    PayoutPartnerUnknown = "payout.partner_unknown", "Mitra pembayaran ini tidak ada dalam skema Anda. Pilih dari daftar.", "Your scheme has no such payment partner. Choose one from the list.";
    PayoutNumberMissing = "payout.number_missing", "Isi nomor rekening atau nomor HP dompet digital Anda.", "Enter the number of your account, or your wallet's mobile number.";
    PayoutNumberInvalid = "payout.number_invalid", "Nomor rekening hanya berisi angka, 8 sampai 20. Periksa di buku tabungan atau aplikasi bank Anda.", "An account number has 8 to 20 digits and nothing else. Check it in your bank's app.";
    PayoutAlreadyLinked = "payout.already_linked", "Anda sudah punya rekening atau dompet terhubung. Putuskan dulu, lalu hubungkan yang baru.", "You have an account linked already. Disconnect it first, then link the new one.";
    PushServiceUnknown = "push.service_unknown", "Peramban ini memakai layanan pemberitahuan yang tidak kami kenal. Kabar tetap kami kirim lewat SMS.", "This browser uses a notification service that we do not know. We keep telling you by SMS.";
    PayoutNotLinked = "payout.not_linked", "Belum ada rekening atau dompet yang terhubung.", "No account is linked.";
    PayoutNotRegistered = "payout.not_registered", "Nomor ini belum terdaftar di mitra pembayaran yang Anda pilih. Daftar dulu di sana, atau periksa nomornya.", "This number is not registered with the partner you chose. Register there first, or check the number.";
    PayoutClosed = "payout.closed", "Rekening atau dompet ini sudah ditutup. Hubungkan yang masih aktif.", "This account is closed. Link one that is active.";
    PayoutNotVerified = "payout.not_verified", "Dompet atau rekening ini belum diverifikasi. Verifikasi dengan KTP di aplikasinya (akun premium), lalu hubungkan lagi.", "This account is not verified. Verify it with your identity card in its app (premium account), then link it again.";
    PayoutNikDiffers = "payout.nik_differs", "Rekening atau dompet ini memakai NIK orang lain. Pakai yang terdaftar dengan NIK Anda sendiri.", "This account is registered with somebody else's NIK. Use one that has yours.";
    PayoutNameDiffers = "payout.name_differs", "Nama di rekening atau dompet ini berbeda dari nama di KTP Anda. Samakan namanya di mitra pembayaran, lalu hubungkan lagi.", "The name on this account differs from your identity card. Have it put right there, then link it again.";
    PayoutPhoneDiffers = "payout.phone_differs", "Nomor HP dompet ini berbeda dari nomor HP akun Prakerja Anda. Samakan nomornya, lalu hubungkan lagi.", "This wallet's mobile number differs from your Prakerja account's. Make them the same, then link it again.";
    PayoutNoAward = "payout.no_award", "Insentif dibayarkan kepada penerima Kartu Prakerja. Anda belum menjadi penerima; ikut gelombang lebih dulu.", "Incentives are paid to recipients of the card. You are no recipient yet; join a wave first.";
    PayoutTooManyTries = "payout.too_many_tries", "Sudah terlalu sering dicoba. Periksa nomor dan data Anda di mitra pembayaran, lalu coba lagi dalam {wait}.", "Tried too often. Check your number and data with the partner, then try again in {wait}.";
    SurveyUnknown = "survey.unknown", "Survei ini tidak ada untuk Anda.", "There is no such survey for you.";
    SurveyNotOpen = "survey.not_open", "Survei ini dibuka {date}.", "This survey opens {date}.";
    SurveyIncomplete = "survey.incomplete", "Masih ada pertanyaan yang belum dijawab. Jawab semuanya, lalu kirim lagi.", "A question is not answered yet. Answer all of them, then send again.";
    PayoutPartnerAway = "payout.partner_away", "Mitra pembayaran sedang tidak dapat dihubungi. Data Anda aman; coba lagi dalam {wait}.", "The payment partner cannot be reached. Your data is safe; try again in {wait}.";
    CertificateFileEmpty = "certificate.file.empty", "Berkas ini kosong. Pilih lagi foto sertifikat (JPG atau PNG) atau PDF-nya.", "This file is empty. Choose the photo (JPG or PNG) or the PDF of the certificate again.";
    CertificateFileTooLarge = "certificate.file.too_large", "Berkas ini lebih dari 5 MB. Perkecil fotonya atau foto ulang dengan ukuran lebih kecil, lalu kirim lagi.", "This file has more than 5 MB. Make the photo smaller or take it again at a smaller size, then send it.";
    CertificateFileUnknownType = "certificate.file.unknown_type", "Berkas ini bukan foto atau PDF. Kirim foto sertifikat (JPG atau PNG) atau PDF-nya.", "This file is neither a photo nor a PDF. Send a photo of the certificate (JPG or PNG) or its PDF.";
    CertificateFileArchive = "certificate.file.archive", "Berkas ini ZIP atau dokumen Word, bukan foto atau PDF. Kirim foto sertifikat (JPG atau PNG) atau PDF-nya.", "This is a ZIP or a Word document, not a photo or a PDF. Send a photo of the certificate (JPG or PNG) or its PDF.";
    CertificateFileMarkup = "certificate.file.markup", "Berkas ini halaman web atau gambar SVG, yang tidak kami terima. Kirim foto sertifikat (JPG atau PNG) atau PDF-nya.", "This is a web page or an SVG image, which we do not take. Send a photo of the certificate (JPG or PNG) or its PDF.";
    CertificateFileTooManyPixels = "certificate.file.too_many_pixels", "Foto ini lebih dari 24 megapiksel. Pilih ukuran foto yang lebih kecil di kamera, lalu foto ulang.", "This photo has more than 24 megapixels. Choose a smaller size in the camera and take it again.";
    CertificateFileTruncated = "certificate.file.truncated", "Berkas ini rusak atau tidak lengkap. Kirim lagi; kalau tetap ditolak, foto ulang sertifikatnya.", "This file is damaged or incomplete. Send it again; if it is still refused, take a new photo of the certificate.";
    CertificateFileActivePdf = "certificate.file.pdf_active", "PDF ini berisi program, formulir, atau lampiran, jadi kami tolak demi keamanan. Kirim foto sertifikatnya.", "This PDF has a program, a form or an attachment in it and was refused for safety. Send a photo of the certificate.";
    CertificateFileEncryptedPdf = "certificate.file.pdf_encrypted", "PDF ini dikunci sehingga tidak dapat diperiksa. Kirim yang tidak dikunci, atau foto sertifikatnya.", "This PDF is locked and cannot be checked. Send one that is not, or a photo of the certificate.";
    CertificateFileOpaquePdf = "certificate.file.pdf_opaque", "Isi PDF ini dimampatkan sehingga tidak dapat kami periksa. Buka PDF-nya di layar ponsel, ambil tangkapan layarnya, lalu kirim gambar itu.", "This PDF is packed in a way that we cannot check. Open it on your phone, take a screenshot and send that picture.";
    CertificateFileTrailingData = "certificate.file.trailing_data", "Ada data lain di belakang gambar atau dokumen ini. Kirim tangkapan layarnya, atau foto ulang sertifikatnya.", "Other data follow this image or document. Send a screenshot of it, or take a new photo of the certificate.";
    CertificateUnknown = "certificate.unknown", "Kiriman sertifikat ini tidak ada di akun Anda.", "There is no such certificate in your account.";
    CertificateUploadEnded = "certificate.upload.ended", "Kiriman ini sudah ditutup. Pilih berkasnya lagi, lalu kirim dari awal.", "This upload has ended. Choose the file again and send it from the start.";
    CertificateUploadIncomplete = "certificate.upload.incomplete", "Masih ada bagian berkas yang belum sampai. Lanjutkan pengirimannya.", "Some parts of the file have not arrived. Go on sending.";
    CertificatePartInvalid = "certificate.part.invalid", "Bagian berkas ini tidak sesuai dengan ukuran yang diumumkan.", "This part does not fit the announced size.";
    CertificatePartDamaged = "certificate.part.damaged", "Bagian berkas ini rusak di jalan. Kirim bagian ini sekali lagi.", "This part was damaged on its way. Send it once more.";
    CertificateUploadDiffers = "certificate.upload.differs", "Berkas yang sampai tidak sama dengan yang Anda pilih. Kirim lagi dari awal.", "The file that arrived is not the one that you chose. Send it again from the start.";
    CertificateCourseNotRedeemed = "certificate.course_not_redeemed", "Sertifikat dapat dikirim setelah kode tukar pelatihan ini dipakai di platform.", "A certificate can be sent once the course's code was redeemed at its platform.";
    CertificateAlreadyAccepted = "certificate.already_accepted", "Sertifikat pelatihan ini sudah diterima. Tidak perlu mengirim lagi.", "This course's certificate is accepted. There is no need to send another.";
    CertificateTooManyFiles = "certificate.too_many_files", "Sudah terlalu banyak berkas dikirim untuk pelatihan ini. Datang ke posko terdekat supaya dibantu.", "Too many files were sent for this course. Ask the nearest posko for help.";
    CertificateTooManyBytes = "certificate.too_many_bytes", "Batas kiriman hari ini sudah tercapai. Coba lagi dalam {wait}.", "The limit for one day is reached. Try again in {wait}.";
    CertificateSeenBefore = "certificate.seen_before", "Berkas yang sama sudah dikirim peserta lain. Kirim sertifikat atas nama Anda sendiri. Kalau ini memang milik Anda, bawa sertifikatnya ke posko terdekat.", "Another participant has sent the same file. Send the certificate in your own name. If it is yours, take it to the nearest posko.";
    CertificateUsedForOtherCourse = "certificate.used_for_other_course", "Berkas ini sudah Anda kirim untuk pelatihan lain. Kirim sertifikat pelatihan yang ini.", "You have sent this file for another course. Send the certificate of this one.";
    CertificateInfected = "certificate.infected", "Pemeriksa virus menemukan bahaya di berkas ini, jadi berkasnya kami hapus. Foto sertifikatnya, lalu kirim fotonya.", "The virus scanner found something harmful in this file, so it was deleted. Take a photo of the certificate and send that.";
    CertificateUnreadable = "certificate.rejected.unreadable", "Tulisan di sertifikat ini tidak terbaca. Foto ulang di tempat terang, lalu kirim lagi.", "The certificate cannot be read. Take the photo again in good light.";
    CertificateOtherPerson = "certificate.rejected.other_person", "Nama di sertifikat ini bukan nama Anda. Kirim sertifikat atas nama Anda sendiri.", "The certificate names somebody else. Send the one in your own name.";
    CertificateOtherCourse = "certificate.rejected.other_course", "Sertifikat ini dari pelatihan lain. Kirim sertifikat pelatihan yang ini.", "The certificate is of another course. Send the one of this course.";
    CertificateNoCertificate = "certificate.rejected.no_certificate", "Berkas ini bukan sertifikat. Kirim sertifikat dari penyelenggara pelatihan.", "This is no certificate. Send the one that the institution gave you.";
    CertificateNotGenuine = "certificate.rejected.not_genuine", "Penyelenggara tidak mengenali sertifikat ini. Minta sertifikat yang asli kepada penyelenggaranya.", "The institution does not know this certificate. Ask it for the genuine one.";
    CertificateNothingToReject = "certificate.nothing_to_reject", "Tidak ada berkas sertifikat yang menunggu keputusan untuk pelatihan ini.", "No certificate of this course awaits a decision.";
    ReviewStars = "review.stars", "Pilih satu sampai lima bintang.", "Choose one to five stars.";
    ReviewTooLong = "review.too_long", "Ulasan paling panjang 600 huruf. Pendekkan, lalu kirim lagi.", "A review has 600 characters at most. Shorten it and send it again.";
    ReviewNotCompleted = "review.not_completed", "Pelatihan ini belum tercatat selesai. Setelah selesai, Anda dapat memberi penilaian.", "This course is not completed yet. You can rate it once it is.";
    ReviewTooLate = "review.too_late", "Penilaian ini tidak dapat diubah lagi sejak {date}.", "This review can no longer be changed since {date}.";
    ReviewUnknown = "review.unknown", "Tidak ada ulasan dengan kode dan versi itu di pelatihan ini.", "This course has no review of that code and version.";
    AppealNothing = "appeal.nothing", "Kepesertaan Anda tidak pernah dicabut, jadi tidak ada yang perlu diajukan.", "Your award was never taken back, so there is nothing to appeal against.";
    AppealTextMissing = "appeal.text_missing", "Tulis alasannya dengan kata-kata Anda sendiri.", "Say why in your own words.";
    AppealTextTooLong = "appeal.text_too_long", "Alasan paling panjang 1.000 huruf. Pendekkan, lalu kirim lagi.", "The reason has 1,000 characters at most. Shorten it and send it again.";
    AppealTooLate = "appeal.too_late", "Waktu mengajukan keberatan sudah habis {date}.", "The time for an appeal was up {date}.";
    AppealAlreadyFiled = "appeal.already_filed", "Keberatan Anda sudah kami terima. Setiap pencabutan dapat diajukan satu kali; jawabannya akan dikirim lewat SMS.", "We have your appeal. There is one for each decision; the answer comes by text message.";
    AppealUnknown = "appeal.unknown", "Tidak ada keberatan dengan nomor itu dari orang ini.", "This person has no appeal of that number.";
    AppealDecided = "appeal.decided", "Keberatan ini sudah diputuskan lain.", "This appeal was decided otherwise.";
    AwardNotHeld = "award.not_held", "Orang ini tidak sedang memegang Kartu Prakerja.", "This person holds no award now.";
    StaffPersonUnknown = "staff.person_unknown", "Nomor pendaftaran ini tidak ada.", "There is no such registration number.";
    StaffReasonInvalid = "staff.reason_invalid", "Batas waktu yang lewat dicabut oleh sistem sendiri; petugas memilih alasan lain.", "A missed deadline is acted on by the system itself; staff name another reason.";
    SignatureMalformed = "signature.malformed", "Header X-Client-Id, X-Timestamp, X-Nonce, atau X-Signature tidak lengkap atau salah bentuk.", "One of X-Client-Id, X-Timestamp, X-Nonce and X-Signature is missing or malformed.";
    SignatureExpired = "signature.expired", "X-Timestamp berbeda lebih dari lima menit dari jam kami. Periksa jam server Anda, lalu tanda tangani lagi.", "X-Timestamp is more than five minutes off our clock. Check your server's clock and sign again.";
    SignatureWrong = "signature.wrong", "Tanda tangan tidak cocok dengan isi permintaan.", "The signature does not match the request.";
    SignatureReplayed = "signature.replayed", "X-Nonce ini sudah dipakai. Buat yang baru untuk setiap permintaan.", "This X-Nonce was used before. Make a new one for every request.";
    SchemeUnknown = "scheme.unknown", "Skema ini tidak ada.", "There is no such scheme.";
    SignInNeeded = "session.needed", "Masuk dulu untuk membuka halaman ini.", "Sign in to open this page.";
    IdempotencyKeyMissing = "idempotency_key.missing", "Permintaan ini memerlukan header Idempotency-Key berisi UUID.", "This request needs an Idempotency-Key header with a UUID.";
    IdempotencyKeyInvalid = "idempotency_key.invalid", "Header Idempotency-Key harus berisi UUID.", "The Idempotency-Key header must be a UUID.";
    IdempotencyKeyReused = "idempotency_key.reused", "Kunci pengiriman ini sudah dipakai untuk isian lain. Muat ulang halaman, lalu kirim lagi.", "This key was used for another body. Reload the page and send again.";
    RequestMalformed = "request.malformed", "Isi permintaan bukan JSON yang benar.", "The request body is not valid JSON.";
    RequestUnknownField = "request.unknown_field", "Permintaan berisi bidang yang tidak dikenal atau tidak lengkap.", "The request has an unknown or a missing field.";
    RequestTooLarge = "request.too_large", "Isian terlalu panjang. Pendekkan, lalu kirim lagi.", "The request is too large. Shorten it and send again.";
    RequestDigest = "request.digest", "Isi kiriman tidak sama dengan sidik yang disebut di Content-Digest. Kirim lagi dengan sidik SHA-256 yang benar.", "The body is not what Content-Digest says. Send it again with its right SHA-256.";
    RequestContentType = "request.content_type", "Jenis isi permintaan tidak dikenal.", "The content type of the request is not supported.";
    RequestForeignOrigin = "request.foreign_origin", "Permintaan ini datang dari situs lain dan ditolak demi keamanan Anda. Buka situs resmi, lalu ulangi.", "This request came from another site and was refused for your safety. Open the official site and try again.";
    NotFound = "not_found", "Halaman atau alamat ini tidak ada.", "There is nothing at this address.";
    MethodNotAllowed = "method_not_allowed", "Cara memanggil alamat ini tidak didukung.", "This address does not take that method.";
    Unauthorized = "unauthorized", "Kunci petugas tidak sah.", "The staff key is not valid.";
    TooManyRequests = "too_many_requests", "Terlalu banyak permintaan dari jaringan ini. Coba lagi dalam {wait}.", "Too many requests from this network. Try again in {wait}.";
    Internal = "internal", "Ada gangguan di pihak kami. Isian Anda aman; coba lagi sebentar lagi.", "Something failed on our side. What you entered is safe; try again shortly.";
    Unavailable = "unavailable", "Layanan sedang sibuk. Isian Anda aman; coba lagi dalam {wait}.", "The service is busy. What you entered is safe; try again in {wait}.";
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::error::Error for Code {}

/// A code with the values that its words leave open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Params {
    /// Seconds to wait before trying again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait_seconds: Option<u32>,
    /// Number of a wave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wave: Option<u32>,
    /// A moment or day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<When>,
    /// How many, or which line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// An amount of money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Rupiah>,
    /// Another, with which it is compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_amount: Option<Rupiah>,
    /// A turn in the waiting room, to be shown again when it has come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<String>,
}

impl Code {
    /// The finished sentence.
    #[must_use]
    pub fn sentence(self, locale: Locale, params: &Params) -> String {
        let mut text = self.text(locale).to_owned();
        if let Some(wait) = params.wait_seconds {
            text = text.replace("{wait}", &crate::time::waiting(wait, locale));
        }
        if let Some(wave) = params.wave {
            text = text.replace("{wave}", &wave.to_string());
        }
        if let Some(date) = params.date {
            text = text.replace("{date}", &date.words(locale));
        }
        if let Some(count) = params.count {
            text = text.replace("{count}", &count.to_string());
        }
        if let Some(amount) = params.amount {
            text = text.replace("{amount}", &amount.to_string());
        }
        if let Some(other) = params.other_amount {
            text = text.replace("{other}", &other.to_string());
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_name_of_its_own_and_the_same_blanks_in_both_languages() {
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
        for code in Code::ALL {
            for blank in [
                "{wait}", "{wave}", "{date}", "{count}", "{amount}", "{other}",
            ] {
                assert_eq!(
                    code.text(Locale::Id).contains(blank),
                    code.text(Locale::En).contains(blank),
                    "{code}"
                );
            }
        }
    }

    #[test]
    fn every_code_is_read_by_its_name_and_no_other() {
        for code in Code::ALL {
            let json = serde_json::to_string(code).unwrap();
            assert_eq!(json, format!("\"{}\"", code.as_str()));
            assert_eq!(serde_json::from_str::<Code>(&json).unwrap(), *code);
        }
        for other in ["\"\"", "\"nik\"", "\"NikMissing\"", "1", "null"] {
            assert!(serde_json::from_str::<Code>(other).is_err(), "{other}");
        }
    }

    #[test]
    fn blanks_are_filled() {
        let params = Params {
            wait_seconds: Some(3600),
            ..Params::default()
        };
        assert_eq!(
            Code::OtpLocked.sentence(Locale::Id, &params),
            "Terlalu banyak kode salah. Coba lagi dalam 60 menit."
        );
    }
}
