//! What a plugin says of itself.

use super::bench::Bench;
use super::examples::example;
use super::schema;
use super::verdict::{Checked, Verdict};
use crate::config::{OWN_KEYS, check_settings};
use postil_core::Manifest;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Prefix of the ids of analyzers that are built in.
const BUILT_IN: &str = "postil.";
/// Prefix of the codes of rules that are built in.
const BUILT_IN_RULES: &str = "PST";

/// `maker.name`: small letters, digits and hyphens, in at least two parts.
pub(super) fn id(bench: &Bench) -> Checked {
    let id = &bench.manifest.id;
    if id.starts_with(BUILT_IN) {
        let why = format!("`{id}`: ids that begin with `{BUILT_IN}` are those of Postil itself");
        return Err(Verdict::failed(why));
    }
    if !id.contains('.') || !id.split('.').all(is_name) {
        let why = format!("`{id}` should be `maker.name`, of small letters, digits and hyphens");
        return Err(Verdict::failed(why));
    }
    Ok(())
}

/// A version that begins with a number, and a summary of one line.
pub(super) fn version(bench: &Bench) -> Checked {
    let Manifest { version, summary, .. } = &bench.manifest;
    if !version.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(Verdict::failed(format!("the version `{version}` should begin with a number")));
    }
    if summary.trim().is_empty() || summary.contains('\n') {
        return Err(Verdict::failed("the summary should be one line that says what it does"));
    }
    Ok(())
}

/// Names of layers, each once: a layer is read or written.
pub(super) fn layers(bench: &Bench) -> Checked {
    let manifest = &bench.manifest;
    let read = manifest.requires.iter().map(|need| &need.layer);
    let mut seen = BTreeSet::new();
    for layer in read.chain(&manifest.provides) {
        if !layer.split('.').all(is_name) {
            let why = format!("`{layer}` should be of small letters, digits, hyphens and dots");
            return Err(Verdict::failed(why));
        }
        if !seen.insert(layer) {
            let why = format!("`{layer}` stands twice among the layers that it reads and writes");
            return Err(Verdict::failed(why));
        }
    }
    Ok(())
}

/// The schema of the settings means what it says.
pub(super) fn schema(bench: &Bench) -> Checked {
    let schema = settings(bench)?;
    if schema.get("type").is_some_and(|kind| kind != "object") {
        return Err(Verdict::failed("its type should be `object`: settings are a table"));
    }
    match schema::fault(schema).map_err(|error| Verdict::skipped(error.to_string()))? {
        Some(fault) => Err(Verdict::failed(fault)),
        None => Ok(()),
    }
}

/// Each default is a value that the schema allows.
pub(super) fn defaults(bench: &Bench) -> Checked {
    let schema = settings(bench)?;
    let properties = schema.get("properties").and_then(Value::as_object);
    let defaults: Map<String, Value> = properties
        .into_iter()
        .flatten()
        .filter_map(|(key, property)| Some((key.clone(), property.get("default")?.clone())))
        .collect();
    // A setting without a default must be given by the user, which is no fault of the defaults.
    let mut schema = schema.clone();
    if let Some(schema) = schema.as_object_mut() {
        schema.remove("required");
    }
    let places = BTreeMap::new();
    let faults = check_settings(&bench.manifest.id, &defaults, &schema, &places, &OWN_KEYS);
    match faults.first() {
        Some(fault) => Err(Verdict::failed(fault.message.clone())),
        None => Ok(()),
    }
}

fn settings(bench: &Bench) -> Checked<&Value> {
    let schema = &bench.manifest.settings;
    if schema.is_null() { Err(Verdict::skipped("it has no settings")) } else { Ok(schema) }
}

/// Codes such as `ACM101`, all with one prefix, none of them twice.
pub(super) fn rule_codes(bench: &Bench) -> Checked {
    let mut prefixes = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for rule in &bench.manifest.rules {
        let code = rule.code.as_str();
        let Some(prefix) = prefix(code) else {
            let why = format!("`{code}` should be two to eight capitals and up to five digits");
            return Err(Verdict::failed(why));
        };
        if prefix == BUILT_IN_RULES {
            let why = format!("`{code}`: codes with `{BUILT_IN_RULES}` are those of Postil itself");
            return Err(Verdict::failed(why));
        }
        if !seen.insert(code) {
            return Err(Verdict::failed(format!("`{code}` stands twice")));
        }
        prefixes.insert(prefix);
    }
    match prefixes.len() {
        0 => Err(Verdict::skipped("it has no rules")),
        1 => Ok(()),
        _ => {
            let prefixes: Vec<&str> = prefixes.into_iter().collect();
            let why = format!("the codes have several prefixes: {}", prefixes.join(", "));
            Err(Verdict::failed(why))
        }
    }
}

