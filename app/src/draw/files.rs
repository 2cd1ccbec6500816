//! The files of a wave's draw, and how anyone computes all of it again.

use super::DrawPage;
use crate::ui::{hash, thousands};
use leptos::prelude::*;

/// Both sections; nothing while nothing is published.
pub fn files(shown: &DrawPage) -> Option<impl IntoView + use<>> {
    let rules = shown.rules_hash.or(shown
        .commitment
        .as_ref()
        .map(|(commitment, _)| commitment.rules_hash))?;
    let folder = format!("/berkas/undian/{}/", shown.wave.number);
    let mut rows = vec![row(&folder, "rules.json", "aturan dan jumlah tempat")];
    if let Some((commitment, _)) = &shown.commitment {
        rows.push(row(&folder, "commitment.json", "daftar yang dikunci"));
        if shown.result.is_some() {
            rows.push(row(&folder, "result.json", "hasil"));
        }
        rows.extend(
            (0..)
                .zip(&commitment.shards)
                .map(|(number, shard): (u32, _)| {
                    let more = format!("{} peserta", thousands(shard.entries));
                    row(&folder, &format!("entries/{number:03}.bin"), &more)
                }),
        );
    }
    let count = rows.len();
    let verify = shown.result.as_ref().map(|_| verify(shown, &folder));
    Some(view! {
        <section aria-labelledby="berkas">
            <h2 id="berkas">"Berkas undian"</h2>
            <p>"Berkas ini tidak memuat nama, NIK, atau nomor HP siapa pun. Setelah diterbitkan, isinya tidak diubah lagi."</p>
            <details class="fold">
                <summary>{format!("Semua berkas ({count})")}</summary>
                <ul class="files">{rows}</ul>
            </details>
            <p class="hash-label">"Sidik jari berkas rules.json (SHA-256)"</p>
            {hash(rules)}
        </section>
        {verify}
    })
}

fn row(folder: &str, name: &str, more: &str) -> impl IntoView + use<> {
    let address = format!("{folder}{name}");
    let (name, more) = (name.to_owned(), format!(" ({more})"));
    view! { <li><a href=address>{name}</a>{more}</li> }
}

fn verify(shown: &DrawPage, folder: &str) -> impl IntoView + use<> {
    let command = format!(
        "cargo run -p verifier --release -- verify {}{folder}",
        shown.origin
    );
    let kept = shown
        .commitment
        .as_ref()
        .map(|(_, file)| format!("--commitment-hash {file}"));
    view! {
        <section aria-labelledby="seluruhnya">
            <h2 id="seluruhnya">"Periksa sendiri seluruh undian"</h2>
            <p>"Program pemeriksa ditulis terpisah dari program undian dan kode sumbernya terbuka. Di komputer, perintah ini mengunduh semua berkas, menghitung ulang undian dari awal, dan menunjukkan setiap perbedaan:"</p>
            {hash(command)}
            <p>"Lebih kuat lagi kalau Anda menambahkan sidik jari yang Anda catat sendiri sebelum nomor acak terbit:"</p>
            {kept.map(hash)}
        </section>
    }
}
