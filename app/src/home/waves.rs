//! Which wave is open and until when, in the words of each time zone.

use crate::ui::spoken;
use crate::ui::{Draw, Drawn, clocks, say, tell, thousands};
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
pub(super) fn schedule(waves: Option<&LiveWaves>) -> Drawn {
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
    view! { <section class="panel" aria-labelledby="gelombang">{inner}</section> }.drawn()
}

fn open(wave: &Wave) -> Drawn {
    view! {
        <p class="tag">{say!("Sedang dibuka", "Open")}</p>
        <h2 id="gelombang">{tell!("Gelombang {} dibuka sampai", "Wave {} is open until", wave.number)}</h2>
        {clocks(wave.closes_at)}
        <p>{tell!("Tersedia {} tempat. Hasil diumumkan paling lambat {}.", "Seats: {}. Results by {}.", thousands(wave.quota), Zone::Wib.long(wave.announces_at, spoken()))}</p>
    }
    .drawn()
}

fn next(wave: &Wave) -> Drawn {
    view! {
        <p class="tag waiting">{say!("Belum dibuka", "Not open yet")}</p>
        <h2 id="gelombang">{tell!("Gelombang {} dibuka mulai", "Wave {} opens", wave.number)}</h2>
        {clocks(wave.opens_at)}
        <p>{say!("Anda dapat mendaftar dari sekarang. Begitu gelombang dibuka, Anda tinggal menekan Gabung.", "You can register from now on. When the wave opens, you only press Join.")}</p>
    }
    .drawn()
}

fn none() -> Drawn {
    view! {
        <h2 id="gelombang">{say!("Belum ada gelombang yang dibuka", "No wave is open")}</h2>
        <p>{say!("Jadwal berikutnya diumumkan di halaman ini. Anda dapat mendaftar dari sekarang; data Anda tersimpan sampai gelombang dibuka.", "The next dates will be announced on this page. You can register from now on; your data is kept until a wave opens.")}</p>
    }
    .drawn()
}

fn unknown() -> Drawn {
    view! {
        <h2 id="gelombang">{say!("Pendaftaran dibuka per gelombang", "Registration opens in waves")}</h2>
        <p>{say!("Anda dapat mendaftar kapan saja; data Anda tersimpan. Begitu gelombang dibuka, Anda tinggal menekan Gabung di akun.", "You can register at any time; your data is kept. When a wave opens, you only press Join on your account.")}</p>
    }
    .drawn()
}
