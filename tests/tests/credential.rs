//! Digital certificates: drafted, signed by the institution, handed in by the
//! platform, shown to the holder, verified by anybody, revoked by two of staff.

use domain::catalogue::Mode;
use domain::credential::{Standing, Verdict, read_link, verify};
use proofs::browser::{Browser, Scripts};
use proofs::credential::{KEY, credential};
use proofs::market::{Market, account, report};
use proofs::{Answer, Client, until};
use serde_json::{Value, json};

/// A completed purchase and what its certificate has to say.
struct Case<'a> {
    market: &'a Market,
    client: Client,
    purchase: Value,
    order: String,
    platform: String,
    draft: Value,
    holder: String,
}

impl<'a> Case<'a> {
    /// Of one of the market's people.
    fn of(market: &'a Market, person: usize) -> Self {
        let client = market.client(person);
        let order = format!("INV-{person}");
        let purchase = market.complete(&client, &order);
        let course = market.course(Mode::Online);
        let mut case = Self {
            market,
            client,
            platform: course.offers[0].platform.to_string(),
            holder: market.people[person].person.name.clone(),
            purchase,
            order,
            draft: Value::Null,
        };
        case.draft = case.ask("credential/draft", json!({})).expect(200).json();
        case
    }

    fn ask(&self, path: &str, more: Value) -> Answer {
        let body = report(&self.purchase, &self.order, &more);
        self.market.runtime.platform(&self.platform, path, &body)
    }

    fn hand_in(&self, jwt: &str) -> Answer {
        self.ask("credential", json!({ "credential": jwt }))
    }

    fn jwt(&self) -> String {
        credential(&self.draft, &self.holder, "1", &KEY)
    }

    fn place(&self) -> (u32, u32) {
        let list = self.draft["status"]["list"].as_str().unwrap();
        let number = list.rsplit('/').next().unwrap().parse().unwrap();
        let index = self.draft["status"]["index"].as_u64().unwrap();
        (number, u32::try_from(index).unwrap())
    }
}

fn market(people: u32) -> Market {
    let market = Market::open(people);
    let institution = market.course(Mode::Online).institution.to_string();
    market.runtime.publish_issuer_key(&institution, "1", &KEY);
    market
}

#[test]
fn a_certificate_goes_from_the_institution_to_its_holder_and_holds_until_two_of_staff_revoke_it() {
    let market = market(1);
    let runtime = &market.runtime;
    let case = Case::of(&market, 0);
    let again = case.ask("credential/draft", json!({})).expect(200).json();
    assert_eq!(again, case.draft, "the same purchase, the same draft");
    let jwt = case.jwt();
    let first = case.hand_in(&jwt).expect(200).json();
    assert_eq!(first["id"], case.draft["id"]);
    runtime.advance(5);
    assert_eq!(case.hand_in(&jwt).expect(200).json(), first, "once");

    let shown = account(&case.client);
    let credential = &shown["credentials"][0];
    assert_eq!(credential["id"], case.draft["id"]);
    let institution = market.course(Mode::Online).institution;
    assert_eq!(credential["institution"], format!("Lembaga {institution}"));
    let link = credential["link"].as_str().unwrap();
    assert_eq!(
        read_link(link),
        Some(jwt.clone()),
        "the link is the certificate"
    );

    // Anybody verifies it with the public files alone.
    let (number, index) = case.place();
    let standing = || {
        let lists = [runtime.status_list(number)];
        match verify(&jwt, &runtime.issuers(), &lists, runtime.now()) {
            Verdict::Signed(credential, standing) => {
                assert_eq!(credential.holder, case.holder);
                standing
            }
            Verdict::Wrong(wrong) => panic!("{wrong:?}"),
        }
    };
    assert!(matches!(standing(), Standing::Valid { .. }));

    let command = runtime.revocation(number, index, "mistake");
    runtime.sign(0, &command).expect(200);
    assert!(
        matches!(standing(), Standing::Valid { .. }),
        "one is not enough"
    );
    assert_eq!(
        runtime.sign(0, &command).refusal(),
        (409, "command.same_key".into())
    );
    runtime.sign(1, &command).expect(200);
    until("the revocation to be seen", || {
        matches!(standing(), Standing::Revoked(_)).then_some(())
    });
    until("the account to say so", || {
        let shown = account(&case.client);
        (shown["credentials"][0]["revoked"][1] == "mistake").then_some(())
    });
}

