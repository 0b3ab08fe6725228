//! Sentence boundaries of scraped and machine-translated news.
//!
//! A line is never joined with the next. Inside a line each terminal mark is a candidate, and so
//! is the period of an abbreviation. What decides is, in this order: quote marks and brackets
//! that close behind the mark, white space, the class of the abbreviation, and the next word.

use crate::tokens::{ABBREVIATIONS, MONTH_NAME};
use postil_core::{Sentence, Token, TokenKind, Zone, ZoneKind, fold};
use postil_lexicon::Lexicon;
use std::sync::LazyLock;

static STARTERS: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/sentence_starters.table")))
});

const STARTER: u32 = 1;
const REPORT: u32 = 2;

const NEVER: u32 = 1;
const BEFORE_NUMBER: u32 = 2;
const MONTH: u32 = 3;

/// Bytes that a bracket may hold for its inside to stay in one sentence with its outside.
const BRACKET: usize = 160;

/// Splits content and headlines into sentences.
pub fn split(text: &str, zones: &[Zone], tokens: &[Token]) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut next = 0;
    for zone in zones {
        let from =
            next + tokens[next..].partition_point(|token| token.span.start() < zone.span.start());
        next = from + tokens[from..].partition_point(|token| token.span.start() < zone.span.end());
        if matches!(zone.kind, ZoneKind::Content | ZoneKind::Headline) {
            Line { text, tokens: &tokens[from..next] }.split(&mut out);
        }
    }
    out
}

