//! Weights for a log-linear choice: of all candidates of a shape, the right ones shall be likely.

/// A choice: for each candidate its features, and whether it is right.
pub struct Choice {
    pub candidates: Vec<(Vec<u32>, bool)>,
}

impl Choice {
    /// The features of all candidates.
    pub fn features(&self) -> impl Iterator<Item = u32> + '_ {
        self.candidates.iter().flat_map(|(features, _)| features.iter().copied())
    }
}

/// How the weights are found: FTRL-proximal, which leaves most of them at nothing.
#[derive(Clone, Copy)]
pub struct Settings {
    pub passes: usize,
    /// The more, the fewer weights.
    pub l1: f32,
    /// The more, the smaller weights.
    pub l2: f32,
}

const RATE: f32 = 0.15;

/// The state of one weight.
#[derive(Clone, Copy, Default)]
struct State {
    z: f32,
    n: f32,
    weight: f32,
}

/// The weight of each of `features` features. The same choices give the same weights.
pub fn learn(choices: &[&Choice], features: usize, settings: Settings) -> Vec<f32> {
    let mut states = vec![State::default(); features];
    let mut order: Vec<usize> = (0..choices.len()).collect();
    let mut seed = 12345_u64;
    let mut touched: Vec<u32> = Vec::new();
    let mut gradient = vec![0_f32; features];
    for _ in 0..settings.passes {
        for at in (1..order.len()).rev() {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            order.swap(at, (seed >> 33) as usize % (at + 1));
        }
        for index in &order {
            let candidates = &choices[*index].candidates;
            for ((features, _), push) in candidates.iter().zip(pushes(candidates, &states)) {
                if push.abs() < 1e-4 {
                    continue;
                }
                for feature in features {
                    if gradient[*feature as usize] == 0.0 {
                        touched.push(*feature);
                    }
                    gradient[*feature as usize] += push;
                }
            }
            for feature in touched.drain(..) {
                let gradient = std::mem::take(&mut gradient[feature as usize]);
                step(&mut states[feature as usize], gradient, settings);
            }
        }
    }
    states.into_iter().map(|state| state.weight).collect()
}

/// How much less likely each candidate should be.
fn pushes(candidates: &[(Vec<u32>, bool)], states: &[State]) -> Vec<f32> {
    let scores: Vec<f32> = candidates
        .iter()
        .map(|(features, _)| features.iter().map(|at| states[*at as usize].weight).sum())
        .collect();
    let best = scores.iter().copied().fold(f32::MIN, f32::max);
    let likely: Vec<f32> = scores.iter().map(|score| (score - best).exp()).collect();
    let all: f32 = likely.iter().sum();
    let right = candidates.iter().zip(&likely).filter(|((_, right), _)| *right);
    let right = right.map(|(_, likely)| likely).sum::<f32>().max(1e-30);
    let both = candidates.iter().zip(&likely);
    both.map(|((_, is_right), likely)| likely / all - if *is_right { likely / right } else { 0.0 })
        .collect()
}

fn step(state: &mut State, gradient: f32, settings: Settings) {
    let grown = state.n + gradient * gradient;
    state.z += gradient - (grown.sqrt() - state.n.sqrt()) / RATE * state.weight;
    state.n = grown;
    state.weight = if state.z.abs() <= settings.l1 {
        0.0
    } else {
        -(state.z - state.z.signum() * settings.l1) / ((1.0 + state.n.sqrt()) / RATE + settings.l2)
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_speaks_for_the_right_one() {
        let choices: Vec<Choice> = (0..200)
            .map(|at| Choice {
                candidates: vec![(vec![0, 2 + at % 2], at % 4 > 0), (vec![1], at % 4 == 0)],
            })
            .collect();
        let choices: Vec<&Choice> = choices.iter().collect();
        let weights = learn(&choices, 4, Settings { passes: 3, l1: 1.0, l2: 5.0 });
        assert!(weights[0] > weights[1], "{weights:?}");
    }
}
