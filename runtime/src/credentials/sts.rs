//! Keys that STS gives for a role.

use std::time::Duration;

use http::header::{ACCEPT, CONTENT_TYPE, HeaderValue};
use http::{Method, Request, StatusCode};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

use super::{Context, Granted, NoCredentials, Role};
use crate::sign::{Growing, Keys, Payload, Secret, SigV4};
use crate::{ByteStream, Endpoint, Timestamp, percent};

const FROM: &str = "STS";
const WITHIN: Duration = Duration::from_secs(20);
/// How often it is asked.
const ATTEMPTS: u32 = 3;

/// Where STS is reached.
#[derive(Clone, Debug)]
pub struct Sts {
    /// Its endpoint.
    pub endpoint: Endpoint,
    /// The region that is signed for.
    pub region: String,
}

impl Sts {
    /// Keys for a role, for whoever has these.
    pub(super) async fn assume(
        &self,
        role: &Role,
        keys: &Keys,
        context: &Context,
    ) -> Result<Granted, NoCredentials> {
        let mut form = self.form("AssumeRole", role, context);
        if let Some(id) = &role.external_id {
            pair("ExternalId", id, &mut form);
        }
        self.ask(&form, Some(keys), context).await
    }

    /// Keys for a role, for whoever has that token.
    pub(super) async fn assume_with_token(
        &self,
        role: &Role,
        token: &Secret,
        context: &Context,
    ) -> Result<Granted, NoCredentials> {
        let mut form = self.form("AssumeRoleWithWebIdentity", role, context);
        pair("WebIdentityToken", token.expose().trim(), &mut form);
        self.ask(&form, None, context).await
    }

    fn form(&self, action: &str, role: &Role, context: &Context) -> Growing {
        let name = role.session_name.clone();
        let name = name.unwrap_or_else(|| format!("doc-bindgen-{}", context.now().secs()));
        let mut form = Growing::default();
        pair("Action", action, &mut form);
        pair("Version", "2011-06-15", &mut form);
        pair("RoleArn", &role.arn, &mut form);
        pair("RoleSessionName", &name, &mut form);
        if let Some(duration) = role.duration {
            pair("DurationSeconds", &duration.to_string(), &mut form);
        }
        form
    }

    async fn ask(
        &self,
        form: &Growing,
        keys: Option<&Keys>,
        context: &Context,
    ) -> Result<Granted, NoCredentials> {
        let mut last = wrong("it was not asked");
        for attempt in 0..ATTEMPTS {
            if attempt > 0 {
                context.sleep(Duration::from_millis(100 << attempt)).await;
            }
            let request = self.request(form.as_str(), keys, context)?;
            match context.send(request, WITHIN).await {
                Ok((status, body)) if !status.is_server_error() => return granted(status, &body),
                Ok((status, _)) => last = wrong(&format!("the status is {status}")),
                Err(error) => last = wrong(&error.to_string()),
            }
        }
        Err(last)
    }

    fn request(
        &self,
        body: &str,
        keys: Option<&Keys>,
        context: &Context,
    ) -> Result<Request<ByteStream>, NoCredentials> {
        let mut request = Request::new(ByteStream::from(body.to_owned()));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.endpoint.uri.clone();
        let form = HeaderValue::from_static("application/x-www-form-urlencoded; charset=utf-8");
        request.headers_mut().insert(CONTENT_TYPE, form);
        request.headers_mut().insert(ACCEPT, HeaderValue::from_static("application/xml"));
        if let Some(keys) = keys {
            SigV4::new(keys, &self.region, "sts", context.now())
                .sign(&mut request, Payload::Bytes(body.as_bytes()))
                .map_err(|error| wrong(&error.to_string()))?;
        }
        Ok(request)
    }
}

