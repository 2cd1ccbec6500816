//! Changing a list of people: a file of NIKs becomes a command that names pieces
//! by their hashes, and the pieces, which follow once two people have signed.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use domain::identity::Nik;
use domain::lists::{Change, ChangeProgress, ListName, Piece, PieceRequest, piece_hash};
use domain::messages::Locale;
use domain::staff::{Action, Command};

use super::{command, key, post};

/// What happens to the people.
#[derive(Clone, Copy, ValueEnum)]
pub enum How {
    /// They are put on the list.
    Add,
    /// They are taken off it.
    Remove,
}

const COMMAND: &str = "command.json";

fn piece_name(number: usize) -> String {
    format!("piece-{number:03}.txt")
}

/// Writes the command and its pieces.
pub fn write(list: &str, how: How, people: &Path, out: &Path) -> Result<()> {
    let list = ListName::parse(list)?;
    let text =
        fs::read_to_string(people).with_context(|| format!("cannot read {}", people.display()))?;
    let people = (1..)
        .zip(text.lines())
        .map(|(line, nik)| match Nik::parse(nik) {
            Ok(nik) => Ok(nik),
            Err(code) => bail!("line {line}: {}", code.text(Locale::En)),
        })
        .collect::<Result<Vec<_>>>()?;
    let pieces = Piece::write(&people, key::random)?;
    let action = Action::ChangeList {
        list,
        change: match how {
            How::Add => Change::Add,
            How::Remove => Change::Remove,
        },
        pieces: pieces.iter().map(|piece| piece_hash(piece)).collect(),
    };
    if let Err(code) = action.check() {
        bail!("{}", code.text(Locale::En));
    }
    fs::create_dir(out).with_context(|| format!("cannot make {}", out.display()))?;
    fs::write(out.join(COMMAND), command(action)?)?;
    for (number, piece) in pieces.iter().enumerate() {
        fs::write(out.join(piece_name(number)), piece)?;
    }
    println!(
        "{}: {} people, to be signed by two",
        out.join(COMMAND).display(),
        people.len()
    );
    Ok(())
}

/// Brings the pieces; brought again, they are not taken in again.
pub fn bring(folder: &Path, edge: &str) -> Result<()> {
    let text = fs::read_to_string(folder.join(COMMAND))
        .with_context(|| format!("{} has no command", folder.display()))?;
    let command: Command = serde_json::from_str(&text).context("this is no command")?;
    let Action::ChangeList { list, pieces, .. } = command.action else {
        bail!("this command changes no list");
    };
    for number in 0..pieces.len() {
        let name = piece_name(number);
        let text =
            fs::read_to_string(folder.join(&name)).with_context(|| format!("{name} is missing"))?;
        let request = PieceRequest {
            list: list.clone(),
            text,
        };
        let progress: ChangeProgress = post(edge, "/api/v1/staff/list-pieces", &request)?;
        println!("{name}: {} of {} are in", progress.done, progress.pieces);
    }
    Ok(())
}
