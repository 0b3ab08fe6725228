//! What is checked.

use crate::plugins::image::{Image, PrivateCopy};
use crate::plugins::{self, Isolation, PluginConfig, PluginError};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// Endings of shared libraries, whatever the system: a library of another one should be told as
/// such, not be started as a program.
const LIBRARIES: [&str; 3] = ["so", "dylib", "dll"];

/// A library, or a program with its arguments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Form {
    Library(PathBuf),
    Program(Vec<String>),
}

/// The plugin that is checked, with its settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Subject {
    pub(super) form: Form,
    pub(super) settings: Map<String, Value>,
    /// Seconds for one document.
    pub(super) timeout: u64,
}

impl Subject {
    /// The plugin at `path`: by its ending a library, else a program with these arguments. A
    /// Python file is run by Python, and a bare name is looked for as the system looks for
    /// programs.
    pub fn find(
        path: &Path,
        arguments: &[String],
        settings: Map<String, Value>,
        timeout: Duration,
    ) -> Result<Self, PluginError> {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let ending = ending.to_ascii_lowercase();
        let bare = path.components().count() == 1 && ending.is_empty();
        if !path.is_file() && !bare {
            return Err(PluginError::NotFound { path: path.to_owned() });
        }
        let absolute = if path.is_file() {
            std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
        } else {
            path.to_owned()
        };
        let form = if LIBRARIES.contains(&ending.as_str()) {
            Form::Library(absolute)
        } else {
            let mut command = Vec::new();
            if ending == "py" {
                command.push(if cfg!(windows) { "python" } else { "python3" }.to_owned());
            }
            command.push(absolute.to_string_lossy().into_owned());
            command.extend_from_slice(arguments);
            Form::Program(command)
        };
        let timeout = timeout.as_secs().max(1);
        Ok(Self { timeout, ..Self::new(form, settings) })
    }

    pub(super) fn new(form: Form, settings: Map<String, Value>) -> Self {
        Self { form, settings, timeout: PluginConfig::TIMEOUT.as_secs() }
    }

    /// As a plugin of this id in a configuration.
    pub(super) fn config(&self, id: &str, isolation: Isolation) -> PluginConfig {
        let mut config = PluginConfig::new(id);
        match &self.form {
            Form::Library(path) => config.source = Some(path.clone()),
            Form::Program(command) => config.command = Some(command.clone()),
        }
        config.isolation = isolation;
        config.timeout = Duration::from_secs(self.timeout);
        config.settings = Value::Object(self.settings.clone());
        config
    }

    /// The command with which this program becomes the plugin's process, and the private copy
    /// that a library is loaded from. A plugin that is built anew meanwhile does not rewrite what
    /// is mapped.
    pub(super) fn process(
        &self,
        host: &Path,
    ) -> Result<(Command, Option<PrivateCopy>), PluginError> {
        let mut process = Command::new(host);
        process.arg("plugin-host");
        plugins::introduce(&mut process, matches!(self.form, Form::Program(_)));
        let copy = match &self.form {
            Form::Library(path) => {
                let image = Image::read(path, None)?;
                let copy = image.copy()?;
                process.arg("--shown").arg(image.path()).arg(copy.file());
                Some(copy)
            }
            Form::Program(command) => {
                process.arg("--").args(command);
                None
            }
        };
        Ok((process, copy))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(path: &Path) -> Result<Subject, PluginError> {
        Subject::find(path, &["-v".to_owned()], Map::new(), Duration::from_millis(1))
    }

    #[test]
    fn the_ending_tells_a_library_from_a_program() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, "").unwrap();
            path
        };
        for name in ["a.so", "a.DLL", "a.dylib"] {
            let path = file(name);
            assert_eq!(find(&path).unwrap().form, Form::Library(path));
        }
        let script = file("count.py");
        let Form::Program(command) = find(&script).unwrap().form else { panic!("a library") };
        assert_eq!(command.len(), 3);
        assert!(command[0].starts_with("python") && command[1].ends_with("count.py"));
        assert_eq!(command[2], "-v");
        let program = find(&file("count")).unwrap();
        assert!(matches!(&program.form, Form::Program(command) if command.len() == 2));
        assert_eq!(program.timeout, 1);
    }

    #[test]
    fn what_is_not_there_is_told_and_a_bare_name_is_a_program() {
        assert_eq!(find(Path::new("nowhere/a.so")).unwrap_err().code(), "E0040");
        assert_eq!(find(Path::new("a.so")).unwrap_err().code(), "E0040");
        let program = find(Path::new("some-program")).unwrap();
        let command = vec!["some-program".to_owned(), "-v".to_owned()];
        assert_eq!(program.form, Form::Program(command));
    }

    #[test]
    fn a_library_is_loaded_from_a_copy_that_goes_with_its_owner() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.so");
        std::fs::write(&path, "bytes").unwrap();
        let (process, copy) = find(&path).unwrap().process(Path::new("postil")).unwrap();
        let copy = copy.expect("a copy");
        let arguments: Vec<_> = process.get_args().map(Path::new).collect();
        let wanted = [Path::new("plugin-host"), Path::new("--shown"), path.as_path(), copy.file()];
        assert_eq!(arguments, wanted);
        std::fs::write(&path, "other").unwrap();
        assert_eq!(std::fs::read(copy.file()).unwrap(), b"bytes");
        let copied = copy.file().to_owned();
        drop(copy);
        assert!(!copied.exists());
        let program = Subject::new(Form::Program(vec!["a".into(), "-v".into()]), Map::new());
        let (process, copy) = program.process(Path::new("postil")).unwrap();
        assert!(copy.is_none());
        assert_eq!(process.get_args().collect::<Vec<_>>(), ["plugin-host", "--", "a", "-v"]);
    }
}
