//! Which names are nearest to one that was mistyped.

/// At most `count` of `names` that are near to `name`, the nearest first.
pub fn nearest<'a>(
    name: &str,
    names: impl IntoIterator<Item = &'a str>,
    count: usize,
) -> Vec<&'a str> {
    if name.len() > 100 {
        return Vec::new();
    }
    let limit = (name.chars().count() / 3).clamp(1, 6);
    let mut near: Vec<(usize, &str)> = names
        .into_iter()
        .filter(|other| other.len().abs_diff(name.len()) <= limit * 4)
        .filter_map(|other| Some((distance(name, other, limit)?, other)))
        .collect();
    near.sort_unstable();
    near.dedup();
    near.truncate(count);
    near.into_iter().map(|(_, name)| name).collect()
}

/// How many letters must be put in, left out or exchanged, case aside; `None` if more than `limit`.
fn distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    let b: Vec<char> = b.chars().flat_map(char::to_lowercase).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().flat_map(char::to_lowercase).enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(diagonal + 1);
        }
        if row.iter().min().is_some_and(|least| *least > limit) {
            return None;
        }
    }
    row.last().copied().filter(|distance| *distance <= limit)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_come_first_and_the_far_not_at_all() {
        let names = ["SessionStatus", "SessionSummary", "Portal", "SessionState"];
        assert_eq!(nearest("SesionStatus", names, 2), ["SessionStatus", "SessionState"]);
        assert_eq!(nearest("portals", names, 3), ["Portal"]);
        assert!(nearest("Bucket", names, 3).is_empty());
    }
}
