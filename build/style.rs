//! Makes one stylesheet of a page's: comments and indentation are left out.

/// A stylesheet without comments, indentation and empty lines.
pub(crate) fn squeezed(sheet: &str) -> String {
    let mut left = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(begin) = rest.find("/*") {
        left.push_str(&rest[..begin]);
        let end = rest[begin..].find("*/").expect("the comment ends");
        rest = &rest[begin + end + 2..];
    }
    left.push_str(rest);
    assert!(!left.contains("</"), "a style in a page ends there");
    let lines = left.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}
