//! Mentions of one entity have the same attributes: written once and copied, parsed once and
//! shared.
//!
//! Entities are the one built-in layer whose every note has attributes, so their JSON would
//! otherwise be the greater part of what a document costs on its way to a plugin.

use postil_core::{Entity, Record};
use std::any::Any;
use std::ops::Range;
use std::sync::Arc;

/// Entities that are remembered. Two that fall into one slot are merely slower.
const SLOTS: usize = 64;

/// Where the attributes of entities stand in an arena that is being written.
pub(super) struct Written<'a> {
    seen: [Option<(&'a Entity, usize, usize)>; SLOTS],
}

impl<'a> Written<'a> {
    pub(super) fn new() -> Self {
        Self { seen: [None; SLOTS] }
    }

    /// Where the arena has the attributes of an earlier mention of the same entity.
    pub(super) fn find<T: Record>(&self, note: &T) -> Option<Range<usize>> {
        let entity = (note as &dyn Any).downcast_ref::<Entity>()?;
        let (held, from, to) = self.seen.get(Self::slot(entity))?.as_ref()?;
        let same =
            Arc::ptr_eq(&held.entity, &entity.entity) && Arc::ptr_eq(&held.name, &entity.name);
        same.then_some(*from..*to)
    }

    /// Remembers that the attributes of `note` stand at `place`.
    pub(super) fn keep<T: Record>(&mut self, note: &'a T, place: Range<usize>) {
        if let Some(entity) = (note as &dyn Any).downcast_ref::<Entity>()
            && let Some(seen) = self.seen.get_mut(Self::slot(entity))
        {
            *seen = Some((entity, place.start, place.end));
        }
    }

    fn slot(entity: &Entity) -> usize {
        // Allocations are 16 bytes apart at least.
        (entity.entity.as_ptr().addr() >> 4) % SLOTS
    }
}

/// What the attributes of entities say that were read before.
pub(super) struct Parsed<'a> {
    seen: [Option<(&'a str, Entity)>; SLOTS],
}

impl<'a> Parsed<'a> {
    pub(super) fn new() -> Self {
        Self { seen: [const { None }; SLOTS] }
    }

    /// An earlier mention with the same attributes.
    pub(super) fn find(&self, attributes: &str) -> Option<&Entity> {
        let (held, entity) = self.seen.get(Self::slot(attributes))?.as_ref()?;
        (*held == attributes).then_some(entity)
    }

    /// Remembers what `attributes` say.
    pub(super) fn keep(&mut self, attributes: &'a str, entity: &Entity) {
        if let Some(seen) = self.seen.get_mut(Self::slot(attributes)) {
            *seen = Some((attributes, entity.clone()));
        }
    }

    fn slot(attributes: &str) -> usize {
        // In the form that the host writes, the entity's id starts at the eleventh byte; what
        // stands before it is the same in all.
        let bytes = attributes.as_bytes();
        let sample = bytes.get(10..18).and_then(|bytes| <[u8; 8]>::try_from(bytes).ok());
        let sample = sample.map_or(bytes.len() as u64, u64::from_le_bytes);
        (sample.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize % SLOTS
    }
}
