//! `doc-bindgen.toml`: which services are kept, where their documentation lies, and where it goes.

mod read;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::diagnostic::Diagnostic;
use crate::spec::{Provider, ServiceId};

/// The name of the project's file.
pub const FILE: &str = "doc-bindgen.toml";

/// A file to begin with.
pub const FIRST: &str = "[source.boto3]\nservices = [\"sqs\", \"sts\"]\n";

/// What a project's file says.
#[derive(Clone, Debug, PartialEq)]
pub struct Project {
    /// The folder of specs.
    pub specs: PathBuf,
    /// The folder of pages.
    pub store: PathBuf,
    /// The folder of committed bindings, where there are such.
    pub bindings: Option<PathBuf>,
    /// Whom a site can write to, as it is told them with every request.
    pub contact: Option<String>,
    /// Where documentation comes from.
    pub sources: Vec<Source>,
}

/// One place that documentation comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// What it is called: its folder in the store.
    pub name: String,
    /// The line it begins on.
    pub line: u32,
    /// How the site lists its pages.
    pub kind: Kind,
    /// The services that are wanted of it.
    pub services: Services,
    /// Where the site is, if not where it is known to be.
    pub site: Option<String>,
    /// The version of the package; the newest where left out.
    pub version: Option<String>,
    /// A folder of pages.
    pub folder: Option<PathBuf>,
    /// Where what belongs to a service lies, by service: the path of its guide, the code of its
    /// product, the address of its repository.
    pub guides: BTreeMap<String, String>,
    /// The least time between two requests.
    pub delay: Option<Duration>,
    /// Connections at once.
    pub connections: usize,
    /// Requests that are made at once without being agreed to.
    pub requests: Option<usize>,
}

/// The services that are wanted of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Services {
    /// Whatever there is.
    All,
    /// These, in the order of the file.
    These(Vec<ServiceId>),
}

impl Services {
    /// Those that are named.
    pub fn named(&self) -> &[ServiceId] {
        match self {
            Services::All => &[],
            Services::These(services) => services,
        }
    }
}

/// How a site lists its pages and hands them out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// boto3's reference, rendered here from the package of a version.
    Boto3Package,
    /// boto3's reference, as its site has it.
    Boto3Site,
    /// A folder of pages, one folder or file a service.
    Folder,
    /// The AWS API Reference.
    ApiReference,
    /// The changes that awsapichanges.com tells.
    AwsApiChanges,
    /// Huawei Cloud's help centre.
    HuaweiCloud,
    /// Open Telekom Cloud's sources, from git.
    OpenTelekomCloud,
    /// Open Telekom Cloud's site.
    OpenTelekomCloudSite,
}

impl Kind {
    /// All of them, as they are named in the file.
    pub const ALL: [(&'static str, Kind); 8] = [
        ("boto3", Kind::Boto3Package),
        ("boto3-site", Kind::Boto3Site),
        ("folder", Kind::Folder),
        ("api-reference", Kind::ApiReference),
        ("awsapichanges", Kind::AwsApiChanges),
        ("huaweicloud", Kind::HuaweiCloud),
        ("opentelekomcloud", Kind::OpenTelekomCloud),
        ("opentelekomcloud-site", Kind::OpenTelekomCloudSite),
    ];

    /// As it is named in the file.
    pub fn as_str(self) -> &'static str {
        Kind::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }

    /// Whose services its pages are of; a folder may have those of any.
    pub fn provider(self) -> Option<Provider> {
        match self {
            Kind::Boto3Package | Kind::Boto3Site | Kind::ApiReference | Kind::AwsApiChanges => {
                Some(Provider::Aws)
            }
            Kind::HuaweiCloud | Kind::OpenTelekomCloud | Kind::OpenTelekomCloudSite => {
                Some(Provider::Huaweicloud)
            }
            Kind::Folder => None,
        }
    }

    /// Where its site is known to be.
    pub fn site(self) -> Option<&'static str> {
        match self {
            Kind::Boto3Package => Some("https://pypi.org/pypi/"),
            Kind::Boto3Site => Some("https://docs.aws.amazon.com/boto3/latest/"),
            Kind::ApiReference => Some("https://docs.aws.amazon.com/"),
            Kind::AwsApiChanges => Some("https://awsapichanges.com/"),
            Kind::HuaweiCloud => Some("https://support.huaweicloud.com/intl/en-us/"),
            Kind::OpenTelekomCloud => Some("https://github.com/opentelekomcloud-docs/"),
            Kind::OpenTelekomCloudSite => Some("https://docs.otc.t-systems.com/"),
            Kind::Folder => None,
        }
    }
}

pub use read::find;

impl Project {
    /// Reads the text of the file at `path`; paths in it are meant from its folder.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, each with its line.
    pub fn read(text: &str, path: &Path) -> Result<Self, Vec<Diagnostic>> {
        read::read(text, path)
    }
}
