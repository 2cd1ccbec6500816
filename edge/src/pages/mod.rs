//! The pages that the edge makes itself, because they depend on the moment, on
//! who asks, or on a form that was sent without JavaScript. Everything else is
//! a file from the build.

pub mod file;
pub mod find;
pub mod form;

use self::file::{asset, refused};
use self::find::find;
use self::form::parse;
use crate::http::{Answer, Context, Refusal, drain, name_nobody, see_other};
use crate::{
    account, appeal, catalogue, certificate, credential, data_copy, draw, eligibility, home,
    identity, profile, registration, review, security, sign_in, status, vacancy,
};
use domain::messages::{Code, Locale};
use domain::page::{Address, Encoding, MadeBy, Page};
use std::str::FromStr;
use worker::{Method, Request, Response, Result};

/// Answers with a page; also says which route it took, for the log.
pub async fn answer(mut request: Request, context: &Context) -> (&'static str, Result<Response>) {
    let asked = request.path();
    let (_, path) = Locale::of_address(&asked);
    let posts = request.method() == Method::Post;
    let (route, result) = match (find(path), posts) {
        (Some((address, value)), true) => {
            let answer = post(address, &value, &mut request, context).await;
            (address.path, answer)
        }
        (Some((address, value)), false) if address.made_by == MadeBy::Edge => {
            let answer = get(address.page, (path, &value), &request, context).await;
            (address.path, answer)
        }
        (_, false) => return ("assets", asset(request, context).await),
        (None, true) => ("*", Err(Refusal::code(Code::MethodNotAllowed))),
    };
    (route, finish(result, &mut request, context).await)
}

async fn finish(
    result: Answer<Response>,
    request: &mut Request,
    context: &Context,
) -> Result<Response> {
    match result {
        Ok(response) => Ok(response),
        Err(Refusal::Whole(Code::SignInNeeded, _)) => {
            drain(request).await;
            let path = request.path();
            let (_, path) = Locale::of_address(&path);
            let result = if request.method() == Method::Post {
                sign_in::page::ask(context, path).await
            } else {
                sign_in::page::lead(context, path)
            };
            match result {
                Ok(mut response) => {
                    name_nobody(&mut response)?;
                    Ok(response)
                }
                Err(refusal) => refused(refusal, context).await,
            }
        }
        // A form is answered where it is: what was typed is a step back.
        Err(refusal) => {
            drain(request).await;
            refused(refusal, context).await
        }
    }
}

/// What stands in an open segment.
fn parsed<T: FromStr>(value: &str) -> Answer<T> {
    value.parse().map_err(|_| Refusal::code(Code::NotFound))
}

async fn get(
    page: Page,
    (path, value): (&str, &str),
    request: &Request,
    context: &Context,
) -> Answer<Response> {
    match page {
        Page::Home => home::page::show(context).await,
        Page::SignIn => sign_in::page::show(request, context).await,
        Page::Account => account::page::show(request, context).await,
        Page::OwnData => identity::page::show(context).await,
        Page::Profile => profile::page::show(context).await,
        Page::Security => security::page::show(context).await,
        Page::OwnEmail => security::page::show_email(context).await,
        Page::OwnPhone => security::phone_page::show(context).await,
        Page::BackupCodes => security::page::show_backup_codes(context).await,
        Page::DataCopy => data_copy::page::show(context).await,
        Page::SignInOnPaper => sign_in::page::show_paper(context).await,
        Page::Recovery => security::recovery_page::show(context).await,
        Page::Appeal => appeal::page::show(context).await,
        Page::Survey => account::page::show_survey(context, parsed(value)?).await,
        Page::Review => review::page::show(context, value).await,
        Page::CredentialPdf => credential::page::show_pdf(context, value).await,
        Page::SendCertificate => certificate::page::show(request, context).await,
        Page::CertificateFile => crate::certificate::download(context, value).await,
        Page::Draws => draw::page::list(context).await,
        Page::Draw => draw::page::show(context, parsed(value)?).await,
        Page::Courses => {
            catalogue::page::show(context, request, catalogue::page::Place::List).await
        }
        Page::CompareCourses => {
            catalogue::page::show(context, request, catalogue::page::Place::Compare).await
        }
        Page::Course => {
            let course = catalogue::page::Place::Course(catalogue::page::course_of(value)?);
            catalogue::page::show(context, request, course).await
        }
        Page::Sitemap => {
            catalogue::page::show(context, request, catalogue::page::Place::Sitemap).await
        }
        Page::Vacancies => vacancy::page::list(context, request).await,
        Page::Vacancy => vacancy::page::show(context, value).await,
        Page::PublicFile if crate::credential::is_for(path) => {
            crate::credential::serve(context, path).await
        }
        Page::PublicFile if path.starts_with(domain::catalogue::PLACE) => {
            crate::catalogue::serve(context, request, path).await
        }
        Page::PublicFile => crate::draw::serve(context, path).await,
        Page::IssuerDocument => crate::credential::did_document(context, path).await,
        Page::Eligibility
        | Page::Registration
        | Page::Status
        | Page::VerifyCredential
        | Page::SignOut
        | Page::BorrowedPhone
        | Page::RemoveEmail
        | Page::RefuseRecovery
        | Page::EndSession
        | Page::JoinWave
        | Page::LeaveWave
        | Page::CancelPurchase
        | Page::WithdrawCertificate
        | Page::LinkPayoutAccount
        | Page::UnlinkPayoutAccount
        | Page::TellNoPhone
        | Page::SharedFile
        | Page::BuyCourse
        | Page::Offline
        | Page::Outbox
        | Page::StyleGuide => Err(Refusal::code(Code::NotFound)),
    }
}

