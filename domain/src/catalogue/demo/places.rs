//! Where courses are held: regencies and cities, about as often as people live there.

use crate::catalogue::Place;
use crate::region::regencies;

/// Hundreds of thousands of people by province, census of 2020 rounded (BPS);
/// those split off since share what the old one had.
const PEOPLE: [(u16, u32); 38] = [
    (11, 53),
    (12, 148),
    (13, 55),
    (14, 64),
    (15, 35),
    (16, 85),
    (17, 20),
    (18, 90),
    (19, 15),
    (21, 21),
    (31, 106),
    (32, 483),
    (33, 365),
    (34, 37),
    (35, 407),
    (36, 119),
    (51, 43),
    (52, 53),
    (53, 53),
    (61, 54),
    (62, 27),
    (63, 41),
    (64, 38),
    (65, 7),
    (71, 26),
    (72, 30),
    (73, 91),
    (74, 26),
    (75, 12),
    (76, 14),
    (81, 18),
    (82, 13),
    (91, 10),
    (92, 6),
    (93, 5),
    (94, 14),
    (95, 14),
    (96, 6),
];

/// Training is found in cities more often than beside them.
const CITY: u32 = 4;

/// Every place with its weight.
pub fn weights() -> Vec<(Place, u32)> {
    let places: Vec<Place> = regencies()
        .filter_map(|one| one.code.parse().ok())
        .collect::<Vec<u16>>()
        .chunk_by(|one, next| one / 100 == next / 100)
        .filter_map(|codes| Place::sorted(codes).ok())
        .flatten()
        .collect();
    let weight = |place: &Place| {
        // A city's code begins at 71 within its province.
        if place.number() % 100 > 70 { CITY } else { 1 }
    };
    places
        .iter()
        .map(|place| {
            let province = place.province();
            let people = PEOPLE
                .iter()
                .find(|(code, _)| *code == province)
                .map_or(1, |(_, people)| *people);
            let all: u32 = places
                .iter()
                .filter(|one| one.province() == province)
                .map(weight)
                .sum();
            (*place, (people * 1_000 * weight(place) / all.max(1)).max(1))
        })
        .collect()
}
