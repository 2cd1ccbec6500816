//! SNAP's response codes: HTTP status, service, case, such as `4043811`.

/// A response code, read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResponseCode {
    /// As HTTP means it.
    pub http: u16,
    /// Which of the services answers.
    pub service: u8,
    /// What happened.
    pub case: u8,
}

impl ResponseCode {
    /// Reads seven digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let right = text.len() == 7 && text.bytes().all(|byte| byte.is_ascii_digit());
        Some(Self {
            http: text.get(..3).filter(|_| right)?.parse().ok()?,
            service: text.get(3..5)?.parse().ok()?,
            case: text.get(5..)?.parse().ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seven_digits_are_a_code_and_nothing_else_is() {
        let code = ResponseCode::parse("4043811").unwrap();
        assert_eq!((code.http, code.service, code.case), (404, 38, 11));
        for bad in ["", "200", "20038001", "2003x00", "٤٠٤٣٨١"] {
            assert_eq!(ResponseCode::parse(bad), None, "{bad}");
        }
    }
}