#[test]
fn what_differs_from_the_purchase_or_is_signed_by_another_is_refused() {
    let market = market(2);
    let runtime = &market.runtime;
    let case = Case::of(&market, 0);
    let refused = |jwt: &str| case.hand_in(jwt).refusal();
    let signed = |change: &dyn Fn(&mut Value)| {
        let mut draft = case.draft.clone();
        change(&mut draft);
        credential(&draft, &case.holder, "1", &KEY)
    };
    assert_eq!(refused("x.y.z"), (422, "credential.malformed".into()));
    let forged = credential(&case.draft, &case.holder, "1", &[42; 32]);
    assert_eq!(refused(&forged), (422, "credential.signature_wrong".into()));
    let unknown = credential(&case.draft, &case.holder, "2", &KEY);
    assert_eq!(refused(&unknown), (422, "credential.key_unknown".into()));
    let other = signed(&|draft| draft["issuer"] = json!("did:web:example.org"));
    assert_eq!(refused(&other), (422, "credential.issuer_unknown".into()));
    let somebody = credential(&case.draft, "Warga Lain", "1", &KEY);
    assert_eq!(refused(&somebody), (422, "credential.other_holder".into()));
    let differs = (422, "credential.differs_from_draft".to_owned());
    assert_eq!(
        refused(&signed(&|draft| draft["hours"] = json!(999))),
        differs
    );
    assert_eq!(
        refused(&signed(&|draft| draft["title"] = json!("Lain"))),
        differs
    );
    assert_eq!(
        refused(&signed(&|draft| draft["status"]["index"] = json!(1))),
        differs
    );
    let early = signed(&|draft| draft["valid_from"] = json!("2025-01-01T00:00:00Z"));
    assert_eq!(refused(&early), (422, "credential.key_not_valid".into()));
    // Somebody else's certificate for one's own purchase.
    let theirs = Case::of(&market, 1);
    assert_ne!(theirs.place(), case.place());
    assert_eq!(
        refused(&theirs.jwt()),
        (422, "credential.other_holder".into())
    );
    assert_eq!(account(&case.client)["credentials"], json!([]));

    // The holder's name in other letters is the holder's name.
    let shouted = credential(&case.draft, &case.holder.to_uppercase(), "1", &KEY);
    case.hand_in(&shouted).expect(200);
    let second = case.hand_in(&case.jwt());
    assert_eq!(second.refusal(), (409, "credential.already_issued".into()));

    let other = if case.platform == "P01" { "P02" } else { "P01" };
    let body = report(&case.purchase, &case.order, &json!({}));
    let foreign = runtime.platform(other, "credential/draft", &body);
    assert_eq!(foreign.refusal(), (404, "purchase.unknown".into()));
}

#[test]
fn keys_are_published_in_files_that_stay_and_for_other_verifiers() {
    let market = market(1);
    let runtime = &market.runtime;
    let institution = market.course(Mode::Online).institution.to_string();
    let newest = runtime.file("penerbit/terbaru.json").expect(200);
    let fixed = runtime.file("penerbit/1.json").expect(200);
    assert_eq!(newest.body, fixed.body);
    assert!(fixed.header("cache-control").unwrap().contains("immutable"));
    let path = format!("/penerbit/{institution}/did.json");
    let did = runtime.client().get(&path).expect(200).json();
    let id = did["id"].as_str().unwrap();
    assert!(id.ends_with(&format!(":penerbit:{institution}")), "{id}");
    assert_eq!(did["verificationMethod"][0]["id"], format!("{id}#1"));
    assert_eq!(runtime.client().get("/penerbit/L9999/did.json").status, 404);
    assert_eq!(runtime.file("penerbit/2.json").status, 404);
    assert_eq!(runtime.file("sertifikat/status/0").status, 404);

    // A name is never given to another key.
    runtime.publish_issuer_key(&institution, "2", &[43; 32]);
    assert_eq!(runtime.issuers().version, 2);
    let stolen = json!({
        "id": proofs::fresh_key(), "issued_at": runtime.now(), "action": "publish_issuer_keys",
        "keys": [{
            "institution": institution, "name": "X", "key": "1",
            "public_key": "11".repeat(32), "valid_from": "2026-01-01T00:00:00Z",
        }],
    });
    let told = runtime.sign(0, &stolen.to_string());
    assert_eq!(told.refusal(), (422, "credential.keys_invalid".into()));
}

