//! What scraping leaves of the page around an article.

mod advert;
mod author_box;
mod duplicate;
mod interface;

use crate::rule::Rule;

/// The rules of this folder.
pub fn rules() -> Vec<Box<dyn Rule>> {
    vec![
        Box::new(interface::InterfaceText),
        Box::new(duplicate::RepeatedLine),
        Box::new(author_box::AuthorBox),
        Box::new(advert::AdvertLine),
    ]
}
