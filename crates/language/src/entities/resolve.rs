//! Mentions to entities: which names mean the same, and what to call it.
//!
//! Places, bodies and groups go by the tables, which know that `U.S.` is the `United States`;
//! persons by `same_person.rs`; bodies without a table entry by their words in any order
//! and by acronyms, which must be introduced in brackets or be the initials of the only body
//! they fit. An entity is called what the table calls it, else by its fullest form.

use super::forms::{self, Forms};
use super::same_person::{Persons, Place};
use crate::ground::Ground;
use postil_core::{Entity, EntityKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Gives every mention that has none its `entity` and `name`. What is given stays, and mentions
/// that mean the same get the same. The mentions should be in text order.
pub fn resolve(ground: &Ground<'_>, mentions: &mut [Entity]) {
    let forms = Forms::collect(ground, mentions);
    let mut clusters = Clusters::default();
    let places = clusters.of_forms(ground, mentions, &forms);
    let of = nearest(&forms, &places);
    name(mentions, &forms, &of);
}

/// Numbers of entities, given out in the order of asking.
#[derive(Default)]
struct Clusters {
    count: usize,
    keys: FxHashMap<(EntityKind, String), usize>,
}

impl Clusters {
    fn of_key(&mut self, kind: EntityKind, key: String) -> usize {
        let next = self.count;
        let cluster = *self.keys.entry((kind, key)).or_insert(next);
        self.count = self.count.max(cluster + 1);
        cluster
    }

    fn of_forms(
        &mut self,
        ground: &Ground<'_>,
        mentions: &[Entity],
        forms: &Forms<'_>,
    ) -> Vec<Place> {
        let persons: Vec<usize> =
            (0..forms.all.len()).filter(|at| forms.all[*at].kind == EntityKind::Per).collect();
        let person_forms: Vec<_> = persons.iter().map(|at| &forms.all[*at]).collect();
        let (person_places, count) = Persons::sort(&person_forms);
        self.count = count;

        let mut places = vec![Place::One(0); forms.all.len()];
        for (at, place) in persons.into_iter().zip(person_places) {
            places[at] = place;
        }
        let acronyms = introduced(ground, mentions, forms);
        // Long forms first, so that an acronym finds them wherever it stands.
        let mut by_initials: FxHashMap<String, Option<usize>> = FxHashMap::default();
        for (at, form) in forms.all.iter().enumerate() {
            if form.kind == EntityKind::Per || is_open_acronym(form) {
                continue;
            }
            let key = match (&form.table, form.kind) {
                (Some(name), _) => name.to_lowercase(),
                (None, EntityKind::Org) => forms::body_key(form),
                (None, _) => form.words.join(" ").to_lowercase(),
            };
            let cluster = self.of_key(form.kind, key);
            places[at] = Place::One(cluster);
            if form.kind == EntityKind::Org && form.words.len() > 1 {
                let only = by_initials.entry(forms::initials(form)).or_insert(Some(cluster));
                if *only != Some(cluster) {
                    *only = None;
                }
            }
        }
        for (at, form) in forms.all.iter().enumerate() {
            if form.kind == EntityKind::Per || !is_open_acronym(form) {
                continue;
            }
            let long = acronyms.get(&at).map(|long| places[*long].clone());
            let fitting = by_initials.get(&form.surface).copied().flatten().map(Place::One);
            places[at] = long
                .or(fitting)
                .unwrap_or_else(|| Place::One(self.of_key(form.kind, form.surface.to_lowercase())));
        }
        places
    }
}

/// An acronym that no table explains.
fn is_open_acronym(form: &forms::Form<'_>) -> bool {
    form.table.is_none() && forms::is_acronym(form)
}

/// Acronyms that stand in brackets right behind a longer name of their kind: form of the
/// acronym to form of the long name.
fn introduced(
    ground: &Ground<'_>,
    mentions: &[Entity],
    forms: &Forms<'_>,
) -> FxHashMap<usize, usize> {
    let mut found = FxHashMap::default();
    for (at, pair) in mentions.windows(2).enumerate() {
        let [long, short] = pair else { continue };
        let (Some(long_form), Some(short_form)) = (forms.of.get(at), forms.of.get(at + 1)) else {
            continue;
        };
        let between = ground.text.get(long.span.end()..short.span.start());
        if long.kind == short.kind
            && between.is_some_and(|between| between.trim() == "(")
            && forms.all[*long_form].words.len() > 1
            && is_open_acronym(&forms.all[*short_form])
        {
            found.entry(*short_form).or_insert(*long_form);
        }
    }
    found
}

/// The entity of each mention; where a form fits several persons, the one named last.
fn nearest(forms: &Forms<'_>, places: &[Place]) -> Vec<usize> {
    let mut last_named: FxHashMap<usize, usize> = FxHashMap::default();
    let mut of = Vec::with_capacity(forms.of.len());
    for (at, form) in forms.of.iter().enumerate() {
        let entity = match &places[*form] {
            Place::One(entity) => *entity,
            Place::Nearest(several) => several
                .iter()
                .copied()
                .max_by_key(|entity| {
                    // None named yet: the first in the list, which is named first.
                    (last_named.get(entity).map_or(0, |at| at + 1), std::cmp::Reverse(*entity))
                })
                .unwrap_or_default(),
        };
        last_named.insert(entity, at);
        of.push(entity);
    }
    of
}

/// Writes ids and names.
fn name(mentions: &mut [Entity], forms: &Forms<'_>, of: &[usize]) {
    let entities = of.iter().max().map_or(0, |last| last + 1);
    let mut ids: Vec<Option<Arc<str>>> = vec![None; entities];
    let mut names: Vec<Option<Arc<str>>> = vec![None; entities];
    let mut taken: FxHashSet<Arc<str>> = FxHashSet::default();
    let mut best: Vec<Option<usize>> = vec![None; entities];
    for ((mention, entity), form) in mentions.iter().zip(of).zip(&forms.of) {
        if !mention.entity.is_empty() {
            ids[*entity].get_or_insert_with(|| mention.entity.clone());
            taken.insert(mention.entity.clone());
        }
        if !mention.name.is_empty() {
            names[*entity].get_or_insert_with(|| mention.name.clone());
        }
        let best = best[*entity].get_or_insert(*form);
        if fullness(forms, *form) > fullness(forms, *best) {
            *best = *form;
        }
    }
    let mut number = 0;
    for (mention, entity) in mentions.iter_mut().zip(of) {
        if mention.entity.is_empty() {
            let id = ids[*entity].get_or_insert_with(|| {
                loop {
                    number += 1;
                    let id: Arc<str> = format!("e{number}").into();
                    if !taken.contains(&id) {
                        return id;
                    }
                }
            });
            mention.entity = id.clone();
        }
        if mention.name.is_empty() {
            let name = names[*entity].get_or_insert_with(|| {
                let form = best[*entity].and_then(|form| forms.all.get(form));
                form.map_or_else(
                    || Arc::from(""),
                    |form| form.table.as_deref().unwrap_or(&form.surface).into(),
                )
            });
            mention.name = name.clone();
        }
    }
}

/// Forms with a table name come first, then those with more words, then the more frequent.
fn fullness(forms: &Forms<'_>, form: usize) -> (bool, usize, u32) {
    forms
        .all
        .get(form)
        .map_or((false, 0, 0), |form| (form.table.is_some(), form.words.len(), form.mentions))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::testing::Page;
    use EntityKind::{Loc, Norp, Org, Per};

    /// (id, name) of each mention.
    fn resolved(text: &str, names: &[(&str, EntityKind)]) -> Vec<(String, String)> {
        let page = Page::new(text);
        let mut mentions = page.mentions(names);
        resolve(&page.ground(), &mut mentions);
        mentions.iter().map(|m| (m.entity.to_string(), m.name.to_string())).collect()
    }

    fn ids(text: &str, names: &[(&str, EntityKind)]) -> Vec<String> {
        resolved(text, names).into_iter().map(|(id, _)| id).collect()
    }

    #[test]
    fn tables_tie_the_names_of_a_place() {
        let text = "The U.S. and Kiew said US envoys flew to Kyiv. Russians and Russian talks.";
        let names = [("U.S.", Loc), ("Kiew", Loc), ("US", Loc), ("Kyiv", Loc)];
        let found = resolved(text, &names);
        assert_eq!(found[0], ("e1".into(), "United States".into()));
        assert_eq!(found[1], ("e2".into(), "Kyiv".into()));
        assert_eq!((&found[2], &found[3]), (&found[0], &found[1]));
        let found = resolved(text, &[("Russians", Norp), ("Russian", Norp)]);
        assert_eq!(found[0], found[1]);
    }

    #[test]
    fn the_fullest_form_names_the_person() {
        let text = "Putin met Biden. President Joe Biden and Vladimir Putin spoke.";
        let names = [("Putin", Per), ("Biden", Per), ("Joe Biden", Per), ("Vladimir Putin", Per)];
        let found = resolved(text, &names);
        assert_eq!(found[0], ("e1".into(), "Vladimir Putin".into()));
        assert_eq!(found[1], ("e2".into(), "Joe Biden".into()));
        assert_eq!((&found[2], &found[3]), (&found[1], &found[0]));
    }

    #[test]
    fn a_shared_surname_goes_with_the_nearest_before() {
        let text = "Bill Clinton came. Clinton left. Hillary Clinton came. Clinton left.";
        let page = Page::new(text);
        let mut mentions = Vec::new();
        for (at, name) in [(0, "Bill Clinton"), (19, "Clinton"), (33, "Hillary Clinton")] {
            mentions.push(page.mention_at(at, name, Per));
        }
        mentions.push(page.mention_at(55, "Clinton", Per));
        resolve(&page.ground(), &mut mentions);
        assert_eq!(mentions[0].entity, mentions[1].entity);
        assert_eq!(mentions[2].entity, mentions[3].entity);
        assert_ne!(mentions[0].entity, mentions[2].entity);
    }

    #[test]
    fn acronyms_join_what_introduces_them() {
        let text = "The Fund for Lower Rents (FLRX) met. Green Ocean Watch left; GOW stayed. XQZ.";
        let names = [("Fund for Lower Rents", Org), ("FLRX", Org)];
        let found = ids(text, &names);
        assert_eq!(found[0], found[1]);
        let found = ids(text, &[("Green Ocean Watch", Org), ("GOW", Org), ("XQZ", Org)]);
        assert_eq!(found, ["e1", "e1", "e2"]);
    }

    #[test]
    fn what_is_given_stays() {
        let page = Page::new("Joe Biden and Biden and Putin");
        let mut mentions = page.mentions(&[("Joe Biden", Per), ("Biden", Per), ("Putin", Per)]);
        mentions[1].entity = "e1".into();
        mentions[1].name = "Biden, Joe".into();
        resolve(&page.ground(), &mut mentions);
        assert_eq!(&*mentions[0].entity, "e1");
        assert_eq!(&*mentions[0].name, "Biden, Joe");
        assert_eq!(&*mentions[2].entity, "e2");
    }
}
