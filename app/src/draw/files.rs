//! The files of a wave's draw, and how anyone computes all of it again.

use super::DrawPage;
use crate::ui::{hash, say, tell, thousands};
use leptos::prelude::*;

/// Both sections; nothing while nothing is published.
pub fn files(shown: &DrawPage) -> Option<impl IntoView + use<>> {
    let rules = shown.rules_hash.or(shown
        .commitment
        .as_ref()
        .map(|(commitment, _)| commitment.rules_hash))?;
    let folder = format!("/berkas/undian/{}/", shown.wave.number);
    let mut rows = vec![row(
        &folder,
        "rules.json",
        say!("aturan dan jumlah tempat", "rules and number of seats"),
    )];
    if let Some((commitment, _)) = &shown.commitment {
        rows.push(row(
            &folder,
            "commitment.json",
            say!("daftar yang dikunci", "the locked list"),
        ));
        if shown.result.is_some() {
            rows.push(row(&folder, "result.json", say!("hasil", "result")));
        }
        rows.extend(
            (0..)
                .zip(&commitment.shards)
                .map(|(number, shard): (u32, _)| {
                    let more = tell!("{} peserta", "participants: {}", thousands(shard.entries));
                    row(&folder, &format!("entries/{number:03}.bin"), &more)
                }),
        );
    }
    let count = rows.len();
    let verify = shown.result.as_ref().map(|_| verify(shown, &folder));
    Some(view! {
        <section aria-labelledby="berkas-undian">
            <h2 id="berkas-undian">{say!("Berkas undian", "Files of the draw")}</h2>
            <p>{say!("Berkas ini tidak memuat nama, NIK, atau nomor HP siapa pun. Setelah diterbitkan, isinya tidak diubah lagi.", "These files hold nobody’s name, NIK or mobile number. Once published, they never change.")}</p>
            <details class="fold">
                <summary>{tell!("Semua berkas ({count})", "All files ({count})")}</summary>
                <ul class="files">{rows}</ul>
            </details>
            <p class="hash-label">{say!("Sidik jari berkas rules.json (SHA-256)", "Fingerprint of rules.json (SHA-256)")}</p>
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
            <h2 id="seluruhnya">{say!("Periksa sendiri seluruh undian", "Check the whole draw yourself")}</h2>
            <p>{say!("Program pemeriksa ditulis terpisah dari program undian dan kode sumbernya terbuka. Di komputer, perintah ini mengunduh semua berkas, menghitung ulang undian dari awal, dan menunjukkan setiap perbedaan:", "The checking program was written separately from the draw’s, and its source is open. On a computer, this command downloads all files, computes the draw again from the start, and shows every difference:")}</p>
            {hash(command)}
            <p>{say!("Lebih kuat lagi kalau Anda menambahkan sidik jari yang Anda catat sendiri sebelum nomor acak terbit:", "It is stronger still if you add the fingerprint that you wrote down before the random number came out:")}</p>
            {kept.map(hash)}
        </section>
    }
}
