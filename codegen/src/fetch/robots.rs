//! robots.txt: what a site asks programs to leave alone, and how fast they may come.
//!
//! As RFC 9309 has it: the group of our own name, else that of `*`; the longest rule that fits
//! counts, and of two as long the one that allows.

use std::time::Duration;

/// What a robots.txt says to us.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Robots {
    rules: Vec<(bool, String)>,
    /// The least time between two requests.
    pub delay: Option<Duration>,
}

/// The name by which we are known.
const NAME: &str = "doc-bindgen";

/// The longest delay that is believed.
const LONGEST: f64 = 3600.0;

/// The rules that are kept of a file.
const MOST_RULES: usize = 5000;

impl Robots {
    /// Reads a robots.txt.
    pub fn read(text: &str) -> Self {
        let (mut own, mut all) = (None, None);
        let (mut is_own, mut is_all, mut in_names) = (false, false, false);
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if !in_names {
                    (is_own, is_all) = (false, false);
                }
                in_names = true;
                is_own |= value.eq_ignore_ascii_case(NAME);
                is_all |= value == "*";
                if is_own {
                    own.get_or_insert_with(Robots::default);
                }
                if is_all {
                    all.get_or_insert_with(Robots::default);
                }
                continue;
            }
            in_names = false;
            for (group, robots) in [(is_own, &mut own), (is_all, &mut all)] {
                if group && let Some(robots) = robots {
                    robots.take(&key, value);
                }
            }
        }
        own.or(all).unwrap_or_default()
    }

    fn take(&mut self, key: &str, value: &str) {
        match key {
            "allow" | "disallow" if !value.is_empty() && self.rules.len() < MOST_RULES => {
                self.rules.push((key == "allow", value.to_owned()));
            }
            "crawl-delay" => {
                let seconds = value.parse().ok().filter(|it: &f64| (0.0..=LONGEST).contains(it));
                self.delay = seconds.map(Duration::from_secs_f64).or(self.delay);
            }
            _ => {}
        }
    }

    /// Whether a path may be asked for.
    pub fn allows(&self, path: &str) -> bool {
        let fitting = self.rules.iter().filter(|(_, rule)| fits(rule, path));
        fitting.max_by_key(|(allows, rule)| (rule.len(), *allows)).is_none_or(|(allows, _)| *allows)
    }
}

/// Whether a rule fits a path: `*` is any text, and `$` at the end is the end.
fn fits(rule: &str, path: &str) -> bool {
    let (rule, to_end) = match rule.strip_suffix('$') {
        Some(rule) => (rule, true),
        None => (rule, false),
    };
    let mut pieces = rule.split('*');
    let Some(mut rest) = path.strip_prefix(pieces.next().unwrap_or_default()) else { return false };
    let mut pieces = pieces.peekable();
    if pieces.peek().is_none() {
        return !to_end || rest.is_empty();
    }
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() && to_end {
            return rest.ends_with(piece);
        }
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rule_of_the_own_group_counts() {
        let text = "User-agent: *\nDisallow: /forms/ # not these\nDisallow: /*?\nAllow: /forms/open\n\
                    Disallow: /*.pdf$\nCrawl-delay: 5\n\nUser-agent: Bad\nDisallow: /\n";
        let robots = Robots::read(text);
        assert_eq!(robots.delay, Some(Duration::from_secs(5)));
        assert!(robots.allows("/lambda/latest/api/API_Invoke.md"));
        assert!(!robots.allows("/forms/a"));
        assert!(robots.allows("/forms/open/a"));
        assert!(!robots.allows("/a?b"));
        assert!(!robots.allows("/a.pdf"));
        assert!(robots.allows("/a.pdf.html"));
        let own =
            Robots::read("User-agent: x\nUser-agent: Doc-Bindgen\nDisallow: /\n\nUser-agent: *\n");
        assert!(!own.allows("/a"));
        assert!(Robots::read("<html>not found</html>").allows("/a"));
        assert_eq!(Robots::read("User-agent: *\nCrawl-delay: -1\n").delay, None);
        assert_eq!(Robots::read("User-agent: *\nCrawl-delay: 1e99\n").delay, None);
    }
}
