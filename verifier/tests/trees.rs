//! The trees against the vectors that certificate transparency is tested with,
//! and against the RFC's own definition.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "these are tests"
)]

mod transcript;

use data_encoding::HEXLOWER;
use transcript::trees;
use verifier::{Tree, leaf, root_from_path};

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

const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn leaves() -> Vec<Vec<u8>> {
    LEAVES
        .iter()
        .map(|leaf| HEXLOWER.decode(leaf.as_bytes()).unwrap())
        .collect()
}

#[test]
fn roots_are_those_of_certificate_transparency() {
    let mut tree = Tree::default();
    assert_eq!(HEXLOWER.encode(&tree.root()), ROOTS[0]);
    for (leaf, root) in leaves().iter().zip(&ROOTS[1..]) {
        tree.push(leaf);
        assert_eq!(HEXLOWER.encode(&tree.root()), *root);
    }
}

#[test]
fn an_audit_path_is_that_of_certificate_transparency() {
    let path = [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]
    .map(|hash| {
        HEXLOWER
            .decode(hash.as_bytes())
            .unwrap()
            .try_into()
            .unwrap()
    });
    assert_eq!(trees::path(0, &leaves()), path);
    let root = root_from_path(leaf(b""), 0, 8, &path).unwrap();
    assert_eq!(HEXLOWER.encode(&root), ROOTS[8]);
}

#[test]
fn every_path_of_every_small_tree_leads_to_its_root_and_no_other_place_fits() {
    for count in 1..=33_usize {
        let data: Vec<Vec<u8>> = (0..count).map(|number| vec![number as u8]).collect();
        let root = trees::root(&data);
        for index in 0..count {
            let path = trees::path(index, &data);
            let from = |leaf, index: usize, leaves: usize, path: &[_]| {
                root_from_path(leaf, index as u64, leaves as u64, path)
            };
            let hash = leaf(&data[index]);
            assert_eq!(from(hash, index, count, &path), Some(root));
            for other in (0..count).filter(|other| *other != index) {
                assert_ne!(from(hash, other, count, &path), Some(root));
            }
            assert_eq!(from(hash, count, count, &path), None);
            if let Some((_, shorter)) = path.split_last() {
                assert_eq!(from(hash, index, count, shorter), None);
            }
            let longer = [path.as_slice(), &[root]].concat();
            assert_eq!(from(hash, index, count, &longer), None);
        }
    }
}
