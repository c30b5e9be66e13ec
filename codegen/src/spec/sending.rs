//! How requests are sent, and what a failure means.

use super::keys::{Defined, Flag, List, OneOf, Template, Text, Word, Words, YesNo, keys};

keys! {
    /// How the requests of an operation are sent, beside its place in HTTP.
    #[derive(Eq)]
    pub struct Sending = "how a request is sent" {
        host_prefix: Option<Box<str>> as Template = "host_prefix",
            "What stands before the host, unless the endpoint was given: data., {AccountId}.";
        auth: Vec<Auth> as Words = "auth",
            "In which ways its requests may be signed, the best first; as the service's where left out.";
        unsigned_body: bool as Flag = "unsigned_body",
            "The body is not part of the signature.";
        checksum: bool as Flag = "checksum",
            "A request is taken only with a checksum of its body.";
    }
}

keys! {
    /// What more is stated of an error than its status and its members.
    #[derive(Eq)]
    pub struct Failing = "an error" {
        code: Option<Box<str>> as Text = "code",
            "Its code on the wire, where that is not its name.";
        retryable: Option<Retry> as OneOf = "retryable",
            "The call may be made again: transient, or after a while: throttling.";
    }
}

keys! {
    /// Where a service is reached in some places, where that is not {prefix}.{region}.{suffix}. The
    /// first that fits counts.
    #[derive(Eq)]
    pub struct Endpoint = "an endpoint" {
        places: Vec<String> as List = "places",
            "The regions and partitions that it is for; all where left out.";
        fips: Option<bool> as YesNo = "fips",
            "Whether it is for endpoints with FIPS; for all where left out.";
        dual_stack: Option<bool> as YesNo = "dual_stack",
            "Whether it is for endpoints of IPv4 and IPv6; for all where left out.";
        host: Option<Box<str>> as Text = "host",
            "The host, in which {region}, {suffix} and {dual_stack_suffix} are put.";
        signing_region: Option<Box<str>> as Text = "signing_region",
            "The region that is signed for, where it is not the caller's.";
    }
}

impl Defined for Endpoint {
    const DEFINITION: &'static str = "endpoint";
}

/// How a request is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Auth {
    /// Not at all.
    None,
    /// AWS's signature of version 4.
    SigV4,
    /// AWS's signature of version 4 for several regions.
    SigV4a,
    /// AWS's signature of version 2.
    SigV2,
    /// A token.
    Bearer,
}

impl Word for Auth {
    const WORDS: &'static [Self] =
        &[Auth::None, Auth::SigV4, Auth::SigV4a, Auth::SigV2, Auth::Bearer];

    fn word(self) -> &'static str {
        match self {
            Auth::None => "none",
            Auth::SigV4 => "sigv4",
            Auth::SigV4a => "sigv4a",
            Auth::SigV2 => "sigv2",
            Auth::Bearer => "bearer",
        }
    }
}

/// Why a call that failed may be made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Retry {
    /// It may go better now.
    Transient,
    /// There were too many calls.
    Throttling,
}

impl Word for Retry {
    const WORDS: &'static [Self] = &[Retry::Transient, Retry::Throttling];

    fn word(self) -> &'static str {
        match self {
            Retry::Transient => "transient",
            Retry::Throttling => "throttling",
        }
    }
}
