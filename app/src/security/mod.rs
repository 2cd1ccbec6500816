//! `/akun/keamanan/`: how an account is kept, and `/akun/email/`, where an e-mail address is
//! confirmed. Work without a program.

mod backup;
mod email;
mod events;
mod phone;

pub use backup::backup_codes;
pub use email::{EmailPage, email};
pub use phone::{PhonePage, PhoneStep, phone};

use crate::page::{Client, Indexing, Page};
use crate::ui::to_html;
use crate::ui::{self, Draw, Drawn, Wrong, say, spoken, tell, time, to};
use domain::messages::Locale;
use domain::security::{EmailView, SecurityView, SessionView};
use leptos::prelude::*;

/// The page, with why something was refused, if it was.
pub fn security(locale: Locale, view: &SecurityView, refusal: Option<&str>) -> Page {
    let _speaking = ui::speak(locale);
    let _reading = ui::read_clock(view.time_zone);
    let wrongs: Vec<_> = refusal
        .map(|sentence| Wrong {
            target: None,
            sentence: sentence.to_owned(),
        })
        .into_iter()
        .collect();
    let wrong = match refusal {
        Some(_) => say!("Salah: ", "Error: "),
        None => "",
    };
    let body = to_html(|| {
        view! {
            {ui::summary(wrongs)}
            <h1 data-personal="">{say!("Keamanan akun", "Account security")}</h1>
            <p>{say!("Petugas tidak pernah meminta kode dari Anda, lewat cara apa pun.", "Officials never ask you for a code, in any way.")}</p>
            {ways(view)}
            {sessions(&view.sessions)}
            {events::events(&view.events)}
            <p class="after"><a href=to("/akun/")>{say!("Kembali ke akun", "Back to your account")}</a></p>
        }
        .drawn()
    });
    Page {
        path: "/akun/keamanan/".into(),
        lang: locale,
        title: tell!(
            "{wrong}Keamanan akun - Prakerja",
            "{wrong}Account security - Prakerja"
        ),
        description: say!(
            "Di mana akun Anda terbuka, dan apa yang terjadi padanya.",
            "Where your account is open, and what happened to it."
        )
        .into(),
        indexing: Indexing::Hidden,
        client: Client::None,
        body,
    }
}

fn ways(view: &SecurityView) -> impl IntoView + use<> {
    view! {
        <section aria-labelledby="kontak">
            <h2 id="kontak">{say!("Cara kami menghubungi Anda", "How we reach you")}</h2>
            <dl class="facts">
                <div><dt>{say!("Nomor HP", "Mobile number")}</dt><dd>{view.phone.clone()}</dd></div>
                <div><dt>{say!("E-mail", "E-mail")}</dt><dd>{address(view.email.as_ref())}</dd></div>
            </dl>
            <p><a class="button quiet" href=to("/akun/nomor/")>{say!("Ganti nomor HP", "Change the number")}</a></p>
            {change(view.email.as_ref())}
        </section>
        <section aria-labelledby="cadangan">
            <h2 id="cadangan">{say!("Kode cadangan", "Backup codes")}</h2>
            <p>{match view.backup_codes_left {
                0 => say!("Kode di atas kertas, untuk masuk kalau ponsel atau nomor Anda hilang. Anda belum punya.", "Codes on paper, to sign in when your phone or number is lost. You have none yet.").to_owned(),
                left => tell!("Anda punya {left} kode yang belum dipakai.", "You have {left} codes that have not been used."),
            }}</p>
            <p><a class="button quiet" href=to("/akun/kode-cadangan/")>{say!("Buat kode cadangan", "Make backup codes")}</a></p>
        </section>
    }
}

fn address(email: Option<&EmailView>) -> Drawn {
    let Some(email) = email else {
        return say!("Belum ada", "None").drawn();
    };
    let state = match email.confirmed_at {
        Some(_) => say!("sudah dikonfirmasi", "confirmed"),
        None => say!("belum dikonfirmasi", "not confirmed"),
    };
    view! { {email.address.clone()}<br /><span class="hint">{state}</span> }.drawn()
}

fn change(email: Option<&EmailView>) -> impl IntoView + use<> {
    let is_confirmed = email.is_some_and(|email| email.confirmed_at.is_some());
    let words = match email {
        None => say!("Tambah e-mail", "Add an e-mail address"),
        Some(_) if is_confirmed => say!("Ganti e-mail", "Change the e-mail address"),
        Some(_) => say!("Konfirmasi e-mail", "Confirm the e-mail address"),
    };
    view! {
        {(!is_confirmed).then(|| view! { <p>{say!("E-mail tidak wajib. Dengan e-mail, kabar tetap sampai kalau SMS terlambat, dan nomor HP yang hilang dapat diganti.", "An e-mail address is not required. With one, news reach you when an SMS is late, and a lost mobile number can be replaced.")}</p> })}
        {is_confirmed.then(|| view! { <p class="hint">{say!("Mulai 7 hari setelah dikonfirmasi, e-mail ini dapat dipakai untuk mengganti nomor HP yang hilang. Kalau setelah itu dihapus atau diganti, alamat lama kami kabari dan masih dapat dipakai untuk itu selama 7 hari.", "From 7 days after you confirmed it, this address can be used to replace a lost mobile number. If it is removed or changed after that, we tell the old address, which can be used for that for another 7 days.")}</p> })}
        <div class="actions">
            <a class="button quiet" href=to("/akun/email/")>{words}</a>
            {email.is_some().then(|| view! {
                <form method="post" action=to("/akun/email/hapus/")>
                    <button class="button quiet" type="submit">{say!("Hapus e-mail", "Remove the e-mail address")}</button>
                </form>
            })}
        </div>
    }
}

fn sessions(sessions: &[SessionView]) -> impl IntoView + use<> {
    let has_others = sessions.iter().any(|one| !one.is_own);
    let rows: Vec<_> = sessions.iter().map(session).collect();
    view! {
        <section aria-labelledby="perangkat">
            <h2 id="perangkat">{say!("Akun Anda sedang terbuka di", "Your account is open on")}</h2>
            <ul class="courses">{rows}</ul>
            {has_others.then(|| view! {
                <form method="post" action=to("/akun/keamanan/keluarkan/")>
                    <button class="button" type="submit">{say!("Keluarkan semua perangkat lain", "Sign out all other devices")}</button>
                </form>
            })}
            <p class="hint">{say!("Akun tertutup sendiri setelah 30 menit tidak dipakai.", "It closes by itself after 30 minutes without use.")}</p>
        </section>
    }
}

fn session(one: &SessionView) -> impl IntoView + use<> {
    let from = match &one.from {
        Some(from) => from.words(spoken()),
        None => say!("Perangkat lain", "Another device").to_owned(),
    };
    let end = (!one.is_own).then(|| {
        let label = tell!("Keluarkan {from}", "Sign out {from}");
        view! {
            <form method="post" action=to("/akun/keamanan/keluarkan/")>
                <input type="hidden" name="id" value=one.id.clone() />
                <button class="button quiet" type="submit" aria-label=label>{say!("Keluarkan", "Sign out")}</button>
            </form>
        }
    });
    view! {
        <li>
            <p><strong>{from.clone()}</strong>{one.is_own.then(|| say!(" (perangkat ini)", " (this device)"))}</p>
            <p class="soft">{say!("Masuk ", "Signed in ")}{time(one.since)}{say!("; dipakai terakhir ", "; last used ")}{time(one.last_used)}"."</p>
            {end}
        </li>
    }
}
