//! What the rules look for, told beside their findings.

use super::anchor;
use super::markup::Markup;
use postil_core::Rule;
use std::collections::{BTreeMap, BTreeSet};

/// The rules that a page can explain.
pub(super) struct Rules {
    list: Vec<Rule>,
    by_code: BTreeMap<String, usize>,
}

impl Rules {
    pub(super) fn new(list: Vec<Rule>) -> Self {
        let by_code = list.iter().enumerate().map(|(number, rule)| (rule.code.clone(), number));
        Self { by_code: by_code.collect(), list }
    }

    /// The number of the rule with that code.
    pub(super) fn number(&self, code: &str) -> Option<usize> {
        self.by_code.get(code).copied()
    }

    /// Explains the rules of these numbers at the end of a document's section.
    pub(super) fn write(&self, out: &mut Markup, name: &str, numbers: &BTreeSet<usize>) {
        if numbers.is_empty() {
            return;
        }
        out.tag("<section class=\"rules\">\n<h3>Rules</h3>\n");
        for &number in numbers {
            let Some(rule) = self.list.get(number) else { continue };
            out.tag("<details><summary><b>").text(&rule.code).tag("</b> ").text(&rule.summary);
            out.tag("</summary>\n<div");
            anchor::rule_id(out, name, number);
            out.tag(">\n");
            page(out, rule);
            out.tag("</div></details>\n");
        }
        out.tag("</section>\n");
    }
}

/// The rule's page. What comes before its examples is the gist, which tips show.
fn page(out: &mut Markup, rule: &Rule) {
    let text = rule.explanation.trim();
    let (gist, rest) = match text.find("\n## Example") {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    out.tag("<div class=\"gist\">\n<p>").text(&rule.summary).tag("</p>\n");
    markdown(out, gist);
    out.tag("</div>\n");
    markdown(out, rest);
}

/// What rule pages use of Markdown: headings, paragraphs, quoted lines, fenced code, code and
/// strong words. Anything else is shown as it is written.
fn markdown(out: &mut Markup, text: &str) {
    let mut paragraph: Vec<&str> = Vec::new();
    let mut fenced = false;
    for line in text.lines() {
        let line = line.strip_prefix("> ").unwrap_or(line);
        if line.trim_start().starts_with("```") {
            flush(out, &mut paragraph);
            out.tag(if fenced { "</pre>\n" } else { "<pre>" });
            fenced = !fenced;
        } else if fenced {
            out.text(line).tag("\n");
        } else if line.starts_with('#') {
            flush(out, &mut paragraph);
            // The page's own title is in the summary already.
            if let Some(heading) = line.strip_prefix("##") {
                out.tag("<h4>").text(heading.trim_start_matches('#').trim()).tag("</h4>\n");
            }
        } else if line.trim().is_empty() {
            flush(out, &mut paragraph);
        } else {
            if line.starts_with("* ") || line.starts_with("- ") {
                flush(out, &mut paragraph);
            }
            paragraph.push(line);
        }
    }
    flush(out, &mut paragraph);
    if fenced {
        out.tag("</pre>\n");
    }
}

fn flush(out: &mut Markup, paragraph: &mut Vec<&str>) {
    if paragraph.is_empty() {
        return;
    }
    out.tag("<p>");
    let text = paragraph.join("\n");
    for (number, part) in text.split('`').enumerate() {
        if number % 2 == 1 {
            out.tag("<code>").text(part).tag("</code>");
            continue;
        }
        for (number, part) in part.split("**").enumerate() {
            if number % 2 == 1 {
                out.tag("<b>").text(part).tag("</b>");
            } else {
                out.text(part);
            }
        }
    }
    out.tag("</p>\n");
    paragraph.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_set_and_stays_text() {
        let mut out = Markup::default();
        markdown(&mut out, "# X1\n## Why <b>\nIt `a<b`\n**is** so.\n\n> quoted\n```\n<i>\n```");
        let html = String::from_utf8(out.into_bytes()).unwrap();
        assert_eq!(
            html,
            "<h4>Why &lt;b&gt;</h4>\n<p>It <code>a&lt;b</code>\n<b>is</b> so.</p>\n\
             <p>quoted</p>\n<pre>&lt;i&gt;\n</pre>\n"
        );
    }

    #[test]
    fn a_fence_that_stays_open_is_closed() {
        let mut out = Markup::default();
        markdown(&mut out, "```\nx");
        assert_eq!(out.into_bytes(), b"<pre>x\n</pre>\n");
    }
}
