//! Where a service is reached in a region.
//!
//! ```
//! use doc_bindgen_runtime::endpoints::{Asked, resolve};
//! use doc_bindgen_runtime::facts::ServiceFacts;
//!
//! let sqs = ServiceFacts { id: "sqs", endpoint_prefix: Some("sqs"), ..ServiceFacts::NONE };
//! let resolved = resolve(&sqs, &Asked::new("eu-west-1"))?;
//! assert_eq!(resolved.endpoint.uri, "https://sqs.eu-west-1.amazonaws.com/");
//! assert_eq!(resolved.signing_region, "eu-west-1");
//! let fips = resolve(&sqs, &Asked { fips: true, ..Asked::new("us-iso-east-1") })?;
//! assert_eq!(fips.endpoint.uri, "https://sqs-fips.us-iso-east-1.c2s.ic.gov/");
//! # Ok::<(), doc_bindgen_runtime::endpoints::NoEndpoint>(())
//! ```

mod partition;

use std::fmt;

use crate::Endpoint;
use crate::facts::ServiceFacts;

pub use crate::facts::EndpointRule;
pub use partition::{PARTITIONS, Partition};

/// What an endpoint is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked<'a> {
    /// `eu-west-1`.
    pub region: &'a str,
    /// With cryptography as FIPS 140 has it.
    pub fips: bool,
    /// For IPv6 and IPv4.
    pub dual_stack: bool,
}

impl<'a> Asked<'a> {
    /// What most ask for in a region.
    pub fn new(region: &'a str) -> Self {
        Asked { region, fips: false, dual_stack: false }
    }
}

/// Whether a rule is for what is asked.
fn fits(rule: &EndpointRule, asked: &Asked<'_>, partition: &Partition) -> bool {
    let here = |place: &&str| *place == asked.region || *place == partition.id;
    (rule.places.is_empty() || rule.places.iter().any(here))
        && rule.fips.is_none_or(|fips| fips == asked.fips)
        && rule.dual_stack.is_none_or(|dual_stack| dual_stack == asked.dual_stack)
}

/// Where a service is reached, and what a signature says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// Where it is reached.
    pub endpoint: Endpoint,
    /// The region that requests are signed for.
    pub signing_region: String,
}

/// Why it is not known where a service is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoEndpoint {
    /// No region was given.
    NoRegion,
    /// That is not the name of a region.
    Region(String),
    /// The documentation does not state the service's prefix.
    NoPrefix(&'static str),
    /// No address can be made of that host.
    Host(String),
}

impl fmt::Display for NoEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoEndpoint::NoRegion => f.write_str(
                "no region is given; set AWS_REGION or `region` of the profile, or give the endpoint",
            ),
            NoEndpoint::Region(region) => {
                write!(f, "`{}` is no name of a region, such as eu-west-1", region.escape_debug())
            }
            NoEndpoint::NoPrefix(id) => {
                write!(f, "it is not known where {id} is reached; give the endpoint")
            }
            NoEndpoint::Host(host) => {
                write!(f, "`{}` is no host; give the endpoint", host.escape_debug())
            }
        }
    }
}

impl std::error::Error for NoEndpoint {}

/// Where a service is reached: by the first of its rules that fits, else at its prefix, the region
/// and what hosts of the partition end in.
pub fn resolve(facts: &ServiceFacts, asked: &Asked<'_>) -> Result<Resolved, NoEndpoint> {
    if asked.region.is_empty() {
        return Err(NoEndpoint::NoRegion);
    }
    // It becomes part of a host, so it must not be able to make another of it.
    if !is_label(asked.region) {
        return Err(NoEndpoint::Region(asked.region.to_owned()));
    }
    if facts.provider == "huaweicloud" {
        return huaweicloud(facts, asked.region);
    }
    let partition = Partition::of(asked.region);
    // What is the same everywhere in a partition is asked of the region that stands for all.
    let region =
        if asked.region == partition.global() { partition.global_region } else { asked.region };
    let rule = facts.endpoints.iter().find(|rule| fits(rule, asked, partition));
    let host = match rule {
        Some(rule) => rule
            .host
            .replace("{region}", region)
            .replace("{suffix}", partition.suffix)
            .replace("{dual_stack_suffix}", partition.dual_stack_suffix),
        None => {
            let prefix = facts.endpoint_prefix.ok_or(NoEndpoint::NoPrefix(facts.id))?;
            let fips = if asked.fips { "-fips" } else { "" };
            let suffix =
                if asked.dual_stack { partition.dual_stack_suffix } else { partition.suffix };
            format!("{prefix}{fips}.{region}.{suffix}")
        }
    };
    let uri = format!("https://{host}/").parse().map_err(|_| NoEndpoint::Host(host))?;
    let signing_region = rule.and_then(|rule| rule.signing_region).unwrap_or(region).to_owned();
    // Nobody gave it, so what operations put before the host of their service is put there.
    Ok(Resolved { endpoint: Endpoint { given: false, ..Endpoint::new(uri) }, signing_region })
}

