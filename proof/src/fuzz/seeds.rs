//! What mutations begin with: the pages and specs that come with the repository, and for a target
//! that begins in the middle of a page the rest of each.

use std::fs;
use std::path::{Path, PathBuf};

use super::{LONGEST, WORDS, targets};

/// What a target that begins in the middle of a page is to begin with: what stands after this.
const AFTER: [(&str, &str); 4] = [
    ("boto3", "**Request Syntax**"),
    ("awsapichanges", "Changes</em> "),
    ("api_reference", "\"></a>\n\n"),
    ("huaweicloud", "/v1/"),
];

/// What no page of the repository shows: an update of awsapichanges.com and an operation of the API
/// Reference.
const SAMPLES: [&str; 2] = [
    "Changes</em> (request, response)</span><br/>Request <pre>{'status': {'B'}, 'tags': [{'of': \
     {'x': 'A | B '\n 'C'}}]}</pre>Response <pre>{'orders': {'id': 'string'}}</pre><p>Lists.</p>\
     <p><strong>Request Syntax</strong></p><pre>client.list(\n    status='A'|'B'\n)</pre>\
     <dl class=\"field-list\"><dt>type status:</dt><dd><p>string</p></dd><dt>param status:</dt><dd>\
     <p>Which.</p></dd><dt>rtype:</dt><dd><p>dict</p></dd><dt>returns:</dt><dd><p><strong>Response \
     Syntax</strong></p><pre>{\n    'orders': [\n        {\n            'id': 'string'\n        },\n    \
     ]\n}</pre><p><strong>Response Structure</strong></p><ul><li><p><em>(dict) --</em></p><ul><li><p>\
     <strong>orders</strong> <em>(list) --</em></p><ul><li><p><em>(dict) --</em></p><ul><li><p>\
     <strong>id</strong> <em>(string) --</em></p></li></ul></li></ul></li></ul></li></ul></dd></dl>",
    "# List<a name=\"API_List\"></a>\n\nLists.\n\n## Request Syntax<a name=\"API_List_RequestSyntax\"></a>\n\n\
     ```\nGET /orders/orderId?max=Max HTTP/1.1\n\n{\n   \"Of\": { \n      \"string\" : \"string\" \n   }\n}\n```\n\n\
     ## URI Request Parameters<a name=\"API_List_RequestParameters\"></a>\n\n\
     ** [max](#API_List_RequestSyntax) **   <a name=\"shop-List-request-uri-Max\"></a>\nHow many.  \n\
     Valid Range: Minimum value of 1. Maximum value of 50.\n\n## Response Elements\n\n\
     ** [Orders](#API_List_ResponseSyntax) **   <a name=\"shop-List-response-Orders\"></a>\nThey.  \n\
     Type: String to array of [Order](API_Order.md) objects map  \nRequired: Yes\n\n## Errors\n\n\
     ** GoneException **   \nGone.  \nHTTP Status Code: 404\n",
];

/// What answers look like, with every kind of value.
const ANSWERS: [(&str, &[&[u8]]); 4] = [
    (
        "json_answer",
        &[
            br#"{"boolean":true,"integer":30.0,"float":"NaN","double":1e3,"text":"t\u00e9","time":1.5,"blob":"AP8="}"#,
            br#"{"document":{"a":[1,null]},"list":[{"text":"a"},null],"map":{"k":{"own":{}}},"choice":{"b":{"text":"x"}}}"#,
            br#"{"__type":"a#LostException:http://x","message":"gone","time":"Sun, 25 Jan 2015 08:00:00 GMT"}"#,
        ],
    ),
    (
        "xml_answer",
        &[
            b"<ReadResponse><ReadResult><boolean>true</boolean><text>a<![CDATA[<b>]]>&amp;&#65;</text><list><member>\
              <text/></member></list><flat><text>x</text></flat><flat/></ReadResult></ReadResponse>",
            b"<Everything x:attribute=\"a&lt;\"><map><entry><key>k</key><value><own/></value></entry></map><flatMap>\
              <key>k</key><value/></flatMap><choice><b><text>x</text></b></choice></Everything>",
            b"<?xml version=\"1.0\"?><ErrorResponse><Error><Code>Lost</Code><Message>m</Message></Error></ErrorResponse>",
        ],
    ),
    (
        "cbor_answer",
        &[
            b"\xa3\x67boolean\xf5\x64text\x7f\x61a\x61b\xff\x64time\xc1\xfb\x3f\xf8\0\0\0\0\0\0",
            b"\xbf\x64list\x9f\xa1\x64text\x61x\xf6\xff\x63map\xa1\x61k\xa0\x66choice\xa1\x61a\x61x\xff",
            b"\xa1\x66__type\x6da#LostException",
        ],
    ),
    (
        "frames",
        &[
            b"\x2c\x0d:message-type\x07\x00\x05event\x0b:event-type\x07\x00\x03Allx{\"text\":\"a\"}",
            b"\0\0\0\x10\0\0\0\0\x05\xc2\x48\xeb\x7d\x98\xc8\xff",
        ],
    ),
];

