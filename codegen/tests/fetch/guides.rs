//! The other sites, each as it lists its pages.

use std::fs;
use std::path::Path;
use std::process::Command;

use doc_bindgen::update;

use crate::site::{Pretended, Site, inventory, lock};
use crate::{Folder, How, READ, files, ids, project, run};

fn operation(name: &str, text: &str) -> String {
    format!(
        "# {name}<a name=\"API_{name}\"></a>\n\n{text}\n\n## Request Syntax<a name=\"API_{name}_RequestSyntax\"></a>\n\n\
         ```\nPOST /things HTTP/1.1\nContent-type: application/json\n\n{{\n   \"Name\": \"string\"\n}}\n```\n\n\
         ## Request Body<a name=\"API_{name}_RequestBody\"></a>\n\nThe request accepts the following data in JSON format.\n\n\
          ** [Name](#API_{name}_RequestSyntax) **   <a name=\"things-{name}-request-Name\"></a>\nThe name of the thing\\.  \n\
         Type: String  \nRequired: Yes\n\n## Response Elements<a name=\"API_{name}_ResponseElements\"></a>\n\n\
         If the action is successful, the service sends back an HTTP 200 response with an empty HTTP body\\.\n\n\
         ## See Also<a name=\"API_{name}_SeeAlso\"></a>\n\nFor more information, see:\n\
         + [AWS Command Line Interface](https://docs.aws.amazon.com/goto/aws-cli/things-2020-01-01/{name})\n"
    )
}

const REFERENCE: &str = "[source.reference]\nkind = \"api-reference\"\nsite = \"https://docs.example/\"\n\
                         services = [\"things\"]\n";

fn llms(names: &[&str]) -> String {
    let mut text = "# Things API Reference\n\n> About things.\n\n\
                    ## [Actions](https://docs.example/things/latest/api/API_Operations.html)\n\n"
        .to_owned();
    for name in names {
        text.push_str(&format!(
            "- [{name}](https://docs.example/things/latest/api/API_{name}.html): Does it.\n"
        ));
    }
    text.push_str(
        "- [Elsewhere](https://evil.example/API_Elsewhere.html)\n- [Up](../../../../API_Up.html)\n",
    );
    text
}

#[test]
fn a_guide_lists_its_pages() {
    let folder = Folder::new("guide");
    let project =
        project(&folder, &format!("{REFERENCE}guides = {{ things = \"things/latest/api\" }}\n"));
    let (site, clock) = (Site::default(), Pretended::default());
    site.put("/things/latest/api/llms.txt", llms(&["MakeThing", "TakeThing"]));
    site.put("/things/latest/api/API_MakeThing.md", operation("MakeThing", "Makes a thing."));
    // Where there is no twin in Markdown, there is HTML, which is no page of an API here.
    site.put("/things/latest/api/API_TakeThing.md", operation("TakeThing", "Takes a thing."));
    let update = run(&project, &site, &clock, How::default());
    assert_eq!(ids(&update), ["no-protocol"], "{:?}", update.diagnostics);
    let spec = String::from_utf8(files(&project.specs)["aws/things.yaml"].clone()).unwrap();
    assert!(spec.contains("MakeThing") && spec.contains("TakeThing"), "{spec}");
    site.take_asked();
    run(&project, &site, &clock, How::default());
    assert_eq!(site.take_asked(), ["/things/latest/api/llms.txt"]);
    // A page changed and its list did not: that is seen where all is asked for.
    site.put("/things/latest/api/API_MakeThing.md", operation("MakeThing", "Makes a fine thing."));
    assert!(run(&project, &site, &clock, How::default()).read.is_empty());
    let update = run(&project, &site, &clock, How { full: true, ..How::default() });
    assert_eq!(update.read, ["things"]);
    assert_eq!(update.sources[0].brought[0].changed, ["API_MakeThing.md"]);
    // Without a list there is a table of contents, and one beside it that a page names.
    site.remove("/things/latest/api/llms.txt");
    site.put(
        "/things/latest/api/toc-contents.json",
        "{\"contents\":[{\"title\":\"W\",\"href\":\"Welcome.html\"}]}",
    );
    site.put(
        "/things/latest/api/Welcome.html",
        "<!DOCTYPE html><html><head><meta name=\"tocs\" content=\"toc-contents.json;toc-more.json\"></head>\
         <body><div id=\"main-col-body\"></div></body></html>",
    );
    site.put(
        "/things/latest/api/toc-more.json",
        "{\"contents\":[{\"title\":\"A\",\"href\":\"API_Operations.html\",\"contents\":[\
         {\"title\":\"M\",\"href\":\"API_MakeThing.html\"},{\"title\":\"T\",\"href\":\"API_TakeThing.html\"}]}]}",
    );
    let update = run(&project, &site, &clock, How::default());
    assert_eq!(ids(&update), [""; 0], "{:?}", update.diagnostics);
    assert!(update.read.is_empty());
    site.take_asked();
    run(&project, &site, &clock, How::default());
    assert_eq!(site.take_asked(), ["/things/latest/api/toc-contents.json"]);
}

