//! What participants are paid, and to which account.

pub mod registrant;
