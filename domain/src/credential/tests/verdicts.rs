//! Which verdict which certificate gets.

use super::*;

const NOW: &str = "2026-11-25T00:00:00Z";

fn verdict(jwt: &str, lists: &[StatusList], now: &str) -> Verdict {
    verify(jwt, &issuers(), lists, at(now))
}

fn wrong(jwt: &str) -> Wrong {
    match verdict(jwt, &[], NOW) {
        Verdict::Wrong(wrong) => wrong,
        Verdict::Signed(..) => panic!("signed"),
    }
}

fn mistake() -> Revocation {
    Revocation {
        since: "2026-11-24".parse().unwrap(),
        reason: RevocationReason::Mistake,
    }
}

#[test]
fn a_signed_certificate_holds_and_says_what_the_institution_signed() {
    let list = read_list(&list(&[(7, mistake())], NOW));
    let Verdict::Signed(found, standing) = verdict(&jwt(&credential()), &[list], NOW) else {
        panic!("not signed")
    };
    assert_eq!(*found, credential());
    assert_eq!(standing, Standing::Valid { as_of: at(NOW) });
}

#[test]
fn a_revoked_one_says_since_when_and_why_and_an_old_list_is_good_for_that() {
    let list = read_list(&list(&[(654_321, mistake()), (3, mistake())], NOW));
    for now in [NOW, "2027-11-25T00:00:00Z"] {
        let told = verdict(&jwt(&credential()), std::slice::from_ref(&list), now);
        assert!(
            matches!(told, Verdict::Signed(_, Standing::Revoked(one)) if one == mistake()),
            "{told:?}"
        );
    }
}

#[test]
fn without_a_list_or_with_one_that_is_a_week_old_nobody_says_valid() {
    let old = read_list(&list(&[], "2026-11-18T00:00:00Z"));
    let of = |lists: &[StatusList], now| match verdict(&jwt(&credential()), lists, now) {
        Verdict::Signed(_, standing) => standing,
        Verdict::Wrong(wrong) => panic!("{wrong:?}"),
    };
    assert_eq!(of(&[], NOW), Standing::Unknown { as_of: None });
    let as_of = at("2026-11-18T00:00:00Z");
    let lists = [old];
    assert_eq!(
        of(&lists, "2026-11-24T23:59:59Z"),
        Standing::Valid { as_of }
    );
    assert_eq!(of(&lists, NOW), Standing::Unknown { as_of: Some(as_of) });
}

#[test]
fn who_may_not_sign_is_told_apart() {
    let credential = credential();
    let claims = credential.claims();
    let of = |change: fn(&mut Credential)| {
        let mut other = credential.clone();
        change(&mut other);
        other.claims()
    };
    // Another's key under the institution's name, and a name that nobody has.
    assert_eq!(wrong(&sign(5, &kid(1), &claims)), Wrong::Signature);
    assert_eq!(wrong(&sign(1, &kid(5), &claims)), Wrong::KeyUnknown);
    let stranger = of(|one| one.issuer = issuer_id(ORIGIN, InstitutionId::parse("L0002").unwrap()));
    assert_eq!(wrong(&sign(1, &kid(1), &stranger)), Wrong::IssuerUnknown);
    // The programme's own key signs lists, not certificates.
    let own = "did:web:prakerja.example#daftar";
    assert_eq!(wrong(&sign(9, own, &claims)), Wrong::KeyUnknown);
    assert_eq!(wrong(&sign(2, &kid(2), &claims)), Wrong::KeyNotValidThen);
    let later = of(|one| one.valid_from = at("2027-01-01T00:00:00Z"));
    assert_eq!(wrong(&sign(1, &kid(1), &later)), Wrong::KeyNotValidThen);
    assert_eq!(wrong(&sign(2, &kid(2), &later)), Wrong::NotYetValid);
}

#[test]
fn what_a_replaced_key_signed_in_its_time_still_holds() {
    let told = verdict(&jwt(&credential()), &[], "2030-01-01T00:00:00Z");
    assert!(matches!(told, Verdict::Signed(..)));
}