#[test]
fn a_guide_is_found_by_the_links_of_boto3() {
    let folder = Folder::new("goto");
    let project = project(&folder, REFERENCE);
    let (site, clock) = (Site::default(), Pretended::default());
    let page = folder.0.join("pages/boto3/things/client/make_thing.rst");
    fs::create_dir_all(page.parent().unwrap()).unwrap();
    fs::write(
        &page,
        "See `x <https://docs.aws.amazon.com/goto/WebAPI/things-2020-01-01/MakeThing>`_\n",
    )
    .unwrap();
    let goto = "/goto/WebAPI/things-2020-01-01/MakeThing";
    let leads_to = |to: &str| drop(lock(&site.redirects).insert(goto.to_owned(), to.to_owned()));
    // The front page is no answer.
    leads_to("https://docs.example/index.html");
    let update = run(&project, &site, &clock, How::default());
    assert_eq!(ids(&update), ["service-not-listed"]);
    leads_to("https://evil.example/things/latest/api/API_MakeThing.html");
    let update = run(&project, &site, &clock, How::default());
    assert_eq!(ids(&update), ["service-not-listed"]);
    leads_to("https://docs.example/things/latest/api/API_MakeThing.html");
    site.put("/things/latest/api/llms.txt", llms(&["MakeThing"]));
    site.put("/things/latest/api/API_MakeThing.md", operation("MakeThing", "Makes a thing."));
    let update = run(&project, &site, &clock, How::default());
    assert_eq!(ids(&update), ["no-protocol"], "{:?}", update.diagnostics);
    site.take_asked();
    // It is remembered where it was.
    lock(&site.redirects).clear();
    run(&project, &site, &clock, How::default());
    assert_eq!(site.take_asked(), ["/things/latest/api/llms.txt"]);
}

#[test]
fn a_page_that_leads_on_is_followed_within_its_guide() {
    let folder = Folder::new("refresh");
    let project =
        project(&folder, &format!("{REFERENCE}guides = {{ things = \"things/latest/api\" }}\n"));
    let (site, clock) = (Site::default(), Pretended::default());
    let wrapper = |to: &str| {
        format!(
            "<!DOCTYPE html><html><head><meta http-equiv=\"refresh\" content=\"10;URL={to}\">\
             </head><body>This page has moved.</body></html>"
        )
    };
    let at = "/things/latest/api/API_MakeThing.md";
    site.put("/things/latest/api/llms.txt", llms(&["MakeThing"]));
    site.put("/things/latest/api/new/API_MakeThing.md", operation("MakeThing", "Makes a thing."));
    site.put("/other/latest/api/API_MakeThing.md", operation("MakeThing", "Makes another."));
    for elsewhere in [
        "/other/latest/api/API_MakeThing.md",
        "../../../other/latest/api/API_MakeThing.md",
        "https://evil.example/things/latest/api/API_MakeThing.md",
        "https://docs.example/",
    ] {
        site.put(at, wrapper(elsewhere));
        let update = run(&project, &site, &clock, How::default());
        assert!(ids(&update).contains(&"page-refused"), "{elsewhere}: {:?}", update.diagnostics);
        assert!(files(&project.specs).is_empty(), "{elsewhere}");
    }
    for within in [
        "new/API_MakeThing.md",
        "./new/API_MakeThing.md",
        "/things/latest/api/new/API_MakeThing.md",
    ] {
        site.put(at, wrapper(within));
        let update = run(&project, &site, &clock, How { full: true, ..How::default() });
        assert!(!ids(&update).contains(&"page-refused"), "{within}: {:?}", update.diagnostics);
        let page = files(&project.store)["reference/things/API_MakeThing.md"].clone();
        assert!(String::from_utf8(page).unwrap().contains("Makes a thing."), "{within}");
    }
}

