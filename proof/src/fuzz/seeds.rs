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
