//! Secrets are gone from memory when they are dropped: looked at through the system's own view of this
//! program's memory.
#![cfg(all(feature = "sign", target_os = "linux", target_env = "gnu"))]

use std::fs::File;
use std::os::unix::fs::FileExt;

use doc_bindgen_runtime::sign::{Keys, Secret};

/// A text of that length that stands nowhere else.
fn text(length: usize) -> String {
    let mut state = std::process::id() | 1;
    let letter = |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(b'a' + (state >> 24) as u8 % 26)
    };
    (0..length).map(letter).collect()
}

/// How many pieces of a text of eight bytes each still stand where it was, once `drop` is done.
fn left(was: &str, place: usize, gone: impl FnOnce()) -> usize {
    let copy: Vec<u8> = was.bytes().rev().collect();
    let mut seen = vec![0_u8; was.len()];
    let memory = File::open("/proc/self/mem").unwrap();
    gone();
    memory.read_exact_at(&mut seen, place as u64).unwrap();
    let original: Vec<u8> = copy.into_iter().rev().collect();
    original.chunks(8).zip(seen.chunks(8)).filter(|(was, is)| was == is).count()
}

#[test]
fn a_secret_is_wiped() {
    const LENGTH: usize = 400;
    let was = text(LENGTH);
    // What is not wiped is there still, so this can fail.
    let plain = was.clone();
    let place = plain.as_ptr() as usize;
    assert!(left(&was, place, || drop(plain)) > LENGTH / 16, "nothing can be seen here");

    let secret = Secret::from(was.clone());
    let place = secret.expose().as_ptr() as usize;
    assert_eq!(left(&was, place, || drop(secret)), 0);

    // What is looked for later could come to stand where it was: each is looked for by itself.
    let keys = || Keys::new("a", was.as_str()).with_session_token(was.as_str());
    let one = keys();
    let token = one.session_token.as_ref().unwrap().expose().as_ptr() as usize;
    assert_eq!(left(&was, token, || drop(one)), 0);
    let one = keys();
    let copy = one.clone();
    let place = copy.secret.expose().as_ptr() as usize;
    assert_eq!(left(&was, place, || drop(copy)), 0);
    assert_eq!(one.secret.expose(), was);
}
