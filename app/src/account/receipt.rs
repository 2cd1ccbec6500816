//! The receipt right after registering: fit for paper, and for reading aloud.

use domain::api::Account;
use leptos::prelude::*;

/// The panel that confirms a registration.
pub fn receipt(account: &Account) -> impl IntoView + use<> {
    view! {
        <section class="receipt" aria-labelledby="bukti">
            <h1 id="bukti">"Pendaftaran diterima"</h1>
            <p>"Atas nama "<strong>{account.name.clone()}</strong></p>
            <p class="number-label">"Nomor pendaftaran Anda"</p>
            {number(&account.registration_number)}
            <p>"Simpan nomor ini: catat, potret layar, atau cetak halaman ini. Nomor yang sama kami kirim lewat SMS."</p>
            <p>"Dengan nomor ini dan tanggal lahir Anda, status dapat dilihat di Cek status tanpa masuk akun."</p>
        </section>
    }
}

/// The number, large; screen readers get it digit by digit.
pub fn number(grouped: &str) -> impl IntoView + use<> {
    let spoken: Vec<String> = grouped
        .split('-')
        .map(|group| {
            group
                .chars()
                .map(String::from)
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    view! {
        <p class="number"><span aria-hidden="true">{grouped.to_owned()}</span><span class="unseen">{spoken.join(", ")}</span></p>
    }
}
