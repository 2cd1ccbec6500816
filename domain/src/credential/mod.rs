//! Digital certificates: Open Badges 3.0 credentials (W3C Verifiable Credentials
//! 2.0) that an institution signs with its Ed25519 key, as a compact JWT (`alg`
//! EdDSA). What may be in one, who may sign, what was revoked, and the verdict:
//! the same code on the edge, on the phone and in any tool. Signing itself is
//! left to whoever has a key; photos and scans are `certificate`'s.

mod claims;
mod instant;
pub mod json;
mod jwt;
mod keys;
mod partner;
mod reason;
mod short;
mod status;
#[cfg(test)]
mod tests;
mod verify;
mod view;

pub use claims::{Credential, CredentialId, StatusEntry};
pub use instant::instant;
pub use jwt::{MOST_BYTES, Unsigned};
pub use keys::{IssuerKey, Issuers, KeyId, MOST_KEYS, Signer, issuer_id};
pub use partner::{CredentialDraft, CredentialDraftRequest, CredentialReceipt, CredentialRequest};
pub use reason::{RevocationReason, Wrong};
pub use short::{read_link, short};
pub use status::{ENTRIES, HOLDS_FOR, MOST_LISTS, Revocation, StatusList, list_id};
pub use verify::{Standing, Verdict, claimed, verify};
pub use view::CredentialView;
