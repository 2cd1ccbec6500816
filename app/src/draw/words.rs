//! Words and figures of the draw that pages and the phone share.

use crate::ui::{say, tell};
use domain::draw::{Hex, Standing};

/// What a check came to, in a few words.
#[cfg(feature = "ssr")]
pub fn headline(standing: Standing) -> &'static str {
    match standing {
        Standing::Waiting => say!(
            "Anda ada dalam daftar peserta",
            "You are on the list of participants"
        ),
        Standing::Drawn => say!("Anda terpilih", "You were drawn"),
        Standing::AtOrBelow => say!(
            "Nomor undian Anda masuk batas",
            "Your draw number is within the limit"
        ),
        Standing::NotDrawn => say!("Kali ini belum terpilih", "Not drawn this time"),
        Standing::HouseholdLimit => say!(
            "Belum terpilih karena batas per Kartu Keluarga",
            "Not drawn because of the limit per family card"
        ),
        Standing::Contradiction => say!("Ada yang tidak cocok", "Something does not fit"),
    }
}

/// The same inside a sentence.
#[cfg(feature = "browser")]
pub fn small_headline(standing: Standing) -> &'static str {
    match standing {
        Standing::Waiting => say!(
            "Anda ada dalam daftar peserta",
            "You are on the list of participants"
        ),
        Standing::Drawn => say!("Anda terpilih", "You were drawn"),
        Standing::AtOrBelow => say!(
            "nomor undian Anda masuk batas",
            "your draw number is within the limit"
        ),
        Standing::NotDrawn => say!(
            "kali ini Anda belum terpilih",
            "you were not drawn this time"
        ),
        Standing::HouseholdLimit => say!(
            "belum terpilih karena batas per Kartu Keluarga",
            "not drawn because of the limit per family card"
        ),
        Standing::Contradiction => say!(
            "catatan hasil tidak cocok dengan undian",
            "the recorded result does not fit the draw"
        ),
    }
}

/// A ticket as a number between 0 and 1. Cut off, not rounded, so that nothing
/// reads as 1.
pub fn fraction(ticket: Hex<32>, digits: u32) -> String {
    let [a, b, c, d, e, f, g, h, ..] = ticket.0;
    let first = u64::from_be_bytes([a, b, c, d, e, f, g, h]);
    let scaled = (u128::from(first) * u128::from(10_u64.pow(digits))) >> 64;
    // Below 10^digits; and writing a u128 out would cost the phone a kilobyte.
    let scaled = u64::try_from(scaled).unwrap_or_default();
    let width = digits as usize;
    tell!("0,{scaled:0width$}", "0.{scaled:0width$}")
}

/// A ticket and its threshold with as many digits as tell them apart: four, if
/// they do.
pub fn fractions(ticket: Hex<32>, threshold: Hex<32>) -> (String, String) {
    let both = |digits| (fraction(ticket, digits), fraction(threshold, digits));
    (4..16)
        .map(both)
        .find(|(one, other)| one != other)
        .unwrap_or_else(|| both(4))
}

#[cfg(feature = "ssr")]
pub use pages::{excluded, group, odds, phase, province};

/// What only pages say.
#[cfg(feature = "ssr")]
mod pages {
    use crate::ui::{say, tell};
    use domain::draw::{Exclusion, Group};
    use domain::region::provinces;
    use domain::wave::Phase;

