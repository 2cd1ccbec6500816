//! Days of Asia/Jakarta that are no working days besides Saturdays and Sundays:
//! national holidays and joint leave (cuti bersama), from `data/holidays.csv`.
//! Moveable days of a year stand there once the ministers' joint decree names
//! them; until then that year has its fixed days alone.

use chrono::NaiveDate;
use std::collections::BTreeSet;

const FILE: &str = include_str!("../../data/holidays.csv");

/// All of them.
#[must_use]
pub fn holidays() -> BTreeSet<NaiveDate> {
    let dates = FILE.lines().skip(1);
    dates
        .filter_map(|line| line.split(',').next()?.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_day_in_order_with_a_name() {
        let lines: Vec<&str> = FILE.lines().skip(1).collect();
        let days: Vec<NaiveDate> = lines
            .iter()
            .map(|line| {
                let (day, name) = line.split_once(',').unwrap();
                assert!(!name.is_empty() && !name.contains(','), "{line}");
                day.parse().unwrap()
            })
            .collect();
        assert!(days.is_sorted_by(|a, b| a < b));
        assert_eq!(holidays().len(), lines.len());
        assert!(holidays().contains(&"2026-12-25".parse().unwrap()));
    }
}
