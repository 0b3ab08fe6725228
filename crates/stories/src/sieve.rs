//! Which keys may stand more than once.
//!
//! Most word groups of a story stand in one place and lead nowhere. Sorting them all to find the
//! few that stand in two was the dearer half of matching; this filter takes most of the others
//! out first, at a few instructions each.

/// A filter made from all keys, in which a key that stands twice is sure to be found again.
#[derive(Clone, Debug)]
pub struct Sieve {
    /// (seen, seen again), a bit for each place of a key.
    marks: Vec<[u64; 2]>,
    shift: u32,
}

impl Sieve {
    /// The filter of about `count` keys, each given as often as it stands.
    pub fn new(count: usize, keys: impl IntoIterator<Item = u32>) -> Self {
        // Eight places a key let one in eight of the single ones through.
        let places = (count.clamp(8, 1 << 23) * 8).next_power_of_two();
        let mut sieve = Self { marks: vec![[0; 2]; places / 64], shift: 32 - places.ilog2() };
        for key in keys {
            let (word, bit) = sieve.place(key);
            if let Some([seen, again]) = sieve.marks.get_mut(word) {
                *again |= *seen & bit;
                *seen |= bit;
            }
        }
        sieve
    }

    /// Whether the key may have been given more than once; if it was, always.
    #[inline]
    pub fn repeats(&self, key: u32) -> bool {
        let (word, bit) = self.place(key);
        self.marks.get(word).is_some_and(|[_, again]| again & bit != 0)
    }

    /// The upper bits of a product are the even ones (Knuth, multiplicative hashing).
    #[inline]
    fn place(&self, key: u32) -> (usize, u64) {
        let place = key.wrapping_mul(0x9e37_79b1) >> self.shift;
        ((place >> 6) as usize, 1 << (place & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_single_keys_are_taken_out() {
        let keys: Vec<u32> = (0..1000).map(|n| n * 7919).collect();
        let sieve = Sieve::new(keys.len(), keys.iter().copied());
        assert!(keys.iter().filter(|key| sieve.repeats(**key)).count() < 250);
        assert!(!Sieve::new(0, []).repeats(5));
    }

    proptest::proptest! {
        #[test]
        fn no_repeated_key_is_lost(keys in proptest::collection::vec(0_u32..99, 0..60)) {
            let sieve = Sieve::new(keys.len(), keys.iter().copied());
            for (at, key) in keys.iter().enumerate() {
                if keys[..at].contains(key) {
                    proptest::prop_assert!(sieve.repeats(*key));
                }
            }
        }
    }
}
