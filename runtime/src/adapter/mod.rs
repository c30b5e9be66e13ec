//! Transports over HTTP clients, each behind a feature of its name.

#[cfg(feature = "hyper")]
mod hyper;
#[cfg(feature = "ureq")]
mod ureq;

#[cfg(feature = "hyper")]
pub use self::hyper::Hyper;
#[cfg(feature = "ureq")]
pub use self::ureq::Ureq;

/// The adapter whose feature is on. Where both are, a call that is polled on a tokio runtime goes by
/// hyper, and any other by ureq.
#[cfg(feature = "credentials")]
pub(crate) fn any(connect: Option<std::time::Duration>) -> Option<crate::AnyTransport> {
    // The others are told with each request.
    let _ = connect;
    #[cfg(all(feature = "ureq", feature = "hyper"))]
    return Some(crate::AnyTransport::new(Either {
        hyper: Hyper::with_connect_timeout(connect),
        ureq: Ureq::new(),
    }));
    #[cfg(all(feature = "ureq", not(feature = "hyper")))]
    return Some(crate::AnyTransport::new(Ureq::new()));
    #[cfg(all(feature = "hyper", not(feature = "ureq")))]
    return Some(crate::AnyTransport::new(Hyper::with_connect_timeout(connect)));
    #[cfg(not(any(feature = "ureq", feature = "hyper")))]
    None
}

/// Both.
#[cfg(all(feature = "credentials", feature = "ureq", feature = "hyper"))]
struct Either {
    hyper: Hyper,
    ureq: Ureq,
}

#[cfg(all(feature = "credentials", feature = "ureq", feature = "hyper"))]
impl crate::Transport for Either {
    type Future =
        crate::sending::BoxFuture<Result<http::Response<crate::ByteStream>, crate::BoxError>>;

    fn send(&self, request: http::Request<crate::ByteStream>) -> Self::Future {
        let (hyper, ureq) = (self.hyper.clone(), self.ureq.clone());
        Box::pin(async move {
            match self::hyper::is_here() {
                true => crate::Transport::send(&hyper, request).await,
                false => crate::Transport::send(&ureq, request).await,
            }
        })
    }
}
