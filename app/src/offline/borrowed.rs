//! `/ponsel-pinjaman/`: for who uses somebody else's phone. From here on nothing is
//! kept on it.

use crate::page::{Client, Indexing, Page};
use crate::ui::to_html;
use crate::ui::{Draw, say, speak, to};
use domain::messages::Locale;
use leptos::prelude::*;

/// The page with its one button.
pub fn borrowed_phone(locale: Locale) -> Page {
    let _speaking = speak(locale);
    let body = to_html(|| {
        view! {
            <h1>{say!("Ini bukan ponsel saya", "This is not my phone")}</h1>
            <p class="lead">{say!(
                "Memakai ponsel keluarga, tetangga, atau warnet? Tekan tombol ini sebelum mengisi apa pun.",
                "Using the phone of a relative, a neighbour or an internet café? Press this button before you type anything."
            )}</p>
            <ul>
                <li>{say!("Isian Anda tidak disimpan di ponsel ini. Selesaikan selagi ada jaringan.", "What you type is not kept on this phone. Finish while there is a network.")}</li>
                <li>{say!("Akun Anda tidak dapat dibuka lagi tanpa kode SMS baru.", "Your account cannot be opened again without a new code by SMS.")}</li>
                <li>{say!("Yang disimpan pemilik ponsel tidak berubah, dan tidak tampak selama Anda memakainya.", "What the phone's owner has kept does not change, and does not show while you use it.")}</li>
            </ul>
            <form method="post" action=to("/ponsel-pinjaman/")>
                <button class="button" type="submit">{say!("Ya, ini bukan ponsel saya", "Yes, this is not my phone")}</button>
            </form>
        }
        .drawn()
    });
    Page {
        path: "/ponsel-pinjaman/".into(),
        lang: locale,
        title: say!(
            "Ini bukan ponsel saya - Prakerja",
            "This is not my phone - Prakerja"
        )
        .into(),
        description: say!(
            "Memakai layanan ini di ponsel orang lain tanpa meninggalkan apa pun.",
            "Using this service on somebody else's phone without leaving anything behind."
        )
        .into(),
        indexing: Indexing::Listed,
        client: Client::None,
        body,
    }
}
