//! The open draw as everyone may see it, and the check of one's own entry.
//! Pages are plain HTML; `client` computes the check once more on the phone, with
//! the code of `domain::draw` that the edge uses. Nothing here draws anything.

pub mod block;
#[cfg(feature = "browser")]
pub mod client;
mod words;

#[cfg(feature = "ssr")]
mod answer;
#[cfg(feature = "ssr")]
mod files;
#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod published;
#[cfg(feature = "ssr")]
mod strata;

#[cfg(feature = "ssr")]
pub use list::draws;
#[cfg(feature = "ssr")]
pub use page::draw;

use chrono::{DateTime, Utc};
use domain::draw::{
    Check, Commitment, DrawResult, Hex, InclusionProof, Outcome, PublishedDraw, PublishedRoot,
};
use domain::registration::RegistrationNumber;
use domain::wave::{Phase, Slip, Wave};

/// One wave's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawPage {
    /// The wave.
    pub wave: Wave,
    /// Where it stands.
    pub phase: Phase,
    /// Hash of `rules.json`, once it is published.
    pub rules_hash: Option<Hex<32>>,
    /// The commitment with the hash of its file, once it is published.
    pub commitment: Option<(Commitment, Hex<32>)>,
    /// The result, once it is published.
    pub result: Option<DrawResult>,
    /// `https://…` without a slash at the end: what the verifier is given.
    pub origin: String,
    /// When the page is made.
    pub now: DateTime<Utc>,
}

/// What came of a check that was well formed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// An entry was found, and here is its proof.
    Found(Box<Found>),
    /// There is no such entry.
    NotFound,
    /// Nothing is committed yet.
    TooEarly,
}

/// An entry that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// As typed, understood.
    pub number: RegistrationNumber,
    /// As typed, understood.
    pub slip: Slip,
    /// The bytes of the inclusion proof.
    pub proof: Vec<u8>,
    /// What became of the entry, where the edge knows it.
    pub outcome: Option<Outcome>,
}

impl Found {
    /// The check against what this page has published; nothing without a commitment.
    pub fn check(&self, page: &DrawPage) -> Option<Check> {
        let (commitment, _) = page.commitment.as_ref()?;
        let stratum = InclusionProof::parse(&self.proof)
            .ok()
            .map(|proof| proof.entry.stratum);
        Some(Check {
            number: self.number.clone(),
            nonce: self.slip.nonce,
            proof: self.proof.clone(),
            root: PublishedRoot {
                wave: commitment.wave,
                shards: u16::try_from(commitment.shards.len()).ok()?,
                root: commitment.root,
            },
            draw: stratum.and_then(|stratum| PublishedDraw::of(page.result.as_ref()?, stratum)),
            outcome: self.outcome,
        })
    }
}
