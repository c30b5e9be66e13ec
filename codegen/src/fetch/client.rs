//! Asks sites for pages, as a guest: not faster than they like, not what they do not want asked for,
//! not again what has not changed, and again only after a while where they are busy.

use std::collections::BTreeMap;
use std::fs;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, UNIX_EPOCH};

use doc_bindgen_runtime::Timestamp;

use super::decode::decode;
use super::{Address, Answer, Clock, Event, Refusal, Request, Robots, Transport};
use crate::files::write_if_changed;
use crate::store::Store;

/// How a client behaves.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The least time between two requests, unless a site asks for more.
    pub delay: Duration,
    /// Connections to a host at once.
    pub connections: usize,
    /// Whom a site can write to.
    pub contact: Option<String>,
    /// The most bytes of a page.
    pub largest: u64,
    /// Requests above which a first fetch has to be agreed to.
    pub many: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            delay: Duration::from_secs(1),
            connections: 2,
            contact: None,
            largest: 32 << 20,
            many: 2000,
        }
    }
}

/// What a client did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Requests, those that were made again among them.
    pub requests: usize,
    /// Bytes of bodies, as they came.
    pub bytes: u64,
}

/// Attempts of one request.
const ATTEMPTS: u32 = 5;

/// Redirects that are followed one after the other.
const REDIRECTS: usize = 5;

/// The longest that a site may ask to wait.
const PATIENCE: Duration = Duration::from_secs(300);

/// How long a robots.txt is good for.
const ROBOTS_AGE: Duration = Duration::from_secs(24 * 60 * 60);

/// The most of a robots.txt that is read.
const ROBOTS_SIZE: u64 = 512 << 10;

/// By which a site can tell that a page has not changed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Validators<'a> {
    /// The entity tag.
    pub etag: Option<&'a str>,
    /// The time of change.
    pub modified: Option<&'a str>,
}

/// What a site gave.
#[derive(Debug)]
pub enum Got {
    /// What was there is still so.
    Same,
    /// A page, and where it was in the end.
    Page(Answer, Address),
}

/// Why a site gave nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It could not be reached, or is busy: perhaps later.
    Later(String),
    /// There is no such page.
    Gone,
    /// What came is none.
    Wrong(String),
    /// It does not want that.
    Disallowed,
}

/// Asks sites for pages.
pub struct Client<'a> {
    transport: &'a dyn Transport,
    clock: &'a dyn Clock,
    settings: Settings,
    /// What robots.txt said lies in it.
    store: &'a Store,
    told: &'a (dyn Fn(Event) + Sync),
    hosts: Mutex<BTreeMap<String, Host>>,
    requests: AtomicUsize,
    bytes: AtomicU64,
}

/// What is known of a host.
#[derive(Clone, Default)]
struct Host {
    /// When the next request may begin.
    next: Duration,
    robots: Option<(Arc<Robots>, Duration)>,
}

impl<'a> Client<'a> {
    /// A client; `told` hears how it goes, from any thread.
    pub fn new(
        transport: &'a dyn Transport,
        clock: &'a dyn Clock,
        store: &'a Store,
        settings: Settings,
        told: &'a (dyn Fn(Event) + Sync),
    ) -> Self {
        Client {
            transport,
            clock,
            settings,
            store,
            told,
            hosts: Mutex::default(),
            requests: AtomicUsize::new(0),
            bytes: AtomicU64::new(0),
        }
    }

    /// What it did so far.
    pub fn counts(&self) -> Counts {
        Counts {
            requests: self.requests.load(Ordering::Relaxed),
            bytes: self.bytes.load(Ordering::Relaxed),
        }
    }

    /// How it behaves.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Tells how it goes.
    pub fn tell(&self, event: Event) {
        (self.told)(event);
    }

    /// The time, as lock files write it.
    pub fn now(&self) -> String {
        let now = UNIX_EPOCH + Duration::from_secs(self.clock.now().as_secs());
        Timestamp::from(now).to_string()
    }

    /// How long so many requests of a host take at least.
    pub fn time_of(&self, host: &str, requests: usize) -> Duration {
        let robots = self.host(host).robots.and_then(|(robots, _)| robots.delay);
        self.settings.delay.max(robots.unwrap_or_default()) * requests as u32
    }

    /// Asks for a list of pages: what is remembered of robots.txt is good enough for that one.
    pub fn index(&self, address: &Address, known: Validators<'_>) -> Result<Got, Failure> {
        self.get(address, known, "/", ROBOTS_AGE * 3650, self.settings.largest)
    }

    /// Asks for a page; only what lies below `within` is one.
    pub fn page(
        &self,
        address: &Address,
        known: Validators<'_>,
        within: &str,
    ) -> Result<Got, Failure> {
        self.get(address, known, within, ROBOTS_AGE, self.settings.largest)
    }

