//! `docs/rules.md` and the pages below `docs/rules` are what the rules and their rates give.
//! `POSTIL_BLESS=1 cargo test -p postil-artifacts --test rules_are_documented` writes them anew.

use postil_artifacts::rates::{self, Standing};
use postil_artifacts::{RuleInfo, explain, rules};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const AGAIN: &str = "POSTIL_BLESS=1 cargo test -p postil-artifacts --test rules_are_documented";

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

/// Every file, by its path below `docs`.
fn fresh() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    files.insert("rules.md".to_owned(), table());
    for rule in rules() {
        let code = rule.info().code;
        let page = explain(code).unwrap_or_default().trim();
        files.insert(format!("rules/{code}.md"), format!("{page}\n"));
    }
    files
}

fn table() -> String {
    let [native, human, machine, back] = rates::sentences();
    let mut out = format!(
        "# Rules\n\
         \n\
         <!-- Written by a test from crates/artifacts:\n\
         {AGAIN} -->\n\
         \n\
         `postil explain CODE` prints the page of a rule. Figures are findings per 1,000 sentences of\n\
         news: **native**, written in English ({native} sentences); **translated**, by people ({human})\n\
         or by machines ({machine}); **there and back**, English put into another language by people\n\
         and back by machines ({back}), which tells the same stories as native news. The texts, their\n\
         licences and the counts stand in [`rates_by_rule.tsv`]\
         (../crates/artifacts/data/rates_by_rule.tsv).\n\
         A dash: not found in these texts. They are single articles, without the stories that PST103\n\
         and PST601 look at, and none of them went through a rewriting tool.\n\
         \n\
         Default:\n\
         * **on**: more frequent in translated text.\n\
         * **on, a fault**: what it finds is wrong in a text of any origin, such as a word said twice or\n\
         \x20 a line of the page. It is not there to tell translations.\n\
         * **off**: as frequent in native text, where it may be right. `also = [\"CODE\"]` under\n\
         \x20 `[analyzers.\"postil.artifacts\"]` turns it on.\n\
         \n\
         | code | name | level | what it finds | default | native | translated | there and back |\n\
         |---|---|---|---|---|--:|--:|--:|\n"
    );
    for rule in rules() {
        row(&mut out, rule.info());
    }
    out
}

fn row(out: &mut String, info: &RuleInfo) {
    let RuleInfo { code, name, summary, level, .. } = info;
    let counted = rates::of(code).expect("every rule was counted");
    let default = match counted.standing {
        Standing::Trace => "on",
        Standing::Fault => "on, a fault",
        Standing::Off => "off",
    };
    let (native, translated) = counted.native_and_translated();
    let [.., back] = counted.hits;
    let [.., sentences] = rates::sentences();
    let figures = [native, translated, rates::rate(back, sentences)]
        .map(|rate| if rate > 0.0 { format!("{rate:.2}") } else { "–".to_owned() });
    let level = level.name();
    let _ = writeln!(
        out,
        "| [{code}](rules/{code}.md) | {name} | {level} | {summary} | {default} | {} |",
        figures.join(" | ")
    );
}

#[test]
fn pages_are_what_the_rules_say() {
    let folder = docs();
    let fresh = fresh();
    if std::env::var_os("POSTIL_BLESS").is_some() {
        std::fs::create_dir_all(folder.join("rules")).expect("docs can be written");
        for (name, text) in &fresh {
            std::fs::write(folder.join(name), text).expect("docs can be written");
        }
    }
    for (name, text) in &fresh {
        let stored = std::fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(stored.replace('\r', "") == *text, "docs/{name} is stale: run {AGAIN}");
    }
    for entry in std::fs::read_dir(folder.join("rules")).expect("docs/rules") {
        let name = format!("rules/{}", entry.expect("an entry").file_name().to_string_lossy());
        assert!(fresh.contains_key(&name), "docs/{name} belongs to no rule");
    }
}
