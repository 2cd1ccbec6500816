//! Numbers as people read them.

use domain::scheme::Rupiah;

/// `10.000`
pub fn thousands(number: u32) -> String {
    let rupiah = Rupiah(i64::from(number)).to_string();
    rupiah.trim_start_matches("Rp").to_owned()
}
