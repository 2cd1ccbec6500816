//! How soon a fresh isolate of the edge answers, as it is deployed, in workerd
//! (xtask/runtime/cold.mjs).

use anyhow::{Context, Result};
use serde_json::Value;

use super::{Figure, Verdict};
use crate::{
    paths::at,
    runtime::{self, Variant},
    serve,
};

/// 80 ms – the longest that a first answer may take.
const MOST_MS: f64 = 80.0;

/// The row about it.
pub fn measure() -> Result<Figure> {
    let settings = runtime::template(Variant::Production, &serve::local_secrets()?, 0)?;
    let times = runtime::once("cold.mjs", &settings, &at("target/cold.log"))?;
    let [fresh, again, nothing] = ["fresh", "again", "nothing"].map(|kind| quartiles(&times, kind));
    let (fresh, again, nothing) = (fresh?, again?, nothing?);
    let [low, median, high] = fresh;
    let [_, handing_over, _] = nothing;
    let [_, second, _] = again;
    let own = median - handing_over;
    Ok(Figure {
        what: "start page by a fresh isolate, its program compiled anew: without handing it over"
            .into(),
        value: format!(
            "{own:.0} ms ({median:.0} with it, quartiles {low:.0} and {high:.0}; the second {second:.0} ms)"
        ),
        limit: "≤ 80 ms",
        kept: Verdict::of(own <= MOST_MS),
    })
}

/// First quartile, median, third quartile.
fn quartiles(times: &Value, kind: &str) -> Result<[f64; 3]> {
    let times = times.get(kind).and_then(Value::as_array);
    let mut times: Vec<f64> = times
        .into_iter()
        .flatten()
        .filter_map(Value::as_f64)
        .collect();
    times.sort_by(f64::total_cmp);
    let at = |quarter: usize| times.get(times.len() * quarter / 4).copied();
    let found = [at(1), at(2), at(3)].map(|one| one.with_context(|| format!("no time of {kind}")));
    let [low, median, high] = found;
    Ok([low?, median?, high?])
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn quartiles_are_of_the_times_in_their_order() {
        let times = json!({ "fresh": [9.0, 1.0, 5.0, 3.0], "again": [] });
        assert_eq!(quartiles(&times, "fresh").unwrap(), [3.0, 5.0, 9.0]);
        assert!(quartiles(&times, "again").is_err());
    }
}
