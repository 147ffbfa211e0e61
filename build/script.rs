//! Makes one script of a page's modules: each becomes a function that is called once, in the order of the imports, and
//! answers what it exports. What the page imports while it runs is a second script, a function of those modules of the
//! first that it uses. Comments and indentation are left out; all else is sent as it was written.

use std::{collections::BTreeSet, fmt::Write as _};

use super::imports::{Module, Modules, imports, lazy_import};

/// The script that is fetched with the page, itself a module. `lazy` is the address of the second script, if there is
/// one; an attempt after one that failed has a query, because browsers remember what an address answered.
///
/// # Panics
///
/// On an import or export that is written in another way than the house does.
pub(crate) fn entry_chunk(modules: &Modules, lazy: &str) -> String {
    let mut script = String::new();
    if !lazy.is_empty() {
        let uses = used_by_lazy(modules).join(", ");
        let _ = write!(
            script,
            "let $lazy, $tries = 0\n\
            const $load = () => $lazy ??= import(`{lazy}${{$tries++ ? `?${{$tries}}` : \"\"}}`)\
            .then((chunk) => chunk.make({{ {uses} }})).catch((error) => {{\n\
            $lazy = undefined\nthrow error\n}})\n",
        );
    }
    add_functions(&mut script, modules.eager(), 0);
    script
}

/// The script that the page imports while it runs, if it does.
pub(crate) fn lazy_chunk(modules: &Modules) -> Option<String> {
    let last = modules.list.len().checked_sub(1)?;
    if modules.lazy().is_empty() {
        return None;
    }
    let uses = used_by_lazy(modules).join(", ");
    let mut script = format!("export const make = ({{ {uses} }}) => {{\n");
    add_functions(&mut script, modules.lazy(), modules.eager);
    let _ = writeln!(script, "return $m{last}\n}}");
    Some(script)
}

/// The names of the first script's modules that the second one imports from.
fn used_by_lazy(modules: &Modules) -> Vec<String> {
    let places = modules.lazy().iter().flat_map(|module| &module.imports);
    let used: BTreeSet<usize> = places
        .copied()
        .filter(|place| *place < modules.eager)
        .collect();
    used.into_iter().map(|place| format!("$m{place}")).collect()
}

/// Writes a constant for each module, the first of which has this place in the page's list.
fn add_functions(script: &mut String, modules: &[Module], first: usize) {
    for (place, module) in (first..).zip(modules) {
        let source = if module.path.starts_with("vendor/") {
            module.source.clone()
        } else {
            without_comments(&module.source)
        };
        let source = match lazy_import(&source) {
            Some((call, _)) => source.replace(call, "$load()"),
            None => source,
        };
        let (body, exports) = body(&module.path, &source, &module.imports);
        let _ = write!(script, "const $m{place} = (() => {{\n{body}");
        if !body.ends_with('\n') {
            script.push('\n');
        }
        let _ = writeln!(script, "return {{ {} }}\n}})()", exports.join(", "));
    }
}

/// A module's code with its imports taken from where they are now, and what it exports.
fn body(path: &str, source: &str, places: &[usize]) -> (String, Vec<String>) {
    let mut body = String::new();
    let mut end = 0;
    for (import, place) in imports(source).into_iter().zip(places) {
        body.push_str(&source[end..import.place.start]);
        end = import.place.end;
        let names = match import.names.strip_prefix("* as ") {
            Some(all) => all.to_owned(),
            None => import.names.replace(" as ", ": "),
        };
        let _ = writeln!(body, "const {names} = $m{place}");
    }
    let mut exports = Vec::new();
    for line in source[end..].split_inclusive('\n') {
        match line.strip_prefix("export ") {
            Some(rest) => {
                exports.push(exported(path, rest));
                body.push_str(rest);
            }
            None => body.push_str(line),
        }
    }
    // As the bundler that made the vendored file wrote it, at its end.
    if path.starts_with("vendor/") {
        let at = body.rfind("export{").expect("a vendored file exports");
        let list = body[at..].trim_start_matches("export{").trim_end();
        let names = list.trim_end_matches([';', '}']).split(',');
        exports.extend(names.map(|name| match name.split_once(" as ") {
            Some((inside, outside)) => format!("{outside}: {inside}"),
            None => name.to_owned(),
        }));
        body.truncate(at);
    }
    (body, exports)
}

