//! RFC 6962, 2.1 and 2.1.1, as the RFC defines them.

use sha2::{Digest, Sha256};

use super::Record;

pub type Hash = [u8; 32];

pub fn root<D: AsRef<[u8]>>(data: &[D]) -> Hash {
    match data {
        [] => Sha256::digest([]).into(),
        [one] => hash(0, &[one.as_ref()]),
        _ => {
            let (left, right) = data.split_at(split(data.len()));
            hash(1, &[&root(left), &root(right)])
        }
    }
}

pub fn path<D: AsRef<[u8]>>(index: usize, data: &[D]) -> Vec<Hash> {
    if data.len() < 2 {
        return Vec::new();
    }
    let (left, right) = data.split_at(split(data.len()));
    let (mut below, sibling) = if index < left.len() {
        (path(index, left), root(right))
    } else {
        (path(index - left.len(), right), root(left))
    };
    below.push(sibling);
    below
}

pub fn shard_records(shards: &[Vec<Record>]) -> Vec<Vec<u8>> {
    let record = |(number, records): (usize, &Vec<Record>)| {
        let mut record = (number as u16).to_be_bytes().to_vec();
        record.extend((records.len() as u32).to_be_bytes());
        record.extend(root(records));
        record
    };
    shards.iter().enumerate().map(record).collect()
}

fn split(length: usize) -> usize {
    length.next_power_of_two() / 2
}

fn hash(prefix: u8, parts: &[&[u8]]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update([prefix]);
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}
