//! The table of cases.

use super::subject::{Form, Subject};
use serde::Deserialize;
use std::collections::BTreeSet;

const TABLE: &str = include_str!("../../data/conformance/cases.toml");

/// One numbered case, as `data/conformance/cases.toml` has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Case {
    /// Its number, such as `P07`; never given to another case.
    pub code: String,
    /// What holds if it passes.
    pub title: String,
    /// What it is about, such as `determinism`.
    pub group: String,
    pub(super) check: String,
    #[serde(default)]
    pub(super) text: String,
    #[serde(default)]
    pub(super) needs: Vec<String>,
    pub(super) library_only: Option<String>,
    #[serde(default)]
    pub(super) silent: bool,
    /// Whether it runs with `--deep` only.
    #[serde(default)]
    pub deep: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    case: Vec<Case>,
}

/// Every case, in the order in which they run.
pub(super) fn cases() -> Result<Vec<Case>, toml::de::Error> {
    Ok(toml::from_str::<Table>(TABLE)?.case)
}

/// Why a case does not run.
#[derive(Debug, PartialEq)]
pub(super) enum Barred {
    /// It does not apply; what builds on it still may.
    Foreign(String),
    /// A case failed that it builds on.
    Blocked(String),
}

impl Case {
    /// Why the case does not run, if it does not. `open` are the cases that failed or could not
    /// run because of one that failed.
    pub(super) fn barred(
        &self,
        subject: &Subject,
        deep: bool,
        open: &BTreeSet<String>,
    ) -> Option<Barred> {
        if let (Some(why), Form::Program(_)) = (&self.library_only, &subject.form) {
            return Some(Barred::Foreign(why.clone()));
        }
        if self.deep && !deep {
            return Some(Barred::Foreign("only with --deep".to_owned()));
        }
        let missing = self.needs.iter().find(|need| open.contains(*need))?;
        Some(Barred::Blocked(format!("it needs {missing}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Map;

    fn code_and_needs() -> Vec<(String, Vec<String>)> {
        cases().unwrap().into_iter().map(|case| (case.code, case.needs)).collect()
    }

    #[test]
    fn codes_rise_and_needs_come_before() {
        let all = code_and_needs();
        assert!(all.is_sorted_by(|(a, _), (b, _)| a < b), "two codes are out of order or the same");
        for (code, needs) in &all {
            let digits = code.strip_prefix('P').unwrap_or_default();
            assert!(digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit()), "{code}");
            for need in needs {
                assert!(need < code && all.iter().any(|(other, _)| other == need), "{code} {need}");
            }
        }
    }

    #[test]
    fn a_case_is_barred_by_what_it_needs_and_by_what_the_plugin_is() {
        let library = Subject::new(Form::Library("a.so".into()), Map::new());
        let program = Subject::new(Form::Program(vec!["a".into()]), Map::new());
        let all = cases().unwrap();
        let case = |code: &str| all.iter().find(|case| case.code == code).unwrap();
        let none = BTreeSet::new();
        assert_eq!(case("P26").barred(&library, false, &none), None);
        assert!(matches!(case("P26").barred(&program, false, &none), Some(Barred::Foreign(_))));
        assert!(matches!(case("P65").barred(&library, false, &none), Some(Barred::Foreign(_))));
        assert_eq!(case("P65").barred(&library, true, &none), None);
        let open = BTreeSet::from(["P07".to_owned()]);
        assert!(matches!(case("P26").barred(&library, false, &open), Some(Barred::Blocked(_))));
        assert_eq!(case("P25").barred(&library, false, &open), None);
    }
}
