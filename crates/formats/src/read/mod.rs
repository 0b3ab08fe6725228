//! From files, folders and standard input to documents.

mod decode;
mod error;
mod head;
mod html;
mod incoming;
mod lines;
mod walk;

pub use error::{ReadError, ReadErrorKind};
pub use head::suggest_meta;
pub use incoming::Incoming;
pub use walk::Input;

use postil_core::Meta;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufReader, Read};

/// Reads one input after the other, one document at a time.
pub struct Reader {
    inputs: VecDeque<Input>,
    lines: Option<lines::JsonLines>,
    seen: std::collections::HashSet<u128>,
}

impl Reader {
    /// A reader of these inputs, in their order.
    pub fn new(inputs: Vec<Input>) -> Self {
        Self { inputs: inputs.into(), lines: None, seen: Default::default() }
    }

    fn open(&mut self, input: Input) -> Option<Result<Incoming, ReadError>> {
        match input {
            Input::StandardInput => {
                let input = BufReader::with_capacity(1 << 16, std::io::stdin());
                self.lines = Some(lines::JsonLines::new(Box::new(input), "-".into()));
                None
            }
            Input::JsonLines(path) => {
                let name = path.display().to_string();
                let file = match File::open(&path) {
                    Ok(file) => file,
                    Err(error) => return Some(Err(ReadError::unreadable(&name, &error))),
                };
                let gzip = path.extension().is_some_and(|extension| extension == "gz");
                let inner: Box<dyn Read + Send> = if gzip {
                    Box::new(flate2::read::MultiGzDecoder::new(BufReader::new(file)))
                } else {
                    Box::new(file)
                };
                let reader = BufReader::with_capacity(1 << 16, inner);
                self.lines = Some(lines::JsonLines::new(Box::new(reader), name));
                None
            }
            Input::Text { path, id } => {
                let name = path.display().to_string();
                Some(
                    std::fs::read(&path)
                        .map_err(|error| ReadError::unreadable(&name, &error))
                        .and_then(|bytes| decode::text(bytes, &name))
                        .map(|(text, encoding)| {
                            let page = Input::is_page(&path).then(|| html::page(&text));
                            let (text, meta) = page.unwrap_or((text, Meta::default()));
                            let mut incoming = Incoming::new(id, name, text);
                            incoming.meta = meta;
                            if encoding != "UTF-8" {
                                incoming.meta.suggest("encoding", encoding);
                            }
                            incoming
                        }),
                )
            }
            Input::Missing(error) => Some(Err(error)),
        }
    }

    /// An id that came before is refused: records could not be told apart.
    fn admit(&mut self, incoming: Incoming) -> Result<Incoming, ReadError> {
        if self.seen.insert(fingerprint(&incoming.id)) {
            Ok(incoming)
        } else {
            Err(ReadError {
                place: incoming.source,
                line: incoming.line,
                kind: ReadErrorKind::DuplicateId(incoming.id),
            })
        }
    }
}

/// A 128-bit hash of an id: constant memory a document, whatever the ids' length.
fn fingerprint(id: &str) -> u128 {
    // FNV-1a, 128 bits.
    id.bytes().fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d, |hash, byte| {
        (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
    })
}

impl Iterator for Reader {
    type Item = Result<Incoming, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(lines) = &mut self.lines {
                match lines.next() {
                    Some(item) => return Some(item.and_then(|incoming| self.admit(incoming))),
                    None => self.lines = None,
                }
            }
            let input = self.inputs.pop_front()?;
            if let Some(item) = self.open(input) {
                return Some(item.and_then(|incoming| self.admit(incoming)));
            }
        }
    }
}
