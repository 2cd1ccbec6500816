//! `/akun/salinan/`: a copy of all that is kept of somebody: the code for it, then what was
//! registered in full, how much there is of everything else, and a file of all. Works without
//! a program.

use crate::page::{Client, Indexing, Page};
use crate::sign_in::NOTHING_SENT;
use crate::ui::to_html;
use crate::ui::{
    self, Asked, Draw, Drawn, TextQuestion, say, spoken, tell, text_question, time, to,
};
use domain::api::ProblemField;
use domain::data_copy::{DataCopy, RecordKind, Records};
use domain::messages::Locale;
use domain::registration::{Field, FieldError};
use domain::time::long_date;
use leptos::prelude::*;

/// How far somebody is.
#[derive(Clone, Copy, Debug, Default)]
pub enum DataCopyStep<'a> {
    /// A code is to be asked for.
    #[default]
    Ask,
    /// It was sent.
    Code {
        /// Its challenge.
        challenge: &'a str,
    },
    /// The copy is made.
    Made(&'a DataCopy),
}

/// What there is to show.
#[derive(Clone, Copy, Debug, Default)]
pub struct DataCopyPage<'a> {
    /// How far it is.
    pub step: DataCopyStep<'a>,
    /// Whether the phone is somebody else's: then nothing is left on it.
    pub is_borrowed: bool,
    /// What is wrong, at its field.
    pub errors: &'a [FieldError],
    /// What else is wrong.
    pub notice: Option<&'a str>,
}

/// The page of one step.
pub fn data_copy(locale: Locale, page: DataCopyPage<'_>) -> Page {
    let _speaking = ui::speak(locale);
    let _reading = match page.step {
        DataCopyStep::Made(copy) => Some(ui::read_clock(copy.time_zone)),
        _ => None,
    };
    let faults = ui::faults(page.errors, page.notice);
    let (wrong, errors) = (faults.title, faults.fields);
    let body = to_html(|| {
        let step = match page.step {
            DataCopyStep::Ask => ask(),
            DataCopyStep::Code { challenge } => code(challenge, &errors),
            DataCopyStep::Made(copy) => made(copy, page.is_borrowed),
        };
        view! {
            {ui::summary(faults.summary)}
            {step}
            <p class="after"><a href=to("/akun/")>{say!("Kembali ke akun", "Back to your account")}</a></p>
        }
        .drawn()
    });
    Page {
        path: "/akun/salinan/".into(),
        lang: locale,
        title: tell!(
            "{wrong}Salinan data Anda - Prakerja",
            "{wrong}A copy of your data - Prakerja"
        ),
        description: say!(
            "Semua data tentang Anda yang disimpan Prakerja.",
            "All that Prakerja keeps about you."
        )
        .into(),
        indexing: Indexing::Hidden,
        client: Client::None,
        body,
    }
}

fn ask() -> Drawn {
    view! {
        <h1 data-personal="">{say!("Salinan data Anda", "A copy of your data")}</h1>
        <p>{say!("Anda berhak mendapat salinan data tentang diri Anda. Salinannya langsung dibuat: halaman ini memuat ringkasannya, dan rinciannya ada di berkas yang dapat Anda unduh.", "You have a right to a copy of the data about you. It is made at once: this page has a summary, and a file that you can download has the details.")}</p>
        <p>{say!("Salinan memuat NIK, nomor KK, dan nomor HP Anda. Karena itu kami mengirim kode ke nomor HP Anda lebih dulu.", "It has your NIK, family card number and mobile number in it. So we first send a code to that number.")}</p>
        <p class="warning">{say!("Jangan membuatnya di ponsel pinjaman: berkas yang diunduh tetap tinggal di ponsel itu.", "Do not make it on a borrowed phone: a file that you download stays there.")}</p>
        <form method="post" action=to("/akun/salinan/")>
            <div class="actions">
                <button class="button" type="submit" name="go" value="next">{say!("Kirim kode", "Send a code")}</button>
                <button class="button quiet" type="submit" name="go" value="paper">{say!("Pakai kode cadangan", "Use a backup code")}</button>
            </div>
        </form>
    }
    .drawn()
}

