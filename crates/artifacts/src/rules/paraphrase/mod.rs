//! What rewriting tools leave behind.

mod doubled;
mod stray_noun;
mod stray_verb;
mod tortured;

use crate::rule::Rule;

/// The rules of this folder.
pub fn rules() -> Vec<Box<dyn Rule>> {
    vec![
        Box::new(tortured::TorturedPhrase),
        Box::new(doubled::DoubledWord),
        Box::new(stray_verb::StrayVerb),
        Box::new(stray_noun::StrayNoun),
    ]
}
