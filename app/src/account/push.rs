//! Being told of news by this phone. The page's script (`app/start/push.js`) shows what
//! holds for this phone; without it, or where a browser cannot, there is nothing to see.

use crate::ui::{say, tell};
use domain::push::PushView;
use leptos::prelude::*;

/// The offer, and what became of it: one line of each state stands in the page.
pub fn push(view: &PushView) -> impl IntoView + use<> {
    let others = match view.phones {
        0 => None,
        phones => Some(tell!(
            "Sekarang kabar masuk ke {} ponsel.",
            "News go to {} of your phones now.",
            phones
        )),
    };
    let line = |state: &'static str, words: &'static str| {
        view! { <p data-state=state tabindex="-1" hidden>{words}</p> }
    };
    view! {
        <section id="kabar" class="panel" hidden aria-labelledby="kabar-judul" data-key=view.key.clone() data-phones=view.phones.to_string() data-owner=view.owner.clone()>
            <h2 id="kabar-judul">{say!("Kabar di ponsel ini", "News on this phone")}</h2>
            <div role="status">
                {line("off", say!("Mau diberi tahu begitu ada kabar? Di layar hanya muncul \u{201c}Ada kabar\u{201d}. Isinya tetap di akun, jadi orang lain tidak dapat membacanya.", "Would you like to be told when there is news? The screen only says \u{201c}There is news\u{201d}. What it is stays in the account, so that nobody else can read it."))}
                {line("on", say!("Ponsel ini memberi tahu Anda begitu ada kabar. Kabar penting tetap kami kirim juga lewat SMS.", "This phone tells you when there is news. What is important also comes by SMS."))}
                {line("denied", say!("Pemberitahuan dimatikan di setelan peramban ini. Kabar tetap kami kirim lewat SMS.", "Notifications are switched off in this browser’s settings. We keep telling you by SMS."))}
                {line("failed", say!("Belum berhasil. Periksa jaringan, lalu coba lagi. Kabar tetap kami kirim lewat SMS.", "That did not work. Check the network and try again. We keep telling you by SMS."))}
            </div>
            <button class="button" type="button" data-state="off failed" hidden>{say!("Beri tahu saya", "Tell me")}</button>
            <button class="button quiet" type="button" data-state="on" hidden>{say!("Berhenti memberi tahu", "Stop telling me")}</button>
            <p class="hint">{others}</p>
        </section>
    }
}
