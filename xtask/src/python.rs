//! Virtual environments for what only Python does.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the interpreter of an environment lies.
pub fn interpreter(venv: &Path) -> PathBuf {
    venv.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" })
}

/// Whether the environment was made to its end.
pub fn is_whole(venv: &Path) -> bool {
    venv.join("installed").exists()
}

/// Makes an environment anew, and installs into it what `list` asks for, if there is one. An error
/// is what pip has to say, or why it could not be asked.
pub fn make(venv: &Path, list: Option<&Path>) -> Result<(), String> {
    remove(venv)?;
    eprintln!("making {}", venv.display());
    let made = Command::new("python3").args(["-m", "venv"]).arg(venv).status();
    match made {
        Ok(status) if status.success() => {}
        Ok(_) => {
            return Err(
                "`python3 -m venv` failed. On Debian and Ubuntu: apt-get install python3-venv"
                    .into(),
            );
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err("pages are rendered by Python, and there is no `python3` on the PATH. \
                        Python 3.11 or newer with venv and pip will do"
                .into());
        }
        Err(error) => return Err(format!("python3: {error}")),
    }
    if let Some(list) = list {
        let pip = Command::new(interpreter(venv))
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
            .args(["--no-compile", "-r"])
            .arg(list)
            .output()
            .map_err(|e| format!("pip: {e}"))?;
        if !pip.status.success() {
            return Err(String::from_utf8_lossy(&pip.stderr).into_owned());
        }
    }
    let whole = venv.join("installed");
    fs::write(&whole, "").map_err(|e| format!("{}: {e}", whole.display()))
}

/// Removes a folder, if it is there.
pub fn remove(folder: &Path) -> Result<(), String> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(format!("{}: {error}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// An interpreter that is to run boto3, which finds no configuration of the user's. `folder` is one in
/// which nothing is called `no-such-configuration`.
pub fn without_configuration(python: &Path, folder: &Path) -> Command {
    let nowhere = folder.join("no-such-configuration");
    let mut command = Command::new(python);
    command
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("AWS_CONFIG_FILE", &nowhere)
        .env("AWS_SHARED_CREDENTIALS_FILE", &nowhere);
    command
}
