//! The API's description of itself (`/api/v1/openapi.json`), held against every
//! answer: the status must be described there, and the body must fit.

use crate::answer::Answer;
use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// The description, with schemas made ready as they are needed.
pub struct Contract {
    document: Value,
    validators: Mutex<HashMap<String, Arc<Validator>>>,
}

impl Contract {
    /// Asks the edge for it.
    pub fn read(edge: &str) -> Self {
        let mut answer = ureq::get(format!("{edge}/api/v1/openapi.json"))
            .call()
            .unwrap();
        Self {
            document: answer.body_mut().read_json().unwrap(),
            validators: Mutex::default(),
        }
    }

    /// Panics if the API answers what it does not describe.
    pub fn check(&self, method: &str, path: &str, answer: &Answer) {
        let call = format!("{method} {path} → {}", answer.status);
        let path = path.split('?').next().unwrap_or_default();
        let template = self.template(path);
        let operation = template.and_then(|template| {
            let method = if method == "HEAD" { "GET" } else { method };
            self.document["paths"][template].get(method.to_lowercase())
        });
        let Some(operation) = operation else {
            // No such operation: a problem, and one that says so.
            let expected = if template.is_some() { 405 } else { 404 };
            assert_eq!(answer.status, expected, "{call}: {}", answer.text);
            self.fits(
                &call,
                &json!({ "$ref": "#/components/schemas/Problem" }),
                answer,
            );
            assert_eq!(
                answer.header("content-type"),
                Some("application/problem+json"),
                "{call}"
            );
            return;
        };
        let response = &operation["responses"][answer.status.to_string()];
        assert!(
            response.is_object(),
            "{call} is not described: {}",
            answer.text
        );
        match response["content"].as_object() {
            None => assert_eq!(answer.text, "", "{call} is described without a body"),
            Some(_) if method == "HEAD" => assert_eq!(answer.text, "", "{call}"),
            Some(content) => {
                let kind = answer.header("content-type").unwrap_or_default();
                let Some(described) = content.get(kind) else {
                    panic!("{call}: content type {kind:?} is not described");
                };
                self.fits(&call, &described["schema"], answer);
            }
        }
        if matches!(answer.status, 429 | 503) {
            assert!(
                answer.retry_after().is_some(),
                "{call} says no time to wait"
            );
        }
    }

    fn template(&self, path: &str) -> Option<&str> {
        let paths = self.document["paths"].as_object()?;
        let same = |template: &str| {
            let (mut ours, mut theirs) = (path.split('/'), template.split('/'));
            loop {
                match (ours.next(), theirs.next()) {
                    (None, None) => return true,
                    (Some(a), Some(b)) if a == b || b.starts_with('{') && !a.is_empty() => {}
                    _ => return false,
                }
            }
        };
        paths
            .keys()
            .map(String::as_str)
            .find(|template| same(template))
    }

    fn fits(&self, call: &str, schema: &Value, answer: &Answer) {
        let validator = self.validator(schema);
        let errors: Vec<String> = validator
            .iter_errors(&answer.json())
            .map(|error| format!("{} at {}", error, error.instance_path))
            .collect();
        assert!(
            errors.is_empty(),
            "{call} is not as described: {errors:?}\n{}",
            answer.text
        );
    }

    fn validator(&self, schema: &Value) -> Arc<Validator> {
        let mut validators = self.validators.lock().unwrap();
        let made = validators.entry(schema.to_string()).or_insert_with(|| {
            let whole = json!({ "allOf": [schema], "components": self.document["components"] });
            Arc::new(jsonschema::draft202012::new(&whole).unwrap())
        });
        Arc::clone(made)
    }
}
