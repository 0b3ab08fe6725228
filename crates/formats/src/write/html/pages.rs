//! A page that has become too large, as an index and a page a document.

use super::anchor;
use super::markup::Markup;
use super::shell;
use memchr::memmem;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Bytes up to which everything is in one page.
const LIMIT: usize = 5 << 20;

/// What every part of a page begins with. No text can hold it: `<` is escaped in texts.
const PART: &[u8] = b"<!--part ";
/// The beginning of a document; its name and `-->` follow.
pub(super) const DOCUMENT: &str = "<!--part document ";
/// The beginning of a story.
pub(super) const STORY: &str = "<!--part story";
/// The beginning of the end.
pub(super) const END: &str = "<!--part end";

/// A file for what [`super::HtmlWriter`] writes.
///
/// Up to five megabytes the file is the one page. Beyond, it becomes an index with the stories,
/// and each document gets a page of its own in a folder beside it: `page_files` for `page.html`.
/// At most five megabytes and one document are held in memory. The file is complete once it is
/// flushed after the last record.
pub struct HtmlPages {
    file: BufWriter<File>,
    /// Where the index is.
    path: PathBuf,
    limit: usize,
    /// What came in and is not written yet; in front, a part or the top of the page.
    held: Vec<u8>,
    /// Bytes of `held`, after the first one, in which no part begins.
    searched: usize,
    folder: Option<Folder>,
}

struct Folder {
    path: PathBuf,
    /// The folder as seen from the index, and the index as seen from the folder.
    to_folder: String,
    to_index: String,
    /// The top of every page.
    head: Vec<u8>,
}

impl HtmlPages {
    /// Opens the file, which is emptied.
    pub fn create(path: &Path) -> io::Result<Self> {
        Self::with_limit(path, LIMIT)
    }

    fn with_limit(path: &Path, limit: usize) -> io::Result<Self> {
        Ok(Self {
            file: BufWriter::new(File::create(path)?),
            path: path.to_owned(),
            limit,
            held: Vec::new(),
            searched: 0,
            folder: None,
        })
    }

    /// Writes every part that is complete; at the end the last one, too.
    fn parts(&mut self, end: bool) -> io::Result<()> {
        let mut from = 0;
        loop {
            let search = from + self.searched.max(1);
            let rest = self.held.get(search..).unwrap_or_default();
            let next = memmem::find(rest, PART).map(|at| search + at);
            let to = match next {
                Some(next) => next,
                None if end => self.held.len(),
                None => break,
            };
            let part = self.held.get(from..to).unwrap_or_default();
            put(&mut self.file, &mut self.folder, &self.path, part)?;
            (from, self.searched) = (to, 0);
            if to == self.held.len() {
                break;
            }
        }
        self.held.drain(..from);
        self.searched = self.held.len().saturating_sub(PART.len());
        Ok(())
    }
}

impl Write for HtmlPages {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.folder.is_some() || self.held.len() > self.limit {
            self.parts(false)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.folder.is_some() {
            self.parts(true)?;
        } else {
            self.file.write_all(&self.held)?;
            self.held.clear();
        }
        self.file.flush()
    }
}

/// Writes one part of the page where it belongs. The first one is the top, which opens the folder.
fn put(
    index: &mut impl Write,
    folder: &mut Option<Folder>,
    path: &Path,
    part: &[u8],
) -> io::Result<()> {
    let Some(open) = folder.as_ref() else {
        *folder = Some(Folder::beside(path, part)?);
        return index.write_all(part);
    };
    let Some(named) = part.strip_prefix(DOCUMENT.as_bytes()) else {
        return relink(index, part, &open.to_folder, None);
    };
    let end = memmem::find(named, b"-->").unwrap_or(0);
    let name = named.get(..end).unwrap_or_default();
    open.page(name, part)?;
    // Its line in the index has the words of its heading.
    let title = between(part, b"<h2>", b"</h2>");
    index.write_all(b"<p class=\"entry\"><a href=\"")?;
    index.write_all(open.to_folder.as_bytes())?;
    index.write_all(name)?;
    index.write_all(b".html\">")?;
    index.write_all(title)?;
    index.write_all(b"</a></p>\n")
}

impl Folder {
    fn beside(path: &Path, head: &[u8]) -> io::Result<Self> {
        let mut name = path.file_stem().unwrap_or_default().to_owned();
        name.push("_files");
        let folder = path.with_file_name(&name);
        fs::create_dir_all(&folder)?;
        let index = path.file_name().unwrap_or_default();
        Ok(Self {
            path: folder,
            to_folder: format!("{}/", in_address(&name.to_string_lossy())),
            to_index: format!("../{}", in_address(&index.to_string_lossy())),
            head: head.to_vec(),
        })
    }

