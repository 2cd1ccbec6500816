//! Courses bought with the balance: the code while it can be redeemed, what
//! became of it, and the button to give it back.

use crate::certificate::standing;
use crate::review;
use crate::ui::time;
use domain::api::Account;
use domain::partner::RedeemStatus;
use domain::purchase::PurchaseView;
use domain::time::left;
use leptos::prelude::*;

/// The section, if anything was bought.
pub fn purchases(account: &Account) -> Option<impl IntoView + use<>> {
    let purchases = account.purchases.iter();
    let rows: Vec<_> = purchases.map(|one| purchase(account, one)).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section aria-labelledby="pelatihan-saya">
                <h2 id="pelatihan-saya">"Pelatihan Anda"</h2>
                {rows}
            </section>
        }
    })
}

/// What a state is called, and what it asks of the person.
const fn words(status: RedeemStatus) -> (&'static str, &'static str) {
    match status {
        RedeemStatus::Reserved => (
            "Menunggu ditukar",
            "Buka platform ini, pilih pelatihan yang sama, lalu masukkan kode tukar. Jangan berikan kode ini kepada siapa pun.",
        ),
        RedeemStatus::Redeemed => (
            "Siap diikuti",
            "Kode sudah ditukar. Ikuti pelatihannya di platform.",
        ),
        RedeemStatus::Learning => ("Sedang diikuti", "Selesaikan semua sesinya."),
        RedeemStatus::Completed => ("Selesai", "Selamat, pelatihan ini tercatat selesai."),
        RedeemStatus::NotCompleted => (
            "Tidak selesai",
            "Penyelenggara melaporkan pelatihan ini tidak selesai. Kalau itu keliru, hubungi penyelenggaranya.",
        ),
        RedeemStatus::Cancelled => ("Dibatalkan", "Harganya sudah kembali utuh ke saldo Anda."),
        RedeemStatus::Expired => (
            "Lewat waktu",
            "Kode tidak ditukar sampai batas waktunya. Harganya kembali utuh ke saldo Anda.",
        ),
        RedeemStatus::Withdrawn => (
            "Ditarik",
            "Pelatihan ini sudah tidak dijual. Harganya kembali utuh ke saldo Anda.",
        ),
    }
}

fn purchase(account: &Account, purchase: &PurchaseView) -> impl IntoView + use<> {
    let certificates = account.certificates.iter();
    let certificate = certificates.clone().find(|of| of.purchase == purchase.id);
    let redeem = &purchase.redeem;
    let (state, meaning) = words(redeem.status);
    let platform = purchase.platform_name.clone();
    let platform = platform.unwrap_or_else(|| purchase.platform.as_str().to_owned());
    let is_reserved = redeem.status == RedeemStatus::Reserved;
    let code = is_reserved.then(|| {
        view! {
            <p class="number-label">"Kode tukar"</p>
            <p><code>{redeem.redeem_code.as_str().to_owned()}</code></p>
            <p>"Tukar sebelum "<strong>{redeem.expires_at.map(time)}</strong>{redeem.expires_at.map(|at| format!(" ({})", left(account.as_of, at)))}"."</p>
        }
    });
    let cancel = is_reserved.then(|| {
        let label = format!("Batalkan {}", purchase.title);
        view! {
            <form method="post" action="/akun/batal-pelatihan/">
                <input type="hidden" name="id" value=purchase.id.as_str().to_owned() />
                <button class="button quiet" type="submit" aria-label=label>"Batalkan"</button>
            </form>
        }
    });
    let sessions = purchase.sessions.filter(|_| redeem.invoice_code.is_some()).map(|sessions| {
        view! { <div><dt>"Kehadiran"</dt><dd>{format!("{} dari {sessions} sesi", redeem.attended)}</dd></div> }
    });
    let redeemed = redeem
        .redeem_at
        .map(|at| view! { <div><dt>"Ditukar"</dt><dd>{time(at)}</dd></div> });
    view! {
        <article class="panel">
            <h3>{purchase.title.clone()}</h3>
            <p class="status-label">{state}</p>
            <p>{meaning}</p>
            {code}
            <dl class="facts">
                <div><dt>"Harga"</dt><dd>{redeem.price.to_string()}</dd></div>
                <div><dt>"Platform"</dt><dd>{platform}</dd></div>
                <div><dt>"Dipesan"</dt><dd>{time(purchase.reserved_at)}</dd></div>
                {redeemed}
                {sessions}
            </dl>
            {cancel}
            {certificate.map(|one| standing(one).into_any())}
            {review::line(purchase, &account.reviews, account.as_of)}
        </article>
    }
}
