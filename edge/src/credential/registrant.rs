//! Digital certificates, as the shard keeps them: a number and a place in a list
//! of revocations for each completed purchase, and the certificate itself once
//! the institution has signed it, sealed. Signatures are checked before.

use crate::object::Transaction;
use crate::registrant::personal::Personal;
use crate::registrant::store::{Performed, Store, StoreError};
use crate::sql::{Moment, Outcome, Sql, stored};
use chrono::Timelike;
use domain::certificate::Evidence;
use domain::credential::{
    Credential, CredentialDraft, CredentialId, CredentialReceipt, ENTRIES, StatusEntry, issuer_id,
    list_id,
};
use domain::messages::Code;
use domain::purchase::{InvoiceCode, PlatformCode, Purchase, PurchaseId, State};
use serde::{Deserialize, Serialize};

/// A list is left for the next when half of this shard's places in it are taken:
/// drawing a free one stays quick, and the list stays full of nobody.
const FULL: i64 = 2;

/// Which purchase a certificate is for, once the platform's signature holds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CompletedPurchase {
    pub code_hash: String,
    /// Whose call it is: codes for others are unknown to it.
    pub platform: PlatformCode,
    /// The order that the code is said to be redeemed for.
    pub invoice: InvoiceCode,
    /// The programme's address, which certificates name.
    pub origin: String,
}

impl<S: Sql> Store<S> {
    /// The institution has certified a completed course: the evidence that
    /// incentives wait for.
    fn credential_came(
        &self,
        person: i64,
        purchase: &PurchaseId,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.note(person, "certificate_issued", now)?;
        self.accept_certificate(person, purchase, Evidence::Credential, now)
    }

    /// All of a person's, newest first.
    pub(crate) fn shown_credentials(
        &self,
        person: i64,
    ) -> Result<Vec<(PurchaseId, String)>, StoreError> {
        let rows = self.sql.run(
            "SELECT purchase, sealed FROM credential
             WHERE person = ? AND sealed IS NOT NULL ORDER BY received_at DESC",
            &[person.into()],
        )?;
        rows.iter()
            .map(|row| {
                let purchase = PurchaseId::parse(row.text(0)?).map_err(|_| StoreError::Record)?;
                Ok((purchase, self.unseal("credential", person, row.text(1)?)?))
            })
            .collect()
    }

    /// The completed purchase that a platform's call is about.
    #[allow(
        clippy::type_complexity,
        reason = "read at its two callers' first line"
    )]
    fn completed(
        &self,
        ask: &CompletedPurchase,
    ) -> Result<Result<(i64, Purchase, Moment), Code>, StoreError> {
        let row = self.sql.first(
            "SELECT person, purchase FROM redeem_code WHERE code_hash = ?",
            &[ask.code_hash.as_str().into()],
        )?;
        let Some(row) = row else {
            return Ok(Err(Code::PurchaseUnknown));
        };
        let person = row.int(0)?;
        let id = PurchaseId::parse(row.text(1)?).map_err(|_| StoreError::Record)?;
        let purchases = self.purchases(person)?;
        let purchase = purchases.find(&id).ok_or(StoreError::Record)?;
        let foreign = purchase.offer().platform != ask.platform
            || purchase
                .commit()
                .is_some_and(|commit| commit.invoice != ask.invoice);
        Ok(match purchase.state() {
            _ if foreign => Err(Code::PurchaseUnknown),
            State::Completed { at, .. } => Ok((person, purchase.clone(), *at)),
            _ => Err(Code::CredentialNotCompleted),
        })
    }

    fn drafted(&self, id: &PurchaseId) -> Result<Option<(CredentialId, u32, u32)>, StoreError> {
        let row = self.sql.first(
            "SELECT id, list, place FROM credential WHERE purchase = ?",
            &[id.as_str().into()],
        )?;
        row.map(|row| {
            let number = |int: i64| u32::try_from(int).map_err(|_| StoreError::Record);
            let id = CredentialId::parse(row.text(0)?).ok_or(StoreError::Record)?;
            Ok((id, number(row.int(1)?)?, number(row.int(2)?)?))
        })
        .transpose()
    }

    fn issued(&self, id: &PurchaseId) -> Result<Option<(String, Moment)>, StoreError> {
        let row = self.sql.first(
            "SELECT sealed, received_at, person FROM credential WHERE purchase = ? AND sealed IS NOT NULL",
            &[id.as_str().into()],
        )?;
        row.map(|row| {
            let at = row.int_or_null(1)?.and_then(Moment::from_timestamp_millis);
            let jwt = self.unseal("credential", row.int(2)?, row.text(0)?)?;
            Ok((jwt, at.ok_or(StoreError::Record)?))
        })
        .transpose()
    }

    /// What the certificate says, but for the holder's and the institution's names.
    fn expected(
        &self,
        ask: &CompletedPurchase,
        purchase: &Purchase,
        completed: Moment,
    ) -> Result<Option<Credential>, StoreError> {
        let offer = purchase.offer();
        let (Some((id, list, index)), Some(institution)) =
            (self.drafted(purchase.id())?, offer.institution)
        else {
            return Ok(None);
        };
        Ok(Some(Credential {
            id,
            issuer: issuer_id(&ask.origin, institution),
            institution: String::new(),
            holder: String::new(),
            course: format!("{}/pelatihan/{}/", ask.origin, offer.course.as_str()),
            title: offer.title.clone(),
            hours: offer.hours,
            // Certificates are dated to the second.
            valid_from: completed.with_nanosecond(0).unwrap_or(completed),
            status: StatusEntry {
                list: list_id(&ask.origin, list),
                index,
            },
        }))
    }

    /// A UUID, version 4.
    fn fresh_id(&self) -> Result<CredentialId, StoreError> {
        let bits = u128::from(self.random()?) << 64 | u128::from(self.random()?);
        CredentialId::from_random(bits).ok_or(StoreError::Record)
    }

    /// A free place, drawn among those of this shard: each shard has every n-th
    /// of a list, so that none has to ask another.
    fn fresh_place(&self) -> Result<(i64, i64), StoreError> {
        let shards = i64::from(self.shards.max(1));
        let own = i64::from(ENTRIES) / shards;
        let row = self
            .sql
            .first("SELECT COUNT(*) FROM credential", &[])?
            .ok_or(StoreError::Record)?;
        let list = 1 + row.int(0)? / (own / FULL).max(1);
        loop {
            let drawn = i64::try_from(self.random()? >> 1).unwrap_or_default() % own;
            let place = drawn * shards + i64::from(self.shard);
            let taken = self.sql.first(
                "SELECT 1 FROM credential WHERE list = ? AND place = ?",
                &[list.into(), place.into()],
            )?;
            if taken.is_none() {
                return Ok((list, place));
            }
        }
    }
}

