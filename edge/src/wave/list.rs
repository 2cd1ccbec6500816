//! The list of waves in D1, remembered for a few seconds in each isolate:
//! every page and every join asks for it, and it changes a few times a month.

use crate::memory::{Memory, remembered_or_last};
use crate::sql::Moment;
use domain::wave::{ListedWave, Phase, Wave};
use serde::Deserialize;
use worker::{Env, Result};

thread_local! {
    /// 5 s – how long a change may take to be seen everywhere. Opening and closing
    /// do not wait for it: they follow from the schedule, which is in the list.
    static REMEMBERED: Memory<(), Vec<ListedWave>> = const { Memory::new(5_000, 1) };
}

#[derive(Deserialize)]
struct Row {
    definition: String,
    phase: Phase,
}

/// All waves that two members of staff have agreed on, oldest first.
pub async fn all(env: &Env) -> Result<Vec<Wave>> {
    let listed = known(env).await?;
    Ok(listed.into_iter().map(|listed| listed.wave).collect())
}

/// All waves with the phase that each has reached, oldest first.
pub async fn listed(env: &Env, now: Moment) -> Result<Vec<ListedWave>> {
    let mut listed = known(env).await?;
    for one in &mut listed {
        // The schedule decides up to the closing, whatever was noted last.
        if one.phase <= Phase::Closed {
            one.phase = one.wave.phase(now);
        }
    }
    Ok(listed)
}

/// What is known is better than nobody registering; judged by its schedule, an old list still
/// opens and closes in time.
async fn known(env: &Env) -> Result<Vec<ListedWave>> {
    remembered_or_last(&REMEMBERED, (), "waves", async || read(env).await).await
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
    REMEMBERED.with(Memory::forget_all);
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

/// Lists the phase that a wave has reached, and notes it in the log.
pub async fn show_phase(env: &Env, wave: &Wave, phase: Phase) -> Result<()> {
    store(env, wave, phase).await?;
    worker::console_log!(
        "{}",
        serde_json::json!({ "wave": wave.number, "phase": phase })
    );
    Ok(())
}
