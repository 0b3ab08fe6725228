//! What can happen to a message.

use proptest::prelude::*;

/// One damage. Places are taken modulo what is there.
#[derive(Debug, Clone)]
pub enum Damage {
    /// One byte is another.
    Byte {
        /// Where.
        at: usize,
        /// What it becomes.
        value: u8,
    },
    /// One aligned word is another: most are offsets, lengths and counts.
    Word {
        /// Where.
        at: usize,
        /// What it becomes.
        value: u32,
    },
    /// A word is copied over another, so that two offsets lead to one place or in a circle.
    Copy {
        /// From where.
        from: usize,
        /// To where.
        to: usize,
    },
    /// The end is missing.
    Cut(usize),
    /// Something is left out.
    Gap {
        /// Where.
        at: usize,
        /// How many bytes.
        length: usize,
    },
}

/// Any damage.
pub fn damages() -> impl Strategy<Value = Damage> {
    let place = 0usize..1 << 16;
    let value = prop_oneof![
        0u32..256,
        any::<u32>(),
        Just(u32::MAX),
        Just(1u32 << 31),
        (0u32..256).prop_map(|back| back.wrapping_neg()),
    ];
    prop_oneof![
        (place.clone(), any::<u8>()).prop_map(|(at, value)| Damage::Byte { at, value }),
        (place.clone(), value).prop_map(|(at, value)| Damage::Word { at, value }),
        (place.clone(), place.clone()).prop_map(|(from, to)| Damage::Copy { from, to }),
        place.clone().prop_map(Damage::Cut),
        (place, 1usize..32).prop_map(|(at, length)| Damage::Gap { at, length }),
    ]
}

impl Damage {
    /// Does it.
    pub fn apply(&self, bytes: &mut Vec<u8>) {
        let length = bytes.len();
        // The start of a whole word.
        let word = |at: usize| (length >= 4).then(|| at % (length / 4 * 4) / 4 * 4);
        match *self {
            Self::Byte { at, value } => {
                if length > 0 {
                    bytes[at % length] = value;
                }
            }
            Self::Word { at, value } => {
                if let Some(at) = word(at) {
                    bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
                }
            }
            Self::Copy { from, to } => {
                if let (Some(from), Some(to)) = (word(from), word(to)) {
                    bytes.copy_within(from..from + 4, to);
                }
            }
            Self::Cut(at) => bytes.truncate(at % (length + 1)),
            Self::Gap { at, length: gap } => {
                let from = at % (length + 1);
                bytes.drain(from..(from + gap).min(length));
            }
        }
    }
}
