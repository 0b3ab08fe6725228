//! The order that `requires` and `provides` give.

use postil_core::Manifest;
use std::collections::{BTreeMap, BTreeSet};

/// Why analyzers cannot be put in an order. Found before a document is read, all at once.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OrderFault {
    /// `--only` names an analyzer that is not there.
    #[error("there is no analyzer `{id}`{}", near.as_ref().map_or(String::new(), |near| format!("; did you mean `{near}`?")))]
    Unknown {
        /// What was named.
        id: String,
        /// What was perhaps meant.
        near: Option<String>,
    },
    /// Nobody makes the layers that one needs.
    #[error(
        "`{id}` needs {}, which no enabled analyzer makes; enable one that provides {}",
        named(layers),
        if layers.len() == 1 { "it" } else { "them" }
    )]
    Missing {
        /// Who needs it.
        id: String,
        /// The layers.
        layers: Vec<String>,
    },
    /// Two analyzers make one layer.
    #[error("`{first}` and `{second}` both make the layer `{layer}`; disable one of them")]
    Double {
        /// One maker.
        first: String,
        /// The other.
        second: String,
        /// The layer.
        layer: String,
    },
    /// Analyzers wait for one another.
    #[error("these analyzers wait for one another: {}; one of them must not require what it requires", .0.join(" → "))]
    Cycle(Vec<String>),
}

impl OrderFault {
    /// The error's code, which `postil explain` knows.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "E0001",
            Self::Missing { .. } => "E0015",
            Self::Double { .. } => "E0016",
            Self::Cycle(_) => "E0017",
        }
    }
}

/// Layers in words.
fn named(layers: &[String]) -> String {
    let names: Vec<String> = layers.iter().map(|layer| format!("`{layer}`")).collect();
    format!("the layer{} {}", if names.len() == 1 { "" } else { "s" }, names.join(", "))
}

/// Positions of the analyzers that run, each after those whose layers it reads; among equals in
/// order of their ids. With `only`, those and what makes the layers that they read.
pub fn arrange(
    manifests: &[&Manifest],
    only: Option<&[String]>,
) -> Result<Vec<usize>, Vec<OrderFault>> {
    let mut faults = Vec::new();
    let mut makers: BTreeMap<&str, usize> = BTreeMap::new();
    for (position, manifest) in manifests.iter().enumerate() {
        for layer in &manifest.provides {
            if let Some(first) = makers.insert(layer, position) {
                faults.push(OrderFault::Double {
                    first: manifests[first].id.clone(),
                    second: manifest.id.clone(),
                    layer: layer.clone(),
                });
            }
        }
    }
    let wanted = chosen(manifests, only, &makers, &mut faults);
    for &position in &wanted {
        let made = |layer: &str| makers.get(layer).is_some_and(|maker| wanted.contains(maker));
        let missing: Vec<String> = manifests[position]
            .requires
            .iter()
            .filter(|need| !need.optional && !made(&need.layer))
            .map(|need| need.layer.clone())
            .collect();
        if !missing.is_empty() {
            let id = manifests[position].id.clone();
            faults.push(OrderFault::Missing { id, layers: missing });
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut waiting: Vec<usize> = wanted.into_iter().collect();
    waiting.sort_by_key(|&position| &manifests[position].id);
    let mut order = Vec::new();
    while !waiting.is_empty() {
        let ready = waiting.iter().position(|&position| {
            manifests[position].requires.iter().all(|requirement| {
                makers.get(requirement.layer.as_str()).is_none_or(|maker| {
                    *maker == position || order.contains(maker) || !waiting.contains(maker)
                })
            })
        });
        match ready {
            Some(at) => order.push(waiting.remove(at)),
            None => return Err(vec![cycle(manifests, &waiting, &makers)]),
        }
    }
    Ok(order)
}

/// The analyzers that run: all, or `only` and those that make what they read.
fn chosen(
    manifests: &[&Manifest],
    only: Option<&[String]>,
    makers: &BTreeMap<&str, usize>,
    faults: &mut Vec<OrderFault>,
) -> BTreeSet<usize> {
    let Some(only) = only else { return (0..manifests.len()).collect() };
    let mut wanted = BTreeSet::new();
    let mut open = Vec::new();
    for id in only {
        let full = format!("postil.{id}");
        match manifests.iter().position(|m| m.id == *id || m.id == full) {
            Some(position) => open.push(position),
            None => {
                let ids: Vec<&str> = manifests.iter().map(|m| m.id.as_str()).collect();
                let near = crate::config::nearest(id, &ids).map(str::to_owned);
                faults.push(OrderFault::Unknown { id: id.clone(), near });
            }
        }
    }
    while let Some(position) = open.pop() {
        if wanted.insert(position) {
            let read = manifests[position].requires.iter();
            open.extend(read.filter_map(|need| makers.get(need.layer.as_str())));
        }
    }
    wanted
}

/// One circle among analyzers that wait for one another.
fn cycle(manifests: &[&Manifest], waiting: &[usize], makers: &BTreeMap<&str, usize>) -> OrderFault {
    let mut path = vec![waiting[0]];
    loop {
        let last = path[path.len() - 1];
        let next = manifests[last]
            .requires
            .iter()
            .filter_map(|need| makers.get(need.layer.as_str()))
            .find(|maker| waiting.contains(maker) && **maker != last);
        let Some(&next) = next else { break };
        if let Some(start) = path.iter().position(|position| *position == next) {
            path.drain(..start);
            path.push(next);
            break;
        }
        path.push(next);
    }
    OrderFault::Cycle(path.into_iter().map(|position| manifests[position].id.clone()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(id: &str, requires: &[&str], provides: &[&str]) -> Manifest {
        Manifest::new(id, "1", "").requires(requires).provides(provides)
    }

    fn run(manifests: &[Manifest], only: Option<&[&str]>) -> Result<Vec<String>, Vec<OrderFault>> {
        let manifests: Vec<&Manifest> = manifests.iter().collect();
        let only: Option<Vec<String>> =
            only.map(|ids| ids.iter().map(|id| (*id).to_owned()).collect());
        arrange(&manifests, only.as_deref())
            .map(|order| order.into_iter().map(|at| manifests[at].id.clone()).collect())
    }

    #[test]
    fn makers_run_before_readers_and_ids_break_ties() {
        let all = [
            manifest("c", &["y"], &["z"]),
            manifest("b", &["x"], &["y"]),
            manifest("a", &[], &["x"]),
            manifest("aa", &["x"], &[]),
        ];
        assert_eq!(run(&all, None).unwrap(), ["a", "aa", "b", "c"]);
        assert_eq!(run(&all, Some(&["b"])).unwrap(), ["a", "b"]);
    }

    #[test]
    fn every_fault_is_named() {
        let all = [manifest("a", &["q"], &["x"]), manifest("b", &[], &["x"])];
        let faults = run(&all, None).unwrap_err();
        let codes: Vec<&str> = faults.iter().map(OrderFault::code).collect();
        assert_eq!(codes, ["E0016", "E0015"]);
        let circle = [manifest("a", &["y"], &["x"]), manifest("b", &["x"], &["y"])];
        assert_eq!(
            run(&circle, None).unwrap_err(),
            [OrderFault::Cycle(vec!["a".into(), "b".into(), "a".into()])]
        );
        let faults = run(&all, Some(&["postil.stanse"])).unwrap_err();
        assert!(faults.iter().any(|fault| fault.code() == "E0001"));
    }
}
