//! The checksums that S3 knows of a body, summed up as it goes by.

use http::HeaderName;
use sha2::{Digest, Sha256, Sha512};

use crate::Blob;

/// How a checksum is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Algorithm {
    Crc64Nvme,
    Crc32c,
    Crc32,
    #[cfg(feature = "sha1")]
    Sha1,
    Sha256,
    Sha512,
}

impl Algorithm {
    /// All, in the order in which one of several is taken: the quickest first.
    pub(crate) const ALL: &[Algorithm] = &[
        Algorithm::Crc64Nvme,
        Algorithm::Crc32c,
        Algorithm::Crc32,
        #[cfg(feature = "sha1")]
        Algorithm::Sha1,
        Algorithm::Sha256,
        Algorithm::Sha512,
    ];

    /// What requests call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Algorithm::Crc64Nvme => "CRC64NVME",
            Algorithm::Crc32c => "CRC32C",
            Algorithm::Crc32 => "CRC32",
            #[cfg(feature = "sha1")]
            Algorithm::Sha1 => "SHA1",
            Algorithm::Sha256 => "SHA256",
            Algorithm::Sha512 => "SHA512",
        }
    }

    /// The header, or the trailer, that has it.
    pub(crate) fn header(self) -> HeaderName {
        HeaderName::from_static(match self {
            Algorithm::Crc64Nvme => "x-amz-checksum-crc64nvme",
            Algorithm::Crc32c => "x-amz-checksum-crc32c",
            Algorithm::Crc32 => "x-amz-checksum-crc32",
            #[cfg(feature = "sha1")]
            Algorithm::Sha1 => "x-amz-checksum-sha1",
            Algorithm::Sha256 => "x-amz-checksum-sha256",
            Algorithm::Sha512 => "x-amz-checksum-sha512",
        })
    }

    /// How many characters it has there.
    pub(crate) fn length(self) -> usize {
        let bytes: usize = match self {
            Algorithm::Crc64Nvme => 8,
            Algorithm::Crc32c | Algorithm::Crc32 => 4,
            #[cfg(feature = "sha1")]
            Algorithm::Sha1 => 20,
            Algorithm::Sha256 => 32,
            Algorithm::Sha512 => 64,
        };
        bytes.div_ceil(3) * 4
    }

    /// The checksum of nothing yet.
    pub(crate) fn sum(self) -> Sum {
        match self {
            Algorithm::Crc64Nvme => Sum::Crc64Nvme(u64::MAX),
            Algorithm::Crc32c => Sum::Crc32c(u64::from(u32::MAX)),
            Algorithm::Crc32 => Sum::Crc32(crc32fast::Hasher::new()),
            #[cfg(feature = "sha1")]
            Algorithm::Sha1 => Sum::Sha1(sha1::Sha1::new()),
            Algorithm::Sha256 => Sum::Sha256(Sha256::new()),
            Algorithm::Sha512 => Sum::Sha512(Box::new(Sha512::new())),
        }
    }
}

/// A checksum in the making.
pub(crate) enum Sum {
    Crc64Nvme(u64),
    Crc32c(u64),
    Crc32(crc32fast::Hasher),
    #[cfg(feature = "sha1")]
    Sha1(sha1::Sha1),
    Sha256(Sha256),
    Sha512(Box<Sha512>),
}

impl Sum {
    /// Goes on with these.
    pub(crate) fn update(&mut self, bytes: &[u8]) {
        match self {
            Sum::Crc64Nvme(register) => *register = CRC64NVME.update(*register, bytes),
            Sum::Crc32c(register) => *register = CRC32C.update(*register, bytes),
            Sum::Crc32(hasher) => hasher.update(bytes),
            #[cfg(feature = "sha1")]
            Sum::Sha1(hasher) => hasher.update(bytes),
            Sum::Sha256(hasher) => hasher.update(bytes),
            Sum::Sha512(hasher) => hasher.update(bytes),
        }
    }

    /// What it came to, in base64.
    pub(crate) fn finish(self) -> String {
        let blob = match self {
            Sum::Crc64Nvme(register) => Blob::from((!register).to_be_bytes()),
            Sum::Crc32c(register) => {
                let [.., a, b, c, d] = register.to_be_bytes();
                Blob::from([!a, !b, !c, !d])
            }
            Sum::Crc32(hasher) => Blob::from(hasher.finalize().to_be_bytes()),
            #[cfg(feature = "sha1")]
            Sum::Sha1(hasher) => Blob::from(&hasher.finalize()[..]),
            Sum::Sha256(hasher) => Blob::from(&hasher.finalize()[..]),
            Sum::Sha512(hasher) => Blob::from(&hasher.finalize()[..]),
        };
        blob.to_base64()
    }
}

