//! The command, as its users run it: pages to specs to Rust, and what it says of bad input.

#[cfg(feature = "call")]
mod call;
mod explain;
mod history;
mod overlays;
mod repository;
mod seeds;
mod stands;
mod update;
#[cfg(unix)]
mod workflow;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use doc_bindgen::spec::{self, ShapeKind, Spec, Type};

/// A folder of a test's own, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("doc-bindgen-command-{}-{number}", std::process::id());
        let path = env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// The names of all files below, sorted.
    fn files(&self, below: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![self.path(below)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                match path.is_dir() {
                    true => folders.push(path),
                    false => found.push(path.strip_prefix(&self.0).unwrap().display().to_string()),
                }
            }
        }
        found.sort();
        found
    }

    fn run(&self, arguments: &[&dyn AsRef<std::ffi::OsStr>]) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_doc-bindgen"))
            .args(arguments.iter().map(|argument| argument.as_ref()))
            .env("XDG_CACHE_HOME", self.path("cache"))
            .output()
            .unwrap();
        Ran::of(output)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// How a run ended and what it said.
#[derive(Debug)]
struct Ran {
    status: i32,
    out: String,
    err: String,
}

impl Ran {
    fn of(output: Output) -> Self {
        Ran {
            status: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    fn ends(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{self:#?}");
        self
    }

    #[track_caller]
    fn says(self, text: &str) -> Self {
        assert!(self.err.contains(text), "expected {text:?} in {self:#?}");
        self
    }
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures").join(name)
}

fn read(path: &Path) -> Spec {
    spec::read(&fs::read_to_string(path).unwrap(), path).unwrap()
}

/// The members of a shape as `name: type`, an exclamation mark behind what is required.
fn members(spec: &Spec, shape: &str) -> Vec<String> {
    let id = spec.shape(shape).unwrap_or_else(|| panic!("no shape {shape}"));
    let show = |member: &spec::Member| {
        let required = if member.required { "!" } else { "" };
        format!("{}{required}: {}", member.name, show(spec, &member.ty))
    };
    spec[id].kind.members().iter().map(show).collect()
}

fn show(spec: &Spec, ty: &Type) -> String {
    match ty {
        Type::Scalar(scalar) => scalar.as_str().to_owned(),
        Type::List(element) => format!("list<{}>", show(spec, element)),
        Type::Map(key, value) => format!("map<{}, {}>", show(spec, key), show(spec, value)),
        Type::Shape(id) => match &spec[*id].kind {
            ShapeKind::Enum(values) => values.join("|"),
            _ => spec[*id].name.clone(),
        },
    }
}

fn errors(spec: &Spec, operation: &str) -> Vec<String> {
    let operation = spec.operation(operation).unwrap();
    operation.errors.iter().map(|id| spec[*id].name.clone()).collect()
}

/// The shape at the end of a list-valued member.
fn element(spec: &Spec, shape: &str, member: &str) -> String {
    let id = spec.shape(shape).unwrap();
    let found = spec[id].kind.members().iter().find(|found| found.name == member).unwrap();
    match &found.ty {
        Type::List(element) => show(spec, element),
        other => panic!("{other:?} is no list"),
    }
}

#[test]
fn the_first_seed_says_what_it_says() {
    let folder = Folder::new();
    let out = folder.path("spec");
    let seed = fixture("seeds/000_dcda5440727a558e.txt");
    let ran = folder.run(&[&"parse", &seed, &"--out", &out]).ends(0);
    assert!(ran.out.contains("workspaces-web.yaml: 1 operations"), "{}", ran.out);
    let spec = read(&out.join("aws/workspaces-web.yaml"));
    assert_eq!(spec.client.as_deref(), Some("WorkSpacesWeb"));
    assert_eq!(spec.version.as_deref(), Some("2020-07-08"));
    let operation = spec.operation("ListSessions").unwrap();
    assert_eq!(operation.method, "list_sessions");
    assert_eq!(
        members(&spec, "ListSessionsRequest"),
        [
            "portalId!: string",
            "username: string",
            "sessionId: string",
            "sortBy: StartTimeAscending|StartTimeDescending",
            "status: Active|Terminated",
            "maxResults: integer",
            "nextToken: string",
        ]
    );
    let summary = element(&spec, "ListSessionsResponse", "sessions");
    assert_eq!(
        members(&spec, &summary),
        [
            "portalArn: string",
            "sessionId: string",
            "username: string",
            "status: Active|Terminated",
            "startTime: timestamp",
            "endTime: timestamp",
        ]
    );
    assert_eq!(
        errors(&spec, "ListSessions"),
        [
            "InternalServerException",
            "ResourceNotFoundException",
            "AccessDeniedException",
            "ThrottlingException",
            "ValidationException",
        ]
    );
    let id = spec.shape(&summary).unwrap();
    let said = spec[id].documentation.as_deref();
    assert_eq!(said, Some("Summary information about a secure browser session."));
    assert_eq!(
        spec[id].kind.members()[0].documentation.as_deref(),
        Some("The ARN of the web portal.")
    );
}

#[test]
fn the_second_seed_says_what_it_says() {
    let folder = Folder::new();
    let out = folder.path("spec");
    let seed = fixture("seeds/001_c704c4dbe90bb561.txt");
    folder.run(&[&"parse", &seed, &"--out", &out]).ends(0);
    let spec = read(&out.join("aws/mpa.yaml"));
    let filter = element(&spec, "ListSessionsRequest", "Filters");
    assert_eq!(
        members(&spec, &filter),
        [
            "FieldName: ActionName|ApprovalTeamName|VotingTime|Vote|SessionStatus|InitiationTime",
            "Operator: EQ|NE|GT|LT|GTE|LTE|CONTAINS|NOT_CONTAINS|BETWEEN",
            "Value: string",
        ]
    );
    let session = element(&spec, "ListSessionsResponse", "Sessions");
    let session = spec.shape(&session).unwrap();
    let members = spec[session].kind.members();
    assert_eq!(members.len(), 18);
    assert!(members.iter().all(|member| member.documentation.is_some()));
    assert_eq!(errors(&spec, "ListSessions").len(), 5);
}

#[test]
fn pages_pasted_as_text_go_through_as_given() {
    let folder = Folder::new();
    let out = folder.path("spec");
    let operation = fixture("seeds/001_c704c4dbe90bb561.txt");
    let paginator = fixture("seeds/003_34124dd0fc005b81.txt");
    folder.run(&[&"parse", &paginator, &operation, &"--out", &out]).ends(0);
    let spec = read(&out.join("aws/mpa.yaml"));
    let pagination = spec.operation("ListSessions").unwrap().pagination.clone().unwrap();
    assert_eq!(
        (&*pagination.input_token[0], pagination.limit.as_deref()),
        ("NextToken", Some("MaxResults"))
    );
    let page = fixture("seeds/004_9508a13be45ad496.txt");
    folder.run(&[&"parse", &page, &"--out", &out]).ends(0);
    let spec = read(&out.join("huaweicloud/workspace.yaml"));
    let http = spec.operation("ListSessions").unwrap().http.clone().unwrap();
    assert_eq!((&*http.method, &*http.path), ("GET", "/v1/{project_id}/session/list-sessions"));
    assert_eq!(members(&spec, "SessionInfo").len(), 30);
    let folder = Folder::new();
    let out = folder.path("spec");
    folder.run(&[&"parse", &page, &"--out", &out, &"--service", &"workspaceapp"]).ends(0);
    assert_eq!(folder.files("spec"), ["spec/huaweicloud/workspace.yaml"]);
}

#[test]
fn whole_services_become_specs_and_rust_and_stay_what_they_are() {
    let folder = Folder::new();
    let (out, rust) = (folder.path("spec"), folder.path("rust"));
    let pages = fixture("services");
    folder.run(&[&"parse", &pages, &"--out", &out]).ends(0);
    assert_eq!(folder.files("spec"), ["spec/aws/mpa.yaml", "spec/aws/sts.yaml"]);
    let first = fs::read(out.join("aws/mpa.yaml")).unwrap();
    let mpa = read(&out.join("aws/mpa.yaml"));
    assert_eq!(mpa.title.as_deref(), Some("AWS Multi-party Approval"));
    let pagination = mpa.operation("ListSessions").unwrap().pagination.clone().unwrap();
    assert_eq!(pagination.input_token, ["NextToken"]);
    assert_eq!(pagination.limit.as_deref(), Some("MaxResults"));
    assert_eq!(pagination.items, ["Sessions"]);

    // Once more, remembered and afresh, on one thread: not a byte changes.
    let ran = folder.run(&[&"parse", &pages, &"--out", &out]).ends(0);
    assert_eq!(ran.out.matches(", unchanged").count(), 2, "{}", ran.out);
    let ran = folder.run(&[&"parse", &pages, &"--out", &out, &"--no-cache", &"-j", &"1"]).ends(0);
    assert_eq!(ran.out.matches(", unchanged").count(), 2, "{}", ran.out);
    assert_eq!(fs::read(out.join("aws/mpa.yaml")).unwrap(), first);

    // One page of it leaves the rest as it stands.
    let page = fixture("services/mpa/client/list_sessions.rst");
    folder.run(&[&"parse", &page, &"--out", &out]).ends(0);
    assert_eq!(fs::read(out.join("aws/mpa.yaml")).unwrap(), first);

    folder.run(&[&"check", &out]).ends(0);
    folder.run(&[&"generate", &out, &"--out", &rust]).ends(0);
    assert_eq!(folder.files("rust"), ["rust/aws/mpa.rs", "rust/aws/sts.rs"]);
    folder.run(&[&"generate", &out, &"--out", &rust, &"--check"]).ends(0);
    folder.write("rust/aws/sts.rs", "changed by hand");
    folder
        .run(&[&"generate", &out, &"--out", &rust, &"--check"])
        .ends(2)
        .says("emitted-code-stale")
        .says("sts.rs");
}

#[test]
fn a_page_that_is_gone_from_the_index_is_gone_from_the_spec() {
    let folder = Folder::new();
    let out = folder.path("spec");
    let index = fs::read_to_string(fixture("services/sts.rst")).unwrap();
    folder.write("pages/sts.rst", &index);
    for method in ["assume_role", "get_caller_identity"] {
        let page = fs::read(fixture(&format!("services/sts/client/{method}.rst"))).unwrap();
        folder.write(&format!("pages/{method}.rst"), page);
    }
    folder.run(&[&"parse", &folder.path("pages"), &"--out", &out]);
    assert_eq!(read(&out.join("aws/sts.yaml")).operations.len(), 2);
    let line = "  sts/client/assume_role\n";
    assert!(index.contains(line));
    folder.write("pages/sts.rst", index.replace(line, ""));
    fs::remove_file(folder.path("pages/assume_role.rst")).unwrap();
    folder.run(&[&"parse", &folder.path("pages"), &"--out", &out]);
    let spec = read(&out.join("aws/sts.yaml"));
    assert_eq!(spec.operations.len(), 1);
    assert_eq!(spec.shape("AssumeRoleRequest"), None);
}

#[test]
fn bad_pages_are_said_and_write_nothing() {
    let folder = Folder::new();
    let out = folder.path("spec");
    let page = fs::read_to_string(fixture("services/sts/client/assume_role.rst")).unwrap();
    let other = fs::read(fixture("services/sts/client/get_caller_identity.rst")).unwrap();
    let at = page.find(":rtype:").unwrap();
    let cases: [(&str, Vec<u8>, &str); 4] = [
        ("truncated.rst", page.as_bytes()[..at].to_vec(), "truncated-page"),
        ("letter.rst", b"Dear Sir,\n\nthis is no documentation.\n".to_vec(), "not-documentation"),
        ("binary.rst", (0..=255).cycle().take(5000).collect(), "not-text"),
        ("empty.rst", Vec::new(), "not-documentation"),
    ];
    for (name, content, rule) in cases {
        let path = folder.write(name, content);
        folder.run(&[&"parse", &path, &"--out", &out]).ends(2).says(rule).says(name);
        assert!(!out.exists(), "{name}");
        // Beside a page that is good the run is done, and says so.
        let good = folder.write("good/get_caller_identity.rst", &other);
        folder.run(&[&"parse", &path, &good, &"--out", &out]).ends(1).says(rule);
        assert_eq!(folder.files("spec"), ["spec/aws/sts.yaml"]);
        fs::remove_dir_all(&out).unwrap();
    }
}

/// Pages that nest, repeat or never end, of every markup and dialect, each with what is said of it.
fn hostile_pages() -> Vec<(&'static str, String, &'static str)> {
    const SIZE: usize = 200_000;
    let method = ".. py:method:: Shop.Client.list(**kwargs)\n\n  **Request Syntax**\n  ::\n\n";
    let change = "<!DOCTYPE html><a href=\"/archive/service/shop\">Shop</a><details id=\"L\"><summary>\
                  List (updated)</summary><span><em>Changes</em> (request)</span>";
    let page = "<!DOCTYPE html><html><body>";
    let reference = "# List<a name=\"API_List\"></a>\n\n";
    let uri = "URI\n\nGET /v1/boats\n\n";
    let fill = |begin: &str, unit: &str| format!("{begin}{}", unit.repeat(SIZE / unit.len()));
    let deeper = |begin: &str, unit: &str| {
        let lines = (0..600).map(|depth| format!("{}{unit}\n\n", " ".repeat(depth)));
        format!("{begin}{}", lines.collect::<String>())
    };
    let cycle: String = (0..300)
        .map(|at| {
            let (next, other) = ((at + 1) % 300, (at * 7) % 300);
            format!(
                "**Table {at}** Boat{at}\n\n| Parameter | Type | Description |\n|---|---|---|\n\
                 | a | Object | See Table {next}. |\n| b | Boat{other} | It. |\n\n"
            )
        })
        .collect();
    vec![
        ("nested.html", fill(page, "<div><ul><li><table><tr><td>"), "not-documentation"),
        ("unclosed.html", fill(page, "<p>a<pre><dl><dt>"), "not-documentation"),
        ("script.html", fill(page, "<script>'</p>'</script><style>p{}"), "not-documentation"),
        ("comment.html", fill(page, "<!-- -"), "not-documentation"),
        ("attributes.html", fill("<!DOCTYPE html><p ", "a=1 "), "not-documentation"),
        ("spans.html", fill(page, "<table><tr><td rowspan=99 colspan=99>a"), "not-documentation"),
        ("zeros.html", fill(page, "\0"), "not-documentation"),
        ("change.html", fill(&format!("{change}<pre>"), "{'a': ["), "truncated-page"),
        ("lines.html", fill(&format!("{change}<p>{{"), "<p>}</p>"), ""),
        ("marks.rst", fill(method, "* `a <b>`_ ``"), "truncated-page"),
        ("indented.rst", deeper(method, "* a"), "truncated-page"),
        ("grid.rst", fill(method, "+---+\n| a |\n"), "truncated-page"),
        ("fields.rst", fill(method, ":type a: string\n:param a:\n\n"), "truncated-page"),
        (
            "syntax.rst",
            fill(&format!("{method}    response = client.list(\n        a="), "{'a': ["),
            "syntax-block",
        ),
        ("zeros.rst", fill(method, "\0"), "truncated-page"),
        (
            "members.md",
            fill(reference, " ** [A](#x) **   <a name=\"shop-List-request-A\"></a>\nIt.  \n"),
            "",
        ),
        ("brackets.md", fill(reference, "[[*a_ **b"), ""),
        ("quotes.md", fill("# Boats\n\n## URI\n\nGET /v1/boats\n\n", "> "), ""),
        (
            "cycle.md",
            format!("# Boats\n\n## URI\n\nGET /v1/boats\n\n## Response Parameters\n\n{cycle}"),
            "",
        ),
        ("uris.txt", fill(uri, "GET /v1/{a}/{b}\n\n"), ""),
        ("bullets.txt", deeper(uri, "• a (dict) --"), ""),
        ("line.txt", fill("", "a"), "not-documentation"),
        (
            "azure.html",
            fill(
                page,
                "<h2>URI Parameters</h2><table><tr><th>Name<tr><td>id</table><p>GET \
             https://management.azure.com/{id}?api-version=1</p>",
            ),
            "not-documentation",
        ),
    ]
}

#[test]
fn hostile_pages_of_every_dialect_end_soon() {
    let folder = Folder::new();
    let out = folder.path("spec");
    for (name, content, rule) in hostile_pages() {
        let path = folder.write(name, content);
        let begin = Instant::now();
        let ran = folder.run(&[&"parse", &path, &"--out", &out, &"--service", &"shop"]);
        let took = begin.elapsed();
        assert!(ran.status <= 2 && !ran.err.contains("panicked"), "{name}: {ran:?}");
        assert!(ran.err.contains(rule), "{name}: {ran:?}");
        // Without optimisation, on a machine that has other things to do; what is not linear takes hours.
        assert!(took < Duration::from_secs(30), "{name}: {took:?}");
        let _ = fs::remove_dir_all(&out);
    }
    // A spec that stands is read before anything is made of pages.
    let good = fixture("services/sts.rst");
    for text in [
        fill_spec("[", ""),
        fill_spec("a:\n ", ""),
        fill_spec("{a: ", ""),
        fill_spec("&a [*a, ", ""),
    ] {
        let spec = folder.write("spec/aws/sts.yaml", text);
        let begin = Instant::now();
        let ran = folder.run(&[&"parse", &good, &"--out", &out]);
        assert!(ran.status <= 2 && !ran.err.contains("panicked"), "{ran:?}");
        assert!(ran.err.contains("standing-spec-invalid"), "{ran:?}");
        folder.run(&[&"check", &spec]).ends(2);
        assert!(begin.elapsed() < Duration::from_secs(30));
    }
}

fn fill_spec(unit: &str, end: &str) -> String {
    format!("format: 1\nprovider: aws\nservice: sts\noperations: {}{end}\n", unit.repeat(50_000))
}

#[test]
fn a_page_in_another_encoding_is_read_and_one_in_another_language_is_not() {
    let folder = Folder::new();
    let out = folder.path("spec");
    let page = fs::read_to_string(fixture("services/sts/client/get_access_key_info.rst")).unwrap();
    let wide: Vec<u8> =
        "\u{feff}".encode_utf16().chain(page.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let made = |name: &str, content: Vec<u8>| {
        let path = folder.write(name, content);
        let ran = folder.run(&[&"parse", &path, &"--out", &out, &"--verbose"]);
        let spec = fs::read_to_string(out.join("aws/sts.yaml")).unwrap_or_default();
        let _ = fs::remove_dir_all(&out);
        (ran, spec)
    };
    let (ran, expected) = made("plain.rst", page.clone().into_bytes());
    assert!(expected.contains("GetAccessKeyInfo"), "{ran:?}");
    assert_eq!(made("wide.rst", wide).1, expected);
    let accented = page.replace("Returns the account", "Donn\u{e9} the account");
    let latin: Vec<u8> = accented.chars().map(|c| c as u32 as u8).collect();
    let (ran, spec) = made("latin.rst", latin);
    ran.says("encoding-guessed");
    assert_eq!(spec, made("accented.rst", accented.into_bytes()).1);

    let chinese = "# 查询会话列表<a name=\"x\"></a>\n\n## 功能介绍\n\n查询用户的会话列表。\n\n## URI\n\nGET \
                   /v1/{project_id}/sessions\n\n## 请求参数\n\n| 参数 | 是否必选 | 参数类型 | 描述 |\n|---|---|---|---|\n\
                   | limit | 否 | Integer | 每页数量。 |\n";
    let path = folder.write("chinese.md", chinese);
    folder
        .run(&[&"parse", &path, &"--out", &out, &"--service", &"x"])
        .ends(2)
        .says("other-language");
    assert!(!out.exists());
}

#[test]
fn nothing_to_read_is_said() {
    let folder = Folder::new();
    fs::create_dir(folder.path("empty")).unwrap();
    let out = folder.path("spec");
    let empty = folder.path("empty");
    folder.run(&[&"parse", &empty, &"--out", &out]).ends(2).says("no file to read");
    let missing = folder.path("missing");
    folder.run(&[&"parse", &missing, &"--out", &out]).ends(2).says("missing");
    folder.run(&[&"check", &empty]).ends(2).says("no spec in this folder");
    assert!(!out.exists());
}

#[test]
fn pages_that_contradict_each_other_are_shown_both() {
    let folder = Folder::new();
    let out = folder.path("spec");
    let page = fs::read_to_string(fixture("services/sts/client/get_caller_identity.rst")).unwrap();
    let other = page.replace("'Arn': 'string'", "'Arn': 123");
    let other = other.replace("**Arn** *(string) --*", "**Arn** *(integer) --*");
    assert_ne!(page, other);
    let first = folder.write("first.rst", &page);
    let second = folder.write("second.rst", &other);
    folder
        .run(&[&"parse", &first, &second, &"--out", &out])
        .ends(1)
        .says("first.rst")
        .says("second.rst")
        .says("Arn");
    let once = fs::read(out.join("aws/sts.yaml")).unwrap();
    // Whichever is named first.
    fs::remove_dir_all(&out).unwrap();
    folder.run(&[&"parse", &second, &first, &"--out", &out]).ends(1);
    assert_eq!(fs::read(out.join("aws/sts.yaml")).unwrap(), once);
}

#[test]
fn a_spec_in_error_is_shown_with_its_line_and_stays() {
    let folder = Folder::new();
    let text = "format: 1\nprovider: aws\nservice: sts\noperations: {}\nshapes:\n  A:\n    \
                type: structure\n    members:\n      a:\n        type: Bee\n";
    let path = folder.write("spec/aws/sts.yaml", text);
    let rust = folder.path("rust");
    folder.run(&[&"check", &path]).ends(2).says("sts.yaml:10").says("Bee");
    folder.run(&[&"generate", &path, &"--out", &rust]).ends(2).says("sts.yaml:10");
    assert!(!rust.exists());
    let out = folder.path("spec");
    let pages = fixture("services/sts.rst");
    folder.run(&[&"parse", &pages, &"--out", &out]).ends(2).says("standing-spec-invalid");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn a_service_is_never_a_path_out_of_the_folder() {
    let folder = Folder::new();
    let out = folder.path("spec");
    let page = fs::read_to_string(fixture("services/sts/client/get_caller_identity.rst")).unwrap();
    for id in ["../../../evil", "..", "/etc/x", "a/b", "A B", "con:", "x\u{0}y"] {
        let hostile = page.replace("../../sts", &format!("../../{id}"));
        let path = folder.write("hostile.rst", hostile);
        folder.run(&[&"parse", &path, &"--out", &out]);
        let found = folder.files("");
        let plain = |file: &String| {
            let name = file.strip_prefix("spec/aws/").and_then(|name| name.strip_suffix(".yaml"));
            name.is_some_and(|name| spec::ServiceId::new(name).is_ok())
        };
        let strange: Vec<_> = found
            .iter()
            .filter(|file| !plain(file) && *file != "hostile.rst" && !file.starts_with("cache/"))
            .collect();
        assert_eq!(strange, [""; 0], "{id}");
        assert!(!folder.0.with_file_name("evil.yaml").exists());
    }
}

#[test]
fn quiet_says_errors_alone_and_results_go_to_standard_output() {
    let folder = Folder::new();
    let out = folder.path("spec");
    let letter = folder.write("letter.txt", "no documentation");
    let good = fixture("services/sts/client/get_caller_identity.rst");
    let ran = folder.run(&[&"--quiet", &"parse", &letter, &good, &"--out", &out]).ends(1);
    assert_eq!(ran.err, "");
    assert_eq!(ran.out.lines().count(), 1);
    let ran = folder.run(&[&"--quiet", &"parse", &letter, &"--out", &out]).ends(2);
    assert!(ran.err.starts_with("error"), "{}", ran.err);
}

#[test]
fn the_schema_and_the_completions_are_printed() {
    let folder = Folder::new();
    let ran = folder.run(&[&"schema"]).ends(0);
    assert!(ran.out.contains("json-schema.org/draft/2020-12"), "{}", ran.out);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = folder.run(&[&"completions", &shell]).ends(0);
        assert!(ran.out.contains("generate"), "{shell}");
    }
    folder.run(&[&"no-such-thing"]).ends(2);
}
