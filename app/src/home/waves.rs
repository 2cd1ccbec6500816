//! Which wave is open and until when, in the words of each time zone.

use crate::ui::{clocks, thousands};
use domain::time::Zone;
use domain::wave::Wave;
use leptos::prelude::*;

/// The waves that matter to somebody who comes now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveWaves {
    /// The wave that can be joined.
    pub open: Option<Wave>,
    /// The wave that opens next.
    pub next: Option<Wave>,
}

/// The schedule panel.
pub(super) fn schedule(waves: Option<&LiveWaves>) -> AnyView {
    let inner = match waves {
        None => unknown(),
        Some(LiveWaves {
            open: Some(wave), ..
        }) => open(wave),
        Some(LiveWaves {
            next: Some(wave), ..
        }) => next(wave),
        Some(_) => none(),
    };
    view! { <section class="panel" aria-labelledby="gelombang">{inner}</section> }.into_any()
}

fn open(wave: &Wave) -> AnyView {
    view! {
        <p class="tag">"Sedang dibuka"</p>
        <h2 id="gelombang">{format!("Gelombang {} dibuka sampai", wave.number)}</h2>
        {clocks(wave.closes_at)}
        <p>{format!("Tersedia {} tempat. Hasil diumumkan paling lambat {}.", thousands(wave.quota), Zone::Wib.long(wave.announces_at))}</p>
    }
    .into_any()
}

fn next(wave: &Wave) -> AnyView {
    view! {
        <p class="tag waiting">"Belum dibuka"</p>
        <h2 id="gelombang">{format!("Gelombang {} dibuka mulai", wave.number)}</h2>
        {clocks(wave.opens_at)}
        <p>"Anda dapat mendaftar dari sekarang. Begitu gelombang dibuka, Anda tinggal menekan Gabung."</p>
    }
    .into_any()
}

fn none() -> AnyView {
    view! {
        <h2 id="gelombang">"Belum ada gelombang yang dibuka"</h2>
        <p>"Jadwal berikutnya diumumkan di halaman ini. Anda dapat mendaftar dari sekarang; data Anda tersimpan sampai gelombang dibuka."</p>
    }
    .into_any()
}

fn unknown() -> AnyView {
    view! {
        <h2 id="gelombang">"Pendaftaran dibuka per gelombang"</h2>
        <p>"Anda dapat mendaftar kapan saja; data Anda tersimpan. Begitu gelombang dibuka, Anda tinggal menekan Gabung di akun."</p>
    }
    .into_any()
}
