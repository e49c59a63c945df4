//! Files, texts, queries, JSON in odd places.
