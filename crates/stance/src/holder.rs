//! Whose view it is: the speaker of the quotation that a mention stands in, else the author.

use postil_core::{Quote, QuoteKind, Span, Via};
use std::cmp::Reverse;
use std::sync::Arc;

/// How many quotations that lie in one another are kept track of.
const DEEPEST: usize = 32;

/// Who holds a view, and how it comes to the reader.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Held {
    /// Id of the holder's entity, the words that name it where it has none, or `author`.
    pub holder: Arc<str>,
    /// Who reports whom, outermost first.
    pub chain: Vec<Arc<str>>,
    /// How it comes to the reader.
    pub via: Via,
}

/// Finds the holder of one mention after another, in text order.
pub(crate) struct Holders<'q> {
    quotes: &'q [Quote],
    next: usize,
    /// Quotations that began and have not ended, in order of their start.
    open: Vec<&'q Quote>,
    author: Arc<str>,
}

impl<'q> Holders<'q> {
    /// Quotations come in text order.
    pub(crate) fn new(quotes: &'q [Quote], author: Arc<str>) -> Self {
        Self { quotes, next: 0, open: Vec::new(), author }
    }

    /// The holder of the view of this mention. Mentions come in order of their start.
    pub(crate) fn of(&mut self, mention: Span) -> Held {
        while let Some(quote) = self.quotes.get(self.next)
            && quote.span.start() <= mention.start()
        {
            self.next += 1;
            self.open.push(quote);
        }
        self.open.retain(|quote| quote.span.end() > mention.start());
        if self.open.len() > DEEPEST {
            self.open.drain(..self.open.len() - DEEPEST);
        }
        let mut around: Vec<&Quote> =
            self.open.iter().copied().filter(|quote| speaks_of(quote, mention)).collect();
        around.sort_by_key(|quote| Reverse(quote.span.len()));

        let mut chain: Vec<Arc<str>> = Vec::new();
        let mut via = Via::Narration;
        for quote in &around {
            let Some(speaker) = &quote.speaker else {
                // Nobody is known to have said this; it is still no narration.
                if quote.kind == QuoteKind::Direct && chain.is_empty() {
                    via = Via::Quote;
                }
                continue;
            };
            let id = match &speaker.entity {
                Some(entity) if !entity.is_empty() => entity,
                _ => &speaker.name,
            };
            chain.retain(|reporter| reporter != id);
            chain.push(id.clone());
            via = if quote.kind == QuoteKind::Indirect { Via::Indirect } else { Via::Quote };
        }
        let holder = chain.pop().unwrap_or_else(|| self.author.clone());
        Held { holder, chain, via }
    }
}

/// Whether the mention is part of what is said. The speaker at the cue is not, even where a
/// reported clause runs on both sides of it.
fn speaks_of(quote: &Quote, mention: Span) -> bool {
    quote.span.contains(mention)
        && !quote.speaker.as_ref().is_some_and(|speaker| speaker.span.overlaps(mention))
        && !quote.cue.is_some_and(|cue| cue.overlaps(mention))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{quote, span};

    /// Compares the holder of the first `mention` with what is expected.
    #[track_caller]
    fn check(text: &str, quotes: &[Quote], mention: &str, holder: &str, chain: &[&str], via: Via) {
        let mut holders = Holders::new(quotes, "author".into());
        let held = holders.of(span(text, mention));
        let expected = Held {
            holder: holder.into(),
            chain: chain.iter().map(|id| Arc::from(*id)).collect(),
            via,
        };
        assert_eq!(held, expected, "{mention}");
    }

    #[test]
    fn a_quotation_has_its_speaker_and_the_rest_its_author() {
        let text = "“Russia must stop,” Smith said in Riga.";
        let quotes = [quote(text, "Russia must stop,", QuoteKind::Direct, "Smith", Some("e2"))];
        check(text, &quotes, "Russia", "e2", &[], Via::Quote);
        check(text, &quotes, "Smith", "author", &[], Via::Narration);
        check(text, &quotes, "Riga", "author", &[], Via::Narration);
    }

    #[test]
    fn who_reports_whom_is_kept() {
        let text = "Jones said Smith warned that Russia would fail.";
        let quotes = [
            quote(
                text,
                "Smith warned that Russia would fail",
                QuoteKind::Indirect,
                "Jones",
                Some("e1"),
            ),
            quote(text, "Russia would fail", QuoteKind::Indirect, "Smith", Some("e2")),
        ];
        check(text, &quotes, "Russia", "e2", &["e1"], Via::Indirect);
        check(text, &quotes, "Smith", "e1", &[], Via::Indirect);
        check(text, &quotes, "Jones", "author", &[], Via::Narration);
    }

    #[test]
    fn one_speaker_does_not_report_himself() {
        let text = "Jones said that Russia was “in a hurry”, Riga less so.";
        let quotes = [
            quote(
                text,
                "Russia was “in a hurry”, Riga less so",
                QuoteKind::Indirect,
                "Jones",
                None,
            ),
            quote(text, "in a hurry", QuoteKind::Mixed, "Jones", None),
        ];
        check(text, &quotes, "hurry", "Jones", &[], Via::Quote);
        check(text, &quotes, "Riga", "Jones", &[], Via::Indirect);
    }

    #[test]
    fn words_in_marks_that_nobody_said_are_the_authors() {
        let text = "The “Russia plan” was late.";
        let mut scare = quote(text, "Russia plan", QuoteKind::Mixed, "plan", None);
        scare.speaker = None;
        let mut direct = scare.clone();
        direct.kind = QuoteKind::Direct;
        check(text, &[scare], "Russia", "author", &[], Via::Narration);
        check(text, &[direct], "Russia", "author", &[], Via::Quote);
    }
}
