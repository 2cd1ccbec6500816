//! `/api/v1`: finds the endpoint in the domain's table, holds the call to what its line says,
//! calls its feature, and gives JSON or a problem back.
//!
//! Long: it has an arm for each operation.

use super::{Answer, Context, NO_STORE, Refusal, Session, drain, is_foreign, json};
use crate::account::registrant::AccountView;
use crate::sign_in::session;
use crate::{
    account, appeal, catalogue, certificate, contact, data_copy, eligibility, identity, lists,
    partner, payout, profile, publication, purchase, push, registration, review, security, staff,
    status, vacancy, wave,
};
use domain::api::{
    Caller, Endpoint, Health, Method, Operation, OtpRequest, OtpVerifyRequest,
    PROBLEM_CONTENT_TYPE, Problem, SessionRequest, SignInRequest, find,
};
use domain::messages::{Code, Locale, Params};
use domain::security::{BackupCodeRequest, EmailRequest, PhoneRequest};
use domain::wave::JoinRequest;
use serde::{Serialize, de::DeserializeOwned};
use worker::{Headers, Request, Response, Result};

/// Answers a call; also says which route it took, for the log.
pub async fn answer(mut request: Request, context: &Context) -> (&'static str, Result<Response>) {
    let method = request.method();
    let path = request.path();
    // HEAD is GET without the body, which the runtime leaves out.
    let asked = match method {
        worker::Method::Head => "GET".to_owned(),
        other => other.to_string(),
    };
    let (route, result) = match find(&asked, &path) {
        Err(code) => ("/api/v1/*", Err(Refusal::code(code))),
        Ok((operation, endpoint, value)) => {
            let call = Call {
                operation,
                endpoint,
                value,
                request: &mut request,
                context,
            };
            (endpoint.path, call.answer().await)
        }
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

/// A call that has found its endpoint.
struct Call<'a> {
    operation: Operation,
    endpoint: &'static Endpoint,
    /// Of the path's open segment.
    value: &'a str,
    request: &'a mut Request,
    context: &'a Context,
}

impl Call<'_> {
    async fn answer(mut self) -> Answer<Response> {
        self.guard().await?;
        match self.endpoint.caller {
            Caller::Platform => self.operate_for_platform().await,
            Caller::Anybody | Caller::Person => self.operate().await,
        }
    }

    /// What the table asks of a call, before a byte of its body is read.
    async fn guard(&self) -> Answer<()> {
        if self.endpoint.method != Method::Get && is_foreign(self.request) {
            return Err(Refusal::code(Code::RequestForeignOrigin));
        }
        if let Some(limit) = self.endpoint.limit {
            self.context.limit(limit).await?;
        }
        if self.endpoint.caller == Caller::Person {
            session::current(self.context)?;
        }
        if self.endpoint.idempotent_by_key {
            self.key()?;
        }
        Ok(())
    }

    /// The client's key for a submission.
    fn key(&self) -> Answer<String> {
        let key = self.request.headers().get("Idempotency-Key")?;
        registration::parse_key(&key.ok_or(Refusal::code(Code::IdempotencyKeyMissing))?)
    }

    /// The number in the path.
    fn number(&self, unknown: Code) -> Answer<u32> {
        self.value.parse().map_err(|_| Refusal::code(unknown))
    }

    async fn json<T: DeserializeOwned>(&mut self) -> Answer<T> {
        json(self.request).await
    }

    fn give<T: Serialize>(&self, body: &T) -> Answer<Response> {
        Ok(self.good()?.from_json(body)?)
    }

    /// The account of whoever has just signed in, with the session.
    async fn give_session(&self, (view, session): (AccountView, Session)) -> Answer<Response> {
        let account = account::show(self.context, &view).await?;
        let mut response = self.give(&account)?;
        session.begin(&mut response)?;
        Ok(response)
    }

    fn give_nothing(&self) -> Answer<Response> {
        Ok(self.good()?.empty())
    }

    fn good(&self) -> Result<worker::ResponseBuilder> {
        let kept = match self.endpoint.kept_seconds {
            0 => NO_STORE.to_owned(),
            seconds => format!("public, max-age={seconds}"),
        };
        Response::builder()
            .with_status(self.endpoint.success)
            .with_header("Cache-Control", &kept)
    }

    async fn operate(&mut self) -> Answer<Response> {
        let (context, value) = (self.context, self.value);
        match self.operation {
            Operation::Health => self.give(&health(context)),
            Operation::OpenApi => document(context).await,
            Operation::ListWaves => self.give(&wave::list_waves(context).await?),
            Operation::Command => {
                let signed = self.json().await?;
                self.give(&staff::command(context, signed).await?)
            }
            Operation::ReadAsStaff => {
                let signed = self.json().await?;
                self.give(&staff::read(context, signed).await?)
            }
            Operation::ChangeList => {
                let progress = lists::take_piece(context, self.request).await?;
                self.give(&progress)
            }
            Operation::TakeCatalogueFile => {
                let taken = publication::take_file::<catalogue::Courses>(context, self.request);
                let progress = taken.await?;
                self.give(&progress)
            }
            Operation::ShowCatalogue => {
                let since = self
                    .parameter("since")?
                    .and_then(|since| since.parse().ok());
                self.give(&catalogue::show(context, since).await?)
            }
            Operation::TakeVacancyFile => {
                let taken = publication::take_file::<vacancy::Vacancies>(context, self.request);
                let progress = taken.await?;
                self.give(&progress)
            }
            Operation::ListVacancies => {
                let url = self.request.url()?;
                let found = vacancy::search(context, url.query().unwrap_or_default()).await?;
                self.give(&found)
            }
            Operation::ShowVacancy => self.give(&vacancy::show(context, value).await?),
            Operation::CheckEligibility => {
                let answers = self.json().await?;
                self.give(&eligibility::check(context, &answers)?)
            }
            Operation::SendOtp => {
                let body: OtpRequest = self.json().await?;
                self.give(&contact::send_otp(context, &body.phone, &body.turn).await?)
            }
            Operation::VerifyOtp => {
                let body: OtpVerifyRequest = self.json().await?;
                self.give(&contact::verify_otp(context, &body.challenge, &body.code).await?)
            }
            Operation::Register => {
                let (key, body) = (self.key()?, self.json().await?);
                let (receipt, session) = registration::register(context, &key, &body).await?;
                let mut response = self.give(&receipt)?;
                if let Some(session) = session {
                    session.begin(&mut response)?;
                }
                Ok(response)
            }
            Operation::ShowRegistrationRules => self.give(&registration::rules(context).await?),
            Operation::CheckStatus => {
                let body = self.json().await?;
                self.give(&status::check(context, &body).await?)
            }
            Operation::SendSignInOtp => {
                let body: SignInRequest = self.json().await?;
                self.give(&session::send_otp(context, &body.nik).await?)
            }
            Operation::SignIn => {
                let body: SessionRequest = self.json().await?;
                let second = body.second.as_deref();
                let signed_in = session::sign_in(context, &body.challenge, &body.code, second);
                self.give_session(signed_in.await?).await
            }
            Operation::SignInOnPaper => {
                let body: BackupCodeRequest = self.json().await?;
                let signed_in = session::sign_in_on_paper(context, &body.nik, &body.code);
                self.give_session(signed_in.await?).await
            }
            Operation::SendRecoveryCode => {
                let body = self.json().await?;
                self.give(&security::recovery::send_code(context, &body).await?)
            }
            Operation::BeginRecovery => {
                let body = self.json().await?;
                self.give(&security::recovery::begin(context, &body).await?)
            }
            Operation::RefuseRecovery => {
                security::recovery::refuse(context).await?;
                self.give_nothing()
            }
            Operation::SignOut => {
                session::sign_out(context).await?;
                let mut response = self.give_nothing()?;
                Session::end(&mut response)?;
                Ok(response)
            }
            Operation::ShowAccount => self.give(&crate::account::own(context).await?),
            Operation::JoinWave => {
                let (key, body): (_, JoinRequest) = (self.key()?, self.json().await?);
                self.give(&wave::join(context, body.wave, &key).await?)
            }
            Operation::LeaveWave => {
                wave::leave(context, self.number(Code::WaveUnknown)?).await?;
                self.give_nothing()
            }
            Operation::ReserveCourse => {
                let (key, body) = (self.key()?, self.json().await?);
                self.give(&purchase::reserve(context, &body, &key).await?)
            }
            Operation::CancelPurchase => self.give(&purchase::cancel(context, value).await?),
            Operation::ShowStatement => self.give(&purchase::statement(context).await?),
            Operation::BeginCertificateUpload => {
                let (key, body) = (self.key()?, self.json().await?);
                self.give(&certificate::begin(context, body, &key).await?)
            }
            Operation::ShowCertificateUpload => {
                self.give(&certificate::show(context, value).await?)
            }
            Operation::SendCertificateUploadPart => {
                let view = certificate::part(context, value, self.request).await?;
                self.give(&view)
            }
            Operation::WithdrawCertificateUpload => {
                self.give(&certificate::withdraw(context, value).await?)
            }
            Operation::FinishCertificateUpload => {
                self.give(&certificate::finish(context, value).await?)
            }
            Operation::FileAppeal => {
                let body = self.json().await?;
                self.give(&appeal::file(context, &body).await?)
            }
            Operation::RateCourse => {
                let body = self.json().await?;
                self.give(&review::rate(context, value, &body).await?)
            }
            Operation::ShowReviews => self.give(&review::show(context, value).await?),
            Operation::ShowIdentity => self.give(&identity::own(context).await?),
            Operation::CorrectIdentity => {
                let body = self.json().await?;
                self.give(&identity::correct(context, &body).await?)
            }
            Operation::ShowProfile => self.give(&profile::own(context).await?),
            Operation::ChangeProfile => {
                let body = self.json().await?;
                self.give(&profile::change(context, &body).await?)
            }
            Operation::ShowSecurity => self.give(&security::own(context).await?),
            Operation::SendEmailCode => {
                let body: EmailRequest = self.json().await?;
                self.give(&security::send_email_code(context, &body.email).await?)
            }
            Operation::ConfirmEmail => {
                let body = self.json().await?;
                self.give(&security::confirm_email(context, &body).await?)
            }
            Operation::RemoveEmail => self.give(&security::remove_email(context).await?),
            Operation::EndSession => self.give(&security::end_session(context, value).await?),
            Operation::SendPhoneCode => {
                let body: PhoneRequest = self.json().await?;
                self.give(&security::send_phone_code(context, &body.phone).await?)
            }
            Operation::ChangePhone => {
                let body = self.json().await?;
                self.give(&security::change_phone(context, &body).await?)
            }
            Operation::MakeBackupCodes => self.give(&security::make_backup_codes(context).await?),
            Operation::SendDataCopyCode => self.give(&data_copy::send_code(context).await?),
            Operation::CopyData => {
                let body = self.json().await?;
                self.give(&data_copy::make(context, &body).await?)
            }
            Operation::EndOtherSessions => self.give(&security::end_other_sessions(context).await?),
            Operation::LinkPayoutAccount => {
                let body = self.json().await?;
                self.give(&payout::link(context, body).await?)
            }
            Operation::UnlinkPayoutAccount => self.give(&payout::unlink(context).await?),
            Operation::AnswerSurvey => {
                let (number, body) = (self.number(Code::SurveyUnknown)?, self.json().await?);
                self.give(&payout::answer_survey(context, number, &body).await?)
            }
            Operation::SubscribePush => {
                let body = self.json().await?;
                self.give(&push::subscribe(context, &body).await?)
            }
            Operation::UnsubscribePush => {
                let body = self.json().await?;
                self.give(&push::unsubscribe(context, &body).await?)
            }
            Operation::RedeemStatus
            | Operation::RedeemCommit
            | Operation::RedeemCancel
            | Operation::ReportAttendance
            | Operation::ReportProgress
            | Operation::ReportCompletion
            | Operation::ReportCertificate
            | Operation::AskEnrolment
            | Operation::ConfirmEnrolment
            | Operation::DraftCredential
            | Operation::TakeCredential => Err(Refusal::code(Code::NotFound)),
        }
    }

    async fn operate_for_platform(&mut self) -> Answer<Response> {
        let context = self.context;
        let call = partner::SignedCall::read(context, self.request).await?;
        match self.operation {
            Operation::AskEnrolment => self.give(&partner::ask_enrolment(context, &call).await?),
            Operation::ConfirmEnrolment => {
                self.give(&partner::confirm_enrolment(context, &call).await?)
            }
            Operation::DraftCredential => {
                self.give(&partner::draft_credential(context, &call).await?)
            }
            Operation::TakeCredential => {
                self.give(&partner::take_credential(context, &call).await?)
            }
            operation => self.give(&partner::report(context, operation, &call).await?),
        }
    }

    fn parameter(&self, name: &str) -> Answer<Option<String>> {
        let url = self.request.url()?;
        let mut pairs = url.query_pairs();
        let found = pairs.find(|(one, _)| one == name);
        Ok(found.map(|(_, value)| value.into_owned()))
    }
}

/// A file of the build: a third of a megabyte that no isolate has to hold.
async fn document(context: &Context) -> Answer<Response> {
    let assets = context.env.assets("ASSETS")?;
    let file = assets.fetch("https://assets/openapi.json", None).await?;
    let headers = Headers::new();
    headers.set("Content-Type", "application/json")?;
    headers.set("Cache-Control", "public, max-age=300")?;
    Ok(file.with_headers(headers))
}

fn health(context: &Context) -> Health {
    Health {
        status: "ok".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        now: context.now,
    }
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
