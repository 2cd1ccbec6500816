//! Institutions that sign certificates, with keys of the proofs' own.

use crate::{Answer, Runtime};
use domain::credential::{CredentialDraft, Issuers, StatusList, Unsigned};
use domain::draw::Hex;
use ed25519_dalek::{Signer, SigningKey};
use serde_json::{Value, json};

/// The key that institutions sign with here, if nothing else is said.
pub const KEY: [u8; 32] = [41; 32];

/// A certificate after its draft, signed with a key of that name.
pub fn credential(draft: &Value, holder: &str, kid: &str, key: &[u8; 32]) -> String {
    let draft: CredentialDraft = serde_json::from_value(draft.clone()).unwrap();
    let claims = draft.credential("Nama apa saja", holder).claims();
    let unsigned = Unsigned::new(&format!("{}#{kid}", draft.issuer), &claims);
    let signature = SigningKey::from_bytes(key).sign(unsigned.bytes());
    unsigned.signed(&signature.to_bytes())
}

impl Runtime {
    /// Publishes a key of an institution under a name, as two of staff do.
    pub fn publish_issuer_key(&self, institution: &str, kid: &str, key: &[u8; 32]) {
        let public = SigningKey::from_bytes(key).verifying_key().to_bytes();
        let text = json!({
            "id": crate::fresh_key(),
            "issued_at": self.now(),
            "action": "publish_issuer_keys",
            "keys": [{
                "institution": institution,
                "name": format!("Lembaga {institution}"),
                "key": kid,
                "public_key": Hex(public),
                "valid_from": "2026-01-01T00:00:00Z",
            }],
        });
        self.sign(0, &text.to_string()).expect(200);
        self.sign(1, &text.to_string()).expect(200);
    }

    /// The command that revokes a certificate.
    pub fn revocation(&self, list: u32, index: u32, reason: &str) -> String {
        json!({
            "id": crate::fresh_key(),
            "issued_at": self.now(),
            "action": "revoke_credential",
            "list": list,
            "index": index,
            "reason": reason,
        })
        .to_string()
    }

    /// A file under `/berkas/`.
    pub fn file(&self, path: &str) -> Answer {
        self.client().get(&format!("/berkas/{path}"))
    }

    /// Who may sign, as anybody reads it.
    pub fn issuers(&self) -> Issuers {
        let file = self.file("penerbit/terbaru.json").expect(200);
        Issuers::parse(std::str::from_utf8(&file.body).unwrap()).unwrap()
    }

    /// A list of revocations, as anybody reads it.
    pub fn status_list(&self, number: u32) -> StatusList {
        let file = self
            .file(&format!("sertifikat/status/{number}"))
            .expect(200);
        let jwt = std::str::from_utf8(&file.body).unwrap();
        StatusList::parse(jwt, &self.issuers()).unwrap()
    }
}
