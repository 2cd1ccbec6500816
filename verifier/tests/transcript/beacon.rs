//! A beacon of our own: it signs any round, which the public one does only in
//! its time.

use bls12_381::{
    G1Affine, G1Projective, G2Affine, Scalar,
    hash_to_curve::{ExpandMsgXmd, HashToCurve},
};
use sha2::{Digest, Sha256};

const DOMAIN: &[u8] = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";

pub fn public_key(secret: u64) -> [u8; 96] {
    G2Affine::from(G2Affine::generator() * Scalar::from(secret)).to_compressed()
}

pub fn sign(secret: u64, round: u64) -> [u8; 48] {
    let message: [u8; 32] = Sha256::digest(round.to_be_bytes()).into();
    let point: G1Projective =
        HashToCurve::<ExpandMsgXmd<sha2_for_curve::Sha256>>::hash_to_curve(message, DOMAIN);
    G1Affine::from(point * Scalar::from(secret)).to_compressed()
}
