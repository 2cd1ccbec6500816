//! The OpenAPI 3.1 document, made of the endpoint table and of the types'
//! own schemas. Nothing in it is written by hand but summaries.

use super::endpoint::{COMMON_REFUSALS, ENDPOINTS, Endpoint, Operation};
use super::problem::{PROBLEM_CONTENT_TYPE, Problem, status_of};
use super::{
    Account, Health, OtpRequest, OtpSent, OtpVerified, OtpVerifyRequest, SessionRequest,
    SignInRequest,
};
use crate::appeal::{AppealRequest, RevocationView};
use crate::catalogue::CurrentCatalogue;
use crate::certificate::{UploadRequest, UploadView};
use crate::credential::{CertificateDraft, CertificateReceipt, CertificateRequest, DraftRequest};
use crate::eligibility::{Answers, Report};
use crate::incentive::PayoutView;
use crate::ledger::AccountStatement;
use crate::lists::{ChangeProgress, PieceRequest};
use crate::messages::Code;
use crate::partner::{
    self, AttendanceRequest, CancelRequest, CertificateReport, CommitRequest, CompletionRequest,
    EnrolmentAsked, EnrolmentConfirmation, EnrolmentRequest, ProgressRequest, RedeemAnswer,
};
use crate::payout_account::LinkRequest;
use crate::publication::PublicationProgress;
use crate::purchase::{PurchaseRequest, PurchaseView};
use crate::push::{PushOffRequest, PushRequest, PushView};
use crate::registration::{RegistrationReceipt, RegistrationRequest, RegistrationRules};
use crate::review::{CourseReviews, OwnReview, ReviewRequest};
use crate::staff::{CommandReceipt, Read, SignedCommand};
use crate::status::{PublicStatus, StatusRequest};
use crate::survey::SurveyRequest;
use crate::vacancy::{VacancyList, VacancyView};
use crate::wave::{Application, JoinRequest, ListedWave};
use schemars::{Schema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The schemas of an operation's body and of its good answer.
fn schemas(
    operation: Operation,
    generator: &mut SchemaGenerator,
) -> (Option<Schema>, Option<Schema>) {
    let g = generator;
    match operation {
        Operation::ShowRegistrationRules => (None, Some(g.subschema_for::<RegistrationRules>())),
        Operation::Health => (None, Some(g.subschema_for::<Health>())),
        Operation::OpenApi => (None, Some(g.subschema_for::<Map<String, Value>>())),
        Operation::ListWaves => (None, Some(g.subschema_for::<Vec<ListedWave>>())),
        Operation::Command => (
            Some(g.subschema_for::<SignedCommand>()),
            Some(g.subschema_for::<CommandReceipt>()),
        ),
        Operation::ChangeList => (
            Some(g.subschema_for::<PieceRequest>()),
            Some(g.subschema_for::<ChangeProgress>()),
        ),
        // The body is bytes, which have no schema.
        Operation::TakeCatalogueFile | Operation::TakeVacancyFile => {
            (None, Some(g.subschema_for::<PublicationProgress>()))
        }
        Operation::ShowCatalogue => (None, Some(g.subschema_for::<CurrentCatalogue>())),
        Operation::ListVacancies => (None, Some(g.subschema_for::<VacancyList>())),
        Operation::ShowVacancy => (None, Some(g.subschema_for::<VacancyView>())),
        Operation::CheckEligibility => (
            Some(g.subschema_for::<Answers>()),
            Some(g.subschema_for::<Report>()),
        ),
        Operation::SendOtp => (
            Some(g.subschema_for::<OtpRequest>()),
            Some(g.subschema_for::<OtpSent>()),
        ),
        Operation::VerifyOtp => (
            Some(g.subschema_for::<OtpVerifyRequest>()),
            Some(g.subschema_for::<OtpVerified>()),
        ),
        Operation::Register => (
            Some(g.subschema_for::<RegistrationRequest>()),
            Some(g.subschema_for::<RegistrationReceipt>()),
        ),
        Operation::CheckStatus => (
            Some(g.subschema_for::<StatusRequest>()),
            Some(g.subschema_for::<PublicStatus>()),
        ),
        Operation::SendSignInOtp => (
            Some(g.subschema_for::<SignInRequest>()),
            Some(g.subschema_for::<OtpSent>()),
        ),
        Operation::SignIn => (
            Some(g.subschema_for::<SessionRequest>()),
            Some(g.subschema_for::<Account>()),
        ),
        Operation::SignOut | Operation::LeaveWave => (None, None),
        Operation::ShowAccount => (None, Some(g.subschema_for::<Account>())),
        Operation::ReserveCourse => (
            Some(g.subschema_for::<PurchaseRequest>()),
            Some(g.subschema_for::<PurchaseView>()),
        ),
        Operation::CancelPurchase => (None, Some(g.subschema_for::<PurchaseView>())),
        Operation::ShowStatement => (None, Some(g.subschema_for::<Vec<AccountStatement>>())),
        Operation::FileAppeal => (
            Some(g.subschema_for::<AppealRequest>()),
            Some(g.subschema_for::<RevocationView>()),
        ),
        Operation::RateCourse => (
            Some(g.subschema_for::<ReviewRequest>()),
            Some(g.subschema_for::<OwnReview>()),
        ),
        Operation::ShowReviews => (None, Some(g.subschema_for::<CourseReviews>())),
        Operation::ReadAsStaff => (
            Some(g.subschema_for::<SignedCommand>()),
            Some(g.subschema_for::<Read>()),
        ),
        Operation::LinkPayoutAccount => (
            Some(g.subschema_for::<LinkRequest>()),
            Some(g.subschema_for::<PayoutView>()),
        ),
        Operation::UnlinkPayoutAccount => (None, Some(g.subschema_for::<PayoutView>())),
        Operation::AnswerSurvey => (
            Some(g.subschema_for::<SurveyRequest>()),
            Some(g.subschema_for::<PayoutView>()),
        ),
        Operation::SubscribePush => (
            Some(g.subschema_for::<PushRequest>()),
            Some(g.subschema_for::<PushView>()),
        ),
        Operation::UnsubscribePush => (
            Some(g.subschema_for::<PushOffRequest>()),
            Some(g.subschema_for::<PushView>()),
        ),
        Operation::AskEnrolment => (
            Some(g.subschema_for::<EnrolmentRequest>()),
            Some(g.subschema_for::<EnrolmentAsked>()),
        ),
        Operation::ConfirmEnrolment => (
            Some(g.subschema_for::<EnrolmentConfirmation>()),
            Some(g.subschema_for::<RedeemAnswer>()),
        ),
        Operation::RedeemStatus => (
            Some(g.subschema_for::<partner::StatusRequest>()),
            Some(g.subschema_for::<RedeemAnswer>()),
        ),
        Operation::RedeemCommit => (
            Some(g.subschema_for::<CommitRequest>()),
            Some(g.subschema_for::<RedeemAnswer>()),
        ),
        Operation::RedeemCancel => (
            Some(g.subschema_for::<CancelRequest>()),
            Some(g.subschema_for::<RedeemAnswer>()),
        ),
        Operation::ReportAttendance => (
            Some(g.subschema_for::<AttendanceRequest>()),
            Some(g.subschema_for::<RedeemAnswer>()),
        ),
        Operation::ReportProgress => (
            Some(g.subschema_for::<ProgressRequest>()),
            Some(g.subschema_for::<RedeemAnswer>()),
        ),
        Operation::ReportCompletion => (
            Some(g.subschema_for::<CompletionRequest>()),
            Some(g.subschema_for::<RedeemAnswer>()),
        ),
        Operation::DraftCertificate => (
            Some(g.subschema_for::<DraftRequest>()),
            Some(g.subschema_for::<CertificateDraft>()),
        ),
        Operation::TakeCertificate => (
            Some(g.subschema_for::<CertificateRequest>()),
            Some(g.subschema_for::<CertificateReceipt>()),
        ),
        Operation::ReportCertificate => (
            Some(g.subschema_for::<CertificateReport>()),
            Some(g.subschema_for::<RedeemAnswer>()),
        ),
        Operation::BeginCertificate => (
            Some(g.subschema_for::<UploadRequest>()),
            Some(g.subschema_for::<UploadView>()),
        ),
        Operation::ShowCertificateUpload
        | Operation::SendCertificatePart
        | Operation::FinishCertificate => (None, Some(g.subschema_for::<UploadView>())),
        Operation::JoinWave => (
            Some(g.subschema_for::<JoinRequest>()),
            Some(g.subschema_for::<Application>()),
        ),
    }
}

fn responses(endpoint: &Endpoint, success: Option<Schema>, problem: &Schema) -> Map<String, Value> {
    let mut by_status: BTreeMap<u16, Vec<Code>> = BTreeMap::new();
    for code in endpoint.refusals.iter().chain(COMMON_REFUSALS) {
        by_status.entry(status_of(*code)).or_default().push(*code);
    }
    let mut responses: Map<String, Value> = by_status
        .into_iter()
        .map(|(status, codes)| {
            let names: Vec<_> = codes.iter().map(|code| format!("`{code}`")).collect();
            let retry = codes.iter().any(|code| matches!(status_of(*code), 429 | 503));
            let mut response = json!({
                "description": format!("Refused: {}", names.join(", ")),
                "content": { PROBLEM_CONTENT_TYPE: { "schema": problem } },
            });
            if retry && let Some(response) = response.as_object_mut() {
                response.insert("headers".into(), json!({
                    "Retry-After": { "description": "Seconds to wait", "schema": { "type": "integer" } }
                }));
            }
            (status.to_string(), response)
        })
        .collect();
    let mut good = json!({ "description": "Done" });
    if let (Some(schema), Some(good)) = (success, good.as_object_mut()) {
        good.insert(
            "content".into(),
            json!({ "application/json": { "schema": schema } }),
        );
    }
    responses.insert(endpoint.success.to_string(), good);
    responses
}

fn operation(endpoint: &Endpoint, generator: &mut SchemaGenerator, problem: &Schema) -> Value {
    let (body, success) = schemas(endpoint.operation, generator);
    let parameters = super::parameters::of(endpoint);
    let mut operation = json!({
        "operationId": format!("{:?}", endpoint.operation),
        "summary": endpoint.summary,
        "parameters": parameters,
        "responses": responses(endpoint, success, problem),
    });
    if let (Some(body), Some(operation)) = (body, operation.as_object_mut()) {
        operation.insert(
            "requestBody".into(),
            json!({ "required": true, "content": { "application/json": { "schema": body } } }),
        );
    }
    if let (
        Operation::TakeCatalogueFile | Operation::TakeVacancyFile | Operation::SendCertificatePart,
        Some(operation),
    ) = (endpoint.operation, operation.as_object_mut())
    {
        operation.insert(
            "requestBody".into(),
            json!({ "required": true, "content": { "application/octet-stream": {} } }),
        );
    }
    let security = match endpoint.operation {
        Operation::ShowAccount
        | Operation::JoinWave
        | Operation::LeaveWave
        | Operation::ReserveCourse
        | Operation::CancelPurchase
        | Operation::LinkPayoutAccount
        | Operation::UnlinkPayoutAccount
        | Operation::AnswerSurvey
        | Operation::SubscribePush
        | Operation::UnsubscribePush
        | Operation::ShowStatement
        | Operation::BeginCertificate
        | Operation::ShowCertificateUpload
        | Operation::SendCertificatePart
        | Operation::FinishCertificate
        | Operation::FileAppeal
        | Operation::RateCourse => Some("session"),
        Operation::AskEnrolment
        | Operation::ConfirmEnrolment
        | Operation::RedeemStatus
        | Operation::RedeemCommit
        | Operation::RedeemCancel
        | Operation::ReportAttendance
        | Operation::ReportProgress
        | Operation::ReportCompletion
        | Operation::DraftCertificate
        | Operation::TakeCertificate
        | Operation::ReportCertificate => Some("partner"),
        _ => None,
    };
    if let (Some(scheme), Some(operation)) = (security, operation.as_object_mut()) {
        operation.insert("security".into(), json!([{ scheme: [] }]));
    }
    operation
}

/// The whole document.
#[must_use]
pub fn document() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut generator = settings.into_generator();
    let problem = generator.subschema_for::<Problem>();
    let mut paths: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    for endpoint in ENDPOINTS {
        let operation = operation(endpoint, &mut generator, &problem);
        paths
            .entry(endpoint.path)
            .or_default()
            .insert(endpoint.method.as_str().to_lowercase(), operation);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Prakerja",
            "version": "1",
            "description": "Registration, waves and status. Errors are problem details (RFC 9457) with a stable `code`; send `Accept-Language` for Indonesian or English.",
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "paths": paths,
        "components": {
            "schemas": generator.take_definitions(true),
            "securitySchemes": {
                "session": { "type": "apiKey", "in": "cookie", "name": "__Host-session" },
                "partner": {
                    "type": "apiKey", "in": "header", "name": "X-Signature",
                    "description": "HMAC-SHA256 in hexadecimal over method, path, hexadecimal SHA-256 of the body, X-Timestamp and X-Nonce, a line feed between them; with X-Client-Id, X-Timestamp (unix seconds) and X-Nonce (never the same twice)",
                },
            },
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_endpoint_describes_its_good_answer_and_its_refusals() {
        let document = document();
        for endpoint in ENDPOINTS {
            let operation =
                &document["paths"][endpoint.path][endpoint.method.as_str().to_lowercase()];
            let responses = operation["responses"].as_object().unwrap();
            assert!(
                responses.contains_key(&endpoint.success.to_string()),
                "{}",
                endpoint.path
            );
            for code in endpoint.refusals {
                assert!(
                    responses.contains_key(&status_of(*code).to_string()),
                    "{} {code}",
                    endpoint.path
                );
            }
        }
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let document = document();
        let text = document.to_string();
        for reference in text.split("\"$ref\":\"#").skip(1) {
            let pointer = reference.split('"').next().unwrap();
            assert!(document.pointer(pointer).is_some(), "{pointer}");
        }
    }

    #[test]
    fn the_document_in_docs_is_the_one_that_the_code_makes() {
        let file: Value = serde_json::from_str(include_str!("../../../docs/openapi.json")).unwrap();
        assert!(
            file == document(),
            "run: cargo run -p domain --features openapi --example openapi > docs/openapi.json"
        );
    }
}
