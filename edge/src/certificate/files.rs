//! Where certificates lie: in the private bucket, sealed, under names that are
//! keyed hashes and tell nothing. A sealed file opens only under its own name.

use crate::crypto::{Keys, Place, Purpose};
use domain::certificate::UploadId;
use domain::draw::Hex;
use worker::{Env, Error, Result};

/// The name of a kept file.
pub fn kept(keys: &Keys, id: &UploadId) -> String {
    format!("sertifikat/{}", secret(keys, id))
}

/// The name of one part of a sending.
pub fn part(keys: &Keys, id: &UploadId, number: u16) -> String {
    format!("kiriman/{}/{number}", secret(keys, id))
}

fn secret(keys: &Keys, id: &UploadId) -> String {
    let digest = keys.digest(Purpose::FileName, &[id.as_str()]);
    Hex(digest.half()).to_string()
}

/// Seals and writes. Written again, it says the same.
pub async fn write(env: &Env, keys: &Keys, name: &str, plain: &[u8]) -> Result<()> {
    let sealed = keys
        .ring
        .seal_bytes(Place::file(name), plain)
        .map_err(odd)?;
    env.bucket("FILES")?.put(name, sealed).execute().await?;
    Ok(())
}

/// Reads and opens; none if it is not there.
pub async fn read(env: &Env, keys: &Keys, name: &str) -> Result<Option<Vec<u8>>> {
    let found = env.bucket("FILES")?.get(name).execute().await?;
    let Some(body) = found.as_ref().and_then(worker::Object::body) else {
        return Ok(None);
    };
    keys.ring
        .open_bytes(Place::file(name), &body.bytes().await?)
        .map(Some)
        .map_err(odd)
}

/// Deletes; what is not there is deleted.
pub async fn drop_all(env: &Env, names: &[String]) -> Result<()> {
    let bucket = env.bucket("FILES")?;
    for name in names {
        bucket.delete(name).await?;
    }
    Ok(())
}

fn odd(error: crate::crypto::CryptoError) -> Error {
    Error::RustError(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::tests::keys;

    #[test]
    fn names_are_each_their_own_and_tell_nothing_of_the_sending() {
        let id = |number: u8| UploadId::parse(&Hex([number; 16]).to_string()).unwrap();
        let names = [
            kept(&keys(), &id(1)),
            kept(&keys(), &id(2)),
            part(&keys(), &id(1), 0),
            part(&keys(), &id(1), 1),
        ];
        for (n, name) in names.iter().enumerate() {
            assert!(!name.contains(id(1).as_str()), "{name}");
            assert!(names.iter().skip(n + 1).all(|other| other != name));
        }
    }
}
