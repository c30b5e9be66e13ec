//! Bodies as they were before they were packed.

use std::io::Read;

use flate2::read::{MultiGzDecoder, ZlibDecoder};

/// The bytes of a body that came in an encoding; at most `largest`, however small it was packed.
pub fn decode(body: Vec<u8>, encoding: Option<&str>, largest: u64) -> Result<Vec<u8>, String> {
    match encoding.map(str::to_ascii_lowercase).as_deref() {
        None | Some("" | "identity") => Ok(body),
        Some("gzip" | "x-gzip") => unpack(MultiGzDecoder::new(&*body), largest),
        Some("deflate") => unpack(ZlibDecoder::new(&*body), largest),
        Some(other) => {
            Err(format!("it is packed as `{}`, which was not asked for", other.escape_debug()))
        }
    }
}

/// What zlib packed.
pub fn inflate(bytes: &[u8], largest: u64) -> Result<Vec<u8>, String> {
    unpack(ZlibDecoder::new(bytes), largest)
}

fn unpack(packed: impl Read, largest: u64) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = packed.take(largest + 1).read_to_end(&mut bytes);
    match read {
        Ok(_) if bytes.len() as u64 > largest => Err("it is too large unpacked".to_owned()),
        Ok(_) => Ok(bytes),
        Err(error) => Err(format!("it cannot be unpacked: {error}")),
    }
}
