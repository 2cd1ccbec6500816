//! What a wave has published: the commitment before the beacon's round, the
//! round's value and the result after it.

use super::{DrawPage, strata, words};
use crate::ui::{hash, thousands, time};
use chrono::{DateTime, Utc};
use domain::draw::{Commitment, DrawResult};
use leptos::prelude::*;

/// The chain hash of drand's quicknet, under which its rounds are served, and
/// the first bytes of its public key (<https://docs.drand.love/developer/>).
const QUICKNET: &str = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971";
const QUICKNET_KEY: [u8; 8] = [0x83, 0xcf, 0x0f, 0x28, 0x96, 0xad, 0xee, 0x7e];

/// When the named round is out.
pub fn beacon_time(commitment: &Commitment) -> Option<DateTime<Utc>> {
    commitment.beacon.chain.time_of(commitment.beacon.round)
}

/// The list that was fixed; nothing before it is.
pub fn commitment(shown: &DrawPage) -> Option<impl IntoView + use<>> {
    let (commitment, file) = shown.commitment.as_ref()?;
    let excluded: u32 = commitment.excluded.values().sum();
    let reasons: Vec<_> = commitment
        .excluded
        .iter()
        .filter(|(_, count)| **count > 0)
        .map(|(reason, count)| {
            view! { <li>{format!("{} orang: {}", thousands(*count), words::excluded(*reason))}</li> }
        })
        .collect();
    let left_out = (excluded > 0).then(|| {
        view! {
            <p>{format!("Pendaftar yang tidak ikut undian: {}. Alasannya diberitahukan kepada masing-masing di akun.", thousands(excluded))}</p>
            <ul>{reasons}</ul>
        }
    });
    let keep = match &shown.result {
        None => {
            "Catat atau potret sidik jari ini sebelum nomor acak terbit. Kalau nanti masih sama, daftar peserta tidak diubah."
        }
        Some(_) => {
            "Sidik jari ini diumumkan sebelum nomor acak terbit. Kalau sama dengan catatan Anda waktu itu, daftar peserta tidak diubah."
        }
    };
    Some(view! {
        <section aria-labelledby="dikunci">
            <h2 id="dikunci">"Daftar yang dikunci"</h2>
            <p>{format!("{} peserta, dikunci ", thousands(commitment.entries))}{time(commitment.committed_at)}"."</p>
            {left_out}
            <p class="hash-label">"Sidik jari daftar peserta (Merkle root)"</p>
            {hash(commitment.root)}
            <p class="hash-label">"Sidik jari berkas commitment.json (SHA-256)"</p>
            {hash(*file)}
            <p class="hint">{keep}</p>
            {beacon(commitment)}
        </section>
    })
}

fn beacon(commitment: &Commitment) -> impl IntoView + use<> {
    let round = commitment.beacon.round;
    let at = beacon_time(commitment).map(|at| view! { ", terbit "{time(at)} });
    view! {
        <p>{format!("Nomor acak undian: putaran {round} dari drand")}{at}". "<a href="https://www.drand.love/about" rel="external">"Apa itu drand?"</a></p>
    }
}

/// Where the beacon itself shows the round, if the chain is quicknet.
fn source(commitment: &Commitment) -> Option<impl IntoView + use<>> {
    let beacon = &commitment.beacon;
    let quicknet = beacon.chain.public_key.0.starts_with(&QUICKNET_KEY);
    let address = format!("https://api.drand.sh/{QUICKNET}/public/{}", beacon.round);
    quicknet.then(|| {
        view! { <p>"Bandingkan dengan "<a href=address rel="external">"nomor ini di situs drand"</a>"."</p> }
    })
}

/// The round's value, and who took part and won where.
pub fn result(result: &DrawResult, shown: &DrawPage) -> impl IntoView + use<> {
    let round = shown
        .commitment
        .as_ref()
        .map(|(commitment, _)| format!(" (putaran {})", commitment.beacon.round));
    let entries = result.strata.iter().map(|row| row.entries).sum();
    let odds = words::odds(result.winners, entries)
        .map(|(words, percent)| format!(" Peluang keseluruhan {words} ({percent})."));
    view! {
        <section aria-labelledby="hasil">
            <h2 id="hasil">"Hasil undian"</h2>
            <p>{format!("{} dari {} peserta terpilih, diundi ", thousands(result.winners), thousands(entries))}{time(result.drawn_at)}"."{odds}</p>
            <h3>"Per provinsi"</h3>
            {strata::strata(&result.strata)}
            <p class="hint">"Prioritas: orang dalam daftar prioritas pemerintah, misalnya korban PHK. Tempat yang tidak terpakai di suatu provinsi atau kelompok diberikan kepada peserta lain menurut aturan undian."</p>
            <h3>"Nomor acak"</h3>
            {shown.commitment.as_ref().and_then(|(commitment, _)| source(commitment))}
            <p class="hash-label">"Tanda tangan drand"{round}</p>
            {hash(result.signature)}
            <p class="hash-label">"Nomor acak undian (SHA-256 dari tanda tangan)"</p>
            {hash(result.randomness)}
        </section>
    }
}
