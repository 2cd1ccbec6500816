//! What all forms have in common: how they come in, and how a refusal is shown in them.

use crate::http::{Answer, Context, NO_STORE, Refusal, form, form_is_own};
use crate::session;
use app::pages::Page;
use domain::api::Limit;
use domain::messages::{Code, Locale};
use domain::registration::FieldError;
use worker::{Request, Response};

/// What every form goes through before anybody reads its fields: it comes from a page of
/// ours, not too often, and what the phone's worker has added is taken off.
pub(super) async fn fields(
    request: &mut Request,
    context: &Context,
    limit: Limit,
) -> Answer<String> {
    if !form_is_own(request) {
        return Err(Refusal::code(Code::RequestForeignOrigin));
    }
    context.limit(limit).await?;
    let acts = acts(&request.path());
    if acts {
        session::current(context)?;
    }
    let (account, body) = without(&form(request).await?, ACCOUNT);
    match account {
        // A phone that sends a form later than it was filled in names the account.
        Some(tag) => session::is_of(context, &tag).await?,
        // Workers of earlier releases also kept forms while nobody was signed in, and send
        // them when somebody is.
        None if acts && is_sent_by_script(context) => {
            return Err(Refusal::code(Code::AccountOther));
        }
        None => {}
    }
    Ok(body)
}

/// Whether a form is one of those that phones keep until they can be sent: they act for
/// whoever is signed in.
fn acts(path: &str) -> bool {
    let (_, path) = Locale::of_address(path);
    path.starts_with("/akun/") || path.starts_with("/pelatihan/")
}

/// Whether a worker sends it by itself, and not a person who has just pressed a button.
/// Browsers that do not say so are known by what all of our workers accept.
fn is_sent_by_script(context: &Context) -> bool {
    let header = |name| context.headers.get(name).ok().flatten();
    match header("Sec-Fetch-Mode") {
        Some(mode) => mode != "navigate",
        None => header("Accept").as_deref() == Some("text/html"),
    }
}

/// The field that the phone's worker adds (app/worker/outbox.js).
const ACCOUNT: &str = "account";

/// A form without a field, and what the field said, if it said anything.
fn without(body: &str, name: &str) -> (Option<String>, String) {
    let mut found = None;
    let mut rest = form_urlencoded::Serializer::new(String::new());
    for (key, value) in form_urlencoded::parse(body.as_bytes()) {
        if key == name {
            found = found.or(Some(value.into_owned()).filter(|value| !value.is_empty()));
        } else {
            rest.append_pair(&key, &value);
        }
    }
    (found, rest.finish())
}

/// A refusal as a form can show it: at its fields, or as one sentence above.
pub(super) struct Shown {
    pub(super) status: u16,
    pub(super) errors: Vec<FieldError>,
    pub(super) sentence: Option<String>,
    /// Seconds after which it makes sense to try again.
    pub(super) wait: Option<u32>,
}

impl Shown {
    /// What failed on our side is shown in the form too, so that nothing typed
    /// is lost.
    pub(super) fn of(refusal: Refusal, context: &Context) -> Self {
        let (status, errors, sentence, wait) = match refusal {
            Refusal::Fields(errors) => (422, errors, None, None),
            Refusal::Whole(code, params) => (
                domain::api::status_of(code),
                vec![],
                Some(code.sentence(context.locale, &params)),
                params.wait_seconds,
            ),
            Refusal::Broken(error) => {
                worker::console_error!("{}", serde_json::json!({ "broken": error.to_string() }));
                let sentence = Code::Internal.text(context.locale).to_owned();
                (500, vec![], Some(sentence), None)
            }
        };
        Self {
            status,
            errors,
            sentence,
            wait,
        }
    }

    /// The page again, with what is wrong on it.
    pub(super) async fn on(&self, context: &Context, page: &Page) -> Answer<Response> {
        let mut response = crate::http::page(context, page, self.status, NO_STORE).await?;
        if let Some(wait) = self.wait {
            response
                .headers_mut()
                .set("Retry-After", &wait.to_string())?;
        }
        Ok(response)
    }
}

/// The value of a field of a form, empty if it has none.
pub(super) fn value(body: &str, name: &str) -> String {
    form_urlencoded::parse(body.as_bytes())
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_phones_worker_adds_is_no_field_of_the_form() {
        assert_eq!(
            without("q1=a+b&account=tag&q2=%26", ACCOUNT),
            (Some("tag".to_owned()), "q1=a+b&q2=%26".to_owned())
        );
        assert_eq!(without("q1=a", ACCOUNT), (None, "q1=a".to_owned()));
        assert_eq!(without("account=&q1=a", ACCOUNT), (None, "q1=a".to_owned()));
        assert_eq!(
            without("account=one&account=two", ACCOUNT),
            (Some("one".to_owned()), String::new())
        );
    }
}
