//! Writes every page in every state that the tests look at, in both languages, for an HTML
//! checker. Arguments: `dist` and the folder to write to.
#![allow(
    dead_code,
    unused_imports,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "made-up data: a panic is a mistake in it"
)]

#[path = "../../tests/pages/account_states.rs"]
mod account_states;
#[path = "../../tests/pages/appeal_states.rs"]
mod appeal_states;
#[path = "../../tests/pages/catalogue_states.rs"]
mod catalogue_states;
#[path = "../../tests/pages/certificate_states.rs"]
mod certificate_states;
#[path = "../../tests/pages/data_copy_states.rs"]
mod data_copy_states;
#[path = "../../tests/pages/draw_states.rs"]
mod draw_states;
#[path = "../../tests/pages/identity_states.rs"]
mod identity_states;
#[path = "../../tests/pages/language.rs"]
mod language;
#[path = "../../tests/pages/review_states.rs"]
mod review_states;
#[path = "../../tests/pages/sample.rs"]
mod sample;
#[path = "../../tests/pages/security_states.rs"]
mod security_states;
#[path = "../../tests/pages/states.rs"]
mod states;
#[path = "../../tests/pages/vacancy_states.rs"]
mod vacancy_states;

use app::document::render;
use std::error::Error;
use std::{env, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1).map(PathBuf::from);
    let dist = arguments.next().ok_or("usage: states DIST OUT")?;
    let out = arguments.next().ok_or("usage: states DIST OUT")?;
    let shell = fs::read_to_string(dist.join("shell.html"))?;
    fs::create_dir_all(&out)?;
    let all = states::all()
        .iter()
        .cloned()
        .chain(states::all_in_english());
    for (number, (name, page)) in all.enumerate() {
        let name: String = name
            .chars()
            .map(|letter| {
                if letter.is_alphanumeric() {
                    letter
                } else {
                    '-'
                }
            })
            .collect();
        let file = format!("{number:03}-{}-{name}.html", page.lang.tag());
        fs::write(out.join(file), render(&shell, &page))?;
    }
    Ok(())
}
