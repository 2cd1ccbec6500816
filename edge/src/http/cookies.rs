//! What a browser is told to send back: who is signed in, and whether the phone is theirs.

use super::Context;
use worker::{Response, Result};

const SESSION: &str = "__Host-session";
/// By which name a phone tells accounts apart (`session::tag`). It opens nothing.
const ACCOUNT: &str = "__Host-account";
const BORROWED: &str = "__Host-borrowed";
/// A device on which somebody has signed in. It opens nothing: whoever asks for a code there
/// draws on a budget of their own.
const DEVICE: &str = "__Host-device";

/// As long as a session lives at most, in seconds.
const SESSION_SECONDS: u32 = 43_200;
/// 400 days – the longest that browsers keep a cookie.
const DEVICE_SECONDS: u32 = 34_560_000;

/// A session that has just begun.
pub struct Session {
    /// The token that opens it.
    pub token: String,
    /// What the phone calls its account.
    pub tag: String,
    /// What the device is known by, if it is the person's own.
    pub device: Option<String>,
}

impl Session {
    /// Has the browser send it from here on.
    pub fn begin(&self, response: &mut Response) -> Result<()> {
        let headers = response.headers_mut();
        headers.append("Set-Cookie", &of_session(SESSION, &self.token))?;
        headers.append("Set-Cookie", &of_session(ACCOUNT, &self.tag))?;
        match &self.device {
            Some(device) => {
                let cookie = private(DEVICE, device, DEVICE_SECONDS);
                headers.append("Set-Cookie", &cookie)
            }
            None => Ok(()),
        }
    }

    /// Has the browser forget whichever it has.
    pub fn end(response: &mut Response) -> Result<()> {
        let headers = response.headers_mut();
        for name in [SESSION, ACCOUNT] {
            headers.append("Set-Cookie", &gone(name))?;
        }
        Ok(())
    }
}

/// The session has ended, so its account is named no more. The session itself is left to run
/// out: somebody may have signed in since this was asked.
pub fn name_nobody(response: &mut Response) -> Result<()> {
    response.headers_mut().append("Set-Cookie", &gone(ACCOUNT))
}

/// Has the browser name the account of a session that began before it had a name.
pub fn name_account(response: &mut Response, tag: &str) -> Result<()> {
    let headers = response.headers_mut();
    headers.append("Set-Cookie", &of_session(ACCOUNT, tag))
}

/// The phone is not the person's own, until the browser is closed. Scripts read it, so
/// that they keep nothing either.
pub fn borrow(response: &mut Response) -> Result<()> {
    let cookie = format!("{BORROWED}=1; Path=/; Secure; SameSite=Lax");
    let headers = response.headers_mut();
    headers.append("Set-Cookie", &gone(DEVICE))?;
    headers.append("Set-Cookie", &cookie)
}

/// The phone is given back.
pub fn give_back(response: &mut Response) -> Result<()> {
    let cookie = format!("{BORROWED}=; Path=/; Secure; SameSite=Lax; Max-Age=0");
    response.headers_mut().append("Set-Cookie", &cookie)
}

fn of_session(name: &str, value: &str) -> String {
    private(name, value, SESSION_SECONDS)
}

fn private(name: &str, value: &str, seconds: u32) -> String {
    format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={seconds}")
}

fn gone(name: &str) -> String {
    format!("{name}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0")
}

impl Context {
    /// The session token that the browser sent.
    pub fn session(&self) -> Option<String> {
        self.cookie(SESSION)
    }

    /// What the phone calls the account that is signed in on it, as the browser says.
    pub fn account_tag(&self) -> Option<String> {
        self.session()?;
        let is_tag = |value: &String| {
            let letters = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
            value.len() <= 32 && !value.is_empty() && value.bytes().all(letters)
        };
        self.cookie(ACCOUNT).filter(is_tag)
    }

    /// What this device is known by, as the browser says; none on somebody else's.
    pub fn device(&self) -> Option<String> {
        let is_ours = |value: &String| crate::crypto::is_secret(value);
        self.cookie(DEVICE)
            .filter(is_ours)
            .filter(|_| !self.is_borrowed())
    }

    /// Whether somebody has said that this is not their phone: then nothing of
    /// theirs is to stay on it.
    pub fn is_borrowed(&self) -> bool {
        self.cookie(BORROWED).as_deref() == Some("1")
    }

    fn cookie(&self, name: &str) -> Option<String> {
        let cookies = self.headers.get("Cookie").ok()??;
        cookies
            .split(';')
            .filter_map(|cookie| cookie.trim().split_once('='))
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.to_owned())
    }
}
