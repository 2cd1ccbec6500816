//! Who took part and won in each province and group: one table for each group
//! of islands, folded, so that a small phone scrolls little.

use super::words;
use crate::ui::{Draw, say, tell, thousands};
use domain::draw::StratumResult;
use leptos::prelude::*;

/// The first digit of a province code is its group of islands.
fn islands(code: u8) -> &'static str {
    match code / 10 {
        1 | 2 => say!("Sumatera", "Sumatra"),
        3 => say!("Jawa", "Java"),
        5 => say!("Bali dan Nusa Tenggara", "Bali and Nusa Tenggara"),
        6 => say!("Kalimantan", "Kalimantan"),
        7 => say!("Sulawesi", "Sulawesi"),
        8 => say!("Maluku", "Maluku"),
        _ => say!("Papua", "Papua"),
    }
}

/// All tables; strata come by province code.
pub fn strata(rows: &[StratumResult]) -> impl IntoView + use<> {
    rows.chunk_by(|one, next| islands(one.stratum.province) == islands(next.stratum.province))
        .map(table)
        .collect_view()
}

fn table(rows: &[StratumResult]) -> impl IntoView + use<> {
    let name = rows.first().map_or("", |row| islands(row.stratum.province));
    let winners = rows.iter().map(|row| row.winners).sum();
    let entries = rows.iter().map(|row| row.entries).sum();
    let bodies = rows
        .chunk_by(|one, next| one.stratum.province == next.stratum.province)
        .map(province)
        .collect_view();
    view! {
        <details class="fold">
            <summary>{name}<span class="unseen">": "</span><span class="fold-more">{tell!("{} dari {} terpilih", "{} of {} drawn", thousands(winners), thousands(entries))}</span></summary>
            <div class="scroll" tabindex="0" role="region" aria-label=tell!("Tabel {name}", "Table {name}")>
                <table>
                    <caption class="unseen">{tell!("{name}: peserta, yang terpilih dari tempat yang ada, dan peluang di setiap provinsi", "{name}: participants, those drawn out of the seats there are, and the chances in each province")}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{say!("Kelompok", "Group")}</th>
                            <th scope="col" class="figure">{say!("Peserta", "Participants")}</th>
                            <th scope="col" class="figure">{say!("Terpilih dari tempat", "Drawn of seats")}</th>
                            <th scope="col" class="figure">{say!("Peluang", "Chances")}</th>
                        </tr>
                    </thead>
                    {bodies}
                </table>
            </div>
        </details>
    }
}

fn province(rows: &[StratumResult]) -> impl IntoView + use<> {
    let name = rows
        .first()
        .map_or("", |row| words::province(row.stratum.province));
    let lines = rows.iter().map(line).collect_view();
    view! {
        <tbody>
            <tr><th scope="rowgroup" colspan="4" class="province">{name}</th></tr>
            {lines}
        </tbody>
    }
}

fn line(row: &StratumResult) -> impl IntoView + use<> {
    let odds = match words::odds(row.winners, row.entries) {
        Some((words, percent)) => {
            view! { <span class="nowrap">{words}</span><br /><span class="soft">{percent}</span> }
                .drawn()
        }
        None => view! { "–" }.drawn(),
    };
    view! {
        <tr>
            <th scope="row">{words::group(row.stratum.group)}</th>
            <td class="figure">{thousands(row.entries)}</td>
            <td class="figure">{thousands(row.winners)}<br /><span class="soft">{tell!("dari {}", "of {}", thousands(row.seats))}</span></td>
            <td class="figure">{odds}</td>
        </tr>
    }
}
