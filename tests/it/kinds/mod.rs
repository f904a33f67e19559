//! Kinds of question from outside: what is an answer and what is not, and that the count is what stands.

mod parts;