    /// Where a wave stands.
    pub fn phase(phase: Phase) -> &'static str {
        match phase {
            Phase::Draft => say!("Masih dirancang", "Being planned"),
            Phase::Scheduled => say!("Belum dibuka", "Not open yet"),
            Phase::Open => say!("Sedang dibuka", "Open"),
            Phase::Closed => say!("Pendaftar diperiksa", "Applicants are being checked"),
            Phase::Committed => say!("Menunggu undian", "Waiting for the draw"),
            Phase::Drawn => say!("Sudah diundi", "Drawn"),
            Phase::Announced => say!("Hasil diumumkan", "Results announced"),
            Phase::Settled => say!("Selesai", "Completed"),
        }
    }

    /// Why applications did not become entries; follows a number of people.
    pub fn excluded(reason: Exclusion) -> &'static str {
        match reason {
            Exclusion::IdentityPending => say!(
                "data belum selesai diperiksa Dukcapil",
                "their data had not been checked by the civil registry (Dukcapil)"
            ),
            Exclusion::IdentityMismatch => say!(
                "data belum cocok dengan Dukcapil",
                "their data did not match the civil registry (Dukcapil)"
            ),
            Exclusion::Forbidden => say!(
                "menurut aturan tidak dapat menerima program ini",
                "the rules do not let them receive this programme"
            ),
            Exclusion::AwardedBefore => {
                say!("sudah pernah menerima", "they had received it before")
            }
            Exclusion::HouseholdFull => say!(
                "Kartu Keluarga sudah mencapai batas penerima",
                "their family card had reached its limit"
            ),
        }
    }

    /// A group in a table.
    pub fn group(group: Group) -> &'static str {
        match group {
            Group::Priority => say!("Prioritas", "Priority"),
            Group::General => say!("Umum", "General"),
        }
    }

    /// Name of a province.
    pub fn province(code: u8) -> &'static str {
        provinces()
            .find(|province| province.code.parse() == Ok(code))
            .map_or(say!("Provinsi lain", "Other provinces"), |province| {
                province.name
            })
    }

    /// `1 dari 8` and `12,5%`; nothing where nobody took part.
    pub fn odds(winners: u32, entries: u32) -> Option<(String, String)> {
        if entries == 0 {
            return None;
        }
        let per_mille = rounded(winners, 1000, entries);
        let percent = format!("{}%", with_comma(per_mille));
        let words = match rounded(entries, 10, winners) {
            _ if winners == 0 => say!("tidak ada", "none").to_owned(),
            _ if winners >= entries => say!("semua", "all").to_owned(),
            tenths if tenths >= 100 => tell!("1 dari {}", "1 in {}", (tenths + 5) / 10),
            tenths => tell!("1 dari {}", "1 in {}", with_comma(tenths)),
        };
        Some((words, percent))
    }

    fn rounded(part: u32, scale: u64, whole: u32) -> u64 {
        let whole = u64::from(whole.max(1));
        (u64::from(part) * scale + whole / 2) / whole
    }

    fn with_comma(tenths: u64) -> String {
        match tenths % 10 {
            0 => (tenths / 10).to_string(),
            rest => tell!("{},{rest}", "{}.{rest}", tenths / 10),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticket(start: &[u8]) -> Hex<32> {
        let mut bytes = [0; 32];
        bytes[..start.len()].copy_from_slice(start);
        Hex(bytes)
    }

    #[test]
    fn tickets_read_as_numbers_from_zero_to_below_one() {
        assert_eq!(fraction(ticket(&[]), 4), "0,0000");
        assert_eq!(fraction(ticket(&[0x80]), 4), "0,5000");
        assert_eq!(fraction(Hex([255; 32]), 4), "0,9999");
        assert_eq!(fraction(Hex([255; 32]), 15), "0,999999999999999");
    }

    #[test]
    fn a_ticket_and_a_threshold_that_are_close_get_more_digits() {
        let near = fractions(ticket(&[0x80]), ticket(&[0x80, 0x01]));
        assert_eq!(near, ("0,50000".into(), "0,50001".into()));
        let same = fractions(ticket(&[0x80]), ticket(&[0x80]));
        assert_eq!(same, ("0,5000".into(), "0,5000".into()));
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn odds_read_as_one_of_so_many_and_as_percent() {
        let told = |winners, entries| {
            odds(winners, entries).map_or_else(String::new, |(words, percent)| {
                format!("{words}, {percent}")
            })
        };
        assert_eq!(told(1, 8), "1 dari 8, 12,5%");
        assert_eq!(told(2, 3), "1 dari 1,5, 66,7%");
        assert_eq!(told(10, 1234), "1 dari 123, 0,8%");
        assert_eq!(told(0, 5), "tidak ada, 0%");
        assert_eq!(told(5, 5), "semua, 100%");
        assert_eq!(told(0, 0), "");
    }
}
