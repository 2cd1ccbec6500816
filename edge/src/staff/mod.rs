//! Commands of the programme office: whose signature it is, and the object that
//! counts them. Two different keys have to sign the same text.

mod log;
mod read;

pub use log::StaffLog;
pub use read::read;

use crate::appeal::registrant::StaffCommand;
use crate::certificate::registrant::DecideCertificate;
use crate::crypto::{Purpose, fingerprint};
use crate::http::{Answer, Context, Refusal, done};
use crate::publication::{Kind, Publication, publish};
use crate::signing::Signing;
use crate::{appeal, credential, lists, review, security, undelivered, wave};
use data_encoding::HEXLOWER;
use domain::messages::Code;
use domain::publication::PublishedFile;
use domain::staff::{Action, Command, CommandReceipt, CommandState, Deed, SignedCommand, StaffKey};
use ed25519_dalek::{Signature, VerifyingKey};

/// Takes one signature.
pub async fn command(context: &Context, signed: SignedCommand) -> Answer<CommandReceipt> {
    // Who is not of the office learns nothing about the command.
    let office = office(context)?;
    let Some(key) = signer(context, &office, &signed)? else {
        return Err(Refusal::code(Code::Unauthorized));
    };
    let command = Command::parse(&signed.command, context.now).map_err(Refusal::code)?;
    let begun = log::begin(context, Deed::Command, key, &signed).await?;
    let signing = Signing {
        text: fingerprint(signed.command.as_bytes()),
        key: key.public_key.to_string(),
        office,
        now: context.now,
    };
    let state = perform(context, signing, command.action).await;
    let state = begun.end(context, state, |state| Some(*state)).await?;
    Ok(CommandReceipt {
        id: command.id,
        state,
    })
}

async fn perform(context: &Context, signing: Signing, action: Action) -> Answer<CommandState> {
    action.check().map_err(Refusal::code)?;
    let state = match action {
        Action::PlanWave { wave } => wave::plan(&context.env, signing, wave).await?,
        Action::ChangeList {
            list,
            change,
            pieces,
        } => lists::change(&context.env, signing, &list, change, pieces).await?,
        Action::PublishCatalogue {
            version,
            snapshot,
            summaries,
        } => {
            let files = vec![
                (PublishedFile::Snapshot, snapshot),
                (PublishedFile::Summaries, summaries),
            ];
            let publication = Publication { version, files };
            publish(&context.env, Kind::Catalogue, signing, publication).await?
        }
        Action::PublishVacancies { version, file } => {
            let files = vec![(PublishedFile::Vacancies, file)];
            let publication = Publication { version, files };
            publish(&context.env, Kind::Vacancies, signing, publication).await?
        }
        Action::PublishIssuerKeys { keys } => {
            credential::publish_keys(&context.env, signing, keys).await?
        }
        Action::RevokeCredential {
            list,
            index,
            reason,
        } => credential::revoke(&context.env, signing, list, index, reason).await?,
        Action::DecideCertificate {
            registration_number,
            purchase,
            decision,
        } => {
            let digest = context
                .config
                .keys
                .digest(Purpose::RegistrationNumber, &[registration_number.as_str()]);
            let decide = DecideCertificate {
                signing,
                number_hash: digest.text(),
                purchase,
                decision,
            };
            context.registrants().ask(&digest, decide).await?
        }
        Action::RevokeAward {
            registration_number,
            reason,
            note,
        } => {
            let command = StaffCommand::Revoke { reason, note };
            appeal::command(context, signing, &registration_number, command).await?
        }
        Action::DecideAppeal {
            registration_number,
            case,
            decision,
        } => {
            let command = StaffCommand::Decide { case, decision };
            appeal::command(context, signing, &registration_number, command).await?
        }
        Action::ReplacePhone {
            registration_number,
            phone,
            reason,
            note,
        } => {
            let how = (phone, reason, note);
            security::replace_by_office(context, signing, &registration_number, how).await?
        }
        Action::ModerateReview {
            course,
            review,
            version,
            verdict,
        } => review::moderate(&context.env, signing, &course, (review, version, verdict)).await?,
        Action::SettleUndelivered { ids, settlement } => {
            undelivered::settle(&context.env, signing, ids, settlement).await?
        }
    };
    done(state)
}

/// The keys that the office has.
fn office(context: &Context) -> Answer<Vec<StaffKey>> {
    let keys = context.env.var("STAFF_KEYS")?.to_string();
    Ok(serde_json::from_str(&keys).map_err(worker::Error::from)?)
}

/// The named key, if it is the office's and signed this text for this deployment.
fn signer<'a>(
    context: &Context,
    office: &'a [StaffKey],
    signed: &SignedCommand,
) -> Answer<Option<&'a StaffKey>> {
    let deployment = context.env.var("PUBLIC_URL")?.to_string();
    Ok(office
        .iter()
        .find(|key| key.name == signed.key && has_signed(key, signed, &deployment)))
}

fn has_signed(key: &StaffKey, signed: &SignedCommand, deployment: &str) -> bool {
    let signature = HEXLOWER.decode(signed.signature.as_bytes());
    let signature = signature
        .ok()
        .and_then(|bytes| Signature::from_slice(&bytes).ok());
    let public_key = VerifyingKey::from_bytes(&key.public_key.0).ok();
    let Some((signature, public_key)) = signature.zip(public_key) else {
        return false;
    };
    // Strict: no second signature can be made of a first.
    public_key
        .verify_strict(&signed.signed_bytes(deployment), &signature)
        .is_ok()
}
