//! Registering: what is asked, in which order, and what a complete answer is.
//! The same code judges on the phone while somebody types, and on the edge.

mod consent;
mod correction;
mod draft;
pub mod machine;
mod number;
mod profile;
mod request;
mod step;

pub use consent::{CONSENT_VERSION, consent_text, declaration_text};
pub use correction::{CORRECTIONS, Correction, CorrectionRequest, IdentityView, may_correct};
pub use draft::Draft;
pub use number::{RegistrationNumber, parse_holder};
pub use profile::Education;
pub use request::{Registration, RegistrationReceipt, RegistrationRequest, RegistrationRules};
pub use step::{Field, FieldError, Step};
