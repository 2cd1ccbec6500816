//! What this deployment's data was hashed and sealed with, to the letter. A release
//! that computes another hash finds nobody, and one that opens nothing has lost them:
//! these values change never. A new format gets vectors beside them, and what was
//! sealed under the old one must still open.

use super::*;

/// Two keys that differ, so that an exchange of them shows.
fn keys() -> Keys {
    let key = |first: u8| {
        let bytes: Vec<u8> = (first..first + 32).collect();
        BASE64URL_NOPAD.encode(&bytes)
    };
    Keys::parse(&key(0), &key(100), "").unwrap()
}

/// All of them, in the order of their numbers.
const PURPOSES: [Purpose; 23] = [
    Purpose::Nik,
    Purpose::Contact,
    Purpose::RegistrationNumber,
    Purpose::StatusCheck,
    Purpose::Otp,
    Purpose::Token,
    Purpose::Address,
    Purpose::IdempotencyKey,
    Purpose::Household,
    Purpose::HouseholdTag,
    Purpose::Purchase,
    Purpose::RedeemCode,
    Purpose::PlatformAccount,
    Purpose::Card,
    Purpose::PayoutPrefix,
    Purpose::Upload,
    Purpose::FileName,
    Purpose::CertificateFile,
    Purpose::Owner,
    Purpose::Review,
    Purpose::BackupCode,
    Purpose::TokenMark,
    Purpose::WaitingRoom,
];

/// Its number and the hash of `["3273015404980001", "b"]`. No `_`: a new purpose
/// does not compile without its vector.
const fn expected(purpose: Purpose) -> (u8, &'static str) {
    match purpose {
        Purpose::Nik => (0, "PcZcK9IQuG1iQ61gDujwV-tS6kBC9sUE_Ajc18vlKc0"),
        Purpose::Contact => (1, "K9cMr9il2odIdfdcRI-_-XmMXSi1twOUid2B_ria1KY"),
        Purpose::RegistrationNumber => (2, "3cBvFAFFaZ01gLxRTzTn3MUeEDsIYdUi73Yw6Ccbnnc"),
        Purpose::StatusCheck => (3, "y2zgWWGHdv4iwcslroeIcbtaRDXgQx16JISnMgHzuIw"),
        Purpose::Otp => (4, "IjLnpz5dII0vTKD5GRDbFYCbzDVb50_pnd6oHI4q82M"),
        Purpose::Token => (5, "tdhEKcoRauLcTCs-4SGBVCR6vtNovosVVMCU7BmVRl8"),
        Purpose::Address => (6, "0LZDV7REdhfdpGXN5Ytu8iLPIsIcpkKwt9mOORlGwaA"),
        Purpose::IdempotencyKey => (7, "ZsCJQL-mzsRmaMqdKrypFBJb9zu8gs3IyZ-4EuWvKLw"),
        Purpose::Household => (8, "QegBm1ZZ-rXAiNJvthtngQHkm3OAz61GVD_Ov3Y7Q6A"),
        Purpose::HouseholdTag => (9, "0v4pVwoHypW2djsChhLHnQS4LrZOFAwcWyp_rTwgRQA"),
        Purpose::Purchase => (10, "68gPhIT-xOl9PPxf4ZZhCZgVIwSmrf0Uyt7E0Bsk-hM"),
        Purpose::RedeemCode => (11, "GhovEfaXd9QPXZuS0mf5P0NY1ZfmS4P5nGovuO_ltfc"),
        Purpose::PlatformAccount => (12, "JL8HKSHT4F8XhEFtAkMDmLhJVxXmYL1TsrNfsI9jH8U"),
        Purpose::Card => (13, "4osrSRRmeI7Y0ASQ5hBemOqmRy17skzmWYBJj9ZCXdM"),
        Purpose::PayoutPrefix => (14, "sQ3uEETYr_ofwkZ0cJYHZVRqv7ldNg8aiBKWwhi4-40"),
        Purpose::Upload => (15, "cMgAsGqvZDQqAglBGmis8iafePkdQM-lO_7Lp8NI8Cg"),
        Purpose::FileName => (16, "oNPy2z4Urzd0ieh2zVpmHZdouP2_crnB-V1g9pCzTo8"),
        Purpose::CertificateFile => (17, "AHJx_1Iu9CW4w3wZ_ncoGBLF1N2wUDJJj0bC_1vG1uI"),
        Purpose::Owner => (18, "PXTY32FrntqesScRT8c7knVV_M1e6lIElIxrgoUuP7A"),
        Purpose::Review => (19, "Qh_5R--yRLHSqRNdLlBzES-X_boKJYZnPJ9oLGcglTw"),
        Purpose::BackupCode => (20, "0nTcpFdeRFs266Wpr4YLc_3V5FZraPgXA_yE46UcHHk"),
        Purpose::TokenMark => (21, "PWI2DAwRBRFdFwvHDpX6etqihfEEVlL5AWwDAI3MEu4"),
        Purpose::WaitingRoom => (22, "dV_gcuCmoBLzS1xuDhA3DwQoicDXdXDMgt7AZ9hpl8Q"),
    }
}

