//! What no spec could hold, whatever the page: names that are none, statuses that HTTP does not
//! have, two members that are the whole body, a value twice, and control characters.
//!
//! A name that is none means that the page is broken or was misread, and then nothing of it is
//! used; what else makes no sense is left out, and said; control characters in what is said are
//! shown as what they are, nothing.

use std::collections::HashSet;

use crate::bytes;
use crate::diagnostic::{Diagnostic, Rule};
use crate::facts::{
    ErrorFacts, Kind, Location, Member, Node, OperationFacts, PageFacts, Statement,
};
use crate::spec::{Scalar, is_shape_name, is_wire_name, path_labels};

use super::rules;

/// What the page states, as far as a spec can hold it.
pub(super) fn sanitize(mut page: PageFacts) -> Result<PageFacts, Diagnostic> {
    let mut check = Check { wrong: None, left_out: Vec::new() };
    for statement in &mut page.statements {
        check.statement(statement);
    }
    match check.wrong {
        None => {
            for (line, rule, message) in check.left_out {
                let diagnostic = Diagnostic::new(rule, page.place(line), message);
                page.diagnostics.push(diagnostic);
            }
            Ok(page)
        }
        Some((line, name)) => {
            let name: String = name.chars().take(60).collect();
            let message = format!("`{}` can be no name here, or none of this", name.escape_debug());
            Err(Diagnostic::new(&rules::NAME, page.place(line), message))
        }
    }
}

struct Check {
    /// The first name that is none, and the line.
    wrong: Option<(u32, String)>,
    /// What is left out: the line, and what is said of it.
    left_out: Vec<(u32, &'static Rule, String)>,
}

impl Check {
    fn hold(&mut self, sound: bool, line: u32, name: &str) {
        if !sound && self.wrong.is_none() {
            self.wrong = Some((line, name.to_owned()));
        }
    }

    fn shape_name(&mut self, line: u32, name: &str) {
        self.hold(is_shape_name(name), line, name);
    }

    fn wire_name(&mut self, line: u32, name: &str) {
        self.hold(is_wire_name(name), line, name);
    }

    fn method(&mut self, line: u32, name: Option<&str>) {
        let Some(name) = name else { return };
        let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        let begins = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_');
        self.hold(begins && name.bytes().all(fits), line, name);
    }

    fn status(&mut self, line: u32, status: &mut Option<u16>) {
        if let Some(none) = status.take_if(|status| !(100..600).contains(status)) {
            self.left_out.push((line, &rules::STATUS, format!("{none} is no status of HTTP")));
        }
    }

    fn statement(&mut self, statement: &mut Statement) {
        match statement {
            Statement::Service(facts) => {
                text(&mut facts.title);
                text(&mut facts.documentation);
            }
            Statement::Operation(facts) => self.operation(facts),
            Statement::Paginator(facts) => {
                self.shape_name(facts.line, &facts.name);
                self.method(facts.line, facts.method.as_deref());
                [&mut facts.input, &mut facts.output].into_iter().flatten().for_each(|it| {
                    self.node(it);
                });
            }
            Statement::Waiter(facts) => {
                self.wire_name(facts.line, &facts.name);
                facts.input.iter_mut().for_each(|it| self.node(it));
            }
            // Its name may be one that only links know, and is no shape's then.
            Statement::Shape(facts) => self.node(&mut facts.node),
            // No more than evidence: names are taken from it only if they can be such.
            Statement::Example(_) => {}
        }
    }

    fn operation(&mut self, facts: &mut OperationFacts) {
        if let Some(name) = &facts.name {
            self.shape_name(facts.line, name);
            // The name of its method is made of it, where no page tells that.
            self.hold(name.is_ascii(), facts.line, name);
        }
        self.method(facts.line, facts.method.as_deref());
        text(&mut facts.documentation);
        [&mut facts.input, &mut facts.output].into_iter().flatten().for_each(|it| self.node(it));
        for ErrorFacts { line, name, documentation, members, status, .. } in &mut facts.errors {
            self.shape_name(*line, name);
            self.status(*line, status);
            text(documentation);
            self.members(members);
        }
        self.http(facts);
    }

