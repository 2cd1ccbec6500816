//! The way that every applicant goes, by the API: code, proof, registration,
//! sign-in, wave.

use crate::{Answer, Client, Person, Runtime, fresh_key, until};
use serde_json::json;

/// Somebody who has registered, still signed in.
pub struct Registered {
    /// Who.
    pub person: Person,
    /// Their browser.
    pub client: Client,
    /// Grouped registration number.
    pub number: String,
}

/// Asks for a code to prove a number.
pub fn send_code(client: &Client, phone: &str) -> Answer {
    client.post_json("/api/v1/otp", &json!({ "phone": phone }))
}

/// Asks for a sign-in code.
pub fn send_sign_in_code(client: &Client, nik: &str) -> Answer {
    client.post_json("/api/v1/session/otp", &json!({ "nik": nik }))
}

/// Asks for a code to prove a number; challenge and code.
pub fn receive_code(runtime: &Runtime, client: &Client, phone: &str) -> (String, String) {
    let since = runtime.last_message(phone);
    let sent = send_code(client, phone).expect(202).json();
    let code = runtime.await_code(phone, since);
    (sent["challenge"].as_str().unwrap().to_owned(), code)
}

/// Proves a number; answers the proof.
pub fn prove(runtime: &Runtime, client: &Client, phone: &str) -> String {
    let (challenge, code) = receive_code(runtime, client, phone);
    let body = json!({ "challenge": challenge, "code": code });
    let verified = client.post_json("/api/v1/otp/verify", &body).expect(200);
    verified.json()["phone_proof"].as_str().unwrap().to_owned()
}

/// Sends a registration.
pub fn submit(client: &Client, person: &Person, proof: &str, key: &str) -> Answer {
    client
        .post("/api/v1/registrations")
        .key(key)
        .json(&person.registration(proof))
        .send()
}

/// The whole way to a registration.
pub fn register(runtime: &Runtime, person: Person) -> Registered {
    let client = runtime.client();
    let proof = prove(runtime, &client, &person.phone);
    let receipt = submit(&client, &person, &proof, &fresh_key()).expect(201);
    let number = receipt.json()["registration_number"]
        .as_str()
        .unwrap()
        .to_owned();
    Registered {
        person,
        client,
        number,
    }
}

/// Signs in somewhere else; answers that client.
pub fn sign_in(runtime: &Runtime, person: &Person) -> Client {
    let client = runtime.client();
    let since = runtime.last_message(&person.phone);
    let sent = send_sign_in_code(&client, &person.nik).expect(202).json();
    let code = runtime.await_code(&person.phone, since);
    let body = json!({ "challenge": sent["challenge"], "code": code });
    client.post_json("/api/v1/session", &body).expect(200);
    client
}

/// Has an address confirmed as the signed-in person's.
pub fn confirm_email(runtime: &Runtime, client: &Client, address: &str) {
    let since = runtime.last_message(address);
    let body = json!({ "email": address });
    let sent = client.post_json("/api/v1/account/email/otp", &body);
    let challenge = sent.expect(202).json()["challenge"].clone();
    let code = runtime.await_code(address, since);
    let body = json!({ "email": address, "challenge": challenge, "code": code });
    let confirmed = client.method("PUT", "/api/v1/account/email").json(&body);
    confirmed.send().expect(200);
}

/// Joins a wave.
pub fn join(client: &Client, wave: u32) -> Answer {
    client
        .post("/api/v1/account/applications")
        .key(&fresh_key())
        .json(&json!({ "wave": wave }))
        .send()
}

impl Registered {
    /// What the account shows now.
    pub fn account(&self) -> serde_json::Value {
        self.client.get("/api/v1/account").expect(200).json()
    }

    /// A step of the account's timeline.
    pub fn step(&self, name: &str) -> serde_json::Value {
        let account = self.account();
        let steps = account["timeline"].as_array().unwrap();
        steps
            .iter()
            .find(|step| step["step"] == name)
            .cloned()
            .unwrap_or_default()
    }
}

/// Waits until the identity office has said yes.
pub fn verified(person: &Registered) {
    until("the identity office's verdict", || {
        (person.step("identity_check")["progress"] == "done").then_some(())
    });
}
