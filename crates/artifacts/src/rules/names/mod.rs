//! Rules on names: persons, titles and places.

mod name_across_documents;
mod name_misspelling;
mod name_transliteration;
mod name_variant;
mod place_name;
mod title_rendering;

use crate::rule::Rule;

pub(crate) use name_across_documents::INFO as ACROSS;
pub(crate) use name_misspelling::INFO as MISSPELLING;

/// The rules on names, in the order of their codes.
pub fn rules() -> Vec<Box<dyn Rule>> {
    vec![
        Box::new(name_transliteration::NameTransliteration),
        Box::new(name_variant::NameVariant),
        Box::new(name_across_documents::NameAcrossDocuments),
        Box::new(name_misspelling::NameMisspelling),
        Box::new(title_rendering::TitleRendering),
        Box::new(place_name::PlaceName),
    ]
}
