//! `postil explain`.

use super::Exit;
use super::terminal::{print, usage};
use crate::errors;

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
    let mut known = errors::codes();
    let rules = postil_artifacts::rules();
    known.extend(rules.iter().map(|rule| rule.info().code));
    let near = crate::config::nearest(&wanted, &known)
        .map_or(String::new(), |near| format!(" did you mean {near}?"));
    let message = format!("there is no rule or error `{code}`;{near} `postil explain` lists all");
    usage("E0006", &message)
}

/// Every rule and every error, a line each.
fn list() -> String {
    let mut out = String::from("Rules\n");
    for rule in postil_artifacts::rules() {
        let info = rule.info();
        out.push_str(&format!("  {}  {}: {}\n", info.code, info.name, info.summary));
    }
    out.push_str("\nErrors\n");
    for code in errors::codes() {
        let title = errors::page(code).and_then(|page| page.lines().next()).unwrap_or(code);
        out.push_str(&format!("  {title}\n"));
    }
    out
}
