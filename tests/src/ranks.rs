//! Whether two samples can be told apart.

/// The chance that one drawn from `a` is above one drawn from `b` (ties count
/// half): 0.5 where they cannot be told apart. The Mann-Whitney statistic.
pub fn area_under_curve(a: &[f64], b: &[f64]) -> f64 {
    let wins: f64 = a
        .iter()
        .flat_map(|x| b.iter().map(move |y| (x, y)))
        .map(|(x, y)| match x.total_cmp(y) {
            std::cmp::Ordering::Greater => 1.0,
            std::cmp::Ordering::Equal => 0.5,
            std::cmp::Ordering::Less => 0.0,
        })
        .sum();
    wins / (a.len() * b.len()) as f64
}
