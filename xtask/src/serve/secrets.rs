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

use crate::{paths::at, staff::key::Key};

/// Every secret that the edge asks for.
pub const NAMES: [&str; 9] = [
    "PEPPER",
    "DATA_KEY",
    "DUKCAPIL_KEY",
    "MESSAGING_KEY",
    "CREDENTIAL_KEY",
    "SCANNER_KEY",
    "VAPID_KEY",
    "PAYMENT_PARTNERS",
    "PARTNERS",
];

/// Random ones that are made here; the platforms of this machine share one, and so
/// do the institutions and the payment partners.
const MADE: [&str; 10] = [
    "PEPPER",
    "DATA_KEY",
    "DUKCAPIL_KEY",
    "MESSAGING_KEY",
    "SCANNER_KEY",
    "PLATFORM_KEY",
    "CREDENTIAL_KEY",
    "INSTITUTION_KEY",
    "PAYMENT_KEY",
    "VAPID_KEY",
];

/// Payment partners of the shipped schemes.
const PAYMENT_PARTNERS: [&str; 5] = ["bni", "ovo", "gopay", "linkaja", "dana"];

/// From where the local runtime says that everybody comes: a crowd, as from an operator.
const LOCAL_NETWORK: &str = "395747";

/// Platforms of the made-up catalogue.
const PLATFORMS: u32 = 8;

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
    for name in MADE {
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
    secrets.retain(|name, _| MADE.contains(&name.as_str()));
    let partners = partners(secrets.get("PLATFORM_KEY"));
    secrets.insert("PARTNERS".into(), partners.to_string().into());
    let payment = payment_partners(secrets.get("PAYMENT_KEY"));
    secrets.insert("PAYMENT_PARTNERS".into(), payment.to_string().into());
    let public: Vec<_> = staff()?.iter().map(Key::public).collect();
    secrets.insert("STAFF_KEYS".into(), serde_json::to_string(&public)?.into());
    secrets.insert("SHARDS".into(), json!("4"));
    secrets.insert("OPERATOR_NETWORKS".into(), json!(LOCAL_NETWORK));
    Ok(Value::Object(secrets))
}

/// The clients that the edge knows: one for each platform.
fn partners(key: Option<&Value>) -> Value {
    (1..=PLATFORMS)
        .map(|number| {
            let platform = format!("P{number:02}");
            json!({
                "client_id": format!("client-{platform}"),
                "platform": platform,
                "secrets": [key],
            })
        })
        .collect()
}

/// What the payment partners of this machine gave the programme.
fn payment_partners(key: Option<&Value>) -> Value {
    let access = |name: &str| {
        json!({
            "client_key": format!("client-{name}"),
            "client_secret": key,
            "partner_id": format!("partner-{name}"),
        })
    };
    PAYMENT_PARTNERS
        .iter()
        .map(|name| ((*name).to_owned(), access(name)))
        .collect::<Map<_, _>>()
        .into()
}

/// Two members of staff of this machine: what one proposes, the other agrees to.
pub fn staff() -> Result<[Key; 2]> {
    let key = |name: &str| {
        let path = at(".local").join(format!("{name}.key"));
        if !path.exists() {
            fs::create_dir_all(at(".local"))?;
            Key::new(name)?.write(&path)?;
        }
        Key::read(&path)
    };
    Ok([key("staff-1")?, key("staff-2")?])
}

fn random() -> Result<String> {
    let mut bytes = [0_u8; 32];
    File::open("/dev/urandom")
        .and_then(|mut source| source.read_exact(&mut bytes))
        .context("no randomness from /dev/urandom")?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}