/// The tokens of one zone.
struct Line<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl Line<'_> {
    fn split(&self, out: &mut Vec<Sentence>) {
        let mut first = 0;
        let mut at = 0;
        let mut held = 0; // no boundary before this token: inside a short bracket
        let mut open = false; // whether a straight quote is open
        while at < self.tokens.len() {
            match self.word(at) {
                "(" | "[" => held = held.max(self.bracket_end(at)),
                "\"" => open = !open,
                _ => {}
            }
            if at >= held && self.is_terminal(at) {
                let (behind, still_open) = self.closers(at + 1, open);
                if behind >= self.tokens.len() {
                    break;
                }
                if self.is_boundary(at, behind) {
                    self.emit(first, behind, out);
                    first = behind;
                    open = still_open;
                    at = behind;
                    continue;
                }
            }
            at += 1;
        }
        self.emit(first, self.tokens.len(), out);
    }

    fn emit(&self, first: usize, behind: usize, out: &mut Vec<Sentence>) {
        if let Some(tokens) = self.tokens.get(first..behind)
            && let (Some(a), Some(z)) = (tokens.first(), tokens.last())
        {
            out.push(Sentence { span: a.span.join(z.span) });
        }
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    fn first_char(&self, at: usize) -> char {
        self.word(at).chars().next().unwrap_or(' ')
    }

    /// Whether white space stands before the token (true at both ends of the line).
    fn spaced(&self, at: usize) -> bool {
        match (at.checked_sub(1).and_then(|p| self.tokens.get(p)), self.tokens.get(at)) {
            (Some(before), Some(token)) => before.span.end() < token.span.start(),
            _ => true,
        }
    }

    fn is_terminal(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let word = token.span.of(self.text);
        match token.kind {
            TokenKind::Mark => matches!(
                word.chars().next(),
                Some('.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।')
            ),
            TokenKind::Word => word.len() > 1 && word.ends_with('.'),
            _ => false,
        }
    }

    /// The first token from `at` that does not close a quotation or bracket of the sentence
    /// before, and whether a straight quote is open there.
    fn closers(&self, mut at: usize, mut open: bool) -> (usize, bool) {
        while let Some(token) = self.tokens.get(at) {
            if !matches!(token.kind, TokenKind::Mark) {
                break;
            }
            let glued = !self.spaced(at);
            let alone = self.spaced(at + 1);
            let closes = match token.span.of(self.text) {
                "”" | "»" | ")" | "]" => glued || alone,
                "’" | "'" | "''" => glued,
                // An opening shape closes when it ends the line or stands by itself (`case. “`).
                "“" | "„" | "«" => alone,
                "\"" => (glued && (alone || open)) || (!glued && alone && open),
                "." | "…" | "!" | "?" | "..." => true,
                _ => false,
            };
            if !closes {
                break;
            }
            open ^= token.span.of(self.text) == "\"";
            at += 1;
        }
        (at, open)
    }

    /// Whether a sentence ends with the terminal token `mark`, the next one beginning at `next`.
    fn is_boundary(&self, mark: usize, next: usize) -> bool {
        let terminal = self.word(mark);
        let quoted = next > mark + 1;
        let start = self.first_char(next);
        if !self.spaced(next) {
            // A lost space: `ended.The`. Anything else without a space goes on.
            let word = terminal == "." && start.is_uppercase() && !quoted;
            return word || matches!(start, '“' | '„' | '•');
        }
        if matches!(start, ',' | ';' | ':' | '-' | '–' | '—' | ')' | ']') {
            return false;
        }
        // What the next sentence would really begin with, behind an opening mark.
        let opened = matches!(start, '“' | '„' | '«' | '"' | '\'' | '‘' | '(' | '[');
        let begin = if opened { next + 1 } else { next };
        let begins = self.first_char(begin);
        if begins.is_lowercase() && !opened {
            return false;
        }
        if terminal.ends_with('.') && terminal.len() > 1 && !terminal.starts_with('.') {
            return self.abbreviation_ends(mark, begin, quoted || opened);
        }
        match terminal.chars().next() {
            Some('!' | '?') if quoted => !self.reports(next),
            Some('!' | '?') => !begins.is_lowercase(),
            Some('…') => begins.is_uppercase() && self.word(begin) != "I",
            Some('.') if terminal.len() > 1 => begins.is_uppercase() && self.word(begin) != "I",
            Some('.') => !self.is_ordinal(mark, next),
            _ => true,
        }
    }

    /// Whether a sentence ends with an abbreviation.
    fn abbreviation_ends(&self, mark: usize, begin: usize, marked: bool) -> bool {
        let word = self.word(mark);
        let number = self.tokens.get(begin).is_some_and(|t| t.kind == TokenKind::Number);
        match self.tokens.get(mark).and_then(|t| ABBREVIATIONS.get(t.fold, word)) {
            Some(entry) if entry.value == NEVER => false,
            Some(entry) if entry.value == BEFORE_NUMBER => !number,
            Some(entry) if entry.value == MONTH => {
                !number && (marked || self.class_of(begin) == Some(STARTER))
            }
            _ if number => false,
            // An initial between names goes on; a letter after a small word (`you and I.`) may end.
            _ if word.chars().count() == 2 => {
                let named = mark.checked_sub(1).is_some_and(|p| {
                    self.first_char(p).is_uppercase() && self.tokens[p].kind == TokenKind::Word
                });
                !named && self.class_of(begin) == Some(STARTER)
            }
            _ => {
                // `5 p.m. “The` and `U.S. The`, but `U.S. President`.
                marked && !self.first_char(begin).is_lowercase()
                    || self.first_char(begin).is_uppercase()
                        && self.class_of(begin) == Some(STARTER)
                    || matches!(self.first_char(begin), '•' | '*')
            }
        }
    }

    fn class_of(&self, at: usize) -> Option<u32> {
        let token = self.tokens.get(at)?;
        STARTERS.get(token.fold, token.span.of(self.text)).map(|entry| entry.value)
    }

    /// Whether a tag of reported speech begins at `at`: `Biden asked`, `asked Biden`.
    fn reports(&self, at: usize) -> bool {
        (at..at + 3).any(|position| self.class_of(position) == Some(REPORT))
    }

    /// Whether the period at `mark` makes the number before it an ordinal: `9. Januar`.
    fn is_ordinal(&self, mark: usize, next: usize) -> bool {
        let number = mark.checked_sub(1).and_then(|before| self.tokens.get(before));
        let Some(number) = number.filter(|token| token.kind == TokenKind::Number) else {
            return false;
        };
        let month = self.word(next);
        number.span.len() <= 2
            && !self.spaced(mark)
            && ABBREVIATIONS.get(fold(month), month).is_some_and(|entry| entry.value == MONTH_NAME)
    }

    /// The token behind the bracket that closes the one at `at`, if that is near; else `at`.
    fn bracket_end(&self, at: usize) -> usize {
        let close = if self.word(at) == "(" { ")" } else { "]" };
        let limit = self.tokens[at].span.end() + BRACKET;
        for (offset, token) in self.tokens[at..].iter().enumerate().skip(1) {
            if token.span.start() > limit {
                break;
            }
            if token.span.of(self.text) == close {
                // A bracket that holds a sentence of its own may end one: look at its last mark.
                let whole = at == 0 || self.is_terminal(at - 1);
                return at + offset - usize::from(whole && self.is_terminal(at + offset - 1));
            }
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokenize;
    use postil_core::Span;

    /// Splits a text whose expected boundaries are marked with `|`.
    #[track_caller]
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let mut zones = Vec::new();
        for line in text.lines() {
            let span = Span::of_slice(&text, line).unwrap().trim(&text);
            if !span.is_empty() {
                zones.push(Zone { span, kind: ZoneKind::Content, repeats: None, score: None });
            }
        }
        let tokens = tokenize(&text, &zones);
        let found: Vec<&str> =
            split(&text, &zones, &tokens).iter().map(|s| s.span.of(&text)).collect();
        let expected: Vec<&str> =
            marked.split(['|', '\n']).map(str::trim).filter(|s| !s.is_empty()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn abbreviations_go_on_before_names_and_numbers() {
        check("Envoys meet Jan. 10, two days before the council.| Then they rest.");
        check("It starts at 3.30 p.m. in Washington.| All agree.");
        check("It starts at 3 p.m. Moscow time.| All agree.");
        check("The U.S. and Russian teams met.| U.S. President Joe Biden left.");
        check("Gen. Mark Milley spoke to Sen. Tim Kaine.| No. 5 was alive.");
        check("He founded R.Politik, a firm.| She works for Acme Inc. in Ohio.");
        check("George W. Bush met J. K. Rowling.| They talked.");
    }

    #[test]
    fn abbreviations_end_before_words_that_begin_sentences() {
        check("They flew to the U.S.| The talks go on.");
        check("She lives in Washington, D.C.| She is a lawyer.");
        check("It ended at 5 p.m.| He left.");
        check("He worked for Acme Inc.| It failed.");
    }

    #[test]
    fn quotations_keep_their_tags() {
        check("“The principle is inviolable,” he said.| “Nothing else.” |He left.");
        check("“Why?” he asked.| “Because!” Biden shouted.| “No.” |That was all.");
        check("“There is a need,” he said, without elaborating.| The call ended.");
    }

    #[test]
    fn broken_quote_spacing_of_machine_translation() {
        check("It’s doable he has decided to invade, ”she added.| “I think so.”");
        check("It must be discussed with all allies, \"Kallas said today.| She left.");
        check("I fear the opposite is the case. “");
        check("It will divide Europe. |\"There is no naivety on this.| It is wrong,\" she said.");
    }

    #[test]
    fn ellipses_decimals_and_lost_spaces() {
        check("Biden had … assured him.| It grew 3.5 percent.");
        check("It ended.|The rest is silence.");
        check("Wait... what?| I never meant that....| She left.");
    }

    #[test]
    fn brackets_stay_in_their_sentence() {
        check("He teaches (He worked for 5 years as an engineer.) at the school.| She left.");
        check("He left. |(She stayed.) |They met.");
    }

    #[test]
    fn lines_are_never_joined() {
        check("Putin happy, Kremlin says\nThe talks begin on 9. Januar in Genf.| They end soon.");
    }

    proptest::proptest! {
        #[test]
        fn sentences_are_in_order_and_hold_every_token(text in "[a-zA-Z.!?“”\"() \n,0-9…é💩]{0,160}") {
            let mut zones = Vec::new();
            for line in text.split('\n') {
                let span = Span::of_slice(&text, line).unwrap().trim(&text);
                if !span.is_empty() {
                    zones.push(Zone { span, kind: ZoneKind::Content, repeats: None, score: None });
                }
            }
            let tokens = tokenize(&text, &zones);
            let sentences = split(&text, &zones, &tokens);
            for pair in sentences.windows(2) {
                proptest::prop_assert!(pair[0].span.end() <= pair[1].span.start());
            }
            for token in &tokens {
                proptest::prop_assert!(sentences.iter().any(|s| s.span.contains(token.span)));
            }
        }
    }
}