#[test]
fn a_page_in_markdown_that_was_cut_off_is_refused() {
    let folder = Folder::new("cut");
    let project =
        project(&folder, &format!("{REFERENCE}guides = {{ things = \"things/latest/api\" }}\n"));
    let (site, clock) = (Site::default(), Pretended::default());
    let at = "/things/latest/api/API_MakeThing.md";
    site.put("/things/latest/api/llms.txt", llms(&["MakeThing"]));
    let whole = operation("MakeThing", "Makes a thing.");
    site.put(at, whole.as_str());
    run(&project, &site, &clock, How::default());
    let (specs, pages) = (files(&project.specs), files(&project.store));
    for cut in ["## See Also", "## Response Elements", "Type: String"] {
        site.put(at, &whole[..whole.find(cut).unwrap()]);
        let update = run(&project, &site, &clock, How { full: true, ..How::default() });
        assert_eq!(ids(&update), ["page-refused"], "{cut}");
        assert_eq!(files(&project.specs), specs, "{cut}");
        let page = "reference/things/API_MakeThing.md";
        assert_eq!(files(&project.store)[page], pages[page], "{cut}");
    }
}

#[test]
fn a_page_stays_when_one_form_goes_wrong_and_the_other_tells_nothing() {
    let folder = Folder::new("forms");
    let project =
        project(&folder, &format!("{REFERENCE}guides = {{ things = \"things/latest/api\" }}\n"));
    let (site, clock) = (Site::default(), Pretended::default());
    let base = "/things/latest/api/API_MakeThing";
    let shell = "<!DOCTYPE html><html><head><title>MakeThing</title></head>\
                 <body><div id=\"main-col-body\"><h1>MakeThing</h1></div></body></html>";
    site.put("/things/latest/api/llms.txt", llms(&["MakeThing", "TakeThing"]));
    for name in ["MakeThing", "TakeThing"] {
        let page = operation(name, "Does it.");
        site.put(&format!("/things/latest/api/API_{name}.md"), page.as_str());
    }
    site.put(&format!("{base}.html"), shell);
    run(&project, &site, &clock, How::default());
    let (specs, pages) = (files(&project.specs), files(&project.store));
    site.put(&format!("{base}.md"), shell);
    let update = run(&project, &site, &clock, How { full: true, ..How::default() });
    assert_eq!(ids(&update), ["page-refused"], "{:?}", update.diagnostics);
    assert_eq!(files(&project.specs), specs);
    let page = "reference/things/API_MakeThing.md";
    assert_eq!(files(&project.store).get(page), pages.get(page));
}

/// A feed of changes, each with its day, its commit and what the service is called.
fn feed(items: &[(&str, &str, &str)]) -> String {
    let items: String = items
        .iter()
        .map(|(date, commit, title)| {
            format!(
                "<item><title>{title} - 0 new 1 updated methods</title>\
                 <link>https://changes.example/archive/changes/{}-sts.html</link>\
                 <guid isPermaLink=\"false\">{commit}-sts</guid><pubDate>{date}</pubDate></item>",
                &commit[..6]
            )
        })
        .collect();
    format!("<?xml version='1.0'?><rss version=\"2.0\"><channel>{items}</channel></rss>")
}

