//! What happened to an account.

use crate::ui::{say, spoken, time};
use domain::security::{SecurityEvent, SecurityNote};
use leptos::prelude::*;

/// The section.
pub fn events(events: &[SecurityNote]) -> impl IntoView + use<> {
    let rows: Vec<_> = events
        .iter()
        .map(|note| {
            let from = note.from.as_ref().map(|from| {
                let words = from.words(spoken());
                format!(" – {words}")
            });
            view! {
                <li>
                    <p><strong>{what(note.event)}</strong></p>
                    <p class="soft">{time(note.at)}{from}</p>
                </li>
            }
        })
        .collect();
    view! {
        <section aria-labelledby="riwayat">
            <h2 id="riwayat">{say!("Yang terjadi pada akun Anda", "What happened to your account")}</h2>
            <ul class="courses">{rows}</ul>
            <p>{say!("Ada yang bukan Anda? Keluarkan semua perangkat lain, lalu datang ke posko terdekat dengan KTP.", "Was one of these not you? Sign out all other devices, then go to the nearest posko with your identity card.")}</p>
        </section>
    }
}

fn what(event: SecurityEvent) -> &'static str {
    match event {
        SecurityEvent::Registered => say!("Mendaftar", "Registered"),
        SecurityEvent::SignedIn => say!("Masuk", "Signed in"),
        SecurityEvent::SignedInAnew => {
            say!("Masuk di perangkat baru", "Signed in on a new device")
        }
        SecurityEvent::SessionsEnded => say!("Perangkat dikeluarkan", "Devices signed out"),
        SecurityEvent::Corrected => say!("Data diperbaiki", "Data put right"),
        SecurityEvent::ProfileChanged => say!(
            "Tempat tinggal, pendidikan, atau pekerjaan diubah",
            "Domicile, education or work changed"
        ),
        SecurityEvent::EmailConfirmed => say!("E-mail dikonfirmasi", "E-mail address confirmed"),
        SecurityEvent::EmailRemoved => say!("E-mail dihapus", "E-mail address removed"),
        SecurityEvent::PhoneReplaced => say!("Nomor HP diganti", "Mobile number replaced"),
        SecurityEvent::RecoveryBegun => say!(
            "Penggantian nomor HP diminta lewat e-mail",
            "Another mobile number asked for by e-mail"
        ),
        SecurityEvent::RecoveryRefused => say!(
            "Penggantian nomor HP ditolak",
            "Another mobile number objected to"
        ),
        SecurityEvent::RecoveryLapsed => say!(
            "Permintaan mengganti nomor HP berakhir tanpa ada yang datang ke posko",
            "The request for another mobile number ended: nobody came to a posko"
        ),
        SecurityEvent::PhoneReplacedByOffice => say!(
            "Nomor HP diganti oleh petugas, atas permintaan pemilik KTP",
            "Mobile number replaced by an officer, whom the card’s holder asked"
        ),
        SecurityEvent::PhoneKeptByOffice => say!(
            "Nomor HP diperiksa petugas dan tetap",
            "Mobile number looked at by an officer, and kept"
        ),
        SecurityEvent::BackupCodesMade => say!("Kode cadangan dibuat", "Backup codes made"),
        SecurityEvent::BackupCodeUsed => say!("Kode cadangan dipakai", "Backup code used"),
        SecurityEvent::PayoutAccountLinked => say!(
            "Rekening atau dompet insentif dihubungkan",
            "Payout account linked"
        ),
        SecurityEvent::PayoutAccountUnlinked => say!(
            "Rekening atau dompet insentif diputuskan",
            "Payout account taken off"
        ),
        SecurityEvent::SeenByOffice => say!(
            "Petugas mencari akun ini dengan NIK",
            "An officer looked for this account by the NIK"
        ),
        SecurityEvent::DataCopied => say!("Salinan data dibuat", "A copy of all data made"),
    }
}
