//! What each stage of the way costs, on one core: `cargo bench -p doc-bindgen`.
//!
//! Reads the corpus that `cargo xtask corpus` made where it is there, and the pages that come with
//! the repository otherwise. The whole way, on all cores and beside `cat`, is `cargo xtask speed`.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use doc_bindgen::{dialect, markup};

/// Where pages may be, the best first; from the folder of this package.
const FOLDERS: [&str; 2] = ["../corpus/boto3-1.44.5/services", "../tests/fixtures/boto3"];

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(folder) = FOLDERS.iter().map(|f| root.join(f)).find(|f| f.is_dir()) else {
        println!("there are no pages to read; `cargo xtask corpus` makes them");
        return;
    };
    let mut paths = Vec::new();
    walk(&folder, &mut paths);
    paths.sort();
    let begin = Instant::now();
    let pages: Vec<(Arc<Path>, String)> = paths
        .into_iter()
        .filter_map(|path| fs::read_to_string(&path).ok().map(|text| (path.into(), text)))
        .collect();
    let bytes: usize = pages.iter().map(|(_, text)| text.len()).sum();
    println!("{} pages, {:.1} MB, from {}", pages.len(), bytes as f64 / 1e6, folder.display());
    report("files to text", begin.elapsed(), bytes);
    stage("text to document", &pages, bytes, |(_, text)| {
        black_box(markup::rst::parse(text));
    });
    stage("text to facts", &pages, bytes, |(path, text)| {
        let _ = black_box(dialect::read(path, text));
    });
}

fn stage<I>(name: &str, items: &[I], bytes: usize, mut run: impl FnMut(&I)) {
    let begin = Instant::now();
    items.iter().for_each(&mut run);
    report(name, begin.elapsed(), bytes);
}

fn report(name: &str, took: Duration, bytes: usize) {
    let speed = bytes as f64 / 1e6 / took.as_secs_f64();
    println!("{name:<24} {:>8.3} s {speed:>8.0} MB/s", took.as_secs_f64());
}

fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            walk(&path, out);
        } else {
            out.push(path);
        }
    }
}
