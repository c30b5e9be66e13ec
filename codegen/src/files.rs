//! Writing files so that a run that fails leaves the old one.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Puts `bytes` at `path`, making its folder where needed, and tells whether anything changed.
///
/// A file that already holds `bytes` is not touched, so its time stamp stays and nothing is built
/// again on its account. Otherwise the bytes go to a new file beside it that takes its place in one
/// step: whoever reads `path` sees the old content or the new, never a part.
///
/// # Errors
///
/// Those of the file system; the old file is then as it was.
pub fn write_if_changed(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    match holds(path, bytes) {
        Ok(true) => return Ok(false),
        Ok(false) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
        }
        Err(error) => return Err(error),
    }
    let beside = beside(path);
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // The error worth telling is the first one.
        let _ = fs::remove_file(&beside);
    }
    written.map(|()| true)
}

/// Whether the file at `path` holds these bytes. It is read piece by piece: files are large.
fn holds(path: &Path, mut bytes: &[u8]) -> io::Result<bool> {
    let mut file = fs::File::open(path)?;
    if file.metadata()?.len() != bytes.len() as u64 {
        return Ok(false);
    }
    let mut piece = vec![0; 1 << 16];
    loop {
        match file.read(&mut piece) {
            Ok(0) => return Ok(bytes.is_empty()),
            Ok(length) => match bytes.strip_prefix(&piece[..length]) {
                Some(rest) => bytes = rest,
                None => return Ok(false),
            },
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// A name in the same folder, so that renaming never crosses a file system, and of this process
/// alone, so that two runs at once do not write into each other's file.
fn beside(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.new", std::process::id()));
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_whether_anything_changed_and_leaves_nothing_beside() {
        let folder = std::env::temp_dir().join(format!("doc-bindgen-files-{}", std::process::id()));
        let path = folder.join("a/b.yaml");
        assert!(write_if_changed(&path, b"one").unwrap());
        assert!(!write_if_changed(&path, b"one").unwrap());
        assert!(write_if_changed(&path, b"two").unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
        // A folder stands where the file should go: the error is told, and nothing is left behind.
        fs::create_dir(folder.join("a/c.yaml")).unwrap();
        assert!(write_if_changed(&folder.join("a/c.yaml"), b"x").is_err());
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 2);
        fs::remove_dir_all(&folder).unwrap();
    }
}
