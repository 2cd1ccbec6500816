//! The account: number, status, award, timeline, the button to join the wave, and the
//! draws of every wave joined. Pure HTML; the form posts carry everything.

mod award;
mod credentials;
mod draws;
mod payout;
mod purchases;
mod push;
mod receipt;
mod survey;

use crate::ui::{Draw, clock, spoken};
pub use survey::survey;

use crate::appeal;
use crate::page::{Client, Indexing, Page};
use crate::status::standing_as;
use crate::ui::to_html;
use crate::ui::{self, Wrong, say, tell, timeline, to};
use crate::vacancy;
use domain::api::Account;
use domain::incentive::PayoutView;
use domain::messages::Locale;
use domain::security::{DISPUTE_LASTS, RecoveryView};
use domain::status::{StatusKind, TimelineStep};
use domain::wave::Wave;
use leptos::prelude::*;

/// `/akun/`
pub fn account(
    locale: Locale,
    account: &Account,
    just_registered: bool,
    idempotency_key: &str,
    refusal: Option<&str>,
) -> Page {
    let _speaking = crate::ui::speak(locale);
    let _reading = crate::ui::read_clock(account.time_zone);
    let wrongs: Vec<Wrong> = refusal
        .map(|sentence| Wrong {
            target: None,
            sentence: sentence.to_owned(),
        })
        .into_iter()
        .collect();
    let title = match (refusal, just_registered) {
        (Some(_), _) => say!(
            "Salah: Akun Anda - Prakerja",
            "Error: Your account - Prakerja"
        ),
        (None, true) => say!(
            "Pendaftaran diterima - Prakerja",
            "Registration received - Prakerja"
        ),
        (None, false) => say!("Akun Anda - Prakerja", "Your account - Prakerja"),
    };
    let body = to_html(|| {
        let top = if just_registered {
            receipt::receipt(account).drawn()
        } else {
            greeting(account).drawn()
        };
        view! {
            {ui::summary(wrongs)}
            {top}
            {account.recovery.as_ref().map(recovery)}
            {match &account.joinable {
                Some(wave) => join(account, wave, idempotency_key).drawn(),
                None => standing(account).drawn(),
            }}
            {account.email_to_confirm.as_deref().map(confirm)}
            {account.award.as_ref().map(|one| award::award(one, account))}
            {account.revocation.as_ref().map(|one| appeal::section(one, account.as_of))}
            {purchases::purchases(account)}
            {credentials::credentials(&account.credentials)}
            {account.vacancies.as_ref().map(vacancy::suited)}
            {paid(account).map(payout::payout)}
            {draws::draws(account)}
            {timeline(&account.timeline)}
            <p class="hint">{tell!("Keadaan pada {}.", "As of {}.", clock().long(account.as_of, spoken()))}</p>
            {push::push(&account.push)}
            <p class="after"><a href=to("/akun/data/")>{say!("Data Anda", "Your data")}</a></p>
            <p><a href=to("/akun/keamanan/")>{say!("Keamanan akun", "Account security")}</a></p>
            <p><a href=to("/akun/salinan/")>{say!("Salinan data Anda", "A copy of your data")}</a></p>
            {leave()}
        }
        .drawn()
    });
    Page {
        path: "/akun/".into(),
        lang: locale,
        title: title.into(),
        description: say!("Akun Prakerja Anda.", "Your Prakerja account.").into(),
        indexing: Indexing::Hidden,
        client: Client::None,
        body,
    }
}

fn greeting(account: &Account) -> impl IntoView + use<> {
    view! {
        <h1 data-personal="">{say!("Akun Anda", "Your account")}</h1>
        <p>{say!("Atas nama ", "In the name of ")}<strong>{account.name.clone()}</strong></p>
        <p class="number-label">{say!("Nomor pendaftaran", "Registration number")}</p>
        {receipt::number(&account.registration_number)}
    }
}

