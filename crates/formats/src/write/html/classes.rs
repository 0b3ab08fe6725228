//! The kinds of notes that the page can show and hide, and the classes by which it does.

/// A kind of note: what one switch at the top of the page is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Finding,
    Quote,
    Stance,
    Neutral,
    Name,
    Tone,
    Zone,
    Other,
}

impl Kind {
    /// In the order of the switches.
    pub(super) const ALL: [Self; 8] = [
        Self::Finding,
        Self::Quote,
        Self::Stance,
        Self::Neutral,
        Self::Name,
        Self::Tone,
        Self::Zone,
        Self::Other,
    ];

    /// The class of its notes; the switch is `show-` and this.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Finding => "finding",
            Self::Quote => "quote",
            Self::Stance => "stance",
            Self::Neutral => "neutral",
            Self::Name => "name",
            Self::Tone => "tone",
            Self::Zone => "zone",
            Self::Other => "other",
        }
    }

    /// What stands beside the switch.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Finding => "findings",
            Self::Quote => "quotations",
            Self::Stance => "stance",
            Self::Neutral => "neutral stance",
            Self::Name => "names",
            Self::Tone => "tone",
            Self::Zone => "zones",
            Self::Other => "other notes",
        }
    }

    /// Whether its notes are shown until someone switches them off. Every name and every sentence
    /// has a note of the kinds that are not.
    pub(super) fn shown_first(self) -> bool {
        matches!(self, Self::Finding | Self::Quote | Self::Stance | Self::Other)
    }
}

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u16);

static NAMES: [&str; 14] = [
    " finding",
    " quote",
    " stance",
    " neutral",
    " name",
    " tone",
    " zone",
    " other",
    " warning",
    " positive",
    " negative",
    " bright",
    " dark",
    " gap",
];

impl Classes {
    /// A finding that is most likely a fault.
    pub(super) const WARNING: Self = Self(1 << 8);
    /// A stance for its target.
    pub(super) const POSITIVE: Self = Self(1 << 9);
    /// A stance against its target.
    pub(super) const NEGATIVE: Self = Self(1 << 10);
    /// A positive tone.
    pub(super) const BRIGHT: Self = Self(1 << 11);
    /// A negative tone.
    pub(super) const DARK: Self = Self(1 << 12);
    /// White space between rows.
    pub(super) const GAP: Self = Self(1 << 13);

    /// The class of that kind of note.
    pub(super) fn of(kind: Kind) -> Self {
        Self(1 << kind as u16)
    }

    /// Both.
    #[must_use]
    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The names, each with a space before it.
    pub(super) fn names(self) -> impl Iterator<Item = &'static str> {
        NAMES
            .iter()
            .enumerate()
            .filter(move |(bit, _)| (self.0 >> bit) & 1 == 1)
            .map(|(_, name)| *name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_the_class_of_its_switch() {
        for kind in Kind::ALL {
            let names: Vec<&str> = Classes::of(kind).names().map(str::trim).collect();
            assert_eq!(names, [kind.class()]);
        }
        let both = Classes::of(Kind::Finding).and(Classes::WARNING).and(Classes::GAP);
        assert_eq!(both.names().collect::<String>(), " finding warning gap");
    }
}
