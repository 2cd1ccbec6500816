//! Merkle trees as RFC 6962 builds them: a root from leaves that arrive one by
//! one, and a root from a leaf and its audit path.

use sha2::{Digest, Sha256};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// The hash of a leaf.
pub fn leaf(data: &[u8]) -> Hash {
    Sha256::new()
        .chain_update([0])
        .chain_update(data)
        .finalize()
        .into()
}

/// The hash of a node over its two children.
pub fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new()
        .chain_update([1])
        .chain_update(left)
        .chain_update(right)
        .finalize()
        .into()
}

/// A tree in the making: only the roots of its complete subtrees, so a shard
/// of any size needs a handful of hashes.
#[derive(Debug, Default)]
pub struct Tree {
    peaks: Vec<Hash>,
    leaves: u64,
}

impl Tree {
    /// Adds the next leaf.
    pub fn push(&mut self, data: &[u8]) {
        let mut hash = leaf(data);
        let mut complete = self.leaves;
        while complete & 1 == 1
            && let Some(left) = self.peaks.pop()
        {
            hash = node(&left, &hash);
            complete >>= 1;
        }
        self.peaks.push(hash);
        self.leaves += 1;
    }

    /// The root over the leaves so far.
    pub fn root(&self) -> Hash {
        self.peaks
            .iter()
            .copied()
            .rev()
            .reduce(|right, left| node(&left, &right))
            .unwrap_or_else(|| Sha256::digest([]).into())
    }
}

/// The root that follows from a leaf's hash, its place and its audit path
/// (RFC 9162, 2.1.3.2); none when the path's length does not fit the place.
pub fn root_from_path(leaf: Hash, index: u64, leaves: u64, path: &[Hash]) -> Option<Hash> {
    if index >= leaves {
        return None;
    }
    let (mut at, mut last, mut hash) = (index, leaves - 1, leaf);
    for sibling in path {
        if last == 0 {
            return None;
        }
        if at & 1 == 1 || at == last {
            hash = node(sibling, &hash);
            // A last leaf without a right neighbour rises to where it has a left one.
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            hash = node(&hash, sibling);
        }
        at >>= 1;
        last >>= 1;
    }
    (last == 0).then_some(hash)
}
