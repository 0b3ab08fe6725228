//! Bytes that cross the boundary: lent, or handed over with the function that frees them.

/// Bytes lent for the length of a call. Null with length 0 is empty.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Slice {
    /// First byte.
    pub start: *const u8,
    /// Number of bytes.
    pub length: usize,
}

impl Slice {
    /// The slice of some bytes.
    pub const fn of(bytes: &[u8]) -> Self {
        Self { start: bytes.as_ptr(), length: bytes.len() }
    }

    /// The bytes. `None` if the pointer is null and the length is not 0, or the length is one
    /// that no object has.
    ///
    /// # Safety
    /// A pointer that is not null points to `length` bytes that are initialised and are not
    /// written to for `'a`.
    pub unsafe fn bytes<'a>(self) -> Option<&'a [u8]> {
        if self.start.is_null() {
            return (self.length == 0).then_some(&[]);
        }
        if self.length > isize::MAX as usize {
            return None;
        }
        // SAFETY: not null and not too long; the rest is the caller's promise.
        Some(unsafe { std::slice::from_raw_parts(self.start, self.length) })
    }
}

/// Bytes handed over. Whoever gets them calls `release` once they are copied.
#[repr(C)]
#[derive(Debug)]
pub struct Buffer {
    /// First byte; null when empty.
    pub start: *mut u8,
    /// Number of bytes.
    pub length: usize,
    /// Bytes that were allocated, for `release`. Never less than `length`: a buffer that claims
    /// more bytes than it holds is refused unread.
    pub capacity: usize,
    /// Frees the bytes and empties the buffer; a second call does nothing. None when there is
    /// nothing to free.
    pub release: Option<unsafe extern "C" fn(*mut Buffer)>,
}

impl Buffer {
    /// A buffer for the other side to fill.
    pub const fn empty() -> Self {
        Self { start: std::ptr::null_mut(), length: 0, capacity: 0, release: None }
    }

    /// The bytes, to be looked at before the release. `None` as with [`Slice::bytes`].
    ///
    /// # Safety
    /// A pointer that is not null points to `length` initialised bytes.
    pub unsafe fn bytes(&self) -> Option<&[u8]> {
        // SAFETY: the bytes live until `release`, which needs this buffer mutably.
        unsafe { Slice { start: self.start, length: self.length }.bytes() }
    }

    /// Lets the side that allocated the bytes free them.
    ///
    /// # Safety
    /// The buffer was filled by the side that set `release`, or is empty.
    pub unsafe fn free(&mut self) {
        if let Some(release) = self.release.take() {
            // SAFETY: `release` belongs to these bytes and runs once, being taken away.
            unsafe { release(self) };
        }
        *self = Self::empty();
    }

    /// A buffer of bytes that this side allocated.
    pub(super) fn of(bytes: Vec<u8>) -> Self {
        let mut bytes = std::mem::ManuallyDrop::new(bytes);
        Self {
            start: bytes.as_mut_ptr(),
            length: bytes.len(),
            capacity: bytes.capacity(),
            release: Some(release),
        }
    }
}

unsafe extern "C" fn release(buffer: *mut Buffer) {
    // SAFETY: null, or a buffer that the caller owns.
    let Some(buffer) = (unsafe { buffer.as_mut() }) else { return };
    let bytes = std::mem::replace(buffer, Buffer::empty());
    if !bytes.start.is_null() {
        // SAFETY: the three values come from the vector of `Buffer::of`, and this buffer no
        // longer has them, so that they are used once.
        drop(unsafe { Vec::from_raw_parts(bytes.start, bytes.length, bytes.capacity) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buffer_is_freed_once() {
        let mut buffer = Buffer::of(b"abc".to_vec());
        // SAFETY: the buffer was made here.
        unsafe {
            assert_eq!(buffer.bytes(), Some(&b"abc"[..]));
            buffer.free();
            assert_eq!(buffer.bytes(), Some(&b""[..]));
            buffer.free();
            release(&mut buffer);
        }
    }

    #[test]
    fn a_null_pointer_with_a_length_is_no_slice() {
        let slice = Slice { start: std::ptr::null(), length: 4 };
        // SAFETY: the pointer is null.
        assert_eq!(unsafe { slice.bytes() }, None);
    }
}
