//! Transports over HTTP clients, each behind a feature of its name.

#[cfg(feature = "hyper")]
mod hyper;
#[cfg(feature = "sockets")]
mod sockets;
#[cfg(any(feature = "hyper", feature = "sockets", feature = "ureq"))]
mod tls;
#[cfg(feature = "ureq")]
mod ureq;

#[cfg(feature = "hyper")]
pub use self::hyper::Hyper;
#[cfg(feature = "sockets")]
pub use self::sockets::Sockets;
#[cfg(feature = "ureq")]
pub use self::ureq::Ureq;

/// The adapter whose feature is on. Where several are, a call that is polled on a tokio runtime goes by
/// hyper, and any other by ureq, which is before the one over sockets.
#[cfg(feature = "credentials")]
pub(crate) fn any(connect: Option<std::time::Duration>) -> Option<crate::AnyTransport> {
    // The others are told with each request.
    let _ = connect;
    #[cfg(feature = "ureq")]
    let blocking = Ureq::new();
    #[cfg(all(feature = "sockets", not(feature = "ureq")))]
    let blocking = Sockets::new();
    #[cfg(feature = "hyper")]
    let hyper = Hyper::with_connect_timeout(connect);
    #[cfg(all(any(feature = "ureq", feature = "sockets"), feature = "hyper"))]
    return Some(crate::AnyTransport::new(Either { hyper, blocking }));
    #[cfg(all(any(feature = "ureq", feature = "sockets"), not(feature = "hyper")))]
    return Some(crate::AnyTransport::new(blocking));
    #[cfg(all(feature = "hyper", not(any(feature = "ureq", feature = "sockets"))))]
    return Some(crate::AnyTransport::new(hyper));
    #[cfg(not(any(feature = "ureq", feature = "sockets", feature = "hyper")))]
    None
}

/// One for tokio and one that blocks.
#[cfg(all(feature = "credentials", feature = "hyper", any(feature = "ureq", feature = "sockets")))]
struct Either<B> {
    hyper: Hyper,
    blocking: B,
}

#[cfg(all(feature = "credentials", feature = "hyper", any(feature = "ureq", feature = "sockets")))]
impl<B> crate::Transport for Either<B>
where
    B: crate::Transport<Future: Send> + Clone + Send + 'static,
{
    type Future =
        crate::sending::BoxFuture<Result<http::Response<crate::ByteStream>, crate::BoxError>>;

    fn send(&self, request: http::Request<crate::ByteStream>) -> Self::Future {
        let (hyper, blocking) = (self.hyper.clone(), self.blocking.clone());
        Box::pin(async move {
            match self::hyper::is_here() {
                true => crate::Transport::send(&hyper, request).await,
                false => crate::Transport::send(&blocking, request).await,
            }
        })
    }
}
