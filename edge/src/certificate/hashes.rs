//! Whose file it is: the keyed hash of a certificate's bytes belongs to the
//! person and the course that brought it first. Sent again by the same person for
//! the same course it is fine; by anybody else it is somebody else's certificate. A
//! person's file moves from a course that needs it no more to another of theirs.

use crate::certificate::registrant::upload::NeedsFile;
use crate::crypto::Digest;
use crate::http::{Answer, Context, Refusal};
use crate::object::{self, Object, Operation, operations};
use crate::sign_in::session;
use domain::messages::Code;
use domain::purchase::PurchaseId;
use serde::{Deserialize, Serialize};
use worker::{Env, Result, State};

/// Who brought a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// Keyed hash of the person.
    pub person: String,
    /// The course.
    pub purchase: PurchaseId,
}

/// Takes a file, unless somebody has it.
#[derive(Serialize, Deserialize)]
struct ClaimFile {
    file: String,
    owner: Owner,
}

/// Moves a file to another course of its person, if it is still where it was.
#[derive(Serialize, Deserialize)]
struct MoveFile {
    file: String,
    from: Owner,
    to: PurchaseId,
}

/// Takes a file for who is signed in; whoever has it already keeps it.
pub async fn claim(context: &Context, file: &Digest, owner: Owner) -> Answer<()> {
    let name = format!("certificates-{:03}", file.shard(context.config.shards));
    let claim = ClaimFile {
        file: file.text(),
        owner: owner.clone(),
    };
    let holder = object::ask(&context.env, &name, &claim).await?;
    let Some(code) = refusal(&holder, &owner) else {
        return Ok(());
    };
    if code == Code::CertificateUsedForOtherCourse {
        let purchase = holder.purchase.clone();
        if !session::ask(context, NeedsFile { purchase }).await? {
            let moves = MoveFile {
                file: claim.file,
                from: holder,
                to: owner.purchase,
            };
            if object::ask(&context.env, &name, &moves).await? {
                return Ok(());
            }
        }
    }
    Err(Refusal::code(code))
}

fn refusal(holder: &Owner, owner: &Owner) -> Option<Code> {
    if holder.person != owner.person {
        Some(Code::CertificateSeenBefore)
    } else if holder.purchase != owner.purchase {
        Some(Code::CertificateUsedForOtherCourse)
    } else {
        None
    }
}

/// One of the shards that files are spread over by their keyed hash.
pub struct CertificateHashes {
    state: State,
}

operations!(CertificateHashes: ClaimFile, MoveFile);

impl Object for CertificateHashes {
    const BINDING: &'static str = "CERTIFICATE_HASHES";

    fn wake(state: State, _env: Env) -> Self {
        Self { state }
    }
}

impl Operation<CertificateHashes> for ClaimFile {
    /// Who has the file then.
    type Answer = Owner;

    async fn perform(self, hashes: &CertificateHashes) -> Result<Owner> {
        let storage = hashes.state.storage();
        let key = format!("file {}", self.file);
        match storage.get::<Owner>(&key).await? {
            Some(holder) => Ok(holder),
            None => {
                storage.put(&key, &self.owner).await?;
                Ok(self.owner)
            }
        }
    }
}

impl Operation<CertificateHashes> for MoveFile {
    /// Whether it is there now.
    type Answer = bool;

    async fn perform(self, hashes: &CertificateHashes) -> Result<bool> {
        let storage = hashes.state.storage();
        let key = format!("file {}", self.file);
        let holder = storage.get::<Owner>(&key).await?;
        if holder.as_ref() != Some(&self.from) {
            return Ok(false);
        }
        let to = Owner {
            purchase: self.to,
            ..self.from
        };
        storage.put(&key, &to).await?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_of_one_person_and_one_course() {
        let owner = |person: &str, purchase: &str| Owner {
            person: person.to_owned(),
            purchase: PurchaseId::parse(purchase).unwrap(),
        };
        let holder = owner("a", "1");
        assert_eq!(refusal(&holder, &owner("a", "1")), None);
        assert_eq!(
            refusal(&holder, &owner("a", "2")),
            Some(Code::CertificateUsedForOtherCourse)
        );
        assert_eq!(
            refusal(&holder, &owner("b", "1")),
            Some(Code::CertificateSeenBefore)
        );
    }
}
