//! What a wave has published: the commitment before the beacon's round, the
//! round's value and the result after it.

use super::{DrawPage, strata, words};
use crate::ui::{hash, say, tell, thousands, time};
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
            let why = words::excluded(*reason);
            let line = match *count {
                1 => tell!("1 orang: {why}", "1 person: {why}"),
                more => tell!("{} orang: {why}", "{} people: {why}", thousands(more)),
            };
            view! { <li>{line}</li> }
        })
        .collect();
    let left_out = (excluded > 0).then(|| {
        view! {
            <p>{tell!("Pendaftar yang tidak ikut undian: {}. Alasannya diberitahukan kepada masing-masing di akun.", "Applicants not in the draw: {}. Each is told the reason on their account.", thousands(excluded))}</p>
            <ul>{reasons}</ul>
        }
    });
    let keep = match &shown.result {
        None => {
            say!(
                "Catat atau potret sidik jari ini sebelum nomor acak terbit. Kalau nanti masih sama, daftar peserta tidak diubah.",
                "Write this fingerprint down, or photograph it, before the random number comes out. If it is still the same afterwards, the list was not changed."
            )
        }
        Some(_) => {
            say!(
                "Sidik jari ini diumumkan sebelum nomor acak terbit. Kalau sama dengan catatan Anda waktu itu, daftar peserta tidak diubah.",
                "This fingerprint was published before the random number came out. If it is what you wrote down then, the list was not changed."
            )
        }
    };
    Some(view! {
        <section aria-labelledby="dikunci">
            <h2 id="dikunci">{say!("Daftar yang dikunci", "The locked list")}</h2>
            <p>{tell!("{} peserta, dikunci ", "Participants: {}, locked ", thousands(commitment.entries))}{time(commitment.committed_at)}"."</p>
            {left_out}
            <p class="hash-label">{say!("Sidik jari daftar peserta (Merkle root)", "Fingerprint of the list of participants (Merkle root)")}</p>
            {hash(commitment.root)}
            <p class="hash-label">{say!("Sidik jari berkas commitment.json (SHA-256)", "Fingerprint of commitment.json (SHA-256)")}</p>
            {hash(*file)}
            <p class="hint">{keep}</p>
            {beacon(commitment)}
        </section>
    })
}

fn beacon(commitment: &Commitment) -> impl IntoView + use<> {
    let round = commitment.beacon.round;
    let at = beacon_time(commitment).map(|at| view! { {say!(", terbit ", ", out ")}{time(at)} });
    view! {
        <p>{tell!("Nomor acak undian: putaran {round} dari drand", "Random number of the draw: drand’s round {round}")}{at}". "<a href="https://www.drand.love/about" rel="external">{say!("Apa itu drand?", "What is drand?")}</a></p>
    }
}

/// Where the beacon itself shows the round, if the chain is quicknet.
fn source(commitment: &Commitment) -> Option<impl IntoView + use<>> {
    let beacon = &commitment.beacon;
    let quicknet = beacon.chain.public_key.0.starts_with(&QUICKNET_KEY);
    let address = format!("https://api.drand.sh/{QUICKNET}/public/{}", beacon.round);
    quicknet.then(|| {
        view! { <p>{say!("Bandingkan dengan ", "Compare it with ")}<a href=address rel="external">{say!("nomor ini di situs drand", "this number on drand’s site")}</a>"."</p> }
    })
}

/// The round's value, and who took part and won where.
pub fn result(result: &DrawResult, shown: &DrawPage) -> impl IntoView + use<> {
    let round = shown
        .commitment
        .as_ref()
        .map(|(commitment, _)| tell!(" (putaran {})", " (round {})", commitment.beacon.round));
    let entries = result.strata.iter().map(|row| row.entries).sum();
    let odds = words::odds(result.winners, entries).map(|(words, percent)| {
        tell!(
            " Peluang keseluruhan {words} ({percent}).",
            " Overall chances {words} ({percent})."
        )
    });
    view! {
        <section aria-labelledby="hasil">
            <h2 id="hasil">{say!("Hasil undian", "Results of the draw")}</h2>
            <p>{tell!("{} dari {} peserta terpilih, diundi ", "Participants drawn: {} of {}, on ", thousands(result.winners), thousands(entries))}{time(result.drawn_at)}"."{odds}</p>
            <h3>{say!("Per provinsi", "By province")}</h3>
            {strata::strata(&result.strata)}
            <p class="hint">{say!("Prioritas: orang dalam daftar prioritas pemerintah, misalnya korban PHK. Tempat yang tidak terpakai di suatu provinsi atau kelompok diberikan kepada peserta lain menurut aturan undian.", "Priority: people on the government’s priority list, for example those who were laid off. Seats that a province or group does not use go to other participants by the rules of the draw.")}</p>
            <h3>{say!("Nomor acak", "Random number")}</h3>
            {shown.commitment.as_ref().and_then(|(commitment, _)| source(commitment))}
            <p class="hash-label">{say!("Tanda tangan drand", "drand’s signature")}{round}</p>
            {hash(result.signature)}
            <p class="hash-label">{say!("Nomor acak undian (SHA-256 dari tanda tangan)", "Random number of the draw (SHA-256 of the signature)")}</p>
            {hash(result.randomness)}
        </section>
    }
}