/// Another number that is to take the registered one's place, and the button to object.
fn recovery(one: &RecoveryView) -> impl IntoView + use<> {
    let phone = &one.phone;
    let ready = clock().long(one.ready_at, spoken());
    let objected = one.objected_at.map(|at| {
        let ends = clock().long(at + DISPUTE_LASTS, spoken());
        view! { <p>{tell!("Penggantian ke nomor {phone} sudah ditolak dari akun ini. Tidak ada yang berubah sampai petugas memutuskan: datang ke posko terdekat dengan KTP. Kalau sampai {ends} tidak ada yang datang, permintaan itu berakhir.", "Somebody has objected in this account to the number {phone}. Nothing changes before an officer decides: go to the nearest posko with your identity card. If nobody has come by {ends}, the request ends.")}</p> }
    });
    let asked = one.objected_at.is_none().then(|| {
        view! {
            <p>{tell!("Seseorang meminta nomor HP akun ini diganti ke {phone}, lewat e-mail akun. Itu terjadi pada {ready}, dan perangkat ini lalu dikeluarkan. Kalau bukan Anda yang meminta, tolak sekarang.", "Somebody asked by the account’s e-mail address that its mobile number be {phone}. That happens on {ready}, and signs this device out. If it was not you, object now.")}</p>
            <form method="post" action=to("/akun/nomor/tolak/")>
                <button class="button" type="submit">{say!("Bukan saya, tolak", "It was not me")}</button>
            </form>
        }
    });
    view! {
        <section class="panel attention" aria-labelledby="ganti-nomor">
            <h2 id="ganti-nomor">{if one.objected_at.is_none() {
                say!("Nomor HP akun ini akan diganti", "This account’s mobile number is to be replaced")
            } else {
                say!("Penggantian nomor HP menunggu petugas", "The change of mobile number waits for an officer")
            }}</h2>
            {asked}
            {objected}
        </section>
    }
}

/// An address that was given and waits for its code.
fn confirm(email: &str) -> impl IntoView + use<> {
    view! {
        <section class="panel" aria-labelledby="konfirmasi-email">
            <h2 id="konfirmasi-email">{say!("Konfirmasi e-mail Anda", "Confirm your e-mail address")}</h2>
            <p>{tell!("Kabar belum kami kirim ke {email}, karena alamat ini belum dikonfirmasi. Cukup sekali, dengan kode yang kami kirim ke sana.", "We send no news to {email} yet, because it is not confirmed. It takes one code, which we send there.")}</p>
            <p><a class="button quiet" href=to("/akun/email/")>{say!("Konfirmasi e-mail", "Confirm the e-mail address")}</a></p>
        </section>
    }
}

/// Where somebody stands who can join now, and the button to do it.
fn join(account: &Account, wave: &Wave, key: &str) -> impl IntoView + use<> {
    // The timeline knows the clock that this person reads.
    let until = account
        .timeline
        .iter()
        .find(|moment| moment.step == TimelineStep::WaveJoined)
        .map(|moment| moment.detail.clone());
    view! {
        <section class="panel attention" aria-labelledby="keadaan-sekarang">
            <h2 class="status-label" id="keadaan-sekarang">{account.status.label.clone()}</h2>
            <p>{account.status.meaning.clone()}</p>
            <p>{until}{say!(" Tekan Gabung sebelum ditutup; cepat atau lambat tidak mengubah peluang Anda.", " Press Join before it closes; being early or late does not change your chances.")}</p>
            <form method="post" action=to("/akun/gabung/")>
                <input type="hidden" name="wave" value=wave.number.to_string() />
                <input type="hidden" name="idempotency_key" value=key.to_owned() />
                <button class="button" type="submit">{tell!("Gabung Gelombang {}", "Join wave {}", wave.number)}</button>
            </form>
        </section>
    }
}

