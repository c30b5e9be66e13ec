//! What stands between a client and an adapter: credentials, signatures, attempts, timeouts.
//!
//! [`Sending`] is a [`Transport`](crate::Transport) over another, compiled once for all services.
//! [`Builder`](crate::Builder) puts it together; by hand it is
//!
//! ```
//! # #[cfg(feature = "credentials")] {
//! use doc_bindgen_runtime::sending::Sending;
//! use doc_bindgen_runtime::sign::Keys;
//! use doc_bindgen_runtime::testing::Mock;
//!
//! let keys = Keys::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
//! let transport = Sending::over(Mock::new()).credentials(keys).region("eu-west-1");
//! # }
//! ```

#[cfg(feature = "credentials")]
mod body;
#[cfg(all(feature = "sign", feature = "xml"))]
mod checksum;
#[cfg(all(feature = "sign", feature = "xml"))]
mod chunked;
mod error;
#[cfg(feature = "sign")]
mod events;
#[cfg(all(feature = "sign", feature = "json"))]
mod huaweicloud;
#[cfg(feature = "sign")]
mod rules;
#[cfg(all(feature = "sign", feature = "xml"))]
mod s3;
#[cfg(feature = "sign")]
mod sign;
#[cfg(feature = "credentials")]
mod stack;
#[cfg(all(feature = "sign", feature = "xml"))]
mod sum;
mod timeouts;

use std::future::Future;
use std::pin::Pin;

use http::Request;

#[cfg(feature = "credentials")]
pub(crate) use self::body::whole;
pub use self::error::{SendError, Tried, Waited};
#[cfg(feature = "sign")]
pub(crate) use self::events::{SignEvents, sign_events};
#[cfg(all(feature = "sign", feature = "json"))]
pub(crate) use self::huaweicloud::HUAWEICLOUD;
#[cfg(feature = "sign")]
pub(crate) use self::rules::{Check, Rules, check, presign, sign};
#[cfg(all(feature = "sign", feature = "xml"))]
pub(crate) use self::s3::S3;
#[cfg(feature = "sign")]
pub use self::sign::Credentials;
#[cfg(feature = "sign")]
pub(crate) use self::sign::{AWS, By};
#[cfg(feature = "credentials")]
pub use self::stack::Sending;
pub use self::timeouts::Timeouts;
use crate::facts::ErrorFacts;
use crate::{BoxError, ByteStream};

/// A future of any type.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// A request under way to be signed in its address.
pub type Presigning = BoxFuture<Result<Request<ByteStream>, BoxError>>;

/// How much of a response is held in memory, where nobody says otherwise.
pub(crate) const MOST: usize = 256 * 1024 * 1024;

/// How many attempts a response took; in its extensions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attempted(pub(crate) u32);

impl Attempted {
    pub(crate) fn of<B>(response: &http::Response<B>) -> Option<u32> {
        response.extensions().get::<Attempted>().map(|it| it.0)
    }
}

/// The errors that an operation's service documents; in the extensions of its requests.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Documented(#[allow(dead_code)] pub(crate) &'static [ErrorFacts]);

/// The request must go to its host itself, and by no proxy; in its extensions.
#[cfg(any(feature = "credentials", feature = "ureq"))]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Direct;

/// Any [`Sleep`](crate::Sleep), for who does not want to name it.
#[cfg(feature = "credentials")]
#[derive(Clone)]
pub(crate) struct Sleeper(
    std::sync::Arc<dyn Fn(std::time::Duration) -> BoxFuture<()> + Send + Sync>,
);

#[cfg(feature = "credentials")]
impl Sleeper {
    pub(crate) fn new<S>(sleep: S) -> Self
    where
        S: crate::Sleep<Future: Send> + Send + Sync + 'static,
    {
        Sleeper(std::sync::Arc::new(move |duration| {
            let future = sleep.sleep(duration);
            Box::pin(async move {
                future.await;
            })
        }))
    }

    pub(crate) fn sleep(&self, duration: std::time::Duration) -> BoxFuture<()> {
        (self.0)(duration)
    }
}
