//! How many seats each stratum gets: its quota, then what its province has
//! left over, then its part of what the whole country has left over.

use std::cmp::Reverse;

/// What one stratum is given and what it can use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demand {
    /// The province's code.
    pub province: u8,
    /// Seats by the rules.
    pub quota: u64,
    /// Entries that the household limit left in.
    pub candidates: u64,
}

/// The seats of each stratum. The strata come by province code, priority
/// before general; that order also settles equal remainders.
pub fn allot(strata: &[Demand]) -> Vec<u64> {
    let mut seats: Vec<u64> = strata
        .iter()
        .map(|stratum| stratum.quota.min(stratum.candidates))
        .collect();
    let over = within_provinces(strata, &mut seats);
    within_the_nation(strata, &mut seats, over);
    seats
}

/// Seats still left over in all provinces together. Wide, so that quotas which
/// no rules could mean still add up.
fn within_provinces(strata: &[Demand], seats: &mut [u64]) -> u128 {
    let mut over = 0;
    let provinces = strata.chunk_by(|one, next| one.province == next.province);
    let mut rest = seats;
    for province in provinces {
        let (own, later) = rest.split_at_mut(province.len().min(rest.len()));
        rest = later;
        let mut left: u128 = province
            .iter()
            .zip(own.iter())
            .map(|(stratum, seats)| u128::from(stratum.quota - seats))
            .sum();
        for (stratum, seats) in province.iter().zip(own) {
            let wanted = stratum.candidates - *seats;
            let given = u64::try_from(left).map_or(wanted, |left| left.min(wanted));
            *seats += given;
            left -= u128::from(given);
        }
        over += left;
    }
    over
}

fn within_the_nation(strata: &[Demand], seats: &mut [u64], over: u128) {
    let unmet: Vec<u64> = strata
        .iter()
        .zip(seats.iter())
        .map(|(stratum, seats)| stratum.candidates - seats)
        .collect();
    let all: u128 = unmet.iter().copied().map(u128::from).sum();
    if over >= all {
        for (seats, unmet) in seats.iter_mut().zip(unmet) {
            *seats += unmet;
        }
        return;
    }
    let mut left = over;
    let mut remainders = Vec::new();
    for (seats, unmet) in seats.iter_mut().zip(unmet) {
        // Both are counts of entries, so far below 2^64 each.
        let share = over * u128::from(unmet);
        let whole = share / all;
        *seats += u64::try_from(whole).unwrap_or(unmet);
        left -= whole;
        remainders.push((Reverse(share % all), seats));
    }
    // Stable: among equal remainders the order of the strata stays.
    remainders.sort_by_key(|(remainder, _)| *remainder);
    for (_, seats) in remainders {
        if left == 0 {
            return;
        }
        *seats += 1;
        left -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seats(strata: &[(u8, u64, u64)]) -> Vec<u64> {
        let strata: Vec<Demand> = strata
            .iter()
            .map(|&(province, quota, candidates)| Demand {
                province,
                quota,
                candidates,
            })
            .collect();
        allot(&strata)
    }

    #[test]
    fn nobody_gets_more_seats_than_candidates() {
        assert_eq!(seats(&[(11, 5, 3), (11, 5, 2)]), [3, 2]);
        assert_eq!(seats(&[]), [0; 0]);
    }

    #[test]
    fn a_province_keeps_its_seats_before_the_nation_gets_them() {
        let strata = [(11, 10, 2), (11, 10, 30), (12, 0, 100), (12, 0, 100)];
        assert_eq!(seats(&strata), [2, 18, 0, 0]);
    }

    #[test]
    fn within_a_province_priority_comes_first() {
        // Three groups of one province cannot be; two that both want and a quota
        // that only the first had cannot either: 4 over from general go to priority.
        assert_eq!(seats(&[(11, 1, 9), (11, 5, 1)]), [5, 1]);
    }

    #[test]
    fn the_nation_shares_in_proportion_and_rounds_by_largest_remainder() {
        // 7 over, unmet 3 + 2 + 5 = 10: 2.1, 1.4, 3.5; the one left goes to 3.5.
        let strata = [(11, 7, 0), (12, 0, 3), (13, 0, 2), (14, 0, 5)];
        assert_eq!(seats(&strata), [0, 2, 1, 4]);
    }

    #[test]
    fn of_equal_remainders_the_lower_code_and_then_priority_comes_first() {
        // 2 over, unmet 1 each of four: 0.5 each.
        let strata = [(11, 2, 0), (12, 0, 1), (12, 0, 1), (13, 0, 1), (14, 0, 1)];
        assert_eq!(seats(&strata), [0, 1, 1, 0, 0]);
    }

    #[test]
    fn enough_seats_over_serve_everybody() {
        assert_eq!(seats(&[(11, 100, 1), (12, 0, 7), (13, 1, 9)]), [1, 7, 9]);
    }
}