/// Adds a name and its value to a form.
fn pair(name: &str, value: &str, form: &mut Growing) {
    if !form.as_str().is_empty() {
        form.push("&");
    }
    form.push(name);
    form.push("=");
    for character in value.chars() {
        let mut encoded = String::new();
        percent::encode(character.encode_utf8(&mut [0; 4]), false, &mut encoded);
        form.push(&encoded);
    }
}

/// What STS answered with.
fn granted(status: StatusCode, body: &[u8]) -> Result<Granted, NoCredentials> {
    let text = std::str::from_utf8(body).map_err(|_| wrong("the answer is no text"))?;
    let [id, secret, token, end, code, message] = texts(
        text,
        ["AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration", "Code", "Message"],
    );
    if !status.is_success() {
        let shown = |text: Option<Secret>| text.map(|text| text.expose().to_owned());
        let code = shown(code).unwrap_or_else(|| status.to_string());
        let message = shown(message).unwrap_or_default();
        return Err(wrong(format!("{code} {message}").trim()));
    }
    let (Some(id), Some(secret), Some(token), Some(end)) = (id, secret, token, end) else {
        return Err(wrong("the answer lacks a part of them"));
    };
    let expires = Timestamp::parse_rfc3339(end.expose().trim())
        .map_err(|error| wrong(&format!("`Expiration`: {error}")))?;
    let keys = Keys::new(id.expose().trim(), secret).with_session_token(token);
    Ok(Granted { keys, expires: Some(expires) })
}

/// The texts of the first elements of those names, wherever they stand.
fn texts<const N: usize>(xml: &str, names: [&str; N]) -> [Option<Secret>; N] {
    let mut found = [const { None }; N];
    let mut open: Option<(usize, Growing)> = None;
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                let name = start.local_name();
                let place = names.iter().position(|it| *it == name.as_ref());
                open = place
                    .filter(|&place| found[place].is_none())
                    .map(|it| (it, Growing::default()));
            }
            Ok(Event::Text(text)) => {
                if let Some((_, open)) = &mut open {
                    open.push(&text);
                }
            }
            Ok(Event::GeneralRef(entity)) => {
                if let Some((_, open)) = &mut open {
                    open.push(resolve_predefined_entity(&entity).unwrap_or("?"));
                }
            }
            Ok(Event::End(_)) => {
                if let Some((place, text)) = open.take() {
                    found[place] = Some(text.into_secret());
                }
            }
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

fn wrong(what: &str) -> NoCredentials {
    NoCredentials::Answer { from: FROM, what: what.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_answers_is_read() {
        let answer = br#"<?xml version="1.0"?><AssumeRoleResponse xmlns="https://x">
            <AssumeRoleResult><AssumedRoleUser><Arn>arn</Arn></AssumedRoleUser><Credentials>
            <AccessKeyId>a</AccessKeyId><SecretAccessKey>s/+</SecretAccessKey>
            <SessionToken>t==</SessionToken><Expiration>2030-01-01T00:00:00Z</Expiration>
            </Credentials></AssumeRoleResult></AssumeRoleResponse>"#;
        let found = granted(StatusCode::OK, answer).unwrap();
        assert_eq!((&*found.keys.id, found.keys.secret.expose()), ("a", "s/+"));
        assert_eq!(found.keys.session_token.unwrap().expose(), "t==");
        assert_eq!(found.expires.unwrap().secs(), 1_893_456_000);
        for (status, body, expected) in [
            (
                403,
                "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no &lt;role&gt;</Message>\
                 </Error></ErrorResponse>",
                "STS gave no keys: AccessDenied no <role>",
            ),
            (400, "a page", "STS gave no keys: 400 Bad Request"),
            (200, "<a><AccessKeyId>", "STS gave no keys: the answer lacks a part of them"),
            (
                200,
                "<a><SecretAccessKey>hidden<",
                "STS gave no keys: the answer lacks a part of them",
            ),
        ] {
            let status = StatusCode::from_u16(status).unwrap();
            assert_eq!(granted(status, body.as_bytes()).unwrap_err().to_string(), expected);
        }
    }
}
