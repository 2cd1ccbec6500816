//! A member of staff's Ed25519 key in a file.

use std::{
    fs::{self, File},
    io::{Read, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use anyhow::{Context, Result};
use domain::{draw::Hex, staff::StaffKey};
use ed25519_dalek::{Signer, SigningKey};
use serde::{Deserialize, Serialize};

/// Name and secret.
#[derive(Clone, Serialize, Deserialize)]
pub struct Key {
    /// Whose.
    pub name: String,
    secret: Hex<32>,
}

impl Key {
    /// A fresh one.
    pub fn new(name: &str) -> Result<Self> {
        Ok(Self {
            name: name.to_owned(),
            secret: Hex(random()?),
        })
    }

    /// Reads one from a file.
    pub fn read(path: &Path) -> Result<Self> {
        let text = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        serde_json::from_slice(&text).with_context(|| format!("{} is no key", path.display()))
    }

    /// Writes it to a file that is not there yet.
    pub fn write(&self, path: &Path) -> Result<()> {
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)
            .with_context(|| format!("cannot make {}", path.display()))?;
        file.write_all(serde_json::to_string_pretty(self)?.as_bytes())?;
        Ok(())
    }

    fn signing(&self) -> SigningKey {
        SigningKey::from_bytes(&self.secret.0)
    }

    /// What the deployment has to know.
    pub fn public(&self) -> StaffKey {
        StaffKey {
            name: self.name.clone(),
            public_key: Hex(self.signing().verifying_key().to_bytes()),
        }
    }

    /// A signature in hexadecimal.
    pub fn sign(&self, bytes: &[u8]) -> String {
        Hex(self.signing().sign(bytes).to_bytes()).to_string()
    }
}

/// A fresh name for a command.
pub fn random_id() -> Result<String> {
    Ok(Hex(random::<16>()?).to_string())
}

pub(super) fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    File::open("/dev/urandom")
        .and_then(|mut source| source.read_exact(&mut bytes))
        .context("no randomness from /dev/urandom")?;
    Ok(bytes)
}
