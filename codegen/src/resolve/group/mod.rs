//! Pages → services.
//!
//! Pages that name a service's id belong to it and to no other. Two services may share a client's
//! class and even the unique id of their API (an old and a new client of the same one do), so
//! those names only tell where to put a page that has no id.

mod homes;
mod pile;
mod title;
mod uids;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::facts::{Dialect, PageFacts, Provider, ServiceRef, Statement};
use crate::spec::ServiceId;

use self::homes::{Folders, NameIndex};
use self::pile::{Pile, Services, pile};
use self::title::Service;
pub use self::title::services;
use crate::diagnostic::rules::service as rules;

/// What is known of services beside this run's pages.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The services whose specs stand.
    pub services: Vec<KnownService>,
    /// The service that the user says pages are of which do not tell theirs.
    pub told: Option<ServiceId>,
}

/// A service of which a spec stands, by the names that pages without its id have for it.
#[derive(Clone, Debug)]
pub struct KnownService {
    /// Who provides it.
    pub provider: Provider,
    /// Its id.
    pub service: ServiceId,
    /// The class of its client.
    pub client: Option<Box<str>>,
    /// What begins the unique id of its API, where that is not the id.
    pub endpoint_prefix: Option<Box<str>>,
    /// The version of its API.
    pub version: Option<Box<str>>,
}

impl KnownService {
    /// Whether it is the service that pages speak of. The unique id of an API is made of the id
    /// or the endpoint's prefix, and the version.
    fn is_of(&self, service: &ServiceRef) -> bool {
        let by_uid = service.uid.as_deref().and_then(split_uid).map(|(name, version)| {
            let names = [Some(self.service.as_str()), self.endpoint_prefix.as_deref()];
            self.version.as_deref() == Some(version)
                && names.into_iter().flatten().any(|own| own.eq_ignore_ascii_case(name))
        });
        let client = self.client.is_some() && self.client == service.client;
        self.provider == service.provider && by_uid.unwrap_or(client)
    }

    /// Whether it is another client of the same API, as far as two can be seen to be.
    fn is_twin_of(&self, other: &KnownService) -> bool {
        self.service != other.service
            && self.provider == other.provider
            && self.client.is_some()
            && self.version.is_some()
            && (&self.client, &self.version, &self.endpoint_prefix)
                == (&other.client, &other.version, &other.endpoint_prefix)
    }
}

/// The pages of one service.
#[derive(Clone, Debug)]
pub struct Group {
    /// Who provides it.
    pub provider: Provider,
    /// Its id.
    pub service: ServiceId,
    /// Its pages, sorted by path, so that nothing depends on the order in which they were read.
    pub pages: Vec<PageFacts>,
}

/// The version at the end of an API's unique id: `2020-07-08` of `workspaces-web-2020-07-08`.
pub fn split_uid(uid: &str) -> Option<(&str, &str)> {
    let at = uid.len().checked_sub("-2020-07-08".len())?;
    let (name, date) = (uid.get(..at)?, uid.get(at..)?.strip_prefix('-')?);
    let shape: &[u8] = b"0000-00-00";
    let dated = date.bytes().zip(shape).all(|(byte, &wanted)| match wanted {
        b'0' => byte.is_ascii_digit(),
        _ => byte == wanted,
    });
    (dated && !name.is_empty()).then_some((name, date))
}

/// Without any page that gives the id, the API's unique id has to do. Whether the id is known, or a
/// guess that the unique id is made of it.
fn id_in_uid(uid: &str) -> Option<(ServiceId, bool)> {
    let (name, _) = split_uid(uid)?;
    let name = name.to_ascii_lowercase().replace('.', "-");
    let known = uids::service(&name);
    Some((ServiceId::new(known.unwrap_or(&name)).ok()?, known.is_some()))
}

/// Without even that, the class of the client without capitals (60 of the 92 of AWS that are not
/// known by their class).
fn id_in_client(client: &str) -> Option<ServiceId> {
    ServiceId::new(&client.to_ascii_lowercase()).ok()
}

