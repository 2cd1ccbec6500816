//! What stands around every page: the header with the ways in, and the footer.

use crate::page::Page;
use crate::ui::to_html;
use crate::ui::{Draw, say, speak, to};
use domain::messages::Locale;
use leptos::prelude::*;

/// The part above the page.
pub fn header(page: &Page) -> String {
    let _speaking = speak(page.lang);
    let other = other(page.lang);
    let there = other.address(&page.path);
    to_html(move || {
        view! {
            <a class="skip-link" href="#isi">{say!("Langsung ke isi", "Skip to the content")}</a>
            <header class="site-header">
                <div class="width">
                    <a class="site-name" href=to("/")>"Prakerja"</a>
                    <a class="other-language" href=there lang=other.tag() hreflang=other.tag()>{own_name(other)}</a>
                    <nav aria-label=say!("Utama", "Main")>
                        <a href=to("/cek-syarat/")>{say!("Syarat", "Rules")}</a>
                        <a href=to("/daftar/")>{say!("Daftar", "Register")}</a>
                        <a href=to("/pelatihan/")>{say!("Pelatihan", "Courses")}</a>
                        <a href=to("/status/")>"Status"</a>
                        <a href=to("/masuk/")>{say!("Masuk", "Sign in")}</a>
                    </nav>
                </div>
                <div class="band"></div>
            </header>
        }
        .drawn()
    })
}

/// The part below the page.
pub fn footer(page: &Page) -> String {
    let _speaking = speak(page.lang);
    to_html(|| {
        view! {
            <footer class="site-footer">
                <div class="width">
                    <p>
                        <strong>{say!("Hati-hati situs palsu dan joki.", "Beware of false sites and touts.")}</strong>" "
                        {say!(
                            "Mendaftar selalu gratis dan dilakukan sendiri, hanya di satu situs resmi. Ketik sendiri alamatnya, jangan lewat tautan dari grup atau SMS. Siapa pun yang meminta uang, kode SMS, atau foto KTP Anda bukan petugas kami.",
                            "Registering is always free, and you do it yourself, on one official site only. Type its address yourself; do not follow links from groups or text messages. Whoever asks for money, for a code from a text message or for a photo of your identity card is not one of us."
                        )}
                    </p>
                    <p><a href=to("/undian/")>{say!("Undian terbuka: hasil dan cara memeriksanya", "The open draw: results, and how to check them")}</a></p>
                    <p><a href=to("/lowongan/")>{say!("Lowongan kerja", "Vacancies")}</a></p>
                    <p><a href=to("/sertifikat/")>{say!("Periksa keaslian sertifikat", "Check that a certificate is genuine")}</a></p>
                    <p>{say!(
                        "Layanan ini dibangun dengan kode sumber terbuka: siapa pun boleh memeriksanya. Data wilayah: idn-area-data (ODbL).",
                        "This service is built from open source code: anybody may examine it. Regions: idn-area-data (ODbL)."
                    )}</p>
                </div>
            </footer>
        }
        .drawn()
    })
}

const fn other(locale: Locale) -> Locale {
    match locale {
        Locale::Id => Locale::En,
        Locale::En => Locale::Id,
    }
}

/// A language as those who speak it call it.
const fn own_name(locale: Locale) -> &'static str {
    match locale {
        Locale::Id => "Bahasa Indonesia",
        Locale::En => "English",
    }
}
