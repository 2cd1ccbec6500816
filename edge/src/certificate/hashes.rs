//! Whose file it is: the keyed hash of a certificate's bytes belongs to the
//! person and the course that brought it first. Sent again by the same person for
//! the same course it is fine; by anybody else it is somebody else's certificate.

use crate::crypto::Digest;
use crate::http::{Answer, Context, Refusal};
use crate::object::{answer, call, question};
use domain::messages::Code;
use domain::purchase::PurchaseId;
use serde::{Deserialize, Serialize};
use worker::{DurableObject, Env, Request, Response, Result, State, durable_object};

/// Who brought a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// Keyed hash of the person.
    pub person: String,
    /// The course.
    pub purchase: PurchaseId,
}

#[derive(Serialize, Deserialize)]
struct Claim {
    file: String,
    owner: Owner,
}

/// Takes a file for somebody; whoever has it already keeps it.
pub async fn claim(context: &Context, file: &Digest, owner: Owner) -> Answer<()> {
    let name = format!("certificates-{:03}", file.shard(context.config.shards));
    let claim = Claim {
        file: file.text(),
        owner: owner.clone(),
    };
    let objects = context.env.durable_object("CERTIFICATE_HASHES")?;
    let holder: Owner = call(&objects, &name, &claim).await?;
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
#[durable_object(fetch)]
pub struct CertificateHashes {
    state: State,
}

impl DurableObject for CertificateHashes {
    fn new(state: State, _env: Env) -> Self {
        Self { state }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        let claim: Claim = question(&mut request).await?;
        answer("CertificateHashes", self.claim(claim).await)
    }
}

impl CertificateHashes {
    /// Who has the file then.
    async fn claim(&self, claim: Claim) -> Result<Owner> {
        let storage = self.state.storage();
        let key = format!("file {}", claim.file);
        match storage.get::<Owner>(&key).await? {
            Some(holder) => Ok(holder),
            None => {
                storage.put(&key, &claim.owner).await?;
                Ok(claim.owner)
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
