//! Numbers as people of a language write them.

use super::say;
use domain::money::Rupiah;

/// `10.000`, `10,000`
pub fn thousands(number: u32) -> String {
    let rupiah = Rupiah(i64::from(number)).to_string();
    let digits = rupiah.trim_start_matches("Rp");
    digits.replace('.', say!(".", ","))
}