fn code(challenge: &str, errors: &[ProblemField]) -> Drawn {
    let (label, hint, sent) = if challenge == NOTHING_SENT {
        (
            say!("Isi satu kode cadangan", "Enter a backup code"),
            say!(
                "12 huruf dan angka dari kertas Anda.",
                "12 letters and digits from your paper."
            ),
            None,
        )
    } else {
        (
            say!("Isi kode dari SMS", "Enter the code from the SMS"),
            say!(
                "6 angka, berlaku 10 menit; atau kode cadangan Anda.",
                "6 digits, valid for 10 minutes; or a backup code."
            ),
            Some(say!(
                "Kode dikirim ke nomor HP yang terdaftar. SMS dapat terlambat beberapa menit.",
                "The code went to your registered mobile number. The SMS can be a few minutes late."
            )),
        )
    };
    view! {
        <form method="post" action=to("/akun/salinan/") novalidate>
            <input type="hidden" name="challenge" value=challenge.to_owned() />
            {text_question(TextQuestion {
                field: Field::Otp,
                label,
                hint,
                value: "",
                error: ui::sentence(errors, Field::Otp),
                kind: "text",
                keyboard: "text",
                autocomplete: "one-time-code",
                width: "wide-20",
                asked: Asked::Alone,
            })}
            {sent.map(|sent| view! { <p>{sent}</p> })}
            <div class="actions">
                <button class="button" type="submit" name="go" value="next">{say!("Buat salinan", "Make the copy")}</button>
                <button class="button quiet" type="submit" name="go" value="resend">{say!("Kirim kode baru", "Send a new code")}</button>
            </div>
        </form>
    }
    .drawn()
}

fn made(copy: &DataCopy, is_borrowed: bool) -> Drawn {
    let kinds = copy.kinds.iter().filter(|one| !one.records.is_empty());
    let rows: Vec<_> = kinds.map(row).collect();
    let download = if is_borrowed {
        view! { <p class="warning">{say!("Di ponsel pinjaman, berkasnya tidak dapat diunduh: ia akan tetap tinggal di ponsel ini.", "On a borrowed phone the file cannot be downloaded: it would stay on this phone.")}</p> }.drawn()
    } else {
        view! { <p><a class="button" download="salinan-data-prakerja.json" href=file(copy)>{say!("Unduh berkas (JSON)", "Download the file (JSON)")}</a></p> }.drawn()
    };
    view! {
        <h1 data-personal="">{say!("Salinan data Anda", "A copy of your data")}</h1>
        <p>{say!("Dibuat ", "Made ")}{time(copy.made_at)}{say!(". Halaman ini tidak disimpan.", ". This page is not kept.")}</p>
        {download}
        {registered(copy)}
        <section aria-labelledby="isi-berkas">
            <h2 id="isi-berkas">{say!("Isi berkas", "What is in the file")}</h2>
            <dl class="facts">{rows}</dl>
            <p class="hint">{say!("Tidak termasuk: berkas sertifikat (foto atau PDF), kode internal sistem, dan nomor yang mungkin milik orang lain. Nomor kartu, nomor rekening, dan kode penukaran hanya tampak ujungnya. Perlu lengkap? Datang ke posko dengan KTP.", "Not included: certificate files (photos or PDF), internal codes, and numbers that may be somebody else’s. Of card, account numbers and redeem codes only the end is shown. You need them in full? Come to a posko with your identity card.")}</p>
        </section>
        <section aria-labelledby="keliru">
            <h2 id="keliru">{say!("Ada yang keliru?", "Is something wrong?")}</h2>
            <ul class="ways">
                <li><a href=to("/akun/data/")>{say!("Perbaiki data diri", "Put your data right")}</a></li>
                <li><a href=to("/akun/profil/")>{say!("Ubah tempat tinggal dan pekerjaan", "Change your home and work")}</a></li>
                <li><a href=to("/akun/keamanan/")>{say!("Ganti nomor HP atau e-mail", "Change your number or e-mail")}</a></li>
            </ul>
        </section>
    }
    .drawn()
}

/// All of it as a file that the link itself carries.
fn file(copy: &DataCopy) -> String {
    let text = serde_json::to_string(copy).unwrap_or_default();
    let encoded: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
    format!(
        "data:application/json;charset=utf-8,{}",
        encoded.replace('+', "%20")
    )
}

