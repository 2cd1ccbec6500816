//! The public pages as HTML, made at build time. Live data is not here: the
//! edge renders those pages with the same components when they are asked for.

use leptos::prelude::{AnyView, Owner, RenderHtml};

use crate::{
    document::{Client, Indexing, Page},
    route::{Route, view},
};

/// HTML of a view, made under its own reactive owner.
pub fn to_html(make: impl FnOnce() -> AnyView) -> String {
    let owner = Owner::new();
    let html = owner.with(|| make().to_html());
    owner.cleanup();
    html
}

/// Every page that is known before anyone asks for it.
pub fn pages() -> Vec<Page> {
    vec![
        Page {
            path: "/",
            lang: "id",
            title: "Prakerja: bantuan biaya pelatihan kerja".into(),
            description: "Bantuan biaya pelatihan bagi pencari kerja dan pekerja di Indonesia: syarat, pendaftaran, dan status.".into(),
            indexing: Indexing::Listed,
            client: Client::None,
            body: to_html(|| view(Route::Home)),
        },
        Page {
            path: "/daftar/",
            lang: "id",
            title: "Daftar - Prakerja".into(),
            description: "Daftar Prakerja: satu pertanyaan di tiap langkah, isian tersimpan di ponsel Anda.".into(),
            indexing: Indexing::Listed,
            client: Client::Hydrated,
            body: to_html(|| view(Route::Registration)),
        },
        Page {
            path: "/404.html",
            lang: "id",
            title: "Halaman tidak ditemukan - Prakerja".into(),
            description: "Alamat ini tidak menuju halaman apa pun.".into(),
            indexing: Indexing::Hidden,
            client: Client::None,
            body: to_html(|| view(Route::NotFound)),
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_one_heading_and_its_own_address() {
        let pages = pages();
        for page in &pages {
            assert_eq!(page.body.matches("<h1").count(), 1, "{}", page.path);
        }
        let mut paths: Vec<_> = pages.iter().map(|page| page.path).collect();
        paths.dedup();
        assert_eq!(paths.len(), pages.len());
    }
}
