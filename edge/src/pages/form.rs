//! What all forms have in common: how they come in, and how a refusal is shown in them.

use crate::http::{Answer, Context, NO_STORE, Refusal, form as body, form_is_own};
use crate::sign_in::session;
use app::pages::Page;
use domain::messages::Code;
use domain::page::{Form, Sender};
use domain::registration::FieldError;
use serde::de::DeserializeOwned;
use worker::{Request, Response};

/// What every form goes through before a byte of it is read: it comes from a page of ours, not
/// too often, and from somebody who is signed in, where it acts for them.
pub(crate) async fn guard(request: &Request, context: &Context, form: Form) -> Answer<()> {
    if !form_is_own(request) {
        return Err(Refusal::code(Code::RequestForeignOrigin));
    }
    context.limit(form.limit).await?;
    if form.sender == Sender::Person {
        session::current(context)?;
    }
    Ok(())
}

/// The fields of a form that has passed [`guard`], without what the phone's worker has added.
pub(crate) async fn fields(request: &mut Request, context: &Context, form: Form) -> Answer<String> {
    guard(request, context, form).await?;
    let (account, body) = without(&body(request).await?, ACCOUNT);
    match account {
        // A phone that sends a form later than it was filled in names the account.
        Some(tag) => session::is_of(context, &tag).await?,
        // Workers of earlier releases also kept forms while nobody was signed in, and send
        // them when somebody is.
        None if form.sender == Sender::Person && is_sent_by_script(context) => {
            return Err(Refusal::code(Code::AccountOther));
        }
        None => {}
    }
    Ok(body)
}

/// Reads fields. One that is not sent has its type's default; one that nobody asked for is
/// passed over.
pub(crate) fn parse<T: DeserializeOwned>(body: &str) -> Answer<T> {
    serde_urlencoded::from_str(body).map_err(|_| Refusal::code(Code::RequestMalformed))
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
pub(crate) struct Shown {
    pub(crate) status: u16,
    pub(crate) errors: Vec<FieldError>,
    pub(crate) sentence: Option<String>,
    /// Seconds after which it makes sense to try again.
    pub(crate) wait: Option<u32>,
}

impl Shown {
    /// What failed on our side is shown in the form too, so that nothing typed
    /// is lost.
    pub(crate) fn of(refusal: Refusal, context: &Context) -> Self {
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
    pub(crate) async fn on(&self, context: &Context, page: &Page) -> Answer<Response> {
        let mut response = crate::http::page(context, page, self.status, NO_STORE).await?;
        if let Some(wait) = self.wait {
            response
                .headers_mut()
                .set("Retry-After", &wait.to_string())?;
        }
        Ok(response)
    }
}

/// Answers a form with a page.
pub async fn again(context: &Context, page: &Page) -> Answer<Response> {
    Ok(crate::http::page(context, page, 200, NO_STORE).await?)
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
