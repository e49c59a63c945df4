//! The authority alone, under paused time.

mod cancel;
mod fakes;
mod mishaps;
mod rules;
mod shelf;
mod simulation;
