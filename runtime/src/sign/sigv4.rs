//! Amazon's signature, version 4.

use std::fmt;
use std::time::Duration;

use http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use http::uri::PathAndQuery;
use http::{Request, Uri};
use zeroize::Zeroizing;

use super::canonical::{self, Headers};
use super::chunks::{self, Chunks, Layout, Trailer};
use super::frames::{self, Frames};
use super::hash::{self, Key};
use super::{Keys, Parts, Payload, SignError, basic_time, host, printable, sensitive};
use crate::Timestamp;
use crate::facts::OperationFacts;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";
const DATE: HeaderName = HeaderName::from_static("x-amz-date");
const TOKEN: HeaderName = HeaderName::from_static("x-amz-security-token");
const CONTENT: HeaderName = HeaderName::from_static("x-amz-content-sha256");

/// The longest that a signature in a query holds.
const LONGEST: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// What a request is signed with, and by which of the rules that services differ in.
#[derive(Clone, Copy, Debug)]
pub struct SigV4<'a> {
    /// Who signs.
    pub keys: &'a Keys,
    /// `eu-west-1`.
    pub region: &'a str,
    /// The service's name in signatures: `sqs`.
    pub service: &'a str,
    /// When it is signed. A service takes what is signed within minutes of its own time.
    pub time: Timestamp,
    /// Empty segments of the path and those of dots are taken out, as all services but S3 do, whose
    /// keys may have any.
    pub normalize_path: bool,
    /// The path is encoded once more than it is in the address, as all services but S3 do.
    pub encode_path_again: bool,
    /// What is signed says what the payload is, in a header too: not every service asks for it, and
    /// each takes it.
    pub content_header: bool,
    /// The token of a session is signed, and not only sent. There are services for which it is not.
    pub token_is_signed: bool,
}

/// A signature, and what it was made of.
#[derive(Clone)]
pub struct Signature {
    /// The signature itself, in hexadecimal digits.
    pub signature: String,
    /// The names of the headers that were signed: `host;x-amz-date`.
    pub signed_headers: String,
    /// The request as it was signed. It may hold the token of a session.
    pub canonical_request: Zeroizing<Vec<u8>>,
    /// What the key was used on.
    pub string_to_sign: String,
}

/// Leaves out what may be secret.
impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signature")
            .field("signature", &self.signature)
            .field("signed_headers", &self.signed_headers)
            .finish_non_exhaustive()
    }
}

impl<'a> SigV4<'a> {
    /// By the rules of that service.
    pub fn new(keys: &'a Keys, region: &'a str, service: &'a str, time: Timestamp) -> Self {
        let is_s3 = matches!(service, "s3" | "s3-object-lambda" | "s3-outposts" | "s3express");
        SigV4 {
            keys,
            region,
            service,
            time,
            normalize_path: !is_s3,
            encode_path_again: !is_s3,
            content_header: true,
            token_is_signed: true,
        }
    }

    /// For an operation, by what is stated of it and of its service.
    pub fn of(facts: &'a OperationFacts, keys: &'a Keys, region: &'a str, time: Timestamp) -> Self {
        let service = facts.service;
        let name = service.signing_name.or(service.endpoint_prefix).unwrap_or(service.id);
        SigV4::new(keys, region, name, time)
    }

    /// Signs a request in its headers. What an earlier signature left there is taken out, so a
    /// request can be signed again.
    pub fn sign<B>(
        &self,
        request: &mut Request<B>,
        payload: Payload<'_>,
    ) -> Result<Signature, SignError> {
        self.sign_as(request, &payload.text())
    }

    /// Signs a request whose body goes as chunks, each of which is signed when it is there: the body
    /// need not be known before. `length` is that of the body, and `size` what each chunk but the last
    /// holds of it. Only S3 takes such bodies.
    pub fn sign_chunks<B>(
        &self,
        request: &mut Request<B>,
        length: u64,
        size: usize,
    ) -> Result<Chunks, SignError> {
        self.chunks_of(request, length, size, None)
    }