/// The service that is known to have a client of the page's class.
fn of_class(service: &ServiceRef) -> Option<ServiceId> {
    let class = service.client.as_deref().filter(|_| service.provider == Provider::Aws)?;
    ServiceId::new(title::of_class(class)?).ok()
}

/// Without even that, its title; what is to be said where that does not do.
fn by_title(page: &PageFacts, diagnostics: &mut Vec<Diagnostic>) -> Option<ServiceId> {
    let title = page.service.title.as_deref().unwrap_or_default();
    let (id, rule, message) = match title::service(title) {
        Service::One(id) => return ServiceId::new(id).ok(),
        Service::Several(ids) => {
            let message = format!("`{title}` is the title of {}", ids.join(" and of "));
            (None, &rules::TITLE_OF_SEVERAL, message)
        }
        Service::Guessed(id) => {
            let message = format!("no service is known by the title `{title}`: taken for `{id}`");
            (ServiceId::new(&id).ok(), &rules::GUESSED_SERVICE, message)
        }
        Service::None => {
            let message = "no page tells which service this one belongs to".to_owned();
            (None, &rules::UNKNOWN_SERVICE, message)
        }
    };
    diagnostics.push(Diagnostic::new(rule, page.place(0), message));
    id
}

/// Sorts pages by the service they speak of, services by provider and id. Pages that cannot be
/// placed are left out and said.
pub fn group(pages: Vec<PageFacts>, known: &Known) -> (Vec<Group>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut services: Services = BTreeMap::new();
    let mut homeless = Vec::new();
    for mut pile in pile(pages) {
        if pile.service.is_nameless()
            && let Some(Service::One(id)) = pile.service.title.as_deref().map(title::service)
        {
            pile.service.id = Some(id.into());
            pile.pages.iter_mut().for_each(|page| page.service.id = Some(id.into()));
        }
        match pile.service.id.as_deref().map(ServiceId::new) {
            Some(Ok(id)) => services.entry((pile.service.provider, id)).or_default().push(pile),
            Some(Err(error)) => {
                let said = |page: &PageFacts| {
                    Diagnostic::new(&rules::SERVICE_ID, page.place(0), error.to_string())
                };
                diagnostics.extend(pile.pages.iter().map(said));
            }
            None => homeless.push(pile),
        }
    }
    // Pages with nothing but an anchor go where those with a better name have gone.
    let (named, anchored): (Vec<_>, Vec<_>) = homeless
        .into_iter()
        .partition(|pile: &Pile| pile.service.uid.is_some() || pile.service.client.is_some());
    for piles in [named, anchored] {
        let names = NameIndex::of(&services);
        let folders = Folders::of(&services);
        let mut left = Vec::new();
        for pile in piles {
            let mut homes = names.home(&pile);
            let mut is_of_all = names.is_of_all(&pile, &homes);
            if homes.is_empty() {
                let standing: Vec<&KnownService> =
                    known.services.iter().filter(|service| service.is_of(&pile.service)).collect();
                homes = standing.iter().map(|service| &service.service).collect();
                if let ([one], Dialect::ApiReference) = (&standing[..], pile.dialect) {
                    let twins = known.services.iter().filter(|other| other.is_twin_of(one));
                    homes.extend(twins.map(|twin| &twin.service));
                    is_of_all = true;
                }
            }
            if homes.len() > 1 && is_of_all {
                // One API with two clients, which the pages say alike of both.
                let ids: Vec<ServiceId> = homes.iter().copied().cloned().collect();
                for id in ids {
                    services.entry((pile.service.provider, id)).or_default().push(pile.clone());
                }
                continue;
            }
            if homes.len() > 1
                && let Some((id, _)) = pile.service.uid.as_deref().and_then(id_in_uid)
            {
                // An old client and a new one of the same API.
                let own: Vec<_> = homes.iter().copied().filter(|home| **home == id).collect();
                homes = if own.is_empty() { homes } else { own };
            }
            if homes.is_empty() {
                homes.extend(folders.home(&pile));
            }
            match homes[..] {
                [id] => {
                    let key = (pile.service.provider, id.clone());
                    services.entry(key).or_default().push(pile);
                }
                [] => left.push(pile),
                [first, second, ..] => {
                    let message = format!("the page may belong to {first} or to {second}");
                    diagnostics.extend(pile.pages.iter().map(|page| {
                        Diagnostic::new(&rules::AMBIGUOUS_SERVICE, page.place(0), message.clone())
                    }));
                }
            }
        }
        settle(left, known.told.as_ref(), &mut services, &mut diagnostics);
    }
    let groups = services.into_iter().map(|((provider, service), piles)| {
        let mut pages: Vec<PageFacts> = piles.into_iter().flat_map(|pile| pile.pages).collect();
        pages.sort_by(|a, b| a.path.cmp(&b.path));
        Group { provider, service, pages }
    });
    let groups = groups.collect();
    diagnostics.sort_by(|a: &Diagnostic, b| a.place.cmp(&b.place));
    (groups, diagnostics)
}

