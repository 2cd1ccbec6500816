//! Every wave that somebody joined: the code of their slip, the way to the check,
//! and while the wave is open the way out.

use crate::ui::spoken;
use crate::ui::{hash, say, tell, to};
use domain::api::Account;
use domain::draw::Outcome;
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
            <h2 id=heading>{tell!("Undian Gelombang {wave}", "Draw of wave {wave}")}</h2>
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
            let (title, detail) = told(outcome, application.wave, spoken());
            format!("{title}. {detail}")
        }
        None if open => say!("Anda ikut. Setelah gelombang ditutup, daftar peserta dikunci dan Anda dapat memeriksa bahwa Anda ada di dalamnya.", "You are in. When the wave has closed, the list of participants is locked and you can check that you are on it.").to_owned(),
        None => say!("Gelombang sudah ditutup. Begitu daftar peserta dikunci, Anda dapat memeriksa bahwa Anda ada di dalamnya.", "The wave has closed. Once the list of participants is locked, you can check that you are on it.").to_owned(),
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
        <p class="number-label">{say!("Kode undian Anda", "Your draw code")}</p>
        <p>{hash(code)}</p>
        <details class="fold">
            <summary>{say!("Untuk apa kode ini?", "What is this code for?")}</summary>
            <p>{say!("Dengan kode ini dan nomor pendaftaran, Anda dapat memeriksa sendiri bahwa Anda ada dalam daftar peserta, berapa nomor undian Anda, dan apakah masuk batas. Ponsel Anda yang menghitung.", "With this code and your registration number you can check for yourself that you are on the list of participants, what your draw number is, and whether it is within the limit. Your phone does the sum.")}</p>
            <p>{say!("Simpan untuk Anda sendiri. Siapa pun yang tahu kode dan nomor pendaftaran Anda dapat melihat hasil undian Anda, tetapi tidak dapat mengubahnya. Setiap gelombang mempunyai kode sendiri.", "Keep it to yourself. Whoever knows the code and your registration number can see your result, but cannot change it. Each wave has a code of its own.")}</p>
        </details>
        {action}
    }
}

fn check(account: &Account, wave: u32, code: String) -> impl IntoView + use<> {
    let number = account.registration_number.clone();
    view! {
        <form method="post" action=to(&format!("/undian/{wave}/"))>
            <input type="hidden" name="registration_number" value=number />
            <input type="hidden" name="code" value=code />
            <button class="button" type="submit">{say!("Periksa undian saya", "Check my draw")}<span class="unseen">{tell!(" di Gelombang {wave}", " of wave {wave}")}</span></button>
        </form>
    }
}

fn cancel(wave: u32) -> impl IntoView {
    view! {
        <details class="fold">
            <summary>{say!("Batal ikut", "Leave")}</summary>
            <p>{tell!("Kalau batal, Anda tidak diundi di Gelombang {wave}. Pendaftaran Anda tetap tersimpan, dan selama gelombang masih dibuka Anda dapat menekan Gabung lagi. Satu gelombang dapat diikuti paling banyak tiga kali.", "If you leave, you are not in the draw of wave {wave}. Your registration is kept, and while the wave is open you can press Join again. One wave can be joined three times at most.")}</p>
            <form method="post" action=to("/akun/batal/")>
                <input type="hidden" name="wave" value=wave.to_string() />
                <button class="button quiet" type="submit">{tell!("Batal ikut Gelombang {wave}", "Leave wave {wave}")}</button>
            </form>
        </details>
    }
}
