//! Why a file is not kept.

use crate::messages::Code;

/// What is wrong with an uploaded file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileRefused {
    /// No bytes at all.
    Empty,
    /// More than [`MAX_FILE_BYTES`](super::MAX_FILE_BYTES).
    TooLarge,
    /// Neither JPEG nor PNG nor PDF.
    UnknownType,
    /// A ZIP or another archive, and so also a Word document.
    Archive,
    /// SVG, HTML or other XML, with or without a script: browsers run it.
    Markup,
    /// More than [`MAX_PIXELS`](super::MAX_PIXELS), by what the header says.
    TooManyPixels,
    /// Broken off or damaged: the parts do not add up to a whole file.
    Truncated,
    /// A PDF that does something when opened, or that carries other files.
    ActivePdf,
    /// A PDF that needs a password, or could: it cannot be looked into.
    EncryptedPdf,
    /// A PDF that keeps its objects compressed: it cannot be looked into.
    OpaquePdf,
    /// Something follows the end of the picture or document.
    TrailingData,
}

impl FileRefused {
    /// The words for it.
    #[must_use]
    pub const fn code(self) -> Code {
        match self {
            Self::Empty => Code::CertificateFileEmpty,
            Self::TooLarge => Code::CertificateFileTooLarge,
            Self::UnknownType => Code::CertificateFileUnknownType,
            Self::Archive => Code::CertificateFileArchive,
            Self::Markup => Code::CertificateFileMarkup,
            Self::TooManyPixels => Code::CertificateFileTooManyPixels,
            Self::Truncated => Code::CertificateFileTruncated,
            Self::ActivePdf => Code::CertificateFileActivePdf,
            Self::EncryptedPdf => Code::CertificateFileEncryptedPdf,
            Self::OpaquePdf => Code::CertificateFileOpaquePdf,
            Self::TrailingData => Code::CertificateFileTrailingData,
        }
    }
}

impl std::fmt::Display for FileRefused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code().as_str())
    }
}

impl std::error::Error for FileRefused {}
