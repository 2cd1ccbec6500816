//! The form of a review, and the account with a review in every state.

use crate::language::spoken;
use crate::states::HOSTILE;
use app::page::Page;
use app::pages::{ReviewField, ReviewPage, account, review};
use chrono::TimeDelta;
use domain::api::Account;
use domain::money::Rupiah;
use domain::partner::{RedeemAnswer, RedeemStatus};
use domain::purchase::{CourseCode, Percent, PlatformCode, PurchaseId, PurchaseView, RedeemCode};
use domain::review::{HideReason, Moderation, OwnReview, Stars};

/// A course that was completed.
pub fn completed(number: u8, account: &Account) -> PurchaseView {
    PurchaseView {
        id: PurchaseId::parse(&format!("p-{number}")).unwrap(),
        title: HOSTILE.into(),
        platform: PlatformCode::parse("P01").unwrap(),
        platform_name: Some(HOSTILE.into()),
        reserved_at: account.as_of,
        sessions: None,
        redeem: RedeemAnswer {
            redeem_code: RedeemCode::from_random([number; 10]),
            course_code: CourseCode::parse("K00002").unwrap(),
            schedule_code: None,
            status: RedeemStatus::Completed,
            price: Rupiah(450_000),
            expires_at: None,
            invoice_code: None,
            redeem_at: Some(account.as_of),
            attended: 0,
            progress: Percent::new(100).unwrap(),
        },
    }
}

/// Every state by name.
pub fn review_states(add: &mut impl FnMut(&str, Page), person: &Account) {
    let mut person = person.clone();
    let states = [
        Some(Moderation::Waiting),
        Some(Moderation::Shown),
        Some(Moderation::Hidden {
            reason: HideReason::PersonalData,
        }),
        None,
    ];
    for (number, state) in (1..).zip(states) {
        let purchase = completed(number, &person);
        if let Some(moderation) = state {
            person.reviews.push(OwnReview {
                purchase: purchase.id.clone(),
                course: purchase.redeem.course_code.clone(),
                stars: Stars::new(4).unwrap(),
                text: Some(HOSTILE.into()),
                moderation,
                rated_at: person.as_of,
                changeable_until: person.as_of + TimeDelta::days(i64::from(number) - 2),
            });
        }
        person.purchases.push(purchase);
    }
    add("akun ulasan", account(spoken(), &person, false, "k", None));
    let known = person.reviews.first();
    let empty = ReviewPage {
        zone: person.time_zone,
        purchase: &person.purchases[0],
        known: None,
        stars: None,
        text: "",
    };
    let typed = ReviewPage {
        known,
        stars: Stars::new(2).ok(),
        text: HOSTILE,
        ..empty
    };
    add("ulasan", review(spoken(), &empty, None));
    add("ulasan lagi", review(spoken(), &typed, None));
    add(
        "ulasan tanpa bintang",
        review(spoken(), &empty, Some((ReviewField::Stars, HOSTILE))),
    );
    add(
        "ulasan terlalu panjang",
        review(spoken(), &typed, Some((ReviewField::Text, HOSTILE))),
    );
    add(
        "ulasan terlambat",
        review(spoken(), &typed, Some((ReviewField::Nothing, HOSTILE))),
    );
}
