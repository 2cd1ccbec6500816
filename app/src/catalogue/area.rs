//! The places that one can choose: provinces, and the regencies of the one that is
//! chosen; all 514 at once would be half of the page. As HTML, because the
//! browser's program puts it into a list that stays where it is.

use super::search_parameters::area_code;
use crate::ui::say;
use domain::catalogue::Area;
use domain::region::{provinces, regencies};
use std::fmt::Write;

/// The options of the list. Names and codes are the programme's own: nothing of
/// them needs escaping.
pub fn options(chosen: Option<Area>) -> String {
    let code = chosen.map(area_code).unwrap_or_default();
    let within = code.get(..2).unwrap_or_default();
    let mut out = String::new();
    let mut put = |value: &str, before: &str, words: &str| {
        let selected = if value == code { " selected" } else { "" };
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "<option value=\"{value}\"{selected}>{before}{words}</option>"
        );
    };
    put("", "", say!("Seluruh Indonesia", "All of Indonesia"));
    for province in provinces() {
        put(province.code, "", province.name);
        if province.code == within {
            for one in regencies().filter(|one| one.code.starts_with(province.code)) {
                put(one.code, "- ", one.name);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::catalogue::Place;

    #[test]
    fn the_regencies_of_the_chosen_province_follow_it() {
        let all = options(None);
        assert_eq!(all.matches("<option").count(), 1 + provinces().count());
        assert!(all.starts_with("<option value=\"\" selected>"));
        let bandung = options(Place::parse("3273").ok().map(Area::Regency));
        assert!(bandung.contains("<option value=\"3273\" selected>- Kota Bandung</option>"));
        assert!(!bandung.contains("3578"));
    }

    #[test]
    fn no_name_needs_escaping() {
        let names = provinces()
            .map(|one| one.name)
            .chain(regencies().map(|one| one.name));
        for name in names {
            assert!(!name.contains(['<', '&', '"', '>']), "{name}");
        }
    }
}
