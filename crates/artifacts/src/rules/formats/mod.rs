//! Clock times, dates, numbers, and the house style that a text keeps to.

mod clock;
mod date;
mod number;
mod seam;

use crate::rule::Rule;

/// The rules of this folder.
pub fn rules() -> Vec<Box<dyn Rule>> {
    vec![
        Box::new(clock::ClockTime),
        Box::new(number::NumberFormat),
        Box::new(seam::HouseStyle),
        Box::new(date::DateFormat),
    ]
}
