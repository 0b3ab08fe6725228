//! What is around the records: the top of a page, with its style, and the end, with its script.

use super::classes::Kind;
use super::markup::Markup;
use super::pages;
use crate::write::RunRecord;
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The top of a page.
pub(super) fn head() -> Markup {
    let mut out = Markup::with_capacity(STYLE.len() + 4096);
    out.tag("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    // Should a hostile text ever get through as markup, it could neither run nor fetch anything.
    out.tag("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
    out.tag("img-src data:; style-src '").value(&source_hash(STYLE)).tag("'; script-src '");
    out.value(&source_hash(SCRIPT)).tag("'; base-uri 'none'; form-action 'none'\">\n");
    out.tag("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.tag("<meta name=\"referrer\" content=\"no-referrer\">\n");
    out.tag("<meta name=\"generator\" content=\"postil ").value(env!("CARGO_PKG_VERSION"));
    // Without an icon of its own a browser asks for one.
    out.tag(
        "\">\n<link rel=\"icon\" href=\"data:,\">\n<title>Notes in the margin</title>\n<style>",
    );
    out.tag(STYLE).tag("</style>\n</head>\n<body>\n<header>\n<fieldset><legend>Show</legend>\n");
    for kind in Kind::ALL {
        out.tag("<label class=\"").tag(kind.class()).tag("\"><input type=\"checkbox\" id=\"show-");
        out.tag(kind.class()).tag("\" autocomplete=\"off\"");
        out.tag(if kind.shown_first() { " checked" } else { "" });
        out.tag("> ").tag(kind.title()).tag("</label>\n");
    }
    out.tag("</fieldset>\n</header>\n<main>\n");
    out
}

/// The end of a page, with what the run was.
pub(super) fn end(record: &RunRecord) -> Markup {
    let mut out = Markup::with_capacity(SCRIPT.len() + 1024);
    out.tag(pages::END).tag("-->\n</main>\n<footer>\n<p>").count(record.documents);
    out.tag(if record.documents == 1 { " document" } else { " documents" });
    out.tag(", ").count(record.stories).tag(if record.stories == 1 {
        " story"
    } else {
        " stories"
    });
    let failed = record.failed + record.unread;
    if failed > 0 {
        out.tag(", <b class=\"failed\">").count(failed).tag(" failed</b>");
    }
    out.tag(". Written by postil ").text(env!("CARGO_PKG_VERSION"));
    for plugin in &record.plugins {
        out.tag(" · ").text(&plugin.id).tag(" ").text(&plugin.version);
    }
    out.tag("</p>\n</footer>\n");
    foot(&mut out);
    out
}

/// What every page ends with.
pub(super) fn foot(out: &mut Markup) {
    out.tag("<div id=\"tip\" role=\"tooltip\" hidden></div>\n<script>").tag(SCRIPT);
    out.tag("</script>\n</body>\n</html>\n");
}

/// A hash by which the content security policy lets a style or a script of the page in.
fn source_hash(content: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(content.as_bytes())))
}

/// RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let mut bits = 0;
        for place in 0..3 {
            bits = (bits << 8) | chunk.get(place).copied().map_or(0, usize::from);
        }
        for place in 0..4 {
            let letter = LETTERS.get((bits >> (18 - 6 * place)) & 63).copied().unwrap_or(b'=');
            out.push(if place <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_written_in_base64() {
        // The test vectors of RFC 4648, section 10.
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn style_and_script_do_not_end_themselves() {
        assert!(!STYLE.contains("</") && !STYLE.contains("<!--"));
        assert!(!SCRIPT.contains("</") && !SCRIPT.contains("<!--"));
        for outside in ["http:", "https:", "url(", "@import"] {
            assert!(!STYLE.contains(outside) && !SCRIPT.contains(outside), "{outside}");
        }
    }

    #[test]
    fn each_kind_has_a_switch_that_the_style_sheet_knows() {
        for kind in Kind::ALL {
            assert!(STYLE.contains(&format!("#show-{}", kind.class())), "{}", kind.class());
        }
    }
}
