//! All overlays of a folder of specs.

use std::path::{Path, PathBuf};

use super::Overlay;
use crate::diagnostic::{Diagnostic, Place};
use crate::spec::{Spec, SpecError};

/// The overlays of a folder of specs, by path.
#[derive(Default)]
pub struct Overlays {
    overlays: Vec<(PathBuf, Overlay)>,
}

impl Overlays {
    /// The overlays of these texts, each with the path that errors name.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with them.
    pub fn of(texts: Vec<(PathBuf, String)>) -> Result<Self, Vec<Diagnostic>> {
        let mut overlays = Vec::with_capacity(texts.len());
        let mut diagnostics = Vec::new();
        for (path, text) in texts {
            match Overlay::read(&text, &path) {
                Ok(overlay) => overlays.push((path, overlay)),
                Err(errors) => diagnostics.extend(to_diagnostics(errors)),
            }
        }
        if diagnostics.is_empty() { Ok(Overlays { overlays }) } else { Err(diagnostics) }
    }

    /// The files.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.overlays.iter().map(|(path, _)| path.as_path())
    }

    /// Where they state something of an entry of a spec, with the reason they give: see
    /// [`Overlay::states`].
    pub fn states<'a>(
        &'a self,
        spec: &'a Spec,
        entry: &'a [&'a str],
    ) -> impl Iterator<Item = (Place, &'a str)> {
        self.overlays.iter().filter_map(|(_, overlay)| overlay.states(spec, entry))
    }

    /// Merges what they state of the service into what its pages state. `part` tells that the
    /// pages are not all there are: what an entry speaks of may then be in the part that is not
    /// here.
    ///
    /// # Errors
    ///
    /// Every entry that matches nothing.
    pub fn merge(&self, spec: &mut Spec, part: bool) -> Result<(), Vec<Diagnostic>> {
        let mut errors = Vec::new();
        for (_, overlay) in &self.overlays {
            errors.extend(overlay.merge(spec).err().unwrap_or_default());
        }
        if errors.is_empty() || part { Ok(()) } else { Err(to_diagnostics(errors)) }
    }

    /// Whether every entry is in the specs, and every overlay has a spec to speak of.
    ///
    /// # Errors
    ///
    /// Every one that is not.
    pub fn verify(&self, specs: &[Spec]) -> Result<(), Vec<Diagnostic>> {
        let mut errors = Vec::new();
        for (_, overlay) in &self.overlays {
            let ids = specs.iter().map(|spec| (spec.provider, &spec.service));
            errors.extend(overlay.verify_used(ids).err().unwrap_or_default());
            for spec in specs.iter().filter(|spec| overlay.speaks_of(spec)) {
                errors.extend(overlay.verify(spec).err().unwrap_or_default());
            }
        }
        if errors.is_empty() { Ok(()) } else { Err(to_diagnostics(errors)) }
    }
}

fn to_diagnostics(errors: Vec<SpecError>) -> Vec<Diagnostic> {
    errors.into_iter().map(Diagnostic::from).collect()
}
