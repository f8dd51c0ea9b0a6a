//! Tells cargo that the words under `locales/` are part of this crate: they are embedded by a macro, which cargo cannot
//! see.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=../locales");
}
