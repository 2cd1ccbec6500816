//! A wave of one applicant, drawn on the local system by moving its clock.

use std::{
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use chrono::{TimeDelta, Utc};
use domain::{registration::RegistrationNumber, wave::Slip};
use serde_json::{Value, json};

use crate::{
    runtime::Runtime,
    serve::{self, Registered},
};

/// The wave that the demo's first person joins.
pub const NUMBER: u32 = 72;
const SEATS: u32 = 12_000;
const HOUR_S: i64 = 3600;
const DAY_S: i64 = 24 * HOUR_S;
/// For whatever the system does by itself.
const DEADLINE: Duration = Duration::from_secs(60);
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// What somebody needs to check the draw.
pub struct Applicant {
    /// The registration number.
    pub number: RegistrationNumber,
    /// Of this wave.
    pub slip: Slip,
}

/// Plans it, lets somebody join, and moves the clock until it is drawn.
pub fn conduct(runtime: &Runtime) -> Result<Applicant> {
    let now = Utc::now();
    serve::plan(
        &runtime.edge,
        &serve::local_staff()?,
        NUMBER,
        now - TimeDelta::hours(1),
        now + TimeDelta::days(1),
        SEATS,
    )?;
    let registered = serve::applicant(&runtime.edge, &runtime.sandbox)?;
    // Before the clock moves: sessions end by it.
    let slip = until("the identity office's verdict", || {
        verified_slip(runtime, &registered)
    })?;
    for (seconds, phase) in [(DAY_S, "committed"), (10 * HOUR_S, "drawn")] {
        ureq::post(format!("{}/clock", runtime.sandbox))
            .send_json(json!({ "advance_seconds": seconds }))?;
        until(&format!("the wave to be {phase}"), || {
            let known = self::phase(runtime)?;
            Ok((known == phase).then_some(()))
        })?;
    }
    let number = RegistrationNumber::parse(&registered.number);
    Ok(Applicant {
        number: number.ok().context("no registration number")?,
        slip,
    })
}

/// The slip, once the identity office knows the person: others are not drawn.
fn verified_slip(runtime: &Runtime, person: &Registered) -> Result<Option<Slip>> {
    let account: Value = ureq::get(format!("{}/api/v1/account", runtime.edge))
        .header("Cookie", &person.cookie)
        .call()?
        .body_mut()
        .read_json()?;
    let list = |name: &str| account.get(name).and_then(Value::as_array);
    let verified = list("timeline").is_some_and(|steps| {
        steps.iter().any(|step| {
            let is = |name: &str, value: &str| step.get(name).is_some_and(|one| one == value);
            is("step", "identity_check") && is("progress", "done")
        })
    });
    if !verified {
        return Ok(None);
    }
    let slip = list("applications")
        .and_then(|all| all.first()?.get("slip"))
        .context("the account shows no slip")?;
    Ok(Some(serde_json::from_value(slip.clone())?))
}

fn phase(runtime: &Runtime) -> Result<String> {
    let waves: Value = ureq::get(format!("{}/api/v1/waves", runtime.edge))
        .call()?
        .body_mut()
        .read_json()?;
    let wave = waves
        .as_array()
        .and_then(|waves| waves.iter().find(|one| number(one) == Some(NUMBER.into())))
        .context("the wave is not listed")?;
    let phase = wave.get("phase").and_then(Value::as_str);
    Ok(phase.context("the wave has no phase")?.to_owned())
}

fn number(listed: &Value) -> Option<u64> {
    listed.get("wave")?.get("number")?.as_u64()
}

fn until<T>(what: &str, mut look: impl FnMut() -> Result<Option<T>>) -> Result<T> {
    let deadline = Instant::now() + DEADLINE;
    while Instant::now() < deadline {
        if let Some(found) = look()? {
            return Ok(found);
        }
        thread::sleep(LOOK_EVERY);
    }
    bail!("waited {} s in vain for {what}", DEADLINE.as_secs())
}
