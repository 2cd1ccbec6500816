//! `/api/v1`: finds the endpoint in the domain's table, calls its feature, and
//! gives JSON or a problem back.

use super::{Answer, Context, Refusal, Session, drain, is_foreign, json};
use crate::limits::Limit;
use crate::{
    appeal, catalogue, certificate, contact, eligibility, lists, partner, payout, publication,
    purchase, push, registration, review, session, staff, status, vacancy, wave,
};
use domain::api::{Endpoint, Health, Operation, PROBLEM_CONTENT_TYPE, Problem};
use domain::messages::{Code, Locale, Params};
use serde::Serialize;
use worker::{Headers, Method, Request, Response, Result};

/// Answers a call; also says which route it took, for the log.
pub async fn answer(mut request: Request, context: &Context) -> (&'static str, Result<Response>) {
    let method = request.method();
    let path = request.path();
    // HEAD is GET without the body, which the runtime leaves out.
    let asked = if method == Method::Head {
        "GET".to_owned()
    } else {
        method.to_string()
    };
    let (route, result) = match Endpoint::find(&asked, &path) {
        Err(code) => ("/api/v1/*", Err(Refusal::code(code))),
        Ok((endpoint, value)) => (
            endpoint.path,
            operate(endpoint.operation, value, &mut request, context).await,
        ),
    };
    let response = match result {
        Ok(response) => Ok(response),
        Err(refusal) => {
            drain(&mut request).await;
            problem(refusal, context.locale)
        }
    };
    (route, response)
}

async fn operate(
    operation: Operation,
    value: &str,
    request: &mut Request,
    context: &Context,
) -> Answer<Response> {
    if request.method() != Method::Get && request.method() != Method::Head {
        if is_foreign(request) {
            return Err(Refusal::code(Code::RequestForeignOrigin));
        }
        // Platforms are known by their signature, and call for many people.
        if !partner::is_for(operation) {
            context.limit(limit(operation)).await?;
        }
    }
    match operation {
        Operation::Health => give(200, &health(context), NO_STORE),
        Operation::OpenApi => {
            // A file of the build: a third of a megabyte that no isolate has to hold.
            let assets = context.env.assets("ASSETS")?;
            let file = assets.fetch("https://assets/openapi.json", None).await?;
            let headers = Headers::new();
            headers.set("Content-Type", "application/json")?;
            headers.set("Cache-Control", "public, max-age=300")?;
            let response = file.with_headers(headers);
            Ok(response)
        }
        Operation::ListWaves => give(200, &wave::list_waves(context).await?, "public, max-age=5"),
        Operation::Command => give(200, &staff::command(context, request).await?, NO_STORE),
        Operation::ChangeList => give(200, &lists::take_piece(context, request).await?, NO_STORE),
        Operation::TakeCatalogueFile => give(
            200,
            &publication::take_file::<catalogue::Courses>(context, request).await?,
            NO_STORE,
        ),
        Operation::ShowCatalogue => {
            let query = request.url()?;
            let since = query
                .query_pairs()
                .find(|(name, _)| name == "since")
                .and_then(|(_, value)| value.parse().ok());
            give(
                200,
                &catalogue::show(context, since).await?,
                "public, max-age=5",
            )
        }
        Operation::TakeVacancyFile => give(
            200,
            &publication::take_file::<vacancy::Vacancies>(context, request).await?,
            NO_STORE,
        ),
        Operation::ListVacancies => {
            let url = request.url()?;
            let found = vacancy::search(context, url.query().unwrap_or_default()).await?;
            give(200, &found, NO_STORE)
        }
        Operation::ShowVacancy => give(
            200,
            &vacancy::show(context, value).await?,
            "public, max-age=5",
        ),
        Operation::CheckEligibility => {
            let answers = json(request).await?;
            give(200, &eligibility::check(context, &answers)?, NO_STORE)
        }
        Operation::SendOtp => {
            let body: domain::api::OtpRequest = json(request).await?;
            give(
                202,
                &contact::send_otp(context, &body.phone).await?,
                NO_STORE,
            )
        }
        Operation::VerifyOtp => {
            let body: domain::api::OtpVerifyRequest = json(request).await?;
            give(
                200,
                &contact::verify_otp(context, &body.challenge, &body.code).await?,
                NO_STORE,
            )
        }
        Operation::Register => {
            let key = idempotency_key(request)?;
            let body = json(request).await?;
            let (receipt, session) = registration::register(context, &key, &body).await?;
            let mut response = give(201, &receipt, NO_STORE)?;
            session.begin(&mut response)?;
            Ok(response)
        }
        Operation::ShowRegistrationRules => give(
            200,
            &registration::rules(context).await?,
            "public, max-age=5",
        ),
        Operation::CheckStatus => {
            let body = json(request).await?;
            give(200, &status::check(context, &body).await?, NO_STORE)
        }
        Operation::SendSignInOtp => {
            let body: domain::api::SignInRequest = json(request).await?;
            give(202, &session::send_otp(context, &body.nik).await?, NO_STORE)
        }
        Operation::SignIn => {
            let body: domain::api::SessionRequest = json(request).await?;
            let (account, session) = session::sign_in(context, &body.challenge, &body.code).await?;
            let mut response = give(200, &account, NO_STORE)?;
            session.begin(&mut response)?;
            Ok(response)
        }
        Operation::SignOut => {
            session::sign_out(context).await?;
            let mut response = Response::empty()?.with_status(204);
            Session::end(&mut response)?;
            response.headers_mut().set("Cache-Control", NO_STORE)?;
            Ok(response)
        }
        Operation::ShowAccount => give(200, &session::account(context).await?, NO_STORE),
        Operation::JoinWave => {
            let key = idempotency_key(request)?;
            let body: domain::wave::JoinRequest = json(request).await?;
            give(201, &wave::join(context, body.wave, &key).await?, NO_STORE)
        }
        Operation::ReserveCourse => {
            let key = idempotency_key(request)?;
            let body = json(request).await?;
            let view = purchase::reserve(context, &body, &key).await?;
            give(201, &view, NO_STORE)
        }
        Operation::CancelPurchase => give(200, &purchase::cancel(context, value).await?, NO_STORE),
        Operation::ShowStatement => give(200, &purchase::statement(context).await?, NO_STORE),
        Operation::BeginCertificate => {
            let key = idempotency_key(request)?;
            let body = json(request).await?;
            let view = certificate::begin(context, body, &key).await?;
            give(201, &view, NO_STORE)
        }
        Operation::ShowCertificateUpload => {
            give(200, &certificate::show(context, value).await?, NO_STORE)
        }
        Operation::SendCertificatePart => {
            let view = certificate::part(context, value, request).await?;
            give(200, &view, NO_STORE)
        }
        Operation::FinishCertificate => {
            give(200, &certificate::finish(context, value).await?, NO_STORE)
        }
        Operation::FileAppeal => {
            let body = json(request).await?;
            give(200, &appeal::file(context, &body).await?, NO_STORE)
        }
        Operation::RateCourse => {
            let body = json(request).await?;
            let review = review::rate(context, value, &body).await?;
            give(200, &review, NO_STORE)
        }
        Operation::ShowReviews => give(
            200,
            &review::show(context, value).await?,
            "public, max-age=5",
        ),
        Operation::ReadAsStaff => give(200, &staff::read(context, request).await?, NO_STORE),
        Operation::LinkPayoutAccount => {
            let body = json(request).await?;
            give(200, &payout::link(context, body).await?, NO_STORE)
        }
        Operation::UnlinkPayoutAccount => give(200, &payout::unlink(context).await?, NO_STORE),
        Operation::SubscribePush => {
            let body = json(request).await?;
            give(200, &push::subscribe(context, &body).await?, NO_STORE)
        }
        Operation::UnsubscribePush => {
            let body = json(request).await?;
            let view = push::unsubscribe(context, &body).await?;
            give(200, &view, NO_STORE)
        }
        Operation::AnswerSurvey => {
            let number = value
                .parse()
                .map_err(|_| Refusal::code(Code::SurveyUnknown))?;
            let body = json(request).await?;
            let view = payout::answer_survey(context, number, &body).await?;
            give(200, &view, NO_STORE)
        }
        Operation::RedeemStatus
        | Operation::RedeemCommit
        | Operation::RedeemCancel
        | Operation::ReportAttendance
        | Operation::ReportProgress
        | Operation::ReportCompletion
        | Operation::ReportCertificate => {
            let told = partner::answer(context, operation, request).await?;
            give(200, &told, NO_STORE)
        }
        Operation::AskEnrolment => {
            let asked = partner::ask_enrolment(context, request).await?;
            give(202, &asked, NO_STORE)
        }
        Operation::ConfirmEnrolment => {
            let told = partner::confirm_enrolment(context, request).await?;
            give(201, &told, NO_STORE)
        }
        Operation::DraftCertificate => {
            let draft = partner::draft_certificate(context, request).await?;
            give(200, &draft, NO_STORE)
        }
        Operation::TakeCertificate => {
            let receipt = partner::take_certificate(context, request).await?;
            give(200, &receipt, NO_STORE)
        }
        Operation::LeaveWave => {
            let number = value
                .parse()
                .map_err(|_| Refusal::code(Code::WaveUnknown))?;
            wave::leave(context, number).await?;
            let mut response = Response::empty()?.with_status(204);
            response.headers_mut().set("Cache-Control", NO_STORE)?;
            Ok(response)
        }
    }
}

