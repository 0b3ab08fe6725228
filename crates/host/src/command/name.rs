//! `postil name`.

use super::Exit;
use super::terminal::{print, usage};
use postil_artifacts::names;

pub(super) fn run(text: &str, from: Option<&str>, as_json: bool) -> Exit {
    let text = text.trim();
    if text.is_empty() {
        return usage("E0007", "give a name, such as \"Зеленський\" or \"Selenskyj\"");
    }
    if let Some(code) = from.filter(|code| names::Lang::from_code(code).is_none()) {
        let known: Vec<&str> = names::Lang::ALL.into_iter().map(names::Lang::code).collect();
        let known = known.join(", ");
        return usage("E0009", &format!("no native form of `{code}` can be read; give {known}"));
    }
    let report = names::describe(text, from);
    if as_json {
        let json = serde_json::to_string(&report).unwrap_or_default();
        return print(&format!("{json}\n"));
    }
    let mut out = String::new();
    if let Some(native) = &report.native {
        out.push_str(&format!("{text}: native form {native}\n"));
    }
    for form in &report.forms {
        out.push_str(&format!("  {:<3} {:<28} {}\n", form.language, form.text, form.style));
    }
    for tradition in &report.traditions {
        out.push_str(&format!(
            "  {:<3} {}: {}\n",
            tradition.language, tradition.style, tradition.why
        ));
    }
    if report.forms.is_empty() && report.traditions.is_empty() {
        out.push_str(&format!("{text}: no tradition of spelling can be told from this form\n"));
    }
    print(&out)
}
