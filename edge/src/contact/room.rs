//! The waiting room before codes: with whom a number is counted, and turns that are ours.

use super::store::sending::{Counted, Waits};
use crate::crypto::{Purpose, same};
use crate::http::{Answer, Context, Refusal};
use domain::contact::Phone;
use domain::messages::{Code, Params};
use domain::waiting_room::{Budgets, Turn, TurnState};
use worker::Error;

/// `+62812345`: operators give numbers out by the hundred thousand.
const PREFIX_LETTERS: usize = 9;

/// 3,600 s – turns are drawn anew as often as budgets are.
const HOUR: i64 = 3600;

/// With whom a code to a number is counted.
pub fn counted(context: &Context, phone: &Phone) -> Answer<Counted> {
    let codes_per_hour = context.env.var("CODES_PER_HOUR")?.to_string();
    let codes_per_hour = codes_per_hour
        .parse()
        .map_err(|_| Error::RustError("CODES_PER_HOUR must be a number".to_owned()))?;
    let operators = context.env.var("OPERATOR_NETWORKS")?.to_string();
    let network = context.network();
    let is_operator = operators
        .split_whitespace()
        .any(|number| number.parse().ok() == network);
    let prefix = phone.as_str().get(..PREFIX_LETTERS).unwrap_or_default();
    let config = &context.config;
    let prefix = config
        .keys
        .digest(Purpose::WaitingRoom, &["prefix", prefix]);
    Ok(Counted {
        prefix: prefix.text(),
        network,
        budgets: Budgets::of_shard(codes_per_hour, config.shards, is_operator),
    })
}

/// What somebody shows of a turn.
pub enum Shown {
    /// None, one that was missed, or one that is not this number's.
    Nothing,
    /// It is still to come.
    Early(Turn),
    /// It is now.
    Open,
}

/// What a form or a call carries as this number's turn.
pub fn shown(context: &Context, contact: &str, carried: &str) -> Shown {
    let Some((turn, mark_shown)) = Turn::read(carried) else {
        return Shown::Nothing;
    };
    if !same(&mark(context, contact, &turn), mark_shown) {
        return Shown::Nothing;
    }
    match turn.state(context.now) {
        TurnState::Open => Shown::Open,
        TurnState::Waits(_) => Shown::Early(turn),
        TurnState::Over => Shown::Nothing,
    }
}

/// The refusal of whoever has to wait: with the turn that they have, or one that is drawn now.
pub fn wait(context: &Context, contact: &str, shown: Shown, waits: &Waits) -> Refusal {
    worker::console_warn!("{}", serde_json::json!({ "codes_wait": waits.percent }));
    let turn = match shown {
        Shown::Early(turn) => turn,
        Shown::Nothing | Shown::Open => {
            Turn::drawn(context.now, waits.percent, lot(context, contact))
        }
    };
    let wait = match turn.state(context.now) {
        TurnState::Waits(seconds) => seconds,
        TurnState::Open | TurnState::Over => 0,
    };
    let params = Params {
        wait_seconds: Some(wait),
        turn: Some(turn.with_mark(&mark(context, contact, &turn))),
        ..Params::default()
    };
    Refusal::Whole(Code::TurnLater, params)
}

/// What decides a number's turn in this hour: whoever asks again draws no other.
fn lot(context: &Context, contact: &str) -> u64 {
    let hour = context.now.timestamp().div_euclid(HOUR).to_string();
    let keys = &context.config.keys;
    let digest = keys.digest(Purpose::WaitingRoom, &["lot", contact, &hour]);
    let [first, ..] = digest.bytes().as_chunks::<8>().0 else {
        return 0;
    };
    u64::from_be_bytes(*first)
}

fn mark(context: &Context, contact: &str, turn: &Turn) -> String {
    let opens_at = turn.opens_at.timestamp().to_string();
    let keys = &context.config.keys;
    let digest = keys.digest(Purpose::WaitingRoom, &["turn", contact, &opens_at]);
    data_encoding::BASE64URL_NOPAD.encode(&digest.half())
}
