//! Words and sentences of a test's text, split by simple rules that a reader of the test can
//! follow. They are not those of the language analyzer.

use postil_core::{Span, Tag, Token, TokenKind, fold};

/// Endings that are tokens of their own.
const CLITICS: [&str; 4] = ["n't", "n’t", "'s", "’s"];

/// The first place of `words` in `text`.
#[track_caller]
pub fn span(text: &str, words: &str) -> Span {
    match text.find(words) {
        Some(start) => at(text, start, start + words.len()),
        None => panic!("{words:?} does not stand in {text:?}"),
    }
}

/// The span `start..end` of `text`.
#[track_caller]
pub(crate) fn at(text: &str, start: usize, end: usize) -> Span {
    Span::new(text, start, end).unwrap_or_else(|error| panic!("{error} of {text:?}"))
}

/// The words, numbers and marks of a text, each with the tag `X`. A stop or colon inside a word
/// or number belongs to it (`U.S`, `3.30`); `didn’t` and `Smith’s` come apart before `n’t` and
/// `’s`; every other mark stands alone.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut cuts = Vec::new();
    let mut from = None;
    for (place, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let next = text.get(place + c.len_utf8()..).and_then(|rest| rest.chars().next());
        let joins = matches!(c, '\'' | '’')
            || matches!(c, '.' | ':') && next.is_some_and(char::is_alphanumeric);
        if c.is_alphanumeric() || from.is_some() && joins {
            from = from.or(Some(place));
            continue;
        }
        if let Some(start) = from.take() {
            cut_word(text, start, place, &mut cuts);
        }
        if !c.is_whitespace() {
            cuts.push((place, place + c.len_utf8()));
        }
    }
    cuts.into_iter().map(|(start, end)| token(text, start, end, Tag::X)).collect()
}

/// Cuts a clitic from the end of a word.
fn cut_word(text: &str, start: usize, end: usize, cuts: &mut Vec<(usize, usize)>) {
    let word = text.get(start..end).unwrap_or_default();
    let clitic = CLITICS.iter().find(|clitic| word.ends_with(**clitic)).map_or(0, |c| c.len());
    let cut = end - clitic;
    cuts.extend([(start, cut), (cut, end)].into_iter().filter(|(from, to)| from < to));
}

/// The token of one word; its kind follows from its first character and its tag.
#[track_caller]
pub(crate) fn token(text: &str, start: usize, end: usize, tag: Tag) -> Token {
    let span = at(text, start, end);
    let word = span.of(text);
    let mut characters = word.chars();
    let kind = match (characters.next(), tag) {
        (Some(c), _) if c.is_ascii_digit() => TokenKind::Number,
        (_, Tag::Punct) => TokenKind::Mark,
        (_, Tag::Sym) => TokenKind::Symbol,
        (Some('\'' | '’'), _) if characters.next().is_some() => TokenKind::Word,
        (Some(c), _) if c.is_alphabetic() => TokenKind::Word,
        (_, Tag::X) => TokenKind::Mark,
        _ => TokenKind::Word,
    };
    Token { span, fold: fold(word), kind, tag }
}

/// The sentences of a line, which starts at byte `start` of `text`: each ends with a stop or a
/// question mark, and a closing quote mark, before a space or the line's end.
pub(crate) fn sentences(text: &str, line: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = line.start();
    let mut push = |from: usize, to: usize| {
        let sentence = at(text, from, to).trim(text);
        if !sentence.is_empty() {
            found.push(sentence);
        }
    };
    for (place, mark) in line.of(text).match_indices(['.', '?']) {
        let end = line.start() + place + mark.len();
        let rest = text.get(end..line.end()).unwrap_or_default();
        let closing = if rest.starts_with('”') { '”'.len_utf8() } else { 0 };
        let after = rest.get(closing..).unwrap_or_default();
        if after.is_empty() || after.starts_with(' ') {
            push(from, end + closing);
            from = end + closing;
        }
    }
    if from < line.end() {
        push(from, line.end());
    }
    found
}

/// The lines of a text that hold more than white space, without white space at their ends.
pub(crate) fn lines(text: &str) -> Vec<Span> {
    text.split('\n')
        .filter_map(|line| Span::of_slice(text, line))
        .map(|line| line.trim(text))
        .filter(|line| !line.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|token| token.span.of(text)).collect()
    }

    #[test]
    fn words_come_apart_where_a_reader_expects_it() {
        assert_eq!(
            words("He didn’t: Smith’s U.S. “3.30”!"),
            ["He", "did", "n’t", ":", "Smith", "’s", "U.S", ".", "“", "3.30", "”", "!"]
        );
        assert_eq!(words("💩 é"), ["💩", "é"]);
        assert!(words("").is_empty());
        let kinds: Vec<TokenKind> = tokens("a’s 3.").iter().map(|token| token.kind).collect();
        assert_eq!(kinds, [TokenKind::Word, TokenKind::Word, TokenKind::Number, TokenKind::Mark]);
    }

    #[test]
    fn sentences_end_before_a_space() {
        let text = "At 3.30 he left. “Why?” She stayed";
        let found: Vec<&str> = sentences(text, at(text, 0, text.len()))
            .into_iter()
            .map(|sentence| sentence.of(text))
            .collect();
        assert_eq!(found, ["At 3.30 he left.", "“Why?”", "She stayed"]);
    }

    #[test]
    #[should_panic(expected = "does not stand in")]
    fn words_that_are_not_there_are_told() {
        span("Nothing.", "Something");
    }
}
