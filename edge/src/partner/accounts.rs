//! Which card an account of a platform is used with. One account, one card: the
//! card's side is the person's shard, the account's side is kept here, by keyed
//! hash of both.

use super::account_hash;
use crate::http::{Answer, Context, Refusal};
use crate::object::{answer, call, question};
use domain::draw::Hex;
use domain::messages::Code;
use domain::purchase::PlatformCode;
use serde::{Deserialize, Serialize};
use worker::{DurableObject, Env, Request, Response, Result, State, durable_object};

#[derive(Serialize, Deserialize)]
struct Claim {
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
    let claim = Claim {
        account: account.text(),
        card,
    };
    let objects = context.env.durable_object("PLATFORM_ACCOUNTS")?;
    if call::<_, bool>(&objects, &name, &claim).await? {
        Ok(())
    } else {
        Err(Refusal::code(Code::PurchaseAccountOfOtherCard))
    }
}

/// One of the shards that platforms' accounts are spread over.
#[durable_object(fetch)]
pub struct PlatformAccounts {
    state: State,
}

impl DurableObject for PlatformAccounts {
    fn new(state: State, _env: Env) -> Self {
        Self { state }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        let claim: Claim = question(&mut request).await?;
        answer("PlatformAccounts", self.claim(claim).await)
    }
}

impl PlatformAccounts {
    async fn claim(&self, claim: Claim) -> Result<bool> {
        let storage = self.state.storage();
        let key = format!("account {}", claim.account);
        match storage.get::<Hex<32>>(&key).await? {
            Some(card) => Ok(card == claim.card),
            None => {
                storage.put(&key, claim.card).await?;
                Ok(true)
            }
        }
    }
}
