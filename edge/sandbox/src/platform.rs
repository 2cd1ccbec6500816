//! A course platform's counter, to be played by hand: the code that a participant
//! shows is redeemed here, and attendance, progress and the end are reported,
//! each by a signed call to the edge's partner API.

use crate::clock;
use crate::html::{escape, page, reply};
use chrono::{DateTime, Utc};
use data_encoding::BASE64URL_NOPAD;
use domain::credential::{CredentialDraft, Unsigned};
use domain::partner::sign::{CLIENT_ID, ClientSecret, NONCE, Nonce, SIGNATURE, TIMESTAMP, sign};
use ed25519_dalek::{Signer, SigningKey};
use serde_json::{Value, json};
use worker::{Env, Error, Fetch, Headers, Method, Request, RequestInit, Response, Result};

/// What can be done at the counter: path, label in both languages.
const OPERATIONS: [(&str, &str, &str); 7] = [
    ("redeem-code/status", "Periksa kode", "Look the code up"),
    ("redeem-code/commit", "Tukar kode", "Redeem"),
    ("attendance", "Hadir di sesi", "Was there"),
    ("progress", "Kemajuan 100 %", "Progress 100 %"),
    ("completion", "Lapor selesai", "Completed"),
    ("redeem-code/cancel", "Batalkan", "Cancel"),
    (
        "credential",
        "Terbitkan sertifikat",
        "Issue the certificate",
    ),
];

/// Fields of the form: name, label, what is in it at first.
const FIELDS: [(&str, &str, &str); 7] = [
    ("platform", "Platform (P01 …)", "P01"),
    ("course", "Kode pelatihan (K00001 …)", ""),
    ("code", "Kode tukar", ""),
    ("invoice", "Nomor pesanan", "INV-1"),
    ("account", "Akun di platform", "akun-1"),
    ("session", "Sesi ke-", "1"),
    ("name", "Nama peserta (untuk sertifikat)", ""),
];

/// `GET /platform`, and the same after a call.
pub fn html(typed: &dyn Fn(&str) -> Option<String>, told: Option<&str>) -> Result<Response> {
    let fields: String = FIELDS
        .iter()
        .map(|(name, label, first)| {
            let value = typed(name).unwrap_or_else(|| (*first).to_owned());
            format!(
                "<p><label for=\"{name}\">{label}</label><br><input id=\"{name}\" name=\"{name}\" value=\"{}\"></p>",
                escape(&value)
            )
        })
        .collect();
    let buttons: String = OPERATIONS
        .iter()
        .map(|(path, id, en)| {
            format!("<button name=\"operation\" value=\"{path}\">{id} <span lang=\"en\">{en}</span></button> ")
        })
        .collect();
    let told = told.map_or_else(String::new, |told| {
        format!(
            "<section><h2>Jawaban <span lang=\"en\">Answer</span></h2><pre>{}</pre></section>",
            escape(told)
        )
    });
    let body = format!(
        "<h1>Loket platform <span lang=\"en\">A platform's counter</span></h1>
        <p>Memerankan platform pelatihan lewat API mitra yang bertanda tangan. <span lang=\"en\">Plays a course platform by signed calls to the partner API.</span></p>
        {told}<form method=\"post\" action=\"/platform\">{fields}<p class=\"row\">{buttons}</p></form>"
    );
    reply(&page("Platform", "", &body))
}

