//! Checks a published draw against nothing but its published files. Written
//! from `docs/draw.md` alone; it shares no code with the programme that draws.
//! It signs nothing, writes nothing and trusts no count that it can recount.

mod agreement;
mod allotment;
mod beacon;
mod entry;
mod fields;
mod findings;
mod papers;
mod proof;
mod shard;
mod source;
mod strata;
mod tally;
mod tree;
mod twice;
mod verify;

pub use allotment::{Demand, allot};
pub use beacon::{Chain, QUICKNET_GENESIS_TIME, QUICKNET_KEY, QUICKNET_PERIOD, signed};
pub use entry::{Group, RECORD_BYTES, Stratum, Tickets, entry_id};
pub use fields::{BadHex, Hex};
pub use findings::{Finding, Findings, Place};
pub use papers::Threshold;
pub use proof::{Own, Proven, Standing, prove};
pub use source::{Address, Files, Folder, Unreadable, open};
pub use strata::Outcome;
pub use tree::{Hash, Tree, leaf, node, root_from_path};
pub use verify::{Summary, Verdict, verify};
