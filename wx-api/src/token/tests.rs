//! The authority alone, under paused time.

mod cancel;
mod fakes;
mod rules;
mod simulation;
