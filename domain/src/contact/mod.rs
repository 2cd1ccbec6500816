//! How a person is reached: mobile number (proven by a one-time code) and,
//! optionally, e-mail. One contact belongs to one person.

mod email;
mod otp;
mod phone;

pub use email::Email;
pub use otp::{
    Asker, OtpCode, OtpLimits, OtpPurpose, SendRefusal, SentCode, SentCodes, VerifyRefusal,
};
pub use phone::Phone;
