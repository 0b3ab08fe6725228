//! The message form: FlatBuffers as `schema/postil.fbs` has them, one for every transport.
//!
//! Nothing here trusts the other side: every offset is checked against the text, every slice
//! against its arena, and what one message can make the reader build is bounded by the length
//! of the message.

mod check;
mod decode;
mod encode;
#[rustfmt::skip]
#[allow(warnings, unsafe_code, clippy::all)]
#[rustfmt::skip]
mod generated;
mod incoming;
mod labels;
mod mentions;
mod outgoing;
mod records;

pub use check::{AnswerError, StoryAnswer, check_answer, check_story_answer};
pub use decode::{decode_request, decode_story_request};
pub use encode::{
    encode_answer, encode_failure, encode_request, encode_story_answer, encode_story_request,
};

/// The generated tables, for hosts and plugins that build messages by hand.
pub use generated::postil as tables;

/// The value of `Note.label` that means: no label.
pub const NO_LABEL: u32 = u32::MAX;

/// Longest label in bytes. A label is copied into each of its notes, so without a limit a short
/// message could ask for gigabytes.
const LONGEST_LABEL: usize = 1024;

/// Largest message in bytes: FlatBuffers' offsets are signed 32-bit numbers. A margin is left for
/// tables and padding.
const LARGEST: usize = i32::MAX as usize - (1 << 20);

/// Why a message could not be written or read.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum MessageError {
    /// The bytes are not such a message.
    #[error("the message is not readable: {0}")]
    Unreadable(String),
    /// A part that should be JSON is not.
    #[error("`{part}` is not the JSON that it should be: {fault}")]
    Json {
        /// The part of the message.
        part: &'static str,
        /// What is wrong with it.
        fault: String,
    },
    /// A note does not hold.
    #[error("note {number} of layer `{layer}`: {fault}")]
    Note {
        /// The layer.
        layer: String,
        /// Number of the note in the message, from 0.
        number: usize,
        /// What is wrong with it.
        fault: String,
    },
    /// A layer does not hold.
    #[error("layer `{layer}`: {fault}")]
    Layer {
        /// The layer.
        layer: String,
        /// What is wrong with it.
        fault: String,
    },
    /// The message would be larger than the form allows.
    #[error("the message has {0} bytes or more; the form ends at 2 GiB")]
    TooLarge(usize),
}

impl MessageError {
    fn json(part: &'static str) -> impl FnOnce(serde_json::Error) -> Self {
        move |error| Self::Json { part, fault: error.to_string() }
    }
}

impl From<planus::Error> for MessageError {
    fn from(error: planus::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}

/// Calls `$visit::<T>($args)` for each built-in kind of note.
macro_rules! each_record {
    ($visit:ident ( $($args:tt)* )) => {{
        $visit::<postil_core::Zone>($($args)*);
        $visit::<postil_core::Sentence>($($args)*);
        $visit::<postil_core::Token>($($args)*);
        $visit::<postil_core::Entity>($($args)*);
        $visit::<postil_core::Quote>($($args)*);
        $visit::<postil_core::Tone>($($args)*);
        $visit::<postil_core::Stance>($($args)*);
        $visit::<postil_core::Artifact>($($args)*);
    }};
}
use each_record;

#[cfg(test)]
mod tests;
