//! What holds for a wave before anybody is drawn: seats of each stratum, frozen when it opens.

use super::{Group, Seats, Stratum, allot};
use crate::lists::ListName;
use crate::region;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A province's seats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProvinceSeats {
    /// For people on a priority list.
    pub priority: u32,
    /// For everybody else.
    pub general: u32,
}

/// A wave's seats, by province code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
// By text: buffered JSON (in tagged and flattened types) has no numbers as keys.
#[serde(
    try_from = "BTreeMap<String, ProvinceSeats>",
    into = "BTreeMap<String, ProvinceSeats>"
)]
pub struct Quotas(BTreeMap<u8, ProvinceSeats>);

impl TryFrom<BTreeMap<String, ProvinceSeats>> for Quotas {
    type Error = std::num::ParseIntError;

    fn try_from(by_code: BTreeMap<String, ProvinceSeats>) -> Result<Self, Self::Error> {
        by_code
            .into_iter()
            .map(|(code, seats)| Ok((code.parse()?, seats)))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

impl From<Quotas> for BTreeMap<String, ProvinceSeats> {
    fn from(quotas: Quotas) -> Self {
        quotas
            .0
            .into_iter()
            .map(|(code, seats)| (code.to_string(), seats))
            .collect()
    }
}

impl Quotas {
    /// Spreads seats over all provinces by their number of regencies and
    /// cities, and so many percent of each province's to its priority group:
    /// a start for staff who plan a wave.
    #[must_use]
    pub fn spread(seats: u32, priority_percent: u32) -> Self {
        let provinces: Vec<u8> = region::provinces()
            .filter_map(|province| province.code.parse().ok())
            .collect();
        let weight = |code: u8| {
            let regencies = region::regencies()
                .filter(|one| one.code.starts_with(&code.to_string()))
                .count();
            u32::try_from(regencies).unwrap_or_default()
        };
        // One stratum without a candidate holds all seats, and the remainder
        // rule spreads them: the one rule for sharing out that there is.
        let nobody = Seats {
            stratum: Stratum {
                province: 0,
                group: Group::General,
            },
            quota: seats,
            candidates: 0,
        };
        let scale = seats.saturating_add(1);
        let rows: Vec<Seats> = provinces
            .iter()
            .map(|&province| Seats {
                stratum: Stratum {
                    province,
                    group: Group::General,
                },
                quota: 0,
                candidates: weight(province).saturating_mul(scale),
            })
            .chain([nobody])
            .collect();
        let of_province = allot(&rows);
        Self(
            provinces
                .into_iter()
                .zip(of_province)
                .map(|(code, seats)| {
                    let share = u64::from(seats) * u64::from(priority_percent.min(100)) / 100;
                    let priority = u32::try_from(share).unwrap_or(seats);
                    let general = seats - priority;
                    (code, ProvinceSeats { priority, general })
                })
                .collect(),
        )
    }

    /// All seats; nothing if they are more than can be counted.
    #[must_use]
    pub fn total(&self) -> Option<u32> {
        self.0.values().try_fold(0_u32, |sum, one| {
            sum.checked_add(one.priority)?.checked_add(one.general)
        })
    }

    /// Whether every code is a province's.
    #[must_use]
    pub fn are_of_provinces(&self) -> bool {
        self.0.keys().all(|code| {
            let code = code.to_string();
            region::provinces().any(|province| province.code == code)
        })
    }

    /// Every stratum of the country with its quota: all provinces in code
    /// order, priority first. Provinces that are not named have no seats.
    fn strata(&self) -> Vec<Quota> {
        region::provinces()
            .filter_map(|province| province.code.parse().ok())
            .flat_map(|province: u8| {
                let seats = self.0.get(&province).copied().unwrap_or_default();
                [
                    (Group::Priority, seats.priority),
                    (Group::General, seats.general),
                ]
                .map(|(group, seats)| Quota {
                    stratum: Stratum { province, group },
                    seats,
                })
            })
            .collect()
    }
}

/// A stratum's quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    /// Province and group.
    #[serde(flatten)]
    pub stratum: Stratum,
    /// Seats.
    pub seats: u32,
}

/// `rules.json`: what holds for a wave, frozen when it opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    format: String,
    /// The wave.
    pub wave: u32,
    /// Its scheme.
    pub scheme: String,
    /// All seats.
    pub seats: u32,
    /// Recipients that a household may have in all.
    pub household_maximum: u8,
    remainder: String,
    /// Every stratum, by province code, priority before general.
    pub quotas: Vec<Quota>,
    /// Lists whose people are drawn as priority, or are not drawn.
    pub lists: Vec<ListName>,
    /// The wave whose seats came back and are drawn here.
    pub recovers: Option<u32>,
}

impl Rules {
    /// The rules of a wave.
    #[must_use]
    pub fn new(wave: u32, scheme: &str, quotas: &Quotas, household_maximum: u8) -> Self {
        Self {
            format: "prakerja-draw-rules/1".to_owned(),
            wave,
            scheme: scheme.to_owned(),
            seats: quotas.total().unwrap_or_default(),
            household_maximum,
            remainder: "province-then-nation/1".to_owned(),
            quotas: quotas.strata(),
            lists: vec![],
            recovers: None,
        }
    }

    /// With the lists that count, and the wave that the seats came back from.
    #[must_use]
    pub fn with(self, lists: &[ListName], recovers: Option<u32>) -> Self {
        Self {
            lists: lists.to_vec(),
            recovers,
            ..self
        }
    }

    /// Seats of each stratum once its candidates are counted.
    #[must_use]
    pub fn allot(&self, candidates: &[u32]) -> Vec<u32> {
        let rows: Vec<Seats> = self
            .quotas
            .iter()
            .zip(candidates)
            .map(|(quota, candidates)| Seats {
                stratum: quota.stratum,
                quota: quota.seats,
                candidates: *candidates,
            })
            .collect();
        allot(&rows)
    }
}
