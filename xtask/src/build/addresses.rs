//! What scripts have to know of addresses, from the table of pages, as words that esbuild puts
//! in their place.

use std::collections::BTreeMap;

use anyhow::Result;
use domain::page::{ADDRESSES, Address, Offline, Page, Sender};
use serde::Serialize;

/// A form that acts for whoever is signed in.
#[derive(Debug, Serialize)]
struct PersonalForm {
    path: &'static str,
    offline: Offline,
}

/// `FORMS`: what becomes of them on a phone without a network.
pub fn forms() -> Result<String> {
    let personal = |address: &Address| {
        let form = address.form.filter(|form| form.sender == Sender::Person)?;
        Some(PersonalForm {
            path: address.path,
            offline: form.offline,
        })
    };
    let forms: Vec<_> = ADDRESSES.iter().filter_map(personal).collect();
    Ok(format!("--define:FORMS={}", serde_json::to_string(&forms)?))
}

/// `PATHS`: pages that scripts lead to or know by their address, by their names here. One
/// that is named (`PATHS.account`) becomes its address alone; all of them come along only
/// where one is chosen as the script runs.
pub fn paths() -> Result<Vec<String>> {
    let paths: BTreeMap<&str, &str> = [
        ("account", Page::Account),
        ("offline", Page::Offline),
        ("outbox", Page::Outbox),
        ("shared_file", Page::SharedFile),
        ("sign_in", Page::SignIn),
        ("sign_out", Page::SignOut),
        ("status", Page::Status),
    ]
    .map(|(name, page)| (name, page.path()))
    .into();
    let named = paths.iter().map(|(name, path)| {
        Ok(format!(
            "--define:PATHS.{name}={}",
            serde_json::to_string(path)?
        ))
    });
    let mut defined = named.collect::<Result<Vec<_>>>()?;
    defined.push(format!("--define:PATHS={}", serde_json::to_string(&paths)?));
    Ok(defined)
}
