//! Signing in without JavaScript: NIK, then the code, then back to where it was needed.

use crate::http::{Answer, Context, NO_STORE, Refusal, page, see_other};
use crate::pages::form::{Shown, again};
use crate::sign_in::session;
use app::pages::{BACK, Page as Shell, SignInPage};
use domain::api::Limit;
use domain::catalogue::CourseId;
use domain::messages::Code;
use domain::page::Page;
use domain::purchase::PurchaseId;
use domain::registration::{Field, FieldError};
use serde::Deserialize;
use worker::{Request, Response};

/// A page that somebody comes back to after signing in: one of a few of ours, so that
/// no address that somebody was sent leads anywhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ReturnPath(String);

impl ReturnPath {
    /// Of the page that a path shows or whose form it takes.
    fn of(path: &str) -> Option<Self> {
        let (address, value) = crate::pages::find::find(path)?;
        let page = address.back?;
        let is_known = match page {
            Page::Course => CourseId::parse(&value).is_ok_and(|id| id.to_string() == value),
            Page::Review => PurchaseId::parse(&value).is_ok(),
            Page::Survey => {
                let digits = value.bytes().all(|byte| byte.is_ascii_digit());
                digits && value.parse::<u32>().is_ok()
            }
            _ => value.is_empty(),
        };
        is_known.then(|| Self(page.path_of(&value)))
    }

    /// Of what a form or an address says, which anybody may have written.
    fn parse(said: &str) -> Option<Self> {
        Self::of(said).filter(|path| path.0 == said)
    }
}

/// The page, from which one comes back to where its address says.
pub async fn show(request: &Request, context: &Context) -> Answer<Response> {
    let url = request.url()?;
    let said = url.query_pairs().find(|(name, _)| name == BACK);
    let back = said.and_then(|(_, path)| ReturnPath::parse(&path));
    if back.is_none() {
        return Ok(crate::pages::file::asset(request.clone()?, context).await?);
    }
    let shown = needed(context, back.as_ref());
    Ok(page(context, &shown, 200, "private, no-cache").await?)
}

/// The page for somebody who came without a session.
fn needed(context: &Context, back: Option<&ReturnPath>) -> Shell {
    let page = SignInPage {
        notice: Some(Code::SignInNeeded.text(context.locale)),
        back: back.map(|path| path.0.as_str()),
        ..SignInPage::default()
    };
    app::pages::sign_in(context.locale, page)
}

/// Leads whoever wants to see a page without being signed in there, and then back.
pub fn lead(context: &Context, path: &str) -> Answer<Response> {
    let there = match ReturnPath::of(path) {
        Some(back) => format!("/masuk/?{BACK}={}", back.0),
        None => "/masuk/".to_owned(),
    };
    Ok(see_other(context.locale, &there)?)
}

/// Answers a form that only somebody who is signed in may send. It is not done for
/// whoever signs in: they are led back to its page, and press the button themselves.
pub async fn ask(context: &Context, path: &str) -> Answer<Response> {
    let shown = needed(context, ReturnPath::of(path).as_ref());
    let status = domain::api::status_of(Code::SignInNeeded);
    Ok(page(context, &shown, status, NO_STORE).await?)
}

/// Either form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SignInForm {
    nik: String,
    challenge: String,
    otp: String,
    /// A registration number or a backup code, once it was asked for.
    second: String,
    /// Which button, where there are two.
    go: String,
    /// [`BACK`].
    kembali: String,
}

/// Answers either form.
pub async fn send(context: &Context, form: SignInForm) -> Answer<Response> {
    let challenge = form.challenge;
    let back = ReturnPath::parse(&form.kembali);
    let typed = SignInPage {
        nik: &form.nik,
        otp: &form.otp,
        second: Some(form.second.as_str()).filter(|second| !second.is_empty()),
        back: back.as_ref().map(|path| path.0.as_str()),
        ..SignInPage::default()
    };
    if challenge.is_empty() || form.go == "resend" {
        context.limit(Limit::SendCode).await?;
        return send_code(context, &challenge, typed).await;
    }
    match session::sign_in(context, &challenge, &form.otp, Some(&form.second)).await {
        Ok((_, session)) => {
            let there = typed.back.unwrap_or("/akun/");
            let mut response = see_other(context.locale, there)?;
            session.begin(&mut response)?;
            Ok(response)
        }
        Err(refusal) => {
            let challenge = Some(challenge.as_str());
            let needs_second = matches!(refusal, Refusal::Whole(Code::SecondAnswerNeeded, _));
            // The code was right, and stays good.
            let typed = SignInPage {
                otp: if needs_second { typed.otp } else { "" },
                second: typed.second.or(needs_second.then_some("")),
                ..typed
            };
            refuse(context, challenge, typed, &at_the_code(refusal, context)).await
        }
    }
}

