//! Where somebody lives, what they learned and how they work: changed by the person, and
//! counted for the wave that comes.

use domain::messages::{Code, Locale};
use proofs::browser::{Browser, Scripts};
use proofs::{Answer, Client, Person, Runtime, Schedule, join, register, shared, verified};
use serde_json::{Value, json};

const PROFILE: &str = "/api/v1/account/profile";

fn change(client: &Client, profile: &Value) -> Answer {
    client.method("PUT", PROFILE).json(profile).send()
}

fn profile(domicile: &str, education: &str, work_status: &str) -> Value {
    json!({ "domicile": domicile, "education": education, "work_status": work_status })
}

#[test]
fn a_profile_is_its_owners_to_read_and_change() {
    let sari = register(shared(), Person::new());
    let before = sari.client.get(PROFILE).expect(200).json();
    assert_eq!(before["wave"], Value::Null);
    let after = profile("7371", "s1", "laid_off");
    let view = change(&sari.client, &after).expect(200).json();
    for name in ["domicile", "education", "work_status"] {
        assert_eq!(view[name], after[name], "{name}");
    }
    assert_eq!(
        view["changes_left"],
        before["changes_left"].as_u64().unwrap() - 1
    );
    assert_eq!(sari.client.get(PROFILE).expect(200).json(), view);
    let wrong = change(&sari.client, &profile("9999", "", "none"))
        .expect(422)
        .json();
    let codes: Vec<_> = wrong["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["code"])
        .collect();
    assert_eq!(
        codes,
        ["domicile.unknown", "education.missing", "choice.unknown"]
    );
    let stranger = shared().client();
    stranger.get(PROFILE).expect(401);
    change(&stranger, &after).expect(401);
    let budi = register(shared(), Person::new());
    assert_ne!(
        budi.client.get(PROFILE).expect(200).json()["domicile"],
        "7371"
    );
}

#[test]
fn who_waits_for_a_draw_changes_the_home_alone() {
    let runtime = Runtime::start();
    runtime.plan(&Schedule::open(72));
    let sari = register(&runtime, Person::new());
    verified(&sari);
    let before = sari.client.get(PROFILE).expect(200).json();
    let text = |name: &str| before[name].as_str().unwrap().to_owned();
    join(&sari.client, 72).expect(201);
    let other_work = profile(&text("domicile"), &text("education"), "laid_off");
    let refused = change(&sari.client, &other_work);
    assert_eq!(refused.refusal(), (409, "profile.fixed".into()));

    // The same on the page, without scripts.
    let browser = Browser::open(&runtime, Scripts::Off);
    browser.sign_in_as(&sari.client);
    browser.go("/akun/data/");
    browser.click("a[href='/akun/profil/']");
    browser.see("Anda sedang ikut Gelombang 72");
    assert!(!browser.has("input[name=work_status]"));
    browser.pick("#domicile", "7371");
    browser.click("main form button");
    browser.see("Kota Makassar, Sulawesi Selatan");
    assert_eq!(browser.place(), "/akun/data/");
    browser.go("/akun/keamanan/");
    browser.see("Tempat tinggal, pendidikan, atau pekerjaan diubah");
}

#[test]
fn a_form_that_says_nothing_is_shown_again_with_what_is_missing() {
    let sari = register(shared(), Person::new());
    let browser = Browser::open(shared(), Scripts::Off);
    browser.sign_in_as(&sari.client);
    browser.go("/akun/profil/");
    browser.pick("#domicile", "");
    browser.click("input[name=work_status][value=laid_off]");
    browser.click("main form button");
    browser.see(Code::DomicileMissing.text(Locale::Id));
    assert!(browser.has("input[name=work_status][value=laid_off][checked]"));
}
