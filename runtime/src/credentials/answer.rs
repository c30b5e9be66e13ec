//! Keys as programs and services answer with them: an object of JSON.

use super::{Granted, NoCredentials};
use crate::sign::{Keys, Secret};
use crate::{Document, Timestamp};

/// What a program of `credential_process` wrote.
pub fn of_process(output: &[u8]) -> Result<Granted, NoCredentials> {
    let from = "the program";
    let object = object(from, output)?;
    if object.get("Version").and_then(Document::as_i64) != Some(1) {
        return Err(wrong(from, "`Version` is to be 1"));
    }
    credentials(from, &object, "SessionToken")
}

/// What the service of a container or of a machine answered.
pub fn of_service(body: &[u8]) -> Result<Granted, NoCredentials> {
    let from = "the service of keys";
    let object = object(from, body)?;
    match object.get("Code").and_then(Document::as_str) {
        None | Some("Success") => credentials(from, &object, "Token"),
        Some(code) => {
            let message = object.get("Message").and_then(Document::as_str).unwrap_or_default();
            Err(wrong(from, format!("{code} {message}").trim()))
        }
    }
}

fn object(from: &'static str, text: &[u8]) -> Result<Document, NoCredentials> {
    // What serde_json says of an error has no part of the text.
    let value: Document = serde_json::from_slice(text)
        .map_err(|error| wrong(from, &format!("what it says is no JSON: {error}")))?;
    if value.as_object().is_some() {
        Ok(value)
    } else {
        Err(wrong(from, "what it says is no object"))
    }
}

fn credentials(
    from: &'static str,
    object: &Document,
    token: &str,
) -> Result<Granted, NoCredentials> {
    let text =
        |name: &str| object.get(name).and_then(Document::as_str).filter(|text| !text.is_empty());
    let needed =
        |name: &'static str| text(name).ok_or_else(|| wrong(from, &format!("`{name}` is missing")));
    let mut keys = Keys::new(needed("AccessKeyId")?, Secret::from(needed("SecretAccessKey")?));
    keys.session_token = text(token).map(Secret::from);
    let expires = match text("Expiration") {
        None => None,
        Some(text) => Some(
            Timestamp::parse_rfc3339(text)
                .map_err(|error| wrong(from, &format!("`Expiration`: {error}")))?,
        ),
    };
    Ok(Granted { keys, expires })
}

fn wrong(from: &'static str, what: &str) -> NoCredentials {
    NoCredentials::Answer { from, what: what.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_and_services_answer() {
        let program = br#"{"Version": 1, "AccessKeyId": "a", "SecretAccessKey": "s",
                           "SessionToken": "t", "Expiration": "2030-01-01T00:00:00Z"}"#;
        let service = br#"{"Code": "Success", "AccessKeyId": "a", "SecretAccessKey": "s",
                           "Token": "t", "Expiration": "2030-01-01T00:00:00Z", "Type": "AWS-HMAC"}"#;
        for found in [of_process(program).unwrap(), of_service(service).unwrap()] {
            assert_eq!(found.keys.id, "a");
            assert_eq!(found.keys.secret.expose(), "s");
            assert_eq!(found.keys.session_token.unwrap().expose(), "t");
            assert_eq!(found.expires.unwrap().secs(), 1_893_456_000);
        }
        let least = of_process(br#"{"Version": 1, "AccessKeyId": "a", "SecretAccessKey": "s"}"#);
        assert!(least.is_ok_and(|it| it.expires.is_none() && it.keys.session_token.is_none()));
    }

    #[test]
    fn what_has_no_keys() {
        let said = |found: Result<Granted, NoCredentials>| found.unwrap_err().to_string();
        for (text, expected) in [
            ("", "what it says is no JSON: EOF"),
            ("[]", "what it says is no object"),
            (r#"{"Version": 2}"#, "`Version` is to be 1"),
            (r#"{"Version": 1}"#, "`AccessKeyId` is missing"),
            (
                r#"{"Version": 1, "AccessKeyId": "a", "SecretAccessKey": ""}"#,
                "`SecretAccessKey` is missing",
            ),
            (
                r#"{"Version": 1, "AccessKeyId": "a", "SecretAccessKey": "hidden", "Expiration": "soon"}"#,
                "`Expiration`: ",
            ),
            (
                r#"{"Version": 1, "SecretAccessKey": "hidden" x"#,
                "what it says is no JSON: expected",
            ),
        ] {
            let said = said(of_process(text.as_bytes()));
            assert!(said.starts_with(&format!("the program gave no keys: {expected}")), "{said}");
            assert!(!said.contains("hidden"));
        }
        let failed = br#"{"Code": "AssumeRoleUnauthorizedAccess", "Message": "no trust"}"#;
        assert_eq!(
            said(of_service(failed)),
            "the service of keys gave no keys: AssumeRoleUnauthorizedAccess no trust"
        );
    }
}
