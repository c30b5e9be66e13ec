//! A site that is not there: what it has, how it answers, and what goes wrong on the way.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use doc_bindgen::fetch::{Answer, Clock, Refusal, Request, Transport};

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Status(u16),
    BusyOnce,
    BusyForLong,
    Broken,
    LengthSaysMore,
    CutSilently,
    Empty,
    Blank,
    Login,
    NoSuchPage,
    Captcha,
    Maintenance,
    OtherLanguage,
    Binary,
    Pdf,
    Json,
    TooLarge,
    Bomb,
    BadGzip,
    OddEncoding,
    OtherHost,
    RedirectLoop,
    RedirectToLogin,
    RefreshElsewhere,
    RefreshLoop,
    OtherOperation,
    NotAskedSame,
    NoFacts,
    StoreError,
    NoTranslation,
    Landing,
    RandomBytes,
}

/// All kinds of it.
pub const FAULTS: [Fault; 36] = [
    Fault::Status(403),
    Fault::Status(404),
    Fault::Status(206),
    Fault::Status(500),
    Fault::Status(401),
    Fault::BusyOnce,
    Fault::BusyForLong,
    Fault::Broken,
    Fault::LengthSaysMore,
    Fault::CutSilently,
    Fault::Empty,
    Fault::Blank,
    Fault::Login,
    Fault::NoSuchPage,
    Fault::Captcha,
    Fault::Maintenance,
    Fault::OtherLanguage,
    Fault::Binary,
    Fault::Pdf,
    Fault::Json,
    Fault::TooLarge,
    Fault::Bomb,
    Fault::BadGzip,
    Fault::OddEncoding,
    Fault::OtherHost,
    Fault::RedirectLoop,
    Fault::RedirectToLogin,
    Fault::RefreshElsewhere,
    Fault::RefreshLoop,
    Fault::OtherOperation,
    Fault::NotAskedSame,
    Fault::NoFacts,
    Fault::StoreError,
    Fault::NoTranslation,
    Fault::Landing,
    Fault::RandomBytes,
];

