//! The Durable Object through which things are published: the command that two
//! have signed, which of its files have come, and which version is the last. Each
//! kind of thing has one object, off the way of everybody who reads.

use super::Kind;
use crate::clock;
use crate::object::{self, Object, Operation, OperationOf, operations};
use crate::signing::{Signatures, Signed, Signing};
use crate::sql::{Moment, Outcome};
use crate::{catalogue, vacancy};
use domain::draw::Hex;
use domain::messages::Params;
use domain::publication::{PublicationProgress, PublishedFile};
use domain::staff::CommandState;
use serde::{Deserialize, Serialize};
use worker::{Env, Result, State};

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

/// Asks the desk of what is published.
pub async fn ask<O: OperationOf<CatalogueDesk>>(
    env: &Env,
    kind: Kind,
    operation: &O,
) -> Result<O::Answer> {
    object::ask(env, kind.desk(), operation).await
}

/// Signs a publication. It takes the place of one whose files never came.
pub async fn publish(
    env: &Env,
    kind: Kind,
    signing: Signing,
    publication: Publication,
) -> Result<Outcome<CommandState>> {
    let sign = SignPublication {
        kind,
        signing,
        publication,
    };
    ask(env, kind, &sign).await
}

/// A desk.
pub struct CatalogueDesk {
    state: State,
    env: Env,
}

operations!(CatalogueDesk: SignPublication, FindFile, NoteFile, EnlistVersion);

impl Object for CatalogueDesk {
    // The class was first the catalogue's alone, and its binding keeps that name.
    const BINDING: &'static str = "CATALOGUE";

    fn wake(state: State, env: Env) -> Self {
        Self { state, env }
    }
}

const UNDER_WAY: &str = "publication";
/// The greatest version that two have signed. A number is used once, so that a
/// file's name means the same bytes for ever.
const GREATEST: &str = "greatest";

impl CatalogueDesk {
    async fn under_way(&self) -> Result<Option<UnderWay>> {
        self.state.storage().get(UNDER_WAY).await
    }

    async fn keep(&self, under_way: &UnderWay) -> Result<()> {
        self.state.storage().put(UNDER_WAY, under_way).await
    }
}

/// A member of staff signs a publication.
#[derive(Debug, Serialize, Deserialize)]
struct SignPublication {
    kind: Kind,
    signing: Signing,
    publication: Publication,
}

impl Operation<CatalogueDesk> for SignPublication {
    type Answer = Outcome<CommandState>;

    async fn perform(self, desk: &CatalogueDesk) -> Result<Outcome<CommandState>> {
        let storage = desk.state.storage();
        let signatures = Signatures::of(&desk.state).await?;
        let greatest: u32 = storage.get(GREATEST).await?.unwrap_or_default();
        if self.publication.version <= greatest && !signatures.is_done(&self.signing)? {
            let params = Params {
                count: Some(greatest),
                ..Params::default()
            };
            return Ok(Outcome::Refused(self.kind.version_used(), params));
        }
        Ok(match signatures.take(&self.signing)? {
            Signed::Known(known) => known,
            Signed::Proposed => Outcome::Done(CommandState::Proposed),
            Signed::Agreed => {
                storage.put(GREATEST, self.publication.version).await?;
                desk.keep(&UnderWay::new(self.publication)).await?;
                signatures.done(&self.signing)?;
                Outcome::Done(CommandState::Done)
            }
        })
    }
}

/// Which file this is.
#[derive(Debug, Serialize, Deserialize)]
pub struct FindFile {
    pub kind: Kind,
    pub hash: Hex<32>,
}

impl Operation<CatalogueDesk> for FindFile {
    /// The file, and the publication that it belongs to.
    type Answer = Outcome<(PublishedFile, UnderWay)>;

    async fn perform(self, desk: &CatalogueDesk) -> Result<Self::Answer> {
        let under_way = desk.under_way().await?;
        let found = under_way.and_then(|one| Some((one.file(self.hash)?, one)));
        Ok(found.map_or_else(|| Outcome::refused(self.kind.file_unknown()), Outcome::Done))
    }
}

/// A file is stored.
#[derive(Debug, Serialize, Deserialize)]
pub struct NoteFile {
    pub kind: Kind,
    pub hash: Hex<32>,
}

impl Operation<CatalogueDesk> for NoteFile {
    type Answer = Outcome<UnderWay>;

    async fn perform(self, desk: &CatalogueDesk) -> Result<Outcome<UnderWay>> {
        let found = desk.under_way().await?;
        let Some((file, mut under_way)) = found.and_then(|one| Some((one.file(self.hash)?, one)))
        else {
            return Ok(Outcome::refused(self.kind.file_unknown()));
        };
        under_way.take(file);
        desk.keep(&under_way).await?;
        Ok(Outcome::Done(under_way))
    }
}

/// Everything is stored: list the version.
#[derive(Debug, Serialize, Deserialize)]
pub struct EnlistVersion {
    pub kind: Kind,
    pub version: u32,
    pub previous: Option<u32>,
}

impl Operation<CatalogueDesk> for EnlistVersion {
    type Answer = Outcome<()>;

    async fn perform(self, desk: &CatalogueDesk) -> Result<Outcome<()>> {
        let Self {
            kind,
            version,
            previous,
        } = self;
        let under_way = desk.under_way().await?;
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
                published_at: clock::now(&desk.env).await?,
            };
            match kind {
                Kind::Catalogue => catalogue::list(&desk.env, &listing).await?,
                Kind::Vacancies => vacancy::list(&desk.env, &listing).await?,
            }
            under_way.stage = Stage::Published;
            desk.keep(&under_way).await?;
        }
        Ok(Outcome::Done(()))
    }
}
