//! The first page: what the programme gives and where to go. No WASM.

use leptos::prelude::{ElementChild, IntoView, component, view};

/// Home.
#[component]
pub fn Home() -> impl IntoView {
    view! {
        <h1>"Pelatihan kerja untuk Anda"</h1>
        <p>"Prakerja memberi bantuan biaya pelatihan kepada pencari kerja dan pekerja yang ingin menambah keterampilan. Pendaftaran tidak berdasarkan siapa cepat."</p>
        <p><a href="/daftar/">"Mulai mendaftar"</a></p>
    }
}

/// An address that names nothing.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <h1>"Halaman tidak ditemukan"</h1>
        <p>"Periksa lagi alamatnya, atau " <a href="/">"kembali ke beranda"</a> "."</p>
    }
}
