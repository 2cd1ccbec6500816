//! The three JSON files of a wave as they must be spelt. Parsing is strict: a
//! field too many could say something to a reader that no check looks at.

use serde::{Deserialize, Deserializer, de::DeserializeOwned};

use crate::{
    entry::{Group, Stratum},
    fields::{Hex, Moment},
    findings::{Findings, Place},
};

pub const RULES: &str = "rules.json";
pub const COMMITMENT: &str = "commitment.json";
pub const RESULT: &str = "result.json";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    pub format: String,
    pub wave: u32,
    #[serde(rename = "scheme")]
    pub _scheme: String,
    pub seats: u64,
    pub household_maximum: u8,
    pub remainder: String,
    pub quotas: Vec<Quota>,
    #[serde(rename = "lists")]
    pub _lists: Vec<String>,
    #[serde(rename = "recovers")]
    pub _recovers: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    pub province: u8,
    pub group: Group,
    pub seats: u64,
}

impl Quota {
    pub fn stratum(&self) -> Stratum {
        Stratum {
            province: self.province,
            group: self.group,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    pub format: String,
    pub wave: u32,
    pub rules_hash: Hex<32>,
    pub root: Hex<32>,
    pub entries: u64,
    pub shards: Vec<Shard>,
    #[serde(deserialize_with = "each_key_once")]
    pub excluded: Vec<(String, u64)>,
    pub beacon: Beacon,
    pub committed_at: Moment,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shard {
    pub entries: u32,
    pub root: Hex<32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beacon {
    pub scheme: String,
    pub public_key: Hex<96>,
    pub genesis_time: u64,
    pub period: u64,
    pub round: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawResult {
    pub format: String,
    pub wave: u32,
    pub commitment_hash: Hex<32>,
    pub signature: Hex<48>,
    pub randomness: Hex<32>,
    pub strata: Vec<Drawn>,
    pub winners: u64,
    pub drawn_at: Moment,
}

/// The last ticket that won in a stratum, if any did.
pub type Threshold = Option<Hex<32>>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drawn {
    pub province: u8,
    pub group: Group,
    pub entries: u64,
    pub candidates: u64,
    pub seats: u64,
    pub winners: u64,
    // Named, so that leaving it out is not the same as `null`.
    #[serde(deserialize_with = "Option::deserialize")]
    pub threshold: Threshold,
}

impl Drawn {
    pub fn stratum(&self) -> Stratum {
        Stratum {
            province: self.province,
            group: self.group,
        }
    }
}

/// The file's content, or a finding that names the field that broke it.
pub fn parse<T: DeserializeOwned>(
    file: &'static str,
    bytes: &[u8],
    findings: &mut Findings,
) -> Option<T> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let parsed = serde_path_to_error::deserialize(&mut json);
    match parsed {
        Ok(value) => match json.end() {
            Ok(()) => return Some(value),
            Err(error) => findings.add(Place::File(file.into()), error.to_string()),
        },
        Err(error) => {
            let path = error.path().to_string();
            let place = if path == "." {
                Place::File(file.into())
            } else {
                Place::field(file, path)
            };
            findings.add(place, error.into_inner().to_string());
        }
    }
    None
}

/// An object of counts in which no key stands twice; a map would keep the last.
fn each_key_once<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<(String, u64)>, D::Error> {
    struct Counts;

    impl<'de> serde::de::Visitor<'de> for Counts {
        type Value = Vec<(String, u64)>;

        fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            out.write_str("an object of counts")
        }

        fn visit_map<A: serde::de::MapAccess<'de>>(
            self,
            mut map: A,
        ) -> Result<Self::Value, A::Error> {
            let mut seen = std::collections::BTreeSet::new();
            let mut counts = Vec::new();
            while let Some((key, count)) = map.next_entry::<String, u64>()? {
                if !seen.insert(key.clone()) {
                    return Err(serde::de::Error::custom(format!("`{key}` stands twice")));
                }
                counts.push((key, count));
            }
            Ok(counts)
        }
    }

    from.deserialize_map(Counts)
}
