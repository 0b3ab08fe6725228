//! `postil explain`.

use super::terminal::{print, read_config, usage};
use super::{Configured, Exit};
use crate::{errors, plugins, registry};
use postil_core::Rule;

pub(super) fn run(code: Option<&str>) -> Exit {
    let Some(code) = code else {
        return print(&list());
    };
    let wanted = code.to_uppercase();
    if let Some(page) = postil_artifacts::explain(&wanted) {
        return print(&format!("{}\n", page.trim()));
    }
    if let Some(page) = errors::page(&wanted) {
        return print(&format!("# {page}\n"));
    }
    let rules = plugin_rules();
    if let Some((by, rule)) = rules.iter().find(|(_, rule)| rule.code.eq_ignore_ascii_case(&wanted))
    {
        return print(&page(by, rule));
    }
    let mut known = errors::codes();
    known.extend(rules.iter().map(|(_, rule)| rule.code.as_str()));
    let own = postil_artifacts::rules();
    known.extend(own.iter().map(|rule| rule.info().code));
    let near = crate::config::nearest(&wanted, &known)
        .map_or(String::new(), |near| format!(" did you mean {near}?"));
    let message = format!("there is no rule or error `{code}`;{near} `postil explain` lists all");
    usage("E0006", &message)
}

/// The rules of the plugins that the nearest configuration enables. One that cannot be read is no
/// reason not to explain a code.
fn plugin_rules() -> Vec<(String, Rule)> {
    read_config(&Configured::default()).map_or_else(
        |_| Vec::new(),
        |config| {
            plugins::supervise(&config);
            registry::plugin_rules(&config)
        },
    )
}

/// The page of a plugin's rule.
fn page(by: &str, rule: &Rule) -> String {
    let text = match rule.explanation.trim() {
        "" => rule.summary.trim(),
        text => text,
    };
    let head = format!("# {} {}", rule.code, rule.summary);
    // A page may bring its own heading.
    let head = if text.starts_with("# ") { String::new() } else { format!("{head}\n") };
    let level = rule.level.name();
    format!("{head}{text}\n\nA {level} by the plugin `{by}`.\n")
}

/// Every rule and every error, a line each.
fn list() -> String {
    let mut out = String::from("Rules\n");
    for rule in postil_artifacts::rules() {
        let info = rule.info();
        out.push_str(&format!("  {}  {}: {}\n", info.code, info.name, info.summary));
    }
    for (by, rule) in plugin_rules() {
        out.push_str(&format!("  {}  {by}: {}\n", rule.code, rule.summary));
    }
    out.push_str("\nErrors\n");
    for code in errors::codes() {
        let title = errors::page(code).and_then(|page| page.lines().next()).unwrap_or(code);
        out.push_str(&format!("  {title}\n"));
    }
    out
}