/// The page of a change that gave `GetCallerIdentity` a member.
fn change(member: &str) -> String {
    format!(
        "<!DOCTYPE html><html><body><h1>AWS Security Token Service</h1><nav><ul>\
         <li><a href=\"/archive/service/sts\">AWS Security Token Service</a></li>\
         <li class=\"is-active\"><a href=\"#\">2026-08-21</a></li></ul></nav><section>\
         <p class=\"title is-5\">2026/08/21 - AWS Security Token Service - 1 updated api methods</p>\
         <details id=\"GetCallerIdentity\"><summary><span>GetCallerIdentity</span>&nbsp;(updated)</summary>\
         <span><a href=\"#GetCallerIdentity\">Link ¶</a></span><br/>\
         <span><em class=\"is-danger\">Changes</em> (response)</span><pre>{{'{member}': 'string'}}</pre>\
         <p>Returns details.</p><p>See also: <a href=\"https://docs.aws.amazon.com/goto/WebAPI/\
         sts-2011-06-15/GetCallerIdentity\">AWS API Documentation</a></p>\
         <p><strong>Request Syntax</strong></p><pre class=\"literal-block\">client.get_caller_identity()</pre>\
         <dl class=\"field-list\"><dt>rtype:</dt><dd><p>dict</p></dd><dt>returns:</dt><dd>\
         <p><strong>Response Syntax</strong></p><pre>{{\n    'UserId': 'string',\n    '{member}': 'string'\n}}</pre>\
         <p><strong>Response Structure</strong></p><ul><li><p><em>(dict) --</em></p><ul>\
         <li><p><strong>UserId</strong> <em>(string) --</em></p></li>\
         <li><p><strong>{member}</strong> <em>(string) --</em></p><p>What it is.</p></li>\
         </ul></li></ul></dd></dl></details></section></body></html>"
    )
}

#[test]
fn changes_of_a_feed_are_applied_once_and_only_what_is_newer_than_the_spec() {
    let folder = Folder::new("feed");
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/services");
    let text = format!(
        "[source.pages]\nkind = \"folder\"\nfolder = '{}'\nservices = [\"sts\"]\n\n\
         [source.changes]\nkind = \"awsapichanges\"\nsite = \"https://changes.example/\"\n\
         services = [\"sts\"]\n",
        home.display()
    );
    let project = project(&folder, &text);
    let (site, clock) = (Site::default(), Pretended::default());
    let title = "AWS Security Token Service";
    // Of before the pages, and of another service that shares the endpoint's name.
    let old =
        ("Mon, 22 Jun 2026 18:56:20 +0000", "d33e4c50c0a57f03019da10e012d63355ed2067b", title);
    let other = (
        "Fri, 21 Aug 2026 18:56:20 +0000",
        "250cdc50c0a57f03019da10e012d63355ed2067b",
        "Amazon Simple Queue Service",
    );
    site.put("/feed/feed.rss", feed(&[other, old]));
    let update = run(&project, &site, &clock, How::default());
    assert_eq!(ids(&update), [""; 0], "{:?}", update.diagnostics);
    assert_eq!(site.take_asked(), ["/robots.txt", "/feed/feed.rss"]);
    let spec = || String::from_utf8(files(&project.specs)["aws/sts.yaml"].clone()).unwrap();
    let before = spec();

    // A change is listed, and its address has another service's page of the same day yet.
    let new =
        ("Fri, 21 Aug 2026 19:00:00 +0000", "74501c50c0a57f03019da10e012d63355ed2067b", title);
    site.put("/feed/feed.rss", feed(&[new, other, old]));
    let at = "/archive/changes/74501c-sts.html";
    let page = change("Tier");
    site.put(
        at,
        page.replace("AWS Security Token Service", "Amazon Simple Queue Service")
            .replace("service/sts", "service/sqs"),
    );
    let update = run(&project, &site, &clock, How::default());
    assert_eq!(ids(&update), ["page-refused"], "{:?}", update.diagnostics);
    assert_eq!(spec(), before);
    site.put(at, page);
    let update = run(&project, &site, &clock, How::default());
    assert_eq!(ids(&update), [""; 0], "{:?}", update.diagnostics);
    assert_eq!(update.read, ["sts"]);
    let after = spec();
    assert!(after.contains("      Tier:") && !before.contains("      Tier:"), "{after}");
    assert!(after.lines().count() > before.lines().count());

    // The feed was built again and says nothing new: one request, and nothing is read.
    site.put(
        "/feed/feed.rss",
        feed(&[new, other, old]).replace("<channel>", "<channel><ttl>1</ttl>"),
    );
    site.take_asked();
    let update = run(&project, &site, &clock, How::default());
    assert_eq!(site.take_asked(), ["/feed/feed.rss"]);
    assert!(update.read.is_empty());
    assert_eq!(spec(), after);

    // The next change is applied over the one before, which no page of the whole API knows.
    let next =
        ("Sat, 22 Aug 2026 19:00:00 +0000", "9e0cd6c50c0a57f03019da10e012d63355ed2067", title);
    site.put("/feed/feed.rss", feed(&[next, new, other, old]));
    site.put("/archive/changes/9e0cd6-sts.html", change("Rank").replace("08/21", "08/22"));
    let update = run(&project, &site, &clock, How::default());
    assert_eq!((ids(&update), update.read), (vec![], vec!["sts".to_owned()]));
    let both = spec();
    assert!(both.contains("      Tier:") && both.contains("      Rank:"), "{both}");
    // And all of it is read from the store into an empty folder as it stands.
    let other = Folder::new("feed-all");
    update::parse_store(&project, &other.0, &READ, &|_| {}).unwrap();
    let all = files(&other.0)["aws/sts.yaml"].clone();
    assert_eq!(String::from_utf8(all).unwrap(), both);
}

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/huaweicloud").join(name);
    fs::read_to_string(path).unwrap()
}

