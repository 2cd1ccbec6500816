//! The columns of a table.

/// A column of a file.
pub trait Column: Copy + Eq + 'static {
    /// All of them, in the order in which they are written.
    const ALL: &'static [Self];

    /// Its name in the first line of a CSV file and as a JSON key.
    fn as_str(self) -> &'static str;

    /// Whether every file has it; the others may be left out altogether.
    fn needed(self) -> bool;

    /// The column of this name.
    #[must_use]
    fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.as_str() == name)
    }
}

/// Declares a table's columns: name in Rust, name in files, and whether every file
/// has it (`needed`) or it may be left out (`optional`).
macro_rules! columns {
    (@ needed) => { true };
    (@ optional) => { false };
    ($($(#[$doc:meta])* $name:ident = $text:literal, $need:ident;)+) => {
        /// A column of a file, in the order in which they are written.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Column {
            $($(#[$doc])* $name,)+
        }

        impl $crate::exchange::Column for Column {
            const ALL: &'static [Self] = &[$(Self::$name,)+];

            fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            fn needed(self) -> bool {
                match self { $(Self::$name => $crate::exchange::columns!(@ $need),)+ }
            }
        }
    };
}

pub(crate) use columns;
