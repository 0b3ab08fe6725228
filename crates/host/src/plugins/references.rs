//! References of a plugin's notes to other notes, which must be there.
//!
//! `check_answer` has seen that each note holds by itself. Whether a stance's target is an entity
//! of the document shows only beside the document's layers.

use postil_core::{Batch, Document, Entity, Quote, Stance, Zone};
use postil_plugin::message::{AnswerError, MessageError};
use std::collections::BTreeSet;

/// The holder of a stance that is nobody's but the article's.
const AUTHOR: &str = "author";

/// Refuses a batch with a note that refers to an entity or a zone which is not there.
pub(super) fn check(batch: &Batch, document: &Document) -> Result<(), AnswerError> {
    let layers = batch.layers();
    let zones = layers.get::<Zone>();
    for (number, zone) in zones.iter().enumerate() {
        if let Some(id) = zone.repeats
            && id as usize >= zones.len()
        {
            return Err(dangling("zone", number, "repeats", "zone", &id.to_string()));
        }
    }
    let (quotes, stances) = (layers.get::<Quote>(), layers.get::<Stance>());
    if quotes.is_empty() && stances.is_empty() {
        return Ok(());
    }
    // A layer that is there already stays as it is, so its ids count and not those of the batch.
    let entities: &[Entity] =
        if document.has::<Entity>() { document.entities() } else { layers.get::<Entity>() };
    let known: BTreeSet<&str> = entities.iter().map(|entity| &*entity.entity).collect();
    for (number, quote) in quotes.iter().enumerate() {
        if let Some(entity) = quote.speaker.as_ref().and_then(|speaker| speaker.entity.as_deref())
            && !known.contains(entity)
        {
            return Err(dangling("quote", number, "speaker", "entity", entity));
        }
    }
    for (number, stance) in stances.iter().enumerate() {
        if !known.contains(&*stance.target) {
            return Err(dangling("stance", number, "target", "entity", &stance.target));
        }
        let mut people = std::iter::once(&stance.holder).chain(&stance.chain).map(|id| &**id);
        if let Some(unknown) = people.find(|id| *id != AUTHOR && !known.contains(id)) {
            return Err(dangling("stance", number, "holder", "entity", unknown));
        }
    }
    Ok(())
}

fn dangling(layer: &str, number: usize, attribute: &str, kind: &str, id: &str) -> AnswerError {
    let fault = format!("`{attribute}` refers to the {kind} `{id}`, which is not there");
    AnswerError::Wrong(MessageError::Note { layer: layer.to_owned(), number, fault })
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_core::{
        EntityKind, Layer, Manifest, Notes, Polarity, QuoteKind, Speaker, Via, ZoneKind,
    };

    fn document() -> Document {
        let mut document = Document::new("a", "Kallas spoke.").unwrap();
        let span = document.span(0, 6).unwrap();
        let entity = Entity {
            span,
            kind: EntityKind::Per,
            entity: "e1".into(),
            name: "Kaja Kallas".into(),
            score: None,
        };
        document.give(Layer::new(vec![entity], "postil.language".into()));
        document
    }

    fn checked(write: impl FnOnce(&mut Notes<'_>, &Document)) -> Result<(), String> {
        let document = document();
        let manifest = Manifest::new("t", "0", "").provides(&["zone", "quote", "stance"]);
        let mut notes = Notes::new(&document, &manifest);
        write(&mut notes, &document);
        let batch = notes.finish().unwrap();
        check(&batch, &document).map_err(|error| error.to_string())
    }

    fn quote(document: &Document, entity: Option<&str>) -> Quote {
        let span = document.span(0, 6).unwrap();
        let speaker = Some(Speaker { span, entity: entity.map(Into::into), name: "Kallas".into() });
        Quote { span, kind: QuoteKind::Indirect, closed: true, speaker, cue: None, score: None }
    }

    fn stance(document: &Document, target: &str, holder: &str) -> Stance {
        Stance {
            span: document.span(0, 6).unwrap(),
            polarity: Polarity::Neutral,
            target: target.into(),
            holder: holder.into(),
            chain: Vec::new(),
            via: Via::Narration,
            p: [0.0, 1.0, 0.0],
            evidence: Vec::new(),
        }
    }

    #[test]
    fn references_to_what_is_there_hold() {
        assert_eq!(checked(|notes, d| notes.push(quote(d, Some("e1")))), Ok(()));
        assert_eq!(checked(|notes, d| notes.push(quote(d, None))), Ok(()));
        assert_eq!(checked(|notes, d| notes.push(stance(d, "e1", "author"))), Ok(()));
        assert_eq!(checked(|notes, d| notes.push(stance(d, "e1", "e1"))), Ok(()));
    }

    #[test]
    fn dangling_references_are_named() {
        let fault = checked(|notes, d| notes.push(quote(d, Some("e9")))).unwrap_err();
        assert!(fault.contains("note 0 of layer `quote`") && fault.contains("`e9`"), "{fault}");
        assert!(checked(|notes, d| notes.push(stance(d, "e2", "author"))).is_err());
        assert!(checked(|notes, d| notes.push(stance(d, "e1", "e2"))).is_err());
        let zone = |d: &Document, repeats| Zone {
            span: d.span(0, 13).unwrap(),
            kind: ZoneKind::Content,
            repeats,
            score: None,
        };
        assert!(checked(|notes, d| notes.push(zone(d, Some(1)))).is_err());
        assert_eq!(checked(|notes, d| notes.push(zone(d, None))), Ok(()));
    }
}
