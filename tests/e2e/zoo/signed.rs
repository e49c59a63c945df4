//! Signed calls, and services whose status is not an errcode.
