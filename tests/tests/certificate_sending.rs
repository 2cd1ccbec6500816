//! Certificates on their way in: by the form, over a network that is cut, and given
//! up.

use proofs::certificate::{
    announced, await_status, begin, certificate, digest, finish, part_of, path, photo, redeem,
    send_form, send_part,
};
use proofs::market::Market;
use proofs::{Cut, Proxy, fresh_key, until};
use serde_json::json;

const DAY: i64 = 24 * 3600;

#[test]
fn the_form_says_what_is_wrong_with_a_file() {
    let market = Market::open(1);
    let runtime = &market.runtime;
    let client = market.client(0);
    let (_, purchase) = redeem(&market, &client, "INV-1");
    let refused = |file: &[u8]| send_form(&client, &runtime.edge, &fresh_key(), &purchase, file);
    let zip = refused(b"PK\x03\x04").expect(422).text;
    assert!(zip.contains("ZIP atau dokumen Word") && zip.contains("Ada yang perlu diperbaiki"));
    assert!(zip.contains("type=\"file\""), "the form is there again");
    assert!(refused(b"").expect(422).text.contains("Berkas ini kosong"));
    for size in [5_100_000, 7_000_000, 15_000_000] {
        let large = refused(&vec![0; size]).expect(413).text;
        assert!(large.contains("lebih dari 5 MB") && large.contains("type=\"file\""));
    }
    let foreign = client
        .post("/sertifikat/kirim/")
        .header("Sec-Fetch-Site", "cross-site")
        .body("multipart/form-data; boundary=x", b"--x--\r\n")
        .send();
    assert_eq!(foreign.status, 403);
}

#[test]
fn a_sending_that_is_cut_at_any_step_goes_on_and_is_kept_once() {
    let market = Market::open(1);
    let runtime = &market.runtime;
    let client = market.client(0);
    let purchase = market.complete(&client, "INV-1");
    let proxy = Proxy::before(runtime);
    let phone = client.through(&proxy.address);
    let file = photo(1, 200_000);
    let key = fresh_key();
    let body = announced(&purchase, &file);
    let post = |path: &str| phone.post(path).key(&key).json(&body).try_send();
    let all = "/api/v1/account/certificates";

    proxy.cut("POST", all, Cut::Swallow);
    assert!(post(all).is_err());
    proxy.heal();
    let begun = post(all).unwrap().expect(201).json();
    let id = &begun["id"];
    for number in [0, 1] {
        let part = || {
            let bytes = part_of(&file, number);
            phone
                .method("PUT", &path(id, &format!("/part?number={number}")))
                .body("application/octet-stream", bytes)
                .header("Content-Digest", &digest(bytes))
                .try_send()
        };
        proxy.cut("PUT", all, Cut::Swallow);
        assert!(part().is_err());
        proxy.heal();
        let shown = phone.get(&path(id, "")).expect(200).json();
        let left: Vec<u16> = (number + 1..2).collect();
        assert_eq!(shown["missing"], json!(left), "it had arrived");
        assert_eq!(part().unwrap().expect(200).json()["missing"], json!(left));
    }
    proxy.cut("POST", all, Cut::Swallow);
    assert!(phone.post(&path(id, "/finish")).try_send().is_err());
    proxy.heal();
    finish(&phone, id).expect(200);
    await_status(&client, "accepted");
    let again = post(all).unwrap().expect(201).json();
    assert_eq!(again["id"], *id);
    assert_eq!(again["state"], "kept");
}

#[test]
fn what_is_not_finished_in_a_day_is_given_up_and_its_parts_are_deleted() {
    let market = Market::open(1);
    let runtime = &market.runtime;
    let client = market.client(0);
    let (_, purchase) = redeem(&market, &client, "INV-1");
    let file = photo(1, 200_000);
    let begun = begin(&client, &fresh_key(), &purchase, &file)
        .expect(201)
        .json();
    send_part(&client, &begun["id"], 0, part_of(&file, 0)).expect(200);
    runtime.advance(DAY + 60);
    let client = market.client(0);
    until("the sending to be given up", || {
        let shown = client.get(&path(&begun["id"], "")).expect(200).json();
        (shown["state"] == "dropped").then_some(())
    });
    let late = send_part(&client, &begun["id"], 1, part_of(&file, 1));
    assert_eq!(late.refusal(), (409, "certificate.upload.ended".into()));
    assert_eq!(certificate(&client)["status"], "awaited");
}
