//! The proof of one entry, as the document lays its bytes out.

use super::{WAVE, Wave, trees};

pub fn proof(wave: &Wave, shard: usize, index: usize) -> Vec<u8> {
    let records = &wave.shards[shard];
    let mut bytes = vec![1];
    bytes.extend(WAVE.to_be_bytes());
    bytes.extend((shard as u16).to_be_bytes());
    bytes.extend((wave.shards.len() as u16).to_be_bytes());
    bytes.extend((index as u32).to_be_bytes());
    bytes.extend((records.len() as u32).to_be_bytes());
    bytes.extend(records[index]);
    for path in [
        trees::path(index, records),
        trees::path(shard, &trees::shard_records(&wave.shards)),
    ] {
        bytes.push(path.len() as u8);
        bytes.extend(path.concat());
    }
    bytes
}
