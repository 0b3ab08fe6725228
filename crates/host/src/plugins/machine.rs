//! What machine a library was built for, read from its head before anything loads it.
//!
//! The system's loader says little of a library for another processor ("cannot open shared
//! object file" is one of its answers), and the file is most often a right plugin in a wrong
//! build.

/// The machines that a head can name; see the file.
const MACHINES: &str = include_str!("../../data/machines.tsv");

/// The form of this system's libraries.
const FORM: &str = if cfg!(windows) {
    "pe"
} else if cfg!(target_vendor = "apple") {
    "mach-o"
} else {
    "elf"
};

/// What the library was built for and what this machine is, if they differ. Nothing for what is
/// no library, or one with parts for several machines: the loader knows better.
pub(super) fn other(bytes: &[u8]) -> Option<(String, String)> {
    let (form, number, bits) = head(bytes)?;
    let known = rows().any(|row| row.form == FORM && row.name == std::env::consts::ARCH);
    let named = rows().find(|row| row.form == form && row.number == number && row.bits == bits);
    let name = named.map_or_else(
        || format!("machine number {number} with {bits} bits"),
        |row| row.name.to_owned(),
    );
    if !known || (form == FORM && name == std::env::consts::ARCH) {
        return None;
    }
    Some((format!("{name} ({form})"), format!("{} ({FORM})", std::env::consts::ARCH)))
}

struct Row<'a> {
    form: &'a str,
    number: u32,
    bits: u32,
    name: &'a str,
}

fn rows() -> impl Iterator<Item = Row<'static>> {
    MACHINES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut fields = line.split('\t');
        Some(Row {
            form: fields.next()?,
            number: fields.next()?.parse().ok()?,
            bits: fields.next()?.parse().ok()?,
            name: fields.next()?,
        })
    })
}

/// Form, machine number and bits of a library.
fn head(bytes: &[u8]) -> Option<(&'static str, u32, u32)> {
    if bytes.starts_with(b"\x7fELF") {
        let bits = match bytes.get(4)? {
            1 => 32,
            2 => 64,
            _ => return None,
        };
        let number: [u8; 2] = bytes.get(18..20)?.try_into().ok()?;
        let number = match bytes.get(5)? {
            1 => u16::from_le_bytes(number),
            2 => u16::from_be_bytes(number),
            _ => return None,
        };
        return Some(("elf", u32::from(number), bits));
    }
    if bytes.starts_with(&[0xcf, 0xfa, 0xed, 0xfe]) {
        return Some(("mach-o", number(bytes, 4)?, 64));
    }
    if bytes.starts_with(b"MZ") {
        let at = number(bytes, 0x3c)? as usize;
        let rest = bytes.get(at..)?;
        let machine: [u8; 2] = rest.strip_prefix(b"PE\0\0")?.get(..2)?.try_into().ok()?;
        let machine = u16::from_le_bytes(machine);
        return Some(("pe", u32::from(machine), if machine == 332 { 32 } else { 64 }));
    }
    None
}

/// The four bytes at a place as a number, little end first.
fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four: [u8; 4] = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    Some(u32::from_le_bytes(four))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn elf(bits: u8, order: u8, machine: [u8; 2]) -> Vec<u8> {
        let mut bytes = b"\x7fELF".to_vec();
        bytes.extend([bits, order, 1]);
        bytes.resize(18, 0);
        bytes.extend(machine);
        bytes
    }

    #[test]
    fn heads_are_read() {
        assert_eq!(head(&elf(2, 1, [62, 0])), Some(("elf", 62, 64)));
        assert_eq!(head(&elf(1, 2, [0, 20])), Some(("elf", 20, 32)));
        assert_eq!(head(&elf(3, 1, [62, 0])), None);
        assert_eq!(head(b"\x7fELF\x02\x01"), None);
        assert_eq!(head(b"[package]"), None);
        let mac = [0xcf, 0xfa, 0xed, 0xfe, 0x0c, 0, 0, 1];
        assert_eq!(head(&mac), Some(("mach-o", 16_777_228, 64)));
        let mut windows = b"MZ".to_vec();
        windows.resize(0x3c, 0);
        windows.extend(0x40u32.to_le_bytes());
        windows.extend(b"PE\0\0\x64\x86");
        assert_eq!(head(&windows), Some(("pe", 34_404, 64)));
        assert_eq!(head(&windows[..0x42]), None);
    }

    #[test]
    fn another_machine_is_named() {
        let (found, _) = other(&elf(2, 2, [0, 22])).unwrap();
        assert_eq!(found, "s390x (elf)");
        let (found, _) = other(&elf(2, 1, [0xff, 0x7f])).unwrap();
        assert!(found.contains("machine number 32767"), "{found}");
    }

    #[test]
    fn every_row_is_whole() {
        let lines = MACHINES.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(rows().count(), lines);
    }
}