/// What the certificate of a completed course has to say. Asked again, it says the same.
#[derive(Debug, Serialize, Deserialize)]
pub struct DraftCredential {
    pub purchase: CompletedPurchase,
    pub now: Moment,
}

impl<S: Sql> Transaction<Store<S>> for DraftCredential {
    type Answer = Outcome<CredentialDraft>;

    fn execute(self, store: &Store<S>) -> Performed<CredentialDraft> {
        let (ask, now) = (&self.purchase, self.now);
        let (person, purchase, completed) = match store.completed(ask)? {
            Ok(found) => found,
            Err(code) => return Ok(Outcome::refused(code)),
        };
        if store.drafted(purchase.id())?.is_none() {
            let (list, place) = store.fresh_place()?;
            let id = store.fresh_id()?;
            store.sql.run(
                "INSERT INTO credential (purchase, person, id, list, place) VALUES (?, ?, ?, ?, ?)",
                &[
                    purchase.id().as_str().into(),
                    person.into(),
                    id.as_str().into(),
                    list.into(),
                    place.into(),
                ],
            )?;
            store.note(person, "certificate_drafted", now)?;
        }
        let expected = store.expected(ask, &purchase, completed)?;
        let Some(expected) = expected else {
            return Ok(Outcome::refused(Code::CredentialNotDrafted));
        };
        let claims = expected.claims();
        Ok(Outcome::Done(CredentialDraft {
            id: expected.id,
            issuer: expected.issuer,
            course: expected.course,
            title: expected.title,
            hours: expected.hours,
            valid_from: expected.valid_from,
            status: expected.status,
            claims,
        }))
    }
}

/// Takes the certificate that was signed after the draft, once. Its signature held.
#[derive(Debug, Serialize, Deserialize)]
pub struct TakeCredential {
    pub purchase: CompletedPurchase,
    pub credential: Credential,
    pub jwt: String,
    pub now: Moment,
}

impl<S: Sql> Transaction<Store<S>> for TakeCredential {
    type Answer = Outcome<CredentialReceipt>;

    fn execute(self, store: &Store<S>) -> Performed<CredentialReceipt> {
        let Self {
            purchase: ask,
            credential,
            jwt,
            now,
        } = self;
        let (person, purchase, completed) = match store.completed(&ask)? {
            Ok(found) => found,
            Err(code) => return Ok(Outcome::refused(code)),
        };
        let Some(expected) = store.expected(&ask, &purchase, completed)? else {
            return Ok(Outcome::refused(Code::CredentialNotDrafted));
        };
        let registered = store.person(person)?.1.registration.name;
        if folded(&credential.holder) != folded(registered.as_str()) {
            return Ok(Outcome::refused(Code::CredentialOtherHolder));
        }
        let as_drafted = Credential {
            institution: credential.institution.clone(),
            holder: credential.holder.clone(),
            ..expected
        };
        if credential != as_drafted {
            return Ok(Outcome::refused(Code::CredentialDiffersFromDraft));
        }
        let receipt = |received_at| {
            Ok(Outcome::Done(CredentialReceipt {
                id: credential.id.clone(),
                received_at,
            }))
        };
        if let Some((known, at)) = store.issued(purchase.id())? {
            return if known == jwt {
                receipt(at)
            } else {
                Ok(Outcome::refused(Code::CredentialAlreadyIssued))
            };
        }
        store.sql.run(
            "UPDATE credential SET sealed = ?, received_at = ? WHERE purchase = ?",
            &[
                store.seal("credential", person, &jwt)?.into(),
                stored(now),
                purchase.id().as_str().into(),
            ],
        )?;
        store.credential_came(person, purchase.id(), now)?;
        receipt(now)
    }
}

/// The signed-in person's certificate of one purchase.
#[derive(Debug, Serialize, Deserialize)]
pub struct ShowCredential {
    pub purchase: PurchaseId,
}

impl<S: Sql> Personal<S> for ShowCredential {
    /// The certificate as it was signed.
    type Answer = String;

    fn execute(self, store: &Store<S>, person: i64, _now: Moment) -> Performed<String> {
        let all = store.shown_credentials(person)?;
        let mut all = all.into_iter();
        Ok(all.find(|(of, _)| *of == self.purchase).map_or_else(
            || Outcome::refused(Code::CredentialUnknown),
            |(_, jwt)| Outcome::Done(jwt),
        ))
    }
}

/// Names are compared as people read them: case and spaces do not count.
fn folded(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_uppercase).collect();
    words.join(" ")
}
