//! The child's side: `postil plugin-case`, which decides one case.
//!
//! The order comes on standard input and the verdict goes to a file, so that standard output is
//! the plugin's alone.

use super::bench::Bench;
use super::cases::cases;
use super::subject::Subject;
use super::verdict::{Checked, Verdict};
use super::{
    conduct, determinism, errors, examples, load, manifest, promised, reading, stories, texts,
};
use postil_core::Manifest;
use serde::{Deserialize, Serialize};
use std::io::{self, Read};
use std::path::PathBuf;
use std::process::ExitCode;

/// The first argument of a child; no command for persons.
pub const CASE: &str = "plugin-case";

/// What the parent wants decided.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Order {
    pub(super) code: String,
    pub(super) subject: Subject,
    /// What the plugin said of itself; nothing as long as no case asked.
    pub(super) manifest: Option<Manifest>,
    /// Where the answer goes.
    pub(super) answer: PathBuf,
}

/// What the child says.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Told {
    pub(super) verdict: Verdict,
    pub(super) manifest: Option<Manifest>,
}

type Check = fn(&Bench) -> Checked;

/// The checks by the names that the table of cases gives them. The one that finds out the
/// manifest is `load::starts`.
const CHECKS: &[(&str, Check)] = &[
    ("opens", load::opens),
    ("descriptor", load::descriptor),
    ("abi", load::abi),
    ("manifest", load::manifest),
    ("one-id", load::one_id),
    ("unwinds", load::unwinds),
    ("id", manifest::id),
    ("version", manifest::version),
    ("layers", manifest::layers),
    ("schema", manifest::schema),
    ("defaults", manifest::defaults),
    ("rule-codes", manifest::rule_codes),
    ("rule-pages", manifest::rule_pages),
    ("lives", reading::lives),
    ("in-time", reading::in_time),
    ("no-panic", reading::no_panic),
    ("readable", reading::readable),
    ("notes-hold", reading::notes_hold),
    ("reads", reading::reads),
    ("both-transports", reading::both_transports),
    ("text", texts::text),
    ("without-optional-layers", texts::without_optional_layers),
    ("empty-layers", texts::empty_layers),
    ("twice", determinism::twice),
    ("new-process", determinism::new_process),
    ("other-order", determinism::other_order),
    ("threads", determinism::threads),
    ("threads-in-process", determinism::threads_in_process),
    ("silent", conduct::silent),
    ("working-directory", conduct::working_directory),
    ("environment", conduct::environment),
    ("thread-count", conduct::thread_count),
    ("file-count", conduct::file_count),
    ("memory", conduct::memory),
    ("ends", conduct::ends),
    ("unknown-setting", errors::unknown_setting),
    ("wrong-type", errors::wrong_type),
    ("cut-off", errors::cut_off),
    ("two-instances", errors::two_instances),
    ("examples", examples::examples),
    ("promised", promised::examples),
    ("story-of-none", stories::none),
    ("story-of-one", stories::one),
    ("story-of-several", stories::several),
    ("story-twice", stories::twice),
];

/// The check that also tells the manifest.
const STARTS: &str = "starts";

/// Decides the case that standard input orders. Exit code 2: there is no such order.
pub fn case_main() -> ExitCode {
    let mut text = Vec::new();
    let read = io::stdin().read_to_end(&mut text);
    let order: Order = match read.and_then(|_| Ok(serde_json::from_slice(&text)?)) {
        Ok(order) => order,
        Err(error) => {
            eprintln!("postil {CASE}: {error}");
            return ExitCode::from(2);
        }
    };
    let answer = order.answer.clone();
    let told = serde_json::to_vec(&told(order)).map_err(io::Error::from);
    match told.and_then(|told| std::fs::write(&answer, told)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("postil {CASE}: {}: {error}", answer.display());
            ExitCode::from(2)
        }
    }
}

fn told(order: Order) -> Told {
    let found = cases().ok().and_then(|all| all.into_iter().find(|case| case.code == order.code));
    let Some(case) = found else {
        let verdict = Verdict::skipped(format!("there is no case {}", order.code));
        return Told { verdict, manifest: None };
    };
    let manifest = order.manifest.unwrap_or_default();
    let bench = Bench { case, subject: order.subject, manifest };
    if bench.case.check == STARTS {
        return match load::starts(&bench) {
            Ok(manifest) => Told { verdict: Verdict::Ok, manifest: Some(manifest) },
            Err(verdict) => Told { verdict, manifest: None },
        };
    }
    let checked = match CHECKS.iter().find(|(name, _)| *name == bench.case.check) {
        Some((_, check)) => check(&bench),
        None => Err(Verdict::skipped(format!("there is no check `{}`", bench.case.check))),
    };
    Told { verdict: checked.into(), manifest: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_has_its_check_and_every_check_its_case() {
        let all = cases().unwrap();
        for case in &all {
            let known = case.check == STARTS || CHECKS.iter().any(|(name, _)| *name == case.check);
            assert!(known, "{} has no check `{}`", case.code, case.check);
        }
        for (name, _) in CHECKS {
            assert!(all.iter().any(|case| case.check == *name), "nothing uses `{name}`");
        }
    }

    #[test]
    fn an_unknown_case_is_no_success() {
        let subject = Subject::new(
            crate::conformance::subject::Form::Program(vec!["a".into()]),
            Default::default(),
        );
        let order = Order { code: "P99".into(), subject, manifest: None, answer: "nowhere".into() };
        assert!(matches!(told(order).verdict, Verdict::Skipped(_)));
    }
}
