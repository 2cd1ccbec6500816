//! The list of waves in D1, remembered for a few seconds in each isolate:
//! every page and every join asks for it, and it changes a few times a month.

use crate::sql::Moment;
use domain::wave::{ListedWave, Phase, Wave};
use serde::Deserialize;
use std::cell::RefCell;
use worker::{Env, Result};

/// 5 s – how long a change may take to be seen everywhere. Opening and closing
/// do not wait for it: they follow from the schedule, which is in the list.
const REMEMBERED_MS: u64 = 5_000;

thread_local! {
    static REMEMBERED: RefCell<Option<(u64, Vec<ListedWave>)>> = const { RefCell::new(None) };
}

#[derive(Deserialize)]
struct Row {
    definition: String,
    phase: Phase,
}

/// All waves that two members of staff have agreed on, oldest first.
pub async fn all(env: &Env) -> Result<Vec<Wave>> {
    let listed = remembered(env).await?;
    Ok(listed.into_iter().map(|listed| listed.wave).collect())
}

/// All waves with the phase that each has reached, oldest first.
pub async fn listed(env: &Env, now: Moment) -> Result<Vec<ListedWave>> {
    let mut listed = remembered(env).await?;
    for one in &mut listed {
        // The schedule decides up to the closing, whatever was noted last.
        if one.phase <= Phase::Closed {
            one.phase = one.wave.phase(now);
        }
    }
    Ok(listed)
}

async fn remembered(env: &Env) -> Result<Vec<ListedWave>> {
    let now = worker::Date::now().as_millis();
    let known = REMEMBERED.with_borrow(|remembered| match remembered {
        Some((since, waves)) if now.saturating_sub(*since) < REMEMBERED_MS => Some(waves.clone()),
        _ => None,
    });
    if let Some(waves) = known {
        return Ok(waves);
    }
    match read(env).await {
        Ok(waves) => {
            REMEMBERED.set(Some((now, waves.clone())));
            Ok(waves)
        }
        Err(error) => match REMEMBERED.with_borrow(Clone::clone) {
            // What is known is better than nobody registering; judged by its
            // schedule, an old list still opens and closes in time.
            Some((since, waves)) => {
                worker::console_error!(
                    "{}",
                    serde_json::json!({ "waves_as_of": since, "error": error.to_string() })
                );
                REMEMBERED.set(Some((now, waves.clone())));
                Ok(waves)
            }
            None => Err(error),
        },
    }
}

/// A draft is left out: what two have not signed is nobody's business.
async fn read(env: &Env) -> Result<Vec<ListedWave>> {
    let rows = env
        .d1("DB")?
        .prepare("SELECT definition, phase FROM wave WHERE phase <> 'draft' ORDER BY number")
        .all()
        .await?
        .results::<Row>()?;
    rows.iter()
        .map(|row| {
            Ok(ListedWave {
                wave: serde_json::from_str(&row.definition)?,
                phase: row.phase,
            })
        })
        .collect()
}

/// Drops what this isolate remembers, after a change that it made itself.
pub fn forget() {
    REMEMBERED.set(None);
}

/// Lists a wave as it is now.
pub async fn store(env: &Env, wave: &Wave, phase: Phase) -> Result<()> {
    let phase = serde_json::to_value(phase)?;
    env.d1("DB")?
        .prepare(
            "INSERT INTO wave (number, definition, phase) VALUES (?1, ?2, ?3)
             ON CONFLICT (number) DO UPDATE SET definition = excluded.definition, phase = excluded.phase",
        )
        .bind(&[
            wave.number.into(),
            serde_json::to_string(wave)?.into(),
            phase.as_str().unwrap_or_default().into(),
        ])?
        .run()
        .await?;
    forget();
    Ok(())
}
