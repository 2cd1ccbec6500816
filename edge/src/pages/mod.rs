//! The pages that the edge makes itself, because they depend on the moment, on
//! who asks, or on a form that was sent without JavaScript. Everything else is
//! a file from the build.

mod account;
mod appeal;
mod catalogue;
mod certificate;
mod credential;
mod draw;
mod eligibility;
mod form;
mod home;
mod registration;
mod review;
mod sign_in;
mod status;
mod vacancy;

use self::form::{Shown, parse};
use crate::http::{Answer, Context, NO_STORE, Refusal, drain, languages, page, see_other};
use app::pages::Page as Shell;
use domain::messages::{Code, Locale, Params};
use domain::page::{ADDRESSES, Address, Encoding, MadeBy, Page};
use matchit::Router;
use std::cell::OnceCell;
use std::str::FromStr;
use worker::{Headers, Method, Request, Response, Result};

thread_local! {
    static ROUTER: OnceCell<Router<&'static Address>> = const { OnceCell::new() };
}

/// The table as a router. What it could not tell apart would not be found: a test sees to it
/// that there is nothing of the kind.
fn router() -> Router<&'static Address> {
    let mut router = Router::new();
    for address in ADDRESSES {
        let _ = router.insert(address.path, address);
    }
    router
}

/// The address that a path is, with or without a slash at its end, and its open segment.
fn find(path: &str) -> Option<(&'static Address, String)> {
    ROUTER.with(|router| {
        let router = router.get_or_init(self::router);
        let with_slash = format!("{path}/");
        let found = router.at(path).or_else(|_| router.at(&with_slash)).ok()?;
        let value = found.params.iter().next();
        let value = value.map(|(_, value)| value.to_owned());
        Some((*found.value, value.unwrap_or_default()))
    })
}

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
                sign_in::ask(context, path).await
            } else {
                sign_in::lead(context, path)
            };
            match result {
                Ok(response) => Ok(response),
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
        Page::Home => home::show(context).await,
        Page::SignIn => sign_in::show(request, context).await,
        Page::Account => account::show(request, context).await,
        Page::Appeal => appeal::show(context).await,
        Page::Survey => account::show_survey(context, parsed(value)?).await,
        Page::Review => review::show(context, value).await,
        Page::CredentialPdf => credential::show_pdf(context, value).await,
        Page::SendCertificate => certificate::show(request, context).await,
        Page::CertificateFile => crate::certificate::download(context, value).await,
        Page::Draws => draw::list(context).await,
        Page::Draw => draw::show(context, parsed(value)?).await,
        Page::Courses => catalogue::show(context, request, catalogue::Place::List).await,
        Page::CompareCourses => catalogue::show(context, request, catalogue::Place::Compare).await,
        Page::Course => {
            let course = catalogue::Place::Course(catalogue::course_of(value)?);
            catalogue::show(context, request, course).await
        }
        Page::Sitemap => catalogue::show(context, request, catalogue::Place::Sitemap).await,
        Page::Vacancies => vacancy::list(context, request).await,
        Page::Vacancy => vacancy::show(context, value).await,
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
        | Page::JoinWave
        | Page::LeaveWave
        | Page::CancelPurchase
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
            return certificate::take(request, context).await;
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
        Page::Eligibility => eligibility::send(context, body).await,
        Page::Registration => registration::send(context, body).await,
        Page::Status => status::send(context, body).await,
        Page::VerifyCredential => credential::send(context, parse(body)?).await,
        Page::SignIn => sign_in::send(context, parse(body)?).await,
        Page::SignOut => account::sign_out(context).await,
        Page::BorrowedPhone => account::borrow(context).await,
        Page::JoinWave => account::join(context, parse(body)?).await,
        Page::LeaveWave => account::leave(context, parse(body)?).await,
        Page::CancelPurchase => account::cancel_purchase(context, parse(body)?).await,
        Page::Appeal => appeal::send(context, parse(body)?).await,
        Page::LinkPayoutAccount => account::link(context, parse(body)?).await,
        Page::UnlinkPayoutAccount => account::unlink(context).await,
        Page::TellNoPhone => account::tell_no_phone(context).await,
        Page::Survey => account::answer_survey(context, parsed(value)?, parse(body)?).await,
        Page::Review => review::send(context, value, parse(body)?).await,
        Page::Draw => draw::check(context, parsed(value)?, parse(body)?).await,
        Page::BuyCourse => {
            catalogue::buy(context, catalogue::course_of(value)?, parse(body)?).await
        }
        _ => Err(Refusal::code(Code::MethodNotAllowed)),
    }
}

async fn asset(request: Request, context: &Context) -> Result<Response> {
    if request.path() == app::document::SHELL_PATH {
        return refused(Refusal::code(Code::NotFound), context)
            .await
            .map(|r| r.with_status(404));
    }
    let path = request.path();
    let response = context.env.assets("ASSETS")?.fetch_request(request).await?;
    let type_ = response.headers().get("Content-Type")?.unwrap_or_default();
    if response.status_code() != 200 || !type_.starts_with("text/html") {
        return Ok(response);
    }
    let headers = Headers::new();
    for (name, value) in response.headers() {
        headers.append(&name, &value)?;
    }
    headers.set("Link", &languages(context, Locale::of_address(&path).1)?)?;
    Ok(response.with_headers(headers))
}

/// A page of its own for what no form can show.
async fn refused(refusal: Refusal, context: &Context) -> Result<Response> {
    let (code, params) = match refusal {
        Refusal::Whole(code, params) => (code, params),
        Refusal::Fields(errors) => (
            errors
                .first()
                .map_or(Code::RequestInvalid, |error| error.code),
            Params::default(),
        ),
        Refusal::Broken(error) => {
            worker::console_error!("{}", serde_json::json!({ "broken": error.to_string() }));
            (Code::Internal, Params::default())
        }
    };
    let status = domain::api::status_of(code);
    let sentence = code.sentence(context.locale, &params);
    let mut response = page(
        context,
        &app::pages::problem(context.locale, status, &sentence),
        status,
        NO_STORE,
    )
    .await?;
    if let Some(wait) = params.wait_seconds {
        response
            .headers_mut()
            .set("Retry-After", &wait.to_string())?;
    }
    Ok(response)
}

/// Answers a form with a page.
async fn again(context: &Context, page: &Shell) -> Answer<Response> {
    Ok(crate::http::page(context, page, 200, NO_STORE).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_of_the_table_is_found_with_what_stands_in_its_open_segment() {
        for address in ADDRESSES {
            let path = address.path.replace("{*file}", "a/b.json");
            let mut segments: Vec<&str> = path.split('/').collect();
            for segment in &mut segments {
                if segment.starts_with('{') {
                    *segment = "K00042";
                }
            }
            let path = segments.join("/");
            let (found, value) = find(&path).unwrap();
            assert_eq!(found.path, address.path, "{path}");
            let open = match address.path {
                whole if whole.contains("{*") => "a/b.json",
                one if one.contains('{') => "K00042",
                _ => "",
            };
            assert_eq!(value, open, "{path}");
            let bare = path.trim_end_matches('/');
            if !bare.is_empty() {
                assert_eq!(find(bare).unwrap().0.path, address.path, "{bare}");
            }
        }
        for nowhere in [
            "/pelatihan/K00042/lain/",
            "/pelatihanku/",
            "/undian/72/x/",
            "/akun/ulasan/",
            "//",
        ] {
            assert!(find(nowhere).is_none(), "{nowhere}");
        }
    }
}
