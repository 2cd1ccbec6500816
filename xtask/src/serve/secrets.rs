//! Secrets of this machine: made at the first start, readable by their owner
//! only, never committed.

use std::{
    fs::{self, File},
    io::{Read, Write},
    os::unix::fs::OpenOptionsExt,
};

use anyhow::{Context, Result};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value, json};

use crate::paths::at;

/// Every secret that the edge asks for.
pub const NAMES: [&str; 5] = [
    "PEPPER",
    "DATA_KEY",
    "DUKCAPIL_KEY",
    "MESSAGING_KEY",
    "STAFF_TOKEN",
];

/// Reads them, making those that are missing; with them the number of shards
/// that a laptop carries.
pub fn local() -> Result<Value> {
    let path = at(".local/secrets.json");
    let mut secrets: Map<String, Value> = match fs::read(&path) {
        Ok(content) => serde_json::from_slice(&content)
            .with_context(|| format!("{} is not JSON; delete it", path.display()))?,
        Err(_) => Map::new(),
    };
    let before = secrets.len();
    for name in NAMES {
        if !secrets.contains_key(name) {
            secrets.insert(name.into(), random()?.into());
        }
    }
    if secrets.len() != before {
        fs::create_dir_all(at(".local"))?;
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&path)?;
        file.write_all(serde_json::to_string_pretty(&secrets)?.as_bytes())?;
    }
    secrets.insert("SHARDS".into(), json!("4"));
    Ok(Value::Object(secrets))
}

fn random() -> Result<String> {
    let mut bytes = [0_u8; 32];
    File::open("/dev/urandom")
        .and_then(|mut source| source.read_exact(&mut bytes))
        .context("no randomness from /dev/urandom")?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}
