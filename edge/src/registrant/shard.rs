//! The Durable Object around [`Store`], and what finds a person's shard.
//! What its alarm does is in `hand_over/`.

use super::lookups::Lookups;
use super::personal::SignedIn;
use super::reseal::ShowSealing;
use super::store::{FindStatus, Store};
use crate::account::registrant::ShowAccount;
use crate::appeal::registrant::{FileAppeal, ReadAppeal, SignCommand};
use crate::certificate::registrant::upload::{
    BeginUpload, CloseUpload, ExpectPart, NeedsFile, NotePart, ReadUpload, SettleUpload,
    ShowUpload, WithdrawUpload,
};
use crate::certificate::registrant::{DecideCertificate, ListUnscanned, NoteScans};
use crate::config::Config;
use crate::credential::registrant::{DraftCredential, ShowCredential, TakeCredential};
use crate::crypto::{Digest, random_u64};
use crate::data_copy::registrant::{CopyData, SendCopyCode};
use crate::draw::registrant::{LeaveWave, NoteOutcomes, Screen};
use crate::household::Households;
use crate::identity::registrant::{
    Correct, FindUse, ListPeople, NoteIdentity, ReadIdentity, ShowIdentity,
};
use crate::incentive::registrant::{
    BeginLink, LinkAccount, OrderPayment, Reconcile, ReportPayment, UnlinkAccount,
};
use crate::ledger::registrant::ShowStatement;
use crate::lists::registrant::ChangeList;
use crate::object::{
    self, AlarmWatch, Kept, Object, ObjectSql, Operation, OperationOf, Run, Transaction,
    Transactional, at_once, failed, operations, shard_number, transact, wake_within,
};
use crate::partner::registrant::ReportFromPlatform;
use crate::partner::registrant::enrolment::SendEnrolmentCode;
use crate::profile::registrant::{ChangeProfile, ShowProfile};
use crate::purchase::registrant::{BeginPurchase, CancelPurchase, Reserve};
use crate::push::registrant::{ForgetPhone, Subscribe, Unsubscribe};
use crate::registration::registrant::Register;
use crate::review::registrant::{Rate, ReviewModerated};
use crate::security::registrant::{
    BeginRecovery, ChangePhone, ConfirmEmail, EndOtherSessions, EndSession, FindOwner,
    KeepBackupCodes, ReadDispute, RefuseRecovery, RemoveEmail, SendEmailCode, SendPhoneCode,
    SendRecoveryCode, ShowOwner, ShowSecurity, SignInOnPaper,
};
use crate::sign_in::registrant::{SendSignInCode, SignIn, SignOut};
use crate::sql::{Moment, Outcome};
use crate::survey::registrant::AnswerSurvey;
use crate::wave::registrant::JoinWave;
use domain::messages::{Code, Params};
use domain::status::Facts;
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use worker::wasm_bindgen_futures::spawn_local;
use worker::{Delay, Env, Result, State, console_error};

/// A fifth of a second gathers what a burst brings into one hand-over.
const GATHERING_MS: i64 = 200;
/// 1 s of look-ups are kept in one transaction; a kill forgives no more.
const KEEP_LOOKUPS_AFTER: Duration = Duration::from_secs(1);

/// 50 people, and then 500 answers to submissions – some hundred records.
const RESEALED_AT_ONCE: u32 = 50;
/// 0.5 s – a shard of 62,500 people with five submissions each takes a quarter of an hour, and
/// answers meanwhile.
const RESEALS_AGAIN_MS: i64 = 500;
/// A minute – what failed at storage may go then.
const RESEALS_AFTER_FAULT_MS: i64 = 60_000;

/// All registrant shards.
pub struct Registrants {
    env: Env,
    shards: u16,
}

impl Registrants {
    /// The deployment's.
    pub fn of(env: &Env, config: &Config) -> Self {
        Self {
            env: env.clone(),
            shards: config.shards,
        }
    }

    /// Asks the shard that a keyed hash falls into.
    pub async fn ask<O: OperationOf<RegistrantShard>>(
        &self,
        digest: &Digest,
        operation: O,
    ) -> Result<O::Answer> {
        self.ask_shard(digest.shard(self.shards), operation).await
    }

    /// Asks a shard by its number.
    pub async fn ask_shard<O: OperationOf<RegistrantShard>>(
        &self,
        shard: u16,
        operation: O,
    ) -> Result<O::Answer> {
        object::ask(&self.env, &format!("registrants-{shard:03}"), &operation).await
    }
}

