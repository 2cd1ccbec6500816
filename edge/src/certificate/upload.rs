//! Taking a file in. Each step is told to the person's shard after the bytes are
//! safe, so that whoever is cut off asks which parts are there and goes on.

use super::files;
use super::hashes::{self, Owner};
use crate::certificate::registrant::upload::{
    BeginUpload, CloseUpload, ExpectPart, NotePart, ReadUpload, SettleUpload, ShowUpload,
    WithdrawUpload,
};
use crate::certificate::registrant::upload::{Closing, ClosingUpload};
use crate::crypto::Purpose;
use crate::http::{Answer, CSP, Context, NOTHING_ACTS, Refusal, content_digest, octets};
use crate::sign_in::session;
use domain::certificate::file::{FileRefused, inspect, strip};
use domain::certificate::{
    KeptFile, Media, PART_BYTES, PartExpected, UploadId, UploadRequest, UploadView,
};
use domain::draw::file_hash;
use domain::messages::Code;
use domain::purchase::PurchaseId;
use worker::{Request, Response, Result};

fn upload_id(text: &str) -> Answer<UploadId> {
    UploadId::parse(text).map_err(|_| Refusal::code(Code::CertificateUnknown))
}

/// Announces a file.
pub async fn begin(context: &Context, request: UploadRequest, key: &str) -> Answer<UploadView> {
    let keys = &context.config.keys;
    let key = keys.digest(Purpose::IdempotencyKey, &[key]).text();
    session::ask(context, BeginUpload { key, request }).await
}

/// How far a sending is.
pub async fn show(context: &Context, id: &str) -> Answer<UploadView> {
    let id = upload_id(id)?;
    session::ask(context, ShowUpload { id }).await
}

/// Takes a file back.
pub async fn withdraw(context: &Context, id: &str) -> Answer<UploadView> {
    let id = upload_id(id)?;
    session::ask(context, WithdrawUpload { id }).await
}

/// Takes one part, from whoever has announced the file.
pub async fn part(context: &Context, id: &str, request: &mut Request) -> Answer<UploadView> {
    let invalid = || Refusal::code(Code::CertificatePartInvalid);
    let url = request.url()?;
    let mut pairs = url.query_pairs();
    let number = pairs.find(|(name, _)| name == "number");
    let number = number.and_then(|(_, number)| number.parse().ok());
    let number = number.ok_or_else(invalid)?;
    let told = content_digest(request)?.ok_or_else(invalid)?;
    let id = upload_id(id)?;
    // Before a part is read: a cookie can be made up, a session cannot.
    session::ask(context, ShowUpload { id: id.clone() }).await?;
    let bytes = &octets(request, PART_BYTES as usize).await?;
    if file_hash(bytes) != told {
        return Err(Refusal::code(Code::CertificatePartDamaged));
    }
    let expect = ExpectPart {
        id: id.clone(),
        part: number,
        bytes: u32::try_from(bytes.len()).map_err(|_| invalid())?,
    };
    match session::ask(context, expect).await? {
        PartExpected::There => return session::ask(context, ShowUpload { id }).await,
        PartExpected::Wanted => {}
    }
    let keys = &context.config.keys;
    let name = files::part(keys, &id, number);
    files::write(&context.env, keys, &name, bytes).await?;
    let took = session::ask(context, NotePart { id, part: number }).await;
    if let Err(Refusal::Whole(Code::CertificateUploadEnded, _)) = took {
        // Ended meanwhile: nobody would delete this part later.
        files::drop_all(&context.env, &[name]).await?;
    }
    took
}

/// Closes a sending: puts the parts together, judges the whole and keeps it.
pub async fn finish(context: &Context, id: &str) -> Answer<UploadView> {
    let id = upload_id(id)?;
    match session::ask(context, CloseUpload { id, whole: false }).await? {
        ClosingUpload::Closed(view) => Ok(view),
        ClosingUpload::Judge(closing) => {
            let bytes = gather(context, &closing).await?;
            close(context, closing, &bytes).await
        }
    }
}

