//! The list of all overlays that the tool brings with it, as source.

use std::fmt::Write;
use std::fs;

use xtask::root;

/// Writes the list of the files that lie there, or holds the one that stands against it.
pub fn write(check: bool) -> Result<bool, String> {
    let folder = root().join("codegen/knowledge");
    let mut paths = Vec::new();
    for part in ["aws", "errata/aws"] {
        let inside = xtask::files::stems(&folder.join(part), "yaml")?;
        paths.extend(inside.into_iter().map(|stem| format!("{part}/{stem}.yaml")));
    }
    paths.sort_unstable();
    let mut text = String::from(
        "//! Every file. Made by `cargo proof overlays`; not to be edited.\n\n\
         use crate::spec::BuiltIn;\n\n\
         macro_rules! files {\n    \
         ($($path:literal)*) => {\n        \
         &[$(BuiltIn {\n            path: $path,\n            \
         text: include_str!(concat!(\"../../knowledge/\", $path)),\n        }),*]\n    \
         };\n}\n\n\
         /// By path.\n\
         pub(super) const FILES: &[BuiltIn] = files! {\n",
    );
    for path in &paths {
        let _ = writeln!(text, "    \"{path}\"");
    }
    text.push_str("};\n");
    let path = root().join("codegen/src/knowledge/files.rs");
    let stands = fs::read_to_string(&path).is_ok_and(|stands| stands == text);
    if check {
        if !stands {
            println!("{}: does not list the files that there are", path.display());
        }
        return Ok(stands);
    }
    doc_bindgen::files::write_if_changed(&path, text.as_bytes())
        .map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(true)
}