#[test]
fn every_purpose_keeps_its_number_and_its_hash() {
    let mut numbers = vec![];
    for purpose in PURPOSES {
        let (number, hash) = expected(purpose);
        assert_eq!(purpose.number(), number, "{purpose:?}");
        let digest = keys().digest(purpose, &["3273015404980001", "b"]);
        assert_eq!(digest.text(), hash, "{purpose:?}");
        numbers.push(number);
    }
    // The list has them all: numbers without a hole, up to the last.
    let all: Vec<u8> = (0..).take(PURPOSES.len()).collect();
    assert_eq!(numbers, all);
}

#[test]
fn a_file_and_a_text_of_no_parts_keep_their_hashes() {
    let file = keys().digest_bytes(Purpose::CertificateFile, b"%PDF-1.7 a file");
    assert_eq!(file.text(), "-JSI8fyqZM5LfVWs4C4-5fUmxV25poyZ3pc3uqxPzuQ");
    assert_eq!(
        keys().digest(Purpose::Nik, &[]).text(),
        "5xFUbj-q1MfEqnVrwmytar6oJBmEoPawg5xwymHE74g"
    );
    assert_eq!(
        fingerprint(b"{\"wave\":72}"),
        "WYAEYiX7zUhlDLrK7ZUh3XJ4vHlBOvTNDGporzMdlfs"
    );
}

#[test]
fn a_hash_leads_to_the_shard_and_the_half_that_it_led_to() {
    let digest = keys().digest(Purpose::Nik, &["3273015404980001"]);
    assert_eq!(
        data_encoding::HEXLOWER.encode(&digest.half()),
        "0081d9bf260f95dd5eaae44c5006fac4"
    );
}

#[test]
fn people_stay_in_the_shard_that_their_nik_led_to() {
    let nik = "3273011404980003";
    let digest = keys().digest(Purpose::Nik, &[nik]);
    let shards = [1, 4, 16, 100, 256].map(|shards| digest.shard(shards));
    assert_eq!(shards, [0, 3, 7, 23, 23]);
}

/// Sealed before keys had numbers, by the code of its day with that day's random nonce.
const FIRST: &[(Place, &str, &str)] = &[
    (
        Place::of_person("person", 3, 7),
        "{\"name\":\"Sari Rahayu\"}",
        "JNsj5u2wSeomS8Z7NjeVs3HCTgzcoiZtx6clejkZTcaJzSWy2jDawlFh5uYT2BLU5cw",
    ),
    (
        Place::moving("message"),
        "",
        "Lxjhjq5MS3sPfMBuDaHtuhQGjcWfcwm2R6X2Fg",
    ),
    (
        Place::file("sertifikat/00ff"),
        "\u{0}bytes",
        "ki_KmJpXj76TxwqqZwKqQL42SR57uyoDgOrKNsjJu4SxQQ",
    ),
];

