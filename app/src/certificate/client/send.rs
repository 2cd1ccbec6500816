//! One file on its way to the edge. Every step may be asked for again: the key
//! follows from the file, parts that are there are not sent, and a failed step is
//! tried until it works or is refused.

use super::api::{self, Answer, At, Sending};
use super::{Page, panel, session_storage};
use crate::browser::hash;
use crate::ui::{say, tell, to};
use domain::certificate::UploadRequest;
use domain::draw::Hex;
use domain::messages::Code;
use domain::purchase::PurchaseId;
use leptos::prelude::window;

/// 2 s, doubled after each failure, up to a minute.
const FIRST_WAIT_S: u64 = 2;
const LONGEST_WAIT_S: u64 = 60;

/// How often a file that was given up may be begun anew: as often as the edge takes
/// one for a course (`domain::certificate::FILES_A_COURSE`).
const BEGINNINGS: u8 = 20;

/// How a sending ended.
enum End {
    /// The edge has it.
    Arrived,
    /// The page has to say why not.
    Look,
    /// It says why not.
    Told(String),
    /// The session ended; the file stays here.
    SignedOut,
    /// Given up on the edge's side, so that another has to be begun.
    Stale,
}

impl Page {
    /// Sends, and says how it ended.
    pub(super) async fn send(&self, bytes: Vec<u8>) {
        match self.sent(&bytes).await {
            End::Arrived => {
                session_storage::clear();
                leave(&to("/akun/#pelatihan-saya"));
            }
            End::Look | End::Stale => {
                session_storage::clear();
                leave(&to(&format!(
                    "/sertifikat/kirim/?pelatihan={}",
                    self.purchase
                )));
            }
            End::Told(sentence) => {
                session_storage::clear();
                panel::ended(&sentence);
            }
            End::SignedOut => panel::signed_out(say!(
                "Anda perlu masuk lagi. Berkas Anda tersimpan di halaman ini: setelah masuk, buka lagi halaman ini dan pengiriman berlanjut.",
                "You have to sign in again. Your file is kept on this page: once you have signed in, open this page again and sending goes on."
            )),
        }
    }

    async fn sent(&self, bytes: &[u8]) -> End {
        let (Some(hash), Ok(purchase)) =
            (hash::sha256(bytes).await, PurchaseId::parse(&self.purchase))
        else {
            return End::Look;
        };
        let Ok(digest) = <[u8; 32]>::try_from(hash.as_slice()) else {
            return End::Look;
        };
        let request = UploadRequest {
            purchase,
            size: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
            sha256: Hex(digest),
        };
        for beginning in 0..BEGINNINGS {
            let Some(key) = key(&request, beginning).await else {
                return End::Look;
            };
            match self.once(&request, &key, bytes).await {
                End::Stale => {}
                end => return end,
            }
        }
        End::Stale
    }

    async fn once(&self, request: &UploadRequest, key: &str, bytes: &[u8]) -> End {
        panel::busy(say!("Menghubungi Prakerja…", "Contacting Prakerja…"));
        let mut sending = match self
            .patiently(async || api::begin(request, key).await)
            .await
        {
            Ok(sending) => sending,
            Err(end) => return end,
        };
        loop {
            match sending.at {
                At::Arrived => return End::Arrived,
                At::Refused => return End::Look,
                At::Dropped => return End::Stale,
                At::Receiving => {}
            }
            let next = match sending.missing.first() {
                Some(number) => self.part(&sending, *number, bytes).await,
                None => {
                    panel::busy(say!("Memeriksa berkas…", "Checking the file…"));
                    panel::progress(1, 1);
                    self.patiently(async || api::finish(&sending.id).await)
                        .await
                }
            };
            sending = match next {
                Ok(sending) => sending,
                Err(end) => return end,
            };
        }
    }

    async fn part(&self, sending: &Sending, number: u16, bytes: &[u8]) -> Result<Sending, End> {
        let begin = usize::from(number).saturating_mul(sending.part_bytes);
        let end = begin.saturating_add(sending.part_bytes).min(bytes.len());
        let part = bytes.get(begin..end).unwrap_or_default();
        let all = bytes.len().div_ceil(sending.part_bytes.max(1));
        let there = all.saturating_sub(sending.missing.len());
        panel::busy(&tell!(
            "Mengirim bagian {} dari {all}…",
            "Sending part {} of {all}…",
            there + 1
        ));
        panel::progress(there, all);
        let Some(digest) = hash::sha256(part).await else {
            return Err(End::Look);
        };
        self.patiently(async || api::part(&sending.id, number, part, &digest).await)
            .await
    }

    /// Asks until there is an answer.
    async fn patiently(&self, call: impl AsyncFn() -> Answer) -> Result<Sending, End> {
        let mut wait = FIRST_WAIT_S;
        loop {
            let answer = call().await;
            if answer.is(Code::CertificateUploadEnded) {
                return Err(End::Stale);
            }
            if answer.is(Code::SignInNeeded) {
                return Err(End::SignedOut);
            }
            // Damaged on its way: once more, like a part that got lost.
            let damaged = answer.is(Code::CertificatePartDamaged);
            let told = match answer {
                Answer::Good(sending) => return Ok(sending),
                Answer::Refused(_, sentence) if !damaged => return Err(End::Told(sentence)),
                Answer::Refused(..) => None,
                Answer::Failed(told) => told,
            };
            panel::waiting(say!(
                "Belum terkirim karena jaringan terputus. Berkas Anda tersimpan di halaman ini dan dikirim lagi dengan sendirinya.",
                "Not sent yet, because the network is gone. Your file is kept on this page and sent again by itself."
            ));
            self.wait.seconds(told.unwrap_or(wait)).await;
            wait = wait.saturating_mul(2).min(LONGEST_WAIT_S);
            panel::busy(say!("Menyambung lagi…", "Connecting again…"));
        }
    }
}

/// A UUID that follows from the file, its course, and how often it was begun.
async fn key(request: &UploadRequest, beginning: u8) -> Option<String> {
    let text = format!(
        "{} {} {beginning}",
        request.purchase.as_str(),
        request.sha256
    );
    let hash = hash::sha256(text.as_bytes()).await?;
    let hex = hash::hex(&hash);
    let part = |from, to| hex.get(from..to);
    Some(format!(
        "{}-{}-{}-{}-{}",
        part(0, 8)?,
        part(8, 12)?,
        part(12, 16)?,
        part(16, 20)?,
        part(20, 32)?
    ))
}

/// To another page, or to this one as it is now.
fn leave(address: &str) {
    panel::busy(say!("Selesai.", "Done."));
    if window().location().replace(address).is_err() {
        panel::clear();
    }
}
