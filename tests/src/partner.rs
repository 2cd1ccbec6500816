//! A course platform's calls, signed as platforms sign them.

use crate::{Answer, Runtime, places};
use data_encoding::BASE64URL_NOPAD;
use domain::partner::sign::{CLIENT_ID, ClientSecret, NONCE, Nonce, SIGNATURE, TIMESTAMP, sign};
use serde_json::Value;

/// The secret that the platforms of this machine share.
fn secret() -> ClientSecret {
    let config = places::runtime_config();
    let partners = config["edge"]["bindings"]["PARTNERS"].as_str().unwrap();
    let partners: Value = serde_json::from_str(partners).unwrap();
    let secret = partners[0]["secrets"][0].as_str().unwrap();
    ClientSecret::new(&BASE64URL_NOPAD.decode(secret.as_bytes()).unwrap()).unwrap()
}

impl Runtime {
    /// A call of a platform: `path` as under `/api/partner/v1/`.
    pub fn platform(&self, platform: &str, path: &str, body: &Value) -> Answer {
        self.platform_with_nonce(platform, path, body, &crate::fresh_key())
    }

    /// The same with a nonce that may have been used.
    pub fn platform_with_nonce(
        &self,
        platform: &str,
        path: &str,
        body: &Value,
        nonce: &str,
    ) -> Answer {
        let path = format!("/api/partner/v1/{path}");
        let text = body.to_string();
        let now = self.now();
        let parsed = Nonce::parse(nonce).unwrap();
        let signature = sign(&secret(), "POST", &path, text.as_bytes(), now, &parsed);
        self.client()
            .post(&path)
            .json(body)
            .header(CLIENT_ID, &format!("client-{platform}"))
            .header(TIMESTAMP, &now.timestamp().to_string())
            .header(NONCE, nonce)
            .header(SIGNATURE, &signature)
            .send()
    }
}
