//! Credentials as a client asks for them: there, or asked for and kept until shortly before they end.

use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http::{Request, StatusCode};

use super::flight::{Flight, landed};
use super::{Granted, NoCredentials, State};
use crate::sending::{BoxFuture, Credentials, SendError, Sleeper, Timeouts};
use crate::timer::before;
use crate::{AnyTransport, ByteStream, Bytes, Timestamp, Transport};

/// Where credentials come from.
///
/// A function that gives keys is one, and is asked when there are none yet and when those that there are
/// end soon. Those who need keys at the same time wait for one answer.
///
/// ```
/// use doc_bindgen_runtime::credentials::{Granted, Provide};
/// use doc_bindgen_runtime::sign::Keys;
///
/// fn is_one(_: impl Provide) {}
/// is_one(|| async { Ok(Granted::new(Keys::new("AKIDEXAMPLE", "secret"))) });
/// ```
pub trait Provide: Send + Sync + 'static {
    /// Asks for keys.
    fn provide(&self, context: Context) -> BoxFuture<Result<Granted, NoCredentials>>;
}

impl<F, R> Provide for F
where
    F: Fn() -> R + Send + Sync + 'static,
    R: Future<Output = Result<Granted, NoCredentials>> + Send + 'static,
{
    fn provide(&self, _: Context) -> BoxFuture<Result<Granted, NoCredentials>> {
        Box::pin(self())
    }
}

/// What it may take to ask for keys: what the client calls with, too.
#[derive(Clone)]
pub struct Context {
    pub(crate) transport: AnyTransport,
    pub(crate) sleeper: Sleeper,
    pub(crate) now: fn() -> Timestamp,
}

/// What an answer with keys has at most.
const MOST: usize = 1024 * 1024;

impl Context {
    /// The time.
    pub fn now(&self) -> Timestamp {
        (self.now)()
    }

    /// Sends a request and reads the whole answer, in so much time.
    pub async fn send(
        &self,
        mut request: Request<ByteStream>,
        within: Duration,
    ) -> Result<(StatusCode, Bytes), SendError> {
        let timeouts = Timeouts { attempt: Some(within), connect: Some(within), ..Timeouts::NONE };
        request.extensions_mut().insert(timeouts);
        let exchange = async {
            let response = self.transport.send(request).await.map_err(SendError::of)?;
            let status = response.status();
            let body =
                crate::sending::whole(response.into_body(), MOST, None, &self.sleeper).await?;
            Ok((status, body))
        };
        let what = crate::sending::Waited::Attempt;
        let late = || Err(SendError::Timeout { what, after: within });
        before(Some(self.sleeper.sleep(within)), exchange).await.unwrap_or_else(late)
    }

    /// Waits.
    pub(super) async fn sleep(&self, duration: Duration) {
        self.sleeper.sleep(duration).await;
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Context")
    }
}

/// What a client has its credentials from. A clone is the same source: clients that share it ask once.
#[derive(Clone)]
pub struct Source(Kind);

#[derive(Clone)]
enum Kind {
    Fixed(Arc<Credentials>),
    Kept(Arc<Kept>),
}

struct Kept {
    provider: Box<dyn Provide>,
    keeping: Mutex<Keeping>,
}

#[derive(Default)]
struct Keeping {
    kept: Option<(Arc<Credentials>, Option<Timestamp>)>,
    flight: Option<Arc<Flight<Answer>>>,
    /// Keys that hold were not to be replaced; it is not tried again before.
    not_before: Option<Timestamp>,
}

type Answer = Result<(Arc<Credentials>, Option<Timestamp>), NoCredentials>;

/// How long it is waited before keys that still hold are asked for again in vain, in seconds.
const AGAIN: i64 = 30;

impl Source {
    /// Always these.
    pub fn fixed(credentials: impl Into<Credentials>) -> Self {
        Source(Kind::Fixed(Arc::new(credentials.into())))
    }

    /// Those that are asked for there, kept until shortly before they end.
    pub fn of(provider: impl Provide) -> Self {
        let keeping = Mutex::default();
        Source(Kind::Kept(Arc::new(Kept { provider: Box::new(provider), keeping })))
    }

    /// The credentials to be used now.
    pub async fn get(&self, context: &Context) -> Result<Arc<Credentials>, NoCredentials> {
        match &self.0 {
            Kind::Fixed(credentials) => Ok(Arc::clone(credentials)),
            Kind::Kept(kept) => kept.get(context).await,
        }
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Fixed(credentials) => f.debug_tuple("Fixed").field(credentials).finish(),
            Kind::Kept(_) => f.write_str("Kept"),
        }
    }
}

