//! Which services pages without an id may belong to, by the names and the folders of those that have
//! one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::pile::{Pile, Services};
use crate::facts::{Dialect, Provider};
use crate::spec::ServiceId;

/// The services whose reference lies in a folder. Pages of one reference lie together, and some of
/// them have neither links nor anchors.
pub(super) struct Folders(BTreeMap<PathBuf, BTreeSet<ServiceId>>);

impl Folders {
    pub fn of(services: &Services) -> Self {
        let mut folders: BTreeMap<PathBuf, BTreeSet<ServiceId>> = BTreeMap::new();
        for ((_, id), piles) in services {
            for pile in piles.iter().filter(|pile| pile.dialect == Dialect::ApiReference) {
                if let Some(folder) = pile.folder() {
                    folders.entry(folder.to_path_buf()).or_default().insert(id.clone());
                }
            }
        }
        Folders(folders)
    }

    /// The service of all that lies beside a page that tells nothing of its own.
    pub fn home(&self, pile: &Pile) -> Option<&ServiceId> {
        let service = &pile.service;
        if pile.dialect != Dialect::ApiReference
            || service.anchor.is_some()
            || !service.is_nameless()
        {
            return None;
        }
        let mut beside = self.0.get(pile.folder()?)?.iter();
        beside.next().filter(|_| beside.next().is_none())
    }
}

/// Which services have pages with a name in it.
pub(super) struct NameIndex {
    uids: BTreeMap<(Provider, Box<str>), Vec<ServiceId>>,
    clients: BTreeMap<(Provider, Box<str>), Vec<ServiceId>>,
    anchors: BTreeMap<(Provider, Box<str>), Vec<ServiceId>>,
}

impl NameIndex {
    pub fn of(services: &Services) -> Self {
        let mut names =
            NameIndex { uids: BTreeMap::new(), clients: BTreeMap::new(), anchors: BTreeMap::new() };
        for ((provider, id), piles) in services {
            for pile in piles {
                let service = &pile.service;
                for (map, name) in [
                    (&mut names.uids, &service.uid),
                    (&mut names.clients, &service.client),
                    (&mut names.anchors, &service.anchor),
                ] {
                    let Some(name) = name else { continue };
                    let ids = map.entry((*provider, name.clone())).or_default();
                    if !ids.contains(id) {
                        ids.push(id.clone());
                    }
                }
            }
        }
        names
    }

    /// Whether a page of the API Reference has a unique id that all these services have.
    pub fn is_of_all(&self, pile: &Pile, homes: &[&ServiceId]) -> bool {
        let of_uid = ids(&self.uids, pile.service.provider, &pile.service.uid);
        pile.dialect == Dialect::ApiReference && homes.iter().all(|home| of_uid.contains(home))
    }

    /// The services that a page without an id may belong to.
    pub fn home(&self, pile: &Pile) -> Vec<&ServiceId> {
        let service = &pile.service;
        // The unique id says more than the class; where both fit several, what they agree on.
        let uid = ids(&self.uids, service.provider, &service.uid);
        let client = ids(&self.clients, service.provider, &service.client);
        match (uid, client) {
            ([], []) if service.uid.is_none() => {
                ids(&self.anchors, service.provider, &service.anchor).iter().collect()
            }
            (a, b) if a.iter().any(|id| b.contains(id)) => {
                a.iter().filter(|id| b.contains(id)).collect()
            }
            ([], ids) | (ids, _) => ids.iter().collect(),
        }
    }
}

fn ids<'n>(
    names: &'n BTreeMap<(Provider, Box<str>), Vec<ServiceId>>,
    provider: Provider,
    name: &Option<Box<str>>,
) -> &'n [ServiceId] {
    let name = name.clone().map(|name| (provider, name));
    name.and_then(|name| names.get(&name)).map_or(&[], Vec::as_slice)
}
