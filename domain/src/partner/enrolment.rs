//! Taking part without a phone of one's own: somebody comes to a training institution
//! (BLK or LPK) with their card, the institution's platform asks for the course, and a
//! one-time code goes to the holder's number by SMS. Who reads the code out at the desk
//! agrees to this course at this price, and to nothing else.

use crate::award::CardNumber;
use crate::money::Rupiah;
use crate::purchase::{CourseCode, Delivery, ScheduleCode};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// `POST /api/partner/v1/enrolment/ask`: the course that somebody at the desk wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EnrolmentRequest {
    /// As it stands on the card.
    pub card_number: CardNumber,
    /// The course.
    pub course_code: CourseCode,
    /// Its schedule: whoever takes part is there in person.
    pub schedule_code: ScheduleCode,
    /// The price that the holder was told, in rupiah.
    pub price: Rupiah,
}

/// What the platform learns, the same for every card: whether one exists, and what is
/// left on it, is told after its holder has agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct EnrolmentAsked {
    /// At this instant the code is void.
    pub expires_at: DateTime<Utc>,
    /// Before this instant no other is sent.
    pub resend_at: DateTime<Utc>,
}

/// `POST /api/partner/v1/enrolment/confirm`: the same with the code that the holder read
/// out. Sent again, it gets the same answer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EnrolmentConfirmation {
    /// As it stands on the card.
    pub card_number: CardNumber,
    /// The course.
    pub course_code: CourseCode,
    /// Its schedule.
    pub schedule_code: ScheduleCode,
    /// The price that the holder was told, in rupiah.
    pub price: Rupiah,
    /// Six digits out of the SMS.
    pub code: String,
}

impl EnrolmentConfirmation {
    /// What the code agrees to.
    #[must_use]
    pub fn request(&self) -> EnrolmentRequest {
        EnrolmentRequest {
            card_number: self.card_number.clone(),
            course_code: self.course_code.clone(),
            schedule_code: self.schedule_code.clone(),
            price: self.price,
        }
    }
}

/// Whether a course is taken in person, as this way of taking part asks: the regular
/// route is for people without digital access.
#[must_use]
pub const fn is_in_person(delivery: Delivery) -> bool {
    matches!(delivery, Delivery::InClass { .. })
}
