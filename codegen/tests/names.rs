//! Names that Rust cannot tell apart, or has for something else, become names that it can: what is
//! emitted of them is compiled.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::{env, fs};

use doc_bindgen::emit;
use doc_bindgen::spec::{
    self, Error, Member, Operation, Pagination, Provider, Scalar, ServiceId, Shape, ShapeId,
    ShapeKind, Spec, Type, Waiter,
};

/// Words that Rust, its prelude, the emitted module or the rules of naming have a use for.
const HOSTILE: &str = "\
    self Self SELF self_ Self_ _self super super_ Super crate Crate _ __ Empty empty EMPTY empty_ \
    type Type r type_ fn async gen try yield dyn box macro abstract union raw auto \
    T S T_ S_ U V E H D K a A \
    Option Some None Result Ok Err String Vec Box Into From Default Clone Debug Eq Hash Iterator \
    TryFrom TryInto Future Fn FnOnce Send Copy Drop AsRef ToOwned Sized \
    Client Error Unknown unknown UNKNOWN SERVICE operation Operation Operations rt Rt std core \
    Token Items Input Output FACTS VALUES Values List Map BTreeMap Timestamp Blob Document Value \
    new with_endpoint clone clone_from default eq ne from into borrow try_into type_id to_owned \
    inner request transport sleep index value other output input token limit state serializer \
    blank shape member member_mut view slot set get as_str known parse name fmt hash \
    list list_pages list_pages_ List wait wait_ready ready Ready wait_wait Wait \
    2fa _2fa 2 _2 22 2_2 v2 V2 1.10 11.0 a-b a_b aB AB a.b a$b x- -x é É 中 i64 str bool u8";

/// Values that only an enum may have.
const VALUES: [&str; 14] =
    ["", " ", "  ", "*", "**", ">=", "=>", "a b", "a  b", "\"", "\\", "'", "Greater Equals", "🦀"];

struct Chance(u64);

impl Chance {
    /// SplitMix64.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    /// Hostile names, each once, in any order: most of them, and some put together of two.
    fn names(&mut self, is_name: impl Fn(&str) -> bool) -> Vec<String> {
        let words: Vec<&str> = HOSTILE.split_whitespace().collect();
        let mut names: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        for _ in 0..40 {
            let sign = ["", "_", "-", "."][self.below(4)];
            let two = (words[self.below(words.len())], words[self.below(words.len())]);
            names.push(format!("{}{sign}{}", two.0, two.1));
        }
        for at in (1..names.len()).rev() {
            names.swap(at, self.below(at + 1));
        }
        names.truncate(names.len() - self.below(30));
        let mut seen = std::collections::HashSet::new();
        names.retain(|name| is_name(name) && seen.insert(name.clone()));
        names
    }

    fn ty(&mut self, shapes: usize) -> Type {
        match self.below(6) {
            0 => Type::Scalar(Scalar::Integer),
            1 => Type::List(Box::new(Type::Scalar(Scalar::String))),
            2 => Type::List(Box::new(Type::Shape(ShapeId(self.below(shapes) as u32)))),
            3 => {
                let key = Box::new(Type::Scalar(Scalar::String));
                Type::Map(key, Box::new(Type::Scalar(Scalar::Timestamp)))
            }
            _ => Type::Scalar(Scalar::String),
        }
    }

    fn members(&mut self, shapes: usize) -> Vec<Member> {
        let names = self.names(spec::is_wire_name);
        names.into_iter().map(|name| Member::new(name, self.ty(shapes))).collect()
    }

    /// A service of which everything has such a name.
    fn spec(&mut self, service: &str) -> Spec {
        let mut spec = Spec::new(Provider::Aws, ServiceId::new(service).unwrap());
        let mut names = self.names(spec::is_shape_name);
        names.sort();
        let count = names.len();
        for (at, name) in names.into_iter().enumerate() {
            let kind = match at % 8 {
                // Of most kinds one has all the names: the others would only take time.
                0 if at < 8 => {
                    let mut values = self.names(|_| true);
                    values.extend(VALUES.map(str::to_owned));
                    ShapeKind::Enum(values)
                }
                1 if at < 8 => ShapeKind::Union(self.members(count)),
                2 if at < 8 => {
                    let mut members = self.members(count);
                    for member in &mut members {
                        member.required =
                            self.below(2) == 0 && matches!(member.ty, Type::Scalar(_));
                    }
                    ShapeKind::Structure(members)
                }
                0 => ShapeKind::Enum(vec!["a".to_owned()]),
                3 => ShapeKind::Error(Error::default()),
                _ => {
                    let token = Member::new("token", Type::Scalar(Scalar::String));
                    let list = Type::List(Box::new(Type::Scalar(Scalar::String)));
                    ShapeKind::Structure(vec![token, Member::new("list", list)])
                }
            };
            spec.shapes.push(Shape { name, documentation: None, kind });
        }
        let ids = || (0..count as u32).map(ShapeId);
        let is_structure = |id: &ShapeId| matches!(spec[*id].kind, ShapeKind::Structure(_));
        let structures: Vec<ShapeId> = ids().filter(is_structure).collect();
        let is_error = |id: &ShapeId| matches!(spec[*id].kind, ShapeKind::Error(_));
        let errors: Vec<ShapeId> = ids().filter(is_error).collect();

        let is_method = |name: &str| {
            !name.starts_with(|c: char| c.is_ascii_digit())
                && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        };
        let methods = self.names(is_method);
        let names = self.names(spec::is_wire_name);
        for (at, (name, method)) in names.into_iter().zip(methods).enumerate() {
            let tokens = || vec!["token".to_owned()];
            let pagination = (at % 2 == 0).then(|| Pagination {
                input_token: tokens(),
                output_token: tokens(),
                items: vec!["list".to_owned()],
                ..Pagination::default()
            });
            // The last one is a plain structure, and those that have pages take it.
            let plain = structures[structures.len() - 1];
            let shape = if at % 2 == 0 { plain } else { structures[at % structures.len()] };
            spec.operations.push(Operation {
                name,
                method,
                documentation: None,
                deprecated: false,
                input: Some(shape),
                output: Some(shape),
                errors: errors.clone(),
                http: None,
                sending: Default::default(),
                pagination,
            });
        }
        for name in self.names(spec::is_wire_name) {
            let operation = spec.operations[self.below(spec.operations.len())].name.clone();
            spec.waiters.push(Waiter {
                name,
                operation,
                delay: 5,
                max_attempts: 3,
                acceptors: Vec::new(),
            });
        }
        spec
    }
}

