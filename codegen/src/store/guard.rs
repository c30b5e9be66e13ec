//! One run at a time.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

use fs4::FileExt;

/// Held while a run works on a store; given back by the system if the run is killed.
#[derive(Debug)]
pub struct Guard {
    _file: File,
}

impl Guard {
    /// Takes hold of the store in `root`. Calls `waits` once where another run has it, and waits
    /// until that one is done.
    ///
    /// # Errors
    ///
    /// Those of the file system.
    pub fn take(root: &Path, waits: &dyn Fn()) -> io::Result<Self> {
        fs::create_dir_all(root)?;
        let path = root.join(".run");
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
        match FileExt::try_lock(&file) {
            Ok(()) => {}
            Err(fs4::TryLockError::WouldBlock) => {
                waits();
                FileExt::lock(&file)?;
            }
            Err(fs4::TryLockError::Error(error)) => return Err(error),
        }
        Ok(Guard { _file: file })
    }
}
