//! What an object keeps, opened when it is first needed.

use std::cell::OnceCell;

/// Opened at most once. An object wakes without an answer to whether it could; what it keeps
/// may fail to open, and is then tried again by whoever needs it next.
pub struct Kept<T>(OnceCell<T>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(OnceCell::new())
    }
}

impl<T> Kept<T> {
    /// What is kept.
    ///
    /// # Errors
    /// It could not be opened.
    pub fn or_open<E>(&self, open: impl FnOnce() -> Result<T, E>) -> Result<&T, E> {
        if let Some(open) = self.0.get() {
            return Ok(open);
        }
        let opened = open()?;
        Ok(self.0.get_or_init(|| opened))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_not_be_opened_is_tried_again_and_what_was_is_kept() {
        let kept = Kept::default();
        assert_eq!(kept.or_open(|| Err("away")), Err("away"));
        assert_eq!(kept.or_open(|| Ok::<_, &str>(1)), Ok(&1));
        assert_eq!(kept.or_open(|| Err("not asked")), Ok(&1));
    }
}
