//! Courses bought with the balance: the code while it can be redeemed, what
//! became of it, and the button to give it back.

use crate::certificate::status;
use crate::review;
use crate::ui::spoken;
use crate::ui::{Draw, say, tell, time, to};
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
                <h2 id="pelatihan-saya">{say!("Pelatihan Anda", "Your courses")}</h2>
                {rows}
            </section>
        }
    })
}

/// What a state is called, and what it asks of the person.
fn words(status: RedeemStatus) -> (&'static str, &'static str) {
    match status {
        RedeemStatus::Reserved => (
            say!("Menunggu ditukar", "Waiting to be redeemed"),
            say!(
                "Buka platform ini, pilih pelatihan yang sama, lalu masukkan kode tukar. Jangan berikan kode ini kepada siapa pun.",
                "Open this platform, choose the same course, and enter the redeem code. Give the code to nobody."
            ),
        ),
        RedeemStatus::Redeemed => (
            say!("Siap diikuti", "Ready to begin"),
            say!(
                "Kode sudah ditukar. Ikuti pelatihannya di platform.",
                "The code has been redeemed. Take the course on the platform."
            ),
        ),
        RedeemStatus::Learning => (
            say!("Sedang diikuti", "In progress"),
            say!("Selesaikan semua sesinya.", "Finish all its sessions."),
        ),
        RedeemStatus::Completed => (
            say!("Selesai", "Completed"),
            say!(
                "Selamat, pelatihan ini tercatat selesai.",
                "Congratulations, this course is recorded as completed."
            ),
        ),
        RedeemStatus::NotCompleted => (
            say!("Tidak selesai", "Not completed"),
            say!(
                "Penyelenggara melaporkan pelatihan ini tidak selesai. Kalau itu keliru, hubungi penyelenggaranya.",
                "The provider reports that this course was not completed. If that is wrong, contact the provider."
            ),
        ),
        RedeemStatus::Cancelled => (
            say!("Dibatalkan", "Cancelled"),
            say!(
                "Harganya sudah kembali utuh ke saldo Anda.",
                "Its whole price is back in your balance."
            ),
        ),
        RedeemStatus::Expired => (
            say!("Lewat waktu", "Expired"),
            say!(
                "Kode tidak ditukar sampai batas waktunya. Harganya kembali utuh ke saldo Anda.",
                "The code was not redeemed in time. Its whole price is back in your balance."
            ),
        ),
        RedeemStatus::Withdrawn => (
            say!("Ditarik", "Withdrawn"),
            say!(
                "Pelatihan ini sudah tidak dijual. Harganya kembali utuh ke saldo Anda.",
                "This course is no longer sold. Its whole price is back in your balance."
            ),
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
            <p class="number-label">{say!("Kode tukar", "Redeem code")}</p>
            <p><code>{redeem.redeem_code.as_str().to_owned()}</code></p>
            <p>{say!("Tukar sebelum ", "Redeem before ")}<strong>{redeem.expires_at.map(time)}</strong>{redeem.expires_at.map(|at| format!(" ({})", left(account.as_of, at, spoken())))}"."</p>
        }
    });
    let cancel = is_reserved.then(|| {
        let label = tell!("Batalkan {}", "Cancel {}", purchase.title);
        view! {
            <form method="post" action=to("/akun/batal-pelatihan/")>
                <input type="hidden" name="id" value=purchase.id.as_str().to_owned() />
                <button class="button quiet" type="submit" aria-label=label>{say!("Batalkan", "Cancel")}</button>
            </form>
        }
    });
    let sessions = purchase.sessions.filter(|_| redeem.invoice_code.is_some()).map(|sessions| {
        view! { <div><dt>{say!("Kehadiran", "Attendance")}</dt><dd>{tell!("{} dari {sessions} sesi", "{} of {sessions} sessions", redeem.attended)}</dd></div> }
    });
    let redeemed = redeem
        .redeem_at
        .map(|at| view! { <div><dt>{say!("Ditukar", "Redeemed")}</dt><dd>{time(at)}</dd></div> });
    view! {
        <article class="panel">
            <h3>{purchase.title.clone()}</h3>
            <p class="status-label">{state}</p>
            <p>{meaning}</p>
            {code}
            <dl class="facts">
                <div><dt>{say!("Harga", "Price")}</dt><dd>{redeem.price.to_string()}</dd></div>
                <div><dt>{say!("Platform", "Platform")}</dt><dd>{platform}</dd></div>
                <div><dt>{say!("Dipesan", "Reserved")}</dt><dd>{time(purchase.reserved_at)}</dd></div>
                {redeemed}
                {sessions}
            </dl>
            {cancel}
            {certificate.map(|one| status(one).drawn())}
            {review::line(purchase, &account.reviews, account.as_of)}
        </article>
    }
}
