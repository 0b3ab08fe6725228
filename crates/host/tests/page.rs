//! The page of `--format html` in a browser: nothing is wrong, nothing is asked of the network,
//! and what the page says of spans is what JSON Lines says.
//!
//! Needs Chromium, which `CHROMIUM` may name; without one the test says so and passes.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};

/// Names under which systems know the browser.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

fn starts(program: &str) -> bool {
    let mut command = Command::new(program);
    command.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn browser() -> Option<String> {
    if let Ok(named) = std::env::var("CHROMIUM") {
        return Some(named);
    }
    NAMES.iter().find(|name| starts(name)).map(|name| (*name).to_owned())
}

/// Documents that try to break out of the page; `port` is where nobody may call.
fn input(port: u16) -> String {
    let hostile = format!(
        "<script>fetch('http://127.0.0.1:{port}/a')</script><img src=\"http://127.0.0.1:{port}/b\">\n\
         “I praise \u{202e}Kaja Kallas” & \"co\", said Mr. Scholz.\r\n\r\n\
         </p></section></main><style>*{{display:none}}</style> 💩 Selenskyj telephoned.\0"
    );
    let plain = "Kaja Kallas praised Volodymyr Zelensky in Riga on Monday.\n\nClick here to \
                 subscribe\n\n“We need a result,” Kallas said. Selenskyj agreed with her.";
    let copy = "In Riga, Kaja Kallas praised Volodymyr Zelenskiy.\n\n“We need a result,” Kallas \
                said on Monday.";
    let mut lines = String::new();
    for (id, text) in [("a\"><b>'", hostile.as_str()), ("plain", plain), ("copy", copy)] {
        lines.push_str(&serde_json::json!({"id": id, "text": text}).to_string());
        lines.push('\n');
    }
    lines
}

fn analyze(folder: &Path, format: &str, unit: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_postil"))
        .current_dir(folder)
        .args(["analyze", "in.jsonl", "--format", format, "--offsets", unit])
        .args(["--set", "stories.group=all"])
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

/// The page after its script has run, and what the browser wrote to its log.
fn opened(browser: &str, folder: &Path, page: &Path) -> (String, String) {
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
        .args(["--no-first-run", "--disable-background-networking", "--disable-component-update"])
        .args(["--disable-sync", "--disable-default-apps", "--disable-extensions"])
        .args(["--enable-logging=stderr", "--virtual-time-budget=3000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("the browser starts");
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{log}");
    (String::from_utf8_lossy(&output.stdout).into_owned(), log)
}

/// The attributes of each start tag that begins so, and the text up to the next tag.
fn tags<'h>(
    html: &'h str,
    begin: &'h str,
) -> impl Iterator<Item = (BTreeMap<String, String>, String)> {
    html.split(begin).skip(1).map(|rest| {
        let (_, mut rest) = rest.split_once('"').expect("the class ends");
        let mut attributes = BTreeMap::new();
        while !rest.starts_with('>') {
            let (key, after) = rest.split_once("=\"").expect("an attribute has a value");
            let (value, after) = after.split_once('"').expect("a value ends");
            attributes.insert(key.trim().to_owned(), unescaped(value));
            rest = after;
        }
        let text = rest.get(1..).and_then(|rest| rest.split('<').next()).unwrap_or_default();
        (attributes, unescaped(text))
    })
}

fn unescaped(text: &str) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", "\u{a0}"), ("&amp;", "&")]
        .iter()
        .fold(text.to_owned(), |text, (entity, plain)| text.replace(entity, plain))
}

/// Document, layer, id, start and end of a note.
type Told = (String, String, u64, u64, u64);

/// The notes of the JSON Lines.
fn recorded(lines: &str) -> BTreeSet<Told> {
    let mut notes = BTreeSet::new();
    for line in lines.lines() {
        let record: Value = serde_json::from_str(line).expect("a record");
        let document = record["id"].as_str().unwrap_or_default();
        for note in record["annotations"].as_array().into_iter().flatten() {
            let number = |key: &str| note[key].as_u64().expect("a number");
            let layer = note["layer"].as_str().expect("a layer").to_owned();
            notes.insert((
                document.to_owned(),
                layer,
                number("id"),
                number("start"),
                number("end"),
            ));
        }
    }
    notes
}

fn told(attributes: &BTreeMap<String, String>) -> Told {
    let text = |key: &str| attributes.get(key).cloned().unwrap_or_default();
    let number = |key: &str| text(key).parse().unwrap_or_else(|_| panic!("{key}: {attributes:?}"));
    (
        text("data-document"),
        text("data-layer"),
        number("data-id"),
        number("data-start"),
        number("data-end"),
    )
}

#[test]
fn the_page_is_right_in_a_browser() {
    let Some(browser) = browser() else {
        eprintln!("skipped: no Chromium found (looked for {})", NAMES.join(", "));
        return;
    };
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.set_nonblocking(true).expect("a listener that does not wait");
    let port = listener.local_addr().expect("an address").port();
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("in.jsonl"), input(port)).expect("a file");

    for unit in ["utf8", "utf16"] {
        let html = analyze(folder.path(), "html", unit);
        let page = folder.path().join(format!("{unit}.html"));
        std::fs::write(&page, html).expect("a file");
        let (dom, log) = opened(&browser, folder.path(), &page);
        // The page's policy lets nothing out, and what it stops is told on the console.
        assert!(dom.contains("content=\"default-src 'none'; "), "no policy");
        assert!(!log.contains("CONSOLE"), "the console says:\n{log}");
        // The script has run: the story is in front.
        let story = dom.find("<section class=\"story\"").expect("a story");
        assert!(story < dom.find("<section class=\"document\"").expect("a document"));

        let mut shown: BTreeSet<Told> =
            tags(&dom, "<li class=\"note").map(|(attributes, _)| told(&attributes)).collect();
        shown.extend(tags(&dom, "<span class=\"sentence").map(|(found, _)| told(&found)));
        shown.extend(tags(&dom, "<i class=\"point").map(|(found, _)| told(&found)));
        let recorded = recorded(&analyze(folder.path(), "jsonl", unit));
        assert!(recorded.len() > 20, "{recorded:?}");
        assert_eq!(shown, recorded);

        // The pieces under a note are its extent.
        let mut extents: BTreeMap<(String, String), (u64, u64)> = BTreeMap::new();
        for (piece, text) in tags(&dom, "<span class=\"s ") {
            let number = |key: &str| piece[key].parse::<u64>().expect("an offset");
            let (start, end) = (number("data-start"), number("data-end"));
            let length = if unit == "utf16" { text.encode_utf16().count() } else { text.len() };
            // Pictures of control characters are longer than what they stand for.
            if !text.contains(['␀', '\u{fffd}']) {
                assert_eq!(length as u64, end - start, "{piece:?}");
            }
            for note in piece["data-notes"].split(' ') {
                let key = (piece["data-document"].clone(), note.to_owned());
                let extent = extents.entry(key).or_insert((start, end));
                *extent = (extent.0.min(start), extent.1.max(end));
            }
        }
        for (document, layer, id, start, end) in &recorded {
            if layer != "sentence" {
                let extent = extents.get(&(document.clone(), format!("{layer}:{id}")));
                assert_eq!(extent, Some(&(*start, *end)), "{document} {layer} {id}");
            }
        }
    }
    let call = listener.accept();
    assert!(call.is_err_and(|error| error.kind() == ErrorKind::WouldBlock), "a request left");
}
