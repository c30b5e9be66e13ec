//! Pages of boto3 and of the API Reference on the same operations, where XML or a query goes over
//! the wire, and in every order of reading. The pages of the reference are in words of our own.

use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};

use doc_bindgen::pipeline::{self, Options};
use doc_bindgen::spec::{self, Location, Spec};

/// A folder of a test's own, with pages of the reference in it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, pages: &[(&str, &str)]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("reference")).unwrap();
        for (name, text) in pages {
            fs::write(folder.join("reference").join(name), text).unwrap();
        }
        Folder(folder)
    }

    fn reference(&self) -> PathBuf {
        self.0.join("reference")
    }

    /// What comes of reading one after the other into a folder of its own.
    fn parse(&self, out: &str, runs: &[&[PathBuf]]) -> (Spec, Vec<String>) {
        let out = self.0.join(out);
        let mut said = Vec::new();
        let mut path = None;
        for inputs in runs {
            let options = Options {
                built_in: false,
                jobs: NonZero::<usize>::MIN,
                memory: None,
                service: None,
                allow_removal: &[],
                only: &[],
                progress: &|_| {},
            };
            let report = pipeline::parse(inputs, &out, &options).unwrap();
            let notes = report.diagnostics.iter();
            said.extend(notes.map(|it| format!("{}: {}", it.rule.id, it.message)));
            let [service] = &report.services[..] else { panic!("{report:?}") };
            path = Some(service.path.clone());
        }
        let path = path.unwrap();
        (spec::read(&fs::read_to_string(&path).unwrap(), &path).unwrap(), said)
    }
}

fn boto3(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/boto3").join(name)
}

/// `name: type, place, wire` of each member.
fn outline(spec: &Spec, shape: &str) -> Vec<String> {
    let id = spec.shape(shape).unwrap_or_else(|| panic!("no shape {shape}"));
    let show = |member: &spec::Member| {
        let place = member.wire.location.map_or("body", Location::as_str);
        let wire = member.wire.name.as_deref().unwrap_or("-");
        format!("{}: {}, {place}, {wire}", member.name, member.ty.display(spec))
    };
    spec[id].kind.members().iter().map(show).collect()
}

/// EC2: nothing but names on the wire, in one form for requests and in another for responses.
const DESCRIBE_REGIONS: &str = include_str!("fixtures/api_reference/API_DescribeRegions.md");

const FILTER: &str = include_str!("fixtures/api_reference/API_Filter.md");

const REGION: &str = include_str!("fixtures/api_reference/API_Region.md");

const EC2: [(&str, &str); 3] = [
    ("API_DescribeRegions.md", DESCRIBE_REGIONS),
    ("API_Filter.md", FILTER),
    ("API_Region.md", REGION),
];

#[test]
fn ec2_calls_what_is_listed_otherwise_on_the_wire() {
    let folder = Folder::new("ec2", &EC2);
    let both = [folder.reference(), boto3("ec2/client/describe_regions.rst")];
    let (spec, said) = folder.parse("both", &[&both]);
    assert_eq!(
        outline(&spec, "DescribeRegionsRequest"),
        [
            "RegionNames: list<string>, body, RegionName",
            "AllRegions: boolean, body, -",
            "DryRun: boolean, body, -",
            "Filters: list<Filter>, body, Filter",
        ]
    );
    assert_eq!(outline(&spec, "Filter")[1], "Values: list<string>, body, Value");
    // Each has one member left, and both are lists of a structure.
    assert_eq!(
        outline(&spec, "DescribeRegionsResponse"),
        ["Regions: list<Region>, body, regionInfo"]
    );
    assert_eq!(said, ["pages-disagree: DescribeRegions: Region: there is a member Geography"]);
}

