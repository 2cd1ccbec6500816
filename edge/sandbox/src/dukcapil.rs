//! The identity office. Its verdict is written in the NIK's last digits, so
//! that demos and tests choose it without any set-up.

use crate::store::Store;
use serde::{Deserialize, Serialize};
use serde_json::json;
use worker::{Request, Response, Result};

/// What the edge asks.
#[derive(Deserialize)]
#[allow(dead_code, reason = "the office insists on all four")]
struct Question {
    nik: String,
    kk: String,
    name: String,
    birth_date: String,
}

/// What the office says.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "result", rename_all = "snake_case")]
enum Verdict {
    Match,
    Mismatch { fields: &'static [&'static str] },
    UnknownNik,
}

impl Verdict {
    fn of(nik: &str, kk: &str) -> Self {
        match tail(nik) {
            // Their card ends in the day and month that the NIK has.
            "9996" if nik.get(6..10) != kk.get(12..) => Self::Mismatch { fields: &["kk"] },
            "0404" => Self::UnknownNik,
            "9998" => Self::Mismatch { fields: &["name"] },
            "9997" => Self::Mismatch {
                fields: &["birth_date", "kk"],
            },
            _ => Self::Match,
        }
    }
}

/// The last four digits: all that is remembered of a question.
fn tail(nik: &str) -> &str {
    nik.len()
        .checked_sub(4)
        .and_then(|from| nik.get(from..))
        .unwrap_or_default()
}

/// `POST /dukcapil/v1/verify`, for a caller who showed the key.
pub async fn verify(store: &Store, mut request: Request) -> Result<Response> {
    let Ok(question) = request.json::<Question>().await else {
        return Response::error("nik, kk, name and birth_date are needed", 400);
    };
    store.count_call(tail(&question.nik))?;
    // Banks and wallets check their customers here too.
    store.note_resident(&question.nik, &question.name)?;
    match store.faults()?.dukcapil.suffer().await? {
        Some(instead) => Ok(instead),
        None => Response::from_json(&Verdict::of(&question.nik, &question.kk)),
    }
}

/// `GET /dukcapil/calls`: how often it was asked, by the NIKs' last four digits.
pub fn calls(store: &Store) -> Result<Response> {
    let by_tail = store.calls()?;
    let total: u32 = by_tail.values().sum();
    Response::from_json(&json!({ "total": total, "by_tail": by_tail }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_digits_choose_the_verdict() {
        let judged = |nik, kk| serde_json::to_string(&Verdict::of(nik, kk)).unwrap();
        let says = |nik| judged(nik, "3273012503100007");
        assert_eq!(says("3273015404980001"), r#"{"result":"match"}"#);
        assert_eq!(says("3273015404980404"), r#"{"result":"unknown_nik"}"#);
        assert_eq!(
            says("3273015404989998"),
            r#"{"result":"mismatch","fields":["name"]}"#
        );
        assert_eq!(
            says("3273015404989997"),
            r#"{"result":"mismatch","fields":["birth_date","kk"]}"#
        );
        assert_eq!(
            says("3273015404989996"),
            r#"{"result":"mismatch","fields":["kk"]}"#
        );
        assert_eq!(
            judged("3273015404989996", "3273012503105404"),
            r#"{"result":"match"}"#
        );
        assert_eq!(Verdict::of("1", ""), Verdict::Match);
    }
}
