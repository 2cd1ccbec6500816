//! The data block from which the phone checks: what the check is made from, and
//! what the edge said. All values are text, so that reading needs no numbers.

use domain::draw::{
    Check, Exclusion, Hex, Outcome, ProofError, PublishedDraw, PublishedRoot, Verdict,
};
use domain::registration::RegistrationNumber;
use domain::wave::Slip;

/// Id of the data block.
pub const BLOCK_ID: &str = "data-periksa";

/// What a check came to, as one text to compare.
pub fn told(verdict: &Result<Verdict, ProofError>) -> String {
    match verdict {
        Ok(verdict) => {
            let ticket = verdict.ticket.map(|ticket| ticket.to_string());
            format!(
                "{} {}",
                verdict.standing.as_str(),
                ticket.unwrap_or_default()
            )
        }
        Err(_) => "broken ".to_owned(),
    }
}

/// The names of outcomes in the block. Why somebody is not among the entries
/// makes no difference to a check.
const OUTCOMES: [(&str, Outcome); 4] = [
    ("drawn", Outcome::Drawn),
    ("not_drawn", Outcome::NotDrawn),
    ("household_limit", Outcome::HouseholdLimit),
    ("excluded", Outcome::Excluded(Exclusion::IdentityPending)),
];

/// Writes the block. No value can end it: they are digits, letters and names
/// of our own.
#[cfg(any(feature = "ssr", test))]
pub fn write(check: &Check, slip: Slip, verdict: &Result<Verdict, ProofError>) -> String {
    let outcome = check.outcome.map(|outcome| match outcome {
        Outcome::Drawn => "drawn",
        Outcome::NotDrawn => "not_drawn",
        Outcome::HouseholdLimit => "household_limit",
        Outcome::Excluded(_) => "excluded",
    });
    let threshold = check.draw.and_then(|draw| draw.threshold);
    let proof: String = check
        .proof
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    serde_json::json!({
        "number": check.number.as_str(),
        "code": slip.code(),
        "proof": proof,
        "wave": check.root.wave.to_string(),
        "shards": check.root.shards.to_string(),
        "root": check.root.root,
        "randomness": check.draw.map(|draw| draw.randomness),
        "threshold": threshold,
        "outcome": outcome,
        "told": told(verdict),
    })
    .to_string()
}

/// Reads the block through whoever knows its fields: the check, and what the
/// edge said.
pub fn read(get: impl Fn(&str) -> Option<String>) -> Option<(Check, String)> {
    let digits = |field| Hex::<32>::parse(&get(field)?);
    let check = Check {
        number: RegistrationNumber::parse(&get("number")?).ok()?,
        nonce: Slip::parse(&get("code")?).ok()?.nonce,
        proof: bytes(&get("proof")?)?,
        root: PublishedRoot {
            wave: get("wave")?.parse().ok()?,
            shards: get("shards")?.parse().ok()?,
            root: digits("root")?,
        },
        draw: digits("randomness").map(|randomness| PublishedDraw {
            randomness,
            threshold: digits("threshold"),
        }),
        outcome: get("outcome").and_then(|name| {
            let (_, outcome) = OUTCOMES.iter().find(|(known, _)| *known == name)?;
            Some(*outcome)
        }),
    };
    Some((check, get("told")?))
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs
        .iter()
        .map(|pair| {
            let [high, low] = pair.map(|digit| char::from(digit).to_digit(16));
            u8::try_from(high? << 4 | low?).ok()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::draw::Hex;

    fn check() -> (Check, Slip) {
        let slip = Slip {
            shard: 3,
            nonce: Hex([7; 16]),
        };
        let check = Check {
            number: RegistrationNumber::from_random(7),
            nonce: slip.nonce,
            proof: vec![0, 1, 0xfe, 0xff],
            root: PublishedRoot {
                wave: 72,
                shards: 256,
                root: Hex([8; 32]),
            },
            draw: None,
            outcome: None,
        };
        (check, slip)
    }

    fn there_and_back(check: &Check, slip: Slip) -> Option<(Check, String)> {
        let block = write(check, slip, &check.verify());
        assert!(!block.contains('<'), "{block}");
        let json: serde_json::Value = serde_json::from_str(&block).unwrap();
        read(|field| json.get(field)?.as_str().map(str::to_owned))
    }

    #[test]
    fn the_phone_reads_what_the_edge_wrote() {
        let (mut check, slip) = check();
        let told = "broken ".to_owned();
        assert_eq!(
            there_and_back(&check, slip),
            Some((check.clone(), told.clone()))
        );
        for (_, outcome) in OUTCOMES {
            for threshold in [None, Some(Hex([2; 32]))] {
                check.draw = Some(PublishedDraw {
                    randomness: Hex([1; 32]),
                    threshold,
                });
                check.outcome = Some(outcome);
                assert_eq!(
                    there_and_back(&check, slip),
                    Some((check.clone(), told.clone()))
                );
            }
        }
    }

    #[test]
    fn a_block_that_is_not_whole_is_not_read() {
        assert_eq!(read(|_| None), None);
        assert_eq!(read(|_| Some("x".to_owned())), None);
        assert_eq!(bytes("0"), None);
        assert_eq!(bytes("0g"), None);
    }
}
