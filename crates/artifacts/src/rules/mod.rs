//! The rules, one a file, in a folder for each kind of trace.

pub mod calques;
pub mod formats;
pub mod marks;
pub mod names;
pub mod paraphrase;
pub mod scraping;
pub mod stories;

use crate::rule::Rule;

/// Every rule, sorted by code.
pub fn rules() -> Vec<Box<dyn Rule>> {
    let mut rules = names::rules();
    rules.extend(marks::rules());
    rules.extend(formats::rules());
    rules.extend(calques::rules());
    rules.extend(paraphrase::rules());
    rules.extend(scraping::rules());
    rules.extend(stories::rules());
    rules.sort_by_key(|rule| rule.info().code);
    rules
}
