//! Phrases and word order copied from other languages.

mod false_friend;
mod phrase;
mod word_order;

use crate::rule::Rule;

/// The rules of this folder.
pub fn rules() -> Vec<Box<dyn Rule>> {
    vec![
        Box::new(phrase::CalquedPhrase),
        Box::new(word_order::WordOrder),
        Box::new(false_friend::FalseFriend),
    ]
}