    /// Where a redirect leads, without going there.
    pub fn redirect(&self, address: &Address) -> Result<Option<String>, Failure> {
        self.allowed(address, ROBOTS_AGE)?;
        let answer = self.attempt(address, Validators::default(), self.settings.largest)?;
        match answer.status {
            301 | 302 | 303 | 307 | 308 => Ok(answer.header("location").map(str::to_owned)),
            404 | 410 => Ok(None),
            _ => Ok(None),
        }
    }

    fn get(
        &self,
        address: &Address,
        known: Validators<'_>,
        within: &str,
        robots_age: Duration,
        largest: u64,
    ) -> Result<Got, Failure> {
        let mut at = address.clone();
        for _ in 0..=REDIRECTS {
            self.allowed(&at, robots_age)?;
            let answer = self.attempt(&at, known, largest)?;
            let link = match answer.status {
                200 => match super::look::refresh(&answer) {
                    None => return Ok(Got::Page(answer, at)),
                    Some(link) => link,
                },
                304 if known.etag.is_some() || known.modified.is_some() => return Ok(Got::Same),
                404 | 410 => return Err(Failure::Gone),
                301 | 302 | 303 | 307 | 308 => {
                    answer.header("location").unwrap_or_default().to_owned()
                }
                status => return Err(Failure::Wrong(format!("the site answered {status}"))),
            };
            at = match at.join(&link) {
                Some(next) if next.is_within(address, within) => next,
                _ => {
                    let link: String = link.chars().take(100).collect();
                    let link = link.escape_debug();
                    return Err(Failure::Wrong(format!("it leads elsewhere, to `{link}`")));
                }
            };
        }
        Err(Failure::Wrong("it leads from one address to the next".to_owned()))
    }

    /// Whether robots.txt lets an address be asked for.
    fn allowed(&self, address: &Address, age: Duration) -> Result<(), Failure> {
        let robots = self.robots(address, age)?;
        if robots.allows(address.path()) { Ok(()) } else { Err(Failure::Disallowed) }
    }

    fn robots(&self, address: &Address, age: Duration) -> Result<Arc<Robots>, Failure> {
        // One thread asks, and the others wait for what it learns.
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let host = hosts.entry(address.host().to_owned()).or_default();
        let now = self.clock.now();
        let fresh = |(_, at): &(Arc<Robots>, Duration)| now.saturating_sub(*at) < age;
        if let Some((robots, _)) = host.robots.as_ref().filter(|known| fresh(known)) {
            return Ok(Arc::clone(robots));
        }
        let kept = self.kept_robots(address.host()).filter(fresh);
        if let Some((robots, at)) = kept {
            host.robots = Some((Arc::clone(&robots), at));
            return Ok(robots);
        }
        drop(hosts);
        let text = self.ask_robots(address)?;
        let robots = Arc::new(Robots::read(&text));
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let host = hosts.entry(address.host().to_owned()).or_default();
        host.robots = Some((Arc::clone(&robots), now));
        drop(hosts);
        let text = format!("# Asked for by doc-bindgen on {}\n{text}", self.now());
        // One that cannot be kept is asked for again.
        let _ = write_if_changed(&self.robots_path(address.host()), text.as_bytes());
        Ok(robots)
    }

    fn ask_robots(&self, address: &Address) -> Result<String, Failure> {
        let Some(mut at) = address.at("/robots.txt") else { return Ok(String::new()) };
        for _ in 0..=REDIRECTS {
            let answer = self.attempt(&at, Validators::default(), ROBOTS_SIZE);
            let answer = match answer {
                // As much of it as may be read is what counts.
                Err(Failure::Wrong(_)) => return Ok(String::new()),
                other => other?,
            };
            match answer.status {
                200 => return Ok(String::from_utf8_lossy(&answer.body).into_owned()),
                301 | 302 | 303 | 307 | 308 => {
                    let link = answer.header("location").unwrap_or_default();
                    match at.join(link).filter(|next| next.host() == address.host()) {
                        Some(next) => at = next,
                        None => return Ok(String::new()),
                    }
                }
                status if status >= 500 => {
                    return Err(Failure::Later(format!("robots.txt: the site answered {status}")));
                }
                _ => return Ok(String::new()),
            }
        }
        Ok(String::new())
    }

    /// Where it lies in a store.
    fn robots_way(host: &str) -> std::path::PathBuf {
        let host = host.replace(':', "-");
        std::path::Path::new(".robots").join(format!("{host}.txt"))
    }

    fn robots_path(&self, host: &str) -> std::path::PathBuf {
        self.store.root().join(Self::robots_way(host))
    }