    /// The same, with a header behind the body whose value is known then: [`Chunks::end_with`] takes it.
    pub fn sign_chunks_with_trailer<B>(
        &self,
        request: &mut Request<B>,
        length: u64,
        size: usize,
        trailer: &Trailer,
    ) -> Result<Chunks, SignError> {
        self.chunks_of(request, length, size, Some(trailer))
    }

    fn chunks_of<B>(
        &self,
        request: &mut Request<B>,
        length: u64,
        size: usize,
        trailer: Option<&Trailer>,
    ) -> Result<Chunks, SignError> {
        let layout = Layout { signed: true, trailer };
        chunks::prepare(request.headers_mut(), Some(length), size, layout);
        let payload = if trailer.is_some() { chunks::WITH_TRAILER } else { chunks::PAYLOAD };
        let signed = SigV4 { content_header: true, ..*self };
        let seed = signed.sign_as(request, payload)?;
        let date = basic_time(self.time)?;
        let scope = self.scope(&date);
        Ok(Chunks::new(self.key(&date), date, scope, seed.signature, size))
    }

    /// Signs a request whose body is events, each of which is signed when it is there.
    pub fn sign_events<B>(&self, request: &mut Request<B>) -> Result<Frames, SignError> {
        let signed = SigV4 { content_header: true, ..*self };
        let seed = signed.sign_as(request, frames::PAYLOAD)?;
        Ok(Frames::new(self, seed.signature))
    }

    fn sign_as<B>(&self, request: &mut Request<B>, payload: &str) -> Result<Signature, SignError> {
        let date = basic_time(self.time)?;
        let token = match &self.keys.session_token {
            Some(token) => Some(sensitive(token.expose(), "the session's token")?),
            None => None,
        };
        let host = host(request.uri(), request.headers())?;
        let mut headers = request.headers().clone();
        [AUTHORIZATION, DATE, TOKEN, CONTENT].iter().for_each(|name| drop(headers.remove(name)));
        headers.insert(DATE, printable(&date, "the time")?);
        if self.content_header {
            headers.insert(CONTENT, printable(payload, "the payload")?);
        }
        if self.token_is_signed {
            insert(&mut headers, TOKEN, token.clone());
        }
        let uri = request.uri();
        let parts = Parts {
            method: request.method().as_str(),
            path: uri.path(),
            query: uri.query().unwrap_or_default(),
            headers: &canonical::with_host(&headers, &host),
        };
        let signature = self.signature_as(&parts, payload)?;
        let authorization = format!(
            "{ALGORITHM} Credential={}/{}, SignedHeaders={}, Signature={}",
            self.keys.id,
            self.scope(&date),
            signature.signed_headers,
            signature.signature
        );
        let authorization = sensitive(&authorization, "the key's id, the region or the service")?;
        if !self.token_is_signed {
            insert(&mut headers, TOKEN, token);
        }
        headers.insert(AUTHORIZATION, authorization);
        *request.headers_mut() = headers;
        Ok(signature)
    }

    /// Signs a request in its query, so that for as long as `expires` says its address is all that
    /// it takes to send it, for whoever has it. Headers that the request has must be sent too. For
    /// S3 the payload is [`Payload::Unsigned`].
    pub fn presign<B>(
        &self,
        request: &mut Request<B>,
        expires: Duration,
        payload: Payload<'_>,
    ) -> Result<Signature, SignError> {
        if expires.as_secs() == 0 || expires > LONGEST {
            return Err(SignError::Expires { asked: expires, most: LONGEST });
        }
        let date = basic_time(self.time)?;
        let host = host(request.uri(), request.headers())?;
        let mut headers = request.headers().clone();
        [AUTHORIZATION, DATE, TOKEN, CONTENT].iter().for_each(|name| drop(headers.remove(name)));
        let all = canonical::with_host(&headers, &host);
        let uri = request.uri();
        let query = self.presigned_query(
            uri.query().unwrap_or_default(),
            &canonical::names(&canonical::headers(all.iter().copied())),
            &date,
            expires,
        );
        let parts = Parts {
            method: request.method().as_str(),
            path: uri.path(),
            query: &query,
            headers: &all,
        };
        let signature = self.signature_as(&parts, &payload.text())?;
        let token = match &self.keys.session_token {
            Some(token) if !self.token_is_signed => {
                let token = canonical::encoded(token.expose().as_bytes(), false);
                format!("&X-Amz-Security-Token={token}")
            }
            _ => String::new(),
        };
        let path = uri.path();
        let target = format!("{path}?{query}{token}&X-Amz-Signature={}", signature.signature);
        let mut address = uri.clone().into_parts();
        address.path_and_query =
            Some(PathAndQuery::try_from(target).map_err(|_| SignError::Address)?);
        let address = Uri::from_parts(address).map_err(|_| SignError::Address)?;
        *request.uri_mut() = address;
        *request.headers_mut() = headers;
        Ok(signature)
    }

