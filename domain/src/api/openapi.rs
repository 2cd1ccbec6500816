//! The OpenAPI 3.1 document, made of the endpoint table and of the types'
//! own schemas. Nothing in it is written by hand but summaries.

use super::problem::{PROBLEM_CONTENT_TYPE, Problem, status_of};
use super::{Body, Caller, ENDPOINTS, Endpoint, Operation};
use crate::messages::Code;
use schemars::{Schema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

fn responses(endpoint: &Endpoint, success: Option<Schema>, problem: &Schema) -> Map<String, Value> {
    let mut by_status: BTreeMap<u16, Vec<Code>> = BTreeMap::new();
    for code in endpoint.refusals() {
        by_status.entry(status_of(code)).or_default().push(code);
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

fn operation(
    name: Operation,
    endpoint: &Endpoint,
    generator: &mut SchemaGenerator,
    problem: &Schema,
) -> Value {
    let success = endpoint.gives.map(|describe| describe(generator));
    let parameters = super::parameters::of(endpoint);
    let mut operation = json!({
        "operationId": format!("{name:?}"),
        "summary": endpoint.summary,
        "parameters": parameters,
        "responses": responses(endpoint, success, problem),
    });
    let body = match (endpoint.body, endpoint.takes) {
        (Body::Json, Some(describe)) => {
            Some(json!({ "application/json": { "schema": describe(generator) } }))
        }
        (Body::Bytes, _) => Some(json!({ "application/octet-stream": {} })),
        _ => None,
    };
    if let (Some(content), Some(operation)) = (body, operation.as_object_mut()) {
        operation.insert(
            "requestBody".into(),
            json!({ "required": true, "content": content }),
        );
    }
    let security = match endpoint.caller {
        Caller::Anybody => None,
        Caller::Person => Some("session"),
        Caller::Platform => Some("partner"),
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
    for (name, endpoint) in ENDPOINTS {
        let operation = operation(*name, endpoint, &mut generator, &problem);
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
        for (_, endpoint) in ENDPOINTS {
            let operation =
                &document["paths"][endpoint.path][endpoint.method.as_str().to_lowercase()];
            let responses = operation["responses"].as_object().unwrap();
            assert!(
                responses.contains_key(&endpoint.success.to_string()),
                "{}",
                endpoint.path
            );
            for code in endpoint.refusals() {
                assert!(
                    responses.contains_key(&status_of(code).to_string()),
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