/// A certificate's link with one letter of its claims changed.
fn tampered(link: &str) -> String {
    let (start, end) = link.split_at(link.len() - 60);
    let letter = if end.starts_with('A') { 'B' } else { 'A' };
    format!("{start}{letter}{}", &end[1..])
}

#[test]
fn a_phone_verifies_without_a_network_and_a_plain_form_does_without_a_program() {
    let mut market = market(2);
    let (link, revoked, holder) = {
        let runtime = &market.runtime;
        let cases = [Case::of(&market, 0), Case::of(&market, 1)];
        let links = cases.each_ref().map(|case| {
            case.hand_in(&case.jwt()).expect(200);
            let shown = account(&case.client);
            shown["credentials"][0]["link"].as_str().unwrap().to_owned()
        });
        let (number, index) = cases[1].place();
        let command = runtime.revocation(number, index, "fraud");
        runtime.sign(0, &command).expect(200);
        runtime.sign(1, &command).expect(200);

        // Without a program.
        let form = |link: &str| {
            let answer = runtime
                .client()
                .post_form("/sertifikat/", &[("tautan", link)]);
            String::from_utf8(answer.expect(200).body).unwrap()
        };
        let told = form(&links[0]);
        assert!(
            told.contains(">Sah<") && told.contains(&cases[0].holder),
            "{told}"
        );
        until("the revocation to be seen", || {
            form(&links[1]).contains(">Dicabut<").then_some(())
        });
        let told = form(&tampered(&links[0]));
        assert!(
            told.contains(">Tidak sah<") && !told.contains(&cases[0].holder),
            "{told}"
        );
        let empty = runtime
            .client()
            .post_form("/sertifikat/", &[("tautan", " ")]);
        assert_eq!(empty.status, 422);

        // The PDF is for its holder alone.
        let path = format!(
            "/akun/sertifikat/{}.pdf",
            cases[0].purchase["id"].as_str().unwrap()
        );
        let pdf = cases[0].client.get(&path).expect(200);
        assert!(pdf.body.starts_with(b"%PDF-"));
        assert_eq!(pdf.header("content-type"), Some("application/pdf"));
        assert_eq!(pdf.header("cache-control"), Some("private, no-store"));
        assert_eq!(cases[1].client.get(&path).status, 404);
        assert_eq!(runtime.client().get(&path).status, 303, "sign in first");
        if let Ok(out) = std::env::var("PRAKERJA_PICTURES") {
            std::fs::write(format!("{out}/sertifikat.pdf"), &pdf.body).unwrap();
        }
        let [link, revoked] = links;
        (link, revoked, cases[0].holder.clone())
    };
    let path = |link: &str| link.strip_prefix(&market.runtime.edge).unwrap().to_owned();
    let browser = Browser::open(&market.runtime, Scripts::On);
    let here = std::time::UNIX_EPOCH.elapsed().unwrap().as_millis();
    let there = market.runtime.now().timestamp_millis();
    browser.clock_ahead(there - i64::try_from(here).unwrap());
    browser.go(&path(&link));
    browser.see("Sah");
    browser.see(&holder);
    assert_eq!(browser.focused(), "hasil");
    browser.await_worker();
    browser.await_kept("credential");
    until("the page itself on the phone", || {
        let kept = browser
            .try_run_async("return Boolean(await caches.match('/sertifikat/'))")
            .ok()?;
        kept.as_bool()?.then_some(())
    });
    let (link_path, revoked) = (path(&link), path(&revoked));

    // Nothing answers any more.
    market.runtime.stop();
    browser.go("/status/");
    browser.go(&link_path);
    browser.see("Sah");
    browser.see(&holder);
    browser.see("Terakhir diperbarui");
    browser.type_into("#tautan", &revoked);
    browser.click("#periksa button");
    browser.see("Dicabut");
    browser.see("diperoleh dengan data");
    browser.type_into("#tautan", &tampered(&link));
    browser.click("#periksa button");
    browser.see("Tidak sah");
    assert!(!browser.main_text().contains(&holder));
}
