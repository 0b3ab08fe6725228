//! Mentions of persons, bodies, places and groups.

use super::{column, named};
use crate::{Annotation, Record, RecordError, Span, json::Attributes};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

named! {
    /// What a name names.
    EntityKind {
        /// A person.
        Per = "PER",
        /// A body: government, party, company, alliance.
        Org = "ORG",
        /// A place, also where it stands for a government.
        Loc = "LOC",
        /// A nationality, religion or other group, also as an adjective (`Russian`).
        Norp = "NORP",
    }
}

/// One mention of an entity; titles and a leading article stay outside, and so does `’s`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Where it stands.
    pub span: Span,
    /// What it names.
    pub kind: EntityKind,
    /// Id of the entity within the document (`e1`), shared by all its mentions.
    pub entity: Arc<str>,
    /// The entity's canonical name, shared by all its mentions.
    pub name: Arc<str>,
    /// How sure the choice is, 0 to 1.
    pub score: Option<f32>,
}

impl Record for Entity {
    const LAYER: &'static str = "entity";
    column!(entities);

    fn span(&self) -> Span {
        self.span
    }

    fn label(&self) -> Option<&str> {
        Some(self.kind.name())
    }

    fn score(&self) -> Option<f32> {
        self.score
    }

    fn attributes(&self, out: &mut Attributes<'_>) {
        out.text("entity", &self.entity);
        out.text("name", &self.name);
    }

    /// A given mention may lack `entity` and `name`; both are then empty until resolved.
    fn from_annotation(a: &Annotation, _text: &str) -> Result<Self, RecordError> {
        for attribute in ["entity", "name"] {
            if a.attrs.get(attribute).is_some_and(|value| !value.is_string() && !value.is_null()) {
                return Err(RecordError::Attribute { attribute, expected: "a string" });
            }
        }
        Ok(Self {
            span: a.span,
            kind: a.labelled(EntityKind::from_name, EntityKind::ALLOWED)?,
            entity: a.text("entity").unwrap_or_default().into(),
            name: a.text("name").unwrap_or_default().into(),
            score: a.score,
        })
    }
}