/// Takes a whole file at once, as a form without a program sends it.
pub async fn whole(
    context: &Context,
    purchase: PurchaseId,
    bytes: &[u8],
    key: &str,
) -> Answer<UploadView> {
    let request = UploadRequest {
        purchase,
        size: u32::try_from(bytes.len()).map_err(|_| refused(FileRefused::TooLarge))?,
        sha256: file_hash(bytes),
    };
    let begun = begin(context, request, key).await?;
    let id = begun.id;
    match session::ask(context, CloseUpload { id, whole: true }).await? {
        ClosingUpload::Closed(view) => Ok(view),
        ClosingUpload::Judge(closing) => close(context, closing, bytes).await,
    }
}

async fn gather(context: &Context, closing: &Closing) -> Answer<Vec<u8>> {
    let (env, keys) = (&context.env, &context.config.keys);
    let parts = closing.request.size.div_ceil(PART_BYTES);
    let mut bytes = Vec::with_capacity(usize::try_from(closing.request.size).unwrap_or_default());
    for number in 0..u16::try_from(parts).unwrap_or(u16::MAX) {
        let name = files::part(keys, &closing.id, number);
        let part = files::read(env, keys, &name).await?;
        // Two who close at once: the other has finished and deleted the parts.
        bytes.extend(part.ok_or(Refusal::code(Code::CertificateUploadEnded))?);
    }
    Ok(bytes)
}

/// Judges, claims, keeps, then tells the shard; cut off anywhere, all of it may
/// be done again.
async fn close(context: &Context, closing: Closing, bytes: &[u8]) -> Answer<UploadView> {
    let outcome = match keep(context, &closing, bytes).await {
        Ok(file) => Ok(file),
        Err(Refusal::Whole(code, _)) => Err(code),
        Err(broken) => return Err(broken),
    };
    let id = closing.id;
    session::ask(context, SettleUpload { id, outcome }).await
}

async fn keep(context: &Context, closing: &Closing, bytes: &[u8]) -> Answer<KeptFile> {
    if file_hash(bytes) != closing.request.sha256 {
        return Err(Refusal::code(Code::CertificateUploadDiffers));
    }
    let stripped = strip(bytes).map_err(refused)?;
    let media = inspect(&stripped).map_err(refused)?.into();
    let keys = &context.config.keys;
    let hash = keys.digest_bytes(Purpose::CertificateFile, &stripped);
    let owner = Owner {
        person: closing.owner.clone(),
        purchase: closing.request.purchase.clone(),
    };
    hashes::claim(context, &hash, owner).await?;
    let name = files::kept(keys, &closing.id);
    files::write(&context.env, keys, &name, &stripped).await?;
    Ok(KeptFile {
        media,
        bytes: u32::try_from(stripped.len()).unwrap_or(u32::MAX),
    })
}

fn refused(refused: FileRefused) -> Refusal {
    Refusal::code(refused.code())
}

/// A kept file, for its owner alone. Nothing in it can act: the page's own policy
/// is replaced by one that allows nothing.
pub async fn download(context: &Context, id: &str) -> Answer<Response> {
    let id = upload_id(id)?;
    let unknown = || Refusal::code(Code::CertificateUnknown);
    let file = session::ask(context, ReadUpload { id: id.clone() }).await?;
    let keys = &context.config.keys;
    let name = files::kept(keys, &id);
    let bytes = files::read(&context.env, keys, &name).await?;
    served(file, bytes.ok_or_else(unknown)?).map_err(Refusal::from)
}

fn served(file: KeptFile, bytes: Vec<u8>) -> Result<Response> {
    let extension = file.media.extension();
    // Viewers of PDF do not start under that policy; phones open the file instead.
    let shown = match file.media {
        Media::Pdf => "attachment",
        Media::Jpeg | Media::Png => "inline",
    };
    Ok(Response::builder()
        .with_header("Content-Type", file.media.media_type())?
        .with_header("Cache-Control", "private, no-store")?
        .with_header(CSP, NOTHING_ACTS)?
        .with_header(
            "Content-Disposition",
            &format!("{shown}; filename=\"sertifikat.{extension}\""),
        )?
        .fixed(bytes))
}
