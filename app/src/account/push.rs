//! Being told of news by this phone. The page's script (`app/start/push.js`) shows what
//! holds for this phone; without it, or where a browser cannot, there is only a way to
//! end it on all phones.

use crate::ui::{say, tell, to};
use domain::push::PushView;
use leptos::prelude::*;

/// The offer, and what became of it: one line of each state stands in the page.
pub fn push(view: &PushView) -> Option<impl IntoView + use<>> {
    if view.key.is_empty() {
        return None;
    }
    let phones = view.phones;
    let count = tell!(
        "Pemberitahuan aktif di {} ponsel.",
        "Notifications are on for {} of your phones.",
        phones
    );
    let line = |state: &'static str, words: &'static str| {
        view! { <p data-state=state tabindex="-1" hidden>{words}</p> }
    };
    Some(view! {
        <section
            id="pemberitahuan"
            class="panel"
            hidden=phones == 0
            aria-labelledby="pemberitahuan-judul"
            data-key=view.key.clone()
            data-owner=view.owner.clone()
        >
            <h2 id="pemberitahuan-judul">{say!("Kabar di ponsel", "News on your phone")}</h2>
            <div role="status">
                {line("off", say!("Mau diberi tahu begitu ada kabar? Di layar hanya muncul \u{201c}Ada kabar di akun Prakerja Anda\u{201d}; isinya hanya ada di akun. SMS lalu kami kirim untuk kabar yang penting saja.", "Would you like to be told when there is news? The screen only says \u{201c}There is news on your Prakerja account\u{201d}; what it is stands in the account alone. We then send an SMS only where it matters."))}
                {line("on", say!("Ponsel ini memberi tahu Anda begitu ada kabar. Kabar penting kami kirim juga lewat SMS.", "This phone tells you when there is news. What matters also comes by SMS."))}
                {line("denied", say!("Pemberitahuan dimatikan di setelan peramban ini. Kabar tetap kami kirim lewat SMS.", "Notifications are switched off in this browser’s settings. We keep telling you by SMS."))}
                {line("failed", say!("Belum berhasil. Periksa jaringan, lalu coba lagi. Kabar tetap kami kirim lewat SMS.", "That did not work. Check the network and try again. We keep telling you by SMS."))}
            </div>
            <button class="button" type="button" data-state="off failed" hidden>{say!("Beri tahu saya", "Tell me")}</button>
            <button class="button quiet" type="button" data-state="on" hidden>{say!("Matikan di ponsel ini", "Turn off on this phone")}</button>
            <form method="post" action=to("/akun/kabar/mati/") hidden=phones == 0>
                <p class="hint" id="pemberitahuan-jumlah">{count}</p>
                <button class="button quiet" type="submit">{say!("Matikan di semua ponsel", "Turn off on all phones")}</button>
            </form>
        </section>
    })
}