    /// A path, and the members that go into it: one for each label.
    fn http(&mut self, facts: &mut OperationFacts) {
        let line = facts.line;
        let Some(http) = &mut facts.http else { return };
        self.status(line, &mut http.status);
        let Ok(labels) = path_labels(&http.path) else {
            return self.hold(false, line, &http.path);
        };
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
        let once = labels.iter().collect::<HashSet<_>>().len() == labels.len();
        let sound = once && labels.iter().all(|label| label.bytes().all(fits));
        self.hold(sound, line, &http.path);
        let members = match facts.input.as_mut().map(|input| &mut input.kind) {
            Some(Kind::Structure(members)) => &mut members[..],
            _ => &mut [],
        };
        let name = |member: &Member| Box::<str>::from(member.wire_name());
        let in_path = |member: &&mut Member| member.wire.location == Some(Location::Path);
        let mut bound = HashSet::new();
        for member in members.iter_mut().filter(in_path) {
            if !labels.contains(&&*name(member)) {
                member.wire.location = None;
                let message = format!("the path has no place for `{}`", member.name);
                self.left_out.push((member.node.line, &rules::WIRE_UNCLEAR, message));
            } else {
                bound.insert(name(member));
            }
        }
        if let Some(label) = labels.iter().find(|label| !bound.contains(**label)) {
            let message = format!("no parameter goes into {{{label}}}: the path is left out");
            self.left_out.push((line, &rules::WIRE_UNCLEAR, message));
            facts.http = None;
        }
    }

    fn members(&mut self, members: &mut [Member]) {
        let mut has_payload = false;
        for member in members {
            self.wire_name(member.node.line, &member.name);
            if member.wire.location == Some(Location::Payload)
                && std::mem::replace(&mut has_payload, true)
            {
                member.wire.location = None;
                let message = format!("`{}` is not the only one to be the whole body", member.name);
                self.left_out.push((member.node.line, &rules::WIRE_UNCLEAR, message));
            }
            if let Some(wire) = &member.wire.name {
                self.wire_name(member.node.line, wire);
            }
            self.node(&mut member.node);
        }
    }