#[test]
fn ec2_alone_says_what_it_says() {
    let folder = Folder::new("ec2-alone", &EC2);
    let (spec, said) = folder.parse("alone", &[&[folder.reference()]]);
    assert_eq!(said, [""; 0]);
    assert_eq!(spec.service.as_str(), "ec2");
    assert_eq!(spec.operations[0].http, None);
    assert_eq!(
        outline(&spec, "DescribeRegionsRequest"),
        [
            "AllRegions: boolean, body, -",
            "DryRun: boolean, body, -",
            "Filter: list<Filter>, body, -",
            "RegionName: list<string>, body, -",
        ]
    );
    let regions = outline(&spec, "DescribeRegionsResponse");
    assert_eq!(regions, ["regionInfo: list<Region>, body, -"]);
}

/// S3, as the site's own renderer writes Markdown.
const PUT_BUCKET_CORS: &str = include_str!("fixtures/api_reference/API_PutBucketCors.md");

/// S3, as others made Markdown of the site: no anchors, each fact a paragraph.
const GET_BUCKET_CORS: &str = include_str!("fixtures/api_reference/API_GetBucketCors.md");

const CORS_RULE: &str = include_str!("fixtures/api_reference/API_CORSRule.md");

const S3: [(&str, &str); 3] = [
    ("API_PutBucketCors.md", PUT_BUCKET_CORS),
    ("API_GetBucketCors.md", GET_BUCKET_CORS),
    ("API_CORSRule.md", CORS_RULE),
];

fn s3_pages() -> [PathBuf; 2] {
    ["s3/client/get_bucket_cors.rst", "s3/client/put_bucket_cors.rst"].map(boto3)
}

#[track_caller]
fn holds_wire_of_s3(spec: &Spec) {
    let http = |name: &str| {
        let http = spec.operation(name).unwrap().http.clone().unwrap();
        format!("{} {} {:?}", http.method, http.path, http.status)
    };
    assert_eq!(http("PutBucketCors"), "PUT /{Bucket}?cors Some(200)");
    assert_eq!(http("GetBucketCors"), "GET /{Bucket}?cors Some(200)");
    let place = |shape: &str| -> Vec<String> {
        let members = outline(spec, shape).into_iter();
        members.map(|line| line.split_once(", ").unwrap().1.to_owned()).collect()
    };
    assert_eq!(
        place("PutBucketCorsRequest"),
        [
            "path, -",
            "payload, -",
            "header, x-amz-sdk-checksum-algorithm",
            "header, x-amz-expected-bucket-owner"
        ]
    );
    assert_eq!(place("GetBucketCorsRequest"), ["path, -", "header, x-amz-expected-bucket-owner"]);
    assert_eq!(place("GetBucketCorsResponse"), ["body, CORSRule"]);
}

#[test]
fn xml_is_bound_whether_its_element_is_a_member_or_all() {
    let folder = Folder::new("s3", &S3);
    let mut both = s3_pages().to_vec();
    both.push(folder.reference());
    let (spec, said) = folder.parse("both", &[&both]);
    assert_eq!(said, [""; 0]);
    holds_wire_of_s3(&spec);
    assert_eq!(
        outline(&spec, "PutBucketCorsRequest")[1],
        "CORSConfiguration: CORSConfiguration, payload, -"
    );
    let rule = spec.shape("CORSRule").unwrap();
    assert!(spec[rule].kind.members()[0].limits.length.is_some());
}

#[test]
fn xml_alone_is_what_the_page_shows() {
    let folder = Folder::new("s3-alone", &S3);
    let (spec, said) = folder.parse("alone", &[&[folder.reference()]]);
    // Nothing tells what goes in the path and in headers; other pages may.
    assert_eq!(said.len(), 5);
    assert!(said.iter().all(|it| it.starts_with("unstated: ")), "{said:?}");
    let response = outline(&spec, "GetBucketCorsResponse");
    assert_eq!(response, ["CORSConfiguration: CORSConfiguration, payload, -"]);
    assert_eq!(outline(&spec, "PutBucketCorsRequest")[0], "Bucket: string, path, -");
}

