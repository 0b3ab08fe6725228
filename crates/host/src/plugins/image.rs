//! The library of a plugin as it was when the plugin was opened.
//!
//! Whoever builds the plugin anew while a run goes on rewrites the file. A mapped file that is
//! rewritten is a bus error, and a child that is started again would run other code than the
//! first one did. So the bytes are read once, and every instance of a run is loaded from a
//! private copy of them, named by its hash.

use super::error::PluginError;
use super::machine;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// A library's bytes, with the file that they came from.
#[derive(Clone)]
pub(crate) struct Image {
    path: PathBuf,
    hash: String,
    bytes: Arc<[u8]>,
}

impl Image {
    /// Reads the library at `path`. Its hash and the machine that it was built for are checked
    /// here, before anything loads it.
    pub(crate) fn read(path: &Path, sha256: Option<&str>) -> Result<Self, PluginError> {
        let path = path.to_owned();
        if !path.is_file() {
            return Err(PluginError::NotFound { path });
        }
        let bytes = std::fs::read(&path).map_err(|error| {
            let fault = format!("it cannot be read: {error}");
            PluginError::NotLibrary { path: path.clone(), fault }
        })?;
        let hash = hexadecimal(Sha256::digest(&bytes).as_slice());
        if let Some(wanted) = sha256
            && !wanted.eq_ignore_ascii_case(&hash)
        {
            let wanted = wanted.to_owned();
            return Err(PluginError::Sha256 { path, found: hash, wanted });
        }
        if let Some((found, host)) = machine::other(&bytes) {
            return Err(PluginError::OtherMachine { path, found, host });
        }
        Ok(Self { path, hash, bytes: bytes.into() })
    }

    /// The file that the bytes came from.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a private copy, which nobody else may write to.
    pub(crate) fn copy(&self) -> Result<PrivateCopy, PluginError> {
        self.written().map_err(|error| PluginError::NotLibrary {
            path: self.path.clone(),
            fault: format!("no private copy of it can be made: {error}"),
        })
    }

    fn written(&self) -> std::io::Result<PrivateCopy> {
        let folder = tempfile::Builder::new().prefix("postil-plugin-").tempdir()?;
        let mut file = folder.path().join(&self.hash);
        file.set_extension(std::env::consts::DLL_EXTENSION);
        std::fs::write(&file, &self.bytes)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o444))?;
        }
        Ok(PrivateCopy { _folder: folder, file })
    }
}

impl std::fmt::Debug for Image {
    /// Without the bytes.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Image({}, {})", self.path.display(), self.hash)
    }
}

/// A copy of a library. On Unix it may be dropped once it is loaded: the name goes, the mapping
/// stays. Elsewhere a loaded file cannot be removed, so it is kept for as long as it is loaded.
#[derive(Debug)]
pub(crate) struct PrivateCopy {
    file: PathBuf,
    _folder: TempDir,
}

impl PrivateCopy {
    /// The copy.
    pub(crate) fn file(&self) -> &Path {
        &self.file
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
