//! SHA-256, and HMAC over it.

use std::fmt::Write;

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// The SHA-256 of the bytes.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    digest(&[bytes])
}

/// The SHA-256 of all of them together. In one place, as each has the whole of the function in it.
#[inline(never)]
fn digest(all: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    all.iter().for_each(|bytes| hash.update(bytes));
    hash.finalize().into()
}

/// A key of HMAC, wiped when it is dropped.
pub type Key = Zeroizing<[u8; 32]>;

/// How many bytes SHA-256 takes at a time.
const BLOCK: usize = 64;

/// The code that only who knows the key can make of the message (RFC 2104).
pub fn hmac(key: &[u8], message: &[u8]) -> Key {
    let mut block = Zeroizing::new([0; BLOCK]);
    if key.len() > BLOCK {
        block[..32].copy_from_slice(&sha256(key));
    } else {
        block[..key.len()].copy_from_slice(key);
    }
    let keyed = |pad: u8, message: &[u8]| {
        digest(&[&*Zeroizing::new(block.map(|byte| byte ^ pad)), message])
    };
    Zeroizing::new(keyed(0x5c, &*Zeroizing::new(keyed(0x36, message))))
}

/// The bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Writing into a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From RFC 4231.
    #[test]
    fn codes_are_those_of_the_rfc() {
        for (key, message, expected) in [
            (
                &[0x0b; 20][..],
                "Hi There",
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            ),
            (
                b"Jefe",
                "what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
            (
                &[0xaa; 131],
                "Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            ),
        ] {
            assert_eq!(hex(&*hmac(key, message.as_bytes())), expected);
        }
    }
}
