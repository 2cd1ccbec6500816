//! Merkle trees as in RFC 6962 (certificate transparency), 2.1. Computed level
//! by level: an unpaired last node moves up as it is, which gives the RFC's
//! split at the largest power of two.

use sha2::{Digest, Sha256};

/// A hash of the tree.
pub type Hash = [u8; 32];

/// Hash of a leaf.
#[must_use]
pub fn leaf(data: &[u8]) -> Hash {
    Sha256::new()
        .chain_update([0])
        .chain_update(data)
        .finalize()
        .into()
}

/// Hash of a node.
#[must_use]
pub fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new()
        .chain_update([1])
        .chain_update(left)
        .chain_update(right)
        .finalize()
        .into()
}

fn parents(level: &[Hash]) -> Vec<Hash> {
    let (pairs, alone) = level.as_chunks::<2>();
    let parents = pairs.iter().map(|[left, right]| node(left, right));
    parents.chain(alone.iter().copied()).collect()
}

/// The root over these leaves.
#[must_use]
pub fn root(mut level: Vec<Hash>) -> Hash {
    while level.len() > 1 {
        level = parents(&level);
    }
    level
        .first()
        .copied()
        .unwrap_or_else(|| Sha256::digest([]).into())
}

/// A tree with all its nodes: twice the memory of its leaves, and a path costs
/// no hash.
#[derive(Clone, Debug)]
pub struct Tree {
    /// Leaves first; each level is half as long as the one before, rounded up.
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    /// Hashes the nodes over these leaves.
    #[must_use]
    pub fn over(leaves: Vec<Hash>) -> Self {
        let mut levels = vec![leaves];
        while let Some(level) = levels.last().filter(|level| level.len() > 1) {
            levels.push(parents(level));
        }
        Self { levels }
    }

    /// The audit path of a leaf, lowest node first; nothing if there is no such
    /// leaf.
    #[must_use]
    pub fn path(&self, index: usize) -> Option<Vec<Hash>> {
        self.levels.first()?.get(index)?;
        let neighbours = self
            .levels
            .iter()
            .enumerate()
            // The last node of a level has a neighbour only if it is paired.
            .filter_map(|(height, level)| level.get((index >> height) ^ 1));
        Some(neighbours.copied().collect())
    }
}

/// The root that a leaf hash leads to along its path, if the path has the
/// length that the place needs.
#[must_use]
pub fn root_along(leaf: Hash, index: usize, leaves: usize, path: &[Hash]) -> Option<Hash> {
    if index >= leaves {
        return None;
    }
    let (mut hash, mut index, mut last) = (leaf, index, leaves - 1);
    let mut path = path.iter();
    while last > 0 {
        if index % 2 == 1 {
            hash = node(path.next()?, &hash);
        } else if index < last {
            hash = node(&hash, path.next()?);
        }
        index /= 2;
        last /= 2;
    }
    path.next().is_none().then_some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::HEXLOWER;

    /// The test data of Google's certificate transparency project.
    const LEAVES: [&str; 8] = [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ];
    const ROOTS: [&str; 8] = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    fn leaves(count: usize) -> Vec<Hash> {
        LEAVES
            .iter()
            .take(count)
            .map(|data| leaf(&HEXLOWER.decode(data.as_bytes()).unwrap()))
            .collect()
    }

    #[test]
    fn roots_are_those_of_the_published_vectors() {
        for (index, expected) in ROOTS.iter().enumerate() {
            assert_eq!(&HEXLOWER.encode(&root(leaves(index + 1))), expected);
        }
        assert_eq!(
            HEXLOWER.encode(&root(vec![])),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }

    #[test]
    fn every_leaf_of_every_small_tree_leads_to_its_root_and_to_no_other_place() {
        for count in 1..=70_usize {
            let leaves: Vec<Hash> = (0..count).map(|n| leaf(&n.to_be_bytes())).collect();
            let root = root(leaves.clone());
            let tree = Tree::over(leaves.clone());
            for (index, leaf) in leaves.iter().enumerate() {
                let path = tree.path(index).unwrap();
                assert_eq!(root_along(*leaf, index, count, &path), Some(root));
                for other in (0..count).filter(|other| *other != index) {
                    assert_ne!(root_along(*leaf, other, count, &path), Some(root));
                }
                let longer = [path.clone(), vec![[0; 32]]].concat();
                assert_eq!(root_along(*leaf, index, count, &longer), None);
            }
            assert_eq!(tree.path(count), None);
        }
    }

    /// `MTH` of RFC 6962, 2.1, word for word.
    fn tree_hash(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => Sha256::digest([]).into(),
            [alone] => *alone,
            _ => {
                let (left, right) = leaves.split_at(split(leaves.len()));
                node(&tree_hash(left), &tree_hash(right))
            }
        }
    }

    /// `PATH` of RFC 6962, 2.1.1, word for word.
    fn audit_path(index: usize, leaves: &[Hash]) -> Vec<Hash> {
        if leaves.len() <= 1 {
            return vec![];
        }
        let k = split(leaves.len());
        let (left, right) = leaves.split_at(k);
        let (mut path, other) = if index < k {
            (audit_path(index, left), right)
        } else {
            (audit_path(index - k, right), left)
        };
        path.push(tree_hash(other));
        path
    }

    /// The largest power of two smaller than a number.
    fn split(number: usize) -> usize {
        number.next_power_of_two() / 2
    }

    #[test]
    fn roots_and_paths_are_what_the_rfc_defines_for_every_small_tree() {
        for count in 0..=65_usize {
            let leaves: Vec<Hash> = (0..count).map(|n| leaf(&n.to_be_bytes())).collect();
            assert_eq!(root(leaves.clone()), tree_hash(&leaves), "{count} leaves");
            let tree = Tree::over(leaves.clone());
            for index in 0..count {
                let expected = audit_path(index, &leaves);
                assert_eq!(tree.path(index), Some(expected), "{index} of {count}");
            }
            assert_eq!(tree.path(count), None);
        }
    }
}
