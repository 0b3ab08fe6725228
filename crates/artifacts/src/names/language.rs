//! The languages whose names are written in Cyrillic.

use serde::Serialize;

/// A language whose names are written in Cyrillic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Russian.
    Ru,
    /// Ukrainian.
    Uk,
    /// Belarusian.
    Be,
    /// Bulgarian.
    Bg,
    /// Serbian.
    Sr,
    /// Macedonian.
    Mk,
    /// Kazakh.
    Kk,
}

impl Lang {
    /// Every language, in the order of its declaration.
    pub const ALL: [Self; 7] =
        [Self::Ru, Self::Uk, Self::Be, Self::Bg, Self::Sr, Self::Mk, Self::Kk];

    /// ISO 639-1 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ru => "ru",
            Self::Uk => "uk",
            Self::Be => "be",
            Self::Bg => "bg",
            Self::Sr => "sr",
            Self::Mk => "mk",
            Self::Kk => "kk",
        }
    }

    /// The language of that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The letters of its alphabet, in lower case.
    pub const fn alphabet(self) -> &'static str {
        match self {
            Self::Ru => "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
            Self::Uk => "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'",
            Self::Be => "абвгдеёжзійклмнопрстуўфхцчшыьэюя'",
            Self::Bg => "абвгдежзийклмнопрстуфхцчшщъьюя",
            Self::Sr => "абвгдђежзијклљмнњопрстћуфхцчџш",
            Self::Mk => "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
            Self::Kk => "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
        }
    }
}