    /// The query with what says how it is signed, but for the signature. What an earlier signature
    /// left there is taken out.
    fn presigned_query(
        &self,
        query: &str,
        signed_headers: &str,
        date: &str,
        expires: Duration,
    ) -> String {
        let is_signature = |part: &&str| {
            let name = part.split('=').next().unwrap_or_default();
            PRESIGNED.iter().any(|of| of.eq_ignore_ascii_case(name))
        };
        let own = query.split('&').filter(|part| !part.is_empty() && !is_signature(part));
        let mut parts: Vec<String> = own.map(str::to_owned).collect();
        let credential = format!("{}/{}", self.keys.id, self.scope(date));
        let expires = expires.as_secs().to_string();
        let token = self.keys.session_token.as_ref().filter(|_| self.token_is_signed);
        let values = [
            Some(ALGORITHM),
            Some(&*credential),
            Some(date),
            Some(signed_headers),
            Some(&*expires),
            token.map(|token| token.expose()),
        ];
        for (name, value) in PRESIGNED.iter().zip(values) {
            if let Some(value) = value {
                parts.push(format!("{name}={}", canonical::encoded(value.as_bytes(), false)));
            }
        }
        parts.join("&")
    }

    /// The signature of a request that has all the headers, and all of the query, that are to be
    /// signed. Nothing is added to it, so this does for who checks signatures as well.
    pub fn signature(
        &self,
        parts: &Parts<'_>,
        payload: Payload<'_>,
    ) -> Result<Signature, SignError> {
        self.signature_as(parts, &payload.text())
    }

    fn signature_as(&self, parts: &Parts<'_>, payload: &str) -> Result<Signature, SignError> {
        let headers: Headers = canonical::headers(parts.headers.iter().copied());
        let path = canonical::path(parts.path, self.normalize_path, self.encode_path_again);
        let query = canonical::query(parts.query);
        let request = canonical::request(parts.method, &path, &query, &headers, payload);
        let date = basic_time(self.time)?;
        let hash = hash::hex(&hash::sha256(&request));
        let string = format!("{ALGORITHM}\n{date}\n{}\n{hash}", self.scope(&date));
        Ok(Signature {
            signature: hash::hex(&*hash::hmac(&*self.key(&date), string.as_bytes())),
            signed_headers: canonical::names(&headers),
            canonical_request: request,
            string_to_sign: string,
        })
    }

    /// What a signature holds for: `20150830/us-east-1/iam/aws4_request`.
    pub(super) fn scope(&self, date: &str) -> String {
        format!("{}/{}/{}/aws4_request", day(date), self.region, self.service)
    }

    /// The key for a day, a region and a service.
    pub(super) fn key(&self, date: &str) -> Key {
        let secret = Zeroizing::new(format!("AWS4{}", self.keys.secret.expose()));
        let day = hash::hmac(secret.as_bytes(), day(date).as_bytes());
        let region = hash::hmac(&*day, self.region.as_bytes());
        let service = hash::hmac(&*region, self.service.as_bytes());
        hash::hmac(&*service, b"aws4_request")
    }
}

/// What a signature in a query is made of, in the order in which it is put there.
const PRESIGNED: [&str; 7] = [
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-SignedHeaders",
    "X-Amz-Expires",
    "X-Amz-Security-Token",
    "X-Amz-Signature",
];

/// The day of a time: `20150830`.
fn day(date: &str) -> &str {
    date.split('T').next().unwrap_or(date)
}

fn insert(headers: &mut HeaderMap, name: HeaderName, value: Option<HeaderValue>) {
    if let Some(value) = value {
        headers.insert(name, value);
    }
}
