//! What the proofs share: the runtime, an HTTP client that holds every answer
//! against the API's own description, people, the inbox, a browser. Nothing
//! here asserts what the system should do; that is said in `tests/`.

mod answer;
pub mod browser;
mod catalogue;
pub mod certificate;
mod contract;
pub mod credential;
pub mod forms;
mod http;
mod inbox;
mod journey;
mod lists;
pub mod market;
mod objects;
mod output;
mod partner;
pub mod people;
pub mod phone;
mod places;
mod proxy;
pub mod push;
mod ranks;
mod runtime;
pub mod stored;
mod until;
pub mod vacancy;
mod waves;

pub use answer::Answer;
pub use catalogue::{courses, programme};
pub use http::{Call, Client, fresh_key};
pub use journey::{
    Registered, confirm_email, join, prove, receive_code, register, send_code, send_sign_in_code,
    sign_in, submit, verified,
};
pub use lists::piece;
pub use people::Person;
pub use places::{axe, edge_production};
pub use proxy::{Cut, Passed, Proxy};
pub use ranks::area_under_curve;
pub use runtime::{Build, Runtime, shared};
pub use until::{until, until_or};
pub use waves::Schedule;
