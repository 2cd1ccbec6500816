//! The Durable Object through which things are published: the command that two
//! have signed, which of its files have come, and which version is the last. Each
//! kind of thing has one object, off the way of everybody who reads.

use super::Kind;
use crate::clock;
use crate::object::{answer, call, question};
use crate::sql::{Moment, Outcome};
use crate::staff::{Signed, Signing};
use crate::{catalogue, vacancy};
use domain::draw::Hex;
use domain::messages::{Code, Params};
use domain::publication::{PublicationProgress, PublishedFile};
use domain::staff::CommandState;
use serde::{Deserialize, Serialize};
use worker::{DurableObject, Env, Request, Response, Result, State, Storage, durable_object};

/// What two have signed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Publication {
    /// The version.
    pub version: u32,
    /// SHA-256 of each file; the first is what the version is listed under.
    pub files: Vec<(PublishedFile, Hex<32>)>,
}

/// A version that is to be listed.
pub struct Listing {
    /// Its number.
    pub version: u32,
    /// SHA-256 of its first file.
    pub file: Hex<32>,
    /// The version before it, if there was one.
    pub previous: Option<u32>,
    /// When.
    pub published_at: Moment,
}

/// A publication and what has come of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct UnderWay {
    pub publication: Publication,
    awaits: Vec<PublishedFile>,
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
            awaits: publication.files.iter().map(|(file, _)| *file).collect(),
            publication,
            stage: Stage::Gathering,
        }
    }

    fn file(&self, hash: Hex<32>) -> Option<PublishedFile> {
        let mut files = self.publication.files.iter();
        files.find(|(_, one)| *one == hash).map(|(file, _)| *file)
    }

    fn take(&mut self, file: PublishedFile) {
        self.awaits.retain(|one| *one != file);
    }

    /// Whether all files are there.
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

/// Questions to a desk.
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

/// Answers of a desk.
#[derive(Debug, Serialize, Deserialize)]
pub enum Answer {
    State(CommandState),
    /// The publication under way, and the file that was asked about.
    File(PublishedFile, UnderWay),
    Listed,
}

/// Asks the desk of what is published.
pub async fn ask(env: &Env, kind: Kind, question: &Question) -> Result<Outcome<Answer>> {
    // The class was first the catalogue's alone, and its binding keeps that name.
    let desks = env.durable_object("CATALOGUE")?;
    call(&desks, kind.desk(), &(kind, question)).await
}

/// Signs a publication. It takes the place of one whose files never came.
pub async fn publish(
    env: &Env,
    kind: Kind,
    signing: Signing,
    publication: Publication,
) -> Result<Outcome<CommandState>> {
    let question = Question::Sign {
        signing,
        publication,
    };
    Ok(match ask(env, kind, &question).await? {
        Outcome::Done(Answer::State(state)) => Outcome::Done(state),
        Outcome::Done(_) => Outcome::refused(Code::Internal),
        Outcome::Refused(code, params) => Outcome::Refused(code, params),
    })
}

/// A desk.
#[durable_object(fetch)]
pub struct CatalogueDesk {
    state: State,
    env: Env,
}

const UNDER_WAY: &str = "publication";
/// The greatest version that two have signed. A number is used once, so that a
/// file's name means the same bytes for ever.
const GREATEST: &str = "greatest";

impl DurableObject for CatalogueDesk {
    fn new(state: State, env: Env) -> Self {
        Self { state, env }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        let storage = self.state.storage();
        let (kind, question): (Kind, Question) = question(&mut request).await?;
        let result = match question {
            Question::Sign {
                signing,
                publication,
            } => sign(&storage, kind, signing, publication).await,
            Question::Find { hash } => find(&storage, kind, hash).await,
            Question::Took { hash } => took(&storage, kind, hash).await,
            Question::Publish { version, previous } => {
                list(&storage, &self.env, kind, version, previous).await
            }
        };
        answer("CatalogueDesk", result)
    }
}

async fn sign(
    storage: &Storage,
    kind: Kind,
    signing: Signing,
    publication: Publication,
) -> Result<Outcome<Answer>> {
    let greatest: u32 = storage.get(GREATEST).await?.unwrap_or_default();
    if publication.version <= greatest && !signing.is_done(storage).await? {
        let params = Params {
            count: Some(greatest),
            ..Params::default()
        };
        return Ok(Outcome::Refused(kind.version_used(), params));
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

async fn find(storage: &Storage, kind: Kind, hash: Hex<32>) -> Result<Outcome<Answer>> {
    let under_way: Option<UnderWay> = storage.get(UNDER_WAY).await?;
    let found = under_way.and_then(|one| Some(Answer::File(one.file(hash)?, one)));
    Ok(found.map_or_else(|| Outcome::refused(kind.file_unknown()), Outcome::Done))
}

async fn took(storage: &Storage, kind: Kind, hash: Hex<32>) -> Result<Outcome<Answer>> {
    let Some(mut under_way) = storage.get::<UnderWay>(UNDER_WAY).await? else {
        return Ok(Outcome::refused(kind.file_unknown()));
    };
    let Some(file) = under_way.file(hash) else {
        return Ok(Outcome::refused(kind.file_unknown()));
    };
    under_way.take(file);
    storage.put(UNDER_WAY, &under_way).await?;
    Ok(Outcome::Done(Answer::File(file, under_way)))
}

async fn list(
    storage: &Storage,
    env: &Env,
    kind: Kind,
    version: u32,
    previous: Option<u32>,
) -> Result<Outcome<Answer>> {
    let under_way: Option<UnderWay> = storage.get(UNDER_WAY).await?;
    let Some(mut under_way) = under_way.filter(|one| one.publication.version == version) else {
        return Ok(Outcome::refused(kind.file_unknown()));
    };
    if under_way.stage == Stage::Gathering {
        let Some((_, file)) = under_way.publication.files.first() else {
            return Ok(Outcome::refused(kind.file_unknown()));
        };
        let listing = Listing {
            version,
            file: *file,
            previous,
            published_at: clock::now(env).await?,
        };
        match kind {
            Kind::Catalogue => catalogue::list(env, &listing).await?,
            Kind::Vacancies => vacancy::list(env, &listing).await?,
        }
        under_way.stage = Stage::Published;
        storage.put(UNDER_WAY, &under_way).await?;
    }
    Ok(Outcome::Done(Answer::Listed))
}
