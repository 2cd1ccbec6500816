//! The form that sends a certificate without a program: one file in a body of
//! several parts, bounded before it is read.

use crate::http::{Answer, Refusal, bytes_up_to};
use domain::messages::Code;
use std::collections::HashMap;
use worker::{FormEntry, Headers, Method, Request, RequestInit};

/// 6 MB, in bytes – larger than the largest file that is taken, with what stands around it.
const MAX_BODY_BYTES: usize = 6_000_000;

/// A form with one file.
pub struct Form {
    fields: HashMap<String, String>,
    /// The file; empty if none was chosen.
    pub file: Vec<u8>,
}

impl Form {
    /// A field, empty if it has none.
    pub fn field(&self, name: &str) -> &str {
        self.fields
            .get(name)
            .map(String::as_str)
            .unwrap_or_default()
    }
}

/// Reads it. The runtime takes the parts apart, of a body that is here already.
pub async fn read(request: &mut Request, fields: &[&str], file: &str) -> Answer<Form> {
    let kind = request.headers().get("Content-Type")?.unwrap_or_default();
    let read = bytes_up_to(request, "multipart/form-data", MAX_BODY_BYTES).await;
    let bytes = match read {
        Err(Refusal::Whole(Code::RequestTooLarge, _)) => {
            return Err(Refusal::code(Code::CertificateFileTooLarge));
        }
        other => other?,
    };
    let headers = Headers::new();
    headers.set("Content-Type", &kind)?;
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_headers(headers)
        .with_body(Some(js_sys::Uint8Array::from(bytes.as_slice()).into()));
    let malformed = |_| Refusal::code(Code::RequestMalformed);
    let mut again = Request::new_with_init("https://form.invalid/", &init)?;
    let form = again.form_data().await.map_err(malformed)?;
    let mut found = Form {
        fields: HashMap::new(),
        file: Vec::new(),
    };
    for name in fields {
        if let Some(FormEntry::Field(value)) = form.get(name) {
            found.fields.insert((*name).to_owned(), value);
        }
    }
    if let Some(FormEntry::File(given)) = form.get(file) {
        found.file = given.bytes().await?;
    }
    Ok(found)
}
