//! The account: number, status, timeline, and the button to join the wave.
//! Pure HTML; the form posts carry everything.

mod receipt;

use crate::document::{Client, Indexing, Page};
use crate::pages::to_html;
use crate::status::standing;
use crate::ui::{self, Wrong, timeline};
use domain::api::Account;
use domain::time::Zone;
use domain::wave::Wave;
use leptos::prelude::*;

/// `/akun/`
pub fn account(
    account: &Account,
    just_registered: bool,
    idempotency_key: &str,
    refusal: Option<&str>,
) -> Page {
    let wrongs: Vec<Wrong> = refusal
        .map(|sentence| Wrong {
            target: None,
            sentence: sentence.to_owned(),
        })
        .into_iter()
        .collect();
    let title = match (refusal, just_registered) {
        (Some(_), _) => "Salah: Akun Anda - Prakerja",
        (None, true) => "Pendaftaran diterima - Prakerja",
        (None, false) => "Akun Anda - Prakerja",
    };
    let body = to_html(|| {
        let top = if just_registered {
            receipt::receipt(account).into_any()
        } else {
            greeting(account).into_any()
        };
        view! {
            {ui::summary(wrongs)}
            {top}
            {account.joinable.as_ref().map(|wave| join(wave, idempotency_key))}
            {standing(&account.status)}
            {timeline(&account.timeline)}
            <p class="hint">{format!("Keadaan pada {}.", Zone::Wib.long(account.as_of))}</p>
            {leave()}
        }
        .into_any()
    });
    Page {
        path: "/akun/",
        lang: "id",
        title: title.into(),
        description: "Akun Prakerja Anda.".into(),
        indexing: Indexing::Hidden,
        client: Client::None,
        body,
    }
}

fn greeting(account: &Account) -> impl IntoView + use<> {
    view! {
        <h1>"Akun Anda"</h1>
        <p>"Atas nama "<strong>{account.name.clone()}</strong></p>
        <p class="number-label">"Nomor pendaftaran"</p>
        {receipt::number(&account.registration_number)}
    }
}

fn join(wave: &Wave, key: &str) -> impl IntoView + use<> {
    view! {
        <section class="panel attention" aria-labelledby="gabung">
            <h2 id="gabung">{format!("Gelombang {} sedang dibuka", wave.number)}</h2>
            <p>{format!("Tekan Gabung sebelum {}. Cepat atau lambat tidak mengubah peluang Anda.", Zone::Wib.long(wave.closes_at))}</p>
            <form method="post" action="/akun/gabung/">
                <input type="hidden" name="wave" value=wave.number.to_string() />
                <input type="hidden" name="idempotency_key" value=key.to_owned() />
                <button class="button" type="submit">{format!("Gabung Gelombang {}", wave.number)}</button>
            </form>
        </section>
    }
}

fn leave() -> impl IntoView {
    view! {
        <form class="after" method="post" action="/keluar/">
            <button class="button quiet" type="submit">"Keluar"</button>
        </form>
        <p class="hint">"Memakai ponsel orang lain? Keluar setelah selesai."</p>
    }
}