/// One of the shards that people are spread over by the keyed hash of their NIK.
pub struct RegistrantShard {
    pub(crate) state: State,
    pub(crate) env: Env,
    /// Nothing where it lives for its alarm alone.
    number: Cell<Option<u16>>,
    store: Kept<Store<ObjectSql>>,
    lookups: Lookups,
    /// Whether their counts are about to be kept.
    keeps_lookups: Cell<bool>,
    watch: AlarmWatch,
}

operations!(
    RegistrantShard: Register,
    FindStatus,
    SendSignInCode,
    SignIn,
    SignOut,
    SignedIn<ShowAccount>,
    SignedIn<JoinWave>,
    SignedIn<LeaveWave>,
    Screen,
    NoteOutcomes,
    ChangeList,
    BeginPurchase,
    Reserve,
    SignedIn<CancelPurchase>,
    SendEnrolmentCode,
    ReportFromPlatform,
    DraftCredential,
    TakeCredential,
    SignedIn<ShowCredential>,
    SignedIn<FileAppeal>,
    ReadAppeal,
    SignCommand,
    SignedIn<Rate>,
    ReviewModerated,
    SignedIn<ShowStatement>,
    SignedIn<BeginUpload>,
    SignedIn<ShowUpload>,
    SignedIn<ExpectPart>,
    SignedIn<NotePart>,
    SignedIn<CloseUpload>,
    SignedIn<SettleUpload>,
    SignedIn<ReadUpload>,
    SignedIn<WithdrawUpload>,
    SignedIn<NeedsFile>,
    ListUnscanned,
    NoteScans,
    DecideCertificate,
    ReadIdentity,
    NoteIdentity,
    FindUse,
    SignedIn<ShowIdentity>,
    SignedIn<ShowProfile>,
    SignedIn<ChangeProfile>,
    SignedIn<Correct>,
    SignedIn<ShowSecurity>,
    SignedIn<SendEmailCode>,
    SignedIn<ConfirmEmail>,
    SignedIn<RemoveEmail>,
    SignedIn<EndSession>,
    SignedIn<EndOtherSessions>,
    SignedIn<ShowOwner>,
    SignedIn<SendPhoneCode>,
    SignedIn<ChangePhone>,
    SignedIn<KeepBackupCodes>,
    SignedIn<SendCopyCode>,
    SignedIn<CopyData>,
    SignInOnPaper,
    FindOwner,
    SendRecoveryCode,
    BeginRecovery,
    SignedIn<RefuseRecovery>,
    ReadDispute,
    ListPeople,
    SignedIn<BeginLink>,
    SignedIn<LinkAccount>,
    SignedIn<UnlinkAccount>,
    SignedIn<AnswerSurvey>,
    SignedIn<Subscribe>,
    SignedIn<Unsubscribe>,
    ForgetPhone,
    OrderPayment,
    ReportPayment,
    Reconcile,
    ShowSealing,
    Tick,
);

impl Object for RegistrantShard {
    const BINDING: &'static str = "REGISTRANTS";

    fn wake(state: State, env: Env) -> Self {
        Self {
            state,
            env,
            number: Cell::default(),
            store: Kept::default(),
            lookups: Lookups::default(),
            keeps_lookups: Cell::default(),
            watch: AlarmWatch::default(),
        }
    }

    fn is_called(&self, name: &str) {
        self.number.set(shard_number(name));
    }

    async fn alarm(&self) -> Result<()> {
        self.see_to_outbox().await?;
        self.reseal_some().await
    }
}

impl<O: Transaction<Store<ObjectSql>>> Operation<RegistrantShard> for O {
    type Answer = O::Answer;

    async fn perform(self, shard: &RegistrantShard) -> Result<O::Answer> {
        let answer = shard.store()?.perform(self).map_err(failed);
        shard.wake_if_outbox_moved().await?;
        answer
    }

    /// Done before anything is waited for.
    fn run(shard: &Rc<RegistrantShard>, text: &str) -> Run {
        shard.done(
            shard
                .store()
                .and_then(|store| transact::<_, O>(store, text)),
        )
    }
}

impl Operation<RegistrantShard> for FindStatus {
    type Answer = Outcome<Option<Facts>>;

    async fn perform(self, shard: &RegistrantShard) -> Result<Self::Answer> {
        let answer = shard.look_up(&self);
        shard.keep_lookups(self.now);
        answer
    }

    fn run(shard: &Rc<RegistrantShard>, text: &str) -> Run {
        at_once(text, |look_up: Self| {
            let answer = shard.look_up(&look_up);
            shard.keep_lookups_soon(look_up.now);
            answer
        })
    }
}

