//! English words in the singular, as far as identifiers need it.

/// What no rule gets right: plurals of their own kind, and words whose singular ends in `e`
/// although another rule would take the `e` off.
const IRREGULAR: &[(&str, &str)] = &[
    ("accesses", "access"),
    ("addresses", "address"),
    ("aliases", "alias"),
    ("analyses", "analysis"),
    ("appendices", "appendix"),
    ("arns", "arn"),
    ("axes", "axis"),
    ("biases", "bias"),
    ("bonuses", "bonus"),
    ("buses", "bus"),
    ("caches", "cache"),
    ("campuses", "campus"),
    ("canvases", "canvas"),
    ("censuses", "census"),
    ("children", "child"),
    ("classes", "class"),
    ("cookies", "cookie"),
    ("criterion", "criterion"),
    ("diagnoses", "diagnosis"),
    ("halves", "half"),
    ("headaches", "headache"),
    ("hypotheses", "hypothesis"),
    ("ids", "id"),
    ("indexes", "index"),
    ("indices", "index"),
    ("leaves", "leaf"),
    ("lenses", "lens"),
    ("matrices", "matrix"),
    ("men", "man"),
    ("movies", "movie"),
    ("niches", "niche"),
    ("parentheses", "parenthesis"),
    ("people", "person"),
    ("processes", "process"),
    ("quizzes", "quiz"),
    ("statuses", "status"),
    ("syntheses", "synthesis"),
    ("ties", "tie"),
    ("vertices", "vertex"),
    ("viruses", "virus"),
];

/// Words that end like a plural and are none, or are their own singular in an API.
const INVARIABLE: &[&str] = &[
    "alias",
    "aws",
    "basis",
    "bias",
    "bus",
    "canvas",
    "cors",
    "css",
    "data",
    "details",
    "dns",
    "diagnostics",
    "ecs",
    "eks",
    "ends",
    "fips",
    "gas",
    "has",
    "https",
    "insights",
    "ios",
    "iops",
    "kms",
    "kubernetes",
    "lens",
    "news",
    "os",
    "pos",
    "rds",
    "redis",
    "rps",
    "rss",
    "series",
    "settings",
    "sms",
    "sns",
    "species",
    "sqs",
    "starts",
    "statistics",
    "this",
    "tls",
    "tps",
    "windows",
    "xss",
    "analytics",
];

/// The word in the singular, its case kept: `Policies` → `Policy`, `VPCs` → `VPC`. What is no
/// plural comes back as it is.
pub fn singular(word: &str) -> String {
    let bytes = word.as_bytes();
    if bytes.len() < 3 || !word.is_ascii() {
        return word.to_owned();
    }
    let (last, head) = (bytes[bytes.len() - 1], &word[..word.len() - 1]);
    if last == b's' && head.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) {
        return head.to_owned();
    }
    if word.bytes().all(|b| !b.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let lower = word.to_ascii_lowercase();
    let one = singular_lower(&lower);
    if one == lower {
        return word.to_owned();
    }
    let kept = one.bytes().zip(lower.bytes()).take_while(|(a, b)| a == b).count();
    format!("{}{}", &word[..kept], &one[kept..])
}

fn singular_lower(word: &str) -> String {
    if let Ok(index) = IRREGULAR.binary_search_by(|(many, _)| (*many).cmp(word)) {
        return IRREGULAR[index].1.to_owned();
    }
    let cut = |ending: usize, with: &str| format!("{}{with}", &word[..word.len() - ending]);
    if INVARIABLE.contains(&word) || !word.ends_with('s') {
        word.to_owned()
    } else if word.ends_with("ies") && word.len() > 4 {
        cut(3, "y")
    } else if ["sses", "shes", "ches", "xes", "zzes"].iter().any(|end| word.ends_with(end)) {
        cut(2, "")
    } else if ["ss", "us", "is"].iter().any(|end| word.ends_with(end)) {
        word.to_owned()
    } else {
        cut(1, "")
    }
}

#[cfg(test)]
mod tests {
    use super::{IRREGULAR, singular};

    #[test]
    fn takes_the_plural_off() {
        for (many, one) in [
            ("Policies", "Policy"),
            ("Statuses", "Status"),
            ("Status", "Status"),
            ("Addresses", "Address"),
            ("Address", "Address"),
            ("Indexes", "Index"),
            ("Indices", "Index"),
            ("Data", "Data"),
            ("Metadata", "Metadata"),
            ("Criteria", "Criteria"),
            ("Series", "Series"),
            ("Ids", "Id"),
            ("IDs", "ID"),
            ("VPCs", "VPC"),
            ("DNS", "DNS"),
            ("Analysis", "Analysis"),
            ("Analyses", "Analysis"),
            ("Databases", "Database"),
            ("Responses", "Response"),
            ("Batches", "Batch"),
            ("Boxes", "Box"),
            ("Processes", "Process"),
            ("Aliases", "Alias"),
            ("aliases", "alias"),
            ("Caches", "Cache"),
            ("Settings", "Settings"),
            ("Entries", "Entry"),
            ("Tags", "Tag"),
        ] {
            assert_eq!(singular(many), one);
        }
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(IRREGULAR.is_sorted());
    }
}
