//! Stores a release under the name that it is given: `cargo xtask store-release 2026-11-29`.

fn main() {
    let name = std::env::args().nth(1).expect("the release's name");
    proofs::stored::store(&name);
}
