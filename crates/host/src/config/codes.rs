//! Codes of rules in the settings, against the rules that there are.

use super::check::nearest;
use super::{Config, ConfigFault};
use postil_core::Manifest;
use serde_json::Value;

/// The analyzer whose settings name rules, its own and those of plugins.
const ANALYZER: &str = "postil.artifacts";
/// The settings that do.
const KEYS: [&str; 2] = ["ignore", "also"];
/// Prefix of the rules that are built in.
const OWN: &str = "PST";
/// Letters from which a beginning of a code stands for all codes that begin so.
const BEGINNING: usize = 4;

/// Checks that each code in `ignore` and `also` is that of a rule or of several. `manifests` are
/// those of the analyzers that were opened; unless `complete`, there are others whose rules are
/// not known, and codes that are not built in may be theirs.
pub(crate) fn check_codes(
    config: &Config,
    manifests: &[&Manifest],
    complete: bool,
) -> Vec<ConfigFault> {
    let Some(analyzer) = config.analyzers.get(ANALYZER) else { return Vec::new() };
    let own = postil_artifacts::rules();
    let mut known: Vec<&str> = own.iter().map(|rule| rule.info().code).collect();
    let plugins = manifests.iter().filter(|manifest| manifest.id != ANALYZER);
    known.extend(plugins.flat_map(|manifest| &manifest.rules).map(|rule| rule.code.as_str()));
    let mut faults = Vec::new();
    for key in KEYS {
        let list = analyzer.settings.get(key).and_then(Value::as_array);
        for code in list.into_iter().flatten().filter_map(Value::as_str) {
            let word = code.trim();
            let stands =
                |rule: &&str| *rule == word || (word.len() >= BEGINNING && rule.starts_with(word));
            if known.iter().any(stands) || (!complete && !word.starts_with(OWN)) {
                continue;
            }
            let named = own.iter().map(|rule| rule.info()).find(|info| info.name == word);
            let meant = named.map(|info| info.code).or_else(|| nearest(word, &known));
            let help = match meant {
                _ if word.len() < BEGINNING && known.iter().any(|rule| rule.starts_with(word)) => {
                    format!("a beginning has {BEGINNING} letters or more, such as `PST2`")
                }
                Some(code) => format!("did you mean `{code}`?"),
                None => "`postil explain` lists the rules".to_owned(),
            };
            faults.push(ConfigFault {
                code: "E0074",
                message: format!("`{ANALYZER}.{key}`: there is no rule `{code}`"),
                place: analyzer.places.get(key).cloned().unwrap_or_default(),
                label: format!("there is no rule `{code}`"),
                help: Some(help),
            });
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_core::{Level, Rule};
    use serde_json::json;

    fn helps(codes: &[&str], complete: bool) -> Vec<String> {
        let mut config = Config::default();
        let analyzer = config.analyzers.entry(ANALYZER.to_owned()).or_default();
        analyzer.settings.insert("ignore".to_owned(), json!(codes));
        let rule = Rule {
            code: "ACME101".into(),
            category: None,
            level: Level::Note,
            summary: String::new(),
            explanation: String::new(),
        };
        let manifest = Manifest::new("acme", "0", "").rules(vec![rule]);
        let faults = check_codes(&config, &[&manifest], complete);
        faults.into_iter().filter_map(|fault| fault.help).collect()
    }

    #[test]
    fn codes_and_their_beginnings_are_known() {
        assert!(helps(&["PST203", " PST2", "PST20", "ACME101", "ACME"], true).is_empty());
    }

    #[test]
    fn others_are_faults_with_what_was_meant() {
        assert_eq!(helps(&["pst203"], true), ["did you mean `PST203`?"]);
        assert_eq!(helps(&["doubled-word"], true), ["did you mean `PST402`?"]);
        assert_eq!(helps(&["ACME102"], true), ["did you mean `ACME101`?"]);
        assert_eq!(helps(&["XY"], true), ["`postil explain` lists the rules"]);
        assert!(helps(&["PST"], true)[0].contains("4 letters"));
    }

    #[test]
    fn rules_of_plugins_that_were_not_opened_may_be_any() {
        assert!(helps(&["OTHER7"], false).is_empty());
        assert_eq!(helps(&["PSTT203"], false), ["did you mean `PST203`?"]);
    }
}
