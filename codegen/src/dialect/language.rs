//! The language of a page, as far as it matters: everything that is read is told by English words.

/// Whether a letter is one of a script.
type IsLetter = fn(char) -> bool;

/// Scripts that English is not written in, each with its letters.
const SCRIPTS: [(&str, IsLetter); 7] = [
    (
        "Chinese",
        |c| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}'),
    ),
    ("Japanese", |c| matches!(c, '\u{3040}'..='\u{30ff}')),
    ("Korean", |c| matches!(c, '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}')),
    ("Cyrillic letters", |c| matches!(c, '\u{400}'..='\u{52f}')),
    ("Arabic letters", |c| matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}')),
    ("Thai", |c| matches!(c, '\u{e00}'..='\u{e7f}')),
    ("Hebrew", |c| matches!(c, '\u{590}'..='\u{5ff}')),
];

/// The words that a text of a language cannot do without, and that are none in English or in URLs.
const WORDS: [(&str, &[&str]); 6] = [
    ("English", &["the", "of", "and", "to", "is", "for", "this"]),
    ("Spanish", &["los", "las", "que", "del", "para", "una", "el"]),
    ("Portuguese", &["uma", "não", "são", "você", "os", "para", "que"]),
    ("French", &["les", "une", "vous", "pour", "dans", "est", "des"]),
    ("German", &["und", "der", "das", "nicht", "werden", "eine", "ist"]),
    ("Turkish", &["için", "bir", "olarak", "veya", "ve", "bu", "ile"]),
];

/// How many different ones of them a page has, at least.
const DIFFERENT: u32 = 3;

/// How many words or letters of another language are more than a sample.
const ENOUGH: usize = 20;

/// The language that a page is in, if that is not English.
pub(super) fn other(text: &str) -> Option<&'static str> {
    let mut letters = 0;
    let mut of_script = [0; SCRIPTS.len()];
    let mut of_language = [0; WORDS.len()];
    let mut different = [0_u32; WORDS.len()];
    for word in shown(text).flat_map(|piece| piece.split(|c: char| !c.is_alphabetic())) {
        let count = word.chars().count();
        letters += count;
        if word.is_ascii() || count < 10 {
            let lower = word.to_lowercase();
            for (at, (_, words)) in WORDS.iter().enumerate() {
                if let Some(word) = words.iter().position(|word| *word == lower) {
                    of_language[at] += 1;
                    different[at] |= 1 << word;
                }
            }
        }
        if word.is_ascii() {
            continue;
        }
        for c in word.chars() {
            for ((_, is_letter), found) in SCRIPTS.iter().zip(&mut of_script) {
                *found += usize::from(is_letter(c));
            }
        }
    }
    // Japanese is written in the letters of Chinese too.
    if of_script[1] * 10 > of_script[0] {
        of_script[1] += std::mem::take(&mut of_script[0]);
    }
    let most = |counts: &[usize]| {
        counts.iter().copied().enumerate().max_by_key(|(at, count)| (*count, usize::MAX - at))
    };
    if let Some((at, count)) = most(&of_script)
        && count >= ENOUGH
        && count * 5 > letters
    {
        return Some(SCRIPTS[at].0);
    }
    let (at, count) = most(&of_language)?;
    let is_text = count >= ENOUGH && different[at].count_ones() >= DIFFERENT;
    (is_text && count > 2 * of_language[0]).then(|| WORDS[at].0)
}

/// What stands outside of tags.
fn shown(text: &str) -> impl Iterator<Item = &str> {
    let mut pieces = text.split('<');
    let first = pieces.next();
    let begins_tag = |c: char| c.is_ascii_alphabetic() || c == '/' || c == '!';
    first.into_iter().chain(pieces.map(move |piece| match piece.split_once('>') {
        Some((_, rest)) if piece.starts_with(begins_tag) => rest,
        _ => piece,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_another_language_is_known() {
        let chinese = "<h1>查询会话</h1><h2>功能介绍</h2><p>查询用户的会话列表。</p><h2>请求参数</h2>\
                       <table><tr><th>参数</th><th>是否必选</th></tr><tr><td>limit</td></tr></table>";
        assert_eq!(other(chinese), Some("Chinese"));
        let japanese =
            "このページではセッションのリストを取得します。リクエストパラメータは次のとおりです。";
        assert_eq!(other(japanese), Some("Japanese"));
        let russian = "Этот метод возвращает список сеансов. GET /v1/{project_id}/sessions";
        assert_eq!(other(russian), Some("Cyrillic letters"));
        let spanish = "Esta API se usa para consultar los detalles del clúster. ".repeat(8);
        assert_eq!(other(&spanish), Some("Spanish"));
        let german = "Mit dieser Methode werden die Sitzungen gelesen und der Status gezeigt. ";
        assert_eq!(other(&german.repeat(8)), Some("German"));
    }

    #[test]
    fn a_word_of_another_language_is_a_sample() {
        for text in [
            "",
            "GET /v1/{project_id}/sessions",
            "The name of the application, for example 云桌面, is shown to the users of this desktop. \
             Values: 是 and 否. The tag 标签标签标签标签标签标签 is fine and the user may keep this.",
            "{\"de\": \"el los las que del para una\", \"fr\": \"le les des est du une et\"} and this",
        ] {
            assert_eq!(other(text), None, "{text}");
        }
        assert_eq!(other(&"GET https://the.example.com/der/que?os=linux".repeat(99)), None);
    }
}
