//! The shapes of requests and responses under `/api/v1` that belong to no one
//! feature, the error shape, and the table of endpoints from which the edge's
//! router and the OpenAPI document are both made.

mod account;
mod endpoint;
mod limit;
#[cfg(feature = "openapi")]
mod openapi;
mod otp;
#[cfg(feature = "openapi")]
mod parameters;
mod problem;
mod table;

pub use account::{Account, Health, SessionRequest, SignInRequest};
pub use endpoint::{Body, Caller, Endpoint, Method, Parameter};
pub use limit::Limit;
#[cfg(feature = "openapi")]
pub use openapi::document;
pub use otp::{OtpRequest, OtpSent, OtpVerified, OtpVerifyRequest};
pub use problem::{PROBLEM_CONTENT_TYPE, Problem, ProblemField, status_of};
pub use table::{ENDPOINTS, Operation, find};
