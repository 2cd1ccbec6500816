//! How many seats each stratum gives out, from its quota and the number of its
//! candidates: rule `province-then-nation/1` of `docs/draw.md`.

use super::Stratum;

/// A stratum with its quota and its candidates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seats {
    /// Province and group.
    pub stratum: Stratum,
    /// Seats that the rules give it.
    pub quota: u32,
    /// Entries that may win one.
    pub candidates: u32,
}

/// Seats for each stratum, in the order given. Never more than candidates, in
/// all never more than the quotas, and none left over while somebody is without.
#[must_use]
pub fn allot(strata: &[Seats]) -> Vec<u32> {
    // Province code, then priority before general.
    let mut order: Vec<usize> = (0..strata.len()).collect();
    order.sort_by_key(|index| strata.get(*index).map(|one| one.stratum));
    let mut rows: Vec<Row> = order
        .iter()
        .filter_map(|index| strata.get(*index))
        .map(|one| Row {
            province: one.stratum.province,
            quota: one.quota,
            candidates: one.candidates,
            seats: one.quota.min(one.candidates),
        })
        .collect();
    for province in rows.chunk_by_mut(|one, other| one.province == other.province) {
        let mut left: u64 = province.iter().map(Row::unused).sum();
        for row in province {
            let more = left.min(row.waiting());
            row.give(more);
            left -= more;
        }
    }
    spread(&mut rows);
    let mut seats = vec![0; strata.len()];
    for (index, row) in order.iter().zip(&rows) {
        if let Some(place) = seats.get_mut(*index) {
            *place = row.seats;
        }
    }
    seats
}

struct Row {
    province: u8,
    quota: u32,
    candidates: u32,
    seats: u32,
}

impl Row {
    /// Seats of the quota that nobody here needs.
    fn unused(&self) -> u64 {
        u64::from(self.quota.saturating_sub(self.seats))
    }

    /// Candidates without a seat.
    fn waiting(&self) -> u64 {
        u64::from(self.candidates.saturating_sub(self.seats))
    }

    fn give(&mut self, more: u64) {
        self.seats = self
            .seats
            .saturating_add(u32::try_from(more).unwrap_or(u32::MAX));
    }
}

/// Spreads what is left in the country by largest remainders.
fn spread(rows: &mut [Row]) {
    let quotas: u64 = rows.iter().map(|row| u64::from(row.quota)).sum();
    let given: u64 = rows.iter().map(|row| u64::from(row.seats)).sum();
    let waiting: u64 = rows.iter().map(Row::waiting).sum();
    let left = quotas.saturating_sub(given);
    if left >= waiting {
        for row in rows {
            row.give(row.waiting());
        }
        return;
    }
    let mut still = left;
    let mut remainders: Vec<(u64, usize)> = vec![];
    for (index, row) in rows.iter_mut().enumerate() {
        let share = left * row.waiting();
        remainders.push((share % waiting, index));
        row.give(share / waiting);
        still -= share / waiting;
    }
    // Stable: of equal remainders the earlier row stays first.
    remainders.sort_by_key(|(remainder, _)| std::cmp::Reverse(*remainder));
    for (_, index) in remainders {
        if still == 0 {
            break;
        }
        if let Some(row) = rows.get_mut(index) {
            row.give(1);
            still -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Group::{General, Priority};
    use super::*;
    use proptest::prelude::*;

    fn strata(rows: &[(u8, u32, u32, u32, u32)]) -> Vec<Seats> {
        rows.iter()
            .flat_map(|&(province, pq, pc, gq, gc)| {
                [(Priority, pq, pc), (General, gq, gc)].map(|(group, quota, candidates)| Seats {
                    stratum: Stratum { province, group },
                    quota,
                    candidates,
                })
            })
            .collect()
    }

    #[test]
    fn unused_priority_seats_go_to_the_same_province_first() {
        let rows = strata(&[(11, 10, 4, 20, 100), (12, 10, 50, 20, 100)]);
        assert_eq!(allot(&rows), [4, 26, 10, 20]);
    }

    #[test]
    fn what_a_province_cannot_use_is_spread_over_the_country_by_who_is_waiting() {
        // Eleven leaves 9 seats; waiting are 30, 60 and 10.
        let rows = strata(&[(11, 5, 0, 5, 1), (12, 0, 30, 0, 60), (13, 0, 0, 0, 10)]);
        assert_eq!(allot(&rows), [0, 1, 3, 5, 0, 1]);
    }

    #[test]
    fn equal_remainders_go_to_the_lower_code_and_to_priority_first() {
        let rows = strata(&[(11, 1, 0, 0, 0), (12, 0, 3, 0, 3), (13, 0, 3, 0, 3)]);
        assert_eq!(allot(&rows), [0, 0, 1, 0, 0, 0]);
    }

    #[test]
    fn everybody_wins_where_seats_are_enough() {
        let rows = strata(&[(11, 50, 4, 50, 6), (12, 0, 3, 0, 3)]);
        assert_eq!(allot(&rows), [4, 6, 3, 3]);
        assert_eq!(allot(&[]), Vec::<u32>::new());
    }

    proptest! {
        #[test]
        fn no_seat_is_lost_doubled_or_given_to_nobody(
            rows in proptest::collection::vec((0..80_u32, 0..120_u32, 0..80_u32, 0..120_u32), 1..39)
        ) {
            let rows: Vec<_> = rows.iter().zip(11..).map(|(&(a, b, c, d), p)| (p, a, b, c, d)).collect();
            let strata = strata(&rows);
            let seats = allot(&strata);
            let sum = |values: &mut dyn Iterator<Item = u32>| values.map(u64::from).sum::<u64>();
            let quotas = sum(&mut strata.iter().map(|one| one.quota));
            let candidates = sum(&mut strata.iter().map(|one| one.candidates));
            prop_assert_eq!(sum(&mut seats.iter().copied()), quotas.min(candidates));
            for (one, seats) in strata.iter().zip(&seats) {
                prop_assert!(*seats <= one.candidates);
                prop_assert!(*seats >= one.quota.min(one.candidates));
            }
        }

        #[test]
        fn the_order_in_which_strata_are_listed_makes_no_difference(
            rows in proptest::collection::vec((0..40_u32, 0..60_u32, 0..40_u32, 0..60_u32), 1..20),
            turn in 0..40_usize,
        ) {
            let rows: Vec<_> = rows.iter().zip(11..).map(|(&(a, b, c, d), p)| (p, a, b, c, d)).collect();
            let strata = strata(&rows);
            let mut turned = strata.clone();
            let turn = turn % strata.len();
            turned.rotate_left(turn);
            let mut seats = allot(&turned);
            seats.rotate_right(turn);
            prop_assert_eq!(seats, allot(&strata));
        }
    }
}
