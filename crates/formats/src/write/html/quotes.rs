//! One utterance as the documents word it, side by side.

use super::markup::Markup;
use super::results::Cite;
use super::sources::Sources;
use super::words::{Word, compare};
use postil_core::{QuoteGroup, QuoteRelation};
use std::collections::BTreeMap;

/// Wordings of one utterance that are laid side by side at most.
const WORDINGS: usize = 8;
/// Utterances that are shown at most.
const SHOWN: usize = 40;

/// A wording and where it stands.
struct Wording<'s> {
    words: &'s str,
    cites: Vec<Cite<'s>>,
}

/// Writes the utterances, those in several wordings first: they are the news, reprints are not.
pub(super) fn write<'s>(out: &mut Markup, sources: &Sources<'s>, groups: &'s [QuoteGroup]) {
    if groups.is_empty() {
        return;
    }
    let mut groups: Vec<&QuoteGroup> = groups.iter().collect();
    groups.sort_by_key(|group| match group.relation {
        QuoteRelation::Retranslated => 0,
        QuoteRelation::Reworded => 1,
        QuoteRelation::Same => 2,
    });
    out.tag("<h3>The same quotation, side by side</h3>\n");
    for group in groups.iter().take(SHOWN) {
        utterance(out, sources, group);
    }
    if groups.len() > SHOWN {
        out.tag("<p><small>and ").count(groups.len() - SHOWN).tag(" more</small></p>\n");
    }
}

fn utterance<'s>(out: &mut Markup, sources: &Sources<'s>, group: &'s QuoteGroup) {
    let wordings = wordings(sources, group);
    out.tag("<figure class=\"utterance\">\n<figcaption><b>").isolated(&group.speaker).tag("</b> ");
    out.tag(match group.relation {
        QuoteRelation::Same => "in the same words",
        QuoteRelation::Reworded => "reworded",
        QuoteRelation::Retranslated => "in other words, as after a translation",
    });
    out.tag("</figcaption>\n<div class=\"wordings\">\n");
    let first = wordings.first().map_or("", |wording| wording.words);
    for (number, wording) in wordings.iter().take(WORDINGS).enumerate() {
        out.tag("<blockquote dir=\"auto\">");
        // The first is compared with the second, each other one with the first.
        let other =
            if number > 0 { Some(first) } else { wordings.get(1).map(|second| second.words) };
        match other {
            Some(other) => marked(out, wording.words, &compare(wording.words, other).0),
            None => {
                out.text(wording.words);
            }
        }
        sources.links(out, wording.cites.iter().copied());
        out.tag("</blockquote>\n");
    }
    out.tag("</div>\n");
    if wordings.len() > WORDINGS {
        out.tag("<small>and ").count(wordings.len() - WORDINGS).tag(" more wordings</small>\n");
    }
    out.tag("</figure>\n");
}

/// The different wordings of an utterance, in the order in which they come.
fn wordings<'s>(sources: &Sources<'s>, group: &'s QuoteGroup) -> Vec<Wording<'s>> {
    let mut wordings: Vec<Wording<'s>> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for cite in group.versions.iter().map(Cite::from) {
        let words = sources.words(cite);
        if words.is_empty() {
            continue;
        }
        let at = *known.entry(words).or_insert(wordings.len());
        match wordings.get_mut(at) {
            Some(wording) => wording.cites.push(cite),
            None => wordings.push(Wording { words, cites: vec![cite] }),
        }
    }
    wordings
}

/// The text with the words marked that the other wording lacks; neighbours under one mark.
fn marked(out: &mut Markup, text: &str, words: &[Word]) {
    let mut at = 0;
    for run in words.chunk_by(|a, b| a.differs == b.differs) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        if !first.differs {
            continue;
        }
        out.text(text.get(at..first.range.start).unwrap_or_default()).tag("<mark>");
        out.text(text.get(first.range.start..last.range.end).unwrap_or_default()).tag("</mark>");
        at = last.range.end;
    }
    out.text(text.get(at..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_are_marked_together() {
        let (a, b) = ("lower the temperature <now>", "bring down the temperature");
        let mut out = Markup::default();
        marked(&mut out, a, &compare(a, b).0);
        out.tag("|");
        marked(&mut out, b, &compare(a, b).1);
        let html = String::from_utf8(out.into_bytes()).unwrap();
        assert_eq!(
            html,
            "<mark>lower</mark> the temperature <mark>&lt;now&gt;</mark>|\
             <mark>bring down</mark> the temperature"
        );
    }
}