const NO_STORE: &str = "no-store";

const fn limit(operation: Operation) -> Limit {
    match operation {
        Operation::SendOtp | Operation::SendSignInOtp => Limit::SendCode,
        Operation::VerifyOtp | Operation::SignIn => Limit::TryCode,
        Operation::CheckStatus => Limit::Status,
        _ => Limit::Write,
    }
}

fn health(context: &Context) -> Health {
    Health {
        status: "ok".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        now: context.now,
    }
}

/// The client's key for a submission.
fn idempotency_key(request: &Request) -> Answer<String> {
    let key = request
        .headers()
        .get("Idempotency-Key")?
        .ok_or(Refusal::code(Code::IdempotencyKeyMissing))?;
    registration::parse_key(&key)
}

fn give<T: Serialize>(status: u16, body: &T, cache_control: &str) -> Answer<Response> {
    let response = Response::builder()
        .with_status(status)
        .with_header("Cache-Control", cache_control)?;
    Ok(response.from_json(body)?)
}

/// The refusal as problem details. What failed on our side is logged.
pub fn problem(refusal: Refusal, locale: Locale) -> Result<Response> {
    let problem = match refusal {
        Refusal::Whole(code, params) => Problem::new(code, &params, locale),
        Refusal::Fields(errors) => Problem::of_fields(&errors, locale),
        Refusal::Broken(error) => {
            worker::console_error!("{}", serde_json::json!({ "broken": error.to_string() }));
            Problem::new(Code::Internal, &Params::default(), locale)
        }
    };
    let mut response = Response::builder()
        .with_status(problem.status)
        .with_header("Cache-Control", NO_STORE)?;
    if let Some(wait) = problem.retry_after {
        response = response.with_header("Retry-After", &wait.to_string())?;
    }
    let body = serde_json::to_string(&problem)?;
    Ok(response
        .with_header("Content-Type", PROBLEM_CONTENT_TYPE)?
        .fixed(body.into_bytes()))
}