    fn node(&mut self, node: &mut Node) {
        text(&mut node.documentation);
        if !node.limits.is_empty() {
            text(&mut node.limits.pattern);
            text(&mut node.limits.default);
        }
        match &mut node.kind {
            Kind::List(element) => self.node(element),
            Kind::Map(key, value) => {
                let scalars = [Scalar::String, Scalar::Integer, Scalar::Long, Scalar::Boolean];
                let is_key = match &key.kind {
                    Kind::Scalar(scalar) => scalars.contains(scalar),
                    Kind::Enum(_) | Kind::Named(_) => true,
                    _ => false,
                };
                if !is_key {
                    key.kind = Kind::Scalar(Scalar::String);
                    let message = "the key of a map is told to be what can be none".to_owned();
                    self.left_out.push((key.line, &rules::TYPE_WORDS, message));
                }
                self.node(key);
                self.node(value);
            }
            Kind::Structure(members) | Kind::Union(members) => self.members(members),
            Kind::EventStream(members) => {
                for event in members.iter() {
                    // Each is a structure; what is none has lost its list to broken indentation.
                    let value = matches!(
                        event.node.kind,
                        Kind::Scalar(_) | Kind::Enum(_) | Kind::List(_) | Kind::Map(..)
                    );
                    self.hold(!value, event.node.line, &event.name);
                }
                self.members(members);
            }
            Kind::Enum(values) => {
                let line = node.line;
                // Hardly any page says a value twice.
                if !is_each_once(values) {
                    let mut seen = HashSet::new();
                    let once = values.iter().filter(|value| seen.insert(&***value)).cloned();
                    *values = once.collect();
                }
                values.iter().for_each(|value| {
                    let plain = value.bytes().all(|byte| (b' '..0x7f).contains(&byte));
                    self.hold(plain || !value.contains(char::is_control), line, value);
                });
            }
            Kind::Scalar(_) | Kind::Recursive(_) | Kind::Named(_) | Kind::Unstated(_) => {}
        }
    }
}

/// Whether no value stands there twice.
fn is_each_once(values: &[Box<str>]) -> bool {
    if values.len() <= FEW {
        let mut before = values.iter().enumerate().map(|(at, value)| (&values[..at], value));
        return before.all(|(before, value)| !before.contains(value));
    }
    let mut seen = HashSet::with_capacity(values.len());
    values.iter().all(|value| seen.insert(&**value))
}

/// As many values are held against each other sooner than put into a table.
const FEW: usize = 16;

/// Puts the sign for what cannot be shown in the place of control characters.
fn text<T: AsRef<str> + From<String>>(text: &mut Option<T>) {
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    let Some(said) = text.as_ref().map(AsRef::as_ref) else { return };
    if bytes::may_hold_control(said) && said.contains(control) {
        *text = Some(said.replace(control, "\u{fffd}").into());
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use crate::dialect::read;
    use crate::facts::{ErrorFacts, Kind, Location, Member, Node, Scalar, Statement, Wire};

    fn page(text: &str) -> Result<String, String> {
        let page = read(&Arc::from(Path::new("p")), text).map_err(|error| error.to_string())?;
        Ok(format!("{:?}", page.statements))
    }

    const PAGE: &str = "URI\nGET /v1/{id}\n| Parameter | Type | Description |\n|---|---|---|\n\
                        | id | String | It. |\nResponse Parameters\n| Parameter | Type | Description \
                        |\n|---|---|---|\n| name | String | A name. |\n";

    #[test]
    fn control_characters_are_not_kept() {
        let stated = page(&PAGE.replace("A name.", "A\u{4}name.")).unwrap();
        assert!(stated.contains("A\u{fffd}name."), "{stated}");
    }

    #[test]
    fn a_status_that_http_does_not_have_is_left_out_and_said() {
        let text = "# DeletePortal<a name=\"API_DeletePortal\"></a>\n\nDeletes it.\n\n## Request \
                    Syntax\n\n```\nDELETE /portals HTTP/1.1\n```\n\n## Response Syntax\n\n```\nHTTP/1.1 \
                    815\n```\n\n## Response Elements\n\nIf the action is successful, the service sends \
                    back an HTTP 815 response with an empty HTTP body.\n";
        let page = read(&Arc::from(Path::new("p")), text).unwrap();
        let said: Vec<String> = page.diagnostics.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains("815 is no status of HTTP"), "{said:?}");
        assert!(format!("{:?}", page.statements).contains("status: None"));
    }

    const REFERENCE: &str = "# DeleteDoor<a name=\"API_DeleteDoor\"></a>\n\nDeletes it.\n\n## Request \
        Syntax\n\n```\nPUT /doors/doorId HTTP/1.1\n\n{\n   \"colour\": \"string\"\n}\n```\n\n## URI \
        Request Parameters\n\n ** [doorId](#x) **   <a name=\"shop-DeleteDoor-request-uri-doorId\"></a>\n\
        Which.  \nRequired: Yes\n\n## Request Body\n\n ** [colour](#x) **   \
        <a name=\"shop-DeleteDoor-request-colour\"></a>\nIts colour.  \nType: String  \n\
        Valid Values: `red | blue`   \nRequired: No\n";

    fn said(text: &str) -> (String, Vec<String>) {
        let page = read(&Arc::from(Path::new("p")), text).unwrap();
        let said = page.diagnostics.iter().map(|it| it.rule.id.to_owned()).collect();
        (format!("{:?}", page.statements), said)
    }

    #[test]
    fn a_body_is_one_member_and_keys_are_what_can_be_one() {
        let string = || Node::new(4, Kind::Scalar(Scalar::String));
        let payload = |name: &str| Member {
            wire: Wire { location: Some(Location::Payload), ..Wire::default() }.into(),
            ..Member::new(name, string())
        };
        let key = Node::new(6, Kind::Structure(Vec::new()));
        let map = Node::new(5, Kind::Map(Box::new(key), Box::new(string())));
        let members = vec![payload("one"), payload("other"), Member::new("map", map)];
        let mut page = read(&Arc::from(Path::new("p")), REFERENCE).unwrap();
        let Statement::Operation(facts) = &mut page.statements[0] else { panic!() };
        facts.output = Some(Node::new(3, Kind::Structure(members)));
        let page = super::sanitize(page).unwrap();
        let Statement::Operation(facts) = &page.statements[0] else { panic!() };
        let Some(Kind::Structure(members)) = facts.output.as_ref().map(|it| &it.kind) else {
            panic!()
        };
        let locations: Vec<_> = members.iter().map(|member| member.wire.location).collect();
        assert_eq!(locations, [Some(Location::Payload), None, None]);
        let Kind::Map(key, _) = &members[2].node.kind else { panic!() };
        assert_eq!(key.kind, Kind::Scalar(Scalar::String));
        let said: Vec<u32> = page.diagnostics.iter().map(|it| it.place.line).collect();
        assert_eq!(said, [4, 6]);
    }

    #[test]
    fn a_value_is_one_of_an_enum_once() {
        let (stated, _) = said(&REFERENCE.replace("red | blue", "red | blue | red"));
        assert_eq!(stated.matches("Enum([\"red\", \"blue\"])").count(), 1, "{stated}");
    }

    #[test]
    fn a_path_and_the_parameters_that_go_into_it_fit() {
        let (stated, rules) = said(REFERENCE);
        assert!(
            stated.contains("path: \"/doors/{doorId}\"") && rules.is_empty(),
            "{stated} {rules:?}"
        );
        // What goes into the path is told to go into the body.
        let unlisted = REFERENCE.replace("/doors/doorId", "/doors/{{doorId}}/{{colour}}");
        let (stated, rules) = said(&unlisted);
        assert!(stated.contains("http: None"), "{stated}");
        assert!(rules.iter().all(|rule| rule == "wire-unclear") && !rules.is_empty(), "{rules:?}");
    }

    #[test]
    fn an_operation_has_a_name_that_makes_a_method() {
        let error = page(
            &REFERENCE
                .replace("API_DeleteDoor", "API_DeleteD\u{ba}\u{ba}r")
                .replace("# DeleteDoor", "# DeleteD\u{ba}\u{ba}r"),
        )
        .unwrap_err();
        assert!(error.starts_with("warning[name]"), "{error}");
    }

    #[test]
    fn a_path_that_is_none_makes_no_operation() {
        for path in ["/v1/{id}/{id+==+}", "/v1/{a{id}/b", "/v1/{id}/{"] {
            let error = page(&PAGE.replace("/v1/{id}", path)).unwrap_err();
            assert!(error.starts_with("warning[name]: p:") || error.contains("not-doc"), "{error}");
        }
    }

    #[test]
    fn an_error_has_a_name_that_a_shape_can_have() {
        let error = |name: &str| ErrorFacts {
            line: 7,
            name: name.into(),
            status: None,
            documentation: None,
            members: Vec::new(),
        };
        for (name, is_one) in [("Gone", true), ("no name at all", false), ("", false)] {
            let mut page = read(&Arc::from(Path::new("p")), REFERENCE).unwrap();
            let Statement::Operation(facts) = &mut page.statements[0] else { panic!() };
            facts.errors = vec![error(name)];
            let said = super::sanitize(page).map_err(|it| (it.rule.id, it.place.line));
            assert_eq!(said.err(), (!is_one).then_some(("name", 7)), "{name}");
        }
    }

    #[test]
    fn a_page_with_a_name_that_is_none_is_not_used() {
        let seed = include_str!("../../../tests/fixtures/seeds/000_dcda5440727a558e.txt");
        assert!(page(seed).is_ok());
        let error = page(&seed.replace("sortBy", "sort\u{4}By")).unwrap_err();
        assert!(error.starts_with("warning[name]: p:"), "{error}");
        assert!(error.contains("`sort\\u{4}By`"), "{error}");
    }
}