/// `POST /platform`: makes the call and shows what the edge answered.
pub async fn call(env: &Env, form: &str) -> Result<Response> {
    let typed = |name: &str| {
        form_urlencoded::parse(form.as_bytes())
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    };
    let of = |name: &str| typed(name).unwrap_or_default();
    let operation = of("operation");
    let Some((path, ..)) = OPERATIONS.iter().find(|(path, ..)| *path == operation) else {
        return Response::error("no such operation", 400);
    };
    let now = clock::now(env).await?;
    let code = of("code");
    let body = match *path {
        "attendance" => json!({
            "redeem_code": code, "invoice_code": of("invoice"),
            "sequence": of("session").parse::<u32>().unwrap_or(1),
            "attendance_status": "present", "reported_at": now,
        }),
        "progress" => json!({
            "redeem_code": code, "invoice_code": of("invoice"),
            "progress": 100, "reported_at": now,
        }),
        "completion" => json!({
            "redeem_code": code, "invoice_code": of("invoice"), "status": "completed",
        }),
        "credential" => {
            let asked = json!({ "redeem_code": code, "invoice_code": of("invoice") });
            let platform = of("platform");
            let (status, draft) = send(env, &platform, "credential/draft", &asked, now).await?;
            if status != 200 {
                return html(&typed, Some(&format!("{status}\n{draft}")));
            }
            let draft: CredentialDraft = serde_json::from_str(&draft)?;
            let jwt = signed(env, &draft, &of("name"))?;
            json!({ "redeem_code": code, "invoice_code": of("invoice"), "credential": jwt })
        }
        "redeem-code/commit" => json!({
            "redeem_code": code, "course_code": of("course"),
            "invoice_code": of("invoice"), "account": of("account"),
        }),
        _ => json!({ "redeem_code": code, "course_code": of("course") }),
    };
    let (status, answer) = send(env, &of("platform"), path, &body, now).await?;
    let shown = serde_json::from_str::<Value>(&answer)
        .and_then(|answer| serde_json::to_string_pretty(&answer))
        .unwrap_or(answer);
    html(&typed, Some(&format!("{status}\n{shown}")))
}

/// The certificate of a draft, signed as its institution does: all institutions
/// of this machine share one key.
fn signed(env: &Env, draft: &CredentialDraft, holder: &str) -> Result<String> {
    let broken = || Error::RustError("INSTITUTION_KEY is no key".to_owned());
    let key = env.var("INSTITUTION_KEY")?.to_string();
    let key = BASE64URL_NOPAD.decode(key.as_bytes()).ok();
    let key: [u8; 32] = key.and_then(|key| key.try_into().ok()).ok_or_else(broken)?;
    let claims = draft.credential("Lembaga", holder).claims();
    let unsigned = Unsigned::new(&format!("{}#1", draft.issuer), &claims);
    let signature = SigningKey::from_bytes(&key).sign(unsigned.bytes());
    Ok(unsigned.signed(&signature.to_bytes()))
}

async fn send(
    env: &Env,
    platform: &str,
    path: &str,
    body: &Value,
    now: DateTime<Utc>,
) -> Result<(u16, String)> {
    let broken = || Error::RustError("PLATFORM_KEY is no secret".to_owned());
    let key = env.var("PLATFORM_KEY")?.to_string();
    let bytes = BASE64URL_NOPAD
        .decode(key.as_bytes())
        .map_err(|_| broken())?;
    let secret = ClientSecret::new(&bytes).ok_or_else(broken)?;
    // Two calls in one millisecond would need two hands.
    let millis = worker::Date::now().as_millis();
    let nonce = Nonce::parse(&format!("sandbox-{}-{millis}", path.len())).map_err(|_| broken())?;
    let path = format!("/api/partner/v1/{path}");
    let body = body.to_string();
    let signature = sign(&secret, "POST", &path, body.as_bytes(), now, &nonce);
    let headers = Headers::new();
    for (name, value) in [
        ("Content-Type", "application/json"),
        (CLIENT_ID, &format!("client-{platform}")),
        (TIMESTAMP, &now.timestamp().to_string()),
        (NONCE, nonce.as_str()),
        (SIGNATURE, &signature),
    ] {
        headers.set(name, value)?;
    }
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_headers(headers)
        .with_body(Some(body.into()));
    let url = format!("{}{path}", env.var("EDGE_URL")?);
    let mut answer = Fetch::Request(Request::new_with_init(&url, &init)?)
        .send()
        .await?;
    Ok((answer.status_code(), answer.text().await?))
}
