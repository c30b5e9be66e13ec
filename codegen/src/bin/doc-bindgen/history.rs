//! `doc-bindgen log` and `doc-bindgen blame`: what git remembers of a service.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use doc_bindgen::diagnostic::Diagnostic;
use doc_bindgen::diff::render;
use doc_bindgen::diff::{Focus, Told, Version};
use doc_bindgen::spec::{Provider, ServiceId};

use crate::commits::{Commit, Step, commits};
use crate::report::Reporter;
use crate::{Color, Outcome, diff, versions};

/// Tell in which commits a service, an operation or a member came, changed or went.
#[derive(Args)]
#[command(after_help = LOG_EXAMPLES)]
pub struct Log {
    /// The service: `sqs`, or `aws/sqs`.
    service: String,

    /// The operation, by name or method; behind it, with dots, the members that lead to the one
    /// that is asked for.
    #[arg(value_name = "OPERATION[.MEMBER]")]
    of: Option<String>,

    /// Where the specs are.
    #[arg(long, value_name = "DIR", default_value = "spec")]
    specs: PathBuf,

    /// At most so many commits.
    #[arg(long, short = 'n', value_name = "COUNT")]
    max_count: Option<usize>,
}

const LOG_EXAMPLES: &str = "\
Examples:
  doc-bindgen log sqs                                    the service
  doc-bindgen log sqs SendMessage                        an operation, and what reaches it
  doc-bindgen log sqs ReceiveMessage.output.Messages.Body

The newest commit first; what is not committed stands before it. Commits that change texts alone are
shown with --verbose.
Exit status: 0 something was found; 1 nothing changed; 2 could not be done.";

/// Tell for a member, or for each member of an operation, which commits made it what it is.
#[derive(Args)]
#[command(after_help = BLAME_EXAMPLES)]
pub struct Blame {
    /// The service: `sqs`, or `aws/sqs`.
    service: String,

    /// The operation, by name or method; behind it, with dots, the members that lead to the one
    /// that is asked for.
    #[arg(value_name = "OPERATION[.MEMBER]")]
    of: String,

    /// Where the specs are.
    #[arg(long, value_name = "DIR", default_value = "spec")]
    specs: PathBuf,
}

const BLAME_EXAMPLES: &str = "\
Examples:
  doc-bindgen blame sqs SendMessage                      each of its members
  doc-bindgen blame sqs SendMessage.MessageBody          one, with every change that it has seen

Exit status: 0 it is there; 2 it is not, or it could not be done.";

/// What was before the first commit of a clone that does not have all is not known.
fn note_if_shallow(out: &Reporter) {
    if versions::git(&["rev-parse", "--is-shallow-repository"]).is_ok_and(|it| it.trim() == "true")
    {
        out.note(
            "this clone has not all commits (git fetch --unshallow): what they did is not known",
        );
    }
}

/// Runs `log`.
pub fn log(arguments: &Log, out: &Reporter, color: Color) -> Outcome {
    let focus = Focus::parse(arguments.of.as_deref().unwrap_or_default());
    let history = match History::of(&arguments.service, &arguments.specs) {
        Ok(history) => history,
        Err(diagnostics) => return out.diagnostics(&diagnostics),
    };
    note_if_shallow(out);
    let mut focus_now = focus.clone();
    let (mut shown, mut is_known) = (0, arguments.of.is_none());
    for commit in history.commits {
        if arguments.max_count.is_some_and(|most| shown >= most) {
            break;
        }
        let step = match Step::of(commit) {
            Ok(step) => step,
            Err(unreadable) => {
                unreadable.note(out);
                continue;
            }
        };
        is_known = is_known || step.specs().any(|spec| focus_now.is_in(spec));
        let mut report = step.report();
        let next = step.narrow(&mut report, &focus_now, true);
        let quiet = |told: &Told| told.change.is_documentation();
        let told = report.services.iter().flat_map(|it| &it.changes);
        let worth = out.verbose || told.clone().any(|told| !quiet(told));
        if told.clone().next().is_some() && worth {
            let mut text = String::new();
            if shown > 0 {
                text.push('\n');
            }
            let _ = writeln!(text, "commit {}\n    {}\n", step.commit.line(), step.commit.subject);
            text.push_str(&render::text(&report, diff::text_options(out, color)));
            // A reader that has seen enough and closed the pipe stops everything.
            if std::io::stdout().lock().write_all(text.as_bytes()).is_err() {
                return Outcome::Done;
            }
            shown += 1;
        }
        focus_now = next;
    }
    if !is_known {
        let name = arguments.of.clone().unwrap_or_default();
        return out.fail(
            &format!("no version of `{}` has `{name}`", arguments.service),
            "an operation is called by its name or method, its members stand behind dots",
        );
    }
    if shown == 0 {
        out.note("no commit changed it; --verbose shows changes of documentation");
        return Outcome::Remarks;
    }
    Outcome::Done
}

