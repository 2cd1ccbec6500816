//! What is wrong with a form that came back, for the three places that say so: above it, at
//! its fields, and in the title of the page.

use super::{Wrong, in_words, lines, say};
use domain::api::ProblemField;
use domain::registration::FieldError;

/// All of it, in the language that is spoken.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    /// By field.
    pub fields: Vec<ProblemField>,
    /// For the summary.
    pub summary: Vec<Wrong>,
    /// What the title begins with; nothing where nothing is wrong.
    pub title: &'static str,
}

/// Faults of fields, and one of the whole.
pub fn faults(errors: &[FieldError], refusal: Option<&str>) -> Faults {
    let fields = in_words(errors);
    let mut summary = lines(&fields);
    summary.extend(refusal.map(|sentence| Wrong {
        target: None,
        sentence: sentence.to_owned(),
    }));
    let title = if summary.is_empty() {
        ""
    } else {
        say!("Salah: ", "Error: ")
    };
    Faults {
        fields,
        summary,
        title,
    }
}
