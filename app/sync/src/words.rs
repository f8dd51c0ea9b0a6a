//! Words that people write down or read to each other. The list is BIP-39's English one: short words that look unlike.
//!
//! - **Recovery words**: the root key itself, 24 words with a checksum; shown once when a team is made, kept nowhere.
//! - **Comparison words**: six words, 66 bits of a hash. Four were refused: a stranger who can swap texts could search
//!   2^44 keys for one whose words match, at home and at leisure.

use bip39::{Language, Mnemonic};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::key::Key;

const COMPARED: usize = 6;

/// The root key as words.
pub fn recovery(root: &Key) -> Zeroizing<String> {
    let words = Mnemonic::from_entropy(root.bytes()).map(|words| words.to_string());
    // 32 bytes are one of the lengths that the scheme knows.
    Zeroizing::new(words.unwrap_or_default())
}

/// The root key that the words stand for; none if a word or the checksum is wrong.
pub fn recover(words: &str) -> Option<Key> {
    let words = words
        .split_whitespace()
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join(" ");
    let mnemonic = Mnemonic::parse_in_normalized(Language::English, &words).ok()?;
    let (entropy, len) = mnemonic.to_entropy_array();
    if len != 32 {
        return None;
    }
    entropy
        .first_chunk::<32>()
        .map(|bytes| Key::from_bytes(*bytes))
}

/// Words for what two people look at: equal only if every part is.
pub fn compared(purpose: &str, parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    hash.update(b"wayside words v1");
    for part in [purpose.as_bytes()].iter().chain(parts) {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let digest = hash.finalize();
    let list = Language::English.word_list();
    let bits = digest
        .iter()
        .take(9)
        .fold(0u128, |bits, byte| bits << 8 | u128::from(*byte));
    let words = (0..COMPARED).filter_map(|n| list.get((bits >> (n * 11)) as usize % 2048).copied());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recovery_words_come_back_to_the_same_key() {
        let root = Key::from_bytes([42; 32]);
        let words = recovery(&root);
        assert_eq!(words.split(' ').count(), 24);
        assert_eq!(recover(&words), Some(root.clone()));
        assert_eq!(recover(&format!("  {} ", words.to_uppercase())), Some(root));
    }

    #[test]
    fn one_wrong_recovery_word_is_noticed() {
        let words = recovery(&Key::from_bytes([42; 32])).replacen(' ', " zebra ", 1);
        assert_eq!(recover(&words), None);
        assert_eq!(recover("abandon abandon"), None);
    }

    #[test]
    fn comparison_words_are_six_and_depend_on_every_part() {
        let words = compared("answer", &[b"team", b"device"]);
        assert_eq!(words.split(' ').count(), 6);
        assert_eq!(words, compared("answer", &[b"team", b"device"]));
        for other in [
            compared("request", &[b"team", b"device"]),
            compared("answer", &[b"team", b"devicf"]),
            compared("answer", &[b"teamd", b"evice"]),
            compared("answer", &[b"team"]),
        ] {
            assert_ne!(words, other);
        }
    }
}
