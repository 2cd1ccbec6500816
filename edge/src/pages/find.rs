//! Which line of the table of pages an address is.

use domain::page::{ADDRESSES, Address};
use matchit::Router;
use std::cell::OnceCell;

thread_local! {
    static ROUTER: OnceCell<Router<&'static Address>> = const { OnceCell::new() };
}

/// The table as a router. What it could not tell apart would not be found: a test sees to it
/// that there is nothing of the kind.
fn router() -> Router<&'static Address> {
    let mut router = Router::new();
    for address in ADDRESSES {
        let _ = router.insert(address.path, address);
    }
    router
}

/// The address that a path is, with or without a slash at its end, and its open segment.
pub fn find(path: &str) -> Option<(&'static Address, String)> {
    ROUTER.with(|router| {
        let router = router.get_or_init(self::router);
        let with_slash = format!("{path}/");
        let found = router.at(path).or_else(|_| router.at(&with_slash)).ok()?;
        let value = found.params.iter().next();
        let value = value.map(|(_, value)| value.to_owned());
        Some((*found.value, value.unwrap_or_default()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_of_the_table_is_found_with_what_stands_in_its_open_segment() {
        for address in ADDRESSES {
            let path = address.path.replace("{*file}", "a/b.json");
            let mut segments: Vec<&str> = path.split('/').collect();
            for segment in &mut segments {
                if segment.starts_with('{') {
                    *segment = "K00042";
                }
            }
            let path = segments.join("/");
            let (found, value) = find(&path).unwrap();
            assert_eq!(found.path, address.path, "{path}");
            let open = match address.path {
                whole if whole.contains("{*") => "a/b.json",
                one if one.contains('{') => "K00042",
                _ => "",
            };
            assert_eq!(value, open, "{path}");
            let bare = path.trim_end_matches('/');
            if !bare.is_empty() {
                assert_eq!(find(bare).unwrap().0.path, address.path, "{bare}");
            }
        }
        for nowhere in [
            "/pelatihan/K00042/lain/",
            "/pelatihanku/",
            "/undian/72/x/",
            "/akun/ulasan/",
            "//",
        ] {
            assert!(find(nowhere).is_none(), "{nowhere}");
        }
    }
}
