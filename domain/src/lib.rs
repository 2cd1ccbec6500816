//! What is true anywhere: identifiers, rules, state machines, and the types
//! that requests and responses are made of. Pure: no I/O, no clock, no
//! randomness; "now" and new identifiers arrive as arguments.

pub mod api;
pub mod appeal;
pub mod award;
pub mod catalogue;
pub mod certificate;
mod code32;
pub mod contact;
pub mod credential;
pub mod data_copy;
pub mod draw;
pub mod eligibility;
#[cfg(feature = "exchange")]
pub mod exchange;
pub mod identity;
pub mod incentive;
pub mod ledger;
pub mod lists;
pub mod messages;
pub mod money;
pub mod page;
pub mod partner;
pub mod payout;
pub mod payout_account;
pub mod profile;
pub mod publication;
pub mod purchase;
pub mod push;
pub mod region;
pub mod registration;
pub mod review;
pub mod scheme;
pub mod security;
pub mod staff;
pub mod status;
pub mod survey;
pub mod time;
pub mod undelivered;
pub mod vacancy;
pub mod waiting_room;
pub mod wave;
