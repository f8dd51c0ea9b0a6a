//! What every screen must be: spoken in every language, labelled, and never controlled.

mod fake;
mod labels;
mod render;
mod sources;
