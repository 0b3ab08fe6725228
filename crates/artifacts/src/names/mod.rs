//! Names and their spelling traditions.
//!
//! A name that was written in Cyrillic first has one Latin spelling in each language:
//! `Щербаков` is Shcherbakov in English, Schtscherbakow in German, Chtcherbakov in French. In an
//! English text such a spelling tells which language the text came through.
//!
//! Everything is generated from tables of the languages' transliteration rules; a list of known
//! people with their spellings was rejected, since it would be out of date with each election.

mod attribution;
mod convention;
mod established;
mod language;
mod letters;
mod memory;
mod mention;
mod reading;
mod reconstruct;
mod reversal;
mod row;
mod similarity;
mod tables;
mod tradition;
mod transliterate;
mod unusual;
mod variants;
mod verdict;

pub use attribution::{Attribution, Evidence, GivenName, Reading, attribute, given_name, read};
pub use convention::{Lang, Role, Tradition, traditions};
pub use similarity::{Reason, key, same_name};
pub use tradition::{NameReport, Writer, describe};
pub use transliterate::{Form, forms};
pub use variants::{Names, across, variants};

pub(crate) use attribution::{adjectives, english_of_given};
pub(crate) use letters::likelihood;
pub(crate) use mention::{People, Person, Surname};
pub(crate) use reading::reads_slavic;
pub(crate) use similarity::{is_listed, misspelling, same_word};
pub(crate) use tables::{BODIES, PLACES, TITLES};
pub(crate) use transliterate::capitalised;
