//! The receipt right after registering: fit for paper, and for reading aloud.

use crate::ui::say;
use domain::api::Account;
use leptos::prelude::*;

/// The panel that confirms a registration.
pub fn receipt(account: &Account) -> impl IntoView + use<> {
    view! {
        <section class="receipt" aria-labelledby="bukti">
            <h1 id="bukti" data-personal="">{say!("Pendaftaran diterima", "Registration received")}</h1>
            <p>{say!("Atas nama ", "In the name of ")}<strong>{account.name.clone()}</strong></p>
            <p class="number-label">{say!("Nomor pendaftaran Anda", "Your registration number")}</p>
            {number(&account.registration_number)}
            <p>{say!("Simpan nomor ini: catat, potret layar, atau cetak halaman ini. Nomor yang sama kami kirim lewat SMS.", "Keep this number: write it down, take a screenshot, or print this page. We send you the same number by SMS.")}</p>
            <p>{say!("Dengan nomor ini dan tanggal lahir Anda, status dapat dilihat di Cek status tanpa masuk akun.", "With this number and your birth date you can look your status up without signing in.")}</p>
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
