//! Figures under load, on the production build through workerd: registrations,
//! each validated, encrypted and stored, then counted in storage; status
//! look-ups, beside the same look-up in JavaScript with Hono.

mod crowd;
mod people;
mod storage;

use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::json;

use super::{Figure, Verdict};
use crate::{
    paths::{self, at},
    runtime::{Config, Peer, Runtime, Variant},
    serve,
};
use crowd::Rush;
use people::Applicant;

/// People who register in one run: enough for a stable rate, few enough that
/// the run stays under a few minutes.
const PEOPLE: usize = 3_000;

/// Everybody is looked up once, in ours and in theirs, some by turns: machines do not keep
/// their pace, and a second look-up would come from the cache.
const TURNS: usize = 20;

/// Rows about rates and latencies.
pub fn measure() -> Result<Vec<Figure>> {
    let state = at("target/load-state");
    if state.exists() {
        fs::remove_dir_all(&state).context("cannot empty the load's storage")?;
    }
    let runtime = Runtime::start(&Config {
        variant: Variant::Production,
        state: &state.join("edge"),
        port: 0,
        bindings: serve::local_secrets()?,
        log: at("target/load.log"),
    })?;
    eprintln!("  load: {PEOPLE} people prove their numbers (not timed)");
    let mut people = people::prove(&runtime, PEOPLE)?;
    eprintln!("  load: they register");
    let registering = register(&runtime, &mut people)?;
    eprintln!("  load: each sends the same once more, then each is looked up");
    again(&runtime, &people)?;
    let peer = Peer::start(&state.join("peer"), at("target/load-peer.log"))?;
    peer.seed(
        &people
            .iter()
            .map(|one| json!({ "number": one.number, "born": one.birth_date }))
            .collect::<Vec<_>>(),
    )?;
    eprintln!("  load: what registering brings with it comes to its end");
    people::settle(&runtime)?;
    eprintln!("  load: each is looked up, in ours and in theirs by turns");
    let [mut ours, mut theirs] = [vec![], vec![]];
    let worker = runtime.direct.as_deref().context("no way to the Worker")?;
    for some in people.chunks(PEOPLE / TURNS) {
        ours.push(look_up(worker, some)?);
        theirs.push(look_up(&peer.url, some)?);
    }
    let mut ratios: Vec<f64> = ours
        .iter()
        .zip(&theirs)
        .map(|(ours, theirs)| ours.rate() / theirs.rate())
        .collect();
    ratios.sort_by(f64::total_cmp);
    let quarter = |which: usize| ratios.get(TURNS * which / 4).copied().unwrap_or_default();
    let (ours, theirs) = (Rush::of_all(ours), Rush::of_all(theirs));
    drop(runtime);
    let stored = storage::count(&state.join("edge"), "person")?;
    let lost = PEOPLE.saturating_sub(stored.distinct);
    let doubled = stored.rows - stored.distinct;
    ensure!(
        paths::worker("production").exists(),
        "the production build vanished"
    );
    let report = |what: &str, value: String| Figure {
        what: what.into(),
        value,
        limit: "reported",
        kept: Verdict::Reported,
    };
    Ok(vec![
        report("registrations stored, 16 connections", registering.words()),
        Figure {
            what: "registrations lost / doubled, counted in storage".into(),
            value: format!("{lost} / {doubled} of {PEOPLE}"),
            limit: "0 / 0",
            kept: Verdict::of(lost == 0 && doubled == 0),
        },
        report("status look-ups, none cached, 16 connections", ours.words()),
        report("the same in JavaScript with Hono", theirs.words()),
        Figure {
            what: format!("ratio of the two rates, median of {TURNS} turns"),
            value: format!("{:.2} ({:.2} to {:.2})", quarter(2), quarter(1), quarter(3)),
            limit: "≥ 0.85",
            kept: Verdict::of(quarter(2) >= 0.85),
        },
    ])
}

fn register(runtime: &Runtime, people: &mut [Applicant]) -> Result<Rush> {
    let edge = &runtime.edge;
    let (rush, numbers) = crowd::rush(people, |agent, one| one.register(agent, edge))?;
    for (one, number) in people.iter_mut().zip(numbers) {
        one.number = number;
    }
    Ok(rush)
}

/// The same key and body again must give the same number.
fn again(runtime: &Runtime, people: &[Applicant]) -> Result<()> {
    let edge = &runtime.edge;
    let (_, numbers) = crowd::rush(people, |agent, one| one.register(agent, edge))?;
    for (one, number) in people.iter().zip(numbers) {
        ensure!(
            one.number == number,
            "a repeated submission got another number"
        );
    }
    Ok(())
}

fn look_up(url: &str, people: &[Applicant]) -> Result<Rush> {
    let (rush, _) = crowd::rush(people, |agent, one| one.look_up(agent, url))?;
    Ok(rush)
}
