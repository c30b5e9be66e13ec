//! Which ways to make a name are worth trying.

/// A shape: its candidates, with the ways to make each and whether it is right.
pub type Candidates = Vec<(Vec<u32>, bool)>;

/// A way gets no further than this without finding that many more names.
const FEWEST: i64 = 4;

/// Keeps single hits of rare ways from looking better than they are.
const DOUBT: f64 = 20.0;

/// The ways that find at least one more right name for `1 / least` more candidates, the best first,
/// each given those before it; of equal ones the one with the highest number.
pub fn best(shapes: &[Candidates], least: f64) -> Vec<u32> {
    let all = || shapes.iter().flatten().flat_map(|(ways, _)| ways.iter().map(|way| *way as usize));
    let mut is_way = vec![false; all().max().map_or(0, |most| most + 1)];
    all().for_each(|way| is_way[way] = true);
    let names: Vec<u32> = (0..).zip(&is_way).filter(|(_, is)| **is).map(|(way, _)| way).collect();
    let mut numbers = vec![0; is_way.len()];
    (0..).zip(&names).for_each(|(number, way)| numbers[*way as usize] = number);
    let count = names.len();
    let (mut gain, mut cost) = (vec![0_i64; count], vec![0_i64; count]);
    let mut made: Vec<Vec<(u32, u32)>> = vec![Vec::new(); count];
    for (shape, candidates) in (0..).zip(shapes) {
        for (at, (ways, right)) in (0..).zip(candidates) {
            for way in ways.iter().map(|way: &u32| numbers[*way as usize]) {
                made[way].push((shape, at));
                cost[way] += 1;
                gain[way] += i64::from(*right);
            }
        }
    }
    let mut tried: Vec<Vec<bool>> = shapes.iter().map(|c| vec![false; c.len()]).collect();
    let mut found = vec![false; shapes.len()];
    let mut best = Vec::new();
    let worth = |gain: i64, cost: i64| gain as f64 / (cost as f64 + DOUBT);
    loop {
        let next = (0..count)
            .filter(|way| gain[*way] >= FEWEST && cost[*way] > 0)
            .max_by(|a, b| worth(gain[*a], cost[*a]).total_cmp(&worth(gain[*b], cost[*b])));
        let Some(way) = next.filter(|way| gain[*way] as f64 >= least * cost[*way] as f64) else {
            return best;
        };
        best.push(names[way]);
        for (shape, at) in std::mem::take(&mut made[way]) {
            let (shape, at) = (shape as usize, at as usize);
            if std::mem::replace(&mut tried[shape][at], true) {
                continue;
            }
            let (ways, right) = &shapes[shape][at];
            let first = *right && !std::mem::replace(&mut found[shape], true);
            for way in ways {
                cost[numbers[*way as usize]] -= 1;
            }
            if !first {
                continue;
            }
            // The shape is served: none of its right names is a gain any more.
            for (ways, _) in shapes[shape].iter().filter(|(_, right)| *right) {
                for way in ways {
                    gain[numbers[*way as usize]] -= 1;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_finds_most_and_nothing_that_adds_nothing() {
        let [good, same, poor] = [1, 2, 3];
        let shapes: Vec<Candidates> =
            (0..100).map(|at| vec![(vec![good, same], at < 60), (vec![poor], at >= 90)]).collect();
        assert_eq!(best(&shapes, 0.05), [same, poor]);
        assert_eq!(best(&shapes, 0.2), [same]);
    }
}