/// Where a service of Huawei Cloud is reached. No page says it for all; its SDKs have it so for most.
fn huaweicloud(facts: &ServiceFacts, region: &str) -> Result<Resolved, NoEndpoint> {
    let prefix = facts.endpoint_prefix.unwrap_or(facts.id);
    let rule =
        facts.endpoints.iter().find(|rule| rule.places.is_empty() || rule.places.contains(&region));
    let host = match rule {
        Some(rule) => rule.host.replace("{region}", region),
        None => format!("{prefix}.{region}.myhuaweicloud.com"),
    };
    let uri = format!("https://{host}/").parse().map_err(|_| NoEndpoint::Host(host))?;
    let given = false;
    Ok(Resolved {
        endpoint: Endpoint { given, ..Endpoint::new(uri) },
        signing_region: region.to_owned(),
    })
}

/// Whether it can be a part of a host between two dots.
fn is_label(text: &str) -> bool {
    text.len() <= 63
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    const IAM: ServiceFacts = ServiceFacts {
        id: "iam",
        endpoint_prefix: Some("iam"),
        endpoints: &[
            EndpointRule {
                places: &["aws"],
                fips: Some(false),
                dual_stack: Some(true),
                host: "iam.global.{dual_stack_suffix}",
                signing_region: Some("us-east-1"),
            },
            EndpointRule {
                places: &["aws", "aws-cn"],
                fips: Some(false),
                dual_stack: Some(false),
                host: "iam.{suffix}",
                signing_region: Some("us-east-1"),
            },
            EndpointRule {
                places: &["us-gov-west-1"],
                host: "iam.us-gov.{suffix}",
                ..EndpointRule::NONE
            },
        ],
        ..ServiceFacts::NONE
    };

    fn host(facts: &ServiceFacts, region: &str, fips: bool, dual_stack: bool) -> String {
        match resolve(facts, &Asked { region, fips, dual_stack }) {
            Ok(it) => {
                format!("{} {}", it.endpoint.uri.host().unwrap_or_default(), it.signing_region)
            }
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_rule_counts_before_the_formula() {
        for (region, fips, dual_stack, expected) in [
            ("eu-west-1", false, false, "iam.amazonaws.com us-east-1"),
            ("eu-west-1", false, true, "iam.global.api.aws us-east-1"),
            ("aws-global", false, false, "iam.amazonaws.com us-east-1"),
            ("eu-west-1", true, false, "iam-fips.eu-west-1.amazonaws.com eu-west-1"),
            ("us-gov-west-1", true, true, "iam.us-gov.amazonaws.com us-gov-west-1"),
            ("us-gov-east-1", true, true, "iam-fips.us-gov-east-1.api.aws us-gov-east-1"),
            ("cn-north-1", false, false, "iam.amazonaws.com.cn us-east-1"),
            (
                "eu-isoe-west-1",
                false,
                true,
                "iam.eu-isoe-west-1.api.cloud-aws.adc-e.uk eu-isoe-west-1",
            ),
        ] {
            assert_eq!(host(&IAM, region, fips, dual_stack), expected, "{region}");
        }
    }

    #[test]
    fn what_is_the_same_everywhere_has_a_region_that_stands_for_all() {
        let chime = ServiceFacts { endpoint_prefix: Some("chime"), ..ServiceFacts::NONE };
        assert_eq!(
            host(&chime, "aws-global", false, false),
            "chime.us-east-1.amazonaws.com us-east-1"
        );
        assert_eq!(
            host(&chime, "aws-cn-global", false, false),
            "chime.cn-northwest-1.amazonaws.com.cn cn-northwest-1"
        );
    }

    #[test]
    fn what_is_not_known_is_said() {
        for region in ["evil.com/", "a@b", "-a", "a-", "a b", "ü", &"a".repeat(64)] {
            let said = host(&IAM, region, false, false);
            assert!(said.ends_with("is no name of a region, such as eu-west-1"), "{said}");
        }
        assert!(host(&IAM, "", false, false).starts_with("no region is given; set AWS_REGION"));
        let unknown = ServiceFacts { id: "x", ..ServiceFacts::NONE };
        let said = host(&unknown, "eu-west-1", false, false);
        assert_eq!(said, "it is not known where x is reached; give the endpoint");
    }
}
