//! What a catalogue is made of. Every type can only be made from what it
//! allows; what concerns several of them together is in `check` and `whole`.

mod amount;
mod check;
mod choice;
mod course;
mod directory;
mod id;
mod place;
mod text;
mod whole;

pub use amount::{AmountError, Hours, Price, Rating};
pub use check::Broken;
pub(crate) use choice::choices;
pub use choice::{ChoiceError, Field, Level, Mode};
pub use course::{Course, Described, EarlierPrice, FreeEquivalent, Likeness, Offer, Schedule};
pub use directory::{Directory, DirectoryError, Institution, Platform};
pub use id::{CourseId, IdError, InstitutionId, PlatformId};
pub use place::{Area, Place, PlaceError};
pub(crate) use text::check as check_text;
pub use text::{SUMMARY_LENGTH, Summary, TITLE_LENGTH, TextError, Title};
pub use whole::{Catalogue, CatalogueError};
