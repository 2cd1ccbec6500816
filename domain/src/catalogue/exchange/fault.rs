//! What is wrong with a file, where exactly. Problems are codes; their English is
//! for logs and developers.

use crate::catalogue::{
    Broken, ChoiceError, CourseId, IdError, InstitutionId, PlatformId, TextError,
};
use std::borrow::Cow;

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)+) => {
        /// A column of a file, in the order in which they are written.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Column {
            $($(#[$doc])* $name,)+
        }

        impl Column {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Its name in the first line of a CSV file and as a JSON key.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }
        }
    };
}

columns! {
    /// The course's code.
    Id = "id";
    /// The institution's code.
    Institution = "institution";
    /// Title.
    Title = "title";
    /// What it teaches; may be empty.
    Summary = "summary";
    /// Code of the field of work.
    Field = "field";
    /// Code of the level.
    Level = "level";
    /// Code of the mode.
    Mode = "mode";
    /// Whole hours.
    Hours = "hours";
    /// Whole rupiah.
    OutsidePrice = "outside_price";
    /// Platforms and their prices; may be empty.
    Offers = "offers";
    /// What those platforms asked before; may be empty.
    EarlierPrices = "earlier_prices";
    /// `identical` or `similar`, or empty together with the next.
    FreeLikeness = "free_likeness";
    /// Where the free course is.
    FreeAt = "free_at";
    /// Mean of the stars in tenths, or empty together with the next.
    RatingTenths = "rating_tenths";
    /// People who rated.
    RatingCount = "rating_count";
    /// People who completed it; none if empty.
    Completed = "completed";
    /// When and where; may be empty.
    Schedules = "schedules";
}

impl Column {
    /// The column of this name.
    pub(super) fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.as_str() == name)
    }

    /// Columns that every file has; the others may be left out altogether.
    pub(super) const fn needed(self) -> bool {
        matches!(
            self,
            Self::Id
                | Self::Institution
                | Self::Title
                | Self::Field
                | Self::Level
                | Self::Mode
                | Self::Hours
                | Self::OutsidePrice
        )
    }
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// More than [`super::FILE_BYTES`].
    FileTooLarge,
    /// More than [`super::FILE_COURSES`].
    TooManyCourses,
    /// More than [`super::FILE_FAULTS`]; what follows was not read.
    TooManyFaults,
    /// No line at all.
    FileEmpty,
    /// Not UTF-8.
    Encoding,
    /// A line that is no JSON object.
    Json,
    /// A JSON value of a kind that the column does not take.
    JsonKind,
    /// A column that there is none of.
    ColumnUnknown,
    /// A column that is there twice.
    ColumnTwice,
    /// A column that has to be there.
    ColumnMissing,
    /// A row with another number of cells than the first line.
    CellCount {
        /// In the first line.
        expected: usize,
        /// In this row.
        found: usize,
    },
    /// Nothing where something is needed.
    Empty,
    /// No code of its kind.
    Code,
    /// None of the choices.
    Choice,
    /// A text that is refused.
    Text(TextError),
    /// Not a whole number in plain digits.
    Number,
    /// A number out of bounds.
    Bounds,
    /// An entry of a list, counted from 1, that cannot be read.
    Item(usize),
    /// An earlier price of a platform that does not offer the course.
    NotOffered(PlatformId),
    /// Nobody knows this institution.
    InstitutionUnknown(InstitutionId),
    /// Nobody knows this platform.
    PlatformUnknown(PlatformId),
    /// The course stands in an earlier line already.
    CourseTwice {
        /// Which course.
        id: CourseId,
        /// Where it stands first.
        first: u32,
    },
    /// The course breaks a rule.
    Broken(Broken),
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::FileTooLarge => "the file is too large",
            Self::TooManyCourses => "the file has too many courses",
            Self::TooManyFaults => "too many faults to go on",
            Self::FileEmpty => "the file is empty",
            Self::Encoding => "not UTF-8",
            Self::Json => "not a JSON object",
            Self::JsonKind => "a JSON value of the wrong kind",
            Self::ColumnUnknown => "there is no such column",
            Self::ColumnTwice => "the column is there twice",
            Self::ColumnMissing => "the column is missing",
            Self::Empty => "empty",
            Self::Code => "not a code of its kind",
            Self::Choice => "not one of the choices",
            Self::Number => "not a whole number in plain digits",
            Self::Bounds => "a number out of bounds",
            Self::CellCount { expected, found } => {
                return write!(f, "{found} cells instead of {expected}");
            }
            Self::Text(error) => return error.fmt(f),
            Self::Item(number) => return write!(f, "entry {number} cannot be read"),
            Self::NotOffered(id) => return write!(f, "{id} does not offer it"),
            Self::InstitutionUnknown(id) => return write!(f, "{id} is not known"),
            Self::PlatformUnknown(id) => return write!(f, "{id} is not known"),
            Self::CourseTwice { id, first } => {
                return write!(f, "{id} stands in line {first} already");
            }
            Self::Broken(broken) => return broken.fmt(f),
        })
    }
}

impl From<IdError> for Problem {
    fn from(_: IdError) -> Self {
        Self::Code
    }
}

impl From<ChoiceError> for Problem {
    fn from(_: ChoiceError) -> Self {
        Self::Choice
    }
}

impl From<TextError> for Problem {
    fn from(error: TextError) -> Self {
        Self::Text(error)
    }
}

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Line of the file, from 1; of a row with line breaks inside, its first.
    pub line: u32,
    /// Name of the column, where it is one's fault.
    pub column: Option<Cow<'static, str>>,
    /// What is wrong.
    pub problem: Problem,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.column {
            None => write!(f, "line {}: {}", self.line, self.problem),
            Some(column) => write!(f, "line {}, {column}: {}", self.line, self.problem),
        }
    }
}

impl std::error::Error for Fault {}

impl Fault {
    /// A fault of a whole line.
    pub(super) const fn of_line(line: u32, problem: Problem) -> Self {
        Self {
            line,
            column: None,
            problem,
        }
    }

    /// A fault in a column.
    pub(super) const fn in_column(line: u32, column: Column, problem: Problem) -> Self {
        Self {
            line,
            column: Some(Cow::Borrowed(column.as_str())),
            problem,
        }
    }

    /// A fault of a name that is no column, or is there twice.
    pub(super) fn of_name(line: u32, name: &str, problem: Problem) -> Self {
        // Whoever sends a megabyte as a name need not get it back.
        let name: String = name.chars().take(40).collect();
        Self {
            line,
            column: Some(Cow::Owned(name)),
            problem,
        }
    }
}
