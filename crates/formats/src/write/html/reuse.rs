//! Which documents have passages in common.

use super::markup::Markup;
use super::results::Cite;
use super::sources::Sources;
use postil_core::{Reuse, ReuseRelation};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Passages of one group that are shown at most.
const PASSAGES: usize = 30;

/// Writes the groups of documents that copied from each other or from the same third, and then
/// the statements that several documents make in words of their own.
pub(super) fn write(out: &mut Markup, sources: &Sources<'_>, reuse: &[Reuse]) {
    let (said_again, copied): (Vec<&Reuse>, Vec<&Reuse>) =
        reuse.iter().partition(|passage| passage.relation == ReuseRelation::Paraphrase);
    if reuse.is_empty() {
        return;
    }
    out.tag("<h3>Shared passages</h3>\n");
    for (documents, passages) in groups(sources, &copied) {
        let verbatim = passages.iter().filter(|p| p.relation == ReuseRelation::Verbatim).count();
        out.tag("<details class=\"reuse\"><summary>");
        sources.documents(out, documents.iter().copied());
        out.tag(": ").count(verbatim).tag(" word for word, ");
        out.count(passages.len() - verbatim).tag(" nearly</summary>\n");
        list(out, sources, passages);
        out.tag("</details>\n");
    }
    if !said_again.is_empty() {
        out.tag("<details class=\"reuse\"><summary>").count(said_again.len());
        out.tag(" statements in other words</summary>\n");
        list(out, sources, said_again);
        out.tag("</details>\n");
    }
}

/// The documents of each group, and its passages. Groups are in the order of their first
/// documents.
fn groups<'r>(sources: &Sources<'_>, copied: &[&'r Reuse]) -> Vec<(Vec<&'r str>, Vec<&'r Reuse>)> {
    let mut leaders = Leaders::default();
    let mut names: BTreeMap<usize, &'r str> = BTreeMap::new();
    for passage in copied {
        let mut first = None;
        for place in &passage.spans {
            let Some(number) = sources.number(&place.document) else { continue };
            names.insert(number, &place.document);
            leaders.join(*first.get_or_insert(number), number);
        }
    }
    let mut groups: BTreeMap<usize, (Vec<&'r str>, Vec<&'r Reuse>)> = BTreeMap::new();
    for (&number, &name) in &names {
        groups.entry(leaders.of(number)).or_default().0.push(name);
    }
    for &passage in copied {
        let mut numbers = passage.spans.iter().filter_map(|place| sources.number(&place.document));
        if let Some(number) = numbers.next() {
            groups.entry(leaders.of(number)).or_default().1.push(passage);
        }
    }
    groups.into_values().collect()
}

/// Documents that were joined; each group is known by its smallest number.
#[derive(Default)]
struct Leaders(BTreeMap<usize, usize>);

impl Leaders {
    fn of(&mut self, number: usize) -> usize {
        let mut leader = number;
        while let Some(&next) = self.0.get(&leader).filter(|&&next| next != leader) {
            leader = next;
        }
        // The way is short the next time.
        let mut at = number;
        while at != leader {
            at = self.0.insert(at, leader).unwrap_or(leader);
        }
        leader
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        self.0.insert(a.max(b), a.min(b));
    }
}

fn list(out: &mut Markup, sources: &Sources<'_>, mut passages: Vec<&Reuse>) {
    // The longest passage tells most.
    let length = |passage: &&Reuse| passage.spans.first().map_or(0, |place| place.span.len());
    passages.sort_by_key(|passage| Reverse(length(passage)));
    out.tag("<ul>\n");
    for passage in passages.iter().take(PASSAGES) {
        out.tag("<li><small>").tag(match passage.relation {
            ReuseRelation::Verbatim => "word for word",
            ReuseRelation::Near => "nearly",
            ReuseRelation::Paraphrase => "in other words",
        });
        out.tag("</small> ");
        let words = passage.spans.first().map_or("", |place| sources.words(Cite::from(place)));
        out.isolated(super::margin::shorten(words));
        sources.links(out, passage.spans.iter().map(Cite::from));
        out.tag("</li>\n");
    }
    out.tag("</ul>\n");
    if passages.len() > PASSAGES {
        out.tag("<p><small>and ").count(passages.len() - PASSAGES).tag(" more</small></p>\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_documents_have_one_leader() {
        let mut leaders = Leaders::default();
        leaders.join(4, 2);
        leaders.join(7, 8);
        leaders.join(8, 4);
        assert_eq!([2, 4, 7, 8, 9].map(|number| leaders.of(number)), [2, 2, 2, 2, 9]);
    }
}
