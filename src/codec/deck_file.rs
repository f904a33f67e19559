//! The deck file ↔ `Deck`.
