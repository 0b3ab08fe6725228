//! The distinct forms under which a document names its entities.

use super::tables::{self, title};
use super::word::without_particle;
use crate::ground::Ground;
use postil_core::{Entity, EntityKind, Fold, Token, fold, fold_phrase};
use postil_lexicon::Lexicon;
use rustc_hash::FxHashMap;

/// One spelling of one kind of name, and how often it stands in the document.
pub(super) struct Form<'g> {
    pub kind: EntityKind,
    /// Its words, without titles and a leading article.
    pub words: Vec<&'g str>,
    /// The words as they stand, with white space folded.
    pub surface: String,
    pub mentions: u32,
    /// The name that a table has for it.
    pub table: Option<String>,
}

/// All forms of a document, in the order in which they first occur.
pub(super) struct Forms<'g> {
    pub all: Vec<Form<'g>>,
    /// The form of each mention.
    pub of: Vec<usize>,
}

impl<'g> Forms<'g> {
    /// Sorts the mentions by form.
    pub fn collect(ground: &Ground<'g>, mentions: &[Entity]) -> Self {
        let mut forms = Self { all: Vec::new(), of: Vec::with_capacity(mentions.len()) };
        // The forms of one fold, each with the next of that fold; nearly always one.
        let mut seen: FxHashMap<(EntityKind, Fold), usize> = FxHashMap::default();
        for mention in mentions {
            let tokens = own_tokens(ground, mention);
            let whole = ground.slice(mention.span).trim();
            let words = || tokens.iter().map(|token| ground.word(token));
            let hash = match tokens {
                [] => fold(whole),
                _ => fold_phrase(tokens.iter().map(|token| token.fold)),
            };
            let is_same = |form: &Form<'_>| match tokens {
                [] => form.words.len() == 1 && same_lowered(form.words[0], whole),
                _ => {
                    form.words.len() == tokens.len()
                        && form.words.iter().zip(words()).all(|(a, b)| same_lowered(a, b))
                }
            };
            let known = seen.get(&(mention.kind, hash)).copied();
            let form = match known {
                Some(form) if is_same(&forms.all[form]) => Some(form),
                // Two forms of one fold: a chance of one in millions.
                Some(_) => forms.all.iter().position(|f| f.kind == mention.kind && is_same(f)),
                None => None,
            };
            let form = form.unwrap_or_else(|| {
                let table = in_table(ground.text, mention.kind, tokens);
                let words = if tokens.is_empty() { vec![whole] } else { words().collect() };
                let surface = surface(ground, mention, tokens);
                seen.entry((mention.kind, hash)).or_insert(forms.all.len());
                forms.all.push(Form { kind: mention.kind, words, surface, mentions: 0, table });
                forms.all.len() - 1
            });
            if let Some(form) = forms.all.get_mut(form) {
                form.mentions += 1;
            }
            forms.of.push(form);
        }
        forms
    }
}

/// Whether two words are equal but for case.
fn same_lowered(a: &str, b: &str) -> bool {
    let lowered = |word| str::chars(word).flat_map(char::to_lowercase);
    a == b || lowered(a).eq(lowered(b))
}

/// The tokens of a mention without titles (persons), a leading article and a final possessive.
fn own_tokens<'g>(ground: &Ground<'g>, mention: &Entity) -> &'g [Token] {
    let mut tokens = ground.tokens_in(mention.span);
    while let [first, rest @ ..] = tokens
        && !rest.is_empty()
        && ground.word(first).eq_ignore_ascii_case("the")
    {
        tokens = rest;
    }
    if mention.kind == EntityKind::Per {
        while let Some(found) = tables::TITLES.longest(ground.text, tokens)
            && matches!(found.entry.value, title::HONORIFIC | title::OFFICE)
            && let Some(rest) = tokens.get(found.tokens..)
            && !rest.is_empty()
        {
            tokens = rest;
        }
    }
    if let [rest @ .., last] = tokens
        && !rest.is_empty()
        && matches!(ground.word(last), "'s" | "’s")
    {
        tokens = rest;
    }
    tokens
}

fn surface(ground: &Ground<'_>, mention: &Entity, tokens: &[Token]) -> String {
    let span = match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => first.span.join(last.span),
        _ => mention.span,
    };
    let mut surface = String::with_capacity(span.len());
    for word in ground.slice(span).split_whitespace() {
        if !surface.is_empty() {
            surface.push(' ');
        }
        surface.push_str(word);
    }
    surface
}

/// The usual name of a place, body or group, if the whole form is in its table.
fn in_table(text: &str, kind: EntityKind, tokens: &[Token]) -> Option<String> {
    let table: &Lexicon = match kind {
        EntityKind::Per => return None,
        EntityKind::Org => &tables::BODIES,
        EntityKind::Loc => &tables::PLACES,
        EntityKind::Norp => &tables::GROUPS,
    };
    let found = table.longest(text, tokens).filter(|found| found.tokens == tokens.len())?;
    Some(match found.entry.text {
        // Keys are split into tokens; names are written as usual.
        "" => found
            .entry
            .key
            .replace(" - ", "-")
            .replace(" 's", "'s")
            .replace(" ' ", "' ")
            .replace(" , ", ", "),
        text => text.to_owned(),
    })
}

