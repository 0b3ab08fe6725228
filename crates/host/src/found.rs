//! Plugins of the configuration's plugin folders, where tables name them by id alone.

use crate::config::{Config, ConfigFault, Place, nearest};
use crate::plugins::{self, Discovered, PluginConfig, PluginError};
use crate::registry::{Entry, shared};
use serde_json::Value;

/// What lies in the plugin folders.
pub(crate) struct Found {
    libraries: Vec<Discovered>,
    folders: bool,
}

impl Found {
    /// Looks into the folders: for a list always, for a run only if a table needs it. A folder
    /// that cannot be read is a fault.
    pub(crate) fn look(config: &Config, list: bool, faults: &mut Vec<ConfigFault>) -> Self {
        let nameless = |plugin: &PluginConfig| plugin.source.is_none() && plugin.command.is_none();
        let needed = config
            .analyzers
            .values()
            .any(|one| one.enabled && one.plugin.as_ref().is_some_and(nameless));
        let mut libraries = Vec::new();
        if list || needed {
            for (folder, place) in &config.plugin_folders {
                match plugins::discover(folder) {
                    Ok(more) => libraries.extend(more),
                    Err(error) => faults.push(ConfigFault {
                        code: "E0059",
                        message: format!("{}: cannot be read: {error}", folder.display()),
                        place: place.clone(),
                        label: "this folder".into(),
                        help: Some("paths count from the configuration file".into()),
                    }),
                }
            }
        }
        Self { libraries, folders: !config.plugin_folders.is_empty() }
    }

    /// Gives a plugin that has neither `source` nor `command` the library of its id.
    pub(crate) fn resolve(
        &self,
        plugin: &mut PluginConfig,
        place: &Place,
    ) -> Result<(), Box<ConfigFault>> {
        if !self.folders || plugin.source.is_some() || plugin.command.is_some() {
            return Ok(());
        }
        let fault = |code, message, help| {
            let (place, label) = (place.clone(), "this plugin".to_owned());
            Box::new(ConfigFault { code, message, place, label, help: Some(help) })
        };
        let mut named =
            self.libraries.iter().filter(|library| library.id.as_ref() == Ok(&plugin.id));
        match (named.next(), named.next()) {
            (Some(library), None) => {
                plugin.source = Some(library.path.clone());
                Ok(())
            }
            (Some(first), Some(second)) => {
                let (first, second) = (first.path.clone(), second.path.clone());
                let error = PluginError::Twice { id: plugin.id.clone(), first, second };
                Err(fault("E0057", error.to_string(), error.help().to_owned()))
            }
            (None, _) => {
                let ids: Vec<&str> = self
                    .libraries
                    .iter()
                    .filter_map(|library| library.id.as_deref().ok())
                    .collect();
                let help = match nearest(&plugin.id, &ids) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if ids.is_empty() => "the plugin folders hold no plugin".to_owned(),
                    None => format!("the plugin folders hold {}", ids.join(", ")),
                };
                Err(fault("E0012", format!("there is no analyzer `{}`", plugin.id), help))
            }
        }
    }

    /// The plugins that no table names, as they are listed: disabled.
    pub(crate) fn unnamed(&self, config: &Config) -> Vec<Entry> {
        let mut entries = Vec::new();
        for (number, library) in self.libraries.iter().enumerate() {
            let file = library.path.display().to_string();
            let (id, state) = match &library.id {
                Ok(id) if config.analyzers.contains_key(id) => continue,
                Err(error) => (file, Err(error.clone())),
                Ok(id) => {
                    let first = self.libraries[..number]
                        .iter()
                        .find(|other| other.id.as_ref() == Ok(id))
                        .map(|other| other.path.clone());
                    let second = library.path.clone();
                    let plugin = PluginConfig {
                        source: Some(second.clone()),
                        settings: Value::Object(Default::default()),
                        ..PluginConfig::new(id)
                    };
                    let state = match first {
                        Some(first) => Err(PluginError::Twice { id: id.clone(), first, second }),
                        None => plugins::open(&plugin).map(shared),
                    };
                    (id.clone(), state)
                }
            };
            entries.push(Entry { id, transport: "dylib", enabled: false, state });
        }
        entries
    }
}
