//! `/akun/kode-cadangan/`: codes on paper, made and shown once.

use crate::page::{Client, Indexing, Page};
use crate::ui::to_html;
use crate::ui::{self, Draw, Drawn, say, tell, to};
use domain::messages::Locale;
use leptos::prelude::*;

/// The page; with codes that have just been made, or how many are left.
pub fn backup_codes(locale: Locale, left: u32, made: &[String]) -> Page {
    let _speaking = ui::speak(locale);
    let body = to_html(|| {
        view! {
            <h1 data-personal="">{say!("Kode cadangan", "Backup codes")}</h1>
            {if made.is_empty() { offer(left) } else { shown(made) }}
            <p class="after"><a href=to("/akun/keamanan/")>{say!("Kembali ke keamanan akun", "Back to account security")}</a></p>
        }
        .drawn()
    });
    Page {
        path: "/akun/kode-cadangan/".into(),
        lang: locale,
        title: say!("Kode cadangan - Prakerja", "Backup codes - Prakerja").into(),
        description: say!(
            "Kode di atas kertas untuk masuk kalau ponsel Anda hilang.",
            "Codes on paper, to sign in when your phone is lost."
        )
        .into(),
        indexing: Indexing::Hidden,
        client: Client::None,
        body,
    }
}

fn offer(left: u32) -> Drawn {
    let state = match left {
        0 => say!(
            "Anda belum punya kode cadangan.",
            "You have no backup codes yet."
        )
        .to_owned(),
        left => tell!(
            "Anda punya {left} kode yang belum dipakai. Kalau membuat yang baru, yang lama tidak berlaku lagi.",
            "You have {left} codes that have not been used. New ones make them void."
        ),
    };
    view! {
        <p>{say!("Kalau ponsel atau nomor HP Anda hilang, Anda tetap dapat masuk dengan NIK dan satu kode dari kertas ini. Setiap kode berlaku satu kali.", "When your phone or number is lost, you can still sign in with your NIK and a code from this paper. Each code is good once.")}</p>
        <p>{state}</p>
        <p class="warning">{say!("Kode hanya ditampilkan satu kali. Siapkan kertas dan pena, dan jangan buat di ponsel pinjaman.", "The codes are shown once. Have pen and paper ready, and do not make them on a borrowed phone.")}</p>
        <form method="post" action=to("/akun/kode-cadangan/")>
            <button class="button" type="submit">{say!("Buat delapan kode", "Make eight codes")}</button>
        </form>
    }
    .drawn()
}

fn shown(made: &[String]) -> Drawn {
    let rows: Vec<_> = made
        .iter()
        .map(|code| view! { <li><code class="hash">{code.clone()}</code></li> })
        .collect();
    view! {
        <p><strong>{say!("Salin kedelapan kode ini ke kertas sekarang.", "Copy these eight codes onto paper now.")}</strong>{say!(" Setelah halaman ini ditutup, kode tidak dapat dilihat lagi.", " When this page is closed they cannot be seen again.")}</p>
        <ol class="ways">{rows}</ol>
        <p class="warning">{say!("Simpan di kertas, di tempat yang aman, bukan di ponsel ini. Siapa pun yang punya NIK dan satu kode Anda dapat masuk ke akun Anda.", "Keep them on paper in a safe place, not on this phone. Whoever has your NIK and one code gets into your account.")}</p>
    }
    .drawn()
}