fn registered(copy: &DataCopy) -> Option<impl IntoView + use<>> {
    let one = copy.registration()?;
    let email = one.email.as_ref().map_or("-", |email| email.as_str());
    let rows = [
        ("NIK", one.nik.as_str().to_owned()),
        (
            say!("Nomor KK", "Family card number"),
            one.kk.as_str().to_owned(),
        ),
        (
            say!("Nama lengkap", "Full name"),
            one.name.as_str().to_owned(),
        ),
        (
            say!("Tanggal lahir", "Birth date"),
            long_date(one.birth_date.date(), spoken()),
        ),
        (
            say!("Nomor HP", "Mobile number"),
            one.phone.as_str().to_owned(),
        ),
        (say!("E-mail", "E-mail"), email.to_owned()),
        (say!("Tempat tinggal", "Home"), one.domicile.full_name()),
        (
            say!("Pendidikan terakhir", "Highest education"),
            one.education.label(spoken()).to_owned(),
        ),
        (
            say!("Pekerjaan", "Work"),
            one.work_status.label(spoken()).to_owned(),
        ),
    ];
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(what, value)| view! { <div><dt>{what}</dt><dd>{value}</dd></div> })
        .collect();
    Some(view! {
        <section aria-labelledby="terdaftar">
            <h2 id="terdaftar">{say!("Yang Anda daftarkan", "What you registered")}</h2>
            <dl class="facts">{rows}</dl>
        </section>
    })
}

fn row(of: &Records) -> impl IntoView + use<> {
    let count = of.records.len();
    let records = match count {
        1 => say!("1 catatan", "1 record").to_owned(),
        _ => tell!("{count} catatan", "{count} records"),
    };
    view! { <div><dt>{title(of.kind)}</dt><dd>{records}</dd></div> }
}

fn title(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Registration => say!(
            "Pendaftaran dan hasil Dukcapil",
            "Registration and the registry’s answer"
        ),
        RecordKind::Corrections => say!("Data sebelum diperbaiki", "Data before it was put right"),
        RecordKind::ProfileChanges => say!(
            "Tempat tinggal dan pekerjaan sebelumnya",
            "Home and work before"
        ),
        RecordKind::Lists => say!(
            "Daftar penerima dan pengecualian",
            "Lists of who has priority or is excluded"
        ),
        RecordKind::Applications => say!("Gelombang yang diikuti", "Waves joined"),
        RecordKind::Award => say!("Kartu Prakerja Anda", "Your Prakerja card"),
        RecordKind::AwardCases => say!("Pencabutan dan keberatan", "Award taken back, and appeals"),
        RecordKind::Book => say!("Mutasi saldo dan insentif", "Every sum that moved"),
        RecordKind::Purchases => say!("Pelatihan yang dibeli", "Courses bought"),
        RecordKind::Enrolments => say!(
            "Persetujuan mendaftar di lembaga pelatihan",
            "Agreed to be enrolled at a training institution"
        ),
        RecordKind::Certificates => say!("Sertifikat yang dikirim", "Certificates sent in"),
        RecordKind::Credentials => say!("Sertifikat digital", "Digital certificates"),
        RecordKind::Reviews => say!("Ulasan", "Reviews"),
        RecordKind::Surveys => say!("Jawaban survei", "Answers to surveys"),
        RecordKind::Incentives => say!("Rekening dan insentif", "Payout account and incentives"),
        RecordKind::Sessions => say!("Sesi masuk yang tersimpan", "Sign-ins that are kept"),
        RecordKind::Devices => say!("Perangkat yang pernah masuk", "Devices that have signed in"),
        RecordKind::BackupCodes => say!("Kode cadangan yang tersisa", "Backup codes left"),
        RecordKind::Phones => say!("Ponsel yang menerima kabar", "Phones that hear of news"),
        RecordKind::PhoneClaims => say!(
            "Nomor HP yang diganti petugas",
            "Numbers replaced by officers"
        ),
        RecordKind::Events => say!("Kejadian di akun", "What happened to the account"),
    }
}
