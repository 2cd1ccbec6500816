//! Every wave that somebody joined: the code of their slip, the way to the check,
//! and while the wave is open the way out.

use crate::ui::hash;
use domain::api::Account;
use domain::draw::Outcome;
use domain::messages::Locale;
use domain::status::told;
use domain::wave::Application;
use leptos::either::Either;
use leptos::prelude::*;

/// The newest first.
pub fn draws(account: &Account) -> impl IntoView + use<> {
    account
        .applications
        .iter()
        .rev()
        .map(|application| draw(account, application))
        .collect_view()
}

fn draw(account: &Account, application: &Application) -> impl IntoView + use<> {
    let wave = application.wave;
    let open = application.is_active() && account.as_of < application.closes_at;
    let heading = format!("undian-{wave}");
    let labelled = heading.clone();
    let slip = match application.outcome {
        Some(Outcome::Excluded(_)) => None,
        _ => Some(slip(account, application, open)),
    };
    view! {
        <section aria-labelledby=labelled>
            <h2 id=heading>{format!("Undian Gelombang {wave}")}</h2>
            <p>{state(application, open)}</p>
            {slip}
            {open.then(|| cancel(wave))}
        </section>
    }
}

/// What became of it.
fn state(application: &Application, open: bool) -> String {
    match application.outcome {
        Some(outcome) => {
            let (title, detail) = told(outcome, application.wave, Locale::Id);
            format!("{title}. {detail}")
        }
        None if open => "Anda ikut. Setelah gelombang ditutup, daftar peserta dikunci dan Anda dapat memeriksa bahwa Anda ada di dalamnya.".to_owned(),
        None => "Gelombang sudah ditutup. Begitu daftar peserta dikunci, Anda dapat memeriksa bahwa Anda ada di dalamnya.".to_owned(),
    }
}

fn slip(account: &Account, application: &Application, open: bool) -> impl IntoView + use<> {
    let code = application.slip.code();
    let action = if open {
        Either::Left(())
    } else {
        Either::Right(check(account, application.wave, code.clone()))
    };
    view! {
        <p class="number-label">"Kode undian Anda"</p>
        <p>{hash(code)}</p>
        <details class="fold">
            <summary>"Untuk apa kode ini?"</summary>
            <p>"Dengan kode ini dan nomor pendaftaran, Anda dapat memeriksa sendiri bahwa Anda ada dalam daftar peserta, berapa nomor undian Anda, dan apakah masuk batas. Ponsel Anda yang menghitung."</p>
            <p>"Simpan untuk Anda sendiri. Siapa pun yang tahu kode dan nomor pendaftaran Anda dapat melihat hasil undian Anda, tetapi tidak dapat mengubahnya. Setiap gelombang mempunyai kode sendiri."</p>
        </details>
        {action}
    }
}

fn check(account: &Account, wave: u32, code: String) -> impl IntoView + use<> {
    let number = account.registration_number.clone();
    view! {
        <form method="post" action=format!("/undian/{wave}/")>
            <input type="hidden" name="registration_number" value=number />
            <input type="hidden" name="code" value=code />
            <button class="button" type="submit">"Periksa undian saya"<span class="unseen">{format!(" di Gelombang {wave}")}</span></button>
        </form>
    }
}

fn cancel(wave: u32) -> impl IntoView {
    view! {
        <details class="fold">
            <summary>"Batal ikut"</summary>
            <p>{format!("Kalau batal, Anda tidak diundi di Gelombang {wave}. Pendaftaran Anda tetap tersimpan, dan selama gelombang masih dibuka Anda dapat menekan Gabung lagi.")}</p>
            <form method="post" action="/akun/batal/">
                <input type="hidden" name="wave" value=wave.to_string() />
                <button class="button quiet" type="submit">{format!("Batal ikut Gelombang {wave}")}</button>
            </form>
        </details>
    }
}