/// What is to be added for each of eight bytes, so that eight are taken at a time.
struct Crc([[u64; 256]; 8]);

static CRC32C: Crc = Crc::new(0x82f6_3b78);
static CRC64NVME: Crc = Crc::new(0x9a6c_9329_ac4b_c9b5);

impl Crc {
    /// By a polynomial of 64 bits or fewer, its lowest power in the highest place.
    const fn new(polynomial: u64) -> Self {
        let mut tables = [[0; 256]; 8];
        let mut byte = 0;
        while byte < 256 {
            let (mut register, mut bit) = (byte as u64, 0);
            while bit < 8 {
                let carry = register & 1;
                register = (register >> 1) ^ (polynomial * carry);
                bit += 1;
            }
            tables[0][byte] = register;
            byte += 1;
        }
        let mut table = 1;
        while table < 8 {
            let mut byte = 0;
            while byte < 256 {
                let before: u64 = tables[table - 1][byte];
                tables[table][byte] = (before >> 8) ^ tables[0][(before & 0xff) as usize];
                byte += 1;
            }
            table += 1;
        }
        Crc(tables)
    }

    fn update(&self, mut register: u64, bytes: &[u8]) -> u64 {
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            let mixed = (register ^ u64::from_le_bytes(*eight)).to_le_bytes();
            let found = mixed.iter().zip(self.0.iter().rev());
            register = found.fold(0, |sum, (byte, table)| sum ^ table[usize::from(*byte)]);
        }
        for byte in rest {
            let [low, ..] = register.to_le_bytes();
            register = (register >> 8) ^ self.0[0][usize::from(low ^ byte)];
        }
        register
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(algorithm: Algorithm, parts: &[&[u8]]) -> String {
        let mut sum = algorithm.sum();
        parts.iter().for_each(|part| sum.update(part));
        let text = sum.finish();
        assert_eq!(text.len(), algorithm.length());
        text
    }

    /// The check values of the catalogue of CRCs, and those of FIPS 180.
    #[test]
    fn sums_are_those_that_are_published() {
        let hex = |bytes: &[u8]| Blob::from(bytes).to_base64();
        let digits = b"123456789";
        for (algorithm, expected) in [
            (Algorithm::Crc32, hex(&0xcbf4_3926_u32.to_be_bytes())),
            (Algorithm::Crc32c, hex(&0xe306_9283_u32.to_be_bytes())),
            (Algorithm::Crc64Nvme, hex(&0xae8b_1486_0a79_9888_u64.to_be_bytes())),
        ] {
            assert_eq!(sum(algorithm, &[digits]), expected, "{algorithm:?}");
            assert_eq!(sum(algorithm, &[&digits[..1], b"", &digits[1..]]), expected);
        }
        let sha256 = "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
        assert_eq!(sum(Algorithm::Sha256, &[b"a", b"bc"]), sha256);
        let sha512 = "3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==";
        assert_eq!(sum(Algorithm::Sha512, &[b"abc"]), sha512);
        #[cfg(feature = "sha1")]
        for (text, expected) in [
            ("", "2jmj7l5rSw0yVb/vlWAYkK/YBwk="),
            ("abc", "qZk+NkcGgWq6PiVxeFDCbJzQ2J0="),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "hJg+RBw70m66rkqh+VEp5eVGcPE=",
            ),
        ] {
            assert_eq!(sum(Algorithm::Sha1, &[text.as_bytes()]), expected, "{text}");
        }
        // Of RFC 3720, of 32 bytes.
        let upward: Vec<u8> = (0..32).collect();
        let expected = hex(&0x46dd_794e_u32.to_be_bytes());
        assert_eq!(sum(Algorithm::Crc32c, &[&upward[..5], &upward[5..]]), expected);
    }

    #[test]
    fn many_bytes_at_a_time_give_what_single_ones_do() {
        let bytes: Vec<u8> = (0..1000_u32).map(|at| (at * at % 251) as u8).collect();
        for &algorithm in Algorithm::ALL {
            let single: Vec<&[u8]> = bytes.chunks(1).collect();
            assert_eq!(sum(algorithm, &[&bytes]), sum(algorithm, &single), "{algorithm:?}");
        }
    }
}