impl Operation<RegistrantShard> for Screen {
    /// After whom to go on, if anybody is left.
    type Answer = Option<i64>;

    async fn perform(self, shard: &RegistrantShard) -> Result<Option<i64>> {
        let screened = shard.store()?.screen(&self).map_err(failed);
        shard.wake_if_outbox_moved().await?;
        let screened = screened?;
        // Before the answer: who counts on it counts on the ballot.
        shard.households()?.report(screened.entries).await?;
        Ok(screened.next)
    }
}

/// The clock was moved (only the sandbox does that).
#[derive(Serialize, Deserialize)]
struct Tick(Moment);

impl Operation<RegistrantShard> for Tick {
    type Answer = ();

    async fn perform(self, shard: &RegistrantShard) -> Result<()> {
        shard.empty_outbox(self.0).await
    }
}

impl RegistrantShard {
    /// Answers at once, unless there is work to be seen to first.
    fn done(self: &Rc<Self>, answer: Result<String>) -> Run {
        match self.store() {
            Ok(store) if !store.outbox_moved() => Run::Done(answer),
            Ok(_) => {
                let shard = Rc::clone(self);
                Run::Later(Box::pin(async move {
                    shard.wake().await?;
                    answer
                }))
            }
            Err(error) => Run::Done(Err(error)),
        }
    }

    /// Whatever was answered: work that came into the outbox, or is due sooner, is seen to.
    /// First of all: what follows may fail.
    async fn wake_if_outbox_moved(&self) -> Result<()> {
        if self.store()?.outbox_moved() {
            self.wake().await?;
        }
        Ok(())
    }

    /// Goes on sealing anew, if the deployment has a new key. An error says nothing to the
    /// alarm, which would end after a few.
    async fn reseal_some(&self) -> Result<()> {
        let done = self.store().and_then(|store| {
            let done = store.reseal_some(RESEALED_AT_ONCE);
            done.map_err(failed)
        });
        match done {
            Ok(true) => Ok(()),
            Ok(false) => wake_within(&self.state, RESEALS_AGAIN_MS).await,
            Err(error) => {
                console_error!("{}", serde_json::json!({ "reseal": error.to_string() }));
                wake_within(&self.state, RESEALS_AFTER_FAULT_MS).await
            }
        }
    }

    async fn wake(&self) -> Result<()> {
        self.watch.begin(&self.state);
        wake_within(&self.state, GATHERING_MS).await
    }

    fn look_up(&self, look_up: &FindStatus) -> Result<Outcome<Option<Facts>>> {
        let store = self.store()?;
        let counted = self.lookups.count(store, &look_up.number_hash, look_up.now);
        match counted.map_err(failed)? {
            None => store.status(look_up).map_err(failed),
            Some(wait) => Ok(Outcome::Refused(
                Code::TooManyRequests,
                Params {
                    wait_seconds: Some(wait),
                    ..Params::default()
                },
            )),
        }
    }

    /// Keeps the counts of many look-ups at once, and makes no answer wait for it.
    fn keep_lookups_soon(self: &Rc<Self>, now: Moment) {
        if !self.lookups.is_behind() || self.keeps_lookups.replace(true) {
            return;
        }
        let shard = Rc::clone(self);
        spawn_local(async move {
            Delay::from(KEEP_LOOKUPS_AFTER).await;
            shard.keeps_lookups.set(false);
            shard.keep_lookups(now);
        });
    }

    fn keep_lookups(&self, now: Moment) {
        let kept = self.store().and_then(|store| {
            let kept = self.lookups.keep(store, now);
            kept.map_err(failed)
        });
        if let Err(error) = kept {
            console_error!("look-ups are not kept: {error}");
        }
    }

    pub(crate) fn households(&self) -> Result<Households> {
        Ok(Households::of(&self.env, &Config::of(&self.env)?))
    }

    pub(crate) fn store(&self) -> Result<&Store<ObjectSql>> {
        self.store.or_open(|| {
            let config = Config::of(&self.env)?;
            let sql = ObjectSql::new(&self.state);
            let number = self.number.get();
            Store::open(sql, config.keys, number, config.shards, random_u64).map_err(failed)
        })
    }
}

/// Lets every shard look at its outbox again.
#[cfg(feature = "sandbox")]
pub async fn clock_moved(env: &Env, now: Moment) -> Result<()> {
    let config = Config::of(env)?;
    let registrants = Registrants::of(env, &config);
    for shard in 0..config.shards {
        registrants.ask_shard(shard, Tick(now)).await?;
    }
    Ok(())
}
