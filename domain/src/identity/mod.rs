//! Who somebody says they are: the numbers and words on the identity card and
//! the family card. Parsing says what was typed wrong; whether it is true, only
//! the civil registry (Dukcapil) decides.

mod birth_date;
mod check;
mod kk;
mod name;
mod nik;

pub use birth_date::BirthDate;
pub use check::{IdentityState, Mismatch};
pub use kk::Kk;
pub use name::{MAX_NAME_CHARACTERS, PersonName};
pub use nik::Nik;

use crate::messages::Code;

/// Sixteen ASCII digits, spaces and dots and hyphens between them forgiven.
fn sixteen_digits(
    text: &str,
    missing: Code,
    not_digits: Code,
    length: Code,
) -> Result<String, Code> {
    let digits: String = text
        .chars()
        .filter(|c| !matches!(c, ' ' | '.' | '-'))
        .collect();
    if digits.is_empty() {
        Err(missing)
    } else if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        Err(not_digits)
    } else if digits.len() != 16 {
        Err(length)
    } else {
        Ok(digits)
    }
}
