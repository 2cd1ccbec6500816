//! What the browser's programs share: the document and JSON, as far as they need
//! them. No page is known here.

pub mod dom;
pub mod fetch;
pub mod hash;
pub mod json;
