//! `doc-bindgen complete`: what a shell may offer behind `doc-bindgen call`.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use doc_bindgen::spec::{Operation, Spec, Type};

use super::find;
use crate::{Outcome, specs};

/// Tell a shell what may stand at the end of a command line.
#[derive(Args)]
#[command(hide = true)]
pub struct Arguments {
    /// The words behind `doc-bindgen call`; the last is the one that is begun.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    words: Vec<String>,
}

/// Runs it. A shell that asks is not to be told what is wrong.
pub fn run(arguments: &Arguments) -> Outcome {
    let mut stdout = std::io::stdout().lock();
    for word in offered(&arguments.words) {
        let _ = writeln!(stdout, "{word}");
    }
    Outcome::Done
}

/// The options of `call` that a value stands behind.
const WITH_VALUE: [&str; 6] =
    ["--region", "--profile", "--endpoint-url", "--spec", "--wait", "--query"];

/// Services, operations, members or waiters, whichever may stand there.
fn offered(words: &[String]) -> Vec<String> {
    let Some((begun, before)) = words.split_last() else { return Vec::new() };
    let mut folder = PathBuf::from("spec");
    let mut places = Vec::new();
    let mut option = None;
    for word in before {
        match option.take() {
            Some("--spec") => folder = PathBuf::from(word),
            Some(_) => {}
            None if WITH_VALUE.contains(&&**word) => option = Some(&**word),
            None => match word.strip_prefix("--spec=") {
                Some(given) => folder = PathBuf::from(given),
                None if word.starts_with("--") => {}
                None => places.push(&**word),
            },
        }
    }
    let all = match (option, &places[..]) {
        (None, []) => find::services(&folder),
        (None | Some("--wait"), [service, rest @ ..]) => {
            let spec = find::files(service, &folder).iter().find_map(|it| specs::read(it).ok());
            let Some(spec) = spec else { return Vec::new() };
            match (option, rest) {
                (Some(_), _) => waiters(&spec, rest.first().copied()),
                (None, []) => spec.operations.iter().map(|it| it.name.clone()).collect(),
                (None, [operation, ..]) => match find::named(&spec, operation) {
                    Some(operation) => members(&spec, operation, begun),
                    None => Vec::new(),
                },
            }
        }
        _ => Vec::new(),
    };
    all.into_iter().filter(|word| word.starts_with(&**begun)).collect()
}

fn waiters(spec: &Spec, operation: Option<&str>) -> Vec<String> {
    let asked = operation.and_then(|name| find::named(spec, name));
    let fits = |name: &str| asked.is_none_or(|operation| operation.name == name);
    let waiters = spec.waiters.iter().filter(|waiter| fits(&waiter.operation));
    waiters.map(|waiter| waiter.name.clone()).collect()
}

/// The members that may come next: behind dots, those of the structure that they lead to.
fn members(spec: &Spec, operation: &Operation, begun: &str) -> Vec<String> {
    let Some(mut id) = operation.input else { return Vec::new() };
    // The value is nobody's to guess but for an enum's.
    let (way, value) = match begun.split_once('=') {
        Some((way, _)) => (way, true),
        None => (begun, false),
    };
    let (before, last) = way.rsplit_once('.').map_or(("", way), |(before, last)| (before, last));
    for name in before.split('.').filter(|name| !name.is_empty()) {
        let mut members = spec[id].kind.members().iter();
        match members.find(|member| member.name == name).map(|member| &member.ty) {
            Some(Type::Shape(inner)) => id = *inner,
            _ => return Vec::new(),
        }
    }
    let dot = if before.is_empty() { "" } else { "." };
    let members = spec[id].kind.members().iter();
    if !value {
        return members.map(|member| format!("{before}{dot}{}=", member.name)).collect();
    }
    let values = members.filter(|member| member.name == last).flat_map(|member| {
        let ty = match &member.ty {
            Type::List(entry) => entry,
            ty => ty,
        };
        match ty {
            Type::Shape(id) => match &spec[*id].kind {
                doc_bindgen::spec::ShapeKind::Enum(values) => values.clone(),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    });
    values.map(|value| format!("{way}={value}")).collect()
}

/// What is put behind the script of a shell, so that it asks for what stands behind `call`.
pub fn script(shell: clap_complete::Shell) -> &'static str {
    use clap_complete::Shell;
    match shell {
        Shell::Bash => BASH,
        Shell::Zsh => ZSH,
        Shell::Fish => FISH,
        _ => "",
    }
}

const BASH: &str = r#"
# Services, operations and members behind `doc-bindgen call`.
_doc_bindgen_call() {
    local line=${COMP_LINE:0:COMP_POINT} words word
    read -r -a words <<< "$line"
    [[ $line == *[[:space:]] ]] && words+=("")
    word=${words[${#words[@]}-1]}
    if [[ ${words[1]} == call && ${#words[@]} -gt 2 && $word != -* ]]; then
        COMPREPLY=()
        local found cut=""
        # What stands before `=` is a word of its own to readline.
        [[ $word == *=* && $COMP_WORDBREAKS == *=* ]] && cut=${word%%=*}=
        while IFS= read -r found; do
            COMPREPLY+=("${found#"$cut"}")
        done < <("${words[0]}" complete -- "${words[@]:2}" 2>/dev/null)
        [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace
        [[ ${#COMPREPLY[@]} -gt 0 ]] && return
    fi
    _doc-bindgen "$@"
}
complete -F _doc_bindgen_call -o bashdefault -o default doc-bindgen
"#;

const ZSH: &str = r#"
# Services, operations and members behind `doc-bindgen call`.
_doc_bindgen_call() {
    if [[ ${words[2]} == call && $CURRENT -gt 2 && ${words[CURRENT]} != -* ]]; then
        local -a found
        found=("${(@f)$(${words[1]} complete -- "${(@)words[3,CURRENT]}" 2>/dev/null)}")
        if [[ -n ${found[1]} ]]; then
            compadd -S '' -- "${found[@]}"
            return
        fi
    fi
    _doc-bindgen "$@"
}
compdef _doc_bindgen_call doc-bindgen
"#;

const FISH: &str = r#"
# Services, operations and members behind `doc-bindgen call`.
function __doc_bindgen_call
    set -l words (commandline -opc) (commandline -ct)
    $words[1] complete -- $words[3..-1] 2>/dev/null
end
complete -c doc-bindgen -n "__fish_seen_subcommand_from call" -f -a "(__doc_bindgen_call)"
"#;
