//! One shard: its size, its order, its records, its root, and which of its
//! entries the household limit leaves in. Households end at the shard's border,
//! so this needs no other shard.

use crate::{
    entry::{Entry, RECORD_BYTES, Tickets},
    fields::Hex,
    findings::{Findings, Place, shard_file},
    papers::Shard,
    tally::{Tally, tag_start, ticket_start},
    tree::{Hash, Tree},
};

/// What every shard is checked against.
pub struct Frame<'a> {
    pub tickets: &'a Tickets,
    pub household_maximum: u8,
}

/// One entry as the household rule sees it.
struct Member {
    tag: u128,
    ticket: Hash,
    stratum: Option<usize>,
    index: usize,
    earlier: u8,
}

/// Bytes to read of a shard: one record more than committed shows that there
/// are more, without reading how many.
pub fn limit(committed: &Shard) -> u64 {
    (u64::from(committed.entries) + 1) * RECORD_BYTES as u64
}

/// Checks the bytes and adds them to the tally.
pub fn check(
    number: usize,
    bytes: &[u8],
    committed: &Shard,
    frame: &Frame<'_>,
    tally: &mut Tally,
    findings: &mut Findings,
) {
    let (records, rest) = bytes.as_chunks::<RECORD_BYTES>();
    check_size(number, bytes.len(), committed, findings);
    let mut tree = Tree::default();
    let mut before: Option<Hash> = None;
    let mut members = Vec::with_capacity(records.len());
    for (index, record) in records.iter().enumerate() {
        tree.push(record);
        let entry = Entry::of(record);
        let place = || Place::Record {
            shard: number,
            index,
        };
        if let Some(before) = before.replace(entry.id) {
            check_order(&before, &entry.id, place, findings);
        }
        let stratum = entry.stratum().and_then(|stratum| tally.number(stratum));
        match stratum.and_then(|number| tally.strata.get_mut(number)) {
            Some(count) => count.entries += 1,
            None if entry.group > 1 => {
                let problem = format!("group: expected 0 or 1, found {}", entry.group);
                findings.add(place(), problem);
            }
            None => {
                let problem = format!("province: {} has no quota in rules.json", entry.province);
                findings.add(place(), problem);
            }
        }
        let ticket = frame.tickets.ticket(&entry.id);
        tally.ticket_starts.push(ticket_start(&ticket));
        members.push(Member {
            tag: entry.tag,
            ticket,
            stratum,
            index,
            earlier: entry.earlier,
        });
    }
    if !rest.is_empty() {
        tree.push(rest);
    }
    let place = Place::field(crate::papers::COMMITMENT, format!("shards[{number}].root"));
    if tree.root() != committed.root.0 {
        let problem = format!(
            "expected {} as {} has it, found {}",
            Hex(tree.root()),
            shard_file(number),
            committed.root
        );
        findings.add(place, problem);
    }
    households(number, &mut members, frame, tally, findings);
}

fn check_size(number: usize, bytes: usize, committed: &Shard, findings: &mut Findings) {
    let expected = u64::from(committed.entries) * RECORD_BYTES as u64;
    let found = bytes as u64;
    if found == expected {
        return;
    }
    let than = if found > expected {
        "more".to_owned()
    } else if found.is_multiple_of(RECORD_BYTES as u64) {
        format!("{found} ({} records)", found / RECORD_BYTES as u64)
    } else {
        format!("{found} (no whole number of records)")
    };
    let problem = format!(
        "expected {expected} bytes ({} records), found {than}",
        committed.entries
    );
    findings.add(Place::File(shard_file(number)), problem);
}

fn check_order(before: &Hash, id: &Hash, place: impl Fn() -> Place, findings: &mut Findings) {
    if before == id {
        findings.add(place(), format!("entry id {} occurs twice", Hex(*id)));
    } else if before > id {
        let (before, id) = (Hex(*before), Hex(*id));
        let problem = format!("order: expected an entry id above {before}, found {id}");
        findings.add(place(), problem);
    }
}

/// Sorted by household and then by ticket, each household is a run whose first
/// entries are its candidates.
fn households(
    number: usize,
    members: &mut [Member],
    frame: &Frame<'_>,
    tally: &mut Tally,
    findings: &mut Findings,
) {
    members.sort_unstable_by(|one, other| {
        (one.tag, &one.ticket, one.index).cmp(&(other.tag, &other.ticket, other.index))
    });
    for household in members.chunk_by(|one, next| one.tag == next.tag) {
        let Some(first) = household.first() else {
            continue;
        };
        tally.tag_starts.push(tag_start(first.tag));
        // The lowest index speaks for the household, so that what is told is
        // the same for every round.
        let speaker = household
            .iter()
            .min_by_key(|member| member.index)
            .unwrap_or(first);
        for member in household {
            if member.earlier != speaker.earlier {
                let place = Place::Record {
                    shard: number,
                    index: member.index,
                };
                let problem = format!(
                    "earlier recipients: expected {} as in record {} of the same household, found {}",
                    speaker.earlier, speaker.index, member.earlier
                );
                findings.add(place, problem);
            }
        }
        if speaker.earlier >= frame.household_maximum {
            let place = Place::Record {
                shard: number,
                index: speaker.index,
            };
            let problem = format!(
                "earlier recipients: expected less than the household maximum {}, found {}",
                frame.household_maximum, speaker.earlier
            );
            findings.add(place, problem);
        }
        let open = frame.household_maximum.saturating_sub(speaker.earlier);
        for member in household.iter().take(usize::from(open)) {
            let count = member
                .stratum
                .and_then(|number| tally.strata.get_mut(number));
            if let Some(count) = count {
                count.candidates.push(member.ticket);
            }
        }
    }
}