/// No page tells of the element as such, and a response, which does not say what must be there, shows it as
/// well.
#[test]
fn what_must_be_in_an_element_the_request_tells() {
    let anchored = GET_BUCKET_CORS.replace(
        "**[CORSRule](#API_GetBucketCors_ResponseSyntax)**",
        "**[CORSRule](#API_GetBucketCors_ResponseSyntax)** \
         <a name=\"AmazonS3-GetBucketCors-response-CORSRules\"></a>",
    );
    assert_ne!(anchored, GET_BUCKET_CORS);
    let folder = Folder::new("s3-element", &[S3[0], ("API_GetBucketCors.md", &*anchored), S3[2]]);
    let (spec, _) = folder.parse("element", &[&[folder.reference()]]);
    let shape = &spec[spec.shape("CORSConfiguration").unwrap()];
    assert!(shape.kind.members()[0].required);
}

/// What is told does not depend on which is read first; shapes keep the names they were given first.
#[test]
fn the_order_of_reading_makes_no_difference_to_what_is_told() {
    let folder = Folder::new("order", &S3);
    let (pages, reference) = (s3_pages().to_vec(), vec![folder.reference()]);
    let at_once = [pages.clone(), reference.clone()].concat();
    let (both, _) = folder.parse("at-once", &[&at_once]);
    let (boto3_first, said) = folder.parse("boto3-first", &[&pages, &reference]);
    assert!(said.iter().all(|it| it.starts_with("unstated: ")), "{said:?}");
    holds_wire_of_s3(&boto3_first);
    // The names and so the order of the shapes may differ, and nothing else.
    let unnamed = |spec: &Spec| {
        let mut spec = spec.clone();
        spec.shapes.clear();
        for operation in &mut spec.operations {
            (operation.input, operation.output) = (None, None);
            operation.errors.clear();
        }
        spec
    };
    assert_eq!(unnamed(&boto3_first), unnamed(&both));
    let facts = |spec: &Spec| {
        let mut facts: Vec<String> = Vec::new();
        for shape in &spec.shapes {
            for member in shape.kind.members() {
                facts.push(format!(
                    "{} {:?} {:?} {:?} {:?} {}",
                    member.name,
                    member.wire.location,
                    member.wire.name,
                    member.limits.length,
                    member.documentation,
                    member.required
                ));
            }
        }
        facts.sort();
        facts
    };
    assert_eq!(facts(&boto3_first), facts(&both));
    // A second run over its own result changes nothing, whichever it is.
    let (again, _) = folder.parse("boto3-first", &[&reference, &pages, &reference]);
    assert_eq!(spec::write(&again), spec::write(&boto3_first));
}

/// Whatever a page shows for a path, what is written can be read.
#[test]
fn odd_paths_make_no_spec_that_does_not_hold() {
    for (at, target) in [
        "/a b?c d=e",
        "/{a}}{b",
        "/{}",
        "/{{a}}/{{a}}",
        "/{Bucket}?x={y",
        "/?=&&a=&b=%20&{c}",
        "/{Bucket+}/{Bucket}",
    ]
    .iter()
    .enumerate()
    {
        let text = PUT_BUCKET_CORS.replace("/?cors", target);
        let folder = Folder::new(&format!("odd-{at}"), &[("API_PutBucketCors.md", &*text)]);
        let options = Options {
            built_in: false,
            jobs: NonZero::<usize>::MIN,
            memory: None,
            service: None,
            allow_removal: &[],
            only: &[],
            progress: &|_| {},
        };
        let out = folder.0.join("out");
        let report = pipeline::parse(&[folder.reference()], &out, &options).unwrap();
        let rules: Vec<_> = report.diagnostics.iter().map(|it| it.rule.id).collect();
        assert!(!rules.contains(&"made-spec-invalid"), "{target}: {:?}", report.diagnostics);
    }
}

#[test]
fn an_operation_that_does_not_stand_is_added_whole() {
    let folder = Folder::new("added", &S3);
    let [get, _] = s3_pages();
    let (spec, _) = folder.parse("out", &[&[get], &[folder.reference()]]);
    let names: Vec<&str> = spec.operations.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["GetBucketCors", "PutBucketCors"]);
    assert_eq!(spec.client.as_deref(), Some("S3"));
    let shown = spec.operation("GetBucketCors").unwrap().documentation.as_deref().unwrap();
    assert!(shown.contains("s3:GetBucketCORS"), "{shown}");
}

