//! What shows only when wordings are compared, inside a document or across a story.

mod rendering;
pub mod retranslation;

use crate::rule::Rule;

/// The rules of this folder.
pub fn rules() -> Vec<Box<dyn Rule>> {
    vec![Box::new(retranslation::RetranslatedQuote), Box::new(rendering::InconsistentRendering)]
}
