//! Certificates that somebody has tampered with, and text that is none.

use super::*;
use data_encoding::BASE64URL_NOPAD;
use proptest::prelude::*;

const NOW: &str = "2026-11-25T00:00:00Z";

fn is_signed(jwt: &str) -> bool {
    matches!(verify(jwt, &issuers(), &[], at(NOW)), Verdict::Signed(..))
}

#[test]
fn a_change_of_any_byte_is_caught() {
    let good = jwt(&credential());
    assert!(is_signed(&good));
    for at in 0..good.len() {
        for other in [b'A', b'x', b'.', b'=', 0xc3] {
            let mut bytes = good.clone().into_bytes();
            if bytes[at] == other {
                continue;
            }
            bytes[at] = other;
            let changed = String::from_utf8_lossy(&bytes).into_owned();
            assert!(!is_signed(&changed), "byte {at} as {other}");
        }
    }
}

#[test]
fn a_change_of_any_bit_of_claims_header_or_signature_is_caught() {
    let good = jwt(&credential());
    let parts: Vec<Vec<u8>> = good
        .split('.')
        .map(|part| BASE64URL_NOPAD.decode(part.as_bytes()).unwrap())
        .collect();
    for which in 0..3 {
        for bit in 0..parts[which].len() * 8 {
            let mut changed = parts.clone();
            changed[which][bit / 8] ^= 1 << (bit % 8);
            let changed: Vec<String> = changed
                .iter()
                .map(|part| BASE64URL_NOPAD.encode(part))
                .collect();
            assert!(!is_signed(&changed.join(".")), "part {which} bit {bit}");
        }
    }
}

#[test]
fn no_header_chooses_another_algorithm() {
    let claims = credential().claims();
    for header in [
        r#"{"alg":"none","kid":"K"}"#,
        r#"{"alg":"HS256","typ":"vc+jwt","kid":"K"}"#,
        r#"{"alg":"EdDSA","typ":"JWT","kid":"K"}"#,
        r#"{"alg":"EdDSA","alg":"none","kid":"K"}"#,
        r#"{"alg":"EdDSA","crit":["b64"],"b64":false,"kid":"K"}"#,
        r#"{"alg":"EdDSA"}"#,
    ] {
        let header = header.replace("\"K\"", &format!("\"{}\"", kid(1)));
        let part = |text: &str| BASE64URL_NOPAD.encode(text.as_bytes());
        let signed = format!("{}.{}", part(&header), part(&claims));
        let signature = key(1).sign(signed.as_bytes()).to_bytes();
        let jwt = format!("{signed}.{}", BASE64URL_NOPAD.encode(&signature));
        assert!(!is_signed(&jwt), "{header}");
    }
}

#[test]
fn claims_that_lack_something_or_say_it_in_two_ways_are_no_certificate() {
    let good = credential().claims();
    let long = "x".repeat(301);
    for (from, to) in [
        ("\"VerifiableCredential\",", ""),
        ("\"OpenBadgeCredential\"", "\"Other\""),
        ("urn:uuid:", "urn:"),
        ("\"hashed\":false", "\"hashed\":true"),
        ("\"identityType\":\"name\"", "\"identityType\":\"email\""),
        ("Siti", "\\u202eitiS"),
        ("Siti Aminah Rahmawati", " "),
        ("Siti", &long),
        ("\"creditsEarned\":24", "\"creditsEarned\":\"24\""),
        ("\"creditsEarned\":24", "\"creditsEarned\":-1"),
        (
            "\"statusListIndex\":\"654321\"",
            "\"statusListIndex\":\"0654321\"",
        ),
        (
            "\"statusListIndex\":\"654321\"",
            "\"statusListIndex\":\"+1\"",
        ),
        ("BitstringStatusListEntry", "Other"),
        ("\"revocation\"", "\"suspension\""),
        ("2026-11-20T03:04:05Z", "2026-11-20"),
        ("\"issuer\":", "\"issuer\":1,\"issuer\":"),
    ] {
        let bad = good.replace(from, to);
        assert_ne!(bad, good, "{from}");
        assert!(!is_signed(&sign(1, &kid(1), &bad)), "{from} → {to}");
    }
    let extended = good.replacen('{', "{\"evidence\":[{\"id\":\"x\"}],", 1);
    assert!(is_signed(&sign(1, &kid(1), &extended)), "more is allowed");
}

proptest! {
    #[test]
    fn what_any_certificate_says_comes_back_from_jwt_and_link(
        holder in "[A-Za-zÀ-ÿ' .\"\\\\]{1,60}[a-z]", title in "[ -~é]{1,100}x", hours: u32, index in 0..ENTRIES,
        second in 1_767_225_600_i64..1_795_000_000,
    ) {
        let mut said = credential();
        said.holder = holder;
        said.title = title;
        said.hours = hours;
        said.status.index = index;
        said.valid_from = DateTime::from_timestamp(second, 0).unwrap();
        let jwt = jwt(&said);
        let read = verify(&jwt, &issuers(), &[], at("2026-12-31T00:00:00Z"));
        prop_assert!(matches!(&read, Verdict::Signed(found, _) if **found == said), "{:?}", read);
        prop_assert_eq!(read_link(&short(&jwt)), Some(jwt.clone()));
        prop_assert_eq!(claimed(&jwt), Some(said.status));
        prop_assert!(serde_json::from_str::<serde_json::Value>(&credential().claims()).is_ok());
    }

    #[test]
    fn no_text_makes_anything_panic(text: String, bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = verify(&text, &issuers(), &[], at(NOW));
        let _ = read_link(&text);
        let _ = Issuers::parse(&text);
        let mut framed = vec![1, 2, b'a', b'b', 1, b't'];
        framed.extend(bytes);
        if let Some(jwt) = read_link(&BASE64URL_NOPAD.encode(&framed)) {
            prop_assert!(jwt.len() < 4 * MOST_BYTES);
            prop_assert!(!is_signed(&jwt));
        }
    }

}

proptest! {
    // Each packs and reads 128 KB.
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn a_list_says_of_every_position_what_was_put_there(
        mut revoked in proptest::collection::btree_map(0..ENTRIES, (0_u64..40_000, 0_usize..4), 0..200),
        asked in 0..ENTRIES,
    ) {
        revoked.remove(&asked);
        let revoked: Vec<(u32, Revocation)> = revoked.into_iter().map(|(index, (day, reason))| (index, Revocation {
            since: chrono::NaiveDate::default() + chrono::Days::new(day),
            reason: RevocationReason::ALL[reason],
        })).collect();
        let list = read_list(&list(&revoked, NOW));
        for (index, one) in &revoked {
            prop_assert_eq!(list.find(*index), Ok(Some(*one)));
        }
        prop_assert_eq!(list.find(asked), Ok(None));
    }
}
