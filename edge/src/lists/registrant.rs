//! Who stands on which list of the programme: people are named by the keyed hash
//! of their NIK, whether or not they have registered.

use crate::object::Transaction;
use crate::registrant::store::{Performed, Store, StoreError};
use crate::sql::{Outcome, Sql, json};
use domain::draw::Group;
use domain::lists::{Change, ListKind, ListName};
use serde::{Deserialize, Serialize};

/// What a wave's lists say of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) group: Group,
    pub(crate) forbidden: bool,
}

impl<S: Sql> Store<S> {
    /// What these lists say of the person with this NIK.
    pub(crate) fn listed(&self, nik_hash: &str, lists: &[ListName]) -> Result<Listed, StoreError> {
        let mut listed = Listed {
            group: Group::General,
            forbidden: false,
        };
        if lists.is_empty() {
            return Ok(listed);
        }
        let rows = self.sql.run(
            "SELECT list FROM listed
             WHERE nik_hash = ? AND list IN (SELECT value FROM json_each(?))",
            &[nik_hash.into(), json(&lists)?],
        )?;
        for row in rows {
            let name = ListName::parse(row.text(0)?).map_err(|_| StoreError::Record)?;
            match name.kind() {
                ListKind::Priority => listed.group = Group::Priority,
                ListKind::Forbidden => listed.forbidden = true,
            }
        }
        Ok(listed)
    }
}

/// People, registered or not, come on a list or leave it; done twice, it is done once.
#[derive(Debug, Serialize, Deserialize)]
pub struct ChangeList {
    pub list: ListName,
    pub change: Change,
    pub nik_hashes: Vec<String>,
}

impl<S: Sql> Transaction<Store<S>> for ChangeList {
    type Answer = Outcome<()>;

    fn execute(self, store: &Store<S>) -> Performed<()> {
        let statement = match self.change {
            Change::Add => "INSERT OR IGNORE INTO listed SELECT value, ? FROM json_each(?)",
            Change::Remove => {
                "DELETE FROM listed WHERE list = ? AND nik_hash IN (SELECT value FROM json_each(?))"
            }
        };
        store.sql.run(
            statement,
            &[self.list.to_string().into(), json(&self.nik_hashes)?],
        )?;
        Ok(Outcome::Done(()))
    }
}

#[cfg(test)]
pub mod tests;
