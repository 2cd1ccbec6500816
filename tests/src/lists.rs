//! Changing lists of people, as programme staff does.

use crate::{Answer, Runtime};
use domain::draw::Hex;
use domain::lists::piece_hash;
use serde_json::json;

/// A piece with these people; nobody else's piece has its salt.
pub fn piece(niks: &[&str]) -> String {
    let salt = crate::fresh_key().replace('-', "");
    [&[salt.as_str()], niks].concat().join("\n")
}

impl Runtime {
    /// The text of a command that changes a list.
    pub fn list_command(&self, list: &str, change: &str, pieces: &[String]) -> String {
        let pieces: Vec<Hex<32>> = pieces.iter().map(|piece| piece_hash(piece)).collect();
        json!({
            "id": crate::fresh_key(),
            "issued_at": self.now(),
            "action": "change_list",
            "list": list,
            "change": change,
            "pieces": pieces,
        })
        .to_string()
    }

    /// Brings a piece.
    pub fn bring_piece(&self, list: &str, piece: &str) -> Answer {
        self.client().post_json(
            "/api/v1/staff/list-pieces",
            &json!({ "list": list, "text": piece }),
        )
    }

    /// Puts people on a list, or takes them off it, with both keys.
    pub fn change_list(&self, list: &str, change: &str, niks: &[&str]) {
        let piece = piece(niks);
        let text = self.list_command(list, change, std::slice::from_ref(&piece));
        self.sign(0, &text).expect(200);
        self.sign(1, &text).expect(200);
        self.bring_piece(list, &piece).expect(200);
    }
}