#[test]
fn a_menu_lists_the_pages_of_a_product() {
    let folder = Folder::new("menu");
    let project = project(
        &folder,
        "[source.huaweicloud]\nsite = \"https://support.example/intl/en-us/\"\nservices = [\"desk\"]\n",
    );
    let (site, clock) = (Site::default(), Pretended::default());
    let link = |handbook: &str, way: &str| {
        format!(
            "<li><a class=\"js-title\" href=\"javascript:void(0)\" p-href=\"https://support.example/{way}\" \
             data-handbookcode=\"{handbook}\">x</a></li>"
        )
    };
    let menu = [
        link("api-desk", "intl/en-us/api-desk/desk_01.html"),
        // The link of another language leads to the same page.
        link("api-desk", "api-desk/desk_02.html"),
        link("my-1-api-desk", "intl/en-us/my-1-api-desk/desk_03.html"),
        link("usermanual-desk", "intl/en-us/usermanual-desk/desk_04.html"),
    ];
    site.put(
        "/intl/en-us/desk/v3_support_leftmenu_fragment.html",
        format!("<ul>{}</ul>", menu.concat()),
    );
    let whole = |text: String| match text.contains("</html>") {
        true => text,
        false => format!("<!DOCTYPE html><html><body>{text}</body></html>"),
    };
    site.put("/intl/en-us/api-desk/desk_01.html", whole(fixture("page.html")));
    site.put("/intl/en-us/api-desk/desk_02.html", whole(fixture("tags.html")));
    let update = run(&project, &site, &clock, How::default());
    let asked = site.take_asked();
    assert_eq!(asked.len(), 4, "{asked:?}");
    assert!(!ids(&update).contains(&"page-refused"), "{:?}", update.diagnostics);
    let specs = files(&project.specs);
    assert_eq!(specs.keys().collect::<Vec<_>>(), ["huaweicloud/desk.yaml"]);
    let before = files(&project.store);
    lock(&site.faults)
        .insert("/intl/en-us/api-desk/desk_01.html".into(), crate::site::Fault::Captcha);
    lock(&site.faults)
        .insert("/intl/en-us/api-desk/desk_02.html".into(), crate::site::Fault::NoTranslation);
    let update = run(&project, &site, &clock, How { full: true, ..How::default() });
    assert_eq!(ids(&update), ["page-refused", "page-refused"]);
    assert_eq!(files(&project.store).len(), before.len());
    assert_eq!(files(&project.specs), specs);
}

