//! Every errand of the project, in groups: what `cargo xtask --help`, `cargo proof --help` and
//! CONTRIBUTING.md list.

use std::fmt::Write;

/// Errands of one kind.
pub struct Group {
    /// What they do.
    pub title: &'static str,
    /// In the order in which they are listed.
    pub errands: &'static [Errand],
}

/// What `cargo xtask NAME` or `cargo proof NAME` does.
pub struct Errand {
    /// The package that it is in: `xtask`, or `proof` for what needs the models or all of the tool.
    pub package: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it does, in a line.
    pub what: &'static str,
}

const fn xtask(name: &'static str, what: &'static str) -> Errand {
    Errand { package: "xtask", name, what }
}

const fn proof(name: &'static str, what: &'static str) -> Errand {
    Errand { package: "proof", name, what }
}

/// All of them.
pub const GROUPS: [Group; 3] = [
    Group {
        title: "Make",
        errands: &[
            xtask("demo", "specs and bindings of the pages that come with the repository"),
            xtask("corpus", "boto3's reference as pages, from PyPI, and what the models say"),
            xtask("features", "a feature of cloud-bindings for each spec"),
            proof("slice", "the list of services that are tried with every change"),
            proof("model", "specs straight from the models, as a perfect reading would give them"),
            proof("reference-pages", "pages of the API Reference from the models, in four forms"),
            proof("overlays", "what no page states of the wire, from botocore's models"),
            proof("huaweicloud-sdk", "what Huawei Cloud's SDK says, from PyPI"),
        ],
    },
    Group {
        title: "Hold against the truth",
        errands: &[
            proof("verify", "specs against the models that the pages were rendered from"),
            proof("protocols", "requests and answers against cases of botocore's kind"),
            proof("reference", "what pages of the API Reference tell against the models"),
            proof("together", "boto3 and the API Reference, read together, against the models"),
            proof("huaweicloud", "pages of Huawei Cloud against its SDK"),
            proof("html", "pages as Sphinx's HTML against their sources"),
            proof("stability", "releases read one over the other: names stay"),
            proof("names", "names of shapes against the models' own"),
            proof("diff", "what diff tells against what changed between the models"),
            proof("awsapichanges", "what diff and parse tell against awsapichanges.com"),
            proof("witnesses", "what diff says of Rust code against the compiler"),
            proof("compile", "every service emitted, compiled, and its types written and read"),
            proof("round-trip", "every type of the specs over every protocol and back"),
            proof("signatures", "signatures against botocore's and Huawei Cloud's SDK's"),
            proof("waiters", "what waiters make of answers against botocore's"),
            xtask("stories", "emitted clients against a server that stands in for AWS"),
            proof("endpoints", "where services are reached against botocore's tests"),
            proof("fuzz", "any bytes at all against the readers"),
        ],
    },
    Group {
        title: "Measure",
        errands: &[
            xtask("speed", "reading all pages beside cat over the same files"),
            xtask(
                "rivals",
                "the bindings beside Amazon's SDK: reading, writing, calls, sizes, compiling",
            ),
            xtask("serde-cost", "what emitted types cost to compile, beside other ways"),
        ],
    },
];

/// The list as it is shown.
pub fn listing() -> String {
    let mut out = String::new();
    for group in &GROUPS {
        let _ = writeln!(out, "{}:", group.title);
        for Errand { package, name, what } in group.errands {
            let _ = writeln!(out, "  cargo {package} {name:<16} {what}");
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out
}

/// The names of a package's errands, sorted.
pub fn of_package(package: &str) -> Vec<&'static str> {
    let all = GROUPS.iter().flat_map(|group| group.errands);
    let mut names: Vec<&str> =
        all.filter(|errand| errand.package == package).map(|errand| errand.name).collect();
    names.sort_unstable();
    names
}

/// The help of the command `cargo PACKAGE`: the list, instead of clap's, which knows no groups.
pub fn with_list(command: clap::Command) -> clap::Command {
    command
        .help_template("{about}\n\n{usage-heading} {usage}{after-help}\n\nOptions:\n{options}")
        .after_help(listing())
}

/// What is wrong with an errand that was asked of `package` and is another's.
pub fn elsewhere(package: &str, name: &str) -> Option<String> {
    let all = GROUPS.iter().flat_map(|group| group.errands);
    let errand = all.filter(|errand| errand.package != package).find(|it| it.name == name)?;
    Some(format!("`{name}` is an errand of another package: run `cargo {} {name}`", errand.package))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_for_contributors_lists_them_all() {
        let path = crate::root().join("CONTRIBUTING.md");
        let page = std::fs::read_to_string(&path).expect("it is committed");
        // As a block of code.
        let block = listing()
            .lines()
            .map(|line| format!("    {line}").trim_end().to_owned() + "\n")
            .collect::<String>();
        assert!(page.contains(&block), "CONTRIBUTING.md is to have:\n{block}");
    }

    #[test]
    fn an_errand_of_the_other_package_is_pointed_to() {
        assert!(elsewhere("xtask", "verify").is_some_and(|it| it.contains("cargo proof verify")));
        assert_eq!(elsewhere("proof", "verify"), None);
        assert_eq!(elsewhere("xtask", "no-such"), None);
    }
}
