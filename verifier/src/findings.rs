//! What is wrong, and exactly where. The list is bounded: a transcript with a
//! million errors must not hide its other errors behind those of one file.

use std::{collections::BTreeMap, fmt};

/// Findings listed of one file; the rest are counted.
const LISTED_OF_ONE_FILE: u32 = 20;
/// Findings listed in all.
const LISTED: usize = 200;

/// Where a transcript breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A whole file.
    File(String),
    /// A field of a JSON file, or a part of a proof.
    Field {
        /// The file's name.
        file: &'static str,
        /// The path of the field inside it.
        field: String,
    },
    /// One record of a shard, counted from 0.
    Record {
        /// The shard's number, from 0.
        shard: usize,
        /// The record's index, from 0.
        index: usize,
    },
    /// The hash that was kept from before the round.
    KeptHash,
}

impl Place {
    /// A field of a JSON file.
    pub fn field(file: &'static str, field: impl Into<String>) -> Self {
        Self::Field {
            file,
            field: field.into(),
        }
    }

    fn file(&self) -> String {
        match self {
            Self::File(file) => file.clone(),
            Self::Field { file, .. } => (*file).to_owned(),
            Self::Record { shard, .. } => shard_file(*shard),
            Self::KeptHash => String::new(),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file) => out.write_str(file),
            Self::Field { file, field } => write!(out, "{file}, {field}"),
            Self::Record { shard, index } => {
                write!(out, "{}, record {index}", shard_file(*shard))
            }
            Self::KeptHash => out.write_str("the given commitment hash"),
        }
    }
}

/// Three digits, more when there are more shards than those can number.
pub fn shard_file(shard: usize) -> String {
    format!("entries/{shard:03}.bin")
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where.
    pub place: Place,
    /// What.
    pub problem: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.place, self.problem)
    }
}

/// Everything that is wrong, as far as it is worth listing.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    listed: Vec<Finding>,
    of_file: BTreeMap<String, u32>,
    total: u64,
}

impl Findings {
    /// Notes a problem.
    pub fn add(&mut self, place: Place, problem: impl Into<String>) {
        self.total += 1;
        let of_file = self.of_file.entry(place.file()).or_default();
        *of_file = of_file.saturating_add(1);
        if *of_file <= LISTED_OF_ONE_FILE && self.listed.len() < LISTED {
            self.listed.push(Finding {
                place,
                problem: problem.into(),
            });
        }
    }

    /// Notes a problem unless what was found is what was expected.
    pub fn expect<T: PartialEq + fmt::Display>(&mut self, place: Place, expected: T, found: T) {
        if expected != found {
            self.add(place, format!("expected {expected}, found {found}"));
        }
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// The problems that are listed.
    pub fn listed(&self) -> &[Finding] {
        &self.listed
    }

    /// How many there are besides those listed.
    pub fn unlisted(&self) -> u64 {
        self.total.saturating_sub(self.listed.len() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_from_one_file_leaves_room_for_another() {
        let mut findings = Findings::default();
        for index in 0..1000 {
            findings.add(Place::Record { shard: 7, index }, "order");
        }
        findings.expect(Place::field("result.json", "winners"), 3, 4);
        assert_eq!(findings.listed().len(), 21);
        assert_eq!(findings.unlisted(), 980);
        let last = findings.listed().last().unwrap().to_string();
        assert_eq!(last, "result.json, winners: expected 3, found 4");
        let first = findings.listed().first().unwrap().to_string();
        assert_eq!(first, "entries/007.bin, record 0: order");
    }
}
