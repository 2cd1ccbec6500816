//! Whose file it is: the keyed hash of a certificate's bytes belongs to the
//! person and the course that brought it first. Sent again by the same person for
//! the same course it is fine; by anybody else it is somebody else's certificate.

use crate::crypto::Digest;
use crate::http::{Answer, Context, Refusal};
use crate::object::{self, Object, Operation, operations};
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

/// Takes a file for somebody; whoever has it already keeps it.
pub async fn claim(context: &Context, file: &Digest, owner: Owner) -> Answer<()> {
    let name = format!("certificates-{:03}", file.shard(context.config.shards));
    let claim = ClaimFile {
        file: file.text(),
        owner: owner.clone(),
    };
    let holder = object::ask(&context.env, &name, &claim).await?;
    match refusal(&holder, &owner) {
        None => Ok(()),
        Some(code) => Err(Refusal::code(code)),
    }
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

operations!(CertificateHashes: ClaimFile);

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
