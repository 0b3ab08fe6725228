//! Manifests as constants.

use crate::Plugin;
use postil_core::Manifest;

/// The manifest of a plugin, with the JSON Schema of its settings.
///
/// The error says what is wrong with [`Plugin::MANIFEST`].
pub fn manifest<P: Plugin>() -> Result<Manifest, String> {
    let manifest: Manifest = serde_json::from_str(P::MANIFEST)
        .map_err(|error| format!("the constant MANIFEST is no manifest: {error}"))?;
    Ok(manifest.settings(schemars::schema_for!(P::Settings).to_value()))
}

/// A manifest as a constant JSON text, from literals. The version is that of the crate.
///
/// `summary` and `provides` may be followed by `collates: true`; `uses` names layers that the
/// plugin can do without. Quotes and backslashes cannot stand in the literals; a manifest with
/// rules is better kept in a file: `const MANIFEST: &'static str = include_str!("manifest.json")`.
///
/// ```
/// let text = postil_plugin::manifest! {
///     id: "acme.long",
///     summary: "Marks long sentences.",
///     requires: ["sentence"],
///     uses: ["zone"],
///     provides: ["acme.long"],
/// };
/// let manifest: postil_core::Manifest = serde_json::from_str(text).unwrap();
/// assert_eq!(manifest.requires.len(), 2);
/// assert!(manifest.requires[1].optional);
/// ```
#[macro_export]
macro_rules! manifest {
    (
        id: $id:literal,
        summary: $summary:literal,
        requires: [$($required:literal),* $(,)?],
        $(uses: [$($used:literal),* $(,)?],)?
        provides: [$($provided:literal),* $(,)?]
        $(, collates: $collates:literal)?
        $(,)?
    ) => {
        concat!(
            "{\"id\":\"", $id, "\",\"version\":\"", env!("CARGO_PKG_VERSION"),
            "\",\"summary\":\"", $summary,
            "\",\"requires\":[",
            $crate::__requirements!([$($required),*] [$($($used),*)?]),
            "],\"provides\":[", $crate::__names!($($provided),*), "]",
            $(",\"collates\":", $collates,)?
            "}"
        )
    };
}

/// Members of the list `requires`.
#[doc(hidden)]
#[macro_export]
macro_rules! __requirements {
    ([] []) => { "" };
    ([$first:literal $(, $layer:literal)*] [$($used:literal),*]) => {
        concat!(
            "{\"layer\":\"", $first, "\"}",
            $(",{\"layer\":\"", $layer, "\"}",)*
            $(",{\"layer\":\"", $used, "\",\"optional\":true}",)*
        )
    };
    ([] [$first:literal $(, $used:literal)*]) => {
        concat!(
            "{\"layer\":\"", $first, "\",\"optional\":true}",
            $(",{\"layer\":\"", $used, "\",\"optional\":true}",)*
        )
    };
}

/// Members of a list of strings.
#[doc(hidden)]
#[macro_export]
macro_rules! __names {
    () => { "" };
    ($first:literal $(, $name:literal)*) => {
        concat!("\"", $first, "\"", $(",\"", $name, "\"",)*)
    };
}

#[cfg(test)]
mod tests {
    use postil_core::Manifest;

    fn read(text: &str) -> Manifest {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn every_form_is_json() {
        let bare = manifest! { id: "a", summary: "b", requires: [], provides: [] };
        assert_eq!(read(bare), Manifest::new("a", env!("CARGO_PKG_VERSION"), "b"));
        let used =
            manifest! { id: "a", summary: "b", requires: [], uses: ["x", "y"], provides: [] };
        assert_eq!(read(used).requires.len(), 2);
        let full = manifest! {
            id: "a",
            summary: "b",
            requires: ["p", "q"],
            uses: ["x"],
            provides: ["m", "n"],
            collates: true,
        };
        let full = read(full);
        assert!(full.collates && full.requires[2].optional && !full.requires[1].optional);
        assert_eq!(full.provides, ["m", "n"]);
    }
}
