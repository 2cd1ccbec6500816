//! What somebody who completed a course says of it: one to five stars, and a text
//! if they like, once for each purchase, changeable for as long as the scheme
//! says. Texts that look like they carry somebody's data or an address wait for
//! staff; whatever staff hide, the writer is told why. Who may see what, and
//! where it is kept, is the edge's business.

mod check;
mod figures;
mod staff;
mod stars;
mod text;
mod view;
mod written;

pub use check::{Finding, check};
pub use figures::Figures;
pub use staff::{Verdict, WaitingReview};
pub use stars::Stars;
pub use text::{MAX_REVIEW_CHARACTERS, ReviewText};
pub use view::{CourseReviews, OwnReview, PublicReview, ReviewRequest, first_name};
pub use written::{HideReason, Moderation, Written};
