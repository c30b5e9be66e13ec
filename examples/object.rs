//! Puts a file into S3 and gets it back into another, chunk by chunk: neither is ever in memory as a whole.
//!
//! Region, credentials and endpoint are as they are set in the environment and in `~/.aws`:
//!
//! ```text
//! scripts/with-moto cargo run --example object --features aws-s3,credentials,ureq
//! ```

use std::fs::{self, File};
use std::io::{BufWriter, Write};

use cloud_bindings::aws::s3::{
    Client, CreateBucketRequest, DeleteBucketRequest, DeleteObjectRequest, GetObjectRequest,
    PutObjectRequest,
};
use cloud_bindings::runtime::{BoxError, ByteStream, blocking};

fn main() -> Result<(), BoxError> {
    let folder = std::env::temp_dir().join(format!("object-example-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let there_and_back = there_and_back(&folder);
    fs::remove_dir_all(&folder)?;
    there_and_back
}

fn there_and_back(folder: &std::path::Path) -> Result<(), BoxError> {
    let (film, copy) = (folder.join("film"), folder.join("copy"));
    let mut file = BufWriter::new(File::create(&film)?);
    (0..1 << 20).try_for_each(|number: u32| file.write_all(&number.to_le_bytes()))?;
    file.into_inner()?;

    let client = Client::from_env()?;
    client.create_bucket(CreateBucketRequest::new("films")).wait()?;

    let file = File::open(&film)?;
    let length = file.metadata()?.len();
    let body = ByteStream::read(file).with_length(length);
    client.put_object(PutObjectRequest::new("films", "a film.bin").body(body)).wait()?;

    let got = client.get_object(GetObjectRequest::new("films", "a film.bin")).wait()?;
    let body = got.body.ok_or("the object has no body")?;
    let written = blocking::wait(body.write_to(File::create(&copy)?))?;
    println!("{written} bytes, {}", got.content_type.unwrap_or_default());
    if fs::read(&film)? != fs::read(&copy)? {
        return Err("what came back is something else".into());
    }

    client.delete_object(DeleteObjectRequest::new("films", "a film.bin")).wait()?;
    client.delete_bucket(DeleteBucketRequest::new("films")).wait()?;
    Ok(())
}