/// Under a derived key, in a whole place. Made by another program, with node's own functions.
const NUMBERED: &[(Place, &str, &str)] = &[
    (
        Place::of_person("person", 3, 7),
        "{\"name\":\"Sari Rahayu\"}",
        "0.AQIDBAUGBwgJCgsM-pbmrn_62Ft1cqDhxIxkwVpDLI436t7_CnAlYpmT9IFtS4xMs0o",
    ),
    (
        Place::of_person("person", 3, 7),
        "{\"name\":\"Sari Rahayu\"}",
        "1.AQIDBAUGBwgJCgsMUltGdyifdoDB8Z0jPWnwc2bpJ6iPJx5NqaY5xsKYsO2IfNMHG3k",
    ),
    (
        Place::of_row("submission", 255, "7 key"),
        "{}",
        "0.AgMEBQYHCAkKCwwNdS-eXLXv2Kh_n02rm6LEmjnH",
    ),
    (
        Place::moving("message"),
        "",
        "0.AwQFBgcICQoLDA0OXuSCEQ9BOw4VmFG7UgBjVA",
    ),
    (
        Place::entry("staff-log", 12, "staff-log/12"),
        "entry",
        "0.BAUGBwgJCgsMDQ4PpGwiZ0oEyD0aKdJOAflq_S0GT8kL",
    ),
    (
        Place::row("review", "00ff"),
        "{}",
        "0.BQYHCAkKCwwNDg8QKm9gVb70lUzIuMzVzH6fiofQ",
    ),
];

/// The file of that name, as it lies in the bucket.
const FILE: (&str, &str, &str) = (
    "sertifikat/00ff",
    "\u{0}bytes",
    "cHJrAgAABgcICQoLDA0ODxARA1fyG3eEJlxR0KZEsnlt-efTMamsCA",
);

/// The first key and one that came after it.
fn ring() -> Keyring {
    let key = |first: u8| (first..first + 32).collect::<Vec<u8>>();
    let later = format!("1:{}", BASE64URL_NOPAD.encode(&key(1)));
    Keyring::parse(&key(100), &later).unwrap()
}

#[test]
fn what_was_sealed_still_opens_in_its_place_and_in_no_other() {
    for (place, plain, sealed) in [FIRST, NUMBERED].concat() {
        let opened = ring().open(place, sealed);
        assert_eq!(opened.unwrap(), plain.as_bytes(), "{place:?}");
        let elsewhere = Place::of_person("elsewhere", 3, 7);
        assert!(ring().open(elsewhere, sealed).is_err(), "{place:?}");
    }
    let (name, plain, sealed) = FILE;
    let sealed = BASE64URL_NOPAD.decode(sealed.as_bytes()).unwrap();
    let opened = ring().open_bytes(Place::file(name), &sealed);
    assert_eq!(opened.unwrap(), plain.as_bytes());
    assert!(ring().open_bytes(Place::file("other"), &sealed).is_err());
    // A file from before keys had numbers.
    let (place, plain, first) = FIRST[2];
    let first = BASE64URL_NOPAD.decode(first.as_bytes()).unwrap();
    assert_eq!(ring().open_bytes(place, &first).unwrap(), plain.as_bytes());
}

#[test]
fn what_is_sealed_has_the_shape_of_what_another_program_made() {
    for (place, plain, sealed) in NUMBERED {
        let again = keys().ring.seal(*place, plain.as_bytes()).unwrap();
        assert!(again.starts_with("0."), "{again}");
        assert_eq!(again.len(), sealed.len(), "{place:?}");
    }
}

#[test]
fn a_token_that_was_handed_out_still_names_its_shard() {
    // From yesterday's cookie.
    let kept = "11.6nZnFrz1xLw8X5F6-wzkY9hT3sCqpBqGmS0Jb_UdR2o";
    let named = keys().named(Kind::Session, kept, 16).unwrap();
    assert_eq!((named.shard, named.made_at), (11, None));
    assert_eq!(
        keys().digest(Purpose::Token, &[kept]).text(),
        "mpMosefKpWKjlog521i91vGp8lJynSZ2Zd6GxAMx9Wo"
    );
    // What is handed out today has that shape, and a mark.
    let marked = "11.AAECAwQFBgcICQoLDA0ODxAREhMBycOA0S3wqDHb37E";
    let named = keys().named(Kind::Session, marked, 16).unwrap();
    let made_at = named.made_at.unwrap();
    assert_eq!((named.shard, made_at.timestamp()), (11, 1_800_000_000));
    let fresh = keys().token(Kind::Session, 11, made_at).unwrap();
    assert_eq!(fresh.len(), kept.len());
    assert!(BASE64URL_NOPAD.decode(&fresh.as_bytes()[3..]).is_ok());
}
