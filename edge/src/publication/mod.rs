//! Publishing: two members of staff sign the hashes of files, whoever has the files
//! brings them, and when all are there the version is listed in D1. Every step may be
//! done twice: cut off anywhere, whoever brings the files brings them again. What the
//! files are is the business of the catalogue and the vacancies.

mod desk;
mod shelf;

pub use desk::{CatalogueDesk, Listing, Publication, publish};
pub use shelf::{Decoded, Listed, Shelf, current, forget, listed, nothing_listed};

use crate::http::{Answer, Context, Refusal, content_digest, done, octets};
use desk::{EnlistVersion, FindFile, NoteFile, Stage, ask};
use domain::draw::file_hash;
use domain::messages::Code;
use domain::publication::{PublicationProgress, PublishedFile};
use serde::{Deserialize, Serialize};
use worker::{Env, Request, Result};

/// What is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// The course catalogue.
    Catalogue,
    /// Vacancies.
    Vacancies,
}

impl Kind {
    /// Name of its desk.
    const fn desk(self) -> &'static str {
        match self {
            Self::Catalogue => "catalogue",
            Self::Vacancies => "vacancies",
        }
    }

    const fn version_used(self) -> Code {
        match self {
            Self::Catalogue => Code::CatalogueVersionUsed,
            Self::Vacancies => Code::VacancyVersionUsed,
        }
    }

    const fn file_unknown(self) -> Code {
        match self {
            Self::Catalogue => Code::CatalogueFileUnknown,
            Self::Vacancies => Code::VacancyFileUnknown,
        }
    }

    const fn version_differs(self) -> Code {
        match self {
            Self::Catalogue => Code::CatalogueVersionDiffers,
            Self::Vacancies => Code::VacancyVersionDiffers,
        }
    }
}

/// Something whose files are brought.
pub trait Published {
    /// What it is.
    const KIND: Kind;
    /// Bytes of the largest file.
    const MOST_BYTES: usize;

    /// The version that a file says it is of.
    fn version_of(file: PublishedFile, bytes: &[u8]) -> Answer<u32>;

    /// Keeps a file. Written again, it has the same bytes.
    async fn write(env: &Env, version: u32, file: PublishedFile, bytes: Vec<u8>) -> Result<()>;

    /// All files are there: lists the version.
    async fn finish(env: &Env, version: u32) -> Answer<()>;
}

/// Takes a file in. Only somebody who has the file that two have signed can
/// bring it: its hash says that it is the one.
pub async fn take_file<P: Published>(
    context: &Context,
    request: &mut Request,
) -> Answer<PublicationProgress> {
    let env = &context.env;
    // What is signed is known before a byte of it is read: anybody may bring it.
    let hash = content_digest(request)?.ok_or(Refusal::code(Code::RequestDigest))?;
    let kind = P::KIND;
    let (file, under_way) = done(ask(env, kind, &FindFile { kind, hash }).await?)?;
    if under_way.stage == Stage::Published {
        return Ok(under_way.progress());
    }
    let bytes = octets(request, P::MOST_BYTES).await?;
    if file_hash(&bytes) != hash {
        return Err(Refusal::code(Code::RequestDigest));
    }
    let version = under_way.publication.version;
    if P::version_of(file, &bytes)? != version {
        return Err(Refusal::code(kind.version_differs()));
    }
    P::write(env, version, file, bytes).await?;
    let under_way = done(ask(env, kind, &NoteFile { kind, hash }).await?)?;
    if under_way.is_complete() {
        P::finish(env, version).await?;
    }
    Ok(under_way.progress())
}

/// Lists a version whose files are all there.
pub async fn enlist(env: &Env, kind: Kind, version: u32, previous: Option<u32>) -> Answer<()> {
    let enlist = EnlistVersion {
        kind,
        version,
        previous,
    };
    done(ask(env, kind, &enlist).await?)
}
