//! Passive voice, by its form.

use postil_plugin::prelude::{Tag, Token};

/// Irregular participles, one a line.
const PARTICIPLES: &str = include_str!("../data/participles.txt");

/// Adverbs that may stand between auxiliary and participle.
const BETWEEN: usize = 2;

/// Whether a form of *be* or *get* is followed by a participle, with at most two adverbs or a
/// *not* between.
pub(crate) fn is_passive(text: &str, tokens: &[Token]) -> bool {
    tokens.iter().enumerate().any(|(at, token)| {
        is_auxiliary(token.span.of(text))
            && tokens
                .get(at + 1..)
                .unwrap_or_default()
                .iter()
                .take(BETWEEN + 1)
                .find(|next| !matches!(next.tag, Tag::Adv | Tag::Part))
                .is_some_and(|next| next.tag != Tag::Noun && is_participle(next.span.of(text)))
    })
}

fn is_auxiliary(word: &str) -> bool {
    const FORMS: [&str; 12] =
        ["am", "are", "be", "been", "being", "get", "gets", "getting", "got", "is", "was", "were"];
    FORMS.iter().any(|form| word.eq_ignore_ascii_case(form))
}

fn is_participle(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    if word.len() > 4 && (word.ends_with("ed") || word.ends_with("en")) {
        return true;
    }
    PARTICIPLES.lines().any(|line| line == word)
}