#[test]
fn an_inventory_lists_the_pages_of_a_guide_by_their_labels() {
    let folder = Folder::new("otc");
    let project = project(
        &folder,
        "[source.otc]\nkind = \"opentelekomcloud-site\"\nsite = \"https://docs.example/\"\nservices = [\"desk\"]\n",
    );
    let (site, clock) = (Site::default(), Pretended::default());
    let lines = [
        "apis/querying std:doc -1 apis/querying.html Querying It".to_owned(),
        "desk_api_0006 std:label -1 apis/querying.html#desk-api-0006 Querying It".to_owned(),
    ];
    site.put("/desk/api-ref/objects.inv", inventory("", &lines));
    let page = |commit: &str| {
        let text = fixture("page.html");
        let text = text.replace("</body>", "").replace("</html>", "");
        format!("{text}<p>last updated: 2026-08-21 10:00 UTC - commit: {commit}</p></body></html>")
    };
    site.put("/desk/api-ref/apis/querying.html", page("1813a7fbbb8bab3687798189c6d70f983c639e83"));
    let update = run(&project, &site, &clock, How::default());
    assert!(!ids(&update).contains(&"page-refused"), "{:?}", update.diagnostics);
    assert_eq!(update.sources[0].brought[0].changed, ["desk_api_0006.html"]);
    // The commit at the end of every page is no change.
    site.put("/desk/api-ref/apis/querying.html", page("9999a7fbbb8bab3687798189c6d70f983c639e83"));
    let update = run(&project, &site, &clock, How { full: true, ..How::default() });
    assert!(update.read.is_empty() && update.sources[0].pages() == 0);
}

#[test]
fn sources_in_git_are_known_by_their_original_names() {
    let folder = Folder::new("git");
    let repository = folder.0.join("repositories/desk");
    let pages = repository.join("api-ref/source");
    fs::create_dir_all(&pages).unwrap();
    let git = |arguments: &[&str]| {
        let config = ["-c", "user.name=x", "-c", "user.email=x@example.org"];
        let output =
            Command::new("git").current_dir(&repository).args(config).args(arguments).output();
        output.is_ok_and(|output| output.status.success())
    };
    if !git(&["init", "--quiet"]) {
        println!("skipped: there is no git");
        return;
    }
    let text = fixture("page.rst");
    let named = match text.starts_with(":original_name:") {
        true => text,
        false => format!(":original_name: desk_01.html\n\n{text}"),
    };
    let name =
        named.lines().next().unwrap().split_whitespace().nth(1).unwrap().replace(".html", ".rst");
    fs::write(pages.join("a_title.rst"), &named).unwrap();
    fs::write(pages.join("index.rst"), "Guide\n=====\n").unwrap();
    assert!(git(&["add", "."]) && git(&["commit", "--quiet", "-m", "one"]));
    let text = format!(
        "[source.otc]\nkind = \"opentelekomcloud\"\nsite = \"file://{}\"\nservices = [\"desk\"]\n",
        folder.0.join("repositories").display()
    );
    let project = project(&folder, &text);
    let (site, clock) = (Site::default(), Pretended::default());
    let update = run(&project, &site, &clock, How::default());
    assert_eq!(update.sources[0].brought[0].changed, [name.as_str()], "{:?}", update.diagnostics);
    assert_eq!(files(&project.specs).len(), 1);
    let update = run(&project, &site, &clock, How::default());
    assert!(update.read.is_empty() && site.take_asked().is_empty());
    // A title changed and with it the file: the page is the same.
    fs::rename(pages.join("a_title.rst"), pages.join("a_better_title.rst")).unwrap();
    assert!(git(&["add", "--all", "."]) && git(&["commit", "--quiet", "-m", "two"]));
    let update = run(&project, &site, &clock, How::default());
    assert!(update.read.is_empty(), "{:?}", update.sources[0].brought);
}