/// The pages and specs that come with the repository, and those of other folders.
pub fn pages(folders: &[PathBuf]) -> Result<Vec<Vec<u8>>, String> {
    let root = xtask::root();
    let mut files = Vec::new();
    for folder in ["tests/fixtures", "codegen/tests/fixtures", "tests/emitted", "spec"] {
        collect(&root.join(folder), u64::MAX, &mut files)?;
    }
    for folder in folders {
        collect(folder, LONGEST as u64, &mut files)?;
    }
    files.sort();
    let mut pages: Vec<Vec<u8>> = SAMPLES.iter().map(|page| page.as_bytes().to_vec()).collect();
    for file in files {
        let mut page = fs::read(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        page.truncate(LONGEST);
        pages.push(page);
    }
    Ok(pages)
}

fn collect(folder: &Path, longest: u64, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let told = |error| format!("{}: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(told)? {
        let entry = entry.map_err(told)?;
        let metadata = entry.metadata().map_err(told)?;
        if metadata.is_dir() {
            collect(&entry.path(), longest, files)?;
        } else if metadata.len() <= longest {
            files.push(entry.path());
        }
    }
    Ok(())
}

/// What a target begins with.
pub fn of(target: &str, pages: &[Vec<u8>]) -> Vec<Vec<u8>> {
    if target == "types" {
        let types = ["list<string>", "map<string, list<X>>", "document"];
        return types.map(|ty| ty.as_bytes().to_vec()).to_vec();
    }
    if let Some((_, answers)) = ANSWERS.iter().find(|(name, _)| *name == target) {
        return answers.iter().map(|answer| answer.to_vec()).collect();
    }
    let Some((_, mark)) = AFTER.iter().find(|(name, _)| *name == target) else {
        return pages.to_vec();
    };
    let rest = |page: &Vec<u8>| {
        let at = page.windows(mark.len()).position(|window| window == mark.as_bytes())?;
        Some(page[at + mark.len()..].to_vec())
    };
    pages.iter().filter_map(rest).collect()
}

/// Writes what `cargo fuzz` is to begin with: `fuzz/corpus/<target>/` and the words of markup.
pub fn lay_out(pages: &[Vec<u8>]) -> Result<(), String> {
    let fuzz = xtask::root().join("fuzz");
    let told = |error: std::io::Error| format!("{}: {error}", fuzz.display());
    for (target, _) in targets::TARGETS {
        let folder = fuzz.join("corpus").join(target);
        fs::create_dir_all(&folder).map_err(told)?;
        for (number, page) in of(target, pages).iter().enumerate() {
            fs::write(folder.join(format!("page-{number:04}")), page).map_err(told)?;
        }
    }
    let mut words = String::new();
    for word in WORDS {
        let bytes = word.bytes().map(|byte| format!("\\x{byte:02x}"));
        words.push_str(&format!("\"{}\"\n", bytes.collect::<String>()));
    }
    fs::write(fuzz.join("words"), words).map_err(told)
}
