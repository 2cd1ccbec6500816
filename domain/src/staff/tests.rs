//! Commands: read strictly, for a while, and signed as they were sent.

use super::*;
use crate::wave::tests::{at, wave};
use ed25519_dalek::{Signature, VerifyingKey};

fn text(id: &str, issued_at: &str) -> String {
    let command = Command {
        id: id.to_owned(),
        issued_at: at(issued_at),
        action: Action::PlanWave {
            wave: wave(72, "11-20T00:00:00", "11-24T00:00:00", "11-27T00:00:00"),
        },
    };
    serde_json::to_string(&command).unwrap()
}

#[test]
fn a_command_is_read_as_it_was_written_for_a_day() {
    let id = "0123456789abcdef";
    let text = text(id, "11-19T00:00:00");
    let command = Command::parse(&text, at("11-19T12:00:00")).unwrap();
    assert_eq!((command.id.as_str(), command.action.check()), (id, Ok(())));
    for (now, good) in [
        ("11-18T23:54:59", false),
        ("11-18T23:55:00", true),
        ("11-20T00:00:00", true),
        ("11-20T00:00:01", false),
    ] {
        assert_eq!(Command::parse(&text, at(now)).is_ok(), good, "{now}");
    }
}

#[test]
fn text_that_is_no_command_is_refused() {
    let now = at("11-19T00:00:00");
    for bad in ["", "{}", "[]", &text("short", "11-19T00:00:00")] {
        assert_eq!(Command::parse(bad, now), Err(Code::CommandMalformed));
    }
}

#[test]
fn a_publication_has_a_version_and_two_different_files() {
    let publish = |version, summaries: u8| Action::PublishCatalogue {
        version,
        snapshot: Hex([1; 32]),
        summaries: Hex([summaries; 32]),
    };
    assert_eq!(publish(1, 2).check(), Ok(()));
    assert_eq!(publish(0, 2).check(), Err(Code::CatalogueFilesInvalid));
    assert_eq!(publish(1, 1).check(), Err(Code::CatalogueFilesInvalid));
    let text = serde_json::to_string(&publish(1, 2)).unwrap();
    assert!(text.contains("\"publish_catalogue\""), "{text}");
}

#[test]
fn a_change_of_a_list_names_each_piece_once_and_not_too_many() {
    let change = |pieces: &[u8]| Action::ChangeList {
        list: ListName::parse("priority/phk-2026").unwrap(),
        change: Change::Add,
        pieces: pieces.iter().map(|piece| Hex([*piece; 32])).collect(),
    };
    let most: Vec<u8> = (0..200).collect();
    assert_eq!(change(&most).check(), Ok(()));
    let many: Vec<u8> = (0..=200).collect();
    for bad in [&[][..], &[1, 1], &many] {
        assert_eq!(change(bad).check(), Err(Code::ListPiecesInvalid));
    }
    let command = Command {
        id: "0123456789abcdef".to_owned(),
        issued_at: at("11-19T00:00:00"),
        action: change(&most),
    };
    let text = serde_json::to_string(&command).unwrap();
    assert_eq!(Command::parse(&text, at("11-19T00:00:00")), Ok(command));
    assert!(text.len() < 14_000, "{}", text.len());
}

// Signed with OpenSSL's Ed25519; the key's seed is 32 bytes of 7.
#[test]
fn what_was_signed_yesterday_is_signed_today() {
    let signed = SignedCommand {
        command: r#"{"id":"0123456789abcdef","issued_at":"2026-11-19T00:00:00Z","action":"revoke_certificate","list":1,"index":7,"reason":"mistake"}"#.to_owned(),
        key: "kepala".to_owned(),
        signature: "b67c14d81bfc23ec778c6372d9e2aa00113ea2fd45f8dcec361335dcd87832eb3b129975efb73a8f4b375803446733c15f2731e23aa14560ee4a54855d5d1c0a".to_owned(),
    };
    let command = Command::parse(&signed.command, at("11-19T00:00:00")).unwrap();
    let revoke = Action::RevokeCredential {
        list: 1,
        index: 7,
        reason: RevocationReason::Mistake,
    };
    assert_eq!(command.action, revoke);
    let text = serde_json::to_string(&command).unwrap();
    let named_anew = text.replace("revoke_credential", "revoke_certificate");
    assert_eq!(named_anew, signed.command);
    let key = Hex::<32>::parse("ea4a6c63e29c520abef5507b132ec5f9954776aebebe7b92421eea691446d22c");
    let key = VerifyingKey::from_bytes(&key.unwrap().0).unwrap();
    let signature = Hex::<64>::parse(&signed.signature).unwrap();
    let signature = Signature::from_bytes(&signature.0);
    let is_good = |deployment| {
        let bytes = signed.signed_bytes(deployment);
        key.verify_strict(&bytes, &signature).is_ok()
    };
    assert!(is_good("https://prakerja.contoh.id"));
    assert!(is_good("https://prakerja.contoh.id/"));
    // What is signed for a rehearsal is worth nothing in earnest.
    assert!(!is_good("https://latihan.contoh.id"));
}