async fn post(
    address: &Address,
    value: &str,
    request: &mut Request,
    context: &Context,
) -> Answer<Response> {
    let form = address.form.ok_or(Refusal::code(Code::MethodNotAllowed))?;
    match form.encoding {
        Encoding::Fields => {}
        Encoding::WithFile => {
            form::guard(request, context, form).await?;
            return certificate::page::take(request, context).await;
        }
        // The phone's worker keeps it (app/worker/share.js); where there is none yet, the file
        // is chosen again.
        Encoding::OfOtherApp => {
            drain(request).await;
            return Ok(see_other(context.locale, "/akun/#pelatihan-saya")?);
        }
    }
    let body = form::fields(request, context, form).await?;
    let body = body.as_str();
    match address.page {
        Page::Eligibility => eligibility::page::send(context, body).await,
        Page::Registration => registration::page::send(context, body).await,
        Page::Status => status::page::send(context, parse(body)?).await,
        Page::VerifyCredential => credential::page::send(context, parse(body)?).await,
        Page::SignIn => sign_in::page::send(context, parse(body)?).await,
        Page::SignOut => account::page::sign_out(context).await,
        Page::BorrowedPhone => account::page::borrow(context).await,
        Page::OwnData => identity::page::send(context, parse(body)?).await,
        Page::Profile => profile::page::send(context, parse(body)?).await,
        Page::OwnEmail => security::page::send_email(context, parse(body)?).await,
        Page::OwnPhone => security::phone_page::send(context, parse(body)?).await,
        Page::BackupCodes => security::page::make_backup_codes(context).await,
        Page::DataCopy => data_copy::page::send(context, parse(body)?).await,
        Page::SignInOnPaper => sign_in::page::send_paper(context, parse(body)?).await,
        Page::Recovery => security::recovery_page::send(context, parse(body)?).await,
        Page::RefuseRecovery => security::recovery_page::refuse(context).await,
        Page::RemoveEmail => security::page::remove_email(context).await,
        Page::EndSession => security::page::end_session(context, parse(body)?).await,
        Page::JoinWave => account::page::join(context, parse(body)?).await,
        Page::LeaveWave => account::page::leave(context, parse(body)?).await,
        Page::CancelPurchase => account::page::cancel_purchase(context, parse(body)?).await,
        Page::WithdrawCertificate => certificate::page::withdraw(context, parse(body)?).await,
        Page::Appeal => appeal::page::send(context, parse(body)?).await,
        Page::LinkPayoutAccount => account::page::link(context, parse(body)?).await,
        Page::UnlinkPayoutAccount => account::page::unlink(context).await,
        Page::TellNoPhone => account::page::tell_no_phone(context).await,
        Page::Survey => account::page::answer_survey(context, parsed(value)?, parse(body)?).await,
        Page::Review => review::page::send(context, value, parse(body)?).await,
        Page::Draw => draw::page::check(context, parsed(value)?, parse(body)?).await,
        Page::BuyCourse => {
            catalogue::page::buy(context, catalogue::page::course_of(value)?, parse(body)?).await
        }
        _ => Err(Refusal::code(Code::MethodNotAllowed)),
    }
}
