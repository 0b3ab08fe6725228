//! The pages of the rules.

/// (code, page) of each rule, sorted; collected from the rules' files by the build script.
static PAGES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/explanations.rs"));

/// The page that explains a rule, in Markdown; `None` for a code that no rule has.
pub fn explain(code: &str) -> Option<&'static str> {
    PAGES.iter().find(|(name, _)| *name == code).map(|(_, page)| *page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_page_with_its_name_and_its_sections() {
        for rule in crate::rules() {
            let info = rule.info();
            let page = explain(info.code).unwrap_or_else(|| panic!("{} has no page", info.code));
            assert!(page.starts_with(&format!("# {} {}\n", info.code, info.name)), "{page}");
            for section in ["## What it does", "## Why", "## Example", "## How to silence"] {
                assert!(page.contains(section), "{} lacks {section}", info.code);
            }
        }
        assert_eq!(explain("PST000"), None);
    }
}
