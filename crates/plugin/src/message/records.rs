//! The built-in kinds of notes, as they come out of a message.
//!
//! Every kind can be read through its generic form. Those that stand in a document by the
//! hundred are read without it, which would cost an allocation a note; whatever is odd about one
//! of them goes the long way, so that there is one place that says what is wrong.

use super::MessageError;
use super::incoming::{Arena, Given, Incoming};
use super::mentions::Parsed;
use postil_core::{
    Artifact, Entity, EntityKind, Quote, Record, Sentence, Stance, Tag, Token, TokenKind, Tone,
    Zone, fold,
};

/// A kind of note that a message can hold.
pub(super) trait FromMessage: Record {
    /// What is worked out once a layer.
    type Table<'a>;

    /// Works it out, from the labels of the layer.
    fn table<'a>(labels: &[&'a str]) -> Self::Table<'a>;

    /// Reads one note.
    fn read<'a>(given: &Given<'a>, table: &mut Self::Table<'a>, text: &str)
    -> Result<Self, String>;
}

/// The notes of a layer in their own type, each checked against `text`.
pub(super) fn records<'a, T: FromMessage>(
    incoming: &Incoming<'a>,
    text: &str,
    arena: &mut Arena<'a>,
) -> Result<Vec<T>, MessageError> {
    let mut table = T::table(&incoming.labels);
    incoming.build(text, arena, |given| T::read(&given, &mut table, text))
}

fn through_annotation<T: Record>(given: &Given<'_>, text: &str) -> Result<T, String> {
    T::from_annotation(&given.annotation()?, text).map_err(|error| error.to_string())
}

/// Kinds that are rare, or have attributes of many shapes.
macro_rules! through_annotation {
    ($($kind:ty),+) => {$(
        impl FromMessage for $kind {
            type Table<'a> = ();

            fn table<'a>(_labels: &[&'a str]) -> Self::Table<'a> {}

            fn read<'a>(
                given: &Given<'a>,
                _table: &mut Self::Table<'a>,
                text: &str,
            ) -> Result<Self, String> {
                through_annotation(given, text)
            }
        }
    )+};
}

through_annotation!(Zone, Quote, Tone, Stance, Artifact);

impl FromMessage for Sentence {
    type Table<'a> = ();

    fn table<'a>(_labels: &[&'a str]) -> Self::Table<'a> {}

    fn read<'a>(
        given: &Given<'a>,
        _table: &mut Self::Table<'a>,
        text: &str,
    ) -> Result<Self, String> {
        if given.attributes.is_empty() {
            return Ok(Self { span: given.span });
        }
        through_annotation(given, text)
    }
}

impl FromMessage for Token {
    /// The tag of each label, where it is one.
    type Table<'a> = Vec<Option<Tag>>;

    fn table<'a>(labels: &[&'a str]) -> Self::Table<'a> {
        labels.iter().map(|label| Tag::from_name(label)).collect()
    }

    #[inline]
    fn read<'a>(
        given: &Given<'a>,
        table: &mut Self::Table<'a>,
        text: &str,
    ) -> Result<Self, String> {
        match given.label.and_then(|(place, _)| table.get(place).copied().flatten()) {
            Some(tag) if given.attributes.is_empty() => {
                let word = given.span.of(text);
                Ok(Self { span: given.span, fold: fold(word), kind: kind(word, tag), tag })
            }
            _ => through_annotation(given, text),
        }
    }
}

/// What a token looks like, as `Token::from_annotation` has it; a test holds the two together.
#[inline]
fn kind(word: &str, tag: Tag) -> TokenKind {
    match word.as_bytes().first() {
        Some(byte) if byte.is_ascii_digit() => TokenKind::Number,
        _ if tag == Tag::Punct => TokenKind::Mark,
        Some(byte) if byte.is_ascii_alphabetic() || *byte == b'\'' => TokenKind::Word,
        _ => match word.chars().next() {
            Some(char) if char.is_alphabetic() || char == '’' => TokenKind::Word,
            _ => TokenKind::Symbol,
        },
    }
}

impl FromMessage for Entity {
    /// The kind of each label, where it is one; and the entities that were read before.
    type Table<'a> = (Vec<Option<EntityKind>>, Parsed<'a>);

    fn table<'a>(labels: &[&'a str]) -> Self::Table<'a> {
        (labels.iter().map(|label| EntityKind::from_name(label)).collect(), Parsed::new())
    }

    fn read<'a>(
        given: &Given<'a>,
        (kinds, parsed): &mut Self::Table<'a>,
        text: &str,
    ) -> Result<Self, String> {
        let kind = given.label.and_then(|(place, _)| kinds.get(place).copied().flatten());
        if let Some(kind) = kind
            && let Some(known) = parsed.find(given.attributes)
        {
            return Ok(Self {
                span: given.span,
                kind,
                entity: known.entity.clone(),
                name: known.name.clone(),
                score: given.score,
            });
        }
        let entity = through_annotation(given, text)?;
        parsed.keep(given.attributes, &entity);
        Ok(entity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_core::{Annotation, Span};
    use std::sync::Arc;

    fn given<'a>(text: &str, label: &'a str, attributes: &'a str) -> Given<'a> {
        let span = Span::new(text, 0, text.len()).unwrap();
        Given { span, label: Some((0, label)), score: None, attributes }
    }

    #[test]
    fn a_token_read_directly_is_the_token_read_the_long_way() {
        let words = [
            "", "Left", "é", "É", "’s", "'s", "`", "“", ".", "42", "٤٢", "4th", "$", "💩", "…",
            "中", "\0", "-", "U.S.", "\u{301}",
        ];
        for tag in Tag::ALL {
            for word in words {
                let given = given(word, tag.name(), "");
                let note = Annotation::new(given.span).label(tag.name());
                let mut table = Token::table(&[tag.name()]);
                assert_eq!(
                    Token::read(&given, &mut table, word),
                    Ok(Token::from_annotation(&note, word).unwrap()),
                    "{word:?} as {}",
                    tag.name()
                );
            }
        }
    }

    #[test]
    fn odd_tokens_are_told_as_before() {
        let told = |label, attributes| {
            let mut table = Token::table(&[label]);
            Token::read(&given("He", label, attributes), &mut table, "He").unwrap_err()
        };
        assert!(told("WORD", "").contains("`WORD` is not one of"));
        assert!(told("PRON", "[]").contains("no JSON object"));
        let bare = Given { label: None, ..given("He", "PRON", "") };
        let mut table = Token::table(&["PRON"]);
        assert!(Token::read(&bare, &mut table, "He").unwrap_err().contains("there is no label"));
    }

    #[test]
    fn mentions_of_one_entity_share_it() {
        let one = r#"{"entity":"e1","name":"Kaja Kallas"}"#;
        let two = r#"{"entity":"e2","name":"Kaja Kallas"}"#;
        let mut table = Entity::table(&["PER"]);
        let mut read = |attributes| {
            Entity::read(&given("Kallas", "PER", attributes), &mut table, "Kallas").unwrap()
        };
        let mentions = [read(one), read(two), read(one), read(one)];
        let ids: Vec<&str> = mentions.iter().map(|mention| &*mention.entity).collect();
        assert_eq!(ids, ["e1", "e2", "e1", "e1"]);
        assert!(Arc::ptr_eq(&mentions[2].name, &mentions[3].name));
        let other = Entity::read(
            &given("Kallas", "PERSON", one),
            &mut Entity::table(&["PERSON"]),
            "Kallas",
        );
        assert!(other.unwrap_err().contains("`PERSON` is not one of"));
    }
}
