//! The waiting room, in words: when a number's turn is.

use super::language::{say, spoken, tell};
use domain::waiting_room::Turn;
use leptos::prelude::*;

/// When the turn is that a form carries; nothing if it carries none.
pub fn turn(carried: &str) -> impl IntoView + use<> {
    let (turn, _) = Turn::read(carried)?;
    let opens = turn.words(spoken());
    // What is drawn on the phone is drawn by a program that asks by itself.
    let then = if cfg!(feature = "ssr") {
        say!(
            "Pada waktu itu, tekan lagi tombol di bawah.",
            "Press the button below again then."
        )
    } else {
        say!(
            "Biarkan halaman ini terbuka: kode dikirim sendiri pada waktu itu.",
            "Leave this page open: the code is sent by itself then."
        )
    };
    Some(view! {
        <div class="notice" role="status" id="giliran" tabindex="-1">
            <p>{say!("Saat ini banyak orang meminta kode, jadi kode dikirim bergiliran. Urutannya diundi; meminta lagi tidak mempercepat giliran Anda.", "Very many people are asking for codes, so they are sent by turns. Turns are drawn by lot; asking again does not bring yours sooner.")}</p>
            <p><strong>{tell!("Giliran nomor ini: {opens}, selama 10 menit.", "This number’s turn: {opens}, for 10 minutes.")}</strong>" "{then}</p>
        </div>
    })
}