    /// Writes the page of a document.
    fn page(&self, name: &[u8], part: &[u8]) -> io::Result<()> {
        let name = String::from_utf8_lossy(name);
        let mut file = BufWriter::new(File::create(self.path.join(format!("{name}.html")))?);
        file.write_all(&self.head)?;
        let mut around = Markup::default();
        around.tag("<p class=\"entry\"><a href=\"").value(&self.to_index);
        around.tag("\">All documents</a></p>\n");
        file.write_all(&around.into_bytes())?;
        relink(&mut file, part, "", Some(&name))?;
        let mut foot = Markup::default();
        foot.tag("</main>\n");
        shell::foot(&mut foot);
        file.write_all(&foot.into_bytes())?;
        file.flush()
    }
}

/// Writes a part whose links to documents lead to their pages in `folder`; those to `own` stay.
fn relink(out: &mut impl Write, part: &[u8], folder: &str, own: Option<&str>) -> io::Result<()> {
    let mut written = 0;
    for at in memmem::find_iter(part, anchor::HREF.as_bytes()) {
        let start = at + anchor::HREF.len();
        let rest = part.get(start..).unwrap_or_default();
        let length = rest.iter().position(|byte| matches!(byte, b'.' | b'"')).unwrap_or(0);
        let name = rest.get(..length).unwrap_or_default();
        if own.is_some_and(|own| own.as_bytes() == name) {
            continue;
        }
        out.write_all(part.get(written..at).unwrap_or_default())?;
        out.write_all(b" href=\"")?;
        out.write_all(folder.as_bytes())?;
        out.write_all(name)?;
        out.write_all(b".html#d.")?;
        written = start;
    }
    out.write_all(part.get(written..).unwrap_or_default())
}

/// What stands between two marks, each where it comes first.
fn between<'p>(part: &'p [u8], open: &[u8], close: &[u8]) -> &'p [u8] {
    let from = memmem::find(part, open).map_or(part.len(), |at| at + open.len());
    let rest = part.get(from..).unwrap_or_default();
    rest.get(..memmem::find(rest, close).unwrap_or(0)).unwrap_or_default()
}

/// A file name as a part of an address: everything but plain letters, digits and `-._~` as `%XX`.
fn in_address(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html><main>\n\
        <!--part document a-->\n<h2><bdi>A</bdi></h2><a href=\"#d.a.3\">x</a><a href=\"#d.b\">y</a>\n\
        <!--part document b-->\n<h2><bdi>B</bdi></h2> &lt;!--part document c--&gt;\n\
        <!--part story-->\n<a class=\"cite\" href=\"#d.b.7\">2</a>\n\
        <!--part end-->\n</main></html>\n";

    fn written(limit: usize, chunk: usize) -> (tempfile::TempDir, String) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("my page.html");
        let mut pages = HtmlPages::with_limit(&path, limit).unwrap();
        for chunk in PAGE.as_bytes().chunks(chunk) {
            pages.write_all(chunk).unwrap();
        }
        pages.flush().unwrap();
        let index = fs::read_to_string(path).unwrap();
        (folder, index)
    }

    #[test]
    fn a_small_page_stays_one() {
        let (folder, page) = written(1000, 7);
        assert_eq!(page, PAGE);
        assert!(!folder.path().join("my page_files").exists());
    }

    #[test]
    fn a_large_page_becomes_an_index_and_a_page_a_document() {
        for chunk in [1, 10, 100, 1000] {
            let (folder, index) = written(60, chunk);
            assert_eq!(
                index,
                "<html><main>\n\
                 <p class=\"entry\"><a href=\"my%20page_files/a.html\"><bdi>A</bdi></a></p>\n\
                 <p class=\"entry\"><a href=\"my%20page_files/b.html\"><bdi>B</bdi></a></p>\n\
                 <!--part story-->\n<a class=\"cite\" href=\"my%20page_files/b.html#d.b.7\">2</a>\n\
                 <!--part end-->\n</main></html>\n"
            );
            let page = fs::read_to_string(folder.path().join("my page_files/a.html")).unwrap();
            assert!(
                page.starts_with("<html><main>\n<p class=\"entry\"><a href=\"../my%20page.html\"")
            );
            assert!(page.contains("<a href=\"#d.a.3\">x</a><a href=\"b.html#d.b\">y</a>"));
            assert!(page.ends_with("</html>\n"));
            let page = fs::read_to_string(folder.path().join("my page_files/b.html")).unwrap();
            assert!(page.contains("&lt;!--part document c--&gt;"));
        }
    }
}
