//! The one Durable Object through which catalogues are published: the command
//! that two have signed, which of its files have come, and which version is the
//! last. Off the way of everybody who reads.

use super::current::{self, Listed};
use crate::clock;
use crate::object::{answer, call, question};
use crate::sql::Outcome;
use crate::staff::{Signed, Signing};
use domain::catalogue::{CatalogueFile, PublicationProgress};
use domain::draw::Hex;
use domain::messages::{Code, Params};
use domain::staff::CommandState;
use serde::{Deserialize, Serialize};
use worker::{DurableObject, Env, Request, Response, Result, State, Storage, durable_object};

/// What two have signed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Publication {
    /// The version.
    pub version: u32,
    /// SHA-256 of the snapshot.
    pub snapshot: Hex<32>,
    /// SHA-256 of the summaries.
    pub summaries: Hex<32>,
}

/// A publication and what has come of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct UnderWay {
    pub publication: Publication,
    awaits: Vec<CatalogueFile>,
    pub stage: Stage,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// Not everything has come, or not everything is done.
    Gathering,
    /// The version is listed.
    Published,
}

impl UnderWay {
    fn new(publication: Publication) -> Self {
        Self {
            publication,
            awaits: vec![CatalogueFile::Snapshot, CatalogueFile::Summaries],
            stage: Stage::Gathering,
        }
    }

    fn file(&self, hash: Hex<32>) -> Option<CatalogueFile> {
        if hash == self.publication.snapshot {
            Some(CatalogueFile::Snapshot)
        } else if hash == self.publication.summaries {
            Some(CatalogueFile::Summaries)
        } else {
            None
        }
    }

    fn take(&mut self, file: CatalogueFile) {
        self.awaits.retain(|one| *one != file);
    }

    /// Whether both files are there.
    pub const fn is_complete(&self) -> bool {
        self.awaits.is_empty()
    }

    /// For whoever brings files.
    pub fn progress(&self) -> PublicationProgress {
        PublicationProgress {
            version: self.publication.version,
            awaits: self.awaits.clone(),
        }
    }
}

/// Questions to the desk.
#[derive(Debug, Serialize, Deserialize)]
pub enum Question {
    /// A member of staff signs a publication.
    Sign {
        signing: Signing,
        publication: Publication,
    },
    /// Which file this is.
    Find { hash: Hex<32> },
    /// A file is stored.
    Took { hash: Hex<32> },
    /// Everything is stored: list the version.
    Publish { version: u32, previous: Option<u32> },
}

/// Answers of the desk.
#[derive(Debug, Serialize, Deserialize)]
pub enum Answer {
    State(CommandState),
    /// The publication under way, and the file that was asked about.
    File(CatalogueFile, UnderWay),
    Listed,
}

/// Asks the desk.
pub async fn ask(env: &Env, question: &Question) -> Result<Outcome<Answer>> {
    call(&env.durable_object("CATALOGUE")?, "catalogue", question).await
}

/// Signs a publication. It takes the place of one whose files never came.
pub async fn publish(
    env: &Env,
    signing: Signing,
    publication: Publication,
) -> Result<Outcome<CommandState>> {
    let question = Question::Sign {
        signing,
        publication,
    };
    Ok(match ask(env, &question).await? {
        Outcome::Done(Answer::State(state)) => Outcome::Done(state),
        Outcome::Done(_) => Outcome::refused(Code::Internal),
        Outcome::Refused(code, params) => Outcome::Refused(code, params),
    })
}

/// The desk.
#[durable_object(fetch)]
pub struct CatalogueDesk {
    state: State,
    env: Env,
}

const UNDER_WAY: &str = "under_way";
/// The greatest version that two have signed. A number is used once, so that a
/// file's name means the same bytes for ever.
const GREATEST: &str = "greatest";

impl DurableObject for CatalogueDesk {
    fn new(state: State, env: Env) -> Self {
        Self { state, env }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        let storage = self.state.storage();
        let result = match question(&mut request).await? {
            Question::Sign {
                signing,
                publication,
            } => sign(&storage, signing, publication).await,
            Question::Find { hash } => find(&storage, hash).await,
            Question::Took { hash } => took(&storage, hash).await,
            Question::Publish { version, previous } => {
                list(&storage, &self.env, version, previous).await
            }
        };
        answer("CatalogueDesk", result)
    }
}

async fn sign(
    storage: &Storage,
    signing: Signing,
    publication: Publication,
) -> Result<Outcome<Answer>> {
    let greatest: u32 = storage.get(GREATEST).await?.unwrap_or_default();
    if publication.version <= greatest && !signing.is_done(storage).await? {
        let params = Params {
            count: Some(greatest),
            ..Params::default()
        };
        return Ok(Outcome::Refused(Code::CatalogueVersionUsed, params));
    }
    let state = match signing.take(storage).await? {
        Signed::Known(Outcome::Refused(code, params)) => {
            return Ok(Outcome::Refused(code, params));
        }
        Signed::Known(Outcome::Done(state)) => state,
        Signed::Proposed => CommandState::Proposed,
        Signed::Agreed => {
            storage.put(GREATEST, publication.version).await?;
            storage.put(UNDER_WAY, &UnderWay::new(publication)).await?;
            signing.done(storage).await?;
            CommandState::Done
        }
    };
    Ok(Outcome::Done(Answer::State(state)))
}

async fn find(storage: &Storage, hash: Hex<32>) -> Result<Outcome<Answer>> {
    let under_way: Option<UnderWay> = storage.get(UNDER_WAY).await?;
    let found = under_way.and_then(|one| Some(Answer::File(one.file(hash)?, one)));
    Ok(found.map_or_else(
        || Outcome::refused(Code::CatalogueFileUnknown),
        Outcome::Done,
    ))
}

async fn took(storage: &Storage, hash: Hex<32>) -> Result<Outcome<Answer>> {
    let Some(mut under_way) = storage.get::<UnderWay>(UNDER_WAY).await? else {
        return Ok(Outcome::refused(Code::CatalogueFileUnknown));
    };
    let Some(file) = under_way.file(hash) else {
        return Ok(Outcome::refused(Code::CatalogueFileUnknown));
    };
    under_way.take(file);
    storage.put(UNDER_WAY, &under_way).await?;
    Ok(Outcome::Done(Answer::File(file, under_way)))
}

async fn list(
    storage: &Storage,
    env: &Env,
    version: u32,
    previous: Option<u32>,
) -> Result<Outcome<Answer>> {
    let under_way: Option<UnderWay> = storage.get(UNDER_WAY).await?;
    let Some(mut under_way) = under_way.filter(|one| one.publication.version == version) else {
        return Ok(Outcome::refused(Code::CatalogueFileUnknown));
    };
    if under_way.stage == Stage::Gathering {
        let listed = Listed {
            version,
            snapshot: under_way.publication.snapshot,
            previous,
            published_at: clock::now(env).await?,
            ways: vec![],
        };
        current::store(env, &listed).await?;
        under_way.stage = Stage::Published;
        storage.put(UNDER_WAY, &under_way).await?;
    }
    Ok(Outcome::Done(Answer::Listed))
}