/// Places the pages that no other page and no spec has a place for.
fn settle(
    piles: Vec<Pile>,
    told: Option<&ServiceId>,
    services: &mut Services,
    diagnostics: &mut Vec<Diagnostic>,
) {
    // One id cannot be that of several services.
    let one = |name: fn(&Pile) -> &Option<Box<str>>| {
        let mut names = piles.iter().filter_map(|pile| name(pile).as_ref());
        let first = names.next();
        names.all(|name| Some(name) == first)
    };
    let told = told.filter(|_| one(|pile| &pile.service.uid) && one(|pile| &pile.service.client));
    let mut guessed = BTreeSet::new();
    // Pages of the same unique id stay together, whether or not they tell the class.
    let services_told = piles.iter().map(|pile| &pile.service);
    let uids: BTreeMap<Box<str>, ServiceId> =
        services_told.filter_map(|it| Some((it.uid.clone()?, of_class(it)?))).collect();
    for pile in piles {
        let service = &pile.service;
        let of_uid = || {
            let uid = service.uid.as_deref()?;
            let known = uids.get(uid).map(|id| (id.clone(), true));
            known.or_else(|| id_in_uid(uid))
        };
        let sure = |id: ServiceId| (id, true);
        let found = told.cloned().map(sure).or_else(|| of_class(service).map(sure));
        let first = pile.pages.first().map(|page| page.place(0));
        if let Some((id, is_known)) = found.or_else(of_uid) {
            if !is_known
                && let Some(uid) = &service.uid
                && guessed.insert(uid.clone())
            {
                let message = format!("no service is known by `{uid}`: taken for `{id}`");
                diagnostics.extend(
                    first.map(|place| Diagnostic::new(&rules::GUESSED_SERVICE, place, message)),
                );
            }
            services.entry((service.provider, id)).or_default().push(pile);
        } else if let Some(client) = &service.client
            && let Some(id) = id_in_client(client)
        {
            if guessed.insert(client.clone()) {
                let message = format!("the id of {client} is not told; it is taken for `{id}`");
                diagnostics.extend(
                    first.map(|place| Diagnostic::new(&rules::GUESSED_SERVICE, place, message)),
                );
            }
            services.entry((service.provider, id)).or_default().push(pile);
        } else {
            // Nothing is lost with a page that describes nothing.
            let describes = |page: &PageFacts| {
                !page.statements.iter().all(|it| matches!(it, Statement::Example(_)))
            };
            for page in pile.pages.into_iter().filter(describes) {
                if let Some(id) = by_title(&page, diagnostics) {
                    let key = (page.service.provider, id);
                    services.entry(key).or_default().push(Pile::of(page));
                }
            }
        }
    }
}