/// Runs `blame`.
pub fn blame(arguments: &Blame, out: &Reporter) -> Outcome {
    let focus = Focus::parse(&arguments.of);
    let history = match History::of(&arguments.service, &arguments.specs) {
        Ok(history) => history,
        Err(diagnostics) => return out.diagnostics(&diagnostics),
    };
    note_if_shallow(out);
    let current = &history.current.spec;
    if !focus.is_in(current) {
        let known = current.operations.iter().map(|it| it.name.clone());
        let name = arguments.of.split('.').next().unwrap_or_default();
        if focus.operation(current).is_none() {
            return out.diagnostics(&[versions::unknown("operation", name, known)]);
        }
        let below = Focus::parse(name).below(current);
        let members = below.into_iter().map(|(_, _, member)| member.name);
        let member = arguments.of.rsplit('.').next().unwrap_or_default();
        return out.diagnostics(&[versions::unknown("member", member, members)]);
    }
    let mut lines: Vec<Blamed> = if focus.is_of_member() {
        let ty = focus.member(current).map(|it| it.ty.display(current).to_string());
        vec![Blamed::new(arguments.of.clone(), ty.unwrap_or_default(), focus)]
    } else {
        let below = focus.below(current).into_iter();
        let line = |(focus, side, member): (Focus, doc_bindgen::diff::Side, _)| {
            let member: doc_bindgen::spec::Member = member;
            let name = format!("{}.{}", side.as_str(), member.name);
            Blamed::new(name, member.ty.display(current).to_string(), focus)
        };
        below.map(line).collect()
    };
    let whole = lines.len() == 1 && Focus::parse(&arguments.of).is_of_member();
    for commit in history.commits {
        if lines.iter().all(|line| line.came) {
            break;
        }
        match Step::of(commit) {
            Ok(step) => lines.iter_mut().filter(|line| !line.came).for_each(|it| it.see(&step)),
            Err(unreadable) => unreadable.note(out),
        }
    }
    let mut text = String::new();
    for line in &lines {
        line.show(&mut text, whole);
    }
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
    Outcome::Done
}

/// A member, and what made it what it is.
struct Blamed {
    name: String,
    ty: String,
    focus: Focus,
    /// The commits that changed it, the newest first, with what each did.
    seen: Vec<(String, Vec<String>)>,
    came: bool,
}

impl Blamed {
    fn new(name: String, ty: String, focus: Focus) -> Self {
        Blamed { name, ty, focus, seen: Vec::new(), came: false }
    }

    fn see(&mut self, step: &Step) {
        let mut report = step.report();
        let next = step.narrow(&mut report, &self.focus, false);
        let changes = report.services.iter().flat_map(|service| &service.changes);
        let mut said: Vec<String> = changes.map(|told| told.change.sentence()).collect();
        let was = step.old.as_ref().is_some_and(|old| next.is_in(&old.spec));
        let is = step.new.as_ref().is_some_and(|new| self.focus.is_in(&new.spec));
        if is && !was {
            self.came = true;
            said = vec!["it came".to_owned()];
        }
        if !said.is_empty() {
            self.seen.push((step.commit.line(), said));
        }
        self.focus = next;
    }

    fn show(&self, text: &mut String, whole: bool) {
        if whole {
            let _ = writeln!(text, "{}: {}", self.name, self.ty);
            for (commit, said) in &self.seen {
                for said in said {
                    let _ = writeln!(text, "  {commit}  {said}");
                }
            }
            return;
        }
        let line = self.seen.first().map_or("", |(commit, _)| commit);
        let came = match (self.seen.len(), self.seen.last()) {
            (2.., Some((came, _))) if self.came => format!("  (came with {came})"),
            _ => String::new(),
        };
        let _ = writeln!(text, "{line}  {}: {}{came}", self.name, self.ty);
    }
}

/// All that git remembers of a spec, the newest first.
struct History {
    current: Version,
    commits: Vec<Commit>,
}

impl History {
    fn of(service: &str, specs: &Path) -> Result<Self, Vec<Diagnostic>> {
        let (provider, id) = match service.split_once('/') {
            Some((provider, id)) => (Some(provider), id),
            None => (None, service),
        };
        let folder = |it: Provider| specs.join(it.as_str()).join(format!("{id}.yaml"));
        // What is no id, `../..` say, is no service either.
        let candidates: Vec<PathBuf> = Provider::ALL
            .into_iter()
            .filter(|it| provider.is_none_or(|provider| provider == it.as_str()))
            .filter(|_| ServiceId::new(id).is_ok())
            .map(folder)
            .collect();
        for path in &candidates {
            let commits = commits(path).map_err(|why| vec![versions::no_version(service, &why)])?;
            let here = std::fs::read_to_string(path).ok();
            if commits.is_empty() && here.is_none() {
                continue;
            }
            return History::at(path, here, commits);
        }
        let known = versions::working_tree(specs).unwrap_or_default();
        let known = known.iter().map(|version| version.spec.service.to_string());
        Err(vec![versions::unknown("service", service, known)])
    }

    fn at(
        path: &Path,
        here: Option<String>,
        mut commits: Vec<Commit>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let committed = commits
            .first()
            .and_then(|commit| versions::git(&["show", &format!("HEAD:{}", commit.path)]).ok());
        if here != committed {
            let at =
                commits.first().map_or_else(|| path.display().to_string(), |it| it.path.clone());
            let commit = Commit {
                hash: None,
                short: "0000000".to_owned(),
                day: "not yet".to_owned(),
                author: "committed".to_owned(),
                subject: path.display().to_string(),
                path: at,
            };
            commits.insert(0, commit);
        }
        // What is gone is asked of as it was last.
        let text = match (here, commits.get(1)) {
            (Some(text), _) => text,
            (None, Some(before)) => {
                let object = |commit: &Commit| {
                    commit.hash.as_ref().map(|it| format!("{it}:{}", commit.path))
                };
                let found = commits.iter().filter_map(object);
                let mut found = found.filter_map(|object| versions::git(&["show", &object]).ok());
                found
                    .next()
                    .ok_or_else(|| vec![versions::no_version(&before.path, "no commit has it")])?
            }
            (None, None) => String::new(),
        };
        Ok(History { current: versions::of_text(text, path)?, commits })
    }
}