    /// What a run before asked for, and when.
    fn kept_robots(&self, host: &str) -> Option<(Arc<Robots>, Duration)> {
        let text = fs::read_to_string(self.store.file(Self::robots_way(host))).ok()?;
        let day = text.lines().next()?.strip_prefix("# Asked for by doc-bindgen on ")?;
        let at = std::time::SystemTime::try_from(Timestamp::parse_rfc3339(day).ok()?).ok()?;
        Some((Arc::new(Robots::read(&text)), at.duration_since(UNIX_EPOCH).ok()?))
    }

    fn host(&self, host: &str) -> Host {
        let hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        hosts.get(host).cloned().unwrap_or_default()
    }

    /// Waits until the host may be asked again.
    fn wait(&self, name: &str) {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let host = hosts.entry(name.to_owned()).or_default();
        let asked = host.robots.as_ref().and_then(|(robots, _)| robots.delay).unwrap_or_default();
        let now = self.clock.now();
        let begins = host.next.max(now);
        host.next = begins + self.settings.delay.max(asked);
        drop(hosts);
        if begins > now {
            self.clock.sleep(begins - now);
        }
    }

    /// Nobody asks the host again for so long.
    fn hold_back(&self, name: &str, time: Duration) {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let host = hosts.entry(name.to_owned()).or_default();
        host.next = host.next.max(self.clock.now() + time);
    }

    /// One request, made again while the site is busy or out of reach.
    fn attempt(
        &self,
        address: &Address,
        known: Validators<'_>,
        largest: u64,
    ) -> Result<Answer, Failure> {
        let mut attempt = 0;
        loop {
            attempt += 1;
            self.wait(address.host());
            self.requests.fetch_add(1, Ordering::Relaxed);
            let mut headers = vec![
                ("user-agent", self.user_agent()),
                ("accept", "text/markdown, text/html, text/plain, */*;q=0.5".to_owned()),
                ("accept-encoding", "gzip".to_owned()),
                ("accept-language", "en".to_owned()),
            ];
            let validators = [("if-none-match", known.etag), ("if-modified-since", known.modified)];
            headers.extend(
                validators.into_iter().filter_map(|(name, value)| Some((name, value?.to_owned()))),
            );
            let why = match self.transport.send(&Request { address, headers, largest }) {
                Ok(answer) => {
                    self.bytes.fetch_add(answer.body.len() as u64, Ordering::Relaxed);
                    match answer.status {
                        429 | 500 | 502 | 503 | 504 => {
                            let asked =
                                answer.header("retry-after").and_then(|it| self.seconds(it));
                            if asked.is_some_and(|asked| asked > PATIENCE) {
                                let asked = asked.unwrap_or_default().as_secs();
                                let why = format!("the site asks to wait {asked} s");
                                return Err(Failure::Later(why));
                            }
                            (format!("the site answered {}", answer.status), asked)
                        }
                        _ => return self.whole(answer, largest),
                    }
                }
                Err(Refusal::TooLarge) => {
                    return Err(Failure::Wrong(format!("it has more than {largest} bytes")));
                }
                Err(Refusal::Broken(why)) => (why, None),
            };
            let (why, asked) = why;
            if attempt == ATTEMPTS {
                return Err(Failure::Later(why));
            }
            let base = self.settings.delay.max(Duration::from_millis(50));
            let pause = asked.unwrap_or(base * (1 << attempt.min(6)));
            self.tell(Event::Waiting(why, pause));
            self.hold_back(address.host(), pause);
        }
    }

    /// An answer of which all came, unpacked.
    fn whole(&self, answer: Answer, largest: u64) -> Result<Answer, Failure> {
        let length = answer.header("content-length").and_then(|it| it.parse::<usize>().ok());
        if let Some(length) = length
            && answer.status == 200
            && length != answer.body.len()
        {
            let came = answer.body.len();
            return Err(Failure::Later(format!("{came} of {length} bytes came")));
        }
        let encoding = answer.header("content-encoding").map(str::to_owned);
        let body = decode(answer.body, encoding.as_deref(), largest).map_err(Failure::Wrong)?;
        Ok(Answer { body, ..answer })
    }

    /// What a `Retry-After` says: seconds, or a time.
    fn seconds(&self, value: &str) -> Option<Duration> {
        if let Ok(seconds) = value.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let at = std::time::SystemTime::try_from(Timestamp::parse_http_date(value).ok()?).ok()?;
        Some(at.duration_since(UNIX_EPOCH).ok()?.saturating_sub(self.clock.now()))
    }

    fn user_agent(&self) -> String {
        let version = env!("CARGO_PKG_VERSION");
        match &self.settings.contact {
            Some(contact) => format!("doc-bindgen/{version} (reads API documentation; {contact})"),
            None => format!("doc-bindgen/{version} (reads API documentation)"),
        }
    }
}