/// Where somebody stands. What the status says is in the account is further down here.
fn standing(account: &Account) -> impl IntoView + use<> {
    let status = &account.status;
    let (meaning, next) = match status.kind {
        StatusKind::Drawn if account.award.is_some() => (
            status.meaning.as_str(),
            say!(
                "Saldo dan pelatihan Anda ada di bawah ini. Anda tidak perlu membayar apa pun kepada siapa pun.",
                "Your balance and your courses are below. You never have to pay anybody anything."
            ),
        ),
        StatusKind::Revoked if account.revocation.is_some() => (
            say!(
                "Kepesertaan Anda dicabut, dan sisa saldo kembali ke kas negara. Alasannya ada di bawah ini.",
                "Your award was taken back, and what was left of the balance went back to the state. Why is said below."
            ),
            say!(
                "Kalau menurut Anda ini keliru, caranya ada di bawah ini. Anda juga dapat datang ke posko terdekat dengan KTP.",
                "If you think this is wrong, see below what to do, or go to the nearest posko with your identity card."
            ),
        ),
        _ => (status.meaning.as_str(), status.next.as_str()),
    };
    let is_wrong = status.kind == StatusKind::IdentityMismatch;
    view! {
        {standing_as(status, meaning, next)}
        {is_wrong.then(|| view! {
            <p><a class="button" href=to("/akun/data/")>{say!("Lihat dan perbaiki data", "See and put it right")}</a></p>
        })}
    }
}

/// What is paid, unless the award was taken back before anything became due: nobody is
/// asked for an account to which nothing will come.
fn paid(account: &Account) -> Option<&PayoutView> {
    let revoked = account
        .award
        .as_ref()
        .is_some_and(|award| award.revoked_at.is_some());
    let payout = account.payout.as_ref();
    payout.filter(|payout| !revoked || !payout.instalments.is_empty())
}

fn leave() -> impl IntoView {
    view! {
        <section id="ponsel-sendiri" class="panel" hidden aria-labelledby="ponsel-sendiri-judul">
            <h2 id="ponsel-sendiri-judul">{say!("Ini ponsel Anda sendiri?", "Is this your own phone?")}</h2>
            <p>{say!("Kalau ya, salinan akun dan isian yang belum selesai tetap di ponsel ini sampai 14 hari, jadi dapat dibuka tanpa jaringan. Kalau tidak, semuanya dihapus begitu situs ini dibuka lagi, setelah 30 menit tidak dipakai.", "If it is, copies of your account and forms that you have not finished stay on it for up to 14 days, and open without a network. If not, all of it is deleted when this site is next opened, after 30 minutes without use.")}</p>
            <button class="button quiet" type="button">{say!("Ya, ini ponsel saya", "Yes, this is my phone")}</button>
        </section>
        <p id="ponsel-dicatat" class="notice" tabindex="-1" hidden>{say!("Baik, sudah dicatat. Berlaku sampai Anda menekan Keluar.", "Noted. It holds until you sign out.")}</p>
        <section id="pasang" class="panel" hidden aria-labelledby="pasang-judul">
            <h2 id="pasang-judul">{say!("Pasang di layar utama", "Install on your home screen")}</h2>
            <p>{say!("Status dan pelatihan Anda satu ketukan saja, juga tanpa jaringan. Ukurannya kecil, tanpa toko aplikasi.", "Your status and courses are one tap away, without a network too. It is small and needs no app store.")}</p>
            <button class="button" type="button">{say!("Pasang", "Install")}</button>
        </section>
        <form class="after" method="post" action=to("/keluar/")>
            <button class="button quiet" type="submit">{say!("Keluar", "Sign out")}</button>
        </form>
        <p class="hint">
            {say!("Memakai ponsel orang lain? Keluar setelah selesai, dan lain kali mulai dari ", "Using somebody else’s phone? Sign out when you have finished, and next time begin at ")}
            <a href=to("/ponsel-pinjaman/")>{say!("Ini bukan ponsel saya", "This is not my phone")}</a>"."
        </p>
    }
}
