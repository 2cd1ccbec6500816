//! The virus scanner. It knows one virus: the string that the European Institute
//! for Computer Antivirus Research (EICAR) published for trying scanners out.

use crate::store::Store;
use serde_json::json;
use worker::{Request, Response, Result};

/// Written in two halves, or scanners of this machine would take this program
/// for infected.
const EICAR: [&[u8]; 2] = [
    b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-",
    b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*",
];

/// `POST /scanner/v1/scan`, for a caller who showed the key.
pub async fn scan(store: &Store, mut request: Request) -> Result<Response> {
    let bytes = request.bytes().await?;
    match store.faults()?.scanner.suffer().await? {
        Some(instead) => Ok(instead),
        None if is_infected(&bytes) => {
            Response::from_json(&json!({ "verdict": "infected", "threat": "Eicar-Test-Signature" }))
        }
        None => Response::from_json(&json!({ "verdict": "clean" })),
    }
}

fn is_infected(bytes: &[u8]) -> bool {
    let eicar = EICAR.concat();
    bytes.windows(eicar.len()).any(|window| window == eicar)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_string_is_found_wherever_it_stands() {
        assert!(is_infected(
            &[b"before ", EICAR[0], EICAR[1], b" behind"].concat()
        ));
        assert!(!is_infected(&[EICAR[1], EICAR[0]].concat()));
        assert!(!is_infected(b""));
    }
}
