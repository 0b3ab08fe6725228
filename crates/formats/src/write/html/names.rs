//! How the documents spell the same names.

use super::markup::Markup;
use super::results::{list, text};
use super::sources::Sources;
use postil_core::StoryEntity;
use serde_json::Value;
use std::collections::BTreeMap;

/// Names that are shown at most.
const SHOWN: usize = 60;

/// Writes a row for each name that stands in several forms; those first whose forms tell of a
/// language.
pub(super) fn write(
    out: &mut Markup,
    sources: &Sources<'_>,
    entities: &[StoryEntity],
    artifacts: &Value,
) {
    let called: BTreeMap<&str, &str> =
        entities.iter().map(|entity| (entity.id.as_str(), entity.name.as_str())).collect();
    let all = list(artifacts, "names").iter();
    let mut names: Vec<&Value> = all.filter(|name| list(name, "variants").len() > 1).collect();
    if names.is_empty() {
        return;
    }
    let telling = |name: &&Value| {
        list(name, "variants").iter().any(|variant| !list(variant, "points_to").is_empty())
    };
    names.sort_by_key(|name| !telling(name));
    out.tag("<h3>How names are spelt</h3>\n<div class=\"wide\"><table class=\"names\">\n<tbody>\n");
    for name in names.iter().take(SHOWN) {
        let id = text(name, "entity");
        out.tag("<tr><th scope=\"row\">").isolated(called.get(id).copied().unwrap_or(id));
        out.tag("</th><td><ul>\n");
        for variant in list(name, "variants") {
            out.tag("<li>").isolated(text(variant, "surface"));
            let languages: Vec<&str> =
                list(variant, "points_to").iter().filter_map(Value::as_str).collect();
            if !languages.is_empty() {
                out.tag(" <small class=\"language\">").text(&languages.join(", ")).tag("</small>");
            }
            let documents = list(variant, "documents").iter().filter_map(Value::as_str);
            sources.documents(out, documents);
            out.tag("</li>\n");
        }
        out.tag("</ul></td></tr>\n");
    }
    out.tag("</tbody></table></div>\n");
    if names.len() > SHOWN {
        out.tag("<p><small>and ").count(names.len() - SHOWN).tag(" more</small></p>\n");
    }
}