/// The parts of a person's name that tell it from others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PersonName<'g> {
    /// Capitalized words without initials and suffixes; at least one unless the form is empty.
    pub parts: Vec<&'g str>,
}

impl<'g> PersonName<'g> {
    /// The telling parts of a form.
    pub fn of(form: &Form<'g>) -> Self {
        let telling = |word: &&'g str| {
            word.starts_with(char::is_uppercase)
                && !word.ends_with('.')
                && word.chars().nth(1).is_some()
                && !is_suffix(word)
        };
        let mut parts: Vec<&str> =
            form.words.iter().copied().map(without_particle).filter(telling).collect();
        if parts.is_empty() {
            parts = form
                .words
                .iter()
                .filter(|word| word.chars().any(char::is_alphabetic))
                .copied()
                .collect();
        }
        Self { parts }
    }

    /// The last part, usually the surname.
    pub fn last(&self) -> &'g str {
        self.parts.last().copied().unwrap_or("")
    }

    /// The first part.
    pub fn first(&self) -> &'g str {
        self.parts.first().copied().unwrap_or("")
    }

    /// Whether it has a first name and a surname.
    pub fn is_full(&self) -> bool {
        self.parts.len() >= 2
    }
}

/// Whether a word stands behind a name: `Jr.`, `XI`. Numerals are written as the table has them,
/// so that the name `Xi` is none.
fn is_suffix(word: &str) -> bool {
    tables::PARTICLES
        .get(postil_core::fold(word), word)
        .is_some_and(|entry| entry.value == tables::particle::SUFFIX && entry.key == word)
}

/// The words of a body's name that tell it from others, in small letters and in order of the
/// alphabet: `Russia-NATO Council` is the `NATO-Russia Council`.
pub(super) fn body_key(form: &Form<'_>) -> String {
    let mut words: Vec<String> = form
        .words
        .iter()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .filter(|word| {
            let known = postil_core::fold(word);
            let function = tables::COMMON
                .get(known, word)
                .is_some_and(|entry| entry.value == u32::from(tables::common::FUNCTION));
            let legal = tables::HEADS
                .get(known, word)
                .is_some_and(|entry| entry.value == u32::from(tables::head::LEGAL));
            !function && !legal
        })
        .map(|word| word.to_lowercase())
        .collect();
    if words.is_empty() {
        return form.surface.to_lowercase();
    }
    words.sort_unstable();
    words.dedup();
    words.join(" ")
}

/// The first letters of a body's capitalized words (`WHO` of `World Health Organization`).
pub(super) fn initials(form: &Form<'_>) -> String {
    form.words.iter().filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect()
}

/// Whether a form is one word of two to six capitals.
pub(super) fn is_acronym(form: &Form<'_>) -> bool {
    match form.words.as_slice() {
        [word] => {
            (2..=6).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::testing::Page;

    fn form(kind: EntityKind, name: &str) -> (Vec<String>, Option<String>) {
        let page = Page::new(name);
        let ground = page.ground();
        let mention = page.mention(name, kind);
        let forms = Forms::collect(&ground, &[mention]);
        let words = forms.all[0].words.iter().map(|word| (*word).to_owned()).collect();
        (words, forms.all[0].table.clone())
    }

    #[test]
    fn titles_and_articles_fall_off_and_tables_name() {
        assert_eq!(form(EntityKind::Per, "President Joe Biden").0, ["Joe", "Biden"]);
        assert_eq!(form(EntityKind::Per, "King").0, ["King"]);
        let (words, table) = form(EntityKind::Loc, "the U.S.");
        assert_eq!(words, ["U.S."]);
        assert_eq!(table.as_deref(), Some("United States"));
        let nato = form(EntityKind::Org, "Russia-NATO Council").1;
        assert_eq!(nato.as_deref(), Some("NATO-Russia Council"));
        assert_eq!(form(EntityKind::Norp, "Russians").1.as_deref(), Some("Russian"));
        assert_eq!(form(EntityKind::Per, "Washington").1, None);
    }

    #[test]
    fn telling_parts_of_names() {
        let page = Page::new("Martin L. King Jr. met Bashar al-Assad");
        let ground = page.ground();
        let mentions = [
            page.mention("Martin L. King Jr.", EntityKind::Per),
            page.mention("Bashar al-Assad", EntityKind::Per),
        ];
        let forms = Forms::collect(&ground, &mentions);
        assert_eq!(PersonName::of(&forms.all[0]).parts, ["Martin", "King"]);
        assert_eq!(PersonName::of(&forms.all[1]).parts, ["Bashar", "Assad"]);
    }

    #[test]
    fn bodies_are_the_same_in_any_order() {
        let page = Page::new("Oxford University, University of Oxford, Xerxes Inc., Xerxes");
        let ground = page.ground();
        let mentions = ["Oxford University", "University of Oxford", "Xerxes Inc.", "Xerxes"]
            .map(|name| page.mention(name, EntityKind::Org));
        let forms = Forms::collect(&ground, &mentions);
        let keys: Vec<String> = forms.all.iter().map(body_key).collect();
        assert_eq!(keys[0], keys[1]);
        assert_eq!(keys[2], keys[3]);
        assert_eq!(initials(&forms.all[0]), "OU");
    }
}
