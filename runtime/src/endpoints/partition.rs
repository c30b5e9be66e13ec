//! The partitions of AWS: regions that share nothing with others, the ends of their hosts included.

/// A partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Partition {
    /// `aws-cn`.
    pub id: &'static str,
    /// What its regions begin with.
    pub prefixes: &'static [&'static str],
    /// What its hosts end in.
    pub suffix: &'static str,
    /// What its hosts for IPv6 and IPv4 end in.
    pub dual_stack_suffix: &'static str,
    /// The region that stands for all of it.
    pub global_region: &'static str,
}

/// All that are known. What is in none of them is taken to be in the first.
pub const PARTITIONS: [Partition; 8] = [
    Partition {
        id: "aws",
        prefixes: &["us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx"],
        suffix: "amazonaws.com",
        dual_stack_suffix: "api.aws",
        global_region: "us-east-1",
    },
    Partition {
        id: "aws-cn",
        prefixes: &["cn"],
        suffix: "amazonaws.com.cn",
        dual_stack_suffix: "api.amazonwebservices.com.cn",
        global_region: "cn-northwest-1",
    },
    Partition {
        id: "aws-eusc",
        prefixes: &["eusc-de"],
        suffix: "amazonaws.eu",
        dual_stack_suffix: "api.amazonwebservices.eu",
        global_region: "eusc-de-east-1",
    },
    Partition {
        id: "aws-iso",
        prefixes: &["us-iso"],
        suffix: "c2s.ic.gov",
        dual_stack_suffix: "api.aws.ic.gov",
        global_region: "us-iso-east-1",
    },
    Partition {
        id: "aws-iso-b",
        prefixes: &["us-isob"],
        suffix: "sc2s.sgov.gov",
        dual_stack_suffix: "api.aws.scloud",
        global_region: "us-isob-east-1",
    },
    Partition {
        id: "aws-iso-e",
        prefixes: &["eu-isoe"],
        suffix: "cloud.adc-e.uk",
        dual_stack_suffix: "api.cloud-aws.adc-e.uk",
        global_region: "eu-isoe-west-1",
    },
    Partition {
        id: "aws-iso-f",
        prefixes: &["us-isof"],
        suffix: "csp.hci.ic.gov",
        dual_stack_suffix: "api.aws.hci.ic.gov",
        global_region: "us-isof-south-1",
    },
    Partition {
        id: "aws-us-gov",
        prefixes: &["us-gov"],
        suffix: "amazonaws.com",
        dual_stack_suffix: "api.aws",
        global_region: "us-gov-west-1",
    },
];

impl Partition {
    /// The partition of a region.
    pub fn of(region: &str) -> &'static Partition {
        static ALL: [Partition; 8] = PARTITIONS;
        ALL.iter().find(|it| it.has(region)).unwrap_or(&ALL[0])
    }

    /// What stands for the partition as a whole where a region is asked for: `aws-cn-global`.
    pub fn global(&self) -> String {
        format!("{}-global", self.id)
    }

    /// Whether a name is one of its regions, those that do not exist yet included: `us-gov-east-1` has
    /// a word and a number behind what they begin with.
    fn has(&self, region: &str) -> bool {
        let behind = |prefix: &&str| {
            let (word, number) =
                region.strip_prefix(*prefix)?.strip_prefix('-')?.split_once('-')?;
            let is_word =
                |text: &str| text.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_');
            let is_number = !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit());
            (!word.is_empty() && is_word(word) && is_number).then_some(())
        };
        region == self.global() || self.prefixes.iter().any(|prefix| behind(prefix).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_tells_its_partition() {
        for (region, expected) in [
            ("eu-west-1", "aws"),
            ("mx-central-12", "aws"),
            ("us-gov-east-1", "aws-us-gov"),
            ("us-iso-east-1", "aws-iso"),
            ("us-isob-west-1", "aws-iso-b"),
            ("us-isof-south-1", "aws-iso-f"),
            ("eu-isoe-west-1", "aws-iso-e"),
            ("eusc-de-east-1", "aws-eusc"),
            ("cn-north-1", "aws-cn"),
            ("aws-us-gov-global", "aws-us-gov"),
            ("aws-global", "aws"),
            ("xx-new-1", "aws"),
            ("local", "aws"),
        ] {
            assert_eq!(Partition::of(region).id, expected, "{region}");
        }
        for partition in PARTITIONS {
            assert_eq!(*Partition::of(partition.global_region), partition);
        }
    }
}