/// The name that a line beginning with `export` exports.
fn exported(path: &str, line: &str) -> String {
    let kinds = ["async function ", "function ", "class ", "const "];
    let name = kinds.iter().find_map(|kind| line.strip_prefix(kind));
    let name = name.unwrap_or_else(|| panic!("{path} exports in another way: {line}"));
    let end = name.find(|letter: char| !letter.is_alphanumeric() && !"_$".contains(letter));
    let name = &name[..end.unwrap_or(name.len())];
    assert!(!name.is_empty(), "{path} exports in another way: {line}");
    name.to_owned()
}

/// A script without comments, indentation and empty lines. Strings, templates and regular expressions stay as they are.
pub(crate) fn without_comments(source: &str) -> String {
    let mut left = String::with_capacity(source.len());
    let mut rest = source;
    // How many braces are open in each `${…}` that is open.
    let mut templates: Vec<usize> = Vec::new();
    while let Some(letter) = rest.chars().next() {
        let taken = match letter {
            '/' if rest.starts_with("//") => {
                rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
                continue;
            }
            '/' if rest.starts_with("/*") => {
                rest = &rest[rest.find("*/").expect("the comment ends") + 2..];
                continue;
            }
            '\n' => {
                left.truncate(left.trim_end_matches(' ').len());
                if !left.is_empty() && !left.ends_with('\n') {
                    left.push('\n');
                }
                rest = rest.trim_start();
                continue;
            }
            '"' | '\'' => quoted(rest, letter),
            '`' => template(rest, &mut templates),
            '}' if templates.last() == Some(&0) => {
                templates.pop();
                template(rest, &mut templates)
            }
            '/' if begins_expression(&left) => regular_expression(rest),
            _ => letter.len_utf8(),
        };
        match (letter, templates.last_mut()) {
            ('{', Some(open)) => *open += 1,
            ('}', Some(open)) if taken == 1 && *open > 0 => *open -= 1,
            _ => {}
        }
        left.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    left
}

/// The length of what is closed by a letter that is not escaped, both ends included.
fn quoted(text: &str, quote: char) -> usize {
    let mut letters = text.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => drop(letters.next()),
            letter if letter == quote => return at + letter.len_utf8(),
            _ => {}
        }
    }
    panic!("a quote is not closed: {text:.60}");
}

/// The length of a template's text up to its end or to the `${` that it opens, which is noted.
fn template(text: &str, templates: &mut Vec<usize>) -> usize {
    let mut letters = text.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => drop(letters.next()),
            '`' => return at + 1,
            '$' if text[at..].starts_with("${") => {
                templates.push(0);
                return at + 2;
            }
            _ => {}
        }
    }
    panic!("a template is not closed: {text:.60}");
}

/// The length of a regular expression without its flags.
fn regular_expression(text: &str) -> usize {
    let mut in_class = false;
    let mut letters = text.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => drop(letters.next()),
            '[' => in_class = true,
            ']' => in_class = false,
            '/' if !in_class => return at + 1,
            '\n' => break,
            _ => {}
        }
    }
    panic!("a regular expression is not closed: {text:.60}");
}

/// Whether an expression begins after this code, so that a slash divides nothing.
fn begins_expression(code: &str) -> bool {
    let code = code.trim_end();
    let word = code.rsplit(|letter: char| !letter.is_alphanumeric()).next();
    code.is_empty()
        || code.ends_with([
            '(', '[', '{', ',', ';', '=', ':', '!', '&', '|', '?', '+', '-', '*', '%', '<', '>',
            '~', '^',
        ])
        || matches!(word, Some("return" | "typeof" | "case" | "in" | "of"))
}
