//! Which card an account of a platform is used with. One account, one card: the
//! card's side is the person's shard, the account's side is kept here, by keyed
//! hash of both.

use super::account_hash;
use crate::http::{Answer, Context, Refusal};
use crate::object::{self, Object, Operation, operations};
use domain::draw::Hex;
use domain::messages::Code;
use domain::purchase::PlatformCode;
use serde::{Deserialize, Serialize};
use worker::{Env, Result, State};

/// Uses an account with a card; false if it is used with another.
#[derive(Serialize, Deserialize)]
struct ClaimAccount {
    account: String,
    card: Hex<32>,
}

/// Uses an account with a card, from now on with no other.
pub async fn claim(
    context: &Context,
    platform: &PlatformCode,
    account: &str,
    card: Hex<32>,
) -> Answer<()> {
    let account = account_hash(context, platform, account);
    let name = format!("accounts-{:03}", account.shard(context.config.shards));
    let claim = ClaimAccount {
        account: account.text(),
        card,
    };
    if object::ask(&context.env, &name, &claim).await? {
        Ok(())
    } else {
        Err(Refusal::code(Code::PurchaseAccountOfOtherCard))
    }
}

/// One of the shards that platforms' accounts are spread over.
pub struct PlatformAccounts {
    state: State,
}

operations!(PlatformAccounts: ClaimAccount);

impl Object for PlatformAccounts {
    const BINDING: &'static str = "PLATFORM_ACCOUNTS";

    fn wake(state: State, _env: Env) -> Self {
        Self { state }
    }
}

impl Operation<PlatformAccounts> for ClaimAccount {
    type Answer = bool;

    async fn perform(self, accounts: &PlatformAccounts) -> Result<bool> {
        let storage = accounts.state.storage();
        let key = format!("account {}", self.account);
        match storage.get::<Hex<32>>(&key).await? {
            Some(card) => Ok(card == self.card),
            None => {
                storage.put(&key, self.card).await?;
                Ok(true)
            }
        }
    }
}