/// The letters of a well-formed code.
fn prefix(code: &str) -> Option<&str> {
    let split = code.find(|c: char| !c.is_ascii_uppercase())?;
    let (letters, digits) = code.split_at_checked(split)?;
    let good = (2..=8).contains(&letters.len())
        && (1..=5).contains(&digits.len())
        && digits.bytes().all(|digit| digit.is_ascii_digit());
    good.then_some(letters)
}

/// What `postil explain` prints for a rule helps whoever meets it.
pub(super) fn rule_pages(bench: &Bench) -> Checked {
    let rules = &bench.manifest.rules;
    if rules.is_empty() {
        return Err(Verdict::skipped("it has no rules"));
    }
    for rule in rules {
        if rule.summary.trim().is_empty() || rule.summary.contains('\n') {
            return Err(Verdict::failed(format!("`{}`: the summary should be a line", rule.code)));
        }
        if example(&rule.explanation).is_none() {
            let why = format!(
                "`{}`: the page has no example (a quoted line, `> …`, below a heading `Example`)",
                rule.code
            );
            return Err(Verdict::failed(why));
        }
    }
    Ok(())
}

/// A word of small letters, digits and hyphens that begins with a letter.
fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conformance::cases::cases;
    use crate::conformance::subject::{Form, Subject};
    use postil_core::{Level, Rule};
    use serde_json::json;

    fn bench(manifest: Manifest) -> Bench {
        let case = cases().unwrap().remove(0);
        let subject = Subject::new(Form::Program(vec!["a".into()]), Map::new());
        Bench { case, subject, manifest }
    }

    fn rule(code: &str, explanation: &str) -> Rule {
        Rule {
            code: code.into(),
            category: None,
            level: Level::Note,
            summary: "A rule.".into(),
            explanation: explanation.into(),
        }
    }

    #[test]
    fn ids_have_a_maker_and_a_name() {
        for (name, good) in [
            ("acme.readability", true),
            ("acme.text.count-2", true),
            ("readability", false),
            ("postil.readability", false),
            ("Acme.readability", false),
            ("acme.", false),
            ("acme.2count", false),
        ] {
            assert_eq!(id(&bench(Manifest::new(name, "1", ""))).is_ok(), good, "{name}");
        }
    }

    #[test]
    fn versions_and_summaries_say_something() {
        assert!(version(&bench(Manifest::new("a.b", "0.1.0", "Counts."))).is_ok());
        for (number, summary) in [("", "Counts."), ("new", "Counts."), ("1", " "), ("1", "a\nb")] {
            assert!(version(&bench(Manifest::new("a.b", number, summary))).is_err());
        }
    }

    #[test]
    fn a_layer_is_named_once() {
        let manifest = Manifest::new("a.b", "1", "").requires(&["sentence"]).provides(&["a.count"]);
        assert!(layers(&bench(manifest.clone())).is_ok());
        assert!(layers(&bench(manifest.clone().uses(&["sentence"]))).is_err());
        assert!(layers(&bench(manifest.provides(&["Count"]))).is_err());
    }

    #[test]
    fn defaults_fit_the_schema() {
        let of = |default: Value| {
            bench(Manifest::new("a.b", "1", "").settings(json!({
                "type": "object",
                "properties": {
                    "most": {"type": "integer", "default": default},
                    "name": {"type": "string"},
                },
                "required": ["name"],
            })))
        };
        assert_eq!(defaults(&of(json!(3))), Ok(()));
        assert!(matches!(defaults(&of(json!("3"))), Err(Verdict::Failed(_))));
        let none = defaults(&bench(Manifest::new("a.b", "1", "")));
        assert!(matches!(none, Err(Verdict::Skipped(_))));
    }

    #[test]
    fn codes_of_rules_share_a_prefix() {
        let of = |codes: &[&str]| {
            let rules = codes.iter().map(|code| rule(code, "")).collect();
            rule_codes(&bench(Manifest::new("a.b", "1", "").rules(rules)))
        };
        assert_eq!(of(&["ACM101", "ACM102"]), Ok(()));
        for bad in [&["A1"][..], &["acm101"], &["ACM"], &["PST101"], &["ACM123456"]] {
            assert!(matches!(of(bad), Err(Verdict::Failed(_))), "{bad:?}");
        }
        assert!(matches!(of(&["ACM101", "ACM101"]), Err(Verdict::Failed(_))));
        assert!(matches!(of(&["ACM101", "XYZ101"]), Err(Verdict::Failed(_))));
        assert!(matches!(of(&[]), Err(Verdict::Skipped(_))));
    }

    #[test]
    fn pages_of_rules_have_an_example() {
        let of = |page: &str| {
            let rules = vec![rule("ACM101", page)];
            rule_pages(&bench(Manifest::new("a.b", "1", "").rules(rules)))
        };
        assert_eq!(of("# ACM101\n\n## Example\n> It **was** said.\n"), Ok(()));
        assert!(matches!(of("# ACM101\nNo more."), Err(Verdict::Failed(_))));
    }
}
