//! A made-up country that applies: the same entries for the same seed, crowded
//! where the country is crowded, in households whose members share a tag and a
//! shard. Making it is never timed.

use domain::draw::{Entry, Group, Hex, RECORD_LENGTH, Stratum};

/// Provinces by code, each with its share of the people: populations in hundred
/// thousands, rounded. Only the skew matters here.
const PEOPLE: [(u8, u64); 38] = [
    (11, 55),
    (12, 154),
    (13, 58),
    (14, 66),
    (15, 37),
    (16, 87),
    (17, 21),
    (18, 93),
    (19, 15),
    (21, 22),
    (31, 107),
    (32, 499),
    (33, 375),
    (34, 37),
    (35, 415),
    (36, 123),
    (51, 44),
    (52, 56),
    (53, 56),
    (61, 56),
    (62, 28),
    (63, 42),
    (64, 39),
    (65, 7),
    (71, 27),
    (72, 31),
    (73, 94),
    (74, 27),
    (75, 12),
    (76, 15),
    (81, 19),
    (82, 13),
    (91, 11),
    (92, 6),
    (93, 5),
    (94, 15),
    (95, 15),
    (96, 6),
];

/// Members of a household who apply, one to four, as often as listed.
const MEMBERS: [usize; 8] = [1, 1, 1, 1, 2, 2, 3, 4];

pub type Record = [u8; RECORD_LENGTH];

/// The people who apply, one after the other.
pub struct Population {
    random: Random,
    total: u64,
}

impl Population {
    pub fn new(seed: u64) -> Self {
        Self {
            random: Random(seed),
            total: PEOPLE.iter().map(|(_, people)| people).sum(),
        }
    }

    /// The records of one shard: whole households, ids in no order.
    pub fn shard(&mut self, entries: usize) -> Vec<Record> {
        let mut records = Vec::with_capacity(entries);
        while records.len() < entries {
            let household = Hex(self.random.bytes());
            let province = self.province();
            // Of a maximum of two: nobody whose household is full is an entry.
            let earlier = u8::from(self.random.below(5) == 0);
            let members = self.random.one_of(&MEMBERS).min(entries - records.len());
            for _ in 0..members {
                let group = if self.random.below(5) == 0 {
                    Group::Priority
                } else {
                    Group::General
                };
                let entry = Entry {
                    id: Hex(self.random.bytes()),
                    household,
                    stratum: Stratum { province, group },
                    earlier,
                };
                records.push(entry.record());
            }
        }
        records
    }

    /// Bytes that stand for any hash.
    pub fn hash(&mut self) -> Hex<32> {
        Hex(self.random.bytes())
    }

    fn province(&mut self) -> u8 {
        let mut at = self.random.below(self.total);
        for (province, people) in PEOPLE {
            if at < people {
                return province;
            }
            at -= people;
        }
        0
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn one_of(&mut self, values: &[usize]) -> usize {
        let place = self.below(values.len() as u64);
        let place = usize::try_from(place).unwrap_or_default();
        values.get(place).copied().unwrap_or(1)
    }

    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        for part in bytes.chunks_mut(8) {
            let random = self.next().to_be_bytes();
            part.iter_mut()
                .zip(random)
                .for_each(|(to, from)| *to = from);
        }
        bytes
    }
}
