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

use self::form::{Shown, fields, value};
use crate::http::NO_STORE;
use crate::http::{Answer, Context, Refusal, drain, languages, page};
use app::pages::Page;
use domain::api::Limit;
use domain::catalogue::CourseId;
use domain::messages::{Code, Locale, Params};
use worker::{Headers, Method, Request, Response, Result};

/// Answers with a page; also says which route it took, for the log.
pub async fn answer(mut request: Request, context: &Context) -> (&'static str, Result<Response>) {
    let asked = request.path();
    let (_, path) = Locale::of_address(&asked);
    let posts = request.method() == Method::Post;
    if !posts && path.starts_with("/berkas/") {
        let served = if crate::credential::is_for(path) {
            crate::credential::serve(context, path).await
        } else if path.starts_with(domain::catalogue::PLACE) {
            crate::catalogue::serve(context, &request, path).await
        } else {
            crate::draw::serve(context, path).await
        };
        let response = match served {
            Ok(response) => Ok(response),
            Err(refusal) => refused(refusal, context).await,
        };
        return ("/berkas/*", response);
    }
    if !posts && path.starts_with("/penerbit/") {
        let result = crate::credential::did_document(context, path).await;
        let result = result.and_then(|found| found.ok_or(Refusal::code(Code::NotFound)));
        return ("/penerbit/*", finish(result, &mut request, context).await);
    }
    if !posts && let Some(purchase) = credential::asked(path) {
        let result = credential::show_pdf(context, purchase).await;
        return (PDF, finish(result, &mut request, context).await);
    }
    if posts && path == SHARED {
        drain(&mut request).await;
        let there = crate::http::see_other(context.locale, "/akun/#pelatihan-saya");
        return (SHARED, there);
    }
    if let Some(wave) = draw::wave_of(path) {
        let result = if posts {
            post(DRAW, Some(wave), &mut request, context).await
        } else {
            draw::show(context, wave).await
        };
        return (DRAW, finish(result, &mut request, context).await);
    }
    if posts && let Some(course) = catalogue::bought(path) {
        let result = buy(course, &mut request, context).await;
        return (BUY, finish(result, &mut request, context).await);
    }
    if !posts && let Some(place) = catalogue::Place::of(path) {
        let result = catalogue::show(context, &request, place).await;
        return (place.route(), finish(result, &mut request, context).await);
    }
    if !posts && let Some(place) = vacancy::Place::of(path) {
        let result = vacancy::show(context, &request, &place).await;
        return (place.route(), finish(result, &mut request, context).await);
    }
    if !posts && let Some(id) = certificate::file_of(path) {
        let result = crate::certificate::download(context, id).await;
        return (
            certificate::FILE,
            finish(result, &mut request, context).await,
        );
    }
    if posts && certificate::is_sent_to(path) {
        let result = certificate::take(&mut request, context).await;
        return (
            certificate::SEND,
            finish(result, &mut request, context).await,
        );
    }
    if let Some(id) = review::purchase_of(path).map(str::to_owned) {
        let result = if posts {
            rate(&id, &mut request, context).await
        } else {
            review::show(context, &id).await
        };
        return (RATE, finish(result, &mut request, context).await);
    }
    if let Some(number) = account::survey_of(path) {
        let result = if posts {
            post(SURVEY, Some(number), &mut request, context).await
        } else {
            account::show_survey(context, number).await
        };
        return (SURVEY, finish(result, &mut request, context).await);
    }
    let route = ROUTES.iter().copied().find(|route| {
        path == *route
            || route
                .strip_suffix('/')
                .is_some_and(|bare| !bare.is_empty() && path == bare)
    });
    let result = match (posts, route) {
        (true, Some(route)) => post(route, None, &mut request, context).await,
        (
            false,
            Some(
                route @ ("/"
                | "/masuk/"
                | "/akun/"
                | "/akun/keberatan/"
                | "/undian/"
                | certificate::SEND),
            ),
        ) => get(route, &request, context).await,
        (false, _) => return ("assets", asset(request, context).await),
        (true, None) => Err(Refusal::code(Code::MethodNotAllowed)),
    };
    let response = finish(result, &mut request, context).await;
    (route.unwrap_or("*"), response)
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

const DRAW: &str = "/undian/{wave}/";
const PDF: &str = "/akun/sertifikat/{purchase}.pdf";
const SURVEY: &str = "/akun/survei/{number}/";
const BUY: &str = "/pelatihan/{id}/beli/";
const RATE: &str = "/akun/ulasan/{id}/";

/// Where phones bring a file that another app shares with this one. Their worker
/// keeps it (app/worker/share.js); where there is none yet, it is chosen again.
const SHARED: &str = "/bagikan/";

const ROUTES: [&str; 18] = [
    "/",
    "/cek-syarat/",
    "/daftar/",
    "/status/",
    "/sertifikat/",
    "/masuk/",
    "/keluar/",
    "/ponsel-pinjaman/",
    "/akun/",
    "/akun/gabung/",
    "/akun/batal/",
    "/akun/batal-pelatihan/",
    "/akun/keberatan/",
    "/akun/rekening/",
    "/akun/rekening/lepas/",
    "/akun/kabar/mati/",
    "/undian/",
    certificate::SEND,
];

async fn get(route: &str, request: &Request, context: &Context) -> Answer<Response> {
    match route {
        "/akun/" => account::show(request, context).await,
        "/akun/keberatan/" => appeal::show(context).await,
        "/undian/" => draw::list(context).await,
        "/masuk/" => sign_in::show(request, context).await,
        certificate::SEND => certificate::show(request, context).await,
        _ => home::show(context).await,
    }
}

async fn post(
    route: &str,
    number: Option<u32>,
    request: &mut Request,
    context: &Context,
) -> Answer<Response> {
    let limit = match route {
        "/status/" | "/sertifikat/" | DRAW => Limit::Status,
        "/masuk/" => Limit::TryCode,
        _ => Limit::Write,
    };
    let body = fields(request, context, limit).await?;
    match route {
        "/cek-syarat/" => eligibility::send(context, &body).await,
        "/daftar/" => registration::send(context, &body).await,
        "/status/" => status::send(context, &body).await,
        "/sertifikat/" => credential::send(context, &body).await,
        "/masuk/" => sign_in::send(context, &body).await,
        "/keluar/" => account::sign_out(context).await,
        "/ponsel-pinjaman/" => account::borrow(context).await,
        "/akun/gabung/" => account::join(context, &body).await,
        "/akun/batal/" => account::leave(context, &body).await,
        "/akun/keberatan/" => appeal::send(context, &body).await,
        "/akun/batal-pelatihan/" => account::cancel_purchase(context, &body).await,
        "/akun/rekening/" => account::link(context, &body).await,
        "/akun/rekening/lepas/" => account::unlink(context).await,
        "/akun/kabar/mati/" => account::tell_no_phone(context).await,
        SURVEY => account::answer_survey(context, number.unwrap_or_default(), &body).await,
        DRAW => draw::check(context, number.unwrap_or_default(), &body).await,
        _ => Err(Refusal::code(Code::MethodNotAllowed)),
    }
}

async fn buy(course: CourseId, request: &mut Request, context: &Context) -> Answer<Response> {
    let body = fields(request, context, Limit::Write).await?;
    catalogue::buy(context, course, &body).await
}

async fn rate(purchase: &str, request: &mut Request, context: &Context) -> Answer<Response> {
    let body = fields(request, context, Limit::Write).await?;
    review::send(context, purchase, &body).await
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
async fn again(context: &Context, page: &Page) -> Answer<Response> {
    Ok(crate::http::page(context, page, 200, NO_STORE).await?)
}
