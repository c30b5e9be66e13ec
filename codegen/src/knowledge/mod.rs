//! What the tool knows by itself: overlays with what no page of the documentation states.
//!
//! They are in the library and in the command, so that a repository of one's own needs none, and only
//! those of a service that is asked for are read. Those under `aws/` are made of botocore's models by
//! `cargo proof overlays`, those under `errata/` are written by hand.

mod files;

use crate::spec::{BuiltIn, Provider, ServiceId};

/// Every file, by path: `aws/sqs.yaml`.
pub fn files() -> impl Iterator<Item = BuiltIn> {
    files::FILES.iter().copied()
}

/// The files that speak of a service, in the order in which they are merged.
pub fn of(provider: Provider, service: &ServiceId) -> Vec<BuiltIn> {
    let own = format!("{provider}/{service}.yaml");
    let find = |path: &str| {
        let found = files::FILES.binary_search_by(|file| file.path.cmp(path));
        found.ok().map(|index| files::FILES[index])
    };
    [find(&own), find(&format!("errata/{own}"))].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::spec::Overlay;

    #[test]
    fn every_file_can_be_read_and_is_found() {
        let mut last = "";
        for file in files() {
            assert!(last < file.path, "{last} and {}", file.path);
            last = file.path;
            if let Err(errors) = Overlay::read(file.text, Path::new(file.path)) {
                panic!("{errors:#?}");
            }
        }
        let sqs = ServiceId::new("sqs").unwrap();
        assert_eq!(of(Provider::Aws, &sqs).len(), 1);
        let iam = ServiceId::new("iam").unwrap();
        assert_eq!(of(Provider::Aws, &iam).len(), 2);
        assert!(of(Provider::Huaweicloud, &iam).is_empty());
    }

    #[test]
    fn every_file_of_the_folder_is_here() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
        let mut here: Vec<_> = files().map(|file| file.path.to_owned()).collect();
        for part in ["aws", "errata/aws"] {
            for entry in std::fs::read_dir(folder.join(part)).unwrap() {
                let name = entry.unwrap().file_name().into_string().unwrap();
                let path = format!("{part}/{name}");
                let at = here.iter().position(|known| *known == path);
                assert!(at.is_some(), "{path} is not in files.rs: `cargo proof overlays`");
                here.remove(at.unwrap());
            }
        }
        assert_eq!(here, [""; 0]);
    }
}