async fn send_code(context: &Context, challenge: &str, typed: SignInPage<'_>) -> Answer<Response> {
    match session::send_otp(context, typed.nik).await {
        Ok(sent) => {
            let challenge = Some(sent.challenge.as_str());
            let shown = SignInPage {
                challenge,
                otp: "",
                ..typed
            };
            again(context, &app::pages::sign_in(context.locale, shown)).await
        }
        Err(refusal) => {
            // Somebody who comes back too soon still has the code that went out.
            let known = Some(challenge).filter(|challenge| !challenge.is_empty());
            refuse(context, known, typed, &Shown::of(refusal, context)).await
        }
    }
}

/// The form for a code on paper.
pub async fn show_paper(context: &Context) -> Answer<Response> {
    let page = app::pages::sign_in_on_paper(context.locale, "", &[], None);
    again(context, &page).await
}

/// NIK and code on paper.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PaperForm {
    nik: String,
    otp: String,
}

/// Signs in with a code on paper.
pub async fn send_paper(context: &Context, form: PaperForm) -> Answer<Response> {
    match session::sign_in_on_paper(context, &form.nik, &form.otp).await {
        Ok((_, session)) => {
            let mut response = see_other(context.locale, "/akun/")?;
            session.begin(&mut response)?;
            Ok(response)
        }
        Err(refusal) => {
            let shown = at_the_code(refusal, context);
            let sentence = shown.sentence.as_deref();
            let page =
                app::pages::sign_in_on_paper(context.locale, &form.nik, &shown.errors, sentence);
            shown.on(context, &page).await
        }
    }
}

/// The same form again, with what is wrong.
async fn refuse(
    context: &Context,
    challenge: Option<&str>,
    typed: SignInPage<'_>,
    shown: &Shown,
) -> Answer<Response> {
    let page = SignInPage {
        challenge,
        errors: &shown.errors,
        notice: shown.sentence.as_deref(),
        ..typed
    };
    let page = app::pages::sign_in(context.locale, page);
    shown.on(context, &page).await
}

/// What is wrong with a code is said at its field.
pub(crate) fn at_the_code(refusal: Refusal, context: &Context) -> Shown {
    match refusal {
        Refusal::Whole(
            code @ (Code::OtpWrong
            | Code::OtpUsedUp
            | Code::OtpExpired
            | Code::OtpLocked
            | Code::BackupCodeWrong),
            params,
        ) => Shown {
            status: domain::api::status_of(code),
            wait: params.wait_seconds,
            errors: vec![FieldError {
                field: Field::Otp,
                code,
                params,
            }],
            sentence: None,
        },
        other => Shown::of(other, context),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_comes_back_to_the_page_whose_form_one_wanted_to_send() {
        let id = "0123456789abcdef0123456789abcdef";
        for (path, back) in [
            ("/pelatihan/K00042/beli/".to_owned(), "/pelatihan/K00042/"),
            ("/pelatihan/K00042/beli".to_owned(), "/pelatihan/K00042/"),
            ("/pelatihan/K00042/".to_owned(), "/pelatihan/K00042/"),
            ("/akun/keberatan/".to_owned(), "/akun/keberatan/"),
            ("/akun/survei/2/".to_owned(), "/akun/survei/2/"),
            (
                format!("/akun/ulasan/{id}/"),
                "/akun/ulasan/0123456789abcdef0123456789abcdef/",
            ),
        ] {
            assert_eq!(ReturnPath::of(&path).unwrap().0, back, "{path}");
            assert!(ReturnPath::parse(back).is_some(), "{back}");
        }
        // Their forms stand on the account.
        for path in ["/akun/gabung/", "/akun/rekening/lepas/", "/akun/", "/"] {
            assert_eq!(ReturnPath::of(path), None, "{path}");
        }
    }

    #[test]
    fn no_address_leads_away_from_here() {
        for said in [
            "//jahat.example/",
            "https://jahat.example/pelatihan/K00042/",
            "/\\jahat.example/",
            "/pelatihan//jahat.example/",
            "/pelatihan/K00042/beli/",
            "/pelatihan/K00042",
            "/pelatihan/K00042/?a=b",
            "/pelatihan/K00042/%0d%0aSet-Cookie:a=b/",
            "/pelatihan/k00042/",
            "/akun/survei/+1/",
            "/akun/survei//",
            "/akun/ulasan/../../jahat/",
            "",
        ] {
            assert_eq!(ReturnPath::parse(said), None, "{said}");
        }
    }
}
