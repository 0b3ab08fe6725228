//! The codes of a plugin's rules, which stand beside Postil's own.

use super::error::PluginError;
use postil_core::Manifest;
use std::collections::BTreeSet;

/// Prefixes that are taken: Postil's rules, and the errors.
const TAKEN: [&str; 2] = ["PST", "E"];

/// The prefix that the rules of a manifest share, if it has rules. By its rules a manifest
/// registers the prefix, so that no two analyzers use one code for two things.
pub(crate) fn prefix(manifest: &Manifest) -> Option<&str> {
    manifest.rules.first().map(|rule| letters(&rule.code))
}

/// Checks the codes of a plugin's rules.
pub(super) fn check(manifest: &Manifest) -> Result<(), PluginError> {
    let mut seen = BTreeSet::new();
    for rule in &manifest.rules {
        let code = rule.code.as_str();
        let wrong = |fault: String| Err(PluginError::Rules { fault });
        let letters = letters(code);
        let digits = &code[letters.len()..];
        let formed = (2..=8).contains(&letters.len())
            && (1..=5).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        if TAKEN.contains(&letters) {
            return wrong(format!("`{code}` begins with `{letters}`, which is Postil's own"));
        }
        if !formed {
            return wrong(format!("`{code}` is no code of a rule"));
        }
        if prefix(manifest) != Some(letters) {
            return wrong(format!("`{code}` has another prefix than the first rule"));
        }
        if !seen.insert(code) {
            return wrong(format!("`{code}` stands twice"));
        }
    }
    Ok(())
}

/// The capital letters that a code begins with.
fn letters(code: &str) -> &str {
    let end = code.bytes().take_while(u8::is_ascii_uppercase).count();
    &code[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_core::{Level, Rule};

    fn fault(codes: &[&str]) -> Option<String> {
        let rule = |code: &&str| Rule {
            code: (*code).to_owned(),
            category: None,
            level: Level::Note,
            summary: String::new(),
            explanation: String::new(),
        };
        let manifest = Manifest::new("t", "0", "").rules(codes.iter().map(rule).collect());
        check(&manifest).err().map(|error| error.to_string())
    }

    #[test]
    fn codes_have_one_prefix_of_their_own() {
        assert_eq!(fault(&[]), None);
        assert_eq!(fault(&["ACME101", "ACME2"]), None);
        for (codes, part) in [
            (&["PST101"][..], "Postil's own"),
            (&["E0001"][..], "Postil's own"),
            (&["A1"][..], "no code"),
            (&["ACME"][..], "no code"),
            (&["acme1"][..], "no code"),
            (&["ACME1é"][..], "no code"),
            (&["ACME1", "OTHER1"][..], "another prefix"),
            (&["ACME1", "ACME1"][..], "twice"),
        ] {
            let fault = fault(codes).expect("a fault");
            assert!(fault.contains(part), "{codes:?}: {fault}");
        }
    }
}