#[test]
fn the_programmes_name_for_the_institution_counts() {
    let mut boasting = credential();
    boasting.institution = "Kementerian Segalanya".to_owned();
    let Verdict::Signed(found, _) = verdict(&jwt(&boasting), &[], NOW) else {
        panic!("not signed")
    };
    assert_eq!(found.institution, "Sanggar Karya Nusantara");
}

#[test]
fn a_list_that_another_signed_or_that_was_changed_is_none() {
    let good = list(&[(7, mistake())], NOW);
    let unsigned = StatusList::unsigned(ORIGIN, 1, &[], at(NOW));
    let forged = unsigned.signed(&key(1).sign(unsigned.bytes()).to_bytes());
    assert_eq!(
        StatusList::parse(&forged, &issuers()),
        Err(Wrong::Signature)
    );
    let another = jwt(&credential());
    assert_eq!(
        StatusList::parse(&another, &issuers()),
        Err(Wrong::IssuerUnknown)
    );
    assert!(StatusList::parse(&good[1..], &issuers()).is_err());
    let list = read_list(&good);
    assert_eq!(list.find(7), Ok(Some(mistake())));
    assert_eq!((list.find(8), list.find(ENTRIES)), (Ok(None), Err(())));
}

#[test]
fn published_keys_are_read_as_they_are_written_and_told_to_other_verifiers() {
    let issuers = issuers();
    let text = issuers.to_json();
    assert_eq!(Issuers::parse(&text), Some(issuers.clone()));
    assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
    let id = issuer_id(ORIGIN, institution());
    let did: serde_json::Value = serde_json::from_str(&issuers.did_document(&id).unwrap()).unwrap();
    assert_eq!(did["id"], "did:web:prakerja.example:penerbit:L0001");
    assert_eq!(did["verificationMethod"][1]["id"], kid(2));
    assert_eq!(did["assertionMethod"].as_array().unwrap().len(), 2);
    assert_eq!(issuers.did_document("did:web:other"), None);
    let local = issuer_id("http://127.0.0.1:8787", institution());
    assert_eq!(local, "did:web:127.0.0.1%3A8787:penerbit:L0001");
}

#[test]
fn a_keys_times_may_change_and_the_key_under_a_name_may_not() {
    let first = issuer_key(1, "2026-01-01T00:00:00Z", None);
    let ended = issuer_key(1, "2026-01-01T00:00:00Z", Some("2026-06-01T00:00:00Z"));
    let mut swapped = issuer_key(2, "2026-01-01T00:00:00Z", None);
    swapped.key = first.key.clone();
    let mut known = Vec::new();
    IssuerKey::merge(&mut known, std::slice::from_ref(&first)).unwrap();
    IssuerKey::merge(&mut known, std::slice::from_ref(&ended)).unwrap();
    assert_eq!(known, std::slice::from_ref(&ended));
    assert!(IssuerKey::merge(&mut known, &[swapped]).is_err());
    assert_eq!(known, [ended]);
    assert!(IssuerKey::check(&[first.clone(), first]).is_err());
    assert!(IssuerKey::check(&[]).is_err());
    let never = issuer_key(1, "2026-01-01T00:00:00Z", Some("2026-01-01T00:00:00Z"));
    assert!(IssuerKey::check(&[never]).is_err());
}

#[test]
fn a_certificate_fits_a_code_that_cheap_cameras_read() {
    let jwt = jwt(&credential());
    let short = short(&jwt);
    assert_eq!(
        read_link(&format!("{ORIGIN}/sertifikat/#{short}")).as_ref(),
        Some(&jwt)
    );
    assert_eq!(
        read_link(&format!(" {ORIGIN}/sertifikat/#{jwt}\n")).as_ref(),
        Some(&jwt)
    );
    assert_eq!(
        read_link(&format!("{}\n{}", &short[..50], &short[50..])),
        Some(jwt.clone())
    );
    assert!(jwt.len() < 1_700, "{}", jwt.len());
    assert!(short.len() < 400, "{}", short.len());
}