/// A site.
#[derive(Default)]
pub struct Site {
    /// What it has, by path.
    pub pages: Mutex<BTreeMap<String, Vec<u8>>>,
    /// Where paths lead elsewhere.
    pub redirects: Mutex<BTreeMap<String, String>>,
    /// What goes wrong, by path.
    pub faults: Mutex<BTreeMap<String, Fault>>,
    /// What it was asked for.
    pub asked: Mutex<Vec<String>>,
    /// After so many requests it is out of reach.
    pub ends_after: Mutex<Option<usize>>,
    /// The headers of the last request.
    pub headers: Mutex<Vec<(&'static str, String)>>,
}

pub fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Site {
    pub fn put(&self, path: &str, body: impl Into<Vec<u8>>) {
        lock(&self.pages).insert(path.to_owned(), body.into());
    }

    pub fn remove(&self, path: &str) {
        assert!(lock(&self.pages).remove(path).is_some(), "{path}");
    }

    pub fn clear(&self) {
        lock(&self.pages).clear();
    }

    /// What it was asked for since this was last asked.
    pub fn take_asked(&self) -> Vec<String> {
        std::mem::take(&mut *lock(&self.asked))
    }

    fn plain(&self, path: &str, headers: &[(&'static str, String)]) -> Answer {
        let pages = lock(&self.pages);
        let Some(body) = pages.get(path) else {
            if let Some(to) = lock(&self.redirects).get(path) {
                return answer(302, &[("location", to)], "");
            }
            return answer(404, &[], "<html><title>Page Not Found</title></html>");
        };
        let etag = format!("\"{:x}\"", hash(body));
        if headers.iter().any(|(name, value)| *name == "if-none-match" && *value == etag) {
            return answer(304, &[("etag", &etag)], "");
        }
        let kind = match path.rsplit('.').next() {
            Some("html") => "text/html",
            Some("md") => "text/markdown",
            _ => "text/plain",
        };
        let modified = "Fri, 21 Aug 2026 10:00:00 GMT";
        let headers = [("etag", &*etag), ("last-modified", modified), ("content-type", kind)];
        Answer { body: body.clone(), ..answer(200, &headers, "") }
    }
}

pub fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Answer {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Answer { status, headers: headers.collect(), body: body.as_bytes().to_vec() }
}

fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn html(title: &str, text: &str) -> Answer {
    let body = format!(
        "<!DOCTYPE html><html><head><title>{title}</title></head><body>{text}</body></html>"
    );
    answer(200, &[("content-type", "text/html")], &body)
}

fn asks_whether(headers: &[(&str, String)]) -> bool {
    headers.iter().any(|(name, _)| name.starts_with("if-"))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

impl Transport for Site {
    fn send(&self, request: &Request<'_>) -> Result<Answer, Refusal> {
        let path = request.address.path().to_owned();
        lock(&self.asked).push(path.clone());
        lock(&self.headers).clone_from(&request.headers);
        if let Some(left) = lock(&self.ends_after).as_mut() {
            if *left == 0 {
                return Err(Refusal::Broken("the site is out of reach".to_owned()));
            }
            *left -= 1;
        }
        let plain = self.plain(&path, &request.headers);
        let fault = lock(&self.faults).get(&path).copied();
        let Some(fault) = fault else { return Ok(plain) };
        let packed = |body: Vec<u8>, encoding: &str| Answer {
            body,
            ..answer(200, &[("content-encoding", encoding)], "")
        };
        Ok(match fault {
            Fault::Status(status) => answer(status, &[], "<html>no</html>"),
            Fault::BusyOnce => {
                lock(&self.faults).remove(&path);
                answer(429, &[("retry-after", "7")], "")
            }
            Fault::BusyForLong => answer(503, &[("retry-after", "86400")], ""),
            Fault::Broken => return Err(Refusal::Broken("connection reset".to_owned())),
            Fault::LengthSaysMore => {
                let mut cut = Answer { status: 200, ..plain };
                cut.body.truncate(cut.body.len() / 2);
                cut.headers.push(("content-length".to_owned(), "100000000".to_owned()));
                cut
            }
            Fault::CutSilently => {
                let body = lock(&self.pages).get(&path).cloned().unwrap_or_default();
                Answer { body: body[..body.len() / 2].to_vec(), ..answer(200, &[], "") }
            }
            Fault::Empty => answer(200, &[], ""),
            Fault::Blank => answer(200, &[], " \n\n\t\n"),
            Fault::Login => html("Sign in to continue", "<form></form>"),
            Fault::NoSuchPage => html("Page Not Found - AWS", "Sorry."),
            Fault::Captcha => html("Security Verification", "Are you there?"),
            Fault::Maintenance => html("Scheduled maintenance", "Back soon."),
            Fault::OtherLanguage => {
                html("创建队列", "<p>创建一个新的队列，队列的名称必须唯一。</p>")
            }
            Fault::Binary => Answer { body: vec![0; 2000], ..answer(200, &[], "") },
            Fault::Pdf => answer(200, &[("content-type", "application/pdf")], "%PDF-1.7 x"),
            Fault::Json => answer(200, &[("content-type", "application/json")], "{\"error\":1}"),
            Fault::TooLarge => return Err(Refusal::TooLarge),
            Fault::Bomb => packed(gzip(&vec![b'a'; 40 << 20]), "gzip"),
            Fault::BadGzip => packed(b"\x1f\x8b\x08\x00broken".to_vec(), "gzip"),
            Fault::OddEncoding => packed(b"x".to_vec(), "br"),
            Fault::OtherHost => answer(302, &[("location", "https://signin.example/x")], ""),
            Fault::RedirectLoop => answer(301, &[("location", &path)], ""),
            Fault::RedirectToLogin => answer(302, &[("location", "/signin?back=1")], ""),
            Fault::RefreshElsewhere => answer(
                200,
                &[("content-type", "text/html")],
                "<html><meta http-equiv=\"refresh\" content=\"0; url=https://x.example/\"></html>",
            ),
            Fault::RefreshLoop => {
                let body =
                    format!("<html><meta http-equiv='refresh' content='0;URL={path}'></html>");
                answer(200, &[("content-type", "text/html")], &body)
            }
            Fault::OtherOperation => {
                let folder = &path[..=path.rfind('/').unwrap()];
                let pages = lock(&self.pages);
                let other =
                    pages.iter().find(|(other, _)| **other != path && other.starts_with(folder));
                Answer { body: other.unwrap().1.clone(), ..answer(200, &[], "") }
            }
            Fault::NotAskedSame if asks_whether(&request.headers) => plain,
            Fault::NotAskedSame => answer(304, &[], ""),
            Fault::NoFacts => {
                answer(200, &[], "Welcome\n=======\n\nThis is a page about nothing.\n")
            }
            Fault::StoreError => {
                answer(200, &[], "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>")
            }
            Fault::NoTranslation => {
                html("Help", "This page is not available in your local language.")
            }
            Fault::Landing => html("Documentation", "<h1>Welcome to the documentation</h1>"),
            Fault::RandomBytes => {
                let body = (0..3000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8 | 1);
                Answer { body: body.collect(), ..answer(200, &[], "") }
            }
        })
    }
}

/// A clock that goes when somebody waits for it.
pub struct Pretended(AtomicU64);

impl Default for Pretended {
    fn default() -> Self {
        Pretended(AtomicU64::new(1_787_000_000_000))
    }
}

impl Pretended {
    pub fn pass(&self, time: Duration) {
        self.0.fetch_add(time.as_millis() as u64, Ordering::SeqCst);
    }
}

impl Clock for Pretended {
    fn now(&self) -> Duration {
        Duration::from_millis(self.0.load(Ordering::SeqCst))
    }

    fn sleep(&self, time: Duration) {
        self.pass(time);
    }
}

/// An inventory as Sphinx writes it.
pub fn inventory(version: &str, lines: &[String]) -> Vec<u8> {
    let mut bytes = format!(
        "# Sphinx inventory version 2\n# Project: Boto3\n# Version: {version}\n\
         # The remainder of this file is compressed using zlib.\n"
    )
    .into_bytes();
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(lines.join("\n").as_bytes()).unwrap();
    bytes.extend(packer.finish().unwrap());
    bytes
}