#[test]
fn what_the_reference_told_survives_a_run_without_a_page() {
    let index = ".. py:class:: S3.Client\n\n  A low-level client representing Amazon Simple Storage \
                 Service (S3)\n\n  ::\n\n    import boto3\n\n    client = boto3.client('s3')\n\nThese are the \
                 available methods:\n\n.. toctree::\n\n  s3/client/get_bucket_cors\n  \
                 s3/client/put_bucket_cors\n";
    let folder = Folder::new("survives", &S3);
    let [get, put] = s3_pages();
    let page = folder.0.join("index.rst");
    fs::write(&page, index).unwrap();
    let good = [page.clone(), get.clone(), put.clone()];
    let both = [&good[..], &[folder.reference()]].concat();
    let (before, _) = folder.parse("out", &[&both]);
    holds_wire_of_s3(&before);
    let (bad, said) = folder.parse("out", &[&[page, get]]);
    assert!(said.iter().any(|it| it.contains("PutBucketCors stays as it stands")), "{said:?}");
    assert_eq!(spec::write(&bad), spec::write(&before));
    let (after, _) = folder.parse("out", &[&good]);
    assert_eq!(spec::write(&after), spec::write(&before));
}

/// The reference names some APIs otherwise than boto3's pages do: `kinesis-video-data` is
/// kinesis-video-media. They are of one service all the same, and nothing is guessed.
#[test]
fn an_api_that_the_reference_names_otherwise_is_of_boto3s_service() {
    let reference = "\
# GetCallerIdentity
<a name=\"API_GetCallerIdentity\"></a>

Tells who calls.

## Request Syntax
<a name=\"API_GetCallerIdentity_RequestSyntax\"></a>

```
POST /whoami HTTP/1.1
```

## URI Request Parameters
<a name=\"API_GetCallerIdentity_RequestParameters\"></a>

The request does not use any URI parameters.

## Request Body
<a name=\"API_GetCallerIdentity_RequestBody\"></a>

The request does not have a request body.

## Response Syntax
<a name=\"API_GetCallerIdentity_ResponseSyntax\"></a>

```
HTTP/1.1 200
```

## Errors
<a name=\"API_GetCallerIdentity_Errors\"></a>

For errors that are common to all actions, see [Common Error Types](CommonErrors.md).

## See Also
<a name=\"API_GetCallerIdentity_SeeAlso\"></a>

+  [AWS SDK for Python](https://docs.aws.amazon.com/goto/boto3/ALIAS-2017-09-30/GetCallerIdentity)
";
    let page = fs::read_to_string(boto3("../services/sts/client/get_caller_identity.rst")).unwrap();
    for (id, alias, client) in [
        ("kinesis-video-media", "kinesis-video-data", "KinesisVideoMedia"),
        ("kinesis-video-archived-media", "kinesis-video-reader-data", "KinesisVideoArchivedMedia"),
        ("lex-runtime", "runtime.lex", "LexRuntimeService"),
        ("cloudwatch", "monitoring", "CloudWatch"),
    ] {
        let text = reference.replace("ALIAS", alias);
        let folder = Folder::new(&format!("named-{id}"), &[("API_GetCallerIdentity.md", &text)]);
        let own = page
            .replace("STS.Client", &format!("{client}.Client"))
            .replace("STS <../../sts>", &format!("{client} <../../{id}>"))
            .replace("sts-2011-06-15", &format!("{id}-2017-09-30"));
        let file = folder.0.join("get_caller_identity.rst");
        fs::write(&file, own).unwrap();
        let (spec, said) = folder.parse("out", &[&[file, folder.reference()]]);
        assert_eq!(spec.service.as_str(), id);
        let [operation] = &spec.operations[..] else { panic!("{:?}", spec.operations) };
        assert_eq!(operation.http.as_ref().map(|http| &*http.path), Some("/whoami"), "{said:?}");
        assert!(!said.iter().any(|it| it.contains("guess")), "{said:?}");
    }
}