impl Kept {
    fn lock(&self) -> MutexGuard<'_, Keeping> {
        self.keeping.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn get(&self, context: &Context) -> Result<Arc<Credentials>, NoCredentials> {
        let now = context.now();
        let (flight, holding) = {
            let mut keeping = self.lock();
            let holding = match &keeping.kept {
                None => None,
                Some((kept, expires)) => match State::at(*expires, now) {
                    State::Fresh => return Ok(Arc::clone(kept)),
                    State::Ending => Some(Arc::clone(kept)),
                    State::Ended => None,
                },
            };
            if let Some(holding) = &holding {
                let is_early = keeping.not_before.is_some_and(|not_before| now < not_before);
                // Somebody asks already, and these still hold.
                if is_early || keeping.flight.is_some() {
                    return Ok(Arc::clone(holding));
                }
            }
            let flight = keeping.flight.get_or_insert_with(|| {
                let provided = self.provider.provide(context.clone());
                Arc::new(Flight::new(Box::pin(async move {
                    let Granted { keys, expires } = provided.await?;
                    Ok((Arc::new(Credentials::Keys(keys)), expires))
                })))
            });
            (Arc::clone(flight), holding)
        };
        let answer = landed(Arc::clone(&flight)).await;
        let mut keeping = self.lock();
        if keeping.flight.as_ref().is_some_and(|other| Arc::ptr_eq(other, &flight)) {
            keeping.flight = None;
            match &answer {
                Ok(kept) => {
                    keeping.kept = Some(kept.clone());
                    keeping.not_before = None;
                }
                Err(_) => {
                    keeping.not_before =
                        Some(Timestamp::from_secs(now.secs().saturating_add(AGAIN)));
                }
            }
        }
        match (answer, holding) {
            (Ok((credentials, _)), _) => Ok(credentials),
            (Err(_), Some(holding)) => Ok(holding),
            (Err(error), None) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};

    use super::*;
    use crate::blocking::wait;
    use crate::sign::Keys;
    use crate::testing::Mock;
    use crate::timer;

    static NOW: AtomicI64 = AtomicI64::new(0);

    fn context() -> Context {
        Context {
            transport: AnyTransport::new(Mock::new()),
            sleeper: Sleeper::new(timer::sleep),
            now: || Timestamp::from_secs(NOW.load(Ordering::Relaxed)),
        }
    }

    fn id(found: Result<Arc<Credentials>, NoCredentials>) -> String {
        match found {
            Ok(found) => match &*found {
                Credentials::Keys(keys) => keys.id.clone(),
                _ => String::new(),
            },
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn many_who_ask_together_ask_once_and_keys_are_renewed_before_they_end() {
        let asked = Arc::new(AtomicU32::new(0));
        let counting = Arc::clone(&asked);
        let source = Source::of(move || {
            let count = counting.fetch_add(1, Ordering::Relaxed) + 1;
            async move {
                timer::sleep(Duration::from_millis(30)).await;
                if count == 2 {
                    return Err(NoCredentials::Variable("nothing this time"));
                }
                let keys = Keys::new(count.to_string(), "hidden");
                Ok(Granted { keys, expires: Some(Timestamp::from_secs(i64::from(count) * 1000)) })
            }
        });
        let threads: Vec<_> = (0..16)
            .map(|_| {
                let source = source.clone();
                std::thread::spawn(move || id(wait(source.get(&context()))))
            })
            .collect();
        assert!(threads.into_iter().all(|thread| thread.join().unwrap() == "1"));
        assert_eq!(asked.load(Ordering::Relaxed), 1);

        // They end soon: others are asked for, in vain, and these hold yet.
        for (now, expected, count) in
            [(699, "1", 1), (700, "1", 2), (720, "1", 2), (731, "3", 3), (2699, "3", 3)]
        {
            NOW.store(now, Ordering::Relaxed);
            assert_eq!(id(wait(source.get(&context()))), expected, "{now}");
            assert_eq!(asked.load(Ordering::Relaxed), count, "{now}");
        }
        assert!(!format!("{source:?}").contains("hidden"));
    }

    #[test]
    fn while_others_are_asked_for_those_that_hold_serve() {
        static SOON: AtomicI64 = AtomicI64::new(0);
        let (gate, asked) = (Arc::new(Mutex::new(())), Arc::new(AtomicU32::new(0)));
        let (waits_at, counting) = (Arc::clone(&gate), Arc::clone(&asked));
        let source = Source::of(move || {
            let count = counting.fetch_add(1, Ordering::SeqCst) + 1;
            let gate = Arc::clone(&waits_at);
            async move {
                drop(gate.lock().unwrap());
                let keys = Keys::new(count.to_string(), "hidden");
                Ok(Granted { keys, expires: Some(Timestamp::from_secs(i64::from(count) * 1000)) })
            }
        });
        let at =
            || Context { now: || Timestamp::from_secs(SOON.load(Ordering::SeqCst)), ..context() };
        assert_eq!(id(wait(source.get(&at()))), "1");
        SOON.store(800, Ordering::SeqCst);
        let closed = gate.lock().unwrap();
        std::thread::scope(|scope| {
            let first = scope.spawn(|| id(wait(source.get(&at()))));
            while asked.load(Ordering::SeqCst) < 2 {
                std::thread::yield_now();
            }
            // The gate is closed: whoever comes now is not held up, and asks nobody.
            for _ in 0..8 {
                assert_eq!(id(wait(source.get(&at()))), "1");
            }
            drop(closed);
            assert_eq!(first.join().unwrap(), "2");
        });
        assert_eq!(id(wait(source.get(&at()))), "2");
        assert_eq!(asked.load(Ordering::SeqCst), 2);
    }

    #[test]
    fn who_gives_up_takes_nobody_along() {
        let source = Source::of(|| async {
            timer::sleep(Duration::from_millis(20)).await;
            Ok(Granted::new(Keys::new("a", "hidden")))
        });
        let context = context();
        let impatient = async {
            before(Some(timer::sleep(Duration::from_millis(1))), source.get(&context))
                .await
                .is_none()
        };
        assert!(wait(impatient));
        assert_eq!(id(wait(source.get(&context))), "a");
    }
}
