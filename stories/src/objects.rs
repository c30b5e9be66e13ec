//! Objects of S3: odd keys, 100 MB that are never in memory, parts, and an address that is signed.

use std::io::Read;
use std::process::Command;
use std::time::Duration;

use doc_bindgen_runtime::{BoxError, ByteStream};
use serde_json::json;

use crate::{Told, ask, client, expect};

const LONG: u64 = 100 * 1024 * 1024;

/// Bytes that are made when they are asked for.
struct Made(u64);

impl Read for Made {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = buffer.len().min(usize::try_from(self.0).unwrap_or(usize::MAX));
        buffer[..count].fill(b'x');
        self.0 -= count as u64;
        Ok(count)
    }
}

pub async fn s3(by: &str) -> Told {
    let client = client!(s3);
    let bucket = format!("tales-{by}");
    ask!(client.create_bucket, {"Bucket": bucket});

    for key in ["plain", "a b+c", "ü/€.txt", "a//b", "a/../b", "100%", "q?x=1&y#z", "~'()*!"] {
        ask!(client.put_object, {"Bucket": bucket, "Key": key, "Body": "aGVsbG8="});
        let get = serde_json::from_value(json!({"Bucket": bucket, "Key": key}))?;
        let got = client.get_object(get).await.map_err(|error| format!("{key}: {error}"))?;
        let body = got.body.ok_or("no body")?.collect().await?;
        expect(key, &json!(body == "hello"), true)?;
    }
    let listed = ask!(client.list_objects_v2, {"Bucket": bucket, "MaxKeys": 3});
    expect("a page of keys", &listed["KeyCount"], 3)?;
    let gone = serde_json::from_value(json!({"Bucket": bucket, "Key": "gone"}))?;
    let error = client.get_object(gone).await.err().ok_or("it is there")?;
    expect("an error", &json!([error.code(), error.service().is_some()]),
        json!(["NoSuchKey", true]))?;

    let before = memory();
    let mut put: crate::bindings::s3::PutObjectRequest =
        serde_json::from_value(json!({"Bucket": bucket, "Key": "long"}))?;
    put.body = Some(ByteStream::read(Made(LONG)).with_length(LONG));
    client.put_object(put).await?;
    let get = serde_json::from_value(json!({"Bucket": bucket, "Key": "long"}))?;
    let body = client.get_object(get).await?.body.ok_or("no body")?;
    let read = body.write_to(std::io::sink()).await?;
    expect("the length", &json!(read), LONG)?;
    let grown = memory().saturating_sub(before);
    println!("{by}: 100 MB there and back with {} MB more memory at most", grown / 1024);
    expect("memory below 16 MB", &json!(grown < 16 * 1024), true)?;

    // The checksum goes behind the stream; what comes back is held against it.
    let mut put: crate::bindings::s3::PutObjectRequest = serde_json::from_value(
        json!({"Bucket": bucket, "Key": "summed", "ChecksumAlgorithm": "SHA256"}),
    )?;
    put.body = Some(ByteStream::read(&b"hello"[..]).with_length(5));
    let put = serde_json::to_value(client.put_object(put).await?)?;
    let sum = "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=";
    expect("its checksum", &put["ChecksumSHA256"], sum)?;
    let get = json!({"Bucket": bucket, "Key": "summed", "ChecksumMode": "ENABLED"});
    let got = client.get_object(serde_json::from_value(get)?).await?;
    expect("its checksum again", &json!(got.checksum_sha256), sum)?;
    let body = got.body.ok_or("no body")?.collect().await?;
    expect("what it says", &json!(body == "hello"), true)?;
    ask!(client.delete_objects, {"Bucket": bucket, "Delete": {"Objects": [{"Key": "summed"}]}});

    let made = ask!(client.create_multipart_upload, {"Bucket": bucket, "Key": "parts"});
    let upload = &made["UploadId"];
    let mut parts = Vec::new();
    for number in [1, 2] {
        let mut part: crate::bindings::s3::UploadPartRequest = serde_json::from_value(json!({
            "Bucket": bucket, "Key": "parts", "PartNumber": number, "UploadId": upload,
        }))?;
        let length = if number == 1 { 5 * 1024 * 1024 } else { 10 };
        part.body = Some(ByteStream::read(Made(length)).with_length(length));
        let part = serde_json::to_value(client.upload_part(part).await?)?;
        parts.push(json!({"ETag": part["ETag"], "PartNumber": number}));
    }
    ask!(client.complete_multipart_upload, {
        "Bucket": bucket, "Key": "parts", "UploadId": upload, "MultipartUpload": {"Parts": parts},
    });
    let head = ask!(client.head_object, {"Bucket": bucket, "Key": "parts"});
    expect("its parts", &head["ContentLength"], 5 * 1024 * 1024 + 10)
}

/// An address that is signed, fetched by another program. The server cannot check signatures in
/// addresses, so this is told before it checks any; what they are is held against botocore's
/// (`cargo proof signatures`).
pub async fn presigned() -> Told {
    let client = crate::bindings::s3::Client::from_env()?;
    ask!(client.create_bucket, {"Bucket": "given-away"});
    ask!(client.put_object, {"Bucket": "given-away", "Key": "ü/€.txt", "Body": "aGVsbG8="});
    let bucket = "given-away";
    let get = serde_json::from_value(json!({"Bucket": bucket, "Key": "ü/€.txt"}))?;
    let signed = client.get_object(get).presign(Duration::from_secs(60)).await?;
    expect("what python fetches", &json!(fetched(&signed.uri().to_string())?), "hello")
}

/// What another program gets from an address.
fn fetched(address: &str) -> Result<String, BoxError> {
    let program = "import sys, urllib.request as u; \
                   sys.stdout.buffer.write(u.urlopen(sys.argv[1]).read())";
    let output = Command::new("python3").args(["-c", program, address]).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// The most memory that the process has had, in KiB; 0 where nobody says.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().split(' ').next()?.parse().ok()).unwrap_or_default()
}
