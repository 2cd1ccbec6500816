//! Digital certificates from a terminal: the office publishes institutions' keys
//! and revokes; an institution without software of its own signs a draft.

use std::{fs, path::Path};

use anyhow::{Context, Result, anyhow, bail};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use clap::ValueEnum;
use domain::credential::{
    CredentialDraft, IssuerKey, RevocationReason, Unsigned, claimed, read_link,
};
use domain::draw::Hex;
use domain::messages::Locale;
use domain::staff::Action;
use ed25519_dalek::SigningKey;

use super::{command, key::Key};

/// Why a certificate is revoked.
#[derive(Clone, Copy, ValueEnum)]
pub enum Reason {
    /// Something in it is written wrongly.
    Mistake,
    /// The course was not completed after all.
    NotCompleted,
    /// Obtained by false data.
    Fraud,
    /// The institution's key was in wrong hands.
    KeyCompromised,
}

impl From<Reason> for RevocationReason {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::Mistake => Self::Mistake,
            Reason::NotCompleted => Self::NotCompleted,
            Reason::Fraud => Self::Fraud,
            Reason::KeyCompromised => Self::KeyCompromised,
        }
    }
}

/// The text of a command that publishes keys.
pub fn publish_keys(keys: Vec<IssuerKey>) -> Result<String> {
    checked(Action::PublishIssuerKeys { keys })
}

/// The same from a file: a JSON list.
pub fn publish(file: &Path) -> Result<String> {
    let text = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    publish_keys(serde_json::from_slice(&text).context("this is no list of keys")?)
}

/// The text of a command that revokes the certificate of a link.
pub fn revoke(link: &str, reason: Reason) -> Result<String> {
    let entry = read_link(link).and_then(|jwt| claimed(&jwt));
    let entry = entry.context("this is no certificate's link")?;
    let number = entry.list.rsplit('/').next().unwrap_or_default();
    checked(Action::RevokeCredential {
        list: number.parse().context("a list without a number")?,
        index: entry.index,
        reason: reason.into(),
    })
}

fn checked(action: Action) -> Result<String> {
    action
        .check()
        .map_err(|code| anyhow!("{}", code.text(Locale::En)))?;
    command(action)
}

/// A draft as the partner API answered it, signed for a participant.
pub fn sign(draft: &Path, holder: &str, kid: &str, key: &Key) -> Result<String> {
    let text = fs::read(draft).with_context(|| format!("cannot read {}", draft.display()))?;
    let draft: CredentialDraft = serde_json::from_slice(&text).context("this is no draft")?;
    if holder.trim().is_empty() {
        bail!("whose certificate is it?");
    }
    let claims = draft.credential(&key.name, holder).claims();
    let unsigned = Unsigned::new(&format!("{}#{kid}", draft.issuer), &claims);
    let signature = Hex::<64>::parse(&key.sign(unsigned.bytes())).context("no signature")?;
    Ok(unsigned.signed(&signature.0))
}

/// The public half of a secret in base64url.
pub fn public_of(secret: &str) -> Result<Hex<32>> {
    let bytes = URL_SAFE_NO_PAD.decode(secret).ok();
    let bytes: [u8; 32] = bytes
        .and_then(|bytes| bytes.try_into().ok())
        .context("not a key of 32 bytes")?;
    let public = SigningKey::from_bytes(&bytes).verifying_key();
    Ok(Hex(public.to_bytes()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a panic is the failure")]
mod tests {
    use super::*;

    #[test]
    fn a_signed_draft_is_a_certificate_that_its_own_link_revokes() {
        let draft = serde_json::json!({
            "id": "3f2b0c1e-0c1a-4a52-9a53-0c0f7a1c9e11",
            "issuer": "did:web:prakerja.example:penerbit:L0001",
            "course": "https://prakerja.example/pelatihan/K00042/",
            "title": "Barista", "hours": 24, "valid_from": "2026-11-20T03:04:05Z",
            "status": { "list": "https://prakerja.example/berkas/sertifikat/status/3", "index": 7 },
            "claims": "",
        });
        let file = std::env::temp_dir().join(format!("draft-{}.json", std::process::id()));
        fs::write(&file, draft.to_string()).unwrap();
        let jwt = sign(&file, "Sari Contoh", "1", &Key::new("Sanggar").unwrap()).unwrap();
        fs::remove_file(&file).unwrap();
        let command = revoke(&jwt, Reason::Mistake).unwrap();
        assert!(
            command.contains("\"list\":3") && command.contains("\"index\":7"),
            "{command}"
        );
        assert!(revoke("https://prakerja.example/", Reason::Mistake).is_err());
    }
}
