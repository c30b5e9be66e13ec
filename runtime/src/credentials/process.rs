//! Keys that a program writes.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::flight::apart;
use super::{Context, Granted, NoCredentials, of_process};
use crate::timer::before;

const FROM: &str = "the program";
/// How long it may take.
const WITHIN: Duration = Duration::from_secs(60);
/// How much it may write.
const MOST: u64 = 1024 * 1024;

/// Runs a program, and reads what it writes.
pub(super) async fn run(command: &str, context: &Context) -> Result<Granted, NoCredentials> {
    let words = words(command);
    let Some((program, arguments)) = words.split_first() else {
        return Err(wrong("`credential_process` names none"));
    };
    let spawned = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        // What it says there is for the user to see.
        .stderr(Stdio::inherit())
        .spawn();
    let mut child =
        spawned.map_err(|error| wrong(&format!("{program} could not be run: {error}")))?;
    let output = child.stdout.take();
    let running = Running(Arc::new(Mutex::new(Some(child))));
    let reading = apart(move || {
        let mut read = zeroize::Zeroizing::new(Vec::new());
        output.map(|output| output.take(MOST).read_to_end(&mut read));
        read
    });
    let Some(read) = before(Some(context.sleeper.sleep(WITHIN)), reading).await else {
        return Err(wrong("it took longer than a minute"));
    };
    let read = read.ok_or_else(|| wrong("there is no thread to read it"))?;
    // It has closed its output, so it is about to end; if not, it is ended.
    for _ in 0..50 {
        if let Some(succeeded) = running.ended() {
            if !succeeded {
                return Err(wrong("it failed"));
            }
            break;
        }
        context.sleep(Duration::from_millis(20)).await;
    }
    of_process(&read)
}

/// A program, ended when nobody waits for it any more.
struct Running(Arc<Mutex<Option<Child>>>);

impl Running {
    fn ended(&self) -> Option<bool> {
        let mut child = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let status = child.as_mut()?.try_wait().ok()??;
        *child = None;
        Some(status.success())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let child = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(mut child) = child {
            // It may have ended by itself meanwhile.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn wrong(what: &str) -> NoCredentials {
    NoCredentials::Answer { from: FROM, what: what.to_owned() }
}

/// The words of a command, as a shell takes them apart: quotes keep blanks, and a backslash what it
/// stands before, but where paths are written with it.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut signs = command.chars();
    while let Some(sign) = signs.next() {
        match (sign, quote) {
            ('\'' | '"', None) => {
                quote = Some(sign);
                word.get_or_insert_default();
            }
            (_, Some(open)) if sign == open => quote = None,
            ('\\', None | Some('"')) if cfg!(not(windows)) => {
                word.get_or_insert_default().extend(signs.next());
            }
            (blank, None) if blank.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(sign),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(not(windows))]
    fn commands_are_taken_apart_as_shells_do() {
        for (command, expected) in [
            ("", &[][..]),
            ("  keys  --json ", &["keys", "--json"]),
            (r#""/opt/my keys" 'a b' c\ d"#, &["/opt/my keys", "a b", "c d"]),
            (r#"a "" 'b"c' "d\"e""#, &["a", "", "b\"c", "d\"e"]),
            ("a'b'c", &["abc"]),
        ] {
            assert_eq!(words(command), expected, "{command}");
        }
    }
}