#[test]
fn hostile_names_of_each_kind_compile_together() {
    let mut source = String::from("#![allow(unused)]\n");
    for (seed, service) in ["self", "type", "2fa", "t"].into_iter().enumerate() {
        let spec = Chance(seed as u64).spec(service);
        // None of it is refused before.
        let text = spec::write(&spec);
        let read = spec::read(&text, Path::new("spec.yaml"));
        assert_eq!(read.unwrap_or_else(|errors| panic!("{:#?}\n{text}", &errors[..1])), spec);
        source.push_str(&emit::to_source(&spec));
    }
    compile("hostile", &source);
}

#[test]
fn parameters_do_not_hide_shapes_of_their_names() {
    let text = "format: 1\nprovider: aws\nservice: letters\noperations:\n\
        \x20 List: {method: list, input: T, output: S}\n\
        waiters:\n\x20 Ready: {operation: List, delay: 5, max_attempts: 3}\n\
        shapes:\n\
        \x20 S: {type: structure, members: {a: {type: T}}}\n\
        \x20 T: {type: structure, members: {a: {type: string}}}\n";
    let spec = spec::read(text, Path::new("letters.yaml")).unwrap();
    let using = "fn go<X: doc_bindgen_runtime::Transport>(client: &letters::Client<X>) {
        let _ = client.list(letters::T::new().a(\"a\"));
        let _ = client.wait_ready(letters::T::new(), doc_bindgen_runtime::blocking::sleep);
    }";
    let source = format!("#![allow(unused)]\n{}{using}", emit::to_source(&spec));
    compile("letters", &source);
}

#[test]
fn modules_and_features_of_services_are_distinct() {
    let ids = ["self", "super", "crate", "type", "async", "2fa", "a-b", "ab", "a-2", "a2", "serde"];
    let modules = ids.map(|id| {
        let spec = Spec::new(Provider::Aws, ServiceId::new(id).unwrap());
        let (path, _) = emit::types(&spec);
        path.strip_prefix("aws::").unwrap().to_owned()
    });
    let distinct: std::collections::BTreeSet<&String> = modules.iter().collect();
    assert_eq!(distinct.len(), ids.len(), "{modules:?}");
    let source: String = modules.iter().map(|module| format!("pub mod {module} {{}}\n")).collect();
    compile("modules", &source);
}

/// Compiles a file that stands on the runtime, as far as it takes to find every error.
fn compile(name: &str, source: &str) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("names");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join(format!("{name}.rs"));
    fs::write(&file, source).unwrap();
    static RUNTIME: OnceLock<PathBuf> = OnceLock::new();
    let runtime = RUNTIME.get_or_init(|| runtime(&folder));
    let output = rustc(&file, &folder, runtime);
    let errors = String::from_utf8_lossy(&output.stderr);
    let errors: String = errors.lines().take(60).map(|line| format!("{line}\n")).collect();
    assert!(output.status.success(), "{}:\n{errors}", file.display());
}

fn rustc(file: &Path, out: &Path, runtime: &Path) -> std::process::Output {
    let mut external = std::ffi::OsString::from("doc_bindgen_runtime=");
    external.push(runtime);
    let mut dependencies = std::ffi::OsString::from("dependency=");
    dependencies.push(runtime.parent().unwrap());
    Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
        .args(["--edition=2024", "--crate-type=lib", "--emit=metadata", "--out-dir"])
        .arg(out)
        .arg("-L")
        .arg(dependencies)
        .arg("--extern")
        .arg(external)
        .arg(file)
        .output()
        .unwrap()
}

/// The runtime as it was compiled for this test, which is among others of other times and features.
fn runtime(folder: &Path) -> PathBuf {
    let test = env::current_exe().unwrap();
    let entries = fs::read_dir(test.parent().unwrap()).unwrap();
    let mut found: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("libdoc_bindgen_runtime-") && name.ends_with(".rlib")
        })
        .collect();
    found.sort_by_key(|path| std::cmp::Reverse(fs::metadata(path).unwrap().modified().unwrap()));
    let probe = folder.join("probe.rs");
    fs::write(&probe, "pub use doc_bindgen_runtime::{Path, Shape, missing};").unwrap();
    let mut why = String::new();
    for runtime in found {
        let output = rustc(&probe, folder, &runtime);
        if output.status.success() {
            return runtime;
        }
        why.push_str(&String::from_utf8_lossy(&output.stderr));
    }
    panic!("cargo compiles the runtime beside this test: {why}");
}
