//! All overlays of a folder of specs.

use std::path::{Path, PathBuf};

use super::{Overlay, fit};
use crate::diagnostic::{Diagnostic, Place};
use crate::spec::{Provider, ServiceId, Spec, SpecError};

/// An overlay that the tool brings with it.
#[derive(Clone, Copy, Debug)]
pub struct BuiltIn {
    /// Where it lies among those: `aws/sqs.yaml`.
    pub path: &'static str,
    /// Its text.
    pub text: &'static str,
}

impl BuiltIn {
    /// The path that messages name.
    pub fn shown(&self) -> PathBuf {
        Path::new("built-in").join(self.path)
    }
}

/// The overlays that the tool brings with it of a service.
pub type BuiltInOf = fn(Provider, &ServiceId) -> Vec<BuiltIn>;

/// The overlays of a folder of specs, by path, and those that the tool brings with it.
#[derive(Default)]
pub struct Overlays {
    overlays: Vec<(PathBuf, Overlay)>,
    built_in: Option<BuiltInOf>,
}

impl Overlays {
    /// These, over what the tool brings with it. What the pages have otherwise of that is passed over,
    /// as they may be older or newer than the tool.
    #[must_use]
    pub fn over(self, built_in: BuiltInOf) -> Self {
        Overlays { built_in: Some(built_in), ..self }
    }

    /// Those that the tool brings with it of a service.
    ///
    /// # Errors
    ///
    /// What is wrong with them.
    fn brought(&self, spec: &Spec) -> Result<Vec<(PathBuf, Overlay)>, Vec<Diagnostic>> {
        let files = self.built_in.map(|of| of(spec.provider, &spec.service)).unwrap_or_default();
        let read = |file: BuiltIn| {
            let path = file.shown();
            let overlay = Overlay::read(file.text, &path).map_err(to_diagnostics)?;
            Ok((path, overlay))
        };
        files.into_iter().map(read).collect()
    }

    /// The same with those of a service that the tool brings with it among them, so that
    /// [`states`](Overlays::states) tells of them.
    ///
    /// # Errors
    ///
    /// What is wrong with them.
    pub fn with_built_in(self, spec: &Spec) -> Result<Self, Vec<Diagnostic>> {
        let mut overlays = self.brought(spec)?;
        overlays.extend(self.overlays);
        Ok(Overlays { overlays, built_in: None })
    }

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
        match diagnostics.is_empty() {
            true => Ok(Overlays { overlays, built_in: None }),
            false => Err(diagnostics),
        }
    }

    /// The files.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.overlays.iter().map(|(path, _)| path.as_path())
    }

    /// Those of the files that speak of a service.
    pub fn paths_of(&self, service: &ServiceId) -> impl Iterator<Item = &Path> {
        let of = self.overlays.iter().filter(|(_, overlay)| overlay.names(service));
        of.map(|(path, _)| path.as_path())
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

    /// Whether one of the files adds an entry of a spec: see [`Overlay::states`]. What the tool brings
    /// with it is not asked, as it adds nothing that is there.
    pub fn adds(&self, spec: &Spec, entry: &[&str]) -> bool {
        self.overlays.iter().any(|(_, overlay)| overlay.adds(spec, entry))
    }

    /// Merges what they state of the service into what its pages state. `part` tells that the
    /// pages are not all there are: what an entry speaks of may then be in the part that is not
    /// here.
    ///
    /// # Errors
    ///
    /// Every entry that matches nothing.
    pub fn merge(&self, spec: &mut Spec, part: bool) -> Result<(), Vec<Diagnostic>> {
        self.merge_beside(spec, part, None)
    }

    /// The same beside a spec that stands. A place below an operation that only that one has is the
    /// shape that it leads to there, as names stay: what is stated of it by place is stated of it in
    /// the pages' part as well.
    ///
    /// # Errors
    ///
    /// Every entry that matches nothing.
    pub fn merge_beside(
        &self,
        spec: &mut Spec,
        part: bool,
        standing: Option<&Spec>,
    ) -> Result<(), Vec<Diagnostic>> {
        let standing = standing.filter(|_| part);
        let brought = self.brought(spec)?;
        let knows = !brought.is_empty();
        for (_, overlay) in brought {
            // Pages of another day have other places and names.
            overlay.merge_what_fits(spec, standing);
        }
        if knows {
            fit::drop_what_does_not(spec);
        }
        let mut errors = Vec::new();
        for (_, overlay) in &self.overlays {
            errors.extend(overlay.merge_beside(spec, standing).err().unwrap_or_default());
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
