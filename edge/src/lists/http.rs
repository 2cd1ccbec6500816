//! Taking in a piece of a change: the people go to the shards that they live
//! in, registered or not, before the list notes that the piece is done. Cut off
//! in between, the piece is brought again and changes nothing that it has changed.

use super::object::{FindPiece, NotePiece, ask};
use crate::crypto::Purpose;
use crate::http::{Answer, Context, Refusal, done, json_up_to};
use crate::lists::registrant::ChangeList;
use domain::lists::{ChangeProgress, Piece, PieceRequest, piece_hash};
use domain::messages::Params;
use std::collections::BTreeMap;
use worker::Request;

/// 256 KB – 10,000 NIKs and a line feed each, written as JSON.
const MAX_PIECE_BYTES: usize = 256 * 1024;

/// Takes a piece in. Only somebody who has the piece that two have signed can
/// bring it: its hash says that it is the one.
pub async fn take_piece(context: &Context, request: &mut Request) -> Answer<ChangeProgress> {
    let PieceRequest { list, text } = json_up_to(request, MAX_PIECE_BYTES).await?;
    let piece = piece_hash(&text);
    let found = ask(&context.env, &list, &FindPiece(piece)).await?;
    let change = match done(found)? {
        (Some(change), _) => change,
        (None, progress) => return Ok(progress),
    };
    let people = Piece::parse(&text).map_err(|error| {
        let params = Params {
            count: Some(error.line),
            ..Params::default()
        };
        Refusal::Whole(error.code, params)
    })?;
    let config = &context.config;
    let mut by_shard: BTreeMap<u16, Vec<String>> = BTreeMap::new();
    for nik in people.people() {
        let digest = config.keys.digest(Purpose::Nik, &[nik.as_str()]);
        let shard = by_shard.entry(digest.shard(config.shards)).or_default();
        shard.push(digest.text());
    }
    let registrants = context.registrants();
    for (shard, nik_hashes) in by_shard {
        let operation = ChangeList {
            list: list.clone(),
            change,
            nik_hashes,
        };
        done(registrants.ask_shard(shard, operation).await?)?;
    }
    done(ask(&context.env, &list, &NotePiece(piece)).await?)
}
